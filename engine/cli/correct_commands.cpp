// correct: put one field of your own entry or answer right; the old one stays in the log.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/command.hpp"

#include "cli/arguments.hpp"
#include "cli/form_answers.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"
#include "cli/workflow_source.hpp"
#include "domain/ids.hpp"
#include "domain/words.hpp"

#include <algorithm>
#include <array>

namespace wd::cli {

namespace {

// Members of entries that hold typed text; all others are values (store/sql/correction.sql).
constexpr std::array<std::string_view, 8> texts = {"subject", "text", "source", "note",
                                                   "title",   "link", "to",     "occasion"};

bool is_text(std::string_view field)
{
    return field == "name" || std::find(texts.begin(), texts.end(), field) != texts.end();
}

// A value without a question that says its kind: a whole number, ja or nee, a Dutch word of a closed list, or as it is.
Result<json::value> entry_value(std::string_view field, std::string_view typed)
{
    if (field == "cents")
        return read_value(Parameter{"", "", Kind::euro}, typed);
    if (typed.ends_with('%'))
        return read_value(Parameter{"", "", Kind::percent}, typed);
    for (const Kind kind : {Kind::whole, Kind::yes_no})
        if (Result<json::value> value = read_value(Parameter{"", "", kind}, typed))
            return *value;
    const bool is_word = field == "kind" || field == "level" || field == "unit";
    return json::value(json::string{is_word ? domain::code_of(typed).value_or(typed) : typed});
}

Result<json::value> correct_entry(Session& session, const Arguments& arguments, json::object data)
{
    const std::string field = arguments.text("--field");
    data["entry"] = arguments.value("nummer");
    if (is_text(field)) {
        data["text"] = arguments.value("--value");
    } else {
        Result<json::value> value = entry_value(field, arguments.text("--value"));
        if (!value)
            return refusal(Errc::invalid, "--value: {}", value.error().message);
        data["value"] = std::move(*value);
    }
    Result<json::value> corrected = session.send("entry.correct", data);
    // How a contact is reached is typed, along which way people were reached is a word: the engine knows which entry it is.
    if (field != "channel" || corrected || corrected.error().where.field != "text")
        return corrected;
    data.erase("value");
    data["text"] = arguments.value("--value");
    return session.send("entry.correct", std::move(data));
}

// The questions behind an answered task, from the bundle of its run; empty when they cannot be found, and then the engine
// refuses a value of the wrong kind in its own words.
json::array answered_fields(const json::value& task, Session& session)
{
    const json::object of_programme{{"programme", member(task, "programme")}};
    for (const std::string_view view : {"runs", "runs_closed"}) {
        const Result<json::value> runs = session.ask(view, of_programme);
        const Result<store::ReadStore*> reader = session.reader();
        if (!runs || !reader)
            return {};
        for (const json::value& run : runs->get_array()) {
            const Result<Sha256> hash = parse_sha256(text_of(run, "hash"));
            if (text_of(run, "run") != text_of(task, "run") || !hash)
                continue;
            const auto loaded = load_checked({to_bundle((*reader)->load_bundle(*hash)), text_of(run, "workflow")});
            if (!loaded)
                return {};
            const domain::Form* form = domain::find_form((*loaded)->workflow(), text_of(task, "form"));
            return form == nullptr ? json::array{} : questions_json(form->fields);
        }
    }
    return {};
}

Result<json::value> correct_answer(Session& session, const Arguments& arguments, json::object data)
{
    const Result<json::value> shown = session.ask("task", {{"task", arguments.value("nummer")}});
    if (!shown)
        return shown.error();
    const json::array pair{json::object{{"name", arguments.value("--field")}, {"value", arguments.value("--value")}}};
    const Result<json::object> typed = typed_pairs(pair, answered_fields(*shown, session), "--value van", session);
    if (!typed)
        return typed.error();
    data["task"] = arguments.value("nummer");
    data["value"] = typed->begin()->value();
    return session.send("task.correct", std::move(data));
}

Result<json::value> correct(Session& session, const Arguments& arguments)
{
    const std::string number = arguments.text("nummer");
    json::object data = arguments.data();
    if (parse_id<domain::EntryTag>(number))
        return correct_entry(session, arguments, std::move(data));
    if (parse_id<domain::TaskTag>(number))
        return correct_answer(session, arguments, std::move(data));
    return refusal(Errc::invalid, "'{}' is geen regel en geen taak; schrijf bijvoorbeeld regel-7 of taak-12", number);
}

}  // namespace

std::vector<Command> correct_commands()
{
    return {
        {"correct",
         "Herstel één veld van iets dat u zelf invoerde. Wat er stond, blijft in het logboek terug te vinden.",
         "correct regel-7 --field people --value 54 --reason \"Verkeerd overgenomen\" --as persoon-3",
         {place("nummer", "", Kind::text, "wat u herstelt: regel-7, of taak-12 voor een antwoord op een formulier"),
          required(option("--field", "field", Kind::text, "welk veld of welke vraag")),
          required(option("--value", "", Kind::text, "wat er had moeten staan; geld in euro's")),
          option("--reason", "reason", Kind::text, "waarom")},
         correct,
         says("Hersteld", "", "{--field} is nu {--value}")},
    };
}

}  // namespace wd::cli
