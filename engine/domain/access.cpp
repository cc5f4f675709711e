// Who may answer what. See access.hpp, and holds_role() in decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"

#include "domain/decisions.hpp"
#include "domain/step_lookup.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

// Whether the actor holds a position today for which `wanted` holds.
template <class Wanted>
bool holds_position(const Ledger& ledger, PersonId person, Context& context, Wanted wanted)
{
    return std::any_of(ledger.assignments.begin(), ledger.assignments.end(), [&](const auto& entry) {
        const Assignment& assignment = entry.second;
        return assignment.from <= context.today() && wanted(ledger.positions.at(assignment.position)) &&
               acts_for(assignment.person, person, context);
    });
}

bool is_commissioner(const Programme& programme, PersonId person, Context& context)
{
    return programme.commissioner && acts_for(*programme.commissioner, person, context);
}

bool takes_part(const Programme& programme, Context& context)
{
    const PersonId person = context.actor().person;
    return is_commissioner(programme, person, context) ||
           holds_position(context.ledger(), person, context, [](const Position&) { return true; });
}

bool is_core(const Programme& programme, Context& context)
{
    const PersonId person = context.actor().person;
    return is_commissioner(programme, person, context) ||
           holds_position(context.ledger(), person, context, [](const Position& position) { return position.core; });
}

std::string role_in_words(const Ledger& ledger, std::string_view role)
{
    const Position* position = find_position(ledger, role);
    return fmt::format("'{}'", position == nullptr ? role : std::string_view{position->title});
}

bool is_held(const Ledger& ledger, std::string_view role, const Context& context)
{
    return std::any_of(ledger.assignments.begin(), ledger.assignments.end(), [&](const auto& entry) {
        return entry.second.from <= context.today() && ledger.positions.at(entry.second.position).role == role;
    });
}

Result<void> check_role(const Task& task, const std::string& role, Context& context)
{
    const Ledger& ledger = context.ledger();
    if (holds_role(ledger, role, context.actor().person, context))
        return {};
    return refusal(Errc::not_allowed, "{} is voor de rol {}, en u hebt die rol nu niet{}", task.id,
                   role_in_words(ledger, role), is_held(ledger, role, context) ? "" : " (de rol is onbezet)");
}

Result<void> check_decider(const Task& task, Context& context)
{
    const Ledger& ledger = context.ledger();
    std::vector<std::string> words;
    for (const std::string& role : task.deciders) {
        if (holds_role(ledger, role, context.actor().person, context))
            return {};
        words.push_back(role_in_words(ledger, role));
    }
    return refusal(Errc::not_allowed, "{} wordt beslist door {}; u hebt geen van die rollen", task.id, join_and(words));
}

Result<void> check_person_of(const Task& task, Context& context)
{
    const PersonId actor = context.actor().person;
    if (task.state == TaskState::claimed) {
        if (*task.person == actor)
            return {};
        return refusal(Errc::not_allowed,
                       "{} is opgepakt door {}; alleen die kan de taak afronden, doorgeven of teruggeven", task.id,
                       *task.person);
    }
    if (acts_for(*task.person, actor, context))
        return {};
    return refusal(Errc::not_allowed, "{} is aangeboden aan {}, niet aan u", task.id, *task.person);
}

// A friction without a role was raised beside the script: the commissioner decides by name, whoever gave it back meanwhile.
Result<void> check_commissioner(const Programme& programme, const Task& task, Context& context)
{
    if (is_commissioner(programme, context.actor().person, context))
        return {};
    if (!programme.commissioner)
        return refusal(Errc::not_allowed, "{} wacht op de opdrachtgever, en die heeft dit programma niet", task.id);
    return refusal(Errc::not_allowed, "{} wordt beslist door de opdrachtgever ({}), niet door u", task.id,
                   *programme.commissioner);
}

// The step behind a task; a task beside the runs has forgotten its path and team, but the store has not.
OpenTask with_origin(const Programme& programme, const Task& task, Context& context)
{
    OpenTask open{task};
    Sha256 hash{};
    std::string path;
    if (task.run) {
        open.run = &programme.runs.at(*task.run);
        open.team = open.run->team;
        hash = open.run->hash;
        path = task.path.value_or("");
    } else if (const std::optional<TaskOrigin> origin = context.find_task_origin(task.id)) {
        open.team = origin->team;
        hash = origin->hash;
        path = origin->path;
    } else
        return open;
    open.workflow = context.find_workflow(hash);
    if (open.workflow != nullptr)
        open.step = find_step(*open.workflow, path);
    return open;
}

}  // namespace

Result<void> check_not_stopped(const Programme& programme)
{
    if (programme.state == ProgrammeState::stopped)
        return refusal(Errc::wrong_state, "{} is gestopt; er kan niets meer bij", programme.id);
    return {};
}

Result<void> check_somebody(const Context& context)
{
    if (!context.actor().person)
        return refusal(Errc::not_allowed, "zeg wie u bent (--as): alleen een persoon kan dit antwoord geven");
    return {};
}

