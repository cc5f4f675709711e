// Recording events. See turn.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/turn.hpp"

#include <algorithm>

namespace wd::domain {

void Turn::record(RunId run, Payload payload)
{
    Event event;
    event.run = run;
    event.cause = first_pseq_;
    event.at = std::max(context_.now(), programme_.last_at);
    event.actor = context_.actor();
    event.payload = std::move(payload);
    paths_.push_back(step_of(programme_, event.payload));
    apply(programme_, event);
    if (first_pseq_ == 0)
        first_pseq_ = programme_.pseq;
    events_.push_back(std::move(event));
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
    if constexpr (std::is_same_v<E, CommitmentAdded>)
        return {};
    else if constexpr (requires {
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
