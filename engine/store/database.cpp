// The part of the seam that is the same for every driver. See database.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/database.hpp"

#include <algorithm>

namespace wd::store {

namespace {

bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

std::string numbered_text(const Sql& sql)
{
    std::string text;
    for (std::size_t i = 0; i < sql.text.size(); ++i) {
        const bool starts = sql.text[i] == ':' && i + 1 < sql.text.size() && is_word(sql.text[i + 1]);
        if (!starts) {
            text += sql.text[i];
            continue;
        }
        std::size_t end = i + 1;
        while (end < sql.text.size() && is_word(sql.text[end]))
            ++end;
        const auto found = std::find(sql.parameters.begin(), sql.parameters.end(), sql.text.substr(i + 1, end - i - 1));
        WD_ASSERT(found != sql.parameters.end());
        text += fmt::format("${}", found - sql.parameters.begin() + 1);
        i = end - 1;
    }
    return text;
}

}  // namespace wd::store
