// Views for people: every one of them runs, filters, names, and keeps confidential rows for their team.
// SPDX-License-Identifier: EUPL-1.2
#include "drivers.hpp"
#include "random_story.hpp"

namespace wd::store::test {

using namespace domain;

using View = StoreTest;
WD_ON_EVERY_DRIVER(View);

namespace {

std::string text_of(const json::value& value)
{
    return value.is_null() ? "null" : std::string(value.as_string());
}

Viewer viewer_of(PersonId person)
{
    Viewer viewer;
    viewer.person = person;
    return viewer;
}

// A programme with one run, one phase and one task.
struct OneTask {
    Story story;
    RunId run;
    TaskId task;

    explicit OneTask(Store& store, std::optional<PersonId> team = {})
        : story(store), run(story.start_run("wijkaanpak", team))
    {
        story.open_phase(run, "start");
        task = story.open_task(run, "start#1/uitnodigen");
    }
};

}  // namespace

TEST_P(View, AnswersEachQuestionOnAnyStory)
{
    const auto store = open();
    store->set_durability(Durability::off);
    RandomStory story(*store, 3);
    for (int i = 0; i < 200; ++i)
        story.step();
    const auto read = reader();

    EXPECT_GT(read->view_names().size(), 30U);
    for (const std::string_view name : read->view_names()) {
        json::object parameters;
        const std::vector<std::string_view> known = find_view_parameters(name).value();
        for (const std::string_view parameter : known)
            parameters[parameter] =
                parameter == "programme" ? json::value(story.story().id().value) : json::value(nullptr);
        EXPECT_NO_THROW(read->view(name, parameters)) << name;
        EXPECT_NO_THROW(read->view(name, {})) << name;
    }
}

TEST_P(View, KnowsItsNamesAndParameters)
{
    EXPECT_FALSE(find_view_parameters("takenlijst"));
    EXPECT_THROW(reader()->view("takenlijst", {}), Bug);
    EXPECT_THROW(reader()->view("programmes", {{"kleur", 1}}), Bug);
    EXPECT_NO_THROW(reader()->view("programmes", {{"viewer", 1}}));
}

TEST_P(View, ShowsIdsTimesAndBooleansAsPeopleReadThem)
{
    const auto store = open();
    OneTask one(*store);

    const json::array rows = reader()->view("tasks", {{"programme", one.story.id().value}});
    ASSERT_EQ(rows.size(), 1U);
    const json::object& row = rows.front().as_object();
    EXPECT_EQ(row.begin()->key(), "task");
    EXPECT_EQ(row.at("task"), json::value(to_text(one.task)));
    EXPECT_EQ(row.at("programme_name"), "Heuvel");
    EXPECT_EQ(row.at("late"), false);
    EXPECT_EQ(row.at("person"), nullptr);
    EXPECT_EQ(row.at("due"), "2026-02-02");
    EXPECT_TRUE(text_of(row.at("opened_at")).ends_with("Z"));
}

TEST_P(View, FiltersTasks)
{
    const auto store = open();
    OneTask first(*store);
    OneTask second(*store);
    first.story.tell(TaskClaimed{first.task, PersonId{8}}, first.run);
    const auto read = reader();

    EXPECT_EQ(read->view("tasks", {}).size(), 2U);
    EXPECT_EQ(read->view("tasks", {{"programme", first.story.id().value}}).size(), 1U);
    EXPECT_EQ(read->view("tasks", {{"person", 8}}).size(), 1U);
    EXPECT_EQ(read->view("tasks", {{"state", "offered"}}).size(), 1U);
    EXPECT_EQ(read->view("tasks", {{"role", "opbouwwerker"}}).size(), 2U);
    EXPECT_EQ(read->view("tasks", {{"role", "projectleider"}}).size(), 0U);
    EXPECT_EQ(read->view("tasks", {{"limit", 1}}).size(), 1U);
}

TEST_P(View, ShowsAPersonWhatWaitsForThem)
{
    const auto store = open();
    const PersonId person = add_person(*store, "Youssef");
    OneTask claimed(*store);
    claimed.story.tell(TaskClaimed{claimed.task, person}, claimed.run);
    OneTask by_role(*store);
    const auto position = by_role.story.new_id<PositionTag>();
    by_role.story.tell(PositionAdded{position, "opbouwwerker", "Opbouwwerker", true, false});
    by_role.story.tell(AssignmentStarted{by_role.story.new_id<AssignmentTag>(), position, person, day("2026-01-05")});
    StepOpened gate;
    gate.path = "verkenning#1/verder";
    gate.kind = StepKind::gate;
    gate.task = by_role.story.new_id<TaskTag>();
    gate.deciders = {"projectleider", "opbouwwerker"};
    by_role.story.tell(gate, by_role.run);
    OneTask of_others(*store);

    const json::array rows = reader()->view("tasks_of", {{"person", person.value}});

    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[2].at("task"), json::value(to_text(*gate.task)));
    EXPECT_EQ(reader()->view("tasks", {{"role", "projectleider"}}).size(), 1U);
    by_role.story.tell(GateAnswered{*gate.task, "opbouwwerker", GateOutcome::go, {}, {}, {}, {}}, by_role.run);
    EXPECT_EQ(reader()->view("tasks_of", {{"person", person.value}}).size(), 2U);
    EXPECT_EQ(rows[0].at("task"), json::value(to_text(claimed.task)));
    EXPECT_EQ(rows[1].at("task"), json::value(to_text(by_role.task)));
}

