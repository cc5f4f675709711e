// Dates and instants as text, and the clocks.
// SPDX-License-Identifier: EUPL-1.2
#include "base/time.hpp"

#include <gtest/gtest.h>

namespace wd {
namespace {

using namespace std::chrono;

TEST(Date, ComesBackFromItsText)
{
    for (const char* text : {"2026-11-20", "2028-02-29", "0001-01-01", "9999-12-31", "1969-12-31", "2000-02-29"})
        EXPECT_EQ(to_text(parse_date(text).value()), text);
}

TEST(Date, TextOfAnotherFormIsRefusedWithAnExample)
{
    for (const char* text : {"", "2026", "20-11-2026", "2026/11/20", "2026-11-2", "2026-11-200", "26-11-20",
                             "2026-1-020", "2026-11-20 ", " 2026-11-20", "2026-11-2O", "-026-11-20", "+026-11-20",
                             "2026-11-2\xc3\xa9", "0000-01-01", "2026-+1-20", "20261120", "2026-W47-5"})
    {
        const Result<Date> date = parse_date(text);
        ASSERT_FALSE(date) << text;
        EXPECT_EQ(date.error().message,
                  fmt::format("'{}' is geen datum; schrijf jaar-maand-dag, bijvoorbeeld 2026-11-20", text));
    }
}

TEST(Date, ADayThatDoesNotExistIsRefused)
{
    for (const char* text :
         {"2026-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00", "2100-02-29"})
        EXPECT_EQ(parse_date(text).error().message, fmt::format("{} bestaat niet op de kalender", text));
}

TEST(Timestamp, IsWrittenInUtcWithMilliseconds)
{
    EXPECT_EQ(to_text(Timestamp{}), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(to_text(from_unix_ms(1'795'168'800'007)), "2026-11-20T10:00:00.007Z");
    EXPECT_EQ(to_text(from_unix_ms(-1)), "1969-12-31T23:59:59.999Z");
}

TEST(Timestamp, IsReadWithAndWithoutMilliseconds)
{
    EXPECT_EQ(to_unix_ms(parse_timestamp("2026-11-20T10:00:00Z").value()), 1'795'168'800'000);
    EXPECT_EQ(to_unix_ms(parse_timestamp("2026-11-20T10:00:00.007Z").value()), 1'795'168'800'007);
    EXPECT_EQ(to_unix_ms(parse_timestamp("1969-12-31T23:59:59.999Z").value()), -1);
}

TEST(Timestamp, ComesBackFromItsText)
{
    for (const std::int64_t ms : {0LL, 1LL, -1LL, 1'795'168'800'007LL, 253'402'300'799'999LL, -62'135'596'800'000LL})
        EXPECT_EQ(to_unix_ms(parse_timestamp(to_text(from_unix_ms(ms))).value()), ms);
}

TEST(Timestamp, WhatIsNoInstantIsRefusedWithAnExample)
{
    for (const char* text :
         {"", "2026-11-20", "2026-11-20T10:00Z", "2026-11-20T10:00:00", "2026-11-20 10:00:00Z", "2026-11-20T24:00:00Z",
          "2026-11-20T10:60:00Z", "2026-11-20T10:00:60Z", "2026-02-30T10:00:00Z", "2026-11-20T10:00:00+01:00",
          "2026-11-20T10:00:00.7Z", "2026-11-20T10:00:00.0007Z", "2026-11-20T10:00:00z", "2026-11-20T-1:00:00Z",
          "2026-11-20T10:00:00,007Z"})
    {
        const Result<Timestamp> at = parse_timestamp(text);
        ASSERT_FALSE(at) << text;
        EXPECT_EQ(at.error().message,
                  fmt::format("'{}' is geen tijdstip; schrijf bijvoorbeeld 2026-11-20T10:00:00Z", text));
    }
}

TEST(VirtualClock, StandsStillUntilItIsMovedForward)
{
    VirtualClock clock{from_unix_ms(1'000)};
    EXPECT_EQ(to_unix_ms(clock.now()), 1'000);
    EXPECT_EQ(to_unix_ms(clock.now()), 1'000);

    clock.advance_to(from_unix_ms(5'000));
    EXPECT_EQ(to_unix_ms(clock.now()), 5'000);
}

TEST(VirtualClock, NeverGoesBack)
{
    VirtualClock clock{from_unix_ms(5'000)};

    clock.advance_to(from_unix_ms(4'999));

    EXPECT_EQ(to_unix_ms(clock.now()), 5'000);
}

TEST(SystemClock, IsTheMachinesClockPlusItsOffset)
{
    const Timestamp before = floor<milliseconds>(system_clock::now());
    const Timestamp now = SystemClock{}.now();
    const Timestamp shifted = SystemClock{hours{24}}.now();
    const Timestamp after = floor<milliseconds>(system_clock::now());

    EXPECT_TRUE(before <= now && now <= after);
    EXPECT_TRUE(before + hours{24} <= shifted && shifted <= after + hours{24});
}

}  // namespace
}  // namespace wd
