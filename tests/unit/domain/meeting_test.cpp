// Meetings with attendance as counts, decisions of council and board, and reflections.
// SPDX-License-Identifier: EUPL-1.2
#include "scene.hpp"

namespace wd::domain::test {

namespace {

RecordMeeting evening(TaskId id)
{
    RecordMeeting command;
    command.task = id;
    command.date = day("2026-11-19");
    command.attendance = 40;
    return command;
}

TEST(Meetings, KeepAttendanceAsCountsAndTheMinutesAsContent)
{
    Scene scene;
    RecordMeeting command = evening(scene.open(StepKind::meeting));
    command.groups = {{"jongeren", 12}, {"nieuw_in_de_wijk", 35}};
    command.minutes = Text{"Veel vragen over parkeren"};

    const auto recorded = event_of<MeetingRecorded>(scene.decide(command));

    EXPECT_EQ(recorded.attendance, 40);
    EXPECT_EQ(recorded.groups.size(), 2U) << "groups overlap: their sum may pass the attendance";
    EXPECT_EQ(scene.context.text_of(*recorded.minutes), "Veel vragen over parkeren");
}

TEST(Meetings, ActionsBecomeTasksOfTheSameRoleAfterTheRecord)
{
    Scene scene;
    RecordMeeting command = evening(scene.open(StepKind::meeting));
    command.actions = {Text{"Bel de corporatie"}, Text{"Zet de notulen op de site"}};

    const Payloads events = scene.carry_out(command);

    ASSERT_EQ(events.size(), 3U);
    EXPECT_TRUE(std::holds_alternative<MeetingRecorded>(events[0]));
    const auto added = list_events<TaskAdded>(events);
    EXPECT_EQ(added[0].role, "opbouwwerker");
    EXPECT_EQ(scene.context.text_of(added[1].title), "Zet de notulen op de site");
    EXPECT_TRUE(scene.programme.tasks.contains(added[0].task));
}

TEST(Meetings, ActionsBelongToTheRunAsTheMeetingDoes)
{
    Scene scene;
    RecordMeeting command = evening(scene.open(StepKind::meeting));
    command.actions = {Text{"Bel de corporatie"}};

    scene.carry_out(command);

    EXPECT_EQ(scene.recorded_under, (std::vector<RunId>{run_id, run_id}))
        << "a team that may see one may see the other";
    scene.carry_out(AddTask{scene.programme.id, Text{"Bel de huismeester"}, {}, {}, {}});
    EXPECT_EQ(scene.recorded_under, std::vector<RunId>{RunId{}});
}

TEST(Meetings, AreNotRecordedBeforeTheyWere)
{
    Scene scene;
    RecordMeeting command = evening(scene.open(StepKind::meeting));
    command.date = day("2026-11-21");

    expect_refused(scene.decide(command), Errc::invalid, "'date' is 2026-11-21 en dat ligt na vandaag (2026-11-20)");
}

TEST(Meetings, GroupsCountAtMostEverybodyWhoWasThere)
{
    Scene scene;
    RecordMeeting command = evening(scene.open(StepKind::meeting));

    command.groups = {{"jongeren", 41}};
    expect_refused(scene.decide(command), Errc::invalid, "groep 'jongeren' telt 41 mensen op 40 aanwezigen");
    command.groups = {{"jongeren", -1}};
    expect_refused(scene.decide(command), Errc::invalid, "telt -1 mensen");
    command.groups = {{"Jong & oud", 2}};
    expect_refused(scene.decide(command), Errc::invalid, "'groups' is 'Jong & oud'; gebruik kleine letters");
    command.groups = {{"jongeren", 1}, {"jongeren", 2}};
    expect_refused(scene.decide(command), Errc::invalid, "staat er twee keer");
    command.groups = {};
    command.attendance = -3;
    expect_refused(scene.decide(command), Errc::invalid, "'attendance' is -3");
}

TEST(Meetings, EmptyTextIsNoMinutesAndNoAction)
{
    Scene scene;
    RecordMeeting command = evening(scene.open(StepKind::meeting));
    command.minutes = Text{""};
    command.actions = {Text{" "}};

    const auto decided = scene.decide(command);

    expect_refused(decided, Errc::invalid, "'minutes' is leeg");
    expect_refused(decided, Errc::invalid, "'actions' is leeg");
}

TEST(Meetings, NobodyCameIsARecordToo)
{
    Scene scene;
    RecordMeeting command = evening(scene.open(StepKind::meeting));
    command.attendance = 0;

    EXPECT_TRUE(scene.decide(command));
}

// --- Decisions

RecordDecision decision(TaskId id, Decision outcome)
{
    RecordDecision command;
    command.task = id;
    command.outcome = outcome;
    return command;
}

TEST(Decisions, HaveThreeOutcomesAndTodayAsDate)
{
    for (const Decision outcome : {Decision::adopt, Decision::reject}) {
        Scene scene;
        const auto recorded =
            event_of<DecisionRecorded>(scene.decide(decision(scene.open(StepKind::decision), outcome)));

        EXPECT_EQ(recorded.outcome, outcome);
        EXPECT_EQ(recorded.date, day("2026-11-20"));
    }
}

TEST(Decisions, ConditionsBecomeCommitmentsBeforeTheDecision)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::decision);
    RecordDecision command = decision(id, Decision::adopt_with_conditions);
    command.conditions = {Condition{Text{"Eerst het achterstallig onderhoud"}, leader, day("2027-02-01")},
                          Condition{Text{"Vaste contactpersoon"}, corporation, day("2027-01-01")}};

