// The plain functions and `math`. See library.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/freeze.hpp"
#include "script/library.hpp"
#include "script/lua_state.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace wd::script {

namespace {

// --- Order of keys -----------------------------------------------------------------------------------------------------------

// Sorts by type first: numbers, then texts as bytes. Other keys have no order that is the same everywhere.
bool key_before(lua_State* lua, int a, int b)
{
    const int type_a = lua_type(lua, a);
    const int type_b = lua_type(lua, b);
    if (type_a != type_b)
        return type_a < type_b;
    if (type_a == LUA_TNUMBER)
        return lua_compare(lua, a, b, LUA_OPLT) == 1;
    std::size_t size_a = 0;
    std::size_t size_b = 0;
    const char* text_a = lua_tolstring(lua, a, &size_a);
    const char* text_b = lua_tolstring(lua, b, &size_b);
    return std::string_view{text_a, size_a} < std::string_view{text_b, size_b};
}

// What looking for one of `count` keys in order costs at most, with the bytes of the keys that are compared.
std::size_t steps_among(std::size_t count)
{
    return static_cast<std::size_t>(std::bit_width(count));
}

std::size_t size_of_key(lua_State* lua, int index)
{
    return lua_type(lua, index) == LUA_TSTRING ? lua_rawlen(lua, index) : 0;
}

// Pushes a table with the sorted keys of the table at `table`.
void push_sorted_keys(lua_State* lua, int table)
{
    push_contents(lua, table);
    const int contents = lua_gettop(lua);
    lua_newtable(lua);
    const int keys = lua_gettop(lua);
    lua_Integer count = 0;
    std::size_t bytes = 0;
    lua_pushnil(lua);
    while (lua_next(lua, contents) != 0) {
        lua_pop(lua, 1);
        if (lua_type(lua, -1) != LUA_TNUMBER && lua_type(lua, -1) != LUA_TSTRING)
            script_breach("pairs kan alleen tabellen doorlopen met getallen en teksten als sleutel");
        bytes += size_of_key(lua, -1);
        lua_pushvalue(lua, -1);
        lua_rawseti(lua, keys, ++count);
    }
    const std::size_t steps = steps_among(static_cast<std::size_t>(count));
    LuaState::of(lua).charge(static_cast<std::size_t>(count) * (8 + steps) + bytes * steps / bytes_per_instruction);

    // Sorts positions by looking at the keys in place; no Lua code runs meanwhile.
    std::vector<lua_Integer> order(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<lua_Integer>(i) + 1;
    std::sort(order.begin(), order.end(), [&](lua_Integer a, lua_Integer b) {
        lua_rawgeti(lua, keys, a);
        lua_rawgeti(lua, keys, b);
        const bool before = key_before(lua, -2, -1);
        lua_pop(lua, 2);
        return before;
    });
    lua_createtable(lua, static_cast<int>(count), 0);
    for (std::size_t i = 0; i < order.size(); ++i) {
        lua_rawgeti(lua, keys, order[i]);
        lua_rawseti(lua, -2, static_cast<lua_Integer>(i) + 1);
    }
    lua_replace(lua, contents);
    lua_settop(lua, contents);
}

// The iterator holds nothing that changes: it finds its place again from the last key, so that a stored iterator cannot
// carry anything from one call to the next. Upvalues: the table and its sorted keys, either of which may be frozen.
int next_in_order(lua_State* lua)
{
    const int keys = lua_upvalueindex(2);
    const lua_Integer count = luaL_len(lua, keys);
    lua_Integer low = 1;
    lua_Integer high = count + 1;
    lua_settop(lua, 2);
    if (!lua_isnil(lua, 2)) {
        LuaState::of(lua).charge(steps_among(static_cast<std::size_t>(count)) *
                                 (1 + size_of_key(lua, 2) / bytes_per_instruction));
        while (low < high) {  // the first key after the last one
            const lua_Integer middle = (low + high) / 2;
            lua_geti(lua, keys, middle);
            key_before(lua, 2, -1) ? high = middle : low = middle + 1;
            lua_pop(lua, 1);
        }
    }
    for (; low <= count; ++low) {
        lua_geti(lua, keys, low);
        lua_pushvalue(lua, -1);
        if (lua_gettable(lua, lua_upvalueindex(1)) != LUA_TNIL)
            return 2;
        lua_pop(lua, 2);
        LuaState::of(lua).charge(1);  // removed on the way
    }
    lua_pushnil(lua);
    return 1;
}

int next_index(lua_State* lua)
{
    const lua_Integer index = whole_argument(lua, 2, "ipairs") + 1;
    lua_pushinteger(lua, index);
    return lua_geti(lua, 1, index) == LUA_TNIL ? 1 : 2;
}

int plain_ipairs(lua_State* lua)
{
    if (lua_type(lua, 1) != LUA_TTABLE && lua_type(lua, 1) != LUA_TUSERDATA)
        script_breach("ipairs verwacht een lijst, dit is {}", dutch_type(lua, 1));
    lua_pushcfunction(lua, &guarded<next_index>);
    lua_pushvalue(lua, 1);
    lua_pushinteger(lua, 0);
    return 3;
}

// --- Values --------------------------------------------------------------------------------------------------------------------

int type_of(lua_State* lua)
{
    luaL_checkany(lua, 1);
    const int type = lua_type(lua, 1);
    lua_pushstring(lua, type == LUA_TUSERDATA ? "table" : lua_typename(lua, type));
    return 1;
}

// Not of tables or functions: their text would be an address, another one each time.
int text_of(lua_State* lua)
{
    switch (lua_type(lua, 1)) {
    case LUA_TNIL: lua_pushliteral(lua, "nil"); break;
    case LUA_TBOOLEAN: lua_pushstring(lua, lua_toboolean(lua, 1) != 0 ? "true" : "false"); break;
    case LUA_TNUMBER:
    case LUA_TSTRING: luaL_tolstring(lua, 1, nullptr); break;
    default: script_breach("tostring kan geen tekst maken van {}", dutch_type(lua, 1));
    }
    return 1;
}

int number_of(lua_State* lua)
{
    if (lua_gettop(lua) > 1)
        script_breach("tonumber neemt één waarde");
    if (lua_type(lua, 1) == LUA_TNUMBER) {
        lua_settop(lua, 1);
        return 1;
    }
    const std::string text{text_argument(lua, 1, "tonumber")};
    if (lua_stringtonumber(lua, text.c_str()) != text.size() + 1)
        lua_pushnil(lua);
    return 1;
}

int select_values(lua_State* lua)
{
    const int count = lua_gettop(lua) - 1;
    if (lua_type(lua, 1) == LUA_TSTRING && text_argument(lua, 1, "select") == "#") {
        lua_pushinteger(lua, count);
        return 1;
    }
    const lua_Integer from = whole_argument(lua, 1, "select");
    if (from < 1)
        script_breach("select telt vanaf 1");
    return from > count ? 0 : count - static_cast<int>(from) + 1;
}

int raise_error(lua_State* lua)
{
    script_breach("de functie meldt: {}", text_argument(lua, 1, "error"));
}

int assert_true(lua_State* lua)
{
    luaL_checkany(lua, 1);
    if (lua_toboolean(lua, 1) != 0)
        return lua_gettop(lua);
    if (lua_type(lua, 2) == LUA_TSTRING)
        script_breach("de functie meldt: {}", text_argument(lua, 2, "assert"));
    script_breach("een assert in de functie klopt niet");
}

// --- math ----------------------------------------------------------------------------------------------------------------------

lua_Number number_argument(lua_State* lua, int index, const char* function)
{
    if (lua_type(lua, index) != LUA_TNUMBER)
        script_breach("{} verwacht een getal als {}e waarde, dit is {}", function, index, dutch_type(lua, index));
    return lua_tonumber(lua, index);
}

int push_rounded(lua_State* lua, lua_Number rounded)
{
    lua_Integer whole = 0;
    if (lua_numbertointeger(rounded, &whole))
        lua_pushinteger(lua, whole);
    else
        lua_pushnumber(lua, rounded);
    return 1;
}

int math_floor(lua_State* lua)
{
    const lua_Number number = number_argument(lua, 1, "math.floor");
    if (lua_isinteger(lua, 1) != 0)
        return lua_settop(lua, 1), 1;
    return push_rounded(lua, std::floor(number));
}

int math_ceil(lua_State* lua)
{
    const lua_Number number = number_argument(lua, 1, "math.ceil");
    if (lua_isinteger(lua, 1) != 0)
        return lua_settop(lua, 1), 1;
    return push_rounded(lua, std::ceil(number));
}

int math_abs(lua_State* lua)
{
    const lua_Number number = number_argument(lua, 1, "math.abs");
    if (lua_isinteger(lua, 1) != 0) {
        const lua_Integer whole = lua_tointeger(lua, 1);
        lua_pushinteger(lua, whole < 0 && whole != std::numeric_limits<lua_Integer>::min() ? -whole : whole);
    } else {
        lua_pushnumber(lua, std::fabs(number));
    }
    return 1;
}

// The argument that no other is better than; `Better` compares two stack places.
template <bool (*Better)(lua_State*, int, int)>
int push_best(lua_State* lua, const char* function)
{
    number_argument(lua, 1, function);
    int best = 1;
    for (int i = 2; i <= lua_gettop(lua); ++i) {
        number_argument(lua, i, function);
        if (Better(lua, i, best))
            best = i;
    }
    lua_pushvalue(lua, best);
    return 1;
}

bool is_larger(lua_State* lua, int a, int b)
{
    return lua_compare(lua, b, a, LUA_OPLT) == 1;
}
bool is_smaller(lua_State* lua, int a, int b)
{
    return lua_compare(lua, a, b, LUA_OPLT) == 1;
}
int math_max(lua_State* lua)
{
    return push_best<is_larger>(lua, "math.max");
}
int math_min(lua_State* lua)
{
    return push_best<is_smaller>(lua, "math.min");
}

int math_sqrt(lua_State* lua)
{
    lua_pushnumber(lua, std::sqrt(number_argument(lua, 1, "math.sqrt")));
    return 1;
}

int math_fmod(lua_State* lua)
{
    const lua_Number divisor = number_argument(lua, 2, "math.fmod");
    if (divisor == 0)
        script_breach("er wordt gedeeld door nul");
    lua_pushnumber(lua, std::fmod(number_argument(lua, 1, "math.fmod"), divisor));
    return 1;
}

int math_tointeger(lua_State* lua)
{
    int is_whole = 0;
    const lua_Integer whole = lua_tointegerx(lua, 1, &is_whole);
    if (is_whole != 0 && lua_type(lua, 1) == LUA_TNUMBER)
        lua_pushinteger(lua, whole);
    else
        lua_pushnil(lua);
    return 1;
}

}  // namespace

int ordered_pairs(lua_State* lua)
{
    if (luaL_getmetafield(lua, 1, "__pairs") != LUA_TNIL) {
        lua_pushvalue(lua, 1);
        lua_call(lua, 1, 3);
        return 3;
    }
    table_argument(lua, 1, "pairs");
    lua_settop(lua, 1);
    push_sorted_keys(lua, 1);
    lua_pushcclosure(lua, &guarded<next_in_order>, 2);
    lua_pushnil(lua);
    lua_pushnil(lua);
    return 3;
}

void add_basic_functions(lua_State* lua)
{
    static constexpr luaL_Reg functions[] = {
        {"assert", &guarded<assert_true>},  {"error", &guarded<raise_error>},    {"ipairs", &guarded<plain_ipairs>},
        {"pairs", &guarded<ordered_pairs>}, {"select", &guarded<select_values>}, {"tonumber", &guarded<number_of>},
        {"tostring", &guarded<text_of>},    {"type", &guarded<type_of>},         {nullptr, nullptr}};
    luaL_setfuncs(lua, functions, 0);
}

void push_math_library(lua_State* lua)
{
    static constexpr luaL_Reg functions[] = {{"abs", &guarded<math_abs>},
                                             {"ceil", &guarded<math_ceil>},
                                             {"floor", &guarded<math_floor>},
                                             {"fmod", &guarded<math_fmod>},
                                             {"max", &guarded<math_max>},
                                             {"min", &guarded<math_min>},
                                             {"sqrt", &guarded<math_sqrt>},
                                             {"tointeger", &guarded<math_tointeger>},
                                             {nullptr, nullptr}};
    luaL_newlib(lua, functions);
    lua_pushinteger(lua, std::numeric_limits<lua_Integer>::max());
    lua_setfield(lua, -2, "maxinteger");
    lua_pushinteger(lua, std::numeric_limits<lua_Integer>::min());
    lua_setfield(lua, -2, "mininteger");
    lua_pushnumber(lua, static_cast<lua_Number>(HUGE_VAL));
    lua_setfield(lua, -2, "huge");
}

}  // namespace wd::script
