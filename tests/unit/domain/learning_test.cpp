// Reflections that somebody plans, what comes out of them, and learning questions with their versions.
// SPDX-License-Identifier: EUPL-1.2
#include "scene.hpp"

namespace wd::domain::test {

namespace {

PlanReflection plan(std::string role = "opbouwwerker")
{
    return {here, Text{"Nabespreking van de bewonersavond"}, std::move(role), day("2026-12-01")};
}

RecordReflection record(TaskId task, std::vector<std::string> roles)
{
    RecordReflection command;
    command.task = task;
    command.roles = std::move(roles);
    return command;
}

AgreedAction action(std::string title)
{
    AgreedAction made;
    made.title = Text{std::move(title)};
    return made;
}

// --- Planned

TEST(PlannedReflections, AreTasksOfARoleWithADate)
{
    Scene scene;

    const auto added = event_of<TaskAdded>(scene.carry_out(plan()));

    EXPECT_EQ(added.kind, StepKind::reflection);
    EXPECT_EQ(added.role, "opbouwwerker");
    EXPECT_EQ(scene.task(added.task).due, day("2026-12-01"));
    EXPECT_TRUE(scene.programme.timers.at(TimerKey{RunId{}, to_text(added.task), TimerKind::due}).at);
}

TEST(PlannedReflections, OfResidentsAreNeverLate)
{
    Scene scene;

    const auto added = event_of<TaskAdded>(scene.decide(plan("bewonersgroep")));

    EXPECT_EQ(added.timers.at(0).date, day("2026-12-01")) << "it is there to be seen";
    EXPECT_FALSE(added.timers.at(0).at);
}

TEST(PlannedReflections, NameAllThatIsWrongAtOnce)
{
    Scene scene;

    const auto decided = scene.decide(PlanReflection{here, Text{""}, "opbouwwerkster", day("2026-11-19")});

    expect_refused(decided, Errc::invalid, "3 dingen kloppen niet");
    expect_refused(decided, Errc::invalid, "opbouwwerker");
}

// --- Recorded

TEST(Reflections, WithoutParticipantsAreRefused)
{
    Scene scene;
    const TaskId id = event_of<TaskAdded>(scene.carry_out(plan())).task;

    expect_refused(scene.decide(record(id, {})), Errc::invalid, "een reflectie zonder deelnemers telt niet");
    expect_refused(scene.decide(record(id, {"opbouwwerker", "opbouwwerker"})), Errc::invalid, "staat er twee keer");
    expect_refused(scene.decide(record(id, {"wethouder"})), Errc::not_found, "geen rol 'wethouder'");
    EXPECT_EQ(event_of<ReflectionRecorded>(scene.decide(record(id, {"opbouwwerker", "bewonersgroep"}))).roles.size(),
              2U);
}

TEST(Reflections, OfAWorkflowWereAskedOfARoleThatWasThere)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::reflection);

    EXPECT_EQ(event_of<ReflectionRecorded>(scene.decide(record(id, {}))).roles,
              std::vector<std::string>{"opbouwwerker"});
    EXPECT_EQ(event_of<ReflectionRecorded>(scene.decide(record(id, {"projectleider"}))).roles,
              std::vector<std::string>{"projectleider"});
}

TEST(Reflections, ReleaseLessonsAndMakeTasksOfActions)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::reflection);
    RecordReflection command = record(id, {"opbouwwerker"});
    command.date = day("2026-11-18");
    command.lessons = {Text{"Begin later op de avond"}, Text{"Vraag eerst naar het groen"}};
    command.actions = {action("Bel de school"), action("Regel een tolk")};
    command.actions[1].role = "projectleider";
    command.actions[1].due = day("2026-12-15");

    const Payloads events = scene.carry_out(command);

    const auto recorded = std::get<ReflectionRecorded>(events.front());
    const auto lessons = list_events<JournalAdded>(events);
    const auto tasks = list_events<TaskAdded>(events);
    ASSERT_EQ(lessons.size(), 2U);
    EXPECT_EQ(recorded.lessons, (std::vector<EntryId>{lessons[0].entry, lessons[1].entry}));
    EXPECT_EQ(lessons[0].kind, JournalKind::lesson);
    EXPECT_EQ(lessons[0].date, day("2026-11-18"));
    ASSERT_EQ(tasks.size(), 2U);
    EXPECT_EQ(recorded.actions, (std::vector<TaskId>{tasks[0].task, tasks[1].task}));
    EXPECT_EQ(tasks[0].role, "opbouwwerker") << "of who was asked, when nobody is named";
    EXPECT_EQ(tasks[1].role, "projectleider");
    EXPECT_EQ(scene.task(tasks[1].task).due, day("2026-12-15"));
    EXPECT_FALSE(scene.programme.tasks.contains(id));
}

TEST(Reflections, KeepAtMostThreeLessons)
{
    Scene scene;
    RecordReflection command = record(scene.open(StepKind::reflection), {});
    command.lessons.assign(3, Text{"Les"});
    EXPECT_TRUE(scene.decide(command));
    command.lessons.assign(4, Text{"Les"});
    expect_refused(scene.decide(command), Errc::invalid, "dat zijn 4 lessen; kies er hoogstens 3");
}

