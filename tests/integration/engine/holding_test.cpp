// What cannot be judged or started: it is held, it says why, and it is tried again. And confidential work, which starts for a
// team only.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/questions.hpp"
#include "stage.hpp"

namespace wd::test {

namespace {

std::string child_of(int version, std::string_view input = "", std::string_view more = "")
{
    return fmt::format(R"lua(
return workflow("kind", {{ title = "Kind", version = {}, api = 1, roles = {{ role("werker", {{ title = "Opbouwwerker" }}) }}, {}
  input = {{ {} }},
  phases = {{ phase("een", {{ title = "Een", steps = {{ task("in_kind", {{ title = "In het kind", role = "werker" }}) }} }}) }} }}))lua",
                       version, more, input);
}

const char* const asks_more = R"(field("reden", { title = "Reden", kind = "number" }))";
const char* const for_a_team = R"(confidential = "team",)";

const char* const on_signal = R"(on = { when_event("schok", { event = "signal.received", start = "kind",
      when = function(c) return c.reach.per_mille < 250 end }) },)";

void record_reach(Stage& stage)
{
    stage.must(domain::ImportAreas{stage.programme, {{"w", "", "wijk", "Laak", "", 1000, 400, "", ""}}}, stage.leader);
    stage.must(domain::RecordReach{stage.programme, "deur", 180, {}, {}}, stage.leader);
}

}  // namespace

TEST(ChildRun, ThatCannotStartHoldsItsStepAndStartsWhenItIsTriedAgain)
{
    for (const char* wait : {"", ", wait = false"}) {
        Stage stage{one_phase(fmt::format(
                        R"(task("a", {{ title = "A", role = "werker" }}), start("hulp", {{ workflow = "kind"{} }}),
                           task("daarna", {{ title = "Daarna", role = "werker" }}))",
                        wait)),
                    "return forms({})",
                    {},
                    {child_of(1)}};
        stage.install(child_of(2, asks_more), "return forms({})");

        stage.complete("a");
        EXPECT_EQ(stage.step("een#1/hulp")->state, domain::StepState::stuck);
        ASSERT_TRUE(stage.run().stuck.has_value());
        EXPECT_EQ(stage.run().stuck->path, "een#1/hulp");
        stage.install(child_of(3), "return forms({})");
        stage.must(domain::AdvanceRun{stage.run().id}, stage.leader);

        EXPECT_TRUE(stage.is_open("in_kind"));
        EXPECT_FALSE(stage.run().stuck.has_value());
        EXPECT_EQ(stage.is_open("daarna"), std::string_view{wait}.size() > 0);
    }
}

TEST(ChildRun, ThatCannotStartIsRecordedBesideAnotherThatIsHeld)
{
    Stage stage{one_phase(R"(together("sporen", { branches = {
          { id = "x", steps = { choose("genoeg", { branches = { { when = function(c) return c.reach.per_mille < 250 end }, { otherwise = true } } }) } },
          { id = "y", steps = { task("a", { title = "A", role = "werker" }), start("hulp", { workflow = "kind" }) } } } }))"),
                "return forms({})",
                {},
                {child_of(1)}};
    stage.install(child_of(2, asks_more), "return forms({})");

    stage.complete("a");

    EXPECT_EQ(stage.step("een#1/sporen[y]/hulp")->state, domain::StepState::stuck);
}

TEST(ChildRun, DoesNotStartForAStepThatWasCancelled)
{
    Stage stage{one_phase(R"(first("wie", { branches = {
          { id = "x", steps = { start("hulp", { workflow = "kind" }) } },
          { id = "y", steps = { compute("p", { value = function(c) return 1 end }) } } } }),
        task("daarna", { title = "Daarna", role = "werker" }))"),
                "return forms({})",
                {},
                {child_of(1)}};

    EXPECT_TRUE(stage.is_open("daarna"));
    EXPECT_FALSE(stage.is_open("in_kind"));
    EXPECT_EQ(stage.state().runs.size(), 1U);
}

