// Leaving the plan locally, with a reason: another date for a task, or leaving a step out (DOMAIN §7.13). See decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/checks.hpp"
#include "domain/deadlines.hpp"
#include "domain/decisions.hpp"

namespace wd::domain {

namespace {

// A legal term is not ours to move; and who still means to vote does not lose the chance because a date is moved forward.
Result<void> check_movable(const Task& task, Date due)
{
    if (task.legal)
        return refusal(Errc::wrong_state, "{} heeft een wettelijke termijn (tot en met {}); die kan niemand verzetten",
                       task.id, task.due ? to_text(*task.due) : "nog onbekend");
    if (task.kind == StepKind::vote && task.due && due < *task.due)
        return refusal(Errc::wrong_state, "{} is een stemming tot en met {}; die mag langer duren, niet korter",
                       task.id, to_text(*task.due));
    return {};
}

Result<Payloads> reschedule(const Programme& programme, const OpenTask& open, Date due,
                            const std::optional<Text>& reason, Context& context)
{
    Complaints complaints;
    complaints.add(check_movable(open.task, due));
    complaints.add(check_due("due", due, context));
    complaints.add(check_text("reason", reason));
    if (!complaints.empty())
        return complaints.to_error();

    TaskRescheduled moved;
    moved.task = open.task.id;
    moved.timers = timers_for_date(programme, open.task, open.step, due, context);
    moved.reason = keep(context, reason, "reason");
    return Payloads{std::move(moved)};
}

bool is_vote_of_residents(const OpenTask& open, Context& context)
{
    if (open.task.kind != StepKind::vote)
        return false;
    const auto* terms = open.step == nullptr ? nullptr : std::get_if<VoteTerms>(&open.step->terms);
    return terms == nullptr || terms->base != VoteBase::cast ||
           (open.task.role && is_residents_role(context.ledger(), *open.task.role));
}

// What may not be left out, and why.
Result<void> check_droppable(const OpenTask& open, Context& context)
{
    const Task& task = open.task;
    if (task.kind == StepKind::gate)
        return refusal(Errc::wrong_state,
                       "{} is een beslismoment; dat weglaten zou beslissen zonder wie moet beslissen. Gebruik "
                       "gate decide",
                       task.id);
    if (task.kind == StepKind::friction)
        return refusal(Errc::wrong_state,
                       "{} schuurt; dat gaat niet weg door het weg te laten. Gebruik friction decide", task.id);
    if (task.kind == StepKind::reflection)
        return refusal(Errc::wrong_state, "{} is een reflectie; overslaan kan met één zin uitleg: reflection skip",
                       task.id);
    if (is_vote_of_residents(open, context))
        return refusal(Errc::wrong_state, "{} is een stemming van bewoners; alleen hun stem sluit die", task.id);
    if (task.legal)
        return refusal(Errc::wrong_state, "{} hoort bij een wettelijke termijn; die stap kan niet weg", task.id);
    return {};
}

}  // namespace

Result<Payloads> decide(const Programme& programme, const RescheduleTask& command, Context& context)
{
    const Result<OpenTask> open = find_open_task(programme, command.task, context);
    if (!open)
        return open.error();
    if (const Result<void> may = check_may_answer(programme, open->task, context); !may)
        return may.error();
    return reschedule(programme, *open, command.due, command.reason, context);
}

Result<Payloads> decide(const Programme& programme, const MoveStep& command, Context& context)
{
    const Result<OpenTask> open = find_open_task(programme, command.task, context);
    if (!open)
        return open.error();
    if (const Result<void> may = check_may_adapt(programme, open->task, context); !may)
        return may.error();
    return reschedule(programme, *open, command.due, command.reason, context);
}

Result<Payloads> decide(const Programme& programme, const DropStep& command, Context& context)
{
    const Result<OpenTask> open = find_open_task(programme, command.task, context);
    if (!open)
        return open.error();
    if (const Result<void> may = check_may_adapt(programme, open->task, context); !may)
        return may.error();
    Complaints complaints;
    complaints.add(check_droppable(*open, context));
    complaints.add(check_text("reason", command.reason));
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{
        StepDropped{open->task.path.value_or(""), command.task, context.keep(command.reason, "reason", std::nullopt)}};
}

}  // namespace wd::domain
