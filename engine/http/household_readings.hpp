// The logs of the door, for who reads about households with a token on the command line: over the socket of `wijkdraad serve`, and in
// process when nobody serves.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/readings.hpp"
#include "runtime/household_readings.hpp"

#include <filesystem>

namespace wd::http {

// Writes to logs that are open. `readings` outlive it.
runtime::NoteReading note_with(Readings& readings);
// Opens the logs in the directory for each reading, which seldom comes.
runtime::NoteReading note_in(std::filesystem::path directory);

}  // namespace wd::http
