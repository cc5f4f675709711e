// See demands.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "demands.hpp"

#include "base/json.hpp"
#include "domain/commands.hpp"
#include "http/guard.hpp"
#include "http/pages.hpp"
#include "http/problem.hpp"
#include "http/router.hpp"
#include "http/translate.hpp"

#include <algorithm>

namespace wd::fuzz {

using domain::ApiKind;
using domain::ApiWord;
using domain::MemberShape;
using http::Request;
using http::Response;
using http::Route;

namespace {

std::string_view text_of(const json::value& value)
{
    return {value.get_string().data(), value.get_string().size()};
}

json::string_view key(std::string_view text)
{
    return {text.data(), text.size()};
}

const json::value& text_member(const json::object& object, std::string_view name)
{
    const json::value* value = object.if_contains(key(name));
    demand(value != nullptr && value->is_string(), fmt::format("a problem without '{}'", name));
    return *value;
}

void demand_parameters(const json::value& list)
{
    demand(list.is_array() && !list.get_array().empty(), "invalidParams without any");
    for (const json::value& one : list.get_array()) {
        demand(one.is_object(), "invalidParams with something else than an object");
        const std::string_view reason = text_of(text_member(one.get_object(), "reason"));
        demand(!reason.empty(), "a wrong member without a reason");
        demand(!text_of(text_member(one.get_object(), "code")).empty(), "a wrong member without a code");
        // A member may be called "" by who sent it.
        demand(!text_of(text_member(one.get_object(), "name")).empty() || reason.find("''") != std::string_view::npos,
               "a wrong member without a name");
    }
}

void demand_clean_text(std::string_view text)
{
    demand(is_utf8(text), "text that is no UTF-8 came through");
    demand(std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }),
           "a control sign came through");
}

std::string percented(std::string_view text)
{
    std::string out;
    for (const char c : text)
        out += fmt::format("%{:02x}", static_cast<unsigned char>(c));
    return out;
}

// --- From what the engine reads back to what a caller would write.

json::object to_dutch(std::string_view place, const std::vector<MemberShape>& members, const json::object& data,
                      const json::object& given);

json::value value_to_dutch(std::string_view place, const MemberShape& shape, const ApiWord& word,
                           const json::value& value, const json::value& given)
{
    switch (shape.kind) {
    case ApiKind::open: return given;  // as it was: what is inside is not ours
    case ApiKind::object: return to_dutch(place, shape.members, value.as_object(), given.as_object());
    case ApiKind::date_time: return json::value(key(to_text(from_unix_ms(value.as_int64()))));
    case ApiKind::text:
    case ApiKind::word:
        if (word.kind == ApiKind::word || shape.kind == ApiKind::word)
            return json::value(
                key(domain::api_word(text_of(value), word.kind == ApiKind::word ? word.of : std::string_view{})));
        return value;
    default: return value;
    }
}

json::object to_dutch(std::string_view place, const std::vector<MemberShape>& members, const json::object& data,
                      const json::object& given)
{
    json::object dutch;
    for (const MemberShape& shape : members) {
        const json::value* value = data.if_contains(key(shape.code));
        if (value == nullptr)
            continue;
        const ApiWord& word = *domain::find_api_word(place, shape.code);
        const json::value& from = given.at(key(word.api));
        if (!shape.many) {
            dutch[key(word.api)] = value_to_dutch(place, shape, word, *value, from);
            continue;
        }
        json::array list;
        for (std::size_t i = 0; i < value->as_array().size(); ++i)
            list.push_back(value_to_dutch(place, shape, word, value->as_array()[i], from.as_array()[i]));
        dutch[key(word.api)] = std::move(list);
    }
    return dutch;
}

void demand_refusal(const Error& error, const Request& request, std::string_view place)
{
    note(error);
    const Response response = http::problem_of(error, request, place);
    demand(response.status == http::status_of(error.code), "a refusal with another status than its code has");
    demand_problem(response);
}

}  // namespace

void note(const Error& error)
{
    // Without what came from the input: quoted text and numbers.
    std::string outcome(name_of(error.code));
    bool quoted = false;
    for (const char c : error.message) {
        quoted = quoted != (c == '\'');
        if (!quoted && !(c >= '0' && c <= '9'))
            outcome += c;
    }
    note(outcome);
}

void demand_problem(const Response& response)
{
    demand(http::find_header(response.headers, "Content-Type") == "application/problem+json",
           "a refusal that is no problem+json");
    demand(is_utf8(response.body), "a problem that is no UTF-8");
    const Result<json::value> body = parse_json(response.body);
    demand(body && body->is_object(), "a problem that is no JSON object");
    const json::object& problem = body->get_object();
    for (const std::string_view name : {"type", "title", "detail", "code"})
        demand(!text_of(text_member(problem, name)).empty(), fmt::format("a problem with an empty '{}'", name));
    demand(response.status >= 400 && problem.at("status") == json::value(response.status),
           "a problem with another status than the response");
    if (const json::value* parameters = problem.if_contains("invalidParams"))
        demand_parameters(*parameters);
}

