// See rate.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/rate.hpp"

#include <algorithm>
#include <cmath>

namespace wd::http {

std::chrono::seconds RateLimiter::take(std::string_view key, Instant now)
{
    if (rate_.per_second <= 0)
        return std::chrono::seconds::zero();
    const std::lock_guard lock{mutex_};
    auto found = buckets_.find(std::string(key));
    if (found == buckets_.end()) {
        if (buckets_.size() >= std::min(forget_at_, keys_max_))
            forget_full(now);
        // So many at once are no people: whoever is new waits until others are forgotten.
        if (buckets_.size() >= keys_max_)
            return std::chrono::seconds{1};
        found = buckets_.emplace(key, Bucket{std::max(1.0, rate_.burst), now}).first;
    }
    Bucket& bucket = found->second;
    bucket = {tokens_at(bucket, now), std::max(bucket.filled_at, now)};
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return std::chrono::seconds::zero();
    }
    return std::chrono::seconds{
        std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil((1 - bucket.tokens) / rate_.per_second)))};
}

std::size_t RateLimiter::size() const
{
    const std::lock_guard lock{mutex_};
    return buckets_.size();
}

double RateLimiter::tokens_at(const Bucket& bucket, Instant now) const
{
    const double passed = std::max(0.0, std::chrono::duration<double>(now - bucket.filled_at).count());
    return std::min(std::max(1.0, rate_.burst), bucket.tokens + passed * rate_.per_second);
}

// A full bucket is the same as none. Looked for again when their number has doubled, so that this costs little for each key.
void RateLimiter::forget_full(Instant now)
{
    std::erase_if(buckets_,
                  [&](const auto& entry) { return tokens_at(entry.second, now) >= std::max(1.0, rate_.burst); });
    forget_at_ = std::max<std::size_t>(buckets_.size() * 2, 1'024);
}

}  // namespace wd::http
