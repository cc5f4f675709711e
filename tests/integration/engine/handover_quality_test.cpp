// What a score stands on and with which settings, which handovers are drawn for a rating, and who may see what of a handover.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/audit_draw.hpp"
#include "runtime/questions.hpp"
#include "stage.hpp"

namespace wd::test {

using namespace domain;

namespace {

// A worker is gone, and a successor, a coordinator and somebody from elsewhere are known.
class Leaving : public Stage {
public:
    explicit Leaving(std::string_view steps = R"(together("alles", { branches = {
            { id = "a", steps = { task("a", { title = "Loop langs de portieken", role = "werker" }) } },
            { id = "b", steps = { task("b", { title = "Vraag de vergunning aan", role = "leider" }) } } } }))")
        : Stage(one_phase(steps))
    {
        successor = add_person("Jan de Vries");
        coordinator = add_person("Coördinator Ans");
        deputy = add_person("Waarnemer Noor");
        must(AddPosition{programme, "coordinator", "Coördinator overdracht", {}, {}, {}, {}}, leader);
        coordinates(coordinator);
    }

    void coordinates(PersonId person) { must(StartAssignment{programme, "coordinator", person, {}}, leader); }
    AssignmentId assignment_of(PersonId person)
    {
        for (const auto& [id, assignment] : engine->ledger_of(programme).assignments)
            if (assignment.person == person)
                return id;
        return {};
    }
    HandoverId handover() { return engine->ledger_of(programme).handovers.rbegin()->first; }
    EntryId entry(const json::value& answer)
    {
        return *parse_id<EntryTag>(std::string_view{answer.at("entry").as_string()});
    }
    EntryId contact(std::string_view name, PersonId by, std::string_view group = "bewoners")
    {
        AddContact command{programme, Text{std::string(name)}, by, {}, {}};
        command.key = true;
        command.group = std::string(group);
        return entry(must(command, leader));
    }
    Result<json::value> asked(std::string_view question, json::object with, PersonId viewer = {})
    {
        const auto reader = store::open_reader(directory.path());
        return runtime::ask(**reader, question, with, Viewer{viewer}, clock.now());
    }
    json::value ask(std::string_view question, json::object with, PersonId viewer = {})
    {
        const Result<json::value> answer = asked(question, std::move(with), viewer);
        EXPECT_TRUE(answer) << (answer ? "" : to_text(answer.error()));
        return answer ? *answer : json::value(json::object{});
    }
    std::string refused_question(std::string_view question, json::object with, PersonId viewer = {})
    {
        const Result<json::value> answer = asked(question, std::move(with), viewer);
        EXPECT_FALSE(answer);
        return answer ? "" : to_text(answer.error());
    }
    json::value shown() { return ask("handover", {{"handover", handover().value}}); }
    std::string score() { return std::string(shown().at("score").at("score").as_string()); }
    json::value element(std::size_t index) { return shown().at("score").at("elements").as_array().at(index); }
    bool may_read(PersonId viewer)
    {
        return asked("handover_document", {{"handover", handover().value}}, viewer).has_value();
    }
    json::value document(json::object with = {})
    {
        with["handover"] = handover().value;
        return ask("handover_document", std::move(with));
    }

    void name_successor() { must(NameReceiver{handover(), successor}, leader); }
    void complete() { must(CompleteHandover{handover(), Text{"We begonnen met de klachten."}, {}, {}}, leader); }
    void accept()
    {
        must(RetellHandover{handover(), Text{"De bewoners willen eerst de klachten opgelost zien"}}, successor);
        must(AcceptHandover{handover(), {}, {}}, successor);
    }
    // From the last day of the worker to acceptance.
    void hand_over_suddenly()
    {
        must(EndAssignment{assignment_of(worker), {}}, leader);
        pass_to("2026-01-08");
        name_successor();
        complete();
        accept();
    }
    void rate(int points, std::optional<bool> second = {}, PersonId by = {})
    {
        if (ask("handover", {{"handover", handover().value}}).at("drawn").is_null())
            must(DrawAudit{});
        must(RateHandover{handover(), std::vector<int>(8, points), second, {}, {}}, by ? by : coordinator);
    }

    PersonId successor;
    PersonId coordinator;
    PersonId deputy;
};

std::vector<std::string> ids_in(const json::value& list, std::string_view key)
{
    std::vector<std::string> ids;
    for (const json::value& one : list.as_array())
        ids.emplace_back(one.at(json::string_view{key.data(), key.size()}).as_string());
    return ids;
}

}  // namespace

