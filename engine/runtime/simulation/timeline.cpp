// See timeline.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/timeline.hpp"

#include <algorithm>

namespace wd::runtime {

Result<bool> Timeline::step(Timestamp end)
{
    const std::optional<Timestamp> timers = engine_.next_due();
    const std::optional<Timestamp> people = people_.next();
    const Timestamp next = std::min(timers.value_or(Timestamp::max()), people.value_or(Timestamp::max()));
    if (next > end) {
        clock_.advance_to(end);
        return false;
    }
    clock_.advance_to(next);
    fire_timers();
    if (people_.next() && *people_.next() <= clock_.now()) {
        const Result<int> acted = people_.act();
        if (!acted)
            return acted.error();
        fire_timers();
    }
    return true;
}

bool Timeline::step_without_people(Timestamp end)
{
    const Timestamp next = engine_.next_due().value_or(Timestamp::max());
    clock_.advance_to(std::min(next, end));
    if (next <= end)
        fire_timers();
    return next <= end;
}

void Timeline::fire_timers()
{
    const std::optional<Timestamp> due = engine_.next_due();
    if (!due || *due > clock_.now())
        return;
    engine_.run_all_due();
    people_.look_around(clock_.now());
}

}  // namespace wd::runtime