    const Payloads events = scene.carry_out(command);

    const auto promises = list_events<CommitmentAdded>(events);
    ASSERT_EQ(promises.size(), 2U);
    EXPECT_EQ(promises[0].owner, leader);
    EXPECT_EQ(promises[0].due, day("2027-02-01"));
    EXPECT_EQ(promises[0].task, id);
    const auto& recorded = std::get<DecisionRecorded>(events.back());
    EXPECT_EQ(recorded.conditions, (std::vector<EntryId>{promises[0].entry, promises[1].entry}));
    EXPECT_EQ(scene.ledger().commitments.size(), 2U);
    EXPECT_EQ(scene.recorded_under, (std::vector<RunId>{run_id, RunId{}, run_id, RunId{}, run_id}))
        << "as confidential as the decision; a timer of a promise belongs to no step";
}

TEST(Decisions, ConditionsBelongToOneOutcome)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::decision);
    RecordDecision command = decision(id, Decision::adopt_with_conditions);

    expect_refused(scene.decide(command), Errc::invalid,
                   "'vastgesteld met voorwaarden' vraagt minstens één voorwaarde");
    command.outcome = Decision::reject;
    command.conditions = {Condition{Text{"Eerst onderhoud"}, leader, day("2027-02-01")}};
    expect_refused(scene.decide(command), Errc::invalid, "bij 'afgewezen' horen geen voorwaarden");
    command.outcome = Decision::adopt;
    expect_refused(scene.decide(command), Errc::invalid, "kies 'vastgesteld met voorwaarden'");
}

TEST(Decisions, EachConditionHasTextOwnerAndADateAfterTheDecision)
{
    Scene scene;
    RecordDecision command = decision(scene.open(StepKind::decision), Decision::adopt_with_conditions);
    command.date = day("2026-11-10");
    command.conditions = {Condition{Text{""}, nobody, day("2026-11-09")}};

    const auto decided = scene.decide(command);

    expect_refused(decided, Errc::invalid, "conditions[0].text");
    expect_refused(decided, Errc::invalid, "persoon-99, maar die staat niet in Wijkdraad");
    expect_refused(decided, Errc::invalid, "voorwaarde 1 moet klaar zijn op 2026-11-09 en dat ligt voor 2026-11-10");
    EXPECT_TRUE(scene.context.kept.empty());
}

TEST(Decisions, AreNotRecordedBeforeTheyWereTaken)
{
    Scene scene;
    RecordDecision command = decision(scene.open(StepKind::decision), Decision::adopt);
    command.date = day("2026-12-01");

    expect_refused(scene.decide(command), Errc::invalid, "ligt na vandaag");
}

// --- Reflections, see also learning_test.cpp

TEST(Reflections, AreRecordedWithTheirForm)
{
    Scene scene;
    Field field;
    field.id = "vraag";
    field.title = "Welke vraag nemen we mee?";
    scene.add_form(Form{"leeragenda", "Leeragenda", {field}});
    Step step;
    step.id = "leeragenda";
    step.kind = StepKind::reflection;
    step.role = "opbouwwerker";
    step.form = "leeragenda";
    const TaskId id = scene.open(step);

    expect_refused(scene.decide(RecordReflection{id, {}, {}, {"opbouwwerker"}, {}, {}}), Errc::invalid,
                   "(vraag) is nog niet beantwoord");
    const auto recorded = event_of<ReflectionRecorded>(
        scene.decide(RecordReflection{id, parsed(R"({"vraag":"Wie missen we?"})"), {}, {"opbouwwerker"}, {}, {}}));
    EXPECT_EQ(scene.context.text_of(*recorded.answers.at(0).text), "Wie missen we?");
}

TEST(Reflections, AreSkippedWithOneSentence)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::reflection);

    expect_refused(scene.decide(SkipReflection{id, Text{"  druk   "}}), Errc::invalid, "'druk' zegt te weinig");
    expect_refused(scene.decide(SkipReflection{id, Text{""}}), Errc::invalid, "'reason' is leeg");
    expect_refused(scene.decide(SkipReflection{id, Text{"éééé"}}), Errc::invalid, "zegt te weinig");
    EXPECT_TRUE(scene.decide(SkipReflection{id, Text{"Dit bespraken we gisteren al met de groep"}}));
}

}  // namespace

}  // namespace wd::domain::test
