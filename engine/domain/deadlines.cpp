// Computing timers. See deadlines.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/deadlines.hpp"

#include "domain/paths.hpp"
#include "domain/step_lookup.hpp"

namespace wd::domain {

using std::chrono::days;

namespace {

// A closed step may have recorded its own date: of a meeting or decision, or a question called `datum`.
std::optional<Date> recorded_date(const StepRecord& step)
{
    const json::object* facts = step.result.if_object();
    for (const char* name : {"date", "datum"}) {
        const json::value* value = facts == nullptr ? nullptr : facts->if_contains(name);
        if (value == nullptr || !value->is_string())
            continue;
        const Result<Date> date = parse_date(std::string_view{value->get_string().data(), value->get_string().size()});
        if (date)
            return *date;
    }
    return {};
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

std::optional<Date> input_date(const Run& run, std::string_view field)
{
    const json::object* input = run.input.if_object();
    const json::value* value =
        input == nullptr ? nullptr : input->if_contains(json::string_view{field.data(), field.size()});
    if (value == nullptr || !value->is_string())
        return {};
    const Result<Date> date = parse_date(std::string_view{value->get_string().data(), value->get_string().size()});
    return date ? std::optional<Date>{*date} : std::nullopt;
}

TimerKind deadline_kind(StepKind kind)
{
    return kind == StepKind::vote ? TimerKind::close : TimerKind::due;
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

void add_reminder(std::vector<TimerSet>& timers, const Step& step, Context& context)
{
    if (!step.remind || timers.empty() || !timers.front().date)
        return;
    const Date date = context.calendar().subtract(*timers.front().date, *step.remind);
    if (date > context.today())
        timers.push_back(wake_on(TimerKind::remind, to_text(*step.remind), date));
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
        if (last_id(other) == anchor)
            return date_of_step(step, programme);
    return input_date(run, anchor);
}

std::vector<TimerSet> timers_for(const Step& step, const Programme& programme, const Run& run, std::string_view path,
                                 bool residents, Context& context)
{
    const auto* wait = std::get_if<WaitTerms>(&step.terms);
    const std::optional<calendar::Rule>& rule = wait != nullptr ? wait->time : step.due;
    if (!rule)
        return {};
    const std::optional<Date> anchor =
        rule->anchor.empty() ? std::optional<Date>{context.today()} : anchor_date(run, path, rule->anchor, programme);
    const TimerKind kind = wait != nullptr ? TimerKind::wait : deadline_kind(step.kind);
    std::vector<TimerSet> timers{timer_by_rule(kind, *rule, anchor, context)};
    add_reminder(timers, step, context);
    if (residents && kind == TimerKind::due)
        timers.erase(timers.begin());
    return timers;
}

std::vector<TimerSet> timers_for_date(const Step* step, Date due, bool residents, Context& context)
{
    const TimerKind kind = step == nullptr ? TimerKind::due : deadline_kind(step->kind);
    std::vector<TimerSet> timers{deadline_on(kind, "", due)};
    if (step != nullptr)
        add_reminder(timers, *step, context);
    if (residents && kind == TimerKind::due)
        timers.erase(timers.begin());
    return timers;
}

std::vector<TimerMoved> anchored_timers(const Programme& programme, const Run& run, const Workflow& workflow,
                                        std::string_view anchor, Context& context)
{
    std::vector<TimerMoved> moved;
    const auto first = programme.timers.lower_bound(TimerKey{run.id, "", TimerKind{}});
    for (auto timer = first; timer != programme.timers.end() && timer->first.run == run.id; ++timer) {
        if (!timer->second.rule.ends_with(anchor))
            continue;
        const Step* step = find_step(workflow, timer->first.path);
        const auto* wait = step == nullptr ? nullptr : std::get_if<WaitTerms>(&step->terms);
        const auto& rule = wait != nullptr ? wait->time : step == nullptr ? std::optional<calendar::Rule>{} : step->due;
        const bool counts_from = rule && rule->anchor == anchor && timer->second.rule == to_text(*rule);
        if (!counts_from)
            continue;
        TimerSet fresh =
            timer_by_rule(timer->first.kind, *rule, anchor_date(run, timer->first.path, anchor, programme), context);
        if (fresh.date && *fresh.date < context.today())
            fresh.at.reset();
        if (!(fresh == timer->second))
            moved.push_back({timer->first.path, std::move(fresh)});
    }
    return moved;
}

std::vector<MovedTimer> recomputed_timers(const Programme& programme, Context& context)
{
    std::vector<MovedTimer> moved;
    for (const auto& [key, timer] : programme.timers) {
        TimerSet fresh = timer;
        if (timer.from && !timer.rule.empty()) {
            const Result<calendar::Rule> rule = calendar::parse_rule(timer.rule);
            WD_ASSERT(rule.has_value());
            const bool wakes =
                key.kind == TimerKind::wait || key.kind == TimerKind::every || key.kind == TimerKind::idle;
            const Date date = context.calendar().deadline(*rule, *timer.from);
            fresh = wakes ? wake_on(key.kind, timer.rule, date) : deadline_on(key.kind, timer.rule, date);
            fresh.from = timer.from;
        }
        if (fresh == timer)
            continue;
        if (*fresh.date < context.today())
            fresh.at.reset();  // a person is asked, it never fires silently
        moved.push_back({key.run, {key.path, std::move(fresh)}});
    }
    return moved;
}

}  // namespace wd::domain
