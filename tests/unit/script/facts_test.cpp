// `c`: what a function sees of the programme, what is noted, and what is refused.
// SPDX-License-Identifier: EUPL-1.2
#include "calls.hpp"

namespace wd::script::test {

constexpr const char* programme_facts = R"({
    "reach": {"per_mille": 180, "people": 290, "deur": null},
    "population": null,
    "today": "2026-11-20",
    "input": {"kanalen": ["deur", "brief"], "aantal": 3, "start": null},
    "settings": {"grens": 250},
    "event": {"assignment": 12, "role": "projectleider"},
    "tempo": {"tevreden": true, "cijfer": 7.5},
    "lijst": [1, 2, 3]
})";

// The steps that the facts above speak of, so that the file itself is right.
constexpr const char* steps_before = R"(
local stappen = { meeting('tempo', { title = 'T', role = 'leider' }), meeting('lijst', { title = 'L', role = 'leider' }),
  meeting('anders', { title = 'A', role = 'leider' }) })";

std::unique_ptr<LoadedWorkflow> load_with_steps(const std::string& body)
{
    auto loaded =
        load_workflow(bundle_of(workflow_of("stappen[1], stappen[2], stappen[3],\ncompute('uitkomst', { value = "
                                            "function(c) " +
                                                body + " end })",
                                            steps_before)));
    if (!loaded) {
        ADD_FAILURE() << to_text(loaded.error());
        return nullptr;
    }
    return std::move(*loaded);
}

// The answer and what was looked at: "answer | fact=value, fact=value".
std::string looked(const std::string& body)
{
    const auto workflow = load_with_steps(body);
    FakeFacts facts{programme_facts};
    facts.lists["tempo"] = {json::value{{"cijfer", 6}}, json::value{{"cijfer", 8}}};
    const auto answer = call(*workflow, facts);
    if (!answer)
        return std::string(name_of(answer.error().code)) + " " + answer.error().where.field + ": " +
               answer.error().message;
    std::string text = json::serialize(answer->value) + " |";
    for (const domain::LookedAt& fact : answer->looked_at)
        text += " " + fact.fact + "=" + json::serialize(fact.value);
    return text;
}

TEST(Facts, AreNotedWhenTheirPartsAreRead)
{
    EXPECT_EQ(looked("return c.reach.per_mille"), "180 | reach.per_mille=180");
    EXPECT_EQ(looked("return c.today"), "\"2026-11-20\" | today=\"2026-11-20\"");
    EXPECT_EQ(looked("return c.tempo.tevreden"), "true | tempo.tevreden=true");
    EXPECT_EQ(looked("return c.tempo.cijfer > 7"), "true | tempo.cijfer=7.5E0");
    EXPECT_EQ(looked("return c.event.role == 'projectleider'"), "true | event.role=\"projectleider\"");
    EXPECT_EQ(looked("local r = c.reach return 1"), "1 |");
}

TEST(Facts, AreNotedOnceInTheOrderOfLooking)
{
    EXPECT_EQ(looked("local a = c.settings.grens local b = c.reach.per_mille return a + b + c.settings.grens"),
              "680 | settings.grens=250 reach.per_mille=180");
}

TEST(Facts, ThatAreNotNeededAreNotNoted)
{
    EXPECT_EQ(looked("return c.reach.per_mille > 100 or c.settings.grens > 1"), "true | reach.per_mille=180");
}

TEST(Facts, ThatAreMissingStopTheFunctionAndAreNamed)
{
    EXPECT_EQ(looked("return c.population.inhabitants > 1"),
              "missing_fact population: 'population' is nog niet vastgelegd");
    EXPECT_EQ(looked("return c.reach.huiskamer"),
              "missing_fact reach.huiskamer: 'reach.huiskamer' is nog niet vastgelegd");
    EXPECT_EQ(looked("return c.reach.deur"), "missing_fact reach.deur: 'reach.deur' is nog niet vastgelegd");
    EXPECT_EQ(looked("return c.input.start"), "missing_fact input.start: 'input.start' is nog niet vastgelegd");
    EXPECT_EQ(looked("local s = 'anders' return c[s]"),
              "script_breach : c.anders bestaat niet");  // the fake does not know the step
}

