// Virtual time: goes from one instant at which something is due to the next, first the engine's timers, then the people.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/simulation/people.hpp"

namespace wd::runtime {

class Timeline {
public:
    // All must outlive this object; `clock` is the one that the engine reads.
    Timeline(VirtualClock& clock, Engine& engine, SimulatedPeople& people)
        : clock_(clock), engine_(engine), people_(people)
    {
    }

    // Goes to the next instant at which something is due, if that is not later than `end`: fires the timers and lets each
    // programme do one thing. What is left at that instant is for the next step, which knows what the first brought about.
    // False when nothing is due: then the clock stands at `end`. Refuses when the engine cannot go on.
    Result<bool> step(Timestamp end);
    // The same with timers only: nobody acts.
    bool step_without_people(Timestamp end);

private:
    void fire_timers();

    VirtualClock& clock_;
    Engine& engine_;
    SimulatedPeople& people_;
};

}  // namespace wd::runtime
