// How answers about handovers look to people: a list, one with its score, the audit, and the document as Markdown.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <string>

namespace wd::cli {

class Session;

void show_handovers(const json::value& handovers, Session& session);
void show_handover(const json::value& handover, Session& session);
void show_audit(const json::value& audit, Session& session);
void show_draw(const json::value& drawn, Session& session);
// Markdown; as JSON when the answer has `format` "json".
void show_handover_document(const json::value& document, Session& session);

// The document as Markdown, with the inwerkpagina at the end. Pure.
std::string handover_markdown(const json::value& document);

}  // namespace wd::cli
