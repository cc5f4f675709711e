// `wijkdraad serve`: real time, timers that fire, the local socket for the command line, and the other doors that the program
// hangs in: HTTP. All doors speak to one Service. Does not know what another door speaks.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace wd::runtime {

class Service;

// One more way in, with threads of its own. The calls come in this order, each once, from one thread.
class Door {
public:
    virtual ~Door() = default;
    // Lets callers in from now on. Refuses an address that cannot be had. `service` lives until after end().
    virtual Result<void> open(Service& service) = 0;
    // Takes nothing new, lets idle callers go, and waits a bounded time until who was being answered has the answer. The
    // service still works.
    virtual void close() = 0;
    // The service has answered everything that it had accepted. Hands over what is left, within a bounded time, and ends.
    virtual void end() = 0;
};
using Doors = std::vector<std::unique_ptr<Door>>;

// Serves a data directory until SIGINT or SIGTERM, or until `stop` is called from any thread through the function given to
// `ready`. Takes nothing new then, finishes what was accepted, and returns. Refuses a directory that cannot be opened and what
// a door refuses.
Result<void> run_server(const std::filesystem::path& directory,
                        const std::function<void(std::function<void()> stop)>& ready, const Doors& doors = {});

}  // namespace wd::runtime
