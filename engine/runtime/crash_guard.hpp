// Work that was in flight at two crashes in a row is parked, not tried a third time (RULES B4). After an unclean end the first
// turns are marked in the store before they run; in ordinary times this costs nothing.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/store.hpp"

#include <string>
#include <string_view>

namespace wd::runtime {

class CrashGuard {
public:
    // Says in the store that an engine runs; `end_cleanly` takes that back. Both commit by themselves.
    explicit CrashGuard(store::Store& store);
    void end_cleanly();
    // The same store on another connection; what was suspect stays so.
    void move_to(store::Store& store) { store_ = &store; }

    // Whether the last end was unclean and the first turns after it are still being marked.
    bool careful() const { return marks_left_ > 0; }

    enum class Verdict { run, park };
    // Before a turn: marks it, durably. `park` when it was in flight at two ends already.
    Verdict begin(std::string_view what);
    // Within the turn's own transaction: it came through.
    void came_through();

private:
    void set(std::string_view key, std::string_view value);

    store::Store* store_;
    int marks_left_ = 0;
    std::string suspect_;  // in flight at the last end
    int ends_ = 0;         // and at how many
};

}  // namespace wd::runtime
