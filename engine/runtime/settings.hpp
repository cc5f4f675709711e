// What a store says about how it wants to be run: its clock's offset, its calendar, how to open it again.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/engine.hpp"
#include "store/store.hpp"

#include <filesystem>

namespace wd::runtime {

// The machine's clock, shifted as the store says: a demo store goes on from its own "now" (RULES B8).
SystemClock clock_of(store::ReadStore& store);
// Closed days come from the working value `closed_days`, the text of the file given at init. Refuses what does not parse.
Result<EngineOptions> engine_options(store::ReadStore& store, const std::filesystem::path& directory);
OpenStore reopen_in(const std::filesystem::path& directory);

}  // namespace wd::runtime
