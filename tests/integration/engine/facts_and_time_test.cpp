// Judgements that miss a fact, deadlines, reminders, pauses, what comes back, and long turns.
// SPDX-License-Identifier: EUPL-1.2
#include "stage.hpp"

namespace wd::test {

constexpr const char* reach_choice = R"(
    choose("genoeg", { branches = { { when = function(c) return c.reach.per_mille < 250 end,
        steps = { task("meer", { title = "Doe meer", role = "werker" }) } }, { otherwise = true } } }),
    task("daarna", { title = "Daarna", role = "werker" }))";

TEST(MissingFact, MakesTheRunSayWhatIsMissingAndGoOnByItselfWhenItIsThere)
{
    Stage stage{one_phase(reach_choice)};
    ASSERT_TRUE(stage.health().cannot_move_because.has_value());
    EXPECT_NE(stage.health().cannot_move_because->find("reach"), std::string::npos);

    stage.must(domain::ImportAreas{stage.programme, {{"w", "", "wijk", "Laak", "", 1000, 400, "", ""}}}, stage.leader);
    EXPECT_FALSE(stage.is_open("meer"));
    stage.must(domain::RecordReach{stage.programme, "deur", 180, {}, {}}, stage.leader);

    EXPECT_TRUE(stage.is_open("meer"));
    EXPECT_FALSE(stage.health().cannot_move_because.has_value());
    EXPECT_EQ(stage.count("run.freed"), 1);
}

TEST(MissingFact, IsTheNumberOfInhabitantsOnceTheReachIsRecorded)
{
    Stage stage{one_phase(reach_choice)};
    stage.must(domain::RecordReach{stage.programme, "deur", 100, {}, {}}, stage.leader);
    stage.must(domain::RecordReach{stage.programme, "avond", 80, {}, {}}, stage.leader);

    const std::string why = stage.health().cannot_move_because.value_or("");
    EXPECT_NE(why.find("population.inhabitants ontbreekt"), std::string::npos) << why;
    EXPECT_NE(why.find("(area import)"), std::string::npos) << why;
    EXPECT_EQ(why.find("(reach record)"), std::string::npos) << why;

    stage.must(domain::ImportAreas{stage.programme, {{"w", "", "wijk", "Laak", "", 1000, 400, "", ""}}}, stage.leader);
    EXPECT_TRUE(stage.is_open("meer"));
}

TEST(MissingFact, OfAShareLeavesThePeopleWeSpokeToBeRead)
{
    Stage stage{one_phase(R"(choose("genoeg", { branches = { { when = function(c) return c.reach.people < 250 end,
        steps = { task("meer", { title = "Doe meer", role = "werker" }) } }, { otherwise = true } } }))")};

    stage.must(domain::RecordReach{stage.programme, "deur", 100, {}, {}}, stage.leader);

    EXPECT_TRUE(stage.is_open("meer"));
}

TEST(MissingFact, SurvivesAnEndOfTheEngine)
{
    Stage stage{one_phase(reach_choice)};

    stage.open();
    stage.must(domain::ImportAreas{stage.programme, {{"w", "", "wijk", "Laak", "", 1000, 400, "", ""}}}, stage.leader);
    stage.must(domain::RecordReach{stage.programme, "deur", 300, {}, {}}, stage.leader);

    EXPECT_TRUE(stage.is_open("daarna"));
}

TEST(Breach, StopsOnlyItsOwnRun)
{
    Stage stage{one_phase(R"(together("sporen", { branches = {
        { id = "kapot", steps = { compute("rond", { value = function(c) while true do end end }) } },
        { id = "goed", steps = { task("werk", { title = "Werk", role = "werker" }) } } } }))")};

    ASSERT_TRUE(stage.health().cannot_move_because.has_value());
    EXPECT_NE(stage.health().cannot_move_because->find("workflow.lua:"), std::string::npos);
    EXPECT_TRUE(stage.is_open("werk"));
}

TEST(Deadline, PassesAtTheStartOfTheNextDayAndOpensWhatBelongsToIt)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker", within = "2 weken",
        late = { task("help", { title = "Kijk mee", role = "leider" }) } }))")};
    const TaskId task = stage.task("a");
    ASSERT_EQ(stage.state().tasks.at(task).due, *parse_date("2026-01-19"));

    stage.pass_to("2026-01-19");
    EXPECT_FALSE(stage.state().tasks.at(task).late);
    stage.pass_to("2026-01-20");

    EXPECT_TRUE(stage.state().tasks.at(task).late);
    EXPECT_TRUE(stage.is_open("help"));
}

