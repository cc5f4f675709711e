// What may stand in a request and in a question: everything else is refused in a sentence, and nothing ends the process.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/port.hpp"
#include "runtime/requests.hpp"
#include "stage.hpp"

namespace wd::test {

namespace {

// The sentence, with those of its details; "" when it was not refused.
std::string refusal_in(const json::object& reply)
{
    return reply.at("ok").as_bool() ? "" : to_text(runtime::error_from_json(reply.at("error").as_object()));
}

std::string refusal_of(std::string_view request)
{
    const Result<runtime::Wish> wish = runtime::read_request(parse_json(request)->as_object());
    return wish ? "" : to_text(wish.error());
}

// To a door that guards typed texts and households itself.
json::object answer_to_a_door(const Stage& stage, std::string_view request)
{
    const runtime::Wish wish = *runtime::read_request(parse_json(request)->as_object());
    const auto reader = std::move(*store::open_reader(stage.directory.path()));
    return runtime::answer(*reader, std::get<runtime::Question>(wish), stage.clock.now());
}

class Question : public testing::Test {
protected:
    json::object ask(std::string_view request)
    {
        return (*runtime::open_port(stage_.directory.path()))->request(parse_json(request)->as_object());
    }
    std::string refused(std::string_view request) { return refusal_in(ask(request)); }

    Stage stage_{one_phase(R"(task("a", { title = "A", role = "werker" }))")};
};

struct Envelope {
    const char* request;
    const char* sentence;  // a part of it
};
class WrongEnvelope : public testing::TestWithParam<Envelope> {};

}  // namespace

TEST_F(Question, WithAnUnknownParameterIsRefusedWithTheNearestWord)
{
    EXPECT_EQ(refused(R"({"ask":"tasks","with":{"programm":1}})"),
              "vraag 'tasks' kent geen 'programm' (bedoelt u 'programme'?)");
    EXPECT_NE(refused(R"({"ask":"tasks","with":{"viewer":1}})"), "");
    EXPECT_NE(refused(R"({"ask":"now","with":{"programme":1}})"), "");
    EXPECT_NE(refused(R"({"ask":"taken"})").find("bestaat niet"), std::string::npos);
}

TEST_F(Question, WithAValueOfTheWrongKindIsRefused)
{
    for (const char* with :
         {R"({"programme":1.5})", R"({"programme":"taak-1"})", R"({"programme":-1})", R"({"programme":{}})",
          R"({"programme":18446744073709551615})", R"({"role":3})", R"({"limit":0})", R"({"limit":"5"})"})
        EXPECT_NE(refused(fmt::format(R"({{"ask":"tasks","with":{}}})", with)), "") << with;
    for (const char* with : {R"({"limit":-1})", R"({"limit":3000000000})", R"({"limit":100001})", R"({"after":-1})"})
        EXPECT_NE(refused(fmt::format(R"({{"ask":"log","with":{}}})", with)), "") << with;
}

TEST_F(Question, AboutWhatDoesNotExistIsRefused)
{
    for (const char* question :
         {R"("ask":"status","with":{"programme":999})", R"("ask":"reach","with":{"programme":"programma-999"})",
          R"("ask":"money","with":{"programme":999})", R"("ask":"runs","with":{"programme":999})",
          R"("ask":"tasks","with":{"person":999})", R"("ask":"tasks_of","with":{"person":999})",
          R"("ask":"steps","with":{"run":999})", R"("ask":"task","with":{"task":999})",
          R"("ask":"task_comments","with":{"task":999})"})
        EXPECT_NE(refused(fmt::format("{{{}}}", question)).find("-999 bestaat niet"), std::string::npos) << question;
    EXPECT_EQ(refused(R"({"ask":"tasks","with":{"role":"werkr"}})"),
              "rol 'werkr' bestaat hier niet (bedoelt u 'werker'?); kies bewoners, leider of werker");
    EXPECT_EQ(refused(R"({"ask":"tasks","with":{"role":"werker"}})"), "");
    EXPECT_NE(refused(R"({"ask":"programmes","as":"persoon-999"})").find("staat niet in Wijkdraad"), std::string::npos);
}

TEST(TaskQuestion, GivesWhatWasAnsweredAndSaid)
{
    Stage stage{
        one_phase(R"(task("a", { title = "A", role = "werker", form = "f" }))"),
        R"(return forms({ form("f", { title = "F", fields = { field("hoe", { title = "Hoe ging het?", kind = "text" }),
                field("welke", { title = "Welke?", kind = "choice", options = { option("b", { title = "De brief" }) } }) } }) }))"};
    const TaskId task = stage.task("a");
    stage.must(domain::DelegateTask{task, stage.leader, Text{"kun jij?"}}, stage.worker);
    stage.must(domain::CommentTask{task, Text{"bijna klaar"}}, stage.leader);
    stage.must(domain::CompleteTask{task, json::object{{"hoe", "goed"}, {"welke", "b"}}}, stage.leader);

    const json::object reply =
        answer_to_a_door(stage, fmt::format(R"({{"ask":"task","with":{{"task":{}}}}})", task.value));

    const json::value& row = reply.at("result");
    EXPECT_EQ(row.at("answers").at(0).at("title"), "Hoe ging het?");
    EXPECT_EQ(row.at("answers").at(0).at("value"), "goed");
    EXPECT_EQ(row.at("answers").at(1).at("value"), "b");
    EXPECT_EQ(row.at("answers").at(1).at("shown"), "De brief");
    EXPECT_EQ(row.at("comments").at(0).at("text"), "bijna klaar");
    EXPECT_EQ(row.at("notes").at(0).at("what"), "task.delegated");
    EXPECT_EQ(row.at("notes").at(0).at("text"), "kun jij?");
    EXPECT_EQ(row.at("notes").at(0).at("by_name"), "werker");
    EXPECT_EQ(row.at("notes").at(0).at("to_name"), "leider");
}

