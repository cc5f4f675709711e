// Answers on the questions of a form, as typed after --answer or read from a file.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/arguments.hpp"
#include "cli/session.hpp"

namespace wd::cli {

// --answer and --answers-file, for every command that fills in a form.
std::vector<Parameter> answer_parameters();

// What the person gave, typed by the questions `fields` ([{id, kind, options}]). An amount, a percentage or a person that
// cannot be read is refused here, in the form in which it was typed; any other text that does not fit its question goes to
// the engine as it is, which refuses it with the question's own words. Empty when nothing was given.
Result<json::object> read_answers(const Arguments& arguments, const json::array& fields, Session& session);

// { name: value } of --answer, --input and --setting pairs, typed by the fields: money in euros, shares in percentages, people
// by number or name, choices with commas, ja or nee. Refuses as read_answers does, all at once; `option` is its name.
Result<json::object> typed_pairs(const json::value& pairs, const json::array& fields, std::string_view option,
                                 Session& session);

// The questions for people, with what each expects.
std::string questions_text(const json::array& fields);

}  // namespace wd::cli
