// One answer against its question. The whole form is check_answers() in decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/context.hpp"

namespace wd::domain {

// The answer as it goes into the log: ids as numbers, dates as ISO text. Text comes back as it is; the caller keeps it as
// content. Refuses another kind, an unknown option, person or area, and what lies outside the bounds; where.field is the
// question's id.
Result<json::value> read_answer(const Field& field, const json::value& given, Context& context);

// As it goes into the event: text becomes a reference, anything else a value.
Answer make_answer(const Field& field, json::value value, Context& context);

// The question with this id, or a refusal with the nearest one.
Result<const Field*> find_field(const Form& form, std::string_view id);

// Checks answers for a task: its form when it has one; without a form nothing may be answered.
struct OpenTask;
Result<std::vector<Answer>> check_answers(const OpenTask& open, const json::value& answers, Context& context);

}  // namespace wd::domain
