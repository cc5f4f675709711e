// What can go wrong, in three kinds: an expected "no" (Result), a broken world (StoreFailure, PluginFailure) and our own
// bug (Bug). Does not log and does not translate: a message is a Dutch sentence for a person, the code is for programs.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <fmt/format.h>
#include <boost/system/result.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wd {

// Why something was refused. The comment says when, and what the caller may do.
enum class Errc : std::uint8_t {
    invalid,          // the request or file does not have the right form; mend it and send it again
    not_found,        // nothing has this id, name or path; look it up
    wrong_state,      // it exists, but not in a state that allows this; look at its state
    not_allowed,      // the actor does not hold the role that may do this; ask who does
    conflict,         // somebody else was first, or the version that was read is stale; read again
    duplicate,        // it is already there under this id, code or key; use that one
    key_reused,       // an idempotency key came back with another body; take a new key
    missing_fact,     // a judgement needs a fact that nobody recorded yet; record it
    over_limit,       // a bound of base/limits.hpp was passed; make it smaller
    script_breach,    // a Lua function broke its sandbox, its budget or its promise to be pure; mend the script
    store_in_use,     // another process holds the writer lock of this data directory; use its socket or stop it
    store_foreign,    // the file is not a Wijkdraad store; name another directory
    store_newer,      // a newer version wrote the store; use that version
    store_damaged,    // the file is truncated or corrupt; restore a backup
    store_read_only,  // the directory or file cannot be written; mend its permissions
    store_full,       // no room on disk; make room and try again, nothing was lost
    unavailable,      // not in this process or not now; the message says what would help
};

// The code as it stands in JSON answers, e.g. "wrong_state".
std::string_view name_of(Errc code);

// Where the thing is wrong. Empty parts are unknown; `line` counts from 1.
struct Where {
    std::string file;
    int line = 0;
    std::string field;
};

// A refusal. `message` says what is wrong, with which value, and what would be right. When several things are wrong
// at once, `details` holds one Error for each and `message` sums them up.
struct Error {
    Errc code = Errc::invalid;
    std::string message;
    Where where = {};
    std::vector<Error> details = {};
};

// "workflow.lua:12: …" for one error, one such line for each detail.
std::string to_text(const Error& error);

// GCC 12 offers std::expected in C++23 mode only; this alias is the one line to change later.
template <class T>
using Result = boost::system::result<T, Error>;

// Thrown by Result::value() on an Error; only tests and `main` let it come that far.
class RefusedError : public std::runtime_error {
public:
    explicit RefusedError(Error error) : std::runtime_error(to_text(error)), error_(std::move(error)) {}
    const Error& error() const noexcept { return error_; }

private:
    Error error_;
};
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& where);

// Builds a refusal: refusal(Errc::wrong_state, "taak is {}, niet open", name).
template <class... Args>
[[nodiscard]] Error refusal(Errc code, fmt::format_string<Args...> format, Args&&... args)
{
    return Error{code, fmt::format(format, std::forward<Args>(args)...), {}, {}};
}

// The world broke under the store: disk full, I/O error, file gone. `code` says which; nothing was committed.
class StoreFailure : public std::runtime_error {
public:
    StoreFailure(Errc code, const std::string& what) : std::runtime_error(what), code_(code) {}
    Errc code() const noexcept { return code_; }

private:
    Errc code_;
};

// Our own mistake. Inside a turn: rolled back, the run is parked as stuck. Outside: the process ends.
class Bug : public std::logic_error {
public:
    using std::logic_error::logic_error;
};
[[noreturn]] void fail_assertion(const char* condition, const char* file, int line);

}  // namespace wd

// On in release too: an impossible state must not be written down.
#define WD_ASSERT(condition) \
    ((condition) ? static_cast<void>(0) : ::wd::fail_assertion(#condition, __FILE_NAME__, __LINE__))
