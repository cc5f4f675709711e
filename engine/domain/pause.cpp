// Shifting clocks after a pause. See pause.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/pause.hpp"

#include "domain/step_lookup.hpp"

namespace wd::domain {

using std::chrono::days;

namespace {

bool is_started_at_opening(const calendar::Rule& rule)
{
    return rule.anchor.empty();
}

bool is_legal(const Programme& programme, const TimerKey& key)
{
    const auto run = programme.runs.find(key.run);
    if (run == programme.runs.end())
        return false;
    const auto step = run->second.steps.find(key.path);
    if (step == run->second.steps.end() || !step->second.task)
        return false;
    const auto task = programme.tasks.find(*step->second.task);
    return task != programme.tasks.end() && task->second.legal;
}

// A reminder goes with its deadline. Where residents are asked something there is no deadline timer, and the step's rule tells.
bool reminder_moves(const Programme& programme, const TimerKey& key, Context& context)
{
    const auto due = programme.timers.find(TimerKey{key.run, key.path, TimerKind::due});
    if (due != programme.timers.end()) {
        const Result<calendar::Rule> rule = calendar::parse_rule(due->second.rule);
        return rule && is_started_at_opening(*rule);
    }
    const auto run = programme.runs.find(key.run);
    const Workflow* workflow = run == programme.runs.end() ? nullptr : context.find_workflow(run->second.hash);
    const Step* step = workflow == nullptr ? nullptr : find_step(*workflow, key.path);
    return step != nullptr && step->kind != StepKind::vote && step->due && is_started_at_opening(*step->due);
}

bool moves(const Programme& programme, const TimerKey& key, const TimerSet& timer, Context& context)
{
    if (!timer.date || !timer.at || timer.rule.empty() || is_legal(programme, key))
        return false;
    switch (key.kind) {
    case TimerKind::due:
    case TimerKind::wait:
    case TimerKind::every:
    case TimerKind::idle: {
        const Result<calendar::Rule> rule = calendar::parse_rule(timer.rule);
        return rule && is_started_at_opening(*rule);
    }
    case TimerKind::remind: return reminder_moves(programme, key, context);
    case TimerKind::close:
    case TimerKind::again:
    case TimerKind::look_again: return false;
    }
    return false;
}

// The same kind of instant on another day: a deadline passes a day after its date, a wait ends when its date begins.
TimerSet on_date(const TimerSet& timer, Date date, days paused)
{
    const days later = calendar::date_of(*timer.at) - *timer.date;
    TimerSet moved{timer.kind, timer.rule, date, calendar::start_of(date + later), {}};
    if (timer.from)
        moved.from = *timer.from + paused;
    return moved;
}

}  // namespace

std::vector<ResumedTimer> resumed_timers(const Programme& programme, int paused_days, Context& context)
{
    std::vector<ResumedTimer> resumed;
    if (paused_days <= 0)
        return resumed;
    for (const auto& [key, timer] : programme.timers) {
        if (!moves(programme, key, timer, context))
            continue;
        const Date date = context.calendar().next_working_day(*timer.date + days{paused_days});
        resumed.push_back(
            ResumedTimer{key.run, *timer.date, TimerMoved{key.path, on_date(timer, date, days{paused_days})}});
    }
    return resumed;
}

int paused_days(const Programme& programme, const Context& context)
{
    if (programme.state != ProgrammeState::paused || !programme.paused_since)
        return 0;
    return static_cast<int>((context.today() - *programme.paused_since).count());
}

}  // namespace wd::domain
