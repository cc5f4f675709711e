// What the interpreter must not lose: facts of the phase just left, work that was cut, events, items, turns that came while
// nothing could move.
// SPDX-License-Identifier: EUPL-1.2
#include "stage.hpp"

#include <set>

namespace wd::test {

namespace {

// Two phases; each of them opens what it is given.
std::string two_phases(std::string_view one, std::string_view two, std::string_view more = "")
{
    return fmt::format(R"lua(
return workflow("proef", {{ title = "Proef", version = 1, api = 1,
  roles = {{ role("leider", {{ title = "Projectleider", core = true }}), role("werker", {{ title = "Opbouwwerker", core = true }}),
            role("bewoners", {{ title = "Bewonersgroep", residents = true }}) }}, {}
  phases = {{ phase("een", {{ title = "Een", steps = {{ {} }} }}), phase("twee", {{ title = "Twee", steps = {{ {} }} }}) }},
}}))lua",
                       more, one, two);
}

const char* const appointment = R"(return forms({ form("f", { title = "F", fields = {
    field("getal", { title = "Getal", kind = "count", required = false }),
    field("dag", { title = "Dag", kind = "date", required = false }),
    field("blokken", { title = "Blokken", kind = "choices", required = false, options = {
      option("a", { title = "A" }), option("b", { title = "B" }) } }) } }) }))";

const char* const ask = R"(task("afspraak", { title = "Afspraak", role = "werker", form = "f" }))";

// Budgets that cut a turn at each of its first transitions.
runtime::EngineOptions cut_after(int transitions)
{
    runtime::EngineOptions options;
    options.transitions_per_turn = transitions;
    return options;
}

std::vector<domain::LoggedEvent> events_of(Stage& stage, std::string_view type)
{
    auto reader = store::open_reader(stage.directory.path());
    std::vector<domain::LoggedEvent> found;
    for (domain::LoggedEvent& event : (*reader)->list_events(stage.programme, 0, 100'000))
        if (event.type == type)
            found.push_back(std::move(event));
    return found;
}

}  // namespace

// --- The turn that opens a phase

TEST(NewPhase, BeginsWithAnEachOverWhatTheLastOneGave)
{
    Stage stage{
        two_phases(
            ask,
            R"(each("blok", { over = "afspraak.blokken", steps = { task("werk", { title = "{blok}", role = "werker" }) } }),
                                   go("terug", { phase = "een" }))"),
        appointment};

    stage.complete("afspraak", json::object{{"blokken", json::array{"a"}}});
    ASSERT_NE(stage.step("twee#1/blok[a]/werk"), nullptr);
    stage.complete("werk");
    stage.complete("afspraak", json::object{{"blokken", json::array{"b"}}});

    EXPECT_NE(stage.step("twee#2/blok[b]/werk"), nullptr);
    EXPECT_EQ(stage.step("twee#2/blok[a]/werk"), nullptr);
}

TEST(NewPhase, BeginsWithAChoiceOnWhatTheLastOneGave)
{
    Stage stage{two_phases(ask, R"(choose("keuze", { branches = {
            { when = function(c) return c.afspraak.getal > 5 end, steps = { task("groot", { title = "Groot", role = "werker" }) } },
            { otherwise = true, steps = { task("klein", { title = "Klein", role = "werker" }) } } } }),
          go("terug", { phase = "een" }))"),
                appointment};

    stage.complete("afspraak", json::object{{"getal", 9}});
    ASSERT_TRUE(stage.is_open("groot"));
    stage.complete("groot");
    stage.complete("afspraak", json::object{{"getal", 1}});

    EXPECT_TRUE(stage.is_open("klein"));
}

TEST(NewPhase, BeginsWithAValueFromWhatTheLastOneGave)
{
    Stage stage{
        two_phases(ask,
                   R"(compute("waarde", { value = function(c) return c.afspraak.getal * 10 + #c.all("afspraak") end }),
          task("kijk", { title = "Kijk", role = "werker" }), go("terug", { phase = "een" }))"),
        appointment};

    stage.complete("afspraak", json::object{{"getal", 2}});
    ASSERT_NE(stage.step("twee#1/waarde"), nullptr);
    EXPECT_EQ(stage.step("twee#1/waarde")->result.at("value"), json::value(21));
    stage.complete("kijk");
    stage.complete("afspraak", json::object{{"getal", 3}});

    EXPECT_EQ(stage.step("twee#2/waarde")->result.at("value"), json::value(32));
}