TEST(Trigger, ThatMissesAFactIsJudgedAgainWhenItComes)
{
    Stage stage{
        one_phase(R"(task("a", { title = "A", role = "werker" }))", on_signal), "return forms({})", {}, {child_of(1)}};

    stage.must(domain::SendSignal{stage.programme, "prijzen", {}, {}}, stage.leader);
    ASSERT_TRUE(stage.run().stuck.has_value());
    EXPECT_EQ(stage.run().stuck->reason, domain::StuckReason::missing_fact);
    EXPECT_NE(stage.run().stuck->place.value_or("").find("workflow.lua"), std::string::npos);
    stage.open();
    record_reach(stage);

    EXPECT_TRUE(stage.is_open("in_kind"));
    EXPECT_FALSE(stage.run().stuck.has_value());
    EXPECT_EQ(stage.count("trigger.fired"), 1);
}

TEST(Trigger, ThatBreaksSaysWhere)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker" }))",
                          R"(on = { when_event("schok", { event = "signal.received", start = "kind",
                               when = function(c) while true do end end }) },)"),
                "return forms({})",
                {},
                {child_of(1)}};

    stage.must(domain::SendSignal{stage.programme, "prijzen", {}, {}}, stage.leader);

    ASSERT_TRUE(stage.run().stuck.has_value());
    EXPECT_EQ(stage.run().stuck->reason, domain::StuckReason::script_breach);
    EXPECT_NE(stage.run().stuck->place.value_or("").find("workflow.lua"), std::string::npos);
    stage.complete("a");
    EXPECT_EQ(stage.run().phase, "twee") << "the run itself goes on";
    EXPECT_FALSE(stage.run().stuck.has_value());
}

// What a person reads of a function that breaks its promise: at which step, what it does, and where that is written.
struct Broken {
    const char* name;
    const char* body;
    const char* told;
};

class BrokenFunction : public testing::TestWithParam<Broken> {};

TEST_P(BrokenFunction, IsToldWhereTheRunStandsStill)
{
    Stage stage{one_phase(fmt::format(R"(task("a", {{ title = "A", role = "werker" }}),
        compute("kapot", {{ value = function(c) {} end }}))",
                                      GetParam().body))};

    const json::value answer = stage.must(domain::CompleteTask{stage.task("a"), json::object{}}, stage.worker);

    EXPECT_EQ(answer.at("stuck"), "script_breach") << "who answered hears that the run stands still";
    const auto reader = store::open_reader(stage.directory.path());
    const Result<json::value> status =
        runtime::ask(*reader->get(), "status", {}, domain::Viewer{stage.leader}, stage.clock.now());
    ASSERT_TRUE(status.has_value());
    const json::string& told = status->as_array().at(0).at("cannot_move_told").as_string();
    EXPECT_NE(told.find(GetParam().told), json::string::npos) << told;
    EXPECT_NE(told.find("(workflow.lua:"), json::string::npos) << told;
    EXPECT_EQ(stage.last("run.stuck").find(GetParam().told), std::string::npos) << "text stays out of the log";
}

INSTANTIATE_TEST_SUITE_P(Held, BrokenFunction,
                         testing::Values(Broken{"loops", "while true do end",
                                                "de functie is te lang bezig; loopt een lus eindeloos door?"},
                                         Broken{"eats_memory", "local t = {} for i = 1, 1e7 do t[i] = { i, i } end",
                                                "de functie gebruikt te veel geheugen"},
                                         Broken{"raises", "error('geen bereik')", "de functie meldt: geen bereik"},
                                         Broken{"answers_a_table", "return {}",
                                                "compute antwoordt true, false, een heel getal of een tekst"}),
                         [](const auto& one) { return one.param.name; });

TEST(Held, ABrokenFunctionIsRecordedOnceHoweverOftenItIsTried)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker" }),
        compute("kapot", { value = function(c) while true do end end }))")};
    stage.complete("a");

    record_reach(stage);

    EXPECT_EQ(stage.count("run.stuck"), 1);
}

TEST(Held, AStepThatIsCancelledFreesTheRun)
{
    Stage stage{one_phase(R"(first("wie", { branches = {
          { id = "x", steps = { choose("genoeg", { branches = { { when = function(c) return c.reach.per_mille < 250 end }, { otherwise = true } } }) } },
          { id = "y", steps = { task("a", { title = "A", role = "werker" }) } } } }),
        task("daarna", { title = "Daarna", role = "werker" }))")};
    ASSERT_TRUE(stage.run().stuck.has_value());

    stage.complete("a");

    EXPECT_TRUE(stage.is_open("daarna"));
    EXPECT_FALSE(stage.run().stuck.has_value());
}

