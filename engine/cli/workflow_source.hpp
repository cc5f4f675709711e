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
// A workflow that this one starts: beside it in the same folder of folders, otherwise the shipped one.
Result<WorkflowSource> find_started_workflow(const WorkflowSource& starter, const std::string& key);
// The active version in the data directory.
Result<WorkflowSource> find_installed_workflow(const std::string& key, Session& session);
// `named` as above, and before the shipped ones the active version in the data directory, if there is a store.
Result<WorkflowSource> find_any_workflow(const std::string& named, Session& session);

// Reads and checks it; complaints name their file as a person finds it: "workflows/wijkaanpak/forms.lua:12".
Result<std::unique_ptr<script::LoadedWorkflow>> load_checked(const WorkflowSource& source);
Result<std::vector<domain::Scenario>> load_stories(const WorkflowSource& source);

// Questions as [{id, title, kind, options}].
json::array questions_json(const std::vector<domain::Field>& fields);

// The files of a bundle of the store.
script::Bundle to_bundle(std::vector<store::BundleFile> files);

}  // namespace wd::cli
