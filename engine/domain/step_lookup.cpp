// Walking the declaration along a path. See step_lookup.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/step_lookup.hpp"

#include "domain/paths.hpp"

#include <algorithm>
#include <functional>

namespace wd::domain {

namespace {

StepPlace find_in(const Steps& list, std::string_view id, ListOwner owner)
{
    for (std::size_t i = 0; i < list.size(); ++i)
        if (list[i].id == id)
            return {&list[i], &list, i, owner};
    return {};
}

// Below a phase: its own list first, then what comes back.
StepPlace find_in_phase(const Phase& phase, std::string_view id)
{
    const StepPlace place = find_in(phase.steps, id, ListOwner::phase);
    if (place.step != nullptr)
        return place;
    for (const Every& every : phase.every)
        if (every.step.id == id)
            return {&every.step, nullptr, 0, ListOwner::side};
    return {};
}

// Below an item: "kanaal[deur]/…" or "sporen[sociaal]/…".
StepPlace find_in_item(const Step& block, std::string_view key, std::string_view id)
{
    if (const auto* each = std::get_if<EachTerms>(&block.terms))
        return find_in(each->steps, id, ListOwner::item);
    if (const auto* branches = std::get_if<Branches>(&block.terms))
        for (const Branch& branch : branches->list)
            if (branch.id == key) {
                const StepPlace place = find_in(branch.steps, id, ListOwner::item);
                return place.step != nullptr ? place : find_in(block.late, id, ListOwner::side);
            }
    return {};
}

// Directly below a step: a branch of `choose`, the answer to an outcome, or `late`.
StepPlace find_in_step(const Step& step, std::string_view id)
{
    if (const auto* branches = std::get_if<Branches>(&step.terms))
        for (const Branch& branch : branches->list)
            if (const StepPlace place = find_in(branch.steps, id, ListOwner::continuation); place.step != nullptr)
                return place;
    for (const OutcomeSteps& outcome : step.outcomes)
        if (const StepPlace place = find_in(outcome.steps, id, ListOwner::continuation); place.step != nullptr)
            return place;
    return find_in(step.late, id, ListOwner::side);
}

using See = std::function<void(const Step&)>;

void visit_steps(const Steps& list, const See& see);

void visit_step(const Step& step, const See& see)
{
    see(step);
    visit_steps(step.late, see);
    for (const OutcomeSteps& outcome : step.outcomes)
        visit_steps(outcome.steps, see);
    if (const auto* each = std::get_if<EachTerms>(&step.terms))
        visit_steps(each->steps, see);
    if (const auto* branches = std::get_if<Branches>(&step.terms))
        for (const Branch& branch : branches->list)
            visit_steps(branch.steps, see);
}

void visit_steps(const Steps& list, const See& see)
{
    for (const Step& step : list)
        visit_step(step, see);
}

void visit_steps(const Workflow& workflow, const See& see)
{
    for (const Phase& phase : workflow.phases) {
        visit_steps(phase.steps, see);
        for (const Every& every : phase.every)
            visit_step(every.step, see);
    }
}

}  // namespace

StepPlace place_of(const Workflow& workflow, std::string_view path)
{
    const std::vector<PathPart> parts = split_path(path);
    const Phase* phase = find_phase(workflow, parts.front().id);
    if (phase == nullptr || parts.size() < 2)
        return {};
    StepPlace place = find_in_phase(*phase, parts[1].id);
    for (std::size_t i = 2; i < parts.size() && place.step != nullptr; ++i) {
        const std::optional<std::string_view> key = parts[i - 1].key;
        place = key ? find_in_item(*place.step, *key, parts[i].id) : find_in_step(*place.step, parts[i].id);
    }
    return place;
}

const Step* find_step(const Workflow& workflow, std::string_view path)
{
    return place_of(workflow, path).step;
}

const Steps* continuation_of(const Step& step, std::string_view outcome, int branch)
{
    if (step.kind == StepKind::choose) {
        const auto& list = std::get<Branches>(step.terms).list;
        const bool known = branch >= 0 && static_cast<std::size_t>(branch) < list.size();
        return known && !list[static_cast<std::size_t>(branch)].steps.empty()
                   ? &list[static_cast<std::size_t>(branch)].steps
                   : nullptr;
    }
    for (const OutcomeSteps& answer : step.outcomes)
        if (answer.outcome == outcome && !answer.steps.empty())
            return &answer.steps;
    return nullptr;
}

std::string_view root_of_fact(std::string_view path)
{
    return path.substr(0, path.find('.'));
}

Mentions mentions_of(const Workflow& workflow)
{
    Mentions mentions;
    visit_steps(workflow, [&](const Step& step) {
        const auto* wait = std::get_if<WaitTerms>(&step.terms);
        const std::optional<calendar::Rule>& rule = wait != nullptr ? wait->time : step.due;
        if (rule)
            mentions.anchors.insert(rule->anchor);
        if (wait != nullptr && wait->what == WaitFor::date)
            mentions.dates.emplace(root_of_fact(wait->date));
        if (wait != nullptr && wait->what == WaitFor::event)
            mentions.events.insert(wait->event);
        if (!step.answered_by.empty())
            mentions.answers.insert(step.answered_by);
    });
    return mentions;
}

const Step* find_step_by_id(const Workflow& workflow, std::string_view id)
{
    const Step* found = nullptr;
    visit_steps(workflow, [&](const Step& step) {
        if (found == nullptr && step.id == id)
            found = &step;
    });
    return found;
}

std::vector<std::string> step_ids(const Workflow& workflow)
{
    std::vector<std::string> ids;
    visit_steps(workflow, [&](const Step& step) { ids.push_back(step.id); });
    return ids;
}

}  // namespace wd::domain
