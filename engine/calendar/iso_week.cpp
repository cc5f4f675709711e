// ISO weeks. See iso_week.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/iso_week.hpp"

namespace wd::calendar {

using namespace std::chrono;

IsoWeek iso_week(Date date)
{
    // The Thursday of a week decides to which year it belongs.
    const Date thursday = date - (weekday{date} - Monday) + days{3};
    const year year_of_week = year_month_day{thursday}.year();
    const Date new_year{local_days{year_of_week / January / 1}};
    return IsoWeek{static_cast<int>(year_of_week), static_cast<int>((thursday - new_year) / weeks{1}) + 1};
}

std::string to_text(IsoWeek week)
{
    return fmt::format("{:04}-W{:02}", week.year, week.week);
}

}  // namespace wd::calendar
