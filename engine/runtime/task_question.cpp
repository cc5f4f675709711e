// See task_question.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/task_question.hpp"

#include "domain/decisions.hpp"
#include "domain/health.hpp"
#include "domain/step_lookup.hpp"
#include "domain/words.hpp"
#include "domain/workflow.hpp"
#include "runtime/explain.hpp"
#include "runtime/read_workflows.hpp"
#include "runtime/workflow_words.hpp"

#include <algorithm>

namespace wd::runtime {

namespace {

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

// The text that a reference names; null when it was erased.
json::value text_behind(store::ReadStore& store, const json::value& reference)
{
    const std::optional<std::string> text = store.find_content(domain::ContentId{reference.at("ref").as_int64()});
    return text ? json::value(*text) : json::value{};
}

const json::value* said_in(const json::value& object, std::string_view name)
{
    const json::value* value = object.as_object().if_contains(json::string_view{name.data(), name.size()});
    return value == nullptr || value->is_null() ? nullptr : value;
}

// An answer with the words of its question; of a form that is not known any more the bare id.
json::object answer_json(store::ReadStore& store, const domain::Form* form, const json::value& answer)
{
    const std::string_view id = text_of(answer.at("field"));
    json::object row{{"field", id}, {"title", id}};
    const json::value* text = said_in(answer, "text");
    row["value"] = text != nullptr ? text_behind(store, *text) : answer.at("value");
    if (form == nullptr)
        return row;
    const auto field =
        std::find_if(form->fields.begin(), form->fields.end(), [&](const auto& f) { return f.id == id; });
    if (field == form->fields.end())
        return row;
    row["title"] = field->title;
    row["kind"] = name_of(field->kind);
    for (const domain::Option& option : field->options)
        if (row["value"].is_string() && text_of(row["value"]) == option.id)
            row["shown"] = option.title;
    return row;
}

void add_person(store::ReadStore& store, json::object& row, const std::string& name, domain::PersonId person)
{
    row[name] = domain::to_text(person);
    row[name + "_name"] = name_of_person(store, person);
}

json::object note_json(store::ReadStore& store, const json::object& moved)
{
    const json::value& data = moved.at("data");
    json::object row{{"what", moved.at("type")}, {"at", moved.at("at")}, {"by", moved.at("actor")}};
    if (const Result<domain::Actor> actor = domain::parse_actor(text_of(moved.at("actor"))); actor && actor->person)
        add_person(store, row, "by", actor->person);
    if (const json::value* to = said_in(data, "to"))
        add_person(store, row, "to", domain::PersonId{to->as_int64()});
    if (const json::value* reason = said_in(data, "reason"))
        row["reason"] = *reason;
    if (const json::value* again = said_in(data, "again"); again != nullptr && said_in(*again, "date") != nullptr)
        row["until"] = again->at("date");
    if (const json::value* note = said_in(data, "note"))
        row["text"] = text_behind(store, *note);
    return row;
}

// How the task went from hand to hand, since its run began.
json::array notes_of(store::ReadStore& store, domain::ProgrammeId programme, domain::TaskId task, std::int64_t begun,
                     const domain::Viewer& viewer)
{
    json::array notes;
    for (const json::value& moved : store.view(
             "inner_tasks_moved", {{"programme", programme.value}, {"after", begun}, {"viewer", viewer.person.value}}))
        if (moved.at("data").at("task") == json::value(task.value))
            notes.push_back(note_json(store, moved.as_object()));
    return notes;
}

// Who spoke at a gate that is still open.
json::array spoken_at(store::ReadStore& store, domain::ProgrammeId programme, domain::TaskId gate)
{
    json::array spoken;
    const auto loaded = store.load_programme(programme);
    const auto open = loaded ? loaded->tasks.find(gate) : decltype(loaded->tasks.find(gate)){};
    if (!loaded || open == loaded->tasks.end())
        return spoken;
    for (const domain::GateAnswered& answer : open->second.answers)
        spoken.push_back(json::object{{"role", answer.role}, {"outcome", name_of(answer.outcome)}});
    return spoken;
}

// The answers that a gate takes, and the roles that have not spoken yet, by their titles.
void add_choices(json::object& row, const domain::GateTerms& terms, const WorkflowWords& words)
{
    json::array possible;
    for (const std::string_view outcome : domain::outcomes_of(domain::StepKind::gate))
        if (outcome != "back" || !terms.back.empty())
            possible.emplace_back(outcome);
    row["possible"] = std::move(possible);
    json::array back;
    for (const std::string& phase : terms.back)
        back.push_back(json::object{{"phase", phase}, {"title", words.phase(phase)}});
    if (!back.empty())
        row["back_to"] = std::move(back);
    json::array silent;
    for (const std::string& decider : terms.deciders) {
        bool spoke = false;
        for (json::value& answer : row["answers"].as_array())
            if (text_of(answer.at("role")) == decider) {
                answer.as_object()["role_title"] = words.role(decider);
                spoke = true;
            }
        if (!spoke)
            silent.push_back(json::object{{"role", decider}, {"title", words.role(decider)}});
    }
    row["silent"] = std::move(silent);
}

// Of whom a vote asks a share, and how many must say yes as it stands now.
void add_base(json::object& row, const domain::VoteTerms& terms, const WorkflowWords& words)
{
    row["base"] = name_of(terms.base);
    if (row.at("threshold").is_null() && terms.threshold_max) {
        row["threshold_from"] = *terms.threshold;
        row["threshold_to"] = *terms.threshold_max;
        row["threshold_by"] = words.role(terms.set_by);
    } else if (row.at("threshold").is_null() && terms.threshold)
        row["threshold"] = *terms.threshold;
    const bool cast = terms.base == domain::VoteBase::cast;
    const auto figure = [&](std::string_view name) {
        const json::value* value = row.if_contains(json::string_view{name.data(), name.size()});
        return value != nullptr && value->is_int64() ? value->get_int64() : 0;
    };
    const std::int64_t of = cast ? figure("yes") + figure("no") : figure("electorate");
    if (of > 0 && row.at("threshold").is_int64())
        row["needed"] = domain::votes_needed(static_cast<int>(row.at("threshold").get_int64()), of);
}

// A vote that has closed keeps its figures in the list of votes.
void add_result(json::object& row, const json::array& votes)
{
    for (const json::value& vote : votes)
        if (vote.at("task") == row.at("task"))
            for (const char* key : {"electorate", "threshold", "yes", "no", "abstain", "base", "needed"})
                row[key] = vote.at(key);
}

// What the place and the people are called.
void add_titles(json::object& row, const domain::Workflow& workflow, const WorkflowWords& words)
{
    const bool placed = row.at("path").is_string();
    if (placed) {
        row["phase_title"] = words.phase(text_of(row.at("path")));
        row["where"] = words.place(text_of(row.at("path")));
    }
    if (row.at("role").is_string())
        row["role_title"] = words.role(text_of(row.at("role")));
    if (const json::array* deciders = row.at("deciders").if_array()) {
        json::array titles;
        for (const json::value& decider : *deciders)
            titles.emplace_back(words.role(text_of(decider)));
        row["decider_titles"] = std::move(titles);
    }
    const domain::Step* step = placed ? domain::find_step(workflow, text_of(row.at("path"))) : nullptr;
    const bool open = row.at("closed_at").is_null();
    if (const auto* gate = step == nullptr ? nullptr : std::get_if<domain::GateTerms>(&step->terms); gate && open)
        add_choices(row, *gate, words);
    if (const auto* vote = step == nullptr ? nullptr : std::get_if<domain::VoteTerms>(&step->terms); vote && open)
        add_base(row, *vote, words);
}

// Beside the runs the chair has the title.
void add_title_of_chair(json::object& row, const json::array& positions)
{
    for (const json::value& position : positions)
        if (position.at("role") == row.at("role"))
            row["role_title"] = position.at("title");
}

}  // namespace

Result<json::value> task_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer)
{
    const Result<std::optional<domain::TaskId>> id = find_id<domain::TaskTag>(with, "task");
    if (!id)
        return id.error();
    if (!*id)
        return refusal(Errc::invalid, "noem een taak, bijvoorbeeld taak-12");
    const json::object seen{{"task", (*id)->value}, {"viewer", viewer.person.value}};
    json::array rows = store.view("task", seen);
    if (rows.empty())
        return refusal(Errc::not_found, "{} bestaat niet", **id);
    json::object row = std::move(rows.front().as_object());
    const auto programme = *parse_id<domain::ProgrammeTag>(text_of(row.at("programme")));

    ReadWorkflows workflows{store};
    const domain::Workflow* workflow = nullptr;
    const domain::Form* form = nullptr;
    std::int64_t begun = 0;
    if (row.at("run").is_string()) {
        const auto run = *parse_id<domain::RunTag>(text_of(row.at("run")));
        const json::array runs = store.view("run", {{"run", run.value}, {"viewer", viewer.person.value}});
        workflow = runs.empty() ? nullptr : workflows.find(*parse_sha256(text_of(runs.front().at("hash"))));
        begun = runs.empty() ? 0 : runs.front().at("started_pseq").as_int64() - 1;
        if (workflow != nullptr && row.at("form").is_string())
            form = domain::find_form(*workflow, text_of(row.at("form")));
        const domain::Step* step =
            workflow && row.at("path").is_string() ? domain::find_step(*workflow, text_of(row.at("path"))) : nullptr;
        if (const auto* measure = step ? std::get_if<domain::MeasureTerms>(&step->terms) : nullptr)
            row["unit"] = name_of(measure->unit);
        json::array fields;
        if (form != nullptr)
            for (const domain::Field& field : form->fields)
                fields.push_back(field_json(field));
        row["fields"] = std::move(fields);
    }
    const bool open = row.at("closed_at").is_null();
    if (open && row.at("kind") == "gate")
        row["answers"] = spoken_at(store, programme, **id);
    else if (const json::value answers = row.at("answers"); answers.is_array()) {
        json::array told;
        for (const json::value& answer : answers.get_array())
            told.push_back(answer_json(store, form, answer));
        row["answers"] = std::move(told);
    }
    const json::array programmes =
        store.view("programme", {{"programme", programme.value}, {"viewer", viewer.person.value}});
    if (!programmes.empty())
        row["programme_name"] = programmes.front().at("name");
    if (!open && row.at("kind") == "vote")
        add_result(row, store.view("votes", {{"programme", programme.value}, {"viewer", viewer.person.value}}));
    if (workflow != nullptr) {
        const KnownAreas areas = store.load_areas(programme);
        add_titles(row, *workflow, WorkflowWords{*workflow, areas});
    } else if (row.at("role").is_string())
        add_title_of_chair(row, store.view("positions", {{"programme", programme.value}}));
    row["comments"] = store.view("task_comments", seen);
    row["notes"] = notes_of(store, programme, **id, begun, viewer);
    return json::value(std::move(row));
}

}  // namespace wd::runtime
