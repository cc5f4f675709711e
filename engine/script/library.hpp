// What Lua offers inside Wijkdraad (RULES E1): a short list, each function bounded, the same answer on every machine.
// No io, os, debug, package, patterns, randomness, coroutines, loading of code, or access to metatables.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <lua.hpp>

#include <string_view>
#include <vector>

namespace wd::script {

// Puts the library into the table at the top of the stack, its parts frozen, and makes the string functions available as
// methods of texts. Needs protection.
void open_library(lua_State* lua);

// The global names that open_library() sets, sorted.
const std::vector<std::string_view>& library_names();

// What to do instead, for names of Lua that are left out on purpose: "os", "load", "pcall" … Empty for other names.
std::string_view why_left_out(std::string_view name);

// The functions of one part, for open_library().
void push_string_library(lua_State* lua);
void push_table_library(lua_State* lua);
void push_math_library(lua_State* lua);
void add_basic_functions(lua_State* lua);

// pairs() as a binding, for views that walk a copy of themselves.
int ordered_pairs(lua_State* lua);

// For bindings: the argument, or a breach that names the function and what it expects.
std::string_view text_argument(lua_State* lua, int index, const char* function);
lua_Integer whole_argument(lua_State* lua, int index, const char* function);
void table_argument(lua_State* lua, int index, const char* function);

// What a value is called in messages: "een tekst", "niets" …
const char* dutch_type(lua_State* lua, int index);

}  // namespace wd::script
