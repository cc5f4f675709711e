// What a programme writes down beside its steps.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

namespace wd::test {

class Records : public ::testing::Test {
protected:
    json::value add(std::vector<std::string> words)
    {
        words.insert(words.end(), {"--as", place.leader});
        return place.must(std::move(words));
    }
    std::string refused(std::vector<std::string> words)
    {
        words.insert(words.end(), {"--as", place.leader});
        return place.refused(std::move(words));
    }

    Neighbourhood place;
};

TEST_F(Records, ReachIsCountedPerChannelAndCorrected)
{
    const json::value made = add({"reach", "record", place.programme, "--channel", "deur", "--people", "45"});
    refused({"reach", "record", place.programme, "--channel", "deur", "--people", "-1"});
    add({"correct", Neighbourhood::id(made, "entry"), "--field", "people", "--value", "54", "--reason", "Verteld"});
    EXPECT_EQ(place.must({"reach", "list", place.programme}).as_array().at(0).at("people"), json::value(54));
}

TEST_F(Records, AChecksumAndAnAmountAreCorrected)
{
    const json::value plan =
        add({"document", "add", place.programme, "--title", "Plan", "--link", "https://gemeente.example/plan.pdf"});
    const std::string checksum(64, 'a');
    add({"correct", Neighbourhood::id(plan, "entry"), "--field", "checksum", "--value", checksum});
    EXPECT_EQ(place.must({"verify", "--rebuild"}).at("tables_identical"), json::value(true));

    const json::value budget = add({"money", "add", place.programme, "--kind", "budget", "--euro", "1.250,50"});
    const std::string entry = Neighbourhood::id(budget, "entry");
    EXPECT_NE(refused({"correct", entry, "--field", "cents", "--value", "1250.50"}).find("geen bedrag"),
              std::string::npos);
    add({"correct", entry, "--field", "cents", "--value", "1250,75"});
    EXPECT_EQ(place.must({"money", "list", place.programme}).as_array().at(0).at("cents"), json::value(125'075));
}

TEST_F(Records, AMeasureAnswersATaskOrStandsByItself)
{
    add({"measure", "add", "--task", place.task("Wie heeft moeite met de rekening?"), "--value", "110", "--source",
         "loket"});
    EXPECT_FALSE(place.is_open("Wie heeft moeite met de rekening?"));
    add({"measure", "add", "--programme", place.programme, "--measure", "bomen", "--value", "12", "--unit", "aantal",
         "--source", "telling"});
    refused({"measure", "add", "--value", "12"});
}

TEST_F(Records, ALinkageIsChosenOrConsciouslyNot)
{
    const json::value made = add({"linkage", "add", place.programme, "--level", "meekoppelkans", "--subject", "Riool"});
    const std::string linkage = Neighbourhood::id(made, "entry");
    refused({"linkage", "choose", linkage, "--chosen", "nee"});
    add({"linkage", "choose", linkage, "--chosen", "nee", "--reason", "Pas in 2031", "--look-again", "2060-01-15"});
    EXPECT_EQ(place.must({"linkage", "list", place.programme}).as_array().at(0).at("state"), "not_chosen");
    refused({"linkage", "choose", "regel-9999", "--chosen", "ja"});
}

TEST_F(Records, JournalSignalsMoneyDocumentsPromisesAndContactsAreKept)
{
    add({"journal", "add", place.programme, "--kind", "zaaiwerk", "--text", "Buren eten samen"});
    add({"signal", "send", place.programme, "--kind", "energieprijs", "--text", "Gas is goedkoper"});
    add({"money", "add", place.programme, "--kind", "budget", "--euro", "250.000,50"});
    add({"document", "add", place.programme, "--title", "Plan", "--link", "https://gemeente.example/plan.pdf"});
    add({"commitment", "add", place.programme, "--text", "De lift wordt gemaakt", "--owner", place.worker, "--due",
         "2060-03-01"});
    add({"contact", "add", place.programme, "--name", "Meneer De Wit", "--known-by", place.worker});

    EXPECT_EQ(place.must({"journal", "list", place.programme}).as_array().at(0).at("kind"), "groundwork");
    EXPECT_EQ(place.must({"money", "list", place.programme}).as_array().at(0).at("cents"), json::value(25'000'050));
    EXPECT_EQ(place.must({"commitment", "list", place.programme}).as_array().at(0).at("owner"),
              json::value(place.worker));
}

TEST_F(Records, AreRefusedForAProgrammeThatIsNotThere)
{
    refused({"journal", "add", "programma-999", "--kind", "les", "--text", "x"});
    refused({"signal", "send", "programma-999", "--kind", "x"});
    refused({"money", "add", "programma-999", "--kind", "budget", "--euro", "1"});
    refused({"document", "add", "programma-999", "--title", "x", "--link", "https://x.example"});
    refused({"commitment", "add", "programma-999", "--text", "x"});
    refused({"contact", "add", "programma-999", "--name", "x"});
}

TEST(AnswerLists, AreThereForEveryKindOfRecord)
{
    const Neighbourhood place;
    for (const char* kind : {"meeting", "vote", "decision", "document", "measure", "contact", "commitment"})
        EXPECT_EQ(place.run({kind, "list", place.programme}).code, 0) << kind;
}

}  // namespace wd::test
