// Between what stands on the wire, in Dutch, and what the engine reads and answers, in English. Everything that is wrong with a body
// or query is said at once, with the names as the caller wrote them. Pure; knows no permissions.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"
#include "base/json.hpp"
#include "http/message.hpp"
#include "http/routes.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wd::http {

// The data of a command from a Dutch body. Ids, dates and words of closed lists are checked here; what they mean is the engine's.
Result<json::object> read_body(const Route& route, const json::value& body);

// How a list is asked for, apart from the parameters of its question.
struct ListWish {
    std::size_t limit = 100;  // `limiet`
    std::string cursor;       // `cursor`, as it was given; see pages.hpp
    std::vector<std::pair<const SchemaMember*, json::value>>
        filters;                         // members that must have this value, in API words
    const SchemaMember* sort = nullptr;  // `sorteer`
    bool descending = false;             // "-einddatum"
    bool expand = false;
};
struct Query {
    json::object with;  // what the question is asked with
    ListWish list;
};
inline constexpr std::size_t page_max = 1'000;

// Refuses a parameter that the route does not have, with the nearest that it has.
Result<Query> read_query(const Route& route, const std::vector<std::pair<std::string, std::string>>& query);

// What an id in the path gives: refused when it is not of the right kind.
Result<json::object> read_path(const Route& route, const std::vector<std::string>& values);

// The answer of the engine as the schema shows it. Members that stand in no schema are left out, and so is what there is not (null).
json::value to_api(const Schema& schema, const json::value& answer);
json::object to_api_object(const Schema& schema, const json::object& answer);

// The member names in a refusal as the caller knows them: "due" is "einddatum", "conditions[0].owner" is "voorwaarden[0].eigenaar".
std::string api_field(std::string_view place, std::string_view field);

}  // namespace wd::http
