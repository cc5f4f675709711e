// Text in JSON as plain text and back, whole: a value may hold a NUL, and what stands behind it counts as well.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <string>
#include <string_view>

namespace wd::http {

// Of a string; throws for another kind. Valid as long as `value`.
inline std::string_view text_of(const json::value& value)
{
    return {value.as_string().data(), value.as_string().size()};
}

// As Boost.JSON wants the name of a member and a text.
inline json::string_view json_view(std::string_view text)
{
    return {text.data(), text.size()};
}

// The text of a member; "" when it is not there or no string.
inline std::string text_in(const json::object& object, std::string_view name)
{
    const json::value* value = object.if_contains(json_view(name));
    return value != nullptr && value->is_string() ? std::string(text_of(*value)) : std::string{};
}

}  // namespace wd::http
