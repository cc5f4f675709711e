// One Lua state with bounds: memory, instructions, the size of a string, the bytes a call may churn. Holds the border rules
// of engine/STYLE.md 3.5: `guarded` wraps every binding, and a Lua error leaves this room only as an Error or as the C++
// exception that caused it.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"
#include "base/limits.hpp"

#include <lua.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <type_traits>

namespace wd::script {

// What one run of Lua may use. `churn` counts every byte handed out, freed or not: it bounds copying, which the
// instruction counter does not see.
struct Budget {
    std::int64_t instructions;
    std::size_t churn;
    std::size_t string_max;
};
inline constexpr Budget load_budget{20'000'000, 256u << 20, limits::lua_string_max};
inline constexpr Budget call_budget{limits::lua_instructions_per_call, 64u << 20, 64u << 10};

// Thrown by bindings; `guarded` turns it into a Lua error with the script's file and line.
class ScriptError {
public:
    explicit ScriptError(Error error) : error_(std::move(error)) {}
    const Error& error() const noexcept { return error_; }

private:
    Error error_;
};

template <class... Args>
[[noreturn]] void script_breach(fmt::format_string<Args...> format, Args&&... args)
{
    throw ScriptError{Error{Errc::script_breach, fmt::format(format, std::forward<Args>(args)...), {}, {}}};
}

class Declarations;
struct CallContext;

inline constexpr std::size_t bytes_per_instruction = 16;  // that a library function reads or writes

// Owns a lua_State without any library. From one thread at a time.
class LuaState {
public:
    LuaState();
    LuaState(const LuaState&) = delete;
    LuaState& operator=(const LuaState&) = delete;

    lua_State* get() const noexcept { return lua_.get(); }
    // The LuaState around a raw one; for bindings.
    static LuaState& of(lua_State* lua) noexcept { return **static_cast<LuaState**>(lua_getextraspace(lua)); }

    // Gives what follows a fresh budget.
    void start(const Budget& budget);
    // Pays for work inside a binding, in instructions; for text, one for bytes_per_instruction. Throws ScriptError when the budget is gone.
    void charge(std::size_t work);

    // Pushes the code of a file as a function. Text only, never bytecode.
    Result<void> load(std::string_view code, const std::string& file);
    // Runs the function and arguments on the stack. On refusal the stack holds neither results nor message, and the error
    // says where. Rethrows what a binding threw that was not a ScriptError.
    Result<void> call(int arguments, int results);
    // Runs `work(lua)` so that Lua errors inside become an Error.
    template <class Work>
    Result<void> protect(Work&& work);

    // For `guarded` only.
    void remember(const Error& error) { pending_ = error; }
    void remember(std::exception_ptr failure) { failure_ = std::move(failure); }
    [[noreturn]] void raise(lua_State* lua);

    // Set while a file is being read, and while a function is being evaluated; otherwise null.
    Declarations* declarations = nullptr;
    CallContext* call_context = nullptr;

private:
    struct Memory {
        std::size_t used = 0;
        std::size_t churned = 0;
        Budget budget = load_budget;
        enum class Refused { nothing, total, churn, string } refused = Refused::nothing;
    };
    struct Close {
        void operator()(lua_State* lua) const { lua_close(lua); }
    };
    static void* allocate(void* memory, void* block, std::size_t old_size, std::size_t new_size);
    static void on_count(lua_State* lua, lua_Debug* place);
    Error take_error(int status);

    Memory memory_;
    std::int64_t instructions_left_ = 0;
    std::optional<Error> pending_;
    std::exception_ptr failure_;
    std::unique_ptr<lua_State, Close> lua_;
};

// The file and line of the Lua code that is running, `{}` when there is none.
Where place_of_caller(lua_State* lua);

// The wrapper of every binding: it catches, leaves the catch, and then raises in Lua. Lua's own errors are exceptions of
// another type and pass through, so no binding may write `catch (...)`.
template <int (*Binding)(lua_State*)>
int guarded(lua_State* lua)
{
    LuaState& state = LuaState::of(lua);
    try {
        return Binding(lua);
    } catch (const ScriptError& error) {
        state.remember(error.error());
    } catch (const std::exception&) {
        state.remember(std::current_exception());
    }
    state.raise(lua);
}

template <class Work>
int run_work(lua_State* lua)
{
    auto* work = static_cast<std::remove_reference_t<Work>*>(lua_touserdata(lua, 1));
    lua_settop(lua, 0);
    (*work)(lua);
    return 0;
}

template <class Work>
Result<void> LuaState::protect(Work&& work)
{
    lua_pushcfunction(get(), &guarded<&run_work<Work>>);
    lua_pushlightuserdata(get(), const_cast<void*>(static_cast<const void*>(&work)));
    return call(1, 0);
}

}  // namespace wd::script
