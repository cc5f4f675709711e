// Moments and council days. See office_hours.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/office_hours.hpp"

#include <algorithm>
#include <array>

namespace wd::runtime {

using std::chrono::days;
using std::chrono::minutes;

namespace {

constexpr std::array moments{minutes{9 * 60},       minutes{10 * 60 + 15}, minutes{11 * 60 + 30},
                             minutes{13 * 60 + 15}, minutes{14 * 60 + 30}, minutes{15 * 60 + 45}};

bool in_recess(Date day, const CouncilHabits& habits)
{
    const std::chrono::year_month_day date{day};
    const unsigned here = static_cast<unsigned>(date.month()) * 100 + static_cast<unsigned>(date.day());
    return std::any_of(habits.recess.begin(), habits.recess.end(), [&](const Recess& recess) {
        const auto from = static_cast<unsigned>(recess.from_month * 100 + recess.from_day);
        const auto until = static_cast<unsigned>(recess.until_month * 100 + recess.until_day);
        return from <= until ? from <= here && here <= until : here >= from || here <= until;
    });
}

}  // namespace

Timestamp moment_on(Date day, const calendar::Calendar& calendar, Entropy& entropy)
{
    const auto moment = moments[static_cast<std::size_t>(entropy.between(0, moments.size() - 1))];
    return calendar::start_of(calendar.next_working_day(day)) + moment;
}

Timestamp moment_after(Timestamp now, Date day, const calendar::Calendar& calendar, Entropy& entropy)
{
    const Timestamp wanted = moment_on(std::max(day, calendar::date_of(now)), calendar, entropy);
    return wanted > now ? wanted : next_moment(now, calendar);
}

Timestamp next_moment(Timestamp now, const calendar::Calendar& calendar)
{
    const Date today = calendar::date_of(now);
    if (calendar.is_working_day(today))
        for (const minutes moment : moments)
            if (calendar::start_of(today) + moment > now)
                return calendar::start_of(today) + moment;
    return calendar::start_of(calendar.next_working_day(today + days{1})) + moments.front();
}

Date working_days_after(Date day, std::int64_t amount, const calendar::Calendar& calendar)
{
    constexpr std::int64_t most = 10'000;
    return calendar.add(calendar.next_working_day(day),
                        {static_cast<int>(std::clamp<std::int64_t>(amount, 0, most)), calendar::Unit::working_day});
}

std::int64_t working_days_between(Date from, Date until)
{
    return std::max<std::int64_t>(1, (until - from).count() * 5 / 7);
}

Date council_day(Date day, const CouncilHabits& habits, const calendar::Calendar& calendar)
{
    // Day 0 of the calendar, 1 January 1970, was a Thursday.
    const std::int64_t cycle = 7 * std::int64_t{habits.every_weeks};
    const std::int64_t since = day.time_since_epoch().count();
    Date council{days{(since + cycle - 1) / cycle * cycle}};
    for (int tried = 0; tried < 40 && (in_recess(council, habits) || !calendar.is_working_day(council)); ++tried)
        council += days{7};  // what cannot meet that week, meets in the first week that can
    return council;
}

}  // namespace wd::runtime
