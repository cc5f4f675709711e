// Working days and deadlines in Amsterdam: the front door of this room. A calendar is the holidays of holidays.hpp, the
// weekends, and the closed days of a file as far as the settings let them count.
// Does not keep timers and does not know pauses: those belong to a programme.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "calendar/amsterdam.hpp"
#include "calendar/closed_days.hpp"
#include "calendar/holidays.hpp"
#include "calendar/iso_week.hpp"
#include "calendar/period.hpp"
#include "calendar/rule.hpp"
#include "calendar/settings.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace wd::calendar {

// Immutable: any thread may use one calendar or copies of it, and a copy costs a pointer.
class Calendar {
public:
    // The default settings and no days from a file.
    Calendar();

    // Refuses settings that contradict themselves, and days that cannot be (`to` before `from`).
    static Result<Calendar> create(const Settings& settings, std::vector<ClosedDay> extra_days);

    // Neither Saturday, Sunday, holiday nor a closed day that counts.
    bool is_working_day(Date date) const;
    // Why a day is closed, in Dutch for a person ("zondag", "Koningsdag", "Bouwvak"); nothing on a working day.
    std::optional<std::string> why_closed(Date date) const;
    // The day itself when that is a working day, otherwise the first one after or before it.
    Date next_working_day(Date date) const;
    Date previous_working_day(Date date) const;

    // The day that many days, weeks, … later or earlier; the starting day itself does not count (RULES F2). Months,
    // quarters and years keep the day of the month, or take the last day of a shorter month. With working days the answer
    // is a working day; with other units it may be closed. `amount` from 0 up to and including amount_max(unit).
    Date add(Date date, Period period) const;
    Date subtract(Date date, Period period) const;

    // The last day on which it can still be done; it passes at start_of(that day + 1). Counted from the day of the anchor,
    // after or before; ending on a closed day moves on to the next working day, or back to the previous one.
    Date deadline(const Rule& rule, Date anchor) const;

    // Changes when the time zone data, the settings or the days of the file change, e.g. "tz2025b-3f0c9a1b2d4e5f60". What
    // was computed under another version is due to be computed again. Names and the order of the file do not count.
    const std::string& version() const;
    const Settings& settings() const;
    const std::vector<ClosedDay>& extra_days() const;

private:
    struct Data;
    explicit Calendar(std::shared_ptr<const Data> data);

    // Shared between the writer, which replaces its calendar, and readers that still hold the former one.
    std::shared_ptr<const Data> data_;
};

}  // namespace wd::calendar
