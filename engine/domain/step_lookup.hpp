// From a step's path to its place in the workflow: the declaration itself, and the list it stands in.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/workflow.hpp"

#include <set>
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

// What the steps of a workflow refer to, so that most events need not be compared with every step.
struct Mentions {
    std::set<std::string, std::less<>> anchors;  // of deadlines and waits
    std::set<std::string, std::less<>> dates;    // whose facts a wait takes its date from
    std::set<std::string, std::less<>> events;   // waited for
    std::set<std::string, std::less<>> answers;  // events that answer a task
};
Mentions mentions_of(const Workflow& workflow);
// The step, or the first word, of a fact's path: "afspraak" for "afspraak.datum".
std::string_view root_of_fact(std::string_view path);

// Every step of the workflow with this id, anywhere.
const Step* find_step_by_id(const Workflow& workflow, std::string_view id);
// All ids of steps, in file order.
std::vector<std::string> step_ids(const Workflow& workflow);

}  // namespace wd::domain
