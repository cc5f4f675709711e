// The routing table: every path of the API below /api/v1, which verb or question of the engine answers it, what somebody must be
// allowed to do for it, and how is found where that is. Everything else about a route follows from here: translation, openapi.json,
// permissions. What the login answers itself stands in login_routes(). Pure; does not answer anything.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/command_shapes.hpp"
#include "domain/permissions.hpp"
#include "http/schemas.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wd::http {

inline constexpr std::string_view base_path = "/api/v1";
inline constexpr std::string_view api_version = "1.0.0";

// Who answers.
enum class Means {
    question,     // a question of the engine: GET
    ask_by_body,  // a question whose parameters are too large for a query: POST that changes nothing
    command,      // a verb
    stream,       // the log as it grows (live.hpp); `name` is the scope
};

// How a route finds where it happens, and so whether it is allowed.
enum class Finding {
    by_path,          // what the first id of the path names
    by_query,         // the programme in the query; it must be there
    by_body,          // the programme in the body, or else the task
    by_municipality,  // the municipalities in the body
    listed,           // the programme in the query; without one a list of what lies where it is allowed
    wide,             // the programme or municipality in the query; without one the whole installation
    log,              // as `listed`; the stream of the installation is for who administers
    people,           // people who take part where it is allowed
    somewhere,        // allowed to who may do it at any place
    installation,     // the installation as a whole
    oneself,          // about who asks
};

// What comes back.
enum class Shape {
    one,    // an object
    first,  // the first row of the answer
    list,   // pages of objects
    value,  // one value, as the only member of an object
    none,   // nothing
};

struct Route {
    std::string_view method;
    std::string_view path;  // "/taken/{taak}": between braces the API name of a member
    Means means = Means::question;
    std::string_view name;  // of the verb or question
    domain::Action action{};
    Finding finding{};
    Shape shape{};
    std::string_view schema;      // of the answer, or of each row
    std::string_view summary;     // Dutch
    std::string_view more = {};   // the parameters of a question: codes, "!" behind those that must be there
    std::string_view place = {};  // where words of the body are looked up; "" = the verb
    std::string_view only = {};   // a list is only of rows with this value: "kind=friction"
    int status = 200;
    // A member that `expand` adds to each row of a list, the question that knows it and what that is asked with:
    // "comments=task_comments?task=task".
    std::string_view expand = {};
};

std::span<const Route> routes();

// What stands between braces in the path, in order, as code words: "taak" is `task`.
struct PathParameter {
    std::string_view api;
    std::string_view code;
    std::string_view prefix;  // of the id
};
std::vector<PathParameter> path_parameters(const Route& route);

// The parameters of a question that come in the query.
struct QueryParameter {
    const domain::ApiWord* word = nullptr;
    bool required = false;
};
std::vector<QueryParameter> query_parameters(const Route& route);

// The members of the body, without those that the path gives; none for a route without body.
std::vector<domain::MemberShape> body_members(const Route& route);
// Where the words of the body, the query and the path are looked up.
std::string_view words_place(const Route& route);

// A name for programs, unique: "GET /taken/{taak}" is "getTakenTaak".
std::string operation_id(std::string_view method, std::string_view path);

}  // namespace wd::http
