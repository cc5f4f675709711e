// How many callers are connected, in all and from each network address. Thread-safe. Does not know who they are.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>

namespace wd::http {

class Seats {
public:
    Seats(std::size_t in_all, std::size_t per_address) : in_all_(in_all), per_address_(per_address) {}

    enum class Bound { counted, free };  // whether `per_address` holds for this one
    // False when all are taken.
    bool take(const std::string& address, Bound bound)
    {
        const std::lock_guard lock{mutex_};
        if (taken_ >= in_all_)
            return false;
        std::size_t& own = addresses_[address];
        if (bound == Bound::counted && own >= per_address_)
            return false;
        ++own;
        ++taken_;
        return true;
    }

    void leave(const std::string& address)
    {
        {
            const std::lock_guard lock{mutex_};
            --taken_;
            if (const auto own = addresses_.find(address); --own->second == 0)
                addresses_.erase(own);
        }
        left_.notify_all();
    }

    // Whether all were free within that time.
    bool wait_until_free(std::chrono::milliseconds patience)
    {
        std::unique_lock lock{mutex_};
        return left_.wait_for(lock, patience, [this] { return taken_ == 0; });
    }

private:
    std::size_t in_all_;
    std::size_t per_address_;
    std::mutex mutex_;  // guards taken_ and addresses_
    std::condition_variable left_;
    std::size_t taken_ = 0;
    std::map<std::string, std::size_t> addresses_;
};

}  // namespace wd::http
