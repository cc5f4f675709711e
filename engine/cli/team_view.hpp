// The team, what is lost with somebody, and continuity, for people.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

namespace wd::cli {

class Session;

// The answers on "team", "what_is_lost" and "continuity".
void show_team(const json::value& team, Session& session);
void show_lost(const json::value& lost, Session& session);
void show_continuity(const json::value& continuity, Session& session);

}  // namespace wd::cli