TEST(Held, APhaseThatClosesFreesTheRun)
{
    Stage stage{one_phase(R"(together("sporen", { branches = {
          { id = "x", steps = { choose("genoeg", { branches = { { when = function(c) return c.reach.per_mille < 250 end }, { otherwise = true } } }) } },
          { id = "y", steps = { task("a", { title = "A", role = "werker" }), go("weg", { phase = "twee" }) } } } }))")};
    ASSERT_TRUE(stage.run().stuck.has_value());

    stage.complete("a");

    EXPECT_EQ(stage.run().phase, "twee");
    EXPECT_FALSE(stage.run().stuck.has_value());
}

TEST(Held, OneThatMissesAFactIsTriedAgainBesideOneThatIsBroken)
{
    Stage stage{one_phase(R"(together("sporen", { branches = {
          { id = "x", steps = { choose("genoeg", { branches = {
              { when = function(c) return c.reach.per_mille < 250 end, steps = { task("meer", { title = "Meer", role = "werker" }) } },
              { otherwise = true } } }) } },
          { id = "y", steps = { task("a", { title = "A", role = "werker" }), compute("kapot", { value = function(c) while true do end end }) } } } }))")};
    stage.complete("a");
    ASSERT_EQ(stage.run().stuck->reason, domain::StuckReason::script_breach);

    record_reach(stage);

    EXPECT_TRUE(stage.is_open("meer"));
    EXPECT_EQ(stage.run().stuck->path, "een#1/sporen[y]/kapot");
    EXPECT_EQ(stage.count("run.stuck"), 2);
}

// --- Confidential work

TEST(Confidential, AWorkflowDoesNotStartWithoutATeam)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker" }), start("hulp", { workflow = "kind" }))",
                          R"(on = { when_event("schok", { event = "signal.received", start = "kind" }) },)"),
                "return forms({})",
                {},
                {child_of(1, "", for_a_team)}};
    domain::StartRun start;
    start.programme = stage.programme;
    start.workflow = "kind";

    EXPECT_NE(stage.refused(start, stage.leader).find("vertrouwelijk"), std::string::npos);
    stage.must(domain::SendSignal{stage.programme, "prijzen", {}, {}}, stage.leader);
    EXPECT_TRUE(stage.run().stuck.has_value());
    stage.complete("a");

    EXPECT_FALSE(stage.is_open("in_kind"));
    EXPECT_EQ(stage.step("een#1/hulp")->state, domain::StepState::stuck);
}

TEST(Confidential, WhatHappensStartsNothingInRunsOfOthers)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker" }), wait("weg", { event = "phase.opened" }),
                             task("daarna", { title = "Daarna", role = "werker" }))",
                          R"(on = { when_event("schok", { event = "task.became_late", start = "kind" }) },)"),
                "return forms({})",
                {},
                {child_of(1)}};
    domain::AddPerson team;
    team.name = Text{"wijkteam"};
    team.kind = domain::PersonKind::team;
    const PersonId of = *parse_id<domain::PersonTag>(std::string_view{stage.must(team).at("person").as_string()});
    stage.install(R"lua(
return workflow("gezin", { title = "Gezin", version = 1, api = 1, confidential = "team",
  roles = { role("werker", { title = "Opbouwwerker" }) },
  on = { when_event("zelf", { event = "task.became_late", start = "kind" }) },
  phases = { phase("begin", { title = "Begin", steps = { task("bezoek", { title = "Bezoek", role = "werker", within = "1 week" }) } }) } }))lua",
                  "return forms({})");
    domain::CreateProgramme create;
    create.name = "Laak, gezinnen";
    create.municipalities = {"GM0518"};
    create.commissioner = stage.leader;
    create.workflow = "gezin";
    create.team = {stage.leader};
    EXPECT_NE(stage.refused(create).find("team"), std::string::npos) << "a person is no team";
    create.team = {of};
    stage.programme = *parse_id<domain::ProgrammeTag>(std::string_view{stage.must(create).at("programme").as_string()});
    domain::StartRun start;
    start.programme = stage.programme;
    start.workflow = "proef";
    stage.must(start, stage.leader);

    stage.pass_to("2026-02-02");

    // The run of the team itself knows of it; the other does not.
    EXPECT_EQ(stage.count("task.became_late"), 1);
    EXPECT_EQ(stage.count("trigger.fired"), 1);
}

