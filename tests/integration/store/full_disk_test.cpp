// A full disk in the middle of a commit: the command is refused, reading goes on, and with room again writing does too.
// SPDX-License-Identifier: EUPL-1.2
#include "full_disk.hpp"
#include "drivers.hpp"
#include "store/backup.hpp"
#include "store/verify.hpp"
#include "story.hpp"

namespace wd::store::test {

using namespace domain;

class Disk : public StoreTest {
protected:
    FullDisk disk_;
};
WD_ON_EVERY_DRIVER(Disk);

TEST_P(Disk, ThatIsFullAtAnyWriteOfACommitRefusesTheCommandAndKeepsServingReads)
{
    const auto store = open();
    const auto read = reader();
    Story story(*store);
    Writes writes;
    writes.stream = story.id();
    writes.head_pseq = story.folded().pseq;
    writes.head_hash = story.folded().hash;
    writes.contents.push_back(keep_text(ContentId{1'005}, std::string(20'000, 'x')).row);
    writes.events.push_back({RunId{}, 0, story.now(), {}, CommissionerSet{PersonId{4}}});

    bool failed = true;
    int room = 0;
    for (; failed; ++room) {
        ASSERT_LT(room, 200);
        disk_.fill_after(room);
        failed = false;
        try {
            store->begin();
            store->append(writes);
            store->commit();
        } catch (const StoreFailure& failure) {
            failed = true;
            EXPECT_EQ(failure.code(), Errc::store_full) << failure.what();
            store->rollback();
            ASSERT_EQ(read->load_programme(story.id())->pseq, 1) << "with room for " << room;
            ASSERT_EQ(difference(story), "") << "with room for " << room;
        }
    }
    EXPECT_GT(room, 3);
    disk_.make_room();
    EXPECT_EQ(read->load_programme(story.id())->commissioner, PersonId{4});
    const auto place = database();
    EXPECT_TRUE(verify(*place, {.rebuild = true}).value().sound());
}

TEST_P(Disk, WithRoomAgainTakesTheSameCommand)
{
    const auto store = open();
    Story story(*store);
    Writes writes;
    writes.stream = story.id();
    writes.head_pseq = story.folded().pseq;
    writes.head_hash = story.folded().hash;
    writes.events.push_back({RunId{}, 0, story.now(), {}, CommissionerSet{PersonId{4}}});
    disk_.fill_after(0);
    store->begin();
    store->append(writes);
    EXPECT_THROW(store->commit(), StoreFailure);
    store->rollback();
    disk_.make_room();

    story.tell(CommissionerSet{PersonId{4}});
    EXPECT_EQ(difference(story), "");
}

TEST_P(Disk, ThatIsFullRefusesANewStore)
{
    disk_.fill_after(3);

    const Result<void> made = create_store(*database_at(beside("new")), {});
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, Errc::store_full);
    disk_.make_room();
    EXPECT_TRUE(create_store(*database_at(beside("new")), {}).has_value());
}

TEST_P(Disk, ThatIsFullRefusesABackup)
{
    Story(*open()).tell(CommissionerSet{PersonId{4}});
    disk_.fill_after(2);

    const Result<void> made = back_up(directory(), beside("backup"));
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, Errc::store_full);
    EXPECT_FALSE(std::filesystem::exists(beside("backup") / "wijkdraad.db"));
    disk_.make_room();
    EXPECT_TRUE(back_up(directory(), beside("backup")).has_value());
}

}  // namespace wd::store::test
