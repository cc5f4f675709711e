// Whether the parts of a workflow fit together: RULES D. Looks at the built domain::Workflow and knows nothing of Lua.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/workflow.hpp"
#include "script/complaints.hpp"
#include "script/source_lines.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wd::script {

void check_workflow(const domain::Workflow& workflow, const SourceLines& lines, Complaints& complaints);

class Declarations;
// What functions reach for, before any of them has run (check_functions.cpp).
void check_functions(const domain::Workflow& workflow, const Declarations& declarations, const SourceLines& lines,
                     Complaints& complaints);

// The ids of all steps, each once, sorted. Views into the workflow.
std::vector<std::string_view> list_step_ids(const domain::Workflow& workflow);

// What the checks share.
struct Checking {
    const domain::Workflow& workflow;
    const SourceLines& lines;
    Complaints& complaints;
    // Every step of the workflow by id; the first in the file where an id comes back in another block.
    std::multimap<std::string_view, const domain::Step*> steps = {};

    // Complains at the place of a key of a step; of the step itself when the key is "" or not found.
    template <class... Args>
    void complain(const domain::Step& step, std::string_view key, fmt::format_string<Args...> format,
                  Args&&... args) const
    {
        complaints.add(place_of(step, key), format, std::forward<Args>(args)...);
    }
    Place place_of(const domain::Step& step, std::string_view key) const;
};

Checking checking_of(const domain::Workflow& workflow, const SourceLines& lines, Complaints& complaints);

// The steps that share the ids of one block: a phase, an item of `each`, a branch of `together` or `first`. Steps in
// outcomes, in late and in the branches of choose belong to the block around them (RULES D4).
struct Block {
    const Block* outer = nullptr;  // null for a phase
    const domain::Phase* phase = nullptr;
    const domain::Step* owner = nullptr;         // the each, together or first; null for a phase
    std::map<std::string_view, int> order = {};  // id → place in the order of the file
    std::size_t path_size = 0;                   // bytes of the longest path of the block itself
};

// Fills Block::order, and complains about ids that come twice.
void gather_ids(const Checking& checking, const domain::Steps& steps, Block& block);

// Every step of the list with all that hangs below it.
void check_steps(const Checking& checking, const domain::Steps& steps, const Block& block);

// Steps behind a go or finish (check_lists.cpp).
void check_reachable(const Checking& checking, const domain::Steps& steps);
// `{id}` in titles: only of an each or together around the step.
void check_title(const Checking& checking, const domain::Step& step, const Block& block);

// Facts named by path (fact_paths.cpp). `key` is the key of the step that holds the path.
void check_fact(const Checking& checking, const domain::Step& step, std::string_view key, std::string_view path,
                const Block& block);
void check_over(const Checking& checking, const domain::Step& step, const Block& block);
void check_arguments(const Checking& checking, const std::vector<domain::Argument>& arguments, const Place& place,
                     const Block* block);
// What is wrong with a path, or nothing. `block` is where it is used; null outside steps.
std::optional<std::string> find_wrong_path(const Checking& checking, std::string_view path, const Block* block);
// The kind of the field behind "input.x", "settings.x" or "stap.veld"; nothing when unknown.
std::optional<domain::FieldKind> find_field_kind(const Checking& checking, std::string_view path);

}  // namespace wd::script
