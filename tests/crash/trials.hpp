// Many crashes, two or more at a time: each a fresh copy of the template, a child that is stopped, and the checks afterwards.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "rehearsal.hpp"

namespace wd::crash {

struct Trial {
    ChildOrder order;                // its directory and story are filled in
    std::optional<KillMoment> kill;  // by the parent
};

struct Outcome {
    int stopped = 0;                  // children that were killed; the others came to the end of the story
    int failed = 0;                   // trials with faults
    std::vector<std::string> faults;  // of the first few
};

// Carries out all of them. Throws what a trial throws that is no fault of the store.
Outcome carry_out(const std::vector<Trial>& trials);

// How many crashes each kind of test plays: a share of 640, or of WIJKDRAAD_CRASH_POINTS.
enum class Share { kill, power_loss, any_moment };
int number_of_trials(Share share);

}  // namespace wd::crash
