// Projections of runs, phases and steps. Hot rows are those of open runs and of their current generation; closing moves them
// to history.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/paths.hpp"
#include "store/projector.hpp"
#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

void Projector::operator()(const RunStarted& e)
{
    constexpr auto& s = sql::insert_run;
    query(s)
        .set(s.programme, programme_)
        .set(s.run, e.run)
        .set(s.workflow, e.workflow)
        .set(s.hash, e.hash)
        .set(s.parent, e.parent)
        .set(s.parent_path, e.parent_path)
        .set(s.trigger, e.trigger)
        .set(s.team, e.team)
        .set(s.stepwise, e.stepwise)
        .set(s.at, event_->at)
        .set(s.pseq, pseq_)
        .run_once();
    if (!e.team)
        ++counts_.runs;
}

void Projector::operator()(const RunEnded& e)
{
    close_run(event_->run, e.how, e.outcome);
}

bool Projector::is_confidential(RunId run)
{
    if (!run)
        return false;
    if (run != asked_run_) {
        Query find = query(sql::find_run_team);
        find.set(sql::find_run_team.programme, programme_).set(sql::find_run_team.run, run);
        WD_ASSERT(find.next());
        asked_run_confidential_ = find.take<std::optional<PersonId>>().has_value();
        asked_run_ = run;
    }
    return asked_run_confidential_;
}

// Its phases were closed by events of their own, except in a programme that stops.
void Projector::close_run(RunId run, RunEnd how, const std::optional<std::string>& outcome)
{
    if (!is_confidential(run))
        --counts_.runs;
    constexpr auto& phases = sql::close_open_phases;
    query(phases)
        .set(phases.programme, programme_)
        .set(phases.run, run)
        .set(phases.closed_at, event_->at)
        .set(phases.closed_pseq, pseq_)
        .run();
    move_steps_to_history(run);
    query(sql::delete_timers_of_run)
        .set(sql::delete_timers_of_run.programme, programme_)
        .set(sql::delete_timers_of_run.run, run)
        .run();

    constexpr auto& s = sql::close_run;
    query(s)
        .set(s.programme, programme_)
        .set(s.run, run)
        .set(s.state, how)
        .set(s.outcome, outcome)
        .set(s.at, event_->at)
        .set(s.pseq, pseq_)
        .run_once();
    query(sql::delete_run).set(sql::delete_run.programme, programme_).set(sql::delete_run.run, run).run_once();
}

void Projector::move_steps_to_history(RunId run)
{
    constexpr auto& move = sql::move_steps;
    query(move).set(move.programme, programme_).set(move.run, run).set(move.closed_at, event_->at).run();
    query(sql::delete_steps).set(sql::delete_steps.programme, programme_).set(sql::delete_steps.run, run).run();
}

void Projector::operator()(const RunStuck& e)
{
    constexpr auto& s = sql::set_run_stuck;
    query(s)
        .set(s.programme, programme_)
        .set(s.run, event_->run)
        .set(s.reason, e.reason)
        .set(s.path, e.path)
        .set(s.fact, e.fact)
        .set(s.place, e.place)
        .set(s.said, id_of(e.said))
        .set(s.said_sha256, e.said ? std::optional{e.said->sha256} : std::nullopt)
        .run_once();
}

void Projector::operator()(const RunFreed&)
{
    query(sql::set_run_free)
        .set(sql::set_run_free.programme, programme_)
        .set(sql::set_run_free.run, event_->run)
        .run_once();
}

void Projector::operator()(const PhaseOpened& e)
{
    json::value generations;
    {
        Query find = query(sql::find_generations);
        find.set(sql::find_generations.programme, programme_).set(sql::find_generations.run, event_->run);
        WD_ASSERT(find.next());
        generations = find.take<json::value>();
    }
    generations.as_object()[e.phase] = e.generation;

    constexpr auto& run = sql::set_run_phase;
    query(run)
        .set(run.programme, programme_)
        .set(run.run, event_->run)
        .set(run.phase, e.phase)
        .set(run.generation, e.generation)
        .set(run.generations, generations)
        .set(run.hash, e.hash)
        .run_once();
    constexpr auto& s = sql::insert_phase;
    query(s)
        .set(s.programme, programme_)
        .set(s.run, event_->run)
        .set(s.phase, e.phase)
        .set(s.generation, e.generation)
        .set(s.title, e.title)
        .set(s.hash, e.hash)
        .set(s.opened_at, event_->at)
        .set(s.opened_pseq, pseq_)
        .run_once();
}

