// Projections of the team: chairs, who sits in them, who stands in, who is away.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/amsterdam.hpp"
#include "store/projector.hpp"
#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

void Projector::operator()(const PositionAdded& e)
{
    constexpr auto& s = sql::insert_position;
    query(s)
        .set(s.programme, programme_)
        .set(s.position, e.position)
        .set(s.role, e.role)
        .set(s.title, e.title)
        .set(s.core, e.core)
        .set(s.residents, e.residents)
        .set(s.hours, e.hours)
        .set_list(s.competences, e.competences)
        .run_once();
}

void Projector::operator()(const AssignmentStarted& e)
{
    constexpr auto& s = sql::insert_assignment;
    query(s)
        .set(s.programme, programme_)
        .set(s.assignment, e.assignment)
        .set(s.position, e.position)
        .set(s.person, e.person)
        .set(s.from_date, e.from)
        .set(s.hours, e.hours)
        .set(s.handover, e.handover)
        .run_once();
    constexpr auto& fill = sql::fill_position;
    query(fill).set(fill.programme, programme_).set(fill.position, e.position).run_once();
}

void Projector::operator()(const AssignmentEndAnnounced& e)
{
    constexpr auto& s = sql::announce_end;
    query(s)
        .set(s.programme, programme_)
        .set(s.assignment, e.assignment)
        .set(s.announced_on, calendar::date_of(event_->at))
        .set(s.last_day, e.last_day)
        .run_once();
}

void Projector::operator()(const AssignmentEnded& e)
{
    forget_timers(RunId{}, to_text(e.assignment));
    constexpr auto& s = sql::end_assignment;
    query(s).set(s.programme, programme_).set(s.assignment, e.assignment).set(s.until_date, e.last_day).run_once();
    constexpr auto& handover = sql::set_last_day_of_handover;
    query(handover)
        .set(handover.programme, programme_)
        .set(handover.assignment, e.assignment)
        .set(handover.last_day, e.last_day)
        .run();
}

void Projector::operator()(const PositionVacant& e)
{
    constexpr auto& s = sql::empty_position;
    query(s).set(s.programme, programme_).set(s.position, e.position).set(s.since, e.since).run_once();
}

void Projector::operator()(const DeputyNamed& e)
{
    constexpr auto& s = sql::set_deputy;
    query(s).set(s.programme, programme_).set(s.position, e.position).set(s.deputy, e.deputy).run_once();
}

void Projector::operator()(const AbsenceAdded& e)
{
    constexpr auto& s = sql::insert_absence;
    query(s)
        .set(s.programme, programme_)
        .set(s.absence, e.absence)
        .set(s.person, e.person)
        .set(s.from_date, e.from)
        .set(s.until_date, e.until)
        .run_once();
}

void Projector::operator()(const AbsenceStarted& e)
{
    forget_timer(RunId{}, to_text(e.absence), TimerKind::begins);
    constexpr auto& s = sql::start_absence;
    query(s).set(s.programme, programme_).set(s.absence, e.absence).run_once();
}

void Projector::operator()(const AbsenceEnded& e)
{
    forget_timers(RunId{}, to_text(e.absence));
    constexpr auto& s = sql::end_absence;
    query(s).set(s.programme, programme_).set(s.absence, e.absence).set(s.until_date, e.until).run_once();
}

}  // namespace wd::store
