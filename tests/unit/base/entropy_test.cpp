// Chance that repeats. The expected numbers come from another implementation of SplitMix64 and xoshiro256**; they may never
// change, because a seed in a bug report must give the same story next year.
// SPDX-License-Identifier: EUPL-1.2
#include "base/entropy.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace wd {
namespace {

struct Known {
    std::uint64_t seed;
    std::uint64_t stream;
    std::vector<std::uint64_t> numbers;
};

TEST(SeededEntropy, GivesTheseNumbersOnEveryMachine)
{
    const Known cases[] = {
        {0, 0, {0xfb5405f7bd79c540U, 0x780c98e26cea5883U, 0x2a146e0980febc66U, 0x4851477db8791fcaU}},
        {42, 0, {0x19e479e2aaa77bfbU, 0x5e3efe753be27527U, 0xc3ed7125b780200aU, 0x85b911e2152f876eU}},
        {42, 7, {0x4150452ab869a892U, 0x63980fc0383ce41bU, 0x6276ee9c4552e56dU, 0x96a8154c710ce93cU}},
        {2026, 1042, {0x4a46e7316923eb53U, 0xff6a1e50d1aec64dU, 0xae479d5067d0e1f9U, 0xab553b144643f6f9U}},
    };
    for (const Known& c : cases) {
        SeededEntropy entropy{c.seed, c.stream};
        for (const std::uint64_t number : c.numbers)
            EXPECT_EQ(entropy.next(), number) << c.seed << "/" << c.stream;
    }
}

TEST(SeededEntropy, DrawsTheseAnswersFromSeed42Stream7)
{
    SeededEntropy dice{42, 7};
    for (const int expected : {5, 2, 2, 3, 3, 6, 4, 3, 3, 4, 5, 4})
        EXPECT_EQ(dice.between(1, 6), expected);

    SeededEntropy bell{42, 7};
    for (const int expected : {108, 101, 100, 89, 84, 96})
        EXPECT_EQ(bell.around(100, 10), expected);

    SeededEntropy coin{42, 7};
    for (const bool expected : {true, true, false, false, false, true, true, true})
        EXPECT_EQ(coin.chance(500), expected);
}

TEST(SeededEntropy, FillsBytesLowestFirstAndDropsTheRestOfTheLastNumber)
{
    SeededEntropy entropy{42, 7};
    std::vector<std::uint8_t> bytes(11);

    entropy.fill(bytes);

    EXPECT_EQ(bytes, (std::vector<std::uint8_t>{0x92, 0xa8, 0x69, 0xb8, 0x2a, 0x45, 0x50, 0x41, 0x1b, 0xe4, 0x3c}));
    EXPECT_EQ(entropy.next(), 0x6276ee9c4552e56dU);
}

TEST(SeededEntropy, StreamsOfOneSeedDiffer)
{
    SeededEntropy one{1, 1};
    SeededEntropy two{1, 2};
    for (int i = 0; i < 100; ++i)
        EXPECT_NE(one.next(), two.next());
}

TEST(Entropy, BetweenStaysWithinItsBoundsAndReachesThem)
{
    SeededEntropy entropy{3, 3};
    bool low = false;
    bool high = false;
    for (int i = 0; i < 2'000; ++i) {
        const std::int64_t number = entropy.between(-5, 5);
        ASSERT_GE(number, -5);
        ASSERT_LE(number, 5);
        low = low || number == -5;
        high = high || number == 5;
    }
    EXPECT_TRUE(low && high);
    EXPECT_EQ(entropy.between(7, 7), 7);
}

TEST(Entropy, BetweenHandlesTheWidestBounds)
{
    constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
    SeededEntropy entropy{3, 4};
    bool negative = false;
    bool positive = false;
    for (int i = 0; i < 200; ++i) {
        const std::int64_t number = entropy.between(lowest, highest);
        negative = negative || number < 0;
        positive = positive || number > 0;
        ASSERT_GE(entropy.between(lowest + 1, highest), lowest + 1);
        ASSERT_LE(entropy.between(lowest, highest - 1), highest - 1);
        ASSERT_GE(entropy.between(-2, highest), -2);
    }
    EXPECT_TRUE(negative && positive);
}

TEST(Entropy, BetweenBoundsThatAreTurnedAroundIsOurOwnMistake)
{
    SeededEntropy entropy{3, 5};
    EXPECT_THROW(entropy.between(2, 1), Bug);
}

TEST(Entropy, ChanceKnowsNeverAndAlways)
{
    SeededEntropy entropy{3, 6};
    for (int i = 0; i < 1'000; ++i) {
        ASSERT_FALSE(entropy.chance(0));
        ASSERT_TRUE(entropy.chance(1000));
    }
}

TEST(Entropy, AroundHasItsMiddleAndSpread)
{
    SeededEntropy entropy{3, 7};
    double sum = 0;
    double squares = 0;
    constexpr int draws = 20'000;
    for (int i = 0; i < draws; ++i) {
        const auto number = static_cast<double>(entropy.around(1'000, 100));
        sum += number;
        squares += (number - 1'000) * (number - 1'000);
    }
    EXPECT_NEAR(sum / draws, 1'000, 3);
    EXPECT_NEAR(squares / draws, 10'000, 500);
}

TEST(SystemEntropy, DoesNotRepeatItself)
{
    SystemEntropy one;
    SystemEntropy two;
    EXPECT_NE(one.next(), two.next());
    EXPECT_NE(one.next(), one.next());
}

}  // namespace
}  // namespace wd