// --- Evidence

TEST(HandoverEvidence, OfAnAcceptedHandoverStandsStill)
{
    Leaving here;
    const EntryId key_figure = here.contact("Mevrouw De Wit", here.worker);
    here.must(AddDocument{here.programme, Text{"Wijkplan"}, Text{"https://gemeente.example/plan"}, {}, {}, here.worker},
              here.leader);
    here.hand_over_suddenly();
    const std::string at_acceptance = json::serialize(here.shown().at("score"));

    here.contact("De conciërge", here.worker, "school");
    here.must(RemoveContact{key_figure}, here.leader);
    here.must(AddDocument{here.programme, Text{"Kaart"}, Text{"https://gemeente.example/kaart"}, {}, {}, {}},
              here.leader);
    EXPECT_EQ(json::serialize(here.shown().at("score")), at_acceptance)
        << "contacts and documents of afterwards, and a contact that asked to be taken off the list";

    HoldConversation talk;
    talk.handover = here.handover();
    here.must(talk, here.successor);
    EXPECT_EQ(json::serialize(here.shown().at("score")), at_acceptance) << "a talk afterwards earns nothing";
    EXPECT_EQ(here.element(7).at("log"), json::value(1)) << "own words and acceptance: 2 + 2 = 4 of 6";
    EXPECT_EQ(here.shown().at("warm"), json::value(true)) << "and yet they talked";
}

TEST(HandoverEvidence, OfATalkAfterwardsLiftsTheCeilingOfAFinalScore)
{
    Leaving here;
    here.hand_over_suddenly();
    here.rate(4);
    here.pass_to("2026-01-25");
    here.must(CloseHandoverScore{here.handover()}, here.coordinator);
    EXPECT_EQ(here.shown().at("score").at("held_at_moderate"), json::value(true)) << here.score();

    Leaving talked;
    talked.hand_over_suddenly();
    HoldConversation talk;
    talk.handover = talked.handover();
    talked.must(talk, talked.successor);
    talked.rate(4);
    talked.pass_to("2026-01-25");
    talked.must(CloseHandoverScore{talked.handover()}, talked.coordinator);
    EXPECT_EQ(talked.shown().at("score").at("held_at_moderate"), json::value(false));
    EXPECT_EQ(talked.score(), here.score());
}

TEST(HandoverEvidence, NeedsAResidentInTheSameTalkWhereItConcernsResidents)
{
    Leaving here;
    here.must(StartHandover{here.programme, "bewoners", LeaveKind::key_person, here.resident, {}}, here.leader);
    here.name_successor();
    HoldConversation with_residents;
    with_residents.handover = here.handover();
    with_residents.receiver = false;
    with_residents.residents = true;
    here.must(with_residents, here.leader);
    HoldConversation of_both;
    of_both.handover = here.handover();
    here.must(of_both, here.successor);
    EXPECT_EQ(here.shown().at("talked"), json::value(true));
    EXPECT_EQ(here.shown().at("warm"), json::value(false)) << "the resident was in another talk";

    of_both.residents = true;
    here.must(of_both, here.successor);
    EXPECT_EQ(here.shown().at("warm"), json::value(true));
}

// --- Settings

TEST(HandoverSettings, CountForEveryScoreThatIsNotFinal)
{
    Leaving here;
    EXPECT_EQ(here.ask("settings", {}).at("rubric").at("since"), json::value(nullptr));
    here.hand_over_suddenly();
    // Toestand 0 of 1 item: 0. Verhaal without the leaver: 1, 5. Acties 0 of 1: 0. Mensen 2, 20. Gevoeligheden 0. Misgaan 2, 5.
    // Kennisbronnen 2, 5. Warm 4 of 6: 1, 10. Together 45.
    EXPECT_EQ(here.score(), "45,0");

    RubricSettings other;
    other.weights = {10, 20, 15, 10, 15, 5, 5, 20};
    here.must(ChangeSettings{other, {}, Text{"Geijkt"}});

    EXPECT_EQ(here.score(), "40,0") << "Verhaal 10 more at half, Mensen 10 less in full: 45 + 5 - 10";
    const json::value settings = here.ask("settings", {});
    EXPECT_EQ(settings.at("rubric").at("settings").at("weights").at("story"), json::value(20));
    EXPECT_EQ(settings.at("rubric").at("defaults").at("weights").at("story"), json::value(10));
    EXPECT_TRUE(settings.at("rubric").at("since").is_string());
    EXPECT_EQ(settings.at("continuity").at("since"), json::value(nullptr));
    EXPECT_EQ(settings.at("changes").as_array().at(0).at("reason"), json::value("Geijkt"));
    EXPECT_FALSE(has(json::serialize(settings), "\"actor\""));
}

