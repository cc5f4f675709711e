// SQLite's write-ahead log is copied back beside a writer that does not rest, so that it stays small and the writer never has to
// wait for all of it. Of this driver only.
// SPDX-License-Identifier: EUPL-1.2
#include "drivers.hpp"
#include "story.hpp"

namespace wd::store::test {

using namespace domain;

namespace {

using WriteAhead = StoreTest;

constexpr int writes = 300;
constexpr std::size_t text_bytes = 200'000;

}  // namespace

TEST_P(WriteAhead, IsCopiedBackBesideAWriterThatDoesNotRest)
{
    const auto store = open();
    Story story(*store);

    for (int i = 0; i < writes; ++i) {
        const Kept note = story.text(std::string(text_bytes, 'a'));
        story.tell(
            JournalAdded{story.new_id<EntryTag>(), JournalKind::lesson, note.ref, false, day("2026-01-05"), {}, false},
            {note});
    }

    constexpr std::uintmax_t written = writes * text_bytes;
    EXPECT_LT(std::filesystem::file_size(directory() / "wijkdraad.db-wal"), written * 2 / 3);
    EXPECT_GT(std::filesystem::file_size(directory() / "wijkdraad.db"), written / 3);
}

INSTANTIATE_TEST_SUITE_P(Drivers, WriteAhead, ::testing::Values(drivers().front()), name_of_driver);

}  // namespace wd::store::test
