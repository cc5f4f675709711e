// The draw of audits, who may rate, and agreement between two raters.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/audit_draw.hpp"

#include <gtest/gtest.h>

namespace wd::domain::test {

namespace {

constexpr std::uint64_t seed = 20'261'120;

AuditDraw draw(std::int64_t handover, AuditPool pool = AuditPool::other)
{
    return draw_audit(RubricSettings{}, seed, handover, pool);
}

// --- The draw

// Recorded seeds are drawn again years later. The expected ones were worked out apart from this program, from SplitMix64 and
// xoshiro256** as published: drawn when the first number mod 3 is 0, twice when the second mod 5 is 0 as well.
TEST(AuditDraw, StaysTheSameForEver)
{
    std::vector<std::int64_t> drawn;
    std::vector<std::int64_t> twice;
    for (std::int64_t handover = 1; handover <= 15; ++handover) {
        if (draw(handover).drawn)
            drawn.push_back(handover);
        if (draw(handover).twice)
            twice.push_back(handover);
    }

    EXPECT_EQ(drawn, (std::vector<std::int64_t>{1, 8, 9, 12}));
    EXPECT_EQ(twice, (std::vector<std::int64_t>{8}));  // 5, 7 and 15 would be, had they been drawn
}

TEST(AuditDraw, TakesEveryCorePosition)
{
    std::vector<std::int64_t> twice;
    for (std::int64_t handover = 1; handover <= 15; ++handover) {
        EXPECT_TRUE(draw(handover, AuditPool::core).drawn) << handover;
        if (draw(handover, AuditPool::core).twice)
            twice.push_back(handover);
    }
    EXPECT_EQ(twice, (std::vector<std::int64_t>{5, 7, 8, 15}));
}

TEST(AuditDraw, TakesAboutOneInThreeAndOneInFiveOfThose)
{
    int drawn = 0;
    int twice = 0;
    for (std::int64_t handover = 1; handover <= 30'000; ++handover) {
        const AuditDraw one = draw(handover);
        EXPECT_TRUE(one.drawn || !one.twice);
        drawn += one.drawn ? 1 : 0;
        twice += one.twice ? 1 : 0;
    }
    // 10 000 expected, one deviation is sqrt(30 000 x 1/3 x 2/3) = 82; 2 000 expected, sqrt(30 000 x 1/15 x 14/15) = 43
    EXPECT_NEAR(drawn, 10'000, 4 * 82);
    EXPECT_NEAR(twice, 2'000, 4 * 43);
}

TEST(AuditDraw, DependsOnSeedAndHandoverNotOnOrder)
{
    std::vector<AuditDraw> forth;
    std::vector<AuditDraw> back;
    for (std::int64_t handover = 1; handover <= 100; ++handover)
        forth.push_back(draw(handover));
    for (std::int64_t handover = 100; handover >= 1; --handover)
        back.insert(back.begin(), draw(handover));
    int different = 0;
    for (std::int64_t handover = 1; handover <= 100; ++handover)
        if (draw_audit(RubricSettings{}, seed + 1, handover, AuditPool::other) != draw(handover))
            ++different;

    EXPECT_EQ(forth, back);
    EXPECT_GT(different, 0);
}

TEST(AuditDraw, FollowsTheSettings)
{
    RubricSettings all;
    all.audit_one_in = 1;
    all.second_rater_one_in = 1;
    for (std::int64_t handover = 1; handover <= 20; ++handover)
        EXPECT_EQ(draw_audit(all, seed, handover, AuditPool::other), (AuditDraw{true, true}));
}

TEST(AuditDraw, TakesAnIdOfAnyKind)
{
    EXPECT_EQ(draw_audit(RubricSettings{}, seed, AssignmentId{8}, AuditPool::other), draw(8));
}

// --- The rater

struct RaterRow {
    std::string_view what;
    PersonId rater;
    std::string_view says;  // empty: may rate
};

TEST(Rater, ComesFromOutsideTheTeam)
{
    const HandoverPeople people{PersonId{11},   PersonId{12},  {PersonId{11}, PersonId{13}}, PersonId{20}, PersonId{14},
                                {PersonId{15}}, {PersonId{16}}};
    const std::vector<RaterRow> rows{
        {"the giver", PersonId{11}, "persoon-11 draagt zelf over en kan deze overdracht niet beoordelen"},
        {"the receiver", PersonId{12}, "persoon-12 neemt zelf over en kan deze overdracht niet beoordelen"},
        {"somebody of the team", PersonId{13}, "persoon-13 werkt in dit team en kan deze overdracht niet beoordelen"},
        {"the commissioner", PersonId{14}, "persoon-14 is opdrachtgever van dit programma"},
        {"a deputy", PersonId{15}, "persoon-15 neemt waar in dit team"},
        {"somebody of an earlier team", PersonId{16},
         "persoon-16 droeg in dit team zelf een rol over, of nam er een over"},
        {"the first rater again", PersonId{20}, "persoon-20 heeft deze overdracht al beoordeeld; laat iemand anders"},
        {"somebody else", PersonId{21}, ""},
    };
    for (const RaterRow& row : rows) {
        const Result<void> may = check_rater(people, row.rater);

        EXPECT_EQ(may.has_value(), row.says.empty()) << row.what;
        if (!may) {
            EXPECT_EQ(may.error().code, Errc::not_allowed);
            EXPECT_NE(may.error().message.find(row.says), std::string::npos) << may.error().message;
            EXPECT_NE(may.error().message.find("van buiten het team"), std::string::npos) << may.error().message;
        }
    }
}

TEST(Rater, CanRateAHandoverWithoutSuccessor)
{
    EXPECT_TRUE(check_rater({PersonId{11}, {}, {}, {}}, PersonId{20}));
}

// --- Agreement

TEST(Agreement, IsTheShareOfRatingsAtMostOnePointApart)
{
    const std::vector<DoubleRating> ratings{
        // apart by 0 1 2 0 4 1 0 3: five of eight at most one
        {{4, 3, 4, 2, 4, 1, 0, 0}, {4, 2, 2, 2, 0, 2, 0, 3}},
        // apart by 0 0 0 0 0 0 0 1: eight of eight
        {{1, 1, 1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1, 1, 0}},
    };

    // 5 + 8 = 13 of 16; 13 000 / 16 = 812.5, rounded down
    EXPECT_EQ(agreement_of(ratings), (RaterAgreement{2, 13, 16, 812}));
}

TEST(Agreement, IsUnknownWithoutDoubleRatings)
{
    EXPECT_FALSE(agreement_of({}));
}

TEST(Agreement, IsCompleteOnlyWhenAllAre)
{
    std::vector<DoubleRating> ratings(251);
    EXPECT_EQ(agreement_of(ratings)->per_mille, 1000);

    ratings.front().first.warm = 2;
    EXPECT_EQ(agreement_of(ratings)->per_mille, 999);  // 2007 of 2008 is 999.502: not yet all
}

TEST(Agreement, CanBeNone)
{
    const std::vector<DoubleRating> ratings{{{4, 4, 4, 4, 4, 4, 4, 4}, {2, 2, 2, 2, 2, 2, 2, 2}}};

    EXPECT_EQ(agreement_of(ratings), (RaterAgreement{1, 0, 8, 0}));
}

}  // namespace

}  // namespace wd::domain::test
