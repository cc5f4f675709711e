// A workflow as a picture: Graphviz dot text from the declaration itself.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/workflow.hpp"

#include <string>

namespace wd::cli {

// Phases as frames with their steps in order, branches side by side, outcomes and ways back as labelled arrows.
std::string dot_of(const domain::Workflow& workflow);

}  // namespace wd::cli
