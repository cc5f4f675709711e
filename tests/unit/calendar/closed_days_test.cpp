// The file of closed days: what is read, and what is refused with file and line.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/closed_days.hpp"

#include "base/json.hpp"
#include "days.hpp"

#include <gtest/gtest.h>

namespace wd::calendar {
namespace {

const std::string header = "van;tot;soort;naam;regio\n";

Result<std::vector<ClosedDay>> parse(const std::string& lines)
{
    return parse_closed_days(header + lines, "dagen.csv");
}

struct Refused {
    const char* line;
    const char* text;
};

TEST(ClosedDays, ReadsEveryKindWithItsDates)
{
    const std::vector<ClosedDay> expected = {
        {day("2026-07-04"), day("2026-08-16"), ClosedKind::school_holiday, "Zomervakantie", "noord"},
        {day("2026-07-20"), day("2026-08-07"), ClosedKind::construction_break, "Bouwvak", "zuid"},
        {day("2026-07-13"), day("2026-08-21"), ClosedKind::council_recess, "Zomerreces", ""},
        {day("2026-03-18"), day("2026-03-18"), ClosedKind::election, "Gemeenteraad", ""},
        {day("2026-05-15"), day("2026-05-15"), ClosedKind::closure, "Vrijdag na Hemelvaart", "midden"},
    };

    const auto days = parse(
        "2026-07-04;2026-08-16;schoolvakantie;Zomervakantie;noord\n"
        "2026-07-20;2026-08-07;bouwvak;Bouwvak;zuid\n"
        "2026-07-13;2026-08-21;raadsreces;Zomerreces;\n"
        "2026-03-18;2026-03-18;verkiezing;Gemeenteraad;\n"
        "2026-05-15;2026-05-15;sluiting;Vrijdag na Hemelvaart;midden");

    ASSERT_TRUE(days) << to_text(days.error());
    EXPECT_EQ(*days, expected);
}

TEST(ClosedDays, SkipsCommentsAndEmptyLinesAndSpacesAroundFields)
{
    const auto days = parse("# bron: de griffie\n\n   \n;;;;\n 2026-03-18 ; 2026-03-18;verkiezing ; Raad ;\n");

    ASSERT_TRUE(days) << to_text(days.error());
    ASSERT_EQ(days->size(), 1U);
    EXPECT_EQ(days->front().name, "Raad");
}

TEST(ClosedDays, AcceptsTheByteOrderMarkAndLineEndsOfWindows)
{
    const auto days = parse_closed_days(
        "\xEF\xBB\xBFvan;tot;soort;naam;regio\r\n2026-03-18;2026-03-18;verkiezing;Raad;\r\n", "dagen.csv");

    ASSERT_TRUE(days) << to_text(days.error());
    EXPECT_EQ(days->front().region, "");
}

TEST(ClosedDays, AFileWithOnlyAHeaderHoldsNoDays)
{
    EXPECT_TRUE(parse("").value().empty());
}

TEST(ClosedDays, KeepsNamesInOneNormalForm)
{
    const auto days = parse("2026-03-18;2026-03-18;sluiting;Cafe\u0301dag;\n");

    EXPECT_EQ(days.value().front().name, "Cafédag");
}

TEST(ClosedDays, ComeBackUnchangedFromJson)
{
    const std::vector<ClosedDay> days{
        {day("2026-07-18"), day("2026-08-30"), ClosedKind::school_holiday, "Zomervakantie", "midden"}};

    const std::string text = to_json_text(days);

    EXPECT_EQ(text, R"([{"from":"2026-07-18","to":"2026-08-30","kind":"school_holiday","name":"Zomervakantie",)"
                    R"("region":"midden"}])");
    EXPECT_EQ(read_json<std::vector<ClosedDay>>(parse_json(text).value()).value(), days);
}

TEST(ClosedDays, AStretchMayBeAsLongAsItsBoundAndNoLonger)
{
    EXPECT_TRUE(parse("2026-01-01;2026-04-10;sluiting;Verbouwing;\n"));
    EXPECT_FALSE(parse("2026-01-01;2026-04-11;sluiting;Verbouwing;\n"));
}

TEST(ClosedDays, EachMistakeIsRefusedWithFileLineAndWhatWouldBeRight)
{
    const Refused cases[] = {
        {"18-03-2026;2026-03-18;verkiezing;Raad;", "dagen.csv:2: '18-03-2026' is geen datum; schrijf jaar-maand-dag"},
        {"2026-02-30;2026-03-18;verkiezing;Raad;", "dagen.csv:2: 2026-02-30 bestaat niet op de kalender"},
        {"2026-03-18;;verkiezing;Raad;", "dagen.csv:2: de datum 'tot' ontbreekt; bij één dag zijn van en tot gelijk"},
        {"2026-03-18;2026-03-17;verkiezing;Raad;", "dagen.csv:2: tot (2026-03-17) ligt voor van (2026-03-18)"},
        {"2026-03-18;2027-03-18;sluiting;Dicht;", "dagen.csv:2: 366 dagen achtereen is te lang, hoogstens 100"},
        {"2026-03-18;2026-03-18;verkiezingen;Raad;", "onbekende soort 'verkiezingen' (bedoelt u 'verkiezing'?)"},
        {"2026-03-18;2026-03-18;;Raad;", "kies schoolvakantie, bouwvak, raadsreces, verkiezing of sluiting"},
        {"2026-03-18;2026-03-18;verkiezing;;", "dagen.csv:2: de naam ontbreekt"},
        {"2026-03-18;2026-03-18;verkiezing;\"Raad\";", "laat de aanhalingstekens weg"},
        {"2026-03-18;2026-03-18;verkiezing;Raad;Noord",
         "onbekende regio 'Noord' (bedoelt u 'noord'?); kies noord, midden"},
        {"2026-03-18;2026-03-18;verkiezing;Raad", "dagen.csv:2: deze regel heeft 4 velden in plaats van 5"},
        {"2026-03-18;2026-03-18;verkiezing;Raad;;", "dagen.csv:2: deze regel heeft 6 velden in plaats van 5"},
        {"2026-03-18,2026-03-18,verkiezing,Raad,", "dagen.csv:2: deze regel heeft 1 velden in plaats van 5"},
        {"2026-03-18;2026-03-18;verkiezing;Ra\xff;", "dagen.csv:2: deze regel is geen UTF-8"},
    };
    for (const Refused& c : cases) {
        const auto days = parse(c.line);
        ASSERT_FALSE(days) << c.line;
        EXPECT_NE(to_text(days.error()).find(c.text), std::string::npos) << to_text(days.error());
    }
}

TEST(ClosedDays, AllMistakesOfAFileAreReportedAtOnce)
{
    const auto days = parse(
        "2026-13-18;gisteren;verkiezing;Raad;\n"
        "2026-03-18;2026-03-18;verkiezing;Raad;\n"
        "2026-03-18;2026-03-18;bouwvk;;oost\n");

    ASSERT_FALSE(days);
    EXPECT_EQ(days.error().message, "5 regels of velden kloppen niet");
    ASSERT_EQ(days.error().details.size(), 5U);
    const std::pair<int, const char*> places[] = {{2, "van"}, {2, "tot"}, {4, "soort"}, {4, "naam"}, {4, "regio"}};
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(days.error().details[i].where.file, "dagen.csv");
        EXPECT_EQ(days.error().details[i].where.line, places[i].first);
        EXPECT_EQ(days.error().details[i].where.field, places[i].second);
    }
}

TEST(ClosedDays, TheSameDaysTwiceAreRefusedWithTheFirstLine)
{
    const auto days = parse(
        "2026-03-18;2026-03-18;verkiezing;Raad;\n"
        "2026-03-18;2026-03-18;sluiting;Dicht;\n"
        "2026-03-18;2026-03-18;verkiezing;Gemeenteraad;\n");

    ASSERT_FALSE(days);
    EXPECT_EQ(to_text(days.error()), "dagen.csv:4: dezelfde dagen staan al op regel 2; laat één van beide weg");
}

TEST(ClosedDays, AnEmptyFileIsToldItsHeader)
{
    for (const char* text : {"", "\n\n", "# alleen een opmerking\n", "\xEF\xBB\xBF"})
        EXPECT_EQ(to_text(parse_closed_days(text, "dagen.csv").error()),
                  "dagen.csv: het bestand is leeg; de eerste regel moet zijn: van;tot;soort;naam;regio");
}

TEST(ClosedDays, AnotherHeaderIsRefusedButTheLinesBelowAreStillRead)
{
    const auto days = parse_closed_days("van;tm;soort;naam;regio\n2026-03-18;2026-03-18;bouwvk;Raad;\n", "dagen.csv");

    ASSERT_FALSE(days);
    ASSERT_EQ(days.error().details.size(), 2U);
    EXPECT_EQ(to_text(days.error().details[0]),
              "dagen.csv:1: de eerste regel is 'van;tm;soort;naam;regio', maar moet zijn: van;tot;soort;naam;regio");
    EXPECT_EQ(days.error().details[1].where.line, 2);
}

TEST(ClosedDays, AFileWithoutEndIsRefused)
{
    std::string lines;
    for (Date date = day("2026-01-01"); date <= day("2026-01-01") + std::chrono::days{closed_days_max};
         date += std::chrono::days{1})
        lines += fmt::format("{0};{0};sluiting;Dicht;\n", to_text(date));

    EXPECT_EQ(parse(lines).error().code, Errc::over_limit);
}

}  // namespace
}  // namespace wd::calendar
