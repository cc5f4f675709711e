// A refusal of the engine in the words of the line that was typed. Only for people: programs get it as the engine gave it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/command.hpp"

namespace wd::cli {

// "--until" where the engine speaks of the member 'until' of its request, Dutch where it quotes a code word of a closed list,
// and euros where it counts in cents; the same in every detail.
Error in_words_of(const Command& command, Error error);

}  // namespace wd::cli
