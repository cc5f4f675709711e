// The target of a request is read in one way, or not at all.
// SPDX-License-Identifier: EUPL-1.2
#include "http/target.hpp"

#include <gtest/gtest.h>

namespace wd::http {

namespace {

using Segments = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

}  // namespace

TEST(Target, PathAndQueryAreDecodedInOrder)
{
    const Result<Target> target =
        parse_target("/api/v1/taken/taak-12?status=open&zoek=deur%20%C3%A9n+raam&leeg=&status=af");

    ASSERT_TRUE(target.has_value());
    EXPECT_EQ(target->segments, (Segments{"api", "v1", "taken", "taak-12"}));
    EXPECT_FALSE(target->trailing_slash);
    EXPECT_EQ(target->query, (Pairs{{"status", "open"}, {"zoek", "deur én raam"}, {"leeg", ""}, {"status", "af"}}));
}

TEST(Target, RootHasNoSegmentsAndNoTrailingSlash)
{
    EXPECT_EQ(*parse_target("/"), Target{});
    EXPECT_EQ(*parse_target("/?"), Target{});
}

TEST(Target, TrailingSlashIsSeen)
{
    const Result<Target> target = parse_target("/api/v1/taken/");

    ASSERT_TRUE(target.has_value());
    EXPECT_EQ(target->segments, (Segments{"api", "v1", "taken"}));
    EXPECT_TRUE(target->trailing_slash);
}

TEST(Target, PlusIsASpaceInAQueryOnly)
{
    EXPECT_EQ(parse_target("/a+b?c+d=e+f")->segments, (Segments{"a+b"}));
    EXPECT_EQ(parse_target("/a+b?c+d=e+f")->query, (Pairs{{"c d", "e f"}}));
}

TEST(Target, PartOfAQueryWithoutValueIsEmpty)
{
    EXPECT_EQ(parse_target("/a?b")->query, (Pairs{{"b", ""}}));
    EXPECT_EQ(parse_target("/a?b=c=d")->query, (Pairs{{"b", "c=d"}}));
}

TEST(Target, WhatCanBeReadInTwoWaysIsRefused)
{
    for (const char* target :
         {"",        "api",      "*",        "//",       "/a//b", "/a/./b",  "/a/../b",   "/..",     "/a/%2e%2e/b",
          "/a/.%2E", "/a%2fb",   "/a%2Fb",   "/a%5cb",   "/a\\b", "/a%00b",  "/a%0d%0ab", "/a%7fb",  "/a%",
          "/a%4",    "/a%4g",    "/a%ff",    "/a%c0%af", "/a b",  "/a#b",    "/a\"b",     "/a<b>",   "/\xC3\xA9",
          "/a?b=%",  "/a?b=%zz", "/a?b=%00", "/a?b=%fe", "/a?=b", "/a?b&&c", "/a?b=c d",  "/a?b={c}"})
        EXPECT_FALSE(parse_target(target).has_value()) << target;
}

TEST(Target, PercentSignItselfCanBeSaid)
{
    EXPECT_EQ(parse_target("/100%25")->segments, (Segments{"100%"}));
    EXPECT_EQ(parse_target("/%252e%252e")->segments, (Segments{"%2e%2e"}));
}

TEST(Target, ManyPartsAreRefused)
{
    std::string path;
    std::string query = "/a?";
    for (int i = 0; i < 200; ++i) {
        path += "/a";
        query += "b=c&";
    }
    query += "d=e";

    EXPECT_EQ(parse_target(path).error().code, Errc::over_limit);
    EXPECT_EQ(parse_target(query).error().code, Errc::over_limit);
}

}  // namespace wd::http
