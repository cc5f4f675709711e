// The one place where SQLite's errors become ours.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <utility>

namespace wd::store::sqlite {

// Throws StoreFailure for a broken world and Bug for a row that does not fit the schema or SQL that is wrong.
// `handle` may be null; `doing` names the statement or action.
[[noreturn]] void fail(sqlite3* handle, int code, std::string_view doing);

// Throws when `code` is not SQLITE_OK.
inline void check(sqlite3* handle, int code, std::string_view doing)
{
    if (code != SQLITE_OK)
        fail(handle, code, doing);
}

// Runs `action`, which may use SQLiteCpp.
template <class Action>
auto guarded(sqlite3* handle, std::string_view doing, Action&& action)
{
    try {
        return std::forward<Action>(action)();
    } catch (const SQLite::Exception& exception) {
        const int code = exception.getExtendedErrorCode();
        fail(handle, code == SQLITE_OK ? SQLITE_ERROR : code, fmt::format("{}: {}", doing, exception.what()));
    }
}

}  // namespace wd::store::sqlite
