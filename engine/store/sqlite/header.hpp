// Looks at the first bytes of a database file before SQLite does, so that a file which is not ours is never touched.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <filesystem>

namespace wd::store::sqlite {

// Refuses with not_found, store_foreign, store_damaged (empty or truncated) or store_read_only (cannot be read).
Result<void> check_header(const std::filesystem::path& file);

// Refuses with store_damaged when the file holds less than `pages` pages. For after the write-ahead log was copied back.
Result<void> check_size(const std::filesystem::path& file, std::int64_t pages, std::int64_t page_size);

}  // namespace wd::store::sqlite
