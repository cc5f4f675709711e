// Programmes in memory between turns. What a batch touched is known, so that a rollback can forget it: nothing in here is
// trusted before commit (RULES B3).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/store.hpp"

#include <memory>
#include <unordered_map>
#include <vector>

namespace wd::runtime {

class ProgrammeCache {
public:
    explicit ProgrammeCache(store::Store& store) : store_(&store) {}

    // From memory or the store; null when it does not exist. Valid until shrink() or forget().
    domain::Programme* find(store::ProgrammeId id);
    // For a turn: like find, and remembered as touched by this batch.
    domain::Programme* touch(store::ProgrammeId id);
    // A programme that begins in this turn.
    domain::Programme* begin(store::ProgrammeId id);

    // One turn went wrong before anything was written: its programme is loaded again.
    void forget(store::ProgrammeId id) { programmes_.erase(id.value); }
    // The batch was committed: what it touched is true.
    void keep();
    // The batch was rolled back: what it touched is forgotten.
    void drop();
    void forget_all(store::Store& store);
    // Between batches only.
    void shrink();

private:
    struct Entry {
        std::unique_ptr<domain::Programme> programme;
        std::uint64_t used = 0;
    };
    store::Store* store_;
    std::unordered_map<std::int64_t, Entry> programmes_;  // never iterated for events
    std::vector<store::ProgrammeId> touched_;
    std::uint64_t uses_ = 0;
};

}  // namespace wd::runtime
