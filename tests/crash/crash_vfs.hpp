// An SQLite VFS that ends the process at a chosen write or sync: as if it were killed, or as if the power failed. Asks
// disk_trouble.hpp as well. Stands before the machine's own VFS and becomes the default of the process, so that no production code
// knows of it. Only files with a log to lose are watched: the database, its write-ahead log, its journal.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <string>

namespace wd::crash {

// What happens at the chosen point. none: the points are counted only.
enum class Ending { none, kill, power_loss };
BOOST_DESCRIBE_ENUM(Ending, none, kill, power_loss)

struct Plan {
    Ending ending = Ending::none;
    std::int64_t stop_at = 0;      // the n-th point after arming, from 1; 0 is never
    std::int64_t syncs_first = 0;  // points count only after this many syncs
    std::uint64_t seed = 0;
};

// Once per process, before the first database is opened.
void install_crash_vfs(const Plan& plan);

// From here on points count.
void arm_crash_vfs();

// The points so far, one letter each: write, truncate, sync, delete.
std::string points_of_crash_vfs();

}  // namespace wd::crash
