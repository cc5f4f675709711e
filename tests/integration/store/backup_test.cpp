// Backup beside a busy writer, restore into an empty place, and erasures that survive both (RULES A5).
// SPDX-License-Identifier: EUPL-1.2
#include "store/backup.hpp"

#include "drivers.hpp"
#include "random_story.hpp"
#include "store/directory_logs.hpp"
#include "store/slice.hpp"
#include "store/verify.hpp"

#include <atomic>
#include <fstream>
#include <sstream>
#include <thread>

namespace wd::store::test {

using namespace domain;
namespace fs = std::filesystem;

class Backup : public StoreTest {
protected:
    static constexpr std::string_view because = "het bestand is met de schijf verloren gegaan";

    // A journal entry with text, in the store of this test.
    static Kept write_note(Story& story, std::string_view text)
    {
        const Kept note = story.text(text);
        story.tell(
            JournalAdded{story.new_id<EntryTag>(), JournalKind::lesson, note.ref, false, day("2026-01-05"), {}, false},
            {note});
        return note;
    }
    static void erase(Store& store, ContentId content)
    {
        store.begin();
        ASSERT_TRUE(store.erase_content(content, monday));
        store.commit();
    }
    std::optional<std::string> text_in(const fs::path& place, ContentId content) const
    {
        return open_reader(database_at(place)).value()->find_content(content);
    }
};
WD_ON_EVERY_DRIVER(Backup);

TEST_P(Backup, HoldsEverythingOfItsMoment)
{
    const auto store = open();
    Story story(*store);
    const Kept note = write_note(story, "een les");
    Writes due;
    due.stream = story.id();
    due.head_pseq = story.folded().pseq;
    due.head_hash = story.folded().hash;
    due.due.push_back({story.id(), "trigger", "vertrek", 1, 0, {}});
    store->begin();
    store->append(due);
    store->commit();
    add_head(directory(), monday, {installation, 1, digest_of("hoofd")});

    ASSERT_TRUE(back_up(directory(), beside("copy")).has_value());
    story.tell(CommissionerSet{PersonId{4}});

    const auto copy = open_store(database_at(beside("copy"))).value();
    EXPECT_EQ(copy->find_head(story.id()).pseq, 2);
    EXPECT_EQ(copy->list_due(10).size(), 1U);
    EXPECT_EQ(text_in(beside("copy"), note.ref.ref), "een les");
    EXPECT_EQ(read_heads(heads_file(beside("copy"))).value().size(), 1U);
}

TEST_P(Backup, GoesOnBesideABusyWriter)
{
    const auto store = open();
    store->set_durability(Durability::off);
    RandomStory story(*store, 8);
    for (int i = 0; i < 200; ++i)
        story.step();

    std::atomic<bool> done = false;
    std::atomic<int> made = 0;
    std::thread other([&] {
        for (int i = 0; i < 3; ++i)
            made += back_up(directory(), beside(fmt::format("copy{}", i))).has_value() ? 1 : 0;
        done = true;
    });
    int told = 0;
    for (; !done; ++told)
        story.step();
    other.join();

    EXPECT_EQ(made, 3);
    EXPECT_GT(told, 0);
    for (int i = 0; i < 3; ++i) {
        const auto copy = database_at(beside(fmt::format("copy{}", i)));
        EXPECT_EQ(verify(*copy, {.rebuild = true}).value().problems, std::vector<std::string>{});
    }
}

TEST_P(Backup, RefusesAPlaceThatHoldsAStore)
{
    EXPECT_EQ(back_up(directory(), directory()).error().code, Errc::duplicate);
    EXPECT_EQ(back_up(beside("nowhere"), beside("copy")).error().code, Errc::not_found);
    EXPECT_FALSE(fs::exists(beside("copy")));
}

TEST_P(Backup, RestoresToAnEqualStore)
{
    Sha256 hash{};
    {
        const auto store = open();
        store->set_durability(Durability::off);
        RandomStory story(*store, 9);
        for (int i = 0; i < 150; ++i)
            story.step();
        hash = story.story().folded().hash;
    }
    ASSERT_TRUE(back_up(directory(), beside("copy")).has_value());
    ASSERT_TRUE(
        restore(beside("copy"), beside("again"), {.erasures = {}, .without_erasures_because = std::string(because)})
            .has_value());

    const auto again = open_store(database_at(beside("again"))).value();
    EXPECT_EQ(again->find_head(ProgrammeId{3}).hash, hash);
    EXPECT_EQ(again->find_meta("restored_without_erasures"), because);
    const auto place = database_at(beside("again"));
    EXPECT_TRUE(verify(*place, {.rebuild = true}).value().sound());
}

TEST_P(Backup, KeepsErasedWhatWasErasedAfterIt)
{
    std::optional<Kept> note;
    {
        const auto store = open();
        Story story(*store);
        note = write_note(story, "weg hiermee");
        ASSERT_TRUE(back_up(directory(), beside("copy")).has_value());
        erase(*store, note->ref.ref);
    }
    EXPECT_EQ(text_in(beside("copy"), note->ref.ref), "weg hiermee");

    const Result<Restored> restored = restore(beside("copy"), beside("again"),
                                              {.erasures = erasures_file(directory()), .without_erasures_because = {}});

    ASSERT_TRUE(restored.has_value());
    EXPECT_EQ(restored->erased, 1);
    EXPECT_EQ(text_in(beside("again"), note->ref.ref), std::nullopt);
    EXPECT_EQ(read_erasures(erasures_file(beside("again"))).value().size(), 1U);
}

TEST_P(Backup, KeepsDestroyedTheProgrammeThatWasDestroyedAfterIt)
{
    std::optional<ProgrammeId> gone;
    std::optional<ProgrammeId> other;
    {
        const auto store = open();
        Story first(*store);
        Story second(*store);
        gone = first.id();
        other = second.id();
        ASSERT_TRUE(back_up(directory(), beside("copy")).has_value());
        destroy_slice(*store, *gone, "bewaartermijn voorbij", first.now(), {});
    }

    const Result<Restored> restored = restore(beside("copy"), beside("again"),
                                              {.erasures = erasures_file(directory()), .without_erasures_because = {}});

    ASSERT_TRUE(restored.has_value());
    EXPECT_EQ(restored->destroyed, 1);
    EXPECT_EQ(read_erasures(erasures_file(beside("again"))).value().size(), 1U);
    EXPECT_TRUE(verify(*database_at(beside("again")), {.rebuild = true}).value().sound());
    const auto again = open_store(database_at(beside("again"))).value();
    EXPECT_FALSE(again->load_programme(*gone).has_value());
    EXPECT_TRUE(again->load_programme(*other).has_value());
}

TEST_P(Backup, KeepsAProgrammeThatHadComeBackFromItsExport)
{
    std::optional<ProgrammeId> programme;
    {
        const auto store = open();
        Story story(*store);
        programme = story.id();
        std::ostringstream out;
        ASSERT_TRUE(export_slice(*database(), *programme, out).has_value());
        destroy_slice(*store, *programme, "bij vergissing", story.now(), {});
        std::istringstream in(out.str());
        const SliceImport import{story.now(), {}, [](const std::vector<BundleFile>&) { return Sha256{}; }};
        ASSERT_TRUE(import_slice(*store, in, import).has_value());
    }
    ASSERT_TRUE(back_up(directory(), beside("copy")).has_value());

    const Result<Restored> restored = restore(beside("copy"), beside("again"),
                                              {.erasures = erasures_file(directory()), .without_erasures_because = {}});

    ASSERT_TRUE(restored.has_value());
    EXPECT_EQ(restored->destroyed, 0);
    EXPECT_TRUE(open_store(database_at(beside("again"))).value()->load_programme(*programme).has_value());
}

TEST_P(Backup, FindsTheErasuresThatLieInThePlaceItself)
{
    std::optional<Kept> note;
    {
        const auto store = open();
        Story story(*store);
        note = write_note(story, "weg hiermee");
        ASSERT_TRUE(back_up(directory(), beside("copy")).has_value());
        erase(*store, note->ref.ref);
    }
    for (const char* name : {"wijkdraad.db", "wijkdraad.db-wal", "wijkdraad.db-shm"})
        fs::remove(directory() / name);

    EXPECT_EQ(restore(beside("copy"), directory(), {}).value().erased, 1);
    EXPECT_EQ(text_in(directory(), note->ref.ref), std::nullopt);
    EXPECT_TRUE(open_store(database()).has_value());
}

TEST_P(Backup, RefusesToBringBackWhatMayHaveBeenErased)
{
    ASSERT_TRUE(back_up(directory(), beside("copy")).has_value());

    EXPECT_EQ(restore(beside("copy"), beside("again"), {}).error().code, Errc::missing_fact);
    EXPECT_EQ(restore(beside("copy"), beside("again"), {.erasures = beside("nowhere"), .without_erasures_because = {}})
                  .error()
                  .code,
              Errc::not_found);
    EXPECT_FALSE(fs::exists(beside("again") / "wijkdraad.db"));
}

TEST_P(Backup, RefusesToRestoreOverAStore)
{
    ASSERT_TRUE(back_up(directory(), beside("copy")).has_value());

    EXPECT_EQ(restore(beside("copy"), directory(), {.erasures = {}, .without_erasures_because = "x"}).error().code,
              Errc::duplicate);
}

TEST_P(Backup, RefusesADamagedBackup)
{
    {
        const auto store = open();
        store->set_durability(Durability::off);
        RandomStory story(*store, 9);
        for (int i = 0; i < 150; ++i)
            story.step();
    }
    ASSERT_TRUE(back_up(directory(), beside("copy")).has_value());
    fs::resize_file(beside("copy") / "wijkdraad.db", fs::file_size(beside("copy") / "wijkdraad.db") / 2);

    EXPECT_EQ(restore(beside("copy"), beside("again"), {.erasures = {}, .without_erasures_because = "x"}).error().code,
              Errc::store_damaged);
}

TEST_P(Backup, SaysWhichLineOfTheErasuresItCannotRead)
{
    ASSERT_TRUE(back_up(directory(), beside("copy")).has_value());
    std::ofstream(beside("erasures.log")) << "inhoud-3 2026-01-05T09:00:00.000Z\nonzin\n";

    const Result<Restored> restored =
        restore(beside("copy"), beside("again"), {.erasures = beside("erasures.log"), .without_erasures_because = {}});
    ASSERT_FALSE(restored.has_value());
    EXPECT_EQ(restored.error().where.line, 2);
}

// A crash in the middle of a line leaves one without an end; nothing rested on it.
TEST_P(Backup, OverlooksALineThatWasCutOff)
{
    std::ofstream(beside("erasures.log")) << "inhoud-3 2026-01-05T09:00:00.000Z\ninhoud-5 2026-0";

    EXPECT_EQ(read_erasures(beside("erasures.log")).value().size(), 1U);
}

}  // namespace wd::store::test
