// Who may answer what. Finds an open task with the step behind it, and says whether the actor may answer it: by the role that it
// is offered to, by name, or because it was claimed. Does not know accounts and permissions: those are asked at the door.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/context.hpp"

namespace wd::domain {

// An open task and where it comes from.
struct OpenTask {
    const Task& task;
    const Run* run = nullptr;            // null: ad hoc, or carried on from a phase that closed
    const Workflow* workflow = nullptr;  // null: ad hoc, or the bundle cannot be read here
    const Step* step = nullptr;          // null likewise
    std::optional<PersonId> team = {};   // confidential: for this team only
};

// Refuses a programme that was stopped.
Result<void> check_not_stopped(const Programme& programme);
// Refuses somebody whom nobody knows.
Result<void> check_actor(Context& context);
// Whether the actor administers this installation: by an account with that role, or by the machine itself, without a name. The engine
// too.
bool is_administrator(Context& context);
// Refuses an administrator of this machine who does not say for whom (`--as`) what people decide by name. `what` begins the
// sentence: "stoppen". The engine itself may.
Result<void> check_by_name(std::string_view what, const Context& context);
// Refuses the engine as well.
Result<void> check_somebody(const Context& context);

// An open task of a programme that goes on, asked by somebody. What is confidential does not exist for others (RULES B6).
Result<OpenTask> find_open_task(const Programme& programme, TaskId task, Context& context);
// The same, of this kind, and the actor may answer it. Another kind is refused with the command that it takes.
Result<OpenTask> find_answerable(const Programme& programme, TaskId task, StepKind kind, Context& context);

// Whether the actor may answer, give back, pass on and move this task.
Result<void> check_may_answer(const Programme& programme, const Task& task, Context& context);
// Whether the actor may change the plan around this task: who may answer it, and the core team; what is asked of residents is
// changed by residents only (DOMAIN §7.13, §7.1).
Result<void> check_may_adapt(const Programme& programme, const Task& task, Context& context);
// Whether the actor may pause, resume or stop: the core team and the commissioner, by name; and the engine itself.
Result<void> check_may_lead(const Programme& programme, Context& context);
// Whether the actor may say who sits where: the core team and the commissioner, by name; and the engine itself.
Result<void> check_may_staff(const Programme& programme, Context& context);

// Whether the actor holds a position of the programme today, stands in for one, or is its commissioner; and the same for the
// positions of the core team.
bool takes_part(const Programme& programme, Context& context);
bool is_core(const Programme& programme, Context& context);
// Refuses what names no task of this programme, open or answered, as the occasion of something; one of a confidential run does
// not exist for who is not in its team.
Result<void> check_occasion(std::string_view field, const Programme& programme, TaskId task, Context& context);

// Whether `person` is `holder`, or a member of the team or group that `holder` is.
bool acts_for(PersonId holder, PersonId person, Context& context);
// The position with this role; none when the programme has none.
std::optional<PositionId> find_position_id(const Ledger& ledger, std::string_view role);
// The same, as it is; null when the programme has none.
const Position* find_position(const Ledger& ledger, std::string_view role);
// Whether nothing asked of this role is ever late.
bool is_residents_role(const Ledger& ledger, std::string_view role);

// "een bijeenkomst", and the command that answers one: "meeting record".
std::string_view kind_in_words(StepKind kind);
std::string_view command_for(StepKind kind);
// The command that brings an event about: "handover complete" for "handover.completed".
std::string_view command_for_event(std::string_view event);

// The terms of the step behind a task. Refused when its workflow cannot be read here.
template <class Terms>
Result<const Terms*> find_terms(const OpenTask& open)
{
    const Terms* terms = open.step == nullptr ? nullptr : std::get_if<Terms>(&open.step->terms);
    if (terms == nullptr)
        return refusal(Errc::unavailable,
                       "de workflow van {} is hier niet te lezen; laat een beheerder die installeren", open.task.id);
    return terms;
}

}  // namespace wd::domain
