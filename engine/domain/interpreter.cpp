// Work that follows from what happened, done one transition at a time. This file decides what is next; how a step of each kind
// opens stands in opening.cpp. See interpreter.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/interpreter.hpp"

#include "domain/interpretation.hpp"
#include "domain/paths.hpp"

#include <algorithm>

namespace wd::domain {

Interpretation::Interpretation(Turn& turn, Budget budget) : turn_(turn), budget_(budget)
{
}

void Interpretation::follow_from(std::size_t first_event)
{
    seen_ = first_event;
    run_to_rest();
}

void Interpretation::advance(RunId run)
{
    seen_ = turn_.events().size();
    moving_ = run;
    const std::optional<RunStuck> stuck = run_of(run).stuck;
    if (stuck && stuck->reason != StuckReason::missing_fact)
        turn_.record(run, RunFreed{});
    for (Work& work : pending_work(turn_.programme().runs.at(run), workflow_of(run)))
        work_.push_back(std::move(work));
    run_to_rest();
}

void Interpretation::run_to_rest()
{
    while (true) {
        while (seen_ < turn_.events().size())
            observe(seen_++);
        if (work_.empty() && !retry_missing_facts())
            return;
        if (work_.empty())
            continue;
        if (spent_ >= budget_.transitions) {
            leave_for_later();
            return;
        }
        const Work work = std::move(work_.front());
        work_.pop_front();
        if (may_move(work.run))
            carry_out(work);
    }
}

// Paused programmes, ended runs and parked ones do not move; a stepwise run moves only when it is told to.
bool Interpretation::may_move(RunId id) const
{
    const Programme& programme = turn_.programme();
    const auto run = programme.runs.find(id);
    if (programme.state != ProgrammeState::open || run == programme.runs.end())
        return false;
    // A judgement that is held stops its own branch; the others go on. What parks the run as a whole names no step.
    const bool parked = run->second.stuck && !run->second.stuck->path;
    return (!parked || moving_ == id) && (!run->second.stepwise || moving_ == id);
}

// What an event sets in motion.
void Interpretation::observe(std::size_t index)
{
    const RunId run = turn_.events()[index].run;
    const std::string path = turn_.path_of(index);
    const Payload payload = turn_.events()[index].payload;  // a copy: recording more may move the list

    if (std::holds_alternative<PhaseOpened>(payload)) {
        enter_phase(run);
    } else if (run && !path.empty()) {
        const auto found = turn_.programme().runs.find(run);
        if (found != turn_.programme().runs.end()) {
            const auto step = found->second.steps.find(path);
            const bool opened = std::holds_alternative<StepOpened>(payload);
            const bool closed = step != found->second.steps.end() && step->second.closed_at && closes_step(payload);
            if (closed)
                work_.push_back({WorkKind::after, run, path, {}});
            if (closed || opened || moves_date(payload))
                move_anchored(run, last_id(path));
        }
    }
    if (const auto* decided = std::get_if<LinkageDecided>(&payload); decided != nullptr && decided->look_again)
        record({}, TimerMoved{to_text(decided->entry), wake_on(TimerKind::look_again, "", *decided->look_again)});
    facts_changed_ = facts_changed_ || brings_facts(payload);
    if (std::holds_alternative<AreaAdded>(payload) || std::holds_alternative<AnswerCorrected>(payload))
        join_live_items();
    answer_event(index);
}

void Interpretation::carry_out(const Work& work)
{
    switch (work.kind) {
    case WorkKind::open: open_step(work.run, work.path); break;
    case WorkKind::after: go_on_after(work.run, work.path); break;
    case WorkKind::item_end: end_item(work.run, work.path, work.key); break;
    case WorkKind::block_end: record(work.run, StepClosed{work.path, StepState::done, {}}); break;
    case WorkKind::phase_end: end_phase(work.run); break;
    }
}

// After a closed step come the steps that answer its outcome, and then the next of its list.
void Interpretation::go_on_after(RunId run_id, const std::string& path)
{
    const Run& run = run_of(run_id);
    const auto found = run.steps.find(path);
    if (found == run.steps.end() || !found->second.closed_at)
        return;
    const StepRecord& record = found->second;
    const StepPlace place = place_of(*workflow_of(run_id), path);
    if (place.step == nullptr || record.state == StepState::cancelled)
        return;
    if (record.outcome == "back") {
        leave_phase(run_id, std::string(record.result.at("phase").as_string()));
        return;
    }
    const Steps* answer = continuation_of(*place.step, record.outcome.value_or(""), branch_of(record));
    if (answer != nullptr) {
        work_.push_front({WorkKind::open, run_id, child_path(path, answer->front().id), {}});
        return;
    }
    proceed(run_id, path, place, record);
}

// The next step of the list, or what the end of the list means.
void Interpretation::proceed(RunId run_id, const std::string& path, const StepPlace& place, const StepRecord& record)
{
    if (record.outcome == "not_now") {
        ask_again(run_id, path);
        return;
    }
    if (place.list == nullptr)
        return;
    const std::string around{parent_path(path)};
    if (place.index + 1 < place.list->size()) {
        work_.push_front({WorkKind::open, run_id, child_path(around, (*place.list)[place.index + 1].id), {}});
        return;
    }
    switch (place.owner) {
    case ListOwner::phase: work_.push_front({WorkKind::phase_end, run_id, {}, {}}); break;
    case ListOwner::item: {
        const std::string_view last = split_path(around).back().key.value_or("");
        work_.push_front({WorkKind::item_end, run_id, std::string(without_key(around)), decode_key(last)});
        break;
    }
    case ListOwner::continuation: {
        const StepRecord& owner = run_of(run_id).steps.at(around);
        proceed(run_id, around, place_of(*workflow_of(run_id), around), owner);
        break;
    }
    case ListOwner::side: break;
    }
}

// A gate that said "nu niet" is asked again on its date, and not before its own steps have ended.
void Interpretation::ask_again(RunId run_id, const std::string& path)
{
    const Run& run = run_of(run_id);
    if (turn_.programme().timers.contains(TimerKey{run_id, path, TimerKind::again}))
        return;
    for (auto step = run.steps.upper_bound(path); step != run.steps.end() && is_within(step->first, path); ++step)
        if (parent_path(step->first) == path && !step->second.closed_at)
            return;
    const int repetition = split_path(path).back().repetition + 1;
    const std::string next = repeated_path(without_repetition(path), repetition);
    if (!run.steps.contains(next))
        work_.push_front({WorkKind::open, run_id, next, {}});
}

void Interpretation::end_item(RunId run_id, const std::string& block, const std::string& key)
{
    if (run_of(run_id).steps.at(block).closed_at)
        return;
    record(run_id, ItemClosed{block, key});
    const StepRecord& after = run_of(run_id).steps.at(block);
    if (after.kind == StepKind::first)
        cancel_within(run_id, block);
    if (after.kind == StepKind::first || after.open_items == 0)
        work_.push_front({WorkKind::block_end, run_id, block, {}});
}

// The other branches of `first`: their steps, tasks, timers and children.
void Interpretation::cancel_within(RunId run_id, const std::string& block)
{
    std::vector<std::string> open;
    const Run& run = run_of(run_id);
    for (auto step = run.steps.upper_bound(block); step != run.steps.end() && is_within(step->first, block); ++step)
        if (!step->second.closed_at)
            open.push_back(step->first);
    for (const std::string& path : open) {
        stop_children(run_id, path);
        record(run_id, StepClosed{path, StepState::cancelled, {}});
    }
}

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
        work_.push_back({WorkKind::phase_end, run_id, {}, {}});
    else
        work_.push_back({WorkKind::open, run_id, child_path(around, phase.steps.front().id), {}});
}

