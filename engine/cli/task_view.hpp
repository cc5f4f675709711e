// One task as the engine shows it: its row, its questions, and how people read it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/session.hpp"

namespace wd::cli {

// The questions of its form, from the answer on "task". Empty when it has none.
const json::array& task_fields(const json::value& shown);

void show_task(const json::value& shown, Session& session);

}  // namespace wd::cli
