// Semicolon CSV: quoting, headings, encodings, lines.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/csv.hpp"

#include <gtest/gtest.h>

namespace wd::test {

using cli::CsvRow;

const std::vector<std::string_view> columns = {"naam", "tekst"};

Result<std::vector<CsvRow>> parse(std::string_view text)
{
    return cli::parse_csv(text, "x.csv", columns);
}

TEST(Csv, ReadsQuotedCellsWithSemicolonsQuotesAndLineEnds)
{
    const auto rows = parse("naam;tekst\na;\"één; \"\"twee\"\"\nregels\"\n b ; c \n");

    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ(rows->front().cells[1], "één; \"twee\"\nregels");
    EXPECT_EQ(rows->back().cells, (std::vector<std::string>{"b", "c"}));
    EXPECT_EQ(rows->back().line, 4);
}

TEST(Csv, AcceptsAByteOrderMarkWindowsLineEndsAndEmptyLines)
{
    const auto rows = parse("\xEF\xBB\xBFnaam;tekst\r\n\r\na;\"b\"\r\n");

    ASSERT_TRUE(rows) << to_text(rows.error());
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().cells[1], "b");
    EXPECT_EQ(rows->front().line, 3);
}

TEST(Csv, RefusesAnotherHeadingWithTheRightOne)
{
    for (const char* text : {"naam;inhoud\na;b\n", "naam\na\n", "naam,tekst\na,b\n", "", "tekst;naam\n"}) {
        const auto rows = parse(text);
        ASSERT_FALSE(rows) << text;
        EXPECT_NE(to_text(rows.error()).find("naam;tekst"), std::string::npos);
        EXPECT_EQ(rows.error().where.line, 1);
        EXPECT_EQ(rows.error().where.file, "x.csv");
    }
}

TEST(Csv, RefusesAnotherEncodingWithItsLine)
{
    const auto rows = parse("naam;tekst\na;b\nRen\xE9;c\n");

    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().where.line, 3);
    EXPECT_NE(rows.error().message.find("UTF-8"), std::string::npos);
}

TEST(Csv, ReportsAllRowsThatDoNotFitAtOnce)
{
    const auto rows = parse("naam;tekst\na\nb;c;d\ne;f\ng;\"open\n");

    ASSERT_FALSE(rows);
    ASSERT_EQ(rows.error().details.size(), 3U);
    EXPECT_EQ(rows.error().details[0].where.line, 2);
    EXPECT_EQ(rows.error().details[1].where.line, 3);
    EXPECT_EQ(rows.error().details[2].where.line, 5);
}

}  // namespace wd::test
