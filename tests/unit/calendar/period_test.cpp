// Which lengths of time are read, which are refused, and whether the refusal says what would be right.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/period.hpp"

#include "base/json.hpp"
#include "days.hpp"

#include <gtest/gtest.h>

namespace wd::calendar {
namespace {

struct Read {
    const char* text;
    Period period;
};

TEST(Period, DutchFormsAreReadAndWrittenBackTheSame)
{
    const Read cases[] = {
        {"1 dag", {1, Unit::day}},
        {"3 dagen", {3, Unit::day}},
        {"1 werkdag", {1, Unit::working_day}},
        {"10 werkdagen", {10, Unit::working_day}},
        {"1 week", {1, Unit::week}},
        {"6 weken", {6, Unit::week}},
        {"1 maand", {1, Unit::month}},
        {"6 maanden", {6, Unit::month}},
        {"1 kwartaal", {1, Unit::quarter}},
        {"2 kwartalen", {2, Unit::quarter}},
        {"1 jaar", {1, Unit::year}},
        {"2 jaar", {2, Unit::year}},
    };
    for (const Read& c : cases) {
        ASSERT_TRUE(parse_period(c.text)) << to_text(parse_period(c.text).error());
        EXPECT_EQ(*parse_period(c.text), c.period) << c.text;
        EXPECT_EQ(to_text(c.period), c.text);
    }
}

TEST(Period, IsoFormsAreReadAndWrittenInDutch)
{
    const std::pair<const char*, const char*> cases[] = {
        {"P6W", "6 weken"}, {"P1W", "1 week"}, {"P10D", "10 dagen"}, {"P3M", "3 maanden"}, {"P2Y", "2 jaar"},
    };
    for (const auto& [iso, dutch] : cases) {
        ASSERT_TRUE(parse_period(iso)) << to_text(parse_period(iso).error());
        EXPECT_EQ(to_text(*parse_period(iso)), dutch);
    }
}

TEST(Period, AHundredYearsIsReadAndMoreIsRefused)
{
    const std::pair<Unit, const char*> too_long[] = {
        {Unit::day, "36526 dagen"},    {Unit::working_day, "26001 werkdagen"}, {Unit::week, "5201 weken"},
        {Unit::month, "1201 maanden"}, {Unit::quarter, "401 kwartalen"},       {Unit::year, "101 jaar"},
    };
    for (const auto& [unit, text] : too_long) {
        const Period longest{amount_max(unit), unit};
        EXPECT_EQ(parse_period(to_text(longest)).value(), longest);

        const Result<Period> answer = parse_period(text);
        ASSERT_FALSE(answer) << text;
        EXPECT_EQ(answer.error().code, Errc::over_limit) << text;
        EXPECT_NE(answer.error().message.find("hoogstens " + to_text(longest)), std::string::npos)
            << answer.error().message;
    }
}

TEST(Period, NumbersBeyondAnyMachineAreRefusedAsTooLong)
{
    for (const char* text : {"99999999999999999999999 dagen", "2147483648 weken", "P99999999999999999999Y"})
        EXPECT_EQ(parse_period(text).error().code, Errc::over_limit) << text;
}

TEST(Period, AFormOfWhichTheMeaningIsClearIsRefusedWithTheRightForm)
{
    const RefusedText cases[] = {
        {"1 weken", "schrijf '1 week'"},
        {"6 week", "schrijf '6 weken'"},
        {"6  weken", "schrijf '6 weken'"},
        {" 6 weken", "schrijf '6 weken'"},
        {"6 weken ", "schrijf '6 weken'"},
        {"6weken", "schrijf '6 weken'"},
        {"6 Weken", "schrijf '6 weken'"},
        {"06 weken", "schrijf '6 weken'"},
        {"twee weken", "schrijf '2 weken'"},
        {"een week", "schrijf '1 week'"},
        {"één jaar", "schrijf '1 jaar'"},
        {"10 kalenderdagen", "schrijf '10 dagen'"},
        {"2 jaren", "schrijf '2 jaar'"},
        {"3 mnd", "schrijf '3 maanden'"},
        {"p6w", "schrijf 'P6W'"},
        {"P06W", "schrijf 'P6W'"},
        {"1\tdag", "schrijf '1 dag'"},
        {"Tien werkdagen", "schrijf '10 werkdagen'"},
    };
    expect_refusals(parse_period, cases);
}

TEST(Period, AMisspeltUnitIsRefusedWithTheNearestOne)
{
    const RefusedText cases[] = {
        {"6 wekn", "bedoelt u '6 weken'?"},         {"10 werkdgen", "bedoelt u '10 werkdagen'?"},
        {"2 kwartaln", "bedoelt u '2 kwartalen'?"}, {"3 maandn", "bedoelt u '3 maanden'?"},
        {"2 jar", "bedoelt u '2 jaar'?"},           {"2 eeuwigheden", "onbekende eenheid 'eeuwigheden'; kies"},
        {"6 weeks", "bedoelt u '6 weken'?"},        {"6 weken!", "bedoelt u '6 weken'?"},
        {"1 wek", "bedoelt u '1 week'?"},           {"twee wekn", "bedoelt u '2 weken'?"},
    };
    expect_refusals(parse_period, cases);
}

TEST(Period, NothingAndLessThanNothingAreRefused)
{
    const RefusedText cases[] = {
        {"0 dagen", "minstens 1 dag"}, {"0 weken", "minstens 1 week"}, {"P0D", "minstens 1 dag"},
        {"-1 week", "telt terug"},     {"-10 dagen", "telt terug"},    {"P-1W", "telt terug"},
    };
    expect_refusals(parse_period, cases);
}

TEST(Period, PartsOfADayAndPartsOfANumberAreRefused)
{
    const RefusedText cases[] = {
        {"8 uur", "de kleinste eenheid is een dag"},
        {"30 minuten", "de kleinste eenheid is een dag"},
        {"PT5H", "de kleinste eenheid is een dag"},
        {"P1DT5H", "de kleinste eenheid is een dag"},
        {"1,5 jaar", "geen heel getal"},
        {"1.5 jaar", "geen heel getal"},
        {"P1.5Y", "geen heel getal"},
    };
    expect_refusals(parse_period, cases);
}

TEST(Period, WhatIsNoPeriodAtAllIsRefusedWithAnExample)
{
    const RefusedText cases[] = {
        {"", "schrijf bijvoorbeeld '6 weken'"},
        {"weken", "schrijf bijvoorbeeld '6 weken'"},
        {"6", "schrijf bijvoorbeeld '6 weken'"},
        {"een half jaar", "schrijf bijvoorbeeld '6 weken'"},
        {"6 weken en 2 dagen", "schrijf bijvoorbeeld"},
        {"zes-zeven weken", "begint niet met een getal"},
        {"6x weken", "geen duur"},
        {"+6 weken", "begint niet met een getal"},
        {"P1Y2M", "meer dan één getal"},
        {"P6", "schrijf bijvoorbeeld 'P6W'"},
        {"P6Q", "onbekende eenheid 'Q'"},
        {"P2-W", "begint niet met een getal"},
        {"PW", "geen duur"},
        {"morgen", "schrijf bijvoorbeeld"},
        {"\xff\xfe weken", "begint niet met een getal"},
    };
    expect_refusals(parse_period, cases);
}

TEST(Period, EveryAmountOfEveryUnitComesBackFromItsText)
{
    for (const Unit unit : {Unit::day, Unit::working_day, Unit::week, Unit::month, Unit::quarter, Unit::year})
        for (const int amount : {1, 2, 9, 10, 11, 99, 100})
            EXPECT_EQ(parse_period(to_text(Period{amount, unit})).value(), (Period{amount, unit}));
}

TEST(Period, ComesBackUnchangedFromJson)
{
    const Period period{10, Unit::working_day};

    const std::string text = to_json_text(period);

    EXPECT_EQ(text, R"({"amount":10,"unit":"working_day"})");
    EXPECT_EQ(read_json<Period>(parse_json(text).value()).value(), period);
}

}  // namespace
}  // namespace wd::calendar
