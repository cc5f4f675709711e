// What was recorded, told back to who typed it: "Subsidie: € 250.000, betaald door Woonborg."
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/command.hpp"

namespace wd::cli {

// Every given parameter as people say it, by its name: {"--euro": "€ 12,50", "--owner": "Jan de Vries"}. Asks the engine for the
// names of people only when there are people.
json::object spoken_values(const Command& command, const Arguments& arguments, Session& session);

// A pattern with those values: "{--kind}: {--euro}[, tot en met {--until}]". A part in brackets is left out when one of its
// values is not there. With a capital and a full stop; "" when nothing is left.
std::string filled_in(std::string_view pattern, const json::object& values);

// "Bewonersavond (taak-15)" of each task that opened, a few of them.
json::array opened_tasks(const json::value& answer, Session& session);

}  // namespace wd::cli
