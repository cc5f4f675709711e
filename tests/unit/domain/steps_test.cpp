// Another date for a task, and leaving a step out: who may, what cannot, and which timers follow.
// SPDX-License-Identifier: EUPL-1.2
#include "scene.hpp"

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

}  // namespace

}  // namespace wd::domain::test
