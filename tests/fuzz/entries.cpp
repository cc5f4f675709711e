// See entries.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "entries.hpp"

#include "demands.hpp"

#include "base/entropy.hpp"
#include "base/json.hpp"
#include "http/openapi.hpp"
#include "http/problem.hpp"
#include "http/request_parser.hpp"
#include "http/router.hpp"
#include "http/translate.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace wd::fuzz {

using http::Request;
using http::RequestParser;
using http::Route;
using Progress = RequestParser::Progress;

namespace {

constexpr http::MessageLimits limits{1'000, 1'000};
constexpr std::int64_t piece_max = 40;
constexpr int depth_max = 32;

std::string_view text_of(const std::uint8_t* bytes, std::size_t size)
{
    return size == 0 ? std::string_view{} : std::string_view{reinterpret_cast<const char*>(bytes), size};
}

// --- Requests

// Everything of a request that somebody looks at, to compare.
std::string written(const Request& request)
{
    std::string out = fmt::format("{} {} {}\n", request.method, request.target, request.trailing_slash);
    for (const std::string& segment : request.segments)
        out += fmt::format("/{}", segment);
    for (const auto& [name, value] : request.query)
        out += fmt::format("\n?{}={}", name, value);
    for (const auto& [name, value] : request.headers)
        out += fmt::format("\n{}: {}", name, value);
    return out + "\n\n" + request.body;
}

struct Read {
    std::vector<Request> requests;
    bool refused = false;
    bool goes_on = true;  // the last request lets the connection live
    std::string left;
};

// A head that is wrong may be seen later when it comes in pieces: then there is still more to wait for. What was let through is the
// same.
bool same(const Read& whole, const Read& pieces)
{
    if (!std::equal(whole.requests.begin(), whole.requests.end(), pieces.requests.begin(), pieces.requests.end(),
                    [](const Request& a, const Request& b) { return written(a) == written(b); }))
        return false;
    return whole.refused || (!pieces.refused && whole.goes_on == pieces.goes_on);
}

// As a connection does: one parser for each request, more bytes as they come in.
Read read_connection(std::string_view all, Entropy* pieces)
{
    Read read;
    auto parser = std::make_unique<RequestParser>(limits);
    while (!read.refused && read.goes_on && (!all.empty() || !read.left.empty())) {
        const std::size_t before = read.left.size();
        const Progress progress = read.left.empty() ? Progress::head : parser->feed(read.left);
        demand(read.left.size() <= before, "a parser that adds bytes");
        if (progress == Progress::refused) {
            demand_problem(parser->refusal());
            note(parser->refusal().body);
            read.refused = true;
        } else if (progress == Progress::complete) {
            demand(read.left.size() < before, "a request of no bytes");
            read.goes_on = parser->keep_alive();
            read.requests.push_back(parser->take());
            parser = std::make_unique<RequestParser>(limits);
        } else {
            if (all.empty())
                break;
            const std::size_t size =
                pieces == nullptr ? all.size() : static_cast<std::size_t>(pieces->between(1, piece_max));
            read.left += all.substr(0, size);
            all.remove_prefix(std::min(size, all.size()));
        }
    }
    return read;
}

// The request as we would send it on: with its length, and not in chunks.
std::string sent_on(const Request& request)
{
    std::string out = fmt::format("{} {} HTTP/1.1\r\n", request.method, request.target);
    for (const auto& [name, value] : request.headers)
        if (name != "transfer-encoding" && name != "content-length" && name != "expect")
            out += fmt::format("{}: {}\r\n", name, value);
    if (!http::has_header(request.headers, "host"))
        out += "host: localhost\r\n";
    return out + fmt::format("content-length: {}\r\n\r\n{}", request.body.size(), request.body);
}

void demand_request(const Request& request)
{
    demand(!request.method.empty() && request.method.find_first_of(" \r\n") == std::string::npos,
           "a method of two words");
    demand(request.body.size() <= limits.body, "a body beyond the limit");
    for (const auto& [name, value] : request.headers) {
        demand(!name.empty() && std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; }),
               "a header whose name is not in lower case");
        demand(value.find_first_of(std::string_view{"\r\n\0", 3}) == std::string::npos, "a header of two lines");
    }
    demand(
        !http::has_header(request.headers, "content-length") || !http::has_header(request.headers, "transfer-encoding"),
        "two ways to know where a body ends");
    const Result<http::Target> target = http::parse_target(request.target);
    demand(target && target->segments == request.segments && target->query == request.query &&
               target->trailing_slash == request.trailing_slash,
           "a target that is read in two ways");
    demand_clean(*target);

    std::string wire = sent_on(request);
    RequestParser next{{limits.head + 100, limits.body}};
    demand(next.feed(wire) == Progress::complete && wire.empty(), "whoever comes next reads something else");
    const Request again = next.take();
    demand(again.body == request.body && again.segments == request.segments && again.method == request.method,
           "whoever comes next reads another request");
}

// --- JSON

