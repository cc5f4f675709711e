// Codes of a second factor, against the vectors of RFC 6238 and RFC 4648.
// SPDX-License-Identifier: EUPL-1.2
#include "http/totp.hpp"

#include <gtest/gtest.h>

#include <array>

namespace wd::http {
namespace {

constexpr std::string_view secret = "12345678901234567890";

Timestamp at_second(std::int64_t second)
{
    return from_unix_ms(second * 1'000);
}

TEST(Totp, GivesTheCodesOfTheStandard)
{
    struct Vector {
        std::int64_t second;
        std::string_view code;
    };
    constexpr std::array<Vector, 6> vectors{{{59, "94287082"},
                                             {1'111'111'109, "07081804"},
                                             {1'111'111'111, "14050471"},
                                             {1'234'567'890, "89005924"},
                                             {2'000'000'000, "69279037"},
                                             {20'000'000'000, "65353130"}}};
    for (const Vector& vector : vectors) {
        EXPECT_EQ(totp_code(secret, totp_step(at_second(vector.second)), 8), vector.code) << vector.second;
        EXPECT_EQ(totp_code(secret, totp_step(at_second(vector.second))), vector.code.substr(2)) << vector.second;
    }
}

TEST(Totp, TakesTheStepBeforeAndAfterAndNoOther)
{
    const Timestamp now = at_second(1'234'567'890);
    const std::int64_t step = totp_step(now);

    for (std::int64_t near = step - 1; near <= step + 1; ++near)
        EXPECT_EQ(find_totp_step(secret, totp_code(secret, near), now, 0), near);
    EXPECT_FALSE(find_totp_step(secret, totp_code(secret, step - 2), now, 0));
    EXPECT_FALSE(find_totp_step(secret, totp_code(secret, step + 2), now, 0));
}

TEST(Totp, TakesACodeOnce)
{
    const Timestamp now = at_second(1'234'567'890);
    const std::int64_t step = totp_step(now);

    EXPECT_FALSE(find_totp_step(secret, totp_code(secret, step), now, step));
    EXPECT_FALSE(find_totp_step(secret, totp_code(secret, step - 1), now, step));
    EXPECT_EQ(find_totp_step(secret, totp_code(secret, step + 1), now, step), step + 1);
}

TEST(Totp, RefusesWhatIsNoCode)
{
    const Timestamp now = at_second(59);
    for (const char* wrong : {"", "28708", "2870822", "abcdef", "28708 2"})
        EXPECT_FALSE(find_totp_step(secret, wrong, now, 0)) << wrong;
}

TEST(Base32, IsThatOfTheStandard)
{
    constexpr std::array<std::array<std::string_view, 2>, 7> vectors{{{"", ""},
                                                                      {"f", "MY"},
                                                                      {"fo", "MZXQ"},
                                                                      {"foo", "MZXW6"},
                                                                      {"foob", "MZXW6YQ"},
                                                                      {"fooba", "MZXW6YTB"},
                                                                      {"foobar", "MZXW6YTBOI"}}};
    for (const auto& [bytes, text] : vectors) {
        EXPECT_EQ(to_base32(bytes), text);
        EXPECT_EQ(from_base32(text).value(), bytes);
    }
    EXPECT_EQ(from_base32("mzxw 6ytb-oi==").value(), "foobar");
    EXPECT_FALSE(from_base32("MZXW1"));
}

TEST(Totp, ASecretIsTwentyBytesAndItsUriNamesWhatAppsNeed)
{
    EXPECT_EQ(new_totp_secret().size(), 20U);
    EXPECT_NE(new_totp_secret(), new_totp_secret());
    EXPECT_EQ(otpauth_uri("Wijkdraad Venlo", "amina@example.nl", secret),
              "otpauth://totp/Wijkdraad%20Venlo:amina%40example.nl?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
              "&issuer=Wijkdraad%20Venlo&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace wd::http
