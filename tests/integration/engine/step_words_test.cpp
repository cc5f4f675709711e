// Each step word, told by a small programme on the real engine and a real store.
// SPDX-License-Identifier: EUPL-1.2
#include "stage.hpp"

namespace wd::test {

TEST(Task, OpensTheNextOneWhenItIsDone)
{
    Stage stage{
        one_phase(R"(task("a", { title = "Eerst", role = "werker" }), task("b", { title = "Dan", role = "werker" }))")};
    ASSERT_TRUE(stage.is_open("a"));
    ASSERT_FALSE(stage.is_open("b"));

    stage.complete("a");

    EXPECT_FALSE(stage.is_open("a"));
    EXPECT_TRUE(stage.is_open("b"));
}

TEST(Phase, OpensTheNextOneOfTheFileWhenItsListHasEndedAndTheRunEndsAfterTheLast)
{
    Stage stage{one_phase(R"(task("a", { title = "Eerst", role = "werker" }))")};

    stage.complete("a");
    EXPECT_EQ(stage.run().phase, "twee");
    stage.complete("slot");

    EXPECT_TRUE(stage.state().runs.empty());
    EXPECT_EQ(stage.count("run.ended"), 1);
}

TEST(Compute, GivesAValueThatLaterFunctionsSee)
{
    Stage stage{one_phase(R"(
        compute("dubbel", { value = function(c) return c.settings.getal * 2 end }),
        choose("keuze", { branches = {
          { when = function(c) return c.dubbel.value > 10 end, steps = { task("groot", { title = "Groot", role = "werker" }) } },
          { otherwise = true, steps = { task("klein", { title = "Klein", role = "werker" }) } } } }))",
                          R"(settings = { field("getal", { title = "Getal", kind = "number", default = 6 }) },)")};

    EXPECT_TRUE(stage.is_open("groot"));
    EXPECT_FALSE(stage.is_open("klein"));
    EXPECT_EQ(stage.step("een#1/dubbel")->result.at("value"), json::value(12));
}

TEST(Choose, GoesOnAfterItsBranchAndWritesOneEvent)
{
    Stage stage{one_phase(R"(
        choose("keuze", { branches = { { when = function(c) return c.settings.ja end, steps = { task("x", { title = "X", role = "werker" }) } },
                                       { otherwise = true } } }),
        task("daarna", { title = "Daarna", role = "werker" }))",
                          R"(settings = { field("ja", { title = "Ja?", kind = "yes_no", default = true }) },)")};
    ASSERT_TRUE(stage.is_open("x"));

    stage.complete("x");

    EXPECT_TRUE(stage.is_open("daarna"));
    EXPECT_EQ(stage.count("step.chosen"), 1);
}

TEST(Each, OpensItsStepsForEveryItemAndEndsWhenAllHaveEnded)
{
    Stage stage{
        one_phase(R"(
        task("kies", { title = "Kies", role = "werker", form = "kanalen" }),
        each("kanaal", { over = "kies.kanalen", steps = { task("nodig", { title = "Nodig uit: {kanaal}", role = "werker" }) } }),
        task("daarna", { title = "Daarna", role = "werker" }))"),
        R"(return forms({ form("kanalen", { title = "Kanalen", fields = { field("kanalen", { title = "Welke?", kind = "choices",
                     options = { option("deur", { title = "aan de deur" }), option("brief", { title = "per brief" }) } }) } }) }))"};

    stage.complete("kies", json::object{{"kanalen", json::array{"deur", "brief"}}});
    const TaskId door = *stage.step("een#1/kanaal[deur]/nodig")->task;
    const TaskId letter = *stage.step("een#1/kanaal[brief]/nodig")->task;
    EXPECT_EQ(stage.state().tasks.at(door).title, "Nodig uit: aan de deur");
    stage.must(domain::CompleteTask{letter, json::object{}}, stage.worker);
    EXPECT_FALSE(stage.is_open("daarna"));
    stage.must(domain::CompleteTask{door, json::object{}}, stage.worker);

    EXPECT_TRUE(stage.is_open("daarna"));
}

