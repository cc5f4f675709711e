// Runs that go on with another text of their workflow in the middle of a phase (RULES D7): kept, passed over, to come, mapped,
// restarted, and those that keep their own text. Each case is a first and a second version of a small workflow.
// SPDX-License-Identifier: EUPL-1.2
#include "stage.hpp"

#include "runtime/questions.hpp"

namespace wd::test {

namespace {

// The second version of one_phase.
std::string second(std::string_view steps, std::string_view more = "")
{
    std::string text = one_phase(steps, more);
    text.replace(text.find("version = 1"), 11, "version = 2");
    return text;
}

json::array taken(Stage& stage, domain::TakeOverMapping mapping = {})
{
    domain::TakeOverRuns command;
    command.programme = stage.programme;
    command.workflow = "proef";
    command.mapping = std::move(mapping);
    command.reason = Text{"De uitnodiging was te laat."};
    return stage.must(command, stage.leader).at("runs").as_array();
}

std::string verdict(const json::array& rows)
{
    return std::string(rows.front().at("verdict").as_string());
}

std::vector<std::string> places(const json::array& rows, std::string_view list)
{
    std::vector<std::string> places;
    if (const json::value* steps = rows.front().as_object().if_contains(json::string_view{list}))
        for (const json::value& step : steps->as_array())
            places.emplace_back(step.at("map_as").as_string());
    return places;
}

using Places = std::vector<std::string>;

constexpr std::string_view a = R"(task("a", { title = "Eerst", role = "werker" }))";
constexpr std::string_view b = R"(task("b", { title = "Dan", role = "werker", within = "2 weken" }))";
constexpr std::string_view c = R"(task("c", { title = "Tot slot", role = "werker" }))";

std::string list(std::initializer_list<std::string_view> steps)
{
    return fmt::format("{}", fmt::join(steps, ", "));
}

}  // namespace

TEST(TakeOver, KeepsWhatIsOpenAndOpensWhatIsNewAfterIt)
{
    Stage stage{one_phase(list({a, b}))};
    stage.complete("a");
    const TaskId open = stage.task("b");
    stage.install(second(list({a, b, R"(task("nieuw", { title = "Nieuw", role = "werker" }))"})), "return forms({})");

    const json::array rows = taken(stage);

    EXPECT_EQ(verdict(rows), "takes_over");
    EXPECT_EQ(places(rows, "to_come"), Places{"een/nieuw"});
    EXPECT_EQ(stage.task("b"), open);
    EXPECT_FALSE(stage.is_open("nieuw"));
    stage.complete("b");
    EXPECT_TRUE(stage.is_open("nieuw"));
    EXPECT_EQ(verdict(taken(stage)), "current");
}

TEST(TakeOver, PassesOverWhatIsNewWhereTheRunHasAlreadyBeen)
{
    Stage stage{one_phase(list({a, b}))};
    stage.complete("a");
    stage.install(second(list({a, R"(task("nieuw", { title = "Nieuw", role = "werker" }))", b})), "return forms({})");

    const json::array rows = taken(stage);

    EXPECT_EQ(places(rows, "passed_over"), Places{"een/nieuw"});
    EXPECT_EQ(stage.step("een#1/nieuw")->state, domain::StepState::skipped);
    EXPECT_FALSE(stage.is_open("nieuw"));
    stage.complete("b");
    EXPECT_EQ(stage.run().phase, "twee");
}

TEST(TakeOver, GivesAnOpenTaskItsNewTitleRoleAndDate)
{
    Stage stage{one_phase(list({b}))};
    ASSERT_EQ(stage.state().tasks.at(stage.task("b")).due, *parse_date("2026-01-19"));
    stage.install(
        second(R"(task("b", { title = "Doe het samen", role = "leider", within = "3 weken", remind = "1 week" }))"),
        "return forms({})");

    const json::array rows = taken(stage);

    EXPECT_EQ(places(rows, "renewed"), Places{"een/b"});
    const domain::Task& task = stage.state().tasks.at(stage.task("b"));
    EXPECT_EQ(task.title, "Doe het samen");
    EXPECT_EQ(task.role, "leider");
    EXPECT_EQ(task.due, *parse_date("2026-01-26"));
    EXPECT_EQ(stage.count("task.restated"), 1);
    stage.pass_to("2026-01-20");
    EXPECT_EQ(stage.count("task.reminded"), 1);
    EXPECT_EQ(stage.count("task.became_late"), 0);
}

TEST(TakeOver, DropsADateThatTheNewTextDoesNotAskFor)
{
    Stage stage{one_phase(list({b}))};
    stage.install(second(R"(task("b", { title = "Dan", role = "werker" }))"), "return forms({})");

    taken(stage);

    EXPECT_FALSE(stage.state().tasks.at(stage.task("b")).due.has_value());
    stage.pass_to("2026-03-01");
    EXPECT_EQ(stage.count("task.became_late"), 0);
}

TEST(TakeOver, LeavesADateThatAPersonSet)
{
    Stage stage{one_phase(list({b}))};
    domain::RescheduleTask moved;
    moved.task = stage.task("b");
    moved.due = *parse_date("2026-02-02");
    moved.reason = Text{"De zaal is pas in februari vrij."};
    stage.must(moved, stage.worker);
    stage.install(second(R"(task("b", { title = "Dan", role = "werker", within = "5 weken" }))"), "return forms({})");

    taken(stage);

    EXPECT_EQ(stage.state().tasks.at(stage.task("b")).due, *parse_date("2026-02-02"));
}

TEST(TakeOver, AsksForAMappingWhenAnOpenStepIsNotThereAnyMore)
{
    Stage stage{one_phase(list({a, b, c}))};
    stage.complete("a");
    stage.install(second(list({a, c})), "return forms({})");

    const json::array rows = taken(stage);

    EXPECT_EQ(verdict(rows), "needs_mapping");
    EXPECT_EQ(places(rows, "questions"), Places{"een/b"});
    EXPECT_EQ(stage.count("run.taken_over"), 0);
    EXPECT_TRUE(stage.is_open("b"));
    EXPECT_EQ(stage.engine->find_workflow(stage.run().hash)->version, 1);
}

TEST(TakeOver, CancelsAStepThatTheMappingEndsAndGoesOn)
{
    Stage stage{one_phase(list({a, b, c}))};
    stage.complete("a");
    stage.install(second(list({a, c})), "return forms({})");

    const json::array rows = taken(stage, {{{"een/b", {}, true}}, {}});

    EXPECT_EQ(verdict(rows), "takes_over");
    EXPECT_FALSE(stage.is_open("b"));
    EXPECT_TRUE(stage.is_open("c"));
    EXPECT_EQ(stage.engine->find_workflow(stage.run().hash)->version, 2);
}

TEST(TakeOver, CarriesAStepOnUnderAnotherNameWithItsTaskAndDates)
{
    Stage stage{one_phase(list({a, b}))};
    stage.complete("a");
    const TaskId open = stage.task("b");
    stage.install(second(list({a, R"(task("beter", { title = "Beter", role = "werker", within = "2 weken" }))", c})),
                  "return forms({})");

    const json::array rows = taken(stage, {{{"een/b", "een/beter", {}}}, {}});

    EXPECT_EQ(verdict(rows), "takes_over");
    EXPECT_EQ(stage.task("beter"), open);
    EXPECT_EQ(stage.step("een#1/b"), nullptr);
    stage.pass_to("2026-01-21");
    EXPECT_EQ(stage.count("task.became_late"), 1);
    stage.complete("beter");
    EXPECT_TRUE(stage.is_open("c"));
}

TEST(TakeOver, AsksAgainWhatIsOfAnotherKindNow)
{
    Stage stage{one_phase(list({a, b, c}))};
    stage.complete("a");
    stage.install(second(list({a, R"(meeting("b", { title = "Kom bij elkaar", role = "werker" }))", c})),
                  "return forms({})");
    ASSERT_EQ(verdict(taken(stage)), "needs_mapping");

    const json::array rows = taken(stage, {{{"een/b", {}, true}}, {}});

    EXPECT_EQ(verdict(rows), "takes_over");
    ASSERT_TRUE(stage.is_open("b"));
    EXPECT_EQ(stage.state().tasks.at(stage.task("b")).kind, domain::StepKind::meeting);
    EXPECT_EQ(*stage.state().tasks.at(stage.task("b")).path, "een#1/b#2");
}

TEST(TakeOver, RefusesATargetOfAnotherKind)
{
    Stage stage{one_phase(list({a, b}))};
    stage.complete("a");
    stage.install(second(list({a, R"(meeting("avond", { title = "Kom bij elkaar", role = "werker" }))"})),
                  "return forms({})");

    const json::array rows = taken(stage, {{{"een/b", "een/avond", {}}}, {}});

    EXPECT_EQ(verdict(rows), "needs_mapping");
    EXPECT_EQ(rows.front().at("questions").at(0).at("why"), "wrong_target");
}

TEST(TakeOver, BeginsAPhaseAgainWhenTheMappingSaysSo)
{
    Stage stage{one_phase(list({a, b}))};
    stage.complete("a");
    stage.install(second(list({c, a})), "return forms({})");

    const json::array rows = taken(stage, {{}, {"een"}});

    EXPECT_EQ(verdict(rows), "takes_over");
    EXPECT_EQ(stage.run().generation, 2);
    EXPECT_TRUE(stage.is_open("c"));
    EXPECT_FALSE(stage.is_open("b"));
}

TEST(TakeOver, ARunWhosePhaseIsMissingKeepsItsTextAndSaysSo)
{
    Stage stage{one_phase(list({a}))};
    std::string text = second(list({a}));
    text.replace(text.find(R"(phase("twee")"), 12, R"(phase("drie")");
    stage.install(text, "return forms({})");

    const json::array rows = taken(stage);

    EXPECT_EQ(verdict(rows), "stays");
    EXPECT_EQ(rows.front().at("missing_phases").at(0), "Tweede fase");
    stage.complete("a");
    EXPECT_EQ(stage.run().phase, "twee");
    auto reader = store::open_reader(stage.directory.path());
    const Result<json::value> status =
        runtime::ask(*reader->get(), "status", {}, domain::Viewer{stage.leader}, stage.clock.now());
    EXPECT_EQ(status->at(0).at("keeps_version"), "houdt versie 1: in versie 2 staat fase 'Tweede fase' niet");
}

TEST(TakeOver, AChoiceThatWasMadeStandsWhereverItsBranchStandsNow)
{
    const std::string x = R"(task("x", { title = "X", role = "werker" }))";
    const std::string y = R"(task("y", { title = "Y", role = "werker" }))";
    const std::string z = R"(task("z", { title = "Z", role = "werker" }))";
    const std::string setting = R"(settings = { field("ja", { title = "Ja?", kind = "yes_no", default = false }) },)";
    const auto choice = [&](std::string_view branches) {
        return fmt::format(R"(choose("keuze", {{ branches = {{ {} }} }}), {})", branches, c);
    };
    const std::string when = "{ when = function(c) return c.settings.ja end, steps = { ";
    Stage stage{one_phase(choice(when + x + " } }, { otherwise = true, steps = { " + y + " } }"), setting)};
    ASSERT_TRUE(stage.is_open("y"));
    stage.install(
        second(choice(when + x + " } }, " + when + z + " } }, { otherwise = true, steps = { " + y + " } }"), setting),
        "return forms({})");

    taken(stage);

    EXPECT_EQ(stage.step("een#1/keuze")->result.at("branch"), json::value(2));
    stage.complete("y");
    EXPECT_FALSE(stage.is_open("z"));
    EXPECT_TRUE(stage.is_open("c"));
}

TEST(TakeOver, ABranchThatIsNewJoinsAndOneThatIsGoneEnds)
{
    const auto together = [](std::string_view branches) {
        return fmt::format(R"(together("samen", {{ branches = {{ {} }} }}), {})", branches, c);
    };
    const auto branch = [](std::string_view id, std::string_view step) {
        return fmt::format(R"({{ id = "{}", steps = {{ task("{}", {{ title = "Doe {}", role = "werker" }}) }} }})", id,
                           step, step);
    };
    Stage stage{one_phase(together(branch("mens", "m") + ", " + branch("straat", "s")))};
    ASSERT_TRUE(stage.is_open("m"));
    stage.install(second(together(branch("mens", "m") + ", " + branch("geld", "g"))), "return forms({})");

    const json::array rows = taken(stage, {{{"een/samen[straat]/s", {}, true}}, {}});

    EXPECT_EQ(verdict(rows), "takes_over");
    EXPECT_TRUE(stage.is_open("m"));
    EXPECT_TRUE(stage.is_open("g"));
    EXPECT_FALSE(stage.is_open("s"));
    stage.complete("m");
    EXPECT_FALSE(stage.is_open("c"));
    stage.complete("g");
    EXPECT_TRUE(stage.is_open("c"));
}

TEST(TakeOver, AVoteThatIsUnderWayIsNotCountedByOtherRulesUnlessSomebodySaysSo)
{
    const auto vote = [](int threshold) {
        return fmt::format(
            R"(vote("stem", {{ title = "Stem", role = "werker", base = "residents", threshold = {}, set_by = "leider",
            outcomes = {{ rejected = {{}}, no_quorum = {{}} }} }}))",
            threshold);
    };
    Stage stage{one_phase(vote(700))};
    stage.install(second(vote(600)), "return forms({})");

    EXPECT_EQ(taken(stage).front().at("questions").at(0).at("why"), "other_terms");
    EXPECT_EQ(verdict(taken(stage, {{{"een/stem", "een/stem", {}}}, {}})), "takes_over");
    EXPECT_TRUE(stage.is_open("stem"));
}