void Interpretation::plan_every(RunId run_id, const std::string& path, const Every& every, Date from)
{
    const calendar::Rule rule{every.period, calendar::Direction::after, ""};
    const Date next = turn_.context().calendar().deadline(rule, from);
    TimerSet timer = wake_on(TimerKind::every, to_text(every.period), next);
    timer.from = from;
    record(run_id, EveryPlanned{path, std::move(timer)});
}

void Interpretation::leave_for_later()
{
    std::vector<RunId> runs;
    for (const Work& work : work_)
        if (may_move(work.run) && std::find(runs.begin(), runs.end(), work.run) == runs.end())
            runs.push_back(work.run);
    for (const RunId run : runs)
        if (!turn_.programme().runs.at(run).stepwise)
            turn_.due.push_back(
                {"continue", fmt::format("continue:{}", run), turn_.last_pseq(), json::object{{"run", run.value}}});
    work_.clear();
}

// A judgement that missed a fact is tried again when facts came in. True when there is something to try.
bool Interpretation::retry_missing_facts()
{
    if (!facts_changed_ || turn_.programme().state != ProgrammeState::open)
        return false;
    facts_changed_ = false;
    for (const auto& [id, run] : turn_.programme().runs) {
        if (!run.stuck || run.stuck->reason != StuckReason::missing_fact)
            continue;
        for (const auto& [path, step] : run.steps)
            if (is_unjudged(step))
                work_.push_back({WorkKind::open, id, path, {}});
    }
    return !work_.empty();
}

