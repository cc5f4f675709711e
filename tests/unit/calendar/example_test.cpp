// The example file that ships, and what README.md says about it.
// SPDX-License-Identifier: EUPL-1.2
#include "base/json.hpp"
#include "calendar/calendar.hpp"
#include "days.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace wd::calendar {
namespace {

std::vector<ClosedDay> example_days()
{
    std::ifstream file{EXAMPLE_FILE};
    std::stringstream text;
    text << file.rdbuf();
    return parse_closed_days(text.str(), "example-gesloten-dagen.csv").value();
}

Calendar example_calendar(const Settings& settings)
{
    return Calendar::create(settings, example_days()).value();
}

TEST(Example, HoldsDaysOfEveryKindAndRegion)
{
    const std::vector<ClosedDay> days = example_days();

    EXPECT_EQ(days.size(), 13U);
    for (const std::string_view kind : names_of<ClosedKind>())
        EXPECT_TRUE(std::any_of(days.begin(), days.end(), [&](const ClosedDay& d) { return name_of(d.kind) == kind; }))
            << kind;
    for (const char* region : {"", "noord", "midden", "zuid"})
        EXPECT_TRUE(std::any_of(days.begin(), days.end(), [&](const ClosedDay& d) { return d.region == region; }))
            << region;
}

TEST(Example, ByDefaultOnlyClosuresCloseADay)
{
    const Calendar calendar = example_calendar(Settings{});

    EXPECT_EQ(calendar.why_closed(day("2026-05-15")), "Vrijdag na Hemelvaartsdag");
    EXPECT_EQ(calendar.why_closed(day("2026-12-24")), "Kantoor dicht voor Kerstmis");
    for (const char* date : {"2026-07-20", "2025-08-06", "2026-03-18"})
        EXPECT_TRUE(calendar.is_working_day(day(date))) << date;
}

TEST(Example, InMidden20JulyIsClosedWhenSchoolHolidaysCount)
{
    Settings settings;
    settings.school_region = "midden";
    settings.close_in_school_holidays = true;
    const Calendar calendar = example_calendar(settings);

    EXPECT_EQ(calendar.why_closed(day("2026-05-15")), "Vrijdag na Hemelvaartsdag");
    EXPECT_EQ(calendar.why_closed(day("2026-07-20")), "Zomervakantie");
    EXPECT_TRUE(calendar.is_working_day(day("2026-07-14")));
}

TEST(Example, ATermThatEndsInTheSummerHolidayEndsAfterItWhereThatCounts)
{
    const Rule rule = parse_rule("6 weken").value();
    Settings settings;
    settings.school_region = "noord";
    EXPECT_EQ(to_text(example_calendar(settings).deadline(rule, day("2026-06-15"))), "2026-07-27");

    settings.close_in_school_holidays = true;
    EXPECT_EQ(to_text(example_calendar(settings).deadline(rule, day("2026-06-15"))), "2026-08-17");
}

TEST(Example, TheCouncilsPapersAreDueBeforeItsRecessWhereThatCounts)
{
    const Rule rule = parse_rule("10 werkdagen voor raadsvergadering").value();
    Settings settings;
    EXPECT_EQ(to_text(example_calendar(settings).deadline(rule, day("2026-08-27"))), "2026-08-13");

    settings.close_in_council_recess = true;
    EXPECT_EQ(to_text(example_calendar(settings).deadline(rule, day("2026-08-27"))), "2026-07-02");
}

TEST(Example, EveryDeadlineIsAWorkingDayWhateverCounts)
{
    Settings settings;
    settings.school_region = "zuid";
    settings.close_in_school_holidays = true;
    settings.close_in_construction_break = true;
    settings.close_in_council_recess = true;
    settings.close_on_elections = true;
    const Calendar calendar = example_calendar(settings);
    const char* rules[] = {"1 dag", "6 weken", "10 werkdagen", "1 maand", "1 kwartaal", "2 weken voor avond"};
    for (const char* text : rules)
        for (Date date = day("2026-01-01"); date < day("2027-01-01"); date += std::chrono::days{1})
            ASSERT_TRUE(calendar.is_working_day(calendar.deadline(parse_rule(text).value(), date)))
                << text << " " << to_text(date);
}

}  // namespace
}  // namespace wd::calendar