TEST_F(Question, TellsAllThatIsWrongInOneGo)
{
    const std::string sentence = refused(R"({"ask":"log","with":{"limit":-1,"na":3}})");

    EXPECT_NE(sentence.find("'limit' is een heel getal van 1 tot en met 100000, niet -1"), std::string::npos);
    EXPECT_NE(sentence.find("kent geen 'na'"), std::string::npos);
}

TEST_F(Question, TakesIdsAsTextAndAsNumberAndNullForNothing)
{
    const std::int64_t programme = stage_.programme.value;
    for (const std::string& with :
         {fmt::format(R"({{"programme":{}}})", programme), fmt::format(R"({{"programme":"programma-{}"}})", programme),
          std::string(R"({"programme":null,"limit":5})")})
    {
        const json::object reply = ask(fmt::format(R"({{"ask":"tasks","with":{}}})", with));
        ASSERT_EQ(refusal_in(reply), "") << with;
        EXPECT_EQ(reply.at("result").as_array().size(), 1U) << with;
    }
}

TEST_F(Question, OfTheLogShowsConfidentialRunsToTheirTeamOnly)
{
    domain::AddPerson team;
    team.name = Text{"Wijkteam"};
    team.kind = domain::PersonKind::team;
    const PersonId wijkteam =
        *parse_id<domain::PersonTag>(std::string_view{stage_.must(team).at("person").as_string()});
    domain::AddPerson member;
    member.name = Text{"Youssef"};
    member.member_of = {wijkteam};
    const std::string youssef{std::string_view{stage_.must(member).at("person").as_string()}};
    std::string workflow = one_phase(R"(task("a", { title = "A", role = "werker" }))");
    workflow.replace(workflow.find("\"proef\""), 7, "\"huishouden\"");
    workflow.replace(workflow.find("api = 1"), 7, "api = 1, confidential = \"team\"");
    stage_.install(workflow, "return forms({})");
    domain::CreateProgramme create;
    create.name = "Gezin";
    create.workflow = "huishouden";
    create.team = {wijkteam};
    stage_.must(create);
    const auto runs_started = [&](const std::string& as) {
        const json::object reply = answer_to_a_door(stage_, fmt::format(R"({{"ask":"log"{}}})", as));
        int count = 0;
        for (const json::value& event : reply.at("result").as_array())
            count += event.at("type") == "run.started" ? 1 : 0;
        return count;
    };

    EXPECT_EQ(runs_started(""), 1);
    EXPECT_EQ(runs_started(fmt::format(R"(,"as":"{}")", domain::to_text(stage_.worker))), 1);
    EXPECT_EQ(runs_started(fmt::format(R"(,"as":"{}")", youssef)), 2);
    const json::object alone = ask(fmt::format(R"({{"ask":"log","with":{{"programme":{}}}}})", stage_.programme.value));
    EXPECT_GT(alone.at("result").as_array().size(), 3U);
}

