// The bench: measures the engine against the bars of its design, family by family, each beside what the machine itself can do.
// Everything happens in a folder of its own that is gone afterwards; no store of a user is read or written.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/bench/figure.hpp"

#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

namespace wd::bench {

enum class Scale {
    small,  // shows that everything is measured; its figures mean little
    full,
};
BOOST_DESCRIBE_ENUM(Scale, small, full)

// Where and how much a family measures. `directory` is empty and its own.
struct Ground {
    std::filesystem::path directory;
    Scale scale = Scale::small;
    int runs = 3;

    // How many, by scale.
    int of(int small, int full) const { return scale == Scale::small ? small : full; }
    // A new empty folder.
    std::filesystem::path folder(std::string_view name) const;
};

using Measure = std::vector<Figure> (*)(const Ground& ground);

struct Family {
    std::string_view name;   // what --only takes
    std::string_view about;  // Dutch
    Measure measure;
};

// In the order in which they run.
std::span<const Family> families();

// Throws StoreFailure when the world breaks, and Bug when the engine refuses what the bench asks.
std::vector<Figure> measure_machine(const Ground& ground);
std::vector<Figure> measure_steps(const Ground& ground);
std::vector<Figure> measure_tasks(const Ground& ground);
std::vector<Figure> measure_http(const Ground& ground);
std::vector<Figure> measure_timers(const Ground& ground);
std::vector<Figure> measure_start(const Ground& ground);
std::vector<Figure> measure_history(const Ground& ground);

struct Options {
    std::vector<std::string> only;  // names of families; empty is all
    Scale scale = Scale::full;
    int runs = 3;
    std::filesystem::path directory;  // in which the bench makes its own
};

// { conditions: { … }, figures: [ … ] }. Tells `progress` which family begins. Refuses an unknown family and a folder that
// cannot be made.
Result<json::object> run_bench(const Options& options, const std::function<void(const Family&)>& progress);

}  // namespace wd::bench