TEST(Deadline, OfAResidentsRoleIsNeverLate)
{
    Stage stage{one_phase(
        R"(task("vraag", { title = "Wat vindt u?", role = "bewoners", within = "2 weken", remind = "1 week" }))")};

    stage.pass_to("2026-06-01");

    EXPECT_FALSE(stage.state().tasks.at(stage.task("vraag")).late);
    EXPECT_EQ(stage.count("task.reminded"), 1);
    EXPECT_EQ(stage.count("task.became_late"), 0);
}

TEST(Deadline, ThatCountsFromAnotherStepGetsItsDateWhenThatStepHasOne)
{
    Stage stage{one_phase(R"(together("twee", { branches = {
        { id = "x", steps = { task("stuk", { title = "Stuk", role = "werker", before = "10 werkdagen voor raad" }) } },
        { id = "y", steps = { task("plan", { title = "Plan", role = "leider" }),
                              decision("raad", { title = "Raad", role = "leider", within = "8 weken", outcomes = { reject = {} } }) } } } }))")};
    const TaskId task = stage.task("stuk");
    ASSERT_FALSE(stage.state().tasks.at(task).due.has_value());

    stage.must(domain::CompleteTask{stage.task("plan"), json::object{}}, stage.leader);

    // 5 January + 8 weeks is 2 March; ten working days before it is 16 February.
    EXPECT_EQ(stage.state().tasks.at(task).due, *parse_date("2026-02-16"));
    EXPECT_EQ(stage.count("timer.moved"), 1);
}

TEST(Pause, StopsClocksKeepsAnswersAndOpensWhatFollowsAtResume)
{
    Stage stage{one_phase(
        R"(task("a", { title = "A", role = "werker", within = "2 weken" }), task("b", { title = "B", role = "werker" }))")};
    const TaskId task = stage.task("a");

    stage.must(domain::PauseProgramme{stage.programme, Text{"de subsidie is onzeker"}}, stage.leader);
    stage.pass_to("2026-03-02");
    EXPECT_FALSE(stage.state().tasks.at(task).late);
    stage.complete("a");
    EXPECT_FALSE(stage.is_open("b"));
    stage.must(domain::ResumeProgramme{stage.programme, true}, stage.leader);

    EXPECT_TRUE(stage.is_open("b"));
}

TEST(Pause, MovesTheDeadlineByThePausedDaysAndShowsThatBefore)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker", within = "2 weken" }))")};
    stage.must(domain::PauseProgramme{stage.programme, Text{"de subsidie is onzeker"}}, stage.leader);
    stage.pass_to("2026-02-02");

    const json::value preview = stage.must(domain::ResumeProgramme{stage.programme, {}}, stage.leader);
    ASSERT_EQ(stage.state().state, domain::ProgrammeState::paused);
    stage.must(domain::ResumeProgramme{stage.programme, true}, stage.leader);

    // 19 January + 28 paused days.
    EXPECT_EQ(stage.state().tasks.at(stage.task("a")).due, *parse_date("2026-02-16"));
    EXPECT_EQ(preview.at("timers").at(0).at("after"), json::value("2026-02-16"));
}

TEST(Every, ComesBackWhileThePhaseIsOpenAndDoesNotOverlap)
{
    Stage stage{fmt::format(R"lua(return workflow("proef", {{ title = "Proef", version = 1, api = 1,
      roles = {{ role("leider", {{ title = "L", core = true }}), role("werker", {{ title = "W" }}), role("bewoners", {{ title = "B", residents = true }}) }},
      phases = {{ phase("een", {{ title = "Een", steps = {{ task("a", {{ title = "A", role = "werker" }}) }},
        every = {{ each_time("6 weken", reflection("leren", {{ title = "Leeragenda", role = "leider" }})) }} }}) }} }}))lua")};

    stage.pass_to("2026-02-16");
    ASSERT_TRUE(stage.is_open("leren"));
    stage.pass_to("2026-03-30");
    EXPECT_EQ(stage.count("every.missed"), 1);
    stage.must(domain::RecordReflection{stage.task("leren"), json::object{}, {}, {"leider"}, {}, {}}, stage.leader);
    stage.pass_to("2026-05-11");

    EXPECT_NE(stage.step("een#1/leren#2"), nullptr);
}

namespace {

const char* const two_tracks = R"(together("sporen", { idle = "8 weken",
      when_idle = { tell("stil", { title = "Het spoor {sporen} staat stil", to = "leider" }) }, branches = {
        { id = "sociaal", steps = { task("praten", { title = "Praten", role = "werker" }) } },
        { id = "fysiek", steps = { task("meten", { title = "Meten", role = "werker" }),
                                   task("bouwen", { title = "Bouwen", role = "werker" }) } } } }))";

}  // namespace

