// Looking and planning: what has become open gets a person and a moment. See people.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/paths.hpp"
#include "runtime/simulation/acts.hpp"
#include "runtime/simulation/handover_acts.hpp"
#include "runtime/simulation/office_hours.hpp"
#include "runtime/simulation/pace.hpp"
#include "runtime/simulation/people.hpp"
#include "runtime/simulation/records.hpp"

#include <algorithm>

namespace wd::runtime {

using domain::ProgrammeId;
using domain::StepKind;
using domain::TaskId;

namespace {

constexpr std::int64_t look_again_days = 20;  // when the chair of who should act is empty

// The roles without which a task cannot be answered.
std::vector<std::string> roles_of(const domain::Task& task)
{
    std::vector<std::string> roles = task.deciders;
    if (task.role)
        roles.push_back(*task.role);
    return roles;
}

}  // namespace

void SimulatedPeople::set_wishes(ProgrammeId programme, Wishes wishes)
{
    Troupe& actors = troupe(programme);
    std::erase_if(queue_, [&](const auto& entry) {
        return std::get<ProgrammeId>(entry) == programme && std::get<TaskId>(entry);
    });
    actors.jobs.clear();
    actors.wishes = std::move(wishes);
    look(programme);
}

void SimulatedPeople::look(ProgrammeId id)
{
    Troupe& actors = troupe(id);
    engine_.ledger_of(id);
    const domain::Programme& programme = *engine_.find_programme(id);
    forget_closed(actors, programme);
    actors.first_timer.reset();
    if (programme.state == domain::ProgrammeState::open)
        for (const auto& [key, timer] : programme.timers)
            if (timer.at && (!actors.first_timer || *timer.at < *actors.first_timer))
                actors.first_timer = timer.at;
    if (programme.state == domain::ProgrammeState::stopped)
        return;
    for (const auto& [task_id, task] : programme.tasks)
        plan_task(actors, task);
    plan_facts(actors, programme);
    plan_stop(actors, programme);
    plan_leaving(actors, programme);
}

void SimulatedPeople::forget_closed(Troupe& actors, const domain::Programme& programme)
{
    std::erase_if(actors.jobs, [&](const auto& entry) {
        const auto& [task, job] = entry;
        const bool closed = !programme.tasks.contains(task) || programme.state == domain::ProgrammeState::stopped;
        if (closed && job.next)
            queue_.erase({*job.next, actors.id, task});
        return closed;
    });
}

bool SimulatedPeople::is_excepted(const Troupe& actors, const Job& job) const
{
    const std::string_view step = domain::last_id(job.path);
    return std::any_of(actors.wishes.except.begin(), actors.wishes.except.end(),
                       [&](const std::string& name) { return name == step || name == job.path; });
}

void SimulatedPeople::set_next(Troupe& actors, TaskId task, Job& job, Move move, Timestamp at)
{
    if (job.next)
        queue_.erase({*job.next, actors.id, task});
    job.next = at;
    job.move = move;
    queue_.emplace(at, actors.id, task);
}

void SimulatedPeople::plan_task(Troupe& actors, const domain::Task& task)
{
    const auto [entry, fresh] = actors.jobs.try_emplace(task.id);
    Job& job = entry->second;
    if (fresh) {
        if (task.run && task.path) {
            const domain::Run& run = engine_.find_programme(actors.id)->runs.at(*task.run);
            job.hash = run.hash;
            job.path = *task.path;
            job.phase = run.phase;
            job.repeated = run.generation > 1;
        }
        job.decides = task.kind == StepKind::gate || task.kind == StepKind::vote || task.kind == StepKind::decision;
        plan_staffing(actors, task);
    }
    if (job.next || task.state == domain::TaskState::waiting || is_excepted(actors, job))
        return;
    if (const std::optional<Scene> scene = scene_of(actors, task.id))
        plan_move(actors, job, *scene);
}

// Who is asked for the first time may first take the task up, or say "nu niet"; otherwise it is answered when it is ready.
void SimulatedPeople::plan_move(Troupe& actors, Job& job, const Scene& scene)
{
    const domain::Task& task = scene.task;
    const auto soon = [&](std::int64_t low, std::int64_t high) {
        return moment_after(scene.now, working_days_after(scene.today(), actors.entropy.between(low, high), calendar_),
                            calendar_, actors.entropy);
    };
    if (job.begun && job.move == Move::answer && task.kind != StepKind::vote) {
        // It came back: another decider, or an empty chair.
        set_next(actors, task.id, job, Move::answer,
                 can_answer(scene) ? soon(1, 6) : soon(look_again_days, look_again_days));
        return;
    }
    if (task.kind == StepKind::vote) {
        set_next(actors, task.id, job, Move::answer, vote_at(actors, scene));
        return;
    }
    if (job.begun) {  // taken up, or offered again after "nu niet"
        set_next(actors, task.id, job, Move::answer, std::max(job.ready, soon(1, 4)));
        return;
    }
    job.begun = true;
    job.ready = ready_at(actors, job, scene);
    const bool residents = task.role && is_residents(scene.ledger, *task.role);
    const Timestamp early = soon(1, 3);
    if (task.kind == StepKind::task && early < job.ready) {
        if (task.role && !residents && actors.entropy.chance(behaviour_.pace.not_now))
            return set_next(actors, task.id, job, Move::postpone, early);
        if (actors.entropy.chance(behaviour_.pace.claim))
            return set_next(actors, task.id, job, Move::claim, early);
    }
    set_next(actors, task.id, job, Move::answer, job.ready);
}

Timestamp SimulatedPeople::ready_at(Troupe& actors, const Job& job, const Scene& scene)
{
    const auto* decision = scene.step == nullptr ? nullptr : std::get_if<domain::DecisionTerms>(&scene.step->terms);
    const bool council = decision != nullptr && decision->body == domain::DecisionBody::council;
    const Date day = council ? council_day(scene.today(), behaviour_.council, calendar_)
                             : day_of_answer(scene, {actors.part.tempo, job.repeated});
    return moment_after(scene.now, day, calendar_, actors.entropy);
}

Timestamp SimulatedPeople::vote_at(Troupe& actors, const Scene& scene)
{
    const Date today = scene.today();
    const std::optional<Date>& closes = scene.task.due;
    Date day = today;
    switch (vote_part(scene)) {
    case VotePart::threshold: day = working_days_after(today, actors.entropy.between(3, 8), calendar_); break;
    case VotePart::electorate: day = working_days_after(today, actors.entropy.between(1, 3), calendar_); break;
    case VotePart::first_count:
        day = today + std::chrono::days{std::max<std::int64_t>(1, (*closes - today).count() / 2)};
        break;
    case VotePart::close:
        day = closes ? *closes + std::chrono::days{1} : working_days_after(today, 5, calendar_);
        break;
    }
    if (!can_answer(scene))
        day = std::max(day, working_days_after(today, look_again_days, calendar_));
    return moment_after(scene.now, day, calendar_, actors.entropy);
}

void SimulatedPeople::plan_staffing(Troupe& actors, const domain::Task& task)
{
    for (const std::string& role : roles_of(task)) {
        const auto reserve = actors.part.reserve.find(role);
        if (reserve == actors.part.reserve.end())
            continue;
        const Date day =
            working_days_after(calendar::date_of(engine_.clock().now()), behaviour_.staffed_after, calendar_);
        plan(actors.id, moment_on(day, calendar_, actors.entropy),
             request_of(domain::StartAssignment{actors.id, role, reserve->second, {}}, {}));
        actors.part.reserve.erase(reserve);
    }
}

Scene SimulatedPeople::scene_beside_tasks(Troupe& actors, const domain::Programme& programme,
                                          const domain::Task& nothing)
{
    return Scene{programme,
                 *programme.ledger,
                 nullptr,
                 nullptr,
                 nothing,
                 {},
                 behaviour_,
                 calendar_,
                 engine_.clock().now(),
                 actors.entropy,
                 {},
                 actors.part.members,
                 actors.part.spares,
                 actors.decided,
                 actors.part.deputy,
                 actors.care};
}

// Who takes a chair stays for some years, and then leaves. Teams and groups stay; and so does who sits alone in a workflow's
// test, where nobody was said to leave.
void SimulatedPeople::plan_leaving(Troupe& actors, const domain::Programme& programme)
{
    if (behaviour_.leaving.after_months.middle == 0 || programme.runs.empty())
        return;
    const Date today = calendar::date_of(engine_.clock().now());
    for (const auto& [id, assignment] : programme.ledger->assignments) {
        const domain::Position& position = programme.ledger->positions.at(assignment.position);
        if (assignment.last_day || actors.part.members.contains(assignment.person) ||
            !actors.part.spares.contains(position.role) || !actors.staying.insert(id).second)
            continue;
        const std::int64_t months = std::max<std::int64_t>(3, draw(actors.entropy, behaviour_.leaving.after_months));
        const Date day = calendar_.next_working_day(today + std::chrono::days{30 * months});
        const domain::Task nothing;
        Scene scene = scene_beside_tasks(actors, programme, nothing);
        scene.now = calendar::start_of(day);
        plan(actors.id, moment_on(day, calendar_, actors.entropy), leave_request(scene, id, assignment.person));
        if (!actors.entropy.chance(
                static_cast<int>(std::min<std::int64_t>(1000, behaviour_.leaving.absence * months / 12))))
            continue;
        const Date from = calendar_.next_working_day(
            today + std::chrono::days{actors.entropy.between(30, std::max<std::int64_t>(31, 28 * months))});
        const std::int64_t weeks = std::max<std::int64_t>(1, draw(actors.entropy, behaviour_.leaving.absence_weeks));
        plan(actors.id, moment_on(from, calendar_, actors.entropy),
             request_of(domain::AddAbsence{actors.id, assignment.person, from, from + std::chrono::days{7 * weeks}},
                        assignment.person));
    }
}

void SimulatedPeople::plan_facts(Troupe& actors, const domain::Programme& programme)
{
    if (!behaviour_.supplies_facts || !programme.commissioner)
        return;
    for (const auto& [id, run] : programme.runs) {
        if (!run.stuck || !run.stuck->fact || !actors.supplied.insert(*run.stuck->fact).second)
            continue;
        const domain::Task nothing;
        const Scene scene = scene_beside_tasks(actors, programme, nothing);
        const Date day = working_days_after(scene.today(), 5, calendar_);
        if (std::optional<Request> request = supply_fact(scene, *run.stuck->fact, *programme.commissioner))
            plan(actors.id, moment_on(day, calendar_, actors.entropy), std::move(*request));
    }
}

// The commissioner chose to stop and the workflow has wound up: the programme stops, and its lessons stay.
void SimulatedPeople::plan_stop(Troupe& actors, const domain::Programme& programme)
{
    if (!actors.stopping || !programme.runs.empty())
        return;
    actors.stopping = false;
    domain::StopProgramme stop;
    stop.programme = actors.id;
    stop.reason = sentence(behaviour_, actors.entropy, "stoppen");
    for (int lessons = 0; lessons < 3; ++lessons) {
        Text lesson = sentence(behaviour_, actors.entropy, "les");
        if (std::find(stop.lessons.begin(), stop.lessons.end(), lesson) == stop.lessons.end())
            stop.lessons.push_back(std::move(lesson));
    }
    const Date day = working_days_after(calendar::date_of(engine_.clock().now()), 5, calendar_);
    plan(actors.id, moment_on(day, calendar_, actors.entropy), request_of(std::move(stop), programme.commissioner));
}

}  // namespace wd::runtime
