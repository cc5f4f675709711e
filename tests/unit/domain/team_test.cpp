// Chairs: who sits in them on a day, who stands in, who is away, and what the decisions about them refuse.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/team.hpp"

#include "domain/interpreter.hpp"
#include "scene.hpp"

namespace wd::domain::test {

namespace {

AssignmentId assignment_of(Scene& scene, PersonId person)
{
    for (const auto& [id, assignment] : scene.ledger().assignments)
        if (assignment.person == person)
            return id;
    return {};
}

void set_away(Scene& scene, PersonId person, std::string_view from, std::string_view until = "")
{
    const AbsenceId id{scene.context.take_id()};
    scene.ledger().absences[id] = {person, day(from), until.empty() ? std::nullopt : std::optional{day(until)}};
}

using People = std::vector<PersonId>;

}  // namespace

// --- Who does the work on a day

TEST(Team, CountsBothTheFirstAndTheLastDayInAChair)
{
    struct Row {
        std::string_view on;
        bool holds;
    };
    const Assignment assignment{PositionId{1}, leader, day("2026-03-01"), {}, day("2026-05-31")};
    for (const Row& row :
         {Row{"2026-02-28", false}, Row{"2026-03-01", true}, Row{"2026-05-31", true}, Row{"2026-06-01", false}})
        EXPECT_EQ(holds_on(assignment, day(row.on)), row.holds) << row.on;
}

TEST(Team, GivesTheWorkToTheDeputyWhileTheHolderIsAwayAndBackAfterwards)
{
    Scene scene;
    const PositionId chair = scene.position("opbouwwerker");
    scene.ledger().positions.at(chair).deputy = stranger;
    set_away(scene, worker, "2026-12-01", "2026-12-10");
    struct Row {
        std::string_view on;
        PersonId works;
    };
    for (const Row& row : {Row{"2026-11-30", worker}, Row{"2026-12-01", stranger}, Row{"2026-12-10", stranger},
                           Row{"2026-12-11", worker}})
    {
        EXPECT_EQ(workers_on(scene.ledger(), chair, day(row.on)), People{row.works}) << row.on;
        EXPECT_EQ(workers_for(scene.ledger(), worker, day(row.on)), People{row.works}) << row.on;
    }
}

// The leader stands in for the worker, and has a deputy too.
TEST(Team, AsksTheNextInTheChainWhenTheDeputyIsAwayToo)
{
    Scene scene;
    const PositionId chair = scene.position("opbouwwerker");
    scene.ledger().positions.at(chair).deputy = leader;
    scene.ledger().positions.at(scene.position("projectleider")).deputy = stranger;
    set_away(scene, worker, "2026-12-01");
    EXPECT_EQ(workers_on(scene.ledger(), chair, day("2026-12-02")), People{leader});

    set_away(scene, leader, "2026-12-02", "2026-12-03");
    EXPECT_EQ(workers_on(scene.ledger(), chair, day("2026-12-02")), People{stranger});
    set_away(scene, stranger, "2026-12-03", "2026-12-03");
    EXPECT_EQ(workers_on(scene.ledger(), chair, day("2026-12-03")), People{});
    EXPECT_EQ(workers_on(scene.ledger(), chair, day("2026-12-04")), People{leader});
}

TEST(Team, LeavesTheWorkWithAColleagueInTheSameChair)
{
    Scene scene;
    const PositionId chair = scene.position("opbouwwerker");
    scene.ledger().assignments[AssignmentId{900}] = {chair, stranger, day("2026-02-01"), {}, {}};
    scene.ledger().positions.at(chair).deputy = leader;
    set_away(scene, worker, "2026-12-01");

    EXPECT_EQ(workers_on(scene.ledger(), chair, day("2026-12-02")), People{stranger});
}

// --- Deputies

TEST(NamingADeputy, RefusesACircle)
{
    Scene scene;
    scene.as(leader);
    expect_refused(scene.decide(NameDeputy{scene.programme.id, "opbouwwerker", worker}), Errc::invalid, "kring");

    scene.carry_out(NameDeputy{scene.programme.id, "opbouwwerker", leader});
    expect_refused(scene.decide(NameDeputy{scene.programme.id, "projectleider", worker}), Errc::invalid, "kring");
}

// Four chairs in a row: a, b, c and d. The deputy of d would be the fourth in the chain of a.
TEST(NamingADeputy, RefusesAChainOfMoreThanThreeAlsoWhenItGrowsFromBehind)
{
    Scene scene;
    scene.as(leader);
    const std::array<PersonId, 4> people{PersonId{61}, PersonId{62}, PersonId{63}, PersonId{64}};
    const std::array<std::string, 4> roles{"a", "b", "c", "d"};
    for (std::size_t i = 0; i < people.size(); ++i) {
        scene.context.people[people[i]] = PersonFacts{PersonKind::person, {}};
        scene.carry_out(AddPosition{scene.programme.id, roles[i], "Stoel " + roles[i], {}, {}, {}, {}});
        scene.carry_out(StartAssignment{scene.programme.id, roles[i], people[i], {}});
    }
    for (std::size_t i = 0; i + 1 < people.size(); ++i)
        scene.carry_out(NameDeputy{scene.programme.id, roles[i], people[i + 1]});

    expect_refused(scene.decide(NameDeputy{scene.programme.id, "d", stranger}), Errc::invalid, "meer dan 3");
    EXPECT_EQ(deputies_of(scene.ledger(), scene.position("a")), (People{people[1], people[2], people[3]}));
}

TEST(NamingADeputy, RefusesWhatIsAlreadySo)
{
    Scene scene;
    scene.as(leader);
    expect_refused(scene.decide(NameDeputy{scene.programme.id, "opbouwwerker", {}}), Errc::duplicate,
                   "heeft al geen waarnemer");
    scene.carry_out(NameDeputy{scene.programme.id, "opbouwwerker", stranger});
    expect_refused(scene.decide(NameDeputy{scene.programme.id, "opbouwwerker", stranger}), Errc::duplicate,
                   "is al waarnemer");
    expect_refused(scene.decide(NameDeputy{scene.programme.id, "opbouwwerker", nobody}), Errc::not_found, "persoon-99");
    expect_refused(scene.decide(NameDeputy{scene.programme.id, "opbouwwerker", corporation}), Errc::invalid,
                   "organisatie");
}

// --- Holders

TEST(StartingAnAssignment, RefusesOverlappingHoldersBeyondTheHoursOfTheChair)
{
    Scene scene;
    scene.as(leader);
    scene.carry_out(AddPosition{scene.programme.id, "energiecoach", "Energiecoach", {}, {}, 24, {}});
    scene.carry_out(StartAssignment{scene.programme.id, "energiecoach", stranger, {}, 16});

    const auto too_much = scene.decide(StartAssignment{scene.programme.id, "energiecoach", neighbour, {}, 12});
    expect_refused(too_much, Errc::invalid, "16 vergeven");
    expect_refused(scene.decide(StartAssignment{scene.programme.id, "energiecoach", neighbour, {}}), Errc::invalid,
                   "past niet");
    scene.carry_out(StartAssignment{scene.programme.id, "energiecoach", neighbour, {}, 8});
}

TEST(StartingAnAssignment, TakesTheHoursThatSomebodyLeavesBehind)
{
    Scene scene;
    scene.as(leader);
    scene.carry_out(AddPosition{scene.programme.id, "energiecoach", "Energiecoach", {}, {}, 24, {}});
    scene.carry_out(StartAssignment{scene.programme.id, "energiecoach", stranger, {}, 24});
    scene.carry_out(AnnounceEnd{assignment_of(scene, stranger), day("2027-01-31"), {}});
    const HandoverId handover = scene.ledger().handovers.rbegin()->first;
    scene.carry_out(NameReceiver{handover, neighbour});
    scene.ledger().handovers.at(handover).retold = true;
    scene.as(neighbour);

    expect_refused(scene.decide(AcceptHandover{handover, day("2027-01-31"), 24}), Errc::invalid, "past niet");
    scene.carry_out(AcceptHandover{handover, day("2027-02-01"), 24});
}

TEST(StartingAnAssignment, IsForTheCoreTeamTheCommissionerAndWhoAdministers)
{
    Scene scene;
    const StartAssignment command{scene.programme.id, "projectleider", stranger, {}};
    for (const PersonId person : {leader, boss}) {
        scene.as(person);
        EXPECT_TRUE(scene.decide(command));
    }
    scene.context.who = Actor{{}, 1000};
    EXPECT_TRUE(scene.decide(command));
    scene.as(resident);
    expect_refused(scene.decide(command), Errc::not_allowed, "alleen het kernteam en de opdrachtgever");
}

// Who sat there first may be recorded afterwards; who comes later would make an overlap or fill a vacancy that nobody saw.
TEST(StartingAnAssignment, BeginsInThePastForTheFirstInAChairOnly)
{
    Scene scene;
    scene.as(leader);
    const auto start = [&](PersonId person, std::string_view from) {
        return scene.decide(StartAssignment{scene.programme.id, "coach", person, day(from), {}});
    };
    scene.carry_out(AddPosition{scene.programme.id, "coach", "Coach", {}, {}, {}, {}});
    EXPECT_TRUE(start(stranger, "2023-03-01"));
    scene.carry_out(StartAssignment{scene.programme.id, "coach", stranger, day("2023-03-01"), {}});
    expect_refused(start(neighbour, "2026-11-19"), Errc::invalid, "in de rol 'Coach' zit al iemand");
    EXPECT_TRUE(start(neighbour, "2026-11-20"));

    scene.carry_out(EndAssignment{assignment_of(scene, stranger), day("2026-10-31")});
    scene.ledger().handovers.rbegin()->second.accepted_on = day("2026-11-01");
    expect_refused(start(neighbour, "2026-11-10"), Errc::invalid, "in de rol 'Coach' zat al eerder iemand");
}

// A chair changes hands by acceptance, not by filling in a name.
TEST(StartingAnAssignment, FillsNoChairThatIsBeingHandedOver)
{
    Scene scene;
    scene.as(leader);
    scene.carry_out(AnnounceEnd{assignment_of(scene, worker), day("2027-01-31"), {}});
    const HandoverId handover = scene.ledger().handovers.rbegin()->first;
    const StartAssignment command{scene.programme.id, "opbouwwerker", stranger, day("2027-02-01"), {}};

    expect_refused(
        scene.decide(command), Errc::wrong_state,
        "wordt overgedragen in " + to_text(handover) + "; noem persoon-15 daar als opvolger (handover receiver)");
    scene.carry_out(NameReceiver{handover, stranger});
    expect_refused(scene.decide(command), Errc::wrong_state, "met handover accept");
}

TEST(StartingAnAssignment, BesideALeaverTakesTheHoursThatTheLeaverDoesNotHave)
{
    Scene scene;
    scene.as(leader);
    scene.carry_out(AddPosition{scene.programme.id, "coach", "Coach", {}, {}, 36, {}});
    scene.carry_out(StartAssignment{scene.programme.id, "coach", stranger, {}, 24});
    scene.carry_out(AnnounceEnd{assignment_of(scene, stranger), day("2027-01-31"), {}});

    EXPECT_TRUE(scene.decide(StartAssignment{scene.programme.id, "coach", neighbour, {}, 12}));
    expect_refused(scene.decide(StartAssignment{scene.programme.id, "coach", neighbour, day("2027-02-01"), 24}),
                   Errc::wrong_state, "wordt overgedragen");
}

TEST(AddingAPosition, RefusesEverythingThatIsWrongAtOnce)
{
    Scene scene;
    scene.as(leader);
    const auto refused = scene.decide(AddPosition{scene.programme.id, "opbouwwerker", " ", {}, {}, 200, {}});
    expect_refused(refused, Errc::invalid, "heeft de rol 'opbouwwerker' al");
    expect_refused(refused, Errc::invalid, "een week heeft 1 tot en met 168 uur");
    expect_refused(refused, Errc::invalid, "leeg");
    scene.as(stranger);
    expect_refused(scene.decide(AddPosition{scene.programme.id, "coach", "Coach", {}, {}, {}, {}}), Errc::not_allowed,
                   "alleen het kernteam");
}

// --- Leaving

TEST(LeavingAChair, RefusesAnEndBeforeTheStart)
{
    Scene scene;
    scene.as(boss).on("2026-01-02");                       // who leads has not begun yet
    const AssignmentId id = assignment_of(scene, worker);  // from 5 January 2026
    expect_refused(scene.decide(AnnounceEnd{id, day("2026-01-04"), {}}), Errc::invalid, "ligt voor de eerste");
    scene.on("2026-11-20");
    expect_refused(scene.decide(EndAssignment{id, day("2025-12-31")}), Errc::invalid, "ligt voor de eerste");
    expect_refused(scene.decide(EndAssignment{id, day("2026-12-31")}), Errc::invalid, "na vandaag");
    expect_refused(scene.decide(AnnounceEnd{id, day("2026-11-01"), {}}), Errc::invalid, "voorbij");
    expect_refused(scene.decide(AnnounceEnd{id, day("2027-01-01"), LeaveKind::sudden}), Errc::invalid,
                   "assignment end");
    scene.as(stranger);
    expect_refused(scene.decide(EndAssignment{id, {}}), Errc::not_allowed, "alleen het kernteam");
}

TEST(LeavingAChair, BeginsTheHandoverAndWaitsForTheDay)
{
    Scene scene;
    const AssignmentId id = assignment_of(scene, worker);
    const Payloads events = scene.carry_out(AnnounceEnd{id, day("2027-01-31"), {}});

    const HandoverStarted started = event_of<HandoverStarted>(events);
    EXPECT_EQ(started.giver, worker);
    EXPECT_EQ(started.announced_on, day("2026-11-20"));
    EXPECT_EQ(started.last_day, day("2027-01-31"));
    EXPECT_EQ(event_of<TimerMoved>(events).timer.date, day("2027-02-01"));
    expect_refused(scene.decide(AnnounceEnd{id, day("2027-02-28"), {}}), Errc::wrong_state, "al aangekondigd");
}

// On the first day without her: the assignment ends, the project leader keeps the chair by name, the days begin to count, and
// what she had promised is silent.
TEST(LeavingAChair, EmptiesTheChairOnTheDayAndNamesWhoKeepsIt)
{
    Scene scene;
    const AssignmentId id = assignment_of(scene, worker);
    const EntryId promise{800};
    scene.ledger().commitments[promise] = {worker, day("2027-06-01"), {}};
    scene.carry_out(AnnounceEnd{id, day("2027-01-31"), {}});
    scene.on("2027-02-01");
    Turn turn{scene.programme, scene.context};
    fire_timer(turn, TimerKey{RunId{}, to_text(id), TimerKind::ends}, Budget{});

    Payloads events;
    for (const Event& event : turn.events())
        events.push_back(event.payload);
    EXPECT_EQ(event_of<AssignmentEnded>(events).last_day, day("2027-01-31"));
    EXPECT_EQ(event_of<DeputyNamed>(events).deputy, leader);
    EXPECT_EQ(event_of<PositionVacant>(events).since, day("2027-02-01"));
    EXPECT_EQ(event_of<CommitmentSilent>(events).why, Silence::owner_left);
    EXPECT_EQ(workers_on(scene.ledger(), scene.position("opbouwwerker"), day("2027-02-01")), People{leader});
    EXPECT_TRUE(scene.programme.timers.empty());
}

// What she had taken up is asked of her role again, so that who keeps the chair sees it.
TEST(LeavingAChair, GivesTasksBackToTheirRole)
{
    Scene scene;
    const TaskId claimed = scene.open(StepKind::task);
    scene.task(claimed).state = TaskState::claimed;
    const TaskId by_name = scene.open_ad_hoc();
    const TaskId of_household = scene.open_ad_hoc();
    scene.context.origins[of_household] = TaskOrigin{run_id, "begin#1/huis", {}, team};
    for (const TaskId task : {claimed, by_name, of_household})
        scene.task(task).person = worker;

    scene.as(leader).carry_out(EndAssignment{assignment_of(scene, worker), day("2026-11-19")});

    EXPECT_FALSE(scene.task(claimed).person);
    EXPECT_EQ(scene.task(claimed).state, TaskState::offered);
    EXPECT_TRUE(scene.decide(ClaimTask{claimed})) << "the project leader keeps the chair";
    EXPECT_FALSE(scene.task(by_name).person);
    EXPECT_EQ(scene.task(of_household).person, worker) << "that is for the team";
}

TEST(LeavingAChair, GivesTheLastThingsToWhoTookItOver)
{
    Scene scene;
    scene.carry_out(AnnounceEnd{assignment_of(scene, worker), day("2027-01-31"), {}});
    HandoverRecord& handover = scene.ledger().handovers.rbegin()->second;
    handover.receiver = stranger;
    handover.accepted_on = day("2026-11-25");
    scene.ledger().assignments[AssignmentId{900}] = {handover.position, stranger, day("2026-11-25"), {}, {}, {}};
    const TaskId claimed = scene.open(StepKind::task);
    scene.task(claimed).person = worker;
    const EntryId promise{800};
    scene.ledger().commitments[promise] = {worker, day("2027-06-01"), {}};

    scene.on("2026-12-10").carry_out(EndAssignment{assignment_of(scene, worker), {}});

    EXPECT_EQ(scene.task(claimed).person, stranger);
    EXPECT_EQ(scene.ledger().commitments.at(promise).owner, stranger);
    EXPECT_FALSE(scene.ledger().commitments.at(promise).silent);
}

// Announced for January, gone in December: the clock of January stops, and others may write what the leaver no longer writes.
TEST(LeavingAChair, BeforeTheAnnouncedDayIsALeaveLikeAnyOther)
{
    Scene scene;
    const AssignmentId id = assignment_of(scene, worker);
    scene.carry_out(AnnounceEnd{id, day("2027-01-31"), {}});
    const HandoverId handover = scene.ledger().handovers.rbegin()->first;
    scene.as(leader).on("2026-12-02");
    const CompleteHandover complete{handover, Text{"Uit het logboek"}, {}, {}};
    expect_refused(scene.decide(complete), Errc::not_allowed, "tot en met 2027-01-31");

    const Payloads events = scene.carry_out(EndAssignment{id, day("2026-12-01")});

    EXPECT_EQ(find_event<HandoverStarted>(events), nullptr) << "it goes on in the one that was announced";
    EXPECT_EQ(scene.ledger().handovers.at(handover).last_day, day("2026-12-01"));
    EXPECT_TRUE(scene.programme.timers.empty());
    EXPECT_FALSE(event_of<HandoverCompleted>(scene.decide(complete)).by_leaver);
}

TEST(LeavingAChair, FromOneDayToTheNextStartsAHandoverToo)
{
    Scene scene;
    scene.as(leader);
    const Payloads events = scene.carry_out(EndAssignment{assignment_of(scene, worker), {}});

    EXPECT_EQ(event_of<HandoverStarted>(events).kind, LeaveKind::sudden);
    EXPECT_EQ(event_of<PositionVacant>(events).since, day("2026-11-21"));
}

TEST(LeavingAChair, LeavesNoVacancyWhenSomebodyFollowsAtOnce)
{
    Scene scene;
    scene.as(leader);
    scene.carry_out(StartAssignment{scene.programme.id, "opbouwwerker", stranger, day("2026-11-21")});
    const Payloads events = scene.carry_out(EndAssignment{assignment_of(scene, worker), {}});

    EXPECT_EQ(find_event<PositionVacant>(events), nullptr);
    EXPECT_EQ(find_event<DeputyNamed>(events), nullptr);
}

TEST(LeavingAChair, KeepsPromisesOfWhoStaysInAnotherChair)
{
    Scene scene;
    scene.as(leader);
    scene.carry_out(AddPosition{scene.programme.id, "coach", "Coach", {}, {}, {}, {}});
    scene.carry_out(StartAssignment{scene.programme.id, "coach", worker, {}});
    scene.ledger().commitments[EntryId{800}] = {worker, {}, {}};
    const Payloads events = scene.carry_out(EndAssignment{assignment_of(scene, worker), {}});

    EXPECT_EQ(find_event<CommitmentSilent>(events), nullptr);
}

// --- Absence

TEST(Absence, RefusesAnEndBeforeTheStartAndWhatOverlaps)
{
    Scene scene;
    const ProgrammeId id = scene.programme.id;
    expect_refused(scene.decide(AddAbsence{id, worker, day("2026-12-10"), day("2026-12-01")}), Errc::invalid,
                   "draai ze om");
    expect_refused(scene.decide(AddAbsence{id, worker, day("2026-10-01"), day("2026-10-09")}), Errc::invalid,
                   "al voorbij");
    scene.carry_out(AddAbsence{id, worker, day("2026-12-01"), day("2026-12-10")});
    expect_refused(scene.decide(AddAbsence{id, worker, day("2026-12-10"), {}}), Errc::conflict, "al afwezig");
    scene.carry_out(AddAbsence{id, worker, day("2026-12-11"), {}});
    scene.as(stranger);
    expect_refused(scene.decide(AddAbsence{id, worker, day("2027-12-01"), {}}), Errc::not_allowed,
                   "alleen het kernteam");
}

TEST(Absence, BeginsAtOnceOrOnItsFirstDayAndEndsAfterItsLast)
{
    Scene scene;
    const Payloads today = scene.carry_out(AddAbsence{scene.programme.id, leader, day("2026-11-18"), {}});
    EXPECT_NE(find_event<AbsenceStarted>(today), nullptr);
    EXPECT_EQ(find_event<TimerMoved>(today), nullptr);

    const Payloads later =
        scene.carry_out(AddAbsence{scene.programme.id, worker, day("2026-12-01"), day("2026-12-10")});
    const std::vector<TimerMoved> timers = list_events<TimerMoved>(later);
    ASSERT_EQ(timers.size(), 2U);
    EXPECT_EQ(timers[0].timer.date, day("2026-12-01"));
    EXPECT_EQ(timers[1].timer.date, day("2026-12-11"));
}

TEST(Absence, EndsEarlierForWhoIsBack)
{
    Scene scene;
    const auto added =
        event_of<AbsenceAdded>(scene.carry_out(AddAbsence{scene.programme.id, worker, day("2026-11-01"), {}}));
    const AbsenceEnded ended = event_of<AbsenceEnded>(scene.carry_out(EndAbsence{added.absence, {}}));

    EXPECT_EQ(ended.until, day("2026-11-19"));
    EXPECT_FALSE(is_away(scene.ledger(), worker, day("2026-11-20")));
    expect_refused(scene.decide(EndAbsence{added.absence, {}}), Errc::wrong_state, "al voorbij");
}

// A deputy may answer what was offered to who is away, and may not any more when she is back.
TEST(Absence, LetsTheDeputyAnswerMeanwhile)
{
    Scene scene;
    scene.ledger().positions.at(scene.position("opbouwwerker")).deputy = stranger;
    const TaskId task = scene.open(StepKind::task);
    scene.as(stranger);
    expect_refused(scene.decide(ClaimTask{task}), Errc::not_allowed, "die rol nu niet");

    set_away(scene, worker, "2026-11-20", "2026-11-20");
    EXPECT_TRUE(scene.decide(ClaimTask{task}));
    scene.on("2026-11-21");
    expect_refused(scene.decide(ClaimTask{task}), Errc::not_allowed, "die rol nu niet");
}

}  // namespace wd::domain::test