TEST(Reflections, NameAllThatIsWrongAtOnce)
{
    Scene scene;
    RecordReflection command = record(scene.open(StepKind::reflection), {});
    command.date = day("2026-11-21");
    command.lessons = {Text{" "}};
    command.actions = {action("")};
    command.actions[0].person = nobody;
    command.actions[0].due = day("2026-01-01");

    const auto decided = scene.decide(command);

    expect_refused(decided, Errc::invalid, "5 dingen kloppen niet");
    expect_refused(decided, Errc::invalid, "'lessons[0]' is leeg");
    expect_refused(decided, Errc::invalid, "'actions[0].person' is persoon-99");
}

// --- Learning questions

LearningQuestionAdded ask(Scene& scene, std::string text = "Waarom komen jongeren niet?")
{
    AddLearningQuestion command;
    command.programme = here;
    command.text = Text{std::move(text)};
    return event_of<LearningQuestionAdded>(scene.carry_out(command));
}

MoveLearningQuestion move(EntryId question)
{
    MoveLearningQuestion command;
    command.question = question;
    return command;
}

TEST(LearningQuestions, AreNumberedOnFromTheLastOne)
{
    Scene scene;
    EXPECT_EQ(ask(scene).code, "L1");
    scene.ledger().learning[EntryId{5}] = LearningRecord{"L7", LearningState::lapsed};
    EXPECT_EQ(ask(scene).code, "L8") << "a code is never used again";
}

TEST(LearningQuestions, KeepWhoAskedWhereAndAtWhichLevel)
{
    Scene scene;
    AddLearningQuestion command;
    command.programme = here;
    command.text = Text{"Hoe komt het dat de regels dit tegenhouden?"};
    command.level = LearningLevel::system;
    command.obstacle = Text{"De subsidie sluit in mei"};
    command.at = scene.open(StepKind::reflection);

    const auto added = event_of<LearningQuestionAdded>(scene.decide(command));

    EXPECT_EQ(added.raised_by, worker);
    EXPECT_EQ(added.level, LearningLevel::system);
    EXPECT_EQ(scene.context.text_of(*added.obstacle), "De subsidie sluit in mei");
    EXPECT_EQ(added.task, command.at);
    command.text = Text{""};
    command.at = TaskId{999};
    expect_refused(scene.decide(command), Errc::invalid, "2 dingen kloppen niet");
}

struct Move {
    LearningState before;
    std::optional<LearningState> asked;
    bool with_answer;
    std::optional<LearningState> after;  // none: refused
};

TEST(LearningQuestions, MoveThroughTheirStates)
{
    using enum LearningState;
    for (const Move& row :
         {Move{open, {}, true, answered}, Move{open, examined, false, examined}, Move{open, examined, true, examined},
          Move{open, answered, false, {}}, Move{examined, answered, true, answered},
          Move{examined, lapsed, false, lapsed}, Move{answered, answered, false, answered},
          Move{answered, open, false, open}, Move{lapsed, open, false, {}}, Move{lapsed, {}, true, {}}})
    {
        Scene scene;
        const EntryId id = ask(scene).entry;
        scene.ledger().learning.at(id).state = row.before;
        MoveLearningQuestion command = move(id);
        command.state = row.asked;
        if (row.with_answer)
            command.answer = Text{"Omdat de avond te vroeg begint"};

        const auto decided = scene.decide(command);

        ASSERT_EQ(decided.has_value(), row.after.has_value()) << name_of(row.before) << row.with_answer;
        if (row.after) {
            EXPECT_EQ(event_of<LearningQuestionMoved>(decided).state, *row.after) << name_of(row.before);
        }
    }
}

TEST(LearningQuestions, KeepTheirStateWhenTheyAreRephrased)
{
    Scene scene;
    const EntryId id = ask(scene).entry;
    MoveLearningQuestion command = move(id);
    command.text = Text{"Wat houdt jongeren tegen?"};
    command.actions = {action("Vraag het op het plein")};

    const Payloads events = scene.carry_out(command);

    const auto moved = std::get<LearningQuestionMoved>(events.front());
    EXPECT_EQ(moved.state, LearningState::open);
    EXPECT_EQ(scene.context.text_of(*moved.text), "Wat houdt jongeren tegen?");
    EXPECT_EQ(moved.actions, std::vector<TaskId>{list_events<TaskAdded>(events).at(0).task});
}

TEST(LearningQuestions, AreNotMovedByNothing)
{
    Scene scene;
    const EntryId id = ask(scene).entry;

    expect_refused(scene.decide(move(id)), Errc::invalid, "zeg wat er nieuw is aan L1");
    expect_refused(scene.decide(move(EntryId{77})), Errc::not_found, "regel-77 is geen leervraag van programma-5");
    MoveLearningQuestion command = move(id);
    command.state = LearningState::answered;
    expect_refused(scene.decide(command), Errc::invalid, "L1 is pas beantwoord met een antwoord erbij");
    scene.ledger().learning.at(id).state = LearningState::lapsed;
    expect_refused(scene.decide(command), Errc::wrong_state, "leervraag L1 is vervallen");
}

}  // namespace

}  // namespace wd::domain::test
