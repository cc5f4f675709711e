// Conditions of a decision or gate: each becomes a commitment with owner and date (RULES D5).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/checks.hpp"

namespace wd::domain {

// Whether this outcome goes with conditions: then there must be at least one, otherwise none.
enum class Conditions { wanted, unwanted };

// `outcome` is the code word of the answer; no condition may be due before `earliest`.
void check_conditions(const std::vector<Condition>& conditions, Conditions which, std::string_view outcome,
                      Date earliest, Context& context, Complaints& complaints);

// Adds a commitment for each condition to `events` and gives their ids. The conditions have been checked.
std::vector<EntryId> add_commitments(const std::vector<Condition>& conditions, TaskId task, Payloads& events,
                                     Context& context);

}  // namespace wd::domain
