// Reading facts out of JSON on demand. See fact_view.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/fact_view.hpp"

#include "base/text.hpp"
#include "script/ids.hpp"
#include "script/library.hpp"
#include "script/lua_state.hpp"

#include <algorithm>

namespace wd::script {

namespace {

constexpr const char* view_type = "wd.view";
constexpr const char* root_type = "wd.root";

// An object or array of facts. `path` and `value` live in the CallContext with this number.
struct View {
    const json::value* value;
    const std::string* path;
    std::uint64_t call;
};

CallContext& context_of(lua_State* lua)
{
    CallContext* context = LuaState::of(lua).call_context;
    if (context == nullptr)
        script_breach("feiten zijn er alleen binnen een functie van de workflow");
    return *context;
}

void note(CallContext& context, std::string_view fact, const json::value& value)
{
    for (const domain::LookedAt& known : context.looked_at)
        if (known.fact == fact)
            return;
    context.looked_at.push_back({std::string(fact), value});
}

[[noreturn]] void refuse_missing(std::string fact)
{
    throw ScriptError{
        Error{Errc::missing_fact, fmt::format("'{}' is nog niet vastgelegd", fact), Where{{}, 0, fact}, {}}};
}

void push_view(lua_State* lua, const json::value& value, const std::string& path, const CallContext& context)
{
    auto* view = static_cast<View*>(lua_newuserdatauv(lua, sizeof(View), 0));
    *view = View{&value, &path, context.number};
    luaL_setmetatable(lua, view_type);
}

void push_scalar(lua_State* lua, const json::value& value)
{
    switch (value.kind()) {
    case json::kind::bool_: lua_pushboolean(lua, value.get_bool() ? 1 : 0); return;
    case json::kind::int64: lua_pushinteger(lua, value.get_int64()); return;
    case json::kind::uint64: lua_pushinteger(lua, static_cast<lua_Integer>(value.get_uint64())); return;
    case json::kind::double_: lua_pushnumber(lua, value.get_double()); return;
    case json::kind::string: lua_pushlstring(lua, value.get_string().data(), value.get_string().size()); return;
    default: lua_pushnil(lua);
    }
}

// A fact under its full path: noted when it is a scalar or a list, a view when it has parts.
void push_fact(lua_State* lua, CallContext& context, const json::value& value, const std::string& path)
{
    if (value.is_null())
        refuse_missing(path);
    if (!value.is_object())
        note(context, path, value);
    if (value.is_structured())
        push_view(lua, value, path, context);
    else
        push_scalar(lua, value);
}

// --- Parts of a fact -------------------------------------------------------------------------------------------------------------

View& view_at(lua_State* lua, int index)
{
    View& view = *static_cast<View*>(lua_touserdata(lua, index));
    const CallContext* context = LuaState::of(lua).call_context;
    if (context == nullptr || context->number != view.call)
        script_breach("dit feit is van een eerdere berekening; vraag het opnieuw aan c");
    return view;
}

// Declared fields are a closed list, so a misspelt one is not waited for.
void check_declared(const CallContext& context, std::string_view path, std::string_view leaf)
{
    if (path != "input" && path != "settings")
        return;
    const std::vector<domain::Field>& fields = path == "input" ? context.workflow.input : context.workflow.settings;
    const std::vector<std::string_view> ids = ids_of(fields);
    if (std::find(ids.begin(), ids.end(), leaf) == ids.end())
        script_breach("'{}.{}' bestaat niet{}; zet het veld in {} van de workflow", path, leaf, did_you_mean(leaf, ids),
                      path);
}

int read_leaf(lua_State* lua, CallContext& context, const View& view)
{
    const std::string_view leaf = text_argument(lua, 2, "een feit");
    check_declared(context, *view.path, leaf);
    const json::value* value = view.value->get_object().if_contains(leaf);
    if (value != nullptr && !value->is_structured() && !value->is_null()) {
        note(context, fmt::format("{}.{}", *view.path, leaf), *value);
        push_scalar(lua, *value);
        return 1;
    }
    const std::string& path = context.paths.emplace_front(fmt::format("{}.{}", *view.path, leaf));
    if (value == nullptr)
        refuse_missing(path);
    push_fact(lua, context, *value, path);
    return 1;
}

// Items of a list that was noted whole; only what has parts of its own gets a path.
void push_item(lua_State* lua, CallContext& context, const View& view, std::size_t position)
{
    const json::value& item = view.value->get_array()[position];
    if (!item.is_structured())
        return push_scalar(lua, item);
    push_view(lua, item, context.paths.emplace_front(fmt::format("{}[{}]", *view.path, position + 1)), context);
}

int read_view(lua_State* lua)
{
    const View& view = view_at(lua, 1);
    CallContext& context = context_of(lua);
    if (view.value->is_object())
        return read_leaf(lua, context, view);
    const lua_Integer position = whole_argument(lua, 2, "een lijst van feiten");
    if (position < 1 || static_cast<std::size_t>(position) > view.value->get_array().size())
        lua_pushnil(lua);
    else
        push_item(lua, context, view, static_cast<std::size_t>(position - 1));
    return 1;
}

int view_length(lua_State* lua)
{
    const View& view = view_at(lua, 1);
    if (!view.value->is_array())
        script_breach("'{}' is geen lijst en heeft geen lengte", *view.path);
    lua_pushinteger(lua, static_cast<lua_Integer>(view.value->get_array().size()));
    return 1;
}

// Walks a copy, in the order of pairs(); what has no value yet is left out, as it is in a table.
int view_pairs(lua_State* lua)
{
    const View& view = view_at(lua, 1);
    CallContext& context = context_of(lua);
    lua_newtable(lua);
    if (view.value->is_array()) {
        for (std::size_t i = 0; i < view.value->get_array().size(); ++i) {
            push_item(lua, context, view, i);
            lua_rawseti(lua, -2, static_cast<lua_Integer>(i) + 1);
        }
    } else {
        for (const auto& member : view.value->get_object()) {
            if (member.value().is_null())
                continue;
            const std::string_view key = member.key();
            lua_pushlstring(lua, key.data(), key.size());
            push_fact(lua, context, member.value(), context.paths.emplace_front(fmt::format("{}.{}", *view.path, key)));
            lua_rawset(lua, -3);
        }
    }
    lua_replace(lua, 1);
    return ordered_pairs(lua);
}

int refuse_change(lua_State* lua)
{
    (void)lua;
    script_breach("feiten kunnen hier niet veranderen; een functie kijkt alleen");
}

// --- c -----------------------------------------------------------------------------------------------------------------------------

[[noreturn]] void refuse_unknown(CallContext& context, std::string_view name)
{
    const std::vector<std::string> names = context.facts.names();
    const std::vector<std::string_view> known(names.begin(), names.end());
    script_breach("c.{} bestaat niet{}", name, did_you_mean(name, known));
}

const CallContext::Found& find_fact(CallContext& context, std::string_view name)
{
    for (const CallContext::Found& known : context.found)
        if (known.name == name)
            return known;
    domain::FactSource::Fact fact = context.facts.find(name);
    if (fact.knowledge == domain::FactSource::Knowledge::no_such_name)
        refuse_unknown(context, name);
    if (fact.knowledge == domain::FactSource::Knowledge::not_recorded)
        refuse_missing(std::string(name));
    return context.found.emplace_front(CallContext::Found{std::string(name), std::move(fact.value)});
}

// c.all("x")
int list_all(lua_State* lua)
{
    CallContext& context = context_of(lua);
    if (lua_gettop(lua) != 1 || lua_type(lua, 1) != LUA_TSTRING)
        script_breach("schrijf c.all(\"stap\"), met een punt en de id van een stap");
    const std::string_view step = text_argument(lua, 1, "c.all");
    if (std::find(context.step_ids.begin(), context.step_ids.end(), step) == context.step_ids.end())
        script_breach("c.all(\"{}\"): er is geen stap met die id{}", step, did_you_mean(step, context.step_ids));
    const std::string name = fmt::format("all.{}", step);
    for (const CallContext::Found& known : context.found)
        if (known.name == name)
            return push_view(lua, known.value, known.name, context), 1;
    std::vector<json::value> values = context.facts.all(step);
    note(context, name, static_cast<std::int64_t>(values.size()));
    json::array list(values.begin(), values.end());
    const CallContext::Found& found = context.found.emplace_front(CallContext::Found{name, std::move(list)});
    push_view(lua, found.value, found.name, context);
    return 1;
}

int read_root(lua_State* lua)
{
    CallContext& context = context_of(lua);
    const std::string_view name = text_argument(lua, 2, "c");
    if (name == "all") {
        lua_pushcfunction(lua, &guarded<list_all>);
        return 1;
    }
    const CallContext::Found& found = find_fact(context, name);
    push_fact(lua, context, found.value, found.name);
    return 1;
}

int refuse_walk(lua_State* lua)
{
    (void)lua;
    script_breach("c kan niet doorlopen worden; vraag een feit bij zijn naam, bijvoorbeeld c.reach");
}

}  // namespace

void add_view_types(lua_State* lua)
{
    static constexpr luaL_Reg view[] = {{"__index", &guarded<read_view>},
                                        {"__newindex", &guarded<refuse_change>},
                                        {"__len", &guarded<view_length>},
                                        {"__pairs", &guarded<view_pairs>},
                                        {nullptr, nullptr}};
    static constexpr luaL_Reg root[] = {{"__index", &guarded<read_root>},
                                        {"__newindex", &guarded<refuse_change>},
                                        {"__len", &guarded<refuse_walk>},
                                        {"__pairs", &guarded<refuse_walk>},
                                        {nullptr, nullptr}};
    luaL_newmetatable(lua, view_type);
    luaL_setfuncs(lua, view, 0);
    luaL_newmetatable(lua, root_type);
    luaL_setfuncs(lua, root, 0);
    lua_pop(lua, 2);
}

void push_root_view(lua_State* lua)
{
    lua_newuserdatauv(lua, 1, 0);
    luaL_setmetatable(lua, root_type);
}

}  // namespace wd::script
