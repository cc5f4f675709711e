// See attempts.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/attempts.hpp"

#include <algorithm>

namespace wd::http {

std::chrono::seconds Attempts::take(const std::string& key, Timestamp now)
{
    const std::lock_guard lock{mutex_};
    make_room(now);
    Count& count = counts_[key];
    if (now - count.last > settings_.forgotten && now >= count.state.locked_until)
        count.state = {};
    if (now < count.state.locked_until)
        return std::max(std::chrono::ceil<std::chrono::seconds>(count.state.locked_until - now),
                        std::chrono::seconds{1});
    count.last = now;
    ++count.state.failures;
    count.state.locked_until = now + pause_after(count.state.failures);
    return std::chrono::seconds::zero();
}

void Attempts::take_back(const std::string& key)
{
    const std::lock_guard lock{mutex_};
    const auto found = counts_.find(key);
    if (found == counts_.end())
        return;
    State& state = found->second.state;
    state.failures = std::max(state.failures - 1, 0);
    state.locked_until = {};
}

void Attempts::forgive(const std::string& key)
{
    const std::lock_guard lock{mutex_};
    counts_.erase(key);
}

std::chrono::seconds Attempts::recall(const std::string& key, int failures, Timestamp locked_until, Timestamp now)
{
    const std::lock_guard lock{mutex_};
    State& state = counts_[key].state;
    if (failures < state.failures || now - locked_until > settings_.forgotten)
        return std::chrono::seconds::zero();
    if (now < locked_until) {
        state = {failures, locked_until};
        return std::chrono::ceil<std::chrono::seconds>(locked_until - now);
    }
    state = {failures + 1, now + pause_after(failures + 1)};
    return std::chrono::seconds::zero();
}

Attempts::State Attempts::state_of(const std::string& key) const
{
    const std::lock_guard lock{mutex_};
    const auto found = counts_.find(key);
    return found == counts_.end() ? State{} : found->second.state;
}

std::chrono::seconds Attempts::pause_after(int failures) const
{
    if (failures <= settings_.free)
        return std::chrono::seconds::zero();
    std::chrono::seconds pause = settings_.first_pause;
    for (int i = settings_.free + 1; i < failures && pause < settings_.longest_pause; ++i)
        pause *= 2;
    return std::min(pause, settings_.longest_pause);
}

// Those that have been quiet go first; when there are none, all that do not wait: whoever guesses must not fill the memory.
void Attempts::make_room(Timestamp now)
{
    if (counts_.size() < settings_.keys_max)
        return;
    std::erase_if(counts_, [&](const auto& entry) { return now - entry.second.last > settings_.forgotten; });
    if (counts_.size() >= settings_.keys_max)
        std::erase_if(counts_, [&](const auto& entry) { return now >= entry.second.state.locked_until; });
    if (counts_.size() >= settings_.keys_max)
        counts_.erase(counts_.begin());
}

}  // namespace wd::http
