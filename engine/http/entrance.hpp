// The entrance of an installation: keys, logs, registry, guard, login and live streams, put together in the order in which they need
// each other. The composition root makes one; whoever answers requests gets what it needs from here.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/guard.hpp"
#include "http/live.hpp"
#include "http/login.hpp"
#include "http/rate.hpp"
#include "http/readings.hpp"
#include "http/security_log.hpp"

#include <filesystem>
#include <memory>

namespace wd::http {

struct EntranceSettings {
    LoginSettings login;
    PasswordSettings password;
    SecondFactor second_factor = SecondFactor::as_chosen;
    std::filesystem::path key_file = {};  // empty = beside the data directory
    ReadingSettings readings;
    LiveSettings live;
    Rate rate;                 // requests of one account
    std::string address = {};  // where it listens, for the security log
};

// Thread-safe.
class Entrance {
public:
    // Refuses a log or key file that cannot be used. `service` outlives the entrance; destroy it after the service has stopped.
    static Result<std::unique_ptr<Entrance>> open(runtime::Service& service, const std::filesystem::path& directory,
                                                  const EntranceSettings& settings, EventInApi event_in_api);
    virtual ~Entrance() = default;

    virtual Guard& guard() = 0;
    virtual Login& login() = 0;
    virtual Live& live() = 0;
    virtual Readings& readings() = 0;
    virtual SecurityLog& security_log() = 0;
    // Ends streams and computations; writes in the security log that it closed. Idempotent; the destructor calls it.
    virtual void stop() = 0;
};

}  // namespace wd::http
