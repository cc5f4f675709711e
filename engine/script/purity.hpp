// What functions hold on to from outside must be after a call what it was when the file was loaded (RULES E2).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/workflow.hpp"

#include <lua.hpp>

#include <vector>

namespace wd::script {

class Purity {
public:
    // Notes what every function of the state holds on to, directly or through other functions, tables and lib. After the
    // files were run and frozen; needs protection.
    void record(lua_State* lua, std::size_t functions);

    // The name of something that changed since, as the script calls it; null when nothing did.
    const char* find_change(lua_State* lua, domain::FunctionId function) const;

private:
    // One variable: the n-th upvalue of the function at place 2i + 1 of the expected table, its value at 2i + 2.
    std::vector<int> upvalues_;
    std::vector<std::vector<int>> checks_;  // by FunctionId: indexes of upvalues_
};

}  // namespace wd::script
