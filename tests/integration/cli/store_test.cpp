// The data directory by the program: made, checked, copied, put back, served.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

namespace wd::test {

TEST(Init, MakesAStoreOnceWithItsLabelAndFirstId)
{
    const Program program;
    EXPECT_EQ(program.must({"init", "--practice", "--ids-from", "5000"}).at("label"), "practice");
    const std::string person(program.must({"person", "add", "Fatima"}).at("person").as_string());
    EXPECT_GE(std::stoll(person.substr(person.find('-') + 1)), 5'000);
    EXPECT_NE(program.run({"person", "list"}).out.find("oefenomgeving"), std::string::npos);
    program.refused({"init"});
}

TEST(Init, TakesACalendarAndRefusesAWrongOne)
{
    const Program program;
    const std::string wrong = program.write("fout.csv", "van;tot\n2026-01-01;2026-01-02\n");
    EXPECT_NE(program.refused({"init", "--calendar", wrong}).find("fout.csv:1"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(program.data()));
    const std::string days =
        program.write("dagen.csv", "van;tot;soort;naam;regio\n2026-05-15;2026-05-15;sluiting;Brugdag;\n");
    program.must({"init", "--calendar", days});
    program.must({"person", "add", "Fatima"});
}

TEST(Store, ThatIsNotThereIsRefusedByEveryQuestion)
{
    const Program program;
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"status"}, {"person", "list"}, {"log"}, {"verify"}, {"tick"}, {"backup", "ergens"}, {"workflow", "list"}})
        EXPECT_NE(program.refused(words), "");
    const Ran ran = program.run({"status", "--json"});
    EXPECT_EQ(ran.json().at("error").at("code"), "not_found");
}

TEST(Verify, SaysThatAllIsAsItWasWritten)
{
    const Neighbourhood place;
    const json::value report = place.must({"verify", "--rebuild"});
    EXPECT_EQ(report.at("broken_chains"), json::value(0));
    EXPECT_EQ(report.at("tables_identical"), json::value(true));
    EXPECT_EQ(report.at("programmes"), json::value(1));
    EXPECT_GT(report.at("events").to_number<int>(), 10);
    EXPECT_NE(place.run({"verify"}).out.find("In orde"), std::string::npos);
}

TEST(Backup, IsPutBackInAnEmptyPlace)
{
    const Neighbourhood place;
    const std::string copy = (place.folder() / "kopie").string();
    place.must({"backup", copy});
    place.refused({"backup", copy});
    const std::string elsewhere = (place.folder() / "elders").string();
    EXPECT_EQ(place.run_words({"restore", copy, "--data", elsewhere}).code, 1);
    const Ran restored =
        place.run_words({"restore", copy, "--data", elsewhere, "--without-erasures", "Er is niets gewist"});
    EXPECT_EQ(restored.code, 0) << restored.err;
    const Ran list = place.run_words({"programme", "list", "--data", elsewhere, "--json"});
    EXPECT_EQ(list.json().as_array().size(), 1U);
}

TEST(Tick, DoesWhatIsDue)
{
    const Neighbourhood place;
    EXPECT_TRUE(place.must({"tick"}).as_object().contains("done"));
}

}  // namespace wd::test
