// The workflows that the crash tests carry out: small, with every kind of work that outlives a transaction.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/store.hpp"

#include <vector>

namespace wd::crash {

// "herstel": tasks per door, a wait, child runs, a vote, a choice on a fact that may be missing, a gate that can go back.
std::vector<store::BundleFile> main_workflow();
// "bijstand": one task, started by the other.
std::vector<store::BundleFile> child_workflow();

}  // namespace wd::crash
