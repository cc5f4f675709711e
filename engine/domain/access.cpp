// Who may answer what. See access.hpp, and holds_role() in decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"

#include "domain/decisions.hpp"
#include "domain/step_lookup.hpp"
#include "domain/team.hpp"

#include <algorithm>
#include <array>

namespace wd::domain {

namespace {

bool acts_for_any(const std::vector<PersonId>& people, PersonId person, Context& context)
{
    return std::any_of(people.begin(), people.end(), [&](PersonId one) { return acts_for(one, person, context); });
}

// Whether the actor holds a position today for which `wanted` holds, or stands in for one.
template <class Wanted>
bool holds_position(const Ledger& ledger, PersonId person, Context& context, Wanted wanted)
{
    const Date today = context.today();
    return std::any_of(ledger.positions.begin(), ledger.positions.end(), [&](const auto& entry) {
        return wanted(entry.second) && (acts_for_any(holders_on(ledger, entry.first, today), person, context) ||
                                        acts_for_any(workers_on(ledger, entry.first, today), person, context));
    });
}

bool is_commissioner(const Programme& programme, PersonId person, Context& context)
{
    return programme.commissioner && acts_for(*programme.commissioner, person, context);
}

std::string role_in_words(const Ledger& ledger, std::string_view role)
{
    const Position* position = find_position(ledger, role);
    return fmt::format("'{}'", position == nullptr ? role : std::string_view{position->title});
}

bool is_held(const Ledger& ledger, std::string_view role, const Context& context)
{
    return std::any_of(ledger.positions.begin(), ledger.positions.end(), [&](const auto& entry) {
        return entry.second.role == role && !workers_on(ledger, entry.first, context.today()).empty();
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

// Whether `absent` is away and the actor does the work meanwhile.
bool stands_in_for(PersonId absent, PersonId actor, Context& context)
{
    const Ledger& ledger = context.ledger();
    return is_away(ledger, absent, context.today()) &&
           acts_for_any(workers_for(ledger, absent, context.today()), actor, context);
}

Result<void> check_person_of(const Task& task, Context& context)
{
    const PersonId actor = context.actor().person;
    if (task.state == TaskState::claimed) {
        if (*task.person == actor || stands_in_for(*task.person, actor, context))
            return {};
        return refusal(Errc::not_allowed,
                       "{} is opgepakt door {}; alleen die kan de taak afronden, doorgeven of teruggeven", task.id,
                       *task.person);
    }
    if (acts_for(*task.person, actor, context) || stands_in_for(*task.person, actor, context))
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

bool is_administrator(Context& context)
{
    const PersonId person = context.actor().person;
    if (!person)
        return true;
    const std::optional<AccountFacts> account = context.find_account(person);
    return account && std::any_of(account->grants.begin(), account->grants.end(), makes_administrator);
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

Result<void> check_may_staff(const Programme& programme, Context& context)
{
    if (const Result<void> named = check_by_name("het team veranderen", context); !named)
        return named;
    if (!context.actor().person || is_core(programme, context))
        return {};
    return refusal(Errc::not_allowed, "alleen het kernteam en de opdrachtgever veranderen het team van {}",
                   programme.id);
}

Result<void> check_occasion(std::string_view field, const Programme& programme, TaskId task, Context& context)
{
    const std::optional<TaskOrigin> origin = context.find_task_origin(task);
    const auto open = programme.tasks.find(task);
    std::optional<PersonId> team = origin ? origin->team : std::nullopt;
    if (open != programme.tasks.end() && open->second.run)
        team = programme.runs.at(*open->second.run).team;
    if (context.knows_task(task) && (!team || acts_for(*team, context.actor().person, context)))
        return {};
    return Error{
        Errc::not_found,
        fmt::format("'{}' is {}, maar die hoort niet bij {}; kijk met task list, meeting list of decision list", field,
                    task, programme.id),
        Where{{}, 0, std::string(field)},
        {}};
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

std::string_view command_for_event(std::string_view event)
{
    struct Way {
        std::string_view event;
        std::string_view command;
    };
    static constexpr std::array<Way, 12> ways{{{"handover.receiver_named", "handover receiver"},
                                               {"handover.completed", "handover complete"},
                                               {"handover.conversation_held", "handover conversation"},
                                               {"handover.own_words", "handover own-words"},
                                               {"handover.accepted", "handover accept"},
                                               {"handover.checked_up", "handover checkup"},
                                               {"handover.first_check_up", "handover checkup"},
                                               {"handover.last_check_up", "handover checkup"},
                                               {"handover.score_final", "handover finalise"},
                                               {"position.deputy_named", "position deputy"},
                                               {"assignment.started", "assignment start"},
                                               {"commitment.changed", "commitment change"}}};
    for (const Way& way : ways)
        if (way.event == event)
            return way.command;
    return "het commando dat bij deze gebeurtenis hoort";
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
    case StepKind::reflection: return "reflection record";
    default: return "task complete";
    }
}

}  // namespace wd::domain