TEST(Idle, ATrackInWhichNothingHappensIsToldAgainAfterEachFurtherPeriod)
{
    Stage stage{one_phase(two_tracks)};
    stage.pass_to("2026-02-02");
    stage.complete("meten");

    // Eight weeks from 5 January; the other track moved on 2 February.
    stage.pass_to("2026-03-01");
    EXPECT_EQ(stage.count("track.idle"), 0);
    stage.pass_to("2026-03-02");
    EXPECT_EQ(stage.count("track.idle"), 1);
    ASSERT_NE(stage.step("een#1/sporen[sociaal]/stil"), nullptr);
    EXPECT_EQ(stage.step("een#1/sporen[fysiek]/stil"), nullptr);
    EXPECT_NE(stage.last("message.told").find("Het spoor sociaal staat stil"), std::string::npos);

    stage.pass_to("2026-03-30");
    EXPECT_NE(stage.step("een#1/sporen[fysiek]/stil"), nullptr);
    stage.pass_to("2026-06-30");
    EXPECT_NE(stage.step("een#1/sporen[sociaal]/stil#2"), nullptr);
    stage.complete("praten");
    stage.complete("bouwen");
    EXPECT_TRUE(stage.is_open("slot"));
}

TEST(Idle, ATrackThatSomebodyIsBusyWithDoesNotStandStill)
{
    Stage stage{one_phase(two_tracks)};
    stage.must(domain::ClaimTask{stage.task("praten")}, stage.worker);
    stage.must(domain::ReturnTask{stage.task("meten"), domain::ReturnReason::not_now, *parse_date("2026-06-01"), {}},
               stage.worker);

    stage.pass_to("2026-05-01");

    EXPECT_EQ(stage.count("track.idle"), 0);
}

TEST(Idle, APauseIsNoStandstill)
{
    Stage stage{one_phase(two_tracks)};
    stage.must(domain::PauseProgramme{stage.programme, Text{"de subsidie is onzeker"}}, stage.leader);
    stage.pass_to("2026-04-06");
    stage.must(domain::ResumeProgramme{stage.programme, true}, stage.leader);

    stage.pass_to("2026-05-31");
    EXPECT_EQ(stage.count("track.idle"), 0);
    stage.pass_to("2026-06-01");
    EXPECT_EQ(stage.count("track.idle"), 2);
}

TEST(NotNow, OffersTheTaskAgainOnItsDate)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker" }))")};
    const TaskId task = stage.task("a");

    stage.must(domain::ReturnTask{task, domain::ReturnReason::not_now, *parse_date("2026-02-02"), {}}, stage.worker);
    EXPECT_EQ(stage.state().tasks.at(task).state, domain::TaskState::waiting);
    stage.pass_to("2026-02-02");

    EXPECT_EQ(stage.state().tasks.at(task).state, domain::TaskState::offered);
}

TEST(LongTurn, GoesOnInTurnsOfItsOwnUntilItRests)
{
    std::string options;
    for (int i = 0; i < 400; ++i)
        options += fmt::format("option(\"o{}\", {{ title = \"{}\" }}),", i, i);
    json::array keys;
    for (int i = 0; i < 400; ++i)
        keys.push_back(json::value(fmt::format("o{}", i)));
    Stage stage{
        one_phase(R"(task("kies", { title = "Kies", role = "werker", form = "f" }),
                             each("ding", { over = "kies.welke", steps = { task("werk", { title = "{ding}", role = "werker" }) } }))"),
        fmt::format(
            R"(return forms({{ form("f", {{ title = "F", fields = {{ field("welke", {{ title = "W", kind = "choices", options = {{ {} }} }}) }} }}) }}))",
            options)};

    stage.complete("kies", json::object{{"welke", keys}});

    EXPECT_EQ(stage.state().tasks.size(), 400U);
}

TEST(Stepwise, MovesOnlyWhenItIsTold)
{
    Stage stage{one_phase(
        R"(compute("a", { value = function(c) return 1 end }), compute("b", { value = function(c) return 2 end }))")};
    domain::StartRun start;
    start.programme = stage.programme;
    start.workflow = "proef";
    start.stepwise = true;
    const json::value made = stage.must(start, stage.leader);
    const domain::RunId run = *parse_id<domain::RunTag>(std::string_view{made.at("run").as_string()});
    ASSERT_TRUE(stage.state().runs.at(run).steps.empty());

    stage.must(domain::AdvanceRun{run}, stage.leader);

    EXPECT_EQ(stage.state().runs.at(run).steps.size(), 1U);
}

}  // namespace wd::test
