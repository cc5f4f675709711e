// Weeks as the Dutch number them (ISO 8601): from Monday; week 1 is the week with the first Thursday of the year.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/time.hpp"

#include <boost/describe.hpp>

#include <compare>
#include <string>

namespace wd::calendar {

// `year` is the year of the week, which around New Year differs from the year of the day.
struct IsoWeek {
    int year;
    int week;
    friend auto operator<=>(const IsoWeek&, const IsoWeek&) = default;
};
BOOST_DESCRIBE_STRUCT(IsoWeek, (), (year, week))

// The week in which a day falls.
IsoWeek iso_week(Date date);

// "2026-W47".
std::string to_text(IsoWeek week);

// So that to_text(Date) and to_text(Timestamp) are found inside this namespace too.
using wd::to_text;

}  // namespace wd::calendar
