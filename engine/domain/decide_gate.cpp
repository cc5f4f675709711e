// Gates: several deciders, four outcomes, never by time-out; and the step schuurt, decided by the commissioner by name.
// What a gate still lacks is in gate_needs.cpp. See decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/conditions.hpp"
#include "domain/deadlines.hpp"
#include "domain/decisions.hpp"
#include "domain/gate_needs.hpp"
#include "domain/step_lookup.hpp"
#include "domain/words.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

bool has_spoken(const Task& gate, std::string_view role)
{
    return std::any_of(gate.answers.begin(), gate.answers.end(), [&](const GateAnswered& a) { return a.role == role; });
}

std::vector<std::string_view> views(const std::vector<std::string>& words)
{
    return {words.begin(), words.end()};
}

// What people call a role.
std::string title_of(Context& context, std::string_view role)
{
    const Position* position = find_position(context.ledger(), role);
    return position == nullptr ? std::string(role) : position->title;
}

// The deciding role in which the actor speaks now.
Result<std::string> find_seat(const Task& gate, const GateTerms& terms, const DecideGate& command, Context& context)
{
    std::vector<std::string_view> held;
    std::vector<std::string_view> silent;
    for (const std::string& role : terms.deciders) {
        if (!holds_role(context.ledger(), role, context.actor().person, context))
            continue;
        held.push_back(role);
        if (!has_spoken(gate, role))
            silent.push_back(role);
    }
    if (command.role) {
        if (std::find(terms.deciders.begin(), terms.deciders.end(), *command.role) == terms.deciders.end())
            return refusal_at("role", "'{}' beslist niet mee over {}; dat doen {}{}", *command.role, gate.id,
                              join_and(terms.deciders), did_you_mean(*command.role, views(terms.deciders)));
        if (std::find(held.begin(), held.end(), *command.role) == held.end())
            return refusal(Errc::not_allowed, "u hebt de rol '{}' nu niet", title_of(context, *command.role));
        if (has_spoken(gate, *command.role))
            return refusal(Errc::conflict, "de rol '{}' heeft over {} al gesproken", title_of(context, *command.role),
                           gate.id);
        return *command.role;
    }
    WD_ASSERT(!held.empty());
    if (silent.empty())
        return refusal(Errc::conflict, "de rol '{}' heeft over {} al gesproken", title_of(context, held.front()),
                       gate.id);
    if (silent.size() > 1)
        return refusal_at("role", "u hebt hier meer dan een rol; zeg in welke u nu spreekt: {}", join_or(silent));
    return std::string(silent.front());
}

Result<void> check_independent(const OpenTask& open, const GateTerms& terms, Context& context)
{
    if (!terms.independent)
        return {};
    for (const std::string& need : terms.needs) {
        if (!has_completed(*open.run, need, context.actor().person))
            continue;
        const Step* step = open.workflow == nullptr ? nullptr : find_step_by_id(*open.workflow, need);
        return refusal(
            Errc::not_allowed,
            "hier beslist wie niet meewerkte aan de stukken, en u rondde '{}' af; laat een ander in deze rol "
            "beslissen",
            step == nullptr || step->title.empty() ? need : step->title);
    }
    return {};
}

void check_date(const DecideGate& command, const Context& context, Complaints& complaints)
{
    if (command.outcome != GateOutcome::not_now) {
        if (command.date)
            complaints.add(
                refusal_at("date", "een datum hoort bij 'nu niet', niet bij '{}'", dutch(name_of(command.outcome))));
        return;
    }
    if (command.date)
        complaints.add(check_future("date", *command.date, context));
    else
        complaints.add(refusal_at("date", "'nu niet' vraagt een datum waarop de vraag terugkomt"));
}

void check_phase(const DecideGate& command, const GateTerms& terms, Complaints& complaints)
{
    if (command.outcome != GateOutcome::back) {
        if (command.phase)
            complaints.add(
                refusal_at("phase", "een fase hoort bij 'terug', niet bij '{}'", dutch(name_of(command.outcome))));
        return;
    }
    const std::vector<std::string_view> allowed = views(terms.back);
    if (allowed.empty())
        complaints.add(
            refusal_at("outcome", "vanaf dit beslismoment kan men niet terug; kies go, go met voorwaarden of nu niet"));
    else if (!command.phase)
        complaints.add(refusal_at("phase", "'terug' vraagt een fase: {}", join_or(allowed)));
    else if (std::find(allowed.begin(), allowed.end(), *command.phase) == allowed.end())
        complaints.add(refusal_at("phase", "terug naar '{}' kan hier niet; kies {}{}", *command.phase, join_or(allowed),
                                  did_you_mean(*command.phase, allowed)));
}

Result<void> check_answer(const DecideGate& command, const GateTerms& terms, Context& context)
{
    Complaints complaints;
    check_date(command, context, complaints);
    check_phase(command, terms, complaints);
    complaints.add(check_text("grounds", command.grounds));
    check_conditions(command.conditions,
                     command.outcome == GateOutcome::go_with_conditions ? Conditions::wanted : Conditions::unwanted,
                     name_of(command.outcome), context.today(), context, complaints);
    return complaints.empty() ? Result<void>{} : complaints.to_error();
}

