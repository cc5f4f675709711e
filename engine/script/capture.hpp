// What a file said, as plain C++: each call of a word becomes a Node, each Lua value in it a Value. From here on reading and
// checking need no Lua.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "script/complaints.hpp"
#include "script/words.hpp"

#include <lua.hpp>

#include <string>
#include <vector>

namespace wd::script {

struct Named;

struct Value {
    enum class Kind {
        none,
        yes_no,
        whole,
        number,
        text,
        function,  // `index` is its FunctionId
        node,      // `index` is its place in Declarations
        table,     // `items` and `named`
        fact,      // a read-only view; has no place in a declaration
        broken,    // something already complained about
    };
    Kind kind = Kind::none;
    bool yes_no = false;
    std::int64_t whole = 0;
    double number = 0;
    std::string text;
    int index = -1;
    std::vector<Value> items;  // 1, 2, 3 …
    std::vector<Named> named;  // sorted by key
};

// One entry of a table: `name = value`.
struct Named {
    std::string name;
    Value value;
};

// One call of a word.
struct Node {
    const WordDoc* word = nullptr;  // null: an unknown word, already complained about
    std::vector<Value> arguments;
    Place place;
};

const Value* find_named(const Value& table, std::string_view key);

// What a value is called in complaints: "een tekst", "een functie" …
std::string_view dutch_name(const Value& value);

// A plain value as JSON; tables with names become objects, other tables arrays. Functions and nodes become null.
json::value to_json(const Value& value);

class Declarations;

// Reads the value at `index`. Complains in `declarations` about what a declaration cannot hold.
Value capture(lua_State* lua, int index, Declarations& declarations);

}  // namespace wd::script
