// A disk that fills up or fails to sync in the middle of a commit: who cannot be written is refused, reading goes on, and when
// the disk is in order again so is everything else. See full_disk.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "after_crash.hpp"
#include "rehearsal.hpp"

#include <gtest/gtest.h>

namespace wd::crash {

namespace {

constexpr int tellings = 6;

std::string lines(const std::vector<std::string>& faults)
{
    return fmt::format("{}", fmt::join(faults, "\n"));
}

// Tells the story in trouble, expects no fault, and gives the tables that differ from those of the undisturbed telling.
std::string difference_after(ChildTask task, int seed)
{
    const TemporaryDirectory directory;
    const std::filesystem::path store = directory.path() / "store";
    Rehearsal::once().copy_template_to(store);
    ChildOrder order = Rehearsal::once().order(store);
    order.task = task;
    order.seed = seed;

    const Heard heard = run_child(order, {});

    EXPECT_TRUE(heard.ended_well) << "seed " << seed;
    EXPECT_EQ(lines(heard.faults), "") << "seed " << seed;
    EXPECT_EQ(lines(check_sound(store)), "") << "seed " << seed;
    return difference(Rehearsal::once().telling().told.back().after, picture_of(store));
}

}  // namespace

TEST(FullDisk, WhatIsRefusedIsDoneWhenThereIsRoomAndTheLogIsThatOfADiskThatWasNeverFull)
{
    for (int seed = 1; seed <= tellings; ++seed)
        EXPECT_EQ(difference_after(ChildTask::full, seed), "") << "seed " << seed;
}

TEST(FullDisk, AFewRefusedWritesSpoilNothing)
{
    // What is refused comes later than what was behind it, so the story goes another way.
    for (int seed = 1; seed <= tellings; ++seed)
        difference_after(ChildTask::full_briefly, seed);
}

TEST(FullDisk, AfterASyncThatFailedTheLogSaysWhatIsThereAndNothingHappensTwice)
{
    EXPECT_EQ(difference_after(ChildTask::sync_fails, 1), "");
}

}  // namespace wd::crash
