// The help texts, made from the rows of the commands, so that they cannot differ from what the program does.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/command.hpp"

namespace wd::cli {

// Of one command: usage, parameters, what holds for all commands, and its example.
std::string help_of(const Command& command);
// Of a family ("task") or, for "", of the program.
std::string overview_of(std::string_view family);
// " (bedoelt u 'task claim'?)" or nothing, for words that are no command.
std::string nearest_command(std::string_view typed);

}  // namespace wd::cli