TEST(NewPhase, OnANewVersionMakesPositionsForItsNewRoles)
{
    const std::string first = two_phases(ask, R"(task("slot", { title = "Slot", role = "leider" }))");
    Stage stage{first, appointment};
    std::string second = first;
    second.replace(second.find("version = 1"), 11, "version = 2");
    second.replace(second.find("roles = {"), 9, R"(roles = { role("schrijver", { title = "Schrijver" }), )");
    second.replace(second.find(R"("leider" }))", second.find("slot")), 9, R"("schrijver")");
    stage.install(second, appointment);

    stage.complete("afspraak");

    ASSERT_TRUE(stage.is_open("slot"));
    EXPECT_NE(stage.last("position.added").find("schrijver"), std::string::npos);
}

// --- A turn that is cut

TEST(CutTurn, LeavesNoFirstWaiting)
{
    for (int budget = 1; budget <= 12; ++budget) {
        Stage stage{one_phase(R"(task("a", { title = "A", role = "werker" }), first("wie", { branches = {
              { id = "snel", steps = { compute("x", { value = function(c) return 1 end }) } },
              { id = "traag", steps = { task("t", { title = "T", role = "werker" }) } } } }),
            task("daarna", { title = "Daarna", role = "werker" }))"),
                    "return forms({})", cut_after(budget)};

        stage.complete("a");

        EXPECT_TRUE(stage.is_open("daarna")) << budget;
        EXPECT_FALSE(stage.is_open("t")) << budget;
    }
}

TEST(CutTurn, CountsEachItemOnce)
{
    for (int budget = 1; budget <= 12; ++budget) {
        Stage stage{
            one_phase(
                std::string(ask) +
                R"(, each("blok", { over = "afspraak.getal", steps = { compute("x", { value = function(c) return 1 end }) } }),
            task("daarna", { title = "Daarna", role = "werker" }))"),
            appointment, cut_after(budget)};

        stage.complete("afspraak", json::object{{"getal", 4}});

        EXPECT_TRUE(stage.is_open("daarna")) << budget;
        std::set<std::string> closed;
        for (const domain::LoggedEvent& event : events_of(stage, "step.item_closed"))
            closed.insert(event.data);
        EXPECT_EQ(closed.size(), 4U) << budget;
    }
}

TEST(CutTurn, TriesAgainWhatMissedAFactThatItBrought)
{
    for (int budget = 1; budget <= 8; ++budget) {
        Stage stage{
            one_phase(
                std::string(R"(together("sporen", { branches = {
              { id = "x", steps = { choose("keuze", { branches = {
                  { when = function(c) return c.afspraak.getal > 5 end, steps = { task("groot", { title = "Groot", role = "werker" }) } },
                  { otherwise = true } } }) } },
              { id = "y", steps = { )") +
                ask +
                R"(, compute("p", { value = function(c) return 1 end }), compute("q", { value = function(c) return 1 end }),
                  compute("r", { value = function(c) return 1 end }), task("ver", { title = "Ver", role = "werker" }) } } } }))"),
            appointment, cut_after(budget)};

        stage.complete("afspraak", json::object{{"getal", 9}});

        EXPECT_TRUE(stage.is_open("groot")) << budget;
        EXPECT_TRUE(stage.is_open("ver")) << budget;
    }
}

// --- Items and branches

TEST(First, CancelsItsBranchesAlsoBesideAStepWithALongerName)
{
    Stage stage{one_phase(R"(task("s1", { title = "S1", role = "werker" }), first("s", { branches = {
          { id = "x", steps = { task("p", { title = "P", role = "werker" }) } },
          { id = "y", steps = { task("q", { title = "Q", role = "werker" }) } } } }),
        task("daarna", { title = "Daarna", role = "werker" }))")};
    stage.complete("s1");

    stage.complete("p");

    EXPECT_FALSE(stage.is_open("q"));
    EXPECT_TRUE(stage.is_open("daarna"));
}

