// Whether a captured value has the shape that a key asks for, and what to say when not.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "script/capture.hpp"

#include <optional>
#include <string>

namespace wd::script {

// What is wrong with the value, as a sentence that says what would be right; nothing when it fits.
std::optional<std::string> find_wrong(const KeyDoc& key, const Value& value);

// What to do with a key that this word does not have but people expect: `outcomes` in a task, `within` in a vote.
// Empty when there is nothing special to say.
std::string hint_for_key(const WordDoc& word, std::string_view key);

}  // namespace wd::script
