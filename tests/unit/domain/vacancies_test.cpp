// Chairs without a person: vacancy days, overlap days and deputy cover, each with its arithmetic written out.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/vacancies.hpp"

#include "continuity_scene.hpp"

namespace wd::domain::test::continuity {

namespace {

// --- Vacancy days: start of next spell - end of previous; sum, median, max; "onbezet nu"

struct VacancyRow {
    std::string_view what;
    TeamOf team;  // with one position, there since 1 January 2018
    std::vector<Vacancy> filled;
    int sum;
    std::optional<int> median;
    std::optional<int> max;
    std::optional<Vacancy> now;
};

TeamOf one_position()
{
    return TeamOf{}.core(leader, "projectleider");
}

Vacancy empty_from(std::string_view from, int days)
{
    return {day(from), days};
}

TEST(Vacancies, AreTheDaysWithoutAnybody)
{
    // All asked on 31 March 2024.
    const std::vector<VacancyRow> rows{
        {"nobody left", one_position().held(leader, anna, "2020-01-01"), {}, 0, {}, {}, {}},
        {"next on 1 March after a last day 31 January 2024: 29 days of a leap February",
         one_position().held(leader, anna, "2020-01-01", "2024-01-31").held(leader, bas, "2024-03-01"),
         {empty_from("2024-02-01", 29)},
         29,
         29,
         29,
         {}},
        {"the same a year earlier: 28",
         one_position().held(leader, anna, "2020-01-01", "2023-01-31").held(leader, bas, "2023-03-01"),
         {empty_from("2023-02-01", 28)},
         28,
         28,
         28,
         {}},
        {"two vacancies, 1-10 June and 1-30 September 2023: sum 40, median (10 + 30) / 2, max 30",
         one_position()
             .held(leader, anna, "2020-01-01", "2023-05-31")
             .held(leader, bas, "2023-06-11", "2023-08-31")
             .held(leader, cem, "2023-10-01"),
         {empty_from("2023-06-01", 10), empty_from("2023-09-01", 30)},
         40,
         20,
         30,
         {}},
        {"followed at once: none",
         one_position().held(leader, anna, "2020-01-01", "2023-05-31").held(leader, bas, "2023-06-01"),
         {},
         0,
         {},
         {},
         {}},
        {"overlap: none",
         one_position().held(leader, anna, "2020-01-01", "2023-05-31").held(leader, bas, "2023-05-01"),
         {},
         0,
         {},
         {},
         {}},
        {"a short stay inside a long one hides nothing and opens nothing: empty from Anna's last day on, 1-9 June",
         one_position()
             .held(leader, anna, "2020-01-01", "2023-05-31")
             .held(leader, bas, "2021-01-01", "2021-06-30")
             .held(leader, cem, "2023-06-10"),
         {empty_from("2023-06-01", 9)},
         9,
         9,
         9,
         {}},
        {"empty since 1 February: 29 + 31 days, today included, and no vacancy that ended",
         one_position().held(leader, anna, "2020-01-01", "2024-01-31"),
         {},
         0,
         {},
         {},
         empty_from("2024-02-01", 60)},
        {"last day yesterday: 1 day",
         one_position().held(leader, anna, "2020-01-01", "2024-03-30"),
         {},
         0,
         {},
         {},
         empty_from("2024-03-31", 1)},
        {"last day today: not empty", one_position().held(leader, anna, "2020-01-01", "2024-03-31"), {}, 0, {}, {}, {}},
        {"leave announced for later: not empty",
         one_position().held(leader, anna, "2020-01-01", "2024-04-30", "2024-02-01"),
         {},
         0,
         {},
         {},
         {}},
        {"the next begins tomorrow: still empty, 29 + 31 days",
         one_position().held(leader, anna, "2020-01-01", "2024-01-31").held(leader, bas, "2024-04-01"),
         {},
         0,
         {},
         {},
         empty_from("2024-02-01", 60)},
        {"never filled: since the position exists, 6 years with leap day 2020 (2191 days) + 31 + 29 + 31",
         one_position(),
         {},
         0,
         {},
         {},
         empty_from("2018-01-01", 2282)},
        {"before the first holder there is no previous spell",
         one_position().held(leader, anna, "2020-01-01"),
         {},
         0,
         {},
         {},
         {}},
        {"away and back: 1-14 June",
         one_position().held(leader, anna, "2020-01-01", "2023-05-31").held(leader, anna, "2023-06-15"),
         {empty_from("2023-06-01", 14)},
         14,
         14,
         14,
         {}},
    };
    for (const VacancyRow& row : rows) {
        const Vacancies found = vacancies(row.team, day("2024-03-31"));
        ASSERT_EQ(found.positions.size(), 1U) << row.what;
        const PositionVacancies expected{leader, row.filled, row.sum, row.median, row.max, row.now};
        EXPECT_EQ(found.positions[0], expected) << row.what;
        EXPECT_EQ(found.sum, row.sum) << row.what;
        EXPECT_EQ(found.median, row.median) << row.what;
        EXPECT_EQ(found.max, row.max) << row.what;
    }
}

TEST(Vacancies, OfTheTeamAreThoseOfAllPositions)
{
    // leader: 10 days; builder: 29 days and 3 days; guide: none that ended. Sum 42; median of 3, 10, 29 is 10; max 29.
    const TeamOf team = empty_team()
                            .held(leader, anna, "2020-01-01", "2023-05-31")
                            .held(leader, bas, "2023-06-11")
                            .held(builder, cem, "2020-01-01", "2024-01-31")
                            .held(builder, dina, "2024-03-01", "2024-03-10")
                            .held(builder, els, "2024-03-14")
                            .held(trainee, els, "2020-01-01");

    const Vacancies found = vacancies(team, day("2024-03-31"));

    EXPECT_EQ(found.sum, 42);
    EXPECT_EQ(found.median, 10);
    EXPECT_EQ(found.max, 29);
    ASSERT_EQ(found.positions.size(), 4U);
    EXPECT_EQ(found.positions[1].median, 16);  // (29 + 3) / 2
    EXPECT_EQ(found.positions[2].now, empty_from("2018-01-01", 2282));
}

TEST(Vacancies, CanBeAskedForAnyDay)
{
    const TeamOf team = one_position().held(leader, anna, "2020-01-01", "2024-01-31").held(leader, bas, "2024-03-01");

    EXPECT_EQ(vacancies(team, day("2017-12-31")).positions.size(), 0U);  // the position is not there yet
    EXPECT_EQ(vacancies(team, day("2018-01-01")).positions[0].now, empty_from("2018-01-01", 1));
    EXPECT_EQ(vacancies(team, day("2024-01-31")).positions[0].now, std::nullopt);
    EXPECT_EQ(vacancies(team, day("2024-02-29")).positions[0].now, empty_from("2024-02-01", 29));
    EXPECT_EQ(vacancies(team, day("2024-02-29")).sum, 0);
    EXPECT_EQ(vacancies(team, day("2024-03-01")).sum, 29);
    EXPECT_EQ(vacancies(TeamOf{}, day("2024-03-01")), Vacancies{});
}

// --- Overlap days: shared days of leaver and successor, negative = gap

struct OverlapRow {
    std::string_view what;
    TeamOf team;
    std::vector<Overlap> expected;
};

Overlap shared(std::string_view ended_on, std::string_view succeeded_on, std::optional<int> days)
{
    return {leader, day(ended_on), maybe_day(succeeded_on), days};
}

TEST(Overlap, IsCountedBetweenLeaverAndSuccessor)
{
    // All asked on 31 March 2024.
    const std::vector<OverlapRow> rows{
        {"nobody left", empty_team().held(leader, anna, "2020-01-01"), {}},
        {"an empty history", TeamOf{}, {}},
        {"15-31 January shared: 17 days",
         empty_team().held(leader, anna, "2020-01-01", "2024-01-31").held(leader, bas, "2024-01-15"),
         {shared("2024-01-31", "2024-01-15", 17)}},
        {"one day shared",
         empty_team().held(leader, anna, "2020-01-01", "2024-01-31").held(leader, bas, "2024-01-31"),
         {shared("2024-01-31", "2024-01-31", 1)}},
        {"followed at once: 0",
         empty_team().held(leader, anna, "2020-01-01", "2024-01-31").held(leader, bas, "2024-02-01"),
         {shared("2024-01-31", "2024-02-01", 0)}},
        {"a gap of the leap February: -29",
         empty_team().held(leader, anna, "2020-01-01", "2024-01-31").held(leader, bas, "2024-03-01"),
         {shared("2024-01-31", "2024-03-01", -29)}},
        {"nobody came", empty_team().held(leader, anna, "2020-01-01", "2024-01-31"), {shared("2024-01-31", "", {})}},
        {"the next begins tomorrow: not there yet",
         empty_team().held(leader, anna, "2020-01-01", "2024-01-31").held(leader, bas, "2024-04-01"),
         {shared("2024-01-31", "", {})}},
        {"last day today: has not left",
         empty_team().held(leader, anna, "2020-01-01", "2024-03-31").held(leader, bas, "2024-03-01"),
         {}},
        {"leave announced, successor there: has not left",
         empty_team().held(leader, anna, "2020-01-01", "2024-04-30", "2024-01-01").held(leader, bas, "2024-03-01"),
         {}},
        {"the successor was gone before the leaver, 1-20 January shared: 20 days; after him nobody",
         empty_team().held(leader, anna, "2020-01-01", "2024-01-31").held(leader, bas, "2024-01-01", "2024-01-20"),
         {shared("2024-01-31", "2024-01-01", 20), shared("2024-01-20", "", {})}},
        {"who came for twenty days between is not nearest to 1 February, Cem is; Bas left 21-31 January before him, "
         "-11",
         empty_team()
             .held(leader, anna, "2020-01-01", "2024-01-31")
             .held(leader, bas, "2024-01-01", "2024-01-20")
             .held(leader, cem, "2024-02-01"),
         {shared("2024-01-31", "2024-02-01", 0), shared("2024-01-20", "2024-02-01", -11)}},
        {"three in a row: 31 May and 30 September followed after 10 and 0 days",
         empty_team()
             .held(leader, anna, "2020-01-01", "2023-05-31")
             .held(leader, bas, "2023-06-11", "2023-09-30")
             .held(leader, cem, "2023-10-01"),
         {shared("2023-05-31", "2023-06-11", -10), shared("2023-09-30", "2023-10-01", 0)}},
        {"two share the position for years: the nearer one succeeds, 16-31 January = 16 days",
         empty_team()
             .held(leader, anna, "2020-01-01", "2024-01-31")
             .held(leader, bas, "2021-01-01")
             .held(leader, cem, "2024-01-16"),
         {shared("2024-01-31", "2024-01-16", 16)}},
        {"a handover names Bas, though Cem began nearer: 1-31 January = 31 days",
         empty_team()
             .held(leader, anna, "2020-01-01", "2024-01-31")
             .held(leader, bas, "2024-01-01")
             .held(leader, cem, "2024-01-16")
             .handed_over(leader, anna, bas, "2023-11-01"),
         {shared("2024-01-31", "2024-01-01", 31)}},
        {"a handover names Bas, who has not begun",
         empty_team()
             .held(leader, anna, "2020-01-01", "2024-01-31")
             .held(leader, bas, "2024-05-01")
             .held(leader, cem, "2024-01-16")
             .handed_over(leader, anna, bas, "2023-11-01"),
         {shared("2024-01-31", "", {})}},
        {"equally near, 22 January and 11 February are 10 days from 1 February: the earlier, 22-31 January = 10 days",
         empty_team()
             .held(leader, anna, "2020-01-01", "2024-01-31")
             .held(leader, bas, "2024-02-11")
             .held(leader, cem, "2024-01-22"),
         {shared("2024-01-31", "2024-01-22", 10)}},
        {"somebody in another position is no successor",
         empty_team().held(leader, anna, "2020-01-01", "2024-01-31").held(builder, bas, "2024-02-01"),
         {shared("2024-01-31", "", {})}},
        {"who began on the same day shared the position and succeeds nobody",
         empty_team().held(leader, anna, "2020-01-01", "2024-01-31").held(leader, bas, "2020-01-01"),
         {shared("2024-01-31", "", {})}},
        {"back after two weeks is no successor of herself",
         empty_team().held(leader, anna, "2020-01-01", "2024-01-31").held(leader, anna, "2024-02-15"),
         {shared("2024-01-31", "", {})}},
    };
    for (const OverlapRow& row : rows)
        EXPECT_EQ(overlaps(row.team, day("2024-03-31")), row.expected) << row.what;
}

// --- Deputy cover: share of core positions with a named deputy who acted in the last 90 days

NamedDeputy deputy(PositionId position, PersonId person, std::string_view acted_on, std::string_view until = "")
{
    NamedDeputy named{position, person, day("2020-01-01"), maybe_day(until), {}};
    if (!acted_on.empty())
        named.acted_on.push_back(day(acted_on));
    return named;
}

struct CoverRow {
    std::string_view what;
    std::vector<NamedDeputy> deputies;
    int covered;
    int rate;
};

TEST(DeputyCover, NeedsANameAndARecentDeed)
{
    // Three core positions. Asked on 30 March 2024: the last 90 days are 1 January (31 + 29 + 30 = 90) up to and including today.
    const std::vector<CoverRow> rows{
        {"nobody named: 0/3", {}, 0, 0},
        {"acted on the first of the 90 days: 1/3", {deputy(leader, dina, "2024-01-01")}, 1, 333},
        {"acted one day too early", {deputy(leader, dina, "2023-12-31")}, 0, 0},
        {"acted today", {deputy(leader, dina, "2024-03-30")}, 1, 333},
        {"acted tomorrow, asked for a day before it", {deputy(leader, dina, "2024-03-31")}, 0, 0},
        {"named, never acted", {deputy(leader, dina, "")}, 0, 0},
        {"no deputy any more", {deputy(leader, dina, "2024-03-01", "2024-03-29")}, 0, 0},
        {"the last day as deputy is today", {deputy(leader, dina, "2024-03-01", "2024-03-30")}, 1, 333},
        {"stands in for herself", {deputy(leader, anna, "2024-03-01")}, 0, 0},
        {"not core", {deputy(trainee, dina, "2024-03-01")}, 0, 0},
        {"two deputies of one position are one: 1/3",
         {deputy(leader, dina, "2024-03-01"), deputy(leader, els, "2024-03-01")},
         1,
         333},
        {"one of two acted", {deputy(leader, dina, ""), deputy(leader, els, "2024-03-01")}, 1, 333},
        {"2/3", {deputy(leader, dina, "2024-03-01"), deputy(guide, dina, "2024-03-01")}, 2, 667},
        {"3/3",
         {deputy(leader, dina, "2024-03-01"), deputy(guide, dina, "2024-03-01"), deputy(builder, anna, "2024-03-01")},
         3,
         1000},
    };
    for (const CoverRow& row : rows) {
        TeamOf team = empty_team().held(leader, anna, "2020-01-01");
        team.deputies = row.deputies;

        const DeputyCover cover = deputy_cover(team, defaults, day("2024-03-30"));

        EXPECT_EQ(cover.core, 3) << row.what;
        EXPECT_EQ(cover.covered, row.covered) << row.what;
        EXPECT_EQ(cover.rate, row.rate) << row.what;
        EXPECT_EQ(cover.uncovered.size(), static_cast<std::size_t>(3 - row.covered)) << row.what;
    }
}

TEST(DeputyCover, SaysWhichPositionsAreOpen)
{
    TeamOf team = empty_team();
    team.deputies = {deputy(builder, dina, "2024-03-01")};

    EXPECT_EQ(deputy_cover(team, defaults, day("2024-03-30")), (DeputyCover{3, 1, 333, {leader, guide}}));
    EXPECT_EQ(deputy_cover(TeamOf{}, defaults, day("2024-03-30")), (DeputyCover{0, 0, std::nullopt, {}}));
    // Before the positions were there.
    EXPECT_EQ(deputy_cover(team, defaults, day("2017-12-31")), (DeputyCover{0, 0, std::nullopt, {}}));
}

}  // namespace

}  // namespace wd::domain::test::continuity