TEST(HandoverSettings, ThatCameAfterAFinalScoreDoNotTouchIt)
{
    Leaving here;
    here.hand_over_suddenly();
    here.rate(4);
    here.pass_to("2026-01-25");
    here.must(CloseHandoverScore{here.handover()}, here.coordinator);
    const std::string before = json::serialize(here.shown().at("score"));

    RubricSettings other;
    other.weights = {10, 20, 15, 10, 15, 5, 5, 20};
    other.level_moderate = 90;
    other.level_good = 95;
    other.level_exemplary = 99;
    here.must(ChangeSettings{other, {}, {}});

    EXPECT_EQ(json::serialize(here.shown().at("score")), before);
}

// --- The draw

TEST(HandoverDraw, IsWrittenDownAndGivesTheSameAgain)
{
    Leaving here;
    here.hand_over_suddenly();
    const json::value told = here.must(DrawAudit{});
    EXPECT_EQ(told.at("drawn").as_array().at(0), json::value(to_text(here.handover()))) << "a core position always";

    const json::value audit = here.ask("handover_audit", {{"year", 2026}});

    const json::value draw = audit.at("draws").as_array().at(0);
    EXPECT_EQ(draw.at("seed"), told.at("seed"));
    EXPECT_EQ(draw.at("pool"), json::value(1));
    EXPECT_EQ(draw.at("same_again"), json::value(true));
    const AuditDraw again =
        draw_audit(RubricSettings{}, told.at("seed").to_number<std::uint64_t>(), here.handover(), AuditPool::core);
    const json::value row = audit.at("handovers").as_array().at(0);
    EXPECT_EQ(row.at("drawn"), json::value(again.drawn));
    EXPECT_EQ(row.at("drawn_twice"), json::value(again.twice));
    EXPECT_TRUE(has(here.refused(DrawAudit{}), "er is niets te loten")) << "each takes part once";
}

TEST(HandoverDraw, MakesWorkUntilSomebodyRated)
{
    Leaving here;
    here.hand_over_suddenly();
    EXPECT_TRUE(here.ask("handover_audit", {}).at("to_rate").as_array().empty()) << "not drawn yet";
    EXPECT_EQ(here.ask("handover_audit", {}).at("handovers").as_array().at(0).at("drawn"), json::value(nullptr));
    const bool twice = !here.must(DrawAudit{}).at("twice").as_array().empty();

    const json::value waiting = here.ask("handover_audit", {}).at("to_rate");
    EXPECT_EQ(ids_in(waiting, "handover"), std::vector<std::string>{to_text(here.handover())});
    EXPECT_EQ(waiting.as_array().at(0).at("rating"), json::value("first"));

    here.rate(3);
    const json::value after = here.ask("handover_audit", {}).at("to_rate");
    EXPECT_EQ(after.as_array().size(), twice ? 1U : 0U);
}

TEST(HandoverAudit, NeverStartedIsAlsoWhereNobodyLeavesByName)
{
    Leaving here;
    here.must(StartHandover{here.programme, "leider", LeaveKind::to_contractor, {}, {}}, here.leader);
    EXPECT_EQ(here.ask("handover_audit", {}).at("never_started").as_array().size(), 1U);

    here.complete();
    EXPECT_TRUE(here.ask("handover_audit", {}).at("never_started").as_array().empty());
    EXPECT_EQ(here.ask("handover_audit", {}).at("handovers").as_array().size(), 1U);
}

// --- Who may see what

