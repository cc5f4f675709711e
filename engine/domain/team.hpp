// Who sits in a chair on a day, who is away, and who stands in. Pure: reads the ledger. Everything follows from dates, so that
// work goes to a deputy on the first day of an absence and comes back after the last without anybody doing anything.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/programme.hpp"

namespace wd::domain {

// A chain of deputies is at most this long.
inline constexpr int deputies_max = 3;

// Whether the assignment counts on that day, both its first and its announced last day included.
bool holds_on(const Assignment& assignment, Date day);
// Who sits in a chair on a day, in the order of their assignments.
std::vector<PersonId> holders_on(const Ledger& ledger, PositionId position, Date day);
bool is_away(const Ledger& ledger, PersonId person, Date day);

// Who does the work of a chair on a day: the holders who are there; otherwise, by name, the first deputy in the chain who is
// there. Empty when there is nobody.
std::vector<PersonId> workers_on(const Ledger& ledger, PositionId position, Date day);
// Who does what was offered to this person on a day: that person, or who stands in for one of the chairs held.
std::vector<PersonId> workers_for(const Ledger& ledger, PersonId person, Date day);

// The deputies of a chair in the order in which they would be asked: its own deputy, that one's deputy when he or she holds a
// chair here too, and so on. Stops before a person comes twice.
std::vector<PersonId> deputies_of(const Ledger& ledger, PositionId position);

// The last working assignment of a chair: nobody else sits there the day after.
bool becomes_vacant(const Ledger& ledger, AssignmentId ending, Date last_day);

}  // namespace wd::domain
