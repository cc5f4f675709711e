// Beginnings. See start.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/start.hpp"

#include "base/limits.hpp"
#include "domain/access.hpp"
#include "domain/accounts.hpp"
#include "domain/area_codes.hpp"
#include "domain/checks.hpp"
#include "domain/decisions.hpp"
#include "domain/step_lookup.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

struct Beginning {
    const Workflow* workflow = nullptr;
    json::value input;
    json::value settings;
};

Result<Beginning> check_beginning(Context& context, const std::string& key, const json::value& input,
                                  const json::value& settings)
{
    const Workflow* workflow = context.find_active_workflow(key);
    if (workflow == nullptr)
        return refusal(Errc::not_found, "workflow '{}' is niet geïnstalleerd; kijk met 'workflow list' wat er is", key);
    Result<json::value> checked_input = check_values(workflow->input, input, context);
    if (!checked_input)
        return checked_input.error();
    Result<json::value> checked_settings = check_values(workflow->settings, settings, context);
    if (!checked_settings)
        return checked_settings.error();
    return Beginning{workflow, std::move(*checked_input), std::move(*checked_settings)};
}

RunStarted started(Turn& turn, const Beginning& beginning)
{
    RunStarted event;
    event.run = turn.context().new_id<RunTag>();
    event.workflow = beginning.workflow->key;
    event.hash = beginning.workflow->hash;
    event.input = beginning.input;
    event.settings = beginning.settings;
    return event;
}

RunId begin_run(Turn& turn, RunStarted event, const Workflow& workflow, std::string_view phase, Budget budget)
{
    const RunId run = event.run;
    add_positions(turn, workflow);
    turn.record(run, std::move(event));
    open_first_phase(turn, run, phase, budget);
    return run;
}

// The runs of a confidential workflow exist for one team (RULES B6).
Result<void> check_team(const Workflow& workflow, std::optional<PersonId> team, Context& context)
{
    if (!workflow.confidential)
        return {};
    if (!team)
        return refusal(Errc::invalid,
                       "workflow '{}' is vertrouwelijk en loopt voor één team; noem dat bij programme create, of begin "
                       "hem vanuit een workflow die al voor dat team loopt",
                       workflow.key);
    const std::optional<PersonFacts> facts = context.find_person(*team);
    if (!facts || (facts->kind != PersonKind::team && facts->kind != PersonKind::group))
        return refusal(Errc::not_found, "{} is geen bekend team; een vertrouwelijke workflow loopt voor een team",
                       *team);
    return {};
}

constexpr std::string_view commissioners_role = "opdrachtgever";

// Who commissions a programme holds that chair from its first day: nobody has to say it twice. An organisation sits in no chair.
void seat_commissioner(Turn& turn, PositionId chair)
{
    const std::optional<PersonId> commissioner = turn.programme().commissioner;
    const std::optional<PersonFacts> facts =
        commissioner ? turn.context().find_person(*commissioner) : std::optional<PersonFacts>{};
    if (!facts || facts->kind == PersonKind::organisation)
        return;
    Context& context = turn.context();
    turn.record({}, AssignmentStarted{context.new_id<AssignmentTag>(), chair, *commissioner, context.today(), {}});
}

// Whether the step that asked for a child still waits for it: its phase may have closed, or its branch been cancelled.
bool still_asks(const Run& run, const std::string& path)
{
    const auto step = run.steps.find(path);
    return step != run.steps.end() && !step->second.closed_at && step->second.state == StepState::open;
}

// A run that some trigger began, that was asked the same, and in which people still have to come together: what else happens
// until then belongs to that meeting.
std::optional<RunId> find_meeting(const Programme& programme, const Beginning& beginning, std::optional<PersonId> team)
{
    for (const auto& [id, run] : programme.runs) {
        const bool asked_the_same = run.workflow == beginning.workflow->key && run.input == beginning.input;
        const bool by_trigger = run.parent && !run.parent_path;
        const bool to_come =
            run.state == RunState::open && std::none_of(run.steps.begin(), run.steps.end(), [](const auto& step) {
                return step.second.kind == StepKind::reflection && step.second.closed_at;
            });
        if (asked_the_same && by_trigger && run.team == team && to_come)
            return id;
    }
    return {};
}

