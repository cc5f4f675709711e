// `wijkdraad serve`: real time, timers that fire, and the local socket for the command line. HTTP joins it later as one more
// door to the same writer.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <filesystem>
#include <functional>

namespace wd::runtime {

// Serves a data directory until SIGINT or SIGTERM, or until `stop` is called from any thread through the function given to
// `ready`. Takes nothing new then, finishes what was accepted, and returns. Refuses a directory that cannot be opened.
Result<void> run_server(const std::filesystem::path& directory,
                        const std::function<void(std::function<void()> stop)>& ready);

}  // namespace wd::runtime
