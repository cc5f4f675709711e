// Taking up, passing on, giving back and finishing tasks, case by case: who may, what belongs to which kind, what is kept.
// SPDX-License-Identifier: EUPL-1.2
#include "scene.hpp"

namespace wd::domain::test {

namespace {

// --- Every kind of step with the commands that are not its own.

TEST(Tasks, ThatAreAnotherKindAreCompletedWithTheirOwnCommand)
{
    const std::vector<std::pair<StepKind, std::string_view>> kinds{
        {StepKind::meeting, "een bijeenkomst: gebruik meeting record"},
        {StepKind::vote, "een stemming: gebruik vote record"},
        {StepKind::decision, "een besluit: gebruik decision record"},
        {StepKind::friction, "iets dat schuurt: gebruik friction decide"},
        {StepKind::gate, "een beslismoment: gebruik gate decide"},
        {StepKind::reflection, "een reflectie: gebruik reflection record"},
        {StepKind::measure, "een meting: gebruik measure add"}};
    for (const auto& [kind, says] : kinds) {
        Scene scene;
        const TaskId id = scene.open(kind);

        expect_refused(scene.decide(CompleteTask{id, {}}), Errc::wrong_state, says);
    }
}

TEST(Tasks, OfAnotherKindCannotBeAnsweredAsAMeetingOrReflection)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);

    expect_refused(scene.decide(RecordMeeting{id, day("2026-11-19"), 3, {}, {}, {}, {}}), Errc::wrong_state,
                   "gebruik task complete");
    expect_refused(scene.decide(RecordReflection{id, {}, {}, {}, {}, {}}), Errc::wrong_state, "gebruik task complete");
    expect_refused(scene.decide(SkipReflection{id, Text{"Er was geen tijd voor"}}), Errc::wrong_state,
                   "gebruik task complete");
    expect_refused(scene.decide(DecideFriction{id, FrictionOutcome::stop, {}, {}}), Errc::wrong_state,
                   "gebruik task complete");
    RecordVote vote;
    vote.task = id;
    vote.yes = 1;
    expect_refused(scene.decide(vote), Errc::wrong_state, "gebruik task complete");
}

TEST(Tasks, ThatMustBeAnsweredAreNeverNotOurs)
{
    for (const StepKind kind : {StepKind::vote, StepKind::decision, StepKind::friction}) {
        Scene scene;
        const TaskId id = scene.open(kind);

        expect_refused(scene.decide(ReturnTask{id, ReturnReason::not_ours, {}, {}}), Errc::wrong_state,
                       "niet voor ons");
    }
}

TEST(Tasks, AGateIsNotTakenUpPassedOnOrGivenBack)
{
    Scene scene;
    const TaskId gate = scene.open(StepKind::gate);

    expect_refused(scene.decide(ClaimTask{gate}), Errc::wrong_state, "gebruik gate decide");
    expect_refused(scene.decide(DelegateTask{gate, leader, {}}), Errc::wrong_state, "gebruik gate decide");
    expect_refused(scene.decide(ReturnTask{gate, ReturnReason::not_now, day("2026-12-01"), {}}), Errc::wrong_state,
                   "gebruik gate decide");
}

// --- Who may.

TEST(Tasks, AreNotForWhoDoesNotHoldTheRole)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);

    expect_refused(scene.as(leader).decide(CompleteTask{id, {}}), Errc::not_allowed,
                   "is voor de rol 'Opbouwwerker', en u hebt die rol nu niet");
}

TEST(Tasks, SayWhenTheirRoleIsVacant)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);
    scene.ledger().assignments.clear();

    expect_refused(scene.decide(ClaimTask{id}), Errc::not_allowed, "(de rol is onbezet)");
}

TEST(Tasks, WaitForAnAssignmentToBegin)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);
    for (auto& [assignment, held] : scene.ledger().assignments)
        held.from = day("2026-11-21");

    EXPECT_FALSE(scene.decide(ClaimTask{id}));
    EXPECT_TRUE(scene.on("2026-11-21").decide(ClaimTask{id}));
}

TEST(Tasks, OfAGroupAreForItsMembers)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task, "bewonersgroep");

    EXPECT_EQ(event_of<TaskClaimed>(scene.as(neighbour).decide(ClaimTask{id})).person, neighbour);
    EXPECT_FALSE(scene.as(worker).decide(ClaimTask{id}));
}

TEST(Tasks, PassedOnToATeamAreForItsMembers)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);
    scene.carry_out(DelegateTask{id, team, Text{"Kunnen jullie dit?"}});

    expect_refused(scene.decide(CompleteTask{id, {}}), Errc::not_allowed, "aangeboden aan persoon-32");
    EXPECT_EQ(event_of<TaskClaimed>(scene.as(member).decide(ClaimTask{id})).person, member);
}

