// Running the files of a bundle: gives them the words as their only world, and gathers what they declare. Which word may
// stand where is for reader.hpp and what follows.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "script/bundle.hpp"
#include "script/capture.hpp"
#include "script/function_scan.hpp"
#include "script/lua_state.hpp"

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace wd::script {

// Where open_world() keeps things in the registry of a state, for as long as the state lives.
inline constexpr lua_Integer functions_ref = 11;  // FunctionId + 1 → function
inline constexpr lua_Integer expected_ref = 12;   // what purity.hpp compares with
inline constexpr lua_Integer view_ref = 13;       // `c`
inline constexpr lua_Integer library_ref = 14;    // what the files of lib/ returned, by name

// Fills a fresh state: library, words, `lib`, and what is kept in the registry.
void open_world(LuaState& state);

// What is wrong with using a global name inside a function: nothing when it is of the library; otherwise that it does not
// exist, or that it is a word and belongs elsewhere.
std::optional<std::string> explain_global(std::string_view name);

class Declarations {
public:
    // Both must outlive this object, which makes itself known to the state while it lives.
    Declarations(LuaState& state, const Bundle& bundle);
    ~Declarations();
    Declarations(const Declarations&) = delete;
    Declarations& operator=(const Declarations&) = delete;

    // Runs every file of lib/, forms.lua and workflow.lua, and freezes what functions can reach.
    void run_workflow();
    // Runs test.lua. After run_workflow().
    void run_tests();

    // What a file returned; null when it is absent or did not return the word it should.
    const Node* workflow() const { return find(workflow_); }
    const Node* forms() const { return find(forms_); }
    const Node* tests() const { return find(tests_); }
    const Node& node(int index) const { return nodes_[static_cast<std::size_t>(index)]; }

    // Where each function stands, by FunctionId.
    const std::vector<Place>& functions() const { return functions_; }
    // What each of them reaches for.
    const std::vector<FunctionUse>& uses() const { return uses_; }
    Complaints& complaints() { return complaints_; }

    // For bindings and capture().
    int add_node(lua_State* lua, const WordDoc* word);  // reads the arguments on the stack and pushes the node
    int add_function(lua_State* lua, int index);
    void count_value();
    std::optional<int> find_node(lua_State* lua, int index) const;
    bool is_stub(lua_State* lua, int index) const;
    void complain_here(lua_State* lua, std::string_view message);
    void complain_about_name(lua_State* lua, std::string_view name);
    void load_library_file(lua_State* lua, std::string_view name);  // pushes what lib/<name>.lua returns

private:
    const Node* find(int index) const { return index < 0 ? nullptr : &nodes_[static_cast<std::size_t>(index)]; }
    // Runs one file; on success its only result is on the stack, otherwise nothing and a complaint was made.
    bool run_file(lua_State* lua, const File& file);
    // The node that a file returns, -1 when it does not return that word.
    int run_top_file(std::string_view path, std::string_view word);
    void run_library();
    void complain(const Error& error, const std::string& file);

    LuaState& state_;
    const Bundle& bundle_;
    Complaints complaints_;
    std::deque<Node> nodes_;
    std::vector<Place> functions_;
    std::vector<FunctionUse> uses_;
    std::set<std::string, std::less<>> library_open_;  // files being read, to find circles
    std::size_t values_ = 0;
    int workflow_ = -1;
    int forms_ = -1;
    int tests_ = -1;
};

}  // namespace wd::script
