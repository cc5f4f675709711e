// A handover on the command line: what is typed, what is refused, and how the document and the score look.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

#include <set>

namespace wd::test {

namespace {

// The commissioner's chair goes to somebody else after elections.
class HandingOver : public ::testing::Test {
protected:
    HandingOver()
    {
        successor = Neighbourhood::id(place.must({"person", "add", "Rik Dekker"}), "person");
        rater = Neighbourhood::id(place.must({"person", "add", "Coördinator Ans"}), "person");
        place.must({"position", "add", place.programme, "--role", "coordinator", "--title", "Coördinator overdracht",
                    "--as", place.leader});
        place.must(
            {"assignment", "start", place.programme, "--role", "coordinator", "--person", rater, "--as", place.leader});
        handover = Neighbourhood::id(by(place.leader, {"start", place.programme, "--role", "opdrachtgever", "--kind",
                                                       "nieuw college", "--giver", place.commissioner}),
                                     "handover");
    }
    json::value by(const std::string& who, std::vector<std::string> words) const
    {
        words.insert(words.begin(), "handover");
        words.insert(words.end(), {"--as", who});
        return place.must(std::move(words));
    }
    std::string refused(const std::string& who, std::vector<std::string> words) const
    {
        words.insert(words.begin(), "handover");
        words.insert(words.end(), {"--as", who});
        return place.refused(std::move(words));
    }
    std::string printed(std::vector<std::string> words) const
    {
        words.insert(words.begin(), "handover");
        const Ran ran = place.run(std::move(words));
        EXPECT_EQ(ran.code, 0) << ran.err;
        return ran.out;
    }

