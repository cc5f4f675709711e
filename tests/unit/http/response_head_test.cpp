// What stands above a response.
// SPDX-License-Identifier: EUPL-1.2
#include "http/response_head.hpp"

#include <gtest/gtest.h>

namespace wd::http {

namespace {

constexpr std::string_view date = "Fri, 27 Nov 2026 21:00:00 GMT";

std::string head(const Response& response, Framing framing = Framing::length)
{
    return head_of(response, framing, Afterwards::keep, {{"Cache-Control", "no-store"}}, date);
}

}  // namespace

TEST(ResponseHead, HasWhatWasGivenAndWhatIsStandard)
{
    EXPECT_EQ(head({404, {{"Content-Type", "application/problem+json"}}, "{}", {}}),
              "HTTP/1.1 404 Not Found\r\nDate: Fri, 27 Nov 2026 21:00:00 GMT\r\n"
              "Content-Type: application/problem+json\r\nCache-Control: no-store\r\nContent-Length: 2\r\n"
              "Connection: keep-alive\r\n\r\n");
}

TEST(ResponseHead, ChosenHeaderGoesBeforeTheStandardOne)
{
    const std::string made = head({200, {{"cache-control", "max-age=60"}}, "", {}});

    EXPECT_NE(made.find("cache-control: max-age=60"), std::string::npos);
    EXPECT_EQ(made.find("no-store"), std::string::npos);
}

TEST(ResponseHead, ValueBecomesNoHeaderOfItsOwn)
{
    const std::string made = head({303, {{"Location", "/a\r\nSet-Cookie: b=c"}, {"Content-Length", "99"}}, "", {}});

    EXPECT_NE(made.find("Location: /aSet-Cookie: b=c\r\n"), std::string::npos);
    EXPECT_EQ(made.find("99"), std::string::npos);
}

TEST(ResponseHead, WhatHasNoBodyHasNoLength)
{
    EXPECT_EQ(head({204, {}, "", {}}).find("Content-Length"), std::string::npos);
    EXPECT_EQ(head({304, {}, "", {}}).find("Content-Length"), std::string::npos);
    EXPECT_EQ(head({200, {}, "", {}}, Framing::chunks).find("Content-Length"), std::string::npos);
    EXPECT_NE(head({200, {}, "", {}}, Framing::chunks).find("Transfer-Encoding: chunked"), std::string::npos);
}

TEST(ResponseHead, DateIsThatOfHttp)
{
    using namespace std::chrono;
    EXPECT_EQ(http_date(sys_days{year{2026} / 11 / 27} + 21h), date);
    EXPECT_EQ(http_date(sys_days{year{2027} / 1 / 3} + 9h + 5min + 7s), "Sun, 03 Jan 2027 09:05:07 GMT");
}

TEST(ResponseHead, ChunkSaysItsSize)
{
    EXPECT_EQ(chunk_of("0123456789abcdef"), "10\r\n0123456789abcdef\r\n");
}

}  // namespace wd::http
