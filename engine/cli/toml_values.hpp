// Values of wijkdraad.toml that keep what they have when the file does not name them. What is wrong goes to the complaints of the
// table.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "runtime/simulation/toml_table.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wd::cli {

inline void read_text(runtime::TomlTable& table, std::string_view key, std::string& value)
{
    if (std::optional<std::string> found = table.find_text(key))
        value = std::move(*found);
}

// One of the words of an enum; complains when there is none. `what` says in Dutch what the word is of.
template <class Enum>
Enum needed_word(runtime::TomlTable& table, std::string_view key, const char* what, Enum otherwise)
{
    runtime::KnownWords known{what, {}};
    for (const std::string_view word : names_of<Enum>())
        known.words.emplace_back(word);
    return find_enum<Enum>(table.word(key, known)).value_or(otherwise);
}

// The same for a word that may be left out.
template <class Enum>
void read_word(runtime::TomlTable& table, std::string_view key, const char* what, Enum& value)
{
    if (table.has(key))
        value = needed_word(table, key, what, value);
}

}  // namespace wd::cli
