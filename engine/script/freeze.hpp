// Tables that functions can reach are frozen when a file has been read (RULES E2): reading goes on, writing is refused.
// A frozen table keeps its identity; its contents move to a hidden table behind it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <lua.hpp>

namespace wd::script {

// Freezes everything that can be reached from the value at `index`: through tables, functions and what they hold on to.
// Needs protection (may raise Lua's memory error).
void freeze(lua_State* lua, int index);

// Gives the table at `index` a guard: what is in it can be read, writing calls `refuse`. `index` must be absolute.
void freeze_one(lua_State* lua, int index);

// Pushes the table that really holds the contents of the table at `index`, frozen or not.
void push_contents(lua_State* lua, int index);

// Whether the value at `index` is a table that refuses writing.
bool is_frozen(lua_State* lua, int index);

}  // namespace wd::script
