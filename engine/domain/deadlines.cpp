// Computing timers. See deadlines.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/deadlines.hpp"

#include "domain/access.hpp"
#include "domain/checks.hpp"
#include "domain/paths.hpp"
#include "domain/run_facts.hpp"
#include "domain/step_lookup.hpp"

#include <array>

namespace wd::domain {

using std::chrono::days;

namespace {

// The date that an answer holds; none when it is something else, or a date that nobody can mean.
std::optional<Date> find_date(const json::value& facts, std::string_view field)
{
    const json::object* object = facts.if_object();
    const json::value* value = object == nullptr ? nullptr : object->if_contains(field);
    if (value == nullptr || !value->is_string())
        return {};
    const Result<Date> date = parse_date(std::string_view{value->get_string().data(), value->get_string().size()});
    return date && is_plausible(*date) ? std::optional<Date>{*date} : std::nullopt;
}

// A closed step may have recorded its own date: of a meeting or decision, or a question called `datum`.
std::optional<Date> recorded_date(const StepRecord& step)
{
    const std::optional<Date> date = find_date(step.result, "date");
    return date ? date : find_date(step.result, "datum");
}

std::optional<Date> date_of_step(const StepRecord& step, const Programme& programme)
{
    if (const std::optional<Date> date = recorded_date(step))
        return date;
    if (step.closed_at)
        return calendar::date_of(*step.closed_at);
    const auto task = step.task ? programme.tasks.find(*step.task) : programme.tasks.end();
    return task == programme.tasks.end() ? std::nullopt : task->second.due;
}

TimerKind deadline_kind(StepKind kind)
{
    return kind == StepKind::vote ? TimerKind::close : TimerKind::due;
}

const calendar::Rule* rule_of(const Step& step)
{
    const auto* wait = std::get_if<WaitTerms>(&step.terms);
    const std::optional<calendar::Rule>& rule = wait != nullptr ? wait->time : step.due;
    return rule ? &*rule : nullptr;
}

TimerSet timer_by_rule(TimerKind kind, const calendar::Rule& rule, std::optional<Date> anchor, Context& context)
{
    if (!anchor)
        return {kind, to_text(rule), {}, {}, {}};
    const Date date = context.calendar().deadline(rule, *anchor);
    TimerSet timer =
        kind == TimerKind::wait ? wake_on(kind, to_text(rule), date) : deadline_on(kind, to_text(rule), date);
    if (rule.anchor.empty())
        timer.from = anchor;
    return timer;
}

// So long before its deadline; without a date as long as that has none, and when its day has passed.
TimerSet reminder(const calendar::Period& ahead, std::optional<Date> deadline, const Context& context)
{
    const std::string rule = to_text(ahead);
    if (deadline)
        if (const Date date = context.calendar().subtract(*deadline, ahead); date > context.today())
            return wake_on(TimerKind::remind, rule, date);
    return {TimerKind::remind, rule, {}, {}, {}};
}

// What becomes of a reminder that stands when its deadline changes. One that is about to be given is given.
TimerSet moved_reminder(const TimerSet& standing, std::optional<Date> deadline, const Context& context)
{
    const Result<calendar::Period> ahead = calendar::parse_period(standing.rule);
    WD_ASSERT(ahead.has_value());
    const bool given_today = deadline && standing.date && *standing.date <= context.today() &&
                             context.calendar().subtract(*deadline, *ahead) == *standing.date;
    return given_today ? standing : reminder(*ahead, deadline, context);
}

const TimerSet* find_timer(const Programme& programme, TimerKey key, TimerKind kind)
{
    key.kind = kind;
    const auto timer = programme.timers.find(key);
    return timer == programme.timers.end() ? nullptr : &timer->second;
}

// A reminder of residents stands alone: what it announces is never late.
bool stands_alone(const Programme& programme, const TimerKey& key)
{
    return key.kind == TimerKind::remind && find_timer(programme, key, TimerKind::due) == nullptr &&
           find_timer(programme, key, TimerKind::close) == nullptr;
}

std::optional<Date> date_by_rule(const calendar::Rule& rule, const TimerKey& key, const TimerSet& timer,
                                 const Programme& programme, const Context& context)
{
    const auto run = programme.runs.find(key.run);
    std::optional<Date> from = timer.from;
    if (!rule.anchor.empty() && run != programme.runs.end())
        from = anchor_date(run->second, key.path, rule.anchor, programme);
    return from ? std::optional<Date>{context.calendar().deadline(rule, *from)} : std::nullopt;
}

// The timer by today's calendar. What cannot be counted again keeps its date: one that a person set, or that counts from a step
// of a phase that has closed.
TimerSet recomputed(const TimerKey& key, const TimerSet& timer, const Programme& programme, Context& context)
{
    if (key.kind == TimerKind::remind) {
        const auto run = programme.runs.find(key.run);
        const Workflow* workflow = run == programme.runs.end() ? nullptr : context.find_workflow(run->second.hash);
        const Step* step = workflow == nullptr ? nullptr : find_step(*workflow, key.path);
        if (step != nullptr && step->due && !step->due->anchor.empty())
            if (const auto deadline = date_by_rule(*step->due, key, timer, programme, context))
                return moved_reminder(timer, deadline, context);
        return on_date(timer, *timer.date, context);
    }
    if (timer.rule.empty())
        return on_date(timer, *timer.date, context);
    const Result<calendar::Rule> rule = calendar::parse_rule(timer.rule);
    WD_ASSERT(rule.has_value());
    return on_date(timer, date_by_rule(*rule, key, timer, programme, context).value_or(*timer.date), context);
}

std::vector<TimerSet> timers_from(const Step& step, const Programme& programme, const Run& run, std::string_view path,
                                  bool residents, Date from, Context& context)
{
    const calendar::Rule* rule = rule_of(step);
    if (rule == nullptr)
        return {};
    const std::optional<Date> anchor =
        rule->anchor.empty() ? std::optional<Date>{from} : anchor_date(run, path, rule->anchor, programme);
    const TimerKind kind = step.kind == StepKind::wait ? TimerKind::wait : deadline_kind(step.kind);
    std::vector<TimerSet> timers{timer_by_rule(kind, *rule, anchor, context)};
    if (step.remind) {
        TimerSet ahead = reminder(*step.remind, timers.front().date, context);
        if (ahead.date || !rule->anchor.empty())  // an anchor may still move
            timers.push_back(std::move(ahead));
    }
    if (residents && kind == TimerKind::due)
        timers.erase(timers.begin());
    return timers;
}

}  // namespace

TimerSet idle_timer(const calendar::Period& period, Date since, Context& context)
{
    const calendar::Rule rule{period, calendar::Direction::after, ""};
    TimerSet timer = wake_on(TimerKind::idle, to_text(period), context.calendar().deadline(rule, since));
    timer.from = since;
    return timer;
}

TimerSet deadline_on(TimerKind kind, std::string rule, Date date)
{
    return {kind, std::move(rule), date, calendar::start_of(date + days{1}), {}};
}

TimerSet wake_on(TimerKind kind, std::string rule, Date date)
{
    return {kind, std::move(rule), date, calendar::start_of(date), {}};
}

std::optional<Date> anchor_date(const Run& run, std::string_view path, std::string_view anchor,
                                const Programme& programme)
{
    for (std::string_view around = parent_path(path); !around.empty(); around = parent_path(around)) {
        const auto step = run.steps.find(child_path(around, anchor));
        if (step != run.steps.end())
            return date_of_step(step->second, programme);
    }
    for (const auto& [other, step] : run.steps)
        if (last_id(other) == anchor && !is_of_other_item(run, path, other))
            return date_of_step(step, programme);
    constexpr std::string_view input = "input_";
    return anchor.starts_with(input) ? find_date(run.input, anchor.substr(input.size())) : std::nullopt;
}

std::vector<TimerSet> timers_for(const Step& step, const Programme& programme, const Run& run, std::string_view path,
                                 bool residents, Context& context)
{
    return timers_from(step, programme, run, path, residents, context.today(), context);
}

std::vector<TimerSet> timers_since(const Step& step, const Programme& programme, const Run& run, std::string_view path,
                                   bool residents, Date from, Context& context)
{
    std::vector<TimerSet> timers = timers_from(step, programme, run, path, residents, from, context);
    for (TimerSet& timer : timers)
        if (timer.date && *timer.date < context.today())
            timer.at.reset();
    return timers;
}

bool timing_changed(const Step& before, const Step& fresh)
{
    const auto text_of = [](const Step& step) {
        const calendar::Rule* rule = rule_of(step);
        const auto* wait = std::get_if<WaitTerms>(&step.terms);
        const auto* branches = std::get_if<Branches>(&step.terms);
        return std::array{rule == nullptr ? std::string{} : to_text(*rule), step.remind ? to_text(*step.remind) : "",
                          wait == nullptr ? std::string{} : wait->date,
                          branches == nullptr || !branches->idle ? std::string{} : to_text(*branches->idle)};
    };
    return text_of(before) != text_of(fresh);
}

std::vector<TimerSet> timers_for_date(const Programme& programme, const Task& task, const Step* step, Date due,
                                      Context& context)
{
    std::vector<TimerSet> timers{deadline_on(deadline_kind(task.kind), "", due)};
    if (task.kind != StepKind::vote && task.role && is_residents_role(context.ledger(), *task.role))
        timers.front().at.reset();
    const TimerSet* standing = find_timer(programme, key_of(task, TimerKind::remind), TimerKind::remind);
    if (standing != nullptr)
        timers.push_back(moved_reminder(*standing, due, context));
    else if (step != nullptr && step->remind)
        if (TimerSet ahead = reminder(*step->remind, due, context); ahead.date)
            timers.push_back(std::move(ahead));
    return timers;
}

std::vector<TimerMoved> anchored_timers(const Programme& programme, const Run& run, const Workflow& workflow,
                                        std::string_view anchor, Context& context)
{
    std::vector<TimerMoved> moved;
    const auto first = programme.timers.lower_bound(TimerKey{run.id, "", TimerKind{}});
    for (auto timer = first; timer != programme.timers.end() && timer->first.run == run.id; ++timer) {
        const auto& [key, set] = *timer;
        const bool alone = stands_alone(programme, key);
        if (!alone && !set.rule.ends_with(anchor))
            continue;
        const Step* step = find_step(workflow, key.path);
        const calendar::Rule* rule = step == nullptr ? nullptr : rule_of(*step);
        if (rule == nullptr || rule->anchor != anchor || (!alone && set.rule != to_text(*rule)))
            continue;
        const std::optional<Date> from = anchor_date(run, key.path, anchor, programme);
        TimerSet fresh = timer_by_rule(alone ? TimerKind::due : key.kind, *rule, from, context);
        if (alone) {
            fresh = moved_reminder(set, fresh.date, context);
        } else if (fresh.date && *fresh.date < context.today())
            fresh.at.reset();
        for (TimerMoved& changed : moved_with_reminder(programme, key, std::move(fresh), context))
            moved.push_back(std::move(changed));
    }
    return moved;
}

std::vector<TimerMoved> moved_with_reminder(const Programme& programme, const TimerKey& key, TimerSet fresh,
                                            Context& context)
{
    std::vector<TimerMoved> moved;
    const TimerSet* standing = is_deadline(key.kind) ? find_timer(programme, key, TimerKind::remind) : nullptr;
    if (standing != nullptr)
        if (TimerSet ahead = moved_reminder(*standing, fresh.date, context); ahead != *standing)
            moved.push_back({key.path, std::move(ahead)});
    if (fresh != programme.timers.at(key))
        moved.push_back({key.path, std::move(fresh)});
    return moved;
}

TimerSet on_date(const TimerSet& timer, Date date, const Context& context)
{
    if (date == timer.date && (!timer.at || date < context.today()))
        return timer;
    TimerSet moved =
        is_deadline(timer.kind) ? deadline_on(timer.kind, timer.rule, date) : wake_on(timer.kind, timer.rule, date);
    moved.from = timer.from;
    if (date < context.today())
        moved.at.reset();
    return moved;
}

std::vector<MovedTimer> recomputed_timers(const Programme& programme, Context& context)
{
    std::vector<MovedTimer> moved;
    for (const auto& [key, timer] : programme.timers) {
        if (!timer.date || (key.kind == TimerKind::remind && !stands_alone(programme, key)))
            continue;
        TimerSet fresh = recomputed(key, timer, programme, context);
        for (TimerMoved& changed : moved_with_reminder(programme, key, std::move(fresh), context))
            moved.push_back({key.run, std::move(changed)});
    }
    return moved;
}

TimerKey key_of(const Task& task, TimerKind kind)
{
    return {task.run.value_or(RunId{}), task.path ? *task.path : to_text(task.id), kind};
}

const Task* find_task_at(const Programme& programme, const TimerKey& key)
{
    for (const auto& [id, task] : programme.tasks)
        if (key_of(task, key.kind) == key)
            return &task;
    return nullptr;
}

}  // namespace wd::domain
