// Slows guessing down: after a few wrong attempts in a row each next one has to wait, longer every time. Counted for a login name
// whether it exists or not, and for a network address. Bounded; forgets what has been quiet. Pure: the caller gives the time.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/time.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>

namespace wd::http {

struct AttemptSettings {
    int free = 3;                         // wrong attempts without a pause
    std::chrono::seconds first_pause{2};  // after that; doubles with each further one
    std::chrono::seconds longest_pause{900};
    std::chrono::seconds forgotten{3'600};  // after so long without an attempt
    std::size_t keys_max = 50'000;
};

// Thread-safe.
class Attempts {
public:
    explicit Attempts(AttemptSettings settings) : settings_(settings) {}

    // Takes one attempt, and counts it as wrong until it is taken back or forgiven: many at the same time do not slip through
    // together. How long must be waited first; zero = go on, and only then it was counted.
    std::chrono::seconds take(const std::string& key, Timestamp now);
    // It was no guess after all.
    void take_back(const std::string& key);
    // It was right.
    void forgive(const std::string& key);
    // Adds what was known before this process began to an attempt that was just taken. How long must be waited after all.
    std::chrono::seconds recall(const std::string& key, int failures, Timestamp locked_until, Timestamp now);

    // Wrong attempts in a row, and until when the next one has to wait.
    struct State {
        int failures = 0;
        Timestamp locked_until{};
    };
    State state_of(const std::string& key) const;

private:
    struct Count {
        State state;
        Timestamp last{};
    };
    std::chrono::seconds pause_after(int failures) const;
    void make_room(Timestamp now);

    AttemptSettings settings_;
    mutable std::mutex mutex_;  // guards counts_
    std::map<std::string, Count> counts_;
};

}  // namespace wd::http
