// What stands beside the tasks of a confidential run (RULES B6), and by which index tasks are found.
// SPDX-License-Identifier: EUPL-1.2
#include "store/sql.hpp"

#include "drivers.hpp"
#include "story.hpp"

#include <sqlite3.h>

namespace wd::store::test {

using namespace domain;

using Confidential = StoreTest;
WD_ON_EVERY_DRIVER(Confidential);

TEST_P(Confidential, GatesMeasuresAndPromisesAreForTheirTeamOnly)
{
    const auto store = open();
    const PersonId team = add_person(*store, "Wijkteam", {}, PersonKind::team);
    const PersonId member = add_person(*store, "Youssef", {team});
    const PersonId other = add_person(*store, "Anja");
    Story story(*store);
    const RunId run = story.start_run("huishouden", team);
    story.open_phase(run, "start");
    const TaskId gate = story.open_task(run, "start#1/verder", StepKind::gate);
    const TaskId bill = story.open_task(run, "start#1/rekening", StepKind::measure);
    const Kept text = story.text("tekst");
    story.tell(GateAnswered{gate, "leider", GateOutcome::go, {}, {}, {}, {}}, run);
    story.tell(MeasureRecorded{story.new_id<EntryTag>(), "rekening", 7, FieldKind::count, {}, day("2026-01-05"), bill},
               run);
    story.tell(CommitmentAdded{story.new_id<EntryTag>(), text.ref, {}, {}, gate, false}, {text});
    story.tell(MeasureRecorded{story.new_id<EntryTag>(), "bomen", 7, FieldKind::count, {}, day("2026-01-05"), {}});

    const auto count = [&](std::string_view view, PersonId viewer) {
        return reader()->view(view, {{"programme", story.id().value}, {"viewer", viewer.value}}).size();
    };
    const auto expect_hidden = [&] {
        EXPECT_EQ(count("gates", member), 1U);
        EXPECT_EQ(count("gates", other), 0U);
        EXPECT_EQ(count("measures", member), 2U);
        EXPECT_EQ(count("measures", other), 1U);
        EXPECT_EQ(count("commitments", member), 1U);
        EXPECT_EQ(count("commitments", other), 0U);
    };
    expect_hidden();
    story.tell(PhaseClosed{"start", 1, PhaseEnd::finished, {}}, run);
    story.tell(RunEnded{RunEnd::done, {}}, run);
    expect_hidden();
    const auto run_of = [&](PersonId viewer) {
        return reader()->view("run", {{"run", run.value}, {"viewer", viewer.value}}).size();
    };
    EXPECT_EQ(run_of(member), 1U);
    EXPECT_EQ(run_of(other), 0U);
}

TEST_P(Confidential, WhatIsAddedWithinARunAndWhatOutlivesItAreForItsTeamOnly)
{
    const auto store = open();
    const PersonId team = add_person(*store, "Wijkteam", {}, PersonKind::team);
    const PersonId member = add_person(*store, "Youssef", {team});
    const PersonId other = add_person(*store, "Anja");
    Story story(*store);
    const RunId run = story.start_run("huishouden", team);
    story.open_phase(run, "start");
    const TaskId action = story.new_id<TaskTag>();
    story.tell(TaskAdded{action, StepKind::task, story.text("bel de school").ref, {}, {}, {}, {}}, run);
    story.tell(PhaseClosed{"start", 1, PhaseEnd::finished, {}}, run);
    story.tell(RunEnded{RunEnd::done, {}}, run);

    const auto tasks_for = [&](PersonId viewer) {
        return reader()->view("tasks", {{"programme", story.id().value}, {"viewer", viewer.value}}).size();
    };
    EXPECT_EQ(tasks_for(member), 1U);
    EXPECT_EQ(tasks_for(other), 0U);
    ASSERT_TRUE(store->find_task_origin(story.id(), action).has_value());
    EXPECT_EQ(store->find_task_origin(story.id(), action)->team, team);
}

// A store has 17,000 programmes: nobody reads every task to find a few.
TEST_P(Confidential, TasksAreFoundByAnIndexWhateverIsAsked)
{
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open_v2((directory() / "wijkdraad.db").c_str(), &handle, SQLITE_OPEN_READONLY, nullptr), 0);
    const auto plan_of = [&](const Sql& view) {
        const std::string text = "explain query plan " + std::string(view.text);
        sqlite3_stmt* plan = nullptr;
        EXPECT_EQ(sqlite3_prepare_v2(handle, text.c_str(), -1, &plan, nullptr), SQLITE_OK) << sqlite3_errmsg(handle);
        std::string told;
        while (sqlite3_step(plan) == SQLITE_ROW)
            told += std::string(reinterpret_cast<const char*>(sqlite3_column_text(plan, 3))) + "\n";
        sqlite3_finalize(plan);
        return told;
    };
    const std::string told = plan_of(sql::view_tasks);
    const std::string of_one = plan_of(sql::view_tasks_of);
    sqlite3_close(handle);

    for (const char* index : {"INDEX task_person (person=?", "INDEX task_role (role=?", "INDEX task_deciders"})
        EXPECT_NE(told.find(index), std::string::npos) << index << "\n" << told;
    EXPECT_EQ(told.find("SCAN o"), std::string::npos) << told;
    EXPECT_EQ(of_one.find("SCAN o"), std::string::npos) << of_one;
    EXPECT_EQ(of_one.find("SEARCH o USING PRIMARY KEY (programme>"), std::string::npos) << of_one;
}

TEST_P(Confidential, ATaskTellsItsTitleAtTheStepToo)
{
    const auto store = open();
    Story story(*store);
    const RunId run = story.start_run();
    story.open_phase(run, "start");
    const TaskId task = story.open_task(run, "start#1/uitnodigen");
    const auto title = [&](std::string_view view) {
        const json::object with{{"programme", story.id().value}, {"run", run.value}};
        return json::serialize(
            reader()->view(view, view == "steps" ? json::object{{"run", run.value}} : with).at(0).at("title"));
    };
    EXPECT_EQ(title("steps"), "\"Nodig bewoners uit\"");
    story.tell(TaskCompleted{task, {}}, run);
    EXPECT_EQ(title("steps"), "\"Nodig bewoners uit\"");
    story.tell(PhaseClosed{"start", 1, PhaseEnd::finished, {}}, run);
    EXPECT_EQ(title("steps_closed"), "\"Nodig bewoners uit\"");
}

}  // namespace wd::store::test
