// history import: what there was before Wijkdraad.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

namespace wd::test {

constexpr std::string_view history_heading = "soort;naam_of_tekst;datum;eigenaar\n";

constexpr std::string_view good_rows =
    "persoon;Kees Bos;;Stichting Welzijn\n"
    "organisatie;Stichting Welzijn;;\n"
    "contact;Mevrouw Yilmaz, bewonersgroep;2023-05-01;Kees Bos\n"
    "toezegging;De lift wordt gemaakt;2060-03-01;Fatima Bouzid\n"
    "besluit;De raad wees de wijk aan als proeftuin;2022-11-17;\n"
    "eerdere poging;Een energiecafé waar niemand kwam;2021-02-10;\n";

class HistoryImport : public ::testing::Test {
protected:
    std::string file(std::string_view rows)
    {
        return place.write("verleden.csv", std::string(history_heading) + std::string(rows));
    }
    std::size_t count(const std::string& family)
    {
        return place.must({family, "list", place.programme}).as_array().size();
    }
    std::string refused(std::string_view rows)
    {
        const std::size_t people = place.must({"person", "list"}).as_array().size();
        const std::string reason =
            place.refused({"history", "import", place.programme, file(rows), "--as", place.leader});
        EXPECT_EQ(place.must({"person", "list"}).as_array().size(), people);
        EXPECT_EQ(count("commitment"), 0U);
        EXPECT_EQ(count("journal"), 0U);
        return reason;
    }

    Neighbourhood place;
};

TEST_F(HistoryImport, BringsPeopleAndWhatTheyKnowMarkedAsFromBefore)
{
    const json::value answer =
        place.must({"history", "import", place.programme, file(good_rows), "--as", place.leader});

    EXPECT_EQ(answer.at("sent").at("persoon"), json::value(1));
    const json::value commitments = place.must({"commitment", "list", place.programme});
    ASSERT_EQ(commitments.as_array().size(), 1U);
    EXPECT_EQ(commitments.as_array().at(0).at("before_wijkdraad"), json::value(true));
    EXPECT_EQ(commitments.as_array().at(0).at("owner"), json::value(place.leader));
    EXPECT_EQ(place.must({"journal", "list", place.programme}).as_array().at(0).at("kind"), "failed_initiative");
}

TEST_F(HistoryImport, OfTheSameFileTwiceChangesNothing)
{
    place.must({"history", "import", place.programme, file(good_rows), "--as", place.leader});
    const std::size_t people = place.must({"person", "list"}).as_array().size();

    place.must({"history", "import", place.programme, file(good_rows), "--as", place.leader});

    EXPECT_EQ(place.must({"person", "list"}).as_array().size(), people);
    EXPECT_EQ(count("commitment"), 1U);
}

TEST_F(HistoryImport, SaysHowManyRowsWereNewAndHowManyWereThere)
{
    const std::vector<std::string> import = {"history",       "import", place.programme,
                                             file(good_rows), "--as",   place.leader};
    EXPECT_NE(place.run(import).out.find("6 regels toegevoegd"), std::string::npos);

    const Ran again = place.run(import);

    EXPECT_EQ(again.out, "Er is niets toegevoegd.\n6 regels waren er al.\n");
    const json::value more =
        place.must({"history", "import", place.programme,
                    file("les;Begin met de straat;2020-01-01;\n" + std::string(good_rows)), "--as", place.leader});
    EXPECT_EQ(more.at("added"), json::value(1));
    EXPECT_EQ(more.at("known"), json::value(6));
}

TEST_F(HistoryImport, IsMarkedOnEveryScreen)
{
    place.must({"history", "import", place.programme, file(good_rows), "--as", place.leader});
    for (const std::string family : {"journal", "contact", "commitment", "decision"}) {
        const std::string list = place.run({family, "list", place.programme}).out;
        EXPECT_NE(list.find("VAN VOOR WIJKDRAAD"), std::string::npos) << family << "\n" << list;
    }
    EXPECT_NE(place.run({"person", "list"}).out.find("VAN VOOR WIJKDRAAD"), std::string::npos);
}

TEST_F(HistoryImport, BringsDecisionsIntoTheListOfDecisions)
{
    place.must({"history", "import", place.programme, file(good_rows), "--as", place.leader});
    place.must({"decision", "record", place.task("Raadsbesluit"), "--outcome", "vastgesteld", "--date", "2026-01-22",
                "--grounds", "Goed plan", "--as", place.leader});

    const json::value decisions = place.must({"decision", "list", place.programme});

    ASSERT_EQ(decisions.as_array().size(), 2U);
    EXPECT_EQ(decisions.as_array().at(0).at("title"), "De raad wees de wijk aan als proeftuin");
    EXPECT_EQ(decisions.as_array().at(0).at("before_wijkdraad"), json::value(true));
    EXPECT_EQ(decisions.as_array().at(1).at("before_wijkdraad"), json::value(false));
    const std::string list = place.run({"decision", "list", place.programme}).out;
    EXPECT_NE(list.find("17 nov 2022"), std::string::npos) << list;
}

TEST_F(HistoryImport, OfAMendedFileSendsWhatIsNewOnly)
{
    place.must({"history", "import", place.programme, file(good_rows), "--as", place.leader});

    place.must({"history", "import", place.programme,
                file("les;Begin met de straat;2020-01-01;\n" + std::string(good_rows)), "--as", place.leader});

    EXPECT_EQ(count("commitment"), 1U);
    EXPECT_EQ(count("journal"), 2U);
}

TEST_F(HistoryImport, RefusesWrongRowsAllAtOnceAndSendsNone)
{
    const std::string reason = refused(
        "persoon;Kees Bos;;\n"
        "belofte;De lift;;\n"
        "besluit;Zonder datum;;\n"
        "les;Met een verkeerde datum;17-11-2022;\n"
        "contact;Iemand;;Onbekende Eigenaar\n"
        "persoon;Kees Bos;;\n"
        "persoon;Piet Bos;;Jan de Vries\n"
        "besluit;Nog niet genomen;2060-01-01;\n");
    for (const char* line : {"verleden.csv:3", "verleden.csv:4", "verleden.csv:5", "verleden.csv:6", "verleden.csv:7",
                             "verleden.csv:8", "verleden.csv:9"})
        EXPECT_NE(reason.find(line), std::string::npos) << line << "\n" << reason;
}

TEST_F(HistoryImport, RefusesAnotherHeadingAndAProgrammeThatIsNotThere)
{
    const std::string wrong = place.write("anders.csv", "soort,naam\npersoon,Kees\n");
    EXPECT_NE(place.refused({"history", "import", place.programme, wrong}).find("anders.csv:1"), std::string::npos);
    EXPECT_NE(place.refused({"history", "import", "programma-999", file(good_rows)}).find("programma-999"),
              std::string::npos);
    EXPECT_EQ(place.must({"person", "list"}).as_array().size(), 4U);
}

}  // namespace wd::test
