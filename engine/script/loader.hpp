// The door of this room: Lua files go in, a checked domain::Workflow with its scenarios comes out, and its functions can be
// asked for their judgement. Nothing of Lua shows here, and nothing is written.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/facts.hpp"
#include "domain/scenario.hpp"
#include "domain/workflow.hpp"
#include "script/bundle.hpp"

#include <memory>
#include <string>
#include <vector>

namespace wd::script {

// One workflow with the Lua state behind its functions. From one thread at a time.
//
// evaluate() refuses with missing_fact (where.field names the fact) or script_breach (where.file and where.line); after a
// breach the Lua state is thrown away and made anew at the next call. What a FactSource throws comes out unchanged.
class LoadedWorkflow : public domain::Evaluator {
public:
    virtual const domain::Workflow& workflow() const = 0;
};

// Reads and checks the whole bundle. On refusal every complaint is in Error.details, each with file and line, in the order
// of the files; nothing is half loaded.
Result<std::unique_ptr<LoadedWorkflow>> load_workflow(const Bundle& bundle);

// The scenarios of test.lua, checked against the workflow beside it; empty when there is no test.lua. A workflow that does
// not load is refused with its own complaints.
Result<std::vector<domain::Scenario>> load_scenarios(const Bundle& bundle);

// The keys of the workflows that this one starts, by `start` or by `on`, each once, in order of first mention. Whether
// they are installed is for the caller.
std::vector<std::string> started_workflows(const domain::Workflow& workflow);

}  // namespace wd::script
