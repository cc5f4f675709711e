// See figure.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/bench/figure.hpp"

#include "cli/render.hpp"

#include <algorithm>
#include <cmath>

namespace wd::bench {

double median(std::vector<double> values)
{
    WD_ASSERT(!values.empty());
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double spread(const std::vector<double>& values)
{
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double middle = median(values);
    return middle > 0 ? (*high - *low) / middle : 0;
}

std::optional<double> share_of_limit(const Figure& figure)
{
    if (!figure.limit || figure.limit->unit != figure.unit || figure.limit->values.size() != figure.values.size())
        return {};
    std::vector<double> shares;
    for (std::size_t i = 0; i < figure.values.size(); ++i)
        shares.push_back(figure.values[i] / figure.limit->values[i]);
    return median(shares);
}

std::optional<bool> reached(const Figure& figure)
{
    if (!figure.goal)
        return {};
    switch (figure.goal->wanted) {
    case Wanted::at_least: return median(figure.values) >= figure.goal->value;
    case Wanted::at_most: return median(figure.values) <= figure.goal->value;
    case Wanted::share_at_least: break;
    }
    const std::optional<double> share = share_of_limit(figure);
    WD_ASSERT(share.has_value());
    return *share >= figure.goal->value;
}

std::string figure_text(double value)
{
    const int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    const std::int64_t scale = decimals == 0 ? 1 : decimals == 1 ? 10 : 100;
    const std::int64_t scaled = std::llround(value * static_cast<double>(scale));
    const std::string whole = cli::number_text(scaled / scale);
    return decimals == 0 ? whole : fmt::format("{},{:0{}}", whole, scaled % scale, decimals);
}

json::object to_json(const Figure& figure)
{
    const auto list = [](const std::vector<double>& values) { return json::array(values.begin(), values.end()); };
    json::object object{{"name", figure.name},
                        {"about", figure.about},
                        {"unit", figure.unit},
                        {"median", median(figure.values)},
                        {"spread", spread(figure.values)},
                        {"runs", list(figure.values)}};
    if (figure.limit)
        object["limit"] = json::object{{"about", figure.limit->about},
                                       {"unit", figure.limit->unit},
                                       {"median", median(figure.limit->values)},
                                       {"runs", list(figure.limit->values)}};
    if (const std::optional<double> share = share_of_limit(figure))
        object["share_of_limit"] = *share;
    if (figure.goal) {
        static constexpr std::string_view words[] = {"at_least", "at_most", "share_at_least"};
        object["goal"] = json::object{{words[static_cast<std::size_t>(figure.goal->wanted)], figure.goal->value}};
        object["reached"] = *reached(figure);
    }
    object["durability"] = figure.durability;
    return object;
}

}  // namespace wd::bench
