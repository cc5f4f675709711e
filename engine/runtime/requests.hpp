// The JSON of EnginePort, taken apart and carried out: shared by the port in process and the socket server.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/engine.hpp"
#include "runtime/port.hpp"
#include "store/store.hpp"

#include <functional>
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
// The personal token that came with it; "" when there is none.
std::string token_in(const json::object& request);

// Carries out a command or an installation, alone.
json::object carry_out(Engine& engine, const Wish& wish);

// What is due now and the housekeeping, in portions so that others come in between.
class Ticking {
public:
    // Does a portion. Whether there is more.
    bool go_on(Engine& engine);
    bool has_begun() const { return begun_; }
    json::object answer() const;

private:
    int done_ = 0;
    bool begun_ = false;
    bool all_fired_ = false;
};

// Answers a question; `now` is the store's clock.
json::object answer(store::ReadStore& store, const Question& question, Timestamp now);

// What `work` answers; a broken world or a bug of ours becomes a refusal, so that one request never ends a process.
json::object answered(const std::function<json::object()>& work);

json::object to_json(const Reply& reply);
json::object failed(const Error& error);

}  // namespace wd::runtime
