// Dutch public holidays. See holidays.hpp; the rules and their sources stand in README.md.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/holidays.hpp"

#include "base/text.hpp"
#include "calendar/closed_days.hpp"

#include <algorithm>
#include <array>

namespace wd::calendar {

using namespace std::chrono;

namespace {

std::optional<std::string> name_after_easter(Date date, const Settings& settings)
{
    switch ((date - easter_sunday(year_month_day{date}.year())).count()) {
    case -2: return settings.good_friday ? std::optional<std::string>{"Goede Vrijdag"} : std::nullopt;
    case 0: return "Eerste Paasdag";
    case 1: return "Tweede Paasdag";
    case 39: return "Hemelvaartsdag";
    case 49: return "Eerste Pinksterdag";
    case 50: return "Tweede Pinksterdag";
    default: return std::nullopt;
    }
}

// The birthday of the head of state; when it falls on a Sunday it is kept on the day before.
Date royal_day(year of)
{
    const Date birthday{local_days{of / April / (of < year{2014} ? 30 : 27)}};
    return weekday{birthday} == Sunday ? birthday - days{1} : birthday;
}

bool is_liberation_day(year_month_day day, const Settings& settings)
{
    if (day.month() != May || day.day() != std::chrono::day{5})
        return false;
    return settings.liberation_day_every_year || static_cast<int>(day.year()) % 5 == 0;
}

std::optional<std::string> name_by_date(year_month_day day)
{
    if (day.month() == January && day.day() == std::chrono::day{1})
        return "Nieuwjaarsdag";
    if (day.month() == December && day.day() == std::chrono::day{25})
        return "Eerste Kerstdag";
    if (day.month() == December && day.day() == std::chrono::day{26})
        return "Tweede Kerstdag";
    return std::nullopt;
}

}  // namespace

// The method of Meeus, Jones and Butcher, with their letters; J. Meeus, Astronomical Algorithms, chapter 8.
Date easter_sunday(year of)
{
    const int y = static_cast<int>(of);
    const int a = y % 19;
    const int b = y / 100;
    const int c = y % 100;
    const int g = (8 * b + 13) / 25;
    const int h = (19 * a + b - b / 4 - g + 15) % 30;
    const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int months_and_days = h + l - 7 * m + 114;
    const auto month_number = static_cast<unsigned>(months_and_days / 31);
    const auto day_number = static_cast<unsigned>(months_and_days % 31 + 1);
    return Date{local_days{of / month{month_number} / day{day_number}}};
}

std::optional<std::string> holiday_name(Date date, const Settings& settings)
{
    if (std::optional<std::string> moving = name_after_easter(date, settings))
        return moving;

    const year_month_day day{date};
    if (date == royal_day(day.year()))
        return day.year() < year{2014} ? "Koninginnedag" : "Koningsdag";
    if (is_liberation_day(day, settings))
        return "Bevrijdingsdag";
    return name_by_date(day);
}

Result<void> check(const Settings& settings)
{
    const bool known =
        std::find(school_regions.begin(), school_regions.end(), settings.school_region) != school_regions.end();
    if (!settings.school_region.empty() && !known)
        return refusal(Errc::invalid, "onbekende schoolregio '{}'{}; kies noord, midden of zuid",
                       settings.school_region, did_you_mean(settings.school_region, school_regions));
    if (settings.school_region.empty() && settings.close_in_school_holidays)
        return refusal(Errc::invalid,
                       "schoolvakanties tellen mee, maar de schoolregio ontbreekt; kies noord, midden of zuid");
    return {};
}

}  // namespace wd::calendar
