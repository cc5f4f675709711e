// Bounds and errors of a Lua state. See lua_state.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/lua_state.hpp"

#include "script/lua_message.hpp"

#include <cstdlib>

namespace wd::script {

namespace {

constexpr int hook_period = 1'000;
constexpr std::string_view over_budget = "de functie is te lang bezig; loopt een lus eindeloos door?";

int on_panic(lua_State*)
{
    throw Bug("Lua error outside a protected call");
}

Error breach(std::string_view message, Where where)
{
    return Error{Errc::script_breach, std::string(message), std::move(where), {}};
}

}  // namespace

LuaState::LuaState() : lua_(lua_newstate(&LuaState::allocate, &memory_))
{
    WD_ASSERT(lua_ != nullptr);
    *static_cast<LuaState**>(lua_getextraspace(get())) = this;
    lua_atpanic(get(), &on_panic);
    start(load_budget);
}

void* LuaState::allocate(void* memory, void* block, std::size_t old_size, std::size_t new_size)
{
    Memory& self = *static_cast<Memory*>(memory);
    const std::size_t held = block == nullptr ? 0 : old_size;
    if (new_size == 0) {
        self.used -= held;
        std::free(block);
        return nullptr;
    }
    if (new_size > held) {
        // For a new block Lua passes the type of the object in place of the old size.
        constexpr std::size_t string_header = 64;
        const bool is_string = block == nullptr && old_size == LUA_TSTRING;
        if (is_string && new_size > self.budget.string_max + string_header)
            self.refused = Memory::Refused::string;
        else if (self.used + (new_size - held) > limits::lua_memory_max)
            self.refused = Memory::Refused::total;
        else if (self.churned + new_size > self.budget.churn)
            self.refused = Memory::Refused::churn;
        else
            self.refused = Memory::Refused::nothing;
        if (self.refused != Memory::Refused::nothing)
            return nullptr;
        self.churned += new_size;
    }
    void* moved = std::realloc(block, new_size);
    if (moved != nullptr)
        self.used = self.used - held + new_size;
    return moved;
}

void LuaState::start(const Budget& budget)
{
    memory_.budget = budget;
    memory_.churned = 0;
    instructions_left_ = budget.instructions;
    lua_sethook(get(), &LuaState::on_count, LUA_MASKCOUNT, hook_period);
}

void LuaState::charge(std::size_t work)
{
    instructions_left_ -= static_cast<std::int64_t>(work);
    if (instructions_left_ < 0)
        throw ScriptError{breach(over_budget, {})};
}

void LuaState::on_count(lua_State* lua, lua_Debug* place)
{
    LuaState& state = of(lua);
    state.instructions_left_ -= hook_period;
    if (state.instructions_left_ >= 0)
        return;
    lua_getinfo(lua, "Sl", place);
    state.pending_ = breach(over_budget, Where{place->source + 1, place->currentline, {}});
    lua_pushnil(lua);
    lua_error(lua);
}

Where place_of_caller(lua_State* lua)
{
    lua_Debug place;
    for (int level = 0; lua_getstack(lua, level, &place) == 1; ++level) {
        lua_getinfo(lua, "Sl", &place);
        if (place.currentline > 0)
            return Where{place.source + 1, place.currentline, {}};
    }
    return {};
}

void LuaState::raise(lua_State* lua)
{
    if (pending_ && pending_->where.file.empty()) {
        Where where = place_of_caller(lua);
        where.field = std::move(pending_->where.field);
        pending_->where = std::move(where);
    }
    lua_pushnil(lua);
    lua_error(lua);
    throw Bug("lua_error returned");
}

Result<void> LuaState::load(std::string_view code, const std::string& file)
{
    const int status = luaL_loadbufferx(get(), code.data(), code.size(), ("@" + file).c_str(), "t");
    if (status == LUA_OK)
        return {};
    return take_error(status);
}

Result<void> LuaState::call(int arguments, int results)
{
    const int status = lua_pcall(get(), arguments, results, 0);
    if (status == LUA_OK)
        return {};
    return take_error(status);
}

Error LuaState::take_error(int status)
{
    const char* text = lua_type(get(), -1) == LUA_TSTRING ? lua_tostring(get(), -1) : nullptr;
    const std::string message = text == nullptr ? std::string{} : text;
    lua_pop(get(), 1);
    const std::optional<Error> pending = std::exchange(pending_, std::nullopt);
    if (const std::exception_ptr failure = std::exchange(failure_, nullptr))
        std::rethrow_exception(failure);
    if (pending)
        return *pending;
    if (status != LUA_ERRMEM)
        return explain_lua_message(message);

    switch (memory_.refused) {
    case Memory::Refused::string:
        return breach(
            fmt::format("de functie maakt een tekst van meer dan {} kilobyte", memory_.budget.string_max >> 10), {});
    case Memory::Refused::churn:
        return breach(fmt::format("de functie maakt te veel tabellen of teksten: meer dan {} megabyte in één keer",
                                  memory_.budget.churn >> 20),
                      {});
    case Memory::Refused::total:
    case Memory::Refused::nothing: break;
    }
    return breach(
        fmt::format("de functie gebruikt te veel geheugen: meer dan {} megabyte", limits::lua_memory_max >> 20), {});
}

}  // namespace wd::script
