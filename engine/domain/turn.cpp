// Recording events. See turn.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/turn.hpp"

#include "domain/paths.hpp"
#include "domain/run_facts.hpp"

#include <algorithm>

namespace wd::domain {

void Turn::record(RunId run, Payload payload)
{
    Event event;
    event.run = run;
    event.cause = cause_ != 0 ? cause_ : first_pseq_;
    event.at = std::max(context_.now(), programme_.last_at);
    event.actor = context_.actor();
    event.payload = std::move(payload);
    paths_.push_back(step_of(programme_, event.payload));
    teams_.push_back(team_behind(run, event.payload));
    if (std::holds_alternative<PhaseClosed>(event.payload))
        keep_passed_steps(run);
    apply(programme_, event);
    if (first_pseq_ == 0)
        first_pseq_ = programme_.pseq;
    events_.push_back(std::move(event));
}

std::optional<PersonId> Turn::team_behind(RunId run, const Payload& payload) const
{
    if (const auto* started = std::get_if<RunStarted>(&payload))
        return started->team;
    const auto found = programme_.runs.find(run);
    return found == programme_.runs.end() ? std::nullopt : found->second.team;
}

void Turn::keep_passed_steps(RunId run)
{
    std::vector<const std::pair<const std::string, StepRecord>*> done;
    for (const auto& step : programme_.runs.at(run).steps)
        if (step.second.state == StepState::done)
            done.push_back(&step);
    std::stable_sort(done.begin(), done.end(),
                     [](const auto* a, const auto* b) { return *a->second.closed_at < *b->second.closed_at; });
    for (const auto* step : done)
        passed_[run].push_back({step->first, facts_of(step->second.result, step->second.outcome)});
}

std::vector<PassedStep> Turn::passed_steps(RunId run, std::string_view id) const
{
    std::vector<PassedStep> steps;
    if (const auto found = passed_.find(run); found != passed_.end())
        for (const PassedStep& step : found->second)
            if (last_id(step.path) == id)
                steps.push_back(step);
    return steps;
}

std::int64_t Turn::pseq_of(std::size_t event) const
{
    return programme_.pseq - static_cast<std::int64_t>(events_.size() - 1 - event);
}

void Turn::record_all(Payloads payloads)
{
    RunId answered;  // what an answer adds beside it is as confidential as the answer
    for (Payload& payload : payloads) {
        RunId run = run_of(programme_, payload);
        if (std::holds_alternative<TaskAdded>(payload))
            run = answered;
        else if (const auto* corrected = std::get_if<AnswerCorrected>(&payload)) {
            const std::optional<ClosedTaskFacts> closed = context_.find_closed_task(corrected->task);
            run = closed ? closed->run : RunId{};
        }
        if (run)
            answered = run;
        record(run, std::move(payload));
    }
}

namespace {

// The task an event answers or changes. A commitment names the gate it is a condition of: of its run, but not its answer.
template <class E>
std::optional<TaskId> task_of(const E& event)
{
    if constexpr (!std::is_same_v<E, CommitmentAdded> && requires {
                      {
                          event.task
                          } -> std::convertible_to<std::optional<TaskId>>;
                  })
        return event.task;
    else
        return {};
}

const Task* find_task(const Programme& programme, std::optional<TaskId> id)
{
    const auto task = id ? programme.tasks.find(*id) : programme.tasks.end();
    return task == programme.tasks.end() ? nullptr : &task->second;
}

}  // namespace

RunId run_of(const Programme& programme, const Payload& payload)
{
    std::optional<TaskId> id = std::visit([](const auto& event) { return task_of(event); }, payload);
    if (const auto* promise = std::get_if<CommitmentAdded>(&payload))
        id = promise->task;
    const Task* task = find_task(programme, id);
    return task == nullptr ? RunId{} : task->run.value_or(RunId{});
}

std::string step_of(const Programme& programme, const Payload& payload)
{
    return std::visit(
        [&](const auto& event) -> std::string {
            if constexpr (requires {
                              {
                                  event.path
                                  } -> std::convertible_to<std::string>;
                          })
                return event.path;
            const Task* task = find_task(programme, task_of(event));
            return task == nullptr ? std::string{} : task->path.value_or(std::string{});
        },
        payload);
}

}  // namespace wd::domain
