// Acting: what is due is carried out through the engine. See people.hpp; planning is in people_plans.cpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/people.hpp"

#include "domain/paths.hpp"
#include "domain/step_lookup.hpp"
#include "runtime/simulation/acts.hpp"
#include "runtime/simulation/office_hours.hpp"

#include <algorithm>
#include <utility>

namespace wd::runtime {

using domain::ProgrammeId;
using domain::TaskId;

namespace {

constexpr std::uint64_t people_stream = 0x70656f706c650000U;  // apart from the salts, which follow from the seed too
constexpr int vote_parts_max = 6;
constexpr int tries_max = 40;

// The engine itself cannot go on: not something that a person can do otherwise.
bool is_fatal(Errc code)
{
    switch (code) {
    case Errc::store_in_use:
    case Errc::store_foreign:
    case Errc::store_newer:
    case Errc::store_damaged:
    case Errc::store_read_only:
    case Errc::store_full: return true;
    default: return false;
    }
}

}  // namespace

SimulatedPeople::SimulatedPeople(Engine& engine, Behaviour behaviour, calendar::Calendar calendar, std::uint64_t seed)
    : engine_(engine), behaviour_(std::move(behaviour)), calendar_(std::move(calendar)), seed_(seed)
{
}

void SimulatedPeople::join(ProgrammeId programme, Part part)
{
    const SeededEntropy entropy{seed_ ^ people_stream, static_cast<std::uint64_t>(programme.value)};
    troupes_.emplace(programme, Troupe{programme, std::move(part), entropy, {}, {}, {}, {}, {}, false, {}, {}, {}, {}});
    look(programme);
}

void SimulatedPeople::plan(ProgrammeId programme, Timestamp at, Request request)
{
    // One thing at a time: of two at the same instant the second comes just after the first.
    while (queue_.contains({at, programme, TaskId{}}))
        at += std::chrono::milliseconds{1};
    troupe(programme).chores.emplace(at, std::move(request));
    queue_.emplace(at, programme, TaskId{});
}

std::optional<Timestamp> SimulatedPeople::next() const
{
    return queue_.empty() ? std::nullopt : std::optional{std::get<Timestamp>(*queue_.begin())};
}

void SimulatedPeople::look_around(Timestamp now)
{
    for (const auto& [id, troupe] : troupes_)
        if (troupe.first_timer && *troupe.first_timer <= now)
            acted_.insert(id);
    for (const ProgrammeId id : std::exchange(acted_, {}))
        look(id);
}

// Everything one action needs to know. The answers that are certain: of the test, or of the story, which uses each once.
std::optional<Scene> SimulatedPeople::scene_of(Troupe& troupe, TaskId id)
{
    const domain::Ledger& ledger = engine_.ledger_of(troupe.id);
    const domain::Programme* programme = engine_.find_programme(troupe.id);
    const auto task = programme->tasks.find(id);
    if (task == programme->tasks.end())
        return {};
    const Job& job = troupe.jobs.at(id);
    const domain::Workflow* workflow = job.path.empty() ? nullptr : engine_.find_workflow(job.hash);
    const domain::Step* step = workflow == nullptr ? nullptr : domain::find_step(*workflow, job.path);
    Scene scene{*programme,
                ledger,
                workflow,
                step,
                task->second,
                area_in(job.path, ledger),
                behaviour_,
                calendar_,
                engine_.clock().now(),
                troupe.entropy,
                {},
                troupe.part.members,
                troupe.part.spares,
                troupe.decided,
                troupe.part.deputy,
                troupe.care};
    const std::string_view step_id = domain::last_id(job.path);
    for (const CertainAnswer& certain : troupe.part.certain)
        if (certain.step == step_id && (certain.phase.empty() || certain.phase == job.phase)) {
            scene.certain = certain.answers;
            break;
        }
    for (const std::string_view name : {std::string_view{job.path}, step_id})
        if (const json::value* wish = troupe.wishes.answers.if_contains(json::string_view{name.data(), name.size()});
            wish != nullptr && wish->is_object())
        {
            scene.certain = wish->get_object();
            break;
        }
    return scene;
}

std::vector<Request> SimulatedPeople::requests_for(Troupe& troupe, TaskId id)
{
    Job& job = troupe.jobs.at(id);
    job.next.reset();
    const std::optional<Scene> scene = scene_of(troupe, id);
    if (!scene)
        return {};
    const std::optional<domain::PersonId> actor = actor_of(*scene);
    if (job.move == Move::claim && actor && scene->task.state == domain::TaskState::offered)
        return {request_of(domain::ClaimTask{id}, actor)};
    if (job.move == Move::postpone && actor) {
        const Date wanted = working_days_after(
            scene->today(), std::max<std::int64_t>(2, draw(troupe.entropy, behaviour_.pace.not_now_days)), calendar_);
        const Date until =
            scene->task.due ? std::min(wanted, calendar_.previous_working_day(*scene->task.due - std::chrono::days{4}))
                            : wanted;
        if (until > scene->today())
            return {postpone_request(*scene, *actor, until)};
    }
    std::vector<Request> requests = answer_requests(*scene);
    for (const Request& request : requests)
        if (const auto* friction = std::get_if<domain::DecideFriction>(&request.command))
            troupe.stopping = friction->outcome == domain::FrictionOutcome::stop;
    return requests;
}

void SimulatedPeople::note_refusal(Troupe& troupe, const std::string& step, const Error& error)
{
    refusals_.push_back({troupe.id, step, to_text(error), engine_.clock().now()});
}

// A refusal is tried again later; an answer that was certain is used up once its task is closed.
void SimulatedPeople::after_task(Troupe& troupe, TaskId id, const Reply& reply)
{
    const auto found = troupe.jobs.find(id);
    if (found == troupe.jobs.end())
        return;
    Job& job = found->second;
    if (!reply.answer) {
        note_refusal(troupe, job.path, reply.answer.error());
        if (++job.refused <= tries_max)
            set_next(troupe, id, job, Move::answer,
                     moment_after(engine_.clock().now(),
                                  working_days_after(calendar::date_of(engine_.clock().now()), 5, calendar_), calendar_,
                                  troupe.entropy));
        return;
    }
    if (engine_.find_programme(troupe.id)->tasks.contains(id))
        return;
    if (job.decides)
        troupe.decided.push_back(id);
    auto& certain = troupe.part.certain;
    const auto used = std::find_if(certain.begin(), certain.end(), [&](const CertainAnswer& one) {
        return one.step == domain::last_id(job.path) && (one.phase.empty() || one.phase == job.phase);
    });
    if (used != certain.end())
        certain.erase(used);
}

// What was planned beside the tasks; nothing any more once the programme has stopped.
std::vector<Request> SimulatedPeople::take_chore(Troupe& actors, Timestamp now)
{
    const auto chore = actors.chores.begin();
    if (chore == actors.chores.end() || chore->first > now)
        return {};
    std::vector<Request> wanted{std::move(chore->second)};
    actors.chores.erase(chore);
    const domain::Programme* programme = engine_.find_programme(actors.id);
    const bool pausing = std::holds_alternative<domain::PauseProgramme>(wanted.front().command);
    if (programme->state == domain::ProgrammeState::stopped || (pausing && programme->runs.empty()))
        wanted.clear();
    return wanted;
}

Result<int> SimulatedPeople::act()
{
    struct Doing {
        ProgrammeId programme;
        TaskId task;
        std::size_t last = 0;  // place of its last request
    };
    const Timestamp now = engine_.clock().now();
    std::vector<Request> requests;
    std::vector<Doing> doing;
    std::set<ProgrammeId> busy;
    for (auto entry = queue_.begin(); entry != queue_.end() && std::get<Timestamp>(*entry) <= now;) {
        const auto [at, programme, task] = *entry;
        if (busy.contains(programme)) {
            ++entry;
            continue;
        }
        entry = queue_.erase(entry);
        Troupe& actors = troupe(programme);
        std::vector<Request> wanted;
        if (task && actors.jobs.contains(task))
            wanted = requests_for(actors, task);
        else if (!task)
            wanted = take_chore(actors, now);
        busy.insert(programme);
        for (Request& request : wanted)
            requests.push_back(std::move(request));
        doing.push_back({programme, task, wanted.empty() ? std::string::npos : requests.size() - 1});
    }
    const std::vector<Reply> replies = engine_.execute(requests);
    for (const Reply& reply : replies)
        if (!reply.answer && is_fatal(reply.answer.error().code))
            return reply.answer.error();
    for (const Doing& done : doing) {
        Troupe& actors = troupe(done.programme);
        if (done.last == std::string::npos)
            continue;
        if (done.task)
            after_task(actors, done.task, replies[done.last]);
        else if (!replies[done.last].answer)
            note_refusal(actors, "", replies[done.last].answer.error());
    }
    for (const Doing& done : doing) {
        look(done.programme);
        acted_.insert(done.programme);
    }
    actions_ += static_cast<std::int64_t>(requests.size());
    return static_cast<int>(doing.size());
}

Result<void> SimulatedPeople::answer_now(ProgrammeId programme, TaskId task, const json::object& answers)
{
    Troupe& actors = troupe(programme);
    look(programme);
    const auto job = actors.jobs.find(task);
    if (job == actors.jobs.end())
        return refusal(Errc::wrong_state, "{} staat niet open", task);
    const json::object wishes = actors.wishes.answers;
    actors.wishes.answers[job->second.path.empty() ? domain::to_text(task) : job->second.path] = answers;
    if (job->second.next)
        queue_.erase({*job->second.next, programme, task});
    Result<void> answered;
    for (int part = 0; part < vote_parts_max && answered; ++part) {
        job->second.move = Move::answer;
        const std::vector<Request> requests = requests_for(actors, task);
        if (requests.empty())
            answered = refusal(Errc::not_allowed, "niemand kan {} beantwoorden: de plek is onbezet", task);
        for (const Reply& reply : engine_.execute(requests))
            if (!reply.answer && answered)
                answered = reply.answer.error();
        if (!engine_.find_programme(programme)->tasks.contains(task))
            break;
    }
    actors.wishes.answers = wishes;
    look(programme);
    return answered;
}

}  // namespace wd::runtime
