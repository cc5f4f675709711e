// Votes, council decisions, gates and friction, with what follows each outcome.
// SPDX-License-Identifier: EUPL-1.2
#include "stage.hpp"

namespace wd::test {

constexpr const char* lost_vote = R"(
    vote("stem", { title = "Stemming", role = "leider", base = "residents", threshold = 600, set_by = "bewoners",
      outcomes = { rejected = { task("anders", { title = "Wat dan wel?", role = "werker" }) }, no_quorum = {} } }),
    task("daarna", { title = "Daarna", role = "werker" }))";

domain::RecordVote votes(TaskId task, std::int64_t electorate, std::int64_t yes, std::int64_t no)
{
    domain::RecordVote record;
    record.task = task;
    record.electorate = electorate;
    record.yes = yes;
    record.no = no;
    record.close = true;
    return record;
}

TEST(Vote, ThatIsLostRunsItsAnswerBeforeTheNextStep)
{
    Stage stage{one_phase(lost_vote)};

    stage.must(votes(stage.task("stem"), 100, 59, 41), stage.leader);
    ASSERT_TRUE(stage.is_open("anders"));
    EXPECT_FALSE(stage.is_open("daarna"));
    stage.complete("anders");

    EXPECT_TRUE(stage.is_open("daarna"));
    EXPECT_EQ(stage.step("een#1/stem")->outcome, "rejected");
}

TEST(Vote, IsNotClosedByItsDate)
{
    Stage stage{one_phase(R"(vote("stem", { title = "Stemming", role = "leider", base = "cast", closes = "6 weken",
        outcomes = { rejected = {}, no_quorum = {} } }))")};

    stage.pass_to("2027-01-01");

    EXPECT_TRUE(stage.is_open("stem"));
}

TEST(Decision, ThatRejectsMayGoBack)
{
    Stage stage{one_phase(
        R"(decision("raad", { title = "Raad", role = "leider", outcomes = { reject = { go("terug", { phase = "een" }) } } }))")};
    domain::RecordDecision record;
    record.task = stage.task("raad");
    record.outcome = domain::Decision::reject;

    stage.must(record, stage.leader);

    EXPECT_EQ(stage.run().phase, "een");
    EXPECT_EQ(stage.run().generation, 2);
}

constexpr const char* gate = R"(
    task("werk", { title = "Werk", role = "werker" }),
    gate("verder", { title = "Verder?", deciders = { "leider", "bewoners" }, needs = { "werk" }, back = { "een" },
      outcomes = { not_now = { tell("nog_niet", { title = "Nog niet", to = "bewoners" }) } } }))";

domain::DecideGate answer(TaskId task, domain::GateOutcome outcome)
{
    domain::DecideGate decide;
    decide.task = task;
    decide.outcome = outcome;
    return decide;
}

TEST(Gate, OpensTheNextPhaseWhenAllDecidersSayGo)
{
    Stage stage{one_phase(gate)};
    stage.complete("werk");

    stage.must(answer(stage.task("verder"), domain::GateOutcome::go), stage.leader);
    EXPECT_EQ(stage.run().phase, "een");
    stage.must(answer(stage.task("verder"), domain::GateOutcome::go), stage.resident);

    EXPECT_EQ(stage.run().phase, "twee");
}

TEST(Gate, TakesTheLeastFavourableAnswerAndAsksAgainOnItsDate)
{
    Stage stage{one_phase(gate)};
    stage.complete("werk");
    domain::DecideGate wait = answer(stage.task("verder"), domain::GateOutcome::not_now);
    wait.date = *parse_date("2026-03-02");

    stage.must(answer(stage.task("verder"), domain::GateOutcome::go), stage.leader);
    stage.must(wait, stage.resident);
    EXPECT_EQ(stage.count("message.told"), 1);
    EXPECT_FALSE(stage.is_open("verder"));
    EXPECT_FALSE(stage.health().waiting_for.empty());
    stage.pass_to("2026-03-02");

    ASSERT_TRUE(stage.is_open("verder"));
    EXPECT_NE(stage.step("een#1/verder#2"), nullptr);
    stage.must(answer(stage.task("verder"), domain::GateOutcome::go), stage.leader);
    stage.must(answer(stage.task("verder"), domain::GateOutcome::go), stage.resident);
    EXPECT_EQ(stage.run().phase, "twee");
}

