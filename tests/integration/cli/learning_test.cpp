// Reflections and learning questions, told as small stories on the real program.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

namespace wd::test {

class Learning : public ::testing::Test {
protected:
    json::value does(std::vector<std::string> words) const
    {
        words.insert(words.end(), {"--as", place.leader});
        return place.must(std::move(words));
    }
    std::string refused(std::vector<std::string> words) const
    {
        words.insert(words.end(), {"--as", place.leader});
        return place.refused(std::move(words));
    }
    std::string planned() const
    {
        return Neighbourhood::id(does({"reflection", "plan", place.programme, "--title", "Nabespreking", "--role",
                                       "leider", "--due", in_a_month()}),
                                 "task");
    }
    json::value asked(const char* question) const { return place.must({question, "list", place.programme}); }

    Neighbourhood place;
};

TEST_F(Learning, AReflectionIsPlannedHeldAndGivesLessonsAndActions)
{
    const std::string task = planned();
    EXPECT_EQ(asked("reflection").as_array().back().at("state"), "planned");
    EXPECT_NE(place.run({"task", "show", task}).out.find("reflection record"), std::string::npos);

    does({"reflection", "record", task, "--role", "leider", "--role", "werker", "--lesson", "Begin later op de avond",
          "--action", "Bel de school|werker|" + in_a_month(), "--action", "Bedank de tuingroep|" + place.worker,
          "--action", "Ruim de zaal op"});

    json::value held;
    const json::value all = asked("reflection");
    for (const json::value& row : all.as_array())
        if (row.at("task") == json::value(task))
            held = row;
    EXPECT_EQ(held.at("state"), "done");
    EXPECT_EQ(held.at("roles").as_array().size(), 2U);
    ASSERT_EQ(held.at("lessons").as_array().size(), 1U);
    EXPECT_EQ(held.at("actions").as_array().size(), 3U);
    const json::value journal = asked("journal");
    ASSERT_EQ(journal.as_array().size(), 1U);
    EXPECT_EQ(journal.as_array().at(0).at("entry"), held.at("lessons").as_array().at(0));
    EXPECT_EQ(journal.as_array().at(0).at("text"), "Begin later op de avond");
    EXPECT_TRUE(place.is_open("Bel de school"));
    EXPECT_TRUE(place.is_open("Bedank de tuingroep"));
    EXPECT_EQ(place.must({"verify", "--rebuild"}).at("tables_identical"), json::value(true));
}

TEST_F(Learning, AReflectionOfTheWorkflowIsRecordedWithItsForm)
{
    const std::string task = place.task("Terugblik");
    EXPECT_NE(refused({"reflection", "record", task}).find("les"), std::string::npos);

    does({"reflection", "record", task, "--answer", "les=Luister eerst"});

    EXPECT_EQ(asked("reflection").as_array().at(0).at("roles").as_array().at(0), "leider");
    EXPECT_EQ(place.run({"reflection", "list", place.programme}).code, 0);
}

TEST_F(Learning, ReflectionsRefuseWhatCannotBe)
{
    const std::string task = planned();
    EXPECT_NE(refused({"reflection", "record", task}).find("zonder deelnemers"), std::string::npos);
    EXPECT_NE(refused({"reflection", "record", task, "--role", "wethouder"}).find("wethouder"), std::string::npos);
    std::vector<std::string> many = {"reflection", "record", task, "--role", "leider"};
    for (const char* lesson : {"een", "twee", "drie", "vier"})
        many.insert(many.end(), {"--lesson", lesson});
    EXPECT_NE(refused(many).find("hoogstens 3"), std::string::npos);
    EXPECT_NE(refused({"reflection", "record", task, "--role", "leider", "--action", "a|b|c|d"}).find("4 delen"),
              std::string::npos);
    EXPECT_NE(refused({"reflection", "record", task, "--role", "leider", "--date", "2059-01-01"}).find("na vandaag"),
              std::string::npos);
    EXPECT_NE(
        refused({"reflection", "plan", place.programme, "--title", "x", "--role", "leider", "--due", "2020-01-01"})
            .find("al voorbij"),
        std::string::npos);
    EXPECT_NE(refused({"reflection", "skip", task, "--reason", "druk"}).find("--reason: 'druk' zegt te weinig"),
              std::string::npos);
    EXPECT_NE(refused({"reflection", "record", place.task("Tel de huizen")}).find("gebruik task complete"),
              std::string::npos);
}

TEST_F(Learning, ASkippedReflectionShowsItsReason)
{
    const std::string task = planned();
    does({"reflection", "skip", task, "--reason", "We bespraken dit gisteren al"});

    const json::value row = asked("reflection").as_array().back();
    EXPECT_EQ(row.at("state"), "skipped");
    EXPECT_EQ(row.at("reason"), "We bespraken dit gisteren al");
}

// A reflection that comes back, and a task that ends the phase while one is still open.
constexpr std::string_view again = R"lua(
return workflow("terug", { title = "Terug", version = 1, api = 1,
  roles = { role("leider", { title = "Projectleider", core = true }) },
  phases = {
    phase("begin", { title = "Begin", steps = {
      together("naast", { branches = {
        { id = "a", steps = { reflection("kring", { title = "Kring", role = "leider" }) } },
        { id = "b", steps = { task("door", { title = "Verder", role = "leider" }), go("opnieuw", { phase = "begin" }) } } } }),
    } }),
  } })
)lua";

