// What the fold works with: the places in a programme that an event is about, and what closing and carrying on mean. Private to
// apply.cpp, which says what each event does.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/programme.hpp"

namespace wd::domain {

// One event on its way into a programme. Asserts what cannot be.
class FoldedEvent {
protected:
    FoldedEvent(Programme& programme, const Event& event) : programme_(programme), event_(event) {}

    Run& run()
    {
        const auto found = programme_.runs.find(event_.run);
        WD_ASSERT(found != programme_.runs.end());
        return found->second;
    }
    StepRecord& step(std::string_view path)
    {
        const auto found = run().steps.find(path);
        WD_ASSERT(found != run().steps.end());
        return found->second;
    }
    Task& task(TaskId id)
    {
        const auto found = programme_.tasks.find(id);
        WD_ASSERT(found != programme_.tasks.end());
        return found->second;
    }
    Task* task_at(std::string_view path)
    {
        for (auto& [id, task] : programme_.tasks)
            if (task.run.value_or(RunId{}) == event_.run && place_of_timers(task) == path)
                return &task;
        return nullptr;
    }

    static std::optional<Date> due_of(const std::vector<TimerSet>& timers)
    {
        for (const TimerSet& timer : timers)
            if (is_deadline(timer.kind))
                return timer.date;
        return {};
    }
    static std::string place_of_timers(const Task& task) { return task.path ? *task.path : to_text(task.id); }

    void set_timers(RunId run, std::string_view path, const std::vector<TimerSet>& timers)
    {
        for (const TimerSet& timer : timers)
            programme_.timers[TimerKey{run, std::string(path), timer.kind}] = timer;
    }
    void forget_timer(const Task& task, TimerKind kind)
    {
        programme_.timers.erase(TimerKey{task.run.value_or(RunId{}), place_of_timers(task), kind});
    }
    void forget_timers(RunId run, const std::string& path)
    {
        const auto first = programme_.timers.lower_bound(TimerKey{run, path, TimerKind{}});
        auto last = first;
        while (last != programme_.timers.end() && last->first.run == run && last->first.path == path)
            ++last;
        programme_.timers.erase(first, last);
    }

    void carry_on(Task& task)
    {
        std::vector<TimerSet> timers;
        for (const auto& [key, timer] : programme_.timers)
            if (key.run == *task.run && key.path == *task.path)
                timers.push_back(timer);
        task.run.reset();
        task.path.reset();
        task.carried = true;
        set_timers(RunId{}, to_text(task.id), timers);
    }

    // A step that opens and closes in one event; it may have been open while a fact was missing.
    void pass_step(const std::string& path, StepKind kind, json::value result)
    {
        const auto [entry, fresh] = run().steps.try_emplace(path);
        StepRecord& step = entry->second;
        step.kind = kind;
        step.state = StepState::done;
        if (fresh)
            step.opened_at = event_.at;
        step.closed_at = event_.at;
        step.result = std::move(result);
    }
    // Its task, its timers and the children that it waits for go with it.
    void move_step(const std::string& path, const std::string& as)
    {
        auto entry = run().steps.extract(path);
        WD_ASSERT(!entry.empty());
        entry.key() = as;
        if (const std::optional<TaskId> id = entry.mapped().task)
            if (const auto task = programme_.tasks.find(*id); task != programme_.tasks.end())
                task->second.path = as;
        WD_ASSERT(run().steps.insert(std::move(entry)).inserted);
        std::vector<TimerSet> timers;
        for (const auto& [key, timer] : programme_.timers)
            if (key.run == event_.run && key.path == path)
                timers.push_back(timer);
        forget_timers(event_.run, path);
        set_timers(event_.run, as, timers);
        for (auto& [id, child] : programme_.runs)
            if (child.parent == event_.run && child.parent_path == path)
                child.parent_path = as;
        if (run().stuck && run().stuck->path == path)
            run().stuck->path = as;
    }
    void pass_over(const std::string& path, StepKind kind)
    {
        StepRecord step;
        step.kind = kind;
        step.state = StepState::skipped;
        step.opened_at = event_.at;
        step.closed_at = event_.at;
        WD_ASSERT(run().steps.emplace(path, std::move(step)).second);
    }
    void drop_timer(const DroppedTimer& timer)
    {
        programme_.timers.erase(TimerKey{event_.run, timer.path, timer.kind});
        Task* task = task_at(timer.path);
        if (task != nullptr && is_deadline(timer.kind))
            task->due.reset();
    }
    void close_step(RunId run_id, const std::string& path, StepState state, std::optional<std::string> outcome,
                    json::value result)
    {
        StepRecord& step = programme_.runs.at(run_id).steps.at(path);
        step.state = state;
        step.closed_at = event_.at;
        if (event_.actor.person)
            step.closed_by = event_.actor.person;
        step.outcome = std::move(outcome);
        step.result = std::move(result);
        forget_timers(run_id, path);
        if (step.task)
            programme_.tasks.erase(*step.task);
    }
    void close_task(TaskId id, StepState state, std::optional<std::string> outcome, json::value result)
    {
        const Task closed = task(id);
        if (closed.run)
            close_step(*closed.run, *closed.path, state, std::move(outcome), std::move(result));
        else {
            forget_timers(RunId{}, to_text(id));
            programme_.tasks.erase(id);
        }
    }
    void close_with_outcome(TaskId id, std::string_view outcome, const Payload& payload)
    {
        close_task(id, StepState::done, std::string(outcome), result_of(payload));
    }

    Programme& programme_;
    const Event& event_;
};

}  // namespace wd::domain
