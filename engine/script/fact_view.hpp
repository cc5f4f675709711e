// `c`: what a function sees of the programme. Read-only, lazy, and it remembers what was looked at (DESIGN §4).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/facts.hpp"

#include <lua.hpp>

#include <forward_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wd::script {

// One call of a function. Views made during it point into `found` and `paths`, and are refused after it.
struct CallContext {
    domain::FactSource& facts;
    const domain::Workflow& workflow;
    std::span<const std::string_view> step_ids;  // of the whole workflow, for c.all()
    std::uint64_t number = 0;                    // no two calls of one state have the same
    struct Found {
        std::string name;
        json::value value;
    };
    std::forward_list<Found> found;  // stays in place as it grows
    std::forward_list<std::string> paths;
    std::vector<domain::LookedAt> looked_at;
};

// Registers the metatables of views in a fresh state. Needs protection, like what follows.
void add_view_types(lua_State* lua);

// Pushes `c`; one is enough for the life of a state, it works within LuaState::call_context.
void push_root_view(lua_State* lua);

}  // namespace wd::script
