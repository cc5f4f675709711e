// Requests for tests, as the listener would hand them over.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/message.hpp"
#include "http/target.hpp"

#include <gtest/gtest.h>

namespace wd::http::test {

inline Request a_request(std::string method, const std::string& target, std::string body = {}, Headers headers = {})
{
    Request request;
    request.method = std::move(method);
    request.target = target;
    const Result<Target> parsed = parse_target(target);
    EXPECT_TRUE(parsed) << target;
    request.segments = parsed->segments;
    request.trailing_slash = parsed->trailing_slash;
    request.query = parsed->query;
    request.headers = std::move(headers);
    if (!body.empty() && !has_header(request.headers, "content-type"))
        request.headers.emplace_back("content-type", "application/json");
    request.body = std::move(body);
    return request;
}

}  // namespace wd::http::test
