// `string`: len, sub, lower, upper, rep, format and find of plain text; no patterns, which can hang (RULES E1). Works on
// bytes and on the letters a to z only, so that no locale can change an answer. See library.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/library.hpp"
#include "script/lua_state.hpp"

#include <cstdio>
#include <cstring>
#include <string>

namespace wd::script {

namespace {

std::string_view paid_text(lua_State* lua, int index, const char* function)
{
    const std::string_view text = text_argument(lua, index, function);
    LuaState::of(lua).charge(text.size() / bytes_per_instruction);
    return text;
}

void push(lua_State* lua, std::string_view text)
{
    lua_pushlstring(lua, text.data(), text.size());
}

int string_len(lua_State* lua)
{
    lua_pushinteger(lua, static_cast<lua_Integer>(text_argument(lua, 1, "string.len").size()));
    return 1;
}

// Lua's positions count from 1, from the end when negative.
int string_sub(lua_State* lua)
{
    const std::string_view text = paid_text(lua, 1, "string.sub");
    const auto size = static_cast<lua_Integer>(text.size());
    lua_Integer from = whole_argument(lua, 2, "string.sub");
    lua_Integer to = lua_isnoneornil(lua, 3) ? -1 : whole_argument(lua, 3, "string.sub");
    if (from < 0)
        from = from < -size ? 1 : size + from + 1;
    if (to < 0)
        to = to < -size ? 0 : size + to + 1;
    from = from < 1 ? 1 : from;
    to = to > size ? size : to;
    if (from > to)
        push(lua, {});
    else
        push(lua, text.substr(static_cast<std::size_t>(from - 1), static_cast<std::size_t>(to - from + 1)));
    return 1;
}

int push_shifted(lua_State* lua, std::string_view text, char first, char last, int shift)
{
    std::string changed{text};
    for (char& c : changed)
        if (c >= first && c <= last)
            c = static_cast<char>(c + shift);
    push(lua, changed);
    return 1;
}

int string_lower(lua_State* lua)
{
    return push_shifted(lua, paid_text(lua, 1, "string.lower"), 'A', 'Z', 'a' - 'A');
}

int string_upper(lua_State* lua)
{
    return push_shifted(lua, paid_text(lua, 1, "string.upper"), 'a', 'z', 'A' - 'a');
}

int string_rep(lua_State* lua)
{
    const std::string_view text = text_argument(lua, 1, "string.rep");
    const lua_Integer times = whole_argument(lua, 2, "string.rep");
    const std::string_view between = lua_isnoneornil(lua, 3) ? std::string_view{} : text_argument(lua, 3, "string.rep");
    const std::size_t one = text.size() + between.size();
    if (times <= 0 || one == 0) {
        push(lua, {});
        return 1;
    }
    if (static_cast<std::size_t>(times) > limits::lua_string_max / one)
        script_breach("string.rep maakt een tekst van meer dan {} kilobyte", limits::lua_string_max >> 10);
    LuaState::of(lua).charge(static_cast<std::size_t>(times) * one / bytes_per_instruction);
    std::string repeated;
    repeated.reserve(static_cast<std::size_t>(times) * one);
    for (lua_Integer i = 0; i < times; ++i) {
        if (i > 0)
            repeated += between;
        repeated += text;
    }
    push(lua, repeated);
    return 1;
}

// find(text, part, from): the fourth argument of Lua, `plain`, may be given as true and is always meant.
int string_find(lua_State* lua)
{
    const std::string_view text = paid_text(lua, 1, "string.find");
    const std::string_view part = paid_text(lua, 2, "string.find");
    lua_Integer from = lua_isnoneornil(lua, 3) ? 1 : whole_argument(lua, 3, "string.find");
    if (lua_type(lua, 4) == LUA_TBOOLEAN && lua_toboolean(lua, 4) == 0)
        script_breach("string.find zoekt altijd letterlijke tekst; patronen zijn er niet");
    if (from < 0)
        from += static_cast<lua_Integer>(text.size()) + 1;
    from = from < 1 ? 1 : from;
    const void* found = nullptr;
    if (static_cast<std::size_t>(from) <= text.size() + 1) {
        const std::string_view rest = text.substr(static_cast<std::size_t>(from) - 1);
        found = memmem(rest.data(), rest.size(), part.data(), part.size());
    }
    if (found == nullptr) {
        lua_pushnil(lua);
        return 1;
    }
    const auto at = static_cast<const char*>(found) - text.data();
    lua_pushinteger(lua, at + 1);
    lua_pushinteger(lua, at + static_cast<lua_Integer>(part.size()));
    return 2;
}

// --- format ----------------------------------------------------------------------------------------------------------------------

// One "%…" of a format: flags, width and precision of at most two digits, and a letter.
std::string take_specification(std::string_view& format)
{
    std::size_t at = 1;
    const auto skip = [&](std::string_view allowed, std::size_t most) {
        for (std::size_t n = 0; n < most && at < format.size() && allowed.find(format[at]) != std::string_view::npos;
             ++n)
            ++at;
    };
    skip("-+ #0", 5);
    skip("0123456789", 2);
    if (at < format.size() && format[at] == '.') {
        ++at;
        skip("0123456789", 2);
    }
    if (at >= format.size() || std::string_view{"dixXcsfeg"}.find(format[at]) == std::string_view::npos)
        script_breach("string.format kent '{}' niet; gebruik %d, %i, %x, %c, %s, %f, %e, %g of %%",
                      format.substr(0, at + 1));
    std::string specification{format.substr(0, at + 1)};
    format.remove_prefix(at + 1);
    return specification;
}

// The specification is one that take_specification() has read, so it fits the value given with it.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
template <class Value>
void append_formatted(std::string& out, const std::string& specification, Value value)
{
    const int size = std::snprintf(nullptr, 0, specification.c_str(), value);
    std::string text(static_cast<std::size_t>(size) + 1, '\0');
    std::snprintf(text.data(), text.size(), specification.c_str(), value);
    text.pop_back();
    out += text;
}
#pragma GCC diagnostic pop

std::string printable(lua_State* lua, int index)
{
    switch (lua_type(lua, index)) {
    case LUA_TSTRING: return std::string{text_argument(lua, index, "string.format")};
    case LUA_TBOOLEAN: return lua_toboolean(lua, index) != 0 ? "true" : "false";
    case LUA_TNUMBER: {
        std::size_t size = 0;
        const char* text = luaL_tolstring(lua, index, &size);
        std::string copy{text, size};
        lua_pop(lua, 1);
        return copy;
    }
    default: script_breach("string.format kan geen tekst maken van {}", dutch_type(lua, index));
    }
}

void append_argument(lua_State* lua, int index, std::string specification, std::string& out)
{
    switch (specification.back()) {
    case 's': {
        const std::string text = printable(lua, index);
        if (specification == "%s")
            out += text;
        else if (text.find('\0') != std::string::npos || text.size() > 200)
            script_breach("string.format: gebruik %s zonder breedte voor een lange tekst");
        else
            append_formatted(out, specification, text.c_str());
        return;
    }
    case 'f':
    case 'e':
    case 'g':
        if (lua_type(lua, index) != LUA_TNUMBER)
            script_breach("string.format verwacht een getal als {}e waarde, dit is {}", index, dutch_type(lua, index));
        append_formatted(out, specification, lua_tonumber(lua, index));
        return;
    case 'c': out += static_cast<char>(whole_argument(lua, index, "string.format")); return;
    default:
        specification.insert(specification.size() - 1, "ll");
        append_formatted(out, specification, static_cast<long long>(whole_argument(lua, index, "string.format")));
    }
}

int string_format(lua_State* lua)
{
    std::string_view format = paid_text(lua, 1, "string.format");
    std::string out;
    int argument = 1;
    while (!format.empty()) {
        const std::size_t plain = std::min(format.find('%'), format.size());
        out += format.substr(0, plain);
        format.remove_prefix(plain);
        if (format.starts_with("%%")) {
            out += '%';
            format.remove_prefix(2);
        } else if (!format.empty()) {
            append_argument(lua, ++argument, take_specification(format), out);
        }
        if (out.size() > limits::lua_string_max)
            script_breach("string.format maakt een tekst van meer dan {} kilobyte", limits::lua_string_max >> 10);
    }
    LuaState::of(lua).charge(out.size() / bytes_per_instruction);
    push(lua, out);
    return 1;
}

}  // namespace

void push_string_library(lua_State* lua)
{
    static constexpr luaL_Reg functions[] = {{"find", &guarded<string_find>},   {"format", &guarded<string_format>},
                                             {"len", &guarded<string_len>},     {"lower", &guarded<string_lower>},
                                             {"rep", &guarded<string_rep>},     {"sub", &guarded<string_sub>},
                                             {"upper", &guarded<string_upper>}, {nullptr, nullptr}};
    luaL_newlib(lua, functions);
}

}  // namespace wd::script