// Says that the trigger fired, and whether a meeting that is to come is about this too; then there is nothing to start.
bool joins_meeting(Turn& turn, RunId parent, const json::object& request, const Beginning& beginning)
{
    const std::optional<RunId> meeting =
        find_meeting(turn.programme(), beginning, turn.programme().runs.at(parent).team);
    turn.record(parent, TriggerFired{std::string(request.at("trigger").as_string()), beginning.workflow->key, meeting});
    turn.set_cause(turn.last_pseq());
    return meeting.has_value();
}

}  // namespace

void add_positions(Turn& turn, const Workflow& workflow)
{
    for (const Role& role : workflow.roles) {
        const auto& positions = turn.context().ledger().positions;
        const bool there =
            std::any_of(positions.begin(), positions.end(), [&](const auto& p) { return p.second.role == role.id; });
        if (there)
            continue;
        const PositionId position = turn.context().new_id<PositionTag>();
        turn.record({}, PositionAdded{position, role.id, role.title, role.core, role.residents});
        if (role.id == commissioners_role)
            seat_commissioner(turn, position);
    }
}

Result<json::value> check_values(const std::vector<Field>& fields, const json::value& given, Context& context)
{
    Form form;
    form.fields = fields;
    for (Field& field : form.fields)
        field.required = field.required && field.standard.is_null();
    const Result<std::vector<Answer>> answers =
        check_answers(form, given.is_null() ? json::value(json::object{}) : given, context);
    if (!answers)
        return answers.error();
    json::object values;
    for (const Answer& answer : *answers)
        values[answer.field] = answer.text ? json::value(true) : answer.value;
    return values.empty() ? json::value{} : json::value(values);
}

Result<RunId> start_programme(Turn& turn, const CreateProgramme& command, Budget budget)
{
    if (trimmed(command.name).empty())
        return refusal(Errc::invalid, "een programma heeft een naam nodig, bijvoorbeeld de naam van de wijk");
    if (const Result<void> fits = check_name(command.name); !fits)
        return fits.error();
    for (const std::string& code : command.municipalities)
        if (!is_municipality_code(code))
            return refusal(Errc::invalid, "'{}' is geen gemeentecode; verwacht GM en vier cijfers, bijvoorbeeld GM0363",
                           code);
    if (command.commissioner && !turn.context().find_person(*command.commissioner))
        return refusal(Errc::not_found, "opdrachtgever {} is niet bekend", *command.commissioner);
    const Result<Beginning> beginning =
        check_beginning(turn.context(), command.workflow, command.input, command.settings);
    if (!beginning)
        return beginning.error();
    const Workflow& workflow = *beginning->workflow;
    if (command.phase && find_phase(workflow, *command.phase) == nullptr) {
        std::vector<std::string_view> known;
        for (const Phase& phase : workflow.phases)
            known.push_back(phase.id);
        return refusal(Errc::not_found, "fase '{}' bestaat niet in {}{}; kies {}", *command.phase, workflow.key,
                       did_you_mean(*command.phase, known), join_or(known));
    }
    if (command.team.size() > 1)
        return refusal(Errc::invalid, "noem één team, niet {}", command.team.size());
    const std::optional<PersonId> team = command.team.empty() ? std::nullopt : std::optional{command.team.front()};
    if (const Result<void> fits = check_team(workflow, team, turn.context()); !fits)
        return fits.error();

    const bool before = command.phase && *command.phase != workflow.phases.front().id;
    turn.record({}, ProgrammeCreated{command.name, command.municipalities, command.commissioner, before});
    RunStarted event = started(turn, *beginning);
    event.stepwise = command.stepwise.value_or(false);
    if (workflow.confidential)
        event.team = team;
    return begin_run(turn, std::move(event), workflow, command.phase.value_or(""), budget);
}

Result<RunId> start_run(Turn& turn, const StartRun& command, Budget budget)
{
    if (turn.programme().state != ProgrammeState::open)
        return refusal(Errc::wrong_state, "{} is {}; een nieuwe workflow begint pas als het programma loopt",
                       turn.programme().id,
                       turn.programme().state == ProgrammeState::paused ? "gepauzeerd" : "gestopt");
    const Result<Beginning> beginning =
        check_beginning(turn.context(), command.workflow, command.input, command.settings);
    if (!beginning)
        return beginning.error();
    if (const Result<void> fits = check_team(*beginning->workflow, {}, turn.context()); !fits)
        return fits.error();
    RunStarted event = started(turn, *beginning);
    event.stepwise = command.stepwise.value_or(false);
    return begin_run(turn, std::move(event), *beginning->workflow, "", budget);
}

