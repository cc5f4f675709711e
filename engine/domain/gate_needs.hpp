// What a gate rests on: the steps of its phase and who closed them. The whole list is missing_needs() in decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/context.hpp"

namespace wd::domain {

// Whether this person answered the latest step with this id in the current generation; inside a block, of any of its items.
bool has_completed(const Run& run, std::string_view step_id, PersonId person);

}  // namespace wd::domain
