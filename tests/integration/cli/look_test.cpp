// status, log and explain.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

#include <sstream>

namespace wd::test {

class Looking : public ::testing::Test {
protected:
    Neighbourhood place;
};

TEST_F(Looking, StatusSaysOfEveryRunWhatItWaitsForOrWhyItCannotMove)
{
    const json::value status = place.must({"status"});
    ASSERT_EQ(status.as_array().size(), 1U);
    const json::object& run = status.as_array().at(0).as_object();
    EXPECT_EQ(run.at("programme"), json::value(place.programme));
    EXPECT_EQ(run.at("phase"), "begin");
    EXPECT_TRUE(run.contains("waiting_for") || run.contains("cannot_move_because"));
    EXPECT_TRUE(run.contains("since"));
    EXPECT_NE(place.run({"status"}).out.find("Crabbehof"), std::string::npos);
}

TEST_F(Looking, LogPrintsOneEventALine)
{
    const Ran log = place.run({"log", place.programme, "--json"});
    EXPECT_EQ(log.code, 0);
    std::istringstream lines(log.out);
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const Result<json::value> event = parse_json(line);
        ASSERT_TRUE(event) << line;
        EXPECT_TRUE(event->as_object().contains("type"));
    }
    EXPECT_GT(count, 10);
    const Ran some = place.run({"log", place.programme, "--after", "2", "--limit", "3", "--json"});
    EXPECT_EQ(std::count(some.out.begin(), some.out.end(), '\n'), 3);
    EXPECT_EQ(place.run({"log", place.programme}).code, 0);
}

TEST_F(Looking, LogHoldsNothingThatAPersonTyped)
{
    EXPECT_EQ(place.run({"log", "--json"}).out.find("Fatima"), std::string::npos);
}

TEST_F(Looking, ExplainSaysWhyAStepIsThereAndWhyAChoiceFell)
{
    const json::value task = place.must({"explain", place.task("Tel de huizen")});
    EXPECT_FALSE(task.at("why").as_array().empty());
    const json::value runs = place.must({"run", "list"});
    const json::value run = place.must({"explain", std::string(runs.as_array().at(0).at("run").as_string())});
    ASSERT_FALSE(run.at("choices").as_array().empty()) << json::serialize(run);
    const std::string people = place.run({"explain", std::string(runs.as_array().at(0).at("run").as_string())}).out;
    EXPECT_NE(
        people.find("fase Begin\n  Is het een grote wijk? nee (instelling)\n  Daarom was dit niet nodig: 'Veel'.\n"),
        std::string::npos)
        << people;
    EXPECT_NE(place.run({"explain", place.programme}).out.find("Tel de huizen"), std::string::npos);
    place.refused({"explain", "taak-9999"});
    place.refused({"explain", "iets"});
}

TEST_F(Looking, ExplainOfATaskTellsInTitlesWhereItCameFrom)
{
    const std::string why = place.run({"explain", place.task("Tel de huizen")}).out;
    EXPECT_NE(why.find("'Tel de huizen' kwam erbij op "), std::string::npos) << why;
    EXPECT_NE(why.find("toen de fase 'Begin' begon."), std::string::npos) << why;
    EXPECT_NE(why.find("Dit hoort bij fase Begin."), std::string::npos) << why;
    for (const char* code : {"begin#1", "step.", "phase.", "tak ", "2026-", "persoon-"})
        EXPECT_EQ(why.find(code), std::string::npos) << code << " in " << why;
}

TEST_F(Looking, ExplainKeepsItsKeysForPrograms)
{
    const json::value run =
        place.must({"explain", std::string(place.must({"run", "list"}).as_array().at(0).at("run").as_string())});
    const json::object& choice = run.at("choices").as_array().at(0).as_object();
    for (const char* key : {"path", "at", "branch", "looked_at", "because", "place", "where", "followed"})
        EXPECT_TRUE(choice.contains(key)) << key;
    const json::object& fact = choice.at("looked_at").as_array().at(0).as_object();
    EXPECT_EQ(fact.at("fact"), "settings.groot");
    EXPECT_EQ(fact.at("value"), json::value(false));
    EXPECT_EQ(fact.at("title"), "Is het een grote wijk?");
}

}  // namespace wd::test
