// How long people stay: intact rate, turnover and median tenure, each with its arithmetic written out.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/tenure.hpp"

#include "continuity_scene.hpp"

namespace wd::domain::test::continuity {

namespace {

// --- Kernteam intact rate: members at t0 still in role at t / team size at t0

// The gate of all these: t0 = 15 January 2020, so t = 15 January 2021, 2022 and 2023.
TeamOf team_of_three()
{
    return empty_team()
        .held(leader, anna, "2019-06-01")
        .held(builder, bas, "2019-06-01", "2021-01-15")  // the last day is t itself: still in role
        .held(guide, cem, "2019-06-01", "2021-01-14")    // left one day earlier
        .held(trainee, dina, "2019-06-01", "2019-12-31");
}

IntactRate at(std::string_view t0, int months, std::string_view t, int team, std::optional<int> still,
              std::optional<int> rate)
{
    return {day(t0), months, day(t), team, still, rate};
}

TEST(IntactRate, FollowsTheCoreTeamOfTheGate)
{
    const std::vector<IntactRate> rates =
        intact_rates(team_of_three(), {day("2020-01-15")}, defaults, day("2022-06-01"));

    const std::vector<IntactRate> expected{
        at("2020-01-15", 12, "2021-01-15", 3, 2, 667),                      // Anna and Bas: 2000/3 = 666.67
        at("2020-01-15", 24, "2022-01-15", 3, 1, 333),                      // Anna: 1000/3 = 333.33
        at("2020-01-15", 36, "2023-01-15", 3, std::nullopt, std::nullopt),  // has not come on 1 June 2022
    };
    EXPECT_EQ(rates, expected);
}

TEST(IntactRate, IsThereFromTheDayItselfOn)
{
    const std::vector<Date> gate{day("2020-01-15")};

    EXPECT_EQ(intact_rates(team_of_three(), gate, defaults, day("2021-01-14"))[0].rate, std::nullopt);
    EXPECT_EQ(intact_rates(team_of_three(), gate, defaults, day("2021-01-15"))[0].rate, 667);
}

struct IntactRow {
    std::string_view what;
    TeamOf team;
    int members;
    std::optional<int> rate;
};

TEST(IntactRate, CountsMembersInTheRolesTheyHad)
{
    const std::vector<IntactRow> rows{
        {"nobody left: 2 of 2", empty_team().held(leader, anna, "2019-06-01").held(builder, bas, "2019-06-01"), 2,
         1000},
        {"everybody left, others came: 0 of 2",
         empty_team()
             .held(leader, anna, "2019-06-01", "2020-03-01")
             .held(builder, bas, "2019-06-01", "2020-06-30")
             .held(leader, cem, "2020-03-02")
             .held(builder, dina, "2020-07-01"),
         2, 0},
        {"nobody in the team at t0", empty_team().held(leader, anna, "2020-01-16"), 0, std::nullopt},
        {"an empty history", TeamOf{}, 0, std::nullopt},
        {"beside the core team: does not count", empty_team().held(trainee, anna, "2019-06-01"), 0, std::nullopt},
        {"a position that is not listed", empty_team().held(PositionId{9}, anna, "2019-06-01"), 0, std::nullopt},
        {"two roles, one kept: one member, still there",
         empty_team().held(leader, anna, "2019-06-01").held(builder, anna, "2019-06-01", "2020-06-30"), 1, 1000},
        {"moved to another role: not in the role of t0 any more",
         empty_team().held(leader, anna, "2019-06-01", "2020-06-30").held(builder, anna, "2020-07-01"), 1, 0},
        {"away for half a year and back: in role at t",
         empty_team().held(leader, anna, "2019-06-01", "2020-05-31").held(leader, anna, "2020-12-01"), 1, 1000},
        {"two people in one position: 1 of 2",
         empty_team().held(leader, anna, "2019-06-01").held(leader, bas, "2019-06-01", "2020-06-30"), 2, 500},
        {"began on t0 itself, left on the day before t", empty_team().held(leader, anna, "2020-01-15", "2021-01-14"), 1,
         0},
        {"ended the day before t0: not in the team of t0", empty_team().held(leader, anna, "2019-01-01", "2020-01-14"),
         0, std::nullopt},
        {"leave announced for after t: still in role",
         empty_team().held(leader, anna, "2019-06-01", "2021-08-31", "2021-01-05"), 1, 1000},
        {"ends before it begins: never was", empty_team().held(leader, anna, "2019-06-01", "2019-05-31"), 0,
         std::nullopt},
    };
    for (const IntactRow& row : rows) {
        const IntactRate rate = intact_rates(row.team, {day("2020-01-15")}, defaults, day("2021-06-01"))[0];
        EXPECT_EQ(rate.team, row.members) << row.what;
        EXPECT_EQ(rate.rate, row.rate) << row.what;
    }
}

TEST(IntactRate, OfAGateToComeIsNotThere)
{
    const std::vector<IntactRate> rates =
        intact_rates(team_of_three(), {day("2030-01-01")}, defaults, day("2020-01-15"));

    ASSERT_EQ(rates.size(), 3U);
    EXPECT_EQ(rates[0], at("2030-01-01", 12, "2031-01-01", 0, std::nullopt, std::nullopt));
}

TEST(IntactRate, KnowsTheLeapDay)
{
    ContinuitySettings settings;
    settings.intact_months = {12, 48};
    const TeamOf team = empty_team().held(leader, anna, "2024-02-29", "2025-02-28");

    const std::vector<IntactRate> rates = intact_rates(team, {day("2024-02-29")}, settings, day("2028-03-01"));

    EXPECT_EQ(rates[0], at("2024-02-29", 12, "2025-02-28", 1, 1, 1000));  // no 29 February in 2025
    EXPECT_EQ(rates[1], at("2024-02-29", 48, "2028-02-29", 1, 0, 0));
}

// --- Of several programmes: each with its own gate and team, then added up

std::vector<IntactRate> rates_of(const TeamOf& team, const std::vector<Date>& gates, std::string_view today)
{
    return intact_rates(team, gates, defaults, day(today));
}

TEST(IntactTotal, AddsUpEachProgrammeFromItsOwnGateAndTeam)
{
    // On 1 June 2022. The first programme passed its gate on 15 January 2020: 2 of 3 after a year, 1 of 3 after two. The second
    // passed its own on 1 March 2021 with two people, of whom one left: 1 of 2 after a year; its second year is still to come.
    const TeamOf second = empty_team().held(leader, dina, "2020-01-01").held(builder, els, "2020-01-01", "2021-12-31");
    const std::vector<std::vector<IntactRate>> programmes{
        rates_of(team_of_three(), {day("2020-01-15")}, "2022-06-01"),
        rates_of(second, {day("2021-03-01")}, "2022-06-01"),
    };

    const std::vector<IntactTotal> expected{
        {12, 2, 5, 3, 600},           // (2 + 1) / (3 + 2)
        {24, 1, 3, 1, 333},           // 1/3, of the first alone
        {36, 0, 0, 0, std::nullopt},  // nobody is that far
    };
    EXPECT_EQ(total_intact(programmes, defaults), expected);
}

TEST(IntactTotal, DoesNotTakeSomebodyWhoMovedToAnotherProgrammeForStaying)
{
    // Anna led the first wijk and leads the second one since: 0 of 1 there, not in the team of t0 here (Bas: 1 of 1). Together 1
    // of 2. As one team, with both gates, it would read as if Anna had stayed.
    const TeamOf first = empty_team().held(leader, anna, "2019-06-01", "2020-06-30");
    const TeamOf second = empty_team().held(builder, bas, "2019-06-01").held(leader, anna, "2020-07-01");
    const std::vector<Date> gate{day("2020-01-15")};

    EXPECT_EQ(total_intact({rates_of(first, gate, "2021-06-01"), rates_of(second, gate, "2021-06-01")}, defaults)[0],
              (IntactTotal{12, 2, 2, 1, 500}));
}

struct TotalRow {
    std::string_view what;
    std::vector<std::vector<IntactRate>> programmes;
    IntactTotal expected;  // after 12 months
};

TEST(IntactTotal, CountsTheFirstGateOfAProgrammeThatHadATeam)
{
    const std::vector<Date> gate{day("2020-01-15")};
    const TeamOf stayed = empty_team().held(leader, anna, "2019-06-01").held(builder, bas, "2019-06-01");
    const TeamOf left = empty_team().held(leader, anna, "2019-06-01", "2020-03-01");
    const std::vector<TotalRow> rows{
        {"no programmes", {}, {12, 0, 0, 0, std::nullopt}},
        {"a programme without a gate", {{}}, {12, 0, 0, 0, std::nullopt}},
        {"nobody left: 2/2", {rates_of(stayed, gate, "2021-06-01")}, {12, 1, 2, 2, 1000}},
        {"everybody left: 0/1", {rates_of(left, gate, "2021-06-01")}, {12, 1, 1, 0, 0}},
        {"nobody and everybody left: (2 + 0) / (2 + 1) = 0.6667",
         {rates_of(stayed, gate, "2021-06-01"), rates_of(left, gate, "2021-06-01")},
         {12, 2, 3, 2, 667}},
        {"an empty team at t0 is left out",
         {rates_of(stayed, gate, "2021-06-01"), rates_of(empty_team(), gate, "2021-06-01")},
         {12, 1, 2, 2, 1000}},
        {"a second gate of the same programme is not a second programme: 0/1 of the first alone",
         {rates_of(left, {day("2020-01-15"), day("2020-02-15")}, "2021-06-01")},
         {12, 1, 1, 0, 0}},
        {"two gates on one day are one",
         {rates_of(stayed, {day("2020-01-15"), day("2020-01-15")}, "2021-06-01")},
         {12, 1, 2, 2, 1000}},
    };
    for (const TotalRow& row : rows)
        EXPECT_EQ(total_intact(row.programmes, defaults)[0], row.expected) << row.what;
}

// --- Turnover: role endings in 12 months / mean filled roles

TEST(Turnover, DividesEndingsByTheMeanOfFilledRoles)
{
    // Asked on 31 December 2024: the window is 1 January up to and including 31 December 2024, 366 days.
    const TeamOf team = empty_team()
                            .held(leader, anna, "2020-01-01")                // 366 days
                            .held(builder, bas, "2020-01-01", "2024-06-30")  // 31+29+31+30+31+30 = 182 days
                            .held(builder, cem, "2024-10-01");               // 31+30+31 = 92 days

    const Turnover result = turnover(team, defaults, day("2024-12-31"));

    // 366 + 182 + 92 = 640 filled days, mean 640/366 = 1.749 roles; 1 / 1.749 = 366/640 = 0.571875
    EXPECT_EQ(result, (Turnover{day("2024-01-01"), day("2024-12-31"), 1, 366, 640, 572}));
}

struct TurnoverRow {
    std::string_view what;
    TeamOf team;
    int endings;
    int filled_days;
    std::optional<int> rate;
};

TEST(Turnover, LooksAtTheWindowOnly)
{
    // All asked on 31 December 2024: 366 days.
    const std::vector<TurnoverRow> rows{
        {"nobody left", empty_team().held(leader, anna, "2020-01-01"), 0, 366, 0},
        {"an empty history", TeamOf{}, 0, 0, std::nullopt},
        {"never filled", empty_team(), 0, 0, std::nullopt},
        {"everybody left before the window: nothing filled, no ending in it",
         empty_team().held(leader, anna, "2020-01-01", "2023-12-30"), 0, 0, std::nullopt},
        {"last day just before the window: the role is left on its first day, but nothing was filled",
         empty_team().held(leader, anna, "2020-01-01", "2023-12-31"), 1, 0, std::nullopt},
        {"last day is the first of the window: 1 filled day, 366/1",
         empty_team().held(leader, anna, "2020-01-01", "2024-01-01"), 1, 1, 366000},
        {"last day was yesterday: 365 filled days, 366/365 = 1.0027",
         empty_team().held(leader, anna, "2020-01-01", "2024-12-30"), 1, 365, 1003},
        {"last day is today: still in role", empty_team().held(leader, anna, "2020-01-01", "2024-12-31"), 0, 366, 0},
        {"leave announced for later: still in role",
         empty_team().held(leader, anna, "2020-01-01", "2025-03-31", "2024-12-01"), 0, 366, 0},
        {"begins tomorrow: not there", empty_team().held(leader, anna, "2025-01-01"), 0, 0, std::nullopt},
        {"leaver and successor share June: the role is filled once, 366/366",
         empty_team().held(leader, anna, "2020-01-01", "2024-06-30").held(leader, bas, "2024-06-01"), 1, 366, 1000},
        {"a contract renewed without a day between: nobody left",
         empty_team().held(leader, anna, "2020-01-01", "2024-06-30").held(leader, anna, "2024-07-01"), 0, 366, 0},
        {"the same with one day between: left and came back, 366/365",
         empty_team().held(leader, anna, "2020-01-01", "2024-06-30").held(leader, anna, "2024-07-02"), 1, 365, 1003},
        {"three people in one year, nobody on the last day: 3 * 366 / 365 = 3.0082",
         empty_team()
             .held(leader, anna, "2024-01-01", "2024-03-31")
             .held(leader, bas, "2024-04-01", "2024-08-31")
             .held(leader, cem, "2024-09-01", "2024-12-30"),
         3, 365, 3008},
        {"a team since 1 July counts empty days before it: 31+31+30+31+30+31 = 184, 366/184 = 1.98913",
         empty_team().held(leader, anna, "2024-07-01", "2024-12-30").held(leader, bas, "2024-12-31"), 1, 184, 1989},
    };
    for (const TurnoverRow& row : rows) {
        const Turnover result = turnover(row.team, defaults, day("2024-12-31"));
        EXPECT_EQ(result.endings, row.endings) << row.what;
        EXPECT_EQ(result.filled_days, row.filled_days) << row.what;
        EXPECT_EQ(result.rate, row.rate) << row.what;
    }
}

TEST(Turnover, HasAWindowOfAYearAroundALeapDay)
{
    const TeamOf team = empty_team().held(leader, anna, "2020-01-01");

    // A year before 29 February 2024 is 28 February 2023; the window begins the day after.
    EXPECT_EQ(turnover(team, defaults, day("2024-02-29")),
              (Turnover{day("2023-03-01"), day("2024-02-29"), 0, 366, 366, 0}));
    EXPECT_EQ(turnover(team, defaults, day("2025-02-28")),
              (Turnover{day("2024-02-29"), day("2025-02-28"), 0, 366, 366, 0}));
    EXPECT_EQ(turnover(team, defaults, day("2023-12-31")),
              (Turnover{day("2023-01-01"), day("2023-12-31"), 0, 365, 365, 0}));
}

// --- Median tenure

// A team of one position per spell: `days` in role, a spell that still goes on has a + in the books and is negative here.
// Asked on 31 December 2024.
Tenure tenure_of(const std::vector<int>& spells)
{
    const Date today = day("2024-12-31");
    TeamOf team;
    for (const int length : spells) {
        const PositionId position{static_cast<std::int64_t>(team.spells.size() + 1)};
        const AssignmentId assignment{position.value};
        team.core(position, "rol");
        if (length < 0)
            team.spells.push_back({assignment, position, anna, today - std::chrono::days{-length - 1}, {}, {}});
        else {
            const Date last = day("2024-06-30");
            team.spells.push_back({assignment, position, anna, last - std::chrono::days{length - 1}, last, {}});
        }
    }
    return median_tenure(team, defaults, today);
}

struct TenureRow {
    std::string_view what;
    std::vector<int> spells;
    TenureMethod method;
    int open;
    std::optional<int> days;
};

TEST(MedianTenure, ChoosesItsMethodByTheNumberOfSpells)
{
    using enum TenureMethod;
    const std::vector<TenureRow> rows{
        {"nobody yet", {}, plain_median, 0, std::nullopt},
        {"one, still there", {-500}, plain_median, 1, std::nullopt},
        {"nobody left, 7 open", {-1, -2, -3, -4, -5, -6, -7}, plain_median, 7, std::nullopt},
        {"one ended", {100, -500}, plain_median, 1, 100},
        {"2 ended: (100 + 201) / 2 = 150.5, up", {201, 100}, plain_median, 0, 151},
        {"3 of 5 ended: the middle of 100, 200, 900", {900, 100, -50, 200, -3000}, plain_median, 2, 200},
        {"7 ended: the fourth", {10, 20, 30, 40, 50, 60, 70}, plain_median, 0, 40},
        // S(t) from here on; / shows who left, + who is censored
        {"8 ended: 7/8, 6/8, 5/8, 4/8 at 40 and a half is enough",
         {10, 20, 30, 40, 50, 60, 70, 80},
         kaplan_meier,
         0,
         40},
        {"8, all open: S stays 1", {-10, -20, -30, -40, -50, -60, -70, -80}, kaplan_meier, 8, std::nullopt},
        {"8 of which 3 left first: 5/8 and it stays there",
         {10, 20, 30, -900, -900, -900, -900, -900},
         kaplan_meier,
         5,
         std::nullopt},
        {"8 of which 4 left first: 7/8, 6/8, 5/8, 4/8", {10, 20, 30, 40, -900, -900, -900, -900}, kaplan_meier, 4, 40},
        {"4 censored before anybody left, then 3/4, 2/4 at 60",
         {-10, -20, -30, -40, 50, 60, 70, 80},
         kaplan_meier,
         4,
         60},
        {"two at once: 6/8 at 10; 30 censored; 6/8 * 4/5 = 24/40 at 40; 24/40 * 3/4 = 72/160 = 0.45 at 50",
         {10, 10, -30, 40, 50, 60, 70, 80},
         kaplan_meier,
         1,
         50},
        {"censored at the same tenure as a leaver was in role then: 7/8 at 10, 7/8 * 5/6 = 35/48 at 20, "
         "* 4/5 = 140/240 at 30, * 3/4 = 420/960 = 0.4375 at 40",
         {10, -10, 20, 30, 40, 50, 60, 70},
         kaplan_meier,
         1,
         40},
        {"everybody left after the same time: 0/8", {300, 300, 300, 300, 300, 300, 300, 300}, kaplan_meier, 0, 300},
        {"one day each", {1, 1, 1, 1, 1, 1, 1, 1}, kaplan_meier, 0, 1},
        {"the last one left at 80 after censoring: 7/8 at 10, then 6 censored, then 0/1",
         {10, -20, -30, -40, -50, -60, -70, 80},
         kaplan_meier,
         6,
         80},
    };
    for (const TenureRow& row : rows)
        EXPECT_EQ(tenure_of(row.spells), (Tenure{row.method, static_cast<int>(row.spells.size()), row.open, row.days}))
            << row.what;
}

TEST(MedianTenure, AgreesWithTheTextbook)
{
    // The remission times of Freireich et al. 1963, in every book on survival; medians 23 and 8 weeks.
    // Treated, 21: S = 18/21 at 6, * 16/17 at 7, * 14/15 at 10, * 11/12 at 13, * 10/11 at 16, * 6/7 at 22 = 0.538,
    // * 5/6 at 23 = 0.448
    const Tenure treated =
        tenure_of({6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35});
    EXPECT_EQ(treated, (Tenure{TenureMethod::kaplan_meier, 21, 12, 23}));

    // Not treated, 21: 12/21 = 0.571 at 5, 8/21 = 0.381 at 8
    const Tenure others = tenure_of({1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23});
    EXPECT_EQ(others, (Tenure{TenureMethod::kaplan_meier, 21, 0, 8}));
}

TEST(MedianTenure, StaysExactForAHundredSpells)
{
    // Without censoring the product is (100 - t) / 100: a half at 50, and exactly so. As one product over 100^50 it has 333 bits.
    std::vector<int> spells;
    for (int length = 1; length <= 100; ++length)
        spells.push_back(length);
    EXPECT_EQ(tenure_of(spells).days, 50);

    // One more who stays: S(50) = 51/101 > 1/2, S(51) = 50/101.
    spells.push_back(-150);
    EXPECT_EQ(tenure_of(spells).days, 51);
}

TEST(MedianTenure, CountsBothTheFirstAndTheLastDay)
{
    // 1 January up to and including 29 February 2024 is 31 + 29 = 60 days; of the renewed one 31 + 29 + 31 = 91.
    const TeamOf team = empty_team().held(leader, anna, "2024-01-01", "2024-02-29");
    const TeamOf renewed =
        empty_team().held(leader, anna, "2024-01-01", "2024-02-29").held(leader, anna, "2024-03-01", "2024-03-31");

    EXPECT_EQ(median_tenure(team, defaults, day("2024-12-31")), (Tenure{TenureMethod::plain_median, 1, 0, 60}));
    EXPECT_EQ(median_tenure(renewed, defaults, day("2024-12-31")), (Tenure{TenureMethod::plain_median, 1, 0, 91}));
    // On the last day itself the spell is still open, and before the first day there is none.
    EXPECT_EQ(median_tenure(team, defaults, day("2024-02-29")),
              (Tenure{TenureMethod::plain_median, 1, 1, std::nullopt}));
    EXPECT_EQ(median_tenure(team, defaults, day("2023-12-31")),
              (Tenure{TenureMethod::plain_median, 0, 0, std::nullopt}));
}

}  // namespace

}  // namespace wd::domain::test::continuity
