// Handing events over: what a plugin says of a batch, and when what it could not take is tried again (RULES G2). Pure.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace wd::plugin {

// The pause after the attempt with this number failed, the first being 1: 25·4ⁿ seconds, at most 52,000 s; about a day in all. None
// after the eighth: then it waits for a person. The schedule of the ZGW Notificaties API (STANDARDS §2.2).
std::optional<std::chrono::seconds> pause_after(int attempts);

// An event of a batch that the plugin could not take.
struct Failure {
    std::string event;  // its id outside
    std::string why;    // a sentence for administrators
    bool again = true;  // false: trying it again is no use
    friend bool operator==(const Failure&, const Failure&) = default;
};

// The failures in the answer to a batch: {} or {"failed": [{"event": "1-8-0a1b2c3d", "why": "…", "again": false}]}. Refuses another form,
// an event that was not in the batch and one that is named twice: then nothing of the answer counts.
Result<std::vector<Failure>> read_failures(const json::value& answer, std::span<const std::string> batch);

// What a plugin says of itself, in the answer to `validate` and `health`: {} or {"ok": true} when all is well, otherwise {"ok": false,
// "why": "…"}. The sentence; none when all is well. Refuses another form.
Result<std::optional<std::string>> read_complaint(const json::value& answer);

// As long as a sentence of a plugin may be, in bytes; the rest is cut off at a whole sign. Signs that steer a screen are taken out.
inline constexpr std::size_t sentence_max = 500;
std::string shortened(std::string sentence);

}  // namespace wd::plugin
