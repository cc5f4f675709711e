// What a pause did to the clocks of a programme (RULES F3). The preview of a resumption and the resumption itself ask the same
// question, so that a person confirms exactly what happens.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/context.hpp"

namespace wd::domain {

// One timer that gets another date. The decision to resume gives programme.resumed alone; whoever records it records these after
// it, each under its run, which the event itself does not name. They are taken from the programme as it was before.
struct ResumedTimer {
    RunId run;
    Date before{};
    TimerMoved moved;
};

// The timers that move when the programme goes on after so many paused days, by run and path. Only clocks that were started when
// their step opened (`within`, `every`, a wait for a time) and the reminders that go with them move, as if the paused days were
// closed: a clock in working days by those that would have been worked, any other by all of them. Anchored dates, fixed dates, closing dates of votes and legal terms stay.
std::vector<ResumedTimer> resumed_timers(const Programme& programme, int paused_days, Context& context);

// Calendar days since the pause began; 0 when the programme is not paused.
int paused_days(const Programme& programme, const Context& context);

}  // namespace wd::domain
