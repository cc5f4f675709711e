// Projections of the installation's people and workflows, and of a programme as a whole.
// SPDX-License-Identifier: EUPL-1.2
#include "store/projector.hpp"
#include "store/sql.hpp"

#include <algorithm>

namespace wd::store {

using namespace domain;

void Projector::operator()(const PersonAdded& e)
{
    constexpr auto& s = sql::insert_person;
    query(s)
        .set(s.person, e.person)
        .set(s.kind, e.kind)
        .set(s.name, e.name.ref)
        .set(s.name_sha256, e.name.sha256)
        .set(s.organisation, e.organisation)
        .set(s.before_wijkdraad, e.before_wijkdraad)
        .set(s.at, event_->at)
        .run_once();
    for (const PersonId team : e.member_of)
        query(sql::insert_person_member)
            .set(sql::insert_person_member.person, e.person)
            .set(sql::insert_person_member.team, team)
            .run();
}

void Projector::operator()(const WorkflowInstalled& e)
{
    constexpr auto& s = sql::insert_workflow;
    Query insert = query(s);
    insert.set(s.key, e.key).set(s.version, e.version).set(s.hash, e.hash).set(s.title, e.title);
    if (e.reason)
        insert.set(s.reason, e.reason->ref);
    insert.set(s.at, event_->at).set(s.pseq, pseq_).run_once();
}

void Projector::operator()(const SettingsChanged& e)
{
    constexpr auto& s = sql::insert_settings_change;
    Query insert = query(s);
    insert.set(s.pseq, pseq_).set(s.reason, id_of(e.reason)).set(s.at, event_->at);
    if (e.rubric)
        insert.set(s.rubric, to_json_text(*e.rubric));
    if (e.continuity)
        insert.set(s.continuity, to_json_text(*e.continuity));
    if (e.retention)
        insert.set(s.retention, to_json_text(*e.retention));
    insert.run_once();
}

void Projector::operator()(const AuditDrawn& e)
{
    constexpr auto& s = sql::insert_audit_round;
    query(s)
        .set(s.pseq, pseq_)
        .set(s.seed, e.seed)
        .set(s.until_date, e.until)
        .set(s.one_in, e.one_in)
        .set(s.second_one_in, e.second_one_in)
        .set(s.at, event_->at)
        .run_once();
    constexpr auto& draw = sql::insert_audit_draw;
    const auto is_in = [](const std::vector<HandoverId>& list, HandoverId handover) {
        return std::find(list.begin(), list.end(), handover) != list.end();
    };
    for (const HandoverId handover : e.pool)
        query(draw)
            .set(draw.handover, handover)
            .set(draw.round, pseq_)
            .set(draw.drawn, is_in(e.drawn, handover))
            .set(draw.twice, is_in(e.twice, handover))
            .run_once();
}

void Projector::operator()(const ProgrammeCreated& e)
{
    constexpr auto& s = sql::insert_programme;
    query(s)
        .set(s.programme, programme_)
        .set(s.name, e.name)
        .set(s.commissioner, e.commissioner)
        .set(s.municipalities, to_json_text(e.municipalities))
        .set(s.before_wijkdraad, e.before_wijkdraad)
        .set(s.started_at, event_->at)
        .run_once();
    constexpr auto& c = sql::insert_programme_code;
    for (const std::string& code : e.municipalities)
        query(c).set(c.programme, programme_).set(c.pseq, pseq_).set(c.code, code).run();
}

void Projector::operator()(const CommissionerSet& e)
{
    constexpr auto& s = sql::set_commissioner;
    query(s).set(s.programme, programme_).set(s.commissioner, e.commissioner).run_once();
}

void Projector::operator()(const ProgrammePaused& e)
{
    constexpr auto& s = sql::pause_programme;
    query(s).set(s.programme, programme_).set(s.date, e.date).set(s.reason, e.reason.ref).run_once();
    constexpr auto& t = sql::pause_timers;
    query(t).set(t.programme, programme_).set(t.paused, true).run();
}

void Projector::operator()(const ProgrammeResumed&)
{
    constexpr auto& s = sql::resume_programme;
    query(s).set(s.programme, programme_).run_once();
    constexpr auto& t = sql::pause_timers;
    query(t).set(t.programme, programme_).set(t.paused, false).run();
}

void Projector::operator()(const ProgrammeStopped& e)
{
    std::vector<RunId> runs;
    {
        Query list = query(sql::list_runs_of);
        list.set(sql::list_runs_of.programme, programme_);
        while (list.next())
            runs.push_back(list.take<RunId>());
    }
    std::vector<TaskId> tasks;
    {
        Query list = query(sql::list_open_tasks);
        list.set(sql::list_open_tasks.programme, programme_);
        while (list.next())
            tasks.push_back(list.take<TaskId>());
    }

    for (const TaskId task : tasks)
        move_task_to_history(task, place_of(task), {.state = StepState::cancelled});
    for (const RunId run : runs)
        close_run(run, RunEnd::stopped, {});
    query(sql::delete_timers).set(sql::delete_timers.programme, programme_).run();

    constexpr auto& s = sql::stop_programme;
    query(s).set(s.programme, programme_).set(s.date, e.date).set(s.reason, e.reason.ref).run_once();
}

void Projector::operator()(const AreaAdded& e)
{
    constexpr auto& s = sql::insert_area;
    query(s)
        .set(s.programme, programme_)
        .set(s.area, e.area)
        .set(s.parent, e.parent)
        .set(s.kind, e.kind)
        .set(s.name, e.name)
        .set(s.code, e.code)
        .set(s.inhabitants, e.inhabitants)
        .set(s.dwellings, e.dwellings)
        .run_once();
    add_first_code(e.area, e.code);
}

void Projector::operator()(const AreaRestated& e)
{
    constexpr auto& s = sql::restate_area;
    query(s)
        .set(s.programme, programme_)
        .set(s.area, e.area)
        .set(s.code, e.code)
        .set(s.inhabitants, e.inhabitants)
        .set(s.dwellings, e.dwellings)
        .run_once();
    add_first_code(e.area, e.code);
}

void Projector::add_first_code(AreaId area, const std::optional<std::string>& code)
{
    if (!code)
        return;
    constexpr auto& c = sql::insert_area_code;
    query(c).set(c.programme, programme_).set(c.area, area).set(c.pseq, pseq_).set(c.code, *code).run_once();
}

void Projector::operator()(const AreaCodeChanged& e)
{
    if (e.area) {
        constexpr auto& end = sql::end_area_code;
        query(end).set(end.programme, programme_).set(end.area, *e.area).set(end.until_date, e.from).run();
        constexpr auto& add = sql::insert_area_code;
        query(add)
            .set(add.programme, programme_)
            .set(add.area, *e.area)
            .set(add.pseq, pseq_)
            .set(add.code, e.to_code)
            .set(add.from_date, e.from)
            .run_once();
        constexpr auto& s = sql::set_area_code;
        query(s).set(s.programme, programme_).set(s.area, *e.area).set(s.code, e.to_code).run_once();
        return;
    }
    constexpr auto& end = sql::end_programme_code;
    query(end).set(end.programme, programme_).set(end.code, e.from_code).set(end.until_date, e.from).run();
    constexpr auto& add = sql::insert_programme_code;
    query(add)
        .set(add.programme, programme_)
        .set(add.pseq, pseq_)
        .set(add.code, e.to_code)
        .set(add.from_date, e.from)
        .run();

    std::vector<std::string> codes;
    {
        Query find = query(sql::find_municipalities);
        find.set(sql::find_municipalities.programme, programme_);
        WD_ASSERT(find.next());
        codes = find.take<std::vector<std::string>>();
    }
    if (std::find(codes.begin(), codes.end(), e.to_code) != codes.end())  // two that merged become one
        std::erase(codes, e.from_code);
    else
        std::replace(codes.begin(), codes.end(), e.from_code, e.to_code);
    constexpr auto& s = sql::set_municipalities;
    query(s).set(s.programme, programme_).set(s.municipalities, to_json_text(codes)).run_once();
}

}  // namespace wd::store
