// Where a workflow comes from: a folder, the store, or what the program carries.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/session.hpp"
#include "script/loader.hpp"

namespace wd::cli {

struct WorkflowSource {
    script::Bundle bundle;
    std::string from;  // for messages: the folder, or the key of an installed or shipped one
};

// `named` is a folder with workflow.lua or the key of a shipped workflow.
Result<WorkflowSource> find_workflow_files(const std::string& named);
// The active version in the data directory.
Result<WorkflowSource> find_installed_workflow(const std::string& key, Session& session);
// `named` as above, and before the shipped ones the active version in the data directory, if there is a store.
Result<WorkflowSource> find_any_workflow(const std::string& named, Session& session);

// Reads and checks it; complaints name their file as a person finds it: "workflows/wijkaanpak/forms.lua:12".
Result<std::unique_ptr<script::LoadedWorkflow>> load_checked(const WorkflowSource& source);
Result<std::vector<domain::Scenario>> load_stories(const WorkflowSource& source);

// What a workflow asks before it starts, as [{id, title, kind, options}].
struct WorkflowQuestions {
    json::array input;
    json::array settings;
};
WorkflowQuestions questions_of(const domain::Workflow& workflow);

}  // namespace wd::cli
