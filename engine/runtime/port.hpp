// EnginePort: the one door of the engine for the command line, HTTP and plugins (RULES B7). One JSON request, one JSON answer;
// in process or over the socket of a running `wijkdraad serve`, with the same answers.
// SPDX-License-Identifier: EUPL-1.2
//
//   {"do": "task.claim", "data": {"task": "taak-12"}, "as": "persoon-3", "uid": 1000, "key": "…"}
//   {"ask": "tasks", "with": {"programme": "programma-1"}, "as": "persoon-3", "token": "wd_…"}
//     → {"ok": true, "result": …, "part": 1, "seq": 8123}
//     → {"ok": true, "result": …, "hidden": true}
//     → {"ok": false, "error": {"code": "wrong_state", "message": "…", "where": {…}, "details": [ … ]}}
//
// `do` takes every verb of domain/commands.hpp, workflow.install {files, reason} and tick {}; "seen": {"stream": 1, "pseq": 812}
// makes it a conflict when anything happened in programma-1 since. `ask` takes every view and question of runtime/questions.hpp.
// A token says who asks and opens typed texts and names; without one those are null and the answer says "hidden" (admission.hpp).
// Ids are text ("taak-12"), dates "2026-11-20"; nothing else may be there. Over the socket the kernel says who asks, not `uid`.
#pragma once

#include "base/json.hpp"
#include "runtime/household_readings.hpp"

#include <filesystem>
#include <memory>

namespace wd::runtime {

class EnginePort {
public:
    virtual ~EnginePort() = default;
    // Blocks until the answer is there. Never throws for a refusal; StoreFailure only when there is no store to speak to.
    virtual json::object request(const json::object& request) = 0;
    // Whether this process has the store as its only writer now: in process, after a command.
    virtual bool holds_store() const = 0;
};

// The answer of a refusal, as it stands in "error".
json::object to_json(const Error& error);
// And back, for who prints it.
Error error_from_json(const json::object& error);

// A port on the data directory: over DIR/wijkdraad.sock when somebody serves it, otherwise in process by opening the store.
// In process, commands fire no timers; `tick` does. `note` writes down what is read of households there; without it that is refused.
// Refuses when the directory cannot be opened.
Result<std::unique_ptr<EnginePort>> open_port(const std::filesystem::path& directory, NoteReading note = {});

}  // namespace wd::runtime
