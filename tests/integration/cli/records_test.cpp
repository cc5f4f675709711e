// What a programme writes down beside its steps.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

#include <map>

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
    add({"measure", "add", "--task", place.task("Wie heeft moeite met de rekening?"), "--value", "11,5%", "--source",
         "loket"});
    EXPECT_FALSE(place.is_open("Wie heeft moeite met de rekening?"));
    EXPECT_EQ(place.must({"measure", "list", place.programme}).as_array().at(0).at("value"), json::value(115));
    add({"measure", "add", "--programme", place.programme, "--measure", "bomen", "--value", "12", "--unit", "aantal",
         "--source", "telling"});
    refused({"measure", "add", "--value", "12"});
}

TEST_F(Records, FiguresAreShownInTheirUnit)
{
    add({"measure", "add", "--programme", place.programme, "--measure", "deel", "--unit", "promille", "--value",
         "64,6%", "--source", "loket"});
    add({"measure", "add", "--programme", place.programme, "--measure", "rekening", "--unit", "geld", "--value",
         "150,25", "--source", "loket"});

    const std::string list = place.run({"measure", "list", place.programme}).out;

    EXPECT_NE(list.find("64,6 %"), std::string::npos) << list;
    EXPECT_NE(list.find("€ 150,25"), std::string::npos) << list;
    EXPECT_EQ(list.find("promille"), std::string::npos) << list;
    EXPECT_NE(in_one_line(place.run({"log", place.programme}).out).find("64,6 %"), std::string::npos);
}

TEST_F(Records, SignalsAndChecksumsAreReadBack)
{
    add({"signal", "send", place.programme, "--kind", "energieprijs", "--text", "Gas is goedkoper"});
    const std::string checksum(64, 'a');
    add({"document", "add", place.programme, "--title", "Plan", "--link", "https://gemeente.example/plan.pdf",
         "--checksum", checksum});

    const json::value signals = place.must({"signal", "list", place.programme});
    ASSERT_EQ(signals.as_array().size(), 1U);
    EXPECT_EQ(signals.as_array().at(0).at("text"), "Gas is goedkoper");
    const std::string list = place.run({"signal", "list", place.programme}).out;
    for (const char* part : {"energieprijs", "Gas is goedkoper", "Fatima Bouzid"})
        EXPECT_NE(list.find(part), std::string::npos) << part << list;
    EXPECT_NE(place.run({"document", "list", place.programme}).out.find(checksum), std::string::npos);
}

TEST_F(Records, TheReasonOfACorrectionStandsInTheLog)
{
    const json::value made = add({"reach", "record", place.programme, "--channel", "deur", "--people", "45"});
    add({"correct", Neighbourhood::id(made, "entry"), "--field", "people", "--value", "54", "--reason",
         "Verkeerd overgenomen"});

    const std::string log = in_one_line(place.run({"log", place.programme}).out);

    EXPECT_NE(log.find("54, reden: Verkeerd overgenomen"), std::string::npos) << log;
    EXPECT_EQ(place.run({"log", place.programme, "--json"}).out.find("Verkeerd"), std::string::npos);
}

TEST_F(Records, AShareIsTypedWithItsSignAndAnAmountInEuros)
{
    const std::string task = place.task("Wie heeft moeite met de rekening?");
    for (const auto& [typed, right] : std::map<std::string, std::string>{{"11", "schrijf bijvoorbeeld 11%"},
                                                                         {"11,25%", "één cijfer achter de komma"},
                                                                         {"101%", "van 0% tot en met 100%"},
                                                                         {"-5%", "geen percentage"},
                                                                         {"veel", "11,5%"}})
        EXPECT_NE(refused({"measure", "add", "--task", task, "--value", typed, "--source", "loket"}).find(right),
                  std::string::npos)
            << typed;
    EXPECT_TRUE(place.is_open("Wie heeft moeite met de rekening?"));

    add({"measure", "add", "--programme", "Crabbehof", "--measure", "rekening", "--unit", "geld", "--value", "150,25",
         "--source", "loket"});
    add({"measure", "add", "--programme", "Crabbehof", "--measure", "deel", "--unit", "promille", "--value",
         "7 promille", "--source", "loket"});
    const json::value figures = place.must({"measure", "list", place.programme});
    EXPECT_EQ(figures.as_array().at(1).at("value"), json::value(15'025));
    EXPECT_EQ(figures.as_array().at(0).at("value"), json::value(7));
}

TEST_F(Records, RefusalsNameTheOptionAndTheAmountAsTheyWereTyped)
{
    const auto without_keys = [](const std::string& reason) {
        for (const char* key : {"'until'", "'from'", "'cents'", " cent", "'spent'", "'payer'", "until:", "cents:"})
            EXPECT_EQ(reason.find(key), std::string::npos) << key << " in " << reason;
    };
    const std::vector<std::string> start = {"money", "add", place.programme, "--kind", "subsidie"};
    const auto money = [&](const std::vector<std::string>& words) {
        std::vector<std::string> all = start;
        all.insert(all.end(), words.begin(), words.end());
        const std::string reason = refused(all);
        without_keys(reason);
        return reason;
    };

    EXPECT_NE(money({"--euro", "100", "--from", "2027-12-31", "--until", "2027-01-01"}).find("--until (2027-01-01)"),
              std::string::npos);
    EXPECT_NE(money({"--euro", "-12,50"}).find("--euro is -€ 12,50"), std::string::npos);
    EXPECT_NE(money({"--euro", "20000000000"}).find("tien miljard"), std::string::npos);
    EXPECT_NE(money({"--euro", "10", "--payer", place.worker}).find("--payer is "), std::string::npos);
    const std::string several =
        money({"--euro", "-1", "--until", "2500-01-01", "--payer", "persoon-999"});  // one line each
    for (const char* option : {"--euro", "--until", "--payer"})
        EXPECT_NE(several.find(option), std::string::npos) << several;
}

TEST_F(Records, RefusalsForProgramsKeepTheNamesOfTheRequest)
{
    std::vector<std::string> words = {"money",  "add",    place.programme, "--kind",     "subsidie",
                                      "--euro", "-12,50", "--as",          place.leader, "--json"};
    const json::value error = place.run(words).json();
    EXPECT_NE(json::serialize(error).find("'cents' is -1250"), std::string::npos) << json::serialize(error);
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
    for (const char* kind : {"meeting", "vote", "decision", "document", "measure", "contact", "commitment", "signal"})
        EXPECT_EQ(place.run({kind, "list", place.programme}).code, 0) << kind;
}

}  // namespace wd::test
