// Areas of a programme from semicolon CSV.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/session.hpp"

#include <string_view>
#include <vector>

namespace wd::cli {

class Arguments;

inline const std::vector<std::string_view> area_heading = {"id",       "ouder",    "soort",        "naam",      "code",
                                                           "inwoners", "woningen", "eerdere_code", "code_vanaf"};

// Reads the file "bestand" and sends its areas as one list: all or nothing. Refuses with file and line for each complaint.
Result<json::value> import_areas(Session& session, const Arguments& arguments);

}  // namespace wd::cli
