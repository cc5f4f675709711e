// From a step's rules to its timers: deadline, reminder, closing date, waiting time; and again when an anchor becomes known
// (DESIGN §6, RULES F2). A reminder always goes with its deadline. Says when, never what happens then.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/context.hpp"

namespace wd::domain {

// The date other rules count from when they name this step: what it recorded, the day it closed, or the date it is due. An
// anchor `input_<vraag>` is the answer that the run was started with.
std::optional<Date> anchor_date(const Run& run, std::string_view path, std::string_view anchor,
                                const Programme& programme);

// The timers of a step that opens today. A rule whose anchor has no date yet gives a timer without `at`: it waits visibly, and
// its reminder with it. Of a residents' role nothing is ever late, so it has at most a reminder (DOMAIN §7.1).
std::vector<TimerSet> timers_for(const Step& step, const Programme& programme, const Run& run, std::string_view path,
                                 bool residents, Context& context);

// The same for a step that has been open since `from`: dates that have passed by now have no `at`.
std::vector<TimerSet> timers_since(const Step& step, const Programme& programme, const Run& run, std::string_view path,
                                   bool residents, Date from, Context& context);
// Whether two texts of a step give other dates: its deadline, reminder, waiting time or standstill.
bool timing_changed(const Step& before, const Step& fresh);

// The same timers for a deadline that a person chose; first the deadline. They replace what stands: a reminder whose day has
// passed loses its date. A date asked of residents is there to be seen and passes in silence: without an instant it never fires.
std::vector<TimerSet> timers_for_date(const Programme& programme, const Task& task, const Step* step, Date due,
                                      Context& context);

// Timers of the run whose rule counts from `anchor`, with their new date when it really changed. A new date in the past gets no
// `at`: a person is asked, it never fires silently.
std::vector<TimerMoved> anchored_timers(const Programme& programme, const Run& run, const Workflow& workflow,
                                        std::string_view anchor, Context& context);

// A timer with another date, and the run it belongs to.
struct MovedTimer {
    RunId run;
    TimerMoved moved;
};
// Timers that fall on another date or instant by today's calendar: a new holiday, a new recess, new time-zone data. A date that
// a person set stays, its instant may not.
std::vector<MovedTimer> recomputed_timers(const Programme& programme, Context& context);

// The deadline at `key` as it is from now on, and the reminder beside it: those of the two that really change.
std::vector<TimerMoved> moved_with_reminder(const Programme& programme, const TimerKey& key, TimerSet fresh,
                                            Context& context);

// The same timer on another date. The past has no instant, and what passed on its own date stays as it is.
TimerSet on_date(const TimerSet& timer, Date date, const Context& context);

// Wakes when a track that last moved on `since` may stand still; `since` lies less than the period before today.
TimerSet idle_timer(const calendar::Period& period, Date since, Context& context);

// A timer on a fixed date: passes at the start of the next day.
TimerSet deadline_on(TimerKind kind, std::string rule, Date date);
// A timer that wakes at the start of its day.
TimerSet wake_on(TimerKind kind, std::string rule, Date date);

// Where a timer of a task stands: at its step, or by its own name when it is beside the runs.
TimerKey key_of(const Task& task, TimerKind kind);
// The task whose timer this is; null when it belongs to something else.
const Task* find_task_at(const Programme& programme, const TimerKey& key);

}  // namespace wd::domain
