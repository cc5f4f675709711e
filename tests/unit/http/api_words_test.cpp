// The words of the API: complete, the same both ways, and in the forms that the API design rules ask for.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/api_words.hpp"

#include "domain/command_shapes.hpp"
#include "domain/commands.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace wd::domain::test {

namespace {

// Every member of every command, and of what stands inside it, at the place of its verb.
template <class Use>
void for_each_member(std::string_view verb, const std::vector<MemberShape>& members, const Use& use)
{
    use(verb, members);
    for (const MemberShape& member : members)
        for_each_member(verb, member.members, use);
}

template <class Use>
void for_each_command(const Use& use)
{
    for (const std::string_view verb : verbs())
        for_each_member(verb, *find_command_shape(verb), use);
}

bool is_lower_camel(std::string_view name)
{
    return !name.empty() && name.front() >= 'a' && name.front() <= 'z' &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
           });
}

bool ends_as(std::string_view name, std::string_view end)
{
    std::string capital(end);
    capital.front() = static_cast<char>(capital.front() - 'a' + 'A');
    return name.ends_with(end) || name.ends_with(capital);
}

TEST(ApiWords, KnowEveryMemberOfEveryCommand)
{
    for_each_command([](std::string_view verb, const std::vector<MemberShape>& members) {
        for (const MemberShape& member : members)
            EXPECT_NE(find_api_word(verb, member.code), nullptr) << verb << " " << member.code;
    });
}

TEST(ApiWords, SayTheFormThatTheCommandReads)
{
    for_each_command([](std::string_view verb, const std::vector<MemberShape>& members) {
        for (const MemberShape& member : members) {
            const ApiWord& word = *find_api_word(verb, member.code);
            const bool a_share = word.kind == ApiKind::per_mille && member.kind == ApiKind::number;
            EXPECT_TRUE(word.kind == member.kind || a_share) << verb << " " << member.code;
            if (member.kind == ApiKind::id) {
                EXPECT_EQ(word.of, member.prefix) << verb << " " << member.code;
            }
        }
    });
}

TEST(ApiWords, NameTwoMembersOfOneObjectDifferently)
{
    for_each_command([](std::string_view verb, const std::vector<MemberShape>& members) {
        std::map<std::string_view, std::string_view> seen;
        for (const MemberShape& member : members) {
            const auto [other, fresh] = seen.emplace(find_api_word(verb, member.code)->api, member.code);
            EXPECT_TRUE(fresh) << verb << ": " << member.code << " and " << other->second;
        }
    });
}

TEST(ApiWords, AreLowerCamelCase)
{
    for (const ApiWord& word : api_words())
        EXPECT_TRUE(is_lower_camel(word.api)) << word.api;
}

TEST(ApiWords, EndOnDatumWhenTheyAreADateAndNeverOtherwise)
{
    for (const ApiWord& word : api_words()) {
        if (word.api == "einddatumHandelingsTermijn")  // the name of the Taken API
            continue;
        EXPECT_EQ(ends_as(word.api, "datum"), word.kind == ApiKind::date) << word.api;
        EXPECT_EQ(ends_as(word.api, "tijdstip"), word.kind == ApiKind::date_time) << word.api;
    }
}

TEST(ApiWords, StandOnceForEachPlace)
{
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const ApiWord& word : api_words())
        EXPECT_TRUE(seen.emplace(word.place, word.code).second) << word.place << " " << word.code;
}

TEST(ApiWords, HaveADescriptionAndAnExampleWhereTheKindDoesNotGiveOne)
{
    for (const ApiWord& word : api_words()) {
        EXPECT_FALSE(word.description.empty()) << word.code;
        const bool may_be_empty = word.code == "earlier_code" || word.code == "code_from" || word.code == "kind" ||
                                  word.code == "state" || word.code == "id";
        if (word.kind == ApiKind::text && !may_be_empty) {
            EXPECT_FALSE(word.example.empty()) << word.code;
        }
    }
}

TEST(ApiWords, NameTheNearestPlace)
{
    EXPECT_EQ(find_api_word("task.reschedule", "due")->api, "einddatumHandelingsTermijn");
    EXPECT_EQ(find_api_word("commitment.add", "due")->api, "einddatum");
    EXPECT_EQ(find_api_word("commitment.add", "at")->api, "bijTaak");
    EXPECT_EQ(find_api_word("commitment", "at")->api, "tijdstip");
    EXPECT_EQ(find_api_word("task", "no_such_member"), nullptr);
}

TEST(ClosedLists, ComeBackAsTheyWent)
{
    for (const std::string_view list : closed_list_names())
        for (const std::string_view code : closed_list(list))
            EXPECT_EQ(code_of_api_word(list, api_word(code, list)), code) << list;
}

TEST(ClosedLists, CoverTheWordsThatCommandsTake)
{
    for_each_command([](std::string_view verb, const std::vector<MemberShape>& members) {
        for (const MemberShape& member : members) {
            if (member.kind != ApiKind::word)
                continue;
            const std::vector<std::string_view>& list = closed_list(find_api_word(verb, member.code)->of);
            for (const std::string_view word : member.words)
                EXPECT_NE(std::find(list.begin(), list.end(), word), list.end()) << verb << " " << word;
        }
    });
}

TEST(ClosedLists, AreThereForEveryWordOfTheTable)
{
    for (const ApiWord& word : api_words())
        if (word.kind == ApiKind::word) {
            EXPECT_FALSE(closed_list(word.of).empty()) << word.code << " " << word.of;
        }
}

TEST(ClosedLists, AreDutchAndInSnakeCase)
{
    for (const std::string_view list : closed_list_names())
        for (const std::string_view code : closed_list(list)) {
            const std::string word = api_word(code, list);
            if (list.ends_with("_field"))
                continue;
            EXPECT_EQ(word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"), std::string::npos) << word;
        }
    EXPECT_EQ(api_word("not_now"), "nu_niet");
    EXPECT_EQ(api_word("waiting", "task_state"), "uitgesteld");
    EXPECT_EQ(api_word("finished", "phase_end"), "beeindigd");
    EXPECT_EQ(api_word("council", "permission_role"), "raad_of_college");
    EXPECT_EQ(api_word("due", "commitment_field"), "einddatum");
    EXPECT_EQ(code_of_api_word("task_state", "bestaat_niet"), std::nullopt);
}

}  // namespace

}  // namespace wd::domain::test