TEST(TakeOver, ClocksOfWhatComesBackFollowTheNewText)
{
    const auto every = [](std::string_view turns) {
        return fmt::format(R"lua(
return workflow("proef", {{ title = "Proef", version = {}, api = 1,
  roles = {{ role("leider", {{ title = "Projectleider", core = true }}), role("werker", {{ title = "Opbouwwerker", core = true }}),
            role("bewoners", {{ title = "Bewonersgroep", residents = true }}) }},
  phases = {{ phase("een", {{ title = "Eerste fase", steps = {{ task("a", {{ title = "Eerst", role = "werker" }}) }},
    every = {{ {} }} }}) }},
}}))lua",
                           turns.find("leren") == std::string_view::npos ? 1 : 2, turns);
    };
    Stage stage{every(R"(each_time("4 weken", task("ronde", { title = "Loop een ronde", role = "werker" })))")};
    stage.install(every(R"(each_time("6 weken", task("leren", { title = "Wat leerden we?", role = "werker" })))"),
                  "return forms({})");

    taken(stage);
    stage.pass_to("2026-02-10");
    EXPECT_FALSE(stage.is_open("ronde"));
    stage.pass_to("2026-02-17");

    EXPECT_TRUE(stage.is_open("leren"));
}

TEST(TakeOver, AScriptThatIsMendedFreesTheRunThatItHadStuck)
{
    const auto compute = [](std::string_view body) {
        return fmt::format(R"(compute("som", {{ value = function(c) {} end }}), {})", body, c);
    };
    Stage stage{one_phase(compute("local x = nil; return x + 1"))};
    ASSERT_EQ(stage.run().state, domain::RunState::stuck);
    stage.install(second(compute("return 2")), "return forms({})");

    EXPECT_EQ(verdict(taken(stage)), "takes_over");

    EXPECT_EQ(stage.run().state, domain::RunState::open);
    EXPECT_TRUE(stage.is_open("c"));
}

