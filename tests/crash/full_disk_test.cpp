// A disk that fills up in the middle of a commit: who cannot be written is refused, reading goes on, and with room on the disk
// so does everything else. See full_disk.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "after_crash.hpp"
#include "rehearsal.hpp"

#include <gtest/gtest.h>

namespace wd::crash {

namespace {

constexpr int tellings = 6;

Heard tell_on_full_disk(const std::filesystem::path& directory, ChildTask task, int seed)
{
    Rehearsal::once().copy_template_to(directory);
    ChildOrder order = Rehearsal::once().order(directory);
    order.task = task;
    order.seed = seed;
    return run_child(order, {});
}

std::string lines(const std::vector<std::string>& faults)
{
    return fmt::format("{}", fmt::join(faults, "\n"));
}

}  // namespace

TEST(FullDisk, WhatIsRefusedIsDoneWhenThereIsRoomAndTheLogIsThatOfADiskThatWasNeverFull)
{
    const Telling& telling = Rehearsal::once().telling();
    for (int seed = 1; seed <= tellings; ++seed) {
        const TemporaryDirectory directory;
        const std::filesystem::path store = directory.path() / "store";

        const Heard heard = tell_on_full_disk(store, ChildTask::full, seed);

        ASSERT_TRUE(heard.ended_well) << "seed " << seed;
        EXPECT_TRUE(heard.faults.empty()) << "seed " << seed << "\n" << lines(heard.faults);
        EXPECT_EQ(difference(telling.told.back().after, picture_of(store)), "") << "seed " << seed;
        EXPECT_EQ(lines(check_sound(store)), "");
    }
}

TEST(FullDisk, AFewRefusedWritesSpoilNothing)
{
    for (int seed = 1; seed <= tellings; ++seed) {
        const TemporaryDirectory directory;
        const std::filesystem::path store = directory.path() / "store";

        const Heard heard = tell_on_full_disk(store, ChildTask::full_briefly, seed);

        ASSERT_TRUE(heard.ended_well) << "seed " << seed;
        EXPECT_TRUE(heard.faults.empty()) << "seed " << seed << "\n" << lines(heard.faults);
        EXPECT_EQ(lines(check_sound(store)), "");
    }
}

}  // namespace wd::crash
