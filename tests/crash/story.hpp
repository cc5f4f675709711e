// The story that is told, cut off and told on: batches of commands with idempotency keys, and between them time that passes,
// left-over work, housekeeping, a closing and opening of the store. Every action is at most one transaction with meaning.
// Written once by storyteller.hpp, then only read; so every telling is the same.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "runtime/engine.hpp"

#include <filesystem>

namespace wd::crash {

enum class ActionKind {
    batch,   // the orders, in one call of Engine::execute
    clock,   // time goes on to `to`
    due,     // one Engine::run_due
    tidy,    // the day's housekeeping
    reopen,  // the engine ends cleanly and begins again
};
BOOST_DESCRIBE_ENUM(ActionKind, batch, clock, due, tidy, reopen)

struct Order {
    std::string verb;
    json::value data;
    domain::PersonId actor;
    std::string key;
};
BOOST_DESCRIBE_STRUCT(Order, (), (verb, data, actor, key))

struct Action {
    ActionKind kind = ActionKind::batch;
    std::vector<Order> orders;
    std::optional<Timestamp> to;
};
BOOST_DESCRIBE_STRUCT(Action, (), (kind, orders, to))

struct Story {
    std::vector<Action> actions;
};
BOOST_DESCRIBE_STRUCT(Story, (), (actions))

// Throw StoreFailure when the file cannot be written or read, Bug when it is no story.
void write_story(const std::filesystem::path& file, const Story& story);
Story read_story(const std::filesystem::path& file);

runtime::Request request_of(const Order& order);

// When the template was made, and when the telling begins: Tuesday 1 September 2026, nine o'clock in Amsterdam.
Timestamp story_begin();
// What the clock says before the action with this number.
Timestamp time_before(const Story& story, std::size_t action);

}  // namespace wd::crash
