// Step paths: "bewonersavond#1/kanaal[deur]/uitnodigen", repetitions "leeragenda#3" (RULES D4). Pure text work.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wd::domain {

// One part of a path: an id, the item's key inside a block, and the repetition (1 when not written).
struct PathPart {
    std::string_view id;
    std::optional<std::string_view> key;  // still percent-encoded
    int repetition = 1;
};

// The parts between slashes; the first is the phase with its generation as repetition.
std::vector<PathPart> split_path(std::string_view path);

// "bewonersavond#2": where the steps of a generation begin.
std::string phase_path(std::string_view phase, int generation);
// parent + "/" + id
std::string child_path(std::string_view parent, std::string_view id);
// block + "[" + encoded key + "]"
std::string item_path(std::string_view block, std::string_view key);
// step + "#" + repetition; the first repetition is the step itself.
std::string repeated_path(std::string_view step, int repetition);

// Where the clock of a step that comes back has its timer: "…/leeragenda#0", apart from every turn of it, so that closing a turn
// leaves the clock alone.
std::string clock_path(std::string_view step);

// The part before the last slash: "a#1/b[x]" for "a#1/b[x]/c". Empty for a phase.
std::string_view parent_path(std::string_view path);
// The id of the last part, without key and repetition.
std::string_view last_id(std::string_view path);
// The path without the key or repetition at its end: "a#1/b" for "a#1/b[x]".
std::string_view without_key(std::string_view path);
std::string_view without_repetition(std::string_view path);
// Whether `path` is `ancestor` itself or lies below it, items included.
bool is_within(std::string_view path, std::string_view ancestor);

}  // namespace wd::domain
