// What an installation may choose about its closed days. A plain struct, stored as JSON; changing one changes the version
// of the calendar, and with it deadlines are computed anew (RULES F1).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <boost/describe.hpp>

#include <string>

namespace wd::calendar {

// The defaults follow the Algemene termijnenwet (article 3), where Goede Vrijdag and every 5 May count as holidays. Of the
// days from a file only closures count by default: a working day in a school holiday is still a working day.
struct Settings {
    // Bevrijdingsdag is off every year; when false only in lustrum years (2025, 2030, …), as many employers have it.
    bool liberation_day_every_year = true;
    bool good_friday = true;
    // "noord", "midden", "zuid" or "": days of another region than this one do not count; days without region always do.
    std::string school_region;
    // Which kinds of days from the file count as closed.
    bool close_in_school_holidays = false;
    bool close_in_construction_break = false;
    bool close_in_council_recess = false;
    bool close_on_elections = false;
    bool close_on_closures = true;

    friend bool operator==(const Settings&, const Settings&) = default;
};
BOOST_DESCRIBE_STRUCT(Settings, (),
                      (liberation_day_every_year, good_friday, school_region, close_in_school_holidays,
                       close_in_construction_break, close_in_council_recess, close_on_elections, close_on_closures))

// Whether the settings can be used: the region is a known one, and there is one where school holidays count.
Result<void> check(const Settings& settings);

}  // namespace wd::calendar
