// A run goes on with another text in the middle of its phase (RULES D7). What that means was worked out by plan_take_over().
// See interpretation.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/taking_over.hpp"
#include "domain/access.hpp"
#include "domain/interpretation.hpp"
#include "domain/paths.hpp"
#include "domain/start.hpp"

#include <algorithm>
#include <array>

namespace wd::domain {

namespace {

constexpr std::array timed_by_text{TimerKind::remind, TimerKind::due, TimerKind::close, TimerKind::wait,
                                   TimerKind::idle};

const TimerSet* find_timer(const Programme& programme, RunId run, const std::string& path, TimerKind kind)
{
    const auto timer = programme.timers.find(TimerKey{run, path, kind});
    return timer == programme.timers.end() ? nullptr : &timer->second;
}

// The path that a step had before it was carried on.
std::string before_moving(const TakeOverPlan& plan, const std::string& path)
{
    for (const CarriedOn& moved : plan.carried_on)
        if (moved.as == path)
            return moved.path;
    return path;
}

bool has_clock(const Phase& phase, std::string_view id)
{
    return std::any_of(phase.every.begin(), phase.every.end(), [&](const Every& e) { return e.step.id == id; });
}

}  // namespace

void Interpretation::take_over(RunId run_id, const Workflow& to, const TakeOverPlan& plan,
                               std::optional<ContentRef> reason)
{
    seen_ = turn_.events().size();
    RunTakenOver taken{run_of(run_id).hash, to.hash, reason, {}, {}, {}, {}};
    if (plan.restart) {
        const std::string phase = run_of(run_id).phase;
        record(run_id, std::move(taken));
        leave_phase(run_id, phase);
        run_to_rest();
        return;
    }
    const Workflow& from = *workflow_of(run_id);
    for (const std::string& path : plan.cancelled) {
        stop_children(run_id, path);
        record(run_id, StepClosed{path, StepState::cancelled, {}});
    }
    const std::vector<RetimedStep> retimed = retimed_steps(run_id, plan, taken.dropped);
    drop_clocks(run_id, from, to, taken.dropped);
    taken.carried_on = plan.carried_on;
    taken.choices = plan.choices;
    for (const PassedOver& passed : plan.passed_over)
        taken.passed_over.push_back(
            {passed.path, passed.kind, title_of(run_id, passed.path, *find_step(to, passed.path))});
    record(run_id, std::move(taken));

    add_positions(turn_, to);
    for (const BlockItem& branch : plan.joined)
        record(run_id, ItemJoined{branch.path, branch.key});
    for (const BlockItem& branch : plan.gone)
        record(run_id, ItemClosed{branch.path, branch.key});
    for (const KeptStep& step : plan.kept)
        restate(run_id, step);
    for (const RetimedStep& step : retimed)
        set_dates(run_id, step);
    wind_clocks(run_id, from, to);
    for (const std::string& path : plan.afresh)
        push_later({WorkKind::open, run_id, path, {}});
    for (Work& work : pending_work(turn_.programme(), run_of(run_id), &to))
        push_later(std::move(work));
    run_to_rest();
}

// Open steps whose dates are said otherwise. What the new text does not ask for is dropped; a date that a person set stands.
std::vector<Interpretation::RetimedStep> Interpretation::retimed_steps(RunId run_id, const TakeOverPlan& plan,
                                                                       std::vector<DroppedTimer>& dropped)
{
    std::vector<RetimedStep> retimed;
    for (const KeptStep& step : plan.kept) {
        if (!timing_changed(*step.before, *step.fresh))
            continue;
        const std::string was = before_moving(plan, step.path);
        const StepRecord& record = run_of(run_id).steps.at(was);
        RetimedStep timing{step.path, step.fresh, calendar::date_of(record.opened_at)};
        bool chosen = false;
        for (const TimerKind kind : timed_by_text)
            if (const TimerSet* standing = find_timer(turn_.programme(), run_id, was, kind)) {
                chosen = chosen || (is_deadline(kind) && standing->rule.empty());
                timing.since = standing->from.value_or(timing.since);
            }
        if (chosen)
            continue;
        for (const TimerKind kind : timed_by_text)
            if (find_timer(turn_.programme(), run_id, was, kind) != nullptr)
                dropped.push_back({step.path, kind});
        retimed.push_back(std::move(timing));
    }
    return retimed;
}

// A task that is late already stays so: its new date does not make it late again.
void Interpretation::set_dates(RunId run_id, const RetimedStep& step)
{
    const Run& run = run_of(run_id);
    const StepRecord& record = run.steps.at(step.path);
    const auto task = record.task ? turn_.programme().tasks.find(*record.task) : turn_.programme().tasks.end();
    if (task != turn_.programme().tasks.end() && task->second.late)
        return;
    const Role* role = find_role(*workflow_of(run_id), step.fresh->role);
    std::vector<TimerSet> timers = timers_since(*step.fresh, turn_.programme(), run, step.path,
                                                role != nullptr && role->residents, step.since, turn_.context());
    if (const auto* wait = std::get_if<WaitTerms>(&step.fresh->terms); wait != nullptr && wait->what == WaitFor::date)
        timers.push_back(date_timer(run_id, step.path, *wait));
    if (const auto* branches = std::get_if<Branches>(&step.fresh->terms); branches != nullptr && branches->idle)
        timers.push_back(idle_timer(*branches->idle, turn_.context().today(), turn_.context()));
    for (TimerSet& timer : timers)
        this->record(run_id, TimerMoved{step.path, std::move(timer)});
}

// What an open task says by the new text; nothing when that is the same.
void Interpretation::restate(RunId run_id, const KeptStep& step)
{
    const StepRecord& record = run_of(run_id).steps.at(step.path);
    const auto found = record.task ? turn_.programme().tasks.find(*record.task) : turn_.programme().tasks.end();
    if (found == turn_.programme().tasks.end())
        return;
    const Task& task = found->second;
    TaskRestated fresh{task.id,          title_of(run_id, step.path, *step.fresh), {}, {}, {}, step.fresh->legal,
                       step.fresh->carry};
    if (!step.fresh->role.empty())
        fresh.role = step.fresh->role;
    if (const auto* gate = std::get_if<GateTerms>(&step.fresh->terms))
        fresh.deciders = gate->deciders;
    if (!step.fresh->form.empty())
        fresh.form = step.fresh->form;
    const TaskRestated before{task.id, task.title, task.role, task.deciders, task.form, task.legal, task.carry};
    if (fresh != before)
        this->record(run_id, std::move(fresh));
}

// The clocks of what comes back, where the new text has none.
void Interpretation::drop_clocks(RunId run_id, const Workflow& from, const Workflow& to,
                                 std::vector<DroppedTimer>& dropped)
{
    const Run& run = run_of(run_id);
    const std::string around = phase_path(run.phase, run.generation);
    for (const Every& every : find_phase(from, run.phase)->every)
        if (const std::string clock = clock_path(child_path(around, every.step.id));
            !has_clock(*find_phase(to, run.phase), every.step.id) &&
            find_timer(turn_.programme(), run_id, clock, TimerKind::every) != nullptr)
            dropped.push_back({clock, TimerKind::every});
}

// A new clock begins today; one with another period goes on from its last turn, or from today when that has passed.
void Interpretation::wind_clocks(RunId run_id, const Workflow& from, const Workflow& to)
{
    const Phase& before = *find_phase(from, run_of(run_id).phase);
    const std::string around = phase_path(run_of(run_id).phase, run_of(run_id).generation);
    const Date today = turn_.context().today();
    for (const Every& every : find_phase(to, run_of(run_id).phase)->every) {
        const auto old = std::find_if(before.every.begin(), before.every.end(),
                                      [&](const Every& e) { return e.step.id == every.step.id; });
        if (old != before.every.end() && old->period == every.period)
            continue;
        const std::string clock = clock_path(child_path(around, every.step.id));
        const TimerSet* standing = find_timer(turn_.programme(), run_id, clock, TimerKind::every);
        const Date since = standing == nullptr ? today : standing->from.value_or(today);
        const calendar::Rule rule{every.period, calendar::Direction::after, ""};
        const bool passed = turn_.context().calendar().deadline(rule, since) < today;
        plan_every(run_id, clock, every, passed ? today : since);
    }
}

// --- The front door

namespace {

Result<void> check_mapping(const TakeOverMapping& mapping, const Workflow& to)
{
    std::vector<Error> wrong;
    for (const StepMapping& said : mapping.steps) {
        if (said.path.find('/') == std::string::npos)
            wrong.push_back(refusal(Errc::invalid,
                                    "'{}' is geen plaats in een workflow; verwacht een fase en een stap, bijvoorbeeld "
                                    "'verkennen/uitnodigen'",
                                    said.path));
        if (said.as.has_value() == said.cancel.value_or(false))
            wrong.push_back(refusal(Errc::invalid,
                                    "zeg bij '{}' óf waarmee het verder gaat (as), óf dat het vervalt "
                                    "(cancel = true)",
                                    said.path));
    }
    for (const std::string& phase : mapping.restart)
        if (find_phase(to, phase) == nullptr)
            wrong.push_back(
                refusal(Errc::not_found, "fase '{}' bestaat niet in {} versie {}", phase, to.key, to.version));
    if (wrong.empty())
        return {};
    if (wrong.size() == 1)
        return wrong.front();
    Error error = refusal(Errc::invalid, "{} dingen in de overstap kloppen niet", wrong.size());
    error.details = std::move(wrong);
    return error;
}

}  // namespace

Result<std::vector<TakenOver>> preview_take_over(const Programme& programme, std::string_view workflow,
                                                 const Workflow& to, const TakeOverMapping& mapping,
                                                 const FindWorkflow& find_workflow)
{
    if (const Result<void> fits = check_mapping(mapping, to); !fits)
        return fits.error();
    std::vector<TakenOver> plans;
    for (const auto& [id, run] : programme.runs) {
        if (run.workflow != workflow)
            continue;
        const Workflow* from = find_workflow(run.hash);
        if (from != nullptr && !run.phase.empty())
            plans.push_back({id, plan_take_over(programme, run, *from, to, mapping)});
    }
    return plans;
}

Result<std::vector<TakenOver>> take_over(Turn& turn, const TakeOverRuns& command, Budget budget)
{
    Context& context = turn.context();
    const Workflow* to = context.find_active_workflow(command.workflow);
    if (to == nullptr)
        return refusal(Errc::not_found, "workflow '{}' is niet geïnstalleerd; kijk met 'workflow list' wat er is",
                       command.workflow);
    if (const Result<void> open = check_not_stopped(turn.programme()); !open)
        return open.error();
    if (turn.programme().state == ProgrammeState::paused)
        return refusal(Errc::wrong_state, "{} is gepauzeerd; hervat het eerst, en laat het dan overstappen",
                       turn.programme().id);
    Result<std::vector<TakenOver>> plans =
        preview_take_over(turn.programme(), command.workflow, *to, command.mapping,
                          [&](const Sha256& hash) { return context.find_workflow(hash); });
    if (!plans)
        return plans;
    std::optional<ContentRef> reason;
    for (const TakenOver& taken : *plans) {
        const TakeOverVerdict verdict = taken.plan.verdict;
        if (verdict != TakeOverVerdict::takes_over && verdict != TakeOverVerdict::unchanged)
            continue;
        if (command.reason && !reason)
            reason = context.keep(*command.reason, "reason", {});
        Interpretation{turn, budget}.take_over(taken.run, *to, taken.plan, reason);
    }
    return plans;
}

}  // namespace wd::domain
