// See response_head.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/response_head.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace wd::http {

namespace {

// What only the connection can know.
constexpr std::array<std::string_view, 4> of_the_connection{"content-length", "transfer-encoding", "connection",
                                                            "date"};

void add(std::string& head, std::string_view name, std::string_view value)
{
    head += name;
    head += ": ";
    std::copy_if(value.begin(), value.end(), std::back_inserter(head),
                 [](char c) { return (static_cast<unsigned char>(c) >= 0x20 || c == '\t') && c != 0x7f; });
    head += "\r\n";
}

}  // namespace

std::string head_of(const Response& response, Framing framing, Afterwards afterwards, const Headers& standard,
                    std::string_view date)
{
    std::string head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
    head.reserve(1'024);
    add(head, "Date", date);
    for (const auto& [name, value] : response.headers)
        if (std::find(of_the_connection.begin(), of_the_connection.end(), lower_case(name)) == of_the_connection.end())
            add(head, name, value);
    for (const auto& [name, value] : standard)
        if (!has_header(response.headers, name))
            add(head, name, value);
    if (framing == Framing::chunks)
        add(head, "Transfer-Encoding", "chunked");
    if (framing == Framing::length && may_have_body(response.status))
        add(head, "Content-Length", fmt::format("{}", response.body.size()));
    add(head, "Connection", afterwards == Afterwards::keep ? "keep-alive" : "close");
    head += "\r\n";
    return head;
}

bool may_have_body(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

std::string http_date(std::chrono::sys_seconds at)
{
    constexpr std::array weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{at - day};
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", weekdays.at(std::chrono::weekday{day}.c_encoding()),
                       static_cast<unsigned>(date.day()), months.at(static_cast<unsigned>(date.month()) - 1),
                       static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

std::string chunk_of(std::string_view piece)
{
    return fmt::format("{:x}\r\n{}\r\n", piece.size(), piece);
}

}  // namespace wd::http
