// Another date for a task, and leaving a step out: who may, what cannot, and which timers follow. And a run that is parked: what
// came meanwhile is not lost, and only a person frees it.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/deadlines.hpp"
#include "domain/interpreter.hpp"
#include "scene.hpp"

#include <algorithm>

namespace wd::domain::test {

namespace {

Step step_with(StepKind kind, std::string role)
{
    Step step;
    step.id = "stap";
    step.kind = kind;
    step.title = "Een stap";
    step.role = std::move(role);
    return step;
}

TEST(Rescheduling, SetsAnInclusiveDeadlineOnTheNewDay)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);

    const auto moved = event_of<TaskRescheduled>(scene.decide(RescheduleTask{id, day("2026-12-01"), {}}));

    ASSERT_EQ(moved.timers.size(), 1U);
    EXPECT_EQ(moved.timers[0],
              (TimerSet{TimerKind::due, "", day("2026-12-01"), calendar::start_of(day("2026-12-02")), {}}));
}

TEST(Rescheduling, MovesTheReminderAlong)
{
    Scene scene;
    Step step = step_with(StepKind::task, "opbouwwerker");
    step.remind = calendar::parse_period("1 week").value();
    const TaskId id = scene.open(step);

    const auto later = event_of<TaskRescheduled>(scene.decide(RescheduleTask{id, day("2026-12-10"), {}}));
    const auto soon = event_of<TaskRescheduled>(scene.decide(RescheduleTask{id, day("2026-11-23"), {}}));

    ASSERT_EQ(later.timers.size(), 2U);
    EXPECT_EQ(later.timers[1].kind, TimerKind::remind);
    EXPECT_EQ(later.timers[1].date, day("2026-12-03"));
    EXPECT_EQ(later.timers[1].at, calendar::start_of(day("2026-12-03")));
    EXPECT_EQ(soon.timers.size(), 1U) << "a reminder in the past is none";
}

TEST(Rescheduling, WantsADayThatIsNotOver)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);

    EXPECT_TRUE(scene.decide(RescheduleTask{id, day("2026-11-20"), {}})) << "today still counts";
    expect_refused(scene.decide(RescheduleTask{id, day("2026-11-19"), {}}), Errc::invalid,
                   "kies vandaag (2026-11-20) of later");
    expect_refused(scene.decide(RescheduleTask{id, day("2026-12-01"), Text{""}}), Errc::invalid, "'reason' is leeg");
}

TEST(Rescheduling, NeverTouchesALegalTerm)
{
    Scene scene;
    Step step = step_with(StepKind::task, "opbouwwerker");
    step.legal = true;
    const TaskId id = scene.open(step);
    scene.task(id).due = day("2026-12-31");

    expect_refused(scene.decide(RescheduleTask{id, day("2027-01-31"), {}}), Errc::wrong_state,
                   "wettelijke termijn (tot en met 2026-12-31)");
    expect_refused(scene.decide(MoveStep{id, day("2027-01-31"), Text{"Het is druk"}}), Errc::wrong_state,
                   "wettelijke termijn");
    expect_refused(scene.decide(DropStep{id, Text{"Het is druk"}}), Errc::wrong_state, "wettelijke termijn");
}

TEST(Rescheduling, AVoteMayLastLongerAndNeverShorter)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::vote);
    scene.task(id).due = day("2026-12-15");

    const auto longer = event_of<TaskRescheduled>(scene.decide(RescheduleTask{id, day("2026-12-20"), {}}));

    EXPECT_EQ(longer.timers[0].kind, TimerKind::close);
    expect_refused(scene.decide(RescheduleTask{id, day("2026-12-14"), {}}), Errc::wrong_state,
                   "langer duren, niet korter");
}

