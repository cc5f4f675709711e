// From a step's path to its place in the workflow: the declaration itself, and the list it stands in.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/workflow.hpp"

#include <string_view>

namespace wd::domain {

// What holds a list of steps, and so what happens when the list has ended.
enum class ListOwner {
    phase,         // the next phase opens
    item,          // an item of `each`, or a branch of `together` and `first`, has ended
    continuation,  // the branch of a `choose` or the answer to an outcome: the step after its owner opens
    side,          // `late` and `every`: nobody waits for it
};

// A step's declaration, its list and its place there. `step` is null when the workflow has no such path.
struct StepPlace {
    const Step* step = nullptr;
    const Steps* list = nullptr;
    std::size_t index = 0;
    ListOwner owner = ListOwner::phase;
};

StepPlace place_of(const Workflow& workflow, std::string_view path);
const Step* find_step(const Workflow& workflow, std::string_view path);

// The steps that run after `step` has closed with this outcome or branch, before the next one opens; null when none.
const Steps* continuation_of(const Step& step, std::string_view outcome, int branch);

// Every step of the workflow with this id, anywhere.
const Step* find_step_by_id(const Workflow& workflow, std::string_view id);
// All ids of steps, in file order.
std::vector<std::string> step_ids(const Workflow& workflow);

}  // namespace wd::domain
