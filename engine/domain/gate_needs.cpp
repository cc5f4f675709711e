// What a gate still lacks: steps of its phase, and the checks of RULES D6. See gate_needs.hpp and decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/gate_needs.hpp"

#include "domain/access.hpp"
#include "domain/decisions.hpp"
#include "domain/paths.hpp"
#include "domain/promises.hpp"
#include "domain/step_lookup.hpp"
#include "domain/team.hpp"

#include <algorithm>
#include <set>

namespace wd::domain {

namespace {

using Sentences = std::vector<std::string>;
using StepEntry = std::pair<const std::string, StepRecord>;

bool is_later(const StepEntry& one, const StepEntry& other)
{
    return std::pair{one.second.opened_at, split_path(one.first).back().repetition} >
           std::pair{other.second.opened_at, split_path(other.first).back().repetition};
}

// The latest repetition of each step with this id; more than one when it stands in a block and so in several items.
std::vector<const StepEntry*> list_latest(const Run& run, std::string_view id)
{
    std::map<std::string_view, const StepEntry*> latest;
    for (const StepEntry& entry : run.steps) {
        if (last_id(entry.first) != id)
            continue;
        const StepEntry*& kept = latest[without_repetition(entry.first)];
        if (kept == nullptr || is_later(entry, *kept))
            kept = &entry;
    }
    std::vector<const StepEntry*> list;
    list.reserve(latest.size());
    for (const auto& [place, entry] : latest)
        list.push_back(entry);
    return list;
}

bool is_answered(const StepRecord& step)
{
    return step.state == StepState::done || step.state == StepState::skipped;
}

// Every item must be answered; an item that was cancelled asks nothing any more, but something must have been answered.
void check_step(const Run& run, const Workflow* workflow, std::string_view id, Sentences& missing)
{
    const std::vector<const StepEntry*> steps = list_latest(run, id);
    const bool any = std::any_of(steps.begin(), steps.end(), [](const auto* e) { return is_answered(e->second); });
    const bool all = std::all_of(steps.begin(), steps.end(), [](const auto* e) {
        return is_answered(e->second) || e->second.state == StepState::cancelled;
    });
    if (any && all)
        return;
    const Step* step = workflow == nullptr ? nullptr : find_step_by_id(*workflow, id);
    const std::string title =
        step == nullptr || step->title.empty() ? std::string{} : fmt::format(" ({})", step->title);
    missing.push_back(steps.empty() ? fmt::format("stap '{}'{} is nog niet begonnen", id, title)
                                    : fmt::format("stap '{}'{} is nog niet af", id, title));
}

void check_core_team(Context& context, Sentences& missing)
{
    const Ledger& ledger = context.ledger();
    for (const auto& [id, position] : ledger.positions)
        if (position.core && holders_on(ledger, id, context.today()).empty())
            missing.push_back(fmt::format("de rol '{}' in het kernteam is onbezet", position.title));
}

// A deputy by name; nobody has to be named where a team or group holds the position, or two people do.
void check_deputies(Context& context, Sentences& missing)
{
    const Ledger& ledger = context.ledger();
    for (const auto& [id, position] : ledger.positions) {
        if (!position.core || position.deputy)
            continue;
        const std::vector<PersonId> holders = holders_on(ledger, id, context.today());
        const bool by_many = std::any_of(holders.begin(), holders.end(), [&](PersonId holder) {
            const std::optional<PersonFacts> facts = context.find_person(holder);
            return facts && facts->kind != PersonKind::person;
        });
        if (!by_many && holders.size() < 2)
            missing.push_back(fmt::format("de rol '{}' in het kernteam heeft geen waarnemer", position.title));
    }
}

// An overdue promise of which something was said since is not silent.
void check_promises(const Programme& programme, Context& context, Sentences& missing)
{
    for (const auto& [id, commitment] : context.ledger().commitments) {
        const std::optional<Silence> silent = silence_of(programme, id, commitment, context.today());
        if (silent == Silence::no_owner)
            missing.push_back(fmt::format("toezegging {} heeft geen eigenaar", id));
        else if (silent == Silence::owner_left)
            missing.push_back(fmt::format("van toezegging {} is de eigenaar vertrokken", id));
        else if (silent)
            missing.push_back(fmt::format("toezegging {} had op {} klaar moeten zijn en er is niets over gezegd", id,
                                          to_text(*commitment.due)));
    }
}

void check_feedback(const Run& run, Sentences& missing)
{
    std::optional<Timestamp> told_at;
    for (const auto& [path, step] : run.steps)
        if (last_id(path).starts_with("terugkoppeling") && step.state == StepState::done && step.closed_at)
            told_at = std::max(told_at.value_or(*step.closed_at), *step.closed_at);
    for (const auto& [path, step] : run.steps)
        if (step.kind == StepKind::meeting && step.state == StepState::done && (!told_at || *told_at < *step.closed_at))
            missing.push_back(fmt::format("na bijeenkomst '{}' is er nog geen terugkoppeling geweest", last_id(path)));
}

void check_linkages(Context& context, Sentences& missing)
{
    for (const auto& [id, state] : context.ledger().linkages)
        if (state == LinkageState::open)
            missing.push_back(fmt::format("over koppelkans {} is nog niet gekozen", id));
}

void check_reach(Context& context, Sentences& missing)
{
    if (context.ledger().reach.empty())
        missing.push_back("er is nog geen bereik vastgelegd");
}

}  // namespace

bool has_completed(const Run& run, std::string_view step_id, PersonId person)
{
    const std::vector<const StepEntry*> steps = list_latest(run, step_id);
    return std::any_of(steps.begin(), steps.end(), [&](const StepEntry* entry) {
        return is_answered(entry->second) && entry->second.closed_by == person;
    });
}

std::vector<std::string> missing_needs(const Programme& programme, const Run& run, const GateTerms& terms,
                                       Context& context)
{
    const Workflow* workflow = context.find_workflow(run.hash);
    Sentences missing;
    for (const std::string& need : terms.needs) {
        if (need == "core_team_staffed")
            check_core_team(context, missing);
        else if (need == "deputies_named")
            check_deputies(context, missing);
        else if (need == "no_silent_promises")
            check_promises(programme, context, missing);
        else if (need == "feedback_given")
            check_feedback(run, missing);
        else if (need == "linkages_decided")
            check_linkages(context, missing);
        else if (need == "reach_recorded")
            check_reach(context, missing);
        else
            check_step(run, workflow, need, missing);
    }
    return missing;
}

}  // namespace wd::domain