TEST(Facts, ThatAreMissingLeaveTheStateAlone)
{
    const auto workflow = load_with_steps("return c.population.inhabitants");
    FakeFacts without{programme_facts};
    FakeFacts with{R"({"population": {"inhabitants": 1200}})"};

    EXPECT_EQ(call(*workflow, without).error().code, Errc::missing_fact);
    EXPECT_EQ(call(*workflow, without).error().where.line, 9);
    EXPECT_EQ(value_in(call(*workflow, with)), json::value(1200));
}

TEST(Facts, ThatDoNotExistAreRefusedWithTheNearestName)
{
    EXPECT_EQ(looked("local name = 'reich' return c[name]"),
              "script_breach : c.reich bestaat niet (bedoelt u 'reach'?)");
    EXPECT_EQ(looked("local name = 'setings' return c[name]"),
              "script_breach : c.setings bestaat niet (bedoelt u 'settings'?)");
    EXPECT_EQ(
        looked("local name = 'aantl' return c.input[name]"),
        "script_breach : 'input.aantl' bestaat niet (bedoelt u 'aantal'?); zet het veld in input van de workflow");
    EXPECT_EQ(looked("local name = 'x' return c.settings[name]"),
              "script_breach : 'settings.x' bestaat niet; zet het veld in settings van de workflow");
}

TEST(Lists, AreReadOnlyAndNotedWhole)
{
    EXPECT_EQ(looked("return #c.input.kanalen"), R"(2 | input.kanalen=["deur","brief"])");
    EXPECT_EQ(looked("return c.input.kanalen[1]"), R"("deur" | input.kanalen=["deur","brief"])");
    EXPECT_EQ(looked("return c.input.kanalen[3] == nil"), R"(true | input.kanalen=["deur","brief"])");
    EXPECT_EQ(looked("return c.input.kanalen[0] == nil"), R"(true | input.kanalen=["deur","brief"])");
    EXPECT_EQ(looked("local s = '' for i, v in ipairs(c.input.kanalen) do s = s .. i .. v end return s"),
              R"("1deur2brief" | input.kanalen=["deur","brief"])");
    EXPECT_EQ(looked("local s = '' for i, v in pairs(c.input.kanalen) do s = s .. i .. v end return s"),
              R"("1deur2brief" | input.kanalen=["deur","brief"])");
    EXPECT_EQ(looked("return table.concat({ table.unpack(c.input.kanalen) }, '+')"),
              R"("deur+brief" | input.kanalen=["deur","brief"])");
    EXPECT_EQ(looked("return c.lijst[2]"), "2 | lijst=[1,2,3]");
    EXPECT_EQ(looked("return c.input.kanalen.deur"),
              "script_breach : een lijst van feiten verwacht een heel getal als 2e waarde, dit is een tekst");
}

TEST(Facts, CanBeWalkedInOrder)
{
    EXPECT_EQ(looked("local s = '' for k, v in pairs(c.reach) do s = s .. k .. '=' .. v .. ' ' end return s"),
              "\"people=290 per_mille=180 \" | reach.per_mille=180 reach.people=290");
}

TEST(AllOfAStep, IsAListOfItsAnswers)
{
    EXPECT_EQ(looked("return #c.all('tempo')"), "2 | all.tempo=2");
    EXPECT_EQ(looked("local n = 0 for _, t in ipairs(c.all('tempo')) do n = n + t.cijfer end return n"),
              "14 | all.tempo=2 all.tempo[1].cijfer=6 all.tempo[2].cijfer=8");
    EXPECT_EQ(looked("return #c.all('anders')"), "0 | all.anders=0");
    EXPECT_EQ(looked("return c.all('tempo')[2].cijfer - c.all('tempo')[1].cijfer"),
              "2 | all.tempo=2 all.tempo[2].cijfer=8 all.tempo[1].cijfer=6");
}

