// The file in which a person says what becomes of open steps when a programme goes on with another version of its workflow.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <string>

namespace wd::cli {

// Reads it for the engine: {"steps": [{path, as | cancel}], "restart": [phase]}. TOML:
//
//   restart = ["verkennen"]
//   [[step]]
//   path = "verkennen/uitnodigen"
//   as = "verkennen/nodig_uit"      # or: cancel = true
//
// Refuses what is no such file, with its line.
Result<json::value> read_take_over(const std::string& file);

// A file to fill in, with every question that a preview asked; "" when it asked none.
std::string take_over_template(const json::value& preview);

}  // namespace wd::cli
