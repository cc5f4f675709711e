// Making and opening stores. Every refusal says what is wrong with which directory and what would help; see Errc::store_*.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/store.hpp"

namespace wd::store {

// The store in a directory, by the driver that this version uses for directories.
std::unique_ptr<Database> database_in(const std::filesystem::path& directory);
// A store in memory, gone with its last user; for previews, forecasts and tests.
std::unique_ptr<Database> database_in_memory();

// Makes a new store: tables, partitions, label. Refuses where one is already. Its first event (store.initialised) is written
// by whoever opens it: an event needs a clock and an actor.
Result<void> create_store(Database& database, const CreateOptions& options);
Result<void> create_store(const std::filesystem::path& directory, const CreateOptions& options);

// The only writer. Refuses with store_in_use, store_read_only, store_newer, store_foreign, store_damaged or not_found.
Result<std::unique_ptr<Store>> open_store(std::unique_ptr<Database> database);
Result<std::unique_ptr<Store>> open_store(const std::filesystem::path& directory);

// A reader beside the writer or without one.
Result<std::unique_ptr<ReadStore>> open_reader(std::unique_ptr<Database> database);
Result<std::unique_ptr<ReadStore>> open_reader(const std::filesystem::path& directory);

}  // namespace wd::store
