// See questions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/questions.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/health.hpp"
#include "runtime/account_question.hpp"
#include "runtime/continuity_question.hpp"
#include "runtime/explain.hpp"
#include "runtime/handover_question.hpp"
#include "runtime/learning_question.hpp"
#include "runtime/log_question.hpp"
#include "runtime/person_export.hpp"
#include "runtime/quality_settings.hpp"
#include "runtime/read_workflows.hpp"
#include "runtime/reflection_question.hpp"
#include "runtime/retention_question.hpp"
#include "runtime/take_over_view.hpp"
#include "runtime/task_question.hpp"
#include "runtime/team_question.hpp"
#include "runtime/workflow_words.hpp"
#include "store/view.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace wd::runtime {

using domain::ProgrammeId;

std::string_view text_of(const json::value& value)
{
    return {value.as_string().data(), value.as_string().size()};
}

std::string name_of_person(store::ReadStore& store, domain::PersonId person)
{
    const json::array rows = store.view("person", {{"person", person.value}});
    const json::value name = rows.empty() ? json::value{} : rows.front().at("name");
    return name.is_string() ? std::string(text_of(name)) : std::string{};
}

namespace {

// Views that only feed other questions: they would tell what single people did.
constexpr std::string_view inner = "inner_";

// Answered here and not by one view, with the parameters that each takes.
struct OwnQuestion {
    std::string_view name;
    std::array<std::string_view, 5> parameters = {};
};
constexpr std::array<OwnQuestion, 25> own_questions{{{"status", {"programme"}},
                                                     {"log", {"programme", "stream", "after", "limit", "words"}},
                                                     {"task", {"task"}},
                                                     {"explain", {"task", "run"}},
                                                     {"preflight", {"files", "mapping", "programme"}},
                                                     {"handover", {"handover"}},
                                                     {"handover_document", {"handover", "area"}},
                                                     {"handover_audit", {"programme", "year"}},
                                                     {"team", {"programme"}},
                                                     {"person", {"person"}},
                                                     {"what_is_lost", {"person", "on", "programme"}},
                                                     {"continuity", {"programme", "municipality"}},
                                                     {"reflections", {"programme"}},
                                                     {"reflection_facts", {"programme"}},
                                                     {"reflection_measures", {"programme"}},
                                                     {"learning", {"programme"}},
                                                     {"commitment", {"commitment"}},
                                                     {"contacts", {"programme"}},
                                                     {"settings"},
                                                     {"accounts", {"person"}},
                                                     {"tokens", {"person"}},
                                                     {"person_export", {"person"}},
                                                     {"retention_due"},
                                                     {"retention_list"},
                                                     {"now"}}};

json::object health_row(const domain::RunHealth& health, const json::object& run, const domain::Workflow& workflow)
{
    json::object row{
        {"programme", run.at("programme")}, {"name", run.at("programme_name")}, {"run", run.at("run")},
        {"workflow", run.at("workflow")},   {"phase", run.at("phase")},         {"generation", run.at("generation")}};
    const domain::Phase* phase = domain::find_phase(workflow, text_of(run.at("phase")));
    row["phase_title"] = phase == nullptr ? run.at("phase") : json::value(phase->title);
    row["workflow_title"] = workflow.title;
    json::array waiting;
    for (const domain::Waiting& line : health.waiting_for) {
        json::object item{{"text", line.text}, {"since", to_text(line.since)}};
        if (line.until)
            item["until"] = to_text(*line.until);
        if (line.task)
            item["task"] = domain::to_text(*line.task);
        if (line.late)
            item["late"] = true;
        waiting.push_back(std::move(item));
    }
    if (health.cannot_move_because)
        row["cannot_move_because"] = *health.cannot_move_because;
    if (!waiting.empty())
        row["waiting_for"] = std::move(waiting);
    row["since"] = to_text(health.since);
    if (health.next_date)
        row["next_date"] = to_text(*health.next_date);
    return row;
}

// Why a run does not follow the version that is active (RULES D7).
std::string keeps_version(const domain::Workflow& pinned, const domain::Workflow& active,
                          const std::vector<std::string>& missing)
{
    std::vector<std::string> titles;
    titles.reserve(missing.size());
    for (const std::string& id : missing)
        titles.push_back(fmt::format("'{}'", domain::find_phase(pinned, id)->title));
    return fmt::format("houdt versie {}: in versie {} staat fase {} niet", pinned.version, active.version,
                       join_and(titles));
}

// A function broke its promise: at which step, what it did, and where that is written.
std::string broken_text(const WorkflowWords& words, const domain::RunStuck& stuck, const std::string& said)
{
    const std::string step = stuck.path ? words.step(*stuck.path) : std::string{};
    return fmt::format(
        "kan niet verder{}: {}{}; laat een beheerder de workflow verbeteren en overzetten (workflow "
        "install --take-over)",
        step.empty() ? "" : fmt::format(" bij '{}'", step), said,
        stuck.place ? fmt::format(" ({})", *stuck.place) : "");
}

Result<json::value> status(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer, Date today)
{
    ReadWorkflows workflows{store};
    const domain::NameOf name_of = [&](domain::PersonId person) { return name_of_person(store, person); };
    json::object parameters{{"viewer", viewer.person.value}};
    if (const Result<std::optional<ProgrammeId>> only = find_id<domain::ProgrammeTag>(with, "programme"); !only)
        return only.error();
    else if (*only)
        parameters["programme"] = (*only)->value;
    json::array rows;
    std::optional<domain::Programme> programme;
    domain::Ledger ledger;
    for (const json::value& value : store.view("runs", parameters)) {
        const json::object& row = value.as_object();
        const ProgrammeId id = *parse_id<domain::ProgrammeTag>(text_of(row.at("programme")));
        if (!programme || programme->id != id) {
            programme = store.load_programme(id);
            ledger = store.load_ledger(id);
        }
        const auto run = programme ? programme->runs.find(*parse_id<domain::RunTag>(text_of(row.at("run"))))
                                   : decltype(programme->runs.find({})){};
        if (!programme || run == programme->runs.end())
            continue;
        const domain::Workflow* workflow = workflows.find(run->second.hash);
        if (workflow == nullptr)
            continue;
        rows.push_back(
            health_row(domain::health_of(*programme, ledger, run->second, *workflow, today, name_of), row, *workflow));
        if (const domain::Workflow* active = workflows.find_active(workflow->key);
            active != nullptr && active->hash != workflow->hash)
            if (const auto missing = domain::missing_phases(*workflow, *active); !missing.empty())
                rows.back().as_object()["keeps_version"] = keeps_version(*workflow, *active, missing);
        // The reason in words: what is missing by the title of its question.
        if (const std::optional<domain::RunStuck>& stuck = run->second.stuck;
            stuck && stuck->reason == domain::StuckReason::missing_fact && stuck->fact)
            rows.back().as_object()["cannot_move_told"] = WorkflowWords{*workflow, ledger.areas}.missing(
                *stuck->fact, {*programme, ledger, run->second, *workflow,
                               stuck->path ? std::string_view{*stuck->path} : std::string_view{}});
        if (const std::optional<domain::RunStuck>& stuck = run->second.stuck; stuck && stuck->said)
            if (const std::optional<std::string> said = store.find_content(stuck->said->ref))
                rows.back().as_object()["cannot_move_told"] =
                    broken_text(WorkflowWords{*workflow, ledger.areas}, *stuck, *said);
    }
    return json::value(std::move(rows));
}

// --- What may stand in `with`.

enum class Want { id, word, limit, place, object };

// A parameter of questions; what is not in this list is a word.
struct Parameter {
    std::string_view name;
    Want want = Want::word;
    std::string_view prefix = {};  // of an id
};

constexpr std::array<Parameter, 13> parameters_that_are_no_words{{{"programme", Want::id, "programma"},
                                                                  {"person", Want::id, "persoon"},
                                                                  {"team", Want::id, "persoon"},
                                                                  {"task", Want::id, "taak"},
                                                                  {"run", Want::id, "loop"},
                                                                  {"handover", Want::id, "overdracht"},
                                                                  {"year", Want::place},
                                                                  {"area", Want::id, "gebied"},
                                                                  {"commitment", Want::id, "regel"},
                                                                  {"limit", Want::limit},
                                                                  {"after", Want::place},
                                                                  {"files", Want::object},
                                                                  {"mapping", Want::object}}};

Parameter find_parameter(std::string_view name)
{
    for (const Parameter& parameter : parameters_that_are_no_words)
        if (parameter.name == name)
            return parameter;
    return {name};
}

// Ids may come as text; the store wants numbers.
Result<json::value> read_parameter(const Parameter& parameter, const json::value& value)
{
    const std::int64_t number = value.is_int64() ? value.get_int64() : -1;
    if (value.is_null())
        return value;
    switch (parameter.want) {
    case Want::id:
        if (number > 0)
            return value;
        if (!value.is_string())
            break;
        if (const Result<std::int64_t> id = parse_id_number(text_of(value), parameter.prefix); id)
            return json::value(*id);
        else
            return id.error();
    case Want::word:
        if (value.is_string())
            return value;
        return refusal(Errc::invalid, "'{}' is een woord", parameter.name);
    case Want::object:
        if (value.is_object())
            return value;
        return refusal(Errc::invalid, "'{}' is een object {{ … }}", parameter.name);
    case Want::limit:
        if (number >= 1 && number <= limits::rows_asked_max)
            return value;
        return refusal(Errc::invalid, "'limit' is een heel getal van 1 tot en met {}, niet {}", limits::rows_asked_max,
                       json::serialize(value));
    case Want::place:
        if (number >= 0)
            return value;
        return refusal(Errc::invalid, "'{}' is een heel getal van 0 of meer, niet {}", parameter.name,
                       json::serialize(value));
    }
    return refusal(Errc::invalid, "'{}' is een nummer, bijvoorbeeld {}-12", parameter.name, parameter.prefix);
}

// The names that a question takes; none when it does not exist.
std::optional<std::vector<std::string_view>> parameters_of(std::string_view question)
{
    const auto own = std::find_if(own_questions.begin(), own_questions.end(),
                                  [&](const OwnQuestion& one) { return one.name == question; });
    if (own != own_questions.end())
        return std::vector<std::string_view>(own->parameters.begin(),
                                             std::find(own->parameters.begin(), own->parameters.end(), ""));
    if (question.starts_with(inner))
        return {};
    std::optional<std::vector<std::string_view>> names = store::find_view_parameters(question);
    if (names)  // who looks stands in 'as', and the day is the store's
        std::erase_if(*names, [](std::string_view name) { return name == "viewer" || name == "today"; });
    return names;
}

// All that is wrong in one go.
Result<json::object> read_parameters(std::string_view question, const std::vector<std::string_view>& known,
                                     const json::object& with)
{
    json::object parameters;
    std::vector<Error> complaints;
    for (const auto& member : with) {
        const std::string_view name = member.key();
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            complaints.push_back(
                refusal(Errc::invalid, "vraag '{}' kent geen '{}'{}", question, name, did_you_mean(name, known)));
            continue;
        }
        if (Result<json::value> value = read_parameter(find_parameter(name), member.value()); value)
            parameters[member.key()] = std::move(*value);
        else
            complaints.push_back(value.error());
    }
    if (complaints.empty())
        return parameters;
    if (complaints.size() == 1)
        return complaints.front();
    Error error = refusal(Errc::invalid, "{} dingen bij vraag '{}' kloppen niet", complaints.size(), question);
    error.details = std::move(complaints);
    return error;
}

