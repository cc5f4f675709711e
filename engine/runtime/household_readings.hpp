// What was read of households over the local socket or in process: it is written down before it is shown. Who keeps that log is said
// by whoever opens the door.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "domain/ids.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace wd::store {
class ReadStore;
}

namespace wd::runtime {

struct HouseholdReading {
    domain::PersonId person;  // who reads
    domain::TokenId token;    // with which token
    std::string question;
    std::vector<std::string> subjects;  // "taak-12", "loop-4"; at least one
    Timestamp start{};
};

// Refuses when it cannot be written; then nothing is shown. Thread-safe.
using NoteReading = std::function<Result<void>(const HouseholdReading&)>;

// The tasks and runs of a team that a question or its answer names, each once.
std::vector<std::string> households_in(store::ReadStore& store, const json::object& with, const json::value& answer);

}  // namespace wd::runtime
