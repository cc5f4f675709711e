// The story on a disk that fills up, or fails to sync, in the middle of a commit and is in order again later.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "story.hpp"

namespace wd::crash {

enum class Trouble {
    full,          // until somebody makes room
    full_briefly,  // for a few writes
    sync_fails,    // once: whether the commit is there is unknown (RULES B3)
};

// Tells the whole story in this process, which has the crash VFS. Each batch, each piece of left-over work and the
// housekeeping meet trouble, by seed at once or some writes later; afterwards, what was refused for it is asked once more. Gives
// what went otherwise than it should: a reply that is neither given nor refused for the trouble, a reader that is not served,
// an engine that does not go on. But for `full_briefly`, which changes the order of things, the log is in the end that of a
// disk without trouble.
std::vector<std::string> tell_on_troubled_disk(const Story& story, const std::filesystem::path& directory,
                                               Trouble trouble, std::uint64_t seed);

}  // namespace wd::crash
