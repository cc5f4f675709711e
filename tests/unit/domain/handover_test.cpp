// Handing over a chair: who may write what, what is refused, and what follows. The score is tested in rubric_test.cpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/handover_checks.hpp"
#include "domain/interpreter.hpp"
#include "scene.hpp"

namespace wd::domain::test {

namespace {

constexpr HandoverId handover{501};
constexpr PersonId successor = stranger;  // known, and not in the team
constexpr PersonId rater{18};
constexpr PersonId second_rater{19};

// The worker announced to leave on 15 January 2027; the successor is named.
class Leaving : public Scene {
public:
    Leaving()
    {
        context.people[rater] = context.people[second_rater] = PersonFacts{PersonKind::person, {}};
        record().position = position("opbouwwerker");
        for (const auto& [id, assignment] : ledger().assignments)
            if (assignment.person == worker)
                record().assignment = id;
        record().giver = worker;
        record().receiver = successor;
        record().announced_on = day("2026-11-01");
        record().last_day = day("2027-01-15");
        ledger().contacts[EntryId{71}] = true;
    }
    HandoverRecord& record() { return ledger().handovers[handover]; }
    EntryId promise(PersonId owner, std::optional<Date> due = {})
    {
        const EntryId entry{++entry_};
        ledger().commitments[entry] = CommitmentRecord{owner, due, {}};
        return entry;
    }
    Leaving& accepted(std::string_view date)
    {
        record().completed = record().retold = true;
        record().accepted_on = day(date);
        return *this;
    }
    Leaving& rated(std::string_view date)
    {
        accepted("2026-10-01");
        record().rater = rater;
        record().rated_on = day(date);
        return *this;
    }

private:
    std::int64_t entry_ = 80;
};

const std::vector<int> fours(8, 4);

StateItem state(std::string item, ItemState state = ItemState::stable)
{
    StateItem command;
    command.handover = handover;
    command.item = std::move(item);
    command.state = state;
    return command;
}

CheckUpHandover check_up(int day)
{
    CheckUpHandover command;
    command.handover = handover;
    command.day = day;
    return command;
}

// --- Beginning

TEST(HandoverStart, IsForWhereNobodyLeavesAChairByName)
{
    Scene scene;
    scene.as(leader);

    const auto started = event_of<HandoverStarted>(
        scene.decide(StartHandover{scene.programme.id, "opbouwwerker", LeaveKind::new_college, {}, {}}));

    EXPECT_EQ(started.position, scene.position("opbouwwerker"));
    EXPECT_FALSE(started.giver);
    EXPECT_EQ(started.announced_on, day("2026-11-20"));
}

TEST(HandoverStart, OfALeaverBeginsWithTheLeave)
{
    Scene scene;
    scene.as(leader);
    for (const LeaveKind kind : {LeaveKind::announced, LeaveKind::change_of_role, LeaveKind::end_of_job})
        expect_refused(scene.decide(StartHandover{scene.programme.id, "opbouwwerker", kind, worker, {}}), Errc::invalid,
                       "assignment announce-end");
    expect_refused(scene.decide(StartHandover{scene.programme.id, "opbouwwerker", LeaveKind::sudden, worker, {}}),
                   Errc::invalid, "assignment end als die al weg is");
    expect_refused(scene.decide(StartHandover{scene.programme.id, "tovenaar", LeaveKind::new_college, {}, {}}),
                   Errc::not_found, "tovenaar");
}

TEST(HandoverStart, OneAtATimeForAChair)
{
    Leaving scene;
    scene.as(leader);
    const StartHandover command{scene.programme.id, "opbouwwerker", LeaveKind::new_college, {}, {}};

    expect_refused(scene.decide(command), Errc::duplicate, "wordt al overgedragen in overdracht-501");
    scene.accepted("2026-11-10");
    EXPECT_TRUE(scene.decide(command));
}

TEST(HandoverStart, IsForTheCoreTeam)
{
    Scene scene;
    scene.as(resident);
    expect_refused(scene.decide(StartHandover{scene.programme.id, "opbouwwerker", LeaveKind::new_college, {}, {}}),
                   Errc::not_allowed, "alleen het kernteam");
}

// --- The successor

TEST(HandoverReceiver, IsNotTheGiver)
{
    Leaving scene;
    expect_refused(scene.decide(NameReceiver{handover, worker}), Errc::invalid, "draagt zelf over en kan niet ook");
}

TEST(HandoverReceiver, IsSomebodyKnownAndNoOrganisation)
{
    Leaving scene;
    expect_refused(scene.decide(NameReceiver{handover, corporation}), Errc::invalid, "is een organisatie");
    expect_refused(scene.decide(NameReceiver{handover, nobody}), Errc::not_found, "persoon-99");
    expect_refused(scene.decide(NameReceiver{handover, successor}), Errc::duplicate, "is al de opvolger");
}

TEST(HandoverReceiver, AnotherOneTellsItBackAgain)
{
    Leaving scene;
    scene.record().talked = scene.record().retold = true;

    scene.carry_out(NameReceiver{handover, boss});

    EXPECT_EQ(scene.record().receiver, boss);
    EXPECT_FALSE(scene.record().talked) << "they talked with somebody else";
    EXPECT_FALSE(scene.record().retold);
}

// --- What the leaver adds

TEST(HandoverDocument, IsWrittenByTheLeaverAsLongAsThereIsOne)
{
    Leaving scene;
    scene.as(leader);
    expect_refused(scene.decide(CompleteHandover{handover, Text{"Zo staat het"}, {}, {}}), Errc::not_allowed,
                   "de vertrekker (persoon-12) schrijft overdracht-501 zelf, tot en met 2027-01-15");

    scene.as(worker);
    EXPECT_TRUE(
        event_of<HandoverCompleted>(scene.decide(CompleteHandover{handover, Text{"Zo staat het"}, {}, {}})).by_leaver);
}

TEST(HandoverDocument, IsRebuiltByOthersWhenTheLeaverIsGone)
{
    for (const bool sudden : {true, false}) {
        Leaving scene;
        if (sudden)
            scene.record().kind = LeaveKind::sudden;
        else
            scene.on("2027-01-16");
        for (const PersonId writer : {leader, successor, boss}) {
            scene.as(writer);
            EXPECT_FALSE(
                event_of<HandoverCompleted>(scene.decide(CompleteHandover{handover, Text{"Uit het logboek"}, {}, {}}))
                    .by_leaver);
        }
        scene.as(resident);
        expect_refused(scene.decide(CompleteHandover{handover, Text{"Ik"}, {}, {}}), Errc::not_allowed,
                       "uit het logboek samengesteld");
    }
}

TEST(HandoverDocument, KeepsTheStoryOfTheLeaverWhenOthersGoOnWithIt)
{
    Leaving scene;
    scene.as(worker);
    scene.record().completed = true;
    scene.record().told_by_leaver = true;
    EXPECT_TRUE(scene.decide(CompleteHandover{handover, Text{"Zo staat het nu"}, {}, {}})) << "her own words";

    scene.on("2027-01-16");
    scene.as(leader);
    expect_refused(scene.decide(CompleteHandover{handover, Text{"Uit het logboek"}, {}, {}}), Errc::wrong_state,
                   "het verhaal van overdracht-501 is van de vertrekker zelf en blijft staan");
    EXPECT_TRUE(scene.decide(AnswerTopic{handover, HandoverTopic::clashes, TopicAnswer::none_known, {}}));
}

TEST(HandoverDocument, KeepsWhatWasOpenAtThatMoment)
{
    Leaving scene;
    const TaskId of_role = scene.open(StepKind::task);
    const TaskId of_other = scene.open(StepKind::task, "projectleider");
    const TaskId claimed = scene.open(StepKind::task, "projectleider");
    scene.task(claimed).person = worker;
    const TaskId taken_by_colleague = scene.open(StepKind::task);
    scene.task(taken_by_colleague).person = leader;
    const EntryId promise = scene.promise(worker);
    scene.promise(leader);
    scene.ledger().areas[AreaId{3}] = Area{{}, "deelgebied", "Noord", {}, 0, 0};
    scene.ledger().areas[AreaId{4}] = Area{{}, "wijk", "Voorbeeldwijk", {}, 0, 0};

    const auto completed =
        event_of<HandoverCompleted>(scene.decide(CompleteHandover{handover, Text{"Zo staat het"}, {}, {}}));

    EXPECT_EQ(completed.open, (std::vector<HandedItem>{{ItemKind::task, of_role.value},
                                                       {ItemKind::task, claimed.value},
                                                       {ItemKind::commitment, promise.value},
                                                       {ItemKind::area, 3}}));
    EXPECT_NE(of_other, of_role);
}

TEST(HandoverDocument, NeverHoldsAHousehold)
{
    Leaving scene;
    const TaskId task = scene.open(StepKind::task);
    scene.run().team = team;
    scene.context.people[worker].member_of = {team};

    expect_refused(scene.decide(state(to_text(task))), Errc::invalid, "is van een huishouden");
    EXPECT_TRUE(event_of<HandoverCompleted>(scene.decide(CompleteHandover{handover, Text{"Zo"}, {}, {}})).open.empty());
}

TEST(HandoverDocument, TakesDecisionsThatWereTaken)
{
    Leaving scene;
    scene.context.closed_tasks[TaskId{61}] = ClosedTaskFacts{run_id, "begin#1/raad", leader};
    CompleteHandover command{handover, Text{"Zo staat het"}, {TaskId{61}, TaskId{61}}, {}};

    EXPECT_EQ(event_of<HandoverCompleted>(scene.decide(command)).decisions, std::vector{TaskId{61}});
    command.decisions.push_back(TaskId{62});
    command.story = Text{""};
    const auto decided = scene.decide(command);
    expect_refused(decided, Errc::invalid, "taak-62 is geen genomen besluit");
    expect_refused(decided, Errc::invalid, "'story' is leeg");
}

TEST(HandoverItem, NamesATaskAPromiseOrAnArea)
{
    Leaving scene;
    const TaskId task = scene.open(StepKind::task);
    scene.task(task).due = day("2027-02-01");
    const EntryId promise = scene.promise(worker, day("2027-03-01"));
    scene.ledger().areas[AreaId{3}] = Area{{}, "deelgebied", "Noord", {}, 0, 0};

    const auto stated = event_of<HandoverItemStated>(scene.decide(state(to_text(task))));
    EXPECT_EQ(stated.item, ItemKind::task);
    EXPECT_EQ(stated.id, task.value);
    EXPECT_EQ(stated.due, day("2027-02-01")) << "its own day when none is given";
    EXPECT_EQ(event_of<HandoverItemStated>(scene.decide(state(to_text(promise)))).item, ItemKind::commitment);
    EXPECT_EQ(event_of<HandoverItemStated>(scene.decide(state("gebied-3"))).item, ItemKind::area);
}

TEST(HandoverItem, OfSomethingElseIsRefused)
{
    Leaving scene;
    expect_refused(scene.decide(state("taak-9999")), Errc::wrong_state, "taak-9999 staat niet open");
    expect_refused(scene.decide(state("regel-9999")), Errc::invalid, "geen openstaande toezegging");
    expect_refused(scene.decide(state("gebied-9999")), Errc::invalid, "gebied-9999 hoort niet bij");
    expect_refused(scene.decide(state("iets")), Errc::invalid, "noem een taak (taak-12)");
}

TEST(HandoverItem, CriticalHasAReasonAndTheLeaverIsNoNewOwner)
{
    Leaving scene;
    StateItem command = state(to_text(scene.open(StepKind::task)), ItemState::critical);
    command.owner = worker;

    const auto decided = scene.decide(command);

    expect_refused(decided, Errc::invalid, "wat kritiek is, heeft een reden");
    expect_refused(decided, Errc::invalid, "persoon-12 vertrekt; noem wie het overneemt");
    command.reason = Text{"De bewoners wachten al een jaar"};
    command.owner = successor;
    EXPECT_EQ(event_of<HandoverItemStated>(scene.decide(command)).owner, successor);
}

struct TopicCase {
    TopicAnswer answer;
    std::optional<std::string> text;
    std::string_view refusal;  // empty: accepted
};

TEST(HandoverTopic, IsToldOrNoneOrOral)
{
    const std::string story(101, 'a');
    for (const TopicCase& row :
         {TopicCase{TopicAnswer::told, "Het oude klachtenboek", ""},
          TopicCase{TopicAnswer::told, std::nullopt, "schrijf op wat er speelt"},
          TopicCase{TopicAnswer::none_known, std::nullopt, ""},
          TopicCase{TopicAnswer::none_known, "toch", "hoort geen tekst"}, TopicCase{TopicAnswer::oral, "De school", ""},
          TopicCase{TopicAnswer::oral, std::nullopt, "noem bij 'liever mondeling'"},
          TopicCase{TopicAnswer::oral, story, "alleen het onderwerp"}})
    {
        Leaving scene;
        AnswerTopic command{handover, HandoverTopic::clashes, row.answer, {}};
        if (row.text)
            command.text = Text{*row.text};
        const auto decided = scene.decide(command);
        if (row.refusal.empty())
            EXPECT_EQ(event_of<HandoverTopicAnswered>(decided).answer, row.answer);
        else
            expect_refused(decided, Errc::invalid, row.refusal);
    }
}

// --- The talk

TEST(HandoverConversation, IsBetweenLeaverAndSuccessorUnlessSaidOtherwise)
{
    Leaving scene;
    HoldConversation command;
    command.handover = handover;
    command.introductions = {{EntryId{71}, worker}};
    command.questions = 4;

    const auto held = event_of<HandoverConversationHeld>(scene.decide(command));

    EXPECT_TRUE(held.giver && held.receiver);
    EXPECT_FALSE(held.residents || held.walk);
    EXPECT_EQ(held.date, day("2026-11-20"));
    scene.carry_out(command);
    EXPECT_TRUE(scene.record().talked);
}

TEST(HandoverConversation, NamesOnlyWhoCanHaveBeenThere)
{
    Leaving scene;
    scene.as(leader);
    scene.record().giver.reset();
    scene.record().receiver.reset();
    HoldConversation command;
    command.handover = handover;
    command.giver = true;
    command.date = day("2026-11-21");
    command.introductions = {{EntryId{72}, nobody}};

    const auto decided = scene.decide(command);

    expect_refused(decided, Errc::invalid, "heeft geen vertrekker");
    expect_refused(decided, Errc::invalid, "heeft nog geen opvolger");
    expect_refused(decided, Errc::invalid, "2026-11-21");
    expect_refused(decided, Errc::invalid, "regel-72 is geen contact");
    command = {};
    command.handover = handover;
    command.receiver = false;
    expect_refused(scene.decide(command), Errc::invalid, "zonder vertrekker en zonder opvolger");
}

TEST(HandoverConversation, WasHeldSinceTheHandoverBegan)
{
    Leaving scene;  // announced on 1 November
    HoldConversation command;
    command.handover = handover;
    command.date = day("2026-10-31");
    expect_refused(scene.decide(command), Errc::invalid,
                   "'date' is 2026-10-31, maar overdracht-501 begon op 2026-11-01");
    command.date = day("2026-11-01");
    EXPECT_EQ(event_of<HandoverConversationHeld>(scene.decide(command)).date, day("2026-11-01"));
}

// --- Own words and acceptance

TEST(HandoverAcceptance, NeedsTheSuccessorsOwnWords)
{
    Leaving scene;
    scene.as(successor);
    expect_refused(scene.decide(AcceptHandover{handover, {}, {}}), Errc::wrong_state,
                   "vertel eerst in eigen woorden na");
    expect_refused(scene.decide(RetellHandover{handover, Text{" "}}), Errc::invalid, "'text' is leeg");

    scene.carry_out(RetellHandover{handover, Text{"De bewoners willen eerst de klachten opgelost zien"}});

    EXPECT_TRUE(scene.decide(AcceptHandover{handover, {}, {}}));
}

TEST(HandoverAcceptance, IsOfTheSuccessorAlone)
{
    Leaving scene;
    scene.record().retold = true;
    for (const PersonId other : {worker, leader}) {
        scene.as(other);
        expect_refused(scene.decide(RetellHandover{handover, Text{"Ik"}}), Errc::not_allowed,
                       "alleen de opvolger (persoon-15) vertelt de overdracht na");
        expect_refused(scene.decide(AcceptHandover{handover, {}, {}}), Errc::not_allowed, "alleen de opvolger");
    }
    scene.record().receiver.reset();
    expect_refused(scene.decide(AcceptHandover{handover, {}, {}}), Errc::wrong_state, "heeft nog geen opvolger");
}

TEST(HandoverAcceptance, GivesTheChairAndOverlapsWhereThereIsRoom)
{
    Leaving scene;
    scene.as(successor);
    scene.record().retold = true;

    const Payloads events = scene.carry_out(AcceptHandover{handover, {}, {}});

    const auto accepted = event_of<HandoverAccepted>(events);
    const auto started = event_of<AssignmentStarted>(events);
    EXPECT_EQ(accepted.receiver, successor);
    EXPECT_EQ(accepted.from, day("2026-11-20")) << "beside the leaver, who is there till January";
    EXPECT_EQ(started.from, accepted.from);
    EXPECT_EQ(started.handover, handover);
    EXPECT_EQ(started.position, accepted.position);
    expect_refused(scene.decide(AcceptHandover{handover, {}, {}}), Errc::wrong_state, "is al aanvaard");
}

TEST(HandoverAcceptance, WaitsForTheLeaversLastDayWhereTheChairHasNoRoom)
{
    Leaving scene;
    scene.as(successor);
    scene.record().retold = true;
    scene.ledger().positions.at(scene.record().position).hours = 32;
    for (auto& [id, assignment] : scene.ledger().assignments)
        if (assignment.person == worker)
            assignment.last_day = day("2027-01-15");

    EXPECT_EQ(event_of<HandoverAccepted>(scene.decide(AcceptHandover{handover, {}, {}})).from, day("2027-01-16"));
    expect_refused(scene.decide(AcceptHandover{handover, day("2026-12-01"), {}}), Errc::invalid, "uur erbij past niet");
}

TEST(HandoverAcceptance, OfSomebodyWhoSitsThereAlreadyStartsNoSecondAssignment)
{
    Leaving scene;
    scene.as(successor);
    scene.record().retold = true;
    scene.ledger().assignments[AssignmentId{900}] = Assignment{scene.record().position, successor, day("2026-12-01")};

    const Payloads events = scene.carry_out(AcceptHandover{handover, {}, {}});

    EXPECT_EQ(find_event<AssignmentStarted>(events), nullptr);
    EXPECT_EQ(event_of<HandoverAccepted>(events).from, day("2026-12-01"));
    EXPECT_EQ(event_of<TimerMoved>(events).timer.date, day("2026-12-01")) << "the work goes over on that day";
}

TEST(HandoverAcceptance, IsNeverInThePast)
{
    Leaving scene;
    scene.as(successor);
    scene.record().retold = true;

    expect_refused(scene.decide(AcceptHandover{handover, day("2026-11-19"), {}}), Errc::invalid,
                   "'from' is 2026-11-19 en dat is al voorbij; kies vandaag (2026-11-20) of later");
    EXPECT_TRUE(scene.decide(AcceptHandover{handover, day("2026-11-20"), {}}));
}

// --- What goes along

TEST(HandoverWork, GoesToWhoAcceptsWithThePromises)
{
    Leaving scene;
    const TaskId claimed = scene.open(StepKind::task);
    scene.task(claimed).person = worker;
    scene.task(claimed).state = TaskState::claimed;
    const TaskId by_name = scene.open_ad_hoc();
    scene.task(by_name).person = worker;
    const TaskId of_role = scene.open(StepKind::task);
    const TaskId of_colleague = scene.open(StepKind::task);
    scene.task(of_colleague).person = leader;
    const EntryId promise = scene.promise(worker, day("2027-06-01"));
    const EntryId of_other = scene.promise(leader);
    scene.record().retold = true;

    scene.as(successor).carry_out(AcceptHandover{handover, {}, {}});

    for (const TaskId task : {claimed, by_name}) {
        EXPECT_EQ(scene.task(task).person, successor);
        EXPECT_EQ(scene.task(task).state, TaskState::offered) << "offered: taking it up is hers";
    }
    EXPECT_FALSE(scene.task(of_role).person) << "it was the role's, and still is";
    EXPECT_EQ(scene.task(of_colleague).person, leader);
    EXPECT_EQ(scene.ledger().commitments.at(promise).owner, successor);
    EXPECT_TRUE(scene.programme.timers.contains(TimerKey{RunId{}, to_text(promise), TimerKind::silent}));
    EXPECT_EQ(scene.ledger().commitments.at(of_other).owner, leader);
}

TEST(HandoverWork, GoesToWhomTheDocumentNamesLast)
{
    Leaving scene;
    const TaskId task = scene.open(StepKind::task);
    scene.task(task).person = worker;
    const EntryId promise = scene.promise(worker);
    for (const PersonId owner : {leader, boss})
        for (const std::string& item : {to_text(task), to_text(promise)}) {
            StateItem command = state(item);
            command.owner = owner;
            scene.carry_out(command);
        }
    scene.record().retold = true;

    scene.as(successor).carry_out(AcceptHandover{handover, {}, {}});

    EXPECT_EQ(scene.task(task).person, boss);
    EXPECT_EQ(scene.ledger().commitments.at(promise).owner, boss);
}

TEST(HandoverWork, IsNamedToSomebodyWhoCanDoIt)
{
    Leaving scene;
    StateItem command = state(to_text(scene.open(StepKind::task)));
    command.owner = corporation;
    expect_refused(scene.decide(command), Errc::invalid, "is een organisatie");
}

TEST(HandoverWork, OfAHouseholdStaysWithItsTeam)
{
    Leaving scene;
    const TaskId task = scene.open(StepKind::task);
    scene.task(task).person = worker;
    scene.run().team = team;
    scene.record().retold = true;

    scene.as(successor).carry_out(AcceptHandover{handover, {}, {}});

    EXPECT_EQ(scene.task(task).person, worker);
}

// The worker is the project leader too, and stays that.
TEST(HandoverWork, OfAnotherChairThatTheLeaverKeepsStays)
{
    Leaving scene;
    scene.ledger().assignments[AssignmentId{901}] =
        Assignment{scene.position("projectleider"), worker, day("2026-02-01"), {}, {}, {}};
    const TaskId of_chair = scene.open(StepKind::task);
    const TaskId of_other_chair = scene.open(StepKind::task, "projectleider");
    const TaskId by_name = scene.open_ad_hoc();
    for (const TaskId task : {of_chair, of_other_chair, by_name})
        scene.task(task).person = worker;
    const EntryId kept = scene.promise(worker);
    const EntryId named = scene.promise(worker);
    StateItem command = state(to_text(named));
    command.owner = successor;
    scene.carry_out(command);
    scene.record().retold = true;

    scene.as(successor).carry_out(AcceptHandover{handover, {}, {}});

    EXPECT_EQ(scene.task(of_chair).person, successor);
    EXPECT_EQ(scene.task(of_other_chair).person, worker);
    EXPECT_EQ(scene.task(by_name).person, worker) << "nobody can tell of which chair it is";
    EXPECT_EQ(scene.ledger().commitments.at(kept).owner, worker);
    EXPECT_EQ(scene.ledger().commitments.at(named).owner, successor);
}

TEST(HandoverWork, OfSomebodyWhoIsGoneIsNoLongerSilent)
{
    Leaving scene;
    const EntryId ahead = scene.promise(worker, day("2027-06-01"));
    const EntryId overdue = scene.promise(worker, day("2026-06-01"));
    for (const EntryId promise : {ahead, overdue})
        scene.ledger().commitments.at(promise).silent = Silence::owner_left;
    scene.record().retold = true;

    scene.as(successor).carry_out(AcceptHandover{handover, {}, {}});

    EXPECT_FALSE(scene.ledger().commitments.at(ahead).silent);
    EXPECT_EQ(scene.ledger().commitments.at(overdue).silent, Silence::overdue) << "still nobody told them";
}

TEST(HandoverWork, WaitsForTheFirstDayInTheChair)
{
    Leaving scene;
    const TaskId task = scene.open(StepKind::task);
    scene.task(task).person = worker;
    const EntryId promise = scene.promise(worker);
    scene.record().retold = true;
    const Payloads events = scene.as(successor).carry_out(AcceptHandover{handover, day("2027-01-16"), {}});
    EXPECT_EQ(scene.task(task).person, worker) << "who works till January";

    scene.on("2027-01-16");
    const TimerKey begins{RunId{}, to_text(event_of<AssignmentStarted>(events).assignment), TimerKind::begins};
    ASSERT_TRUE(scene.programme.timers.contains(begins));
    Turn turn{scene.programme, scene.context};
    fire_timer(turn, begins, Budget{});

    EXPECT_EQ(scene.task(task).person, successor);
    EXPECT_EQ(scene.ledger().commitments.at(promise).owner, successor);
    EXPECT_FALSE(scene.programme.timers.contains(begins));
}

// --- The rating

TEST(HandoverRating, IsOfSomebodyFromOutside)
{
    Leaving scene;
    scene.accepted("2026-11-10");
    struct Row {
        PersonId person;
        std::string_view says;
    };
    for (const Row& row : {Row{worker, "draagt zelf over"}, Row{successor, "neemt zelf over"},
                           Row{leader, "werkt in dit team"}, Row{resident, "werkt in dit team"}})
    {
        scene.as(row.person);
        expect_refused(scene.decide(RateHandover{handover, fours, {}, {}, {}}), Errc::not_allowed, row.says);
    }
    scene.as(rater);
    EXPECT_EQ(event_of<HandoverRated>(scene.decide(RateHandover{handover, fours, {}, {}, {}})).rater, rater);
}

TEST(HandoverRating, ComesAfterAcceptance)
{
    Leaving scene;
    scene.as(rater);
    expect_refused(scene.decide(RateHandover{handover, fours, {}, {}, {}}), Errc::wrong_state,
                   "overdracht-501 is nog niet aanvaard");
}

// Who has worked in the team, stands in there or asked for its work is not from outside, and a group is all of its members.
TEST(HandoverRating, IsNotOfWhoIsTooNear)
{
    Leaving scene;
    scene.accepted("2026-11-10");
    scene.ledger().positions.at(scene.position("projectleider")).deputy = second_rater;
    HandoverRecord earlier = scene.record();
    earlier.position = scene.position("projectleider");
    earlier.giver = PersonId{61};
    earlier.receiver = PersonId{62};
    scene.ledger().handovers[HandoverId{400}] = earlier;
    for (const std::int64_t id : {61, 62})
        scene.context.people[PersonId{id}] = PersonFacts{PersonKind::person, {}};
    struct Row {
        PersonId person;
        std::string_view says;
    };
    for (const Row& row :
         {Row{boss, "is opdrachtgever van dit programma"}, Row{second_rater, "neemt waar in dit team"},
          Row{PersonId{61}, "droeg in dit team zelf een rol over"}, Row{PersonId{62}, "nam er een over"},
          Row{neighbour, "werkt in dit team"}, Row{residents_group, "werkt in dit team"}})
    {
        scene.as(row.person);
        expect_refused(scene.decide(RateHandover{handover, fours, {}, {}, {}}), Errc::not_allowed, row.says);
    }
}

TEST(HandoverRating, IsNotOfAMemberOfTheGroupThatHandsOver)
{
    Leaving scene;
    scene.accepted("2026-11-10");
    scene.record().giver = team;
    scene.as(member);
    expect_refused(scene.decide(RateHandover{handover, fours, {}, {}, {}}), Errc::not_allowed, "draagt zelf over");
    scene.record().giver = member;
    scene.as(team);
    expect_refused(scene.decide(RateHandover{handover, fours, {}, {}, {}}), Errc::not_allowed, "draagt zelf over");
}

TEST(HandoverRating, IsOfTheCoordinatorOfHandoversWhoHasNoOtherChairHere)
{
    Leaving scene;
    scene.accepted("2026-11-10");
    const PositionId coordinating{700};
    scene.ledger().positions[coordinating] =
        Position{"coordinator", "Coördinator overdracht", false, false, {}, {}, {}};
    scene.ledger().assignments[AssignmentId{902}] = Assignment{coordinating, rater, day("2026-02-01"), {}, {}, {}};
    scene.as(rater);
    EXPECT_TRUE(scene.decide(RateHandover{handover, fours, {}, {}, {}}));

    scene.ledger().assignments[AssignmentId{903}] =
        Assignment{scene.position("projectleider"), rater, day("2026-02-01"), {}, {}, {}};
    expect_refused(scene.decide(RateHandover{handover, fours, {}, {}, {}}), Errc::not_allowed, "werkt in dit team");
}

TEST(HandoverRating, HasEightFiguresOfZeroToFour)
{
    Leaving scene;
    scene.accepted("2026-11-10").as(rater);
    expect_refused(scene.decide(RateHandover{handover, {4, 4}, {}, {}, {}}), Errc::invalid, "heeft 2 cijfers");
    expect_refused(scene.decide(RateHandover{handover, {4, 4, 4, 4, 5, 4, 4, -1}, {}, {}, {}}), Errc::invalid, "5");
}

TEST(HandoverRating, ComesTwiceFromDifferentPeople)
{
    Leaving scene;
    scene.accepted("2026-11-10");
    scene.as(second_rater);
    expect_refused(scene.decide(RateHandover{handover, fours, true, {}, {}}), Errc::wrong_state,
                   "nog geen eerste beoordeling");
    scene.as(rater);
    scene.carry_out(RateHandover{handover, fours, {}, {}, {}});
    EXPECT_EQ(scene.record().rated_on, day("2026-11-20"));
    expect_refused(scene.decide(RateHandover{handover, fours, true, {}, {}}), Errc::not_allowed,
                   "laat iemand anders van buiten het team");
    scene.as(second_rater);
    expect_refused(scene.decide(RateHandover{handover, fours, {}, {}, {}}), Errc::conflict, "is al beoordeeld door");
    EXPECT_TRUE(event_of<HandoverRated>(scene.decide(RateHandover{handover, fours, true, {}, {}})).second);
}

// --- Reply and final score

TEST(HandoverReply, IsOfLeaverAndSuccessorAfterTheRating)
{
    Leaving scene;
    scene.as(worker);
    expect_refused(scene.decide(ReplyToHandover{handover, Text{"Klopt"}}), Errc::wrong_state, "nog niet beoordeeld");
    scene.rated("2026-11-18");
    EXPECT_EQ(event_of<HandoverReplied>(scene.decide(ReplyToHandover{handover, Text{"Klopt"}})).person, worker);
    scene.as(leader);
    expect_refused(scene.decide(ReplyToHandover{handover, Text{"Ik ook"}}), Errc::not_allowed, "alleen de vertrekker");
}

TEST(HandoverScore, IsFinalAfterTheTermOrAfterBothReplied)
{
    Leaving scene;
    scene.as(rater);
    expect_refused(scene.decide(CloseHandoverScore{handover}), Errc::wrong_state, "nog niet beoordeeld");
    scene.rated("2026-11-18");
    expect_refused(scene.decide(CloseHandoverScore{handover}), Errc::wrong_state, "tot en met 2026-12-02");
    scene.as(worker).carry_out(ReplyToHandover{handover, Text{"Klopt"}});
    scene.as(rater);
    expect_refused(scene.decide(CloseHandoverScore{handover}), Errc::wrong_state, "de opvolger kan nog reageren");
    scene.as(successor).carry_out(ReplyToHandover{handover, Text{"Ook goed"}});
    scene.as(rater);
    EXPECT_TRUE(event_of<HandoverScoreClosed>(scene.decide(CloseHandoverScore{handover})).handover);

    Leaving late;
    late.rated("2026-11-18").as(rater).on("2026-12-03");
    EXPECT_TRUE(late.decide(CloseHandoverScore{handover}));
    late.as(worker);
    expect_refused(late.decide(CloseHandoverScore{handover}), Errc::not_allowed, "hoort daar niet bij");
}

TEST(HandoverScore, IsFinalByTheSettingsOfThatMoment)
{
    Leaving scene;
    scene.rated("2026-11-18").as(rater).on("2026-11-22");
    expect_refused(scene.decide(CloseHandoverScore{handover}), Errc::wrong_state, "tot en met 2026-12-02");
    scene.context.settings.settings.reply_days = 3;
    scene.context.settings.event = 4711;

    EXPECT_EQ(event_of<HandoverScoreClosed>(scene.decide(CloseHandoverScore{handover})).settings,
              scene.context.settings.settings)
        << "they go with the programme wherever it goes";
}

TEST(HandoverScore, FinalMeansThatOnlyACheckUpIsAdded)
{
    Leaving scene;
    scene.rated("2026-10-05");
    scene.record().final = true;
    scene.as(worker);
    const std::string_view final = "is definitief";

    expect_refused(scene.decide(state("gebied-3")), Errc::wrong_state, final);
    expect_refused(scene.decide(AnswerTopic{handover, {}, TopicAnswer::none_known, {}}), Errc::wrong_state, final);
    expect_refused(scene.decide(CompleteHandover{handover, Text{"Nog iets"}, {}, {}}), Errc::wrong_state, final);
    expect_refused(scene.decide(ReplyToHandover{handover, Text{"Nog iets"}}), Errc::wrong_state, final);
    scene.as(rater);
    expect_refused(scene.decide(RateHandover{handover, fours, {}, {}, {}}), Errc::wrong_state, final);
    expect_refused(scene.decide(CloseHandoverScore{handover}), Errc::wrong_state, final);
    EXPECT_TRUE(scene.decide(check_up(14)));
}

TEST(HandoverDocument, IsClosedOnceItIsAccepted)
{
    Leaving scene;
    scene.accepted("2026-11-10");
    const std::string_view closed = "is aanvaard en het document is dicht";

    expect_refused(scene.decide(state("gebied-3")), Errc::wrong_state, closed);
    expect_refused(scene.decide(AnswerTopic{handover, {}, TopicAnswer::none_known, {}}), Errc::wrong_state, closed);
    expect_refused(scene.decide(CompleteHandover{handover, Text{"Nog iets"}, {}, {}}), Errc::wrong_state, closed);
    scene.as(successor);
    expect_refused(scene.decide(RetellHandover{handover, Text{"Anders gezegd"}}), Errc::wrong_state, closed);
    HoldConversation talk;
    talk.handover = handover;
    EXPECT_TRUE(scene.decide(talk)) << "that they talked is a fact, whenever it was";
}

// --- Check-ups

TEST(HandoverCheckUp, ThatIsEarlyIsRefusedWithTheDate)
{
    Leaving scene;
    scene.as(successor);
    expect_refused(scene.decide(check_up(14)), Errc::wrong_state, "nog niet aanvaard");
    scene.accepted("2026-11-10");
    expect_refused(scene.decide(check_up(14)), Errc::wrong_state,
                   "het terugkommoment van dag 14 kan vanaf 2026-11-24; het is nu 2026-11-20");
    expect_refused(scene.decide(check_up(30)), Errc::invalid, "30");
    scene.on("2026-11-24");
    scene.carry_out(check_up(14));
    expect_refused(scene.decide(check_up(14)), Errc::duplicate, "is al geweest");
}

TEST(HandoverCheckUp, FollowsTheDaysOfTheSettings)
{
    Leaving scene;
    scene.accepted("2026-11-10").as(successor);
    scene.context.settings.settings.check_up_days = {7, 30};
    EXPECT_TRUE(scene.decide(check_up(7)));
    expect_refused(scene.decide(check_up(14)), Errc::invalid, "dag 7 en dag 30");
}

TEST(HandoverCheckUp, TellsWhatWasMissingAndWhatAFreshLookSees)
{
    Leaving scene;
    scene.accepted("2026-09-01").as(successor);
    CheckUpHandover command = check_up(60);
    command.missing = {{4, true, Text{"De huurdersvereniging"}}};
    command.fresh_look = Text{"Niemand praat met de winkeliers"};
    command.first_met = day("2026-09-10");

    const Result<Payloads> decided = scene.decide(command);

    const auto looked = event_of<JournalAdded>(decided);
    const auto checked = event_of<HandoverCheckedUp>(decided);
    EXPECT_EQ(looked.kind, JournalKind::fresh_look);
    EXPECT_EQ(checked.fresh_look, looked.entry);
    ASSERT_EQ(checked.missing.size(), 1U);
    EXPECT_TRUE(checked.missing.front().critical);
    command.missing = {{9, true, Text{""}}};
    command.still_called = -1;
    const auto wrong = scene.decide(command);
    expect_refused(wrong, Errc::invalid, "onderdeel 9 bestaat niet");
    expect_refused(wrong, Errc::invalid, "'missing' is leeg");
    expect_refused(wrong, Errc::invalid, "still_called");
}

TEST(HandoverCheckUp, IsWrittenByTheSuccessorTheTeamOrWhoRated)
{
    Leaving scene;
    scene.rated("2026-10-20");
    for (const PersonId person : {successor, leader, rater}) {
        scene.as(person);
        EXPECT_TRUE(scene.decide(check_up(14)));
    }
    scene.as(second_rater);
    expect_refused(scene.decide(check_up(14)), Errc::not_allowed, "alleen het kernteam");
}

TEST(Handover, ThatIsNotHereIsNotFound)
{
    Scene scene;
    expect_refused(scene.decide(NameReceiver{HandoverId{9}, boss}), Errc::not_found, "overdracht-9 bestaat niet");
    expect_refused(scene.decide(check_up(14)), Errc::not_found, "overdracht-501 bestaat niet");
}

}  // namespace

}  // namespace wd::domain::test
