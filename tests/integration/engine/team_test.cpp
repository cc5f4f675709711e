// A team over time, as people meet it: somebody is away and the deputy does the work, somebody leaves and the chair stands empty,
// what goes with them, and the figures of a small team worked out by hand.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/requests.hpp"
#include "stage.hpp"

namespace wd::test {

namespace {

// The stage starts on Monday 5 January 2026 with a leader, a worker (both core) and somebody of the residents.
struct Team {
    Stage stage{one_phase(R"(together("naast", { branches = {
        { id = "x", steps = { task("bellen", { title = "Bel aan", role = "werker" }) } },
        { id = "y", steps = { task("plannen", { title = "Maak een plan", role = "leider" }) } } } }))")};
    PersonId newcomer = stage.add_person("nieuwe");
    ProgrammeId programme = stage.programme;

    json::value ask(std::string_view question, json::object with, PersonId as = {})
    {
        const auto reader = std::move(*store::open_reader(stage.directory.path()));
        const json::object reply =
            runtime::answer(*reader, runtime::Question{std::string(question), std::move(with), as}, stage.clock.now());
        EXPECT_TRUE(reply.contains("result")) << json::serialize(reply);
        return reply.contains("result") ? reply.at("result") : json::value{};
    }
    json::object team() { return ask("team", {{"programme", programme.value}}).as_object(); }
    json::object chair(std::string_view role)
    {
        const json::object told = team();
        for (const json::value& position : told.at("positions").as_array())
            if (position.at("role").as_string() == role)
                return position.as_object();
        ADD_FAILURE() << role;
        return {};
    }
    json::object continuity(PersonId as = {})
    {
        return ask("continuity", {{"programme", programme.value}}, as).as_object();
    }
    bool sees(PersonId person, TaskId task)
    {
        const json::value tasks =
            ask("tasks_of", {{"person", domain::to_text(person)}, {"programme", programme.value}}, person);
        for (const json::value& row : tasks.as_array())
            if (row.at("task").as_string() == domain::to_text(task))
                return true;
        return false;
    }
    domain::AssignmentId assignment(PersonId person)
    {
        for (const auto& [id, assignment] : stage.engine->ledger_of(programme).assignments)
            if (assignment.person == person)
                return id;
        ADD_FAILURE() << domain::to_text(person);
        return {};
    }
    void know(std::string_view name, PersonId who, std::optional<Date> since = {})
    {
        domain::AddContact contact;
        contact.programme = programme;
        contact.name = Text{std::string(name)};
        contact.known_by = who;
        contact.since = since;
        contact.group = "bewoners";
        contact.told = true;
        stage.must(contact, who);
    }
    void promise(std::string_view text, PersonId owner, std::string_view due)
    {
        domain::AddCommitment commitment;
        commitment.programme = programme;
        commitment.text = Text{std::string(text)};
        commitment.owner = owner;
        commitment.due = parse_date(due).value();
        stage.must(commitment, stage.leader);
    }
    // Somebody takes over the chair whose handover began last.
    void take_over(PersonId successor, std::string_view from)
    {
        const domain::HandoverId handover = stage.engine->ledger_of(programme).handovers.rbegin()->first;
        stage.must(domain::NameReceiver{handover, successor}, stage.leader);
        stage.must(domain::RetellHandover{handover, Text{"Zo ga ik verder"}}, successor);
        stage.must(domain::AcceptHandover{handover, parse_date(from).value(), {}}, successor);
    }
    // What is lost with somebody in this programme; empty when nothing is.
    json::object lost(PersonId person, std::string_view on = "")
    {
        json::object with{{"person", person.value}};
        if (!on.empty())
            with["on"] = on;
        const json::value answer = ask("what_is_lost", with);
        const json::array& programmes = answer.at("programmes").as_array();
        return programmes.empty() ? json::object{} : programmes.front().as_object();
    }
};

std::size_t count_of(const json::object& row, std::string_view list)
{
    const json::value* found = row.if_contains(json::string_view{list});
    return found == nullptr ? 0 : found->as_array().size();
}

}  // namespace

