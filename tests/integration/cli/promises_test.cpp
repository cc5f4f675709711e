// What was promised to whom, and the people outside the team: told as small stories on the real program.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

namespace wd::test {

class Promises : public ::testing::Test {
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
    std::string promised(std::vector<std::string> more = {})
    {
        std::vector<std::string> words = {"commitment", "add", place.programme, "--text", "De lift wordt gemaakt"};
        words.insert(words.end(), more.begin(), more.end());
        return Neighbourhood::id(does(std::move(words), place.leader), "entry");
    }
    // The one promise of this programme in the list.
    json::value listed(std::vector<std::string> more = {}) const
    {
        std::vector<std::string> words = {"commitment", "list", place.programme};
        words.insert(words.end(), more.begin(), more.end());
        const json::value rows = place.must(std::move(words));
        EXPECT_EQ(rows.as_array().size(), 1U) << json::serialize(rows);
        return rows.as_array().empty() ? json::value{} : rows.as_array().front();
    }

    static std::string in_long() { return "2050-01-01"; }

    Neighbourhood place;
    const std::string today =
        to_text(Date{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()).time_since_epoch()});
};

TEST_F(Promises, AreToldFromTheEveningToTheDayTheyAreKept)
{
    const std::string id =
        promised({"--owner", place.worker, "--due", in_a_month(), "--to", "Bewoners van blok 3", "--made-by",
                  place.leader, "--occasion", "Bewonersavond", "--at", place.task("Bewonersavond")});
    const json::value made = listed();
    EXPECT_EQ(made.at("recipient"), "Bewoners van blok 3");
    EXPECT_EQ(made.at("made_by"), json::value(place.leader));
    EXPECT_EQ(made.at("occasion"), "Bewonersavond");
    EXPECT_EQ(made.at("state"), "open");
    EXPECT_TRUE(made.at("silent").is_null());

    does({"commitment", "change", id, "--due", in_long(), "--reason", "De monteur komt later", "--told-by",
          place.worker, "--told-on", today},
         place.worker);
    EXPECT_EQ(listed().at("due"), json::value(in_long()));
    EXPECT_EQ(listed().at("told_by"), json::value(place.worker));

    does({"commitment", "done", id}, place.worker);
    EXPECT_TRUE(place.must({"commitment", "list", place.programme}).as_array().empty());
    EXPECT_EQ(listed({"--all"}).at("state"), "kept");
    const json::value shown = place.must({"commitment", "show", id});
    ASSERT_EQ(shown.at("changes").as_array().size(), 2U);
    EXPECT_EQ(shown.at("changes").as_array().at(0).at("reason"), "De monteur komt later");
    EXPECT_EQ(shown.at("changes").as_array().at(1).at("what"), "kept");
    EXPECT_NE(place.run({"commitment", "show", id}).out.find("De monteur komt later"), std::string::npos);
    EXPECT_EQ(place.must({"verify", "--rebuild"}).at("tables_identical"), json::value(true));
}

TEST_F(Promises, WithoutOwnerAreSilentUntilSomebodyTakesThem)
{
    const std::string id = promised();
    EXPECT_EQ(listed({"--silent"}).at("silent"), "no_owner");
    EXPECT_NE(place.run({"commitment", "list", place.programme}).out.find("zonder eigenaar"), std::string::npos);

    does({"commitment", "change", id, "--owner", place.worker}, place.leader);
    EXPECT_TRUE(place.must({"commitment", "list", place.programme, "--silent"}).as_array().empty());
}

TEST_F(Promises, OfBeforeWijkdraadWhoseDayPassedAreSilentAtOnce)
{
    const std::string id = promised({"--owner", place.worker, "--due", "2024-05-01", "--before"});
    EXPECT_EQ(listed().at("silent"), "overdue");

    does({"correct", id, "--field", "due", "--value", in_long()}, place.leader);
    EXPECT_TRUE(listed().at("silent").is_null()) << "it was a slip of the pen";
    EXPECT_EQ(place.must({"verify", "--rebuild"}).at("tables_identical"), json::value(true));
}

TEST_F(Promises, OfSomebodyWhoLeavesAreSilent)
{
    const std::string somebody = Neighbourhood::id(place.must({"person", "add", "Wim Bos"}), "person");
    const std::string chair = Neighbourhood::id(
        does({"assignment", "start", place.programme, "--role", "werker", "--person", somebody}, place.leader),
        "assignment");
    promised({"--owner", somebody, "--due", in_a_month()});
    does({"assignment", "end", chair}, place.leader);

    EXPECT_EQ(listed().at("silent"), "owner_left");
}

