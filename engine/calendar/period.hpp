// Lengths of time as people write them, "6 weken" or "10 werkdagen", and nothing shorter than a day. Only the words: what
// a period means on the calendar is told by calendar.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <boost/describe.hpp>

#include <string>
#include <string_view>

namespace wd::calendar {

enum class Unit {
    day,          // calendar days, closed ones too
    working_day,  // days that the calendar calls working days
    week,
    month,
    quarter,  // three months
    year,
};
BOOST_DESCRIBE_ENUM(Unit, day, working_day, week, month, quarter, year)

// Anything made by parse_period() has an amount from 1 up to and including amount_max(unit).
struct Period {
    int amount;
    Unit unit;
    friend bool operator==(const Period&, const Period&) = default;
};
BOOST_DESCRIBE_STRUCT(Period, (), (amount, unit))

// The largest amount of a unit: a hundred years.
int amount_max(Unit unit);

// Reads "1 dag", "10 werkdagen", "6 weken", "3 maanden", "1 kwartaal", "2 jaar", or in ISO 8601 "P10D", "P6W", "P3M",
// "P2Y". Strict, so that there is one way to write each: digits, one space, singular after 1 and plural elsewhere, lower
// case. Whatever else is refused; where the meaning is clear, the message holds the right form.
Result<Period> parse_period(std::string_view text);

// The Dutch form, "1 week" or "6 weken"; parse_period() reads it back.
std::string to_text(Period period);

// Whether text is written in ISO 8601 fashion, right or wrong: "P6W", "p6w", "PT5H".
bool looks_like_iso_period(std::string_view text);

}  // namespace wd::calendar
