// See requests.hpp and, for the form of a request, port.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/requests.hpp"

#include "base/limits.hpp"
#include "runtime/questions.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

namespace wd::runtime {

namespace {

std::string_view text_of(const json::value& value)
{
    return {value.get_string().data(), value.get_string().size()};
}

// The members of a request; whatever else stands in it is a mistake (port.hpp).
constexpr std::array<std::string_view, 9> members{"do", "data", "ask", "with", "as", "uid", "key", "seen", "token"};

// Everything that is wrong with the form of one request.
class Envelope {
public:
    explicit Envelope(const json::object& request) : request_(request)
    {
        for (const auto& member : request)
            if (const std::string_view name = member.key();
                std::find(members.begin(), members.end(), name) == members.end())
                complain("onbekend veld '{}'{}", name, did_you_mean(name, members));
        if (request.contains("do") == request.contains("ask"))
            complain("een verzoek heeft óf 'do' óf 'ask'");
        for (const auto& [member, beside] : {std::pair{"data", "do"}, {"key", "do"}, {"seen", "do"}, {"with", "ask"}})
            if (request.contains(member) && !request.contains(beside))
                complain("'{}' hoort bij '{}'", member, beside);
    }

    std::string_view text(std::string_view name, std::string_view wanted)
    {
        const json::value* value = request_.if_contains(name);
        if (value == nullptr || (value->is_string() && !value->get_string().empty()))
            return value == nullptr ? std::string_view{} : text_of(*value);
        complain("'{}' is {}", name, wanted);
        return {};
    }

    json::object object(std::string_view name)
    {
        const json::value* value = request_.if_contains(name);
        if (value == nullptr || value->is_object())
            return value == nullptr ? json::object{} : value->get_object();
        complain("'{}' is een object {{ … }}", name);
        return {};
    }

    domain::Actor actor()
    {
        domain::Actor actor;
        if (const std::string_view as = text("as", "een persoon, bijvoorbeeld \"persoon-3\""); !as.empty()) {
            if (const Result<domain::PersonId> person = parse_id<domain::PersonTag>(as))
                actor.person = *person;
            else
                complain("'as': {}", person.error().message);
        }
        if (const json::value* uid = request_.if_contains("uid")) {
            boost::system::error_code wrong;
            actor.uid = uid->is_double() ? 0 : uid->to_number<std::uint32_t>(wrong);
            if (wrong || uid->is_double())
                complain("'uid' is het nummer van een gebruiker van deze machine, bijvoorbeeld 1000");
        }
        return actor;
    }

    std::string key()
    {
        const std::string_view key = text("key", "een tekst");
        if (key.size() > limits::request_key_max)
            complain("'key' is te lang; hoogstens {} tekens", limits::request_key_max);
        return std::string(key);
    }

    std::optional<SeenUntil> seen()
    {
        const json::value* value = request_.if_contains("seen");
        if (value == nullptr)
            return {};
        Result<SeenUntil> read = read_json<SeenUntil>(*value);
        if (read)
            return *read;
        complain("'seen': {}", to_text(read.error()));
        return {};
    }

    std::optional<Error> complaint() const
    {
        if (complaints_.empty())
            return {};
        if (complaints_.size() == 1)
            return complaints_.front();
        Error error = refusal(Errc::invalid, "{} dingen in het verzoek kloppen niet", complaints_.size());
        error.details = complaints_;
        return error;
    }

private:
    template <class... Args>
    void complain(fmt::format_string<Args...> format, Args&&... args)
    {
        complaints_.push_back(refusal(Errc::invalid, format, std::forward<Args>(args)...));
    }