TEST_F(Promises, RefuseWhatCannotBe)
{
    const std::string id = promised({"--owner", place.worker, "--due", in_a_month()});
    EXPECT_NE(refused({"commitment", "change", id}, place.worker).find("zeg wat er verandert"), std::string::npos);
    EXPECT_NE(refused({"commitment", "change", id, "--told-by", place.worker}, place.worker).find("maar wanneer?"),
              std::string::npos);
    EXPECT_NE(refused({"commitment", "change", id, "--told-on", today}, place.worker).find("maar door wie?"),
              std::string::npos);
    EXPECT_NE(refused({"commitment", "done", id, "--how", "ingetrokken"}, place.worker).find("vraagt een reden"),
              std::string::npos);
    const std::string stranger = Neighbourhood::id(place.must({"person", "add", "Wim Bos"}), "person");
    EXPECT_NE(refused({"commitment", "done", id}, stranger).find("alleen die, wie de toezegging deed"),
              std::string::npos);
    EXPECT_NE(refused({"commitment", "add", place.programme, "--text", "x", "--at", "taak-999"}, place.leader)
                  .find("taak-999"),
              std::string::npos);
    refused({"commitment", "show", "regel-999"}, place.leader);
    refused({"commitment", "done", "regel-999"}, place.leader);

    does({"commitment", "done", id}, place.worker);
    EXPECT_NE(refused({"commitment", "change", id, "--due", in_long()}, place.worker).find("is al afgesloten"),
              std::string::npos);
    EXPECT_NE(refused({"commitment", "done", id}, place.worker).find("is al afgesloten"), std::string::npos);
}

TEST_F(Promises, StandInTheLogInPlainWords)
{
    promised();
    const std::string log = place.run({"log", place.programme}).out;
    EXPECT_NE(log.find("over een toezegging zegt niemand iets"), std::string::npos) << log;
    EXPECT_NE(log.find("zonder eigenaar"), std::string::npos) << log;
}

// --- Contacts

TEST_F(Promises, ContactsSayWhoseVoiceTheyAreAndWhoKnowsThem)
{
    const std::string id = Neighbourhood::id(
        does({"contact", "add", place.programme, "--name", "Mevrouw De Wit", "--group", "bewoners", "--key-figure",
              "--told", "--channel", "Belt liever dan mailt", "--known-by", place.worker, "--since", "2025-01-01"},
             place.leader),
        "entry");
    does({"contact", "known-by", id, "--since", "2026-01-01"}, place.leader);

    const json::value contact = place.must({"contact", "list", place.programme}).as_array().at(0);
    EXPECT_EQ(contact.at("group"), "bewoners");
    EXPECT_EQ(contact.at("key"), json::value(true));
    EXPECT_EQ(contact.at("told"), json::value(true));
    EXPECT_EQ(contact.at("channel"), "Belt liever dan mailt");
    const json::array& relations = contact.at("relations").as_array();
    ASSERT_EQ(relations.size(), 2U);
    EXPECT_EQ(relations.at(0).at("person"), json::value(place.worker));
    EXPECT_EQ(relations.at(1).at("since"), "2026-01-01");

    does({"correct", id, "--field", "known_by", "--value", place.commissioner}, place.leader);
    does({"correct", id, "--field", "told", "--value", "nee"}, place.leader);
    const json::value after = place.must({"contact", "list", place.programme}).as_array().at(0);
    EXPECT_EQ(after.at("told"), json::value(false));
    EXPECT_EQ(after.at("relations").as_array().size(), 2U);
    EXPECT_EQ(after.at("relations").as_array().at(0).at("person"), json::value(place.commissioner))
        << "and no longer the worker";
    EXPECT_EQ(place.must({"verify", "--rebuild"}).at("tables_identical"), json::value(true));
}

TEST_F(Promises, ContactsThatAreRemovedAreForgottenEverywhere)
{
    const std::string id = Neighbourhood::id(
        does({"contact", "add", place.programme, "--name", "Mevrouw Witteveen", "--channel", "Via de kapper"},
             place.leader),
        "entry");
    does({"correct", id, "--field", "name", "--value", "Mevrouw Witteveen-Bos", "--reason", "Zij trouwde met Bos"},
         place.leader);

    does({"contact", "remove", id}, place.worker);

    EXPECT_TRUE(place.must({"contact", "list", place.programme}).as_array().empty());
    // What leaves the house: the log-ahead file of the store itself keeps old pages until it is copied back.
    const std::string copy = (place.folder() / "kopie").string();
    place.must({"backup", copy});
    for (const auto& file : std::filesystem::recursive_directory_iterator(copy)) {
        if (!file.is_regular_file())
            continue;
        std::ifstream in(file.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        for (const char* gone : {"Witteveen", "Via de kapper", "Zij trouwde"})
            EXPECT_EQ(bytes.find(gone), std::string::npos) << gone << " in " << file.path();
    }
    EXPECT_NE(refused({"contact", "known-by", id}, place.leader).find("is weggehaald"), std::string::npos);
    EXPECT_NE(refused({"contact", "remove", id}, place.leader).find("is weggehaald"), std::string::npos);
    EXPECT_NE(refused({"correct", id, "--field", "name", "--value", "Iemand"}, place.leader).find("is weggehaald"),
              std::string::npos);
    EXPECT_EQ(place.run({"verify"}).code, 0) << "the chain holds without the text";
    EXPECT_EQ(place.must({"verify", "--rebuild"}).at("tables_identical"), json::value(true));
}

}  // namespace wd::test
