// A digest of every table of a store, to tell whether two stores say the same. Left out is what belongs to one process only:
// who holds the writer's place, the marks of the crash guard, the numbers of left-over work.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/sha256.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace wd::crash {

using Picture = std::map<std::string, Sha256>;

// Of the store in this directory, beside its writer. Throws StoreFailure when the file cannot be read.
Picture picture_of(const std::filesystem::path& directory);

// The tables that differ, for people.
std::string difference(const Picture& one, const Picture& other);

// The hash of one event; zero bytes when it is not there.
Sha256 hash_of_event(const std::filesystem::path& directory, int part, std::int64_t seq);
// Those of `hashes` that do not stand in the log exactly once.
std::vector<Sha256> not_once(const std::filesystem::path& directory, const std::vector<Sha256>& hashes);

}  // namespace wd::crash