    Neighbourhood place;
    std::string successor;
    std::string rater;
    std::string handover;
};

}  // namespace

TEST_F(HandingOver, GoesFromTheSuccessorToAFinalScore)
{
    const std::string stranger = Neighbourhood::id(place.must({"person", "add", "Buiten Bert"}), "person");
    by(place.leader, {"receiver", handover, "Rik Dekker"});
    by(place.leader, {"topic", handover, "botsingen", "--answer", "liever mondeling", "--text", "De school"});
    by(place.leader, {"topic", handover, "gevoeligheden", "--answer", "geen bekend"});
    by(place.leader, {"complete", handover, "--story", "Het vorige college begon met de vochtklachten.", "--access",
                      "map Crabbehof", "--access-open", "agenda"});
    by(successor, {"conversation", handover, "--walk", "--questions", "6"});
    by(successor, {"own-words", handover, "--text", "Eerst de klachten, dan de plannen"});
    by(successor, {"accept", handover});
    EXPECT_TRUE(has(refused(rater, {"rate", handover, "--ratings", "4,3,4,2,3,4,4,3"}), "is niet geloot"));
    place.must({"settings", "change", "rubric.audit_one_in=1"});  // no chance: this chair is not of the core team
    EXPECT_TRUE(has(printed({"draw"}), "Geloot met het getal"));
    EXPECT_TRUE(has(refused(stranger, {"rate", handover, "--ratings", "4,3,4,2,3,4,4,3"}), "heeft die rol nergens"));
    by(rater, {"rate", handover, "--ratings", "4,3,4,2,3,4,4,3"});
    by(place.commissioner, {"reply", handover, "--text", "Klopt"});
    by(successor, {"reply", handover, "--text", "Klopt"});
    by(rater, {"finalise", handover});

    const std::string shown = printed({"show", handover});
    EXPECT_TRUE(has(shown, "warm")) << shown;
    EXPECT_TRUE(has(shown, "definitief")) << shown;
    EXPECT_TRUE(has(shown, "Mensen en beloften")) << shown;
    EXPECT_FALSE(has(shown, "Rik Dekker")) << "a score is shown with numbers, names only to those it is about";
    EXPECT_TRUE(has(printed({"show", handover, "--as", successor}), "Rik Dekker"));
    EXPECT_TRUE(has(printed({"list", place.programme}), "score definitief"));
    EXPECT_TRUE(has(printed({"audit"}), "opnieuw loten geeft hetzelfde"));
    const json::value audit = place.must({"handover", "audit"});
    EXPECT_EQ(audit.at("draws").as_array().at(0).at("pool"), json::value(1));
    EXPECT_EQ(audit.at("handovers").as_array().size(), 1U);
    EXPECT_EQ(audit.at("handovers").as_array().at(0).at("elements").as_array().size(), 8U);
    EXPECT_TRUE(has(printed({"audit"}), "GM0505"));
    const std::string check = fmt::format("python3 {} {} {}", AUDIT_CHECK, WIJKDRAAD_PROGRAM, place.data().string());
    EXPECT_EQ(std::system(check.c_str()), 0) << "computed again from the log alone";
    place.must({"settings", "change", "rubric.weights.story=20", "rubric.weights.people=10", "rubric.level_good=90",
                "rubric.level_exemplary=95"});
    EXPECT_EQ(place.must({"handover", "audit"}).at("handovers").as_array().at(0).at("eighths"),
              audit.at("handovers").as_array().at(0).at("eighths"))
        << "a final score keeps the settings that it was made with";
    EXPECT_EQ(std::system(check.c_str()), 0);
    EXPECT_EQ(place.must({"verify", "--rebuild"}).at("tables_identical"), json::value(true));
}

TEST_F(HandingOver, WritesADocumentThatCanBeReadAtOnce)
{
    place.must({"contact", "add", place.programme, "--name", "Meneer De Wit, tuingroep", "--known-by",
                place.commissioner, "--as", place.leader});
    place.must(
        {"journal", "add", place.programme, "--kind", "botsing", "--text", "De parkeerplaatsen", "--as", place.leader});
    by(place.leader, {"complete", handover, "--story", "Het vorige college begon met de vochtklachten."});

    const std::string text = printed({"document", handover});
    for (const std::string_view part :
         {"# Overdracht Opdrachtgever in Crabbehof", "## 1. Hoe staat het ervoor", "vochtklachten", "Meneer De Wit",
          "**Botsingen**", "De parkeerplaatsen", "## 7. Waar alles staat", "## 8. De komende 90 dagen",
          "de eerste honderd dagen", "Van Ans Smit naar een opvolger die nog gezocht wordt"})
        EXPECT_TRUE(has(text, part)) << part << "\n" << text;
    const Ran json = place.run({"handover", "document", handover, "--format", "json"});
    EXPECT_EQ(json.json().at("story").at("text"), json::value("Het vorige college begon met de vochtklachten."));
    EXPECT_FALSE(json.json().as_object().contains("format"));
}

TEST_F(HandingOver, RefusesWhatCannotBe)
{
    EXPECT_TRUE(
        has(refused(place.leader, {"start", place.programme, "--role", "opdrachtgever", "--kind", "nieuw college"}),
            "wordt al overgedragen"));
    EXPECT_TRUE(has(refused(place.leader, {"receiver", handover, place.commissioner}), "draagt zelf over"));
    by(place.leader, {"receiver", handover, successor});
    EXPECT_TRUE(has(refused(place.leader, {"item", handover, "gebied-99", "--state", "kritiek"}), "gebied-99"));
    EXPECT_TRUE(has(refused(successor, {"accept", handover}), "eigen woorden"));
    EXPECT_TRUE(has(refused(rater, {"rate", handover, "--ratings", "4,4,4,4,4,4,4,4"}), "nog niet aanvaard"));
    EXPECT_TRUE(has(refused(rater, {"rate", handover, "--ratings", "4,x"}), "schrijf acht cijfers"));
    EXPECT_TRUE(has(place.refused({"assignment", "start", place.programme, "--role", "opdrachtgever", "--person",
                                   successor, "--as", place.leader}),
                    "met handover accept"));
    EXPECT_TRUE(has(refused(successor, {"checkup", handover, "--day", "14"}), "nog niet aanvaard"));
    by(successor, {"own-words", handover, "--text", "Eerst de klachten"});
    EXPECT_TRUE(has(refused(successor, {"accept", handover, "--from", "2024-01-01"}), "al voorbij"));
    by(successor, {"accept", handover});
    EXPECT_TRUE(has(refused(place.leader, {"complete", handover, "--story", "Nog iets"}), "terugkommoment"));
    EXPECT_TRUE(has(refused(place.worker, {"rate", handover, "--ratings", "4,4,4,4,4,4,4,4"}), "werkt in dit team"));
    EXPECT_TRUE(has(refused(rater, {"rate", handover, "--ratings", "4,4"}), "heeft 2 cijfers"));
    EXPECT_TRUE(has(refused(successor, {"checkup", handover, "--day", "14"}), "kan vanaf"));
    EXPECT_TRUE(has(place.refused({"handover", "draw", "--until", "2999-01-01"}), "moet nog komen"));
    EXPECT_TRUE(has(refused(rater, {"document", handover}), "is voor de vertrekker"));
    EXPECT_TRUE(
        has(place.refused({"handover", "document", handover, "--area", "gebied-99"}), "gebied-99 hoort niet bij"));
    EXPECT_TRUE(has(place.refused({"handover", "show", "overdracht-999"}), "overdracht-999 bestaat niet"));
}

// Twelve years, in which people leave and are replaced, are drawn and rated: every score computed again from the log alone.
TEST(HandoverAudit, OfADemoIsTheSameWhenItIsComputedFromTheLog)
{
    const Program program;
    program.must({"demo", "--years", "12", "--neighbourhoods",
                  program.write("wijken.csv",
                                "wijk;gemeente;cbs_gemeentecode;cbs_later;vanaf;inwoners\n"
                                "Abdij- en Torenbuurt;Tilburg;GM0855;;;1590\n"
                                "Gillisbuurt;Delft;GM0503;;;1531\n"
                                "Zuidhoven;Leiden;GM0546;;;3410\n")});
    const json::value audit = program.must({"handover", "audit"});
    std::set<std::string> levels;
    for (const json::value& row : audit.at("handovers").as_array())
        if (row.at("level").is_string())
            levels.emplace(row.at("level").as_string());
    EXPECT_GE(levels.size(), 2U);

    const std::string check = fmt::format("python3 {} {} {}", AUDIT_CHECK, WIJKDRAAD_PROGRAM, program.data().string());
    EXPECT_EQ(std::system(check.c_str()), 0);
}

}  // namespace wd::test
