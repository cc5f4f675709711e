// Answers to the questions of a form, by the kind of question and what the behaviour file says about it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/simulation/scene.hpp"

namespace wd::runtime {

// An answer to every question of the form behind the scene's task: the certain ones as they are, the others drawn. Questions
// that may stay open are sometimes left open. Empty when the task has no form.
json::object make_answers(const Scene& scene);

// A figure that a step asks without a form, e.g. "avond.attendance" or the value of a measure.
std::int64_t make_figure(const Scene& scene, std::string_view question, domain::FieldKind kind);

}  // namespace wd::runtime
