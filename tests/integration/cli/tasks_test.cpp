// Tasks and steps by the program: each command once, and what is refused.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

namespace wd::test {

class Tasks : public ::testing::Test {
protected:
    std::vector<std::string> complete(const std::vector<std::string>& answers, const std::string& as)
    {
        std::vector<std::string> words = {"task", "complete", place.task("Tel de huizen"), "--as", as};
        for (const std::string& answer : answers)
            words.insert(words.end(), {"--answer", answer});
        return words;
    }

    Neighbourhood place;
};

TEST_F(Tasks, AreListedForAPersonByTheirRole)
{
    const json::value mine = place.must({"task", "list", "--as", place.worker});
    ASSERT_EQ(mine.as_array().size(), 1U);
    EXPECT_EQ(mine.as_array().at(0).at("title"), "Iets voor de werker");
    const Ran people = place.run({"task", "list", "--as", "Jan de Vries"});
    EXPECT_EQ(people.code, 0);
    EXPECT_NE(people.out.find("Iets voor de werker"), std::string::npos) << people.out << people.err;
}

TEST_F(Tasks, ShowTheirQuestions)
{
    const Ran shown = place.run({"task", "show", place.task("Tel de huizen")});
    EXPECT_EQ(shown.code, 0);
    for (const char* part : {"huizen", "Wat voor huizen?", "laagbouw", "task complete"})
        EXPECT_NE(shown.out.find(part), std::string::npos) << part << shown.out;
}

TEST_F(Tasks, AreCompletedWithTypedAnswers)
{
    place.must(complete({"huizen=340", "soort=laagbouw", "indruk=Veel tocht; oude ramen"}, place.leader));

    EXPECT_FALSE(place.is_open("Tel de huizen"));
}

TEST_F(Tasks, ShowTheirAnswersAndWhatWasSaidAfterTheyAreDone)
{
    const std::string task = place.task("Tel de huizen");
    place.must({"task", "comment", task, "De school denkt mee", "--as", place.leader});
    place.must(complete({"huizen=340", "soort=laag", "indruk=Veel tocht; oude ramen"}, place.leader));

    const std::string shown = place.run({"task", "show", task}).out;
    for (const char* part : {"Antwoorden", "340", "laagbouw", "Veel tocht; oude ramen", "De school denkt mee"})
        EXPECT_NE(shown.find(part), std::string::npos) << part << shown;
    EXPECT_EQ(shown.find("Beantwoorden"), std::string::npos) << shown;
}

TEST_F(Tasks, OfAReflectionNameACommandThatExists)
{
    const std::string shown = place.run({"task", "show", place.task("Terugblik")}).out;
    EXPECT_NE(shown.find("wijkdraad reflection record taak-"), std::string::npos) << shown;
    EXPECT_NE(shown.find("wijkdraad reflection skip taak-"), std::string::npos) << shown;
}

TEST_F(Tasks, AreCompletedFromAFile)
{
    const std::string file = place.write("antwoorden.json", R"({"huizen": 340, "soort": "hoog", "indruk": "Tocht"})");
    place.must({"task", "complete", place.task("Tel de huizen"), "--answers-file", file, "--as", place.leader});
    EXPECT_FALSE(place.is_open("Tel de huizen"));
}

TEST_F(Tasks, RefuseAnAnswerThatMissesAFieldOrHasTheWrongType)
{
    EXPECT_NE(place.refused(complete({"huizen=340", "soort=laag"}, place.leader)).find("indruk"), std::string::npos);
    const std::string wrong = place.refused(complete({"huizen=veel", "soort=flat", "indruk=x"}, place.leader));
    EXPECT_NE(wrong.find("huizen"), std::string::npos) << wrong;
    EXPECT_NE(wrong.find("soort"), std::string::npos) << wrong;
    EXPECT_TRUE(place.is_open("Tel de huizen"));
}

TEST_F(Tasks, TakeSharesAmountsAndPeopleAsTheyAreSaid)
{
    const std::string task = place.task("Vul in");
    const auto with = [&](const std::string& share, const std::string& amount, const std::string& who) {
        return std::vector<std::string>{"task",      "complete",         task,       "--answer",   "deel=" + share,
                                        "--answer",  "bedrag=" + amount, "--answer", "wie=" + who, "--as",
                                        place.leader};
    };
    const std::string reason = place.refused(with("35", "12.5", "Jan"));
    for (const char* part :
         {"--answer deel: '35' mist het procentteken; schrijf bijvoorbeeld 35%", "--answer bedrag: '12.5'", "1250,50",
          "--answer wie: niemand heet 'Jan'", "Jan de Vries (persoon-"})
        EXPECT_NE(reason.find(part), std::string::npos) << part << " in " << reason;
    EXPECT_TRUE(place.is_open("Vul in"));
    const std::string shown = place.run({"task", "show", task}).out;
    EXPECT_NE(shown.find("percentage, bijvoorbeeld 11,5%"), std::string::npos) << shown;

    place.must(with("35,5%", "12,50", "Ans Smit"));

    const json::value done = place.must({"task", "show", task});
    EXPECT_EQ(done.at("answers").as_array().at(0).at("value"), json::value(355));
    EXPECT_EQ(done.at("answers").as_array().at(1).at("value"), json::value(1'250));
}

TEST_F(Tasks, AreClaimedOnce)
{
    const std::string task = place.task("Iets voor de werker");
    place.must({"task", "claim", task, "--as", place.worker});
    place.refused({"task", "claim", task, "--as", place.worker});
    place.refused({"task", "claim", task, "--as", place.leader});
}

TEST_F(Tasks, AreNotCompletedBySomeoneElseNorTwice)
{
    const std::string task = place.task("Iets voor de werker");
    place.refused({"task", "complete", task, "--as", place.commissioner});
    place.refused({"task", "complete", task});
    place.must({"task", "complete", task, "--as", place.worker});
    place.refused({"task", "complete", task, "--as", place.worker});
}

TEST_F(Tasks, AreNotRepeatedUnderTheSameKey)
{
    const std::string task = place.task("Iets voor de werker");
    const json::value first = place.must({"task", "complete", task, "--as", place.worker, "--key", "eens"});
    EXPECT_EQ(place.must({"task", "complete", task, "--as", place.worker, "--key", "eens"}), first);
}

TEST_F(Tasks, ArePassedOnGivenBackMovedAndCommentedOn)
{
    const std::string task = place.task("Iets voor de werker");
    place.must({"task", "reschedule", task, "--due", "2060-02-02", "--reason", "Later", "--as", place.worker});
    place.must({"task", "comment", task, "De school denkt mee", "--as", place.worker});
    place.must({"task", "delegate", task, "--to", place.leader, "--note", "Jij weet dit", "--as", place.worker});
    place.must({"task", "return", task, "--reason", "niet voor ons", "--as", place.leader});
    place.must({"task", "return", place.task("Tel de huizen"), "--reason", "nu niet", "--until", in_a_month(), "--as",
                place.leader});
}

TEST_F(Tasks, AreAddedBesideTheWorkflow)
{
    const json::value made = place.must({"task", "add", place.programme, "--title", "Bel de school", "--role", "werker",
                                         "--due", "2060-12-15", "--as", place.leader});
    EXPECT_TRUE(place.is_open("Bel de school")) << json::serialize(made);
    place.refused({"task", "add", "programma-999", "--title", "Bel de school", "--as", place.leader});
}

TEST_F(Tasks, AnswerAReflectionOrSkipItWithASentence)
{
    place.refused({"task", "complete", place.task("Terugblik"), "--as", place.leader});
    place.must(
        {"task", "complete", place.task("Terugblik"), "--answer", "les=Begin bij het groen", "--as", place.leader});
    EXPECT_FALSE(place.is_open("Terugblik"));
}

TEST_F(Tasks, SkipAReflection)
{
    place.must(
        {"task", "complete", place.task("Terugblik"), "--skip", "We spraken elkaar gisteren", "--as", place.leader});
    EXPECT_FALSE(place.is_open("Terugblik"));
}

TEST_F(Tasks, OfAnotherKindNameTheirCommand)
{
    const std::string reason = place.refused({"task", "complete", place.task("Bewonersavond"), "--as", place.leader});
    EXPECT_NE(reason.find("meeting record"), std::string::npos) << reason;
}

TEST_F(Tasks, AreDroppedAndMovedWithAReason)
{
    place.must({"step", "move", place.task("Tel de huizen"), "--due", "2060-03-01", "--reason", "Eerst het feest",
                "--as", place.leader});
    const std::string dropped = place.task("Iets voor de werker");
    place.must({"step", "drop", dropped, "--reason", "Al gedaan", "--as", place.leader});
    EXPECT_FALSE(place.is_open("Iets voor de werker"));
    place.refused({"step", "drop", "taak-9999", "--reason", "Al gedaan", "--as", place.leader});

    const std::string shown = place.run({"task", "show", dropped}).out;
    EXPECT_NE(shown.find("Al gedaan"), std::string::npos) << shown;
    const std::string log = in_one_line(place.run({"log", place.programme}).out);
    for (const char* reason : {"reden: Al gedaan", "reden: Eerst het feest"})
        EXPECT_NE(log.find(reason), std::string::npos) << reason << log;
}

TEST_F(Tasks, AnswersAreCorrectedByWhoGaveThem)
{
    const std::string task = place.task("Tel de huizen");
    place.must(complete({"huizen=340", "soort=laag", "indruk=Tocht"}, place.leader));
    place.must({"correct", task, "--field", "huizen", "--value", "341", "--reason", "Verteld", "--as", place.leader});
    place.refused({"correct", task, "--field", "huizen", "--value", "341", "--as", place.worker});
    place.refused({"correct", "iets-3", "--field", "x", "--value", "y", "--as", place.leader});
}

}  // namespace wd::test
