// Events of the log in Dutch, for people. Programs read the code words themselves with --json.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <string>

namespace wd::cli {

// What happened: "taak afgerond". A type that this version does not know comes back as it is.
std::string happening_text(std::string_view type);

// The members of an event that a person can use, as "taak-12, Nodig bewoners uit, 20 nov 2026"; ids as text.
std::string details_text(const json::value& data);

}  // namespace wd::cli
