// Taking open runs over to another version of their workflow: the command that previews it, and what installing does with it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/command.hpp"
#include "cli/workflow_source.hpp"

namespace wd::cli {

Command preflight_command(const Parameter& folder);

// Whether the arguments of `workflow install` ask for it.
bool takes_over(const Arguments& arguments);
// What it would mean, before anything is installed: refuses a file that cannot be meant.
Result<json::value> check_take_over(Session& session, const WorkflowSource& source, const Arguments& arguments);
// Does it, programme by programme. Each row says what became of a run; a programme that refuses says why and stays as it is.
Result<json::value> carry_out_take_over(Session& session, const json::value& checked, const Arguments& arguments);
void show_taken_over(const json::array& runs);

}  // namespace wd::cli
