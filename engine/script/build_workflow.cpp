// The workflow itself, its roles, questions, forms and triggers. See build.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/build.hpp"

#include "base/time.hpp"
#include "domain/checks.hpp"

#include <algorithm>

namespace wd::script {

namespace {

using domain::FieldKind;

constexpr int api_level = 1;
constexpr std::size_t questions_max = 5;  // DOMAIN §7.11

bool is_numeric(FieldKind kind)
{
    return kind == FieldKind::count || kind == FieldKind::number || kind == FieldKind::per_mille ||
           kind == FieldKind::money;
}

bool has_option(const domain::Field& field, std::string_view id)
{
    return std::any_of(field.options.begin(), field.options.end(),
                       [id](const domain::Option& o) { return o.id == id; });
}

// Whether a default is an answer that this field would take.
bool fits(const domain::Field& field, const Value& value)
{
    using Kind = Value::Kind;
    const auto is_option = [&](const Value& item) { return item.kind == Kind::text && has_option(field, item.text); };
    switch (field.kind) {
    case FieldKind::count:
    case FieldKind::money:
        return value.kind == Kind::whole && domain::check_figure(field.id, field.kind, value.whole).has_value();
    case FieldKind::per_mille: return value.kind == Kind::whole && value.whole >= 0 && value.whole <= 1000;
    case FieldKind::number: return value.kind == Kind::whole || value.kind == Kind::number;
    case FieldKind::date: {
        const Result<Date> date = parse_date(value.text);
        return value.kind == Kind::text && date && domain::is_plausible(*date);
    }
    case FieldKind::yes_no: return value.kind == Kind::yes_no;
    case FieldKind::choice: return is_option(value);
    case FieldKind::choices:
        return value.kind == Kind::table && std::all_of(value.items.begin(), value.items.end(), is_option);
    case FieldKind::text: return value.kind == Kind::text;
    case FieldKind::person:
    case FieldKind::area: return false;
    }
    return false;
}

void read_options(const Entry& entry, domain::Field& field)
{
    const bool chooses = field.kind == FieldKind::choice || field.kind == FieldKind::choices;
    if (!chooses && entry.has("options"))
        entry.complain("options", "een vraag van soort '{}' heeft geen options; die horen bij choice en choices",
                       name_of(field.kind));
    const std::vector<const Node*> nodes = entry.nodes("options");
    for (const Node* node : nodes) {
        const Entry option{entry.reader(), *node};
        field.options.push_back({option.id(), option.text("title")});
    }
    complain_about_repeats(entry.reader(), nodes, field.options, "option");
    if (chooses && field.options.empty())
        entry.complain("kind", "bij soort '{}' hoort options = {{ option(\"id\", {{ title = \"…\" }}), … }}",
                       name_of(field.kind));
}

void read_bounds(const Entry& entry, domain::Field& field)
{
    field.min = entry.whole("min");
    field.max = entry.whole("max");
    if ((field.min || field.max) && !is_numeric(field.kind))
        entry.complain(field.min ? "min" : "max", "min en max horen bij getallen, niet bij soort '{}'",
                       name_of(field.kind));
    if (field.min && field.max && *field.min > *field.max)
        entry.complain("min", "min ({}) is groter dan max ({})", *field.min, *field.max);
    const Value* standard = entry.find("default");
    if (standard == nullptr)
        return;
    if (!fits(field, *standard))
        entry.complain("default", "deze default past niet bij soort '{}'", name_of(field.kind));
    else if (standard->kind == Value::Kind::whole &&
             ((field.min && standard->whole < *field.min) || (field.max && standard->whole > *field.max)))
        entry.complain("default", "default {} ligt niet tussen min en max", standard->whole);
    else
        field.standard = to_json(*standard);
}

domain::Field build_field(const Entry& entry)
{
    domain::Field field;
    field.id = entry.id();
    field.title = entry.text("title");
    field.required = entry.yes_no("required", true);
    if (const auto kind = entry.one_of<FieldKind>("kind")) {
        field.kind = *kind;
        read_options(entry, field);
        read_bounds(entry, field);
    }
    return field;
}

// Whether a text is a fact rather than itself: shaped like a path, or the item of an `each` around it.
bool names_fact(std::string_view text, const std::vector<std::string>& each_ids)
{
    if (text == "today" || std::find(each_ids.begin(), each_ids.end(), text) != each_ids.end())
        return true;
    return text.find('.') != std::string_view::npos && text.front() >= 'a' && text.front() <= 'z' &&
           text.back() != '.' &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == std::string_view::npos;
}

std::vector<domain::Role> build_roles(const Entry& workflow)
{
    const std::vector<const Node*> nodes = workflow.nodes("roles");
    std::vector<domain::Role> roles;
    for (const Node* node : nodes) {
        const Entry entry{workflow.reader(), *node};
        roles.push_back({entry.id(), entry.text("title"), entry.yes_no("core", false), entry.yes_no("residents", false),
                         entry.texts("competences")});
    }
    complain_about_repeats(workflow.reader(), nodes, roles, "role");
    const Value* list = workflow.find("roles");
    if (list != nullptr && list->items.empty())
        workflow.complain("roles", "een workflow heeft minstens één rol: role(\"id\", {{ title = \"…\" }})");
    return roles;
}

std::vector<domain::Trigger> build_triggers(const Entry& workflow)
{
    const std::vector<const Node*> nodes = workflow.nodes("on");
    std::vector<domain::Trigger> triggers;
    for (const Node* node : nodes) {
        const Entry entry{workflow.reader(), *node};
        triggers.push_back({entry.id(), entry.text("event"), entry.function("when"), entry.text("start"),
                            build_arguments(entry, "input"), entry.yes_no("merge", false), entry.place().line,
                            entry.place().file});
    }
    complain_about_repeats(workflow.reader(), nodes, triggers, "when_event");
    return triggers;
}

domain::Form build_form(Reader& reader, const Node& node)
{
    const Entry entry{reader, node};
    domain::Form form{entry.id(), entry.text("title"), build_fields(entry.nodes("fields"), reader)};
    if (form.fields.size() > questions_max)
        entry.complain("fields", "formulier \"{}\" heeft {} vragen; hoogstens {}, want ieders tijd is schaars", form.id,
                       form.fields.size(), questions_max);
    for (const domain::Field& field : form.fields)
        if (field.id == "outcome")
            entry.complain("fields", "een vraag kan niet \"outcome\" heten: zo heet de uitkomst van een stap");
    return form;
}

std::vector<domain::Form> build_forms(Reader& reader)
{
    const Node* node = reader.declarations.forms();
    if (node == nullptr)
        return {};
    if (node->arguments.size() != 1 || node->arguments[0].kind != Value::Kind::table) {
        reader.complaints.add(node->place, "'forms' krijgt één lijst; schrijf forms{}", example_of(Call::list));
        return {};
    }
    const std::vector<const Node*> nodes = read_nodes(reader, node->arguments[0], Group::form, "forms", node->place);
    std::vector<domain::Form> forms;
    forms.reserve(nodes.size());
    for (const Node* form : nodes)
        forms.push_back(build_form(reader, *form));
    complain_about_repeats(reader, nodes, forms, "form");
    return forms;
}

}  // namespace

std::vector<domain::Field> build_fields(const std::vector<const Node*>& nodes, Reader& reader)
{
    std::vector<domain::Field> fields;
    fields.reserve(nodes.size());
    for (const Node* node : nodes)
        fields.push_back(build_field(Entry{reader, *node}));
    complain_about_repeats(reader, nodes, fields, "field");
    return fields;
}

std::vector<domain::Argument> build_arguments(const Entry& entry, std::string_view key)
{
    std::vector<domain::Argument> arguments;
    const Value* table = entry.find(key);
    if (table == nullptr)
        return arguments;
    for (const auto& [name, value] : table->named) {
        if (value.kind == Value::Kind::text && names_fact(value.text, entry.reader().each_ids))
            arguments.push_back({name, value.text, nullptr});
        else
            arguments.push_back({name, "", to_json(value)});
    }
    return arguments;
}

domain::Workflow build_workflow(Reader& reader)
{
    domain::Workflow workflow;
    workflow.forms = build_forms(reader);
    const Node* node = reader.declarations.workflow();
    if (node == nullptr)
        return workflow;
    const Entry entry{reader, *node};
    workflow.key = entry.id();
    workflow.title = entry.text("title");
    workflow.version = static_cast<int>(std::clamp<std::int64_t>(entry.whole("version").value_or(1), 0, 1'000'000));
    workflow.api = static_cast<int>(std::clamp<std::int64_t>(entry.whole("api").value_or(1), 0, 1'000'000));
    if (workflow.version < 1)
        entry.complain("version", "versies tellen vanaf 1");
    if (workflow.api != api_level)
        entry.complain("api", "deze Wijkdraad kent de woorden van api {}, niet van {}", api_level, workflow.api);
    workflow.confidential = entry.has("confidential");
    workflow.roles = build_roles(entry);
    workflow.input = build_fields(entry.nodes("input"), reader);
    workflow.settings = build_fields(entry.nodes("settings"), reader);
    workflow.phases = build_phases(entry);
    workflow.on = build_triggers(entry);
    for (const Place& place : reader.declarations.functions())
        workflow.lines_of_functions.push_back(fmt::format("{}:{}", place.file, place.line));
    return workflow;
}

}  // namespace wd::script
