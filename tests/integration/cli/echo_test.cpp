// What an answer tells back: amounts, people, roles and the titles of what opened.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/echo.hpp"
#include "program.hpp"

namespace wd::test {

class Echo : public ::testing::Test {
protected:
    std::string told(std::vector<std::string> words) const
    {
        words.insert(words.end(), {"--as", place.leader});
        const Ran ran = place.run(std::move(words));
        EXPECT_EQ(ran.code, 0) << ran.err;
        return ran.out;
    }

    Neighbourhood place;
};

TEST_F(Echo, TellsTheAmountThePayerAndTheDates)
{
    place.must({"person", "add", "Woonborg", "--kind", "organisatie"});
    const std::string text = told({"money", "add", "Crabbehof", "--kind", "subsidie", "--euro", "250.000,50", "--until",
                                   "2029-12-31", "--payer", "Woonborg"});
    EXPECT_NE(text.find("Subsidie: € 250.000,50, tot en met 31 dec 2029, betaald door Woonborg."), std::string::npos)
        << text;
}

TEST_F(Echo, TellsWhoGotWhichRole)
{
    place.must({"person", "add", "Piet Bakker"});
    const std::string text = told({"assignment", "start", "Crabbehof", "--role", "werker", "--person", "Piet Bakker"});
    EXPECT_NE(text.find("Piet Bakker heeft de rol werker."), std::string::npos) << text;
}

TEST_F(Echo, TellsTheTitlesOfTasksThatOpened)
{
    const std::string text = told({"programme", "create", "Sterrenburg", "--workflow", "proef", "--municipality",
                                   "GM0505", "--input", "kanalen=deur", "--commissioner", "Ans Smit"});
    EXPECT_NE(text.find("Sterrenburg, met de workflow proef, opdrachtgever Ans Smit."), std::string::npos) << text;
    EXPECT_NE(text.find("Tel de huizen (taak-"), std::string::npos) << text;
    EXPECT_NE(text.find("en nog "), std::string::npos) << text;
}

TEST_F(Echo, IsNotThereForPrograms)
{
    const json::value answer = place.must(
        {"commitment", "add", "Crabbehof", "--text", "De lift", "--owner", "Jan de Vries", "--as", place.leader});
    EXPECT_FALSE(answer.as_object().contains("typed"));
}

TEST(EchoPattern, LeavesOutWhatWasNotGiven)
{
    const json::object values{{"--reason", "nu niet"}, {"--due", "1 jan 2027"}};
    EXPECT_EQ(cli::filled_in("[Waarom: {--reason}][, tot {--until}]", values), "Waarom: nu niet.");
    EXPECT_EQ(cli::filled_in("[Op {--date}][, uiterlijk {--due}]", values), "Uiterlijk 1 jan 2027.");
    EXPECT_EQ(cli::filled_in("{--title}[, tot {--until}]", values), "");
    EXPECT_EQ(cli::filled_in("", values), "");
}

}  // namespace wd::test
