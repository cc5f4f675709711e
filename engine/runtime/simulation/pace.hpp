// How long somebody takes over a step: from its term, its kind, role and name, the tempo of the neighbourhood, and what is going
// on outside. Pure but for chance.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/simulation/scene.hpp"

namespace wd::runtime {

struct Circumstances {
    int tempo = 1000;       // of this neighbourhood
    bool repeated = false;  // the phase was open before
};

// The day on which the task of the scene will be answered, from the day it opened.
Date day_of_answer(const Scene& scene, const Circumstances& circumstances);

// Whether nothing asked of this role is ever late.
bool is_residents(const domain::Ledger& ledger, std::string_view role);

}  // namespace wd::runtime