int depth_of(const json::value& value)
{
    int below = 0;
    if (value.is_array())
        for (const json::value& one : value.get_array())
            below = std::max(below, depth_of(one));
    if (value.is_object())
        for (const auto& member : value.get_object())
            below = std::max(below, depth_of(member.value()));
    return value.is_structured() ? below + 1 : 0;
}

// The reader of numbers with a fraction is off by one in the last digit, now and then.
bool same(const json::value& a, const json::value& b)
{
    if (a.is_double() && b.is_double())
        return a.get_double() == b.get_double() ||
               std::abs(a.get_double() - b.get_double()) <= 1e-14 * std::abs(a.get_double());
    if (a.is_array() && b.is_array())
        return std::equal(a.get_array().begin(), a.get_array().end(), b.get_array().begin(), b.get_array().end(),
                          [](const json::value& x, const json::value& y) { return same(x, y); });
    if (a.is_object() && b.is_object())
        return std::equal(
            a.get_object().begin(), a.get_object().end(), b.get_object().begin(), b.get_object().end(),
            [](const auto& x, const auto& y) { return x.key() == y.key() && same(x.value(), y.value()); });
    return a == b;
}

// --- Bodies, queries and answers: a line that says which, and the rest

std::vector<const Route*> routes_with(bool bodies)
{
    std::vector<const Route*> list;
    for (const Route& route : http::routes())
        if (bodies == (route.method != "GET"))
            list.push_back(&route);
    return list;
}

std::vector<std::string> names_of(const std::vector<const Route*>& list)
{
    std::vector<std::string> names;
    for (const Route* route : list)
        names.push_back(fmt::format("{} {}", route->method, route->path));
    return names;
}

std::vector<std::string> schema_keys()
{
    std::vector<std::string> keys;
    for (const http::Schema& schema : http::all_schemas())
        keys.emplace_back(schema.key);
    return keys;
}

void demand_schema(const http::Schema& schema, const json::value& shown)
{
    if (!shown.is_object())
        return;
    for (const auto& member : shown.get_object()) {
        demand(http::find_member(schema, member.key()) != nullptr, "something is shown that stands in no schema");
        demand(!member.value().is_null(), "something is shown that is not there");
    }
}

// The examples of openapi.json: a body that is right for each command.
std::vector<std::string> example_bodies()
{
    std::vector<std::string> seeds;
    const json::object openapi = http::write_openapi({});
    for (const auto& path : openapi.at("paths").as_object())
        for (const auto& method : path.value().as_object()) {
            const json::object& operation = method.value().as_object();
            const json::value* body = operation.if_contains("requestBody");
            if (body == nullptr)
                continue;
            std::string name(method.key());
            std::transform(name.begin(), name.end(), name.begin(),
                           [](char c) { return static_cast<char>(c - 'a' + 'A'); });
            seeds.push_back(fmt::format("{} {}\n{}", name, std::string_view{path.key()},
                                        json::serialize(body->at("content").at("application/json").at("example"))));
        }
    return seeds;
}

constexpr std::array<std::string_view, 30> request_words{"\r\n",
                                                         "\r\n\r\n",
                                                         "\n",
                                                         "GET ",
                                                         "POST ",
                                                         "OPTIONS ",
                                                         "HEAD ",
                                                         " HTTP/1.1\r\n",
                                                         " HTTP/1.0\r\n",
                                                         "HTTP/2",
                                                         "Host: a\r\n",
                                                         "Content-Length: 2\r\n",
                                                         "Content-Length: 18446744073709551616\r\n",
                                                         "Transfer-Encoding: chunked\r\n",
                                                         "Transfer-Encoding: chunked, identity\r\n",
                                                         "Transfer-Encoding:\tchunked\r\n",
                                                         "0\r\n\r\n",
                                                         "ffffffffffffffff\r\n",
                                                         "Expect: 100-continue\r\n",
                                                         "Connection: close\r\n",
                                                         "Connection: keep-alive\r\n",
                                                         "Cookie: wijkdraad=a; wijkdraad=b\r\n",
                                                         "If-Match: *\r\n",
                                                         "Content-Type: application/json\r\n",
                                                         "/api/v1/taken",
                                                         "%2e%2e/",
                                                         "%00",
                                                         "http://",
                                                         " \r\n",
                                                         "\r\n x"};
constexpr std::array<std::string_view, 20> target_words{
    "/",      "//",        "/..",          "/.",  "%2e", "%2f", "%5c", "%00", "%0d%0a", "%c0%af",
    "%c3%a9", "%ed%a0%80", "%f4%90%80%80", "%25", "?",   "&",   "=",   "+",   "#",      "/api/v1/taken/taak-1"};
constexpr std::array<std::string_view, 24> json_words{"{",
                                                      "}",
                                                      "[",
                                                      "]",
                                                      ":",
                                                      ",",
                                                      "null",
                                                      "true",
                                                      "\"\"",
                                                      "\\u0000",
                                                      "\\ud800",
                                                      "\\udc00",
                                                      "1e999",
                                                      "-0",
                                                      "1.5",
                                                      "9223372036854775808",
                                                      "-1",
                                                      "\"2026-02-29\"",
                                                      "\"2026-11-20T10:00:00.000Z\"",
                                                      "\"persoon-3\"",
                                                      "\"taak-0\"",
                                                      "\"\xC3\xA9\"",
                                                      "[[[[[[[[",
                                                      "{\"a\":"};
