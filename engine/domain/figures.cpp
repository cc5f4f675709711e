// See figures.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/figures.hpp"

#include <array>
#include <string_view>

namespace wd::domain {

std::string date_text(Date date)
{
    static constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mrt", "apr", "mei", "jun",
                                                                "jul", "aug", "sep", "okt", "nov", "dec"};
    const std::chrono::year_month_day day{date};
    return fmt::format("{} {} {}", static_cast<unsigned>(day.day()), months.at(static_cast<unsigned>(day.month()) - 1),
                       static_cast<int>(day.year()));
}

std::string number_text(std::int64_t number)
{
    std::string digits = std::to_string(number < 0 ? -number : number);
    for (std::size_t at = digits.size(); at > 3; at -= 3)
        digits.insert(at - 3, 1, '.');
    return number < 0 ? fmt::format("-{}", digits) : digits;
}

std::string euro_text(std::int64_t cents)
{
    const std::int64_t size = cents < 0 ? -cents : cents;
    const std::string part = size % 100 == 0 ? std::string{} : fmt::format(",{:02}", size % 100);
    return fmt::format("{}€ {}{}", cents < 0 ? "-" : "", number_text(size / 100), part);
}

std::string per_mille_text(std::int64_t per_mille)
{
    const std::int64_t size = per_mille < 0 ? -per_mille : per_mille;
    const std::string part = size % 10 == 0 ? std::string{} : fmt::format(",{}", size % 10);
    return fmt::format("{}{}{} %", per_mille < 0 ? "-" : "", size / 10, part);
}

}  // namespace wd::domain
