// The workflows that the bench carries out: small, and about nothing but what is measured.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/store.hpp"

#include <string>
#include <vector>

namespace wd::bench {

// Ten `compute` steps and then a wait, so that no run ends.
inline constexpr int steps_per_run = 10;
std::vector<store::BundleFile> steps_workflow();

// A chain of `task` steps of one role, "opbouwwerker".
inline constexpr int tasks_per_run = 50;
std::vector<store::BundleFile> tasks_workflow();

// A hundred waits beside each other: ten end after one week, ten after two, ten after three, the others after a year.
inline constexpr int timers_per_run = 100;
inline constexpr int timers_per_week = 10;
inline constexpr int weeks_with_timers = 3;
std::vector<store::BundleFile> timers_workflow();

}  // namespace wd::bench
