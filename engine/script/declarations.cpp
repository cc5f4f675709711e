// The world that workflow files see, and running them in it. See declarations.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/declarations.hpp"

#include "base/text.hpp"
#include "script/fact_view.hpp"
#include "script/freeze.hpp"
#include "script/library.hpp"

#include <algorithm>

namespace wd::script {

namespace {

constexpr std::size_t nodes_max = 50'000;
constexpr std::size_t values_max = 400'000;
constexpr const char* node_type = "wd.node";
constexpr const char* stub_type = "wd.stub";

std::vector<std::string_view> global_names()
{
    std::vector<std::string_view> names = library_names();
    names.push_back("lib");
    for (const WordDoc& word : words())
        names.push_back(word.word);
    return names;
}

std::string explain_name(std::string_view name)
{
    if (const std::string_view instead = why_left_out(name); !instead.empty())
        return fmt::format("'{}' is er niet: {}", name, instead);
    const std::string meant = did_you_mean(name, global_names());
    return fmt::format("onbekend woord '{}'{}{}", name, meant,
                       meant.empty() ? "; staat er een tekst, zet die dan tussen aanhalingstekens" : "");
}

std::string explain_word(const WordDoc& word)
{
    return fmt::format("'{}' is een woord om de workflow mee op te schrijven en hoort {}, niet in een functie",
                       word.word, home_of(word.group));
}

int call_word(lua_State* lua)
{
    const WordDoc& word = words()[static_cast<std::size_t>(lua_tointeger(lua, lua_upvalueindex(1)))];
    Declarations* declarations = LuaState::of(lua).declarations;
    if (declarations == nullptr)
        script_breach("'{}' is een woord om de workflow mee op te schrijven en hoort {}, niet in een functie",
                      word.word, home_of(word.group));
    return declarations->add_node(lua, &word);
}

int read_unknown_name(lua_State* lua)
{
    const std::string_view name = lua_type(lua, 2) == LUA_TSTRING ? text_argument(lua, 2, "_ENV") : "?";
    Declarations* declarations = LuaState::of(lua).declarations;
    if (declarations == nullptr)
        script_breach("{}", explain_name(name));
    declarations->complain_about_name(lua, name);
    luaL_checkstack(lua, 2, "name");
    lua_newuserdatauv(lua, 1, 0);
    luaL_setmetatable(lua, stub_type);
    return 1;
}

int refuse_global(lua_State* lua)
{
    const std::string_view name = lua_type(lua, 2) == LUA_TSTRING ? text_argument(lua, 2, "_ENV") : "?";
    const WordDoc* word = find_word(name);
    const std::string message =
        word == nullptr ? fmt::format("zet 'local' voor '{}': namen gelden alleen binnen een bestand", name)
                        : fmt::format("'{}' is een woord van Wijkdraad en kan geen andere betekenis krijgen", name);
    Declarations* declarations = LuaState::of(lua).declarations;
    if (declarations == nullptr)
        script_breach("{}", message);
    declarations->complain_here(lua, message);
    return 0;
}

int read_library(lua_State* lua)
{
    const std::string_view name = text_argument(lua, 2, "lib");
    Declarations* declarations = LuaState::of(lua).declarations;
    if (declarations == nullptr)
        script_breach("lib.{} is er niet: het bestand lib/{}.lua ontbreekt", name, name);
    declarations->load_library_file(lua, name);
    lua_pushvalue(lua, 2);
    lua_pushvalue(lua, -2);
    lua_rawset(lua, 1);
    return 1;
}

// A name that was already complained about goes on as a stub, so that the rest of the file is read too.
int read_stub(lua_State* lua)
{
    lua_settop(lua, 1);
    return 1;
}

int call_stub(lua_State* lua)
{
    lua_remove(lua, 1);
    Declarations* declarations = LuaState::of(lua).declarations;
    if (declarations == nullptr)
        script_breach("hier staat een onbekend woord");
    return declarations->add_node(lua, nullptr);
}

int read_node(lua_State* lua)
{
    (void)lua;
    script_breach("uit een stap of ander woord kan niets gelezen worden; wat er gebeurt staat later in c");
}

void add_metatable(lua_State* lua, const char* name, lua_CFunction index, lua_CFunction call)
{
    luaL_newmetatable(lua, name);
    lua_pushcfunction(lua, index);
    lua_setfield(lua, -2, "__index");
    lua_pushcfunction(lua, &guarded<refuse_global>);
    lua_setfield(lua, -2, "__newindex");
    if (call != nullptr) {
        lua_pushcfunction(lua, call);
        lua_setfield(lua, -2, "__call");
    }
    lua_pop(lua, 1);
}

// Pushes an empty frozen table, whose missing keys are answered by `missing`.
void push_world(lua_State* lua, lua_CFunction missing)
{
    lua_newtable(lua);
    const int world = lua_gettop(lua);
    freeze_one(lua, world);
    push_contents(lua, world);
    lua_createtable(lua, 0, 1);
    lua_pushcfunction(lua, missing);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
    lua_pop(lua, 1);
}

void fill_world(lua_State* lua)
{
    add_metatable(lua, node_type, &guarded<read_node>, nullptr);
    add_metatable(lua, stub_type, &guarded<read_stub>, &guarded<call_stub>);
    add_view_types(lua);
    push_world(lua, &guarded<read_unknown_name>);
    lua_getmetatable(lua, -1);
    lua_pushcfunction(lua, &guarded<refuse_global>);
    lua_setfield(lua, -2, "__newindex");
    lua_pop(lua, 1);
    push_contents(lua, lua_gettop(lua));
    open_library(lua);
    for (std::size_t i = 0; i < words().size(); ++i) {
        lua_pushinteger(lua, static_cast<lua_Integer>(i));
        lua_pushcclosure(lua, &guarded<call_word>, 1);
        lua_setfield(lua, -2, words()[i].word.data());
    }
    push_world(lua, &guarded<read_library>);
    push_contents(lua, lua_gettop(lua));
    lua_rawseti(lua, LUA_REGISTRYINDEX, library_ref);
    lua_setfield(lua, -2, "lib");
    lua_pop(lua, 1);
    lua_rawseti(lua, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
}

std::string_view without_mark(std::string_view bytes)
{
    return bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
}

}  // namespace

std::optional<std::string> explain_global(std::string_view name)
{
    const std::vector<std::string_view>& library = library_names();
    if (name == "lib" || std::find(library.begin(), library.end(), name) != library.end())
        return std::nullopt;
    const WordDoc* word = find_word(name);
    return word == nullptr ? explain_name(name) : explain_word(*word);
}

void open_world(LuaState& state)
{
    const Result<void> filled = state.protect([](lua_State* lua) {
        fill_world(lua);
        lua_newtable(lua);
        lua_rawseti(lua, LUA_REGISTRYINDEX, functions_ref);
        lua_newtable(lua);
        lua_rawseti(lua, LUA_REGISTRYINDEX, expected_ref);
        push_root_view(lua);
        lua_rawseti(lua, LUA_REGISTRYINDEX, view_ref);
    });
    WD_ASSERT(filled.has_value());
}

Declarations::Declarations(LuaState& state, const Bundle& bundle) : state_(state), bundle_(bundle)
{
    state_.declarations = this;
}

Declarations::~Declarations()
{
    state_.declarations = nullptr;
}

int Declarations::add_node(lua_State* lua, const WordDoc* word)
{
    if (nodes_.size() >= nodes_max)
        script_breach("de workflow heeft meer dan {} onderdelen; maakt een lus er steeds meer?", nodes_max);
    const Where where = place_of_caller(lua);
    const int index = static_cast<int>(nodes_.size());
    nodes_.push_back(Node{word, {}, Place{where.file, where.line}});
    const int count = lua_gettop(lua);
    for (int i = 1; i <= count; ++i)
        nodes_[static_cast<std::size_t>(index)].arguments.push_back(capture(lua, i, *this));
    auto* holder = static_cast<int*>(lua_newuserdatauv(lua, sizeof(int), 0));
    *holder = index;
    luaL_setmetatable(lua, node_type);
    return 1;
}

int Declarations::add_function(lua_State* lua, int index)
{
    lua_Debug debug;
    lua_pushvalue(lua, index);
    uses_.push_back(scan_function(lua));
    lua_getinfo(lua, ">S", &debug);
    if (debug.what[0] == 'C')
        complain_here(lua, "schrijf hier een eigen functie: function(c) return … end");
    functions_.push_back(debug.what[0] == 'C' ? Place{} : Place{debug.source + 1, debug.linedefined});
    lua_rawgeti(lua, LUA_REGISTRYINDEX, functions_ref);
    lua_pushvalue(lua, index);
    lua_rawseti(lua, -2, static_cast<lua_Integer>(functions_.size()));
    lua_pop(lua, 1);
    return static_cast<int>(functions_.size()) - 1;
}

void Declarations::count_value()
{
    if (++values_ > values_max)
        script_breach("de workflow bestaat uit meer dan {} waarden; maakt een lus er steeds meer?", values_max);
}

std::optional<int> Declarations::find_node(lua_State* lua, int index) const
{
    const void* holder = luaL_testudata(lua, index, node_type);
    return holder == nullptr ? std::nullopt : std::optional<int>{*static_cast<const int*>(holder)};
}

bool Declarations::is_stub(lua_State* lua, int index) const
{
    return luaL_testudata(lua, index, stub_type) != nullptr;
}

void Declarations::complain_here(lua_State* lua, std::string_view message)
{
    complaints_.add(Error{Errc::invalid, std::string(message), place_of_caller(lua), {}});
}

void Declarations::complain_about_name(lua_State* lua, std::string_view name)
{
    complain_here(lua, explain_name(name));
}

void Declarations::complain(const Error& error, const std::string& file)
{
    Error complaint{Errc::invalid, error.message, error.where, error.details};
    if (complaint.where.file.empty())
        complaint.where.file = file;
    complaints_.add(std::move(complaint));
}

bool Declarations::run_file(lua_State* lua, const File& file)
{
    const std::string_view code = without_mark(file.bytes);
    const Place start{file.path, 1};
    if (code.starts_with("\x1b")) {
        complaints_.add(start, "dit is vertaalde Lua (bytecode); lever de leesbare tekst zelf aan");
        return false;
    }
    if (!is_utf8(code)) {
        complaints_.add(start, "dit bestand is geen UTF-8; bewaar het opnieuw als UTF-8");
        return false;
    }
    if (const Result<void> loaded = state_.load(code, file.path); !loaded) {
        complain(loaded.error(), file.path);
        return false;
    }
    luaL_checkstack(lua, 10, "file");
    if (const Result<void> run = state_.call(0, 1); !run) {
        complain(run.error(), file.path);
        return false;
    }
    return true;
}

void Declarations::load_library_file(lua_State* lua, std::string_view name)
{
    const std::string path = fmt::format("lib/{}.lua", name);
    const File* file = find_file(bundle_, path);
    const auto [open, is_new] = library_open_.emplace(name);
    if (file == nullptr)
        complain_here(lua, fmt::format("lib.{} is er niet: het bestand {} ontbreekt", name, path));
    else if (!is_new)
        complain_here(lua,
                      fmt::format("lib.{} heeft zichzelf nodig; haal de kring tussen de bestanden van lib/ weg", name));
    else if (run_file(lua, *file)) {
        library_open_.erase(open);
        if (lua_type(lua, -1) == LUA_TTABLE) {
            freeze(lua, -1);
            return;
        }
        complaints_.add(Place{path, 1}, "dit bestand geeft geen tabel terug; eindig met: return {{ naam = … }}");
        lua_pop(lua, 1);
    }
    if (is_new)
        library_open_.erase(std::string(name));
    lua_newuserdatauv(lua, 1, 0);
    luaL_setmetatable(lua, stub_type);
}

void Declarations::run_library()
{
    for (const File& file : bundle_.files) {
        if (!file.path.starts_with("lib/") || !file.path.ends_with(".lua"))
            continue;
        const std::string name = file.path.substr(4, file.path.size() - 8);
        const Result<void> read = state_.protect([&](lua_State* lua) {
            lua_rawgeti(lua, LUA_REGISTRYINDEX, library_ref);
            lua_getfield(lua, -1, name.c_str());
        });
        if (!read)
            complain(read.error(), file.path);
    }
}

int Declarations::run_top_file(std::string_view path, std::string_view word)
{
    const File* file = find_file(bundle_, path);
    if (file == nullptr)
        return -1;
    int returned = -1;
    const Result<void> run = state_.protect([&](lua_State* lua) {
        if (!run_file(lua, *file))
            return;
        const std::optional<int> index = find_node(lua, -1);
        if (index && nodes_[static_cast<std::size_t>(*index)].word == find_word(word))
            returned = *index;
        else if (!is_stub(lua, -1) && !(index && nodes_[static_cast<std::size_t>(*index)].word == nullptr))
            complaints_.add(Place{file->path, 1}, "dit bestand geeft geen {} terug; begin met: return {}{}", word, word,
                            example_of(find_word(word)->call));
    });
    if (!run)
        complain(run.error(), file->path);
    return returned;
}

void Declarations::run_workflow()
{
    state_.start(load_budget);
    run_library();
    forms_ = run_top_file("forms.lua", "forms");
    if (find_file(bundle_, "workflow.lua") == nullptr)
        complaints_.add(Place{"workflow.lua", 0}, "het bestand workflow.lua ontbreekt");
    workflow_ = run_top_file("workflow.lua", "workflow");
    const Result<void> frozen = state_.protect([&](lua_State* lua) {
        lua_rawgeti(lua, LUA_REGISTRYINDEX, functions_ref);
        for (std::size_t i = 1; i <= functions_.size(); ++i) {
            lua_rawgeti(lua, 1, static_cast<lua_Integer>(i));
            freeze(lua, -1);
            lua_pop(lua, 1);
        }
    });
    if (!frozen)
        complain(frozen.error(), "workflow.lua");
}

void Declarations::run_tests()
{
    state_.start(load_budget);
    tests_ = run_top_file("test.lua", "tests");
}

}  // namespace wd::script
