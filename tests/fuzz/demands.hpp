// What must hold whatever comes in, for the entries. A demand that does not hold is our mistake, not that of the input.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/message.hpp"
#include "http/routes.hpp"
#include "http/target.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

namespace wd::fuzz {

class Breach : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

inline void demand(bool holds, std::string_view what)
{
    if (!holds)
        throw Breach(std::string(what));
}

// Called with what came of an input. Inputs with another outcome than before are kept, and changed further (runner.hpp).
void note(std::string_view outcome);
void note(const Error& error);

// Problem details (RFC 9457) in UTF-8, with the status of the response; each wrong member has a name and a reason.
void demand_problem(const http::Response& response);
// No part of it could be read as something else by whoever comes next.
void demand_clean(const http::Target& target);
// The same target, written with as many percent signs as can be.
std::string encoded(const http::Target& target);

// What the API does with a request before the engine hears of it: its route, the ids in the path, the query, the body.
void follow(const http::Request& request);
void follow_query(const http::Route& route, const http::Request& request);
void follow_body(const http::Route& route, const http::Request& request);

// The line above the first line end, and what stands below it.
std::pair<std::string_view, std::string_view> cut_line(std::string_view text);
// The one of the list that the line names; of another line, always the same one.
std::size_t choose(std::string_view line, std::span<const std::string> names);

}  // namespace wd::fuzz