TEST(Team, WorkGoesToTheDeputyDuringAnAbsenceAndComesBack)
{
    Team team;
    Stage& stage = team.stage;
    const TaskId task = stage.task("bellen");
    stage.must(domain::NameDeputy{team.programme, "werker", team.newcomer}, stage.leader);
    stage.must(domain::AddAbsence{team.programme, stage.worker, day("2026-02-02"), day("2026-02-13")}, stage.worker);
    EXPECT_TRUE(team.sees(stage.worker, task));
    EXPECT_FALSE(team.sees(team.newcomer, task));

    stage.pass_to("2026-02-02");
    EXPECT_TRUE(team.sees(team.newcomer, task));
    EXPECT_EQ(team.chair("werker").at("works_now").at(0).at("name"), "nieuwe");
    EXPECT_EQ(team.chair("werker").at("holders").at(0).at("away_until"), "2026-02-13");
    EXPECT_EQ(stage.count("absence.started"), 1);

    stage.pass_to("2026-02-14");
    EXPECT_FALSE(team.sees(team.newcomer, task));
    EXPECT_TRUE(team.sees(stage.worker, task));
    EXPECT_EQ(team.chair("werker").at("works_now").at(0).at("name"), "werker");
    EXPECT_EQ(stage.count("absence.ended"), 1);
    stage.must(domain::CompleteTask{task, json::object{}}, stage.worker);
}

TEST(Team, AnAnnouncedLeaveEmptiesTheChairOnItsDayAndCountsTheDays)
{
    Team team;
    Stage& stage = team.stage;
    stage.must(domain::AnnounceEnd{team.assignment(stage.worker), day("2026-03-31"), {}}, stage.worker);
    EXPECT_EQ(team.chair("werker").at("handover").at("kind"), "announced");
    EXPECT_FALSE(team.chair("werker").contains("vacant"));

    stage.pass_to("2026-04-01");
    EXPECT_EQ(stage.count("position.vacant"), 1);
    json::object chair = team.chair("werker");
    EXPECT_EQ(chair.at("vacant").at("since"), "2026-04-01");
    EXPECT_EQ(chair.at("vacant").at("days"), 1);
    EXPECT_EQ(chair.at("deputy").at("name"), "leider");
    EXPECT_EQ(chair.at("works_now").at(0).at("name"), "leider");
    EXPECT_TRUE(team.sees(stage.leader, stage.task("bellen")));

    stage.pass_to("2026-06-09");  // 30 days of April, 31 of May, 9 of June
    EXPECT_EQ(team.chair("werker").at("vacant").at("days"), 70);
    team.take_over(team.newcomer, "2026-06-10");
    stage.pass_to("2026-06-10");
    EXPECT_FALSE(team.chair("werker").contains("vacant"));
}

// Worked out by hand, on 15 June 2026.
TEST(Team, TheFiguresOfASmallTeam)
{
    Team team;
    Stage& stage = team.stage;
    team.know("Buurvrouw Els", stage.worker, day("2026-01-05"));
    team.know("Meneer De Wit", stage.leader, day("2026-01-05"));
    team.know("Mevrouw Kaya", stage.leader, day("2026-01-05"));
    stage.pass_to("2026-03-31");
    // The leader knows two of three contacts; without her more than half have nobody: 1 person.
    json::object measures = team.continuity().at("measures").as_object();
    EXPECT_EQ(measures.at("bus_factor").at("factor"), 1);
    EXPECT_EQ(measures.at("bus_factor").at("items"), 3);
    EXPECT_EQ(measures.at("bus_factor").at("unknown"), 0);
    EXPECT_EQ(measures.at("bus_factor").at("hangs_on").at(0).at(0).at("role"), "Projectleider");
    EXPECT_EQ(measures.at("knowledge_concentration").at(0).at("theme"), "bewoners");
    EXPECT_EQ(measures.at("knowledge_concentration").at(0).at("share"), 667);  // 2 of 3
    EXPECT_EQ(measures.at("knowledge_concentration").at(0).at("hhi"), 556);    // 4/9 + 1/9

    stage.must(domain::EndAssignment{team.assignment(stage.worker), day("2026-03-31")}, stage.leader);
    stage.pass_to("2026-06-09");
    team.take_over(team.newcomer, "2026-06-10");
    stage.pass_to("2026-06-15");
    const json::object told = team.continuity(stage.leader);
    measures = told.at("measures").as_object();

    // Empty from 1 April to 9 June: 30 + 31 + 9.
    EXPECT_EQ(measures.at("vacancy_days").at("sum"), 70);
    EXPECT_EQ(measures.at("overlap_days").at(0).at("days"), -70);
    // 16 June 2025 to 15 June 2026 is 365 days. Two chairs were filled from 5 January: 27 + 28 + 31 + 30 + 31 + 15 = 162
    // days each; the third for 27 + 28 + 31 = 86 days and again for 6. Together 416; 1 ending / (416 / 365) = 0.877.
    EXPECT_EQ(measures.at("turnover").at("filled_days"), 416);
    EXPECT_EQ(measures.at("turnover").at("rate"), 877);
    EXPECT_EQ(measures.at("median_tenure").at("days"), 86);
    EXPECT_EQ(measures.at("median_tenure").at("method"), "plain_median");
    // The newcomer accepted, but nobody talked.
    EXPECT_EQ(measures.at("warm_rate").at("endings"), 1);
    EXPECT_EQ(measures.at("warm_rate").at("rate"), 0);
    // What only the leaver knew is known by nobody.
    EXPECT_EQ(measures.at("bus_factor").at("unknown"), 1);
    EXPECT_EQ(told.at("warnings").at(0).at("risk"), "one_person");
    // The leader alone hears what hangs on her.
    EXPECT_EQ(told.at("you").at("items"), 2);
    EXPECT_EQ(told.at("you").at("sole"), 2);
    EXPECT_FALSE(team.continuity().contains("you"));
    EXPECT_EQ(json::serialize(told.at("measures")).find("persoon-"), std::string::npos);
}

