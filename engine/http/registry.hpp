// Which keys are good now, in memory: the hash of a session's or token's secret → who that is and what was granted. Reads the store
// when a key is first used, after something changed in the installation, and otherwise every few seconds, so that a request costs
// no read and a key that was withdrawn by another door still goes out at once. Holds no secret and no hash of a password.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/sha256.hpp"
#include "base/time.hpp"
#include "http/identity.hpp"
#include "runtime/service.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace wd::http {

enum class SecondFactor { as_chosen, asked_of_administrators };

// Thread-safe.
class Registry {
public:
    virtual ~Registry() = default;

    // From memory or at a glance. None for a key that is not there, has ended, was withdrawn, or whose account is closed. An Error when
    // the store cannot be asked now.
    virtual Result<std::optional<Identity>> find_session(const Sha256& secret_hash) = 0;
    virtual Result<std::optional<Identity>> find_token(const Sha256& secret_hash) = 0;
    // What is in memory is asked again before it is used.
    virtual void forget() = 0;
};

// `clock` is the machine's own, also for a demo store: sessions end in real time, tokens on a day of the store. Both outlive the
// registry, and the service has stopped before it goes.
std::unique_ptr<Registry> create_registry(runtime::Service& service, const Clock& clock, SecondFactor second_factor);

}  // namespace wd::http