TEST(Rescheduling, ADateForResidentsPassesInSilence)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task, "bewonersgroep");

    const auto moved = event_of<TaskRescheduled>(scene.as(resident).decide(RescheduleTask{id, day("2026-12-01"), {}}));

    EXPECT_EQ(moved.timers[0].date, day("2026-12-01"));
    EXPECT_FALSE(moved.timers[0].at) << "no instant, so nothing is ever late";
}

TEST(Moving, IsForWhoMayAnswerAndForTheCoreTeam)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);
    const MoveStep command{id, day("2026-12-01"), Text{"De zaal is later vrij"}};

    EXPECT_TRUE(scene.as(worker).decide(command));
    EXPECT_TRUE(scene.as(leader).decide(command));
    EXPECT_TRUE(scene.as(boss).decide(command));
    expect_refused(scene.as(resident).decide(command), Errc::not_allowed, "is voor de rol 'Opbouwwerker'");
    expect_refused(scene.as(stranger).decide(command), Errc::not_allowed, "is voor de rol 'Opbouwwerker'");
    expect_refused(scene.as(leader).decide(RescheduleTask{id, day("2026-12-01"), {}}), Errc::not_allowed,
                   "is voor de rol");
}

TEST(Moving, WantsAReason)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);

    expect_refused(scene.decide(MoveStep{id, day("2026-12-01"), Text{" "}}), Errc::invalid, "'reason' is leeg");
}

TEST(Moving, WhatIsAskedOfResidentsIsMovedByResidents)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task, "bewonersgroep");

    expect_refused(scene.as(leader).decide(MoveStep{id, day("2026-12-01"), Text{"De raad wil het eerder"}}),
                   Errc::not_allowed, "gevraagd aan bewoners");
    expect_refused(scene.as(leader).decide(DropStep{id, Text{"De raad wil het niet"}}), Errc::not_allowed,
                   "gevraagd aan bewoners");
    EXPECT_TRUE(scene.as(resident).decide(DropStep{id, Text{"Dit past niet bij onze agenda"}}));
}

TEST(Dropping, KeepsTheReasonAndTheStep)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);

    const auto dropped = event_of<StepDropped>(scene.decide(DropStep{id, Text{"Bewoners deden dit zelf al"}}));

    EXPECT_EQ(dropped.path, *scene.task(id).path);
    EXPECT_EQ(dropped.task, id);
    EXPECT_EQ(scene.context.text_of(dropped.reason), "Bewoners deden dit zelf al");
    expect_refused(scene.decide(DropStep{id, Text{""}}), Errc::invalid, "'reason' is leeg");
}

TEST(Dropping, OfAnAdHocTaskHasNoPath)
{
    Scene scene;
    const TaskId id = scene.open_ad_hoc();

    EXPECT_EQ(event_of<StepDropped>(scene.decide(DropStep{id, Text{"Al gebeurd"}})).path, "");
}

TEST(Dropping, IsRefusedForWhatOthersMustAnswer)
{
    const std::vector<std::pair<StepKind, std::string_view>> kinds{{StepKind::gate, "beslismoment"},
                                                                   {StepKind::vote, "alleen hun stem sluit die"},
                                                                   {StepKind::friction, "friction decide"},
                                                                   {StepKind::reflection, "reflection skip"}};
    for (const auto& [kind, says] : kinds) {
        Scene scene;
        const TaskId id = scene.open(kind);

        expect_refused(scene.decide(DropStep{id, Text{"Geen tijd"}}), Errc::wrong_state, says);
    }
}

TEST(Dropping, IsAllowedForAVoteAmongPartners)
{
    Scene scene;
    Step step = step_with(StepKind::vote, "opbouwwerker");
    VoteTerms terms;
    terms.base = VoteBase::cast;
    step.terms = terms;
    const TaskId id = scene.open(step);

    EXPECT_TRUE(scene.decide(DropStep{id, Text{"De partners zijn het al eens"}}));
}