class Again : public ::testing::Test {
protected:
    Again()
    {
        place.write("terug/workflow.lua", again);
        place.must({"workflow", "install", (place.folder() / "terug").string(), "--as", place.leader});
        programme = Neighbourhood::id(place.must({"programme", "create", "Zuid", "--workflow", "terug",
                                                  "--municipality", "GM0505", "--as", place.leader}),
                                      "programme");
        place.must({"assignment", "start", programme, "--role", "leider", "--person", place.leader});
    }
    std::string open(std::string_view title) const
    {
        const json::value tasks = place.must({"task", "list", "--programme", programme});
        for (const json::value& task : tasks.as_array())
            if (task.at("title").as_string() == title)
                return std::string(task.at("task").as_string());
        ADD_FAILURE() << "no open task " << title;
        return "taak-1";
    }
    void next_phase() const { place.must({"task", "complete", open("Verder"), "--as", place.leader}); }
    json::value skip() const
    {
        return place.must(
            {"reflection", "skip", open("Kring"), "--reason", "Er was nu te veel anders", "--as", place.leader});
    }

    Neighbourhood place;
    std::string programme;
};

TEST_F(Again, ThreeSkipsInARowAskWhetherTheMomentStillHelps)
{
    for (int time = 1; time <= 2; ++time) {
        EXPECT_FALSE(skip().as_object().contains("asks")) << time;
        next_phase();
    }
    EXPECT_EQ(skip().at("asks"), "helpt dit moment nog?");
    next_phase();

    place.must({"reflection", "record", open("Kring"), "--as", place.leader});
    next_phase();
    EXPECT_FALSE(skip().as_object().contains("asks")) << "one was held in between";
}

TEST_F(Again, AReflectionThatItsPhaseLeftBehindIsMissed)
{
    next_phase();

    const json::value rows = place.must({"reflection", "list", programme});
    ASSERT_EQ(rows.as_array().size(), 2U);
    EXPECT_EQ(rows.as_array().at(0).at("state"), "missed");
    EXPECT_EQ(rows.as_array().at(1).at("state"), "planned");
}

// --- What the facilitator knows beforehand

TEST_F(Learning, FactsTellWhatHappenedSinceTheLastReflection)
{
    does({"reach", "record", place.programme, "--channel", "deur", "--people", "45"});
    does({"commitment", "add", place.programme, "--text", "De lift wordt gemaakt"});
    does({"task", "complete", place.task("Tel de huizen"), "--answer", "huizen=340", "--answer", "soort=laag",
          "--answer", "indruk=Tocht"});

    const json::value facts = place.must({"reflection", "facts", place.programme});
    EXPECT_TRUE(facts.at("reflection").is_null());
    EXPECT_EQ(facts.at("tasks").at("without_date"), json::value(1));
    EXPECT_EQ(facts.at("reach").as_array().at(0).at("people"), json::value(45));
    EXPECT_EQ(facts.at("promises").at("made"), json::value(1));
    EXPECT_EQ(facts.at("promises").at("silent"), json::value(1));
    EXPECT_EQ(facts.at("arrivals").as_array().size(), 3U);
    EXPECT_EQ(json::serialize(facts).find("persoon-"), std::string::npos) << "roles, not people";
    EXPECT_EQ(json::serialize(facts).find("Fatima"), std::string::npos) << "roles, not people";

    const std::string task = planned();
    does({"reflection", "record", task, "--role", "leider"});
    const json::value after = place.must({"reflection", "facts", place.programme});
    EXPECT_EQ(after.at("reflection"), json::value(task));
    EXPECT_TRUE(after.at("reach").as_array().empty());
    EXPECT_EQ(after.at("promises").at("made"), json::value(0));
    EXPECT_EQ(after.at("promises").at("open"), json::value(1)) << "still to be kept";
    EXPECT_NE(place.run({"reflection", "facts", place.programme}).out.find("Wie kwam"), std::string::npos);
}

