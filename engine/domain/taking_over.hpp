// Open runs go on with the version of their workflow that is active (RULES D7).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/interpreter.hpp"
#include "domain/take_over.hpp"

#include <functional>

namespace wd::domain {

// What it means, or meant, for one run. Points into both texts.
struct TakenOver {
    RunId run;
    TakeOverPlan plan;
};

using FindWorkflow = std::function<const Workflow*(const Sha256& hash)>;

// What `to` would mean for every open run of this workflow; changes nothing. Refuses a mapping that cannot be meant, all
// complaints at once. Runs whose own text cannot be found are left out.
Result<std::vector<TakenOver>> preview_take_over(const Programme& programme, std::string_view workflow,
                                                 const Workflow& to, const TakeOverMapping& mapping,
                                                 const FindWorkflow& find_workflow);

// Does it: runs that take over do so and go on; those that need a mapping or keep their text stay as they are. Refused while the
// programme is paused or stopped.
Result<std::vector<TakenOver>> take_over(Turn& turn, const TakeOverRuns& command, Budget budget);

}  // namespace wd::domain
