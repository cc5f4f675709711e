// The rules of a workflow as a whole, and the ids of its blocks. See check.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/check.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"
#include "script/loader.hpp"
#include "script/walk.hpp"

#include <algorithm>
#include <set>

namespace wd::script {

namespace {

using domain::Step;
using domain::Steps;
using domain::Workflow;

constexpr std::size_t repetition_size = 6;  // "#99999"

// Names that mean something else in `c` or in `needs`.
bool is_taken(std::string_view id)
{
    static const std::vector<std::string_view> own{"input", "settings", "event", "today", "all", "areas"};
    const auto has = [id](const std::vector<std::string_view>& names) {
        return std::find(names.begin(), names.end(), id) != names.end();
    };
    return has(own) || has(domain::programme_facts()) || has(domain::gate_checks());
}

void gather_step(const Checking& checking, const Step& step, Block& block, int& next)
{
    for (const Block* around = &block; around != nullptr; around = around->outer)
        if (around->owner != nullptr && around->owner->id == step.id)
            checking.complain(step, "", "\"{}\" heet al het blok eromheen; kies een andere id", step.id);
    if (is_taken(step.id))
        checking.complain(step, "", "een stap kan niet \"{}\" heten: die naam betekent al iets in c of in needs",
                          step.id);
    if (!step.id.empty() && !block.order.emplace(step.id, next++).second)
        checking.complain(step, "", "\"{}\" is al de id van een andere stap in dit blok; kies een andere id", step.id);
    for_each_own_list(step, [&](const Steps& list) {
        for (const Step& inner : list)
            gather_step(checking, inner, block, next);
    });
}

void check_phase(const Checking& checking, const domain::Phase& phase)
{
    Block block;
    block.phase = &phase;
    block.path_size = phase.id.size() + repetition_size;
    gather_ids(checking, phase.steps, block);
    for (const domain::Every& every : phase.every) {
        int next = static_cast<int>(block.order.size());
        gather_step(checking, every.step, block, next);
    }
    check_reachable(checking, phase.steps);
    check_steps(checking, phase.steps, block);
    for (const domain::Every& every : phase.every)
        check_steps(checking, Steps{every.step}, block);
}

void check_triggers(const Checking& checking)
{
    for (const domain::Trigger& trigger : checking.workflow.on)
        check_arguments(checking, trigger.input, Place{trigger.file, trigger.line}, nullptr);
}

}  // namespace

Place Checking::place_of(const Step& step, std::string_view key) const
{
    return lines.find_key(Place{step.file, step.line}, step.id, key);
}

void gather_ids(const Checking& checking, const Steps& steps, Block& block)
{
    int next = 0;
    for (const Step& step : steps)
        gather_step(checking, step, block, next);
}

Checking checking_of(const Workflow& workflow, const SourceLines& lines, Complaints& complaints)
{
    Checking checking{workflow, lines, complaints};
    for_each_step(workflow, [&](const Step& step) { checking.steps.emplace(step.id, &step); });
    return checking;
}

void check_workflow(const Workflow& workflow, const SourceLines& lines, Complaints& complaints)
{
    const Checking checking = checking_of(workflow, lines, complaints);
    for (const domain::Phase& phase : workflow.phases)
        check_phase(checking, phase);
    check_triggers(checking);
}

std::vector<std::string_view> list_step_ids(const Workflow& workflow)
{
    std::set<std::string_view> ids;
    for_each_step(workflow, [&](const Step& step) { ids.insert(step.id); });
    return {ids.begin(), ids.end()};
}

std::vector<std::string> started_workflows(const Workflow& workflow)
{
    std::vector<std::string> keys;
    const auto add = [&](const std::string& key) {
        if (!key.empty() && std::find(keys.begin(), keys.end(), key) == keys.end())
            keys.push_back(key);
    };
    for_each_step(workflow, [&](const Step& step) {
        if (step.kind == domain::StepKind::start)
            add(std::get<domain::StartTerms>(step.terms).workflow);
    });
    for (const domain::Trigger& trigger : workflow.on)
        add(trigger.start);
    return keys;
}

}  // namespace wd::script
