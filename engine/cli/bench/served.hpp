// `wijkdraad serve` as a process of its own on a directory, for measuring it from outside; told to stop at the end of its life.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace wd::bench {

// Throws StoreFailure when it cannot be started.
class Served {
public:
    // On a port that is free; `more` are further words of the line.
    Served(const std::filesystem::path& directory, std::vector<std::string> more);
    ~Served();
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;

    // Until it says so, and where HTTP listens. Throws Bug when it does not.
    std::uint16_t wait_until_ready() const;
    // Resident memory of the process in MiB.
    double memory() const;

private:
    int process_ = 0;
    int output_ = -1;
};

}  // namespace wd::bench