TEST_P(WrongEnvelope, IsRefusedInASentence)
{
    const std::string sentence = refusal_of(GetParam().request);

    EXPECT_NE(sentence.find(GetParam().sentence), std::string::npos) << sentence;
}

INSTANTIATE_TEST_SUITE_P(
    Request, WrongEnvelope,
    testing::Values(Envelope{R"({"do":"tick","key":5})", "'key' is een tekst"},
                    Envelope{R"({"do":"tick","key":""})", "'key' is een tekst"},
                    Envelope{R"({"ask":"tasks","with":[1]})", "'with' is een object"},
                    Envelope{R"({"do":"person.add","data":"Anja"})", "'data' is een object"},
                    Envelope{R"({"ask":"tasks","wth":{}})", "onbekend veld 'wth' (bedoelt u 'with'?)"},
                    Envelope{R"({"ask":"tasks","data":{}})", "'data' hoort bij 'do'"},
                    Envelope{R"({"do":"tick","with":{}})", "'with' hoort bij 'ask'"},
                    Envelope{R"({"ask":"tasks","key":"k"})", "'key' hoort bij 'do'"},
                    Envelope{R"({"do":"tick","ask":"tasks"})", "óf 'do' óf 'ask'"},
                    Envelope{R"({})", "óf 'do' óf 'ask'"}, Envelope{R"({"do":3})", "'do' is een opdracht"},
                    Envelope{R"({"do":"tick","as":3})", "'as' is een persoon"},
                    Envelope{R"({"do":"tick","as":"taak-3"})", "'taak-3' is geen nummer van een persoon"},
                    Envelope{R"({"do":"tick","uid":-1})", "'uid'"}, Envelope{R"({"do":"tick","uid":1.0})", "'uid'"},
                    Envelope{R"({"do":"tick","uid":"root"})", "'uid'"},
                    Envelope{R"({"do":"tick","uid":4294967296})", "'uid'"},
                    Envelope{R"({"do":"tick","data":{"x":1}})", "tick heeft geen gegevens"},
                    Envelope{R"({"do":"workflow.install","data":{"files":{},"reden":"x"}})", "onbekend veld 'reden'"},
                    Envelope{R"({"do":"workflow.install","data":{"files":[]}})", "files"}));

TEST(Request, ThatIsRightIsRead)
{
    EXPECT_EQ(refusal_of(R"({"do":"person.add","data":{"name":"Anja"},"as":"persoon-3","uid":1000,"key":"k"})"), "");
    EXPECT_EQ(refusal_of(R"({"do":"tick"})"), "");
    EXPECT_EQ(refusal_of(R"({"ask":"tasks","with":{}})"), "");
    EXPECT_EQ(refusal_of(R"({"do":"workflow.install","data":{"files":{"workflow.lua":""},"reason":"nieuw"}})"), "");
}

TEST(Port, TickHasACrashGuard)
{
    Stage stage{one_phase(R"(wait("rust", { time = "2 weken" }))")};
    stage.engine->store().begin();
    stage.engine->store().set_meta("running", "1");  // as after a crash
    stage.engine->store().set_meta("in_flight", "2|iets");
    stage.engine->store().commit();
    stage.engine.reset();
    {
        const auto port = std::move(*runtime::open_port(stage.directory.path()));

        EXPECT_EQ(refusal_in(port->request(json::object{{"do", "tick"}})), "");
    }

    stage.open();
    EXPECT_EQ(stage.engine->store().find_meta("running"), "");
}

}  // namespace wd::test
