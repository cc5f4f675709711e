// Meetings, votes, consent, decisions, gates, friction by the program.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

namespace wd::test {

class Answers : public ::testing::Test {
protected:
    Neighbourhood place;
};

TEST_F(Answers, AMeetingIsRecordedAsCountsAndItsActionsBecomeTasks)
{
    place.must({"meeting", "record", place.task("Bewonersavond"), "--date", "2026-01-20", "--attendance", "64",
                "--group", "jongeren=9", "--minutes", "Veel vragen over parkeren", "--action", "Bel de school", "--as",
                place.leader});
    EXPECT_TRUE(place.is_open("Bel de school"));
}

TEST_F(Answers, AMeetingIsRefusedWithImpossibleCountsOrByAnother)
{
    const std::string task = place.task("Bewonersavond");
    place.refused({"meeting", "record", task, "--date", "2026-01-20", "--attendance", "-3", "--as", place.leader});
    place.refused({"meeting", "record", task, "--date", "2026-01-20", "--attendance", "4", "--as", place.commissioner});
    EXPECT_EQ(
        place.run({"meeting", "record", task, "--date", "2026-01-20", "--attendance", "4", "--group", "jongeren"}).code,
        2);
}

TEST_F(Answers, AVoteIsCountedInPartsAndClosed)
{
    const std::string task = place.task("Stemming");
    place.must({"vote", "record", task, "--electorate", "100", "--yes", "40", "--as", place.leader});
    const json::value closed =
        place.must({"vote", "record", task, "--yes", "25", "--no", "10", "--close", "--as", place.leader});
    EXPECT_EQ(closed.at("outcome"), "accepted") << json::serialize(closed);
}

TEST_F(Answers, AVoteIsRefusedAboveTheElectorateAndAfterItsClosing)
{
    const std::string task = place.task("Stemming");
    place.refused({"vote", "record", task, "--electorate", "100", "--yes", "101", "--as", place.leader});
    place.must(
        {"vote", "record", task, "--electorate", "100", "--yes", "70", "--no", "5", "--close", "--as", place.leader});
    place.refused({"vote", "record", task, "--yes", "1", "--as", place.leader});
}

TEST_F(Answers, ConsentOfTenantsIsAVoteByAnotherName)
{
    place.must(
        {"consent", "record", place.task("Stemming"), "--electorate", "80", "--yes", "58", "--as", place.leader});
    place.refused({"consent", "record", place.task("Tel de huizen"), "--yes", "58", "--as", place.leader});
}

TEST_F(Answers, ADecisionKeepsItsConditionsAsPromises)
{
    place.must({"decision", "record", place.task("Raadsbesluit"), "--outcome", "vastgesteld met voorwaarden", "--date",
                "2026-01-22", "--grounds", "Goed plan", "--condition",
                "Geen hogere woonlasten|" + place.leader + "|2060-01-01", "--as", place.leader});
    const json::value promises = place.must({"commitment", "list", place.programme});
    ASSERT_EQ(promises.as_array().size(), 1U);
    EXPECT_EQ(promises.as_array().at(0).at("text"), "Geen hogere woonlasten");
    EXPECT_EQ(place.run({"decision", "record", "taak-1", "--outcome", "adopt", "--condition", "zonder eigenaar"}).code,
              2);
}

TEST_F(Answers, AGateIsDecidedByItsOwnRoleOnly)
{
    const std::string task = place.task("Verder?");
    place.refused({"gate", "decide", task, "--outcome", "go", "--as", place.worker});
    place.refused({"gate", "decide", task, "--outcome", "nu niet", "--as", place.commissioner});  // without a date
    place.must(
        {"gate", "decide", task, "--outcome", "go", "--grounds", "Bewoners willen verder", "--as", place.commissioner});
    EXPECT_FALSE(place.is_open("Verder?"));
}

TEST_F(Answers, FrictionGoesToTheCommissionerWhoDecidesByName)
{
    const json::value raised = place.must({"friction", "raise", place.programme, "--text", "De subsidie loopt af",
                                           "--date", "2060-04-01", "--as", place.leader});
    const std::string task = Neighbourhood::id(raised, "task");
    place.refused({"friction", "decide", task, "--outcome", "stoppen", "--as", place.worker});
    place.must({"friction", "decide", task, "--outcome", "kleinere stap", "--grounds", "Eerst één blok", "--as",
                place.commissioner});
}

}  // namespace wd::test
