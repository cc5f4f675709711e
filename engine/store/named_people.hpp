// Whom an event names: its actor and every person in its payload. A slice takes them along, also when no table names them.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/events.hpp"

#include <set>

namespace wd::store {

// Adds them to `people`. Refuses with `invalid` an event that this version cannot read.
Result<void> add_named_people(const domain::LoggedEvent& event, std::set<domain::PersonId>& people);

}  // namespace wd::store