TEST(HandoverDocument, IsForWhoHasAPartInIt)
{
    Leaving here;
    const PersonId elsewhere = here.add_person("Iemand van elders");
    here.must(NameDeputy{here.programme, "werker", here.deputy}, here.leader);
    here.must(EndAssignment{here.assignment_of(here.worker), {}}, here.leader);
    EXPECT_FALSE(here.may_read(here.successor)) << "not named yet";
    here.name_successor();

    EXPECT_TRUE(here.may_read({})) << "an administrator";
    EXPECT_TRUE(here.may_read(here.worker)) << "the leaver";
    EXPECT_TRUE(here.may_read(here.successor));
    EXPECT_TRUE(here.may_read(here.leader)) << "core team and commissioner";
    EXPECT_TRUE(here.may_read(here.deputy));
    EXPECT_FALSE(here.may_read(here.resident));
    EXPECT_FALSE(here.may_read(elsewhere));
    const std::string sentence =
        here.refused_question("handover_document", {{"handover", here.handover().value}}, elsewhere);
    EXPECT_TRUE(has(sentence, "is voor de vertrekker, de opvolger, het kernteam")) << sentence;
    EXPECT_TRUE(has(sentence, "vraag het aan de projectleider of de opdrachtgever van Laak")) << sentence;
}

TEST(HandoverDocument, IsForTheCoordinatorsWhoMayRateItOnceItIsDrawn)
{
    Leaving here;
    const PersonId other = here.add_person("Nog een coördinator");
    const PersonId stranger = here.add_person("Iemand van elders");
    here.coordinates(other);
    here.hand_over_suddenly();
    EXPECT_FALSE(here.may_read(here.coordinator));
    const bool twice = !here.must(DrawAudit{}).at("twice").as_array().empty();
    EXPECT_TRUE(here.may_read(here.coordinator));
    EXPECT_FALSE(here.may_read(here.resident)) << "in the team, so no rater";
    EXPECT_FALSE(here.may_read(stranger)) << "no coordinator";

    here.rate(3);
    EXPECT_TRUE(here.may_read(here.coordinator)) << "who rated it";
    EXPECT_EQ(here.may_read(other), twice);
}

TEST(HandoverViews, OfTextAndNamesAreNotAskedFromOutside)
{
    Leaving here;
    here.contact("Mevrouw De Wit", here.worker);
    here.must(EndAssignment{here.assignment_of(here.worker), {}}, here.leader);
    for (const std::string_view view :
         {"handover_items", "handover_topics", "handover_talks", "handover_tasks", "handover_task", "handover_contacts",
          "handover_documents", "handover_journal", "handover_calendar", "handover_endings", "handover_household_tasks",
          "inner_handover", "inner_handover_items", "inner_handover_ratings", "inner_rubric_settings"})
        EXPECT_TRUE(has(here.refused_question(view, {}), "bestaat niet")) << view;
    const std::string listed = json::serialize(here.ask("handovers", {}));
    EXPECT_FALSE(has(listed, "giver_name") || has(listed, "De Wit")) << listed;
}

TEST(HandoverQuestion, KeepsWhatWasMissedToWhoMayReadTheDocument)
{
    Leaving here;
    here.hand_over_suddenly();
    here.pass_to("2026-01-25");
    CheckUpHandover missed;
    missed.handover = here.handover();
    missed.missing = {{4, true, Text{"De huurdersvereniging"}}};
    here.must(missed, here.successor);

    const json::object with{{"handover", here.handover().value}};
    EXPECT_EQ(here.ask("handover", with, here.leader).at("missing").as_array().at(0).at("text"),
              json::value("De huurdersvereniging"));
    EXPECT_EQ(here.ask("handover", with, here.resident).at("missing").as_array().at(0).at("text"),
              json::value(nullptr));
}

// --- Households

namespace {

// A programme of one household team: so many tasks of a household for the worker, who is in the team.
class Household : public Leaving {
public:
    explicit Household(int tasks)
    {
        std::string branches;
        for (int i = 0; i < tasks; ++i)
            branches += fmt::format(
                R"({{ id = "x{0}", steps = {{ task("bezoek{0}", {{ title = "Bezoek {0}", role = "helper" }}) }} }},)",
                i);
        install(fmt::format(R"lua(
return workflow("gezin", {{ title = "Gezin", version = 1, api = 1, confidential = "team",
  roles = {{ role("helper", {{ title = "Gezinshulp", core = true }}) }},
  phases = {{ phase("begin", {{ title = "Begin", steps = {{ together("alles", {{ branches = {{ {} }} }}) }} }}) }} }}))lua",
                            branches),
                "return forms({})");
        AddPerson team;
        team.name = Text{"wijkteam"};
        team.kind = PersonKind::team;
        const PersonId of = *parse_id<PersonTag>(std::string_view{must(team).at("person").as_string()});
        AddPerson member;
        member.name = Text{"Youssef"};
        member.member_of = {of};
        helper = *parse_id<PersonTag>(std::string_view{must(member).at("person").as_string()});
        CreateProgramme create;
        create.name = "Laak, gezinnen";
        create.municipalities = {"GM0518"};
        create.commissioner = leader;
        create.workflow = "gezin";
        create.team = {of};
        programme = *parse_id<ProgrammeTag>(std::string_view{must(create).at("programme").as_string()});
        must(StartAssignment{programme, "helper", helper, {}}, leader);
    }

