// Which programme a command is about, by the programme, task, run or record it names.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/commands.hpp"
#include "store/store.hpp"

namespace wd::runtime {

// Refuses an id that nothing has, and a task that has been answered already, saying so.
Result<store::ProgrammeId> route(store::Store& store, const domain::Command& command);

// The open task, run or none that a command is about: what is parked when it hits a bug of ours.
std::optional<domain::RunId> run_behind(const domain::Programme& programme, const domain::Command& command);

}  // namespace wd::runtime
