// From a step's rules to its timers: deadline, reminder, closing date, waiting time; and again when an anchor becomes known
// (DESIGN §6, RULES F2). Says when, never what happens then.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/context.hpp"

namespace wd::domain {

// The date other rules count from when they name this step: what it recorded, the day it closed, or the date it is due.
std::optional<Date> anchor_date(const Run& run, std::string_view path, std::string_view anchor,
                                const Programme& programme);

// The timers of a step that opens today. A rule whose anchor has no date yet gives a timer without `at`: it waits visibly.
// Of a residents' role nothing is ever late, so it has at most a reminder (DOMAIN §7.1).
std::vector<TimerSet> timers_for(const Step& step, const Programme& programme, const Run& run, std::string_view path,
                                 bool residents, Context& context);

// The same timers for a deadline that a person chose.
std::vector<TimerSet> timers_for_date(const Step* step, Date due, bool residents, Context& context);

// Timers of the run whose rule counts from `anchor`, with their new date when it really changed. A new date in the past gets no
// `at`: a person is asked, it never fires silently.
std::vector<TimerMoved> anchored_timers(const Programme& programme, const Run& run, const Workflow& workflow,
                                        std::string_view anchor, Context& context);

// A timer with another date, and the run it belongs to.
struct MovedTimer {
    RunId run;
    TimerMoved moved;
};
// Timers that count from an opening and fall on another date by today's calendar: a new holiday, a new recess, new time-zone
// data. What a person or an anchor set stays.
std::vector<MovedTimer> recomputed_timers(const Programme& programme, Context& context);

// Wakes when a track that last moved on `since` may stand still; `since` lies less than the period before today.
TimerSet idle_timer(const calendar::Period& period, Date since, Context& context);

// A timer on a fixed date: passes at the start of the next day.
TimerSet deadline_on(TimerKind kind, std::string rule, Date date);
// A timer that wakes at the start of its day.
TimerSet wake_on(TimerKind kind, std::string rule, Date date);

}  // namespace wd::domain
