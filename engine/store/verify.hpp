// Whether a store still says what was written: every chain, the heads that were recorded, the text that events refer to, and
// the tables, made afresh from the log. Reads only; beside a busy writer it sees one moment.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/database.hpp"

#include <vector>

namespace wd::store {

struct VerifyOptions {
    bool rebuild = false;                             // also re-project the log and compare every table and text
    std::optional<std::filesystem::path> heads = {};  // also compare with this heads.log, which was kept elsewhere
};

struct VerifyReport {
    std::int64_t programmes = 0;
    std::int64_t events = 0;
    std::int64_t broken_chains = 0;
    std::optional<bool> tables_identical;  // with rebuild only
    std::vector<std::string> problems;     // sentences; the first twenty of each kind
    bool sound() const { return problems.empty(); }
};

// Refuses when the store cannot be opened or the heads file cannot be read; what is wrong inside is in the report.
Result<VerifyReport> verify(Database& database, const VerifyOptions& options);

}  // namespace wd::store
