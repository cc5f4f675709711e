// Beginning something: a programme, a run, a child run, a person. Checks first, then records; a refusal has recorded nothing.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/interpreter.hpp"

namespace wd::domain {

// In a fresh programme: its creation, a position for each role, the run, its first phase.
Result<RunId> start_programme(Turn& turn, const CreateProgramme& command, Budget budget);

// One more run in an existing programme, by hand.
Result<RunId> start_run(Turn& turn, const StartRun& command, Budget budget);

// Each role of a workflow makes a position, once per programme.
void add_positions(Turn& turn, const Workflow& workflow);

// A child run, as a `start` step or an `on` trigger asked for. When the workflow is not installed, the input does not fit or a
// confidential workflow has no team, what asked is held and says so; when that is gone there is nothing to do.
void start_child(Turn& turn, const json::object& request, Budget budget);

// A person, team, group or organisation, in the installation.
Result<PersonId> add_person(Turn& turn, const AddPerson& command);

// Every text about this person goes. `ties`, in words, are what still needs the name. Only the person and the administrator may.
Result<void> forget_person(Turn& turn, const ForgetPerson& command, const std::vector<std::string>& ties);

// Input or settings against their declaration: unknown names, missing values, wrong kinds, all at once. Gives the values as
// facts; text becomes content and is seen as true.
Result<json::value> check_values(const std::vector<Field>& fields, const json::value& given, Context& context);

}  // namespace wd::domain
