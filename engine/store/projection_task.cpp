// Projections of tasks: offered, claimed, handed on, given back, late, closed.
// SPDX-License-Identifier: EUPL-1.2
#include "store/projector.hpp"
#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

// Of a step, which says everything about it.
void Projector::open_task(TaskId task, const StepOpened& e)
{
    constexpr auto& s = sql::open_task;
    query(s)
        .set(s.programme, programme_)
        .set(s.task, task)
        .set(s.run, event_->run)
        .set(s.within, event_->run)
        .set(s.path, e.path)
        .set(s.kind, e.kind)
        .set(s.role, e.role)
        .set(s.person, e.person)
        .set_list(s.deciders, e.deciders)
        .set(s.form, e.form)
        .set(s.title, e.title)
        .set(s.opened_at, event_->at)
        .set(s.due, deadline_among(e.timers))
        .set(s.legal, e.legal.value_or(false))
        .set(s.carry, e.carry.value_or(false))
        .set(s.pseq, pseq_)
        .run_once();
    if (!is_confidential(event_->run))
        ++counts_.open;
}

// Beside the runs; its title was typed.
void Projector::operator()(const TaskAdded& e)
{
    constexpr auto& s = sql::open_task;
    query(s)
        .set(s.programme, programme_)
        .set(s.task, e.task)
        .set(s.within, event_->run)
        .set(s.kind, e.kind)
        .set(s.role, e.role)
        .set(s.person, e.person)
        .set(s.form, e.form)
        .set(s.title, "")
        .set(s.title_ref, e.title.ref)
        .set(s.title_sha256, e.title.sha256)
        .set(s.opened_at, event_->at)
        .set(s.due, deadline_among(e.timers))
        .set(s.legal, false)
        .set(s.carry, false)
        .set(s.pseq, pseq_)
        .run_once();
    set_timers(RunId{}, to_text(e.task), e.timers);
    if (!is_confidential(event_->run))
        ++counts_.open;
}

Projector::Place Projector::place_of(TaskId task)
{
    Query find = query(sql::find_task_place);
    find.set(sql::find_task_place.programme, programme_).set(sql::find_task_place.task, task);
    WD_ASSERT(find.next());
    const auto run = find.take<std::optional<RunId>>();
    auto path = find.take<std::string>();
    const bool late = find.take<bool>();
    const bool confidential = find.take<std::optional<PersonId>>().has_value();
    return run ? Place{*run, std::move(path), late, confidential} : Place{RunId{}, to_text(task), late, confidential};
}

void Projector::set_task_state(TaskId task, TaskState state, std::optional<PersonId> person, std::optional<Date> until)
{
    constexpr auto& s = sql::set_task_state;
    query(s)
        .set(s.programme, programme_)
        .set(s.task, task)
        .set(s.state, state)
        .set(s.person, person)
        .set(s.until_date, until)
        .set(s.pseq, pseq_)
        .run_once();
}

void Projector::operator()(const TaskClaimed& e)
{
    set_task_state(e.task, TaskState::claimed, e.person, {});
    const Place place = place_of(e.task);
    forget_timer(place.run, place.path, TimerKind::again);
}

void Projector::operator()(const TaskDelegated& e)
{
    set_task_state(e.task, TaskState::offered, e.to, {});
    const Place place = place_of(e.task);
    forget_timer(place.run, place.path, TimerKind::again);
}

void Projector::operator()(const TaskReturned& e)
{
    const bool waits = e.reason == ReturnReason::not_now;
    set_task_state(e.task, waits ? TaskState::waiting : TaskState::offered, {}, e.again ? e.again->date : std::nullopt);
    if (!e.again)
        return;
    const Place place = place_of(e.task);
    set_timers(place.run, place.path, {*e.again});
}

void Projector::operator()(const TaskOfferedAgain& e)
{
    constexpr auto& s = sql::offer_task_again;
    query(s).set(s.programme, programme_).set(s.task, e.task).set(s.pseq, pseq_).run_once();
    const Place place = place_of(e.task);
    forget_timer(place.run, place.path, TimerKind::again);
}

void Projector::operator()(const TaskRescheduled& e)
{
    const Place place = place_of(e.task);
    set_timers(place.run, place.path, e.timers);
    constexpr auto& s = sql::reschedule_task;
    query(s)
        .set(s.programme, programme_)
        .set(s.task, e.task)
        .set(s.due, deadline_among(e.timers))
        .set(s.pseq, pseq_)
        .run_once();
    if (place.late && !place.confidential)
        --counts_.late;
}

void Projector::operator()(const TaskReminded& e)
{
    const Place place = place_of(e.task);
    forget_timer(place.run, place.path, TimerKind::remind);
    constexpr auto& s = sql::touch_task;
    query(s).set(s.programme, programme_).set(s.task, e.task).set(s.pseq, pseq_).run_once();
}

void Projector::operator()(const TaskBecameLate& e)
{
    const Place place = place_of(e.task);
    forget_timer(place.run, place.path, TimerKind::due);
    constexpr auto& s = sql::set_task_late;
    query(s).set(s.programme, programme_).set(s.task, e.task).set(s.pseq, pseq_).run_once();
    if (!place.late && !place.confidential)
        ++counts_.late;
}

// The step that asked for it closes with it; a task beside the runs closes alone.
void Projector::close_task(TaskId task, const Place& place, const Closing& closing)
{
    if (place.run)
        close_step_only(place.run, place.path, closing);
    forget_timers(place.run, place.path);
    move_task_to_history(task, place, closing);
}

void Projector::move_task_to_history(TaskId task, const Place& place, const Closing& closing)
{
    constexpr auto& s = sql::close_task;
    Query close = query(s);
    close.set(s.programme, programme_).set(s.task, task).set(s.state, closing.state).set(s.outcome, closing.outcome);
    close.set(s.closed_at, event_->at).set(s.closed_by, by()).set(s.pseq, pseq_);
    if (closing.answers != nullptr)
        close.set_list(s.answers, *closing.answers);
    if (closing.reason)
        close.set(s.reason, closing.reason->ref);
    close.run_once();
    query(sql::delete_task).set(sql::delete_task.programme, programme_).set(sql::delete_task.task, task).run_once();
    if (place.confidential)
        return;
    --counts_.open;
    counts_.done += closing.state == StepState::done ? 1 : 0;
    counts_.late -= place.late ? 1 : 0;
}

}  // namespace wd::store
