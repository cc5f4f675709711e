// Looking around. See scene.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/scene.hpp"

#include "domain/paths.hpp"
#include "domain/team.hpp"

namespace wd::runtime {

namespace {

// Areas nest: of the whole neighbourhood only the outermost that carry the figure count.
std::int64_t sum_of(const domain::Ledger& ledger, std::int64_t domain::Area::*figure)
{
    std::int64_t sum = 0;
    for (const auto& [id, area] : ledger.areas) {
        bool counted_above = false;
        for (auto parent = area.parent; parent && !counted_above; parent = ledger.areas.at(*parent).parent)
            counted_above = ledger.areas.at(*parent).*figure > 0;
        if (!counted_above)
            sum += area.*figure;
    }
    return sum;
}

std::int64_t figure_of(const Scene& scene, std::int64_t domain::Area::*figure, std::int64_t unknown)
{
    const std::int64_t here = scene.area ? scene.ledger.areas.at(*scene.area).*figure : sum_of(scene.ledger, figure);
    return here > 0 ? here : unknown;
}

}  // namespace

std::optional<domain::AreaId> area_in(std::string_view path, const domain::Ledger& ledger)
{
    std::optional<domain::AreaId> innermost;
    for (const domain::PathPart& part : domain::split_path(path)) {
        if (!part.key)
            continue;
        const Result<domain::AreaId> area = parse_id<domain::AreaTag>(decode_key(*part.key));
        if (area && ledger.areas.contains(*area))
            innermost = *area;
    }
    return innermost;
}

std::int64_t inhabitants_of(const Scene& scene)
{
    constexpr std::int64_t unknown = 200;  // nobody imported areas: small enough to be nobody's real figure
    return figure_of(scene, &domain::Area::inhabitants, unknown);
}

std::int64_t dwellings_of(const Scene& scene)
{
    constexpr std::int64_t unknown = 100;
    return figure_of(scene, &domain::Area::dwellings, unknown);
}

std::vector<domain::PersonId> holders_of(const Scene& scene, std::string_view role)
{
    std::vector<domain::PersonId> holders;
    for (const auto& [id, position] : scene.ledger.positions)
        if (position.role == role)
            holders = domain::workers_on(scene.ledger, id, scene.today());
    for (domain::PersonId& holder : holders)
        if (const auto member = scene.members.find(holder); member != scene.members.end())
            holder = member->second;
    return holders;
}

Text sentence(const Behaviour& behaviour, Entropy& entropy, std::string_view use)
{
    const std::vector<std::string>& texts = behaviour.texts.find(use)->second;
    return Text{texts[static_cast<std::size_t>(entropy.between(0, static_cast<std::int64_t>(texts.size()) - 1))]};
}

}  // namespace wd::runtime
