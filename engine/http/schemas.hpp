// What the API answers with: for each resource its members, by their names in the code. A member that stands in no schema does not
// leave the house: a new column of a view is shown when somebody has written it down here. Names, forms and descriptions come from
// domain/api_words.hpp. Does not know routes.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/api_words.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace wd::http {

struct Schema;

struct SchemaMember {
    const domain::ApiWord* word = nullptr;
    bool always = false;             // never left out
    int depth = 0;                   // 1 a list, 2 a list of lists
    const Schema* schema = nullptr;  // of an object, or of each in a list
    const Schema* single = nullptr;  // where one answer gives a list of `schema` and another one object of this
};

struct Schema {
    std::string_view key;   // "task.comment": also the place at which words are looked up
    std::string_view name;  // in openapi.json: "Opmerking"
    std::string_view description;
    std::vector<SchemaMember> members;
};

// Null when there is none. They live as long as the program.
const Schema* find_schema(std::string_view key);
std::span<const Schema> all_schemas();

// Whether a list may be asked for those with one value of this member: one value, and not an open one.
bool is_filter(const SchemaMember& member);

// The member with this API name; null when there is none.
const SchemaMember* find_member(const Schema& schema, std::string_view api_name);

}  // namespace wd::http