TEST(AllOfAStep, NeedsTheIdOfAStep)
{
    EXPECT_EQ(looked("return #c.all('temop')"),
              "script_breach : c.all(\"temop\"): er is geen stap met die id (bedoelt u 'tempo'?)");
    EXPECT_EQ(looked("return #c.all('temp')"),
              "script_breach : c.all(\"temp\"): er is geen stap met die id (bedoelt u 'tempo'?)");
    EXPECT_EQ(looked("return #c:all('tempo')"),
              "script_breach : schrijf c.all(\"stap\"), met een punt en de id van een stap");
    EXPECT_EQ(looked("return c.all('tempo')[1].anders"),
              "missing_fact all.tempo[1].anders: 'all.tempo[1].anders' is nog niet vastgelegd");
}

TEST(Facts, CannotBeChanged)
{
    for (const char* body : {"c.reach = 1", "c.reach.per_mille = 1000", "c.input.kanalen[1] = 'x'",
                             "c.all('tempo')[1] = 1", "c.tempo.cijfer = nil"})
        EXPECT_EQ(looked(body), "script_breach : feiten kunnen hier niet veranderen; een functie kijkt alleen") << body;
    EXPECT_EQ(looked("table.insert(c.input.kanalen, 'x')"),
              "script_breach : table.insert verwacht een tabel als 1e waarde, dit is een feit of een stap");
}

TEST(Facts, CannotBeListed)
{
    EXPECT_EQ(looked("for k in pairs(c) do end"),
              "script_breach : c kan niet doorlopen worden; vraag een feit bij zijn naam, bijvoorbeeld c.reach");
    EXPECT_EQ(looked("return #c"),
              "script_breach : c kan niet doorlopen worden; vraag een feit bij zijn naam, bijvoorbeeld c.reach");
    EXPECT_EQ(looked("return c[1]"), "script_breach : c verwacht een tekst als 2e waarde, dit is een getal");
    EXPECT_EQ(looked("return #c.reach"), "script_breach : 'reach' is geen lijst en heeft geen lengte");
}

TEST(Facts, OfAnEarlierCallAreRefused)
{
    // The only way to keep one is a variable outside, and that is a breach of its own.
    const auto workflow = load_workflow(bundle_of(
        workflow_of("compute('uitkomst', { value = function(c) oud = oud or c.reach return 1 end })", "local oud")));
    FakeFacts facts{programme_facts};
    EXPECT_EQ(call(**workflow, facts).error().code, Errc::script_breach);
}

TEST(Facts, AreAskedForOncePerCall)
{
    const auto workflow = load_with_steps("return c.reach.per_mille + c.reach.people + c.reach.per_mille");
    FakeFacts facts{programme_facts};

    ASSERT_TRUE(call(*workflow, facts));
    EXPECT_EQ(facts.finds, 1);
    ASSERT_TRUE(call(*workflow, facts));
    EXPECT_EQ(facts.finds, 2);
}

TEST(Facts, OfEveryScalarKindCanBeRead)
{
    FakeFacts facts{R"({"event": {"whole": -5, "large": 9007199254740993, "share": 0.25, "yes": true, "text": "é"}})"};
    const auto read = [&](const std::string& leaf) {
        return json::serialize(value_in(call(*load_with_steps("return c.event." + leaf), facts)));
    };

    EXPECT_EQ(read("whole"), "-5");
    EXPECT_EQ(read("large"), "9007199254740993");
    EXPECT_EQ(read("share * 8"), "2");
    EXPECT_EQ(read("yes"), "true");
    EXPECT_EQ(read("text"), "\"é\"");
}

}  // namespace wd::script::test
