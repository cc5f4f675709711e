// Names where the engine wants a number: of persons, teams and organisations, and of programmes.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

namespace wd::test {

class Names : public ::testing::Test {
protected:
    // A refusal that holds each of these.
    void expect_refused(std::vector<std::string> words, const std::vector<std::string>& parts) const
    {
        const std::string reason = place.refused(std::move(words));
        for (const std::string& part : parts)
            EXPECT_NE(reason.find(part), std::string::npos) << part << " in " << reason;
    }

    Neighbourhood place;
};

TEST_F(Names, StandForAPersonWhereverOneIsAsked)
{
    place.must({"person", "add", "Woonborg", "--kind", "organisatie"});
    place.must({"person", "add", "Wijkteam Zuid", "--kind", "team", "--organisation", "Woonborg"});
    place.must({"person", "add", "Piet Bakker", "--member-of", "Wijkteam Zuid"});
    place.must({"commitment", "add", place.programme, "--text", "De lift", "--owner", "Jan de Vries", "--as",
                "Fatima Bouzid"});
    place.must({"money", "add", place.programme, "--kind", "subsidie", "--euro", "10", "--payer", "Woonborg", "--as",
                "Fatima Bouzid"});
    place.must(
        {"task", "delegate", place.task("Iets voor de werker"), "--to", "Fatima Bouzid", "--as", "Jan de Vries"});

    EXPECT_EQ(place.must({"commitment", "list", place.programme}).as_array().at(0).at("owner"),
              json::value(place.worker));
    const json::value people = place.must({"person", "list"});
    EXPECT_EQ(people.as_array().at(5).at("organisation_name"), "Woonborg");
    EXPECT_EQ(place.must({"task", "list", "--person", "Fatima Bouzid"}).as_array().size(), 1U);
}

TEST_F(Names, StandForAProgrammeInItsPlaceAndInAnOption)
{
    place.must(
        {"journal", "add", "Crabbehof", "--kind", "les", "--text", "Begin bij het groen", "--as", "Fatima Bouzid"});
    EXPECT_EQ(place.must({"journal", "list", "Crabbehof"}).as_array().size(), 1U);
    EXPECT_EQ(place.must({"task", "list", "--programme", "Crabbehof"}),
              place.must({"task", "list", "--programme", place.programme}));
    EXPECT_EQ(place.must({"programme", "show", "Crabbehof"}), place.must({"programme", "show", place.programme}));
    place.must({"slice", "export", "Crabbehof", "--out", (place.folder() / "crabbehof.jsonl").string()});
}

TEST_F(Names, AreReadWithoutRegardToCapitalsAndSpacesAround)
{
    EXPECT_EQ(place.must({"journal", "list", "CRABBEHOF"}).as_array().size(), 0U);
    EXPECT_EQ(place.must({"task", "list", "--as", " jan de vries"}).as_array().size(), 1U);
}

TEST_F(Names, StandForTheOwnerOfACondition)
{
    place.must({"decision", "record", place.task("Raadsbesluit"), "--outcome", "vastgesteld met voorwaarden", "--date",
                "2026-01-22", "--grounds", "Goed plan", "--condition", "Geen hogere woonlasten|Jan de Vries|2060-01-01",
                "--as", place.leader});
    EXPECT_EQ(place.must({"commitment", "list", place.programme}).as_array().at(0).at("owner"),
              json::value(place.worker));
}

TEST_F(Names, ThatNobodyBearsAreRefusedWithWhoMayBeMeant)
{
    const std::vector<std::string> words = {"commitment", "add", place.programme, "--text",    "De lift",
                                            "--owner",    "Jan", "--as",          place.leader};
    expect_refused(words, {"--owner", "'Jan'", "Jan de Vries (" + place.worker + ")", "wijkdraad person list"});
    EXPECT_EQ(place.must({"commitment", "list", place.programme}).as_array().size(), 0U);
    expect_refused({"task", "list", "--as", "Fatima Bouzit"}, {"--as", "Fatima Bouzid (" + place.leader + ")"});
    expect_refused({"task", "list", "--person", "Wim Kok"},
                   {"--person", "Fatima Bouzid", "Jan de Vries", "Ans Smit", "persoon-3"});
    expect_refused({"journal", "list", "Crabbenhof"}, {"programma", "Crabbehof (" + place.programme + ")"});
}

TEST_F(Names, OfAProgrammeAreTakenWhereATaskOrRunMayBeMeantToo)
{
    EXPECT_EQ(place.run({"explain", "crabbehof"}).out, place.run({"explain", place.programme}).out);
    EXPECT_NE(place.run({"explain", "Crabbehof"}).out.find("Tel de huizen"), std::string::npos);
    expect_refused({"explain", "Crabbenhof"}, {"Crabbehof (" + place.programme + ")", "loop-3", "taak-12"});
}

TEST_F(Names, OfMoreThanOneAreRefusedWithTheirNumbers)
{
    place.must({"person", "add", "Woonborg", "--kind", "organisatie"});
    const std::string other =
        Neighbourhood::id(place.must({"person", "add", "Jan de Vries", "--organisation", "Woonborg"}), "person");
    place.must({"programme", "create", "Crabbehof", "--workflow", "proef", "--municipality", "GM0505", "--input",
                "kanalen=deur", "--as", place.leader});

    expect_refused({"task", "list", "--as", "Jan de Vries"},
                   {"--as", place.worker, other + ", Woonborg", "geef het nummer"});
    expect_refused({"task", "list", "--person", "Jan de Vries"}, {"--person", place.worker, other});
    expect_refused({"journal", "list", "Crabbehof"}, {place.programme, "geef het nummer"});
}

TEST_F(Names, OfAnotherSortOfThingOrNoneAreWrongUsage)
{
    for (const std::string wrong : {"taak-12", "", "persoon-0", "0"}) {
        const Ran ran = place.run({"task", "list", "--person", wrong});
        EXPECT_EQ(ran.code, 2) << wrong;
        EXPECT_NE(ran.err.find("persoon-12"), std::string::npos) << ran.err;
    }
    EXPECT_EQ(place.run({"journal", "list", "taak-12"}).code, 2);
}

TEST(NewNames, AreOneLineAndNoNumber)
{
    const Neighbourhood place;
    for (const std::string name : {"persoon-6", "6", "Jan\nPieters", "Jan \x1b[31mRood", ""})
        place.refused({"person", "add", name});
    EXPECT_NE(place.refused({"person", "add", std::string(300, 'a')}).find("te lang"), std::string::npos);
    EXPECT_NE(place.refused({"person", "add", "persoon-6"}).find("is een nummer en geen naam"), std::string::npos);
}

TEST(NewNames, AnEmptyNameOfWhoActsIsNotNobody)
{
    const Neighbourhood place;
    EXPECT_EQ(place.run({"status", "--as", ""}).code, 2);
}

TEST_F(Names, OfPeopleStandInARefusalBesideTheirNumber)
{
    const std::vector<std::string> again = {"assignment", "start",      place.programme, "--role",    "leider",
                                            "--person",   place.leader, "--as",          place.leader};
    expect_refused(again, {fmt::format("Fatima Bouzid ({}) heeft de rol", place.leader)});

    std::vector<std::string> for_programs = again;
    for_programs.emplace_back("--json");
    EXPECT_EQ(place.run(for_programs).out.find("Fatima"), std::string::npos);
    expect_refused({"task", "list", "--as", "Niemand"}, {"een nummer zoals persoon-3 ("});
}

TEST_F(Names, OfRolesThatThereAreStandInTheRefusalOfAnother)
{
    expect_refused({"task", "list", "--role", "baas"}, {"rol 'baas'", "kies leider, opdrachtgever of werker"});
    expect_refused(
        {"assignment", "start", place.programme, "--role", "baas", "--person", place.worker, "--as", place.leader},
        {"geen rol 'baas'", "kies leider, werker of opdrachtgever"});
}

}  // namespace wd::test
