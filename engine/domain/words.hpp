// The one table between code words and Dutch words (DOMAIN §2): what stands in the log, the API and Lua in English, a person
// reads and writes in Dutch. Only single words of closed lists; sentences stand where they arise.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

namespace wd::domain {

// The Dutch word for a code word: dutch("not_now") is "nu niet". A word that is not in the table comes back as it is.
std::string_view dutch(std::string_view code_word);

// Back: code_of("nu niet") is "not_now". Where two code words share a Dutch word, the one that a person chooses is meant, not
// the state that follows from it; see the order in words.cpp.
std::optional<std::string_view> code_of(std::string_view dutch_word);

}  // namespace wd::domain
