// What a caller hears after a turn: the ids that it made and what opened. No content (RULES B5).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/turn.hpp"

namespace wd::runtime {

// {"programme": "programma-1", "task": "taak-12", "entry": …, "outcome": …, "opened": ["taak-13", …]}
json::object answer_of(const domain::Turn& turn);

}  // namespace wd::runtime
