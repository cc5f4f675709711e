// What must be true of a store after its process was stopped, whoever stopped it and when.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "child.hpp"
#include "storyteller.hpp"

namespace wd::crash {

// Opens the store that a child left, compares it with the undisturbed telling, and tells the story on to its end. Gives every
// fault as a sentence; none when
//   - every chain holds and the tables are those that the log gives (verify --rebuild), also against heads.log;
//   - the store is exactly as after the last acknowledged action, or one action further: nothing acknowledged is lost, nothing
//     unacknowledged is there by half;
//   - the replies that were heard are those of the undisturbed telling, each with its event in the log exactly once;
//   - every open run says what it waits for or why it cannot move;
//   - all acknowledged commands sent again are answered as before and change nothing;
//   - the story told on ends as the undisturbed one: same log, same tables.
std::vector<std::string> check_after_crash(const Telling& telling, const std::filesystem::path& directory,
                                           const Heard& heard);

// The same for a store of which only the parts of prepare_store() are known: it is there as far as was said, or can be made.
std::vector<std::string> check_after_creating(const std::filesystem::path& directory, const Heard& heard);

// The first and the fourth of these, for a store that stands still.
std::vector<std::string> check_sound(const std::filesystem::path& directory);
std::vector<std::string> check_health(runtime::Engine& engine);

}  // namespace wd::crash
