// What a function would reach for, read from its compiled form without running it: a name that does not exist should be
// refused when the file is loaded, not in year three when that branch is first taken. A form that is not recognised gives an
// empty answer; whatever is missed here is still refused when the function runs.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <lua.hpp>

#include <string>
#include <vector>

namespace wd::script {

struct FunctionUse {
    struct Name {
        std::string name;
        int line = 0;
    };
    // `c.name`, or `c.name.leaf` when that is how it is read.
    struct Fact {
        std::string name;
        std::string leaf;
        int line = 0;
    };
    std::vector<Name> read;     // globals
    std::vector<Name> written;  // globals
    std::vector<Fact> facts;    // of the first parameter
};

// Scans the Lua function at the top of the stack, with the functions inside it. Leaves the stack as it is.
FunctionUse scan_function(lua_State* lua);

}  // namespace wd::script