TEST_P(View, ShowsOneTaskWhetherOpenOrClosed)
{
    const auto store = open();
    OneTask one(*store);
    EXPECT_EQ(reader()->view("task", {{"task", one.task.value}}).at(0).at("state"), "offered");

    one.story.tell(TaskCompleted{one.task, {{"aantal", 7, {}}}}, one.run, PersonId{8});

    const json::value row = reader()->view("task", {{"task", one.task.value}}).at(0);
    EXPECT_EQ(row.at("state"), "done");
    EXPECT_EQ(row.at("closed_by"), "persoon-8");
    EXPECT_EQ(row.at("answers").at(0).at("value"), 7);
    EXPECT_EQ(reader()->view("tasks_closed", {{"programme", one.story.id().value}}).size(), 1U);
}

TEST_P(View, ShowsConfidentialRowsToTheirTeamOnly)
{
    const auto store = open();
    const PersonId team = add_person(*store, "Wijkteam", {}, PersonKind::team);
    const PersonId member = add_person(*store, "Youssef", {team});
    const PersonId other = add_person(*store, "Anja");
    OneTask one(*store, team);
    const std::int64_t programme = one.story.id().value;
    const auto read = reader();

    for (const std::string_view view : {"tasks", "runs", "phases", "timers"}) {
        EXPECT_EQ(read->view(view, {{"programme", programme}, {"viewer", member.value}}).size(), 1U) << view;
        EXPECT_TRUE(read->view(view, {{"programme", programme}, {"viewer", other.value}}).empty()) << view;
        EXPECT_TRUE(read->view(view, {{"programme", programme}}).empty()) << view;
    }
    for (const std::string_view view : {"task", "steps"}) {
        const json::object of_member{{view == "task" ? "task" : "run", view == "task" ? one.task.value : one.run.value},
                                     {"viewer", member.value}};
        json::object of_other = of_member;
        of_other["viewer"] = other.value;
        EXPECT_EQ(read->view(view, of_member).size(), 1U) << view;
        EXPECT_TRUE(read->view(view, of_other).empty()) << view;
    }
    EXPECT_EQ(read->list_events_for(viewer_of(member), one.story.id(), 0, 99).size(), 4U);
    EXPECT_EQ(read->list_events_for(viewer_of(other), one.story.id(), 0, 99).size(), 1U);
}

// A count of one would tell that there is a household.
TEST_P(View, CountsNoConfidentialWork)
{
    const auto store = open();
    const PersonId team = add_person(*store, "Wijkteam", {}, PersonKind::team);
    OneTask confidential(*store, team);
    confidential.story.tell(TaskBecameLate{confidential.task, day("2026-02-02")}, confidential.run);
    OneTask plain(*store);

    json::value counts = reader()->view("counts", {}).at(0);
    EXPECT_EQ(counts.at("programmes"), 2);
    EXPECT_EQ(counts.at("runs_open"), 1);
    EXPECT_EQ(counts.at("tasks_open"), 1);
    EXPECT_EQ(counts.at("tasks_late"), 0);
    confidential.story.tell(TaskCompleted{confidential.task, {}}, confidential.run);
    plain.story.tell(TaskBecameLate{plain.task, day("2026-02-02")}, plain.run);
    counts = reader()->view("counts", {}).at(0);
    EXPECT_EQ(counts.at("tasks_done"), 0);
    EXPECT_EQ(counts.at("tasks_late"), 1);
    plain.story.tell(TaskRescheduled{plain.task, {{TimerKind::due, "", day("2026-03-02"), {}, {}}}, {}}, plain.run);
    EXPECT_EQ(reader()->view("counts", {}).at(0).at("tasks_late"), 0);
}

TEST_P(View, ForgetsANameThatWasErased)
{
    const auto store = open();
    const PersonId person = add_person(*store, "Fatima");
    OneTask one(*store);
    one.story.tell(TaskClaimed{one.task, person}, one.run);
    EXPECT_EQ(reader()->view("tasks", {}).at(0).at("person_name"), "Fatima");

    store->begin();
    for (const ContentId content : store->list_content_about(person))
        store->erase_content(content, one.story.now());
    store->commit();

    EXPECT_EQ(reader()->view("tasks", {}).at(0).at("person_name"), nullptr);
    EXPECT_EQ(reader()->view("tasks", {}).at(0).at("person"), json::value(to_text(person)));
    EXPECT_EQ(reader()->view("person", {{"person", person.value}}).at(0).at("name"), nullptr);
}

