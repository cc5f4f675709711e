// The terugkommomenten with the successor after a handover, by default on day 14 and 60 (PRACTICE §1.1): when they are due, and
// that none comes early. Says when; what is asked and answered is elsewhere.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/rubric_settings.hpp"

#include <span>

namespace wd::domain {

// `day` counts calendar days from the day of acceptance, which is day 0; `date` is the first day on which it may be held.
struct CheckUp {
    int day = 0;
    Date date{};
    friend bool operator==(const CheckUp&, const CheckUp&) = default;
};
BOOST_DESCRIBE_STRUCT(CheckUp, (), (day, date))

// All check-ups of a handover that was accepted on this day, rising.
std::vector<CheckUp> check_ups_of(const RubricSettings& settings, Date accepted);

// Those whose date has come and that were not held; `held` has the days of those that were. One that is late stays due.
std::vector<CheckUp> due_check_ups(const RubricSettings& settings, Date accepted, std::span<const int> held,
                                   Date today);

// Whether the check-up of this day may be held today. Refused when there is none of that day (with those there are), when it was
// held before, and when it comes early (with the date from which it may). Late is better than never, and not refused.
Result<void> check_check_up(const RubricSettings& settings, Date accepted, std::span<const int> held, int day,
                            Date today);

}  // namespace wd::domain
