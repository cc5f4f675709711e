// A database that fails at a chosen call: for tests that try every call of an operation in turn (STYLE §3.8). What fails
// throws StoreFailure as a broken world would; everything else goes to the real database.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/database.hpp"

namespace wd::store {

// Shared by a FaultyDatabase and the test; outlives both.
struct Faults {
    std::int64_t calls = 0;                    // seen so far: opening, begin, commit, preparing, each step
    std::optional<std::int64_t> fail_at = {};  // this call fails, counted from 1; the ones after it work again
    Errc code = Errc::unavailable;

    // Counts a call, and throws when its turn has come.
    void count(std::string_view call);
};

std::unique_ptr<Database> create_faulty_database(std::unique_ptr<Database> database, Faults& faults);

}  // namespace wd::store
