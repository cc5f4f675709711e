// UTF-8, normal forms, keys in paths and the nearest known word.
// SPDX-License-Identifier: EUPL-1.2
#include "base/text.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

#include <array>

namespace wd {
namespace {

using namespace std::string_view_literals;

TEST(Utf8, WellFormedTextIsAccepted)
{
    for (const std::string_view text : {""sv, "wijk"sv, "één"sv, "€"sv, "𝄞"sv, "a\0b"sv, "\xF4\x8F\xBF\xBF"sv})
        EXPECT_TRUE(is_utf8(text)) << text;
}

TEST(Utf8, MalformedTextIsRefused)
{
    const std::pair<std::string_view, const char*> cases[] = {
        {"\xff", "a byte that never occurs"},
        {"\x80", "a continuation on its own"},
        {"caf\xc3", "cut off in the middle"},
        {"\xc0\xaf", "an overlong form of two bytes"},
        {"\xe0\x80\xaf", "an overlong form of three"},
        {"\xed\xa0\x80", "a surrogate"},
        {"\xf4\x90\x80\x80", "beyond the last code point"},
        {"\xe9t\xe9", "Latin-1"},
    };
    for (const auto& [text, reason] : cases)
        EXPECT_FALSE(is_utf8(text)) << reason;
}

TEST(Unfit, IsWhatSteersAScreenOrTurnsTheReadingDirection)
{
    EXPECT_FALSE(find_unfit("Twee regels\r\nmet een\ttab, een é en een 🙂"));
    EXPECT_TRUE(find_unfit("\x1b[31mrood"));
    EXPECT_TRUE(find_unfit("bel\a"));
    EXPECT_TRUE(find_unfit("weg\x7f"));
    EXPECT_TRUE(find_unfit("\u202Edaal"));
}

TEST(NormalForm, TwoWaysToTypeOneLetterBecomeOne)
{
    EXPECT_EQ(to_nfc("e\u0301"), "é");
    EXPECT_EQ(to_nfc("é"), "é");
    EXPECT_EQ(to_nfc("o\u0302\u0323"), to_nfc("ộ"));
    EXPECT_EQ(to_nfc("a\0b"sv), "a\0b"sv);
    EXPECT_EQ(to_nfc(""), "");
}

TEST(NormalForm, OfTextThatIsNotUtf8IsOurOwnMistake)
{
    EXPECT_THROW(to_nfc("\xff"), Bug);
}

TEST(Key, OnlyWhatWouldBreakAPathIsEncoded)
{
    EXPECT_EQ(encode_key("BU03630000"), "BU03630000");
    EXPECT_EQ(encode_key("blok 7 – Zuid"), "blok 7 – Zuid");
    EXPECT_EQ(encode_key("a/b[c]#d%e\n"), "a%2Fb%5Bc%5D%23d%25e%0A");
    EXPECT_EQ(encode_key("é"), "é");
}

TEST(Key, EveryByteComesBackFromItsEncodedForm)
{
    std::string all;
    for (int byte = 0; byte < 256; ++byte)
        all += static_cast<char>(byte);

    EXPECT_EQ(decode_key(encode_key(all)), all);
    EXPECT_EQ(decode_key(encode_key("%2F")), "%2F");
}

TEST(Key, APercentSignThatEncodesNothingStays)
{
    EXPECT_EQ(decode_key("100%"), "100%");
    EXPECT_EQ(decode_key("%2"), "%2");
    EXPECT_EQ(decode_key("%zz"), "%zz");
    EXPECT_EQ(decode_key("%2f"), "%2f");
    EXPECT_EQ(decode_key("%2F"), "/");
}

constexpr std::array<std::string_view, 4> words{"phase", "task", "gate", "choose"};

TEST(NearestWord, IsTheOneWithTheFewestChangedLetters)
{
    EXPECT_EQ(nearest_word("tsk", words), "task");
    EXPECT_EQ(nearest_word("gat", words), "gate");
    EXPECT_EQ(nearest_word("chose", words), "choose");
    EXPECT_EQ(nearest_word("chooose", words), "choose");
    EXPECT_EQ(nearest_word("task", words), "task");
}

TEST(NearestWord, TwoNeighbouringLettersThatChangedPlacesAreOneMistake)
{
    EXPECT_EQ(nearest_word("taks", words), "task");
    EXPECT_EQ(nearest_word("gaet", words), "gate");
    EXPECT_EQ(nearest_word("phsae", words), "phase");
    EXPECT_EQ(nearest_word("hcoose", words), "choose");
    EXPECT_EQ(nearest_word("skat", words), std::nullopt);  // letters that are no neighbours
}

TEST(NearestWord, IsAbsentWhenNothingIsNear)
{
    EXPECT_EQ(nearest_word("meeting", words), std::nullopt);
    EXPECT_EQ(nearest_word("", words), std::nullopt);
    EXPECT_EQ(nearest_word("task", {}), std::nullopt);
}

TEST(NearestWord, OfTwoEquallyNearIsTheFirst)
{
    constexpr std::array<std::string_view, 2> alike{"dag", "dak"};
    EXPECT_EQ(nearest_word("dat", alike), "dag");
}

TEST(DidYouMean, IsAQuestionOrNothing)
{
    EXPECT_EQ(did_you_mean("gaet", words), " (bedoelt u 'gate'?)");
    EXPECT_EQ(did_you_mean("gates", words), " (bedoelt u 'gate'?)");
    EXPECT_EQ(did_you_mean("meeting", words), "");
}

TEST(Join, ReadsAsASentence)
{
    const std::vector<std::string_view> views{"a", "b", "c"};
    EXPECT_EQ(join_or(views), "a, b of c");
    EXPECT_EQ(join_or(std::span{views}.first(2)), "a of b");
    EXPECT_EQ(join_or(std::span{views}.first(1)), "a");
    EXPECT_EQ(join_or({}), "");

    const std::vector<std::string> strings{"a", "b", "c"};
    EXPECT_EQ(join_and(strings), "a, b en c");
}

TEST(Trimmed, LosesWhiteSpaceAtBothEndsOnly)
{
    EXPECT_EQ(trimmed(" \t a b \r\n"), "a b");
    EXPECT_EQ(trimmed("ab"), "ab");
    EXPECT_EQ(trimmed(" \n "), "");
    EXPECT_EQ(trimmed(""), "");
}

}  // namespace
}  // namespace wd
