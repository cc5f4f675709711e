// See team.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/team.hpp"

#include <algorithm>

namespace wd::domain {

bool holds_on(const Assignment& assignment, Date day)
{
    return assignment.from <= day && (!assignment.last_day || day <= *assignment.last_day);
}

std::vector<PersonId> holders_on(const Ledger& ledger, PositionId position, Date day)
{
    std::vector<PersonId> holders;
    for (const auto& [id, assignment] : ledger.assignments)
        if (assignment.position == position && holds_on(assignment, day) &&
            std::find(holders.begin(), holders.end(), assignment.person) == holders.end())
            holders.push_back(assignment.person);
    return holders;
}

bool is_away(const Ledger& ledger, PersonId person, Date day)
{
    return std::any_of(ledger.absences.begin(), ledger.absences.end(), [&](const auto& entry) {
        const Absence& absence = entry.second;
        return absence.person == person && absence.from <= day && (!absence.until || day <= *absence.until);
    });
}

std::vector<PersonId> deputies_of(const Ledger& ledger, PositionId position)
{
    std::vector<PersonId> chain;
    std::optional<PersonId> next = ledger.positions.at(position).deputy;
    while (next && chain.size() < deputies_max && std::find(chain.begin(), chain.end(), *next) == chain.end()) {
        chain.push_back(*next);
        std::optional<PersonId> after;
        for (const auto& [id, assignment] : ledger.assignments)
            if (assignment.person == *next && !after)
                after = ledger.positions.at(assignment.position).deputy;
        next = after;
    }
    return chain;
}

std::vector<PersonId> workers_on(const Ledger& ledger, PositionId position, Date day)
{
    std::vector<PersonId> workers = holders_on(ledger, position, day);
    std::erase_if(workers, [&](PersonId holder) { return is_away(ledger, holder, day); });
    if (!workers.empty())
        return workers;
    for (const PersonId deputy : deputies_of(ledger, position))
        if (!is_away(ledger, deputy, day))
            return {deputy};
    return {};
}

std::vector<PersonId> workers_for(const Ledger& ledger, PersonId person, Date day)
{
    if (!is_away(ledger, person, day))
        return {person};
    std::vector<PersonId> workers;
    for (const auto& [id, assignment] : ledger.assignments) {
        if (assignment.person != person || !holds_on(assignment, day))
            continue;
        for (const PersonId worker : workers_on(ledger, assignment.position, day))
            if (std::find(workers.begin(), workers.end(), worker) == workers.end())
                workers.push_back(worker);
    }
    return workers;
}

bool becomes_vacant(const Ledger& ledger, AssignmentId ending, Date last_day)
{
    const PositionId position = ledger.assignments.at(ending).position;
    return std::none_of(ledger.assignments.begin(), ledger.assignments.end(), [&](const auto& entry) {
        return entry.first != ending && entry.second.position == position &&
               holds_on(entry.second, last_day + std::chrono::days{1});
    });
}

}  // namespace wd::domain
