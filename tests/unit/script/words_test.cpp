// The key tables themselves: complete, closed and in step with the domain.
// SPDX-License-Identifier: EUPL-1.2
#include "script/words.hpp"

#include "domain/scenario.hpp"
#include "domain/workflow.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace wd::script::test {

TEST(Words, AreTheClosedListsOfTheDesign)
{
    const std::set<std::string_view> expected{
        "task",   "meeting", "vote",      "decision",   "friction", "gate",     "reflection", "measure",
        "wait",   "choose",  "each",      "together",   "first",    "start",    "compute",    "call",
        "tell",   "go",      "finish",    "workflow",   "phase",    "role",     "field",      "option",
        "forms",  "form",    "each_time", "when_event", "tests",    "scenario", "area",       "answer",
        "record", "pass",    "people",    "pause",      "resume",   "expect"};
    std::set<std::string_view> found;
    for (const WordDoc& word : words())
        EXPECT_TRUE(found.insert(word.word).second) << word.word << " stands twice";

    EXPECT_EQ(found, expected);
}

TEST(Words, OfStepsAreTheStepKindsOfTheDomain)
{
    std::set<std::string_view> steps;
    for (const WordDoc& word : words())
        if (word.group == Group::step)
            steps.insert(word.word);
    const auto kinds = names_of<domain::StepKind>();

    EXPECT_EQ(steps, std::set<std::string_view>(kinds.begin(), kinds.end()));
}

TEST(Words, OfPlaysAreThePlayKindsOfTheDomain)
{
    std::set<std::string_view> plays;
    for (const WordDoc& word : words())
        if (word.group == Group::play)
            plays.insert(word.word);
    const auto kinds = names_of<domain::PlayKind>();

    EXPECT_EQ(plays, std::set<std::string_view>(kinds.begin(), kinds.end()));
}

TEST(Words, AndTheirKeysSayWhatTheyMean)
{
    for (const WordDoc& word : words()) {
        EXPECT_FALSE(word.meaning.empty()) << word.word;
        EXPECT_GE(word.since, 1);
        EXPECT_FALSE(example_of(word.call).empty());
        EXPECT_FALSE(home_of(word.group).empty());
        for (const KeyDoc& key : word.keys) {
            EXPECT_FALSE(key.meaning.empty()) << word.word << "." << key.key;
            EXPECT_GE(key.since, 1);
            EXPECT_EQ(key.meaning.find('\n'), std::string_view::npos) << word.word << "." << key.key;
            EXPECT_FALSE(expected(key.shape).empty()) << word.word << "." << key.key;
        }
    }
}

TEST(Words, HaveEachKeyOnce)
{
    for (const WordDoc& word : words()) {
        std::set<std::string_view> keys;
        for (const KeyDoc& key : word.keys)
            EXPECT_TRUE(keys.insert(key.key).second) << word.word << "." << key.key;
    }
}

TEST(Words, GiveTheChoicesOfKeysThatHaveThem)
{
    for (const WordDoc& word : words())
        for (const KeyDoc& key : word.keys)
            EXPECT_EQ(key.shape == Shape::one_of, !key.choices.empty()) << word.word << "." << key.key;
}

TEST(Words, AreFoundByName)
{
    ASSERT_NE(find_word("gate"), nullptr);
    EXPECT_EQ(find_word("gate")->group, Group::step);
    EXPECT_EQ(find_word("taks"), nullptr);
    ASSERT_NE(find_key(*find_word("task"), "within"), nullptr);
    EXPECT_EQ(find_key(*find_word("task"), "deciders"), nullptr);
    EXPECT_EQ(find_key(*find_word("vote"), "within"), nullptr) << "a vote closes by its own rule";
    EXPECT_NE(find_key(*find_word("vote"), "closes"), nullptr);
    EXPECT_EQ(keys_of(*find_word("go")), std::vector<std::string_view>{"phase"});
    EXPECT_TRUE(keys_of(*find_word("finish")).empty());
}

TEST(Words, ThatAskPeopleShareTheirKeys)
{
    for (const WordDoc& word : words()) {
        const auto kind = find_enum<domain::StepKind>(word.word);
        if (!kind || !domain::asks_people(*kind))
            continue;
        for (const std::string_view key :
             {"title", "form", "remind", "late", "legal", "carry", "minutes", "after_downtime"})
            EXPECT_NE(find_key(word, key), nullptr) << word.word << "." << key;
        EXPECT_EQ(find_key(word, "outcomes") != nullptr, !domain::outcomes_of(*kind).empty()) << word.word;
        EXPECT_EQ(find_key(word, "role") == nullptr, word.word == "gate") << word.word;
    }
}

}  // namespace wd::script::test