TEST(Dropping, AMeetingOrMeasureIsAllowed)
{
    for (const StepKind kind : {StepKind::meeting, StepKind::measure, StepKind::decision}) {
        Scene scene;
        const TaskId id = scene.open(kind);

        EXPECT_TRUE(scene.decide(DropStep{id, Text{"Dit deden bewoners zelf al"}}));
    }
}

constexpr Budget plenty{256};

// A task that may be late, with help beside it, and the step that follows it.
TaskId open_with_help(Scene& scene)
{
    Step help = step_with(StepKind::task, "opbouwwerker");
    help.id = "hulp";
    Step step = step_with(StepKind::task, "opbouwwerker");
    step.late.push_back(std::move(help));
    const TaskId id = scene.open(std::move(step));
    scene.programme.timers[TimerKey{run_id, *scene.task(id).path, TimerKind::due}] =
        deadline_on(TimerKind::due, "", day("2026-11-19"));
    Step next = step_with(StepKind::task, "opbouwwerker");
    next.id = "daarna";
    scene.workflow().phases.front().steps.push_back(std::move(next));
    return id;
}

void park(Scene& scene)
{
    scene.run().state = RunState::stuck;
    scene.run().stuck = RunStuck{StuckReason::bug, {}, {}, {}};
}

bool is_there(Scene& scene, std::string_view path)
{
    return scene.run().steps.contains(path);
}

TEST(Parked, WhatBecameLateMeanwhileIsHelpedWhenTheRunGoesOn)
{
    Scene scene;
    const TaskId id = open_with_help(scene);
    const std::string path = *scene.task(id).path;
    park(scene);
    Turn turn{scene.programme, scene.context};

    fire_timer(turn, TimerKey{run_id, path, TimerKind::due}, plenty);
    ASSERT_TRUE(scene.task(id).late);
    EXPECT_FALSE(is_there(scene, child_path(path, "hulp")));
    advance(turn, run_id, plenty);

    EXPECT_TRUE(is_there(scene, child_path(path, "hulp")));
}

TEST(Parked, OnlyAPersonFreesTheRun)
{
    Scene scene;
    const TaskId id = open_with_help(scene);
    park(scene);
    Turn turn{scene.programme, scene.context};
    turn.record_all(Payloads{TaskCompleted{id, {}}});
    settle(turn, 0, plenty);

    go_on(turn, run_id, plenty);
    EXPECT_TRUE(scene.run().stuck.has_value());
    EXPECT_FALSE(is_there(scene, "begin#1/daarna"));
    advance(turn, run_id, plenty);

    EXPECT_FALSE(scene.run().stuck.has_value());
    EXPECT_TRUE(is_there(scene, "begin#1/daarna"));
}

TEST(Parked, ATurnThatComesBackIsRecordedAsMissed)
{
    Scene scene;
    open_with_help(scene);
    Every every{calendar::parse_period("6 weken").value(), step_with(StepKind::reflection, "opbouwwerker")};
    every.step.id = "leren";
    scene.workflow().phases.front().every.push_back(every);
    const TimerKey clock{run_id, clock_path("begin#1/leren"), TimerKind::every};
    scene.programme.timers[clock] = wake_on(TimerKind::every, "6 weken", day("2026-11-20"));
    park(scene);
    Turn turn{scene.programme, scene.context};

    fire_timer(turn, clock, plenty);

    EXPECT_TRUE(std::any_of(turn.events().begin(), turn.events().end(),
                            [](const Event& event) { return std::holds_alternative<EveryMissed>(event.payload); }));
    EXPECT_TRUE(scene.programme.timers.contains(clock)) << "the clock goes on";
}

TEST(Path, OfAnItemInABlockThatCameBackKeepsItsKey)
{
    const std::string path = child_path(item_path(repeated_path("begin#1/ronde", 2), "x"), "stap");
    const PathPart part = split_path(path).at(1);

    EXPECT_EQ(part.id, "ronde");
    EXPECT_EQ(part.repetition, 2);
    EXPECT_EQ(part.key, "x");
}

}  // namespace

}  // namespace wd::domain::test
