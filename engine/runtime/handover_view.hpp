// What the answers about handovers share. See handover_question.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/handover_evidence_reader.hpp"

namespace wd::runtime {

// The handover that `with` names; refused when it names none or one that is not there.
Result<HandoverRows> asked_handover(store::ReadStore& store, const json::object& with);

// Some members of a row; null where it has none.
json::object part_of(const json::object& row, std::initializer_list<std::string_view> keys);

// The text behind the id of a content row; null when it was erased.
json::value content_text(store::ReadStore& store, const json::value& id);

// {status, score, tenths, level, held_at_moderate, provisional, elements: [{element, title, weight, log, nothing, rating,
// points, events}], penalties}. `score` is text for people ("72,5"), `tenths` the same as a whole number.
json::object to_json(const domain::HandoverScore& score);

// Who may read names beside a score: giver, receiver and who rated it.
bool may_read_names(const HandoverRows& rows, const domain::Viewer& viewer);
// Who may read the document and what was typed for it: those whom it is for (is_handover_for), and an administrator (no person).
bool may_read_document(store::ReadStore& store, const HandoverRows& rows, const domain::Viewer& viewer, Date today);
enum class NamesShown { no, yes };
// Which chair of which programme, of whom and to whom, and the dates.
json::object handover_head(store::ReadStore& store, const HandoverRows& rows, NamesShown names);

}  // namespace wd::runtime