void Interpretation::move_anchored(RunId run_id, std::string_view anchor)
{
    const auto run = turn_.programme().runs.find(run_id);
    if (run == turn_.programme().runs.end())
        return;
    for (TimerMoved& moved :
         anchored_timers(turn_.programme(), run->second, *workflow_of(run_id), anchor, turn_.context()))
        record(run_id, std::move(moved));
}

Run& Interpretation::run_of(RunId run)
{
    return turn_.programme().runs.at(run);
}

const Workflow* Interpretation::workflow_of(RunId run)
{
    const Workflow* workflow = turn_.context().find_workflow(run_of(run).hash);
    WD_ASSERT(workflow != nullptr);
    return workflow;
}

void Interpretation::record(RunId run, Payload payload)
{
    turn_.record(run, std::move(payload));
    ++spent_;
}

// --- The front door ----------------------------------------------------------------------------------------------------------

void settle(Turn& turn, std::size_t first_event, Budget budget)
{
    Interpretation{turn, budget}.follow_from(first_event);
}

void advance(Turn& turn, RunId run, Budget budget)
{
    Interpretation{turn, budget}.advance(run);
}

void close_waiting(Turn& turn, RunId run, const std::string& path, std::optional<std::string> outcome, Budget budget)
{
    const auto found = turn.programme().runs.find(run);
    const std::size_t first = turn.events().size();
    if (found == turn.programme().runs.end() || !found->second.steps.contains(path) ||
        found->second.steps.at(path).closed_at)
        return;
    turn.record(run, StepClosed{path, StepState::done, std::move(outcome)});
    settle(turn, first, budget);
}

void recompute_timers(Turn& turn)
{
    const std::size_t first = turn.events().size();
    for (MovedTimer& timer : recomputed_timers(turn.programme(), turn.context()))
        turn.record(timer.run, std::move(timer.moved));
    settle(turn, first, {0});  // what counts from a date that moved, moves with it
}

void stop_run(Turn& turn, RunId run)
{
    Interpretation{turn, {0}}.stop(run);
}

void open_first_phase(Turn& turn, RunId run, std::string_view phase, Budget budget)
{
    Interpretation interpretation{turn, budget};
    const std::size_t first = turn.events().size();
    const Workflow& workflow = *turn.context().find_workflow(turn.programme().runs.at(run).hash);
    interpretation.open_phase(run, phase.empty() ? workflow.phases.front().id : std::string(phase));
    interpretation.follow_from(first);
}

}  // namespace wd::domain
