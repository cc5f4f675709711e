// See message.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/message.hpp"

#include "base/json.hpp"

#include <algorithm>
#include <array>

namespace wd::http {

namespace {

bool same_name(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

Headers::const_iterator find(const Headers& headers, std::string_view name)
{
    return std::find_if(headers.begin(), headers.end(),
                        [&](const auto& header) { return same_name(header.first, name); });
}

struct Status {
    int number = 0;
    std::string_view reason;  // of HTTP
    std::string_view title;   // for people
};

constexpr std::array statuses{
    Status{100, "Continue", ""},
    Status{200, "OK", ""},
    Status{201, "Created", ""},
    Status{202, "Accepted", ""},
    Status{204, "No Content", ""},
    Status{301, "Moved Permanently", ""},
    Status{302, "Found", ""},
    Status{303, "See Other", ""},
    Status{304, "Not Modified", ""},
    Status{307, "Temporary Redirect", ""},
    Status{308, "Permanent Redirect", ""},
    Status{400, "Bad Request", "Het verzoek klopt niet"},
    Status{401, "Unauthorized", "Niet ingelogd"},
    Status{403, "Forbidden", "Dit mag niet"},
    Status{404, "Not Found", "Niet gevonden"},
    Status{405, "Method Not Allowed", "Deze methode kan hier niet"},
    Status{406, "Not Acceptable", "Deze vorm is er niet"},
    Status{408, "Request Timeout", "Het verzoek kwam te langzaam binnen"},
    Status{409, "Conflict", "Dit botst met wat er al is"},
    Status{410, "Gone", "Dit is er niet meer"},
    Status{412, "Precondition Failed", "Er is intussen iets veranderd"},
    Status{413, "Content Too Large", "Het verzoek is te groot"},
    Status{415, "Unsupported Media Type", "Deze vorm wordt niet gelezen"},
    Status{417, "Expectation Failed", "Deze verwachting kan niet"},
    Status{428, "Precondition Required", "Noem de versie die u las"},
    Status{429, "Too Many Requests", "Te veel verzoeken"},
    Status{431, "Request Header Fields Too Large", "De kop van het verzoek is te groot"},
    Status{500, "Internal Server Error", "Een fout in Wijkdraad"},
    Status{501, "Not Implemented", "Dit kan Wijkdraad niet"},
    Status{503, "Service Unavailable", "Nu niet beschikbaar"},
    Status{505, "HTTP Version Not Supported", "Deze versie van HTTP wordt niet gesproken"},
    Status{507, "Insufficient Storage", "De schijf is vol"},
};

Status find_status(int number)
{
    const auto* const found =
        std::find_if(statuses.begin(), statuses.end(), [&](const Status& status) { return status.number == number; });
    return found == statuses.end() ? Status{number, "Unknown", "Er ging iets mis"} : *found;
}

}  // namespace

std::string_view find_header(const Headers& headers, std::string_view name)
{
    const auto found = find(headers, name);
    return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

bool has_header(const Headers& headers, std::string_view name)
{
    return find(headers, name) != headers.end();
}

const Headers& standard_headers()
{
    static const Headers headers{
        {"Cache-Control", "no-store"},
        {"Content-Security-Policy", "frame-ancestors 'none'"},
        {"Strict-Transport-Security", "max-age=31536000"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
    };
    return headers;
}

std::string_view reason_of(int status)
{
    return find_status(status).reason;
}

std::string_view title_of(int status)
{
    return find_status(status).title;
}

Response plain_problem(int status, std::string_view code, std::string_view detail)
{
    const json::object problem{{"type", fmt::format("urn:wijkdraad:probleem:{}", code)},
                               {"code", json::string{code}},
                               {"title", json::string{title_of(status)}},
                               {"status", status},
                               {"detail", json::string{detail}}};
    return {status, {{"Content-Type", "application/problem+json"}}, json::serialize(problem), {}};
}

}  // namespace wd::http
