// Reading ids from text. See id.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "base/id.hpp"

#include <charconv>

namespace wd {

Result<std::int64_t> parse_id_number(std::string_view text, std::string_view prefix)
{
    std::string_view digits = text;
    if (digits.starts_with(prefix) && digits.size() > prefix.size() && digits[prefix.size()] == '-')
        digits.remove_prefix(prefix.size() + 1);

    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (failure != std::errc{} || end != digits.data() + digits.size() || number <= 0)
        return refusal(Errc::invalid, "'{}' is geen nummer van een {}; verwacht bijvoorbeeld {}-12", text, prefix,
                       prefix);
    return number;
}

}  // namespace wd
