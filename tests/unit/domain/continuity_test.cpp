// What a team hears of by itself, the bounds of the settings, and the arithmetic that the continuity measures share.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/continuity.hpp"

#include "continuity_scene.hpp"
#include "domain/spells.hpp"

namespace wd::domain::test::continuity {

namespace {

using Items = std::vector<KnowledgeItem>;

// A promise without a theme or area, known by these people.
KnowledgeItem promise(std::int64_t number, const std::vector<PersonId>& people)
{
    KnowledgeItem item{KnowledgeKind::promise, number, {}, {}, day("2020-01-01"), {}, {}};
    for (const PersonId person : people)
        item.knowers.push_back({person, day("2020-01-01"), {}});
    return item;
}

TeamOf full_team()
{
    return TeamOf{}
        .core(leader, "projectleider")
        .core(builder, "opbouwwerker")
        .beside(trainee, "stagiair")
        .held(leader, anna, "2020-01-01")
        .held(builder, bas, "2020-01-01")
        .held(trainee, cem, "2020-01-01");
}

std::vector<std::string> texts(const std::vector<ContinuityWarning>& warnings)
{
    std::vector<std::string> all;
    for (const ContinuityWarning& warning : warnings)
        all.push_back(warning.text);
    return all;
}

struct WarningRow {
    std::string_view what;
    TeamOf team;
    Items items;
    std::vector<std::string> expected;
};

TEST(ContinuityWarnings, SayWhatIsAtRisk)
{
    // All asked on 31 March 2024. 42 days back from there, today included, is 19 February: 11 + 31 = 42.
    const std::vector<WarningRow> rows{
        {"all is well", full_team(), {promise(1, {anna}), promise(2, {bas})}, {}},
        {"an empty history", TeamOf{}, {}, {}},
        {"empty for 42 days is not over the limit",
         TeamOf{}.core(leader, "projectleider").held(leader, anna, "2020-01-01", "2024-02-18"),
         {},
         {}},
        {"empty for 43 days is",
         TeamOf{}.core(leader, "projectleider").held(leader, anna, "2020-01-01", "2024-02-17"),
         {},
         {"de rol 'projectleider' is al 43 dagen onbezet; de grens is 42 dagen"}},
        {"2 of 3 items hang on Anna",
         full_team(),
         {promise(1, {anna}), promise(2, {anna}), promise(3, {bas})},
         {"de wijk hangt aan één persoon: zonder die persoon weet van 2 van de 3 contacten, toezeggingen, "
          "besluiten en deelgebieden niemand meer hoe het zit"}},
        {"2 of 3 items are unknown already",
         full_team(),
         {promise(1, {anna}), promise(2, {}), promise(3, {})},
         {"van 2 van de 3 contacten, toezeggingen, besluiten en deelgebieden weet nu niemand meer hoe het zit"}},
        {"leave announced, nobody to take over",
         full_team().held(builder, dina, "2022-01-01", "2024-05-31", "2024-03-31"),
         {},
         {"voor de rol 'opbouwwerker' is een vertrek aangekondigd (laatste dag 2024-05-31) en er is nog niemand die "
          "het "
          "overneemt"}},
        {"leave announced, the date not known yet",
         full_team().held(builder, dina, "2022-01-01", "", "2024-03-01"),
         {},
         {"voor de rol 'opbouwwerker' is een vertrek aangekondigd en er is nog niemand die het overneemt"}},
        {"made known tomorrow", full_team().held(builder, dina, "2022-01-01", "2024-05-31", "2024-04-01"), {}, {}},
        {"the last day is today: still to be handed over",
         full_team().held(builder, dina, "2022-01-01", "2024-03-31", "2024-03-01"),
         {},
         {"voor de rol 'opbouwwerker' is een vertrek aangekondigd (laatste dag 2024-03-31) en er is nog niemand die "
          "het "
          "overneemt"}},
        {"left yesterday", full_team().held(builder, dina, "2022-01-01", "2024-03-30", "2024-03-01"), {}, {}},
        {"not core", full_team().held(trainee, dina, "2022-01-01", "2024-05-31", "2024-03-01"), {}, {}},
        {"an end that nobody announced", full_team().held(builder, dina, "2022-01-01", "2024-05-31"), {}, {}},
        {"somebody takes over",
         full_team()
             .held(builder, dina, "2022-01-01", "2024-05-31", "2024-03-01")
             .handed_over(builder, dina, els, "2024-03-10"),
         {},
         {}},
        {"somebody takes over, the giver not filled in",
         full_team()
             .held(builder, dina, "2022-01-01", "2024-05-31", "2024-03-01")
             .handed_over(builder, {}, els, "2024-03-10"),
         {},
         {}},
        {"a handover without a receiver, of another leaver, of another position, one that comes tomorrow, the one by "
         "which "
         "Dina came, and one of an earlier time",
         full_team()
             .held(builder, dina, "2022-01-01", "2024-05-31", "2024-03-01")
             .handed_over(builder, dina, {}, "2024-03-10")
             .handed_over(builder, bas, els, "2024-03-10")
             .handed_over(leader, dina, els, "2024-03-10")
             .handed_over(builder, dina, els, "2024-04-01")
             .handed_over(builder, {}, dina, "2022-01-10")
             .handed_over(builder, dina, els, "2021-12-01"),
         {},
         {"voor de rol 'opbouwwerker' is een vertrek aangekondigd (laatste dag 2024-05-31) en er is nog niemand die "
          "het "
          "overneemt"}},
    };
    for (const WarningRow& row : rows)
        EXPECT_EQ(texts(continuity_warnings(row.team, row.items, defaults, day("2024-03-31"))), row.expected)
            << row.what;
}

TEST(ContinuityWarnings, NamePlacesAndNoPeople)
{
    // Anna leads and knows 2 of 3: lost 2/3 without her; in the theme and in the area 2 of 3 is above 0.6.
    Items items{promise(1, {anna}), promise(2, {anna}), promise(3, {bas})};
    for (KnowledgeItem& item : items) {
        item.theme = "energie";
        item.area = AreaId{3};
    }
    const TeamOf team = full_team().core(guide, "procesbegeleider", "2024-01-01");

    const std::vector<ContinuityWarning> found = continuity_warnings(team, items, defaults, day("2024-03-31"));

    const std::string often = " staat 2 van de 3 keer dezelfde naam bij een contact, toezegging, besluit of taak";
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[0].risk, ContinuityRisk::one_person);
    EXPECT_EQ(found[0].positions, (std::vector<PositionId>{leader}));
    EXPECT_EQ(found[1],
              (ContinuityWarning{ContinuityRisk::concentrated, {}, "energie", {}, "bij thema 'energie'" + often}));
    EXPECT_EQ(found[2], (ContinuityWarning{ContinuityRisk::concentrated, {}, {}, AreaId{3}, "bij gebied-3" + often}));
    // Never filled since 1 January 2024: 31 + 29 + 31 = 91 days.
    EXPECT_EQ(found[3], (ContinuityWarning{ContinuityRisk::long_vacancy,
                                           {guide},
                                           {},
                                           {},
                                           "de rol 'procesbegeleider' is al 91 dagen onbezet; de grens is 42 dagen"}));
}

TEST(ContinuityWarnings, FollowTheSettings)
{
    ContinuitySettings settings;
    settings.busfactor_warn = 2;
    settings.vacancy_days_max = 100;
    settings.share_max = 400;
    Items items{promise(1, {anna}), promise(2, {bas})};
    for (KnowledgeItem& item : items)
        item.theme = "energie";
    const TeamOf team = full_team().core(guide, "procesbegeleider", "2024-01-01");

    // Without Anna 1/2 is lost, without Bas too 2/2; Anna has 1 of 2 relations, 500 > 400; 91 days is within 100.
    EXPECT_EQ(
        texts(continuity_warnings(team, items, settings, day("2024-03-31"))),
        (std::vector<std::string>{
            "de wijk hangt aan 2 mensen: zonder hen weet van 2 van de 2 contacten, toezeggingen, besluiten en "
            "deelgebieden niemand meer hoe het zit",
            "bij thema 'energie' staat 1 van de 2 keer dezelfde naam bij een contact, toezegging, besluit of taak"}));
}

TEST(ContinuityWarnings, AreWrittenAsJson)
{
    const TeamOf team = TeamOf{}.core(leader, "projectleider", "2024-01-01");

    EXPECT_EQ(to_json_text(continuity_warnings(team, {}, defaults, day("2024-03-31"))[0]),
              R"({"risk":"long_vacancy","positions":[1],)"
              R"("text":"de rol 'projectleider' is al 91 dagen onbezet; de grens is 42 dagen"})");
    EXPECT_EQ(to_json_text(vacancies(team, day("2024-03-31"))),
              R"({"sum":0,"positions":[{"position":1,"sum":0,"now":{"from":"2024-01-01","days":91}}]})");
}

// --- Settings

TEST(ContinuitySettings, AreRefusedTogetherWhenTheyHaveNoMeaning)
{
    ContinuitySettings settings;
    settings.intact_months = {12, 0};
    settings.share_max = 1001;
    settings.deputy_days = -1;

    const Result<void> checked = check_settings(settings);

    ASSERT_FALSE(checked);
    ASSERT_EQ(checked.error().details.size(), 3U);
    EXPECT_EQ(checked.error().details[0].where.field, "intact_months");
    EXPECT_EQ(checked.error().details[1].message, "'deputy_days' is -1; kies een getal van 1 tot en met 36500");
    EXPECT_EQ(checked.error().details[2].message, "'share_max' is 1001; kies een getal van 0 tot en met 1000");
    EXPECT_TRUE(check_settings(ContinuitySettings{}));
}

// --- Shared arithmetic

TEST(ContinuityArithmetic, RoundsHalvesUp)
{
    EXPECT_EQ(per_mille(0, 7), 0);
    EXPECT_EQ(per_mille(1, 3), 333);   // 333.33
    EXPECT_EQ(per_mille(2, 3), 667);   // 666.67
    EXPECT_EQ(per_mille(1, 2000), 1);  // 0.5, up
    EXPECT_EQ(per_mille(1, 2001), 0);  // 0.49975
    EXPECT_EQ(per_mille(7, 7), 1000);

    EXPECT_EQ(median_of({}), std::nullopt);
    EXPECT_EQ(median_of({5}), 5);
    EXPECT_EQ(median_of({9, 1, 4}), 4);
    EXPECT_EQ(median_of({1, 2}), 2);     // 1.5
    EXPECT_EQ(median_of({-2, -1}), -1);  // -1.5
    EXPECT_EQ(median_of({-1, 2}), 1);    // 0.5
    EXPECT_EQ(median_of({-1, 0}), 0);    // -0.5
}

TEST(ContinuityArithmetic, CountsMonthsByTheCalendar)
{
    EXPECT_EQ(add_months(day("2024-01-31"), 1), day("2024-02-29"));
    EXPECT_EQ(add_months(day("2024-02-29"), 12), day("2025-02-28"));
    EXPECT_EQ(add_months(day("2024-02-29"), -12), day("2023-02-28"));
    EXPECT_EQ(add_months(day("2024-12-15"), 3), day("2025-03-15"));
}

// --- Spells that are one

struct JoinRow {
    std::string_view what;
    TeamOf team;
    std::vector<Stretch> expected;  // what is left; still open on 31 March 2024 reads as until then
};

TEST(Spells, OfOnePersonAreJoinedWhenNoDayLiesBetween)
{
    const std::vector<JoinRow> rows{
        {"renewed at once",
         empty_team().held(leader, anna, "2020-01-01", "2020-02-29").held(leader, anna, "2020-03-01", "2020-12-31"),
         {{day("2020-01-01"), day("2020-12-31")}}},
        {"written down in the wrong order",
         empty_team().held(leader, anna, "2020-03-01", "2020-12-31").held(leader, anna, "2020-01-01", "2020-02-29"),
         {{day("2020-01-01"), day("2020-12-31")}}},
        {"one day between",
         empty_team().held(leader, anna, "2020-01-01", "2020-02-28").held(leader, anna, "2020-03-01", "2020-12-31"),
         {{day("2020-01-01"), day("2020-02-28")}, {day("2020-03-01"), day("2020-12-31")}}},
        {"one inside the other",
         empty_team().held(leader, anna, "2020-01-01", "2020-12-31").held(leader, anna, "2020-03-01", "2020-04-30"),
         {{day("2020-01-01"), day("2020-12-31")}}},
        {"one without an end swallows what follows",
         empty_team().held(leader, anna, "2020-01-01").held(leader, anna, "2020-03-01", "2020-04-30"),
         {{day("2020-01-01"), day("2024-03-31")}}},
        {"somebody else",
         empty_team().held(leader, anna, "2020-01-01", "2020-02-29").held(leader, bas, "2020-03-01", "2020-12-31"),
         {{day("2020-01-01"), day("2020-02-29")}, {day("2020-03-01"), day("2020-12-31")}}},
        {"another position",
         empty_team().held(leader, anna, "2020-01-01", "2020-02-29").held(builder, anna, "2020-03-01", "2020-12-31"),
         {{day("2020-01-01"), day("2020-02-29")}, {day("2020-03-01"), day("2020-12-31")}}},
        {"begins tomorrow", empty_team().held(leader, anna, "2024-04-01"), {}},
    };
    for (const JoinRow& row : rows) {
        const std::vector<Spell> spells = begun_spells(row.team, day("2024-03-31"));
        ASSERT_EQ(spells.size(), row.expected.size()) << row.what;
        for (std::size_t i = 0; i < spells.size(); ++i) {
            EXPECT_EQ(spells[i].from, row.expected[i].from) << row.what;
            EXPECT_EQ(spells[i].until.value_or(day("2024-03-31")), row.expected[i].until) << row.what;
        }
    }
}

TEST(Spells, TakeTheAnnouncementOfTheLastPart)
{
    const TeamOf renewed =
        empty_team().held(leader, anna, "2020-01-01", "2020-12-31", "2020-11-01").held(leader, anna, "2021-01-01");
    const TeamOf leaving = empty_team()
                               .held(leader, anna, "2020-01-01", "2020-12-31")
                               .held(leader, anna, "2021-01-01", "2024-06-30", "2024-03-01");

    EXPECT_EQ(begun_spells(renewed, day("2024-03-31"))[0].announced_on, std::nullopt);
    EXPECT_EQ(begun_spells(leaving, day("2024-03-31"))[0].announced_on, day("2024-03-01"));
}

}  // namespace

}  // namespace wd::domain::test::continuity
