// What SQLite itself can do on this machine, in bare C: the limit that the bench prints beside its figures. Writes the same
// rows and bytes into the same tables with the same settings, without events, decisions, projections or hashes being made.
// Only for measuring: it knows nothing of heads and epochs, and its files are thrown away.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace wd::store::sqlite {

// One durable step as a store has written it: a row of `event`, one of `step`, and where its `run` stands since.
struct RawStep {
    std::int64_t seq = 0;
    std::int64_t stream = 0;
    std::int64_t pseq = 0;
    std::int64_t run = 0;
    std::int64_t cause = 0;
    std::string type;
    std::int64_t at = 0;
    std::string actor;
    std::string data;
    std::string hash;
    std::string path;
    std::string id;
    std::string kind;
    std::string result;
};

// The steps that the store in `directory` has passed since event `after`, oldest first. Throws StoreFailure.
std::vector<RawStep> load_raw_steps(const std::filesystem::path& directory, std::int64_t after);

// Writes them with full durability, `batch` steps to a commit, into the store in `directory`: a copy from before they were
// passed. Returns how long that took. Throws StoreFailure.
std::chrono::nanoseconds write_raw_steps(const std::filesystem::path& directory, std::span<const RawStep> steps,
                                         int batch);

// Durable commits of `rows` rows of 200 bytes each into a table of its own in a new file in `directory`.
std::chrono::nanoseconds write_raw_commits(const std::filesystem::path& directory, int commits, int rows);

// How long it takes to step through all events of a store and look at each value.
std::chrono::nanoseconds scan_raw_events(const std::filesystem::path& directory);

// What a store takes on disk once its write-ahead log has been copied back. Nobody may have it open.
struct RawSizes {
    std::int64_t total = 0;  // bytes of pages in use
    std::int64_t facts = 0;  // of those: the log and the content rows, with their indexes
};
RawSizes measure_raw_sizes(const std::filesystem::path& directory);

// "3.40.1", for the conditions of a measurement.
std::string_view raw_version();

}  // namespace wd::store::sqlite
