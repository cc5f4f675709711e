// The command line as a whole: finds the command, reads its parameters with CLI11, carries it out and shows the answer.
// Exit codes: 0 done, 1 refused (the reason on standard error), 2 wrong usage.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/command.hpp"

#include <optional>
#include <span>

namespace wd::cli {

enum class Exit : int { done = 0, refused = 1, wrong_usage = 2 };

// The words after the program's name.
Exit run_program(const std::vector<std::string>& words);

// The longest command whose name these words begin with; null when there is none.
const Command* find_command(std::span<const std::string> words);

// What would be carried out, without doing it: for the examples of the help.
struct Reading {
    const Command* command = nullptr;
    bool help = false;
};
Result<Reading> read_words(const std::vector<std::string>& words);

// "task claim taak-12 --note \"twee woorden\"" as the words a shell makes of it; knows double quotes only.
std::vector<std::string> split_words(std::string_view line);

}  // namespace wd::cli
