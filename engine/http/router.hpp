// Which route a request is for, and whether it speaks in a form that the API understands. Pure.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/message.hpp"
#include "http/routes.hpp"

#include <string>
#include <variant>
#include <vector>

namespace wd::http {

struct Match {
    const Route* route = nullptr;
    std::vector<std::string> values;  // what stands at the braces of the path
};

// The route, or the answer when there is none: 404 for an unknown path and for one that ends in a slash, 405 with Allow for another
// method, 204 with Allow for OPTIONS, 406 and 415 for a form that is not JSON. HEAD is answered as GET.
std::variant<Match, Response> find_route(const Request& request);

// The GET route of what a changing route is about: "/taken/{taak}/afronding" changes "/taken/{taak}". Null when that cannot be read.
const Route* find_resource(const Route& route);

// The GET route of what a route makes: "/taken" makes "/taken/{taak}". Null when that has no path of its own.
const Route* find_made(const Route& route);

// The segments of a path pattern: "taken", "{taak}".
std::vector<std::string_view> segments_of(std::string_view path);

}  // namespace wd::http
