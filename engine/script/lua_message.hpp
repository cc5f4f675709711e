// Lua speaks English and to programmers; people who write workflows get the same message in plain Dutch.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

namespace wd::script {

// An Error with code script_breach from Lua's "workflow.lua:12: attempt to …": its place apart, its words in Dutch. What is
// not recognised is kept as it is, after "Lua meldt:".
Error explain_lua_message(std::string_view message);

}  // namespace wd::script
