// Gates: who decides, with which answer, on what; and what follows when all deciders have spoken.
// SPDX-License-Identifier: EUPL-1.2
#include "scene.hpp"

namespace wd::domain::test {

namespace {

TaskId open_gate(Scene& scene, GateTerms terms)
{
    Step step;
    step.id = "verder";
    step.kind = StepKind::gate;
    step.title = "Is deze fase af?";
    step.terms = std::move(terms);
    return scene.open(std::move(step));
}

GateTerms both()
{
    GateTerms terms;
    terms.deciders = {"projectleider", "bewonersgroep"};
    terms.back = {"begin", "midden"};
    return terms;
}

DecideGate answer(TaskId id, GateOutcome outcome)
{
    DecideGate command;
    command.task = id;
    command.outcome = outcome;
    return command;
}

DecideGate until(TaskId id, std::string_view date)
{
    DecideGate command = answer(id, GateOutcome::not_now);
    command.date = day(date);
    return command;
}

DecideGate back_to(TaskId id, std::string phase)
{
    DecideGate command = answer(id, GateOutcome::back);
    command.phase = std::move(phase);
    return command;
}

DecideGate with_condition(TaskId id)
{
    DecideGate command = answer(id, GateOutcome::go_with_conditions);
    command.conditions = {Condition{Text{"Eerst een tweede avond"}, worker, day("2026-12-15")}};
    return command;
}

TEST(Gates, StayOpenUntilAllDecidersHaveSpoken)
{
    Scene scene;
    const TaskId id = open_gate(scene, both());

    const Payloads first = scene.as(leader).carry_out(answer(id, GateOutcome::go));
    const Payloads second = scene.as(resident).carry_out(answer(id, GateOutcome::go));

    EXPECT_EQ(find_event<GateDecided>(first), nullptr);
    EXPECT_EQ(find_event<GateAnswered>(first)->role, "projectleider");
    ASSERT_NE(find_event<GateDecided>(second), nullptr);
    EXPECT_EQ(find_event<GateDecided>(second)->outcome, GateOutcome::go);
}

struct Pair {
    GateOutcome one, other, decided;
};

TEST(Gates, CloseWithTheLeastFavourableAnswer)
{
    using enum GateOutcome;
    const std::vector<Pair> rows{{go, go, go},
                                 {go, go_with_conditions, go_with_conditions},
                                 {go_with_conditions, not_now, not_now},
                                 {not_now, go, not_now},
                                 {not_now, back, back},
                                 {back, go, back}};
    for (const Pair& row : rows) {
        Scene scene;
        const TaskId id = open_gate(scene, both());
        const auto command = [&](GateOutcome outcome) {
            switch (outcome) {
            case go: return answer(id, go);
            case go_with_conditions: return with_condition(id);
            case not_now: return until(id, "2026-12-01");
            case back: return back_to(id, "begin");
            }
            return answer(id, go);
        };
        scene.as(leader).carry_out(command(row.one));

        const auto decided = event_of<GateDecided>(scene.as(resident).decide(command(row.other)));

        EXPECT_EQ(name_of(decided.outcome), name_of(row.decided));
        EXPECT_EQ(decided.again.has_value(), row.decided == not_now);
    }
}

TEST(Gates, TakeTheLatestDateAndTheEarliestPhase)
{
    Scene scene;
    const TaskId id = open_gate(scene, both());
    scene.as(leader).carry_out(until(id, "2026-12-15"));
    const auto decided = event_of<GateDecided>(scene.as(resident).decide(until(id, "2026-12-01")));
    EXPECT_EQ(decided.again->date, day("2026-12-15"));
    EXPECT_EQ(decided.again->at, calendar::start_of(day("2026-12-15")));

    Scene other;
    const TaskId gate = open_gate(other, both());
    other.as(leader).carry_out(back_to(gate, "midden"));
    EXPECT_EQ(event_of<GateDecided>(other.as(resident).decide(back_to(gate, "begin"))).phase, "begin");
}

TEST(Gates, AreNotDecidedByTheWrongRole)
{
    Scene scene;
    const TaskId id = open_gate(scene, both());

    expect_refused(scene.as(worker).decide(answer(id, GateOutcome::go)), Errc::not_allowed,
                   "wordt beslist door 'Projectleider' en 'Bewonersgroep'; u hebt geen van die rollen");
    expect_refused(scene.as(boss).decide(answer(id, GateOutcome::go)), Errc::not_allowed, "geen van die rollen");
}

TEST(Gates, HearEachRoleOnce)
{
    Scene scene;
    const TaskId id = open_gate(scene, both());
    scene.as(resident).carry_out(answer(id, GateOutcome::go));

    expect_refused(scene.as(neighbour).decide(answer(id, GateOutcome::go)), Errc::conflict,
                   "de rol 'Bewonersgroep' heeft over");
}

TEST(Gates, WaitForARoleThatNobodyHolds)
{
    Scene scene;
    GateTerms terms = both();
    terms.deciders.push_back("wethouder");
    const TaskId id = open_gate(scene, terms);
    scene.as(leader).carry_out(answer(id, GateOutcome::go));

    const Payloads last = scene.as(resident).carry_out(answer(id, GateOutcome::go));

    EXPECT_EQ(find_event<GateDecided>(last), nullptr);
    EXPECT_TRUE(scene.programme.tasks.contains(id));
}

TEST(Gates, AskInWhichRoleWhoHoldsSeveralSpeaks)
{
    Scene scene;
    const TaskId id = open_gate(scene, both());
    scene.context.people[leader].member_of = {residents_group};
    DecideGate command = answer(id, GateOutcome::go);
    scene.as(leader);

    expect_refused(scene.decide(command), Errc::invalid, "projectleider of bewonersgroep");
    command.role = "bewonersgroep";
    EXPECT_EQ(event_of<GateAnswered>(scene.decide(command)).role, "bewonersgroep");
    command.role = "opbouwwerker";
    expect_refused(scene.decide(command), Errc::invalid, "'opbouwwerker' beslist niet mee");
    scene.carry_out(DecideGate{id, GateOutcome::go, "projectleider", {}, {}, {}, {}});
    EXPECT_EQ(event_of<GateAnswered>(scene.decide(answer(id, GateOutcome::go))).role, "bewonersgroep")
        << "only one is left";
}

TEST(Gates, DoNotLetSomebodySpeakInARoleOfOthers)
{
    Scene scene;
    const TaskId id = open_gate(scene, both());
    DecideGate command = answer(id, GateOutcome::go);
    command.role = "bewonersgroep";

    expect_refused(scene.as(leader).decide(command), Errc::not_allowed, "u hebt de rol 'Bewonersgroep' nu niet");
}

TEST(Gates, AreNeverApprovedByWhoDidTheWork)
{
    Scene scene;
    GateTerms terms = both();
    terms.needs = {"vooraf"};
    terms.independent = true;
    scene.close("vooraf", StepKind::reflection, leader, morning_of("2026-11-10"));
    const TaskId id = open_gate(scene, terms);

    expect_refused(scene.as(leader).decide(answer(id, GateOutcome::go)), Errc::not_allowed, "en u rondde '");
    EXPECT_TRUE(scene.as(resident).decide(answer(id, GateOutcome::go)));
}

TEST(Gates, ThatNeedNotBeIndependentAreDecidedByWhoDidTheWork)
{
    Scene scene;
    GateTerms terms = both();
    terms.needs = {"vooraf"};
    scene.close("vooraf", StepKind::reflection, leader, morning_of("2026-11-10"));

    EXPECT_TRUE(scene.as(leader).decide(answer(open_gate(scene, terms), GateOutcome::go)));
}

TEST(Gates, DoNotGoOnWhileTheyLackSomething)
{
    Scene scene;
    GateTerms terms = both();
    terms.needs = {"vooraf", "reach_recorded"};
    const TaskId id = open_gate(scene, terms);
    scene.as(leader);

    for (const DecideGate& command : {answer(id, GateOutcome::go), with_condition(id)}) {
        const auto decided = scene.decide(command);
        expect_refused(decided, Errc::wrong_state,
                       "kan nog niet door: stap 'vooraf' is nog niet begonnen; er is nog geen bereik");
        EXPECT_EQ(decided.error().details.size(), 2U);
    }
    EXPECT_TRUE(scene.decide(until(id, "2026-12-01"))) << "who does not go on needs nothing";
    EXPECT_TRUE(scene.decide(back_to(id, "begin")));
}

TEST(Gates, EachAnswerTakesWhatBelongsToIt)
{
    Scene scene;
    const TaskId id = open_gate(scene, both());
    scene.as(leader);

    expect_refused(scene.decide(answer(id, GateOutcome::not_now)), Errc::invalid, "'nu niet' vraagt een datum");
    expect_refused(scene.decide(until(id, "2026-11-20")), Errc::invalid, "kies een dag die nog komt");
    expect_refused(scene.decide(answer(id, GateOutcome::back)), Errc::invalid,
                   "'terug' vraagt een fase: begin of midden");
    expect_refused(scene.decide(back_to(id, "midde")), Errc::invalid, "(bedoelt u 'midden'?)");
    expect_refused(scene.decide(back_to(id, "eind")), Errc::invalid, "terug naar 'eind' kan hier niet");
    expect_refused(scene.decide(answer(id, GateOutcome::go_with_conditions)), Errc::invalid,
                   "'go met voorwaarden' vraagt minstens één voorwaarde");
    DecideGate command = with_condition(id);
    command.outcome = GateOutcome::go;
    command.date = day("2026-12-01");
    command.phase = "begin";
    const auto decided = scene.decide(command);
    expect_refused(decided, Errc::invalid, "bij 'go' horen geen voorwaarden");
    expect_refused(decided, Errc::invalid, "een datum hoort bij 'nu niet', niet bij 'go'");
    expect_refused(decided, Errc::invalid, "een fase hoort bij 'terug', niet bij 'go'");
}

TEST(Gates, WithoutAWayBackSaySo)
{
    Scene scene;
    GateTerms terms = both();
    terms.back.clear();
    const TaskId id = open_gate(scene, terms);

    expect_refused(scene.as(leader).decide(back_to(id, "begin")), Errc::invalid, "kan men niet terug");
}

TEST(Gates, ConditionsBecomePromisesOfTheAnswer)
{
    Scene scene;
    const TaskId id = open_gate(scene, both());
    DecideGate command = with_condition(id);
    command.grounds = Text{"De opkomst was laag"};

    const Payloads events = scene.as(leader).carry_out(command);

    ASSERT_EQ(events.size(), 3U);
    const auto& promise = std::get<CommitmentAdded>(events[0]);
    const auto& falls_silent = std::get<TimerMoved>(events[1]);
    const auto& spoken = std::get<GateAnswered>(events[2]);
    EXPECT_EQ(promise.task, id);
    EXPECT_EQ(falls_silent.path, to_text(promise.entry));
    EXPECT_EQ(spoken.conditions, std::vector<EntryId>{promise.entry});
    EXPECT_EQ(scene.context.text_of(*spoken.grounds), "De opkomst was laag");
}

// --- Schuurt

TEST(Friction, GoesToTheCommissionerByName)
{
    Scene scene;
    const RaiseFriction command{ProgrammeId{5}, Text{"De raad wil voor de zomer besluiten"}, day("2027-06-01")};

    const Payloads events = scene.as(resident).carry_out(command);

    const auto* added = find_event<TaskAdded>(events);
    ASSERT_NE(added, nullptr);
    EXPECT_EQ(added->kind, StepKind::friction);
    EXPECT_EQ(added->person, boss);
    EXPECT_FALSE(added->role);
    EXPECT_EQ(added->timers.at(0).date, day("2027-06-01"));
    expect_refused(scene.as(leader).decide(DecideFriction{added->task, FrictionOutcome::stop, {}, {}}),
                   Errc::not_allowed, "wordt beslist door de opdrachtgever (persoon-16), niet door u");
    EXPECT_TRUE(scene.as(boss).decide(DecideFriction{added->task, FrictionOutcome::smaller_step, {}, {}}));
}

TEST(Friction, StaysWithTheCommissionerWhenItWasGivenBack)
{
    Scene scene;
    const Payloads events = scene.carry_out(RaiseFriction{ProgrammeId{5}, Text{"Te snel"}, {}});
    const TaskId id = find_event<TaskAdded>(events)->task;
    scene.as(boss).carry_out(ReturnTask{id, ReturnReason::not_now, day("2026-12-01"), {}});

    expect_refused(scene.as(leader).decide(DecideFriction{id, FrictionOutcome::stop, {}, {}}), Errc::not_allowed,
                   "opdrachtgever");
    EXPECT_TRUE(scene.as(boss).decide(DecideFriction{id, FrictionOutcome::stop, {}, {}}));
}

TEST(Friction, NeedsACommissioner)
{
    Scene scene;
    scene.programme.commissioner.reset();

    expect_refused(scene.decide(RaiseFriction{ProgrammeId{5}, Text{"Te snel"}, {}}), Errc::wrong_state,
                   "heeft geen opdrachtgever");
}

TEST(Friction, NeedsWordsAndADateThatStillPresses)
{
    Scene scene;

    const auto decided = scene.decide(RaiseFriction{ProgrammeId{5}, Text{""}, day("2026-11-19")});

    expect_refused(decided, Errc::invalid, "'text' is leeg");
    expect_refused(decided, Errc::invalid, "al voorbij");
}

TEST(Friction, MovingTheDateWantsTheNewOne)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::friction);
    const auto decide = [&](FrictionOutcome outcome, std::optional<Date> date) {
        return scene.decide(DecideFriction{id, outcome, date, Text{"Bewoners hebben tijd nodig"}});
    };

    expect_refused(decide(FrictionOutcome::move_date, {}), Errc::invalid, "vraagt de nieuwe datum");
    expect_refused(decide(FrictionOutcome::move_date, day("2026-11-20")), Errc::invalid, "kies een dag die nog komt");
    expect_refused(decide(FrictionOutcome::stop, day("2027-01-01")), Errc::invalid, "niet bij 'stoppen'");
    EXPECT_EQ(event_of<FrictionDecided>(decide(FrictionOutcome::move_date, day("2027-01-01"))).date, day("2027-01-01"));
}

}  // namespace

}  // namespace wd::domain::test
