// See area_paths.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/area_paths.hpp"

#include "base/text.hpp"
#include "runtime/explain.hpp"

namespace wd::runtime {

using namespace domain;

namespace {

constexpr std::size_t listed_max = 12;

std::optional<AreaId> area_in(const json::value& value)
{
    if (!value.is_string())
        return {};
    const Result<AreaId> area = parse_id<AreaTag>(text_of(value));
    return area ? std::optional{*area} : std::nullopt;
}

}  // namespace

std::optional<AreaId> area_of(std::string_view path)
{
    constexpr std::string_view mark = "[gebied-";
    const std::size_t begin = path.rfind(mark);
    if (begin == std::string_view::npos)
        return {};
    const std::size_t end = path.find(']', begin);
    const Result<AreaId> area = parse_id<AreaTag>(path.substr(begin + 1, end - begin - 1));
    return area ? std::optional{*area} : std::nullopt;
}

Areas::Areas(store::ReadStore& store, ProgrammeId programme)
{
    for (const json::value& row : store.view("areas", {{"programme", programme.value}}))
        rows_.emplace(*area_in(row.at("area")), Row{row.at("name"), area_in(row.at("parent"))});
}

json::value Areas::name_of(AreaId area) const
{
    const auto found = rows_.find(area);
    return found == rows_.end() ? json::value{} : found->second.name;
}

bool Areas::is_within(AreaId area, AreaId within) const
{
    // A parent is there before its child, so the way up ends; the bound is for a damaged store.
    std::optional<AreaId> at = area;
    for (std::size_t steps = 0; at && steps <= rows_.size(); ++steps) {
        if (*at == within)
            return true;
        const auto found = rows_.find(*at);
        at = found == rows_.end() ? std::nullopt : found->second.parent;
    }
    return false;
}

std::string Areas::listed() const
{
    std::vector<std::string> names;
    for (const auto& [area, row] : rows_) {
        if (names.size() == listed_max) {
            names.push_back(fmt::format("nog {}", rows_.size() - listed_max));
            break;
        }
        names.push_back(fmt::format("{} ({})", area, text_of(row.name)));
    }
    return join_and(names);
}

bool AreaScope::covers(std::optional<AreaId> area) const
{
    return !only_ || (area && areas_.is_within(*area, *only_));
}

bool AreaScope::covers_row(const json::value& row) const
{
    const json::object& members = row.get_object();
    if (const json::value* named = members.if_contains("area"); named != nullptr && named->is_string())
        return covers(area_in(*named));
    const json::value* path = members.if_contains("path");
    return covers(path != nullptr && path->is_string() ? area_of(text_of(*path)) : std::nullopt);
}

}  // namespace wd::runtime
