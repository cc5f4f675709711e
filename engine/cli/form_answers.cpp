// Typed answers. See form_answers.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/form_answers.hpp"

#include "cli/files.hpp"
#include "cli/names.hpp"
#include "cli/render.hpp"

namespace wd::cli {

namespace {

json::value option_id(const json::value& field, std::string_view typed)
{
    for (const json::value& option : list_of(field, "options"))
        if (text_of(option, "title") == typed)
            return json::value(text_of(option, "id"));
    return json::value(json::string{typed});
}

json::value choices_value(const json::value& field, std::string_view typed)
{
    json::array chosen;
    for (std::size_t from = 0; from <= typed.size();) {
        const std::size_t comma = std::min(typed.find(',', from), typed.size());
        if (const std::string_view part = trimmed(typed.substr(from, comma - from)); !part.empty())
            chosen.push_back(option_id(field, part));
        from = comma + 1;
    }
    return chosen;
}

const json::value& field_of(const json::array& fields, std::string_view id)
{
    static const json::value none;
    for (const json::value& field : fields)
        if (text_of(field, "id") == id)
            return field;
    return none;
}

std::string expectation(const json::value& field)
{
    const std::string kind = text_of(field, "kind");
    if (kind == "money")
        return "bedrag in euro's, bijvoorbeeld 1250,50";
    if (kind == "per_mille")
        return "percentage, bijvoorbeeld 11,5%";
    if (kind == "person")
        return "naam, of nummer zoals persoon-3";
    std::vector<std::string> options;
    for (const json::value& option : list_of(field, "options"))
        options.push_back(fmt::format("{} ({})", text_of(option, "id"), text_of(option, "title")));
    if (options.empty())
        return cell_text(json::value(kind), As::word);
    return fmt::format("{}: {}", kind == "choices" ? "één of meer, met komma's" : "één van", fmt::join(options, ", "));
}

Result<json::value> person_value(std::string_view typed, Session& session)
{
    if (const Result<std::int64_t> number = parse_id_number(typed, "persoon"))
        return json::value(fmt::format("persoon-{}", *number));
    const Result<json::value> people = session.ask("people", {});
    if (!people)
        return people.error();
    const Result<std::string> found = find_person(people->get_array(), typed);
    if (!found)
        return found.error();
    return json::value(*found);
}

// One answer by the kind of its question. A blank one goes to the engine, which knows whether it may stay empty.
Result<json::value> answer_value(const json::value& field, std::string_view typed, Session& session)
{
    const std::string kind = text_of(field, "kind");
    if (trimmed(typed).empty())
        return json::value(json::string{typed});
    if (kind == "choice")
        return option_id(field, typed);
    if (kind == "choices")
        return choices_value(field, typed);
    if (kind == "money")
        return read_value(Parameter{"", "", Kind::euro}, typed);
    if (kind == "per_mille")
        return read_value(Parameter{"", "", Kind::percent}, typed);
    if (kind == "person")
        return person_value(typed, session);
    Kind as = Kind::text;
    if (kind == "count" || kind == "number")
        as = Kind::whole;
    else if (kind == "yes_no")
        as = Kind::yes_no;
    const Result<json::value> value = read_value(Parameter{"", "", as}, typed);
    return value ? *value : json::value(json::string{typed});
}

}  // namespace

std::vector<Parameter> answer_parameters()
{
    return {
        repeated(option("--answer", "", Kind::pair,
                        "antwoord op een vraag; geld in euro's, een deel als percentage (11,5%), keuzes met komma's")),
        option("--answers-file", "", Kind::text,
               "een bestand met antwoorden: { \"vraag\": waarde }, geld in centen, een deel in promille")};
}

Result<json::object> typed_pairs(const json::value& pairs, const json::array& fields, std::string_view option,
                                 Session& session)
{
    json::object typed;
    std::vector<Error> wrong;
    if (!pairs.is_array())
        return typed;
    for (const json::value& pair : pairs.get_array()) {
        const std::string name = text_of(pair, "name");
        Result<json::value> value = answer_value(field_of(fields, name), text_of(pair, "value"), session);
        if (value)
            typed[name] = std::move(*value);
        else
            wrong.push_back(
                Error{value.error().code, fmt::format("{} {}: {}", option, name, value.error().message), {}, {}});
    }
    if (wrong.size() == 1)
        return wrong.front();
    if (!wrong.empty())
        return Error{Errc::invalid, fmt::format("{} antwoorden zijn niet te lezen", wrong.size()), {}, wrong};
    return typed;
}

Result<json::object> read_answers(const Arguments& arguments, const json::array& fields, Session& session)
{
    json::object answers;
    if (arguments.has("--answers-file")) {
        const std::string file = arguments.text("--answers-file");
        const Result<std::string> text = read_file(file);
        if (!text)
            return text.error();
        Result<json::value> parsed = parse_json(*text);
        if (!parsed)
            return Error{Errc::invalid, parsed.error().message, Where{file, 0, {}}, {}};
        if (!parsed->is_object())
            return Error{Errc::invalid, "verwacht een object { \"vraag\": waarde, … }", Where{file, 0, {}}, {}};
        answers = std::move(parsed->get_object());
    }
    const Result<json::object> typed = typed_pairs(arguments.value("--answer"), fields, "--answer", session);
    if (!typed)
        return typed.error();
    for (const auto& [name, value] : *typed)
        answers[name] = value;
    return answers;
}

std::string questions_text(const json::array& fields)
{
    std::vector<std::pair<std::string, std::string>> rows;
    for (const json::value& field : fields) {
        const json::value& required = member(field, "required");
        const bool may_stay_empty = required.is_bool() && !required.get_bool();
        rows.emplace_back(text_of(field, "id"), fmt::format("{} [{}]{}", text_of(field, "title"), expectation(field),
                                                            may_stay_empty ? " mag leeg blijven" : ""));
    }
    return definition_list(rows);
}

}  // namespace wd::cli
