// The door to the engine. See session.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/session.hpp"

#include "cli/names.hpp"
#include "http/household_readings.hpp"
#include "http/key_watch.hpp"
#include "runtime/simulation/demo.hpp"
#include "store/open.hpp"

#include <unistd.h>

#include <chrono>
#include <optional>
#include <thread>
#include <utility>

namespace wd::cli {

namespace {

// The place goes before the sentence, unless the sentence names it itself.
std::string line_of(const Error& error)
{
    std::string place = error.where.field;
    if (!error.where.file.empty())
        place = error.where.line > 0 ? fmt::format("{}:{}", error.where.file, error.where.line) : error.where.file;
    return place.empty() || error.message.find(place) != std::string::npos
               ? error.message
               : fmt::format("{}: {}", place, error.message);
}

json::value result_of(const json::object& answer)
{
    const json::value* result = answer.if_contains("result");
    return result ? *result : json::value{};
}

constexpr std::chrono::milliseconds pause{50};
constexpr int tries = 100;

std::optional<Error> error_in(const json::object& answer)
{
    if (const json::value* ok = answer.if_contains("ok"); ok && ok->is_bool() && ok->get_bool())
        return {};
    const json::value* error = answer.if_contains("error");
    WD_ASSERT(error && error->is_object());
    return runtime::error_from_json(error->get_object());
}

}  // namespace

Result<json::value> Session::send(std::string_view verb, json::object data)
{
    Result<Sent> sent = send_once(verb, std::move(data), options_.key);
    if (!sent)
        return sent.error();
    return std::move(sent->result);
}

Result<Session::Sent> Session::send_once(std::string_view verb, json::object data, std::string_view key)
{
    json::object request{{"do", json::string{verb}}, {"data", std::move(data)}, {"uid", ::getuid()}};
    if (!key.empty())
        request["key"] = key;
    const Result<json::object> answer = this->request(std::move(request));
    if (!answer)
        return answer.error();
    // What was written now has a place in the log.
    return Sent{result_of(*answer), !key.empty() && !answer->contains("seq")};
}

Result<json::value> Session::ask(std::string_view question, json::object with)
{
    const Result<json::object> answer = request({{"ask", json::string{question}}, {"with", std::move(with)}});
    if (!answer)
        return answer.error();
    return result_of(*answer);
}

Result<std::string> Session::actor()
{
    if (options_.as.empty() || !actor_.empty())
        return actor_;
    const Result<std::int64_t> number = parse_id_number(options_.as, "persoon");
    if (number) {
        actor_ = fmt::format("persoon-{}", *number);
        return actor_;
    }
    const Result<std::string> found = find_actor();
    if (found)
        actor_ = *found;
    return found;
}

Result<std::string> Session::find_actor()
{
    const std::string name = std::exchange(options_.as, "");  // who acts is not known yet, so nobody asks this
    const Result<json::value> people = ask("people", {});
    options_.as = name;
    if (!people)
        return people.error();
    if (hides_texts_)
        return refusal(
            Errc::not_allowed,
            "--as: zonder token is '{}' niet op naam te vinden; gebruik het nummer, bijvoorbeeld persoon-3, of {}",
            name, way_to_texts);
    Result<std::string> found = find_person(people->get_array(), name);
    if (!found)
        return refusal(found.error().code, "--as: {}", found.error().message);
    return found;
}

Result<store::ReadStore*> Session::reader()
{
    if (!reader_) {
        Result<std::unique_ptr<store::ReadStore>> opened = store::open_reader(options_.data);
        if (!opened)
            return opened.error();
        reader_ = std::move(*opened);
    }
    return reader_.get();
}

std::string Session::label()
{
    const Result<store::ReadStore*> store = reader();
    const std::optional<std::string> label = store ? (*store)->find_meta("label") : std::nullopt;
    if (label == "demo")
        return std::string(runtime::demo_label);
    return label == "practice" ? "oefenomgeving: wat hier gebeurt, telt niet" : "";
}

Result<json::object> Session::request(json::object request)
{
    const Result<std::string> person = actor();
    if (!person)
        return person.error();
    if (!person->empty())
        request["as"] = *person;
    if (!options_.token.empty())
        request["token"] = options_.token;
    // Another call has the store for a moment only, and what it kept us from has changed nothing: so once more, a few seconds
    // at most.
    Result<json::object> answer = request_once(request);
    for (int i = 1; i < tries && !answer && answer.error().code == Errc::store_in_use; ++i) {
        std::this_thread::sleep_for(pause);
        port_.reset();  // meanwhile a server may have come, and then the way is through its socket
        answer = request_once(request);
    }
    return answer;
}

Result<json::object> Session::request_once(const json::object& request)
{
    if (!port_) {
        Result<std::unique_ptr<runtime::EnginePort>> port =
            runtime::open_port(options_.data, http::note_in(options_.data));
        if (!port)
            return port.error();
        port_ = std::move(*port);
    }
    json::object answer = port_->request(request);
    const Result<void> noted = note_keys(request, answer);
    hides_texts_ = hides_texts_ || answer.contains("hidden");
    if (std::optional<Error> error = error_in(answer))
        return std::move(*error);
    if (!noted)
        return noted.error();
    return answer;
}

// Served, the other side writes it: the log is of whoever holds the store.
Result<void> Session::note_keys(const json::object& request, const json::object& answer)
{
    const std::optional<http::SecurityLine> line = http::key_line_of(request, answer, http::from_command_line);
    if (!line || !port_->holds_store())
        return {};
    const SystemClock clock;  // the machine's own, also in a demo
    const Result<std::unique_ptr<http::SecurityLog>> log = http::open_security_log(options_.data, clock);
    const Result<void> added = log ? (*log)->add(*line) : log.error();
    if (!added)
        return refusal(added.error().code,
                       "de opdracht is wel uitgevoerd, maar staat niet in het beveiligingslogboek: {}; doe het niet "
                       "nog eens en meld dit "
                       "bij uw beheerder",
                       added.error().message);
    return {};
}

std::string refusal_text(const Error& error)
{
    std::string text = fmt::format("Dit lukt nog niet: {}\n", line_of(error));
    for (const Error& detail : error.details)
        text += fmt::format("  - {}\n", line_of(detail));
    return text;
}

}  // namespace wd::cli
