// Who may do what from outside: people by name, an administrator of the machine without one, nobody who is not known; and that
// who may take something up sees it too.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/requests.hpp"
#include "stage.hpp"

namespace wd::test {

namespace {

constexpr domain::Actor administrator{{}, 1000};

runtime::Reply send_as(Stage& stage, domain::Command command, domain::Actor actor)
{
    return stage.engine->execute(runtime::Request{std::move(command), actor, "", {}});
}

// Who waits for what: one task for a role that a team holds, one passed on to that team, one for whoever picks it up, a gate.
struct Neighbourhood {
    Stage stage{one_phase(R"(together("naast", { branches = {
        { id = "x", steps = { task("rol", { title = "Rol", role = "werker" }) } },
        { id = "y", steps = { task("door", { title = "Door", role = "leider" }) } },
        { id = "z", steps = { task("later", { title = "Later", role = "bewoners" }) } } } }),
        gate("verder", { title = "Verder?", deciders = { "leider" }, outcomes = { not_now = {} } }))")};
    PersonId team = add("Team", domain::PersonKind::team, {});
    PersonId member = add("Lid", domain::PersonKind::person, {team});
    PersonId stranger = add("Iemand", domain::PersonKind::person, {});

    Neighbourhood()
    {
        stage.must(domain::StartAssignment{stage.programme, "werker", team, {}}, stage.leader);
        stage.must(domain::StartAssignment{stage.programme, "bewoners", stranger, parse_date("2026-02-01").value()},
                   stage.leader);
        stage.must(domain::DelegateTask{stage.task("door"), team, {}}, stage.leader);
        stage.must(domain::AddTask{stage.programme, Text{"Voor wie het oppakt"}, {}, {}, {}}, stage.leader);
        stage.must(domain::RaiseFriction{stage.programme, Text{"Te snel"}, {}}, stage.worker);
    }
    PersonId add(std::string_view name, domain::PersonKind kind, std::vector<PersonId> teams)
    {
        domain::AddPerson person;
        person.name = Text{std::string(name)};
        person.kind = kind;
        person.member_of = std::move(teams);
        return *parse_id<domain::PersonTag>(std::string_view{stage.must(person).at("person").as_string()});
    }
    std::vector<std::string> tasks_of(PersonId person)
    {
        const auto reader = std::move(*store::open_reader(stage.directory.path()));
        const runtime::Question question{
            "tasks_of", {{"person", domain::to_text(person)}, {"programme", stage.programme.value}}, person};
        const json::object reply = runtime::answer(*reader, question, stage.clock.now());
        std::vector<std::string> tasks;
        for (const json::value& row : reply.at("result").as_array())
            tasks.emplace_back(row.at("task").as_string());
        return tasks;
    }
};

}  // namespace

TEST(Administrator, SetsUpButDecidesNothing)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker" }))")};
    domain::AddPerson person;
    person.name = Text{"Anja"};

    EXPECT_TRUE(send_as(stage, person, administrator).answer.has_value());
    EXPECT_TRUE(
        send_as(stage, domain::RecordReach{stage.programme, "deur", 3, {}, {}}, administrator).answer.has_value());
    const std::vector<domain::Command> by_name{domain::StopProgramme{stage.programme, Text{"klaar"}, {}},
                                               domain::PauseProgramme{stage.programme, Text{"zomer"}},
                                               domain::RaiseFriction{stage.programme, Text{"te snel"}, {}},
                                               domain::ClaimTask{stage.task("a")},
                                               domain::CompleteTask{stage.task("a"), json::object{}}};
    for (const domain::Command& command : by_name) {
        const runtime::Reply reply = send_as(stage, command, administrator);
        ASSERT_FALSE(reply.answer.has_value()) << verb_of(command);
        EXPECT_EQ(reply.answer.error().code, Errc::not_allowed) << verb_of(command);
        EXPECT_NE(reply.answer.error().message.find("--as"), std::string::npos) << reply.answer.error().message;
    }
    stage.must(domain::PauseProgramme{stage.programme, Text{"zomer"}}, stage.leader);
    EXPECT_TRUE(send_as(stage, domain::ResumeProgramme{stage.programme, {}}, administrator).answer.has_value());
    EXPECT_FALSE(send_as(stage, domain::ResumeProgramme{stage.programme, true}, administrator).answer.has_value());
}

TEST(Somebody, WhoIsNotKnownDoesNothing)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker" }))")};
    const domain::Actor unknown{PersonId{999}, 1000};
    domain::AddPerson person;
    person.name = Text{"Anja"};
    domain::CreateProgramme create;
    create.name = "Elders";
    create.workflow = "proef";
    const std::vector<domain::Command> commands{person, create,
                                                domain::RecordReach{stage.programme, "deur", 3, {}, {}}};

    for (const domain::Command& command : commands) {
        const runtime::Reply reply = send_as(stage, command, unknown);
        ASSERT_FALSE(reply.answer.has_value()) << verb_of(command);
        EXPECT_EQ(reply.answer.error().code, Errc::not_found) << verb_of(command);
        EXPECT_NE(reply.answer.error().message.find("persoon-999"), std::string::npos);
    }
    const runtime::Reply installed = stage.engine->install({{{"workflow.lua", "return 1"}}, {}, unknown});
    ASSERT_FALSE(installed.answer.has_value());
    EXPECT_EQ(installed.answer.error().code, Errc::not_found);
}

// Claiming changes who has it, so everybody gets a neighbourhood of their own.
TEST(Tasks, ThatOneMayTakeUpAreTheOnesThatOneSees)
{
    for (const char* who : {"leider", "werker", "bewoner", "lid", "iemand"}) {
        Neighbourhood here;
        Stage& stage = here.stage;
        const std::map<std::string, PersonId> people{{"leider", stage.leader},
                                                     {"werker", stage.worker},
                                                     {"bewoner", stage.resident},
                                                     {"lid", here.member},
                                                     {"iemand", here.stranger}};
        const PersonId person = people.at(who);
        std::vector<TaskId> tasks;
        for (const auto& [id, task] : stage.state().tasks)
            tasks.push_back(id);
        ASSERT_EQ(tasks.size(), 5U);
        for (const TaskId task : tasks) {
            const std::vector<std::string> seen = here.tasks_of(person);
            const bool sees = std::find(seen.begin(), seen.end(), domain::to_text(task)) != seen.end();
            const runtime::Reply claimed = stage.send(domain::ClaimTask{task}, person);
            EXPECT_EQ(claimed.answer.has_value(), sees)
                << who << ", " << task.value << (claimed.answer ? "" : claimed.answer.error().message);
        }
    }
}

TEST(Tasks, OfATeamAreSeenByItsMembers)
{
    Neighbourhood here;

    EXPECT_EQ(here.tasks_of(here.member).size(), 3U);  // the role, what was passed on, what is for whoever picks it up
    EXPECT_TRUE(here.tasks_of(here.stranger).empty());
    here.stage.must(domain::ClaimTask{here.stage.task("door")}, here.member);
    EXPECT_EQ(here.tasks_of(here.member).size(), 3U);
    here.stage.pass_to("2026-02-02");
    EXPECT_EQ(here.tasks_of(here.stranger).size(), 2U);  // sits in the residents' group since yesterday
}

}  // namespace wd::test
