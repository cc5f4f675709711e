// The contract of the log: order, chain, ids, heads, and what a rollback takes back.
// SPDX-License-Identifier: EUPL-1.2
#include "drivers.hpp"
#include "story.hpp"

namespace wd::store::test {

using namespace domain;

using Log = StoreTest;
WD_ON_EVERY_DRIVER(Log);

TEST_P(Log, GivesEventsBackAsTheyWereWritten)
{
    const auto store = open();
    Story story(*store);
    story.tell(CommissionerSet{PersonId{4}}, RunId{}, PersonId{8});

    const std::vector<LoggedEvent> events = reader()->list_events(story.id(), 0, 10);

    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].type, "programme.created");
    EXPECT_EQ(events[1].pseq, 2);
    EXPECT_EQ(events[1].actor, "persoon-8");
    EXPECT_EQ(events[1].data, R"({"commissioner":4})");
    EXPECT_EQ(events[1].part, 1);
    EXPECT_EQ(events[1].seq, 2);
}

TEST_P(Log, ChainsEachStreamByItself)
{
    const auto store = open();
    Story first(*store);
    Story second(*store);
    first.tell(CommissionerSet{PersonId{4}});

    Sha256Hasher hasher;
    for (const Story* story : {&first, &second}) {
        Sha256 hash{};
        for (const LoggedEvent& event : reader()->list_events(story->id(), 0, 10)) {
            hash = chain_hash(hasher, hash, event);
            EXPECT_EQ(hash, event.hash);
        }
        EXPECT_EQ(hash, story->folded().hash);
    }
}

TEST_P(Log, ListsAllProgrammesInTheOrderOfTheirEvents)
{
    const auto store = open();
    Story first(*store);
    Story second(*store);
    first.tell(CommissionerSet{PersonId{4}});

    const std::vector<LoggedEvent> all = reader()->list_events({}, 1, 10);

    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].stream, second.id());
    EXPECT_EQ(all[1].stream, first.id());
    EXPECT_EQ(store->find_last_seq(1), 3);
}

TEST_P(Log, KeepsTheInstallationInItsOwnPartition)
{
    const auto store = open();
    tell_installation(*store, StoreInitialised{StoreLabel::practice, 2});

    const std::vector<LoggedEvent> events = reader()->list_events(installation, 0, 10);

    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].part, 0);
    EXPECT_EQ(store->find_head(installation).pseq, 1);
    EXPECT_EQ(store->find_last_seq(0), 1);
    EXPECT_EQ(store->find_last_seq(1), 0);
}

TEST_P(Log, GivesIdsThatSayTheirPartition)
{
    const auto store = open();
    store->begin();

    EXPECT_EQ(store->take_id(ProgrammeId{1}), 3);
    EXPECT_EQ(store->take_id(ProgrammeId{1}), 5);
    EXPECT_EQ(store->take_id(installation), 2);
    store->rollback();
}

TEST_P(Log, TakesIdsBackWithARollback)
{
    const auto store = open();
    store->begin();
    const std::int64_t first = store->take_id(ProgrammeId{1});
    store->rollback();

    store->begin();
    EXPECT_EQ(store->take_id(ProgrammeId{1}), first);
    store->commit();
    store->begin();
    EXPECT_EQ(store->take_id(ProgrammeId{1}), first + 2);
    store->rollback();
}

TEST_P(Log, KeepsIdsApartWhereAsked)
{
    const auto apart = database_at(beside("apart"));
    ASSERT_TRUE(create_store(*apart, {.ids_from = 1'000}).has_value());
    const auto store = open_store(database_at(beside("apart"))).value();
    store->begin();

    EXPECT_EQ(store->take_id(ProgrammeId{1}), 2'001);
    store->rollback();
}

TEST_P(Log, ForgetsEverythingOfATransactionThatIsRolledBack)
{
    const auto store = open();
    Story story(*store);
    Writes writes;
    writes.stream = story.id();
    writes.head_pseq = story.folded().pseq;
    writes.head_hash = story.folded().hash;
    writes.events.push_back({RunId{}, 0, story.now(), {}, CommissionerSet{PersonId{4}}});
    store->begin();
    store->append(writes);
    store->rollback();

    EXPECT_EQ(difference(story), "");
    story.tell(CommissionerSet{PersonId{6}});
    EXPECT_EQ(difference(story), "");
    EXPECT_EQ(store->find_last_seq(1), 2);
}

TEST_P(Log, RefusesAStaleHead)
{
    const auto store = open();
    Story story(*store);
    Writes stale;
    stale.stream = story.id();
    stale.events.push_back({RunId{}, 0, story.now(), {}, CommissionerSet{PersonId{4}}});
    store->begin();

    EXPECT_THROW(store->append(stale), Bug);
    store->rollback();
    EXPECT_EQ(difference(story), "");
}

TEST_P(Log, GoesOnWhereItStoppedAfterOpeningAgain)
{
    std::int64_t last_id = 0;
    {
        const auto store = open();
        Story story(*store);
        last_id = story.new_id<TaskTag>().value;
    }
    const auto store = open();
    store->begin();

    EXPECT_EQ(store->take_id(ProgrammeId{1}), last_id + 2);
    store->rollback();
    EXPECT_EQ(store->find_last_seq(1), 1);
}

TEST_P(Log, KnowsWhichChainsWentOn)
{
    const auto store = open();
    Story first(*store);
    Story second(*store);
    const std::int64_t before = store->find_last_seq(1);
    second.tell(CommissionerSet{PersonId{4}});

    const std::vector<Head> heads = store->list_changed_heads(before);

    ASSERT_EQ(heads.size(), 1U);
    EXPECT_EQ(heads[0].programme, second.id());
    EXPECT_EQ(heads[0].pseq, 2);
    EXPECT_EQ(heads[0].hash, second.folded().hash);
    EXPECT_EQ(store->list_changed_heads(0).size(), 2U);
}

TEST_P(Log, KnowsNoHeadOfAnEmptyStream)
{
    const auto store = open();

    EXPECT_EQ(store->find_head(installation).pseq, 0);
    EXPECT_EQ(store->find_head(installation).hash, Sha256{});
    EXPECT_EQ(store->load_programme(installation)->pseq, 0);
    EXPECT_FALSE(store->load_programme(ProgrammeId{99}));
}

}  // namespace wd::store::test