TEST(TakeOver, IsTheSameAfterReadingTheStoreAgain)
{
    Stage stage{one_phase(list({a, b}))};
    stage.complete("a");
    stage.install(second(list({a, R"(task("nieuw", { title = "Nieuw", role = "werker" }))",
                               R"(task("beter", { title = "Beter", role = "leider", within = "3 weken" }))", c})),
                  "return forms({})");
    taken(stage, {{{"een/b", "een/beter", {}}}, {}});
    const domain::Programme before = stage.state();

    stage.open();

    EXPECT_EQ(stage.state().runs, before.runs);
    EXPECT_EQ(stage.state().tasks, before.tasks);
    EXPECT_EQ(stage.state().timers, before.timers);
}

TEST(TakeOver, RefusesAMappingThatCannotBeMeantAndChangesNothing)
{
    Stage stage{one_phase(list({a}))};
    stage.install(second(list({a, c})), "return forms({})");
    domain::TakeOverRuns command;
    command.programme = stage.programme;
    command.workflow = "proef";
    command.mapping = {{{"een/a", "een/c", true}, {"uitnodigen", {}, true}}, {"vier"}};

    const std::string refusal = stage.refused(command, stage.leader);

    EXPECT_NE(refusal.find("zeg bij 'een/a' óf waarmee het verder gaat"), std::string::npos) << refusal;
    EXPECT_NE(refusal.find("'uitnodigen' is geen plaats in een workflow"), std::string::npos) << refusal;
    EXPECT_NE(refusal.find("fase 'vier' bestaat niet in proef versie 2"), std::string::npos) << refusal;
    EXPECT_EQ(stage.count("run.taken_over"), 0);
}

TEST(TakeOver, WaitsForAPausedProgrammeToResume)
{
    Stage stage{one_phase(list({a}))};
    stage.install(second(list({a, c})), "return forms({})");
    domain::PauseProgramme pause;
    pause.programme = stage.programme;
    pause.reason = Text{"De gemeente wacht op het Rijk."};
    stage.must(pause, stage.leader);
    domain::TakeOverRuns command;
    command.programme = stage.programme;
    command.workflow = "proef";

    EXPECT_NE(stage.refused(command, stage.leader).find("is gepauzeerd; hervat het eerst"), std::string::npos);
}

}  // namespace wd::test
