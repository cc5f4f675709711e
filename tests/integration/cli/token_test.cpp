// Typed texts and names on the command line are for who brings a personal token, over the socket and in process alike: nothing without
// one, what its owner may see with one, households for their team only and written down.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

#include "http/household_readings.hpp"
#include "runtime/port.hpp"
#include "runtime/questions.hpp"
#include "store/open.hpp"

#include <array>
#include <set>

namespace wd::test {

namespace {

// Each of these was typed by somebody, and stands nowhere else.
constexpr std::array<std::string_view, 13> typed_texts{
    "Bouzid",    "de Vries", "Ans Smit", "Beheerder",  "begin bij het groen", "school wil meedenken",
    "tuingroep", "De lift",  "Verslag",  "ov.example", "Waarom komen",        "fatima@",
    "Riool komt"};

std::string whole_file(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

constexpr std::string_view household_workflow = R"lua(
return workflow("huishouden", { title = "Huishouden", version = 1, api = 1, confidential = "team",
  roles = { role("werker", { title = "Opbouwwerker" }) },
  phases = { phase("begin", { title = "Begin", steps = { task("bezoek", { title = "Bezoek", role = "werker" }) } }) } })
)lua";

enum class Way { in_process, over_the_socket };

class Texts : public ::testing::TestWithParam<Way> {
protected:
    Texts() : chief(here.token)
    {
        const std::string& programme = here.programme;
        const std::string& leader = here.leader;
        task = here.task("Iets voor de werker");
        here.must({"journal", "add", programme, "--kind", "les", "--text", "begin bij het groen", "--as", leader});
        here.must({"task", "comment", task, "De school wil meedenken", "--as", leader});
        here.must({"contact", "add", programme, "--name", "Meneer De Wit, tuingroep", "--known-by", here.worker,
                   "--told", "--as", leader});
        here.must({"commitment", "add", programme, "--text", "De lift wordt gemaakt", "--owner", here.worker, "--as",
                   leader});
        here.must({"document", "add", programme, "--title", "Verslag", "--link", "https://ov.example/1", "--holder",
                   here.worker, "--as", leader});
        here.must(
            {"linkage", "add", programme, "--level", "meekoppelkans", "--subject", "Riool komt erbij", "--as", leader});
        here.must({"learning", "add", programme, "--text", "Waarom komen jongeren niet?", "--level", "samenwerking",
                   "--as", leader});
        here.must({"account", "open", leader, "fatima@voorbeeld.nl"});
        handover = Neighbourhood::id(here.must({"handover", "start", programme, "--role", "opdrachtgever", "--kind",
                                                "nieuw college", "--giver", here.commissioner, "--as", leader}),
                                     "handover");
        leader_token = here.make_token(leader, {"--content"});
    }
    void SetUp() override
    {
        if (GetParam() == Way::in_process)
            return;
        server.reset(new Background(here.start({"serve", "--port", "0"})));
        ASSERT_TRUE(server->waits_for("Wijkdraad draait"));
    }
    void TearDown() override
    {
        if (server) {
            EXPECT_EQ(server->stop(), 0);
        }
    }

