// Every bound of the engine in one place, so that nothing grows without end. Values are generous for people and small for
// machines; each says what it protects.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace wd::limits {

inline constexpr int transitions_per_turn = 256;     // one programme cannot hold the writer (RULES B1)
inline constexpr int cause_depth_max = 16;           // automatic causes in a row before a run is stuck (RULES B2)
inline constexpr int commands_per_batch = 128;       // commands in one transaction
inline constexpr std::size_t queue_max = 10'000;     // commands waiting; beyond it a caller is refused at once
inline constexpr int due_per_scan = 256;             // timers and due rows taken before commands get their turn again
inline constexpr std::size_t step_path_max = 1'000;  // bytes (RULES D4)
inline constexpr std::size_t step_key_max = 200;     // bytes of an item key (RULES D4)
inline constexpr std::size_t items_per_block_max = 10'000;  // items of one `each`
inline constexpr std::size_t content_max = 1 << 20;         // bytes of one typed text
inline constexpr std::size_t typed_text_max = 50'000;       // bytes of one answer, note or reason: twenty pages
inline constexpr std::size_t name_max = 200;                // bytes of what somebody or something is called
inline constexpr std::size_t request_max = 4 << 20;         // bytes of one request on the socket
inline constexpr std::size_t bundle_max = 2 << 20;          // bytes of one workflow with its library
inline constexpr std::size_t steps_per_workflow_max = 5'000;
inline constexpr std::size_t programmes_cached_max = 2'048;  // programmes kept in memory by the writer
inline constexpr std::size_t lua_states_max = 32;            // workflow versions kept loaded
inline constexpr std::size_t lua_memory_max = 16 << 20;      // bytes a workflow's Lua state may hold
inline constexpr std::int64_t lua_instructions_per_call = 1'000'000;
inline constexpr std::size_t lua_string_max = 1 << 20;  // bytes of one string that Lua builds
inline constexpr int read_connections = 4;
inline constexpr std::size_t connections_max = 100;         // that speak over the socket at the same time
inline constexpr std::int64_t rows_asked_max = 100'000;     // `limit` of one question
inline constexpr std::size_t request_key_max = 200;         // bytes of an idempotency key
inline constexpr std::size_t people_cached_max = 100'000;   // persons remembered by the writer
inline constexpr std::size_t login_max = 64;                // letters of a login name
inline constexpr std::size_t password_hash_max = 256;       // bytes of a hash with its parameters
inline constexpr std::size_t grants_per_account_max = 200;  // roles of one account
inline constexpr std::size_t tokens_per_account_max = 20;   // that are valid at the same time
inline constexpr std::chrono::days idempotency_kept{90};

}  // namespace wd::limits
