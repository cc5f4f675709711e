// Gives an entry inputs for a while: first those of the corpus as they are, then changed ones, from one seed. What an input led to
// that was not seen before (demands.hpp: note) makes it one to change further. An input with which something goes wrong, be it a
// breach, a sanitizer or no end, is kept in a file.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "entries.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace wd::fuzz {

struct Plan {
    std::filesystem::path corpus;    // a folder of files
    std::filesystem::path failures;  // where inputs are kept that go wrong
    std::uint64_t seed = 1;
    std::chrono::milliseconds time{3'000};
    std::optional<std::filesystem::path> only;  // one file, and nothing else
};

struct Outcome {
    std::size_t inputs = 0;
    std::size_t seeds = 0;
    std::size_t kinds = 0;               // of what came of them
    std::optional<std::string> failure;  // what went wrong, and in which file its input is
};

Outcome run(const Entry& entry, const Plan& plan);

}  // namespace wd::fuzz
