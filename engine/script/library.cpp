// Putting the library together, and reading the arguments of its functions. See library.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/library.hpp"

#include "script/freeze.hpp"
#include "script/lua_state.hpp"

#include <array>

namespace wd::script {

namespace {

struct LeftOut {
    std::string_view name;
    std::string_view instead;
};

constexpr std::string_view no_outside =
    "een workflow kan niet bij bestanden, het systeem of de klok; gebruik c.today voor de datum";
constexpr std::string_view no_code =
    "een workflow laadt geen andere code; gedeelde functies staan in lib/x.lua en heten lib.x";
constexpr std::string_view no_catch = "fouten worden niet opgevangen maar getoond";
constexpr std::string_view no_meta = "tabellen hebben hier geen verborgen gedrag; gebruik gewone sleutels";

constexpr std::array left_out{
    LeftOut{"os", no_outside},
    LeftOut{"io", no_outside},
    LeftOut{"print", "er is geen scherm; kijk met 'wijkdraad workflow test'"},
    LeftOut{"debug", no_meta},
    LeftOut{"package", no_code},
    LeftOut{"require", no_code},
    LeftOut{"load", no_code},
    LeftOut{"loadstring", no_code},
    LeftOut{"loadfile", no_code},
    LeftOut{"dofile", no_code},
    LeftOut{"pcall", no_catch},
    LeftOut{"xpcall", no_catch},
    LeftOut{"setmetatable", no_meta},
    LeftOut{"getmetatable", no_meta},
    LeftOut{"rawget", no_meta},
    LeftOut{"rawset", no_meta},
    LeftOut{"rawequal", no_meta},
    LeftOut{"rawlen", no_meta},
    LeftOut{"next", "loop met 'for sleutel, waarde in pairs(tabel) do'"},
    LeftOut{"coroutine", "een functie rekent in één keer door"},
    LeftOut{"collectgarbage", "het geheugen ruimt zichzelf op"},
    LeftOut{"utf8", "gebruik de functies van string"},
    LeftOut{"_G", "gebruik lokale variabelen"},
};

}  // namespace

const std::vector<std::string_view>& library_names()
{
    static const std::vector<std::string_view> names{"assert", "error", "ipairs",   "math",     "pairs", "select",
                                                     "string", "table", "tonumber", "tostring", "type"};
    return names;
}

std::string_view why_left_out(std::string_view name)
{
    for (const LeftOut& item : left_out)
        if (item.name == name)
            return item.instead;
    return {};
}

void open_library(lua_State* lua)
{
    const int names = lua_gettop(lua);
    add_basic_functions(lua);

    push_string_library(lua);
    freeze_one(lua, names + 1);
    lua_pushliteral(lua, "");
    lua_createtable(lua, 0, 1);
    push_contents(lua, names + 1);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
    lua_pop(lua, 1);
    lua_setfield(lua, names, "string");

    push_table_library(lua);
    freeze_one(lua, names + 1);
    lua_setfield(lua, names, "table");
    push_math_library(lua);
    freeze_one(lua, names + 1);
    lua_setfield(lua, names, "math");
}

const char* dutch_type(lua_State* lua, int index)
{
    switch (lua_type(lua, index)) {
    case LUA_TNONE:
    case LUA_TNIL: return "niets";
    case LUA_TBOOLEAN: return "waar of onwaar";
    case LUA_TNUMBER: return "een getal";
    case LUA_TSTRING: return "een tekst";
    case LUA_TTABLE: return "een tabel";
    case LUA_TFUNCTION: return "een functie";
    default: return "een feit of een stap";
    }
}

std::string_view text_argument(lua_State* lua, int index, const char* function)
{
    // Numbers are refused: how they would be written down is nobody's choice but the author's.
    if (lua_type(lua, index) != LUA_TSTRING)
        script_breach("{} verwacht een tekst als {}e waarde, dit is {}", function, index, dutch_type(lua, index));
    std::size_t size = 0;
    const char* text = lua_tolstring(lua, index, &size);
    return {text, size};
}

lua_Integer whole_argument(lua_State* lua, int index, const char* function)
{
    int is_whole = 0;
    const lua_Integer number = lua_type(lua, index) == LUA_TNUMBER ? lua_tointegerx(lua, index, &is_whole) : 0;
    if (is_whole == 0)
        script_breach("{} verwacht een heel getal als {}e waarde, dit is {}", function, index, dutch_type(lua, index));
    return number;
}

void table_argument(lua_State* lua, int index, const char* function)
{
    if (lua_type(lua, index) != LUA_TTABLE)
        script_breach("{} verwacht een tabel als {}e waarde, dit is {}", function, index, dutch_type(lua, index));
}

}  // namespace wd::script
