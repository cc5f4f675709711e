// The due index: order, bounds, paused programmes, timers that wait for their date.
// SPDX-License-Identifier: EUPL-1.2
#include "drivers.hpp"
#include "story.hpp"

namespace wd::store::test {

using namespace domain;
using std::chrono::days;

class Timers : public StoreTest {
protected:
    // A wait in a run of its own.
    static RunId wait_until(Story& story, std::optional<Timestamp> at)
    {
        const RunId run = story.start_run();
        story.open_phase(run, "start");
        StepOpened wait;
        wait.path = "start#1/wachten";
        wait.kind = StepKind::wait;
        wait.timers = {{TimerKind::wait, "3 weken", {}, at, {}}};
        story.tell(std::move(wait), run);
        return run;
    }
};
WD_ON_EVERY_DRIVER(Timers);

TEST_P(Timers, AreDueOldestFirst)
{
    const auto store = open();
    Story first(*store);
    Story second(*store);
    const RunId late = wait_until(first, monday + days{9});
    const RunId early = wait_until(second, monday + days{3});
    wait_until(second, monday + days{30});

    const std::vector<DueTimer> due = store->list_due_timers(monday + days{10}, 10);

    ASSERT_EQ(due.size(), 2U);
    EXPECT_EQ(due[0].key.run, early);
    EXPECT_EQ(due[0].programme, second.id());
    EXPECT_EQ(due[0].key.kind, TimerKind::wait);
    EXPECT_EQ(due[0].at, monday + days{3});
    EXPECT_EQ(due[1].key.run, late);
    EXPECT_EQ(store->find_next_timer(), monday + days{3});
}

TEST_P(Timers, AreDueAtTheirVeryInstant)
{
    const auto store = open();
    Story story(*store);
    wait_until(story, monday + days{3});

    EXPECT_TRUE(store->list_due_timers(monday + days{3} - std::chrono::milliseconds{1}, 10).empty());
    EXPECT_EQ(store->list_due_timers(monday + days{3}, 10).size(), 1U);
}

TEST_P(Timers, AreTakenInBoundedPortions)
{
    const auto store = open();
    Story story(*store);
    for (int i = 0; i < 5; ++i)
        wait_until(story, monday + days{i});

    EXPECT_EQ(store->list_due_timers(monday + days{99}, 3).size(), 3U);
}

TEST_P(Timers, WaitVisiblyWithoutADate)
{
    const auto store = open();
    Story story(*store);
    const RunId run = wait_until(story, {});

    EXPECT_TRUE(store->list_due_timers(monday + days{9'999}, 10).empty());
    EXPECT_EQ(store->find_next_timer(), std::nullopt);
    EXPECT_EQ(reader()->view("timers", {{"programme", story.id().value}}).at(0).at("at"), nullptr);
    story.tell(TimerMoved{"start#1/wachten", {TimerKind::wait, "3 weken", day("2026-02-01"), monday + days{4}, {}}},
               run);
    EXPECT_EQ(store->find_next_timer(), monday + days{4});
    EXPECT_EQ(difference(story), "");
}

TEST_P(Timers, OfAPausedProgrammeAreNotDue)
{
    const auto store = open();
    Story story(*store);
    wait_until(story, monday + days{3});
    story.tell(ProgrammePaused{day("2026-01-06"), story.text("rust").ref});

    EXPECT_TRUE(store->list_due_timers(monday + days{9}, 10).empty());
    EXPECT_EQ(store->find_next_timer(), std::nullopt);
    story.tell(ProgrammeResumed{day("2026-01-09"), 3});
    EXPECT_EQ(store->list_due_timers(monday + days{9}, 10).size(), 1U);
    EXPECT_EQ(difference(story), "");
}

TEST_P(Timers, SetDuringAPauseAreNotDueEither)
{
    const auto store = open();
    Story story(*store);
    story.tell(ProgrammePaused{day("2026-01-06"), story.text("rust").ref});
    wait_until(story, monday + days{3});

    EXPECT_TRUE(store->list_due_timers(monday + days{9}, 10).empty());
    story.tell(ProgrammeResumed{day("2026-01-09"), 3});
    EXPECT_EQ(store->list_due_timers(monday + days{9}, 10).size(), 1U);
}

TEST_P(Timers, GoWithTheirStep)
{
    const auto store = open();
    Story story(*store);
    const RunId run = wait_until(story, monday + days{3});
    story.tell(StepClosed{"start#1/wachten", StepState::done, {}}, run);

    EXPECT_EQ(store->find_next_timer(), std::nullopt);
    EXPECT_EQ(difference(story), "");
}

TEST_P(Timers, OfACarriedTaskGoOnUnderItsOwnName)
{
    const auto store = open();
    Story story(*store);
    const RunId run = story.start_run();
    story.open_phase(run, "start");
    StepOpened opened;
    opened.path = "start#1/nazorg";
    opened.task = story.new_id<TaskTag>();
    opened.carry = true;
    opened.timers = {{TimerKind::due, "3 weken", day("2026-02-01"), monday + days{21}, {}}};
    story.tell(opened, run);
    story.tell(PhaseClosed{"start", 1, PhaseEnd::completed, {}}, run);

    const std::vector<DueTimer> due = store->list_due_timers(monday + days{30}, 10);
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due[0].key.run, RunId{});
    EXPECT_EQ(due[0].key.path, to_text(*opened.task));
    EXPECT_EQ(difference(story), "");
}

TEST_P(Timers, OfAGateThatSaidNotNowAskAgain)
{
    const auto store = open();
    Story story(*store);
    const RunId run = story.start_run();
    story.open_phase(run, "start");
    const TaskId gate = story.open_task(run, "start#1/verder", StepKind::gate);
    story.tell(
        GateDecided{
            gate, GateOutcome::not_now, TimerSet{TimerKind::again, "", day("2026-03-01"), monday + days{55}, {}}, {}},
        run);

    const std::vector<DueTimer> due = store->list_due_timers(monday + days{60}, 10);
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due[0].key.path, "start#1/verder");
    EXPECT_EQ(due[0].key.kind, TimerKind::again);
    story.tell(TimerFired{"start#1/verder", TimerKind::again}, run);
    EXPECT_EQ(store->find_next_timer(), std::nullopt);
    EXPECT_EQ(difference(story), "");
}

TEST_P(Timers, OfAStoppedProgrammeAreGone)
{
    const auto store = open();
    Story story(*store);
    wait_until(story, monday + days{3});
    story.tell(ProgrammeStopped{day("2026-01-09"), story.text("klaar").ref, {}});

    EXPECT_EQ(store->find_next_timer(), std::nullopt);
}

TEST_P(Timers, OpenALinkageAgainOnTheDayToLookAgain)
{
    const auto store = open();
    Story story(*store);
    const auto entry = story.new_id<EntryTag>();
    story.tell(LinkageAdded{entry, LinkageLevel::synergy, story.text("riool").ref, {}});
    story.tell(LinkageDecided{entry, false, story.text("later").ref, {}, day("2027-01-01")});
    story.tell(TimerMoved{to_text(entry), {TimerKind::look_again, "", day("2027-01-01"), monday + days{300}, {}}});
    story.tell(TimerFired{to_text(entry), TimerKind::look_again});

    EXPECT_EQ(story.folded().ledger->linkages.at(entry), LinkageState::open);
    EXPECT_EQ(difference(story), "");
}

}  // namespace wd::store::test