Result<void> check_needs(const Programme& programme, const OpenTask& open, const GateTerms& terms, GateOutcome outcome,
                         Context& context)
{
    if (outcome != GateOutcome::go && outcome != GateOutcome::go_with_conditions)
        return {};
    const std::vector<std::string> missing = missing_needs(programme, *open.run, terms, context);
    if (missing.empty())
        return {};
    Error error = refusal(Errc::wrong_state, "{} kan nog niet door: {}", open.task.id, fmt::join(missing, "; "));
    for (const std::string& sentence : missing)
        error.details.push_back(Error{Errc::wrong_state, sentence, {}, {}});
    return error;
}

std::size_t place_of_phase(const Workflow& workflow, std::string_view id)
{
    const Phase* phase = find_phase(workflow, id);
    return phase == nullptr ? workflow.phases.size() : static_cast<std::size_t>(phase - workflow.phases.data());
}

// The least favourable answer, the latest date, the earliest phase (RULES D5).
GateDecided conclude(const Task& gate, const std::vector<GateAnswered>& answers, const Workflow& workflow)
{
    GateDecided decided;
    decided.task = gate.id;
    std::optional<Date> latest;
    for (const GateAnswered& answer : answers) {
        decided.outcome = std::max(decided.outcome, answer.outcome);
        if (answer.date && (!latest || *answer.date > *latest))
            latest = answer.date;
        if (answer.phase &&
            (!decided.phase || place_of_phase(workflow, *answer.phase) < place_of_phase(workflow, *decided.phase)))
            decided.phase = answer.phase;
    }
    if (decided.outcome == GateOutcome::not_now)
        decided.again = wake_on(TimerKind::again, "", *latest);
    return decided;
}

}  // namespace

Result<Payloads> decide(const Programme& programme, const DecideGate& command, Context& context)
{
    const Result<OpenTask> open = find_answerable(programme, command.task, StepKind::gate, context);
    if (!open)
        return open.error();
    const Result<const GateTerms*> terms = find_terms<GateTerms>(*open);
    if (!terms)
        return terms.error();
    WD_ASSERT(open->run != nullptr);  // a gate closes its phase, so none is ad hoc or carried on
    const Result<std::string> seat = find_seat(open->task, **terms, command, context);
    if (!seat)
        return seat.error();
    if (const Result<void> independent = check_independent(*open, **terms, context); !independent)
        return independent.error();
    if (const Result<void> sound = check_answer(command, **terms, context); !sound)
        return sound.error();
    if (const Result<void> ready = check_needs(programme, *open, **terms, command.outcome, context); !ready)
        return ready.error();

    Payloads events;
    GateAnswered answer{command.task, *seat, command.outcome, command.date, command.phase, {}, {}};
    answer.conditions = add_commitments(command.conditions, command.task, events, context);
    answer.grounds = keep(context, command.grounds, "grounds");
    std::vector<GateAnswered> answers = open->task.answers;
    answers.push_back(answer);
    events.emplace_back(std::move(answer));
    if (answers.size() == (*terms)->deciders.size())
        events.emplace_back(conclude(open->task, answers, *open->workflow));
    return events;
}

Result<Payloads> decide(const Programme& programme, const RaiseFriction& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    if (const Result<void> named = check_by_name("zeggen dat iets schuurt", context); !named)
        return named.error();
    if (!programme.commissioner)
        return refusal(Errc::wrong_state,
                       "{} heeft geen opdrachtgever, en die moet hierover beslissen; leg die vast bij programme "
                       "create, in 'commissioner'",
                       programme.id);
    Complaints complaints;
    complaints.add(check_text("text", command.text));
    if (command.date)
        complaints.add(check_due("date", *command.date, context));
    if (!complaints.empty())
        return complaints.to_error();

    TaskAdded added;
    added.task = context.new_id<TaskTag>();
    added.kind = StepKind::friction;
    added.title = context.keep(command.text, "title", std::nullopt);
    added.person = programme.commissioner;
    if (command.date)
        added.timers.push_back(deadline_on(TimerKind::due, "", *command.date));
    return Payloads{std::move(added)};
}

Result<Payloads> decide(const Programme& programme, const DecideFriction& command, Context& context)
{
    const Result<OpenTask> open = find_answerable(programme, command.task, StepKind::friction, context);
    if (!open)
        return open.error();
    Complaints complaints;
    if (command.outcome == FrictionOutcome::move_date) {
        if (command.date)
            complaints.add(check_future("date", *command.date, context));
        else
            complaints.add(refusal_at("date", "'datum verzetten' vraagt de nieuwe datum"));
    } else if (command.date)
        complaints.add(refusal_at("date", "een datum hoort bij 'datum verzetten', niet bij '{}'",
                                  dutch(name_of(command.outcome))));
    complaints.add(check_text("grounds", command.grounds));
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{
        FrictionDecided{command.task, command.outcome, command.date, keep(context, command.grounds, "grounds")}};
}

}  // namespace wd::domain
