// The story on a disk that fills up in the middle of a commit and has room again later.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "story.hpp"

namespace wd::crash {

// How the disk finds room again: when somebody makes it, or by itself after a few refused writes.
enum class Fullness { until_room_is_made, a_few_writes };

// Tells the whole story in this process, which has the crash VFS. Before each batch and each piece of left-over work the disk
// gets full, by seed at once or some writes later; when it has room again, what was refused as full is asked once more. Gives
// what went otherwise than it should: a reply that is neither given nor refused as full, a reader that is not served, an
// engine that does not go on. With `until_room_is_made` the log is in the end that of a disk that was never full.
std::vector<std::string> tell_on_full_disk(const Story& story, const std::filesystem::path& directory,
                                           Fullness fullness, std::uint64_t seed);

}  // namespace wd::crash
