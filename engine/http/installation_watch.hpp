// Carries over to the security log what the installation's own stream says about accounts, whichever door it came by (HTTP, the
// socket, the command line), and the heads that the engine writes to heads.log (RULES A4). Follows the log; a line that was not
// written before a crash is written at the next start. Lines about heads are also how a removed tail of heads.log would show; and
// after each of them heads.log gets the head of the security log, so that a copy of it kept elsewhere tells of both.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/security_log.hpp"
#include "runtime/service.hpp"

#include <filesystem>
#include <memory>

namespace wd::http {

class InstallationWatch {
public:
    virtual ~InstallationWatch() = default;
    // Hears no more; what is under way goes on until the service has stopped.
    virtual void stop() = 0;
};

// Both outlive it, and it outlives the work of the service. `directory` is where heads.log stands.
std::unique_ptr<InstallationWatch> watch_installation(runtime::Service& service, SecurityLog& log,
                                                      const std::filesystem::path& directory);

}  // namespace wd::http
