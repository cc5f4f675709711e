// What people may ask about what is kept of them: another name, one text gone, and the list of what is kept too long.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

namespace wd::test {

class Privacy : public testing::Test {
protected:
    json::value does(std::vector<std::string> words, const std::string& who)
    {
        words.insert(words.end(), {"--as", who});
        return place.must(std::move(words));
    }
    std::string refused(std::vector<std::string> words, const std::string& who)
    {
        words.insert(words.end(), {"--as", who});
        return place.refused(std::move(words));
    }
    std::string contact()
    {
        return Neighbourhood::id(
            does({"contact", "add", place.programme, "--name", "Mevrouw Witteveen", "--channel", "06 12345678"},
                 place.leader),
            "entry");
    }
    json::value listed_contact() { return place.must({"contact", "list", place.programme}).as_array().at(0); }

    Neighbourhood place;
};

TEST_F(Privacy, ANameIsPutRightAndTheEarlierOneStaysReadable)
{
    const std::string said =
        place.run({"person", "correct", place.worker, "--name", "Jan de Fries", "--reason", "Verkeerd gespeld"}).out;
    EXPECT_TRUE(has(said, "Heet voortaan Jan de Fries")) << said;

    EXPECT_TRUE(has(place.run({"person", "list"}).out, "Jan de Fries"));
    const std::string shown = place.run({"person", "show", place.worker}).out;
    EXPECT_TRUE(has(shown, "Heette eerder") && has(shown, "Jan de Vries") && has(shown, "Verkeerd gespeld")) << shown;
    EXPECT_FALSE(has(place.run({"person", "show", place.worker, "--as", place.leader}).out, "Jan de Vries"));
    EXPECT_TRUE(has(place.run({"person", "export", place.worker}).out, "Jan de Vries"));
    EXPECT_TRUE(has(refused({"person", "correct", place.worker, "--name", "Piet"}, place.leader), "een beheerder"));
    EXPECT_EQ(place.must({"verify", "--rebuild"}).at("tables_identical"), json::value(true));
}

TEST_F(Privacy, HowAContactIsReachedIsPutRightAndErasedByItself)
{
    const std::string id = contact();
    does({"correct", id, "--field", "channel", "--value", "Via de kapper"}, place.leader);
    EXPECT_EQ(listed_contact().at("channel"), "Via de kapper");
    EXPECT_TRUE(has(refused({"erase", id, "--field", "channel"}, place.worker), "een beheerder"));

    const Ran erased = place.run({"erase", id, "--field", "channel", "--as", place.leader});
    EXPECT_EQ(erased.code, 0) << erased.err;
    EXPECT_TRUE(has(erased.out, "Gewist") && has(erased.out, "Dit staat er nog") && has(erased.out, "reservekopie"))
        << erased.out;
    EXPECT_TRUE(listed_contact().at("channel").is_null());
    EXPECT_EQ(listed_contact().at("name"), "Mevrouw Witteveen");
    EXPECT_EQ(place.run({"verify"}).code, 0);
}

TEST_F(Privacy, AlongWhichWayPeopleWereReachedIsPutRightAsAWord)
{
    const std::string id = Neighbourhood::id(
        does({"reach", "record", place.programme, "--people", "12", "--channel", "deur"}, place.worker), "entry");
    does({"correct", id, "--field", "channel", "--value", "brief"}, place.worker);
    EXPECT_EQ(place.must({"reach", "list", place.programme}).as_array().at(0).at("channel"), "brief");
}

TEST_F(Privacy, AnErasedTextIsInNoBackupAndInNoneThatIsRestored)
{
    const std::string id = contact();
    const std::string before = (place.folder() / "kopie").string();
    place.must({"backup", before});
    does({"erase", id}, place.leader);

    const std::string again = (place.folder() / "terug").string();
    const Ran restored =
        place.run_words({"restore", before, "--data", again, "--erasures", (place.data() / "erasures.log").string()});
    ASSERT_EQ(restored.code, 0) << restored.err;
    const Ran list = place.run_words({"contact", "list", place.programme, "--data", again, "--json"});
    EXPECT_FALSE(has(list.out, "Witteveen")) << list.out;
    EXPECT_FALSE(has(list.out, "12345678"));
    EXPECT_EQ(place.run_words({"verify", "--data", again}).code, 0);
}

TEST_F(Privacy, WrongPlacesAreRefused)
{
    EXPECT_TRUE(has(place.refused({"erase", "persoon-1"}), "geen regel en geen taak"));
    EXPECT_TRUE(has(place.refused({"erase", "regel-99999"}), "bestaat niet"));
    const std::string id = contact();
    EXPECT_TRUE(has(place.refused({"erase", id, "--field", "tekst"}), "name"));
}

TEST_F(Privacy, TheListOfTheNightIsLookedAtAndDecidedOn)
{
    EXPECT_TRUE(has(place.run({"retention", "list"}).out, "nog nooit iets langer bewaard"));
    does({"signal", "send", place.programme, "--kind", "prijs", "--text", "De prijs stijgt", "--date", "2020-01-05"},
         place.worker);
    place.must({"tick"});

    const json::value line = place.must({"retention", "list"}).at("lines").at(0);
    EXPECT_EQ(line.at("kind"), "signal");
    EXPECT_EQ(line.at("state"), "open");
    const std::string number = std::to_string(line.at("line").as_int64());
    EXPECT_TRUE(has(place.run({"retention", "list"}).out, number));
    EXPECT_TRUE(has(refused({"retention", "list"}, place.leader), "alleen een beheerder"));

    place.must({"retention", "keep", number, "--until", in_a_month(), "--reason", "Er loopt een klacht"});
    const std::string kept = place.run({"retention", "list"}).out;
    EXPECT_TRUE(has(kept, "langer bewaard") && has(kept, "Er loopt een klacht")) << kept;
    EXPECT_TRUE(
        has(place.refused({"retention", "keep", number, "--until", "2020-01-01", "--reason", "x"}), "na vandaag"));

    place.must({"tick"});
    EXPECT_EQ(place.must({"retention", "list"}).at("lines").as_array().size(), 1U);
    EXPECT_EQ(place.must({"signal", "list", place.programme}).as_array().at(0).at("text"), "De prijs stijgt");
    EXPECT_EQ(place.must({"verify", "--rebuild"}).at("tables_identical"), json::value(true));
}

}  // namespace wd::test