TEST(Tasks, AreNotAnsweredByTheEngineItself)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);

    expect_refused(scene.as(PersonId{}).decide(CompleteTask{id, {}}), Errc::not_allowed, "zeg wie u bent (--as)");
    expect_refused(scene.decide(CommentTask{id, Text{"x"}}), Errc::not_allowed, "zeg wie u bent (--as)");
}

TEST(Tasks, BesideTheScriptAreForEveryoneWhoTakesPart)
{
    Scene scene;
    const TaskId id = scene.open_ad_hoc();

    EXPECT_TRUE(scene.as(leader).decide(CompleteTask{id, {}}));
    EXPECT_TRUE(scene.as(resident).decide(CompleteTask{id, {}}));
    EXPECT_TRUE(scene.as(boss).decide(CompleteTask{id, {}}));
    expect_refused(scene.as(stranger).decide(CompleteTask{id, {}}), Errc::not_allowed, "u hebt daar nu geen rol");
}

TEST(Tasks, OfAConfidentialRunDoNotExistForOthers)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);
    scene.run().team = team;
    scene.task(id).role.reset();
    scene.task(id).person = team;

    expect_refused(scene.as(worker).decide(CommentTask{id, Text{"Ik zie dit niet"}}), Errc::wrong_state,
                   "staat niet open");
    EXPECT_TRUE(scene.as(member).decide(CompleteTask{id, {}}));
}

TEST(Tasks, AreAnsweredWhileTheProgrammePausesAndNotWhenItWasStopped)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);

    scene.programme.state = ProgrammeState::paused;
    EXPECT_TRUE(scene.decide(CompleteTask{id, {}}));
    scene.programme.state = ProgrammeState::stopped;
    expect_refused(scene.decide(CompleteTask{id, {}}), Errc::wrong_state, "is gestopt");
}

// --- Case by case.

TEST(Tasks, CompletedTwiceAreRefusedTheSecondTime)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);
    scene.carry_out(CompleteTask{id, {}});

    expect_refused(scene.decide(CompleteTask{id, {}}), Errc::wrong_state,
                   "staat niet open; misschien is die al afgerond");
}

TEST(Tasks, GivenBackGoToTheRoleAgain)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);
    scene.carry_out(ClaimTask{id});

    const auto events = scene.carry_out(ReturnTask{id, {}, {}, Text{"Ik ga met verlof"}});

    EXPECT_EQ(find_event<TaskReturned>(events)->reason, ReturnReason::given_back);
    EXPECT_EQ(scene.task(id).state, TaskState::offered);
    EXPECT_FALSE(scene.task(id).person);
}

TEST(Tasks, NotNowComeBackOnTheDayThatWasGiven)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);

    const auto returned =
        event_of<TaskReturned>(scene.decide(ReturnTask{id, ReturnReason::not_now, day("2026-12-01"), {}}));

    ASSERT_TRUE(returned.again);
    EXPECT_EQ(returned.again->kind, TimerKind::again);
    EXPECT_EQ(returned.again->rule, "");
    EXPECT_EQ(returned.again->at, calendar::start_of(day("2026-12-01")));
}

TEST(Tasks, NotNowTakesADeadlineAlongThatWouldPassEarlier)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);
    scene.task(id).due = day("2026-11-25");
    const ReturnTask later{id, ReturnReason::not_now, day("2026-12-01"), {}};

    EXPECT_EQ(find_event<TaskRescheduled>(*scene.decide(ReturnTask{id, ReturnReason::not_now, day("2026-11-25"), {}})),
              nullptr);
    EXPECT_EQ(event_of<TaskRescheduled>(scene.decide(later)).timers.front().date, day("2026-12-01"));
    scene.task(id).legal = true;
    expect_refused(scene.decide(later), Errc::invalid, "wettelijke termijn; 'nu niet' kan tot en met 2026-11-25");
    scene.task(id).legal = false;
    scene.carry_out(later);
    EXPECT_EQ(scene.task(id).due, day("2026-12-01"));
    EXPECT_EQ(scene.task(id).state, TaskState::waiting);
}

TEST(Tasks, NotNowWantsADayWithinAYear)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);
    const auto not_now = [&](std::optional<Date> until) {
        return scene.decide(ReturnTask{id, ReturnReason::not_now, until, {}});
    };

    expect_refused(not_now({}), Errc::invalid, "vul 'until' in");
    expect_refused(not_now(day("2026-11-20")), Errc::invalid, "'until' is vandaag");
    expect_refused(not_now(day("2026-11-19")), Errc::invalid, "al voorbij");
    expect_refused(not_now(day("2027-11-22")), Errc::invalid, "hoogstens een jaar, tot en met 2027-11-21");
    EXPECT_TRUE(not_now(day("2027-11-21")));
    expect_refused(scene.decide(ReturnTask{id, ReturnReason::not_ours, day("2026-12-01"), {}}), Errc::invalid,
                   "hoort bij 'nu niet' (not_now), niet bij not_ours");
}

