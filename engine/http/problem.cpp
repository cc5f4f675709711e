// See problem.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/problem.hpp"

#include "base/json.hpp"
#include "http/json_text.hpp"
#include "http/translate.hpp"

namespace wd::http {

namespace {

// What kind of refusal it is, for programs and as a short title for people.
struct ProblemKind {
    Errc errc;
    int status;
    std::string_view code;
    std::string_view title;
};

constexpr ProblemKind kinds[] = {
    {Errc::invalid, 400, "ongeldig", "Het verzoek klopt niet"},
    {Errc::not_found, 404, "niet_gevonden", "Dit bestaat niet"},
    {Errc::wrong_state, 409, "verkeerde_status", "Dit kan nu niet"},
    {Errc::not_allowed, 403, "niet_toegestaan", "Dit mag u niet"},
    {Errc::conflict, 409, "ingehaald", "Iemand anders was eerder"},
    {Errc::duplicate, 409, "bestaat_al", "Dit is er al"},
    {Errc::key_reused, 409, "sleutel_hergebruikt", "Deze sleutel hoort bij een ander verzoek"},
    {Errc::missing_fact, 409, "gegeven_ontbreekt", "Er ontbreekt een gegeven"},
    {Errc::over_limit, 400, "te_veel", "Dit is te groot"},
    {Errc::script_breach, 409, "fout_in_workflow", "De workflow klopt niet"},
    {Errc::store_in_use, 503, "niet_beschikbaar", "Probeer het straks opnieuw"},
    {Errc::store_foreign, 503, "niet_beschikbaar", "Probeer het straks opnieuw"},
    {Errc::store_newer, 503, "niet_beschikbaar", "Probeer het straks opnieuw"},
    {Errc::store_damaged, 503, "niet_beschikbaar", "Probeer het straks opnieuw"},
    {Errc::store_read_only, 503, "niet_beschikbaar", "Probeer het straks opnieuw"},
    {Errc::store_full, 503, "niet_beschikbaar", "Probeer het straks opnieuw"},
    {Errc::unavailable, 503, "niet_beschikbaar", "Probeer het straks opnieuw"},
};

constexpr std::string_view retry_after_seconds = "2";

const ProblemKind& kind_of(Errc code)
{
    for (const ProblemKind& kind : kinds)
        if (kind.errc == code)
            return kind;
    return kinds[0];
}

// Sentences of the engine name a field by its code word, in quotes: here by its name in the API.
std::string told(const Error& error, std::string_view place)
{
    std::string message = error.message;
    if (error.where.field.empty())
        return message;
    const std::string code = fmt::format("'{}'", error.where.field);
    const std::string name = fmt::format("'{}'", api_field(place, error.where.field));
    for (std::size_t at = 0; (at = message.find(code, at)) != std::string::npos; at += name.size())
        message.replace(at, code.size(), name);
    return message;
}

json::object parameter(const Error& error, std::string_view place)
{
    // A complaint without a field is about the whole; a file of a workflow is named with its line.
    std::string name = error.where.field.empty() ? error.where.file : api_field(place, error.where.field);
    if (error.where.field.empty() && error.where.line > 0)
        name = fmt::format("{}:{}", name, error.where.line);
    return {{"name", name}, {"code", json_view(kind_of(error.code).code)}, {"reason", told(error, place)}};
}

Response response_of(json::object body, int status)
{
    Response response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "application/problem+json");
    if (status == 503)
        response.headers.emplace_back("Retry-After", retry_after_seconds);
    response.body = json::serialize(body);
    return response;
}

// Relative to the API, and stable: it names the kind, not the case.
std::string type_of(std::string_view code)
{
    return fmt::format("urn:wijkdraad:probleem:{}", code);
}

}  // namespace

int status_of(Errc code)
{
    return kind_of(code).status;
}

Response problem_of(const Error& error, const Request& request, std::string_view place, int status)
{
    const ProblemKind& kind = kind_of(error.code);
    const int shown = status == 0 ? kind.status : status;
    json::object body{
        {"type", type_of(kind.code)},   {"title", json_view(kind.title)}, {"status", shown},
        {"detail", told(error, place)}, {"code", json_view(kind.code)},   {"instance", json_view(request.target)}};
    json::array parameters;
    for (const Error& detail : error.details)
        parameters.push_back(parameter(detail, place));
    if (parameters.empty() && !error.where.field.empty())
        parameters.push_back(parameter(error, place));
    if (!parameters.empty())
        body["invalidParams"] = std::move(parameters);
    return response_of(std::move(body), shown);
}

Response problem_of(int status, std::string_view code, std::string_view detail, const Request& request)
{
    json::object body{{"type", type_of(code)},   {"title", json_view(title_of(status))},
                      {"status", status},        {"detail", json_view(detail)},
                      {"code", json_view(code)}, {"instance", json_view(request.target)}};
    return response_of(std::move(body), status);
}

}  // namespace wd::http
