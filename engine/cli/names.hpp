// Names where the engine wants a number: who or which programme somebody means by "Fatima Bouzid" or "Crabbehof".
// Compares whole names, without regard to capitals; never guesses from a part of a name, because what is done is recorded on
// the person that was found.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <string>
#include <string_view>

namespace wd::cli {

class Arguments;
class Session;
struct Command;

// The number ("persoon-3") of whom bears this name, in the answer on "people". Refuses when nobody is called so or more than
// one is, and lists who may be meant.
Result<std::string> find_person(const json::array& people, std::string_view name);

// The same of a programme ("programma-1"), in the answer on "programmes".
Result<std::string> find_programme_named(const json::array& programmes, std::string_view name);

// Puts numbers in the place of all names that were typed for a person or a programme. Asks the engine only when there are
// names.
Result<void> find_numbers(Arguments& arguments, const Command& command, Session& session);

}  // namespace wd::cli
