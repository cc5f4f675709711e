// Steps that the events of a handover answer (`answered_by`): what was done before they opened, what can be done no more, and whom
// they ask when another successor comes. See interpretation.hpp and handover_answers.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/interpretation.hpp"

namespace wd::domain {

namespace {

constexpr std::string_view receiver_fact = "handover.receiver";

}  // namespace

// Whether the event that answers the step came before it opened, or cannot come any more, in the handover that the run is about.
Coming Interpretation::coming_of_answer(const Run& run, const Step& step)
{
    if (!step.answered_by.starts_with("handover."))
        return Coming::later;
    const Ledger& ledger = turn_.context().ledger();
    const std::optional<HandoverId> handover = handover_of_run(ledger, run.input);
    return handover ? coming_of(step.answered_by, ledger.handovers.at(*handover), turn_.context().rubric().settings)
                    : Coming::later;
}

// A reflection that was held with something else, e.g. a terugkommoment, by whose chair that was.
ReflectionRecorded Interpretation::reflection_behind(const Task& task, std::optional<HandoverId> handover)
{
    const Ledger& ledger = turn_.context().ledger();
    ReflectionRecorded recorded{task.id, {}, turn_.context().today(), {}};
    if (task.role)
        recorded.roles.push_back(*task.role);
    else if (handover)
        recorded.roles.push_back(ledger.positions.at(ledger.handovers.at(*handover).position).role);
    return recorded;
}

// What the handover is now changes what its steps ask: what can happen no more, e.g. the document once it is accepted, is not asked
// any longer; and when somebody else comes after all, what was asked of the one is asked of the other.
void Interpretation::follow_handover(HandoverId id)
{
    const HandoverRecord& handover = turn_.context().ledger().handovers.at(id);
    const RubricSettings settings = turn_.context().rubric().settings;
    std::vector<std::pair<RunId, Payload>> events;
    for (const auto& [task_id, task] : turn_.programme().tasks) {
        if (!task.run || handover_of_run(turn_.context().ledger(), turn_.programme().runs.at(*task.run).input) != id)
            continue;
        const Step* spec = find_step(*workflow_of(*task.run), *task.path);
        if (spec == nullptr)
            continue;
        if (coming_of(spec->answered_by, handover, settings) == Coming::never)
            events.emplace_back(*task.run, StepClosed{*task.path, StepState::skipped, {}});
        else if (spec->person == receiver_fact && handover.receiver && !handover.accepted_on &&
                 task.person != handover.receiver)
            events.emplace_back(*task.run, TaskDelegated{task_id, *handover.receiver, {}});
    }
    for (auto& [run, event] : events)
        record(run, std::move(event));
}

}  // namespace wd::domain
