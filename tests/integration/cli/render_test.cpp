// Text for people.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/render.hpp"
#include "cli/arguments.hpp"

#include <gtest/gtest.h>

namespace wd::test {

TEST(Render, CountsWhatAReaderSees)
{
    EXPECT_EQ(cli::display_width("één"), 3);
    EXPECT_EQ(cli::display_width("e\xCC\x81\xC3\xA9n"), 3);
    EXPECT_EQ(cli::display_width("日本"), 4);
}

TEST(Render, WritesDatesAndAmountsAsPeopleDo)
{
    EXPECT_EQ(cli::date_text("2026-11-20"), "20 nov 2026");
    EXPECT_EQ(cli::date_text("ooit"), "ooit");
    EXPECT_EQ(cli::day_text(json::value("2026-06-30T22:30:00.000Z")), "1 jul 2026");
    EXPECT_EQ(cli::euro_text(125'050), "€ 1.250,50");
    EXPECT_EQ(cli::euro_text(-7), "-€ 0,07");
    EXPECT_EQ(cli::euro_text(3'158'000'000), "€ 31.580.000");
    EXPECT_EQ(cli::per_mille_text(250), "25 %");
    EXPECT_EQ(cli::per_mille_text(605), "60,5 %");
    EXPECT_EQ(cli::number_text(1'000'000), "1.000.000");
}

TEST(Render, PutsOneDashBeforeALineThatGoesOn)
{
    const std::string word(92, 'x');
    EXPECT_EQ(cli::bulleted("woord " + word + " einde", "  "), "  - woord\n    " + word + "\n    einde");
    EXPECT_EQ(cli::bulleted("kort", ""), "- kort");
}

TEST(Render, WritesFiguresInTheirUnit)
{
    EXPECT_EQ(cli::figure_text(json::value(646), "per_mille"), "64,6 %");
    EXPECT_EQ(cli::figure_text(json::value(1'500), "money"), "€ 15");
    EXPECT_EQ(cli::figure_text(json::value(1'500), "count"), "1.500");
}

TEST(Render, AlignsTablesAndLeavesEmptyColumnsOut)
{
    const json::array rows = parse_json(R"([{"a":"één","n":5,"z":null},{"a":"twee","n":1200,"z":null}])")->as_array();

    EXPECT_EQ(cli::table_text(rows, {{"a", "a"}, {"niets", "z"}, {"aantal", "n", cli::As::number}}, "leeg"),
              "A     AANTAL\n"
              "één        5\n"
              "twee   1.200\n");
    EXPECT_EQ(cli::table_text({}, {{"a", "a"}}, "leeg"), "leeg\n");
}

TEST(Amount, IsReadInEurosWithOrWithoutCents)
{
    EXPECT_EQ(*cli::parse_euro("1250"), 125'000);
    EXPECT_EQ(*cli::parse_euro("1.250,5"), 125'050);
    EXPECT_EQ(*cli::parse_euro("0,07"), 7);
    EXPECT_EQ(*cli::parse_euro("1.250"), 125'000);
    EXPECT_EQ(*cli::parse_euro("12.250.000,05"), 1'225'000'005);
    for (const char* wrong : {"", "veel", "1,234", "1,", "€ 5", "1250.50", "1.25", "1250.500", "12.50", ".250",
                              "1.250.50", "1,2.5", "-", "5,-"})
        EXPECT_FALSE(cli::parse_euro(wrong)) << wrong;
}

TEST(Words, AreReadInDutchAndAsCode)
{
    const cli::Parameter parameter =
        cli::one_of({"go", "not_now"}, cli::option("--outcome", "outcome", cli::Kind::word, ""));
    EXPECT_EQ(*cli::read_value(parameter, "nu niet"), json::value("not_now"));
    EXPECT_EQ(*cli::read_value(parameter, "not_now"), json::value("not_now"));
    EXPECT_NE(cli::read_value(parameter, "nu nit").error().message.find("bedoelt u 'nu niet'?"), std::string::npos);
}

}  // namespace wd::test
