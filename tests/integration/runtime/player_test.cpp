// The player of scenarios, on small workflows written here.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/player.hpp"
#include "inputs.hpp"

namespace wd::runtime {
namespace {

constexpr const char* workflow_lua = R"lua(
return workflow("proef", {
  title = "Een proef", version = 1, api = 1,
  roles = { role("leider", { title = "Leider", core = true }),
            role("bewoners", { title = "Bewoners", residents = true }) },
  settings = { field("minimum", { title = "Minimum", kind = "per_mille", default = 250 }) },
  phases = {
    phase("begin", { title = "Begin", steps = {
      task("kijken", { title = "Kijk rond", role = "leider", form = "aantal", within = "2 weken" }),
      choose("genoeg", { branches = {
        { when = function(c) return c.reach.per_mille < c.settings.minimum end, steps = {
          tell("te_weinig", { title = "Het zijn er te weinig", to = "leider" }) } },
        { otherwise = true } } }),
      gate("verder", { title = "Verder?", deciders = { "leider" }, needs = { "kijken" }, back = { "begin" },
        within = "1 week", outcomes = { not_now = {} } }) } }),
    phase("stemmen", { title = "Stemmen", steps = {
      each("deelgebied", { over = "areas.deelgebied", steps = {
        vote("stemming", { title = "Stemming in {deelgebied}", role = "leider", base = "residents",
          threshold = { min = 600, max = 700 }, set_by = "bewoners", closes = "4 weken", outcomes = {
            rejected = { reflection("nee", { title = "Waarom nee?", role = "leider", within = "2 weken" }) },
            no_quorum = {} } }) } }),
      decision("raad", { title = "De raad besluit", role = "leider", within = "6 weken", outcomes = {
        reject = { go("opnieuw", { phase = "stemmen" }) } } }) } }),
  },
})
)lua";

constexpr const char* forms_lua = R"lua(
return forms({ form("aantal", { title = "Aantal", fields = { field("hoeveel", { title = "Hoeveel?", kind = "count" }) } }) })
)lua";

constexpr const char* areas = R"lua(
local wijk = { area("noord", { kind = "deelgebied", name = "Noord", inhabitants = 1000, dwellings = 400 }),
               area("zuid", { kind = "deelgebied", name = "Zuid", inhabitants = 500, dwellings = 200 }) }
)lua";

// The results of the scenarios in `plays`, one scenario with this play list; `first` are steps before all others.
ScenarioResult play_with(const std::string& first, const std::string& plays)
{
    std::string workflow = workflow_lua;
    const std::string begin = "phase(\"begin\", { title = \"Begin\", steps = {";
    workflow.insert(workflow.find(begin) + begin.size(), first);
    WorkflowUnderTest test;
    test.files = {
        {"forms.lua", forms_lua},
        {"test.lua", std::string{areas} +
                         "return tests({ scenario(\"proef\", { start = \"2026-01-05\", areas = wijk, play = {\n" +
                         plays + "\n} }) })"},
        {"workflow.lua", workflow}};
    const auto scenarios = script::load_scenarios(bundle_of(test.files));
    EXPECT_TRUE(scenarios) << to_text(scenarios.error());
    return scenarios ? play_scenario(scenarios->front(), test) : ScenarioResult{};
}

ScenarioResult play(const std::string& plays)
{
    return play_with("", plays);
}

std::string told(const ScenarioResult& result)
{
    std::string text;
    for (const ScenarioFailure& failure : result.failures)
        text += fmt::format("{}:{}: verwacht {}; gevonden {}\n", failure.where.file, failure.where.line,
                            failure.expected, failure.found);
    for (const std::string& line : result.story)
        text += line + "\n";
    return text;
}

TEST(Player, PlaysAWholeStory)
{
    const ScenarioResult result = play(R"(
      record("reach", { people = 600, channel = "deur" }),
      people({ until_phase = "stemmen" }),
      expect({ phase = "stemmen", repetition = 1, done = { "kijken" }, outcome = { verder = "go" } }),
      people({ until_state = "done" }),
      expect({ state = "done", outcome = { stemming = "accepted", raad = "adopt" } }))");

    EXPECT_TRUE(result.passed) << told(result);
    EXPECT_EQ(result.title, "proef");
    ASSERT_FALSE(result.story.empty());
    EXPECT_TRUE(result.story.front().starts_with("2026-01-05")) << result.story.front();
}

TEST(Player, ALostVoteAndARejectedPlanComeAsAnswered)
{
    const ScenarioResult result = play(R"(
      record("reach", { people = 600, channel = "deur" }),
      people({ until_open = "raad", answers = { stemming = { outcome = "rejected" } } }),
      expect({ outcome = { stemming = "rejected" }, done = { "nee" } }),
      answer("raad", { outcome = "reject" }),
      expect({ phase = "stemmen", repetition = 2, open = { "stemmen#2/deelgebied[noord]/stemming" } }))");

    EXPECT_TRUE(result.passed) << told(result);
}

