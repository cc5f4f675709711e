// The measures of reflection, worked out by hand.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/reflection_measures.hpp"
#include "support/short.hpp"

#include <gtest/gtest.h>

namespace wd::domain::test {

namespace {

LearningFacts question(LearningState state, std::string_view asked, std::int64_t actions_done = 0)
{
    return {state, day(asked), actions_done};
}

const Date today = day("2026-11-20");

TEST(ReflectionMeasures, OfNothingAreNothing)
{
    const ReflectionMeasures none = measure_reflection({}, {}, {}, {}, {"projectleider"}, today);

    EXPECT_FALSE(none.gates_reflected);
    EXPECT_FALSE(none.open_age_days);
    EXPECT_FALSE(none.answered_with_action);
    EXPECT_TRUE(none.participation.empty()) << "nobody was absent from what never was";
}

TEST(ReflectionMeasures, CountGatesWithAReflectionAndNotThoseWithAReasonToSkip)
{
    using enum GateReflection;
    // 2 of 3: 2 x 1000 / 3 = 666.67, so 667
    EXPECT_EQ(measure_reflection({done, skipped, done}, {}, {}, {}, {}, today).gates_reflected, 667);
    EXPECT_EQ(measure_reflection({none, skipped}, {}, {}, {}, {}, today).gates_reflected, 0);
    EXPECT_EQ(measure_reflection({done}, {}, {}, {}, {}, today).gates_reflected, 1000);
}

TEST(ReflectionMeasures, TakeTheMiddleAgeOfQuestionsThatAreStillOpen)
{
    using enum LearningState;
    // Open since 10 November (10 days), 1 November (19 days) and 20 November (0 days): the middle one is 10.
    std::vector<LearningFacts> questions = {question(open, "2026-11-10"), question(examined, "2026-11-01"),
                                            question(open, "2026-11-20"), question(answered, "2020-01-01"),
                                            question(lapsed, "2020-01-01")};
    EXPECT_EQ(measure_reflection({}, questions, {}, {}, {}, today).open_age_days, 10);

    // One more of 15 days: 0, 10, 15, 19; the mean of 10 and 15 is 12 and a half, halves up.
    questions.push_back(question(open, "2026-11-05"));
    EXPECT_EQ(measure_reflection({}, questions, {}, {}, {}, today).open_age_days, 13);
}

TEST(ReflectionMeasures, CountAnswersThatWereCarriedOut)
{
    using enum LearningState;
    // Four answered, of which one with one and one with two actions carried out: 2 x 1000 / 4 = 500. An action of a question
    // that is still open says nothing.
    const std::vector<LearningFacts> questions = {question(answered, "2026-01-01", 1),
                                                  question(answered, "2026-01-01", 2), question(answered, "2026-01-01"),
                                                  question(answered, "2026-01-01"), question(open, "2026-01-01", 3)};

    EXPECT_EQ(measure_reflection({}, questions, {}, {}, {}, today).answered_with_action, 500);
}

TEST(ReflectionMeasures, CountLessonsThatAnotherProgrammeTookOver)
{
    // Three lessons: one taken by two programmes, one by one, one by nobody: 2 x 1000 / 3 = 666.67, so 667.
    EXPECT_EQ(measure_reflection({}, {}, {{2}, {1}, {0}}, {}, {}, today).lessons_reused, 667);
    EXPECT_EQ(measure_reflection({}, {}, {{0}}, {}, {}, today).lessons_reused, 0);
    EXPECT_EQ(measure_reflection({}, {}, {}, {}, {}, today).lessons_reused, std::nullopt);
}

TEST(ReflectionMeasures, TellWhichRolesWereThereAndWhichNever)
{
    const std::vector<ReflectionFacts> recorded = {
        {{"projectleider", "opbouwwerker"}}, {{"projectleider"}}, {{"projectleider"}}};

    const auto shares =
        measure_reflection({}, {}, {}, recorded, {"projectleider", "opbouwwerker", "bewonersgroep"}, today)
            .participation;

    EXPECT_EQ(shares.at("projectleider"), 1000) << "3 of 3";
    EXPECT_EQ(shares.at("opbouwwerker"), 333) << "1 of 3";
    EXPECT_EQ(shares.at("bewonersgroep"), 0) << "the voice that was never heard has to show";
}

}  // namespace

}  // namespace wd::domain::test