TEST(Each, OfNothingEndsAtOnce)
{
    Stage stage{one_phase(
        R"(each("blok", { over = "areas.blok", steps = { task("werk", { title = "Werk", role = "werker" }) } }),
                             task("daarna", { title = "Daarna", role = "werker" }))")};

    EXPECT_TRUE(stage.is_open("daarna"));
}

TEST(Each, ThatIsLiveTakesInAnAreaThatComesLater)
{
    Stage stage{one_phase(R"(task("wacht_even", { title = "Eerst", role = "leider" }),
                             each("blok", { over = "areas.blok", live = true, steps = { task("werk", { title = "{blok}", role = "werker" }) } }))")};
    stage.must(domain::ImportAreas{stage.programme, {{"a", "", "blok", "Blok A", "", 0, 20, "", ""}}}, stage.leader);
    stage.must(domain::CompleteTask{stage.task("wacht_even"), json::object{}}, stage.leader);
    ASSERT_EQ(stage.state().tasks.size(), 1U);

    stage.must(domain::ImportAreas{stage.programme, {{"b", "", "blok", "Blok B", "", 0, 20, "", ""}}}, stage.leader);

    EXPECT_EQ(stage.state().tasks.size(), 2U);
    EXPECT_EQ(stage.state().tasks.rbegin()->second.title, "Blok B");
}

TEST(Together, EndsWhenAllBranchesHave)
{
    Stage stage{one_phase(R"(together("sporen", { branches = {
          { id = "sociaal", steps = { task("s", { title = "S", role = "werker" }) } },
          { id = "fysiek", steps = { task("f", { title = "F", role = "werker" }) } } } }),
        task("daarna", { title = "Daarna", role = "werker" }))")};

    stage.complete("s");
    EXPECT_FALSE(stage.is_open("daarna"));
    stage.complete("f");

    EXPECT_TRUE(stage.is_open("daarna"));
}

TEST(First, EndsWithTheFirstBranchAndCancelsTheOthersWithTheirTimers)
{
    Stage stage{one_phase(R"(first("wie_eerst", { branches = {
          { id = "snel", steps = { task("s", { title = "S", role = "werker" }) } },
          { id = "traag", steps = { task("t", { title = "T", role = "werker", within = "4 weken" }) } } } }),
        task("daarna", { title = "Daarna", role = "werker" }))")};

    stage.complete("s");

    EXPECT_FALSE(stage.is_open("t"));
    EXPECT_TRUE(stage.is_open("daarna"));
    EXPECT_TRUE(stage.state().timers.empty());
    EXPECT_EQ(stage.step("een#1/wie_eerst[traag]/t")->state, domain::StepState::cancelled);
}

TEST(Wait, EndsOnItsDay)
{
    Stage stage{
        one_phase(R"(wait("rust", { time = "2 weken" }), task("daarna", { title = "Daarna", role = "werker" }))")};

    stage.pass_to("2026-01-18");
    EXPECT_FALSE(stage.is_open("daarna"));
    stage.pass_to("2026-01-19");

    EXPECT_TRUE(stage.is_open("daarna"));
}

TEST(Wait, ForAnEventEndsWithIt)
{
    Stage stage{one_phase(
        R"(wait("bericht", { event = "signal.received" }), task("daarna", { title = "Daarna", role = "werker" }))")};
    ASSERT_FALSE(stage.is_open("daarna"));

    stage.must(domain::SendSignal{stage.programme, "prijzen", {}, {}}, stage.leader);

    EXPECT_TRUE(stage.is_open("daarna"));
}

TEST(Go, OpensTheSamePhaseAsItsNextGeneration)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker" }), choose("weer", { branches = {
          { when = function(c) return #c.all("a") < 2 end, steps = { go("terug", { phase = "een" }) } }, { otherwise = true } } }))")};

    stage.complete("a");
    EXPECT_EQ(stage.run().phase, "een");
    EXPECT_EQ(stage.run().generation, 2);
    stage.complete("a");

    EXPECT_EQ(stage.run().phase, "twee");
}

