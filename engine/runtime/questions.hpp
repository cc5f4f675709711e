// Questions that need more than one view: the health of every open run, why something is as it is, the log as people read it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/ids.hpp"
#include "store/store.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace wd::runtime {

// Knows: status {programme?}, explain {task | run}, preflight {files, mapping?, programme?}, log {programme?, after, limit},
// task {task} (with its form), now, team {programme}, person {person}, what_is_lost {person, on?, programme?},
// continuity {programme | municipality}, and every view of the store. Refuses an unknown question or parameter with the nearest known word, and a value of the wrong
// kind: ids are text or number, `limit` is 1 up to and including limits::rows_asked_max. Who or what is asked about, or by whom,
// and does not exist, or not for this viewer, is refused as not_found.
Result<json::value> ask(store::ReadStore& store, std::string_view question, const json::object& with,
                        const domain::Viewer& viewer, Timestamp now);

// The questions that may be asked, each once, in order of the alphabet.
std::vector<std::string_view> question_names();
// Whether answering takes a few rows by their keys, however much happened (see Effort in service.hpp).
bool takes_a_glance(std::string_view question);
// What a question may be asked with; none when it does not exist.
std::optional<std::vector<std::string_view>> question_parameters(std::string_view question);

}  // namespace wd::runtime
