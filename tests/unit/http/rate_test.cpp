// A bucket of tokens gives what it holds, and then no faster than it fills.
// SPDX-License-Identifier: EUPL-1.2
#include "http/rate.hpp"

#include <gtest/gtest.h>

namespace wd::http {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr RateLimiter::Instant start{};

int taken_at(RateLimiter& limiter, std::string_view key, RateLimiter::Instant now)
{
    int taken = 0;
    while (taken < 1'000 && limiter.take(key, now) == seconds::zero())
        ++taken;
    return taken;
}

}  // namespace

TEST(Rate, GivesItsBurstAndThenByTheSecond)
{
    RateLimiter limiter{{10, 25}};

    EXPECT_EQ(taken_at(limiter, "anja", start), 25);
    EXPECT_EQ(taken_at(limiter, "anja", start + seconds{1}), 10);
    EXPECT_EQ(taken_at(limiter, "anja", start + seconds{1} + milliseconds{550}), 5);
}

TEST(Rate, HoldsNoMoreThanItsBurst)
{
    RateLimiter limiter{{10, 25}};
    taken_at(limiter, "anja", start);

    EXPECT_EQ(taken_at(limiter, "anja", start + seconds{3'600}), 25);
}

TEST(Rate, SaysHowLongToWaitInWholeSeconds)
{
    RateLimiter limiter{{0.2, 1}};
    ASSERT_EQ(limiter.take("anja", start), seconds::zero());

    EXPECT_EQ(limiter.take("anja", start), seconds{5});
    EXPECT_EQ(limiter.take("anja", start + milliseconds{4'900}), seconds{1});
    EXPECT_EQ(limiter.take("anja", start + seconds{5}), seconds::zero());
}

TEST(Rate, OneKeyTakesNothingFromAnother)
{
    RateLimiter limiter{{1, 2}};
    taken_at(limiter, "anja", start);

    EXPECT_EQ(taken_at(limiter, "sam", start), 2);
}

TEST(Rate, ZeroIsNoLimit)
{
    RateLimiter limiter{{0, 1}};

    EXPECT_EQ(taken_at(limiter, "anja", start), 1'000);
    EXPECT_EQ(limiter.size(), 0U);
}

TEST(Rate, FullBucketsAreForgottenAndTheNumberIsBounded)
{
    RateLimiter limiter{{1, 2}, 100};
    for (int i = 0; i < 100; ++i)
        ASSERT_EQ(limiter.take(std::to_string(i), start), seconds::zero());

    EXPECT_GT(limiter.take("nieuw", start), seconds::zero());
    EXPECT_EQ(limiter.take("nieuw", start + seconds{10}), seconds::zero());
    EXPECT_EQ(limiter.size(), 1U);
}

TEST(Rate, ClockThatGoesBackGivesNothing)
{
    RateLimiter limiter{{1, 1}};
    ASSERT_EQ(limiter.take("anja", start + seconds{10}), seconds::zero());

    EXPECT_GT(limiter.take("anja", start), seconds::zero());
    EXPECT_GT(limiter.take("anja", start + seconds{10}), seconds::zero());
}

}  // namespace wd::http