TEST(Team, SaysWhatIsLostWithSomebodyOnAnyDay)
{
    Team team;
    Stage& stage = team.stage;
    team.know("Buurvrouw Els", stage.worker, day("2026-01-05"));
    team.promise("Terugbellen over de lift", stage.worker, "2026-09-01");
    stage.must(domain::ClaimTask{stage.task("bellen")}, stage.worker);
    stage.pass_to("2026-02-01");

    json::object lost = team.lost(stage.worker);
    EXPECT_EQ(lost.at("chairs").at(0).at("text"), "Opbouwwerker");
    EXPECT_EQ(lost.at("chairs").at(0).at("sole"), true);
    EXPECT_EQ(lost.at("tasks").at(0).at("text"), "Bel aan");
    EXPECT_EQ(lost.at("promises").at(0).at("text"), "Terugbellen over de lift");
    EXPECT_EQ(lost.at("contacts").at(0).at("text"), "Buurvrouw Els");
    EXPECT_EQ(lost.at("contacts").at(0).at("sole"), true);

    // Since then the task was done and the promise went to the leader.
    stage.must(domain::CompleteTask{stage.task("bellen"), json::object{}}, stage.worker);
    domain::ChangeCommitment change;
    change.commitment = stage.engine->ledger_of(team.programme).commitments.begin()->first;
    change.owner = stage.leader;
    stage.must(change, stage.leader);
    stage.pass_to("2026-03-01");
    lost = team.lost(stage.worker);
    EXPECT_EQ(count_of(lost, "tasks"), 0U);
    EXPECT_EQ(count_of(lost, "promises"), 0U);
    EXPECT_EQ(count_of(team.lost(stage.leader), "promises"), 1U);

    const json::object then = team.lost(stage.worker, "2026-01-20");
    EXPECT_EQ(count_of(then, "tasks"), 1U);
    EXPECT_EQ(count_of(then, "promises"), 1U);
    EXPECT_EQ(count_of(team.lost(stage.leader, "2026-01-20"), "promises"), 0U);
    EXPECT_TRUE(team.lost(stage.worker, "2025-12-01").empty());
}