// --- Learning questions

TEST_F(Learning, AQuestionIsAskedLookedIntoAndAnsweredWithAnAction)
{
    const std::string reflection = planned();
    does({"reflection", "record", reflection, "--role", "leider"});
    const json::value made =
        does({"learning", "add", place.programme, "--text", "Waarom komen jongeren niet?", "--level", "samenwerking",
              "--obstacle", "De zaal sluit om negen uur", "--at", reflection});
    EXPECT_EQ(made.at("code"), "L1");
    does({"learning", "answer", "L1", "--programme", place.programme, "--state", "in onderzoek", "--text",
          "Wat houdt jongeren tegen?"});
    does({"learning", "answer", Neighbourhood::id(made, "entry"), "--answer", "De avond begint te vroeg", "--action",
          "Begin om acht uur|leider"});

    json::value row = asked("learning").as_array().at(0);
    EXPECT_EQ(row.at("state"), "answered");
    EXPECT_EQ(row.at("level"), "cooperation");
    EXPECT_EQ(row.at("raised_by"), json::value(place.leader));
    EXPECT_EQ(row.at("age_days"), json::value(0));
    EXPECT_EQ(row.at("text"), "Wat houdt jongeren tegen?");
    EXPECT_EQ(row.at("answer"), "De avond begint te vroeg");
    ASSERT_EQ(row.at("versions").as_array().size(), 3U);
    EXPECT_EQ(row.at("versions").as_array().at(0).at("text"), "Waarom komen jongeren niet?");
    EXPECT_EQ(row.at("actions").as_array().at(0).at("done"), json::value(false));
    EXPECT_EQ(place.must({"reflection", "measures", place.programme}).at("answered_with_action"), json::value(0));

    does({"task", "complete", place.task("Begin om acht uur")});
    row = asked("learning").as_array().at(0);
    EXPECT_EQ(row.at("actions").as_array().at(0).at("done"), json::value(true));
    const json::value measures = place.must({"reflection", "measures", place.programme});
    EXPECT_EQ(measures.at("answered_with_action"), json::value(1000));
    EXPECT_EQ(measures.at("participation").at("leider"), json::value(1000));
    EXPECT_EQ(measures.at("participation").at("werker"), json::value(0));
    EXPECT_NE(place.run({"learning", "list", place.programme}).out.find("1 van 1 gedaan"), std::string::npos);
    EXPECT_EQ(place.must({"verify", "--rebuild"}).at("tables_identical"), json::value(true));
}

TEST_F(Learning, QuestionsRefuseWhatCannotBe)
{
    const std::string id = Neighbourhood::id(does({"learning", "add", place.programme, "--text", "Waarom?"}), "entry");
    EXPECT_NE(refused({"learning", "answer", id}).find("zeg wat er nieuw is aan L1"), std::string::npos);
    EXPECT_NE(refused({"learning", "answer", id, "--state", "beantwoord"}).find("antwoord erbij"), std::string::npos);
    EXPECT_NE(refused({"learning", "answer", "L9", "--programme", place.programme, "--answer", "x"}).find("L9"),
              std::string::npos);
    refused({"learning", "answer", "regel-999", "--answer", "x"});
    refused({"learning", "add", place.programme, "--text", " "});
    EXPECT_NE(refused({"correct", id, "--field", "text", "--value", "Waarom niet?"}).find("learning answer"),
              std::string::npos);

    does({"learning", "answer", id, "--state", "vervallen"});
    EXPECT_NE(refused({"learning", "answer", id, "--answer", "Toch"}).find("L1 is vervallen"), std::string::npos);
}

}  // namespace wd::test
