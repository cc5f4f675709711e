// What led to a step, as part of a sentence. One event at a time; who follows the chain of causes is explain.cpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/events.hpp"

#include <optional>
#include <string>

namespace wd::runtime {

// What is known about an event that caused something.
struct Cause {
    const domain::LoggedEvent& event;
    const json::value& data;
    std::string task_title;  // "" when it is not about a task, or the title was not read
};

// "toen 'Tel de huizen' klaar was". None for an event that only passes on what came before it, like the end of a block: the
// cause of that one tells more.
std::optional<std::string> cause_text(const Cause& cause);

}  // namespace wd::runtime