TEST(Player, AMissingFactHoldsTheRunUntilItIsRecorded)
{
    const ScenarioResult result = play(R"(
      people({ for_ = "6 weken" }),
      expect({ cannot_move = "reach", not_open = { "verder" } }),
      record("reach", { people = 30, channel = "deur" }),
      expect({ told = { "te_weinig" }, open = { "verder" } }))");

    EXPECT_TRUE(result.passed) << told(result);
}

TEST(Player, WhatIsLeftLyingBecomesLate)
{
    const ScenarioResult result = play(R"(
      people({ for_ = "4 weken", except = { "kijken" } }),
      expect({ open = { "kijken" }, late = { "kijken" } }))");

    EXPECT_TRUE(result.passed) << told(result);
}

TEST(Player, TimePassesWithoutPeople)
{
    const ScenarioResult result = play(R"(
      pass("1 week"), expect({ open = { "kijken" } }),
      pass("3 weken"), expect({ late = { "kijken" } }))");

    EXPECT_TRUE(result.passed) << told(result);
}

TEST(Player, APauseKeepsEverythingWhereItIs)
{
    const ScenarioResult result = play(R"(
      record("reach", { people = 600, channel = "deur" }),
      pause({ reason = "verkiezingen" }),
      answer("kijken", { hoeveel = 3 }),
      expect({ not_open = { "verder" } }),
      resume({}),
      expect({ done = { "kijken" }, open = { "verder" } }))");

    EXPECT_TRUE(result.passed) << told(result);
}

TEST(Player, AnUnmetExpectationSaysWhereWhatAndWhatWasFound)
{
    const ScenarioResult result = play(R"(
      expect({ phase = "stemmen", done = { "kijken" } }))");

    ASSERT_FALSE(result.passed);
    ASSERT_EQ(result.failures.size(), 2U) << told(result);
    EXPECT_EQ(result.failures[0].where.file, "test.lua");
    EXPECT_GT(result.failures[0].where.line, 3);
    EXPECT_EQ(result.failures[0].expected, "fase: stemmen");
    EXPECT_EQ(result.failures[0].found, "begin");
    EXPECT_NE(result.failures[1].found.find("staat open"), std::string::npos);
}

TEST(Player, WhatCanNeverComeEndsWithAReason)
{
    const ScenarioResult result = play(R"(
      people({ until_phase = "stemmen" }))");

    ASSERT_FALSE(result.passed);
    EXPECT_NE(result.failures.front().found.find("reach"), std::string::npos) << told(result);
}

TEST(Player, AFactThatNobodyRecordsEndsTheStoryAfterAYearWithTheLine)
{
    const ScenarioResult result = play(R"(
      people({ until_phase = "stemmen" }))");

    ASSERT_FALSE(result.passed);
    const std::string& found = result.failures.front().found;
    EXPECT_TRUE(found.starts_with("op 2027-")) << found;
    EXPECT_NE(found.find("(workflow.lua:"), std::string::npos) << found;
    EXPECT_NE(found.find("(reach record)"), std::string::npos) << found;
}

TEST(Player, AWorkflowThatDoesWhatMayNotEndsTheStoryAtOnceInDutchWithTheLine)
{
    const ScenarioResult result = play_with(R"lua(
      compute("rond", { value = function(c) while true do end end }),)lua",
                                            R"(
      people({ until_phase = "stemmen" }))");

    ASSERT_FALSE(result.passed);
    const std::string& found = result.failures.front().found;
    EXPECT_TRUE(found.starts_with("op 2026-01-")) << found;
    EXPECT_NE(found.find("kan niet verder: "), std::string::npos) << found;
    EXPECT_NE(found.find("workflow.lua:"), std::string::npos) << found;
    EXPECT_EQ(found.find("script_breach"), std::string::npos) << found;
}

TEST(Player, AnUnmetExpectationOfARunThatCannotGoOnSaysWhyItCannot)
{
    const ScenarioResult result = play(R"(
      people({ for_ = "6 weken" }),
      expect({ phase = "stemmen" }))");

    ASSERT_FALSE(result.passed);
    EXPECT_NE(result.failures.front().found.find("begin; kan niet verder: "), std::string::npos) << told(result);
}

TEST(Player, AnAnswerToAStepThatIsNotOpenSaysWhatIs)
{
    const ScenarioResult result = play(R"(
      answer("raad", { outcome = "adopt" }))");

    ASSERT_FALSE(result.passed);
    EXPECT_NE(result.failures.front().found.find("begin#1/kijken"), std::string::npos) << told(result);
}

TEST(Player, AWrongAnswerIsRefusedWithTheEnginesWords)
{
    const ScenarioResult result = play(R"(
      answer("kijken", { hoevel = 3 }))");

    ASSERT_FALSE(result.passed);
    EXPECT_NE(result.failures.front().found.find("hoevel"), std::string::npos) << told(result);
}

}  // namespace
}  // namespace wd::runtime
