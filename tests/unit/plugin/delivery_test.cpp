// What a plugin says of a batch, and when what it could not take is tried again.
// SPDX-License-Identifier: EUPL-1.2
#include "plugin/delivery.hpp"

#include <gtest/gtest.h>

namespace wd::plugin {

namespace {

using std::chrono::seconds;

TEST(Pause, GrowsAsTheStandardSaysAndEnds)
{
    const std::vector<std::optional<seconds>> expected{seconds{25},     seconds{100},   seconds{400},
                                                       seconds{1'600},  seconds{6'400}, seconds{25'600},
                                                       seconds{52'000}, std::nullopt,   std::nullopt};
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_EQ(pause_after(static_cast<int>(i) + 1), expected[i]) << "after attempt " << i + 1;
}

Result<std::vector<Failure>> failures_in(std::string_view answer)
{
    const std::vector<std::string> batch{"1-8-aaaaaaaa", "1-9-bbbbbbbb"};
    return read_failures(parse_json(answer).value(), batch);
}

TEST(Failures, AreNoneWhenAllWentWell)
{
    EXPECT_TRUE(failures_in("{}").value().empty());
    EXPECT_TRUE(failures_in(R"({"failed": []})").value().empty());
}

TEST(Failures, SayWhichEventAndWhetherToTryAgain)
{
    const auto failures =
        failures_in(
            R"({"failed": [{"event": "1-9-bbbbbbbb", "why": "Vol"}, {"event": "1-8-aaaaaaaa", "why": "Nee", "again": false}]})")
            .value();

    EXPECT_EQ(failures, (std::vector<Failure>{{"1-9-bbbbbbbb", "Vol", true}, {"1-8-aaaaaaaa", "Nee", false}}));
}

TEST(Failures, AreRefusedWhole)
{
    for (const std::string_view answer :
         {R"({"failed": [{"event": "1-7-cccccccc", "why": "nooit gestuurd"}]})",
          R"({"failed": [{"event": "1-8-aaaaaaaa", "why": "een"}, {"event": "1-8-aaaaaaaa", "why": "twee"}]})",
          R"({"failed": [{"event": "1-8-aaaaaaaa"}]})", R"({"failed": "alles"})", R"({"cursor": 12})", "[]", "null"})
        EXPECT_FALSE(failures_in(answer)) << answer;
}

TEST(Complaint, IsTheSentenceOrNothing)
{
    EXPECT_EQ(read_complaint(parse_json("{}").value()).value(), std::nullopt);
    EXPECT_EQ(read_complaint(parse_json(R"({"ok": true})").value()).value(), std::nullopt);
    EXPECT_EQ(read_complaint(parse_json(R"({"ok": false, "why": "Geen mailserver"})").value()).value(),
              "Geen mailserver");
    EXPECT_NE(read_complaint(parse_json(R"({"ok": false})").value()).value(), std::nullopt);
    EXPECT_FALSE(read_complaint(parse_json(R"({"status": "goed"})").value()));
    EXPECT_FALSE(read_complaint(parse_json("3").value()));
}

TEST(Sentence, IsCutOffAtAWholeSign)
{
    std::string text;
    while (text.size() < 2 * sentence_max)
        text += "é";

    const std::string cut = shortened("x" + text);

    EXPECT_LE(cut.size(), sentence_max + std::string_view("…").size());
    EXPECT_TRUE(is_utf8(cut));
    EXPECT_EQ(shortened("kort"), "kort");
    EXPECT_EQ(shortened("een\x1b[31m\ntwee"), "een [31m twee") << "a plugin does not steer a screen";
}

}  // namespace

}  // namespace wd::plugin
