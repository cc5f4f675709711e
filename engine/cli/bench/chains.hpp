// Programmes in which one task opens the next, for measuring how fast that goes. Measures nothing itself.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/bench/stand.hpp"

namespace wd::bench {

struct Chains {
    domain::PersonId worker;
    std::vector<domain::TaskId> first;  // the open task of each programme
};

inline constexpr std::string_view chains_municipality = "GM0855";

// So many programmes of tasks_workflow(), which must be installed, all of one worker and in that municipality.
Chains create_chains(Stand& stand, int count);

// The first task that an answer says was opened.
domain::TaskId opened_in(const json::object& answer);

}  // namespace wd::bench
