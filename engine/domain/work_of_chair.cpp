// See work_of_chair.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/work_of_chair.hpp"

#include "domain/handover_checks.hpp"
#include "domain/promises.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

// Who goes, from which chair.
struct Leaver {
    PersonId person;
    std::string role;
    bool stays = false;  // in another chair of this programme
};

Leaver leaver_of(const Ledger& ledger, PersonId person, PositionId chair, Date last_day)
{
    const bool stays = std::any_of(ledger.assignments.begin(), ledger.assignments.end(), [&](const auto& entry) {
        const Assignment& other = entry.second;
        return other.person == person && other.position != chair && (!other.last_day || *other.last_day > last_day);
    });
    return {person, ledger.positions.at(chair).role, stays};
}

// Open tasks that lie with the leaver. Those of a household stay with its team, and a friction that was raised beside the script
// with the commissioner, whatever chair that is.
std::vector<const Task*> tasks_of(const Programme& programme, PersonId leaver, Context& context)
{
    std::vector<const Task*> tasks;
    for (const auto& [id, task] : programme.tasks)
        if (task.person == leaver && (task.kind != StepKind::friction || task.role) &&
            !household_team_of(programme, task, context))
            tasks.push_back(&task);
    return tasks;
}

// Who keeps another chair keeps all that was not asked of this one: what came by name may be for either.
bool is_of_chair(const Task& task, const Leaver& leaver)
{
    return !leaver.stays || task.role == leaver.role;
}

std::optional<PersonId> named_owner(const HandoverRecord& handover, ItemKind item, std::int64_t id)
{
    const auto found = handover.owners.find({item, id});
    return found == handover.owners.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace

Payloads work_goes_over(const Programme& programme, const HandoverRecord& handover, PersonId receiver, Context& context)
{
    Payloads events;
    if (!handover.giver)
        return events;
    const Ledger& ledger = context.ledger();
    const Leaver leaver =
        leaver_of(ledger, *handover.giver, handover.position, handover.last_day.value_or(context.today()));
    for (const Task* task : tasks_of(programme, leaver.person, context)) {
        const std::optional<PersonId> named = named_owner(handover, ItemKind::task, task->id.value);
        if (!named && !is_of_chair(*task, leaver))
            continue;
        if (task->kind == StepKind::friction)  // is decided by whoever has the role, and not passed on
            events.emplace_back(TaskReturned{task->id, ReturnReason::given_back, {}, {}});
        else
            events.emplace_back(TaskDelegated{task->id, named.value_or(receiver), {}});
    }
    for (const auto& [id, promise] : ledger.commitments) {
        const std::optional<PersonId> named = named_owner(handover, ItemKind::commitment, id.value);
        if (promise.owner != leaver.person)
            continue;
        if (is_of_household(programme, promise, context)) {  // its team finds somebody else
            if (!leaver.stays && !promise.silent)
                events.emplace_back(CommitmentSilent{id, Silence::owner_left});
            continue;
        }
        if (leaver.stays && !named)
            continue;
        const PersonId owner = named.value_or(receiver);
        events.emplace_back(CommitmentChanged{id, owner, {}, {}, {}});
        watch_promise(id, owner, promise.due, events, context);
    }
    return events;
}

Payloads work_goes_back(const Programme& programme, AssignmentId leaving, Date last_day, Context& context)
{
    Payloads events;
    const Ledger& ledger = context.ledger();
    const Assignment& assignment = ledger.assignments.at(leaving);
    const Leaver leaver = leaver_of(ledger, assignment.person, assignment.position, last_day);
    for (const Task* task : tasks_of(programme, leaver.person, context))
        if (is_of_chair(*task, leaver))
            events.emplace_back(TaskReturned{task->id, ReturnReason::given_back, {}, {}});
    if (leaver.stays)
        return events;
    for (const auto& [id, promise] : ledger.commitments)
        if (promise.owner == leaver.person && !promise.silent)
            events.emplace_back(CommitmentSilent{id, Silence::owner_left});
    return events;
}

}  // namespace wd::domain
