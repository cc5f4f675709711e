// Backup beside a busy writer, and restore into an empty place (RULES A5, C1). A backup set is a directory like a data
// directory: the database with content and left-over work, heads.log, erasures.log.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/store.hpp"

namespace wd::store {

// Writes a backup set of the store in `directory` to `target`, which must not hold a store yet. Refuses like open_reader().
Result<void> back_up(const std::filesystem::path& directory, const std::filesystem::path& target);

struct RestoreOptions {
    // The erasures.log of the store that was lost, when it does not lie in the directory restored to.
    std::optional<std::filesystem::path> erasures = {};
    // Restores without it, for this reason; what was erased after the backup comes back.
    std::optional<std::string> without_erasures_because = {};
};

struct Restored {
    std::int64_t erased = 0;     // texts that were erased after the backup, and are erased again
    std::int64_t destroyed = 0;  // programmes likewise
};

// Makes `directory` a store from `backup`. An erasures.log that lies in it is applied. Refuses with `duplicate` where a store
// is, with `store_damaged` when the backup is, and with `missing_fact` when there is no erasures.log newer than the backup's
// own and no reason why.
Result<Restored> restore(const std::filesystem::path& backup, const std::filesystem::path& directory,
                         const RestoreOptions& options);

}  // namespace wd::store
