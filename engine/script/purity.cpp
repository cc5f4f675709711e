// Walking what functions can reach, and comparing it after a call. See purity.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/purity.hpp"

#include "script/declarations.hpp"
#include "script/freeze.hpp"

#include <map>
#include <set>
#include <string_view>

namespace wd::script {

namespace {

// One walk from one value. Variables are told apart by lua_upvalueid, so a shared one is compared once.
class Walk {
public:
    Walk(lua_State* lua, std::map<void*, int>& known, std::vector<int>& upvalues)
        : lua_(lua), known_(known), upvalues_(upvalues), expected_(lua_gettop(lua) + 1)
    {
        lua_rawgeti(lua, LUA_REGISTRYINDEX, expected_ref);
        lua_newtable(lua);
        lua_rawgeti(lua, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
        world_ = lua_topointer(lua, -1);
        lua_pop(lua, 1);
    }

    // Pops the value at the top.
    void add_top()
    {
        const int type = lua_type(lua_, -1);
        if (lua_topointer(lua_, -1) == world_ && world_ != nullptr)
            uses_world_ = true;
        else if ((type == LUA_TTABLE || type == LUA_TFUNCTION) && seen_.insert(lua_topointer(lua_, -1)).second) {
            lua_rawseti(lua_, expected_ + 1, ++queued_);
            return;
        }
        lua_pop(lua_, 1);
    }

    void run()
    {
        luaL_checkstack(lua_, 10, "purity");
        while (queued_ > 0) {
            lua_rawgeti(lua_, expected_ + 1, queued_--);
            const int value = lua_gettop(lua_);
            lua_type(lua_, value) == LUA_TTABLE ? visit_table(value) : visit_function(value);
            lua_settop(lua_, value - 1);
        }
        lua_settop(lua_, expected_ - 1);
    }

    const std::set<int>& found() const { return found_; }
    bool uses_world() const { return uses_world_; }

private:
    void visit_table(int table)
    {
        push_contents(lua_, table);
        lua_pushnil(lua_);
        while (lua_next(lua_, -2) != 0)
            add_top();
    }

    void visit_function(int function)
    {
        for (int n = 1; lua_getupvalue(lua_, function, n) != nullptr; ++n) {
            if (lua_iscfunction(lua_, function) == 0)
                note(function, n);
            add_top();
        }
    }

    void note(int function, int n)
    {
        const auto [known, is_new] =
            known_.emplace(lua_upvalueid(lua_, function, n), static_cast<int>(upvalues_.size()));
        found_.insert(known->second);
        if (!is_new)
            return;
        upvalues_.push_back(n);
        const auto place = static_cast<lua_Integer>(upvalues_.size()) * 2;
        lua_pushvalue(lua_, function);
        lua_rawseti(lua_, expected_, place - 1);
        lua_pushvalue(lua_, -1);
        lua_rawseti(lua_, expected_, place);
    }

    lua_State* lua_;
    std::map<void*, int>& known_;
    std::vector<int>& upvalues_;
    int expected_;
    lua_Integer queued_ = 0;
    const void* world_ = nullptr;
    std::set<const void*> seen_;
    std::set<int> found_;
    bool uses_world_ = false;
};

}  // namespace

void Purity::record(lua_State* lua, std::size_t functions)
{
    std::map<void*, int> known;
    Walk library{lua, known, upvalues_};
    lua_rawgeti(lua, LUA_REGISTRYINDEX, library_ref);
    library.add_top();
    library.run();

    for (std::size_t i = 0; i < functions; ++i) {
        Walk walk{lua, known, upvalues_};
        lua_rawgeti(lua, LUA_REGISTRYINDEX, functions_ref);
        lua_rawgeti(lua, -1, static_cast<lua_Integer>(i) + 1);
        lua_remove(lua, -2);
        walk.add_top();
        walk.run();
        std::set<int> found = walk.found();
        if (walk.uses_world())
            found.insert(library.found().begin(), library.found().end());
        checks_.emplace_back(found.begin(), found.end());
    }
}

const char* Purity::find_change(lua_State* lua, domain::FunctionId function) const
{
    const std::vector<int>& checks = checks_[static_cast<std::size_t>(function.index)];
    if (checks.empty())
        return nullptr;
    const int top = lua_gettop(lua);
    const char* changed = nullptr;
    lua_rawgeti(lua, LUA_REGISTRYINDEX, expected_ref);
    for (const int check : checks) {
        const lua_Integer place = static_cast<lua_Integer>(check) * 2 + 1;
        lua_rawgeti(lua, top + 1, place);
        const char* name = lua_getupvalue(lua, top + 2, upvalues_[static_cast<std::size_t>(check)]);
        lua_rawgeti(lua, top + 1, place + 1);
        const bool differs = lua_rawequal(lua, -2, -1) == 0;
        if (differs && (changed == nullptr || std::string_view{name} < changed))  // the first by name, on every machine
            changed = name;
        lua_settop(lua, top + 1);
    }
    lua_settop(lua, top);
    return changed;
}

}  // namespace wd::script
