// The two small files beside a store that must outlive it: heads.log says where the chains stood (RULES A4), erasures.log
// which content was erased and which programmes were destroyed (RULES A5). One line each, only ever added to; half a line that a
// crash left at the end is none. They hold ids and digests, never text.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/events.hpp"

#include <filesystem>
#include <variant>
#include <vector>

namespace wd::store {

// Where a chain stood on a day.
struct RecordedHead {
    Date date{};
    domain::Head head;
};

// Adds "2026-11-20T00:00:00.000Z 12 9f86d081…" (instant, pseq, hash) for the installation's own chain; those of programmes
// stand in that chain. Returns when it is on disk. Throws StoreFailure.
void add_head(const std::filesystem::path& directory, Timestamp at, const domain::Head& head);
// Of a heads file, the heads of the store; refuses with the line that cannot be read.
Result<std::vector<RecordedHead>> read_heads(const std::filesystem::path& file);

// Where the security log of the door stood on a day: the number of its last line, and the chain of that line.
struct SecurityHead {
    Date date{};
    std::int64_t number = 0;
    Sha256 chain{};
};
// Adds "2026-11-20T00:00:00.000Z beveiliging-12 9f86d081…" to the same file. On the thread that writes the store, as add_head().
void add_security_head(const std::filesystem::path& directory, Timestamp at, std::int64_t number, const Sha256& chain);
Result<std::vector<SecurityHead>> read_security_heads(const std::filesystem::path& file);

// "inhoud-12 2026-11-20T10:00:00.000Z" for a text, "programma-3 2026-11-20T10:00:00.000Z" for a programme with all that it
// had: written here before it is committed.
using Erased = std::variant<domain::ContentId, domain::ProgrammeId>;
struct Erasure {
    Erased what;
    Timestamp at{};
};
void add_erasure(const std::filesystem::path& directory, const Erasure& erasure);
Result<std::vector<Erasure>> read_erasures(const std::filesystem::path& file);

std::filesystem::path heads_file(const std::filesystem::path& directory);
std::filesystem::path erasures_file(const std::filesystem::path& directory);

}  // namespace wd::store
