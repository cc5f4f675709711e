// See disk_trouble.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "disk_trouble.hpp"

namespace wd::crash {

DiskTrouble& disk_trouble()
{
    static DiskTrouble& one = *new DiskTrouble;  // lives as long as the process: threads may still write when it ends
    return one;
}

void DiskTrouble::fill_after(std::int64_t writes, std::int64_t failing)
{
    const std::lock_guard guard(mutex_);
    room_for_ = writes - 1;
    failing_ = failing;
    was_met_ = false;
}

void DiskTrouble::fail_next_sync()
{
    const std::lock_guard guard(mutex_);
    sync_fails_ = true;
    was_met_ = false;
}

void DiskTrouble::end()
{
    const std::lock_guard guard(mutex_);
    room_for_.reset();
    sync_fails_ = false;
}

bool DiskTrouble::was_met() const
{
    const std::lock_guard guard(mutex_);
    return was_met_;
}

bool DiskTrouble::refuses_write()
{
    const std::lock_guard guard(mutex_);
    if (!room_for_ || (*room_for_)-- > 0)
        return false;
    if (failing_ != every_write && failing_-- <= 0) {
        room_for_.reset();
        return false;
    }
    was_met_ = true;
    return true;
}

bool DiskTrouble::refuses_sync()
{
    const std::lock_guard guard(mutex_);
    if (!sync_fails_)
        return false;
    sync_fails_ = false;
    was_met_ = true;
    return true;
}

}  // namespace wd::crash
