// Work that follows from what happened, done one transition at a time. This file decides what is next; how a step of each kind
// opens stands in opening.cpp. See interpreter.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/interpreter.hpp"

#include "domain/interpretation.hpp"
#include "domain/paths.hpp"

#include <algorithm>
#include <utility>

namespace wd::domain {

Interpretation::Interpretation(Turn& turn, Budget budget) : turn_(turn), budget_(budget)
{
    turn_.set_cause(0);
}

void Interpretation::follow_from(std::size_t first_event)
{
    seen_ = first_event;
    run_to_rest();
}

void Interpretation::advance(RunId run)
{
    moving_ = run;
    if (is_parked(run_of(run)))
        turn_.record(run, RunFreed{});
    go_on(run);
}

void Interpretation::go_on(RunId run)
{
    seen_ = turn_.events().size();
    for (Work& work : pending_work(turn_.programme(), run_of(run), workflow_of(run)))
        push_later(std::move(work));
    run_to_rest();
}

void Interpretation::run_to_rest()
{
    while (true) {
        while (seen_ < turn_.events().size())
            observe(seen_++);
        if (std::exchange(live_items_changed_, false)) {
            join_live_items();
            continue;
        }
        if (work_.empty() && !retry_held())
            return;
        if (work_.empty())
            continue;
        if (spent_ >= budget_.transitions) {
            leave_for_later();
            return;
        }
        const Work work = std::move(work_.front());
        work_.pop_front();
        turn_.set_cause(work.cause);
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
    return moving_ == id || (!is_parked(run->second) && !run->second.stepwise);
}

// What an event sets in motion.
void Interpretation::observe(std::size_t index)
{
    const RunId run = turn_.events()[index].run;
    const std::string path = turn_.path_of(index);
    const Payload payload = turn_.events()[index].payload;  // a copy: recording more may move the list

    turn_.set_cause(turn_.pseq_of(index));
    if (std::holds_alternative<PhaseOpened>(payload))
        enter_phase(run);
    else if (run && !path.empty() && turn_.programme().runs.contains(run))
        observe_step(run, path, payload);
    if (const auto* decided = std::get_if<LinkageDecided>(&payload); decided != nullptr && decided->look_again)
        record({}, TimerMoved{to_text(decided->entry), wake_on(TimerKind::look_again, "", *decided->look_again)});
    facts_changed_ = facts_changed_ || brings_facts(payload);
    const bool corrected = std::holds_alternative<AnswerCorrected>(payload);
    live_items_changed_ = live_items_changed_ || corrected || std::holds_alternative<AreaAdded>(payload);
    if (corrected)
        for (const auto& [id, any] : turn_.programme().runs)
            read_dates_again(id, "");
    if (std::holds_alternative<HandoverAccepted>(payload) || std::holds_alternative<AssignmentEnded>(payload))
        for (const auto& [id, any] : turn_.programme().runs)
            read_dates_again(id, "handover");
    free_if_over(run);
    answer_event(index);
}

void Interpretation::observe_step(RunId run_id, const std::string& path, const Payload& payload)
{
    const auto& steps = run_of(run_id).steps;
    const auto step = steps.find(path);
    const std::string_view id = last_id(path);
    const bool closed = step != steps.end() && step->second.closed_at && closes_step(payload);
    if (closed)
        push_later({WorkKind::after, run_id, path, {}});
    if (closed || std::holds_alternative<StepOpened>(payload) || moves_date(payload))
        move_anchored(run_id, id);
    if (closed)
        read_dates_again(run_id, id);
}

void Interpretation::carry_out(const Work& work)
{
    if (lies_in_decided(run_of(work.run), work.path))
        return;
    switch (work.kind) {
    case WorkKind::open: open_step(work.run, work.path); break;
    case WorkKind::after: go_on_after(work.run, work.path); break;
    case WorkKind::item_end: end_item(work.run, work.path, work.key); break;
    case WorkKind::block_end: end_block(work.run, work.path); break;
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
        const std::string first = child_path(path, answer->front().id);
        if (!run.steps.contains(first)) {
            push_next({WorkKind::open, run_id, first, {}});
            return;
        }
        if (!has_ended(turn_.programme(), run, *answer, path))
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
        push_next({WorkKind::open, run_id, child_path(around, (*place.list)[place.index + 1].id), {}});
        return;
    }
    switch (place.owner) {
    case ListOwner::phase: push_next({WorkKind::phase_end, run_id, {}, {}}); break;
    case ListOwner::item: {
        const std::string_view last = split_path(around).back().key.value_or("");
        push_next({WorkKind::item_end, run_id, std::string(without_key(around)), decode_key(last)});
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
    const Step* gate = find_step(*workflow_of(run_id), path);
    const Steps* answer = gate == nullptr ? nullptr : continuation_of(*gate, "not_now", -1);
    if (answer != nullptr && !has_ended(turn_.programme(), run, *answer, path))
        return;
    const int repetition = split_path(path).back().repetition + 1;
    const std::string next = repeated_path(without_repetition(path), repetition);
    if (!run.steps.contains(next))
        push_next({WorkKind::open, run_id, next, {}});
}

void Interpretation::end_item(RunId run_id, const std::string& block, const std::string& key)
{
    if (run_of(run_id).steps.at(block).closed_at)
        return;
    record(run_id, ItemClosed{block, key});
    const StepRecord& after = run_of(run_id).steps.at(block);
    if (after.kind == StepKind::first || after.open_items == 0)
        push_next({WorkKind::block_end, run_id, block, {}});
}

void Interpretation::end_block(RunId run_id, const std::string& block)
{
    const StepRecord& step = run_of(run_id).steps.at(block);
    if (step.closed_at)
        return;
    if (step.kind == StepKind::first)
        cancel_within(run_id, block);
    record(run_id, StepClosed{block, StepState::done, {}});
}

// The other branches of `first`: their steps, tasks, timers and children.
void Interpretation::cancel_within(RunId run_id, const std::string& block)
{
    std::vector<std::string> open;
    const Run& run = run_of(run_id);
    const std::string items = block + "[";
    for (auto step = run.steps.lower_bound(items); step != run.steps.end() && step->first.starts_with(items); ++step)
        if (!step->second.closed_at)
            open.push_back(step->first);
    for (const std::string& path : open) {
        stop_children(run_id, path);
        record(run_id, StepClosed{path, StepState::cancelled, {}});
    }
}

void Interpretation::leave_for_later()
{
    std::vector<RunId> runs;
    const auto add = [&](RunId run) {
        if (may_move(run) && std::find(runs.begin(), runs.end(), run) == runs.end())
            runs.push_back(run);
    };
    for (const Work& work : work_)
        add(work.run);
    if (std::exchange(facts_changed_, false))
        for (const auto& [id, run] : turn_.programme().runs)
            if (!held_steps(run).empty())
                add(id);
    for (const RunId run : runs)
        if (!turn_.programme().runs.at(run).stepwise)
            turn_.due.push_back(
                {"continue", fmt::format("continue:{}", run), turn_.last_pseq(), json::object{{"run", run.value}}});
    work_.clear();
}

void Interpretation::move_anchored(RunId run_id, std::string_view anchor)
{
    if (!mentions(run_id).anchors.contains(anchor))
        return;
    for (TimerMoved& moved :
         anchored_timers(turn_.programme(), run_of(run_id), *workflow_of(run_id), anchor, turn_.context()))
        record(run_id, std::move(moved));
}

// A wait for a date gets it when its fact comes, and another one when that is put right. `root` is the step whose fact it is;
// "" for any.
void Interpretation::read_dates_again(RunId run_id, std::string_view root)
{
    if (!root.empty() && !mentions(run_id).dates.contains(root))
        return;
    std::vector<TimerMoved> moved;
    for (const auto& [path, step] : run_of(run_id).steps) {
        const Step* spec =
            step.kind == StepKind::wait && !step.closed_at ? find_step(*workflow_of(run_id), path) : nullptr;
        const auto* terms = spec == nullptr ? nullptr : std::get_if<WaitTerms>(&spec->terms);
        if (terms == nullptr || terms->what != WaitFor::date || (!root.empty() && root_of_fact(terms->date) != root))
            continue;
        TimerSet timer = date_timer(run_id, path, *terms);
        const auto known = turn_.programme().timers.find(TimerKey{run_id, path, TimerKind::wait});
        if (timer.date && (known == turn_.programme().timers.end() || known->second != timer))
            moved.push_back({path, std::move(timer)});
    }
    for (TimerMoved& timer : moved)
        record(run_id, std::move(timer));
}

const Mentions& Interpretation::mentions(RunId run)
{
    const Workflow* workflow = workflow_of(run);
    const auto known = mentions_.find(workflow);
    return known != mentions_.end() ? known->second : mentions_.emplace(workflow, mentions_of(*workflow)).first->second;
}

// Whether a branch of `first` around it has ended it: what was left of the other branches does not happen any more.
bool Interpretation::lies_in_decided(const Run& run, std::string_view path)
{
    for (std::string_view around = parent_path(path); !around.empty(); around = parent_path(around)) {
        const std::string_view block = without_key(around);
        const auto step = block == around ? run.steps.end() : run.steps.find(block);
        if (step != run.steps.end() && step->second.kind == StepKind::first && step->second.closed_at)
            return true;
    }
    return false;
}

void Interpretation::push_next(Work work)
{
    work.cause = turn_.cause();
    work_.push_front(std::move(work));
}

void Interpretation::push_later(Work work)
{
    work.cause = turn_.cause();
    work_.push_back(std::move(work));
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

void go_on(Turn& turn, RunId run, Budget budget)
{
    Interpretation{turn, budget}.go_on(run);
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

void hold_start(Turn& turn, const json::object& request, StuckReason reason)
{
    Interpretation{turn, {0}}.hold_start(request, reason);
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
