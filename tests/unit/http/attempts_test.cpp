// Guessing gets slower.
// SPDX-License-Identifier: EUPL-1.2
#include "http/attempts.hpp"

#include <gtest/gtest.h>

namespace wd::http {
namespace {

using std::chrono::seconds;

constexpr AttemptSettings settings{3, seconds{2}, seconds{60}, seconds{3'600}, 100};
const Timestamp noon = from_unix_ms(1'800'000'000'000);

TEST(Attempts, WaitLongerEachTimeUpToABound)
{
    Attempts attempts{settings};
    Timestamp now = noon;
    std::vector<std::int64_t> pauses;
    for (int i = 0; i < 12; ++i) {
        const seconds pause = attempts.take("amina", now);
        pauses.push_back(pause.count());
        now += pause;
        if (pause.count() > 0) {
            EXPECT_EQ(attempts.take("amina", now).count(), 0) << "after the pause one may try again";
        }
    }

    EXPECT_EQ(pauses, (std::vector<std::int64_t>{0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60}));
}

TEST(Attempts, OfOneNameDoNotHoldUpAnother)
{
    Attempts attempts{settings};
    for (int i = 0; i < 4; ++i)
        static_cast<void>(attempts.take("amina", noon));

    EXPECT_GT(attempts.take("amina", noon).count(), 0);
    EXPECT_EQ(attempts.take("noor", noon).count(), 0);
}

TEST(Attempts, ManyAtTheSameTimeDoNotSlipThroughTogether)
{
    Attempts attempts{settings};
    int let_through = 0;
    for (int i = 0; i < 50; ++i)
        let_through += attempts.take("amina", noon).count() == 0 ? 1 : 0;

    EXPECT_EQ(let_through, 4) << "three free ones, and the one that begins the pause";
}

TEST(Attempts, AreForgivenWhenRightAndTakenBackWhenNoGuess)
{
    Attempts attempts{settings};
    for (int i = 0; i < 4; ++i)
        static_cast<void>(attempts.take("amina", noon));
    attempts.forgive("amina");
    EXPECT_EQ(attempts.state_of("amina").failures, 0);
    EXPECT_EQ(attempts.take("amina", noon).count(), 0);

    attempts.take_back("amina");
    EXPECT_EQ(attempts.state_of("amina").failures, 0);
}

TEST(Attempts, AreForgottenAfterAQuietHour)
{
    Attempts attempts{settings};
    for (int i = 0; i < 4; ++i)
        static_cast<void>(attempts.take("amina", noon));

    EXPECT_EQ(attempts.take("amina", noon + seconds{3'602}).count(), 0);
    EXPECT_EQ(attempts.state_of("amina").failures, 1);
}

TEST(Attempts, KnowWhatWasCountedBeforeANewStart)
{
    Attempts attempts{settings};
    static_cast<void>(attempts.take("amina", noon));
    EXPECT_EQ(attempts.recall("amina", 9, noon + seconds{30}, noon).count(), 30);
    EXPECT_EQ(attempts.take("amina", noon).count(), 30);

    static_cast<void>(attempts.take("noor", noon));
    EXPECT_EQ(attempts.recall("noor", 4, noon - seconds{1}, noon).count(), 0) << "the pause is over";
    EXPECT_EQ(attempts.take("noor", noon).count(), 4) << "but not what was counted";

    static_cast<void>(attempts.take("piet", noon));
    EXPECT_EQ(attempts.recall("piet", 9, noon - seconds{4'000}, noon).count(), 0);
    EXPECT_EQ(attempts.state_of("piet").failures, 1) << "long ago";
}

TEST(Attempts, DoNotFillTheMemory)
{
    Attempts attempts{settings};
    for (int i = 0; i < 10'000; ++i)
        EXPECT_EQ(attempts.take("naam" + std::to_string(i), noon).count(), 0);
}

}  // namespace
}  // namespace wd::http
