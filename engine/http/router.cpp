// See router.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/router.hpp"

#include "base/text.hpp"
#include "http/problem.hpp"

#include <algorithm>
#include <array>

namespace wd::http {

namespace {

bool is_braced(std::string_view segment)
{
    return segment.starts_with('{');
}

// Without "/api" and "/v1"; none when the path is not below them.
std::optional<std::span<const std::string>> below_base(const Request& request)
{
    if (request.trailing_slash || request.segments.size() < 3 || request.segments[0] != "api" ||
        request.segments[1] != "v1")
        return {};
    return std::span<const std::string>(request.segments).subspan(2);
}

bool fits(std::span<const std::string> segments, const std::vector<std::string_view>& pattern)
{
    return std::equal(segments.begin(), segments.end(), pattern.begin(), pattern.end(),
                      [](const std::string& segment, std::string_view expected) {
                          return is_braced(expected) || segment == expected;
                      });
}

const std::vector<std::vector<std::string_view>>& patterns()
{
    static const auto all = [] {
        std::vector<std::vector<std::string_view>> list;
        for (const Route& route : routes())
            list.push_back(segments_of(route.path));
        return list;
    }();
    return all;
}

// One media range of Accept or Content-Type, without parameters but q: "application/json;q=0" is refused by who asks.
struct Media {
    std::string type;
    bool refused = false;
};

std::vector<Media> media_in(std::string_view header)
{
    std::vector<Media> list;
    while (!header.empty()) {
        const std::size_t comma = std::min(header.find(','), header.size());
        const std::string_view part = header.substr(0, comma);
        Media media{lower_case(trimmed(part.substr(0, part.find(';')))), false};
        const std::string parameters = lower_case(part);
        if (const std::size_t q = parameters.find("q="); q != std::string::npos)
            media.refused = parameters.find_first_not_of("0. ", q + 2) == std::string::npos;
        list.push_back(std::move(media));
        header.remove_prefix(std::min(comma + 1, header.size()));
    }
    return list;
}

bool accepts(const Request& request, const Route& route)
{
    const bool streams = route.means == Means::stream;
    const std::string_view accept = find_header(request.headers, "accept");
    if (trimmed(accept).empty())
        return true;
    const std::vector<Media> list = media_in(accept);
    return std::any_of(list.begin(), list.end(), [&](const Media& media) {
        if (media.refused)
            return false;
        if (streams)
            return media.type == "*/*" || media.type == "text/*" || media.type == "text/event-stream";
        return media.type == "*/*" || media.type == "application/*" || media.type == "application/json" ||
               media.type == "application/problem+json";
    });
}

bool sends_json(const Request& request)
{
    const std::vector<Media> list = media_in(find_header(request.headers, "content-type"));
    return list.size() == 1 && list.front().type == "application/json";
}

std::string allowed(const std::vector<std::string_view>& methods)
{
    std::string text;
    for (const std::string_view method : methods)
        text += (text.empty() ? "" : ", ") + std::string(method);
    return text;
}

}  // namespace

std::vector<std::string_view> segments_of(std::string_view path)
{
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::size_t end = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return segments;
}

const Route* find_made(const Route& route)
{
    const std::vector<std::string_view> list = segments_of(route.path);
    for (std::size_t i = 0; i < routes().size(); ++i) {
        const std::vector<std::string_view>& pattern = patterns()[i];
        if (routes()[i].method == "GET" && pattern.size() == list.size() + 1 && is_braced(pattern.back()) &&
            std::equal(list.begin(), list.end(), pattern.begin()))
            return &routes()[i];
    }
    return nullptr;
}

const Route* find_resource(const Route& route)
{
    std::vector<std::string_view> wanted = segments_of(route.path);
    while (!wanted.empty() && !is_braced(wanted.back()))
        wanted.pop_back();
    if (wanted.empty())
        wanted = segments_of(route.path);
    for (std::size_t i = 0; i < routes().size(); ++i) {
        const std::vector<std::string_view>& pattern = patterns()[i];
        if (routes()[i].method == "GET" &&
            std::equal(wanted.begin(), wanted.end(), pattern.begin(), pattern.end(),
                       [](std::string_view a, std::string_view b) { return a == b || (is_braced(a) && is_braced(b)); }))
            return &routes()[i];
    }
    return nullptr;
}

std::variant<Match, Response> find_route(const Request& request)
{
    const auto segments = below_base(request);
    const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view{request.method};
    std::vector<std::string_view> methods;
    const Route* found = nullptr;
    std::size_t at = 0;
    for (std::size_t i = 0; segments && i < routes().size(); ++i) {
        if (!fits(*segments, patterns()[i]))
            continue;
        methods.push_back(routes()[i].method);
        if (routes()[i].method == "GET")
            methods.push_back("HEAD");
        if (routes()[i].method == method) {
            found = &routes()[i];
            at = i;
        }
    }
    if (methods.empty())
        return problem_of(404, "niet_gevonden", "dit adres bestaat niet; kijk in /api/v1/openapi.json", request);
    methods.push_back("OPTIONS");
    if (method == "OPTIONS")
        return Response{204, {{"Allow", allowed(methods)}}, {}, {}};
    if (found == nullptr) {
        Response refused =
            problem_of(405, "methode_niet_toegestaan",
                       fmt::format("{} kan hier niet; wel {}", request.method, allowed(methods)), request);
        refused.headers.emplace_back("Allow", allowed(methods));
        return refused;
    }
    if (!accepts(request, *found))
        return problem_of(406, "niet_acceptabel",
                          found->means == Means::stream ? "dit is een stroom; vraag om text/event-stream"
                                                        : "de antwoorden zijn JSON; vraag om application/json",
                          request);
    if (found->method != "GET" && !request.body.empty() && !sends_json(request))
        return problem_of(415, "verkeerd_mediatype", "stuur JSON, met Content-Type: application/json", request);
    Match match{found, {}};
    for (std::size_t i = 0; i < patterns()[at].size(); ++i)
        if (is_braced(patterns()[at][i]))
            match.values.push_back((*segments)[i]);
    return match;
}

}  // namespace wd::http