TEST(Team, ForgetsSomebodyWhoLeftAndKeepsTheHistory)
{
    Team team;
    Stage& stage = team.stage;
    const domain::ForgetPerson forget{stage.worker};
    EXPECT_NE(stage.refused(forget).find("nog de rol 'Opbouwwerker'"), std::string::npos);
    stage.must(domain::EndAssignment{team.assignment(stage.worker), {}}, stage.leader);
    EXPECT_NE(stage.refused(forget, stage.leader).find("alleen"), std::string::npos);
    EXPECT_NE(stage.refused(domain::ForgetPerson{PersonId{999'999}}).find("staat niet in Wijkdraad"),
              std::string::npos);

    stage.must(forget, stage.worker);
    EXPECT_TRUE(team.ask("person", {{"person", stage.worker.value}}).at(0).at("name").is_null());
    EXPECT_EQ(team.ask("person", {{"person", stage.worker.value}}).at(0).at("chairs").as_array().size(), 1U);
    EXPECT_NE(stage.refused(forget).find("al gewist"), std::string::npos);
}

// What hangs on one person is for that person, and for who has to see to it that the work goes on (DOMAIN §7.6).
TEST(Team, TellsWhatIsLostToThePersonAndTheCoreTeamAndNobodyElse)
{
    Team team;
    Stage& stage = team.stage;
    team.know("Buurvrouw Els", stage.worker, day("2026-01-05"));
    const auto asked = [&](PersonId as) {
        const auto reader = std::move(*store::open_reader(stage.directory.path()));
        return runtime::answer(*reader, runtime::Question{"what_is_lost", {{"person", stage.worker.value}}, as},
                               stage.clock.now());
    };

    EXPECT_TRUE(asked(stage.worker).contains("result"));
    EXPECT_EQ(asked(stage.worker).at("result").at("everywhere"), true);
    EXPECT_EQ(asked(stage.leader).at("result").at("everywhere"), false);
    EXPECT_EQ(asked(stage.leader).at("result").at("programmes").as_array().size(), 1U);
    EXPECT_TRUE(asked({}).contains("result")) << "the administrator";
    for (const PersonId other : {stage.resident, team.newcomer}) {
        const json::object refused = asked(other);
        ASSERT_FALSE(refused.contains("result"));
        EXPECT_NE(json::serialize(refused).find("het kernteam en de opdrachtgever"), std::string::npos)
            << json::serialize(refused);
    }
}

TEST(Team, TellsTheHoursOfAPersonToWhoStaffsTheTeamOnly)
{
    Team team;
    Stage& stage = team.stage;
    domain::StartAssignment start{team.programme, "werker", team.newcomer, {}};
    start.hours = 16;
    stage.must(start, stage.leader);
    const auto hours_seen_by = [&](PersonId as) {
        const json::value told = team.ask("team", {{"programme", team.programme.value}}, as);
        for (const json::value& position : told.at("positions").as_array())
            for (const json::value& holder : position.at("holders").as_array())
                if (holder.at("name") == "nieuwe")
                    return holder.as_object().contains("hours");
        return false;
    };

    EXPECT_TRUE(hours_seen_by(stage.leader));
    EXPECT_TRUE(hours_seen_by(team.newcomer));
    EXPECT_TRUE(hours_seen_by({}));
    EXPECT_FALSE(hours_seen_by(stage.resident));
}

// Two wijken of one municipality, worked out by hand: every measure that belongs to one team is told of each.
TEST(Continuity, OfAMunicipalityIsToldPerWijkAndAddedUp)
{
    Stage stage{
        one_phase(R"(gate("verder", { title = "Verder?", deciders = { "leider" }, outcomes = { not_now = {} } }),
        task("daarna", { title = "Ga verder", role = "werker" }))")};
    domain::CreateProgramme create;
    create.name = "Moerwijk";
    create.municipalities = {"GM0518"};
    create.commissioner = stage.leader;
    create.workflow = "proef";
    const ProgrammeId laak = stage.programme;
    const ProgrammeId moerwijk =
        *parse_id<domain::ProgrammeTag>(std::string_view{stage.must(create).at("programme").as_string()});
    const PersonId boss = stage.add_person("baas");
    stage.must(domain::StartAssignment{moerwijk, "leider", boss, {}}, stage.leader);
    stage.must(domain::StartAssignment{moerwijk, "werker", stage.add_person("hulp"), {}}, stage.leader);
    const auto go = [&](ProgrammeId programme, PersonId who) {
        for (const auto& [id, task] : stage.engine->find_programme(programme)->tasks)
            if (task.kind == domain::StepKind::gate) {
                domain::DecideGate gate;
                gate.task = id;
                gate.outcome = domain::GateOutcome::go;
                stage.must(gate, who);
                return;
            }
    };
    go(laak, stage.leader);  // on 5 January 2026, with two people
    stage.pass_to("2026-03-02");
    go(moerwijk, boss);  // eight weeks later, with two others
    // The worker of Laak moves to Moerwijk: gone there, and not one of the team of the gate here.
    for (const auto& [id, assignment] : stage.engine->ledger_of(laak).assignments)
        if (assignment.person == stage.worker) {
            stage.must(domain::EndAssignment{id, {}}, stage.leader);
            break;
        }
    stage.must(domain::StartAssignment{moerwijk, "werker", stage.worker, day("2026-03-03")}, boss);
    domain::AddContact contact;
    contact.programme = moerwijk;
    contact.name = Text{"Buurvrouw Els"};
    contact.known_by = boss;
    contact.told = true;
    stage.must(contact, boss);
    stage.pass_to("2027-02-01");

    const auto reader = std::move(*store::open_reader(stage.directory.path()));
    const json::object reply =
        runtime::answer(*reader, runtime::Question{"continuity", {{"municipality", "GM0518"}}, {}}, stage.clock.now());
    const json::object measures = reply.at("result").at("measures").as_object();

    // After 12 months, on 5 January 2027: 1 of 2 in Laak. Moerwijk is not that old on 1 February 2027, and is left out.
    const json::value& intact = measures.at("intact_rate");
    EXPECT_EQ(intact.at("together").at(0),
              json::value({{"months", 12}, {"programmes", 1}, {"team", 2}, {"still", 1}, {"rate", 500}}));
    EXPECT_EQ(intact.at("programmes").at(0).at("programme"), "Laak");
    EXPECT_EQ(intact.at("programmes").at(0).at("rate"), 500);
    EXPECT_EQ(intact.at("programmes").at(3).at("programme"), "Moerwijk");
    EXPECT_EQ(intact.at("programmes").at(3).at("team"), 2);
    EXPECT_TRUE(intact.at("programmes").at(3).at("rate").is_null());
    // The gate is a decision of Laak, and one of Moerwijk; there the contact comes beside it, and both hang on the leader.
    ASSERT_EQ(measures.at("bus_factor").as_array().size(), 2U);
    EXPECT_EQ(measures.at("bus_factor").at(0).at("items"), 1);
    EXPECT_EQ(measures.at("bus_factor").at(1).at("programme"), "Moerwijk");
    EXPECT_EQ(measures.at("bus_factor").at(1).at("items"), 2);
    for (const json::value& warning : reply.at("result").at("warnings").as_array())
        EXPECT_TRUE(warning.as_object().contains("programme")) << json::serialize(warning);
    EXPECT_EQ(json::serialize(reply.at("result").at("measures")).find("persoon-"), std::string::npos);
}

// A sub-area is held by whose chair has its work, or who decided there; tasks are no part of what the wijk hangs on.
TEST(Continuity, KnowsWhoHoldsASubArea)
{
    Stage stage{one_phase(R"(task("eerst", { title = "Teken de kaart", role = "werker" }),
        each("deelgebied", { over = "areas.deelgebied", steps = {
        task("ontwerp", { title = "Ontwerp {deelgebied}", role = "werker" }) } }))")};
    stage.must(domain::ImportAreas{stage.programme,
                                   {{"w", "", "wijk", "Laak", "", 1000, 400, "", ""},
                                    {"n", "w", "deelgebied", "Noord", "", 500, 200, "", ""},
                                    {"z", "w", "deelgebied", "Zuid", "", 500, 200, "", ""}}},
               stage.leader);
    stage.complete("eerst");
    const auto bus = [&] {
        const auto reader = std::move(*store::open_reader(stage.directory.path()));
        return runtime::answer(*reader, runtime::Question{"continuity", {{"programme", stage.programme.value}}, {}},
                               stage.clock.now())
            .at("result")
            .at("measures")
            .at("bus_factor");
    };

    EXPECT_EQ(bus().at("items"), 2) << "two sub-areas, and no tasks";
    EXPECT_EQ(bus().at("unknown"), 0);
    EXPECT_EQ(bus().at("factor"), 1);
    EXPECT_EQ(bus().at("hangs_on").at(0).at(0).at("role"), "Opbouwwerker");

    for (const auto& [id, assignment] : stage.engine->ledger_of(stage.programme).assignments)
        if (assignment.person == stage.worker) {
            stage.must(domain::EndAssignment{id, {}}, stage.leader);
            break;
        }
    stage.pass_to("2026-01-06");
    EXPECT_EQ(bus().at("unknown"), 2) << "nobody sits in the chair that has their work";
    EXPECT_EQ(bus().at("factor"), 0);
}

// They would tell what single people did.
TEST(Team, ViewsThatFeedTheMeasuresAreNoQuestions)
{
    Team team;
    const auto reader = std::move(*store::open_reader(team.stage.directory.path()));
    const json::object reply =
        runtime::answer(*reader, runtime::Question{"inner_stood_in", {{"programme", team.programme.value}}, {}},
                        team.stage.clock.now());

    EXPECT_FALSE(reply.contains("result")) << json::serialize(reply);
}

}  // namespace wd::test
