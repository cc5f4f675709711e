// Vacancy days, overlap days and deputy cover. See vacancies.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/vacancies.hpp"

#include "domain/spells.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace wd::domain {

namespace {

using std::chrono::days;

int days_between(Date earlier, Date later)
{
    return static_cast<int>((later - earlier).count());
}

std::vector<int> lengths_of(const std::vector<Vacancy>& vacancies)
{
    std::vector<int> lengths;
    lengths.reserve(vacancies.size());
    for (const Vacancy& vacancy : vacancies)
        lengths.push_back(vacancy.days);
    return lengths;
}

// `lengths` in any order, into the three figures of a position or of the team.
template <class Figures>
void sum_up(Figures& figures, const std::vector<int>& lengths)
{
    for (const int length : lengths)
        figures.sum += length;
    figures.median = median_of(lengths);
    if (!lengths.empty())
        figures.max = *std::max_element(lengths.begin(), lengths.end());
}

PositionVacancies vacancies_of(const TeamPosition& position, const std::vector<Spell>& spells, Date today)
{
    PositionVacancies result;
    result.position = position.position;
    const std::vector<Stretch> filled = filled_stretches(spells, position.position, today);
    for (std::size_t i = 1; i < filled.size(); ++i) {
        const Date from = filled[i - 1].until + days{1};
        result.filled.push_back(Vacancy{from, days_between(from, filled[i].from)});
    }
    sum_up(result, lengths_of(result.filled));

    const Date empty_from = filled.empty() ? position.since : filled.back().until + days{1};
    if (empty_from <= today)
        result.now = Vacancy{empty_from, days_between(empty_from, today) + 1};
    return result;
}

// Who was named to take over from this leaver; empty when no handover says so.
std::set<PersonId> named_receivers(const TeamHistory& history, const Spell& leaver, Date today)
{
    std::set<PersonId> receivers;
    for (const HandoverDates& handover : history.handovers)
        if (handover.position == leaver.position && handover.giver == leaver.person && handover.receiver &&
            handover.announced_on <= today)
            receivers.insert(*handover.receiver);
    return receivers;
}

const Spell* find_successor(const std::vector<Spell>& spells, const Spell& leaver, const std::set<PersonId>& receivers)
{
    const Date next_day = *leaver.until + days{1};
    const auto distance = [&](const Spell& spell) {
        return std::tuple{std::chrono::abs(spell.from - next_day), spell.from, spell.assignment};
    };
    const Spell* nearest = nullptr;
    for (const Spell& spell : spells) {
        if (spell.position != leaver.position || spell.person == leaver.person || spell.from <= leaver.from)
            continue;
        if (!receivers.empty() && !receivers.contains(spell.person))
            continue;
        if (nearest == nullptr || distance(spell) < distance(*nearest))
            nearest = &spell;
    }
    return nearest;
}

bool holds(const std::vector<Spell>& spells, const NamedDeputy& deputy, Date today)
{
    return std::any_of(spells.begin(), spells.end(), [&](const Spell& spell) {
        return spell.position == deputy.position && spell.person == deputy.person && is_held(spell, today);
    });
}

bool is_covered(const TeamHistory& history, const std::vector<Spell>& spells, PositionId position,
                const Stretch& window)
{
    return std::any_of(history.deputies.begin(), history.deputies.end(), [&](const NamedDeputy& deputy) {
        return deputy.position == position && deputy.from <= window.until &&
               (!deputy.until || *deputy.until >= window.until) && !holds(spells, deputy, window.until) &&
               std::any_of(deputy.acted_on.begin(), deputy.acted_on.end(),
                           [&](Date acted) { return acted >= window.from && acted <= window.until; });
    });
}

}  // namespace

Vacancies vacancies(const TeamHistory& history, Date today)
{
    const std::vector<Spell> spells = begun_spells(history, today);
    Vacancies result;
    std::vector<int> lengths;
    for (const TeamPosition& position : history.positions) {
        if (position.since > today)
            continue;
        result.positions.push_back(vacancies_of(position, spells, today));
        const std::vector<int> of_position = lengths_of(result.positions.back().filled);
        lengths.insert(lengths.end(), of_position.begin(), of_position.end());
    }
    sum_up(result, lengths);
    return result;
}

std::vector<Overlap> overlaps(const TeamHistory& history, Date today)
{
    const std::vector<Spell> spells = begun_spells(history, today);
    std::vector<Overlap> result;
    for (const Spell& leaver : spells) {
        if (!has_ended(leaver, today))
            continue;
        Overlap overlap{leaver.position, *leaver.until, {}, {}};
        if (const Spell* successor = find_successor(spells, leaver, named_receivers(history, leaver, today))) {
            overlap.succeeded_on = successor->from;
            overlap.days =
                shared_days({leaver.from, *leaver.until}, {successor->from, successor->until.value_or(today)});
        }
        result.push_back(overlap);
    }
    return result;
}

DeputyCover deputy_cover(const TeamHistory& history, const ContinuitySettings& settings, Date today)
{
    const std::vector<Spell> spells = begun_spells(history, today);
    const Stretch window{today - days{settings.deputy_days - 1}, today};
    DeputyCover cover;
    for (const TeamPosition& position : history.positions) {
        if (!position.core || position.since > today)
            continue;
        ++cover.core;
        if (is_covered(history, spells, position.position, window))
            ++cover.covered;
        else
            cover.uncovered.push_back(position.position);
    }
    if (cover.core > 0)
        cover.rate = per_mille(cover.covered, cover.core);
    return cover;
}

}  // namespace wd::domain
