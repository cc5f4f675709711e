// What is asked about learning questions, promises and contacts: rows with what belongs to each, such as versions, what was said
// about it, who knows whom.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "domain/ids.hpp"
#include "store/store.hpp"

namespace wd::runtime {

// {programme}: each question with its age in days, state, level and last answer; `versions`, the oldest first; and `actions`
// with whether those are done.
Result<json::value> learning_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                      Timestamp now);

// {commitment}: one promise, and `changes`: all that was said about it, the oldest first.
Result<json::value> commitment_question(store::ReadStore& store, const json::object& with,
                                        const domain::Viewer& viewer);

// {programme}: each contact, and `relations`: who knows them and since when.
Result<json::value> contacts_question(store::ReadStore& store, const json::object& with);

// The programme that a question is about. Refuses when it names none.
Result<domain::ProgrammeId> programme_asked(const json::object& with);

}  // namespace wd::runtime
