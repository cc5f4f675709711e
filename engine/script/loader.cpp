// Loading, and running functions of what was loaded. See loader.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/loader.hpp"

#include "base/text.hpp"
#include "script/build.hpp"
#include "script/check.hpp"
#include "script/declarations.hpp"
#include "script/fact_view.hpp"
#include "script/library.hpp"
#include "script/purity.hpp"

#include <algorithm>

namespace wd::script {

namespace {

constexpr std::size_t answer_max = 200;  // bytes of a text that a function answers

// The state with its functions, ready to be called.
struct Functions {
    LuaState state;
    Purity purity;
    std::size_t count = 0;
};

// Fails only when the bundle does.
Result<void> record_purity(Functions& functions, const Declarations& declarations)
{
    functions.count = declarations.functions().size();
    return functions.state.protect([&](lua_State* lua) { functions.purity.record(lua, functions.count); });
}

Result<std::unique_ptr<Functions>> load_functions(const Bundle& bundle)
{
    auto functions = std::make_unique<Functions>();
    open_world(functions->state);
    Declarations declarations{functions->state, bundle};
    declarations.run_workflow();
    if (!declarations.complaints().empty())
        return declarations.complaints().to_error();
    if (const Result<void> recorded = record_purity(*functions, declarations); !recorded)
        return recorded.error();
    return functions;
}

void check_size(const Bundle& bundle, Complaints& complaints)
{
    std::size_t size = 0;
    for (const File& file : bundle.files)
        size += file.bytes.size();
    if (size > limits::bundle_max)
        complaints.add(Place{"workflow.lua", 0}, "de bestanden zijn samen {} kilobyte; hoogstens {}", size >> 10,
                       limits::bundle_max >> 10);
}

class Loaded final : public LoadedWorkflow {
public:
    Loaded(Bundle bundle, domain::Workflow workflow, std::unique_ptr<Functions> functions)
        : bundle_(std::move(bundle)),
          workflow_(std::move(workflow)),
          functions_(std::move(functions)),
          step_ids_(list_step_ids(workflow_))
    {
    }

    const domain::Workflow& workflow() const override { return workflow_; }

    Result<domain::Evaluation> evaluate(domain::FunctionId function, domain::FactSource& facts, Wanted wanted) override
    {
        WD_ASSERT(function.index >= 0 &&
                  static_cast<std::size_t>(function.index) < workflow_.lines_of_functions.size());
        if (functions_ == nullptr) {
            Result<std::unique_ptr<Functions>> again = load_functions(bundle_);
            if (!again)
                return again.error();
            functions_ = std::move(*again);
        }
        // Out of its place for the time of the call: after a breach, or when a fact source throws, it does not come back.
        std::unique_ptr<Functions> functions = std::move(functions_);
        CallContext context{facts, workflow_, step_ids_, ++calls_, {}, {}, {}};
        functions->state.call_context = &context;
        Result<json::value> answer = run(*functions, function, wanted);
        functions->state.call_context = nullptr;
        if (answer || answer.error().code == Errc::missing_fact)
            functions_ = std::move(functions);
        if (!answer)
            return with_place(answer.error(), function);
        return domain::Evaluation{std::move(*answer), std::move(context.looked_at)};
    }

private:
    static Result<json::value> run(Functions& functions, domain::FunctionId function, Wanted wanted)
    {
        LuaState& state = functions.state;
        lua_State* lua = state.get();
        state.start(call_budget);
        lua_rawgeti(lua, LUA_REGISTRYINDEX, functions_ref);
        lua_rawgeti(lua, -1, function.index + 1);
        lua_remove(lua, -2);
        lua_rawgeti(lua, LUA_REGISTRYINDEX, view_ref);
        const Result<void> called = state.call(1, 1);
        if (const char* changed = functions.purity.find_change(lua, function))
            return refusal(Errc::script_breach,
                           "de functie verandert '{}' buiten zichzelf; een functie kijkt en antwoordt, en "
                           "onthoudt niets",
                           changed);
        if (!called)
            return called.error();
        Result<json::value> answer = wanted == Wanted::condition ? read_condition(lua) : read_value(lua);
        lua_pop(lua, 1);
        return answer;
    }