constexpr std::array<std::string_view, 16> query_words{"&",
                                                       "=",
                                                       "%20",
                                                       "limiet=",
                                                       "cursor=",
                                                       "sorteer=-",
                                                       "expand=opmerkingen",
                                                       "programma=programma-1",
                                                       "limiet=1000",
                                                       "limiet=0",
                                                       "cursor=1-0123456789abcdef",
                                                       "status=",
                                                       "-",
                                                       "+",
                                                       "true",
                                                       "9223372036854775808"};

constexpr std::array all{
    Entry{"request", fuzz_request, request_words}, Entry{"target", fuzz_target, target_words},
    Entry{"json", fuzz_json, json_words},          Entry{"body", fuzz_body, json_words, example_bodies},
    Entry{"query", fuzz_query, query_words},       Entry{"answer", fuzz_answer, json_words},
};

}  // namespace

std::span<const Entry> entries()
{
    return all;
}

int fuzz_request(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view all_of_it = text_of(bytes, size);
    const Read read = read_connection(all_of_it, nullptr);
    SeededEntropy pieces{size, 1};
    demand(same(read, read_connection(all_of_it, &pieces)), "the same bytes in pieces are another request");
    for (const Request& request : read.requests) {
        demand_request(request);
        follow(request);
    }
    return 0;
}

int fuzz_target(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text = text_of(bytes, size);
    const Result<http::Target> target = http::parse_target(text);
    if (target) {
        demand_clean(*target);
        const Result<http::Target> again = http::parse_target(encoded(*target));
        demand(again && *again == *target, "written again it is another target");
        note(fmt::format("{} {} {}", target->segments.size(), target->query.size(), target->trailing_slash));
    } else
        note(target.error());
    const Result<std::string> decoded = http::decode_percent(text);
    if (!decoded) {
        note(decoded.error());
        return 0;
    }
    demand(is_utf8(*decoded) && decoded->find('\0') == std::string::npos, "decoded to what is no text");
    demand(decoded->size() <= text.size(), "decoded to more than there was");
    const Result<std::string> again = http::decode_percent(*decoded);
    demand(decoded->find('%') != std::string::npos || (again && *again == *decoded),
           "what has no percent sign means itself");
    return 0;
}

int fuzz_json(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text = text_of(bytes, size);
    if (is_utf8(text)) {
        std::string quoted;
        write_json_string(quoted, text);
        const Result<json::value> back = parse_json(quoted);
        demand(back && back->is_string() && std::string_view{back->get_string()} == text, "text changed by its quotes");
    }
    const Result<json::value> value = parse_json(text);
    if (!value) {
        demand_problem(http::problem_of(value.error(), Request{}));
        note(value.error());
        return 0;
    }
    const std::string written_again = json::serialize(*value);
    demand(is_utf8(written_again), "JSON that is no UTF-8 came through");
    demand(depth_of(*value) <= depth_max, "deeper than is allowed");
    const Result<json::value> again = parse_json(written_again);
    demand(again && same(*value, *again), "written again it is another document");
    note(fmt::format("{} {}", static_cast<int>(value->kind()), depth_of(*value)));
    return 0;
}

int fuzz_body(const std::uint8_t* bytes, std::size_t size)
{
    static const std::vector<const Route*> routes = routes_with(true);
    static const std::vector<std::string> names = names_of(routes);
    const auto [line, body] = cut_line(text_of(bytes, size));
    Request request;
    request.target = "/api/v1/taken";
    request.body = body;
    follow_body(*routes[choose(line, names)], request);
    return 0;
}

int fuzz_query(const std::uint8_t* bytes, std::size_t size)
{
    static const std::vector<const Route*> routes = routes_with(false);
    static const std::vector<std::string> names = names_of(routes);
    const auto [line, query] = cut_line(text_of(bytes, size));
    Request request;
    request.target = fmt::format("/api/v1/taken?{}", query);
    Result<http::Target> target = http::parse_target(request.target);
    if (!target) {
        note(target.error());
        return 0;
    }
    request.segments = std::move(target->segments);
    request.query = std::move(target->query);
    follow_query(*routes[choose(line, names)], request);
    return 0;
}

int fuzz_answer(const std::uint8_t* bytes, std::size_t size)
{
    static const std::vector<std::string> keys = schema_keys();
    const auto [line, text] = cut_line(text_of(bytes, size));
    const Result<json::value> answer = parse_json(text);
    if (!answer)
        return 0;
    const http::Schema& schema = *http::find_schema(keys[choose(line, keys)]);
    const json::value shown = http::to_api(schema, *answer);
    demand(is_utf8(json::serialize(shown)), "an answer that is no UTF-8");
    if (shown.is_array())
        for (const json::value& row : shown.get_array())
            demand_schema(schema, row);
    demand_schema(schema, shown);
    note(fmt::format("{} {}", schema.key, shown.is_object() ? shown.get_object().size() : 0));
    return 0;
}

}  // namespace wd::fuzz
