// What hangs on one person: concentration, wijk-busfactor and the faces that residents see, with the arithmetic written out.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/knowledge.hpp"

#include "continuity_scene.hpp"

namespace wd::domain::test::continuity {

namespace {

using People = std::vector<PersonId>;

// A contact of the theme "energie", known by these people since 2020.
KnowledgeItem contact(std::int64_t number, const People& people)
{
    KnowledgeItem item{KnowledgeKind::contact, number, "energie", {}, day("2020-01-01"), {}, {}};
    for (const PersonId person : people)
        item.knowers.push_back({person, day("2020-01-01"), {}});
    return item;
}

// One contact for each entry: who knows it.
std::vector<KnowledgeItem> contacts(const std::vector<People>& known_by)
{
    std::vector<KnowledgeItem> items;
    for (const People& people : known_by)
        items.push_back(contact(static_cast<std::int64_t>(items.size() + 1), people));
    return items;
}

// --- Knowledge concentration: share of the top holder, HHI = sum of squared shares

struct ShareRow {
    std::string_view what;
    std::vector<People> known_by;
    int unknown;
    int relations;
    int holders;
    PersonId top;
    int top_relations;
    std::optional<int> share;
    std::optional<int> hhi;
    bool warn;
};

TEST(Concentration, IsTheShareOfTheTopHolder)
{
    const std::vector<ShareRow> rows{
        {"one knows everything: 1/1, HHI 1", {{anna}, {anna}}, 0, 2, 1, anna, 2, 1000, 1000, true},
        {"two share evenly: 1/2, HHI 1/4 + 1/4, the lowest id on top",
         {{bas}, {anna}},
         0,
         2,
         2,
         anna,
         1,
         500,
         500,
         false},
        {"3 of 5 is 0.6 and not above it; HHI (9 + 4)/25 = 0.52",
         {{anna}, {anna}, {anna}, {bas}, {bas}},
         0,
         5,
         2,
         anna,
         3,
         600,
         520,
         false},
        {"5 of 8 is 0.625; HHI (25 + 4 + 1)/64 = 0.46875",
         {{bas}, {bas}, {bas}, {bas}, {bas}, {anna}, {anna}, {cem}},
         0,
         8,
         3,
         bas,
         5,
         625,
         469,
         true},
        {"an item that two know counts two: Anna 2 of 3, HHI (4 + 1)/9 = 0.5556",
         {{anna, bas}, {anna}},
         0,
         3,
         2,
         anna,
         2,
         667,
         556,
         true},
        {"three thirds: HHI 3/9", {{anna}, {bas}, {cem}}, 0, 3, 3, anna, 1, 333, 333, false},
        {"what nobody knows is no relation: 1/1", {{anna}, {}, {}}, 2, 1, 1, anna, 1, 1000, 1000, true},
        {"nobody knows anything", {{}, {}}, 2, 0, 0, PersonId{}, 0, std::nullopt, std::nullopt, false},
        {"said twice by the same person is said once", {{anna, anna}, {bas}}, 0, 2, 2, anna, 1, 500, 500, false},
    };
    for (const ShareRow& row : rows) {
        const std::vector<Concentration> found = concentrations(contacts(row.known_by), defaults, day("2024-01-01"));
        const Concentration expected{"energie",   std::nullopt,      static_cast<int>(row.known_by.size()),
                                     row.unknown, row.relations,     row.holders,
                                     row.top,     row.top_relations, row.share,
                                     row.hhi,     row.warn};
        ASSERT_EQ(found.size(), 1U) << row.what;
        EXPECT_EQ(found[0], expected) << row.what;
    }
}

TEST(Concentration, WarnsByTheExactShare)
{
    // 601 of 1001 is 0.60040: it reads 600 and is above 0.6. 600 of 1000 is not.
    std::vector<People> known_by(601, People{anna});
    known_by.insert(known_by.end(), 400, People{bas});
    const Concentration above = concentrations(contacts(known_by), defaults, day("2024-01-01"))[0];
    known_by.erase(known_by.begin());
    const Concentration exactly = concentrations(contacts(known_by), defaults, day("2024-01-01"))[0];

    EXPECT_EQ(above.share, 600);
    EXPECT_TRUE(above.warn);
    EXPECT_EQ(exactly.share, 600);
    EXPECT_FALSE(exactly.warn);
}

TEST(Concentration, GoesByThemeAndBySubArea)
{
    std::vector<KnowledgeItem> items = contacts({{anna}, {bas}, {cem}, {dina}});
    items[0].area = AreaId{7};  // counts in its theme and in its area
    items[1].theme.reset();
    items[1].area = AreaId{3};
    items[2].theme.reset();  // counts in none
    items[3].theme = "armoede";

    const std::vector<Concentration> found = concentrations(items, defaults, day("2024-01-01"));

    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[0].theme, "armoede");
    EXPECT_EQ(found[0].top, dina);
    EXPECT_EQ(found[1].theme, "energie");
    EXPECT_EQ(found[1].top, anna);
    EXPECT_EQ(found[2].area, AreaId{3});
    EXPECT_EQ(found[2].top, bas);
    EXPECT_EQ(found[3].area, AreaId{7});
    EXPECT_EQ(found[3].relations, 1);
    EXPECT_TRUE(concentrations({}, defaults, day("2024-01-01")).empty());
}

TEST(Concentration, CanBeAskedForAnyDay)
{
    // Anna knows the contact up to and including 29 February 2024, Bas from 29 February on; the item ends on 31 March.
    KnowledgeItem item = contact(1, {});
    item.until = day("2024-03-31");
    item.knowers = {{anna, day("2020-01-01"), day("2024-02-29")}, {bas, day("2024-02-29"), {}}};

    EXPECT_TRUE(concentrations({item}, defaults, day("2019-12-31")).empty());
    EXPECT_EQ(concentrations({item}, defaults, day("2024-02-28"))[0].top, anna);
    EXPECT_EQ(concentrations({item}, defaults, day("2024-02-29"))[0].holders, 2);
    EXPECT_EQ(concentrations({item}, defaults, day("2024-03-31"))[0].top, bas);
    EXPECT_TRUE(concentrations({item}, defaults, day("2024-04-01")).empty());
}

// --- Wijk-busfactor: remove who knows most items until more than half of the items have no knower

struct BusRow {
    std::string_view what;
    std::vector<People> known_by;
    int unknown;
    int left_unknown;
    People removed;
    bool warn;
};

TEST(BusFactor, RemovesWhoKnowsMostUntilHalfIsLost)
{
    const std::vector<BusRow> rows{
        {"one item, one knower: 1/1 lost", {{anna}}, 0, 1, {anna}, true},
        {"Anna 3 items, Bas 2, Cem 1: without Anna 2/5 lost, without Bas too 4/5",
         {{anna}, {anna}, {anna, bas}, {bas}, {cem}},
         0,
         4,
         {anna, bas},
         false},
        {"Anna knows 3 of 5 alone: 3/5 lost", {{anna}, {anna}, {anna}, {bas}, {cem}}, 0, 3, {anna}, true},
        {"exactly half is not more than half: without Anna 2/4, without Bas 3/4",
         {{anna}, {anna}, {bas}, {cem}},
         0,
         3,
         {anna, bas},
         false},
        {"equals: the lowest id first. Each knows 1 of 3: without Anna 1/3, without Bas 2/3",
         {{cem}, {bas}, {anna}},
         0,
         2,
         {anna, bas},
         false},
        {"a higher id that knows more goes first: Cem 2 of 3", {{anna}, {cem}, {cem}}, 0, 2, {cem}, true},
        {"everybody knows everything: 0/2, 0/2, 2/2",
         {{anna, bas, cem}, {anna, bas, cem}},
         0,
         2,
         {anna, bas, cem},
         false},
        {"who knows most may be missed least: Anna knows 3 that others know, 0/4, then Bas 2 of which both are lost, "
         "2/4, then Cem 4/4 (he knows 2, Bas 2)",
         {{anna, bas}, {anna, bas}, {anna, cem}, {cem}},
         0,
         4,
         {anna, bas, cem},
         false},
        {"1 of 3 unknown from the start, without Anna 2/3", {{}, {anna}, {bas}}, 1, 2, {anna}, true},
        {"half unknown from the start is not more: without Anna 3/4", {{}, {}, {anna}, {bas}}, 2, 3, {anna}, true},
        {"2 of 3 unknown from the start: nobody needs to leave", {{}, {}, {anna}}, 2, 2, {}, true},
        {"nobody knows anything", {{}, {}}, 2, 2, {}, true},
    };
    for (const BusRow& row : rows) {
        const std::optional<BusFactor> found = bus_factor(contacts(row.known_by), defaults, day("2024-01-01"));
        const BusFactor expected{static_cast<int>(row.removed.size()),
                                 static_cast<int>(row.known_by.size()),
                                 row.unknown,
                                 row.left_unknown,
                                 row.removed,
                                 row.warn};
        EXPECT_EQ(found, expected) << row.what;
    }
}

TEST(BusFactor, OfNothingIsNone)
{
    EXPECT_EQ(bus_factor({}, defaults, day("2024-01-01")), std::nullopt);
    EXPECT_EQ(bus_factor(contacts({{anna}}), defaults, day("2019-12-31")), std::nullopt);  // not there yet
}

TEST(BusFactor, TellsItemsApartByKindAndNumber)
{
    // Contact 1 and promise 1 are two items; contact 1 of two sources is one. Without Anna 1/2 is lost, not more than half.
    std::vector<KnowledgeItem> items = contacts({{anna}});
    items.push_back(contact(1, {bas}));
    items[1].kind = KnowledgeKind::promise;
    items.push_back(contact(1, {anna}));

    EXPECT_EQ(bus_factor(items, defaults, day("2024-01-01")), (BusFactor{2, 2, 0, 2, {anna, bas}, false}));
}

TEST(BusFactor, CountsContactsPromisesDecisionsAndSubAreasAndNoTasks)
{
    // Anna holds a promise and a sub-area, Bas a contact and a decision: 2/4 lost without Anna, 4/4 without Bas too. Cem has five
    // tasks in hand, and nothing of the wijk hangs on him.
    std::vector<KnowledgeItem> items = contacts({{bas}, {bas}, {anna}, {anna}, {cem}, {cem}, {cem}, {cem}, {cem}});
    items[1].kind = KnowledgeKind::decision;
    items[2].kind = KnowledgeKind::promise;
    items[3].kind = KnowledgeKind::area;
    for (std::size_t i = 4; i < items.size(); ++i)
        items[i].kind = KnowledgeKind::task;

    EXPECT_EQ(bus_factor(items, defaults, day("2024-01-01")), (BusFactor{2, 4, 0, 4, {anna, bas}, false}));
    // Who holds which task does count in the concentration: Cem has 5 of the 9 relations.
    EXPECT_EQ(concentrations(items, defaults, day("2024-01-01"))[0].top, cem);
    EXPECT_EQ(concentrations(items, defaults, day("2024-01-01"))[0].share, 556);
}

TEST(BusFactor, OfTasksAloneIsNone)
{
    std::vector<KnowledgeItem> items = contacts({{anna}, {}});
    for (KnowledgeItem& item : items)
        item.kind = KnowledgeKind::task;

    EXPECT_EQ(bus_factor(items, defaults, day("2024-01-01")), std::nullopt);
}

TEST(BusFactor, FallsWhenSomebodyLeaves)
{
    // Contacts 1, 2 and 3: Anna and Bas know all three until Bas leaves on 31 December 2023.
    std::vector<KnowledgeItem> items = contacts({{anna, bas}, {anna, bas}, {anna, bas}});
    for (KnowledgeItem& item : items)
        item.knowers[1].until = day("2023-12-31");

    EXPECT_EQ(bus_factor(items, defaults, day("2023-12-31"))->factor, 2);
    EXPECT_EQ(bus_factor(items, defaults, day("2024-01-01"))->factor, 1);
}

TEST(PositionsOf, AreHowOthersSeeAPerson)
{
    const TeamOf team = empty_team()
                            .held(builder, anna, "2020-01-01")
                            .held(leader, anna, "2020-01-01", "2023-12-31")
                            .held(guide, bas, "2020-01-01");

    EXPECT_EQ(positions_of(team, anna, day("2023-12-31")), (std::vector<PositionId>{leader, builder}));
    EXPECT_EQ(positions_of(team, anna, day("2024-01-01")), (std::vector<PositionId>{builder}));
    EXPECT_TRUE(positions_of(team, cem, day("2024-01-01")).empty());
}

// --- Resident-facing continuity: distinct contact persons in 24 months

ResidentContact face(std::int64_t resident, PersonId person, std::string_view from, std::string_view until = "")
{
    return {EntryId{resident}, person, day(from), maybe_day(until)};
}

// Resident 1, 2, … with so many contact persons one after the other.
std::vector<ResidentContact> faces(const std::vector<int>& counts)
{
    std::vector<ResidentContact> all;
    for (std::size_t i = 0; i < counts.size(); ++i)
        for (int person = 1; person <= counts[i]; ++person)
            all.push_back(face(static_cast<std::int64_t>(i + 1), PersonId{person}, "2023-06-01"));
    return all;
}

struct FacesRow {
    std::string_view what;
    std::vector<int> counts;
    std::optional<int> median;
    std::optional<int> worst_tenth;
};

TEST(ContactContinuity, HasAMedianAndAWorstTenth)
{
    const std::vector<FacesRow> rows{
        {"no households", {}, std::nullopt, std::nullopt},
        {"one household: rank 1/10 up = 1", {3}, 3, 3},
        {"two: (1 + 2) / 2 = 1.5, up; rank 1", {1, 2}, 2, 2},
        {"ten: the middle two are 1 and 1; rank 10/10 = 1", {1, 1, 1, 1, 1, 1, 1, 1, 1, 7}, 1, 7},
        {"eleven: the sixth of 1 1 1 1 1 2 2 2 3 4 7; rank 11/10 up = 2", {7, 4, 3, 2, 2, 2, 1, 1, 1, 1, 1}, 2, 4},
        {"twenty: rank 2 of 9 5 4 1 …", {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 5, 9}, 1, 5},
    };
    for (const FacesRow& row : rows)
        EXPECT_EQ(contact_continuity(faces(row.counts), defaults, day("2024-01-01")),
                  (ContactContinuity{static_cast<int>(row.counts.size()), row.median, row.worst_tenth}))
            << row.what;
}

struct WindowRow {
    std::string_view what;
    std::vector<ResidentContact> contacts;
    int residents;
    std::optional<int> faces;
};

TEST(ContactContinuity, CountsDifferentPeopleInTheWindow)
{
    // Asked on 29 February 2024: the window begins the day after 28 February 2022.
    const std::vector<WindowRow> rows{
        {"one all the time", {face(1, anna, "2020-01-01")}, 1, 1},
        {"gone on the day before the window", {face(1, anna, "2020-01-01", "2022-02-28")}, 0, std::nullopt},
        {"gone on its first day", {face(1, anna, "2020-01-01", "2022-03-01")}, 1, 1},
        {"begins today", {face(1, anna, "2024-02-29")}, 1, 1},
        {"begins tomorrow", {face(1, anna, "2024-03-01")}, 0, std::nullopt},
        {"three in a row: 3",
         {face(1, anna, "2020-01-01", "2022-12-31"), face(1, bas, "2023-01-01", "2023-06-30"),
          face(1, cem, "2023-07-01")},
         1,
         3},
        {"the first of them before the window: 2",
         {face(1, anna, "2020-01-01", "2021-12-31"), face(1, bas, "2022-01-01", "2023-06-30"),
          face(1, cem, "2023-07-01")},
         1,
         2},
        {"away and back is one person", {face(1, anna, "2020-01-01", "2022-12-31"), face(1, anna, "2023-06-01")}, 1, 1},
        {"two at the same time are two", {face(1, anna, "2023-01-01"), face(1, bas, "2023-01-01")}, 1, 2},
        {"ends before it begins: never was", {face(1, anna, "2023-06-01", "2023-05-31")}, 0, std::nullopt},
        {"an end to come", {face(1, anna, "2023-06-01", "2025-01-01")}, 1, 1},
    };
    for (const WindowRow& row : rows)
        EXPECT_EQ(contact_continuity(row.contacts, defaults, day("2024-02-29")),
                  (ContactContinuity{row.residents, row.faces, row.faces}))
            << row.what;
}

}  // namespace

}  // namespace wd::domain::test::continuity