void Projector::operator()(const PhaseClosed& e)
{
    struct OpenTask {
        TaskId id;
        std::string path;
        bool carry;
    };
    std::vector<OpenTask> tasks;
    {
        Query list = query(sql::list_tasks_of_run);
        list.set(sql::list_tasks_of_run.programme, programme_).set(sql::list_tasks_of_run.run, event_->run);
        while (list.next())
            tasks.push_back({list.take<TaskId>(), list.take<std::string>(), list.take<bool>()});
    }
    for (const OpenTask& task : tasks) {
        if (!task.carry) {
            move_task_to_history(task.id, place_of(task.id), {.state = StepState::cancelled});
            continue;
        }
        constexpr auto& timers = sql::carry_timers;
        query(timers)
            .set(timers.programme, programme_)
            .set(timers.run, event_->run)
            .set(timers.path, task.path)
            .set(timers.place, to_text(task.id))
            .run();
        constexpr auto& carry = sql::carry_task;
        query(carry).set(carry.programme, programme_).set(carry.task, task.id).set(carry.pseq, pseq_).run_once();
    }
    constexpr auto& rest = sql::delete_timers_of_run;
    query(rest).set(rest.programme, programme_).set(rest.run, event_->run).run();
    move_steps_to_history(event_->run);

    constexpr auto& s = sql::close_phase;
    query(s)
        .set(s.programme, programme_)
        .set(s.run, event_->run)
        .set(s.phase, e.phase)
        .set(s.generation, e.generation)
        .set(s.closed_at, event_->at)
        .set(s.closed_pseq, pseq_)
        .set(s.how, e.how)
        .set(s.to_phase, e.to)
        .run_once();
}

// --- Steps

void Projector::operator()(const StepOpened& e)
{
    {
        constexpr auto& s = sql::open_step;
        Query open = query(s);
        open.set(s.programme, programme_)
            .set(s.run, event_->run)
            .set(s.path, e.path)
            .set(s.id, last_id(e.path))
            .set(s.kind, e.kind)
            .set(s.state, e.held.value_or(false) ? StepState::stuck : StepState::open)
            .set(s.task, e.task)
            .set(s.opened_at, event_->at)
            .set_list(s.keys, e.keys)
            .set(s.open_items, e.keys.size())
            .set(s.pseq, pseq_);
        if (!e.task)
            open.set(s.title, e.title).set(s.role, e.role);
        open.run_once();
    }
    set_timers(event_->run, e.path, e.timers);
    if (e.task)
        open_task(*e.task, e);
}

void Projector::operator()(const CallRequested& e)
{
    constexpr auto& s = sql::open_step;
    query(s)
        .set(s.programme, programme_)
        .set(s.run, event_->run)
        .set(s.path, e.path)
        .set(s.id, last_id(e.path))
        .set(s.kind, StepKind::call)
        .set(s.state, StepState::waiting)
        .set(s.opened_at, event_->at)
        .set(s.open_items, 0)
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const ItemJoined& e)
{
    std::vector<std::string> keys;
    {
        Query find = query(sql::find_step_keys);
        find.set(sql::find_step_keys.programme, programme_).set(sql::find_step_keys.run, event_->run);
        find.set(sql::find_step_keys.path, e.path);
        WD_ASSERT(find.next());
        keys = find.take<std::vector<std::string>>();
    }
    keys.push_back(e.key);
    constexpr auto& s = sql::join_item;
    query(s)
        .set(s.programme, programme_)
        .set(s.run, event_->run)
        .set(s.path, e.path)
        .set_list(s.keys, keys)
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const ItemClosed& e)
{
    constexpr auto& s = sql::close_item;
    query(s).set(s.programme, programme_).set(s.run, event_->run).set(s.path, e.path).set(s.pseq, pseq_).run_once();
}

void Projector::operator()(const StepClosed& e)
{
    close_step(event_->run, e.path, {.state = e.state, .outcome = e.outcome});
}

void Projector::operator()(const StepDropped& e)
{
    const Closing skipped{.state = StepState::skipped, .reason = e.reason};
    if (e.task)
        close_task(*e.task, skipped);
    else
        close_step(event_->run, e.path, skipped);
}

void Projector::close_step(RunId run, std::string_view path, const Closing& closing)
{
    std::optional<TaskId> task;
    {
        Query find = query(sql::find_step_task);
        find.set(sql::find_step_task.programme, programme_).set(sql::find_step_task.run, run);
        find.set(sql::find_step_task.path, path);
        WD_ASSERT(find.next());
        task = find.take<std::optional<TaskId>>();
    }
    close_step_only(run, path, closing);
    forget_timers(run, path);
    if (task)
        move_task_to_history(*task, place_of(*task), closing);
}

void Projector::close_step_only(RunId run, std::string_view path, const Closing& closing)
{
    constexpr auto& s = sql::close_step;
    query(s)
        .set(s.programme, programme_)
        .set(s.run, run)
        .set(s.path, path)
        .set(s.state, closing.state)
        .set(s.closed_at, event_->at)
        .set(s.closed_by, by())
        .set(s.outcome, closing.outcome)
        .set(s.result, closing.facts)
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const StepComputed& e)
{
    pass_step(e.path, StepKind::compute, {}, result_of(payload()));
}

void Projector::operator()(const StepChosen& e)
{
    pass_step(e.path, StepKind::choose, {}, result_of(payload()));
}

void Projector::operator()(const MessageTold& e)
{
    pass_step(e.path, StepKind::tell, e.title, {});
}

void Projector::pass_step(std::string_view path, StepKind kind, std::optional<std::string_view> title,
                          const json::value& facts)
{
    constexpr auto& s = sql::pass_step;
    Query pass = query(s);
    pass.set(s.programme, programme_).set(s.run, event_->run).set(s.path, path).set(s.id, last_id(path));
    pass.set(s.kind, kind).set(s.title, title).set(s.at, event_->at).set(s.result, facts).set(s.pseq, pseq_);
    pass.run_once();
}

}  // namespace wd::store
