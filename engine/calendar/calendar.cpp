// Working days and deadlines. See calendar.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/calendar.hpp"

#include "base/json.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace wd::calendar {

using namespace std::chrono;

namespace {

// Raise this when the holidays that holidays.cpp computes change, so that open deadlines are computed again.
constexpr int holiday_rules = 1;

struct Stretch {
    Date from;
    Date to;
};

bool counts(const ClosedDay& day, const Settings& settings)
{
    if (!day.region.empty() && day.region != settings.school_region)
        return false;
    switch (day.kind) {
    case ClosedKind::school_holiday: return settings.close_in_school_holidays;
    case ClosedKind::construction_break: return settings.close_in_construction_break;
    case ClosedKind::council_recess: return settings.close_in_council_recess;
    case ClosedKind::election: return settings.close_on_elections;
    case ClosedKind::closure: return settings.close_on_closures;
    }
    return false;
}

// The days that count, joined where they overlap, in order: found by bisection however long the file is.
std::vector<Stretch> join_stretches(const std::vector<ClosedDay>& days, const Settings& settings)
{
    std::vector<Stretch> joined;
    for (const ClosedDay& day : days) {  // in order of `from`
        if (!counts(day, settings))
            continue;
        if (!joined.empty() && day.from <= joined.back().to)
            joined.back().to = std::max(joined.back().to, day.to);
        else
            joined.push_back(Stretch{day.from, day.to});
    }
    return joined;
}

std::string take_version(const Settings& settings, const std::vector<ClosedDay>& days)
{
    Sha256Hasher hasher;
    hasher.add_number(holiday_rules);
    hasher.add_piece(time_zone_release());
    hasher.add_piece(time_zone_fingerprint());
    hasher.add_piece(to_json_text(settings));
    for (const ClosedDay& day : days) {
        hasher.add_piece(to_text(day.from) + to_text(day.to));
        hasher.add_piece(name_of(day.kind));
        hasher.add_piece(day.region);
    }
    return fmt::format("tz{}-{}", time_zone_release(), to_hex(hasher.finish()).substr(0, 16));
}

bool is_weekend(Date date)
{
    const weekday day{date};
    return day == Saturday || day == Sunday;
}

Date add_months(Date date, int count)
{
    const year_month_day moved = year_month_day{date} + months{count};
    return Date{moved.ok() ? local_days{moved} : local_days{moved.year() / moved.month() / last}};
}

enum class Way : int { forward = 1, back = -1 };

Date step_to_working_day(const Calendar& calendar, Date date, Way way)
{
    while (!calendar.is_working_day(date))
        date += days{static_cast<int>(way)};
    return date;
}

Date move(const Calendar& calendar, Date date, Period period, Way way)
{
    WD_ASSERT(period.amount >= 0 && period.amount <= amount_max(period.unit));
    const int count = period.amount * static_cast<int>(way);
    switch (period.unit) {
    case Unit::day: return date + days{count};
    case Unit::week: return date + weeks{count};
    case Unit::month: return add_months(date, count);
    case Unit::quarter: return add_months(date, 3 * count);
    case Unit::year: return add_months(date, 12 * count);
    case Unit::working_day: break;
    }
    for (int i = 0; i < period.amount; ++i)
        date = step_to_working_day(calendar, date + days{static_cast<int>(way)}, way);
    return date;
}

}  // namespace

struct Calendar::Data {
    Settings settings;
    std::vector<ClosedDay> extra_days;
    std::vector<Stretch> closed;
    std::string version;
};

Calendar::Calendar(std::shared_ptr<const Data> data) : data_(std::move(data))
{
}

Calendar::Calendar() : Calendar(create(Settings{}, {}).value())
{
}

Result<Calendar> Calendar::create(const Settings& settings, std::vector<ClosedDay> extra_days)
{
    if (const Result<void> usable = check(settings); !usable)
        return usable.error();
    for (const ClosedDay& day : extra_days)
        if (day.to < day.from)
            return refusal(Errc::invalid, "{}: tot ({}) ligt voor van ({})", day.name, to_text(day.to),
                           to_text(day.from));

    std::stable_sort(extra_days.begin(), extra_days.end(), [](const ClosedDay& a, const ClosedDay& b) {
        return std::tie(a.from, a.to, a.kind, a.region) < std::tie(b.from, b.to, b.kind, b.region);
    });
    auto data = std::make_shared<Data>();
    data->settings = settings;
    data->closed = join_stretches(extra_days, settings);
    data->version = take_version(settings, extra_days);
    data->extra_days = std::move(extra_days);
    return Calendar{std::move(data)};
}

bool Calendar::is_working_day(Date date) const
{
    if (is_weekend(date) || holiday_name(date, data_->settings))
        return false;
    const auto after = std::upper_bound(data_->closed.begin(), data_->closed.end(), date,
                                        [](Date day, const Stretch& stretch) { return day < stretch.from; });
    return after == data_->closed.begin() || std::prev(after)->to < date;
}

std::optional<std::string> Calendar::why_closed(Date date) const
{
    if (std::optional<std::string> holiday = holiday_name(date, data_->settings))
        return holiday;
    if (is_weekend(date))
        return weekday{date} == Saturday ? "zaterdag" : "zondag";
    for (const ClosedDay& day : data_->extra_days)
        if (day.from <= date && date <= day.to && counts(day, data_->settings))
            return day.name;
    return std::nullopt;
}

Date Calendar::next_working_day(Date date) const
{
    return step_to_working_day(*this, date, Way::forward);
}

Date Calendar::previous_working_day(Date date) const
{
    return step_to_working_day(*this, date, Way::back);
}

Date Calendar::add(Date date, Period period) const
{
    return move(*this, date, period, Way::forward);
}

Date Calendar::subtract(Date date, Period period) const
{
    return move(*this, date, period, Way::back);
}

Date Calendar::deadline(const Rule& rule, Date anchor) const
{
    return rule.direction == Direction::after ? next_working_day(add(anchor, rule.period))
                                              : previous_working_day(subtract(anchor, rule.period));
}

const std::string& Calendar::version() const
{
    return data_->version;
}

const Settings& Calendar::settings() const
{
    return data_->settings;
}

const std::vector<ClosedDay>& Calendar::extra_days() const
{
    return data_->extra_days;
}

}  // namespace wd::calendar
