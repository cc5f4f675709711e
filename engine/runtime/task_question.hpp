// One task as people ask for it: the form, what was answered, and what was said about it. See questions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/ids.hpp"
#include "store/store.hpp"

namespace wd::runtime {

// {task}: the row of the view `task` with
//   fields    the questions of its form;
//   unit      of a step that asks for a figure: in what it counts;
//   answers   of a gate who spoke: {role, outcome}; of a closed task {field, title, kind, value, shown}: `title` is the question,
//             `value` the answer with its text (null when that was erased), `shown` the title of a chosen option;
//   where     the phase and the items around it, and phase_title, role_title, decider_titles, programme_name: for people;
//   possible  of an open gate the answers it takes, with back_to the phases {phase, title}; silent who must still speak;
//   base, needed  of a vote: of whom a share is asked, and how many must say yes as it stands; threshold_from, threshold_to and threshold_by while the
//             role of that title still has to pick the threshold;
//   comments  the rows of the view `task_comments`;
//   notes     who passed it on or gave it back, oldest first: {what, at, by, by_name, to, to_name, reason, until, text}.
Result<json::value> task_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer);

}  // namespace wd::runtime
