// What is asked about reflections: which there were, are planned or were missed; what the facilitator wants to know before one;
// and how it goes with them. By role, never by person; notes stay with who took part (DOMAIN §7.12).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "domain/ids.hpp"
#include "store/store.hpp"

namespace wd::runtime {

// {programme}: a row for each reflection, the oldest first, with `state` done, skipped (and its reason), missed or planned; of one
// that was recorded the roles that took part, and its lessons and actions as ids. Missed is also a turn that passed because the
// one before it was still open: it has no task, and `due` is its day.
Result<json::value> reflections_question(store::ReadStore& store, const json::object& with,
                                         const domain::Viewer& viewer);

// {programme}: what happened since the last recorded reflection, or from the start: tasks in time and late, phases, arrivals and
// departures by role, votes, reach, promises, messages from outside; and under `to_come` each talk that is still to come {task,
// title, due, occasions}, with everything that happened which it is about (occasions.hpp).
Result<json::value> reflection_facts(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer);

// {programme}: the measures of PRACTICE §1.3, see domain/reflection_measures.hpp.
Result<json::value> reflection_measures(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                        Timestamp now);

}  // namespace wd::runtime
