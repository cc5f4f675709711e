// A store in memory: shared by its connections, gone with them. And two writers on it, which files never allow, show that a
// writer who was followed by another cannot commit any more (RULES C3).
// SPDX-License-Identifier: EUPL-1.2
#include "drivers.hpp"
#include "store/writer.hpp"
#include "story.hpp"

namespace wd::store::test {

using namespace domain;

TEST(MemoryStore, HoldsWhatIsWritten)
{
    auto database = database_in_memory();
    create_store(*database, {}).value();
    const auto store = open_store(std::move(database)).value();
    Story story(*store);
    const RunId run = story.start_run();
    story.open_phase(run, "bewonersavond");

    EXPECT_EQ(difference(story), "");
    EXPECT_TRUE(store->find_meta("label"));
}

TEST(MemoryStore, ShowsTheWriterToItsReaders)
{
    const auto database = database_in_memory();
    create_store(*database, {}).value();
    Writer writer(nullptr, database->open_writer().value());
    Story story(writer);

    const auto connection = database->open_reader().value();
    EXPECT_TRUE(connection);
    EXPECT_EQ(writer.load_programme(story.id())->name, "Heuvel");
}

TEST(MemoryStore, IsNotSeenByAnother)
{
    const auto first = database_in_memory();
    const auto second = database_in_memory();
    create_store(*first, {}).value();
    create_store(*second, {}).value();
    Writer writer(nullptr, first->open_writer().value());
    Story story(writer);

    Writer other(nullptr, second->open_writer().value());
    EXPECT_FALSE(other.load_programme(story.id()));
}

TEST(MemoryStore, RefusesTheCommitOfAWriterThatWasFollowed)
{
    const auto database = database_in_memory();
    create_store(*database, {}).value();
    Writer former(nullptr, database->open_writer().value());
    Story story(former);
    Writer follower(nullptr, database->open_writer().value());

    former.begin();
    former.take_id(story.id());
    try {
        former.commit();
        FAIL() << "the commit went through";
    } catch (const StoreFailure& failure) {
        EXPECT_EQ(failure.code(), Errc::store_in_use);
    }
    former.rollback();
    follower.begin();
    EXPECT_EQ(follower.take_id(story.id()), 5);
    follower.commit();
}

}  // namespace wd::store::test
