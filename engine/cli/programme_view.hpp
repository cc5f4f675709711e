// Programmes and runs as people read them.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/session.hpp"

namespace wd::cli {

class Arguments;

// The row of a programme ("programma-1"); refused when there is none.
Result<json::value> find_programme(Session& session, const std::string& number);

// One programme with its phases, positions and what its runs wait for: { programme, phases, positions, runs }.
Result<json::value> load_programme_page(Session& session, const Arguments& arguments);
void show_programme_page(const json::value& page, Session& session);

void show_programmes(const json::value& programmes, Session& session);
void show_runs(const json::value& runs, Session& session);
// The answer of programme.resume: the dates before and after, or that it goes on.
void show_resume(const json::value& answer, Session& session);

// Why a run of the answer on "status" cannot go on, in words; "" when it can.
std::string stuck_text(const json::value& run);
// What one run of the answer on "status" waits for, one line with a dash each; `indent` before each.
std::string waiting_text(const json::value& run, std::string_view indent);

}  // namespace wd::cli
