// Where a broken world is an expected "no": nobody works on the store yet, and the caller names another directory or mends this one.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/database.hpp"

#include <filesystem>
#include <utility>

namespace wd::store {

// Runs `action`, which gives a Result; what it throws about the store or its files becomes the refusal.
template <class Action>
auto refused_when_broken(Action&& action) -> decltype(action())
{
    try {
        return std::forward<Action>(action)();
    } catch (const StoreFailure& failure) {
        return Error{failure.code(), failure.what(), {}, {}};
    } catch (const std::filesystem::filesystem_error& failure) {
        const bool full = failure.code() == std::errc::no_space_on_device;
        return Error{full ? Errc::store_full : Errc::store_read_only, failure.what(), {}, {}};
    }
}

}  // namespace wd::store
