// Steps that are never reached, and names in titles. See check.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/check.hpp"

#include "base/text.hpp"
#include "script/walk.hpp"

#include <algorithm>

namespace wd::script {

namespace {

using domain::Step;
using domain::StepKind;
using domain::Steps;

bool always_leaves(const Steps& steps);

// Whether nothing behind this step can come to its turn.
bool always_leaves(const Step& step)
{
    if (step.kind == StepKind::go || step.kind == StepKind::finish)
        return true;
    if (step.kind != StepKind::choose)
        return false;
    const auto& branches = std::get<domain::Branches>(step.terms).list;
    return !branches.empty() && std::all_of(branches.begin(), branches.end(),
                                            [](const domain::Branch& branch) { return always_leaves(branch.steps); });
}

bool always_leaves(const Steps& steps)
{
    return std::any_of(steps.begin(), steps.end(), [](const Step& step) { return always_leaves(step); });
}

}  // namespace

void check_reachable(const Checking& checking, const Steps& steps)
{
    const Step* left = nullptr;
    for (const Step& step : steps) {
        if (left != nullptr) {
            checking.complain(step, "", "stap \"{}\" komt nooit aan de beurt: {} \"{}\" op regel {} gaat eruit",
                              step.id, name_of(left->kind), left->id, left->line);
            break;
        }
        if (always_leaves(step))
            left = &step;
    }
    for (const Step& step : steps) {
        for_each_own_list(step, [&](const Steps& list) { check_reachable(checking, list); });
        for_each_inner_block(step, [&](const Steps& list, std::string_view) { check_reachable(checking, list); });
    }
}

void check_title(const Checking& checking, const Step& step, const Block& block)
{
    std::vector<std::string_view> around;
    for (const Block* each = &block; each != nullptr; each = each->outer)
        if (each->owner != nullptr && (each->owner->kind == StepKind::each || each->owner->kind == StepKind::together))
            around.push_back(each->owner->id);

    std::string_view rest = step.title;
    for (std::size_t open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
        rest.remove_prefix(open + 1);
        const std::size_t close = rest.find('}');
        if (close == std::string_view::npos)
            return checking.complain(step, "title", "in de titel staat {{ zonder }}");
        const std::string_view name = rest.substr(0, close);
        if (std::find(around.begin(), around.end(), name) == around.end())
            checking.complain(step, "title",
                              "in de titel kan '{{{}}}' niet{}; alleen de id van een each of together eromheen{}", name,
                              did_you_mean(name, around),
                              around.empty() ? ", en die is er hier niet" : fmt::format(": {}", join_or(around)));
        rest.remove_prefix(close + 1);
    }
}

}  // namespace wd::script
