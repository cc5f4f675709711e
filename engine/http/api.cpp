// See api.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/api.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"
#include "http/api_call.hpp"
#include "http/problem.hpp"
#include "runtime/explain.hpp"

#include <algorithm>

namespace wd::http {

namespace {

constexpr std::string_view openapi_path = "openapi.json";

bool asks_openapi(const Request& request)
{
    return !request.trailing_slash && request.segments.size() == 3 && request.segments[0] == "api" &&
           request.segments[1] == "v1" && request.segments[2] == openapi_path;
}

// A key that would not do what its sender means by it: an empty one promises nothing, and what is no text cannot be kept.
std::optional<Error> find_wrong_key(const Request& request)
{
    constexpr std::string_view name = "Idempotency-Key";
    if (!has_header(request.headers, "idempotency-key"))
        return {};
    const std::string_view key = find_header(request.headers, "idempotency-key");
    std::string what;
    if (key.empty())
        what = "de kop 'Idempotency-Key' is leeg; geef een sleutel of laat de kop weg";
    else if (key.size() > limits::request_key_max)
        what = fmt::format("de kop 'Idempotency-Key' is te lang; hoogstens {} bytes", limits::request_key_max);
    else if (!is_utf8(key))
        what = "de kop 'Idempotency-Key' is geen tekst in UTF-8";
    else
        return {};
    return Error{Errc::invalid, std::move(what), Where{{}, 0, std::string(name)}, {}};
}

class Api final : public Handler {
public:
    Api(const ApiNeeds& needs, ApiSettings settings) : desk_{needs, std::move(settings), {}}
    {
        desk_.openapi = json::serialize(write_openapi(desk_.settings.description));
    }

    void handle(Request request, std::function<void(Response)> done) override
    {
        auto answer = [this, origin = std::string(find_header(request.headers, "origin")),
                       done = std::move(done)](Response response) { done(dressed(std::move(response), origin)); };
        if (asks_openapi(request))
            return answer(describe(request));
        if (const std::optional<Error> wrong = find_wrong_key(request))
            return answer(problem_of(*wrong, request));
        if (desk_.needs.login != nullptr && desk_.needs.login->handles(request))
            return desk_.needs.login->handle(std::move(request), std::move(answer));
        std::variant<Match, Response> found = find_route(request);
        if (auto* refused = std::get_if<Response>(&found))
            return answer(std::move(*refused));
        std::make_shared<ApiCall>(desk_, std::move(request), std::move(std::get<Match>(found)), std::move(answer))
            ->run();
    }

private:
    Response describe(const Request& request) const
    {
        if (request.method == "OPTIONS")
            return Response{204, {{"Allow", "GET, HEAD, OPTIONS"}, {"Access-Control-Allow-Origin", "*"}}, {}, {}};
        if (request.method != "GET" && request.method != "HEAD") {
            Response refused =
                problem_of(405, "methode_niet_toegestaan",
                           fmt::format("{} kan hier niet; wel GET, HEAD, OPTIONS", request.method), request);
            refused.headers.emplace_back("Allow", "GET, HEAD, OPTIONS");
            return refused;
        }
        return Response{
            200, {{"Content-Type", "application/json"}, {"Access-Control-Allow-Origin", "*"}}, desk_.openapi, {}};
    }

    // What every answer of the API has.
    Response dressed(Response response, const std::string& origin) const
    {
        response.headers.emplace_back("API-Version", api_version);
        const bool is_open = std::any_of(response.headers.begin(), response.headers.end(), [](const auto& header) {
            return header.first == "Access-Control-Allow-Origin";
        });
        const std::vector<std::string>& origins = desk_.settings.origins;
        if (is_open || origins.empty())
            return response;
        response.headers.emplace_back("Vary", "Origin");
        if (std::find(origins.begin(), origins.end(), origin) == origins.end())
            return response;
        response.headers.emplace_back("Access-Control-Allow-Origin", origin);
        response.headers.emplace_back("Access-Control-Allow-Credentials", "true");
        response.headers.emplace_back("Access-Control-Expose-Headers",
                                      "API-Version, ETag, Link, Location, Retry-After");
        if (response.status == 204)
            for (const auto& header : Headers(response.headers))
                if (header.first == "Allow") {
                    response.headers.emplace_back("Access-Control-Allow-Methods", header.second);
                    response.headers.emplace_back(
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-CSRF-Token");
                }
        return response;
    }

    ApiDesk desk_;
};

}  // namespace

json::object event_in_api(const domain::LoggedEvent& event)
{
    return to_api_object(*find_schema("event"), runtime::to_json(event));
}

std::unique_ptr<Handler> create_api(const ApiNeeds& needs, ApiSettings settings)
{
    return std::make_unique<Api>(needs, std::move(settings));
}

}  // namespace wd::http