// What a question may be about, and the view that has a row of it when it exists and the viewer may know of it.
struct KnownSubject {
    std::string_view parameter;
    std::string_view view;
    std::string_view of_view;  // the parameter of that view
};
constexpr std::array<KnownSubject, 6> subjects{{{"programme", "programme", "programme"},
                                                {"person", "person", "person"},
                                                {"team", "person", "person"},
                                                {"task", "task", "task"},
                                                {"run", "run", "run"},
                                                {"handover", "inner_handover", "handover"}}};

Result<void> check_role(store::ReadStore& store, const json::object& with)
{
    const json::value* role = with.if_contains("role");
    if (role == nullptr || role->is_null())
        return {};
    json::object parameters;
    if (const json::value* programme = with.if_contains("programme"))
        parameters["programme"] = *programme;
    const json::array rows = store.view("roles", parameters);
    std::vector<std::string_view> known;
    for (const json::value& row : rows)
        known.push_back(text_of(row.at("role")));
    if (std::find(known.begin(), known.end(), text_of(*role)) != known.end())
        return {};
    return refusal(Errc::not_found, "rol '{}' bestaat hier niet{}{}", text_of(*role),
                   did_you_mean(text_of(*role), known),
                   known.empty() ? std::string{} : fmt::format("; kies {}", join_or(known)));
}

