// Every call of the database fails in turn: nothing of the turn is there afterwards, and the same turn works the next time.
// SPDX-License-Identifier: EUPL-1.2
#include "drivers.hpp"
#include "store/faulty_database.hpp"
#include "store/verify.hpp"
#include "story.hpp"

namespace wd::store::test {

using namespace domain;

class Fault : public StoreTest {
protected:
    Faults faults_;

    std::unique_ptr<Store> open_faulty() { return open_store(create_faulty_database(database(), faults_)).value(); }

    // A turn with a bit of everything.
    static Writes large_turn(const Story& story)
    {
        Writes writes;
        writes.stream = story.id();
        writes.head_pseq = story.folded().pseq;
        writes.head_hash = story.folded().hash;
        const RunId run{1'001};
        RunStarted started;
        started.run = run;
        started.workflow = "wijkaanpak";
        StepOpened opened;
        opened.path = "start#1/a";
        opened.task = TaskId{1'003};
        opened.timers = {{TimerKind::due, "3 weken", day("2026-02-01"), monday + std::chrono::days{20}, {}}};
        for (Payload& payload : std::vector<Payload>{
                 started, PhaseOpened{"start", 1, "Start", {}}, opened, StepComputed{"start#1/b", 12, {}},
                 TaskCompleted{TaskId{1'003}, {}}, PhaseClosed{"start", 1, PhaseEnd::completed, {}}})
            writes.events.push_back({run, 0, story.now(), {}, std::move(payload)});
        writes.contents.push_back(keep_text(ContentId{1'005}, "een tekst").row);
        writes.due.push_back({story.id(), "trigger", "vertrek", 1, 0, {}});
        writes.reply = NewReply{"persoon-3", "k", {}, "{}", monday};
        return writes;
    }
};
WD_ON_EVERY_DRIVER(Fault);

TEST_P(Fault, AtAnyCallOfATurnLeavesNothingBehind)
{
    const auto store = open_faulty();
    Story story(*store);
    const Writes writes = large_turn(story);
    bool failed = true;
    int tried = 0;
    for (; failed; ++tried) {
        ASSERT_LT(tried, 500);
        faults_.fail_at = faults_.calls + tried + 1;
        failed = false;
        try {
            store->begin();
            store->append(writes);
            store->commit();
        } catch (const StoreFailure&) {
            failed = true;
            store->rollback();
            faults_.fail_at.reset();
            ASSERT_EQ(difference(story), "") << "call " << tried;
            ASSERT_TRUE(store->list_due(10).empty()) << "call " << tried;
            ASSERT_FALSE(store->find_reply("persoon-3", "k")) << "call " << tried;
            ASSERT_EQ(store->find_last_seq(1), 1) << "call " << tried;
        }
    }
    faults_.fail_at.reset();
    EXPECT_GT(tried, 30);
    EXPECT_EQ(store->find_head(story.id()).pseq, 7);
    EXPECT_EQ(store->list_due(10).size(), 1U);
    const auto place = database();
    EXPECT_EQ(verify(*place, {.rebuild = true}).value().problems, std::vector<std::string>{});
}

// What a turn that failed had in mind must not come out with the next one.
TEST_P(Fault, OfOneRunDoesNotTouchAnother)
{
    const auto store = open_faulty();
    Story story(*store);
    const RunId first = story.start_run();
    story.open_phase(first, "start");
    const RunId second = story.start_run();
    Writes writes;
    writes.stream = story.id();
    writes.head_pseq = story.folded().pseq;
    writes.head_hash = story.folded().hash;
    writes.events.push_back({first, 0, story.now(), {}, StepComputed{"start#1/a", 1, {}}});
    writes.reply = NewReply{"persoon-3", "k", {}, "{}", monday};
    for (int call = 1; call <= 6; ++call) {
        store->begin();
        faults_.fail_at = faults_.calls + call;
        EXPECT_THROW(
            {
                store->append(writes);
                store->commit();
            },
            StoreFailure);
        store->rollback();
        faults_.fail_at.reset();
        story.open_phase(second, "start", call);
        writes.head_pseq = story.folded().pseq;
        writes.head_hash = story.folded().hash;
    }
    const auto place = database();
    EXPECT_EQ(verify(*place, {.rebuild = true}).value().problems, std::vector<std::string>{});
}

TEST_P(Fault, WhileOpeningIsARefusal)
{
    bool failed = true;
    for (int call = 1; failed; ++call) {
        ASSERT_LT(call, 100);
        faults_ = {0, call, Errc::store_full};
        try {
            const auto store = open_store(create_faulty_database(database(), faults_));
            failed = !store.has_value();
            if (failed) {
                EXPECT_EQ(store.error().code, Errc::store_full);
            }
        } catch (const StoreFailure&) {
            FAIL() << "call " << call << " came through as an exception";
        }
    }
    faults_ = {};
    EXPECT_TRUE(open_store(database()).has_value());
}

TEST_P(Fault, AtAnyCallOfLoadingIsAnExceptionAndPasses)
{
    const auto store = open_faulty();
    Story story(*store);
    const RunId run = story.start_run();
    story.open_phase(run, "start");
    story.open_task(run, "start#1/a");
    bool failed = true;
    for (int call = 1; failed; ++call) {
        ASSERT_LT(call, 200);
        faults_.fail_at = faults_.calls + call;
        failed = false;
        try {
            store->load_programme(story.id());
            store->load_ledger(story.id());
            store->list_due_timers(monday, 10);
            store->find_person(PersonId{2});
        } catch (const StoreFailure&) {
            failed = true;
        }
    }
    faults_.fail_at.reset();
    EXPECT_EQ(difference(story), "");
}

TEST_P(Fault, OfAnyKindKeepsItsCode)
{
    const auto store = open_faulty();
    for (const Errc code : {Errc::store_full, Errc::store_damaged, Errc::unavailable}) {
        faults_.fail_at = faults_.calls + 1;
        faults_.code = code;
        try {
            store->begin();
            FAIL();
        } catch (const StoreFailure& failure) {
            EXPECT_EQ(failure.code(), code);
        }
    }
}

TEST_P(Fault, OfAReaderIsOver)
{
    Story(*open()).tell(CommissionerSet{PersonId{4}});
    const auto read = open_reader(create_faulty_database(database(), faults_)).value();
    for (int call = 1; call <= 3; ++call) {
        faults_.fail_at = faults_.calls + call;
        EXPECT_THROW(read->load_programme(ProgrammeId{3}), StoreFailure);
        faults_.fail_at.reset();
        EXPECT_TRUE(read->load_programme(ProgrammeId{3}).has_value());
    }
}

TEST_P(Fault, OfTheHousekeepingHarmsNothing)
{
    const auto store = open_faulty();
    Story story(*store);
    faults_.fail_at = faults_.calls + 1;
    EXPECT_THROW(store->tidy(), StoreFailure);

    EXPECT_NO_THROW(store->tidy());
    EXPECT_EQ(difference(story), "");
}

}  // namespace wd::store::test