TEST(Each, OverACountHasThatManyItems)
{
    Stage stage{
        one_phase(
            std::string(ask) +
            R"(, each("blok", { over = "afspraak.getal", steps = { task("werk", { title = "{blok}", role = "werker" }) } }))"),
        appointment};

    stage.complete("afspraak", json::object{{"getal", 3}});

    EXPECT_EQ(stage.state().tasks.size(), 3U);
    EXPECT_NE(stage.step("een#1/blok[3]/werk"), nullptr);
}

TEST(Each, OverAQuestionThatWasLeftOpenIsEmpty)
{
    Stage stage{
        one_phase(
            std::string(ask) +
                R"(, each("blok", { over = "afspraak.blokken", steps = { task("werk", { title = "{blok}", role = "werker" }) } }),
        each("ding", { over = "input.dingen", steps = { task("doe", { title = "{ding}", role = "werker" }) } }),
        task("daarna", { title = "Daarna", role = "werker" }))",
            R"(input = { field("dingen", { title = "Dingen", kind = "choices", required = false,
                               options = { option("a", { title = "A" }) } }) },)"),
        appointment};

    stage.complete("afspraak");

    EXPECT_TRUE(stage.is_open("daarna"));
}

TEST(Each, DoesNotJudgeAnItemByTheAnswerOfAnother)
{
    Stage stage{one_phase(std::string(ask) +
                          R"(, each("blok", { over = "afspraak.blokken", steps = { together("sporen", { branches = {
          { id = "x", steps = { task("vraag", { title = "{blok}", role = "werker", form = "f" }) } },
          { id = "y", steps = { choose("keuze", { branches = {
              { when = function(c) return c.vraag.getal > 5 end, steps = { task("groot", { title = "Groot", role = "werker" }) } },
              { otherwise = true, steps = { task("klein", { title = "Klein", role = "werker" }) } } } }) } } } }) } }))"),
                appointment};
    stage.complete("afspraak", json::object{{"blokken", json::array{"a", "b"}}});

    stage.must(domain::CompleteTask{*stage.step("een#1/blok[a]/sporen[x]/vraag")->task, json::object{{"getal", 9}}},
               stage.worker);
    EXPECT_NE(stage.step("een#1/blok[a]/sporen[y]/keuze/groot"), nullptr);
    EXPECT_EQ(stage.step("een#1/blok[b]/sporen[y]/keuze/groot"), nullptr);
    stage.must(domain::CompleteTask{*stage.step("een#1/blok[b]/sporen[x]/vraag")->task, json::object{{"getal", 1}}},
               stage.worker);

    EXPECT_NE(stage.step("een#1/blok[b]/sporen[y]/keuze/klein"), nullptr);
}

// --- Time

TEST(Wait, ForADateThatComesLaterWakesOnIt)
{
    Stage stage{one_phase(std::string(R"(together("sporen", { branches = {
          { id = "x", steps = { wait("rust", { date = "afspraak.dag" }), task("daarna", { title = "Daarna", role = "werker" }) } },
          { id = "y", steps = { )") +
                          ask + R"(, task("ver", { title = "Ver", role = "werker" }) } } } }))"),
                appointment};
    const TaskId asked = stage.task("afspraak");

    stage.complete("afspraak", json::object{{"dag", "2026-03-02"}});
    stage.must(domain::CorrectAnswer{asked, "dag", json::value("2026-04-06"), {}}, stage.worker);
    stage.pass_to("2026-04-05");
    EXPECT_FALSE(stage.is_open("daarna"));
    stage.pass_to("2026-04-06");

    EXPECT_TRUE(stage.is_open("daarna"));
}

TEST(Every, GoesOnAfterAPauseWithTheTurnThatWasGoingOn)
{
    std::string text = two_phases(ask, R"(task("slot", { title = "Slot", role = "leider" }))");
    text.replace(text.find(R"(phase("een", { title = "Een", )"), 30,
                 R"(phase("een", { title = "Een", every = { each_time("6 weken",
        together("ronde", { branches = { { id = "x", steps = { task("p", { title = "P", role = "werker" }), task("q", { title = "Q", role = "werker" }) } } } })) },
        )");
    Stage stage{text, appointment};
    stage.pass_to("2026-02-16");
    stage.complete("p");
    stage.complete("q");
    stage.pass_to("2026-03-30");
    ASSERT_TRUE(stage.is_open("p"));

    stage.must(domain::PauseProgramme{stage.programme, Text{"de subsidie is onzeker"}}, stage.leader);
    stage.complete("p");
    ASSERT_FALSE(stage.is_open("q"));
    stage.must(domain::ResumeProgramme{stage.programme, true}, stage.leader);

    EXPECT_TRUE(stage.is_open("q"));
}

