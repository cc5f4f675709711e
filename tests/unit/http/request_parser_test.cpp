// Bytes become requests, and what another program could read as other requests is refused.
// SPDX-License-Identifier: EUPL-1.2
#include "http/request_parser.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

namespace wd::http {

namespace {

using Progress = RequestParser::Progress;
using namespace std::literals;

constexpr MessageLimits limits{1'000, 200};

std::string post(std::string_view headers, std::string_view body)
{
    return "POST /api/v1/taken HTTP/1.1\r\nHost: localhost\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

// The status of the refusal; 0 when it was taken whole, -1 when it waits for more.
int status_of(std::string bytes)
{
    RequestParser parser{limits};
    const Progress progress = parser.feed(bytes);
    if (progress == Progress::refused)
        return parser.refusal().status;
    return progress == Progress::complete ? 0 : -1;
}

}  // namespace

TEST(RequestParser, WholeRequestIsRead)
{
    std::string bytes = post("Content-Type: application/json\r\nContent-Length: 2\r\n", "{}");
    RequestParser parser{limits};

    ASSERT_EQ(parser.feed(bytes), Progress::complete);

    const Request request = parser.take();
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.segments, (std::vector<std::string>{"api", "v1", "taken"}));
    EXPECT_EQ(find_header(request.headers, "content-type"), "application/json");
    EXPECT_EQ(request.body, "{}");
    EXPECT_TRUE(parser.keep_alive());
    EXPECT_EQ(bytes, "");
}

TEST(RequestParser, ByteByByteGivesTheSameAsAtOnce)
{
    const std::string whole =
        post("Transfer-Encoding: chunked\r\n", "3\r\n{\"a\r\n4;x=y\r\n\":1}\r\n0\r\nX: y\r\n\r\n");
    std::string waiting;
    RequestParser parser{limits};
    Progress progress = Progress::head;

    for (std::size_t i = 0; i < whole.size(); ++i) {
        ASSERT_LT(progress, Progress::complete) << i;
        waiting += whole[i];
        progress = parser.feed(waiting);
    }

    ASSERT_EQ(progress, Progress::complete);
    const Request request = parser.take();
    EXPECT_EQ(request.body, "{\"a\":1}");
    EXPECT_EQ(find_header(request.headers, "x"), "");  // behind the body nobody looks
}

TEST(RequestParser, EmptyBodyInChunksMayComeByteByByte)
{
    std::string waiting = post("Transfer-Encoding: chunked\r\n", "");
    RequestParser parser{limits};
    Progress progress = parser.feed(waiting);

    for (const char c : "0\r\n\r\n"sv) {
        ASSERT_EQ(progress, Progress::body);
        waiting += c;
        progress = parser.feed(waiting);
    }

    EXPECT_EQ(progress, Progress::complete);
}

TEST(RequestParser, WhatFollowsBelongsToTheNextRequest)
{
    const std::string next = "GET /b HTTP/1.1\r\nHost: localhost\r\n\r\n";
    std::string bytes = post("Content-Length: 2\r\n", "{}" + next);
    RequestParser first{limits};
    ASSERT_EQ(first.feed(bytes), Progress::complete);

    EXPECT_EQ(bytes, next);
    RequestParser second{limits};
    ASSERT_EQ(second.feed(bytes), Progress::complete);
    EXPECT_EQ(second.take().segments, (std::vector<std::string>{"b"}));
}

TEST(RequestParser, LengthThatCanBeReadInTwoWaysIsRefused)
{
    for (const std::string& bytes :
         {post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
          post("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "0\r\n\r\n"),
          post("Content-Length: 2\r\nContent-Length: 2\r\n", "{}"),
          post("Content-Length: 2\r\nContent-Length: 3\r\n", "{}"), post("Content-Length: 2, 2\r\n", "{}"),
          post("Content-Length: +2\r\n", "{}"), post("Content-Length: 0x2\r\n", "{}"),
          post("Content-Length: -2\r\n", "{}"), post("Content-Length:\r\n", "{}"),
          post("Content-Length: 99999999999999999999\r\n", "{}"), post("Transfer-Encoding: identity\r\n", "{}"),
          post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"),
          post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"),
          post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"),
          post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
          post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"),
          "POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"s})
        EXPECT_EQ(status_of(bytes), 400) << bytes;
}

TEST(RequestParser, WrongChunksAreRefused)
{
    for (const char* body : {"x\r\n", "-1\r\n", "0x2\r\n{}\r\n0\r\n\r\n", "2\r\n{}0\r\n\r\n", "2\r\n{}x\r\n0\r\n\r\n",
                             "2 \r\n{}\r\n0\r\n\r\n", "fffffffffffffffff\r\n", "\r\n"})
        EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\n", body)), 400) << body;
}

TEST(RequestParser, EndOfALineIsTwoSigns)
{
    EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\n", "2\n{}\n0\n\n")), -1);
    EXPECT_EQ(status_of("GET / HTTP/1.1\nHost: a\n\n"), 400);
}

TEST(RequestParser, HeadThatIsNotWellFormedIsRefused)
{
    for (const std::string& bytes :
         {"GET / HTTP/1.1\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost:\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost : a\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: a\r\nX: a\x01\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: a\r\nX\x80: a\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n"s,
          "GET / HTTP/1.1\nHost: a\n\n"s,
          "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"s,
          "GET / HTTP/2.0\r\nHost: a\r\n\r\n"s,
          "GET / HTTP/1.2\r\nHost: a\r\n\r\n"s,
          "GET /\r\n\r\n"s,
          "G\xC3\xA9T / HTTP/1.1\r\nHost: a\r\n\r\n"s,
          "\x16\x03\x01\x02hello\r\n\r\n"s,
          "GET /../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n"s,
          "GET /%2e%2e/x HTTP/1.1\r\nHost: a\r\n\r\n"s,
          "GET http://b/x HTTP/1.1\r\nHost: a\r\n\r\n"s,
          "GET * HTTP/1.1\r\nHost: a\r\n\r\n"s,
          "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n"s,
          "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\nauthorization: Bearer y\r\n\r\n"s})
        EXPECT_EQ(status_of(bytes), 400) << bytes;
}

TEST(RequestParser, HeaderThatMayStandOnceIsRefusedTwiceByName)
{
    for (const auto& [name, value] : {std::pair{"Host"s, "localhost"s},
                                      {"Content-Length", "2"},
                                      {"Content-Type", "application/json"},
                                      {"Authorization", "Bearer x"},
                                      {"If-Match", "\"a\""},
                                      {"Idempotency-Key", "sleutel"},
                                      {"X-CSRF-Token", "x"}})
    {
        const std::string line = name + ": " + value + "\r\n";
        const std::string length = name == "Content-Length" ? "" : "Content-Length: 2\r\n";
        const std::string first = name == "Host" ? "" : line;
        EXPECT_EQ(status_of(post(length + first, "{}")), 0) << name;

        std::string bytes = post(length + first + "x-tussen: 1\r\n" + lower_case(name) + ":" + value + "\r\n", "{}");
        RequestParser parser{limits};
        ASSERT_EQ(parser.feed(bytes), Progress::refused) << name;
        EXPECT_EQ(parser.refusal().status, 400);
        EXPECT_NE(parser.refusal().body.find("'" + lower_case(name) + "'"), std::string::npos) << parser.refusal().body;
        EXPECT_FALSE(parser.keep_alive()) << name;
    }
}

TEST(RequestParser, AbsoluteFormOfTheOwnHostIsItsPath)
{
    std::string bytes = "GET http://LocalHost:8080/api?a=b HTTP/1.1\r\nHost: localhost:8080\r\n\r\n";
    RequestParser parser{limits};

    ASSERT_EQ(parser.feed(bytes), Progress::complete);

    EXPECT_EQ(parser.take().target, "/api?a=b");
}

TEST(RequestParser, LargeHeadIsRefusedInOneLineAndInMany)
{
    std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 60; ++i)
        many += "X-Kop: 0123456789\r\n";

    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(2'000, 'a') + "\r\n\r\n"), 431);
    EXPECT_EQ(status_of("GET /" + std::string(2'000, 'a')), 431);
    EXPECT_EQ(status_of(many + "\r\n"), 431);
}

TEST(RequestParser, LargeHeadIsRefusedAlsoLineByLine)
{
    RequestParser parser{limits};
    std::string waiting = "GET / HTTP/1.1\r\nHost: a\r\n";
    Progress progress = parser.feed(waiting);

    for (int i = 0; i < 1'000 && progress == Progress::head; ++i) {
        waiting += "X-Kop: 0123456789\r\n";
        progress = parser.feed(waiting);
    }

    ASSERT_EQ(progress, Progress::refused);
    EXPECT_EQ(parser.refusal().status, 431);
}

TEST(RequestParser, LargeBodyIsRefusedBeforeItComes)
{
    EXPECT_EQ(status_of(post("Content-Length: 201\r\n", "")), 413);
    EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\n", "c9\r\n")), 413);
    EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\n",
                             "64\r\n" + std::string(100, 'a') + "\r\n64\r\n" + std::string(100, 'a') + "\r\n1\r\n")),
              413);
    EXPECT_EQ(status_of(post("Content-Length: 200\r\n", std::string(200, 'a'))), 0);
}

TEST(RequestParser, LinesBetweenChunksAreBounded)
{
    EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\n", "1;" + std::string(5'000, 'a'))), 400);
    EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\n", "0\r\nX: " + std::string(5'000, 'a'))), 400);
}

TEST(RequestParser, ExpectationIsSeenAndAnotherOneRefused)
{
    std::string bytes = post("Content-Length: 2\r\nExpect: 100-continue\r\n", "");
    RequestParser parser{limits};

    EXPECT_EQ(parser.feed(bytes), Progress::body);
    EXPECT_TRUE(parser.wants_continue());
    EXPECT_EQ(status_of(post("Content-Length: 2\r\nExpect: 200-ok\r\n", "")), 417);
}

TEST(RequestParser, WhetherTheConnectionStaysIsForTheCallerToSay)
{
    const auto stays = [](std::string bytes) {
        RequestParser parser{limits};
        EXPECT_EQ(parser.feed(bytes), Progress::complete);
        return parser.keep_alive();
    };

    EXPECT_TRUE(stays("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    EXPECT_FALSE(stays("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
    EXPECT_FALSE(stays("GET / HTTP/1.0\r\n\r\n"));
    EXPECT_TRUE(stays("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
}

TEST(RequestParser, RefusalIsProblemDetails)
{
    std::string bytes = "geen http\r\n\r\n";
    RequestParser parser{limits};
    ASSERT_EQ(parser.feed(bytes), Progress::refused);

    EXPECT_EQ(find_header(parser.refusal().headers, "content-type"), "application/problem+json");
    EXPECT_NE(parser.refusal().body.find("\"status\":400"), std::string::npos);
}

}  // namespace wd::http
