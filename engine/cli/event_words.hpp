// Events of the log in Dutch, for people. Programs read the code words themselves with --json.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <string>

namespace wd::cli {

// What happened: "taak afgerond". A type that this version does not know comes back as it is.
std::string happening_text(std::string_view type);

// What a person can use of an event with its words: "'Nodig bewoners uit' (taak-12), 20 nov 2026". The names and titles that the
// answer on "log" brings stand in the place of numbers and codes.
std::string details_text(const json::value& event);

}  // namespace wd::cli
