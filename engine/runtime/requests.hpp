// The JSON of EnginePort, taken apart and carried out: shared by the port in process and the socket server.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/engine.hpp"
#include "runtime/port.hpp"
#include "store/store.hpp"

#include <variant>

namespace wd::runtime {

// What a request turned out to be.
struct Question {
    std::string name;
    json::object with;
    domain::PersonId viewer;
};
struct Tick {};
using Wish = std::variant<Request, Install, Tick, Question>;

// Refuses what is not a request, with what would be right.
Result<Wish> read_request(const json::object& request);

// Carries out everything but a question, alone.
json::object carry_out(Engine& engine, const Wish& wish);
// Answers a question; `now` is the store's clock.
json::object answer(store::ReadStore& store, const Question& question, Timestamp now);

json::object to_json(const Reply& reply);
json::object failed(const Error& error);

}  // namespace wd::runtime