TEST(Tasks, ArePassedOnToSomebodyElseWhoCanAnswer)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);

    expect_refused(scene.decide(DelegateTask{id, worker, {}}), Errc::invalid, "gebruik task claim");
    expect_refused(scene.decide(DelegateTask{id, nobody, {}}), Errc::not_found,
                   "persoon-99, maar die staat niet in Wijkdraad");
    expect_refused(scene.decide(DelegateTask{id, corporation, {}}), Errc::invalid, "is een organisatie");
    expect_refused(scene.decide(DelegateTask{id, leader, Text{"  "}}), Errc::invalid, "'note' is leeg");
    scene.carry_out(DelegateTask{id, team, {}});
    expect_refused(scene.as(member).decide(DelegateTask{id, team, {}}), Errc::duplicate, "ligt al bij persoon-32");
}

TEST(Tasks, OfAConfidentialRunStayConfidentialWhenItHasEnded)
{
    Scene scene;
    const TaskId carried = scene.open_ad_hoc();
    scene.context.origins[carried] = TaskOrigin{RunId{8}, "begin#1/bezoek", sha256("gezin"), team};
    const TaskId action = scene.open_ad_hoc();
    scene.context.origins[action] = TaskOrigin{{}, "", {}, team};

    for (const TaskId id : {carried, action}) {
        expect_refused(scene.as(worker).decide(CommentTask{id, Text{"Wat is dit?"}}), Errc::wrong_state,
                       "staat niet open");
        EXPECT_TRUE(scene.as(member).decide(CommentTask{id, Text{"Gebeld"}}));
    }
}

TEST(Tasks, OfAConfidentialRunStayInTheTeam)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);
    scene.run().team = team;
    scene.task(id).person = team;

    expect_refused(scene.as(member).decide(DelegateTask{id, leader, {}}), Errc::not_allowed, "vertrouwelijk");
}

TEST(Tasks, ThatSchuurtAreNotPassedOn)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::friction);

    expect_refused(scene.decide(DelegateTask{id, leader, {}}), Errc::wrong_state, "beslist de opdrachtgever zelf");
}

TEST(Tasks, CommentsAreKeptAsContentUnderAnEntryOfTheirOwn)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::task);

    const auto commented = event_of<TaskCommented>(scene.decide(CommentTask{id, Text{"De zaal is geboekt"}}));

    EXPECT_TRUE(commented.comment);
    EXPECT_EQ(scene.context.text_of(commented.text), "De zaal is geboekt");
    expect_refused(scene.decide(CommentTask{id, Text{""}}), Errc::invalid, "'text' is leeg");
}

TEST(Tasks, CanBeAddedBesideTheScript)
{
    Scene scene;
    const AddTask command{ProgrammeId{5}, Text{"Bel de huismeester"}, "opbouwwerker", worker, day("2026-12-04")};

    const auto added = event_of<TaskAdded>(scene.decide(command));

    EXPECT_EQ(added.kind, StepKind::task);
    EXPECT_EQ(scene.context.text_of(added.title), "Bel de huismeester");
    ASSERT_EQ(added.timers.size(), 1U);
    EXPECT_EQ(added.timers[0].date, day("2026-12-04"));
    EXPECT_EQ(added.timers[0].at, calendar::start_of(day("2026-12-05"))) << "the day itself still counts";
}

TEST(Tasks, BesideTheScriptHearAllThatIsWrongAtOnce)
{
    Scene scene;
    const AddTask command{ProgrammeId{5}, Text{" "}, "opbouwwerkr", nobody, day("2026-11-19")};

    const Result<Payloads> decided = scene.decide(command);

    expect_refused(decided, Errc::invalid, "4 dingen kloppen niet");
    expect_refused(decided, Errc::invalid, "geen rol 'opbouwwerkr' (bedoelt u 'opbouwwerker'?)");
    expect_refused(decided, Errc::invalid, "'due' is 2026-11-19 en dat is al voorbij");
    EXPECT_TRUE(scene.context.kept.empty()) << "a refusal has kept nothing";
}

TEST(Tasks, DueInAnotherCenturyAreASlipOfThePen)
{
    Scene scene;

    expect_refused(scene.decide(AddTask{ProgrammeId{5}, Text{"Bel"}, {}, {}, day("2126-11-20")}), Errc::invalid,
                   "klopt het jaar?");
}

}  // namespace

}  // namespace wd::domain::test
