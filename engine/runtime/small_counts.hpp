// How many things of households there are, for who is not of their team (RULES B6): a small number could point at a family. Only
// for counts that are shown on their own: a total beside one would tell it after all.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

namespace wd::runtime {

inline constexpr std::int64_t published_from = 10;

// {count, text}: the number from ten on, and that there is none; between the two null and "minder dan tien".
inline json::object published_count(std::int64_t count)
{
    WD_ASSERT(count >= 0);
    if (count == 0)
        return {{"count", 0}, {"text", "geen"}};
    if (count < published_from)
        return {{"count", nullptr}, {"text", "minder dan tien"}};
    return {{"count", count}, {"text", std::to_string(count)}};
}

}  // namespace wd::runtime
