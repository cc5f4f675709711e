// See questions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/questions.hpp"

#include "domain/health.hpp"
#include "runtime/explain.hpp"
#include "runtime/workflow_cache.hpp"
#include "script/loader.hpp"

#include <algorithm>
#include <map>

namespace wd::runtime {

using domain::ProgrammeId;

ReadWorkflows::ReadWorkflows(store::ReadStore& store) : store_(store)
{
}
ReadWorkflows::~ReadWorkflows() = default;

const domain::Workflow* ReadWorkflows::find(const Sha256& hash)
{
    auto& loaded = loaded_[hash];
    if (!loaded) {
        Result<std::unique_ptr<script::LoadedWorkflow>> fresh =
            script::load_workflow(to_bundle(store_.load_bundle(hash)));
        if (!fresh)
            return nullptr;
        loaded = std::move(*fresh);
    }
    return &loaded->workflow();
}

std::string_view text_of(const json::value& value)
{
    return {value.as_string().data(), value.as_string().size()};
}

namespace {

json::object health_row(const domain::RunHealth& health, const json::object& run)
{
    json::object row{
        {"programme", run.at("programme")}, {"name", run.at("programme_name")}, {"run", run.at("run")},
        {"workflow", run.at("workflow")},   {"phase", run.at("phase")},         {"generation", run.at("generation")}};
    json::array waiting;
    for (const domain::Waiting& line : health.waiting_for) {
        json::object item{{"text", line.text}, {"since", to_text(line.since)}};
        if (line.until)
            item["until"] = to_text(*line.until);
        if (line.task)
            item["task"] = domain::to_text(*line.task);
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

Result<json::value> status(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer)
{
    ReadWorkflows workflows{store};
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
        if (workflow != nullptr)
            rows.push_back(health_row(domain::health_of(*programme, ledger, run->second, *workflow), row));
    }
    return json::value(std::move(rows));
}

Result<json::value> log(store::ReadStore& store, const json::object& with)
{
    const Result<std::optional<ProgrammeId>> programme = find_id<domain::ProgrammeTag>(with, "programme");
    if (!programme)
        return programme.error();
    const json::value* after = with.if_contains("after");
    const json::value* limit = with.if_contains("limit");
    const std::int64_t from = after != nullptr && after->is_int64() ? after->get_int64() : 0;
    const int most = limit != nullptr && limit->is_int64() ? limit->to_number<int>() : 1000;
    json::array rows;
    for (const domain::LoggedEvent& event : store.list_events(*programme, from, most))
        rows.push_back(to_json(event));
    return json::value(std::move(rows));
}

json::object field_json(const domain::Field& field)
{
    json::object row{
        {"id", field.id}, {"title", field.title}, {"kind", name_of(field.kind)}, {"required", field.required}};
    json::array options;
    for (const domain::Option& option : field.options)
        options.push_back(json::object{{"id", option.id}, {"title", option.title}});
    if (!options.empty())
        row["options"] = std::move(options);
    if (field.min)
        row["min"] = *field.min;
    if (field.max)
        row["max"] = *field.max;
    return row;
}

// One task, open or closed, with the form it asks for and what a gate or vote knows.
Result<json::value> task(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer)
{
    const Result<std::optional<domain::TaskId>> id = find_id<domain::TaskTag>(with, "task");
    if (!id)
        return id.error();
    if (!*id)
        return refusal(Errc::invalid, "noem een taak, bijvoorbeeld taak-12");
    json::array rows = store.view("task", {{"task", (*id)->value}, {"viewer", viewer.person.value}});
    if (rows.empty())
        return refusal(Errc::not_found, "{} bestaat niet", **id);
    json::object row = std::move(rows.front().as_object());
    const auto programme = store.load_programme(*parse_id<domain::ProgrammeTag>(text_of(row.at("programme"))));
    if (!programme || !programme->tasks.contains(**id))
        return json::value(std::move(row));
    const domain::Task& open = programme->tasks.at(**id);
    const auto run = open.run ? programme->runs.find(*open.run) : programme->runs.end();
    if (run == programme->runs.end())
        return json::value(std::move(row));
    ReadWorkflows workflows{store};
    const domain::Workflow* workflow = workflows.find(run->second.hash);
    const domain::Form* form = workflow == nullptr || !open.form ? nullptr : domain::find_form(*workflow, *open.form);
    json::array fields;
    if (form != nullptr)
        for (const domain::Field& field : form->fields)
            fields.push_back(field_json(field));
    row["fields"] = std::move(fields);
    json::array spoken;
    for (const domain::GateAnswered& answer : open.answers)
        spoken.push_back(json::object{{"role", answer.role}, {"outcome", name_of(answer.outcome)}});
    if (open.kind == domain::StepKind::gate)
        row["answers"] = std::move(spoken);
    return json::value(std::move(row));
}

// Ids may come as text; the store wants numbers.
Result<json::object> view_parameters(const json::object& with, const domain::Viewer& viewer)
{
    json::object parameters;
    for (const auto& member : with) {
        json::value value = member.value();
        if (value.is_string()) {
            const std::string_view text = text_of(value);
            const std::size_t dash = text.rfind('-');
            const Result<std::int64_t> number = dash == std::string_view::npos
                                                    ? Result<std::int64_t>{refusal(Errc::invalid, "")}
                                                    : parse_id_number(text, text.substr(0, dash));
            if (number && text.find_first_of("0123456789") == dash + 1)
                value = *number;
        }
        parameters[member.key()] = std::move(value);
    }
    parameters["viewer"] = viewer.person.value;
    return parameters;
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

Result<json::value> ask(store::ReadStore& store, std::string_view question, const json::object& with,
                        const domain::Viewer& viewer, Timestamp now)
{
    if (question == "status")
        return status(store, with, viewer);
    if (question == "log")
        return log(store, with);
    if (question == "task")
        return task(store, with, viewer);
    if (question == "explain")
        return explain(store, with, viewer);
    if (question == "now")
        return json::value(to_text(now));
    std::vector<std::string_view> known = store.view_names();
    if (std::find(known.begin(), known.end(), question) == known.end()) {
        for (const char* own : {"status", "log", "task", "explain", "now"})
            known.emplace_back(own);
        return refusal(Errc::not_found, "vraag '{}' bestaat niet{}", question, did_you_mean(question, known));
    }
    const Result<json::object> parameters = view_parameters(with, viewer);
    if (!parameters)
        return parameters.error();
    return json::value(store.view(question, *parameters));
}

}  // namespace wd::runtime
