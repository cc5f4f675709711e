// The log as it is asked for: the events themselves, and on request what their steps and people are called. See questions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/ids.hpp"
#include "store/store.hpp"

namespace wd::runtime {

// {programme, stream, after, limit, words}: events in order; of one programme and of the installation (stream "installation":
// people, workflows, settings) `after` is a pseq, otherwise a seq. With words "nl" each row also says, where there is one,
//   actor_name  who did it; person_name whom it is about;
//   task_title, step_title, phase_title, role_title, to_title  what the codes in its data are called;
//   reason_text  why it was done, when the viewer may read it; lessons  those of a programme that stopped.
// Without it a row holds nothing that a person typed.
Result<json::value> log_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer);

}  // namespace wd::runtime
