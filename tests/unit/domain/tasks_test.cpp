// Taking up, passing on, giving back and finishing tasks, as a table of states and commands and case by case.
// SPDX-License-Identifier: EUPL-1.2
#include "scene.hpp"

namespace wd::domain::test {

namespace {

// --- Every state of a task with every command.

enum class State { offered_to_role, offered_to_me, offered_to_other, claimed_by_me, claimed_by_other, waiting, closed };
enum class Ask { claim, delegate, give_back, not_ours, not_now, complete, reschedule, comment, drop, move };

constexpr std::string_view goes = "";  // instead of a refusal: events follow

struct Row {
    State state;
    Ask ask;
    Errc code;
    std::string_view says;
};

constexpr Row go(State state, Ask ask)
{
    return {state, ask, Errc::invalid, goes};
}

const std::vector<Row>& table()
{
    using enum State;
    using enum Ask;
    static const std::vector<Row> rows{
        go(offered_to_role, claim),
        go(offered_to_role, delegate),
        {offered_to_role, give_back, Errc::wrong_state, "is niet opgepakt"},
        go(offered_to_role, not_ours),
        go(offered_to_role, not_now),
        go(offered_to_role, complete),
        go(offered_to_role, reschedule),
        go(offered_to_role, comment),
        go(offered_to_role, drop),
        go(offered_to_role, Ask::move),

        go(offered_to_me, claim),
        go(offered_to_me, delegate),
        {offered_to_me, give_back, Errc::wrong_state, "is niet opgepakt"},
        go(offered_to_me, not_ours),
        go(offered_to_me, not_now),
        go(offered_to_me, complete),
        go(offered_to_me, reschedule),
        go(offered_to_me, comment),
        go(offered_to_me, drop),
        go(offered_to_me, Ask::move),

        {offered_to_other, claim, Errc::not_allowed, "aangeboden aan persoon-11, niet aan persoon-12"},
        {offered_to_other, delegate, Errc::not_allowed, "aangeboden aan persoon-11"},
        {offered_to_other, give_back, Errc::not_allowed, "aangeboden aan persoon-11"},
        {offered_to_other, not_ours, Errc::not_allowed, "aangeboden aan persoon-11"},
        {offered_to_other, not_now, Errc::not_allowed, "aangeboden aan persoon-11"},
        {offered_to_other, complete, Errc::not_allowed, "aangeboden aan persoon-11"},
        {offered_to_other, reschedule, Errc::not_allowed, "aangeboden aan persoon-11"},
        go(offered_to_other, comment),
        go(offered_to_other, drop),  // the core team may change the plan
        go(offered_to_other, Ask::move),

        {claimed_by_me, claim, Errc::conflict, "al opgepakt door uzelf"},
        go(claimed_by_me, delegate),
        go(claimed_by_me, give_back),
        go(claimed_by_me, not_ours),
        go(claimed_by_me, not_now),
        go(claimed_by_me, complete),
        go(claimed_by_me, reschedule),
        go(claimed_by_me, comment),
        go(claimed_by_me, drop),
        go(claimed_by_me, Ask::move),

        {claimed_by_other, claim, Errc::conflict, "al opgepakt door persoon-11"},
        {claimed_by_other, delegate, Errc::not_allowed, "opgepakt door persoon-11"},
        {claimed_by_other, give_back, Errc::not_allowed, "opgepakt door persoon-11"},
        {claimed_by_other, not_ours, Errc::not_allowed, "opgepakt door persoon-11"},
        {claimed_by_other, not_now, Errc::not_allowed, "opgepakt door persoon-11"},
        {claimed_by_other, complete, Errc::not_allowed, "alleen die kan de taak afronden"},
        {claimed_by_other, reschedule, Errc::not_allowed, "opgepakt door persoon-11"},
        go(claimed_by_other, comment),
        go(claimed_by_other, drop),
        go(claimed_by_other, Ask::move),

        go(waiting, claim),
        go(waiting, delegate),
        {waiting, give_back, Errc::wrong_state, "is niet opgepakt"},
        go(waiting, not_ours),
        go(waiting, not_now),
        go(waiting, complete),
        go(waiting, reschedule),
        go(waiting, comment),
        go(waiting, drop),
        go(waiting, Ask::move),

        {closed, claim, Errc::wrong_state, "staat niet open; misschien is die al afgerond"},
        {closed, delegate, Errc::wrong_state, "staat niet open"},
        {closed, give_back, Errc::wrong_state, "staat niet open"},
        {closed, not_ours, Errc::wrong_state, "staat niet open"},
        {closed, not_now, Errc::wrong_state, "staat niet open"},
        {closed, complete, Errc::wrong_state, "staat niet open"},
        {closed, reschedule, Errc::wrong_state, "staat niet open"},
        {closed, comment, Errc::wrong_state, "staat niet open"},
        {closed, drop, Errc::wrong_state, "staat niet open"},
        {closed, Ask::move, Errc::wrong_state, "staat niet open"},
    };
    return rows;
}

void put_in(Scene& scene, TaskId id, State state)
{
    Task& task = scene.task(id);
    switch (state) {
    case State::offered_to_role: break;
    case State::offered_to_me: task.person = worker; break;
    case State::offered_to_other: task.person = leader; break;
    case State::claimed_by_me:
        task.state = TaskState::claimed;
        task.person = worker;
        break;
    case State::claimed_by_other:
        task.state = TaskState::claimed;
        task.person = leader;
        break;
    case State::waiting: task.state = TaskState::waiting; break;
    case State::closed: scene.programme.tasks.erase(id); break;
    }
}

Result<Payloads> ask(Scene& scene, TaskId id, Ask what)
{
    const Date later = day("2026-12-01");
    switch (what) {
    case Ask::claim: return scene.decide(ClaimTask{id});
    case Ask::delegate: return scene.decide(DelegateTask{id, stranger, {}});
    case Ask::give_back: return scene.decide(ReturnTask{id, ReturnReason::given_back, {}, {}});
    case Ask::not_ours: return scene.decide(ReturnTask{id, ReturnReason::not_ours, {}, {}});
    case Ask::not_now: return scene.decide(ReturnTask{id, ReturnReason::not_now, later, {}});
    case Ask::complete: return scene.decide(CompleteTask{id, {}});
    case Ask::reschedule: return scene.decide(RescheduleTask{id, later, {}});
    case Ask::comment: return scene.decide(CommentTask{id, Text{"Ik bel morgen"}});
    case Ask::drop: return scene.decide(DropStep{id, Text{"Bewoners deden dit zelf al"}});
    case Ask::move: return scene.decide(MoveStep{id, later, Text{"De zaal is later vrij"}});
    }
    return Payloads{};
}

TEST(TaskTable, EveryStateAnswersEveryCommandAsAgreed)
{
    ASSERT_EQ(table().size(), 7U * 10U);
    for (const Row& row : table()) {
        Scene scene;
        const TaskId id = scene.open(StepKind::task);
        put_in(scene, id, row.state);

        const Result<Payloads> decided = ask(scene, id, row.ask);

        SCOPED_TRACE(fmt::format("state {}, command {}", static_cast<int>(row.state), static_cast<int>(row.ask)));
        if (row.says == goes)
            EXPECT_TRUE(decided) << (decided ? "" : to_text(decided.error()));
        else
            expect_refused(decided, row.code, row.says);
    }
}

TEST(TaskTable, WhatIsDecidedFitsTheProgramme)
{
    for (const Row& row : table()) {
        if (row.says != goes)
            continue;
        Scene scene;
        const TaskId id = scene.open(StepKind::task);
        put_in(scene, id, row.state);
        const Result<Payloads> decided = ask(scene, id, row.ask);
        ASSERT_TRUE(decided);

        Turn turn{scene.programme, scene.context};

        EXPECT_NO_THROW(turn.record_all(*decided)) << static_cast<int>(row.state) << ' ' << static_cast<int>(row.ask);
    }
}

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
    expect_refused(scene.decide(RecordReflection{id, {}}), Errc::wrong_state, "gebruik task complete");
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
                   "is voor de rol 'Opbouwwerker' en persoon-11 heeft die rol nu niet");
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
    expect_refused(scene.as(stranger).decide(CompleteTask{id, {}}), Errc::not_allowed, "heeft daar nu geen rol");
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