    const json::object& request_;
    std::vector<Error> complaints_;
};

// What stands in `data` for an installation, by the names of its members.
struct InstallData {
    json::value files;
    std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(InstallData, (), (files, reason))

// Of the body; compared when a key comes back.
Sha256 fingerprint_of(std::string_view verb, const json::object& data)
{
    return sha256(std::string(verb) + json::serialize(data));
}

Result<Wish> read_install(const json::object& data, const domain::Actor& actor, std::string key)
{
    const Result<InstallData> read = read_json<InstallData>(data);
    if (!read)
        return read.error();
    const json::object* files = read->files.if_object();
    if (files == nullptr)
        return refusal(Errc::invalid, "workflow.install verwacht files: {{ pad: tekst }}");
    Install install;
    install.actor = actor;
    install.reason = read->reason;
    install.key = std::move(key);
    if (!install.key.empty())
        install.fingerprint = fingerprint_of("workflow.install", data);
    for (const auto& file : *files) {
        if (!file.value().is_string())
            return refusal(Errc::invalid, "bestand '{}' is geen tekst", std::string_view{file.key()});
        install.files.push_back({std::string(file.key()), std::string(text_of(file.value()))});
    }
    return Wish{std::move(install)};
}

Result<Wish> read_command(std::string_view verb, const json::object& data, const domain::Actor& actor, std::string key,
                          std::optional<SeenUntil> seen)
{
    if (verb == "tick" && !data.empty())
        return refusal(Errc::invalid, "tick heeft geen gegevens");
    if (verb == "tick")
        return Wish{Tick{}};
    if (verb == "workflow.install")
        return read_install(data, actor, std::move(key));
    Result<domain::Command> command = domain::read_command(verb, data);
    if (!command)
        return command.error();
    Request read{std::move(*command), actor, std::move(key), {}, seen};
    if (!read.key.empty())
        read.fingerprint = fingerprint_of(verb, data);
    return Wish{std::move(read)};
}

}  // namespace

Result<Wish> read_request(const json::object& request)
{
    Envelope envelope{request};
    const domain::Actor actor = envelope.actor();
    const std::string_view verb = envelope.text("do", "een opdracht, bijvoorbeeld \"task.claim\"");
    const std::string_view question = envelope.text("ask", "een vraag, bijvoorbeeld \"tasks\"");
    const json::object data = envelope.object("data");
    json::object with = envelope.object("with");
    envelope.text("token", "een token, bijvoorbeeld \"wd_…\"");
    std::string key = envelope.key();
    const std::optional<SeenUntil> seen = envelope.seen();
    if (std::optional<Error> complaint = envelope.complaint())
        return std::move(*complaint);
    if (!question.empty())
        return Wish{Question{std::string(question), std::move(with), actor.person}};
    return read_command(verb, data, actor, std::move(key), seen);
}

std::string token_in(const json::object& request)
{
    const json::value* token = request.if_contains("token");
    return token == nullptr || !token->is_string() ? std::string{} : std::string(text_of(*token));
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
    throw Bug("only commands and installations are carried out at once");
}

bool Ticking::go_on(Engine& engine)
{
    begun_ = true;
    if (all_fired_)
        return engine.tidy_some();
    const int done = engine.run_due(limits::due_per_scan);
    done_ += done;
    all_fired_ = done == 0;
    return true;
}

json::object Ticking::answer() const
{
    return {{"ok", true}, {"result", json::object{{"done", done_}}}};
}

json::object answered(const std::function<json::object()>& work)
{
    try {
        return work();
    } catch (const StoreFailure& failure) {
        return failed(refusal(failure.code(), "het lezen of bewaren is niet gelukt: {}", failure.what()));
    } catch (const std::exception& bug) {
        spdlog::error("a bug while answering: {}", bug.what());
        return failed(refusal(Errc::unavailable, "dit is een fout in Wijkdraad zelf; het is vastgelegd"));
    }
}

json::object answer(store::ReadStore& store, const Question& question, Timestamp now)
{
    const store::Moment moment{store};
    Result<json::value> value = ask(store, question.name, question.with, domain::Viewer{question.viewer}, now);
    if (!value)
        return failed(value.error());
    return {{"ok", true}, {"result", std::move(*value)}};
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
