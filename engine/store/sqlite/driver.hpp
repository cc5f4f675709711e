// The SQLite driver of the seam. Only the composition root and store/open.cpp name it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/database.hpp"

#include <vector>

namespace wd::store::sqlite {

// A step forward of the schema: the SQL that leads to `version`. Runs in one transaction with the others.
struct Migration {
    int version = 0;
    std::string text;
};

struct Options {
    // Beside those that come with this version; for tests of the mechanism.
    std::vector<Migration> migrations = {};
};

// The store in DIR/wijkdraad.db. Touches nothing until it is opened or made.
std::unique_ptr<Database> database_in(const std::filesystem::path& directory, Options options);
// A database in memory that several connections of this process share; gone with the object and its connections.
std::unique_ptr<Database> database_in_memory();

// "wdr1": stands in the file's header, so that no other SQLite file is taken for a store.
inline constexpr std::uint32_t application_id = 0x77647231;

}  // namespace wd::store::sqlite