Result<void> check_actor(Context& context)
{
    const PersonId person = context.actor().person;
    if (!person || context.find_person(person))
        return {};
    return refusal(Errc::not_found,
                   "{} staat niet in Wijkdraad en kan dus niets doen; kijk met person list wie er zijn, of voeg die "
                   "persoon eerst toe met person add",
                   person);
}

Result<void> check_by_name(std::string_view what, const Context& context)
{
    const Actor actor = context.actor();
    if (actor.person || !actor.uid)
        return {};
    return refusal(Errc::not_allowed, "zeg wie u bent (--as): {} gaat op naam, niet als beheerder", what);
}

Result<OpenTask> find_open_task(const Programme& programme, TaskId task, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    if (const Result<void> somebody = check_somebody(context); !somebody)
        return somebody.error();
    const Error absent = refusal(Errc::wrong_state, "{} staat niet open; misschien is die al afgerond", task);
    const auto found = programme.tasks.find(task);
    if (found == programme.tasks.end())
        return absent;
    OpenTask open = with_origin(programme, found->second, context);
    if (open.team && !acts_for(*open.team, context.actor().person, context))
        return absent;
    return open;
}

Result<OpenTask> find_answerable(const Programme& programme, TaskId task, StepKind kind, Context& context)
{
    Result<OpenTask> open = find_open_task(programme, task, context);
    if (!open)
        return open.error();
    if (open->task.kind != kind)
        return refusal(Errc::wrong_state, "{} is {}: gebruik {}", task, kind_in_words(open->task.kind),
                       command_for(open->task.kind));
    if (const Result<void> may = check_may_answer(programme, open->task, context); !may)
        return may.error();
    return open;
}

Result<void> check_may_answer(const Programme& programme, const Task& task, Context& context)
{
    if (task.kind == StepKind::gate)
        return check_decider(task, context);
    if (task.kind == StepKind::friction && !task.role)
        return check_commissioner(programme, task, context);
    if (task.person)
        return check_person_of(task, context);
    if (task.role)
        return check_role(task, *task.role, context);
    if (takes_part(programme, context))
        return {};
    return refusal(Errc::not_allowed, "{} is voor wie meedoet in {}; u hebt daar nu geen rol", task.id, programme.id);
}

Result<void> check_may_adapt(const Programme& programme, const Task& task, Context& context)
{
    Result<void> may = check_may_answer(programme, task, context);
    if (may)
        return may;
    if (task.role && is_residents_role(context.ledger(), *task.role))
        return refusal(Errc::not_allowed, "{} is gevraagd aan bewoners; alleen zij laten het weg of verzetten het",
                       task.id);
    if (is_core(programme, context))
        return {};
    return may;
}

Result<void> check_may_lead(const Programme& programme, Context& context)
{
    if (const Result<void> named = check_by_name("pauzeren, hervatten of stoppen", context); !named)
        return named;
    if (!context.actor().person || is_core(programme, context))
        return {};
    return refusal(Errc::not_allowed,
                   "alleen het kernteam en de opdrachtgever kunnen {} pauzeren, hervatten of stoppen", programme.id);
}

bool acts_for(PersonId holder, PersonId person, Context& context)
{
    if (!person)
        return false;
    if (holder == person)
        return true;
    const std::optional<PersonFacts> facts = context.find_person(person);
    return facts && std::find(facts->member_of.begin(), facts->member_of.end(), holder) != facts->member_of.end();
}

bool holds_role(const Ledger& ledger, std::string_view role, PersonId person, Context& context)
{
    return holds_position(ledger, person, context, [&](const Position& position) { return position.role == role; });
}

const Position* find_position(const Ledger& ledger, std::string_view role)
{
    const std::optional<PositionId> id = find_position_id(ledger, role);
    return id ? &ledger.positions.at(*id) : nullptr;
}

std::optional<PositionId> find_position_id(const Ledger& ledger, std::string_view role)
{
    for (const auto& [id, position] : ledger.positions)
        if (position.role == role)
            return id;
    return {};
}

bool is_residents_role(const Ledger& ledger, std::string_view role)
{
    const Position* position = find_position(ledger, role);
    return position != nullptr && position->residents;
}

std::string_view kind_in_words(StepKind kind)
{
    switch (kind) {
    case StepKind::meeting: return "een bijeenkomst";
    case StepKind::vote: return "een stemming";
    case StepKind::decision: return "een besluit";
    case StepKind::friction: return "iets dat schuurt";
    case StepKind::gate: return "een beslismoment";
    case StepKind::reflection: return "een reflectie";
    case StepKind::measure: return "een meting";
    default: return "een taak";
    }
}

std::string_view command_for(StepKind kind)
{
    switch (kind) {
    case StepKind::meeting: return "meeting record";
    case StepKind::vote: return "vote record";
    case StepKind::decision: return "decision record";
    case StepKind::friction: return "friction decide";
    case StepKind::gate: return "gate decide";
    case StepKind::measure: return "measure add";
    default: return "task complete";
    }
}

}  // namespace wd::domain
