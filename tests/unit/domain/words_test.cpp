// The table between code words and Dutch words covers every closed list that a person meets.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/words.hpp"

#include "domain/context.hpp"

#include <gtest/gtest.h>

namespace wd::domain::test {

namespace {

// Words that are the same in both languages.
bool is_shared(std::string_view word)
{
    for (const std::string_view shared : {"go", "open", "team", "budget", "document", "contact"})
        if (word == shared)
            return true;
    return false;
}

template <class Enum>
void expect_translated()
{
    for (const std::string_view word : names_of<Enum>())
        EXPECT_TRUE(dutch(word) != word || is_shared(word)) << word;
}

TEST(Words, CoverEveryClosedList)
{
    expect_translated<StepKind>();
    expect_translated<StepState>();
    expect_translated<TaskState>();
    expect_translated<RunState>();
    expect_translated<ProgrammeState>();
    expect_translated<GateOutcome>();
    expect_translated<VoteOutcome>();
    expect_translated<Decision>();
    expect_translated<FrictionOutcome>();
    expect_translated<ReturnReason>();
    expect_translated<PhaseEnd>();
    expect_translated<StuckReason>();
    expect_translated<LinkageLevel>();
    expect_translated<LinkageState>();
    expect_translated<JournalKind>();
    expect_translated<MoneyKind>();
    expect_translated<PersonKind>();
    expect_translated<FieldKind>();
    expect_translated<VoteBase>();
    expect_translated<DecisionBody>();
    expect_translated<TimerKind>();
    expect_translated<EntryKind>();
    expect_translated<StoreLabel>();
    expect_translated<LeaveKind>();
    expect_translated<ItemKind>();
    expect_translated<ItemState>();
    expect_translated<HandoverTopic>();
    expect_translated<TopicAnswer>();
    expect_translated<Silence>();
    expect_translated<CommitmentEnd>();
    expect_translated<LearningState>();
    expect_translated<LearningLevel>();
}

TEST(Words, CoverEveryOutcome)
{
    for (const StepKind kind : {StepKind::vote, StepKind::decision, StepKind::friction, StepKind::call, StepKind::gate})
        for (const std::string_view outcome : outcomes_of(kind))
            EXPECT_TRUE(dutch(outcome) != outcome || is_shared(outcome)) << outcome;
}

TEST(Words, ComeBackFromDutch)
{
    for (const std::string_view code : {"task", "meeting", "gate", "go_with_conditions", "back", "rejected",
                                        "no_quorum", "lesson", "synergy", "subsidy", "done", "skipped", "stuck"})
        EXPECT_EQ(code_of(dutch(code)), code);
}

TEST(Words, NowNotIsTheAnswerThatAPersonGives)
{
    EXPECT_EQ(dutch("not_now"), "nu niet");
    EXPECT_EQ(dutch("waiting"), "nu niet");
    EXPECT_EQ(code_of("nu niet"), "not_now");
}

TEST(Words, ThatAreNotInTheTable)
{
    EXPECT_EQ(dutch("zomaar"), "zomaar");
    EXPECT_EQ(code_of("zomaar"), std::nullopt);
}

// "signaal" and "incident" mean something else to practitioners, and residents are nobody's target (DOMAIN §2).
TEST(Words, AvoidWhatPractitionersUnderstandDifferently)
{
    for (const std::string_view code : {"signal", "stuck", "residents", "reach"})
        for (const std::string_view banned : {"signaal", "incident", "kwetsbaar", "draagvlak"})
            EXPECT_EQ(dutch(code).find(banned), std::string_view::npos);
}

}  // namespace

}  // namespace wd::domain::test
