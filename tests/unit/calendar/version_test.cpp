// When the version of a calendar changes, and when it must not.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/calendar.hpp"

#include "days.hpp"

#include <gtest/gtest.h>

#include <set>

namespace wd::calendar {
namespace {

std::string version_of(const Settings& settings, std::vector<ClosedDay> extra_days = {})
{
    return Calendar::create(settings, std::move(extra_days)).value().version();
}

ClosedDay closure(std::string_view date)
{
    return ClosedDay{day(date), day(date), ClosedKind::closure, "Dicht", ""};
}

TEST(CalendarVersion, NamesTheReleaseOfTheTimeZoneData)
{
    const std::string version = Calendar{}.version();

    EXPECT_TRUE(version.starts_with("tz" + time_zone_release() + "-")) << version;
    EXPECT_EQ(version.size(), time_zone_release().size() + 19) << version;
}

TEST(CalendarVersion, IsTheSameForTheSameCalendar)
{
    EXPECT_EQ(Calendar{}.version(), Calendar{}.version());
    EXPECT_EQ(version_of(Settings{}), Calendar{}.version());
}

TEST(CalendarVersion, ChangesWithEverySetting)
{
    std::vector<Settings> all(9);
    all[1].liberation_day_every_year = false;
    all[2].good_friday = false;
    all[3].school_region = "noord";
    all[4].school_region = "zuid";
    all[5].close_in_construction_break = true;
    all[6].close_in_council_recess = true;
    all[7].close_on_elections = true;
    all[8].close_on_closures = false;

    std::set<std::string> versions;
    for (const Settings& settings : all)
        versions.insert(version_of(settings));

    EXPECT_EQ(versions.size(), all.size());
}

TEST(CalendarVersion, ChangesWithDateKindAndRegionOfADay)
{
    std::vector<ClosedDay> variants(5, closure("2026-06-01"));
    variants[1].from = day("2026-05-31");
    variants[2].to = day("2026-06-02");
    variants[3].kind = ClosedKind::election;
    variants[4].region = "noord";

    std::set<std::string> versions{version_of(Settings{})};
    for (const ClosedDay& variant : variants)
        versions.insert(version_of(Settings{}, {variant}));

    EXPECT_EQ(versions.size(), variants.size() + 1);
}

TEST(CalendarVersion, DoesNotChangeWithNamesOrTheOrderOfTheFile)
{
    ClosedDay renamed = closure("2026-06-01");
    renamed.name = "Kantoor dicht";

    EXPECT_EQ(version_of(Settings{}, {closure("2026-06-01"), closure("2026-06-03")}),
              version_of(Settings{}, {closure("2026-06-03"), renamed}));
}

}  // namespace
}  // namespace wd::calendar
