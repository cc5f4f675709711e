// The people in a handover document: contacts with who knows them and who introduced them, and the plan for the first hundred
// days. See handover_question.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/area_paths.hpp"
#include "runtime/handover_view.hpp"

namespace wd::runtime {

// Those still listed, with `known_by` (the leaver last) and when and by whom they were introduced. Of an area those whom somebody
// knows who has open work there or took a decision on it: a contact itself names no area.
json::array contacts_of(store::ReadStore& store, const HandoverRows& rows, const AreaScope& scope);

// Whom to meet, in which order, introduced by whom of those who are still in the team: key figures before others, those whom only the leaver knows before the rest,
// and who was met already last.
json::array first_hundred_days(const HandoverRows& rows, const json::array& contacts);

}  // namespace wd::runtime
