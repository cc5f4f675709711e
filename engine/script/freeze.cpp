// Freezing by moving contents behind a metatable. See freeze.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/freeze.hpp"

#include "script/lua_state.hpp"

namespace wd::script {

namespace {

int refuse_write(lua_State* lua)
{
    const char* key = lua_type(lua, 2) == LUA_TSTRING ? lua_tostring(lua, 2) : "…";
    script_breach(
        "'{}' kan hier niet veranderen: een functie rekent met wat er is en legt niets vast; gebruik een lokale "
        "variabele",
        key);
}

int frozen_length(lua_State* lua)
{
    push_contents(lua, 1);
    lua_pushinteger(lua, static_cast<lua_Integer>(lua_rawlen(lua, -1)));
    return 1;
}

// A queue of values still to visit, and the functions already seen, both as Lua tables.
struct Visit {
    lua_State* lua;
    int queue;
    int seen;
    lua_Integer size = 0;

    void add_top()  // pops
    {
        const int type = lua_type(lua, -1);
        if (type == LUA_TTABLE || type == LUA_TFUNCTION)
            lua_rawseti(lua, queue, ++size);
        else
            lua_pop(lua, 1);
    }
};

void visit_table(Visit& visit, int table)
{
    lua_State* lua = visit.lua;
    if (is_frozen(lua, table))
        return;
    freeze_one(lua, table);
    push_contents(lua, table);
    const int contents = lua_gettop(lua);
    lua_pushnil(lua);
    while (lua_next(lua, contents) != 0) {
        lua_pushvalue(lua, -2);
        visit.add_top();
        visit.add_top();
    }
    lua_pop(lua, 1);
}

void visit_function(Visit& visit, int function)
{
    lua_State* lua = visit.lua;
    lua_pushvalue(lua, function);
    if (lua_rawget(lua, visit.seen) != LUA_TNIL) {
        lua_pop(lua, 1);
        return;
    }
    lua_pop(lua, 1);
    lua_pushvalue(lua, function);
    lua_pushboolean(lua, 1);
    lua_rawset(lua, visit.seen);
    for (int i = 1; lua_getupvalue(lua, function, i) != nullptr; ++i)
        visit.add_top();
}

}  // namespace

bool is_frozen(lua_State* lua, int index)
{
    if (lua_type(lua, index) != LUA_TTABLE || lua_getmetatable(lua, index) == 0)
        return false;
    lua_pop(lua, 1);
    return true;
}

void push_contents(lua_State* lua, int index)
{
    index = lua_absindex(lua, index);
    if (lua_getmetatable(lua, index) == 0) {
        lua_pushvalue(lua, index);
        return;
    }
    lua_pushliteral(lua, "__index");
    if (lua_rawget(lua, -2) != LUA_TTABLE) {  // not frozen: a table that answers missing keys by a function
        lua_pop(lua, 1);
        lua_pushvalue(lua, index);
    }
    lua_remove(lua, -2);
}

void freeze_one(lua_State* lua, int index)
{
    luaL_checkstack(lua, 10, "freeze");
    lua_newtable(lua);
    const int contents = lua_gettop(lua);
    lua_pushnil(lua);
    while (lua_next(lua, index) != 0) {
        lua_pushvalue(lua, -2);
        lua_pushvalue(lua, -2);
        lua_rawset(lua, contents);
        lua_pop(lua, 1);
        lua_pushvalue(lua, -1);  // setting an existing field to nil is allowed while traversing
        lua_pushnil(lua);
        lua_rawset(lua, index);
    }
    lua_createtable(lua, 0, 3);
    lua_pushvalue(lua, contents);
    lua_setfield(lua, -2, "__index");
    lua_pushcfunction(lua, &guarded<refuse_write>);
    lua_setfield(lua, -2, "__newindex");
    lua_pushcfunction(lua, &guarded<frozen_length>);
    lua_setfield(lua, -2, "__len");
    lua_setmetatable(lua, index);
    lua_pop(lua, 1);
}

void freeze(lua_State* lua, int index)
{
    luaL_checkstack(lua, 20, "freeze");
    lua_pushvalue(lua, index);
    const int start = lua_gettop(lua);
    lua_newtable(lua);
    lua_newtable(lua);
    Visit visit{lua, start + 1, start + 2};
    lua_pushvalue(lua, start);
    visit.add_top();
    while (visit.size > 0) {
        lua_rawgeti(lua, visit.queue, visit.size--);
        const int value = lua_gettop(lua);
        if (lua_type(lua, value) == LUA_TTABLE)
            visit_table(visit, value);
        else
            visit_function(visit, value);
        lua_settop(lua, value - 1);
    }
    lua_settop(lua, start - 1);
}

}  // namespace wd::script