// A question about something that is not there has no answer, not even an empty list.
Result<void> check_subjects(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer)
{
    if (viewer.person && store.view("person", {{"person", viewer.person.value}}).empty())
        return refusal(Errc::not_found, "{} staat niet in Wijkdraad; kijk met person list wie er zijn", viewer.person);
    for (const KnownSubject& subject : subjects) {
        const json::value* id = with.if_contains(json::string_view{subject.parameter});
        if (id == nullptr || id->is_null())
            continue;
        if (store.view(subject.view, {{json::string_view{subject.of_view}, *id}, {"viewer", viewer.person.value}})
                .empty())
            return refusal(Errc::not_found, "{}-{} bestaat niet", find_parameter(subject.parameter).prefix,
                           id->as_int64());
    }
    return check_role(store, with);
}

}  // namespace

json::object to_json(const domain::LoggedEvent& event)
{
    json::object row{{"id", domain::event_id(event)}, {"part", event.part}, {"seq", event.seq}};
    row["programme"] =
        event.stream == domain::installation ? json::value{} : json::value(domain::to_text(event.stream));
    row["pseq"] = event.pseq;
    row["run"] = event.run ? json::value(domain::to_text(event.run)) : json::value{};
    row["cause"] = event.cause;
    row["type"] = event.type;
    row["v"] = event.v;
    row["at"] = to_text(event.at);
    row["actor"] = event.actor;
    const Result<json::value> data = parse_json(event.data);
    row["data"] = data ? *data : json::value(event.data);
    row["hash"] = to_hex(event.hash);
    return row;
}

