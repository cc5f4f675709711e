// `table`: concat, insert, remove, sort and unpack, each paid for by the number of items it touches. See library.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/library.hpp"
#include "script/lua_state.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace wd::script {

namespace {

constexpr lua_Integer unpacked_max = 250;

lua_Integer length_of(lua_State* lua, const char* function)
{
    table_argument(lua, 1, function);
    return luaL_len(lua, 1);
}

void charge_items(lua_State* lua, lua_Integer count)
{
    LuaState::of(lua).charge(static_cast<std::size_t>(std::max<lua_Integer>(count, 0)));
}

int table_concat(lua_State* lua)
{
    const lua_Integer length = length_of(lua, "table.concat");
    charge_items(lua, length);
    const std::string between{lua_isnoneornil(lua, 2) ? std::string_view{} : text_argument(lua, 2, "table.concat")};
    std::string joined;
    for (lua_Integer i = 1; i <= length; ++i) {
        const int type = lua_geti(lua, 1, i);
        if (type != LUA_TSTRING && type != LUA_TNUMBER)
            script_breach("table.concat: item {} is geen tekst of getal maar {}", i, dutch_type(lua, -1));
        std::size_t size = 0;
        const char* text = lua_tolstring(lua, -1, &size);
        if (i > 1)
            joined += between;
        joined.append(text, size);
        lua_pop(lua, 1);
        if (joined.size() > limits::lua_string_max)
            script_breach("table.concat maakt een tekst van meer dan {} kilobyte", limits::lua_string_max >> 10);
    }
    lua_pushlstring(lua, joined.data(), joined.size());
    return 1;
}

int table_insert(lua_State* lua)
{
    const lua_Integer length = length_of(lua, "table.insert");
    if (lua_gettop(lua) == 2) {
        lua_seti(lua, 1, length + 1);
        return 0;
    }
    const lua_Integer at = whole_argument(lua, 2, "table.insert");
    if (lua_gettop(lua) != 3 || at < 1 || at > length + 1)
        script_breach("table.insert: plaats {} ligt niet tussen 1 en {}", at, length + 1);
    charge_items(lua, length - at);
    for (lua_Integer i = length; i >= at; --i) {
        lua_geti(lua, 1, i);
        lua_seti(lua, 1, i + 1);
    }
    lua_seti(lua, 1, at);
    return 0;
}

int table_remove(lua_State* lua)
{
    const lua_Integer length = length_of(lua, "table.remove");
    const lua_Integer at = lua_isnoneornil(lua, 2) ? length : whole_argument(lua, 2, "table.remove");
    if (length == 0) {
        lua_pushnil(lua);
        return 1;
    }
    if (at < 1 || at > length)
        script_breach("table.remove: plaats {} ligt niet tussen 1 en {}", at, length);
    charge_items(lua, length - at);
    lua_geti(lua, 1, at);
    for (lua_Integer i = at; i < length; ++i) {
        lua_geti(lua, 1, i + 1);
        lua_seti(lua, 1, i);
    }
    lua_pushnil(lua);
    lua_seti(lua, 1, length);
    return 1;
}

// Whether the item at a comes before the item at b, both absolute.
using Before = bool (*)(lua_State* lua, int a, int b);

bool before_by_value(lua_State* lua, int a, int b)
{
    const int type = lua_type(lua, a);
    if (type != lua_type(lua, b) || (type != LUA_TNUMBER && type != LUA_TSTRING))
        script_breach("table.sort ordent alleen getallen of alleen teksten; geef anders een functie mee");
    return lua_compare(lua, a, b, LUA_OPLT) == 1;
}

// By the function at index 2.
bool before_by_function(lua_State* lua, int a, int b)
{
    lua_pushvalue(lua, 2);
    lua_pushvalue(lua, a);
    lua_pushvalue(lua, b);
    lua_call(lua, 2, 1);
    const bool before = lua_toboolean(lua, -1) != 0;
    lua_pop(lua, 1);
    return before;
}

// A merge sort: stable, bounded, and safe with a comparison that contradicts itself, unlike std::sort.
void merge_sort(lua_State* lua, std::vector<lua_Integer>& order, Before is_before)
{
    std::vector<lua_Integer> merged(order.size());
    for (std::size_t width = 1; width < order.size(); width *= 2) {
        for (std::size_t start = 0; start < order.size(); start += 2 * width) {
            const std::size_t middle = std::min(start + width, order.size());
            const std::size_t end = std::min(start + 2 * width, order.size());
            std::size_t left = start;
            std::size_t right = middle;
            for (std::size_t out = start; out < end; ++out) {
                bool take_right = left == middle;
                if (left < middle && right < end) {
                    LuaState::of(lua).charge(2);
                    lua_rawgeti(lua, 3, order[left]);
                    lua_rawgeti(lua, 3, order[right]);
                    take_right = is_before(lua, lua_gettop(lua), lua_gettop(lua) - 1);
                    lua_pop(lua, 2);
                }
                merged[out] = take_right ? order[right++] : order[left++];
            }
        }
        order.swap(merged);
    }
}

int table_sort(lua_State* lua)
{
    const lua_Integer length = length_of(lua, "table.sort");
    charge_items(lua, length);
    const bool by_function = !lua_isnoneornil(lua, 2);
    if (by_function && lua_type(lua, 2) != LUA_TFUNCTION)
        script_breach("table.sort verwacht een functie als 2e waarde, dit is {}", dutch_type(lua, 2));
    lua_settop(lua, 2);
    lua_createtable(lua, static_cast<int>(length), 0);  // a copy: the comparison cannot change what is being sorted
    std::vector<lua_Integer> order(static_cast<std::size_t>(length));
    for (lua_Integer i = 1; i <= length; ++i) {
        lua_geti(lua, 1, i);
        lua_rawseti(lua, 3, i);
        order[static_cast<std::size_t>(i - 1)] = i;
    }
    merge_sort(lua, order, by_function ? &before_by_function : &before_by_value);
    for (lua_Integer i = 1; i <= length; ++i) {
        lua_rawgeti(lua, 3, order[static_cast<std::size_t>(i - 1)]);
        lua_seti(lua, 1, i);
    }
    return 0;
}

int table_unpack(lua_State* lua)
{
    if (lua_type(lua, 1) != LUA_TUSERDATA)
        table_argument(lua, 1, "table.unpack");
    const lua_Integer from = lua_isnoneornil(lua, 2) ? 1 : whole_argument(lua, 2, "table.unpack");
    const lua_Integer to = lua_isnoneornil(lua, 3) ? luaL_len(lua, 1) : whole_argument(lua, 3, "table.unpack");
    if (from > to)
        return 0;
    if (from < -unpacked_max || to > unpacked_max || to - from >= unpacked_max)
        script_breach("table.unpack geeft hoogstens {} waarden", unpacked_max);
    luaL_checkstack(lua, static_cast<int>(to - from) + 2, "table.unpack");
    for (lua_Integer i = from; i <= to; ++i)
        lua_geti(lua, 1, i);
    return static_cast<int>(to - from) + 1;
}

}  // namespace

void push_table_library(lua_State* lua)
{
    static constexpr luaL_Reg functions[] = {{"concat", &guarded<table_concat>}, {"insert", &guarded<table_insert>},
                                             {"remove", &guarded<table_remove>}, {"sort", &guarded<table_sort>},
                                             {"unpack", &guarded<table_unpack>}, {nullptr, nullptr}};
    luaL_newlib(lua, functions);
}

}  // namespace wd::script