TEST(Finish, EndsTheRunFromAnyDepth)
{
    Stage stage{one_phase(R"(together("twee_sporen", { branches = {
          { id = "x", steps = { task("a", { title = "A", role = "werker" }), finish("klaar", {}) } },
          { id = "y", steps = { task("b", { title = "B", role = "werker" }) } } } }))")};

    stage.complete("a");

    EXPECT_TRUE(stage.state().runs.empty());
    EXPECT_TRUE(stage.state().tasks.empty());
}

TEST(Tell, WritesItsMessageAndGoesOn)
{
    Stage stage{one_phase(
        R"(tell("hallo", { title = "We beginnen", to = "bewoners" }), task("daarna", { title = "Daarna", role = "werker" }))")};

    EXPECT_TRUE(stage.is_open("daarna"));
    EXPECT_EQ(stage.count("message.told"), 1);
}

TEST(Call, WaitsVisiblyForItsPlugin)
{
    Stage stage{
        one_phase(R"(call("mail", { plugin = "email", action = "stuur", outcomes = { refused = {}, failed = {} } }))")};

    ASSERT_EQ(stage.health().waiting_for.size(), 1U);
    EXPECT_EQ(stage.health().waiting_for.front().text, "wacht op plugin email");
}

constexpr const char* child_with_input = R"lua(
return workflow("kind", { title = "Kind", version = 1, api = 1, roles = { role("werker", { title = "Opbouwwerker" }) },
  input = { field("reden", { title = "Reden", kind = "number", required = false }) },
  phases = { phase("een", { title = "Een", steps = { task("in_kind", { title = "In het kind", role = "werker" }) } }) } }))lua";

TEST(Start, RunsAChildAndGoesOnWhenItHasEnded)
{
    Stage stage{
        one_phase(R"(start("hulp", { workflow = "kind" }), task("daarna", { title = "Daarna", role = "werker" }))"),
        "return forms({})",
        {},
        {child_with_input}};
    ASSERT_TRUE(stage.is_open("in_kind"));
    ASSERT_FALSE(stage.is_open("daarna"));

    stage.complete("in_kind");

    EXPECT_TRUE(stage.is_open("daarna"));
    EXPECT_EQ(stage.state().runs.size(), 1U);
}

TEST(Start, WithoutWaitGoesOnAtOnceAndTheChildLivesOn)
{
    Stage stage{
        one_phase(
            R"(start("hulp", { workflow = "kind", wait = false }), task("daarna", { title = "Daarna", role = "werker" }))"),
        "return forms({})",
        {},
        {child_with_input}};

    EXPECT_TRUE(stage.is_open("daarna"));
    EXPECT_TRUE(stage.is_open("in_kind"));
}

TEST(Start, EndsItsChildWhenThePhaseIsLeft)
{
    Stage stage{one_phase(R"(together("sporen", { branches = {
          { id = "x", steps = { start("hulp", { workflow = "kind" }) } },
          { id = "y", steps = { task("weg", { title = "Weg", role = "werker" }), go("verder", { phase = "twee" }) } } } }))"),
                "return forms({})",
                {},
                {child_with_input}};
    ASSERT_TRUE(stage.is_open("in_kind"));

    stage.complete("weg");

    EXPECT_FALSE(stage.is_open("in_kind"));
    EXPECT_EQ(stage.run().phase, "twee");
}

TEST(On, StartsAWorkflowWithWhatHappened)
{
    Stage stage{
        one_phase(
            R"(task("a", { title = "A", role = "werker" }))",
            R"(on = { when_event("schok", { event = "measure.recorded", start = "kind", input = { reden = "event.value" },
                                when = function(c) return c.event.value > 100 end }) },)"),
        "return forms({})",
        {},
        {child_with_input}};

    stage.must(domain::AddMeasure{stage.programme, {}, "prijs", 50, {}, Text{"CBS"}, {}}, stage.leader);
    EXPECT_FALSE(stage.is_open("in_kind"));
    stage.must(domain::AddMeasure{stage.programme, {}, "prijs", 150, {}, Text{"CBS"}, {}}, stage.leader);

    ASSERT_TRUE(stage.is_open("in_kind"));
    EXPECT_EQ(stage.state().runs.rbegin()->second.input.at("reden"), json::value(150));
}

}  // namespace wd::test
