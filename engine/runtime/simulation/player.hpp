// Plays a scenario of a workflow's test.lua on a real store in a directory of its own, in virtual time, with simulated people;
// says whether what was expected came true, and tells what happened.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/scenario.hpp"
#include "store/store.hpp"

#include <string>
#include <vector>

namespace wd::runtime {

// An expectation that did not come true, or something that could not be done.
struct ScenarioFailure {
    Where where;           // in test.lua
    std::string expected;  // "stap 'partijen' is open"
    std::string found;
};

struct ScenarioResult {
    std::string title;
    bool passed = false;
    std::vector<std::string> story;  // dates and what happened, in Dutch
    std::vector<ScenarioFailure> failures;
};

// The bundle under test, and the bundles of the workflows that it starts, in an order in which they can be installed.
struct WorkflowUnderTest {
    std::vector<store::BundleFile> files;
    std::vector<std::vector<store::BundleFile>> others;
};

// Virtual time is bounded (40 years), and so is the number of actions. A story that is to reach something ends where a run cannot
// go on: at once when its workflow does what may not, after a year when what it misses stays away. A broken world throws StoreFailure; a workflow that
// cannot be installed is a failure of the scenario.
ScenarioResult play_scenario(const domain::Scenario& scenario, const WorkflowUnderTest& workflow);

}  // namespace wd::runtime