std::vector<std::string_view> question_names()
{
    std::vector<std::string_view> names = store::list_view_names();
    std::erase_if(names, [](std::string_view name) { return name.starts_with(inner); });
    for (const OwnQuestion& own : own_questions)
        names.push_back(own.name);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

bool takes_a_glance(std::string_view question)
{
    return question == "task" || question == "programme" || question == "now";
}

std::optional<std::vector<std::string_view>> question_parameters(std::string_view question)
{
    return parameters_of(question);
}

Result<json::value> ask(store::ReadStore& store, std::string_view question, const json::object& with,
                        const domain::Viewer& viewer, Timestamp now)
{
    const std::optional<std::vector<std::string_view>> known = parameters_of(question);
    if (!known) {
        std::vector<std::string_view> questions = store.view_names();
        std::erase_if(questions, [](std::string_view name) { return name.starts_with(inner); });
        for (const OwnQuestion& own : own_questions)
            questions.push_back(own.name);
        return refusal(Errc::not_found, "vraag '{}' bestaat niet{}", question, did_you_mean(question, questions));
    }
    Result<json::object> parameters = read_parameters(question, *known, with);
    if (!parameters)
        return parameters.error();
    if (const Result<void> there = check_subjects(store, *parameters, viewer); !there)
        return there.error();
    if (question == "status")
        return status(store, *parameters, viewer, calendar::date_of(now));
    if (question == "log")
        return log_question(store, *parameters, viewer);
    if (question == "task")
        return task_question(store, *parameters, viewer);
    if (question == "explain")
        return explain(store, *parameters, viewer);
    if (question == "preflight")
        return preflight_question(store, *parameters, viewer);
    if (question == "handover")
        return handover_question(store, *parameters, viewer, now);
    if (question == "handover_document")
        return handover_document(store, *parameters, viewer, now);
    if (question == "handover_audit")
        return handover_audit(store, *parameters, viewer, now);
    if (question == "team")
        return team_question(store, *parameters, viewer, calendar::date_of(now));
    if (question == "person")
        return person_question(store, *parameters, viewer);
    if (question == "what_is_lost")
        return what_is_lost(store, *parameters, viewer, calendar::date_of(now));
    if (question == "continuity")
        return continuity_question(store, *parameters, viewer, calendar::date_of(now));
    if (question == "reflections")
        return reflections_question(store, *parameters, viewer);
    if (question == "reflection_facts")
        return reflection_facts(store, *parameters, viewer);
    if (question == "reflection_measures")
        return reflection_measures(store, *parameters, viewer, now);
    if (question == "learning")
        return learning_question(store, *parameters, viewer, now);
    if (question == "commitment")
        return commitment_question(store, *parameters, viewer);
    if (question == "contacts")
        return contacts_question(store, *parameters);
    if (question == "accounts")
        return accounts_question(store, *parameters, viewer, now);
    if (question == "tokens")
        return tokens_question(store, *parameters, viewer, now);
    if (question == "person_export")
        return person_export(store, *parameters, viewer, now);
    if (question == "retention_due")
        return retention_question(store, viewer, calendar::date_of(now));
    if (question == "retention_list")
        return retention_list(store, viewer, calendar::date_of(now));
    if (question == "settings")
        return settings_question(store);
    if (question == "now")
        return json::value(to_text(now));
    (*parameters)["viewer"] = viewer.person.value;
    const std::vector<std::string_view> taken = store::find_view_parameters(question).value();
    if (std::find(taken.begin(), taken.end(), "today") != taken.end())
        (*parameters)["today"] = to_text(calendar::date_of(now));
    return json::value(store.view(question, *parameters));
}

}  // namespace wd::runtime
