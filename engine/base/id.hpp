// Ids: 64-bit numbers that know what they name, so that a task is never taken for a person.
// Outside the engine an id is text such as "taak-1042". Does not hand ids out: that happens inside a transaction (RULES B8).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace wd {

// `Tag::prefix` is the Dutch word before the number. Zero means "none".
template <class Tag>
struct Id {
    using tag = Tag;
    std::int64_t value = 0;

    constexpr explicit operator bool() const noexcept { return value != 0; }
    friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

// Reads the digits of "prefix-123" or a bare "123"; 0 is not an id. Refuses with what would be right.
Result<std::int64_t> parse_id_number(std::string_view text, std::string_view prefix);

template <class Tag>
std::string to_text(Id<Tag> id)
{
    return fmt::format("{}-{}", Tag::prefix, id.value);
}

template <class Tag>
Result<Id<Tag>> parse_id(std::string_view text)
{
    const Result<std::int64_t> number = parse_id_number(text, Tag::prefix);
    if (!number)
        return number.error();
    return Id<Tag>{*number};
}

}  // namespace wd

template <class Tag>
struct fmt::formatter<wd::Id<Tag>> : fmt::formatter<std::string> {
    template <class Context>
    auto format(wd::Id<Tag> id, Context& context) const
    {
        return fmt::formatter<std::string>::format(wd::to_text(id), context);
    }
};
