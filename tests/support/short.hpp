// Short ways to say what nearly every test says.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/time.hpp"

#include <string_view>

namespace wd::test {

// "2026-11-20"; throws when it is no date.
inline Date day(std::string_view text)
{
    return parse_date(text).value();
}

// "2026-11-20T10:00:00Z"; throws when it is no instant.
inline Timestamp instant(std::string_view text)
{
    return parse_timestamp(text).value();
}

// Whether `part` stands in `text`.
inline bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

}  // namespace wd::test