TEST(Gate, GoesBackToThePhaseThatWasChosen)
{
    Stage stage{one_phase(gate)};
    stage.complete("werk");
    domain::DecideGate back = answer(stage.task("verder"), domain::GateOutcome::back);
    back.phase = "een";

    stage.must(answer(stage.task("verder"), domain::GateOutcome::go), stage.leader);
    stage.must(back, stage.resident);

    EXPECT_EQ(stage.run().phase, "een");
    EXPECT_EQ(stage.run().generation, 2);
}

TEST(Gate, ThatNobodyMayDecideSaysWhatHelpsAndGoesOnWithSomebodyElseInTheRole)
{
    Stage stage{one_phase(R"(
      task("werk", { title = "Schrijf het plan", role = "leider" }),
      gate("verder", { title = "Verder?", deciders = { "leider" }, needs = { "werk" }, independent = true,
        outcomes = { not_now = {} } }))")};
    stage.must(domain::CompleteTask{stage.task("werk"), json::object{}}, stage.leader);
    domain::DecideGate not_now = answer(stage.task("verder"), domain::GateOutcome::not_now);
    not_now.date = *parse_date("2026-03-02");
    EXPECT_NE(stage.refused(not_now, stage.leader).find("en u rondde 'Schrijf het plan' af"), std::string::npos);

    const std::string why = stage.health().cannot_move_because.value_or("");
    EXPECT_NE(why.find("mag nu niemand met de rol 'Projectleider' beslissen"), std::string::npos) << why;

    stage.must(domain::StartAssignment{stage.programme, "leider", stage.worker, {}}, stage.leader);
    EXPECT_FALSE(stage.health().cannot_move_because) << *stage.health().cannot_move_because;
    stage.must(answer(stage.task("verder"), domain::GateOutcome::go), stage.worker);
    EXPECT_EQ(stage.run().phase, "twee");
}

TEST(Gate, NeverSaysYesByTime)
{
    Stage stage{one_phase(gate)};
    stage.complete("werk");

    stage.pass_to("2030-01-01");

    EXPECT_TRUE(stage.is_open("verder"));
}

TEST(Gate, IsRefusedToWhoDoesNotDecide)
{
    Stage stage{one_phase(gate)};
    stage.complete("werk");

    EXPECT_NE(stage.refused(answer(stage.task("verder"), domain::GateOutcome::go), stage.worker), "");
}

TEST(Friction, ComesToTheCommissionerByName)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker" }))")};

    const json::value raised =
        stage.must(domain::RaiseFriction{stage.programme, Text{"de subsidie loopt af voor bewoners klaar zijn"}, {}},
                   stage.worker);
    const TaskId task = *parse_id<domain::TaskTag>(std::string_view{raised.at("task").as_string()});
    EXPECT_EQ(stage.state().tasks.at(task).person, stage.leader);
    stage.must(domain::DecideFriction{task, domain::FrictionOutcome::smaller_step, {}, {}}, stage.leader);

    EXPECT_FALSE(stage.state().tasks.contains(task));
    EXPECT_EQ(stage.count("friction.decided"), 1);
}

TEST(Fold, OfTheLogIsTheStateInMemoryAndTheStateInTheStore)
{
    Stage stage{one_phase(gate)};
    stage.complete("werk");
    stage.must(domain::RecordReach{stage.programme, "deur", 10, {}, {}}, stage.leader);
    stage.must(domain::AddLinkage{stage.programme, domain::LinkageLevel::synergy, Text{"riool en warmte"}, {}},
               stage.leader);
    domain::Programme memory = stage.state();
    memory.ledger = stage.engine->ledger_of(stage.programme);

    auto reader = store::open_reader(stage.directory.path());
    domain::Programme folded;
    folded.id = stage.programme;
    folded.ledger.emplace();
    for (const domain::LoggedEvent& logged : (*reader)->list_events(stage.programme, 0, 100'000))
        domain::apply(folded, domain::Event{logged.run, logged.cause, logged.at, *domain::parse_actor(logged.actor),
                                            *domain::read_payload(logged.type, logged.v, logged.data)});
    domain::Programme loaded = *(*reader)->load_programme(stage.programme);

    EXPECT_EQ(folded.runs, memory.runs);
    EXPECT_EQ(folded.tasks, memory.tasks);
    EXPECT_EQ(folded.timers, memory.timers);
    EXPECT_EQ(folded.ledger, memory.ledger);
    EXPECT_EQ(loaded.runs, memory.runs);
    EXPECT_EQ(loaded.tasks, memory.tasks);
    EXPECT_EQ(loaded.timers, memory.timers);
    EXPECT_EQ((*reader)->load_ledger(stage.programme), *memory.ledger);
}

}  // namespace wd::test
