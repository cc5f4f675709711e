// The power cut is played rightly: what was synced stays, what was not may go in every way the rules name.
// SPDX-License-Identifier: EUPL-1.2
#include "disk.hpp"

#include <gtest/gtest.h>

#include <set>

namespace wd::crash {

namespace {

constexpr int cuts = 300;
const std::string file = "wijkdraad.db";

Bytes bytes_of(std::size_t size, std::uint8_t value)
{
    return Bytes(size, value);
}

// What many power cuts leave of the file; an absent file is told by nullopt.
std::set<std::optional<Bytes>> left_by_cuts(const Disk& disk)
{
    std::set<std::optional<Bytes>> left;
    for (int seed = 0; seed < cuts; ++seed) {
        SeededEntropy chance{static_cast<std::uint64_t>(seed), 0};
        left.insert(disk.after_power_loss(chance).at(file));
    }
    return left;
}

}  // namespace

TEST(Disk, WhatWasSyncedStays)
{
    Disk disk;
    disk.created(file);
    disk.write(file, 0, bytes_of(4096, 1));
    disk.write(file, 100, bytes_of(10, 2));
    disk.truncate(file, 2000);
    disk.sync(file);

    const std::set<std::optional<Bytes>> left = left_by_cuts(disk);

    Bytes expected = bytes_of(2000, 1);
    std::fill_n(expected.begin() + 100, 10, std::uint8_t{2});
    EXPECT_EQ(left, std::set<std::optional<Bytes>>{expected});
}

TEST(Disk, AnUnsyncedWriteIsDroppedKeptKeptInPartOrTornBetweenSectors)
{
    Disk disk;
    disk.found(file, bytes_of(2048, 0));
    disk.write(file, 0, bytes_of(2048, 1));

    bool dropped = false;
    bool kept = false;
    bool in_part = false;
    bool torn = false;
    for (const std::optional<Bytes>& left : left_by_cuts(disk)) {
        ASSERT_EQ(left->size(), 2048U);
        const auto first_old = std::find(left->begin(), left->end(), 0);
        const bool is_prefix = std::find(first_old, left->end(), 1) == left->end();
        dropped |= *left == bytes_of(2048, 0);
        kept |= *left == bytes_of(2048, 1);
        in_part |= is_prefix && (first_old - left->begin()) % 512 != 0;
        torn |= !is_prefix;
        for (std::size_t i = 1; !is_prefix && i < left->size(); ++i)
            EXPECT_TRUE(i % 512 == 0 || left->at(i) == left->at(i - 1)) << "torn within a sector";
    }

    EXPECT_TRUE(dropped && kept && in_part && torn);
}

TEST(Disk, AFileThatWasNeverSyncedMayVanish)
{
    Disk disk;
    disk.created(file);
    disk.write(file, 0, bytes_of(10, 1));

    const std::set<std::optional<Bytes>> left = left_by_cuts(disk);

    EXPECT_TRUE(left.contains(std::nullopt));
    EXPECT_TRUE(left.contains(Bytes{}));
    EXPECT_TRUE(left.contains(bytes_of(10, 1)));
}

TEST(Disk, ARemovedFileMayComeBackUnlessTheRemovalWasSynced)
{
    Disk pending;
    pending.found(file, bytes_of(10, 1));
    pending.remove(file, Disk::Removal::pending);
    Disk synced;
    synced.found(file, bytes_of(10, 1));
    synced.remove(file, Disk::Removal::synced);

    EXPECT_EQ(left_by_cuts(pending), (std::set<std::optional<Bytes>>{std::nullopt, bytes_of(10, 1)}));
    EXPECT_EQ(left_by_cuts(synced), std::set<std::optional<Bytes>>{std::nullopt});
}

TEST(Disk, ATruncationIsAWriteThatMayBeLost)
{
    Disk disk;
    disk.found(file, bytes_of(10, 1));
    disk.truncate(file, 0);

    EXPECT_EQ(left_by_cuts(disk), (std::set<std::optional<Bytes>>{Bytes{}, bytes_of(10, 1)}));
}

}  // namespace wd::crash