// Each starts the next by itself: nobody would ever stop it.
TEST(Depth, AStartThatGoesTooDeepIsHeldAndSaysSo)
{
    Stage stage{one_phase(
        R"(start("nog", { workflow = "proef", wait = false }), task("a", { title = "A", role = "werker" }))")};

    const domain::Run& deepest = stage.state().runs.rbegin()->second;
    ASSERT_TRUE(deepest.stuck);
    EXPECT_EQ(deepest.stuck->reason, domain::StuckReason::cause_depth);
    EXPECT_EQ(deepest.stuck->path, "een#1/nog");
    EXPECT_EQ(deepest.steps.at("een#1/nog").state, domain::StepState::stuck);
    // The first time, and again after each of the three people who were appointed since.
    EXPECT_EQ(stage.state().runs.size(), 1U + 4U * 16U);
}

TEST(Advance, OfARunThatWaitsForPeopleIsRefusedAndSaysForWhom)
{
    Stage stage{one_phase(R"(task("a", { title = "Bel aan", role = "werker" }))")};

    const std::string sentence = stage.refused(domain::AdvanceRun{stage.run().id}, stage.leader);

    EXPECT_NE(sentence.find("er is niets te doen; wacht op Opbouwwerker: Bel aan"), std::string::npos) << sentence;
}

TEST(Health, NamesRolesPeopleAndStepsAndNoNumbers)
{
    Stage stage{
        one_phase(R"(together("naast", { branches = {
          { id = "x", steps = { task("afspraak", { title = "Maak een afspraak", role = "werker", form = "f" }) } },
          { id = "y", steps = { wait("rust", { time = "2 weken" }), task("na", { title = "Kijk terug", role = "werker" }) } },
          { id = "z", steps = { wait("dag", { date = "afspraak.dag" }) } } } }))",
                  ""),
        R"(return forms({ form("f", { title = "F", fields = { field("dag", { title = "Dag", kind = "date" }) } }) }))"};
    stage.must(domain::ClaimTask{stage.task("afspraak")}, stage.worker);
    std::vector<std::string> texts;
    for (const domain::Waiting& waiting : stage.health().waiting_for)
        texts.push_back(waiting.text);
    const auto says = [&](std::string_view text) { return std::find(texts.begin(), texts.end(), text) != texts.end(); };

    EXPECT_TRUE(says("wacht op Opbouwwerker: Maak een afspraak")) << fmt::format("{}", fmt::join(texts, "\n"));
    EXPECT_TRUE(says("wacht tot de termijn voorbij is, dan volgt 'Kijk terug'"))
        << fmt::format("{}", fmt::join(texts, "\n"));
    EXPECT_TRUE(says("wacht op de datum uit 'Maak een afspraak'")) << fmt::format("{}", fmt::join(texts, "\n"));
}

TEST(Health, NamesTheItemThatAWaitIsAbout)
{
    Stage stage{one_phase(R"(
      task("begin", { title = "Begin", role = "leider" }),
      each("complex", { over = "areas.complex", steps = {
        decision("raad", { title = "Vraag de huurders van {complex} of zij instemmen", role = "leider", outcomes = {
          reject = { wait("bezinning", { time = "2 weken" }) } } }),
        wait("rust", { time = "2 weken" }),
        task("bellen", { title = "Bel aan in {complex}", role = "werker" }) } }))")};
    stage.must(domain::ImportAreas{stage.programme, {{"a", "", "complex", "Complex A", "", 100, 40, "", ""}}},
               stage.leader);
    stage.must(domain::CompleteTask{stage.task("begin"), json::object{}}, stage.leader);
    domain::RecordDecision no;
    no.task = stage.task("raad");
    no.outcome = domain::Decision::reject;
    stage.must(no, stage.leader);

    EXPECT_EQ(stage.health().waiting_for.front().text,
              "wacht tot de termijn voorbij is bij 'Vraag de huurders van Complex A of zij instemmen'");
    stage.pass_to("2026-01-20");
    EXPECT_EQ(stage.health().waiting_for.front().text,
              "wacht tot de termijn voorbij is, dan volgt 'Bel aan in Complex A'");
}

}  // namespace wd::test
