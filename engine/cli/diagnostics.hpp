// Where diagnostics of a serving process go: standard error, as text for people or a JSON line for programs. Knows no messages.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/configuration.hpp"

#include <string>
#include <string_view>

namespace wd::cli {

// For the whole process, from now on.
void send_diagnostics_to_stderr(LogLevel level, LogFormat format);

// {"time":"2026-11-27T10:00:00.000Z","level":"warning","message":"…"}
std::string json_line(Timestamp at, std::string_view level, std::string_view message);

}  // namespace wd::cli
