// What was committed, for whoever follows the log. Says where, not what.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>

namespace wd::runtime {

// The place of the last event that a partition has now.
struct Committed {
    int part = 0;
    std::int64_t seq = 0;
};

// Called on the writer thread; must not block and must not throw.
using OnCommit = std::function<void(Committed)>;

}  // namespace wd::runtime
