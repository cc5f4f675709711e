// A disk that has no room for a while, or fails to sync once. Asked by the VFS of crash_vfs.hpp at each write and sync.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

namespace wd::crash {

// Any thread.
class DiskTrouble {
public:
    // From the n-th write on, from 1, writes find no room: `failing` of them, or every one until end().
    static constexpr std::int64_t every_write = -1;
    void fill_after(std::int64_t writes, std::int64_t failing);
    // The next sync fails, once; what it should have synced may be on disk or not.
    void fail_next_sync();
    // The disk is as it should be.
    void end();
    // Whether a write or sync has failed since trouble was asked for.
    bool was_met() const;

    bool refuses_write();
    bool refuses_sync();

private:
    mutable std::mutex mutex_;
    std::optional<std::int64_t> room_for_;  // writes that still fit
    std::int64_t failing_ = 0;
    bool sync_fails_ = false;
    bool was_met_ = false;
};

// That of this process.
DiskTrouble& disk_trouble();

}  // namespace wd::crash
