// Passwords: what a good one is, and argon2id (libsodium) on threads of its own, because one answer costs a tenth of a second and
// tens of MiB. Never on a thread that serves others. Does not know accounts.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace wd::http {

struct PasswordSettings {
    std::uint64_t passes = 3;             // over the memory
    std::size_t memory_bytes = 64 << 20;  // of one computation
    int workers = 2;                      // computations at the same time
    std::size_t waiting_max = 64;         // more than this and the caller is told that it is too busy
};

inline constexpr std::size_t password_min = 12;   // signs, not bytes
inline constexpr std::size_t password_max = 128;  // signs

// Whether a new password is good enough for the account with this login and this person's name. All that is wrong at once.
Result<void> check_new_password(std::string_view password, std::string_view login, std::string_view name);

struct Verdict {
    bool right = false;
    bool outdated = false;  // right, but hashed more cheaply than the settings ask now
};

// Thread-safe. Destroying it finishes what was accepted.
class Passwords {
public:
    virtual ~Passwords() = default;
    // Calls `done` once on a thread of its own with "$argon2id$…"; "" when there is no memory for it. False, and no call, when
    // too many wait.
    virtual bool hash(std::string password, std::function<void(std::string)> done) = 0;
    // Compares with a hash; an empty one is never right and takes as long, so that time does not tell which logins exist.
    virtual bool verify(std::string password, std::string hash, std::function<void(Verdict)> done) = 0;
    // Waits for what was accepted and takes nothing new.
    virtual void stop() = 0;
};

std::unique_ptr<Passwords> create_passwords(const PasswordSettings& settings);

// On this thread, for the command line: a password that nobody chose, of 20 signs that are not mistaken for each other.
std::string new_one_time_password();
std::string hash_password(std::string_view password, const PasswordSettings& settings);

}  // namespace wd::http
