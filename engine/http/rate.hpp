// How often somebody may ask: one bucket of tokens for each key, filled at a steady pace. Bounded: buckets that are full again
// are forgotten. Does not know what a key stands for, nor what time it is.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace wd::http {

struct Rate {
    double per_second = 50;  // how fast a bucket fills; 0 is no limit
    double burst = 200;      // how much it holds, at least 1
};

// Thread-safe.
class RateLimiter {
public:
    using Instant = std::chrono::steady_clock::time_point;

    explicit RateLimiter(Rate rate, std::size_t keys_max = 100'000) : rate_(rate), keys_max_(keys_max) {}

    // Takes one token. Zero when there was one; otherwise how long until there is, in whole seconds, at least one.
    std::chrono::seconds take(std::string_view key, Instant now);

    std::size_t size() const;

private:
    struct Bucket {
        double tokens = 0;
        Instant filled_at{};
    };

    double tokens_at(const Bucket& bucket, Instant now) const;
    void forget_full(Instant now);

    Rate rate_;
    std::size_t keys_max_;
    mutable std::mutex mutex_;  // guards buckets_ and forget_at_
    std::unordered_map<std::string, Bucket> buckets_;
    std::size_t forget_at_ = 1'024;  // keys at which full buckets are looked for
};

}  // namespace wd::http