    json::object ask(json::object request, const std::string& token = {}) const
    {
        if (!token.empty())
            request["token"] = token;
        const auto port = runtime::open_port(here.data(), http::note_in(here.data()));
        EXPECT_TRUE(port);
        return port ? (*port)->request(request) : json::object{};
    }
    // Every question that there is, about what is here; the answers by question, of those that have one.
    std::map<std::string, json::object> ask_everything(const std::string& token, const std::string& as) const
    {
        const json::object about{{"programme", here.programme},
                                 {"person", here.leader},
                                 {"task", task},
                                 {"handover", handover},
                                 {"limit", 1'000},
                                 {"words", "nl"},
                                 {"text", "lift"}};
        std::map<std::string, json::object> answers;
        for (const std::string_view question : runtime::question_names()) {
            json::object with;
            const std::vector<std::string_view> parameters = runtime::question_parameters(question).value();
            for (const std::string_view parameter : parameters)
                if (const json::value* value = about.if_contains(json::string_view{parameter}))
                    with[json::string_view{parameter}] = *value;
            json::object request{{"ask", json::string_view{question}}, {"with", std::move(with)}};
            if (!as.empty())
                request["as"] = as;
            json::object answer = ask(std::move(request), token);
            const bool broke = !answer.at("ok").as_bool() && answer.at("error").at("code") == "unavailable";
            EXPECT_FALSE(broke) << question << ": " << json::serialize(answer);
            answers.emplace(question, std::move(answer));
        }
        return answers;
    }
    static std::set<std::string_view> texts_in(const std::map<std::string, json::object>& answers)
    {
        std::set<std::string_view> found;
        for (const auto& [question, answer] : answers)
            for (const std::string_view text : typed_texts)
                if (has(json::serialize(answer), text))
                    found.insert(text);
        return found;
    }
    static std::string refusal_in(const json::object& answer)
    {
        return answer.at("ok").as_bool() ? "" : std::string(answer.at("error").at("message").as_string());
    }
    // A second programme, of the same workflow, with a text of its own.
    std::string other_programme() const
    {
        const std::string other = Neighbourhood::id(
            here.must({"programme", "create", "Sterrenburg", "--workflow", "proef", "--municipality", "GM0505",
                       "--input", "kanalen=deur", "--commissioner", here.commissioner, "--as", here.leader}),
            "programme");
        here.must({"journal", "add", other, "--kind", "les", "--text", "elders is het anders"});
        return other;
    }

    Neighbourhood here;
    std::string chief;  // the token of the administrator
    std::string task;
    std::string handover;
    std::string leader_token;
    std::unique_ptr<Background> server;
};

}  // namespace

TEST_P(Texts, NoQuestionHoldsOneWithoutAToken)
{
    for (const std::string& as : {std::string{}, here.leader}) {
        const std::map<std::string, json::object> answers = ask_everything("", as);
        for (const auto& [question, answer] : answers) {
            for (const std::string_view text : typed_texts)
                EXPECT_FALSE(has(json::serialize(answer), text)) << question << ": " << text;
            if (answer.at("ok").as_bool()) {
                EXPECT_EQ(answer.at("hidden"), true) << question;
            }
        }
    }
    // The same questions do hold them for who may see them; and what the workflow says stays without.
    const std::set<std::string_view> seen = texts_in(ask_everything(chief, ""));
    for (const std::string_view text : typed_texts)
        EXPECT_TRUE(seen.contains(text)) << text;
    EXPECT_TRUE(has(json::serialize(ask({{"ask", "tasks"}})), "Iets voor de werker"));
}

TEST_P(Texts, ATokenWithoutContentShowsNone)
{
    const std::string plain = here.make_token(here.leader, {"--write"});

    EXPECT_TRUE(texts_in(ask_everything(plain, "")).empty());
    EXPECT_TRUE(ask({{"do", "task.claim"}, {"data", {{"task", task}}}, {"as", here.leader}}, plain).contains("ok"));
}

TEST_P(Texts, AreOfTheProgrammesThatTheOwnerMaySee)
{
    const std::string other = other_programme();
    const auto journal_of = [&](const std::string& programme, const std::string& token) {
        return json::serialize(ask({{"ask", "journal"}, {"with", {{"programme", programme}}}}, token));
    };
    EXPECT_FALSE(has(journal_of(here.programme, leader_token), "begin bij het groen")) << "no role yet";
    here.must({"account", "grant", here.leader, "projectleider", "--programme", here.programme});

    EXPECT_TRUE(has(journal_of(here.programme, leader_token), "begin bij het groen"));
    EXPECT_TRUE(has(json::serialize(ask({{"ask", "people"}}, leader_token)), "Bouzid")) << "and the names of people";
    EXPECT_FALSE(has(journal_of(other, leader_token), "elders is het anders"));
    EXPECT_TRUE(has(journal_of(other, chief), "elders is het anders"));
    const std::string elsewhere = here.make_token(here.leader, {"--content", "--programme", other});
    EXPECT_FALSE(has(journal_of(here.programme, elsewhere), "begin bij het groen")) << "the token is for another one";
}

TEST_P(Texts, OfAHouseholdAreForItsTeamAndTheReadingIsWrittenDown)
{
    const auto person = [&](std::vector<std::string> words) {
        return Neighbourhood::id(here.must(std::move(words)), "person");
    };
    const std::string team = person({"person", "add", "Wijkteam", "--kind", "team"});
    const std::string youssef = person({"person", "add", "Youssef", "--member-of", team});
    here.write("huishouden/forms.lua", "return forms({})");
    here.must(
        {"workflow", "install",
         std::filesystem::path(here.write("huishouden/workflow.lua", household_workflow)).parent_path().string()});
    const std::string home = Neighbourhood::id(here.must({"programme", "create", "Gezinnen", "--workflow", "huishouden",
                                                          "--municipality", "GM0505", "--team", team}),
                                               "programme");
    const auto list = [&](const std::string& as, const std::string& token) {
        return ask({{"ask", "tasks"}, {"with", {{"programme", home}}}, {"as", as}}, token);
    };
    here.must({"account", "open", youssef, "youssef"});
    for (const std::string& who : {youssef, here.leader})
        here.must({"account", "grant", who, "wijkteamlid", "--programme", home});
    const std::string member = here.make_token(youssef);
    EXPECT_TRUE(list(youssef, member).at("result").as_array().empty()) << "in the team, without the role in it";
    here.must({"account", "grant", youssef, "wijkteamlid", "--team", team});
    EXPECT_TRUE(list(youssef, "").at("result").as_array().empty()) << "named is not proved";
    const std::string visit(list(youssef, member).at("result").at(0).at("task").as_string());
    here.must({"task", "comment", visit, "Het gas is afgesloten", "--as", youssef});
    const auto comments = [&](const std::string& as, const std::string& token) {
        return here.run_words(
            {"task", "show", visit, "--as", as, "--json", "--token", token, "--data", here.data().string()});
    };

    EXPECT_TRUE(has(comments(youssef, member).out, "Het gas is afgesloten"));
    const json::object bare{
        {"ask", "task_comments"}, {"with", {{"task", visit.substr(visit.find('-') + 1)}}}, {"as", youssef}};
    EXPECT_TRUE(has(json::serialize(ask(bare, member)), "Het gas"));
    EXPECT_TRUE(has(whole_file(here.data() / "verwerkingen.log"), "task_comments"))
        << "also when the number stands alone";

    EXPECT_FALSE(has(comments(here.leader, leader_token).out, "Het gas")) << "in the programme, not in the team";
    EXPECT_FALSE(has(comments(youssef, chief).out, "Het gas")) << "who speaks for her is not her";
    const std::string processing = whole_file(here.data() / "verwerkingen.log");
    EXPECT_TRUE(has(processing, "huishouden")) << processing;
    const std::string security = whole_file(here.data() / "beveiliging.log");
    EXPECT_TRUE(has(security, "inzage huishouden")) << security;
    EXPECT_TRUE(has(security, visit));
    EXPECT_TRUE(has(security, youssef));
    EXPECT_FALSE(has(security, chief)) << "no secret in a log";
}

TEST_P(Texts, ATokenThatDoesNotHoldIsRefused)
{
    const json::object question{{"ask", "people"}};
    EXPECT_TRUE(has(refusal_in(ask(question, "wd_verzonnen")), "niet bekend"));
    const json::value made = here.must({"token", "add", "kort", "--until", in_a_month(), "--as", here.leader});
    const std::string secret(made.at("secret").as_string());
    EXPECT_EQ(refusal_in(ask(question, secret)), "");
    here.must({"token", "withdraw", std::string(made.at("token").as_string()), "--as", here.leader});
    EXPECT_TRUE(has(refusal_in(ask(question, secret)), "ingetrokken"));
    EXPECT_TRUE(has(refusal_in(ask({{"do", "tick"}}, secret)), "ingetrokken")) << "for a command as well";
}

TEST_P(Texts, ATokenIsOfItsOwnerAndReadsOnlyUnlessItSaysSo)
{
    here.must({"account", "open", here.worker, "jan"});
    const json::object claim{{"do", "task.claim"}, {"data", {{"task", task}}}};
    EXPECT_TRUE(has(refusal_in(ask(claim, leader_token)), "mag alleen lezen"));
    json::object as_other = claim;
    as_other["as"] = here.worker;
    const std::string writes = here.make_token(here.leader, {"--write"});
    EXPECT_TRUE(has(refusal_in(ask(as_other, writes)), "dit token is van " + here.leader));
    const std::string own = here.make_token(here.worker, {"--write"});

    EXPECT_EQ(refusal_in(ask(claim, own)), "");

    const json::object log = ask({{"ask", "log"}, {"with", {{"programme", here.programme}}}}, chief);
    EXPECT_TRUE(has(json::serialize(log.at("result").as_array().back()), here.worker)) << "the token says who did it";
}

INSTANTIATE_TEST_SUITE_P(Token, Texts, testing::Values(Way::in_process, Way::over_the_socket),
                         [](const auto& way) { return way.param == Way::in_process ? "InProcess" : "OverTheSocket"; });

TEST(Token, ThatHasEndedIsRefused)
{
    const Neighbourhood here;
    {
        const auto store = store::open_store(here.data()).value();
        domain::Token ended = store->keys().find_token(sha256(here.token)).value();
        ended.expires = Timestamp{};
        store->keys().put(ended);
    }

    EXPECT_TRUE(has(here.refused({"person", "list"}), "verlopen"));
    EXPECT_TRUE(has(here.refused({"person", "add", "Noor"}), "verlopen"));
}

TEST(Token, IsNotNeededForADemo)
{
    const Program program;
    const Ran made = program.run({"demo", "--seed", "3", "--years", "1"});
    ASSERT_EQ(made.code, 0) << made.err;

    const Ran list = program.run({"person", "list"});

    EXPECT_EQ(list.err, "");
    EXPECT_FALSE(has(list.out, "gewist")) << "names are there";
    EXPECT_FALSE(program.must({"person", "list"}).at(0).at("name").is_null());
}

TEST(Token, TheProgramSaysHowToSeeWhatIsHidden)
{
    Neighbourhood here;
    const std::string chief = std::exchange(here.token, "");

    const Ran list = here.run({"person", "list"});
    EXPECT_EQ(list.code, 0) << list.err;
    EXPECT_FALSE(has(list.out, "Fatima"));
    EXPECT_TRUE(has(list.err, "WIJKDRAAD_TOKEN"));
    EXPECT_TRUE(has(here.refused({"person", "show", "Fatima Bouzid"}), "gebruik het nummer"));
    EXPECT_TRUE(has(here.refused({"status", "--as", "Fatima Bouzid"}), "gebruik het nummer"));

    const Ran seen = here.run({"person", "list", "--token", chief});
    EXPECT_TRUE(has(seen.out, "Fatima Bouzid"));
    EXPECT_EQ(seen.err, "");
    EXPECT_TRUE(has(here.refused({"person", "list", "--token", "wd_verzonnen"}), "niet bekend"));
}

// Whatever a screen shows, it shows it without names and texts too.
TEST(Token, EveryScreenIsThereWithoutOne)
{
    Neighbourhood here;
    const std::string task = here.task("Iets voor de werker");
    here.must({"commitment", "add", here.programme, "--text", "De lift", "--owner", here.worker, "--as", here.leader});
    here.must({"contact", "add", here.programme, "--name", "Meneer De Wit", "--known-by", here.worker, "--told"});
    here.must(
        {"journal", "add", here.programme, "--kind", "les", "--text", "Begin bij het groen", "--as", here.leader});
    here.token.clear();
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"status"},
                                               {"programme", "list"},
                                               {"programme", "show", here.programme},
                                               {"task", "list"},
                                               {"task", "show", task},
                                               {"person", "list"},
                                               {"person", "show", here.leader},
                                               {"person", "export", here.leader},
                                               {"team", "show", here.programme},
                                               {"log", here.programme},
                                               {"log", "--installation"},
                                               {"explain", task},
                                               {"explain", here.programme},
                                               {"commitment", "list", here.programme},
                                               {"contact", "list", here.programme},
                                               {"account", "list"},
                                               {"token", "list"},
                                               {"settings", "show"},
                                               {"search", "lift"},
                                               {"person", "lost", here.worker},
                                               {"continuity", "show", "--programme", here.programme},
                                               {"handover", "list"},
                                               {"workflow", "list"},
                                               {"learning", "list", here.programme}})
    {
        const Ran ran = here.run(words);
        EXPECT_EQ(ran.code, 0) << fmt::format("{}", fmt::join(words, " ")) << "\n" << ran.err;
        for (const std::string_view text : {"Bouzid", "de Vries", "De lift", "De Wit", "het groen"})
            EXPECT_FALSE(has(ran.out + ran.err, text)) << fmt::format("{}: {}", fmt::join(words, " "), text);
    }
}

}  // namespace wd::test
