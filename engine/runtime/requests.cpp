// See requests.hpp and, for the form of a request, port.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/requests.hpp"

#include "runtime/questions.hpp"

namespace wd::runtime {

namespace {

std::string_view text_of(const json::value& value)
{
    return {value.get_string().data(), value.get_string().size()};
}

Result<domain::Actor> read_actor(const json::object& request)
{
    domain::Actor actor;
    if (const json::value* as = request.if_contains("as")) {
        if (!as->is_string())
            return refusal(Errc::invalid, "'as' is een persoon, bijvoorbeeld \"persoon-3\"");
        const Result<domain::PersonId> person = parse_id<domain::PersonTag>(text_of(*as));
        if (!person)
            return person.error();
        actor.person = *person;
    }
    if (const json::value* uid = request.if_contains("uid"))
        if (uid->is_int64() && uid->get_int64() >= 0)
            actor.uid = static_cast<std::uint32_t>(uid->get_int64());
    return actor;
}

Result<Wish> read_install(const json::value& data, const domain::Actor& actor)
{
    const json::object* object = data.if_object();
    const json::value* files = object == nullptr ? nullptr : object->if_contains("files");
    if (files == nullptr || !files->is_object())
        return refusal(Errc::invalid, "workflow.install verwacht files: {{ pad: tekst }}");
    Install install;
    install.actor = actor;
    for (const auto& file : files->get_object()) {
        if (!file.value().is_string())
            return refusal(Errc::invalid, "bestand '{}' is geen tekst",
                           std::string_view{file.key().data(), file.key().size()});
        install.files.push_back({std::string(file.key()), std::string(text_of(file.value()))});
    }
    if (const json::value* reason = object->if_contains("reason"); reason != nullptr && reason->is_string())
        install.reason = Text{std::string(text_of(*reason))};
    return Wish{std::move(install)};
}

Result<Wish> read_command(std::string_view verb, const json::value& data, const domain::Actor& actor,
                          const json::object& request)
{
    if (verb == "tick")
        return Wish{Tick{}};
    if (verb == "workflow.install")
        return read_install(data, actor);
    Result<domain::Command> command = domain::read_command(verb, data);
    if (!command)
        return command.error();
    Request read{std::move(*command), actor, {}, {}};
    if (const json::value* key = request.if_contains("key"); key != nullptr && key->is_string()) {
        read.key = text_of(*key);
        read.fingerprint = sha256(std::string(verb) + json::serialize(data));
    }
    return Wish{std::move(read)};
}

}  // namespace

Result<Wish> read_request(const json::object& request)
{
    const Result<domain::Actor> actor = read_actor(request);
    if (!actor)
        return actor.error();
    const json::value* verb = request.if_contains("do");
    const json::value* question = request.if_contains("ask");
    if (verb != nullptr && verb->is_string()) {
        const json::value* data = request.if_contains("data");
        return read_command(text_of(*verb), data == nullptr ? json::value(json::object{}) : *data, *actor, request);
    }
    if (question != nullptr && question->is_string()) {
        const json::value* with = request.if_contains("with");
        return Wish{Question{std::string(text_of(*question)),
                             with != nullptr && with->is_object() ? with->get_object() : json::object{},
                             actor->person}};
    }
    return refusal(Errc::invalid, "een verzoek heeft 'do' of 'ask'");
}

json::object failed(const Error& error)
{
    return {{"ok", false}, {"error", to_json(error)}};
}

json::object to_json(const Reply& reply)
{
    if (!reply.answer)
        return failed(reply.answer.error());
    json::object answer{{"ok", true}, {"result", *reply.answer}};
    if (reply.seq > 0) {
        answer["part"] = reply.part;
        answer["seq"] = reply.seq;
    }
    return answer;
}

json::object carry_out(Engine& engine, const Wish& wish)
{
    if (const auto* request = std::get_if<Request>(&wish))
        return to_json(engine.execute(*request));
    if (const auto* install = std::get_if<Install>(&wish))
        return to_json(engine.install(*install));
    WD_ASSERT(std::holds_alternative<Tick>(wish));
    const int done = engine.run_all_due();
    engine.tidy();
    return {{"ok", true}, {"result", json::object{{"done", done}}}};
}

json::object answer(store::ReadStore& store, const Question& question, Timestamp now)
{
    const Result<json::value> value = ask(store, question.name, question.with, domain::Viewer{question.viewer}, now);
    if (!value)
        return failed(value.error());
    return {{"ok", true}, {"result", *value}};
}

json::object to_json(const Error& error)
{
    json::object out{{"code", name_of(error.code)}, {"message", error.message}};
    json::object where;
    if (!error.where.file.empty())
        where["file"] = error.where.file;
    if (error.where.line > 0)
        where["line"] = error.where.line;
    if (!error.where.field.empty())
        where["field"] = error.where.field;
    if (!where.empty())
        out["where"] = std::move(where);
    json::array details;
    for (const Error& detail : error.details)
        details.push_back(to_json(detail));
    if (!details.empty())
        out["details"] = std::move(details);
    return out;
}

Error error_from_json(const json::object& object)
{
    Error error;
    const std::string_view name = text_of(object.at("code"));
    for (int code = 0; name_of(static_cast<Errc>(code)) != "unknown"; ++code)
        if (name == name_of(static_cast<Errc>(code)))
            error.code = static_cast<Errc>(code);
    error.message = std::string(object.at("message").as_string());
    if (const json::value* where = object.if_contains("where")) {
        const json::object& place = where->as_object();
        if (const json::value* file = place.if_contains("file"))
            error.where.file = std::string(file->as_string());
        if (const json::value* line = place.if_contains("line"))
            error.where.line = line->to_number<int>();
        if (const json::value* field = place.if_contains("field"))
            error.where.field = std::string(field->as_string());
    }
    if (const json::value* details = object.if_contains("details"))
        for (const json::value& detail : details->as_array())
            error.details.push_back(error_from_json(detail.as_object()));
    return error;
}

}  // namespace wd::runtime
