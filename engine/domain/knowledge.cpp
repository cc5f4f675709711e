// Concentration, wijk-busfactor and the contact persons of residents. See knowledge.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/knowledge.hpp"

#include "domain/spells.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace wd::domain {

namespace {

using People = std::set<PersonId>;

// One entry for each item that is there on `today`: who knows it. An item that stands in the list twice is one item.
using Knowledge = std::map<std::pair<KnowledgeKind, std::int64_t>, People>;

bool is_there(Date from, std::optional<Date> until, Date today)
{
    return from <= today && (!until || *until >= today);
}

void add(Knowledge& knowledge, const KnowledgeItem& item, Date today)
{
    People& people = knowledge[{item.kind, item.number}];
    for (const Knower& knower : item.knowers)
        if (is_there(knower.from, knower.until, today))
            people.insert(knower.person);
}

std::map<PersonId, int> count_items(const Knowledge& knowledge)
{
    std::map<PersonId, int> counts;
    for (const auto& [item, people] : knowledge)
        for (const PersonId person : people)
            ++counts[person];
    return counts;
}

int count_unknown(const Knowledge& knowledge)
{
    return static_cast<int>(
        std::count_if(knowledge.begin(), knowledge.end(), [](const auto& item) { return item.second.empty(); }));
}

Concentration concentration_of(const Knowledge& knowledge, const ContinuitySettings& settings)
{
    Concentration result;
    result.items = static_cast<int>(knowledge.size());
    result.unknown = count_unknown(knowledge);
    std::int64_t squares = 0;
    for (const auto& [person, count] : count_items(knowledge)) {
        ++result.holders;
        result.relations += count;
        squares += std::int64_t{count} * count;
        if (count > result.top_relations) {
            result.top = person;
            result.top_relations = count;
        }
    }
    if (result.relations > 0) {
        const std::int64_t all = result.relations;
        result.share = per_mille(result.top_relations, all);
        result.hhi = per_mille(squares, all * all);
        result.warn = std::int64_t{result.top_relations} * 1000 > settings.share_max * all;
    }
    return result;
}

// Who knows anything, most items first, of equals the lowest id first.
std::vector<PersonId> by_items_known(const Knowledge& knowledge)
{
    const std::map<PersonId, int> counts = count_items(knowledge);
    std::vector<std::pair<PersonId, int>> ranked(counts.begin(), counts.end());
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<PersonId> people;
    people.reserve(ranked.size());
    for (const auto& [person, count] : ranked)
        people.push_back(person);
    return people;
}

int remove_person(Knowledge& knowledge, PersonId person)
{
    int orphaned = 0;
    for (auto& [item, people] : knowledge)
        if (people.erase(person) > 0 && people.empty())
            ++orphaned;
    return orphaned;
}

}  // namespace

std::vector<Concentration> concentrations(const std::vector<KnowledgeItem>& items, const ContinuitySettings& settings,
                                          Date today)
{
    std::map<std::string, Knowledge> by_theme;
    std::map<AreaId, Knowledge> by_area;
    for (const KnowledgeItem& item : items) {
        if (!is_there(item.from, item.until, today))
            continue;
        if (item.theme)
            add(by_theme[*item.theme], item, today);
        if (item.area)
            add(by_area[*item.area], item, today);
    }
    std::vector<Concentration> result;
    for (const auto& [theme, knowledge] : by_theme)
        result.emplace_back(concentration_of(knowledge, settings)).theme = theme;
    for (const auto& [area, knowledge] : by_area)
        result.emplace_back(concentration_of(knowledge, settings)).area = area;
    return result;
}

std::optional<BusFactor> bus_factor(const std::vector<KnowledgeItem>& items, const ContinuitySettings& settings,
                                    Date today)
{
    Knowledge knowledge;
    for (const KnowledgeItem& item : items)
        if (item.kind != KnowledgeKind::task && is_there(item.from, item.until, today))
            add(knowledge, item, today);
    if (knowledge.empty())
        return std::nullopt;

    BusFactor result;
    result.items = static_cast<int>(knowledge.size());
    result.unknown = count_unknown(knowledge);
    result.left_unknown = result.unknown;
    for (const PersonId person : by_items_known(knowledge)) {
        if (result.left_unknown * 2 > result.items)
            break;
        result.left_unknown += remove_person(knowledge, person);
        result.removed.push_back(person);
    }
    result.factor = static_cast<int>(result.removed.size());
    result.warn = result.factor <= settings.busfactor_warn;
    return result;
}

std::vector<PositionId> positions_of(const TeamHistory& history, PersonId person, Date today)
{
    std::set<PositionId> held;
    for (const Spell& spell : begun_spells(history, today))
        if (spell.person == person && is_held(spell, today))
            held.insert(spell.position);
    return {held.begin(), held.end()};
}

ContactContinuity contact_continuity(const std::vector<ResidentContact>& contacts, const ContinuitySettings& settings,
                                     Date today)
{
    const Stretch window = months_until(today, settings.contact_months);
    std::map<EntryId, People> faces;
    for (const ResidentContact& contact : contacts) {
        const Date until = std::min(contact.until.value_or(today), today);
        if (contact.from <= until && until >= window.from)
            faces[contact.resident].insert(contact.contact);
    }
    std::vector<int> counts;
    counts.reserve(faces.size());
    for (const auto& [resident, people] : faces)
        counts.push_back(static_cast<int>(people.size()));
    std::sort(counts.begin(), counts.end(), std::greater<>{});

    ContactContinuity result;
    result.residents = static_cast<int>(counts.size());
    result.median = median_of(counts);
    if (!counts.empty())
        result.worst_tenth = counts[(counts.size() + 9) / 10 - 1];
    return result;
}

}  // namespace wd::domain
