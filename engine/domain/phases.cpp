// Phases open and close, runs end, and what was waited for within them ends too. See interpretation.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/interpretation.hpp"
#include "domain/paths.hpp"
#include "domain/start.hpp"

#include <algorithm>

namespace wd::domain {

void Interpretation::stop_children(RunId parent, std::string_view path)
{
    std::vector<RunId> children;
    for (const auto& [id, run] : turn_.programme().runs)
        if (run.parent == parent && run.parent_path == path)
            children.push_back(id);
    for (const RunId child : children)
        stop(child);
}

void Interpretation::stop(RunId run_id)
{
    if (!turn_.programme().runs.contains(run_id))
        return;
    close_phase(run_id, PhaseEnd::stopped, {});
    record(run_id, RunEnded{RunEnd::stopped, {}});
}

// Children that a step of this phase still waits for end with it; others live on.
void Interpretation::close_phase(RunId run_id, PhaseEnd how, std::optional<std::string> to)
{
    const Run& run = run_of(run_id);
    std::vector<std::string> waiting;
    for (const auto& [path, step] : run.steps)
        if (step.kind == StepKind::start && !step.closed_at)
            waiting.push_back(path);
    for (const std::string& path : waiting)
        stop_children(run_id, path);
    if (!run.phase.empty())
        record(run_id, PhaseClosed{run.phase, run.generation, how, std::move(to)});
    std::erase_if(work_, [&](const Work& work) { return work.run == run_id; });
}

void Interpretation::end_phase(RunId run_id)
{
    const Workflow& workflow = *workflow_of(run_id);
    const std::string phase = run_of(run_id).phase;
    const auto here =
        std::find_if(workflow.phases.begin(), workflow.phases.end(), [&](const Phase& p) { return p.id == phase; });
    WD_ASSERT(here != workflow.phases.end());
    if (here + 1 == workflow.phases.end()) {
        finish(run_id);
        return;
    }
    const std::string next = (here + 1)->id;
    close_phase(run_id, PhaseEnd::completed, next);
    open_phase(run_id, next);
}

void Interpretation::leave_phase(RunId run_id, const std::string& to)
{
    close_phase(run_id, PhaseEnd::left, to);
    open_phase(run_id, to);
}

void Interpretation::finish(RunId run_id)
{
    const Run run = run_of(run_id);
    close_phase(run_id, PhaseEnd::finished, {});
    record(run_id, RunEnded{RunEnd::done, {}});
    if (run.parent && run.parent_path)
        turn_.due.push_back(
            {"child_end", fmt::format("child_end:{}", run_id), turn_.last_pseq(),
             json::object{{"run", run.parent->value}, {"path", *run.parent_path}, {"child", run_id.value}}});
}

// A generation opens with the version that is active now, unless that text lacks a phase this run may still reach (RULES D7).
void Interpretation::open_phase(RunId run_id, const std::string& phase)
{
    const Workflow& pinned = *workflow_of(run_id);
    const Workflow* active = turn_.context().find_active_workflow(pinned.key);
    const bool all_there =
        active != nullptr && std::all_of(pinned.phases.begin(), pinned.phases.end(),
                                         [&](const Phase& p) { return find_phase(*active, p.id) != nullptr; });
    const Workflow& workflow = all_there ? *active : pinned;
    const Phase* opened = find_phase(workflow, phase);
    WD_ASSERT(opened != nullptr);
    const auto& generations = run_of(run_id).generations;
    const auto before = generations.find(phase);
    const int generation = before == generations.end() ? 1 : before->second + 1;
    if (workflow.hash != pinned.hash)
        add_positions(turn_, workflow);
    record(run_id, PhaseOpened{phase, generation, opened->title, workflow.hash});
}

void Interpretation::enter_phase(RunId run_id)
{
    const auto found = turn_.programme().runs.find(run_id);
    if (found == turn_.programme().runs.end())
        return;
    const std::string around = phase_path(found->second.phase, found->second.generation);
    const Phase& phase = *find_phase(*workflow_of(run_id), found->second.phase);
    for (const Every& every : phase.every)
        plan_every(run_id, clock_path(child_path(around, every.step.id)), every, turn_.context().today());
    if (phase.steps.empty())
        push_later({WorkKind::phase_end, run_id, {}, {}});
    else
        push_later({WorkKind::open, run_id, child_path(around, phase.steps.front().id), {}});
}

void Interpretation::plan_every(RunId run_id, const std::string& path, const Every& every, Date from)
{
    const calendar::Rule rule{every.period, calendar::Direction::after, ""};
    const Date next = turn_.context().calendar().deadline(rule, from);
    TimerSet timer = wake_on(TimerKind::every, to_text(every.period), next);
    timer.from = from;
    record(run_id, EveryPlanned{path, std::move(timer)});
}

}  // namespace wd::domain
