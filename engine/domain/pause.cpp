// Shifting clocks after a pause. See pause.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/pause.hpp"

#include "domain/deadlines.hpp"
#include "domain/step_lookup.hpp"

#include <algorithm>

namespace wd::domain {

using std::chrono::days;

namespace {

// The paused days; `until` is the first day on which work goes on.
struct PausedDays {
    Date since;
    Date until;
};

bool is_legal(const Programme& programme, const TimerKey& key)
{
    const Task* task = find_task_at(programme, key);
    return task != nullptr && task->legal;
}

bool moves(const Programme& programme, const TimerKey& key, const TimerSet& timer, const PausedDays& pause)
{
    if (!timer.date || !timer.at || !timer.from || *timer.date < pause.since || is_legal(programme, key))
        return false;
    switch (key.kind) {
    case TimerKind::due:
    case TimerKind::wait:
    case TimerKind::every:
    case TimerKind::idle: return true;
    case TimerKind::remind:  // goes with its deadline; of residents see below
    case TimerKind::close:
    case TimerKind::again:
    case TimerKind::look_again:
    case TimerKind::begins:  // people leave, are away and were promised something on days of their own
    case TimerKind::ends:
    case TimerKind::silent: return false;
    }
    return false;
}

// So many days later, the paused ones counted as closed: in working days those that would have been worked, otherwise all.
Date later(const calendar::Calendar& calendar, calendar::Unit unit, Date date, const PausedDays& pause)
{
    if (unit != calendar::Unit::working_day)
        return date + (pause.until - pause.since);
    int lost = 0;
    for (Date day = pause.since; day < pause.until; day += days{1})
        lost += calendar.is_working_day(day) ? 1 : 0;
    return calendar.add(date, {lost, unit});
}

// The first day from which the period does not end before `end`: where the clock would have started without the pause. So a
// later calendar counts to the same date again.
Date start_for(const calendar::Calendar& calendar, const calendar::Period& period, Date end)
{
    Date start = calendar.subtract(end, period);
    while (calendar.add(start, period) < end)
        start += days{1};
    return start;
}

TimerSet after_pause(const TimerSet& timer, const PausedDays& pause, const Context& context)
{
    const calendar::Calendar& calendar = context.calendar();
    const Result<calendar::Rule> rule = calendar::parse_rule(timer.rule);
    WD_ASSERT(rule.has_value());
    const Date end = later(calendar, rule->period.unit, calendar.add(*timer.from, rule->period), pause);
    const Date start = start_for(calendar, rule->period, end);
    TimerSet moved = on_date(timer, calendar.deadline(*rule, start), context);
    moved.from = start;
    return moved;
}

// Where residents are asked something there is no deadline timer, and the rule of the step tells whether its reminder moves.
const calendar::Rule* find_rule_of_residents(const Programme& programme, const TimerKey& key, Context& context)
{
    if (key.kind != TimerKind::remind || programme.timers.contains(TimerKey{key.run, key.path, TimerKind::due}) ||
        programme.timers.contains(TimerKey{key.run, key.path, TimerKind::close}))
        return nullptr;
    const auto run = programme.runs.find(key.run);
    const Workflow* workflow = run == programme.runs.end() ? nullptr : context.find_workflow(run->second.hash);
    const Step* step = workflow == nullptr ? nullptr : find_step(*workflow, key.path);
    return step != nullptr && step->due && step->due->anchor.empty() ? &*step->due : nullptr;
}

}  // namespace

std::vector<ResumedTimer> resumed_timers(const Programme& programme, int paused_days, Context& context)
{
    std::vector<ResumedTimer> resumed;
    if (paused_days <= 0)
        return resumed;
    const PausedDays pause{context.today() - days{paused_days}, context.today()};
    const auto keep = [&](const TimerKey& key, TimerMoved moved) {
        const std::optional<Date> before = programme.timers.at(TimerKey{key.run, key.path, moved.timer.kind}).date;
        if (before != moved.timer.date && before)
            resumed.push_back({key.run, *before, std::move(moved)});
    };
    for (const auto& [key, timer] : programme.timers) {
        const calendar::Rule* alone = timer.date ? find_rule_of_residents(programme, key, context) : nullptr;
        if (alone != nullptr && !is_legal(programme, key)) {
            const Date date = later(context.calendar(), alone->period.unit, *timer.date, pause);
            keep(key, {key.path, on_date(timer, context.calendar().next_working_day(date), context)});
        } else if (moves(programme, key, timer, pause)) {
            for (TimerMoved& moved : moved_with_reminder(programme, key, after_pause(timer, pause, context), context))
                keep(key, std::move(moved));
        }
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
