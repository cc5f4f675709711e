// Taking over a list of areas: what fits, and every complaint with its row.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/area_codes.hpp"
#include "scene.hpp"

namespace wd::domain::test {

namespace {

NewArea area(std::string id, std::string parent, std::string kind, std::string name, std::string code = "")
{
    NewArea made;
    made.id = std::move(id);
    made.parent = std::move(parent);
    made.kind = std::move(kind);
    made.name = std::move(name);
    made.code = std::move(code);
    return made;
}

Result<Payloads> import(Scene& scene, std::vector<NewArea> areas)
{
    return scene.decide(ImportAreas{ProgrammeId{5}, std::move(areas)});
}

TEST(Areas, NestAsTheListSays)
{
    Scene scene;
    NewArea wijk = area("w", "", "wijk", " Laak ", "WK051800");
    wijk.inhabitants = 40795;

    const auto added = list_events<AreaAdded>(
        import(scene, {wijk, area("b", "w", "buurt", "Noord", "BU05180001"), area("c", "b", "complex", "Flat A")})
            .value());

    ASSERT_EQ(added.size(), 3U);
    EXPECT_EQ(added[0].name, "Laak");
    EXPECT_EQ(added[0].inhabitants, 40795);
    EXPECT_FALSE(added[0].parent);
    EXPECT_EQ(added[1].parent, added[0].area);
    EXPECT_EQ(added[1].code, "BU05180001");
    EXPECT_EQ(added[2].parent, added[1].area);
    EXPECT_FALSE(added[2].code);
}

TEST(Areas, CodesThatChangedKeepTheirHistory)
{
    Scene scene;
    NewArea wijk = area("w", "", "wijk", "Nieuwborgen", "GM1979");
    wijk.earlier_code = "GM0010";
    wijk.code_from = "2021-01-01";

    const Payloads events = import(scene, {wijk}).value();

    ASSERT_EQ(events.size(), 2U);
    const auto& changed = std::get<AreaCodeChanged>(events[1]);
    EXPECT_EQ(changed.area, std::get<AreaAdded>(events[0]).area);
    EXPECT_EQ(std::get<AreaAdded>(events[0]).code, "GM0010") << "the code that it had before the change";
    EXPECT_EQ(changed.from_code, "GM0010");
    EXPECT_EQ(changed.from, day("2021-01-01"));
}

struct Wrong {
    std::string_view what;
    NewArea area;
    std::string_view says;
};

NewArea with(NewArea area, std::string NewArea::*member, std::string value)
{
    area.*member = std::move(value);
    return area;
}

TEST(Areas, EachFaultOfARowIsNamed)
{
    const NewArea good = area("x", "w", "buurt", "Zuid", "BU05180002");
    NewArea negative = good;
    negative.inhabitants = -1;
    NewArea enormous = good;
    enormous.dwellings = 900'000'000;
    NewArea half = with(good, &NewArea::earlier_code, "BU05180009");
    NewArea same = with(with(good, &NewArea::earlier_code, "BU05180002"), &NewArea::code_from, "2021-01-01");
    NewArea dateless = with(with(good, &NewArea::earlier_code, "BU05180009"), &NewArea::code_from, "gisteren");
    const NewArea slip = with(dateless, &NewArea::code_from, "9999-01-01");
    const std::vector<Wrong> rows{
        {"no id", with(good, &NewArea::id, ""), "gebied 'Zuid' heeft geen id"},
        {"id twice", with(good, &NewArea::id, "w"), "id 'w' staat al hoger in de lijst"},
        {"unknown parent", with(good, &NewArea::parent, "z"),
         "'x' hoort bij 'z', maar die staat niet hoger in de lijst"},
        {"its own parent", with(good, &NewArea::parent, "x"), "'x' hoort bij 'x'"},
        {"unknown kind", with(good, &NewArea::kind, "buurtje"),
         "soort 'buurtje' bestaat niet (bedoelt u 'buurt'?); kies wijk"},
        {"no name", with(good, &NewArea::name, " "), "heeft geen bruikbare naam"},
        {"short code", with(good, &NewArea::code, "BU0518"), "'BU0518' is geen CBS-code"},
        {"letters in code", with(good, &NewArea::code, "GM05I8"), "'GM05I8' is geen CBS-code"},
        {"code in the list", with(good, &NewArea::code, "WK051800"), "code WK051800 staat al hoger in de lijst"},
        {"another code than it has", with(with(good, &NewArea::parent, ""), &NewArea::name, "Oost"),
         "buurt 'Oost' is er al, met code BU05180077 en niet BU05180002"},
        {"negative count", negative, "'inhabitants' is -1"},
        {"too many", enormous, "'dwellings' is 900000000"},
        {"half a history", half, "'earlier_code', 'code' en 'code_from'"},
        {"the same code", same, "kan niet de code van voor BU05180002 zijn"},
        {"no date", dateless, "'gisteren' is geen datum"},
        {"a slip in the year", slip, "een datum ligt van 1900 tot en met 2199"},
    };
    for (const Wrong& row : rows) {
        Scene scene;
        scene.ledger().areas[AreaId{3}] = Area{{}, "buurt", "Oost", "BU05180077", 0, 0};

        const auto decided = import(scene, {area("w", "", "wijk", "Laak", "WK051800"), row.area});

        SCOPED_TRACE(row.what);
        expect_refused(decided, Errc::invalid, row.says);
        EXPECT_EQ(decided.error().where.field, "rij 2");
    }
}

TEST(Areas, OfAListThatCameBeforeStayAsTheyAre)
{
    Scene scene;
    scene.ledger().areas[AreaId{3}] = Area{{}, "wijk", "Laak", {}, 100, 50};
    scene.ledger().areas[AreaId{4}] = Area{AreaId{3}, "blok", "Blok A", {}, 10, 5};
    scene.ledger().areas[AreaId{7}] = Area{AreaId{3}, "buurt", "Oost", "BU05180077", 0, 0};

    const auto decided = import(scene, {area("w", "", "wijk", " Laak "), area("a", "w", "blok", "Blok A"),
                                        area("o", "w", "buurt", "Oost, voorheen anders", "BU05180077")});

    ASSERT_TRUE(decided) << to_text(decided.error());
    EXPECT_TRUE(decided->empty());
}

TEST(Areas, ThatAreNewInAKnownListHangUnderTheOneThatIsThere)
{
    Scene scene;
    scene.ledger().areas[AreaId{3}] = Area{{}, "wijk", "Laak", {}, 100, 50};
    scene.ledger().areas[AreaId{4}] = Area{AreaId{3}, "blok", "Blok A", {}, 10, 5};

    const auto added =
        list_events<AreaAdded>(import(scene, {area("w", "", "wijk", "Laak"), area("b", "w", "blok", "Blok B"),
                                              area("z", "", "wijk", "Zuid"), area("a", "z", "blok", "Blok A")})
                                   .value());

    ASSERT_EQ(added.size(), 3U);
    EXPECT_EQ(added[0].parent, AreaId{3});
    EXPECT_EQ(added[2].name, "Blok A") << "the same name elsewhere is another block";
    EXPECT_EQ(added[2].parent, added[1].area);
}

TEST(Areas, ThatAreThereGetTheirNewCodeWithItsDate)
{
    Scene scene;
    scene.ledger().areas[AreaId{3}] = Area{{}, "wijk", "Nieuwborgen", "GM0010", 0, 0};
    NewArea wijk = area("w", "", "wijk", "Nieuwborgen", "GM1979");
    wijk.earlier_code = "GM0010";
    wijk.code_from = "2021-01-01";

    const auto changed = event_of<AreaCodeChanged>(import(scene, {wijk}));

    EXPECT_EQ(changed.area, AreaId{3});
    EXPECT_EQ(changed.from_code, "GM0010");
    EXPECT_EQ(changed.to_code, "GM1979");
}

TEST(Areas, ThatAreThereGetTheFiguresAndTheCodeThatTheyLacked)
{
    Scene scene;
    scene.ledger().areas[AreaId{3}] = Area{{}, "wijk", "Laak", {}, 0, 0};
    NewArea wijk = area("w", "", "wijk", "Laak", "WK051800");
    wijk.inhabitants = 40'795;

    const Payloads events = import(scene, {wijk}).value();

    ASSERT_EQ(events.size(), 1U);
    const auto& restated = std::get<AreaRestated>(events.front());
    EXPECT_EQ(restated.area, AreaId{3});
    EXPECT_EQ(restated.code, "WK051800");
    EXPECT_EQ(restated.inhabitants, 40'795);
    EXPECT_EQ(restated.dwellings, 0) << "nought is not known";
}

TEST(Areas, ThatGotAnotherNameWithTheirCodeStayTheSameArea)
{
    Scene scene;
    scene.ledger().areas[AreaId{3}] = Area{{}, "wijk", "Noord", "WK036301", 500, 0};
    NewArea wijk = area("w", "", "wijk", "Noord-West", "WK036399");
    wijk.earlier_code = "WK036301";
    wijk.code_from = "2021-01-01";

    const Payloads events = import(scene, {wijk}).value();

    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(std::get<AreaCodeChanged>(events.front()).area, AreaId{3});
}

TEST(Areas, AreTakenOverAsAWholeOrNotAtAll)
{
    Scene scene;

    const auto decided =
        import(scene, {area("w", "", "wijk", "Laak"), area("b", "q", "straat", ""), area("w", "", "wijk", "Laak")});

    expect_refused(decided, Errc::invalid, "4 dingen kloppen niet");
    EXPECT_EQ(decided.error().details.at(0).where.field, "rij 2");
    EXPECT_EQ(decided.error().details.at(3).where.field, "rij 3");
}

TEST(Areas, AnEmptyListIsAMistake)
{
    Scene scene;

    expect_refused(import(scene, {}), Errc::invalid, "de lijst is leeg");
}

TEST(AreaCodes, HaveTheirOwnNumberOfDigits)
{
    for (const std::string_view code : {"GM0363", "WK036300", "BU03630000"})
        EXPECT_TRUE(is_area_code(code)) << code;
    for (const std::string_view code :
         {"", "GM", "GM363", "GM03630", "WK0363", "BU036300", "XX0363", "gm0363", "GM03 3"})
        EXPECT_FALSE(is_area_code(code)) << code;
    EXPECT_TRUE(is_municipality_code("GM1979"));
    EXPECT_FALSE(is_municipality_code("WK036300"));
}

}  // namespace

}  // namespace wd::domain::test
