// SHA-256 against known answers, and the way pieces and numbers go into it: stored hashes rest on that for ever.
// SPDX-License-Identifier: EUPL-1.2
#include "base/sha256.hpp"

#include <gtest/gtest.h>

namespace wd {
namespace {

constexpr std::string_view hash_of_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr std::string_view hash_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(Sha256, GivesTheAnswersOfTheStandard)
{
    EXPECT_EQ(to_hex(sha256("")), hash_of_nothing);
    EXPECT_EQ(to_hex(sha256("abc")), hash_of_abc);
    EXPECT_EQ(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(to_hex(sha256(std::string(1'000'000, 'a'))),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256Hasher, PiecesOfTextMakeTheWhole)
{
    Sha256Hasher hasher;
    hasher.add("a");
    hasher.add("");
    hasher.add("bc");
    EXPECT_EQ(to_hex(hasher.finish()), hash_of_abc);
}

TEST(Sha256Hasher, TextAndBytesGiveTheSame)
{
    const std::array<std::uint8_t, 3> bytes{'a', 'b', 'c'};
    Sha256Hasher hasher;
    hasher.add(bytes);
    EXPECT_EQ(to_hex(hasher.finish()), hash_of_abc);
}

TEST(Sha256Hasher, CanBeUsedAgainAfterFinishing)
{
    Sha256Hasher hasher;
    hasher.add("something else");
    static_cast<void>(hasher.finish());
    EXPECT_EQ(to_hex(hasher.finish()), hash_of_nothing);
    hasher.add("abc");
    EXPECT_EQ(to_hex(hasher.finish()), hash_of_abc);
}

TEST(Sha256Hasher, NumbersGoInAsEightBytesLowestFirst)
{
    Sha256Hasher hasher;
    hasher.add_number(258);
    EXPECT_EQ(to_hex(hasher.finish()), "fb59317b8103f19f3850f0be3fe62db1aa481a9a7b31c590e6d243e98eacd375");
}

TEST(Sha256Hasher, PiecesGoInWithTheirLength)
{
    Sha256Hasher hasher;
    hasher.add_piece("abc");
    hasher.add_piece("");
    EXPECT_EQ(to_hex(hasher.finish()), "3e2f8940c3a0e0fd6f6e07bbf07f015dd7c147431e5fa14bf3f225d782641540");
}

TEST(Sha256Hasher, NoTwoListsOfPiecesGiveTheSame)
{
    Sha256Hasher hasher;
    hasher.add_piece("ab");
    hasher.add_piece("c");
    const Sha256 one = hasher.finish();
    hasher.add_piece("a");
    hasher.add_piece("bc");
    EXPECT_NE(one, hasher.finish());
}

TEST(Sha256, ComesBackFromItsText)
{
    EXPECT_EQ(parse_sha256(hash_of_abc).value(), sha256("abc"));
}

TEST(Sha256, TextThatIsNoHashIsRefused)
{
    EXPECT_EQ(parse_sha256("ba78").error().message, "een sha256 heeft 64 cijfers, dit zijn er 4");
    EXPECT_FALSE(parse_sha256(""));
    EXPECT_FALSE(parse_sha256(std::string(64, 'g')));
    EXPECT_FALSE(parse_sha256(std::string(64, 'A')));
    EXPECT_FALSE(parse_sha256(std::string(63, '0') + " "));
}

}  // namespace
}  // namespace wd