TEST_P(View, ShowsPhasesWithTheirDatesAndRepeats)
{
    const auto store = open();
    OneTask one(*store);
    one.story.tell(PhaseClosed{"start", 1, PhaseEnd::left, "start"}, one.run);
    one.story.open_phase(one.run, "start", 2);

    const json::array rows = reader()->view("phases", {{"programme", one.story.id().value}});

    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].at("how"), "left");
    EXPECT_EQ(rows[0].at("workflow"), "wijkaanpak");
    EXPECT_EQ(rows[1].at("generation"), 2);
    EXPECT_EQ(rows[1].at("closed_at"), nullptr);
    one.story.tell(PhaseClosed{"start", 2, PhaseEnd::finished, {}}, one.run);
    one.story.tell(RunEnded{RunEnd::done, {}}, one.run);
    EXPECT_EQ(reader()->view("phases", {{"programme", one.story.id().value}}).at(1).at("workflow"), "wijkaanpak");
    EXPECT_EQ(reader()->view("runs_closed", {{"programme", one.story.id().value}}).size(), 1U);
    EXPECT_EQ(
        reader()->view("steps_closed", {{"programme", one.story.id().value}, {"run", one.run.value}}).at(0).at("state"),
        "cancelled");
}

TEST_P(View, ShowsWhatIsStuckAndWhy)
{
    const auto store = open();
    OneTask one(*store);
    one.story.tell(RunStuck{StuckReason::missing_fact, "start#1/x", "reach.per_mille", "workflow.lua:31"}, one.run);

    const json::array stuck = reader()->view("stuck_runs", {});
    ASSERT_EQ(stuck.size(), 1U);
    EXPECT_EQ(stuck[0].at("fact"), "reach.per_mille");
    EXPECT_EQ(reader()->view("runs", {}).at(0).at("steps_open"), 1);
    one.story.tell(RunFreed{}, one.run);
    EXPECT_TRUE(reader()->view("stuck_runs", {}).empty());
}

TEST_P(View, ShowsAnEmptyChair)
{
    const auto store = open();
    Story story(*store);
    story.tell(PositionAdded{story.new_id<PositionTag>(), "projectleider", "Projectleider", true, false});

    const json::array rows = reader()->view("positions", {{"programme", story.id().value}});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].at("person"), nullptr);
    EXPECT_EQ(rows[0].at("core"), true);
}

TEST_P(View, ShowsWhatIsCorrected)
{
    const auto store = open();
    Story story(*store);
    const auto entry = story.new_id<EntryTag>();
    story.tell(ReachRecorded{entry, "deur", 3, "jongeren", day("2026-01-05")});
    story.tell(EntryCorrected{entry, "people", 5, {}, {}});
    story.tell(EntryCorrected{entry, "group", nullptr, {}, {}});

    const json::value row = reader()->view("reach", {{"programme", story.id().value}}).at(0);
    EXPECT_EQ(row.at("people"), 5);
    EXPECT_EQ(row.at("group"), nullptr);
    EXPECT_EQ(store->load_ledger(story.id()).reach.at("deur"), 5);
}

TEST_P(View, RefusesACorrectionThatNoTableKnows)
{
    const auto store = open();
    Story story(*store);
    const auto entry = story.new_id<EntryTag>();
    story.tell(ReachRecorded{entry, "deur", 3, {}, day("2026-01-05")});

    EXPECT_THROW(story.tell(EntryCorrected{entry, "kleur", 5, {}, {}}), Bug);
    store->rollback();
}

TEST_P(View, KeepsWhatEarlierPhasesGave)
{
    const auto store = open();
    OneTask one(*store);
    one.story.tell(TaskCompleted{one.task, {{"aantal", 7, {}}}}, one.run);
    one.story.tell(PhaseClosed{"start", 1, PhaseEnd::left, "start"}, one.run);
    one.story.open_phase(one.run, "start", 2);
    const TaskId again = one.story.open_task(one.run, "start#2/uitnodigen");
    one.story.tell(TaskCompleted{again, {{"aantal", 9, {}}}}, one.run);
    one.story.tell(PhaseClosed{"start", 2, PhaseEnd::left, {}}, one.run);

    const std::vector<ClosedStep> steps = store->list_closed_steps(one.story.id(), one.run, "uitnodigen");
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0].path, "start#1/uitnodigen");
    EXPECT_EQ(steps[1].result.at("aantal"), 9);
    one.story.tell(AnswerCorrected{again, {"aantal", 10, {}}, {}});
    EXPECT_EQ(reader()->list_closed_steps(one.story.id(), one.run, "uitnodigen")[1].result.at("aantal"), 10);
    EXPECT_TRUE(store->list_closed_steps(one.story.id(), one.run, "anders").empty());
}

}  // namespace wd::store::test
