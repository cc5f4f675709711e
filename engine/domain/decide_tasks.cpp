// Taking tasks up, passing them on, giving them back, finishing them, and adding one beside the script. See decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/checks.hpp"
#include "domain/deadlines.hpp"
#include "domain/decisions.hpp"
#include "domain/forms.hpp"

namespace wd::domain {

namespace {

constexpr std::chrono::days not_now_max{366};

// A gate is asked of deciders, all at once: there is nothing to take up, pass on or give back.
Result<void> check_not_gate(const Task& task)
{
    if (task.kind == StepKind::gate)
        return refusal(Errc::wrong_state,
                       "{} is een beslismoment: dat wordt niet opgepakt of doorgegeven; gebruik gate decide", task.id);
    return {};
}

Result<OpenTask> find_passable(const Programme& programme, TaskId task, Context& context)
{
    Result<OpenTask> open = find_open_task(programme, task, context);
    if (!open)
        return open.error();
    if (const Result<void> passable = check_not_gate(open->task); !passable)
        return passable.error();
    return open;
}

// Whom a task may be passed on to: somebody else, who can answer, and who may know of it.
Result<void> check_receiver(const OpenTask& open, PersonId to, Context& context)
{
    if (to == context.actor().person)
        return refusal_at("to", "{} doorgeven aan uzelf kan niet; gebruik task claim", open.task.id);
    if (open.task.person == to)
        return refusal(Errc::duplicate, "{} ligt al bij {}", open.task.id, to);
    const std::optional<PersonFacts> facts = context.find_person(to);
    if (!facts)
        return check_person("to", to, context);
    if (facts->kind == PersonKind::organisation)
        return refusal_at("to", "{} is een organisatie; geef {} door aan een persoon, team of groep", to, open.task.id);
    if (open.team && !acts_for(*open.team, to, context))
        return refusal(Errc::not_allowed, "{} is vertrouwelijk; {} hoort niet bij het team", open.task.id, to);
    return {};
}

bool has_to_be_answered(StepKind kind)
{
    return kind == StepKind::vote || kind == StepKind::decision || kind == StepKind::friction;
}

Result<Payloads> give_back(const Task& task, const ReturnTask& command, Context& context)
{
    if (task.state != TaskState::claimed)
        return refusal(Errc::wrong_state,
                       "{} is niet opgepakt, dus valt er niets terug te geven; zeg 'niet voor ons' (not_ours) of "
                       "'nu niet' (not_now)",
                       task.id);
    return Payloads{TaskReturned{task.id, ReturnReason::given_back, {}, keep(context, command.note, "note")}};
}

Result<Payloads> decline(const Task& task, const ReturnTask& command, Context& context)
{
    if (has_to_be_answered(task.kind))
        return refusal(Errc::wrong_state, "{} is {}; dat kan niet 'niet voor ons' zijn. Gebruik {}", task.id,
                       kind_in_words(task.kind), command_for(task.kind));
    return Payloads{TaskReturned{task.id, ReturnReason::not_ours, {}, keep(context, command.note, "note")}};
}

// A deadline that would pass while nobody is asked moves along to the day on which it is asked again; a legal term does not.
Result<Payloads> postpone(const Programme& programme, const OpenTask& open, const ReturnTask& command, Context& context)
{
    const Task& task = open.task;
    if (!command.until)
        return refusal_at("until", "'nu niet' vraagt een dag waarop het wel kan; vul 'until' in");
    if (const Result<void> later = check_future("until", *command.until, context); !later)
        return later.error();
    if (*command.until > context.today() + not_now_max)
        return refusal_at("until", "'until' is {}; 'nu niet' kan voor hoogstens een jaar, tot en met {}",
                          to_text(*command.until), to_text(context.today() + not_now_max));
    const bool passes_earlier = task.due && *task.due < *command.until;
    if (passes_earlier && task.legal)
        return refusal_at("until", "{} heeft een wettelijke termijn; 'nu niet' kan tot en met {}", task.id,
                          to_text(*task.due));
    Payloads events{TaskReturned{task.id, ReturnReason::not_now, wake_on(TimerKind::again, "", *command.until),
                                 keep(context, command.note, "note")}};
    if (passes_earlier)
        events.emplace_back(
            TaskRescheduled{task.id, timers_for_date(programme, task, open.step, *command.until, context), {}});
    return events;
}

}  // namespace

Result<Payloads> decide(const Programme& programme, const ClaimTask& command, Context& context)
{
    const Result<OpenTask> open = find_passable(programme, command.task, context);
    if (!open)
        return open.error();
    const Task& task = open->task;
    if (task.state == TaskState::claimed)
        return refusal(Errc::conflict, "{} is al opgepakt door {}", task.id,
                       *task.person == context.actor().person ? "uzelf" : to_text(*task.person));
    if (const Result<void> may = check_may_answer(programme, task, context); !may)
        return may.error();
    return Payloads{TaskClaimed{task.id, context.actor().person}};
}

Result<Payloads> decide(const Programme& programme, const DelegateTask& command, Context& context)
{
    const Result<OpenTask> open = find_passable(programme, command.task, context);
    if (!open)
        return open.error();
    if (open->task.kind == StepKind::friction)
        return refusal(Errc::wrong_state,
                       "{} schuurt: daarover beslist de opdrachtgever zelf, met naam; gebruik friction decide",
                       command.task);
    if (const Result<void> may = check_may_answer(programme, open->task, context); !may)
        return may.error();
    if (const Result<void> receiver = check_receiver(*open, command.to, context); !receiver)
        return receiver.error();
    if (const Result<void> note = check_text("note", command.note); !note)
        return note.error();
    return Payloads{TaskDelegated{command.task, command.to, keep(context, command.note, "note")}};
}

Result<Payloads> decide(const Programme& programme, const ReturnTask& command, Context& context)
{
    const Result<OpenTask> open = find_passable(programme, command.task, context);
    if (!open)
        return open.error();
    if (const Result<void> may = check_may_answer(programme, open->task, context); !may)
        return may.error();
    if (const Result<void> note = check_text("note", command.note); !note)
        return note.error();
    const ReturnReason reason = command.reason.value_or(ReturnReason::given_back);
    if (command.until && reason != ReturnReason::not_now)
        return refusal_at("until", "een dag ('until') hoort bij 'nu niet' (not_now), niet bij {}", name_of(reason));
    switch (reason) {
    case ReturnReason::given_back: return give_back(open->task, command, context);
    case ReturnReason::not_ours: return decline(open->task, command, context);
    case ReturnReason::not_now: return postpone(programme, *open, command, context);
    }
    WD_ASSERT(false);
    return Payloads{};
}

Result<Payloads> decide(const Programme& programme, const CompleteTask& command, Context& context)
{
    const Result<OpenTask> open = find_answerable(programme, command.task, StepKind::task, context);
    if (!open)
        return open.error();
    if (open->step != nullptr && !open->step->answered_by.empty())
        return refusal(Errc::wrong_state, "{} gaat vanzelf af als het gebeurd is: gebruik {}", command.task,
                       command_for_event(open->step->answered_by));
    Result<std::vector<Answer>> answers = check_answers(*open, command.answers, context);
    if (!answers)
        return answers.error();
    return Payloads{TaskCompleted{command.task, std::move(*answers)}};
}

Result<Payloads> decide(const Programme& programme, const CommentTask& command, Context& context)
{
    const Result<OpenTask> open = find_open_task(programme, command.task, context);
    if (!open)
        return open.error();
    if (const Result<void> text = check_text("text", command.text); !text)
        return text.error();
    const EntryId comment = context.new_id<EntryTag>();
    return Payloads{TaskCommented{command.task, comment, context.keep(command.text, "text", std::nullopt)}};
}

Result<Payloads> decide(const Programme& programme, const AddTask& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    Complaints complaints;
    complaints.add(check_text("title", command.title));
    if (command.role)
        complaints.add(check_role_exists("role", *command.role, context));
    if (command.person)
        complaints.add(check_person("person", *command.person, context));
    if (command.due)
        complaints.add(check_due("due", *command.due, context));
    if (!complaints.empty())
        return complaints.to_error();

    TaskAdded added;
    added.task = context.new_id<TaskTag>();
    added.title = context.keep(command.title, "title", std::nullopt);
    added.role = command.role;
    added.person = command.person;
    if (command.due)
        added.timers.push_back(deadline_on(TimerKind::due, "", *command.due));
    return Payloads{std::move(added)};
}

}  // namespace wd::domain
