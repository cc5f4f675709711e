// What the machine does without us: how often its disk says that bytes are safe, and how often SQLite can commit one row.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/bench/bench.hpp"
#include "cli/bench/stand.hpp"
#include "store/sqlite/raw_limit.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace wd::bench {

namespace {

constexpr std::size_t page = 4'096;

// Page after page, each on disk before the next, over a file that has its place already.
double fsyncs_per_second(const std::filesystem::path& file, int count)
{
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0)
        throw StoreFailure(Errc::unavailable, fmt::format("{}: {}", file.string(), std::strerror(errno)));
    const std::string bytes(page, 'x');
    bool written = true;
    for (int i = 0; i < count; ++i)
        written = written &&
                  ::pwrite(descriptor, bytes.data(), page, static_cast<off_t>(page) * i) == static_cast<ssize_t>(page);
    written = written && ::fsync(descriptor) == 0;
    const Stopwatch::time_point start = Stopwatch::now();
    for (int i = 0; i < count; ++i)
        written =
            written &&
            ::pwrite(descriptor, bytes.data(), page, static_cast<off_t>(page) * i) == static_cast<ssize_t>(page) &&
            ::fdatasync(descriptor) == 0;
    const double time = seconds_since(start);
    ::close(descriptor);
    if (!written)
        throw StoreFailure(Errc::store_full, fmt::format("{} kon niet worden geschreven", file.string()));
    return count / time;
}

}  // namespace

std::vector<Figure> measure_machine(const Ground& ground)
{
    Figure fsync{"machine_fsync", "4 KiB schrijven en fdatasync", "per s", {}};
    Figure single{"machine_commits", "SQLite-commits van één rij van 200 bytes, kale C", "commits/s", {}};
    Figure hundred{"machine_rows", "rijen van 200 bytes, honderd per commit, kale C", "rijen/s", {}};
    for (int run = 0; run < ground.runs; ++run) {
        const std::filesystem::path folder = ground.folder(fmt::format("{}", run));
        const int commits = ground.of(200, 5'000);
        fsync.values.push_back(fsyncs_per_second(folder / "fsync", ground.of(200, 5'000)));
        single.values.push_back(
            commits / seconds(store::sqlite::write_raw_commits(ground.folder(fmt::format("{}-1", run)), commits, 1)));
        hundred.values.push_back(
            100 * commits /
            seconds(store::sqlite::write_raw_commits(ground.folder(fmt::format("{}-100", run)), commits, 100)));
    }
    fsync.durability = "fdatasync";
    single.durability = hundred.durability = full_durability;
    return {fsync, single, hundred};
}

}  // namespace wd::bench
