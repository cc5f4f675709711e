// EnginePort: the one door of the engine for the command line, HTTP and plugins (RULES B7). One JSON request, one JSON answer;
// in process or over the socket of a running `wijkdraad serve`, with the same answers.
//
//   {"do": "task.claim", "data": {"task": "taak-12"}, "as": "persoon-3", "uid": 1000, "key": "…"}
//   {"ask": "tasks", "with": {"programme": "programma-1"}, "as": "persoon-3"}
//     → {"ok": true, "result": …, "part": 1, "seq": 8123}
//     → {"ok": false, "error": {"code": "wrong_state", "message": "…", "where": {…}, "details": [ … ]}}
//
// `do` takes every verb of domain/commands.hpp and: workflow.install {files, reason}, tick {}. `ask` takes every view of the
// store by its name and the questions of runtime/questions.hpp. Ids are text ("taak-12"), dates "2026-11-20". Nothing else may
// stand in a request. Over the socket the kernel says which user asks, and `uid` counts for nothing.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <filesystem>
#include <memory>

namespace wd::runtime {

class EnginePort {
public:
    virtual ~EnginePort() = default;
    // Blocks until the answer is there. Never throws for a refusal; StoreFailure only when there is no store to speak to.
    virtual json::object request(const json::object& request) = 0;
};

// The answer of a refusal, as it stands in "error".
json::object to_json(const Error& error);
// And back, for who prints it.
Error error_from_json(const json::object& error);

// A port on the data directory: over DIR/wijkdraad.sock when somebody serves it, otherwise in process by opening the store.
// In process, commands fire no timers; `tick` does. Refuses when the directory cannot be opened.
Result<std::unique_ptr<EnginePort>> open_port(const std::filesystem::path& directory);

}  // namespace wd::runtime
