// Dutch public holidays against known dates.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/holidays.hpp"

#include "base/json.hpp"
#include "days.hpp"

#include <gtest/gtest.h>

#include <map>

namespace wd::calendar {
namespace {

using namespace std::chrono;

std::string name_on(std::string_view date, const Settings& settings = {})
{
    return holiday_name(day(date), settings).value_or("geen");
}

std::map<std::string, std::string> holidays_of(year of, const Settings& settings)
{
    std::map<std::string, std::string> found;
    for (Date date{local_days{of / January / 1}}; year_month_day{date}.year() == of; date += days{1})
        if (const auto name = holiday_name(date, settings))
            found[to_text(date)] = *name;
    return found;
}

TEST(Holidays, EasterFallsOnItsKnownDate)
{
    const char* known[] = {
        "1818-03-22", "1886-04-25", "1900-04-15", "1913-03-23", "1943-04-25", "1954-04-18", "1961-04-02", "1970-03-29",
        "1981-04-19", "1999-04-04", "2000-04-23", "2001-04-15", "2002-03-31", "2003-04-20", "2004-04-11", "2005-03-27",
        "2006-04-16", "2007-04-08", "2008-03-23", "2009-04-12", "2010-04-04", "2011-04-24", "2012-04-08", "2013-03-31",
        "2014-04-20", "2015-04-05", "2016-03-27", "2017-04-16", "2018-04-01", "2019-04-21", "2020-04-12", "2021-04-04",
        "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01",
        "2030-04-21", "2031-04-13", "2032-03-28", "2033-04-17", "2034-04-09", "2035-03-25", "2036-04-13", "2037-04-05",
        "2038-04-25", "2049-04-18", "2060-04-18", "2076-04-19", "2100-03-28", "2285-03-22",
    };
    for (const char* text : known)
        EXPECT_EQ(to_text(easter_sunday(year_month_day{day(text)}.year())), text);
}

TEST(Holidays, EasterIsAlwaysASundayFrom22MarchUpTo25April)
{
    for (int y = 1600; y <= 2600; ++y) {
        const Date easter = easter_sunday(year{y});
        ASSERT_EQ(weekday{easter}, Sunday) << y;
        ASSERT_GE(easter, Date{local_days{year{y} / March / 22}}) << y;
        ASSERT_LE(easter, Date{local_days{year{y} / April / 25}}) << y;
    }
}

TEST(Holidays, TheYear2026HasTheseHolidays)
{
    const std::map<std::string, std::string> expected = {
        {"2026-01-01", "Nieuwjaarsdag"},   {"2026-04-03", "Goede Vrijdag"},      {"2026-04-05", "Eerste Paasdag"},
        {"2026-04-06", "Tweede Paasdag"},  {"2026-04-27", "Koningsdag"},         {"2026-05-05", "Bevrijdingsdag"},
        {"2026-05-14", "Hemelvaartsdag"},  {"2026-05-24", "Eerste Pinksterdag"}, {"2026-05-25", "Tweede Pinksterdag"},
        {"2026-12-25", "Eerste Kerstdag"}, {"2026-12-26", "Tweede Kerstdag"},
    };
    EXPECT_EQ(holidays_of(year{2026}, Settings{}), expected);
}

TEST(Holidays, KoningsdagMovesToSaturdayWhenThe27thIsASunday)
{
    EXPECT_EQ(name_on("2025-04-26"), "Koningsdag");
    EXPECT_EQ(name_on("2025-04-27"), "geen");
    EXPECT_EQ(name_on("2026-04-26"), "geen");
    EXPECT_EQ(name_on("2026-04-27"), "Koningsdag");
    EXPECT_EQ(name_on("2031-04-26"), "Koningsdag");
    EXPECT_EQ(name_on("2031-04-27"), "geen");
}

TEST(Holidays, Before2014TheQueensDayWasThe30thWithTheSameSundayRule)
{
    EXPECT_EQ(name_on("2013-04-30"), "Koninginnedag");
    EXPECT_EQ(name_on("2013-04-27"), "geen");
    EXPECT_EQ(name_on("2006-04-29"), "Koninginnedag");
    EXPECT_EQ(name_on("2006-04-30"), "geen");
    EXPECT_EQ(name_on("2014-04-26"), "Koningsdag");
}

TEST(Holidays, BevrijdingsdagIsEveryYearOrInLustrumYearsOnly)
{
    Settings lustrum;
    lustrum.liberation_day_every_year = false;

    for (const char* text : {"2025-05-05", "2030-05-05", "2045-05-05"}) {
        EXPECT_EQ(name_on(text), "Bevrijdingsdag") << text;
        EXPECT_EQ(name_on(text, lustrum), "Bevrijdingsdag") << text;
    }
    for (const char* text : {"2026-05-05", "2027-05-05", "2029-05-05"}) {
        EXPECT_EQ(name_on(text), "Bevrijdingsdag") << text;
        EXPECT_EQ(name_on(text, lustrum), "geen") << text;
    }
}

TEST(Holidays, GoedeVrijdagCountsBySetting)
{
    Settings open;
    open.good_friday = false;

    EXPECT_EQ(name_on("2026-04-03"), "Goede Vrijdag");
    EXPECT_EQ(name_on("2026-04-03", open), "geen");
    EXPECT_EQ(holidays_of(year{2026}, open).size(), 10U);
}

TEST(Holidays, OfTwoHolidaysOnOneDayTheOneThatMovesWithEasterIsNamed)
{
    EXPECT_EQ(name_on("2016-05-05"), "Hemelvaartsdag");
    EXPECT_EQ(name_on("2008-05-01"), "Hemelvaartsdag");
}

TEST(Holidays, EveryYearHasTenOrElevenHolidays)
{
    for (int y = 2014; y <= 2100; ++y) {
        const std::size_t count = holidays_of(year{y}, Settings{}).size();
        ASSERT_TRUE(count == 10 || count == 11) << y << ": " << count;
    }
}

TEST(Settings, TheDefaultsCanBeUsed)
{
    EXPECT_TRUE(check(Settings{}));
}

TEST(Settings, AMisspeltRegionIsRefusedWithTheNearestWord)
{
    Settings settings;
    settings.school_region = "nord";

    const Result<void> answer = check(settings);

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().message, "onbekende schoolregio 'nord' (bedoelt u 'noord'?); kies noord, midden of zuid");
}

TEST(Settings, SchoolHolidaysNeedARegion)
{
    Settings settings;
    settings.close_in_school_holidays = true;
    ASSERT_FALSE(check(settings));
    EXPECT_NE(check(settings).error().message.find("kies noord, midden of zuid"), std::string::npos);

    for (const char* region : {"noord", "midden", "zuid"}) {
        settings.school_region = region;
        EXPECT_TRUE(check(settings)) << region;
    }
}

TEST(Settings, ComeBackUnchangedFromJson)
{
    Settings settings;
    settings.liberation_day_every_year = false;
    settings.school_region = "zuid";
    settings.close_in_construction_break = true;
    settings.close_on_closures = false;

    EXPECT_EQ(read_json<Settings>(parse_json(to_json_text(settings)).value()).value(), settings);
}

}  // namespace
}  // namespace wd::calendar
