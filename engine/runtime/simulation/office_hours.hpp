// When simulated people act: a few fixed moments of each working day, and the days on which a council meets. Few moments, so
// that many programmes act at the same instant and share a transaction.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "calendar/calendar.hpp"
#include "runtime/simulation/behaviour.hpp"

namespace wd::runtime {

// A moment of a working day, drawn from a few. A day that is closed moves on to the next working day.
Timestamp moment_on(Date day, const calendar::Calendar& calendar, Entropy& entropy);
// The same, but after `now`: later on that day, or on the next working day.
Timestamp moment_after(Timestamp now, Date day, const calendar::Calendar& calendar, Entropy& entropy);
// The next of the fixed moments after `now`.
Timestamp next_moment(Timestamp now, const calendar::Calendar& calendar);

// So many working days later, the day itself not counted; 0 gives the day or the next working day.
Date working_days_after(Date day, std::int64_t amount, const calendar::Calendar& calendar);
// Roughly how many working days lie between, at least 1.
std::int64_t working_days_between(Date from, Date until);

// The first day on or after `day` on which a council meets: a Thursday every so many weeks, not in recess, not on a closed day.
Date council_day(Date day, const CouncilHabits& habits, const calendar::Calendar& calendar);

}  // namespace wd::runtime
