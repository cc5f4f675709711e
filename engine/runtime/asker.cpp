// See asker.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/asker.hpp"

#include "domain/team.hpp"
#include "runtime/team_facts.hpp"

#include <algorithm>

namespace wd::runtime {

using namespace domain;

namespace {

// The person, and the teams and groups of that person.
std::vector<PersonId> names_of(store::ReadStore& store, PersonId person)
{
    std::vector<PersonId> names{person};
    for (const json::value& row : store.view("inner_teams_of", {{"person", person.value}}))
        names.push_back(*person_in(row.as_object(), "team"));
    return names;
}

bool is_any(const std::vector<PersonId>& names, const std::vector<PersonId>& people)
{
    return std::any_of(people.begin(), people.end(),
                       [&](PersonId person) { return std::find(names.begin(), names.end(), person) != names.end(); });
}

}  // namespace

bool is_administrator(const Viewer& viewer)
{
    return !viewer.person;
}

bool administers(store::ReadStore& store, const Viewer& viewer)
{
    if (is_administrator(viewer))
        return true;
    const std::optional<AccountFacts> account = store.keys().find_account(viewer.person);
    return account && std::any_of(account->grants.begin(), account->grants.end(), makes_administrator);
}

bool is_oneself(store::ReadStore& store, const Viewer& viewer, PersonId person)
{
    return viewer.person && is_any(names_of(store, viewer.person), {person});
}

bool is_core(store::ReadStore& store, const Viewer& viewer, ProgrammeId programme, Date today)
{
    if (!viewer.person)
        return false;
    const std::vector<PersonId> names = names_of(store, viewer.person);
    const json::array rows = store.view("programme", {{"programme", programme.value}});
    const std::optional<PersonId> commissioner =
        rows.empty() ? std::nullopt : person_in(rows.front().as_object(), "commissioner");
    if (commissioner && is_any(names, {*commissioner}))
        return true;
    const Ledger ledger = store.load_ledger(programme);
    return std::any_of(ledger.positions.begin(), ledger.positions.end(), [&](const auto& entry) {
        return entry.second.core && (is_any(names, holders_on(ledger, entry.first, today)) ||
                                     is_any(names, workers_on(ledger, entry.first, today)));
    });
}

bool is_auditor(store::ReadStore& store, const Viewer& viewer, ProgrammeId programme)
{
    if (!viewer.person)
        return false;
    const Ledger ledger = store.load_ledger(programme);
    return std::any_of(ledger.handovers.begin(), ledger.handovers.end(), [&](const auto& entry) {
        return entry.second.rater == viewer.person || entry.second.second_rater == viewer.person;
    });
}

}  // namespace wd::runtime
