// Random words, their form on the wire, and comparing them.
// SPDX-License-Identifier: EUPL-1.2
#include "http/secrets.hpp"

#include <gtest/gtest.h>

#include <set>

namespace wd::http {
namespace {

TEST(Secret, IsFortyThreeSignsOfBase64UrlAndNeverTheSame)
{
    std::set<std::string> seen;
    for (int i = 0; i < 1'000; ++i)
        seen.insert(new_secret());

    EXPECT_EQ(seen.size(), 1'000U);
    for (const std::string& secret : seen) {
        EXPECT_EQ(secret.size(), 43U);
        EXPECT_EQ(from_base64url(secret).value().size(), 32U);
    }
}

TEST(Base64Url, IsThatOfTheStandardWithoutPadding)
{
    EXPECT_EQ(to_base64url(""), "");
    EXPECT_EQ(to_base64url("f"), "Zg");
    EXPECT_EQ(to_base64url("foobar"), "Zm9vYmFy");
    EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
    EXPECT_EQ(from_base64url("-_8").value(), "\xfb\xff");
}

TEST(Base64Url, RefusesWhatIsNotThat)
{
    for (const char* wrong : {"Zg==", "Z", "+/8", "Zm9v Ym", "Zg\n"})
        EXPECT_FALSE(from_base64url(wrong)) << wrong;
}

TEST(Secret, IsTheSameOnlyWhenEverySignIs)
{
    EXPECT_TRUE(is_same_secret("abc", "abc"));
    EXPECT_TRUE(is_same_secret("", ""));
    EXPECT_FALSE(is_same_secret("abc", "abd"));
    EXPECT_FALSE(is_same_secret("abc", "ab"));
    EXPECT_FALSE(is_same_secret("", "a"));
}

}  // namespace
}  // namespace wd::http
