// status, log and explain.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

#include <algorithm>
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

TEST_F(Looking, SearchFindsByAPieceOfANameOrTitle)
{
    place.must({"document", "add", place.programme, "--title", "Verslag 50%_avond", "--link", "https://voorbeeld.nl/1",
                "--holder", place.leader, "--as", place.leader});
    const auto kinds = [&](const std::string& text) {
        std::string all;
        const json::value hits = place.must({"search", text});
        for (const json::value& hit : hits.as_array())
            all += std::string(hit.at("kind").as_string()) + ' ';
        return all;
    };
    EXPECT_EQ(kinds("crabbe"), "programme ");
    EXPECT_EQ(kinds("TEL DE"), "task ");
    EXPECT_EQ(kinds("fatima"), "position ") << "who sits in a chair";
    EXPECT_EQ(kinds("50%_a"), "document ") << "signs stand for themselves";
    EXPECT_EQ(kinds("50__a"), "");
    EXPECT_EQ(kinds("5%a"), "");
    const std::string shown = place.run({"search", "tel de"}).out;
    EXPECT_NE(shown.find(place.task("Tel de huizen")), std::string::npos) << shown;
    EXPECT_EQ(place.run({"search", "bestaat niet"}).out, "Niets gevonden.\n");
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

TEST_F(Looking, LogSaysOnItsLastLineThatThereIsMoreAndHowToReadOn)
{
    const std::string some = place.run({"log", place.programme, "--limit", "3"}).out;
    const std::string last =
        fmt::format("\nHier staan er 3, en er is meer. Verder lezen: wijkdraad log {} --after 3\n", place.programme);
    EXPECT_TRUE(some.ends_with(last)) << some;
    EXPECT_EQ(place.run({"log", place.programme}).out.find("er is meer"), std::string::npos);
    EXPECT_NE(place.run({"log", "--limit", "3"}).out.find("wijkdraad log --after "), std::string::npos);
}

TEST_F(Looking, LogOfTheInstallationTellsOfPeopleAndWorkflows)
{
    const std::string log = place.run({"log", "--installation"}).out;
    for (const char* happened : {"gegevens aangelegd", "persoon toegevoegd", "Fatima Bouzid", "workflow geïnstalleerd"})
        EXPECT_NE(log.find(happened), std::string::npos) << happened << log;
    const Ran lines = place.run({"log", "--installation", "--json"});
    EXPECT_EQ(lines.code, 0) << lines.err;
    EXPECT_EQ(lines.out.find("Fatima"), std::string::npos) << "a program gets nothing that a person typed";
    place.refused({"log", place.programme, "--installation"});
}

TEST(Log, GivesAProgramEveryEvent)
{
    const Program program;
    program.must({"demo", "--years", "5", "--neighbourhoods",
                  program.write("wijken.csv",
                                "wijk;gemeente;cbs_gemeentecode;cbs_later;vanaf;inwoners\n"
                                "Abdij- en Torenbuurt;Tilburg;GM0855;;;1590\n"
                                "Zuidhoven;Leiden;GM0546;;;3410\n")});
    const auto lines = [&](std::vector<std::string> words) {
        words.emplace_back("--json");
        const std::string out = program.run(std::move(words)).out;
        return std::count(out.begin(), out.end(), '\n');
    };

    const auto of_programmes = lines({"log"});

    EXPECT_GT(of_programmes, 1'000) << "more than one page";
    EXPECT_EQ(json::value(of_programmes + lines({"log", "--installation"})), program.must({"verify"}).at("events"));
    EXPECT_EQ(lines({"log", "--limit", "1001"}), 1'001);
    EXPECT_NE(program.run({"log"}).out.find("\nHier staan er 1.000, en er is meer."), std::string::npos);
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

TEST_F(Looking, ScreensSayTitlesInsteadOfCodes)
{
    EXPECT_EQ(place.must({"status"}).as_array().at(0).at("phase_title"), "Begin");
    EXPECT_NE(place.run({"status"}).out.find("Begin"), std::string::npos);

    const std::string programme = place.run({"programme", "show", place.programme}).out;
    EXPECT_NE(programme.find("stand            loopt"), std::string::npos) << programme;
    EXPECT_NE(programme.find("Proef ("), std::string::npos) << programme;
    EXPECT_NE(programme.find(", fase Begin:"), std::string::npos) << programme;
    EXPECT_NE(place.run({"programme", "list"}).out.find("loopt"), std::string::npos);
    EXPECT_NE(place.run({"run", "list"}).out.find("Begin"), std::string::npos);

    const std::string task = place.run({"task", "show", place.task("Tel de huizen")}).out;
    EXPECT_NE(task.find("Projectleider"), std::string::npos) << task;
    EXPECT_NE(task.find("Crabbehof"), std::string::npos) << task;
    for (const char* code : {"begin#1", "programma-"})
        EXPECT_EQ(task.find(code), std::string::npos) << code << " in " << task;
}

TEST_F(Looking, LogForPeopleTellsTitlesAndNames)
{
    const std::string log = place.run({"log", place.programme}).out;
    EXPECT_NE(log.find("'Tel de huizen'"), std::string::npos) << log;
    EXPECT_NE(log.find("Fatima Bouzid"), std::string::npos) << log;
    for (const char* code : {"begin#1", "persoon-"})
        EXPECT_EQ(log.find(code), std::string::npos) << code << " in " << log;
}

TEST_F(Looking, ResumingShowsWhichDatesMoveByTheirTitles)
{
    place.must({"programme", "pause", place.programme, "--reason", "Verkiezingen", "--as", place.leader});
    EXPECT_NE(place.run({"programme", "show", place.programme}).out.find("gepauzeerd"), std::string::npos);
    const Ran preview = place.run({"programme", "resume", place.programme, "--as", place.leader});
    EXPECT_EQ(preview.code, 0) << preview.err;
    EXPECT_NE(preview.out.find("Er verandert geen enkele datum."), std::string::npos) << preview.out;
}

TEST_F(Looking, AVoteShowsHowItStands)
{
    const std::string vote = place.task("Stemming");
    EXPECT_NE(place.run({"task", "show", vote}).out.find("nog niet vastgelegd"), std::string::npos);
    place.must({"vote", "record", vote, "--electorate", "100", "--yes", "40", "--no", "2", "--as", place.leader});

    const std::string shown = place.run({"task", "show", vote}).out;

    EXPECT_NE(shown.find("Stand van de stemming nu"), std::string::npos) << shown;
    EXPECT_NE(shown.find("42 van 100 (42 %)"), std::string::npos) << shown;
    EXPECT_NE(shown.find("60 % van alle bewoners: 60 keer voor"), std::string::npos) << shown;
    EXPECT_EQ(place.must({"task", "show", vote}).at("yes"), json::value(40));

    place.must({"vote", "record", vote, "--yes", "30", "--close", "--as", place.leader});

    const std::string closed = place.run({"task", "show", vote}).out;
    EXPECT_NE(closed.find("Uitslag"), std::string::npos) << closed;
}

TEST_F(Looking, AGateShowsWhatCanBeAnsweredAndByWhom)
{
    const std::string gate = place.run({"task", "show", place.task("Verder?")}).out;
    EXPECT_NE(gate.find("go, go met voorwaarden, nu niet\n"), std::string::npos) << gate;
    EXPECT_NE(gate.find("moet nog antwoorden  Opdrachtgever"), std::string::npos) << gate;
}

TEST_F(Looking, ARefusalSaysWhoseItIsByTitle)
{
    const std::string task =
        place.refused({"task", "complete", place.task("Iets voor de werker"), "--as", place.commissioner});
    EXPECT_NE(task.find("is voor de rol 'Opbouwwerker', en u hebt die rol nu niet"), std::string::npos) << task;
    const std::string gate =
        place.refused({"gate", "decide", place.task("Verder?"), "--outcome", "go", "--as", place.worker});
    EXPECT_NE(gate.find("wordt beslist door 'Opdrachtgever'; u hebt geen van die rollen"), std::string::npos) << gate;
}

TEST_F(Looking, WhatIsMissingIsToldInWordsAndKeptAsCodeForPrograms)
{
    const std::string folder = std::filesystem::path(place.write("mist/workflow.lua", R"lua(
return workflow("mist", { title = "Mist iets", version = 1, api = 1, roles = { role("leider", { title = "Leider" }) },
  phases = { phase("begin", { title = "Begin", steps = {
    choose("genoeg", { branches = {
      { when = function(c) return c.reach.per_mille < 200 end, steps = {
        task("bel", { title = "Bel aan", role = "leider" }) } },
      { otherwise = true } } }),
    task("verder", { title = "Ga verder", role = "leider" }) } }) } })
)lua"))
                                   .parent_path()
                                   .string();
    place.must({"workflow", "install", folder, "--as", place.leader});
    const std::string made = Neighbourhood::id(place.must({"programme", "create", "Laak", "--workflow", "mist",
                                                           "--municipality", "GM0518", "--as", place.leader}),
                                               "programme");

    const json::value run = place.must({"status", made}).as_array().at(0);
    EXPECT_NE(std::string(run.at("cannot_move_because").as_string()).find("reach"), std::string::npos);
    const std::string shown = place.run({"explain", made}).out;
    EXPECT_NE(shown.find("bewoners"), std::string::npos) << shown;
    EXPECT_EQ(shown.find("reach."), std::string::npos)
        << shown;  // the command 'reach record' may be there, the code not
    EXPECT_EQ(shown.find("begin#1"), std::string::npos) << shown;
}

TEST_F(Looking, WhatIsMissingIsTheNumberOfInhabitantsOnceTheReachIsRecorded)
{
    const std::string folder = std::filesystem::path(place.write("mist/workflow.lua", R"lua(
return workflow("mist", { title = "Mist iets", version = 1, api = 1, roles = { role("leider", { title = "Leider" }) },
  phases = { phase("begin", { title = "Begin", steps = {
    choose("genoeg", { branches = {
      { when = function(c) return c.reach.per_mille < 200 end, steps = {
        task("bel", { title = "Bel aan", role = "leider" }) } },
      { otherwise = true } } }) } }) } })
)lua"))
                                   .parent_path()
                                   .string();
    place.must({"workflow", "install", folder, "--as", place.leader});
    const std::string made = Neighbourhood::id(place.must({"programme", "create", "Laak", "--workflow", "mist",
                                                           "--municipality", "GM0518", "--as", place.leader}),
                                               "programme");
    EXPECT_NE(place.must({"status", made}).as_array().at(0).at("cannot_move_told").as_string().find("(reach record)"),
              std::string::npos);
    for (const char* channel : {"deur", "avond"})
        place.must({"reach", "record", made, "--channel", channel, "--people", "40", "--as", place.leader});

    const json::value run = place.must({"status", made}).as_array().at(0);
    EXPECT_EQ(run.at("cannot_move_told"),
              "kan niet verder: 'aantal inwoners' is nog niet vastgelegd; lees de gebieden in met hun aantal inwoners "
              "(area import); daarna gaat het vanzelf door");

    const std::string areas = place.write("gebieden.csv",
                                          "id;ouder;soort;naam;code;inwoners;woningen;eerdere_code;code_vanaf\n"
                                          "w;;wijk;Laak;;1000;400;;\n");
    place.must({"area", "import", made, areas, "--as", place.leader});
    EXPECT_FALSE(place.must({"status", made}).as_array().at(0).as_object().contains("cannot_move_because"));
}

TEST_F(Looking, WhatShouldHaveBeenDoneSaysSoAndTheNextDateIsStillToCome)
{
    const std::string task = place.task("Tel de huizen");
    place.must({"task", "reschedule", task, "--due", in_a_month(), "--reason", "later", "--as", place.leader});

    const json::value run = place.must({"status"}).as_array().at(0);
    EXPECT_EQ(run.at("next_date"), json::value(in_a_month()));
    for (const json::value& line : run.at("waiting_for").as_array())
        EXPECT_FALSE(line.as_object().contains("late"));
    EXPECT_NE(place.run({"status", "--help"}).out.find("\"late\": true"), std::string::npos);
}

TEST_F(Looking, AProgrammeThatCameToItsEndIsFinished)
{
    const std::string folder = std::filesystem::path(place.write("kort/workflow.lua", R"lua(
return workflow("kort", { title = "Kort", version = 1, api = 1, roles = { role("leider", { title = "Leider" }) },
  phases = { phase("begin", { title = "Begin", steps = { task("bel", { title = "Bel aan", role = "leider" }) } }) } })
)lua"))
                                   .parent_path()
                                   .string();
    place.must({"workflow", "install", folder, "--as", place.leader});
    const std::string made = Neighbourhood::id(place.must({"programme", "create", "Laak", "--workflow", "kort",
                                                           "--municipality", "GM0518", "--as", place.leader}),
                                               "programme");
    place.must({"assignment", "start", made, "--role", "leider", "--person", place.leader});
    EXPECT_EQ(place.run({"programme", "list"}).out.find("afgerond  "), std::string::npos);

    const json::value tasks = place.must({"task", "list", "--programme", made});
    place.must({"task", "complete", std::string(tasks.as_array().at(0).at("task").as_string()), "--as", place.leader});

    const std::string shown = place.run({"programme", "show", made}).out;
    EXPECT_NE(shown.find("afgerond\n"), std::string::npos) << shown;
    const std::string list = place.run({"programme", "list"}).out;
    EXPECT_NE(list.find("afgerond  "), std::string::npos) << list;
    EXPECT_EQ(place.must({"programme", "show", made}).at("programme").at("state"), "open");
}

}  // namespace wd::test
