// Reading Lua values into C++. See capture.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/capture.hpp"

#include "base/text.hpp"
#include "script/declarations.hpp"
#include "script/fact_view.hpp"
#include "script/freeze.hpp"
#include "script/lua_state.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace wd::script {

namespace {

constexpr int values_depth_max = 12;

Value make(Value::Kind kind)
{
    Value value;
    value.kind = kind;
    return value;
}

Value capture_at(lua_State* lua, int index, Declarations& declarations, int depth);

Value broken(Declarations& declarations, lua_State* lua, std::string_view message)
{
    declarations.complain_here(lua, message);
    return make(Value::Kind::broken);
}

Value capture_text(lua_State* lua, int index, Declarations& declarations)
{
    std::size_t size = 0;
    const char* text = lua_tolstring(lua, index, &size);
    Value value = make(Value::Kind::text);
    value.text.assign(text, size);
    if (!is_utf8(value.text) || value.text.find('\0') != std::string::npos)
        return broken(declarations, lua, "een tekst bevat tekens die geen UTF-8 zijn");
    value.text = to_nfc(value.text);
    return value;
}

Value capture_number(lua_State* lua, int index)
{
    Value value = make(Value::Kind::number);
    int is_whole = 0;
    value.whole = lua_tointegerx(lua, index, &is_whole);
    value.number = lua_tonumber(lua, index);
    if (is_whole != 0)
        value.kind = Value::Kind::whole;
    return value;
}

// Keeps the items, sorted by key; complains when 1, 2, 3 … has a gap, for there something became nil.
void order_items(std::vector<std::pair<std::int64_t, Value>>& items, Value& table, Declarations& declarations,
                 lua_State* lua)
{
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].first != static_cast<std::int64_t>(i) + 1) {
            declarations.complain_here(
                lua, fmt::format("plaats {} van een lijst is leeg; is er een naam verkeerd geschreven?", i + 1));
            break;
        }
    }
    for (auto& [position, item] : items)
        table.items.push_back(std::move(item));
}

Value capture_table(lua_State* lua, int index, Declarations& declarations, int depth)
{
    if (depth > values_depth_max)
        return broken(declarations, lua, "een tabel zit te diep in andere tabellen, of in zichzelf");
    luaL_checkstack(lua, 10, "capture");
    push_contents(lua, index);
    const int contents = lua_gettop(lua);
    Value table = make(Value::Kind::table);
    std::vector<std::pair<std::int64_t, Value>> items;
    // Functions are numbered in the order of capture, so keys are taken in an order that is the same everywhere.
    std::vector<std::string> names;
    lua_pushnil(lua);
    while (lua_next(lua, contents) != 0) {
        if (lua_isinteger(lua, -2) != 0)
            items.emplace_back(lua_tointeger(lua, -2), Value{});
        else if (lua_type(lua, -2) == LUA_TSTRING)
            names.emplace_back(lua_tostring(lua, -2));
        else
            broken(declarations, lua, "een sleutel is geen naam en geen heel getal");
        lua_pop(lua, 1);
    }
    std::sort(names.begin(), names.end());
    std::sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [position, item] : items) {
        lua_rawgeti(lua, contents, position);
        item = capture_at(lua, lua_gettop(lua), declarations, depth + 1);
        lua_pop(lua, 1);
    }
    for (std::string& name : names) {
        lua_pushlstring(lua, name.data(), name.size());
        lua_rawget(lua, contents);
        Value named = capture_at(lua, lua_gettop(lua), declarations, depth + 1);
        lua_pop(lua, 1);
        table.named.push_back({std::move(name), std::move(named)});
    }
    order_items(items, table, declarations, lua);
    lua_settop(lua, contents - 1);
    return table;
}

Value capture_userdata(lua_State* lua, int index, Declarations& declarations)
{
    if (const std::optional<int> node = declarations.find_node(lua, index)) {
        Value value = make(declarations.node(*node).word == nullptr ? Value::Kind::broken : Value::Kind::node);
        value.index = *node;
        return value;
    }
    return make(declarations.is_stub(lua, index) ? Value::Kind::broken : Value::Kind::fact);
}

Value capture_at(lua_State* lua, int index, Declarations& declarations, int depth)
{
    declarations.count_value();
    switch (lua_type(lua, index)) {
    case LUA_TNONE:
    case LUA_TNIL: return make(Value::Kind::none);
    case LUA_TBOOLEAN: {
        Value value = make(Value::Kind::yes_no);
        value.yes_no = lua_toboolean(lua, index) != 0;
        return value;
    }
    case LUA_TNUMBER: return capture_number(lua, index);
    case LUA_TSTRING: return capture_text(lua, index, declarations);
    case LUA_TTABLE: return capture_table(lua, index, declarations, depth);
    case LUA_TFUNCTION: {
        Value value = make(Value::Kind::function);
        value.index = declarations.add_function(lua, index);
        return value;
    }
    default: return capture_userdata(lua, index, declarations);
    }
}

}  // namespace

const Value* find_named(const Value& table, std::string_view key)
{
    const auto found = std::lower_bound(table.named.begin(), table.named.end(), key,
                                        [](const auto& entry, std::string_view wanted) { return entry.name < wanted; });
    return found == table.named.end() || found->name != key ? nullptr : &found->value;
}

std::string_view dutch_name(const Value& value)
{
    switch (value.kind) {
    case Value::Kind::none: return "niets";
    case Value::Kind::yes_no: return value.yes_no ? "true" : "false";
    case Value::Kind::whole: return "een heel getal";
    case Value::Kind::number: return "een getal met een komma";
    case Value::Kind::text: return "een tekst";
    case Value::Kind::function: return "een functie";
    case Value::Kind::node: return "een woord van de workflow";
    case Value::Kind::table: return "een tabel";
    case Value::Kind::fact: return "een feit";
    case Value::Kind::broken: return "iets onbekends";
    }
    return {};
}

json::value to_json(const Value& value)
{
    switch (value.kind) {
    case Value::Kind::yes_no: return value.yes_no;
    case Value::Kind::whole: return value.whole;
    case Value::Kind::number: return value.number;
    case Value::Kind::text: return json::value(value.text);
    case Value::Kind::table: {
        if (value.named.empty()) {
            json::array list;
            for (const Value& item : value.items)
                list.push_back(to_json(item));
            return list;
        }
        json::object object;
        for (const auto& [name, item] : value.named)
            object[name] = to_json(item);
        return object;
    }
    default: return nullptr;
    }
}

Value capture(lua_State* lua, int index, Declarations& declarations)
{
    return capture_at(lua, lua_absindex(lua, index), declarations, 0);
}

}  // namespace wd::script
