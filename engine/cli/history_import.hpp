// What there was before Wijkdraad, from semicolon CSV: people, contacts, promises, decisions, earlier attempts.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/session.hpp"

#include <string_view>
#include <vector>

namespace wd::cli {

class Arguments;

inline const std::vector<std::string_view> history_heading = {"soort", "naam_of_tekst", "datum", "eigenaar"};

// Checks every row of the file "bestand" before the first is sent; refuses with file and line for each complaint. Each row
// goes under a key of its own, so that the same file twice changes nothing the second time.
Result<json::value> import_history(Session& session, const Arguments& arguments);

// The columns and kinds, for the help.
extern const std::string_view history_help;

}  // namespace wd::cli