TEST(Gate, IsAskedAgainWhenItsAnswerEndedDuringAPause)
{
    Stage stage{one_phase(R"(gate("verder", { title = "Verder?", deciders = { "leider" },
          outcomes = { not_now = { task("herstel", { title = "Herstel", role = "werker" }), task("toets", { title = "Toets", role = "werker" }) } } }))")};
    domain::DecideGate wait;
    wait.task = stage.task("verder");
    wait.outcome = domain::GateOutcome::not_now;
    wait.date = *parse_date("2026-02-02");
    stage.must(wait, stage.leader);
    stage.complete("herstel");
    stage.pass_to("2026-02-03");
    ASSERT_FALSE(stage.is_open("verder"));

    stage.must(domain::PauseProgramme{stage.programme, Text{"de subsidie is onzeker"}}, stage.leader);
    stage.complete("toets");
    stage.must(domain::ResumeProgramme{stage.programme, true}, stage.leader);

    EXPECT_TRUE(stage.is_open("verder"));
}

// --- Events

constexpr const char* child = R"lua(
return workflow("kind", { title = "Kind", version = 1, api = 1, roles = { role("werker", { title = "Opbouwwerker" }) },
  phases = { phase("een", { title = "Een", steps = { task("in_kind", { title = "In het kind", role = "werker" }) } }) } }))lua";

TEST(On, StartsWhenSomebodyTakesAPosition)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker" }))",
                          R"(on = { when_event("welkom", { event = "assignment.started", start = "kind" }) },)"),
                "return forms({})",
                {},
                {child}};

    EXPECT_EQ(stage.count("trigger.fired"), 3);
    EXPECT_TRUE(stage.is_open("in_kind"));
}

TEST(On, StartsWhenAFrictionIsRaised)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker" }))",
                          R"(on = { when_event("wrijving", { event = "friction.raised", start = "kind" }) },)"),
                "return forms({})",
                {},
                {child}};
    stage.must(domain::AddTask{stage.programme, Text{"Bel"}, {}, {}, {}}, stage.leader);
    ASSERT_FALSE(stage.is_open("in_kind"));

    stage.must(domain::RaiseFriction{stage.programme, Text{"te snel"}, {}}, stage.leader);

    EXPECT_TRUE(stage.is_open("in_kind"));
}

TEST(Vote, LeavesTheElectorateOpenWhenTheFactIsNoNumberOfPeople)
{
    Stage stage{one_phase(R"(compute("kring", { value = function(c) return -5 end }),
        vote("stem", { title = "Stemming", role = "leider", base = "residents", electorate = "kring.value",
          outcomes = { rejected = {}, no_quorum = {} } }))")};

    ASSERT_TRUE(stage.is_open("stem"));
    EXPECT_FALSE(stage.state().tasks.at(stage.task("stem")).electorate.has_value());
}

TEST(Cause, IsTheEventThatLedToIt)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker" }),
        compute("x", { value = function(c) return 1 end }), task("b", { title = "B", role = "werker" }))")};

    stage.complete("a");

    const domain::LoggedEvent completed = events_of(stage, "task.completed").back();
    const domain::LoggedEvent computed = events_of(stage, "step.computed").back();
    const domain::LoggedEvent opened = events_of(stage, "step.opened").back();
    EXPECT_EQ(completed.cause, 0);
    EXPECT_EQ(computed.cause, completed.pseq);
    EXPECT_EQ(opened.cause, computed.pseq);
}

}  // namespace wd::test
