// Beginning, following, pausing and ending programmes; people and their chairs.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

namespace wd::test {

class Programmes : public ::testing::Test {
protected:
    Neighbourhood place;
};

TEST_F(Programmes, AreListedAndShown)
{
    const json::value list = place.must({"programme", "list"});
    ASSERT_EQ(list.as_array().size(), 1U);
    EXPECT_EQ(list.as_array().at(0).at("name"), "Crabbehof");
    const json::value page = place.must({"programme", "show", place.programme});
    EXPECT_EQ(page.at("positions").as_array().size(), 3U);
    EXPECT_EQ(page.at("phases").as_array().at(0).at("phase"), "begin");
    const Ran people = place.run({"programme", "show", place.programme});
    for (const char* part : {"Crabbehof", "Projectleider", "Fatima Bouzid", "Waar wacht het op?"})
        EXPECT_NE(people.out.find(part), std::string::npos) << part << people.out << people.err;
    place.refused({"programme", "show", "programma-999"});
}

TEST_F(Programmes, AreRefusedWithWrongStartValuesOrAnUnknownWorkflow)
{
    place.refused({"programme", "create", "X", "--workflow", "bestaat_niet", "--as", place.leader});
    place.refused({"programme", "create", "X", "--workflow", "proef", "--input", "kanalen=duif", "--as", place.leader});
    place.refused({"programme", "create", "X", "--workflow", "proef", "--as", place.leader});
    EXPECT_EQ(place.must({"programme", "list"}).as_array().size(), 1U);
}

TEST_F(Programmes, ArePausedAndGoOnAfterShowingTheDates)
{
    place.must({"programme", "pause", place.programme, "--reason", "Herindeling", "--as", place.leader});
    EXPECT_EQ(place.must({"programme", "list"}).as_array().at(0).at("state"), "paused");
    place.must({"programme", "resume", place.programme, "--as", place.leader});
    EXPECT_EQ(place.must({"programme", "list"}).as_array().at(0).at("state"), "paused");
    place.must({"programme", "resume", place.programme, "--confirm", "--as", place.leader});
    EXPECT_EQ(place.must({"programme", "list"}).as_array().at(0).at("state"), "open");
}

TEST_F(Programmes, AreStoppedOnceWithWhatWasLearned)
{
    place.must({"programme", "stop", place.programme, "--reason", "Geen warmtebron", "--lesson", "Vraag eerst", "--as",
                place.leader});
    place.refused({"programme", "stop", place.programme, "--reason", "Nog eens", "--as", place.leader});
    place.refused({"task", "add", place.programme, "--title", "x", "--role", "werker", "--as", place.leader});
}

TEST_F(Programmes, ThatStoppedShowWhyAndWhatWasLearned)
{
    place.must(
        {"journal", "add", place.programme, "--kind", "les", "--text", "Van lang daarvoor", "--as", place.leader});
    place.must({"programme", "stop", place.programme, "--reason", "Geen warmtebron", "--lesson", "Vraag eerst",
                "--lesson", "Begin klein", "--as", place.leader});

    const json::value page = place.must({"programme", "show", place.programme});
    EXPECT_EQ(page.at("programme").at("stop_reason"), "Geen warmtebron");
    ASSERT_EQ(page.at("lessons").as_array().size(), 2U) << json::serialize(page.at("lessons"));
    EXPECT_EQ(page.at("lessons").as_array().at(1).at("text"), "Begin klein");
    const std::string shown = place.run({"programme", "show", place.programme}).out;
    for (const char* part : {"Geen warmtebron", "Wat ervan geleerd is\n  - Vraag eerst\n  - Begin klein\n"})
        EXPECT_NE(shown.find(part), std::string::npos) << part << shown;
    const json::value journal = place.must({"journal", "list", place.programme});
    ASSERT_EQ(journal.as_array().size(), 3U);
    EXPECT_EQ(journal.as_array().at(1).at("text"), "Vraag eerst");
    EXPECT_EQ(journal.as_array().at(1).at("kind"), "lesson");
    const std::string log = in_one_line(place.run({"log", place.programme}).out);
    EXPECT_NE(log.find("reden: Geen warmtebron, les: Vraag eerst, les: Begin klein"), std::string::npos) << log;
}

TEST_F(Programmes, HaveTheirCommissionerInThatChairFromTheFirstDay)
{
    const json::value positions = place.must({"programme", "show", place.programme}).at("positions");
    for (const json::value& position : positions.as_array())
        if (position.at("role") == "opdrachtgever") {
            EXPECT_EQ(position.at("person"), json::value(place.commissioner));
            EXPECT_TRUE(position.at("from_date").is_string());
        }
    EXPECT_EQ(place.run({"status"}).out.find("onbezet"), std::string::npos);
    EXPECT_NE(place
                  .refused({"assignment", "start", place.programme, "--role", "opdrachtgever", "--person",
                            place.commissioner, "--as", place.leader})
                  .find("heeft de rol 'opdrachtgever' al"),
              std::string::npos);
}

TEST_F(Programmes, LeaveTheChairEmptyWhenAnOrganisationCommissions)
{
    const std::string borough =
        Neighbourhood::id(place.must({"person", "add", "Gemeente", "--kind", "organisatie"}), "person");
    const std::string made =
        Neighbourhood::id(place.must({"programme", "create", "Laak", "--workflow", "proef", "--municipality", "GM0518",
                                      "--input", "kanalen=deur", "--commissioner", borough, "--as", place.leader}),
                          "programme");

    const json::value positions = place.must({"programme", "show", made}).at("positions");
    for (const json::value& position : positions.as_array())
        EXPECT_TRUE(position.at("person").is_null()) << json::serialize(position);
}

TEST_F(Programmes, KeepTheHistoryOfAMunicipalityCode)
{
    place.must({"programme", "municipality", place.programme, "--from", "GM0505", "--to", "GM0597", "--date",
                "2026-01-01", "--as", place.leader});
    place.refused({"programme", "municipality", place.programme, "--from", "GM0505", "--to", "GM0597", "--date",
                   "2026-01-01", "--as", place.leader});

    const json::value codes = place.must({"programme", "show", place.programme}).at("codes");
    ASSERT_EQ(codes.as_array().size(), 2U);
    EXPECT_EQ(codes.as_array().at(0).at("until_date"), "2026-01-01");
    const std::string shown = place.run({"programme", "show", place.programme}).out;
    EXPECT_NE(shown.find("GM0505 → GM0597 vanaf 1 jan 2026"), std::string::npos) << shown;
}

TEST_F(Programmes, TakeFurtherRuns)
{
    place.must({"run", "start", place.programme, "--workflow", "proef", "--input", "kanalen=deur", "--stepwise", "--as",
                place.leader});
    const json::value runs = place.must({"run", "list", "--programme", place.programme});
    ASSERT_EQ(runs.as_array().size(), 2U);
    place.must({"run", "advance", std::string(runs.as_array().at(1).at("run").as_string()), "--as", place.leader});
    place.refused({"run", "advance", "loop-9999", "--as", place.leader});
}

TEST_F(Programmes, KnowPeopleByNumberAndByName)
{
    const json::value made = place.must({"person", "add", "Wijkteam Zuid", "--kind", "team"});
    place.must({"person", "add", "Piet Bakker", "--member-of", Neighbourhood::id(made, "person")});
    EXPECT_EQ(place.must({"person", "list"}).as_array().size(), 6U);
    EXPECT_NE(place.refused({"task", "list", "--as", "Niemand"}).find("Niemand"), std::string::npos);
    place.must({"person", "add", "Jan de Vries"});
    EXPECT_NE(place.refused({"task", "list", "--as", "Jan de Vries"}).find(place.worker), std::string::npos);
    place.refused({"person", "add", ""});
}

TEST_F(Programmes, RefuseAChairThatIsNotThere)
{
    place.refused(
        {"assignment", "start", place.programme, "--role", "koning", "--person", place.worker, "--as", place.leader});
    place.refused(
        {"assignment", "start", place.programme, "--role", "leider", "--person", "persoon-999", "--as", place.leader});
    EXPECT_EQ(place.must({"assignment", "list", place.programme}).as_array().size(), 3U);
}

}  // namespace wd::test