    PersonId helper;
};

}  // namespace

TEST(HandoverDocument, TellsASmallNumberOfHouseholdTasksInWordsOnly)
{
    for (const auto& [tasks, count, text] :
         {std::tuple{2, json::value(nullptr), "minder dan tien"},
          std::tuple{9, json::value(nullptr), "minder dan tien"}, std::tuple{10, json::value(10), "10"}})
    {
        Household here(tasks);
        here.must(EndAssignment{here.assignment_of(here.helper), {}}, here.leader);

        const json::value document = here.document();

        EXPECT_EQ(document.at("household_tasks").at("count"), count) << tasks;
        EXPECT_EQ(document.at("household_tasks").at("text"), json::value(text)) << tasks;
        EXPECT_FALSE(has(json::serialize(document), "Bezoek")) << "no title";
    }
    Leaving here;
    here.must(EndAssignment{here.assignment_of(here.worker), {}}, here.leader);
    EXPECT_EQ(here.document().at("household_tasks").at("count"), json::value(0));
}

TEST(WhatIsLost, TellsASmallNumberOfHouseholdMattersInWordsOnly)
{
    Household here(2);
    here.must(ClaimTask{here.task("bezoek0")}, here.helper);

    const json::value lost =
        here.ask("what_is_lost", {{"person", here.helper.value}, {"programme", here.programme.value}}, here.leader);

    const json::value secret = lost.at("programmes").as_array().at(0).at("secret");
    EXPECT_EQ(secret.at("count"), json::value(nullptr));
    EXPECT_EQ(secret.at("text"), json::value("minder dan tien"));
}

TEST(OneText, OfAPromiseAboutAHouseholdIsErasedByItsTeamAlone)
{
    Household here(1);
    AddCommitment promise{here.programme, Text{"De verhuizing wordt betaald"}, here.helper, {}, {}};
    promise.at = here.task("bezoek0");
    const EntryId made = here.entry(here.must(promise, here.helper));

    EXPECT_TRUE(has(here.refused(EraseTexts{made, {}, {}}, {}), "staat niet in")) << "not by an administrator";
    here.must(EraseTexts{made, {}, {}}, here.helper);
    EXPECT_TRUE(has(here.refused(EraseTexts{made, {}, {}}, here.helper), "al gewist"));
}

TEST(HandoverItems, LeaveOutAPromiseThatWasMadeAboutAHousehold)
{
    Household here(1);
    AddCommitment promise{here.programme, Text{"De verhuizing wordt betaald"}, here.helper, {}, {}};
    promise.at = here.task("bezoek0");
    here.must(promise, here.helper);
    AddCommitment open{here.programme, Text{"De lift wordt gemaakt"}, here.helper, {}, {}};
    const EntryId kept = here.entry(here.must(open, here.helper));
    here.must(EndAssignment{here.assignment_of(here.helper), {}}, here.leader);
    here.name_successor();

    here.complete();

    const json::value completed = *parse_json(here.last("handover.completed"));
    ASSERT_EQ(completed.at("open").as_array().size(), 1U) << json::serialize(completed);
    EXPECT_EQ(completed.at("open").as_array().at(0).at("id"), json::value(kept.value));
    EXPECT_FALSE(has(json::serialize(here.document()), "verhuizing"));
}

// --- Per area

