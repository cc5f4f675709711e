// ISO weeks, above all around New Year.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/iso_week.hpp"

#include "days.hpp"

#include <gtest/gtest.h>

namespace wd::calendar {
namespace {

using namespace std::chrono;

TEST(IsoWeek, FollowsTheKnownTableAroundNewYear)
{
    const std::pair<const char*, const char*> cases[] = {
        {"2026-11-20", "2026-W47"}, {"2026-01-01", "2026-W01"}, {"2025-12-29", "2026-W01"}, {"2025-12-28", "2025-W52"},
        {"2026-12-31", "2026-W53"}, {"2027-01-03", "2026-W53"}, {"2027-01-04", "2027-W01"}, {"2024-12-30", "2025-W01"},
        {"2023-01-01", "2022-W52"}, {"2021-01-03", "2020-W53"}, {"2021-01-04", "2021-W01"}, {"2008-12-29", "2009-W01"},
        {"2010-01-03", "2009-W53"}, {"2005-01-01", "2004-W53"}, {"2007-01-01", "2007-W01"}, {"2060-01-01", "2060-W01"},
    };
    for (const auto& [date, week] : cases)
        EXPECT_EQ(to_text(iso_week(day(date))), week) << date;
}

TEST(IsoWeek, ChangesOnEveryMondayAndOnNoOtherDay)
{
    for (Date date = day("2020-01-02"); date < day("2050-01-01"); date += days{1}) {
        const bool changed = iso_week(date) != iso_week(date - days{1});
        ASSERT_EQ(changed, weekday{date} == Monday) << to_text(date);
        ASSERT_LE(iso_week(date - days{1}), iso_week(date)) << to_text(date);
    }
}

TEST(IsoWeek, TheFourthOfJanuaryIsAlwaysInWeekOne)
{
    for (int y = 2000; y < 2100; ++y)
        EXPECT_EQ(iso_week(Date{local_days{year{y} / January / 4}}), (IsoWeek{y, 1}));
}

}  // namespace
}  // namespace wd::calendar
