// What a take-over means for each run, in words and as JSON: for the preview and for the answer after it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/taking_over.hpp"
#include "runtime/workflow_words.hpp"
#include "store/store.hpp"

namespace wd::runtime {

// Whether the viewer may know what this run does.
using MaySee = std::function<bool(const domain::Run& run)>;

// A row for each run. Of a confidential run that the viewer may not see only the verdict. Steps have their title and place in
// words: those that are there by the text of the run, new ones by `to`. `runs` holds the runs as they were before.
json::array take_over_rows(const domain::Programme& programme, const std::map<domain::RunId, domain::Run>& runs,
                           const std::vector<domain::TakenOver>& plans, const domain::Workflow& to,
                           const KnownAreas& areas, const domain::FindWorkflow& find_workflow, const MaySee& may_see);

// Knows: preflight {files, mapping?, programme?}: what the workflow of these files would mean for every open run. Refuses files
// that are no workflow, and a mapping that cannot be meant.
Result<json::value> preflight_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer);

}  // namespace wd::runtime
