// How roles were handed over: warm rate and lead time, each with its arithmetic written out.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/warmth.hpp"

#include "continuity_scene.hpp"

namespace wd::domain::test::continuity {

namespace {

// --- Warm rate: handovers in which leaver and successor talked / all role endings

struct WarmRow {
    std::string_view what;
    TeamOf team;
    int endings;
    int warm;
    std::optional<int> rate;
};

TeamOf anna_left()
{
    return empty_team().held(leader, anna, "2020-01-01", "2023-12-31").held(leader, bas, "2024-01-01");
}

TEST(WarmRate, SetsConversationsAgainstAllEndings)
{
    // All asked on 31 March 2024.
    const std::vector<WarmRow> rows{
        {"nobody left", empty_team().held(leader, anna, "2020-01-01"), 0, 0, std::nullopt},
        {"an empty history", TeamOf{}, 0, 0, std::nullopt},
        {"no handover: not warm, 0/1", anna_left(), 1, 0, 0},
        {"they talked: 1/1", anna_left().handed_over(leader, anna, bas, "2023-11-01", "2023-12-10"), 1, 1, 1000},
        {"a handover without a conversation: 0/1", anna_left().handed_over(leader, anna, bas, "2023-11-01"), 1, 0, 0},
        {"accepted, but never talked: 0/1", anna_left().handed_over(leader, anna, bas, "2023-11-01", "", "2023-12-20"),
         1, 0, 0},
        {"they talk tomorrow: 0/1", anna_left().handed_over(leader, anna, bas, "2023-11-01", "2024-04-01"), 1, 0, 0},
        {"they talked today: 1/1", anna_left().handed_over(leader, anna, bas, "2023-11-01", "2024-03-31"), 1, 1, 1000},
        {"nobody known who took over: 0/1", anna_left().handed_over(leader, anna, {}, "2023-11-01", "2023-12-10"), 1, 0,
         0},
        {"from the log, the leaver not there: 0/1",
         anna_left().handed_over(leader, {}, bas, "2023-11-01", "2023-12-10"), 1, 0, 0},
        {"of another position: 0/1", anna_left().handed_over(builder, anna, bas, "2023-11-01", "2023-12-10"), 1, 0, 0},
        {"announced after a sudden leave, and they talked: 1/1",
         anna_left().handed_over(leader, anna, bas, "2024-01-15", "2024-02-01"), 1, 1, 1000},
        {"two handovers of one ending count once: 1/1",
         anna_left()
             .handed_over(leader, anna, bas, "2023-11-01", "2023-12-10")
             .handed_over(leader, anna, cem, "2023-11-01", "2023-12-11"),
         1, 1, 1000},
        {"the giver is still there: the handover counts later, 0/1",
         anna_left()
             .held(builder, cem, "2020-01-01", "2024-06-30")
             .handed_over(builder, cem, dina, "2024-03-01", "2024-03-15"),
         1, 0, 0},
        {"two of three: 2000/3 = 666.67",
         anna_left()
             .held(builder, cem, "2020-01-01", "2023-06-30")
             .held(guide, dina, "2020-01-01", "2023-06-30")
             .handed_over(leader, anna, bas, "2023-11-01", "2023-12-10")
             .handed_over(builder, cem, dina, "2023-05-01", "2023-06-10")
             .handed_over(guide, dina, els, "2023-05-01"),
         3, 2, 667},
        {"everybody left warm: 2/2",
         anna_left()
             .held(builder, cem, "2020-01-01", "2023-06-30")
             .handed_over(leader, anna, bas, "2023-11-01", "2023-12-10")
             .handed_over(builder, cem, dina, "2023-05-01", "2023-06-10"),
         2, 2, 1000},
        {"left twice, talked the second time only: 1/2",
         empty_team()
             .held(leader, anna, "2020-01-01", "2020-12-31")
             .held(leader, anna, "2022-01-01", "2023-12-31")
             .handed_over(leader, anna, bas, "2020-11-01")
             .handed_over(leader, anna, bas, "2023-11-01", "2023-12-10"),
         2, 1, 500},
        {"left twice, both conversations about the first: 1/2",
         empty_team()
             .held(leader, anna, "2020-01-01", "2020-12-31")
             .held(leader, anna, "2022-01-01", "2023-12-31")
             .handed_over(leader, anna, bas, "2020-11-01", "2020-12-01")
             .handed_over(leader, anna, cem, "2020-12-31", "2021-01-15"),
         2, 1, 500},
    };
    for (const WarmRow& row : rows)
        EXPECT_EQ(warm_rate(row.team, day("2024-03-31")), (WarmRate{row.endings, row.warm, row.rate})) << row.what;
}

TEST(WarmRate, BeginsTheDayAfterTheLastDay)
{
    const TeamOf team = anna_left().handed_over(leader, anna, bas, "2023-11-01", "2023-12-10");

    EXPECT_EQ(warm_rate(team, day("2023-12-31")), (WarmRate{0, 0, std::nullopt}));
    EXPECT_EQ(warm_rate(team, day("2024-01-01")), (WarmRate{1, 1, 1000}));
}

// --- Lead time: accept date - date on which the leave was announced

TEST(LeadTimes, AreDaysFromAnnouncementToAcceptance)
{
    // Asked on 31 March 2024.
    const TeamOf team = empty_team()
                            .handed_over(leader, anna, bas, "2024-02-01", "", "2024-03-01")    // 29: a leap February
                            .handed_over(builder, cem, dina, "2023-02-01", "", "2023-03-01")   // 28
                            .handed_over(guide, dina, els, "2024-03-31", "", "2024-03-31")     // 0, the same day
                            .handed_over(trainee, els, {}, "2024-03-01")                       // not accepted
                            .handed_over(leader, bas, cem, "2024-03-01", "", "2024-04-01")     // accepted tomorrow
                            .handed_over(builder, dina, els, "2024-04-01", "", "2024-04-10");  // announced tomorrow

    const LeadTimes found = lead_times(team, day("2024-03-31"));

    const std::vector<LeadTime> expected{
        {leader, day("2024-02-01"), 29},
        {builder, day("2023-02-01"), 28},
        {guide, day("2024-03-31"), 0},
        {trainee, day("2024-03-01"), std::nullopt},
        {leader, day("2024-03-01"), std::nullopt},
    };
    EXPECT_EQ(found.handovers, expected);
    EXPECT_EQ(found.median, 28);  // of 0, 28, 29
}

TEST(LeadTimes, HaveAMedianOfWhatIsAccepted)
{
    const TeamOf none = empty_team().handed_over(leader, anna, bas, "2024-02-01");
    const TeamOf two = empty_team()
                           .handed_over(leader, anna, bas, "2024-02-01", "", "2024-02-11")    // 10
                           .handed_over(builder, cem, dina, "2024-02-01", "", "2024-02-22");  // 21
    const TeamOf late = empty_team().handed_over(leader, anna, bas, "2024-02-10", "", "2024-02-07");

    EXPECT_EQ(lead_times(TeamOf{}, day("2024-03-31")), LeadTimes{});
    EXPECT_EQ(lead_times(none, day("2024-03-31")).median, std::nullopt);
    EXPECT_EQ(lead_times(two, day("2024-03-31")).median, 16);   // (10 + 21) / 2 = 15.5, up
    EXPECT_EQ(lead_times(late, day("2024-03-31")).median, -3);  // the announcement was written down afterwards
}

}  // namespace

}  // namespace wd::domain::test::continuity
