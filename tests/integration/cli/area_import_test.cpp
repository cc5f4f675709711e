// area import: a list goes in as a whole or not at all.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

namespace wd::test {

constexpr std::string_view area_heading = "id;ouder;soort;naam;code;inwoners;woningen;eerdere_code;code_vanaf\n";

class AreaImport : public ::testing::Test {
protected:
    std::string refused(std::string_view rows)
    {
        const std::string file = place.write("gebieden.csv", rows);
        const std::string reason = place.refused({"area", "import", place.programme, file, "--as", place.leader});
        EXPECT_EQ(place.must({"area", "list", place.programme}).as_array().size(), 0U);
        return reason;
    }

    Neighbourhood place;
};

TEST_F(AreaImport, TakesOverNestedAreasWithTheHistoryOfTheirCodes)
{
    const std::string file = place.write("gebieden.csv", std::string(area_heading) +
                                                             "w;;wijk;Crabbehof;WK050500;7420;3400;;\n"
                                                             "a;w;deelgebied;\"Deelgebied; noord\";;1200;600;;\n"
                                                             "b;w;buurt;Zuid;BU19790001;;;BU00100001;2021-01-01\n");

    const json::value answer = place.must({"area", "import", place.programme, file, "--as", place.leader});

    EXPECT_EQ(answer.at("areas"), json::value(3));
    const json::value areas = place.must({"area", "list", place.programme});
    ASSERT_EQ(areas.as_array().size(), 3U);
    EXPECT_EQ(areas.as_array().at(1).at("name"), "Deelgebied; noord");
    EXPECT_EQ(areas.as_array().at(1).at("parent"), areas.as_array().at(0).at("area"));
    const json::value& south = areas.as_array().at(2);
    EXPECT_EQ(south.at("code"), "BU19790001");
    ASSERT_EQ(south.at("earlier_codes").as_array().size(), 1U) << json::serialize(south);
    EXPECT_EQ(south.at("earlier_codes").as_array().at(0).at("code"), "BU00100001");
    const std::string list = place.run({"area", "list", place.programme}).out;
    EXPECT_NE(list.find("BU00100001 tot 1 jan 2021"), std::string::npos) << list;
    EXPECT_EQ(place.must({"verify", "--rebuild"}).at("tables_identical"), json::value(true));
}

TEST_F(AreaImport, OfTheSameFileTwiceAddsNothingAndSaysSo)
{
    const std::string rows = std::string(area_heading) + "w;;wijk;Crabbehof;;7420;3400;;\nb;w;blok;Blok A;;100;40;;\n";
    place.must({"area", "import", place.programme, place.write("gebieden.csv", rows), "--as", place.leader});

    const Ran again =
        place.run({"area", "import", place.programme, place.write("gebieden.csv", rows), "--as", place.leader});

    EXPECT_EQ(again.out, "0 nieuwe gebieden ingelezen.\n2 gebieden waren er al en zijn niet nog eens toegevoegd.\n");
    EXPECT_EQ(place.must({"area", "list", place.programme}).as_array().size(), 2U);
    const json::value more =
        place.must({"area", "import", place.programme, place.write("meer.csv", rows + "c;w;blok;Blok B;;90;30;;\n"),
                    "--as", place.leader});
    EXPECT_EQ(more.at("added"), json::value(1));
    EXPECT_EQ(more.at("known"), json::value(2));
    const json::value areas = place.must({"area", "list", place.programme});
    ASSERT_EQ(areas.as_array().size(), 3U);
    EXPECT_EQ(areas.as_array().at(2).at("parent"), areas.as_array().at(0).at("area"));
}

TEST_F(AreaImport, SaysHowManyAreasCameIn)
{
    const std::string file =
        place.write("gebieden.csv", std::string(area_heading) + "w;;wijk;Crabbehof;;7420;3400;;\n");
    EXPECT_EQ(place.run({"area", "import", place.programme, file, "--as", place.leader}).out, "1 gebied ingelezen.\n");
}

TEST_F(AreaImport, RefusesAnotherHeading)
{
    EXPECT_NE(refused("id;naam\nw;Crabbehof\n").find("gebieden.csv:1"), std::string::npos);
}

TEST_F(AreaImport, RefusesAnotherEncoding)
{
    const std::string reason = refused(std::string(area_heading) + "w;;wijk;Ren\xE9wijk;;1;1;;\n");
    EXPECT_NE(reason.find("gebieden.csv:2"), std::string::npos);
    EXPECT_NE(reason.find("UTF-8"), std::string::npos);
}

TEST_F(AreaImport, RefusesDuplicateCodesAndWrongRowsAllAtOnceWithTheirLine)
{
    const std::string reason = refused(std::string(area_heading) +
                                       "w;;wijk;Crabbehof;WK050500;7420;3400;;\n"
                                       "x;w;buurt;Noord;WK050500;10;5;;\n"
                                       "y;nergens;buurt;Zuid;;10;5;;\n"
                                       "z;w;straat;Oost;;10;5;;\n");
    EXPECT_NE(reason.find("gebieden.csv:3"), std::string::npos) << reason;
    EXPECT_NE(reason.find("gebieden.csv:4"), std::string::npos) << reason;
    EXPECT_NE(reason.find("gebieden.csv:5"), std::string::npos) << reason;
}

TEST_F(AreaImport, RefusesAFigureThatIsNoNumber)
{
    EXPECT_NE(refused(std::string(area_heading) + "w;;wijk;Crabbehof;;7.420;3400;;\n").find("gebieden.csv:2"),
              std::string::npos);
}

TEST_F(AreaImport, RefusesAFileThatIsNotThere)
{
    EXPECT_NE(
        place.refused({"area", "import", place.programme, "nergens.csv", "--as", place.leader}).find("nergens.csv"),
        std::string::npos);
}

}  // namespace wd::test
