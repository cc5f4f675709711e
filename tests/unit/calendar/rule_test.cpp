// Which due rules are read, which are refused, and whether the refusal says what would be right.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/rule.hpp"

#include "base/json.hpp"
#include "days.hpp"

#include <gtest/gtest.h>

namespace wd::calendar {
namespace {

TEST(Rule, IsReadAndWrittenBackTheSame)
{
    const std::pair<const char*, Rule> cases[] = {
        {"6 weken", {{6, Unit::week}, Direction::after, ""}},
        {"1 dag", {{1, Unit::day}, Direction::after, ""}},
        {"10 werkdagen voor raadsvergadering", {{10, Unit::working_day}, Direction::before, "raadsvergadering"}},
        {"2 weken na avond", {{2, Unit::week}, Direction::after, "avond"}},
        {"1 kwartaal na stap_2b", {{1, Unit::quarter}, Direction::after, "stap_2b"}},
        {"1 dag voor voor", {{1, Unit::day}, Direction::before, "voor"}},
        {"1 dag na de", {{1, Unit::day}, Direction::after, "de"}},
    };
    for (const auto& [text, rule] : cases) {
        ASSERT_TRUE(parse_rule(text)) << to_text(parse_rule(text).error());
        EXPECT_EQ(*parse_rule(text), rule) << text;
        EXPECT_EQ(to_text(rule), text);
    }
}

TEST(Rule, TakesAPeriodInIsoFormToo)
{
    EXPECT_EQ(to_text(parse_rule("P6W").value()), "6 weken");
    EXPECT_EQ(to_text(parse_rule("P10D voor avond").value()), "10 dagen voor avond");
}

TEST(Rule, RefusesWhatIsWrongWithThePeriodInThePeriodsOwnWords)
{
    const RefusedText cases[] = {
        {"", "geen duur"},
        {"6 week na avond", "schrijf '6 weken'"},
        {"0 dagen voor avond", "minstens 1 dag"},
        {"6 wekn", "bedoelt u '6 weken'?"},
        {"101 jaar na avond", "langer dan honderd jaar"},
        {"een half jaar na avond", "'een half jaar' is geen duur"},
        {"6weken na avond", "schrijf '6 weken'"},
        {"voor avond", "begint niet met een getal"},
        {"weken na avond", "geen duur"},
        {"P1Y2M na avond", "meer dan één getal"},
        {"-2 weken na avond", "telt terug"},
    };
    expect_refusals(parse_rule, cases);
}

TEST(Rule, RefusesAnotherWordWhereVoorOrNaBelongs)
{
    const RefusedText cases[] = {
        {"10 werkdagen vor raadsvergadering", "niet 'vor' (bedoelt u 'voor'?)"},
        {"10 werkdagen vóór raadsvergadering", "na de duur komt 'voor' of 'na', niet 'vóór'"},
        {"2 weken Na avond", "(bedoelt u 'na'?)"},
        {"2 weken sinds avond", "na de duur komt 'voor' of 'na', niet 'sinds'"},
        {"P6W sinds avond", "na de duur komt 'voor' of 'na', niet 'sinds'"},
        {"6 weken avond", "na de duur komt 'voor' of 'na', niet 'avond'"},
    };
    expect_refusals(parse_rule, cases);
}

TEST(Rule, RefusesAMissingOrImpossibleAnchor)
{
    const RefusedText cases[] = {
        {"2 weken na", "zegt niet waarvan geteld wordt"},
        {"2 weken voor", "zegt niet waarvan geteld wordt"},
        {"10 werkdagen voor de raadsvergadering", "zonder 'de': 'raadsvergadering'"},
        {"2 weken na eerste avond", "'eerste_avond'"},
        {"2 weken na Avond", "'Avond' is geen naam"},
        {"2 weken na 2e_avond", "begin met een letter"},
        {"2 weken na _avond", "begin met een letter"},
        {"2 weken na avond-1", "geen naam"},
        {"2 weken na één", "geen naam"},
    };
    expect_refusals(parse_rule, cases);
}

TEST(Rule, RefusesSpacesThatDoNotBelongAndShowsTheRightForm)
{
    const RefusedText cases[] = {
        {" 6 weken", "schrijf '6 weken'"},
        {"6 weken ", "schrijf '6 weken'"},
        {"6  weken", "schrijf '6 weken'"},
        {"2 weken  na avond", "schrijf '2 weken na avond'"},
        {"2 weken na avond\n", "schrijf '2 weken na avond'"},
    };
    expect_refusals(parse_rule, cases);
}

TEST(Rule, ComesBackUnchangedFromJson)
{
    const Rule rule{{10, Unit::working_day}, Direction::before, "raadsvergadering"};

    const std::string text = to_json_text(rule);

    EXPECT_EQ(text,
              R"({"period":{"amount":10,"unit":"working_day"},"direction":"before","anchor":"raadsvergadering"})");
    EXPECT_EQ(read_json<Rule>(parse_json(text).value()).value(), rule);
}

}  // namespace
}  // namespace wd::calendar
