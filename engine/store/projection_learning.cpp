// Projections of reflections and of learning questions, with their versions.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/amsterdam.hpp"
#include "store/projector.hpp"
#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

void Projector::operator()(const ReflectionRecorded& e)
{
    constexpr auto& s = sql::insert_reflection;
    query(s)
        .set(s.programme, programme_)
        .set(s.task, e.task)
        .set(s.state, StepState::done)
        .set(s.date, e.date.value_or(calendar::date_of(event_->at)))
        .set_list(s.roles, e.roles)
        .set_list(s.lessons, e.lessons)
        .set_list(s.actions, e.actions)
        .set_null(s.reason)
        .set(s.by_person, by())
        .set(s.pseq, pseq_)
        .run_once();
    close_task(e.task, {.facts = result_of(payload()), .answers = &e.answers});
}

void Projector::operator()(const ReflectionSkipped& e)
{
    constexpr auto& s = sql::insert_reflection;
    query(s)
        .set(s.programme, programme_)
        .set(s.task, e.task)
        .set(s.state, StepState::skipped)
        .set(s.date, calendar::date_of(event_->at))
        .set_null(s.roles)
        .set_null(s.lessons)
        .set_null(s.actions)
        .set(s.reason, e.reason.ref)
        .set(s.by_person, by())
        .set(s.pseq, pseq_)
        .run_once();
    close_task(e.task, {.state = StepState::skipped, .reason = e.reason});
}

void Projector::operator()(const LearningQuestionAdded& e)
{
    add_entry(e.entry, "learning");
    constexpr auto& s = sql::insert_learning;
    query(s)
        .set(s.programme, programme_)
        .set(s.entry, e.entry)
        .set(s.code, e.code)
        .set(s.text, e.text.ref)
        .set(s.level, e.level)
        .set(s.raised_by, e.raised_by)
        .set(s.obstacle, id_of(e.obstacle))
        .set(s.task, e.task)
        .run_once();
    add_version({e.entry, LearningState::open, e.text, {}, {}});
}

void Projector::add_version(const LearningQuestionMoved& version)
{
    constexpr auto& s = sql::insert_learning_version;
    query(s)
        .set(s.programme, programme_)
        .set(s.entry, version.entry)
        .set(s.pseq, pseq_)
        .set(s.at, event_->at)
        .set(s.state, version.state)
        .set(s.text, id_of(version.text))
        .set(s.answer, id_of(version.answer))
        .set_list(s.actions, version.actions)
        .run_once();
}

void Projector::operator()(const LearningQuestionMoved& e)
{
    constexpr auto& move = sql::move_learning;
    query(move)
        .set(move.programme, programme_)
        .set(move.entry, e.entry)
        .set(move.state, e.state)
        .set(move.text, id_of(e.text))
        .run_once();
    add_version(e);
}

}  // namespace wd::store
