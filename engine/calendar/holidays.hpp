// Dutch public holidays, computed for any year: fixed days, those that follow Easter, and Koningsdag with its Sunday rule.
// Does not know weekends or days from a file.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/time.hpp"
#include "calendar/settings.hpp"

#include <optional>
#include <string>

namespace wd::calendar {

// Easter Sunday of a Gregorian year.
Date easter_sunday(std::chrono::year year);

// The Dutch name of the holiday on this day, or nothing on an ordinary day. A day that the settings do not count as a
// holiday (Goede Vrijdag, Bevrijdingsdag outside lustrum years) is an ordinary day. Of two on one day, such as 5 May 2016,
// the one that moves with Easter is named. Before 2014 Koninginnedag takes the place of Koningsdag.
std::optional<std::string> holiday_name(Date date, const Settings& settings);

}  // namespace wd::calendar
