// Working days, addition on the calendar, and deadlines.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/calendar.hpp"

#include "base/json.hpp"
#include "days.hpp"

#include <gtest/gtest.h>

namespace wd::calendar {
namespace {

using namespace std::chrono;

Calendar with(const Settings& settings, std::vector<ClosedDay> extra_days = {})
{
    return Calendar::create(settings, std::move(extra_days)).value();
}

ClosedDay closed(std::string_view from, std::string_view to, ClosedKind kind, std::string region = "")
{
    return ClosedDay{day(from), day(to), kind, std::string{name_of(kind)} + " " + region, std::move(region)};
}

struct Moved {
    const char* from;
    const char* period;
    const char* to;
};

void expect_added(const Calendar& calendar, std::span<const Moved> cases)
{
    for (const Moved& c : cases)
        EXPECT_EQ(to_text(calendar.add(day(c.from), parse_period(c.period).value())), c.to)
            << c.from << " + " << c.period;
}

void expect_subtracted(const Calendar& calendar, std::span<const Moved> cases)
{
    for (const Moved& c : cases)
        EXPECT_EQ(to_text(calendar.subtract(day(c.from), parse_period(c.period).value())), c.to)
            << c.from << " - " << c.period;
}

void expect_deadlines(const Calendar& calendar, std::span<const Moved> cases)
{
    for (const Moved& c : cases)
        EXPECT_EQ(to_text(calendar.deadline(parse_rule(c.period).value(), day(c.from))), c.to)
            << c.period << " vanaf " << c.from;
}

TEST(WorkingDay, IsNeitherWeekendNorHoliday)
{
    const Calendar calendar;
    const std::pair<const char*, const char*> cases[] = {
        {"2026-11-20", ""},
        {"2026-11-21", "zaterdag"},
        {"2026-11-22", "zondag"},
        {"2026-11-23", ""},
        {"2026-04-27", "Koningsdag"},
        {"2026-04-06", "Tweede Paasdag"},
        {"2026-12-25", "Eerste Kerstdag"},
        {"2026-12-26", "Tweede Kerstdag"},
        {"2026-05-15", ""},
        {"2025-04-26", "Koningsdag"},
        {"2025-04-27", "zondag"},
        {"2025-04-28", ""},
    };
    for (const auto& [date, reason] : cases) {
        EXPECT_EQ(calendar.why_closed(day(date)).value_or(""), reason) << date;
        EXPECT_EQ(calendar.is_working_day(day(date)), std::string_view{reason}.empty()) << date;
    }
}

TEST(WorkingDay, TheNextAndThePreviousAreTheDayItselfWhenThatIsOne)
{
    const Calendar calendar;
    EXPECT_EQ(to_text(calendar.next_working_day(day("2026-11-20"))), "2026-11-20");
    EXPECT_EQ(to_text(calendar.previous_working_day(day("2026-11-20"))), "2026-11-20");
}

TEST(WorkingDay, TheNextAndThePreviousSkipEasterAndChristmas)
{
    const Calendar calendar;
    EXPECT_EQ(to_text(calendar.next_working_day(day("2026-04-03"))), "2026-04-07");
    EXPECT_EQ(to_text(calendar.previous_working_day(day("2026-04-06"))), "2026-04-02");
    EXPECT_EQ(to_text(calendar.next_working_day(day("2026-12-25"))), "2026-12-28");
    EXPECT_EQ(to_text(calendar.previous_working_day(day("2026-12-27"))), "2026-12-24");
}

TEST(Addition, OfDaysAndWeeksCountsClosedDaysToo)
{
    const Moved cases[] = {
        {"2026-12-24", "1 dag", "2026-12-25"},   {"2026-11-20", "3 dagen", "2026-11-23"},
        {"2026-02-23", "6 weken", "2026-04-06"}, {"2026-03-28", "1 dag", "2026-03-29"},
        {"2026-03-29", "1 dag", "2026-03-30"},   {"2026-10-24", "2 dagen", "2026-10-26"},
        {"2026-10-18", "1 week", "2026-10-25"},  {"2028-02-28", "1 dag", "2028-02-29"},
    };
    expect_added(Calendar{}, cases);
}

TEST(Addition, OfMonthsKeepsTheDayOrTakesTheLastOfAShorterMonth)
{
    const Moved cases[] = {
        {"2026-01-31", "1 maand", "2026-02-28"},     {"2028-01-31", "1 maand", "2028-02-29"},
        {"2026-01-31", "2 maanden", "2026-03-31"},   {"2026-03-31", "1 maand", "2026-04-30"},
        {"2026-02-28", "1 maand", "2026-03-28"},     {"2026-11-30", "1 kwartaal", "2027-02-28"},
        {"2026-11-30", "2 kwartalen", "2027-05-30"}, {"2028-02-29", "1 jaar", "2029-02-28"},
        {"2028-02-29", "4 jaar", "2032-02-29"},      {"2026-12-15", "1 maand", "2027-01-15"},
        {"2026-11-20", "12 jaar", "2038-11-20"},     {"2096-02-29", "4 jaar", "2100-02-28"},
    };
    expect_added(Calendar{}, cases);
}

TEST(Addition, OfWorkingDaysSkipsChristmasNewYearAndEaster)
{
    const Moved cases[] = {
        {"2026-12-23", "1 werkdag", "2026-12-24"},   {"2026-12-23", "2 werkdagen", "2026-12-28"},
        {"2026-12-23", "5 werkdagen", "2026-12-31"}, {"2026-12-23", "6 werkdagen", "2027-01-04"},
        {"2026-04-02", "1 werkdag", "2026-04-07"},   {"2026-11-20", "10 werkdagen", "2026-12-04"},
        {"2026-11-21", "1 werkdag", "2026-11-23"},   {"2026-11-22", "1 werkdag", "2026-11-23"},
        {"2026-04-24", "1 werkdag", "2026-04-28"},
    };
    expect_added(Calendar{}, cases);
}

TEST(Subtraction, MirrorsAdditionForEveryUnit)
{
    const Moved cases[] = {
        {"2026-12-28", "1 werkdag", "2026-12-24"}, {"2027-01-04", "6 werkdagen", "2026-12-23"},
        {"2026-11-22", "1 werkdag", "2026-11-20"}, {"2026-03-30", "1 dag", "2026-03-29"},
        {"2026-04-06", "6 weken", "2026-02-23"},   {"2026-03-31", "1 maand", "2026-02-28"},
        {"2026-08-31", "6 maanden", "2026-02-28"}, {"2027-05-31", "1 kwartaal", "2027-02-28"},
        {"2029-02-28", "1 jaar", "2028-02-28"},    {"2028-02-29", "1 jaar", "2027-02-28"},
        {"2026-01-15", "1 maand", "2025-12-15"},
    };
    expect_subtracted(Calendar{}, cases);
}

// Against counting day by day, which is slow and cannot be wrong.
TEST(Addition, OfWorkingDaysPassesExactlyThatManyOfThem)
{
    const Calendar calendar;
    for (Date from = day("2025-12-01"); from < day("2027-02-01"); from += days{1})
        for (const int amount : {1, 2, 5, 10, 23}) {
            const Date to = calendar.add(from, Period{amount, Unit::working_day});
            int passed = 0;
            for (Date date = from + days{1}; date <= to; date += days{1})
                passed += calendar.is_working_day(date) ? 1 : 0;
            ASSERT_EQ(passed, amount) << to_text(from);
            ASSERT_TRUE(calendar.is_working_day(to)) << to_text(from);
            ASSERT_EQ(calendar.subtract(to, Period{amount, Unit::working_day}), calendar.previous_working_day(from))
                << to_text(from);
        }
}

TEST(Addition, OfNothingIsTheDayItselfAndOfTheMostAHundredYears)
{
    const Calendar calendar;
    for (const Unit unit : {Unit::day, Unit::working_day, Unit::week, Unit::month, Unit::quarter, Unit::year})
        EXPECT_EQ(calendar.add(day("2026-11-22"), Period{0, unit}), day("2026-11-22"));
    EXPECT_EQ(to_text(calendar.add(day("2026-11-20"), Period{100, Unit::year})), "2126-11-20");
    EXPECT_EQ(to_text(calendar.subtract(day("2026-11-20"), Period{400, Unit::quarter})), "1926-11-20");
    EXPECT_GT(calendar.add(day("2026-11-20"), Period{26'000, Unit::working_day}), day("2126-01-01"));
}

TEST(Addition, OfAnAmountThatNoRuleCanHoldIsOurOwnMistake)
{
    const Calendar calendar;
    EXPECT_THROW(calendar.add(day("2026-11-20"), Period{-1, Unit::day}), Bug);
    EXPECT_THROW(calendar.subtract(day("2026-11-20"), Period{101, Unit::year}), Bug);
}

TEST(Deadline, WithinAPeriodMovesOnToTheNextWorkingDay)
{
    const Moved cases[] = {
        {"2026-02-23", "6 weken", "2026-04-07"},          {"2026-11-20", "1 dag", "2026-11-23"},
        {"2026-11-20", "10 werkdagen", "2026-12-04"},     {"2026-04-24", "1 dag", "2026-04-28"},
        {"2026-01-31", "1 maand", "2026-03-02"},          {"2026-09-25", "1 kwartaal", "2026-12-28"},
        {"2026-11-11", "2 weken na avond", "2026-11-25"}, {"2026-04-20", "2 weken na avond", "2026-05-04"},
        {"2024-05-05", "2 jaar", "2026-05-06"},
    };
    expect_deadlines(Calendar{}, cases);
}

TEST(Deadline, BeforeAnAnchorMovesBackToThePreviousWorkingDay)
{
    const Moved cases[] = {
        {"2026-04-16", "10 werkdagen voor raadsvergadering", "2026-03-31"},
        {"2026-05-19", "2 weken voor raadsvergadering", "2026-05-04"},
        {"2026-11-23", "1 dag voor raadsvergadering", "2026-11-20"},
        {"2026-04-07", "1 dag voor raadsvergadering", "2026-04-02"},
        {"2026-03-31", "1 maand voor raadsvergadering", "2026-02-27"},
    };
    expect_deadlines(Calendar{}, cases);
}

TEST(Deadline, DependsOnTheHolidaysThatTheSettingsCount)
{
    Settings open;
    open.good_friday = false;
    open.liberation_day_every_year = false;
    const Moved cases[] = {
        {"2026-04-16", "10 werkdagen voor raadsvergadering", "2026-04-01"},
        {"2026-05-19", "2 weken voor raadsvergadering", "2026-05-05"},
        {"2026-04-02", "1 dag", "2026-04-03"},
    };
    expect_deadlines(with(open), cases);
}

TEST(Deadline, PassesWhenTheNextAmsterdamDayBegins)
{
    const Calendar calendar;
    const Date winter = calendar.deadline(parse_rule("1 week").value(), day("2026-11-13"));
    const Date summer = calendar.deadline(parse_rule("1 week").value(), day("2038-07-13"));

    EXPECT_EQ(to_text(start_of(winter + days{1})), "2026-11-20T23:00:00.000Z");
    EXPECT_EQ(to_text(start_of(summer + days{1})), "2038-07-20T22:00:00.000Z");
}

TEST(ExtraDays, OnlyClosuresCountByDefault)
{
    const Calendar calendar = with(Settings{}, {
                                                   closed("2026-05-15", "2026-05-15", ClosedKind::closure),
                                                   closed("2026-06-01", "2026-06-05", ClosedKind::school_holiday),
                                                   closed("2026-06-08", "2026-06-12", ClosedKind::construction_break),
                                                   closed("2026-06-15", "2026-06-19", ClosedKind::council_recess),
                                                   closed("2026-06-22", "2026-06-22", ClosedKind::election),
                                               });

    EXPECT_FALSE(calendar.is_working_day(day("2026-05-15")));
    EXPECT_EQ(calendar.next_working_day(day("2026-05-14")), day("2026-05-18"));
    for (const char* date : {"2026-06-01", "2026-06-12", "2026-06-17", "2026-06-22"})
        EXPECT_TRUE(calendar.is_working_day(day(date))) << date;
}

TEST(ExtraDays, EachKindCountsByItsOwnSetting)
{
    const std::pair<ClosedKind, bool Settings::*> kinds[] = {
        {ClosedKind::school_holiday, &Settings::close_in_school_holidays},
        {ClosedKind::construction_break, &Settings::close_in_construction_break},
        {ClosedKind::council_recess, &Settings::close_in_council_recess},
        {ClosedKind::election, &Settings::close_on_elections},
        {ClosedKind::closure, &Settings::close_on_closures},
    };
    for (const auto& [kind, setting] : kinds) {
        Settings settings;
        settings.school_region = "noord";
        settings.*setting = true;
        EXPECT_FALSE(with(settings, {closed("2026-06-03", "2026-06-03", kind)}).is_working_day(day("2026-06-03")));
        settings.*setting = false;
        EXPECT_TRUE(with(settings, {closed("2026-06-03", "2026-06-03", kind)}).is_working_day(day("2026-06-03")));
    }
}

TEST(ExtraDays, OfAnotherRegionDoNotCount)
{
    Settings settings;
    settings.school_region = "noord";
    settings.close_in_school_holidays = true;
    const Calendar calendar =
        with(settings, {
                           closed("2026-06-02", "2026-06-02", ClosedKind::school_holiday, "noord"),
                           closed("2026-06-03", "2026-06-03", ClosedKind::school_holiday, "zuid"),
                           closed("2026-06-04", "2026-06-04", ClosedKind::school_holiday),
                       });

    EXPECT_FALSE(calendar.is_working_day(day("2026-06-02")));
    EXPECT_TRUE(calendar.is_working_day(day("2026-06-03")));
    EXPECT_FALSE(calendar.is_working_day(day("2026-06-04")));
    EXPECT_EQ(calendar.why_closed(day("2026-06-02")), "school_holiday noord");
    EXPECT_EQ(calendar.why_closed(day("2026-06-03")), std::nullopt);
}

TEST(ExtraDays, MayOverlapTouchAndContainOneAnotherInAnyOrder)
{
    const auto one = [](std::string_view from, std::string_view to) { return closed(from, to, ClosedKind::closure); };
    const Calendar calendar = with(Settings{}, {
                                                   one("2026-06-15", "2026-06-16"),
                                                   one("2026-06-01", "2026-06-12"),
                                                   one("2026-06-03", "2026-06-04"),
                                                   one("2026-06-11", "2026-06-15"),
                                                   one("2026-06-18", "2026-06-18"),
                                               });

    EXPECT_EQ(calendar.next_working_day(day("2026-05-30")), day("2026-06-17"));
    EXPECT_EQ(calendar.previous_working_day(day("2026-06-16")), day("2026-05-29"));
    EXPECT_EQ(calendar.add(day("2026-05-29"), Period{2, Unit::working_day}), day("2026-06-19"));
}

TEST(ExtraDays, AWorkingDayIsExactlyADayWithoutAReasonToBeClosed)
{
    Settings settings;
    settings.school_region = "midden";
    settings.close_in_school_holidays = true;
    const Calendar calendar =
        with(settings, {
                           closed("2026-07-18", "2026-08-30", ClosedKind::school_holiday, "midden"),
                           closed("2026-07-04", "2026-08-16", ClosedKind::school_holiday, "noord"),
                           closed("2026-08-28", "2026-09-02", ClosedKind::closure),
                           closed("2026-10-01", "2026-10-02", ClosedKind::election),
                       });
    for (Date date = day("2026-01-01"); date < day("2027-01-01"); date += days{1})
        ASSERT_EQ(calendar.is_working_day(date), !calendar.why_closed(date).has_value()) << to_text(date);
}

TEST(Calendar, RefusesSettingsThatContradictThemselvesAndDaysThatCannotBe)
{
    Settings without_region;
    without_region.close_in_school_holidays = true;
    EXPECT_EQ(Calendar::create(without_region, {}).error().code, Errc::invalid);

    const auto backwards = Calendar::create(Settings{}, {closed("2026-06-05", "2026-06-01", ClosedKind::closure)});
    EXPECT_EQ(backwards.error().message, "closure : tot (2026-06-01) ligt voor van (2026-06-05)");
}

TEST(Calendar, KeepsWhatItWasMadeOf)
{
    Settings settings;
    settings.good_friday = false;
    const Calendar calendar = with(settings, {closed("2026-06-05", "2026-06-05", ClosedKind::closure),
                                              closed("2026-06-01", "2026-06-01", ClosedKind::election)});
    const Calendar copy = calendar;

    EXPECT_EQ(copy.settings(), settings);
    ASSERT_EQ(copy.extra_days().size(), 2U);
    EXPECT_EQ(copy.extra_days().front().from, day("2026-06-01"));
    EXPECT_EQ(copy.version(), calendar.version());
}

}  // namespace
}  // namespace wd::calendar
