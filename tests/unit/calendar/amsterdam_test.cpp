// Instants to Amsterdam days and back, in winter, in summer and on the days between.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/amsterdam.hpp"

#include "days.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

namespace wd::calendar {
namespace {

using namespace std::chrono;

struct Start {
    const char* day;
    const char* instant;
};

TEST(Amsterdam, WinterDaysStartAnHourAndSummerDaysTwoHoursBeforeUtcAlsoAfter2037)
{
    const Start cases[] = {
        {"2026-01-15", "2026-01-14T23:00:00Z"}, {"2026-07-15", "2026-07-14T22:00:00Z"},
        {"2037-01-15", "2037-01-14T23:00:00Z"}, {"2037-07-15", "2037-07-14T22:00:00Z"},
        {"2038-01-15", "2038-01-14T23:00:00Z"}, {"2038-07-15", "2038-07-14T22:00:00Z"},
        {"2060-01-15", "2060-01-14T23:00:00Z"}, {"2060-07-15", "2060-07-14T22:00:00Z"},
    };
    for (const Start& c : cases)
        EXPECT_EQ(to_text(start_of(day(c.day))), to_text(instant(c.instant))) << c.day;
}

TEST(Amsterdam, TheInstantBeforeMidnightIsStillTheDayBefore)
{
    const Start cases[] = {
        {"2026-01-14", "2026-01-14T22:59:59.999Z"}, {"2026-01-15", "2026-01-14T23:00:00.000Z"},
        {"2026-07-14", "2026-07-14T21:59:59.999Z"}, {"2026-07-15", "2026-07-14T22:00:00.000Z"},
        {"2038-07-14", "2038-07-14T21:59:59.999Z"}, {"2038-07-15", "2038-07-14T22:00:00.000Z"},
        {"2060-07-14", "2060-07-14T21:59:59.999Z"}, {"2060-07-15", "2060-07-14T22:00:00.000Z"},
    };
    for (const Start& c : cases)
        EXPECT_EQ(to_text(date_of(instant(c.instant))), c.day) << c.instant;
}

TEST(Amsterdam, TheDayOnWhichSummerTimeBeginsHas23Hours)
{
    for (const char* change : {"2026-03-29", "2037-03-29", "2038-03-28", "2060-03-28"})
        EXPECT_EQ(start_of(day(change) + days{1}) - start_of(day(change)), hours{23}) << change;
}

TEST(Amsterdam, TheDayOnWhichSummerTimeEndsHas25Hours)
{
    for (const char* change : {"2026-10-25", "2037-10-25", "2038-10-31", "2060-10-31"})
        EXPECT_EQ(start_of(day(change) + days{1}) - start_of(day(change)), hours{25}) << change;
}

TEST(Amsterdam, BothPassesOfTheRepeatedHourBelongToTheSameDay)
{
    EXPECT_EQ(date_of(instant("2026-10-25T00:30:00Z")), day("2026-10-25"));
    EXPECT_EQ(date_of(instant("2026-10-25T01:30:00Z")), day("2026-10-25"));
}

TEST(Amsterdam, InstantsBefore1970FallOnTheRightDay)
{
    EXPECT_EQ(date_of(instant("1969-12-31T22:59:59.999Z")), day("1969-12-31"));
    EXPECT_EQ(date_of(instant("1969-12-31T23:00:00.000Z")), day("1970-01-01"));
}

// 16 May 1940, when German time came in, has no midnight in the data; so has no other day since.
TEST(Amsterdam, EveryDayBeginsWithItsFirstInstant)
{
    for (const auto& [from, to] : {std::pair{"1935-01-01", "1950-01-01"}, std::pair{"2020-01-01", "2075-01-01"}}) {
        for (Date date = day(from); date < day(to); date += days{1}) {
            ASSERT_EQ(date_of(start_of(date)), date) << to_text(date);
            ASSERT_EQ(date_of(start_of(date) - milliseconds{1}), date - days{1}) << to_text(date);
        }
    }
}

TEST(Amsterdam, DaysFollowOneAnotherUpToTheYear9999)
{
    EXPECT_EQ(date_of(start_of(day("9999-12-31"))), day("9999-12-31"));
    EXPECT_EQ(date_of(start_of(day("0001-01-01"))), day("0001-01-01"));
}

TEST(Amsterdam, TheReleaseOfTheDataHasItsUsualForm)
{
    const std::string& release = time_zone_release();
    ASSERT_GE(release.size(), 5U) << release;
    EXPECT_TRUE(release.starts_with("20")) << release;
    EXPECT_EQ(time_zone_fingerprint().size(), 16U);
}

TEST(Amsterdam, ManyThreadsMayAskAtOnce)
{
    std::vector<int> wrong(4, 0);
    std::vector<std::thread> threads;
    for (int& count : wrong)
        threads.emplace_back([&count] {
            for (Date date = day("2026-01-01"); date < day("2032-01-01"); date += days{1})
                count += date_of(start_of(date)) == date ? 0 : 1;
        });
    for (std::thread& thread : threads)
        thread.join();

    EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

// In a process of its own, that has not read the data yet.
TEST(AmsterdamDeathTest, AMachineWithoutTimeZoneDataIsToldWhichPackageIsMissing)
{
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    const auto ask_without_data = [] {
        setenv("TZDIR", "/nonexistent", 1);
        try {
            static_cast<void>(date_of(Timestamp{}));
        } catch (const StoreFailure& failure) {
            std::fprintf(stderr, "%s", failure.what());
            std::exit(failure.code() == Errc::unavailable ? 3 : 4);
        }
    };
    EXPECT_EXIT(ask_without_data(), testing::ExitedWithCode(3), "installeer het pakket tzdata");
}

}  // namespace
}  // namespace wd::calendar
