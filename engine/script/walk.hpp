// Going through the lists of steps inside a step.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/workflow.hpp"

namespace wd::script {

// The lists that belong to the block of the step itself: outcomes, late, branches of choose.
template <class Visit>
void for_each_own_list(const domain::Step& step, Visit visit)
{
    for (const domain::OutcomeSteps& outcome : step.outcomes)
        visit(outcome.steps);
    visit(step.late);
    if (step.kind == domain::StepKind::choose)
        for (const domain::Branch& branch : std::get<domain::Branches>(step.terms).list)
            visit(branch.steps);
}

// The lists that are blocks of their own: items of each, branches of together and first. `visit(steps, key)`, where the key
// is "" for each.
template <class Visit>
void for_each_inner_block(const domain::Step& step, Visit visit)
{
    if (step.kind == domain::StepKind::each)
        visit(std::get<domain::EachTerms>(step.terms).steps, std::string_view{});
    else if (step.kind == domain::StepKind::together || step.kind == domain::StepKind::first)
        for (const domain::Branch& branch : std::get<domain::Branches>(step.terms).list)
            visit(branch.steps, std::string_view{branch.id});
}

// The step and every step below it, in the order of the file.
template <class Visit>
void for_each_step(const domain::Step& step, const Visit& visit)
{
    const auto visit_list = [&](const domain::Steps& list) {
        for (const domain::Step& inner : list)
            for_each_step(inner, visit);
    };
    visit(step);
    for_each_own_list(step, visit_list);
    for_each_inner_block(step, [&](const domain::Steps& list, std::string_view) { visit_list(list); });
}

template <class Visit>
void for_each_step(const domain::Phase& phase, const Visit& visit)
{
    for (const domain::Step& step : phase.steps)
        for_each_step(step, visit);
    for (const domain::Every& every : phase.every)
        for_each_step(every.step, visit);
}

template <class Visit>
void for_each_step(const domain::Workflow& workflow, const Visit& visit)
{
    for (const domain::Phase& phase : workflow.phases)
        for_each_step(phase, visit);
}

}  // namespace wd::script