namespace {

// Two sub-areas with a task each; the worker has the one in Noord, where a block lies.
class TwoAreas : public Leaving {
public:
    TwoAreas()
        : Leaving(R"(task("eerst", { title = "Eerst", role = "werker" }),
              each("gebieden", { over = "areas.deelgebied", steps = {
                task("werk", { title = "Werk in {gebieden}", role = "leider", within = "4 weken" }) } }))")
    {
        must(ImportAreas{programme,
                         {{"w", "", "wijk", "Laak", "", 0, 0, "", ""},
                          {"n", "w", "deelgebied", "Noord", "", 0, 0, "", ""},
                          {"z", "w", "deelgebied", "Zuid", "", 0, 0, "", ""},
                          {"b", "n", "blok", "Blok A", "", 0, 20, "", ""}}},
             leader);
        const json::value imported = ask("areas", {{"programme", programme.value}});
        for (const json::value& row : imported.as_array())
            areas[std::string(row.at("name").as_string())] =
                *parse_id<AreaTag>(std::string_view{row.at("area").as_string()});
        Stage::complete("eerst");
        for (const auto& [id, task] : state().tasks)
            if (has(task.path.value_or(""), fmt::format("[{}]", areas.at("Noord"))))
                north = id;
            else if (has(task.path.value_or(""), fmt::format("[{}]", areas.at("Zuid"))))
                south = id;
        must(DelegateTask{north, worker, {}}, leader);
        contact("Mevrouw De Wit", worker);
        contact("De conciërge", leader);
        for (const auto& [kind, area, text] : {std::tuple{JournalKind::clash, "Blok A", "De fietsenstalling"},
                                               std::tuple{JournalKind::clash, "Zuid", "De parkeerplaatsen"},
                                               std::tuple{JournalKind::lesson, "Noord", "Eerst koffie"}})
            must(AddJournal{programme, kind, Text{text}, {}, {}, areas.at(area), {}}, leader);
        must(AnnounceEnd{assignment_of(leader), parse_date("2026-03-16").value(), {}}, leader);
    }
    json::value of(const std::string& area) { return document({{"area", to_text(areas.at(area))}}); }

    std::map<std::string, AreaId> areas;
    TaskId north;
    TaskId south;
};

}  // namespace

TEST(HandoverDocument, OfAnAreaHasWhatBelongsToItAndToWhatLiesInIt)
{
    TwoAreas here;

    const json::value south = here.of("Zuid");
    EXPECT_EQ(south.at("area_name"), json::value("Zuid"));
    EXPECT_EQ(ids_in(south.at("open_items").at("unstated"), "id"),
              (std::vector<std::string>{to_text(here.south), to_text(here.areas.at("Zuid"))}));
    EXPECT_EQ(ids_in(south.at("actions"), "id"), std::vector<std::string>{to_text(here.south)});
    EXPECT_EQ(ids_in(south.at("people").at("contacts"), "name"), std::vector<std::string>{"De conciërge"})
        << "whom somebody knows who has work there";
    EXPECT_EQ(ids_in(south.at("sensitivities").at("clashes").at("journal"), "text"),
              std::vector<std::string>{"De parkeerplaatsen"});
    EXPECT_EQ(ids_in(south.at("calendar"), "id"), std::vector<std::string>{to_text(here.south)});

    const json::value north = here.of("Noord");
    EXPECT_EQ(ids_in(north.at("open_items").at("unstated"), "id"),
              std::vector<std::string>{to_text(here.areas.at("Noord"))})
        << "the task there is the worker's";
    EXPECT_EQ(ids_in(north.at("people").at("contacts"), "name"), std::vector<std::string>{"Mevrouw De Wit"});
    EXPECT_EQ(ids_in(north.at("sensitivities").at("clashes").at("journal"), "text"),
              std::vector<std::string>{"De fietsenstalling"})
        << "of a block in it";
    EXPECT_EQ(ids_in(north.at("journal"), "text"), std::vector<std::string>{"Eerst koffie"});

    const json::value whole = here.of("Laak");
    EXPECT_EQ(whole.at("open_items").at("unstated").as_array().size(), 3U);
    EXPECT_EQ(whole.at("people").at("contacts").as_array().size(), 2U);
    EXPECT_EQ(here.document().at("area"), json::value(nullptr));
}

TEST(HandoverDocument, OfAnAreaOfAnotherProgrammeIsRefused)
{
    TwoAreas here;
    const json::object with{{"handover", here.handover().value}, {"area", "gebied-99999"}};

    const std::string sentence = here.refused_question("handover_document", with);

    EXPECT_TRUE(has(sentence, "gebied-99999 hoort niet bij Laak")) << sentence;
    EXPECT_TRUE(has(sentence, fmt::format("{} (Noord)", here.areas.at("Noord")))) << sentence;
    EXPECT_TRUE(
        has(here.refused_question("handover_document", {{"handover", here.handover().value}, {"area", "taak-3"}}),
            "gebied"));
}

}  // namespace wd::test
