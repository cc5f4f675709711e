// Dates and instants as text, and the system clock. See time.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "base/time.hpp"

#include <array>
#include <charconv>

namespace wd {

using namespace std::chrono;

namespace {

// Reads exactly the digits text[from, from + count); -1 when they are not all digits.
int digits(std::string_view text, std::size_t from, std::size_t count)
{
    if (from + count > text.size())
        return -1;
    int number = 0;
    for (const char c : text.substr(from, count)) {
        if (c < '0' || c > '9')
            return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

}  // namespace

std::string to_text(Date date)
{
    const year_month_day day{date};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

Result<Date> parse_date(std::string_view text)
{
    const int y = digits(text, 0, 4);
    const int m = digits(text, 5, 2);
    const int d = digits(text, 8, 2);
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || y < 1 || m < 0 || d < 0)
        return refusal(Errc::invalid, "'{}' is geen datum; schrijf jaar-maand-dag, bijvoorbeeld 2026-11-20", text);
    const year_month_day day{year{y}, month{static_cast<unsigned>(m)}, std::chrono::day{static_cast<unsigned>(d)}};
    if (!day.ok())
        return refusal(Errc::invalid, "{} bestaat niet op de kalender", text);
    return Date{local_days{day}};
}

std::string to_text(Timestamp at)
{
    const auto whole_day = floor<days>(at);
    const year_month_day day{whole_day};
    const hh_mm_ss<milliseconds> time{at - whole_day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()), time.hours().count(),
                       time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

Result<Timestamp> parse_timestamp(std::string_view text)
{
    const Error bad = refusal(Errc::invalid, "'{}' is geen tijdstip; schrijf bijvoorbeeld 2026-11-20T10:00:00Z", text);
    const bool with_millis = text.size() == 24 && text[19] == '.';
    if ((text.size() != 20 && !with_millis) || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
        text.back() != 'Z')
        return bad;
    const Result<Date> day = parse_date(text.substr(0, 10));
    const int h = digits(text, 11, 2);
    const int m = digits(text, 14, 2);
    const int s = digits(text, 17, 2);
    const int ms = with_millis ? digits(text, 20, 3) : 0;
    if (!day || h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59 || ms < 0)
        return bad;
    return Timestamp{sys_days{day->time_since_epoch()} + hours{h} + minutes{m} + seconds{s} + milliseconds{ms}};
}

Timestamp SystemClock::now() const
{
    return floor<milliseconds>(system_clock::now()) + offset_;
}

}  // namespace wd