void demand_clean(const http::Target& target)
{
    for (const std::string& segment : target.segments) {
        demand_clean_text(segment);
        demand(!segment.empty() && segment != "." && segment != "..", "a segment that leads elsewhere");
        demand(segment.find_first_of("/\\") == std::string::npos, "a segment with a slash");
    }
    for (const auto& [name, value] : target.query) {
        demand_clean_text(name);
        demand_clean_text(value);
        demand(!name.empty(), "a parameter without a name");
    }
    demand(!target.trailing_slash || !target.segments.empty(), "a slash behind nothing");
}

std::string encoded(const http::Target& target)
{
    std::string text;
    for (const std::string& segment : target.segments)
        text += "/" + percented(segment);
    if (target.trailing_slash || text.empty())
        text += '/';
    char sign = '?';
    for (const auto& [name, value] : target.query) {
        text += sign + percented(name) + "=" + percented(value);
        sign = '&';
    }
    return text;
}

void follow_query(const Route& route, const Request& request)
{
    const Result<http::Query> query = http::read_query(route, request.query);
    if (!query)
        return demand_refusal(query.error(), request, http::words_place(route));
    note(json::serialize(query->with));
    demand(query->list.limit >= 1 && query->list.limit <= http::page_max, "a page without a bound");
    for (const http::QueryParameter& parameter : http::query_parameters(route))
        demand(!parameter.required || query->with.contains(key(parameter.word->code)), "what must be there is not");
    if (route.shape != http::Shape::list)
        return;
    const Result<std::optional<std::size_t>> needed = http::rows_needed(query->list);
    const Result<http::Page> page = http::page_of({}, query->list);
    demand(needed.has_value() == page.has_value(), "a cursor that is good and bad");
    if (!page)
        return demand_refusal(page.error(), request, http::words_place(route));
    const Result<http::Target> next = http::parse_target(http::next_target(request, "1-0123456789abcdef"));
    demand(next.has_value(), "the address of the next page cannot be read");
    demand_clean(*next);
    demand(next->segments == request.segments, "the next page is elsewhere");
}

void follow_body(const Route& route, const Request& request)
{
    const Result<json::value> body = request.body.empty() ? json::value(json::object{}) : parse_json(request.body);
    if (!body)
        return demand_refusal(body.error(), request, {});
    const Result<json::object> data = http::read_body(route, *body);
    if (!data) {
        demand(http::status_of(data.error().code) == 400, "a body that is wrong is the caller's mistake");
        return demand_refusal(data.error(), request, http::words_place(route));
    }
    const json::object dutch = to_dutch(http::words_place(route), http::body_members(route), *data, body->get_object());
    const Result<json::object> again = http::read_body(route, dutch);
    demand(again && *again == *data, "Dutch, English, Dutch and English again is not the same");
    if (route.means != http::Means::command || domain::find_command_shape(route.name) == nullptr)
        return note(route.name);
    json::object whole = *data;
    for (const http::PathParameter& parameter : http::path_parameters(route))
        whole[key(parameter.code)] = key(fmt::format("{}-12", parameter.prefix));
    const Result<domain::Command> command = domain::read_command(route.name, whole);
    if (!command)
        return demand_refusal(command.error(), request, http::words_place(route));
    demand(domain::verb_of(*command) == route.name, "another command than was asked");
    note(route.name);
}

void follow(const Request& request)
{
    demand(http::find_cookie(request, "wijkdraad").find(';') == std::string::npos, "two cookies in one");
    const std::variant<http::Match, Response> found = http::find_route(request);
    if (const auto* refused = std::get_if<Response>(&found)) {
        note(std::to_string(refused->status));
        const bool tells = http::has_header(refused->headers, "Allow");
        demand(tells == (refused->status == 204 || refused->status == 405),
               "Allow is missing, or stands where it should not");
        if (refused->status != 204)
            demand_problem(*refused);
        return;
    }
    const http::Match& match = std::get<http::Match>(found);
    const Route& route = *match.route;
    demand(match.values.size() == http::path_parameters(route).size(), "another number of ids than the path has");
    const Result<json::object> path = http::read_path(route, match.values);
    if (!path) {
        demand(path.error().code == Errc::not_found, "an id of another kind is not there");
        return demand_refusal(path.error(), request, http::words_place(route));
    }
    follow_query(route, request);
    if (route.means == http::Means::command || route.means == http::Means::ask_by_body)
        follow_body(route, request);
}

std::pair<std::string_view, std::string_view> cut_line(std::string_view text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    return {text.substr(0, end), text.substr(std::min(end + 1, text.size()))};
}

std::size_t choose(std::string_view line, std::span<const std::string> names)
{
    const auto found = std::find(names.begin(), names.end(), line);
    if (found != names.end())
        return static_cast<std::size_t>(found - names.begin());
    std::size_t sum = 0;
    for (const char c : line)
        sum = sum * 31 + static_cast<unsigned char>(c);
    return sum % names.size();
}

}  // namespace wd::fuzz