    static Result<json::value> read_condition(lua_State* lua)
    {
        if (!lua_isboolean(lua, -1))
            return refusal(Errc::script_breach, "een voorwaarde antwoordt true of false, dit is {}",
                           dutch_type(lua, -1));
        return json::value(lua_toboolean(lua, -1) != 0);
    }

    static Result<json::value> read_value(lua_State* lua)
    {
        if (lua_isboolean(lua, -1))
            return json::value(lua_toboolean(lua, -1) != 0);
        if (lua_type(lua, -1) == LUA_TNUMBER) {
            int is_whole = 0;
            const lua_Integer whole = lua_tointegerx(lua, -1, &is_whole);
            if (is_whole == 0)
                return refusal(Errc::script_breach,
                               "compute antwoordt een heel getal, dit is {}; rond af met math.floor, of "
                               "reken in promille of centen",
                               lua_tonumber(lua, -1));
            return json::value(static_cast<std::int64_t>(whole));
        }
        if (lua_type(lua, -1) != LUA_TSTRING)
            return refusal(Errc::script_breach, "compute antwoordt true, false, een heel getal of een tekst, dit is {}",
                           dutch_type(lua, -1));
        std::size_t size = 0;
        const char* text = lua_tolstring(lua, -1, &size);
        if (size > answer_max || !is_utf8({text, size}))
            return refusal(Errc::script_breach, "compute antwoordt een tekst van hoogstens {} tekens, deze telt er {}",
                           answer_max, size);
        return json::value(std::string_view{text, size});
    }

    Error with_place(Error error, domain::FunctionId function) const
    {
        if (!error.where.file.empty())
            return error;
        const std::string& place = workflow_.lines_of_functions[static_cast<std::size_t>(function.index)];
        const std::size_t colon = place.rfind(':');
        error.where.file = place.substr(0, colon);
        error.where.line = std::stoi(place.substr(colon + 1));
        return error;
    }

    Bundle bundle_;
    domain::Workflow workflow_;
    std::unique_ptr<Functions> functions_;  // null after a breach, until the next call
    std::vector<std::string_view> step_ids_;
    std::uint64_t calls_ = 0;
};

// Everything about workflow.lua, forms.lua and lib/; complaints go to the declarations.
domain::Workflow read_workflow(const Bundle& bundle, Declarations& declarations, const SourceLines& lines)
{
    check_size(bundle, declarations.complaints());
    if (!declarations.complaints().empty())
        return {};
    declarations.run_workflow();
    Reader reader{declarations, lines, declarations.complaints()};
    domain::Workflow workflow = build_workflow(reader);
    workflow.hash = hash_of(bundle);
    if (declarations.workflow() != nullptr) {
        check_workflow(workflow, lines, declarations.complaints());
        check_functions(workflow, declarations, lines, declarations.complaints());
    }
    return workflow;
}

}  // namespace

Result<std::unique_ptr<LoadedWorkflow>> load_workflow(const Bundle& bundle)
{
    auto functions = std::make_unique<Functions>();
    open_world(functions->state);
    const SourceLines lines{bundle};
    Declarations declarations{functions->state, bundle};
    domain::Workflow workflow = read_workflow(bundle, declarations, lines);
    if (!declarations.complaints().empty())
        return declarations.complaints().to_error();
    if (const Result<void> recorded = record_purity(*functions, declarations); !recorded)
        return recorded.error();
    return std::make_unique<Loaded>(bundle, std::move(workflow), std::move(functions));
}

Result<std::vector<domain::Scenario>> load_scenarios(const Bundle& bundle)
{
    LuaState state;
    open_world(state);
    const SourceLines lines{bundle};
    Declarations declarations{state, bundle};
    const domain::Workflow workflow = read_workflow(bundle, declarations, lines);
    std::vector<domain::Scenario> scenarios;
    if (declarations.complaints().empty()) {
        declarations.run_tests();
        Reader reader{declarations, lines, declarations.complaints()};
        scenarios = build_scenarios(reader, workflow);
    }
    if (!declarations.complaints().empty())
        return declarations.complaints().to_error();
    return scenarios;
}

}  // namespace wd::script