void start_child(Turn& turn, const json::object& request, Budget budget)
{
    const RunId parent{request.at("parent").as_int64()};
    const json::value* path = request.if_contains("path");
    const json::value* trigger = request.if_contains("trigger");
    const std::string parent_path = path == nullptr ? std::string{} : std::string(path->as_string());
    const auto asking = turn.programme().runs.find(parent);
    if (asking == turn.programme().runs.end() || turn.programme().state == ProgrammeState::stopped ||
        (path != nullptr && !still_asks(asking->second, parent_path)))
        return;
    const Result<Beginning> beginning =
        check_beginning(turn.context(), std::string(request.at("workflow").as_string()), request.at("input"), {});
    if (!beginning) {
        hold_start(
            turn, request,
            beginning.error().code == Errc::not_found ? StuckReason::missing_workflow : StuckReason::script_breach);
        return;
    }
    if (!check_team(*beginning->workflow, asking->second.team, turn.context())) {
        hold_start(turn, request, StuckReason::script_breach);
        return;
    }
    if (const json::value* cause = request.if_contains("cause"))
        turn.set_cause(cause->as_int64());
    if (request.contains("merge") && joins_meeting(turn, parent, request, *beginning))
        return;
    RunStarted event = started(turn, *beginning);
    event.parent = parent;
    event.team = asking->second.team;
    if (path != nullptr)
        event.parent_path = parent_path;
    if (trigger != nullptr)
        event.trigger = std::string(trigger->as_string());
    if (const json::value* cause = request.if_contains("event"))
        event.event = *cause;
    begin_run(turn, std::move(event), *beginning->workflow, "", budget);
    const auto waiting = turn.programme().runs.find(parent);
    if (path == nullptr || waiting == turn.programme().runs.end())
        return;
    const Step* step = find_step(*turn.context().find_workflow(waiting->second.hash), parent_path);
    if (step != nullptr && !std::get<StartTerms>(step->terms).wait)
        close_waiting(turn, parent, parent_path, {}, budget);
}

Result<PersonId> add_person(Turn& turn, const AddPerson& command)
{
    if (const Result<void> fits = check_name(command.name.value); !fits)
        return fits.error();
    if (command.organisation) {
        const std::optional<PersonFacts> organisation = turn.context().find_person(*command.organisation);
        if (!organisation || organisation->kind != PersonKind::organisation)
            return refusal(Errc::not_found, "{} is geen bekende organisatie", *command.organisation);
    }
    for (const PersonId team : command.member_of) {
        const std::optional<PersonFacts> facts = turn.context().find_person(team);
        if (!facts || (facts->kind != PersonKind::team && facts->kind != PersonKind::group))
            return refusal(Errc::not_found, "{} is geen bekend team of bekende groep", team);
    }
    const PersonId person = turn.context().new_id<PersonTag>();
    PersonAdded event;
    event.person = person;
    event.kind = command.kind.value_or(PersonKind::person);
    event.name = turn.context().keep(command.name, "name", person);
    event.organisation = command.organisation;
    event.member_of = command.member_of;
    event.before_wijkdraad = command.before_wijkdraad.value_or(false);
    turn.record({}, std::move(event));
    return person;
}

Result<void> forget_person(Turn& turn, const ForgetPerson& command, const std::vector<std::string>& ties)
{
    const std::optional<PersonFacts> facts = turn.context().find_person(command.person);
    if (!facts)
        return refusal(Errc::not_found, "{} staat niet in Wijkdraad", command.person);
    if (turn.context().actor().person != command.person && !is_administrator(turn.context()))
        return refusal(Errc::not_allowed, "alleen {} zelf en de beheerder laten die naam wissen", command.person);
    if (facts->kind != PersonKind::person)
        return refusal(Errc::invalid, "{} is geen persoon; alleen van personen worden gegevens gewist", command.person);
    if (!ties.empty())
        return refusal(Errc::wrong_state, "{} {}; beëindig dat eerst, dan kan de naam weg", command.person,
                       join_and(ties));
    if (Result<void> ended = end_account(turn, command.person); !ended)
        return ended;
    turn.record({}, PersonForgotten{command.person});
    return {};
}

}  // namespace wd::domain
