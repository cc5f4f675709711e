// When simulated people act, and when councils meet.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/office_hours.hpp"
#include "support/short.hpp"

#include <gtest/gtest.h>

namespace wd::runtime {
namespace {

using test::day;

TEST(OfficeHours, NobodyActsInAWeekendOrOnAHoliday)
{
    const calendar::Calendar calendar;
    SeededEntropy entropy{1, 1};

    EXPECT_EQ(calendar::date_of(moment_on(day("2019-12-25"), calendar, entropy)), day("2019-12-27"));
    EXPECT_EQ(calendar::date_of(moment_on(day("2019-06-01"), calendar, entropy)), day("2019-06-03"));
}

TEST(OfficeHours, AMomentAfterNowIsLater)
{
    const calendar::Calendar calendar;
    SeededEntropy entropy{1, 1};
    const Timestamp evening = calendar::start_of(day("2019-06-06")) + std::chrono::hours{20};

    EXPECT_GT(moment_after(evening, day("2019-06-06"), calendar, entropy), evening);
    EXPECT_EQ(calendar::date_of(moment_after(evening, day("2019-06-06"), calendar, entropy)), day("2019-06-07"));
}

TEST(OfficeHours, ACouncilMeetsOnThursdaysOutsideRecess)
{
    const calendar::Calendar calendar;
    CouncilHabits habits;
    habits.every_weeks = 4;
    habits.recess = {{7, 4, 8, 28}, {12, 19, 1, 4}};

    Date council = day("2019-01-01");
    for (int meeting = 0; meeting < 40; ++meeting) {
        council = council_day(council, habits, calendar);
        const std::chrono::year_month_day date{council};
        EXPECT_EQ(std::chrono::weekday{council}, std::chrono::Thursday);
        EXPECT_TRUE(calendar.is_working_day(council));
        EXPECT_FALSE(date.month() == std::chrono::August && static_cast<unsigned>(date.day()) < 28)
            << wd::to_text(council);
        council += std::chrono::days{1};
    }
}

}  // namespace
}  // namespace wd::runtime
