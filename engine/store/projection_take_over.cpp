// Projections of a run that goes on with another text of its workflow (RULES D7).
// SPDX-License-Identifier: EUPL-1.2
#include "domain/paths.hpp"
#include "store/projector.hpp"
#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

// Its task, its timers and the children that it waits for go with it.
void Projector::move_step(const CarriedOn& moved)
{
    {
        constexpr auto& s = sql::move_step;
        Query move = query(s);
        move.set(s.programme, programme_).set(s.run, event_->run).set(s.path, moved.path);
        move.set(s.as_path, moved.as).set(s.id, last_id(moved.as)).set(s.pseq, pseq_);
        move.run_once();
    }
    const auto move = [&](const auto& s) {
        query(s)
            .set(s.programme, programme_)
            .set(s.run, event_->run)
            .set(s.path, moved.path)
            .set(s.as_path, moved.as)
            .run();
    };
    {
        constexpr auto& s = sql::move_task_of_step;
        Query task = query(s);
        task.set(s.programme, programme_).set(s.run, event_->run).set(s.path, moved.path);
        task.set(s.as_path, moved.as).set(s.pseq, pseq_);
        task.run();
    }
    move(sql::move_answer_of_step);
    move(sql::move_timers_of_step);
    move(sql::move_children_of_step);
    move(sql::move_stuck_path);
}

void Projector::operator()(const RunTakenOver& e)
{
    for (const CarriedOn& moved : e.carried_on)
        move_step(moved);
    constexpr auto& run = sql::set_run_hash;
    query(run).set(run.programme, programme_).set(run.run, event_->run).set(run.hash, e.after).run_once();
    constexpr auto& phase = sql::set_phase_hash;
    query(phase).set(phase.programme, programme_).set(phase.run, event_->run).set(phase.hash, e.after).run_once();
    for (const StandingChoice& choice : e.choices) {
        constexpr auto& s = sql::set_step_result;
        query(s)
            .set(s.programme, programme_)
            .set(s.run, event_->run)
            .set(s.path, choice.path)
            .set(s.result, json::value(json::object{{"branch", choice.branch}}))
            .run_once();
    }
    for (const PassedOver& passed : e.passed_over) {
        constexpr auto& s = sql::pass_over_step;
        Query pass = query(s);
        pass.set(s.programme, programme_).set(s.run, event_->run).set(s.path, passed.path);
        pass.set(s.id, last_id(passed.path)).set(s.kind, passed.kind).set(s.title, passed.title);
        pass.set(s.at, event_->at).set(s.pseq, pseq_);
        pass.run_once();
    }
    for (const DroppedTimer& timer : e.dropped) {
        forget_timer(event_->run, timer.path, timer.kind);
        if (!is_deadline(timer.kind))
            continue;
        constexpr auto& s = sql::move_deadline;
        query(s)
            .set(s.programme, programme_)
            .set(s.run, event_->run)
            .set(s.path, timer.path)
            .set(s.due, std::optional<Date>{})
            .run();
    }
}

void Projector::operator()(const TaskRestated& e)
{
    constexpr auto& s = sql::restate_task;
    query(s)
        .set(s.programme, programme_)
        .set(s.task, e.task)
        .set(s.title, e.title)
        .set(s.role, e.role)
        .set_list(s.deciders, e.deciders)
        .set(s.form, e.form)
        .set(s.legal, e.legal)
        .set(s.carry, e.carry)
        .set(s.pseq, pseq_)
        .run_once();
}

}  // namespace wd::store
