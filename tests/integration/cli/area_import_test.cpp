// area import: a list goes in as a whole or not at all.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

namespace wd::test {

constexpr std::string_view heading = "id;ouder;soort;naam;code;inwoners;woningen;eerdere_code;code_vanaf\n";

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
    const std::string file = place.write("gebieden.csv", std::string(heading) +
                                                             "w;;wijk;Crabbehof;WK050500;7420;3400;;\n"
                                                             "a;w;deelgebied;\"Deelgebied; noord\";;1200;600;;\n"
                                                             "b;w;buurt;Zuid;BU19790001;;;BU00100001;2021-01-01\n");

    const json::value answer = place.must({"area", "import", place.programme, file, "--as", place.leader});

    EXPECT_EQ(answer.at("areas"), json::value(3));
    const json::value areas = place.must({"area", "list", place.programme});
    ASSERT_EQ(areas.as_array().size(), 3U);
    EXPECT_EQ(areas.as_array().at(1).at("name"), "Deelgebied; noord");
    EXPECT_EQ(areas.as_array().at(1).at("parent"), areas.as_array().at(0).at("area"));
}

TEST_F(AreaImport, SaysHowManyAreasCameIn)
{
    const std::string file = place.write("gebieden.csv", std::string(heading) + "w;;wijk;Crabbehof;;7420;3400;;\n");
    EXPECT_EQ(place.run({"area", "import", place.programme, file, "--as", place.leader}).out, "1 gebied ingelezen.\n");
}

TEST_F(AreaImport, RefusesAnotherHeading)
{
    EXPECT_NE(refused("id;naam\nw;Crabbehof\n").find("gebieden.csv:1"), std::string::npos);
}

TEST_F(AreaImport, RefusesAnotherEncoding)
{
    const std::string reason = refused(std::string(heading) + "w;;wijk;Ren\xE9wijk;;1;1;;\n");
    EXPECT_NE(reason.find("gebieden.csv:2"), std::string::npos);
    EXPECT_NE(reason.find("UTF-8"), std::string::npos);
}

TEST_F(AreaImport, RefusesDuplicateCodesAndWrongRowsAllAtOnceWithTheirLine)
{
    const std::string reason = refused(std::string(heading) +
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
    EXPECT_NE(refused(std::string(heading) + "w;;wijk;Crabbehof;;7.420;3400;;\n").find("gebieden.csv:2"),
              std::string::npos);
}

TEST_F(AreaImport, RefusesAFileThatIsNotThere)
{
    EXPECT_NE(
        place.refused({"area", "import", place.programme, "nergens.csv", "--as", place.leader}).find("nergens.csv"),
        std::string::npos);
}

}  // namespace wd::test
