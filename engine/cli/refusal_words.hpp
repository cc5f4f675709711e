// A refusal of the engine in the words of the line that was typed. Only for people: programs get it as the engine gave it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/command.hpp"

namespace wd::cli {

// "--until" where the engine speaks of the member 'until' of its request, Dutch where it quotes a code word of a closed list,
// and euros where it counts in cents; the same in every detail.
Error in_words_of(const Command& command, Error error);

// Whether a person is spoken of by number, in the refusal or in one of its details.
bool speaks_of_people(const Error& error);
// "Piet Opdracht (persoon-6)" where it speaks of persoon-6, for those in `people` who have a name. Numbers that only show how one
// is written ("bijvoorbeeld persoon-3") and numbers behind a name stay.
Error with_names(Error error, const json::array& people);

}  // namespace wd::cli
