// Spells, stretches and whole-number arithmetic. See spells.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/spells.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace wd::domain {

namespace {

using std::chrono::days;

bool joins(const Spell& earlier, const Spell& later)
{
    return earlier.position == later.position && earlier.person == later.person &&
           (!earlier.until || later.from <= *earlier.until + days{1});
}

void join(Spell& spell, const Spell& later)
{
    if (spell.until && (!later.until || *later.until >= *spell.until)) {
        spell.until = later.until;
        spell.announced_on = later.announced_on;
    }
}

}  // namespace

std::vector<Spell> begun_spells(const TeamHistory& history, Date today)
{
    std::set<PositionId> known;
    for (const TeamPosition& position : history.positions)
        known.insert(position.position);
    std::vector<Spell> begun;
    for (const Spell& spell : history.spells)
        if (known.contains(spell.position) && spell.from <= today && (!spell.until || *spell.until >= spell.from))
            begun.push_back(spell);

    std::sort(begun.begin(), begun.end(), [](const Spell& a, const Spell& b) {
        return std::tie(a.position, a.person, a.from, a.assignment) <
               std::tie(b.position, b.person, b.from, b.assignment);
    });
    std::vector<Spell> joined;
    for (const Spell& spell : begun) {
        if (!joined.empty() && joins(joined.back(), spell))
            join(joined.back(), spell);
        else
            joined.push_back(spell);
    }
    std::sort(joined.begin(), joined.end(), [](const Spell& a, const Spell& b) {
        return std::tie(a.position, a.from, a.assignment) < std::tie(b.position, b.from, b.assignment);
    });
    return joined;
}

bool has_ended(const Spell& spell, Date today)
{
    return spell.until && *spell.until < today;
}

bool is_held(const Spell& spell, Date day)
{
    return spell.from <= day && !has_ended(spell, day);
}

int shared_days(const Stretch& one, const Stretch& other)
{
    const days shared = std::min(one.until, other.until) - std::max(one.from, other.from) + days{1};
    return static_cast<int>(shared.count());
}

std::vector<Stretch> filled_stretches(const std::vector<Spell>& spells, PositionId position, Date today)
{
    std::vector<Stretch> filled;
    for (const Spell& spell : spells) {
        if (spell.position != position)
            continue;
        const Stretch held{spell.from, std::min(spell.until.value_or(today), today)};
        if (!filled.empty() && held.from <= filled.back().until + days{1})
            filled.back().until = std::max(filled.back().until, held.until);
        else
            filled.push_back(held);
    }
    return filled;
}

Date add_months(Date date, int count)
{
    using namespace std::chrono;
    const year_month_day moved = year_month_day{date} + months{count};
    return Date{moved.ok() ? local_days{moved} : local_days{moved.year() / moved.month() / last}};
}

Stretch months_until(Date today, int months)
{
    return {add_months(today, -months) + days{1}, today};
}

int per_mille(std::int64_t part, std::int64_t whole)
{
    WD_ASSERT(whole > 0);
    return static_cast<int>((2000 * part + whole) / (2 * whole));
}

std::optional<int> median_of(std::vector<int> values)
{
    if (values.empty())
        return std::nullopt;
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    if (values.size() % 2 == 1)
        return values[middle];
    const int sum = values[middle - 1] + values[middle];
    return (sum + (sum > 0 ? 1 : 0)) / 2;  // halves up: division goes towards 0, which is up below it
}

}  // namespace wd::domain
