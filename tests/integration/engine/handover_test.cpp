// Two handovers told as a story, from the first word to the final score: a project leader who announces leave with ten weeks to go,
// and a community worker who is gone from one day to the next. The arithmetic of each score stands beside it.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/questions.hpp"
#include "stage.hpp"

namespace wd::test {

using namespace domain;

namespace {

class Neighbours : public Stage {
public:
    Neighbours()
        : Stage(one_phase(R"(together("alles", { branches = {
            { id = "a", steps = { task("a", { title = "Loop langs de portieken", role = "werker" }) } },
            { id = "b", steps = { task("b", { title = "Vraag de vergunning aan", role = "leider" }) } } } }))"))
    {
        successor = add_person("Jan de Vries");
        rater = add_person("Coördinator Ans");
        must(AddPosition{programme, "coordinator", "Coördinator overdracht", {}, {}, {}, {}}, leader);
        must(StartAssignment{programme, "coordinator", rater, {}}, leader);
    }

    AssignmentId assignment_of(PersonId person)
    {
        for (const auto& [id, assignment] : engine->ledger_of(programme).assignments)
            if (assignment.person == person)
                return id;
        return {};
    }
    HandoverId handover() { return engine->ledger_of(programme).handovers.rbegin()->first; }
    const Task& open_task(std::string_view step) { return Stage::state().tasks.at(task(step)); }
    EntryId entry(const json::value& answer)
    {
        return *parse_id<EntryTag>(std::string_view{answer.at("entry").as_string()});
    }
    json::value ask(std::string_view question, json::object with, PersonId viewer = {})
    {
        const auto reader = store::open_reader(directory.path());
        const Result<json::value> answer = runtime::ask(**reader, question, with, Viewer{viewer}, clock.now());
        EXPECT_TRUE(answer) << (answer ? "" : to_text(answer.error()));
        return answer ? *answer : json::value{};
    }
    json::value shown(PersonId viewer = {}) { return ask("handover", {{"handover", handover().value}}, viewer); }
    json::value score() { return shown().at("score"); }
    // The vacancy days of the chair that is handed over.
    json::value vacancy()
    {
        const json::value told = ask("continuity", {{"programme", programme.value}});
        const std::string position = to_text(engine->ledger_of(programme).handovers.at(handover()).position);
        for (const json::value& row : told.at("measures").at("vacancy_days").at("positions").as_array())
            if (row.at("position") == json::value(position))
                return row;
        return {};
    }
    json::value document() { return ask("handover_document", {{"handover", handover().value}}); }
    // The log points of the eight elements.
    std::vector<std::int64_t> log_points()
    {
        std::vector<std::int64_t> points;
        const json::value now = score();
        for (const json::value& element : now.at("elements").as_array())
            points.push_back(element.at("log").to_number<std::int64_t>());
        return points;
    }
    void state(std::string item, ItemState state, PersonId owner, PersonId who, std::optional<Date> due = {})
    {
        StateItem command;
        command.handover = handover();
        command.item = std::move(item);
        command.state = state;
        if (owner)
            command.owner = owner;
        command.due = due;
        if (state == ItemState::critical) {
            command.reason = Text{"De buren zijn tegen"};
            command.if_then = {Text{"Als de commissie weigert, dan eerst met de buren praten"}};
        }
        must(command, who);
    }
    void topic(HandoverTopic topic, TopicAnswer answer, PersonId who)
    {
        AnswerTopic command{handover(), topic, answer, {}};
        if (answer != TopicAnswer::none_known)
            command.text = Text{"De school"};
        must(command, who);
    }
    void accept(PersonId who)
    {
        must(RetellHandover{handover(), Text{"De bewoners willen eerst de klachten opgelost zien"}}, who);
        must(AcceptHandover{handover(), {}, {}}, who);
    }
    void rate(int points)
    {
        send(DrawAudit{});  // refused when it was drawn before
        must(RateHandover{handover(), std::vector<int>(8, points), {}, {}, {}}, rater);
    }

    PersonId successor;
    PersonId rater;
};

}  // namespace

TEST(HandoverStory, OfAProjectLeaderWhoLeavesInTenWeeks)
{
    Neighbours here;
    AddContact contact{here.programme, Text{"Mevrouw De Wit"}, here.leader, {}, {}};
    contact.group = std::string{"bewoners"};
    contact.key = true;
    const EntryId key_figure = here.entry(here.must(contact, here.leader));
    AddCommitment promise{here.programme, Text{"De lift wordt gemaakt"}, here.leader, day("2026-05-01"), {}};
    const EntryId promised = here.entry(here.must(promise, here.leader));
    here.must(AddDocument{here.programme, Text{"Wijkplan"}, Text{"https://gemeente.example/plan"}, {}, {}, here.worker},
              here.leader);

    here.must(AnnounceEnd{here.assignment_of(here.leader), day("2026-03-16"), {}}, here.leader);
    EXPECT_NE(here.refused(NameReceiver{here.handover(), here.leader}, here.leader).find("draagt zelf over"),
              std::string::npos);
    here.must(NameReceiver{here.handover(), here.successor}, here.leader);

    here.state(to_text(here.task("b")), ItemState::critical, here.successor, here.leader, day("2026-04-01"));
    here.state(to_text(promised), ItemState::stable, here.successor, here.leader);
    here.topic(HandoverTopic::sensitivities, TopicAnswer::told, here.leader);
    here.topic(HandoverTopic::clashes, TopicAnswer::none_known, here.leader);
    here.topic(HandoverTopic::earlier_attempts, TopicAnswer::oral, here.leader);
    CompleteHandover complete{here.handover(), Text{"We begonnen met de vochtklachten."}, {}, {}};
    complete.access = {{Text{"Map op de schijf"}, true}};
    here.must(complete, here.leader);
    // Everything but the warm part, and "liever mondeling" does not count before they talked: 1 for sensitivities, where two of
    // three hold (2 + 2 + 0 = 4 of 6), and for people, where nobody was introduced (2 + 2 + 0 = 4 of 6).
    EXPECT_EQ(here.log_points(), (std::vector<std::int64_t>{2, 2, 2, 1, 1, 2, 2, 0}));

    HoldConversation talk;
    talk.handover = here.handover();
    talk.walk = true;
    talk.introductions = {{key_figure, here.leader}};
    here.must(talk, here.successor);
    EXPECT_NE(here.refused(AcceptHandover{here.handover(), {}, {}}, here.successor).find("eigen woorden"),
              std::string::npos);
    here.accept(here.successor);
    EXPECT_EQ(here.log_points(), std::vector<std::int64_t>(8, 2));
    EXPECT_EQ(here.score().at("tenths"), json::value(1000));
    EXPECT_EQ(here.score().at("provisional"), json::value(true));
    EXPECT_TRUE(here.score().at("level").is_null()) << "no level before somebody rated it";
    EXPECT_EQ(here.shown().at("warm"), json::value(true));

    EXPECT_NE(here.refused(RateHandover{here.handover(), std::vector<int>(8, 4), {}, {}, {}}, here.worker)
                  .find("werkt in dit team"),
              std::string::npos);
    here.rate(3);
    here.must(ReplyToHandover{here.handover(), Text{"Klopt"}}, here.leader);
    EXPECT_NE(here.refused(CloseHandoverScore{here.handover()}, here.rater).find("kan nog reageren"),
              std::string::npos);
    here.must(ReplyToHandover{here.handover(), Text{"Geen opmerkingen"}}, here.successor);
    here.must(CloseHandoverScore{here.handover()}, here.rater);
    // 100 x (2/2 x 0.5 + 3/4 x 0.5) = 87.5
    EXPECT_EQ(here.score().at("score"), json::value("87,5"));
    EXPECT_EQ(here.score().at("level"), json::value("exemplary"));

    CheckUpHandover early;
    early.handover = here.handover();
    early.missing = {{4, true, Text{"De huurdersvereniging"}}};
    EXPECT_NE(here.refused(early, here.successor).find("kan vanaf 2026-01-19"), std::string::npos);
    here.pass_to("2026-01-20");
    here.must(early, here.successor);
    // A critical omission within eight weeks: 87.5 - 10 = 77.5
    EXPECT_EQ(here.score().at("score"), json::value("77,5"));
    EXPECT_EQ(here.score().at("level"), json::value("good"));
    EXPECT_EQ(here.score().at("penalties").as_array().size(), 1U);

    here.pass_to("2026-03-20");
    EXPECT_EQ(here.count("assignment.ended"), 1);
    EXPECT_EQ(here.count("position.vacant"), 0) << "the successor sat there already";
}

TEST(HandoverStory, OfACommunityWorkerWhoIsGoneFromOneDayToTheNext)
{
    Neighbours here;
    AddCommitment promise{here.programme, Text{"Ik kom elke maand langs"}, here.worker, day("2026-02-01"), {}};
    const EntryId promised = here.entry(here.must(promise, here.worker));

    here.must(EndAssignment{here.assignment_of(here.worker), {}}, here.leader);
    EXPECT_EQ(here.count("position.vacant"), 1);
    here.pass_to("2026-03-17");
    EXPECT_EQ(here.vacancy().at("now").at("days"), json::value(71)) << "with today";
    json::value audit = here.ask("handover_audit", {});
    EXPECT_EQ(audit.at("never_started").as_array().size(), 1U) << "nobody did anything for it yet";
    EXPECT_TRUE(audit.at("handovers").as_array().empty());

    here.must(NameReceiver{here.handover(), here.successor}, here.leader);
    here.state(to_text(here.task("a")), ItemState::stable, {}, here.leader);
    here.topic(HandoverTopic::sensitivities, TopicAnswer::none_known, here.leader);
    here.topic(HandoverTopic::clashes, TopicAnswer::none_known, here.leader);
    here.must(CompleteHandover{here.handover(), Text{"Uit het logboek: er is aangebeld."}, {}, {}}, here.leader);
    here.accept(here.successor);
    EXPECT_EQ(here.vacancy().at("now"), json::value(nullptr));
    EXPECT_EQ(here.vacancy().at("sum"), json::value(70)) << "6 January up to and including 16 March";

    const json::value document = here.document();
    EXPECT_EQ(document.at("reconstructed"), json::value(true));
    EXPECT_EQ(document.at("warm"), json::value(false));
    EXPECT_EQ(document.at("open_items").at("unstated").as_array().at(0).at("id"), json::value(to_text(promised)));
    // Toestand 1 of 2 items: 1, 10 x 1/2 = 5. Verhaal, not by the leaver: 1, 5. Acties 0 of 2: 0. Mensen 2 + 0 + 2 = 4 of 6: 1, 10.
    // Gevoeligheden 2 of 3: 1, 7.5. Nothing that may go wrong, no documents: 5 + 5. Warm, own words and acceptance: 1, 10.
    EXPECT_EQ(here.log_points(), (std::vector<std::int64_t>{1, 1, 0, 1, 1, 2, 2, 1}));
    EXPECT_EQ(here.score().at("score"), json::value("47,5"));

    here.rate(4);
    here.pass_to("2026-04-01");
    here.must(CloseHandoverScore{here.handover()}, here.rater);
    // 47.5 / 2 + 100 x 0.5 = 73.75, which alone would be "goed".
    EXPECT_EQ(here.score().at("score"), json::value("73,8"));
    EXPECT_EQ(here.score().at("level"), json::value("moderate")) << "no talk, so never above matig";
    EXPECT_EQ(here.score().at("held_at_moderate"), json::value(true));
    EXPECT_NE(
        here.refused(AnswerTopic{here.handover(), {}, TopicAnswer::none_known, {}}, here.leader).find("is definitief"),
        std::string::npos);
}

// Announced for March, gone in February: what she had in hand is asked of her role again, the team writes the document, and the
// newcomer who accepted for April starts on that day with all that was hers.
TEST(HandoverStory, OfAProjectLeaderWhoIsGoneBeforeTheAnnouncedDay)
{
    Neighbours here;
    AddCommitment promise{here.programme, Text{"De lift wordt gemaakt"}, here.leader, day("2026-09-01"), {}};
    const EntryId promised = here.entry(here.must(promise, here.leader));
    const AssignmentId leaving = here.assignment_of(here.leader);
    here.must(ClaimTask{here.task("b")}, here.leader);
    here.must(AnnounceEnd{leaving, day("2026-03-16"), {}}, here.leader);
    EXPECT_NE(here.refused(StartAssignment{here.programme, "leider", here.successor, {}}, here.worker)
                  .find("wordt overgedragen in"),
              std::string::npos);
    here.pass_to("2026-02-02");
    EXPECT_NE(here.refused(CompleteHandover{here.handover(), Text{"Ik"}, {}, {}}, here.worker)
                  .find("schrijft " + to_text(here.handover()) + " zelf, tot en met 2026-03-16"),
              std::string::npos);

    here.must(EndAssignment{leaving, day("2026-01-31")}, here.worker);
    EXPECT_EQ(here.count("handover.started"), 1) << "it goes on in the handover that was announced";
    EXPECT_EQ(here.shown().at("last_day"), json::value("2026-01-31"));
    EXPECT_FALSE(here.open_task("b").person) << "asked of the role again";
    EXPECT_EQ(here.engine->ledger_of(here.programme).commitments.at(promised).silent, Silence::owner_left);

    here.must(CompleteHandover{here.handover(), Text{"Uit het logboek."}, {}, {}}, here.worker);
    here.must(NameReceiver{here.handover(), here.successor}, here.worker);
    here.must(RetellHandover{here.handover(), Text{"Eerst de lift"}}, here.successor);
    EXPECT_NE(here.refused(AcceptHandover{here.handover(), day("2026-02-01"), {}}, here.successor).find("al voorbij"),
              std::string::npos);
    here.must(AcceptHandover{here.handover(), day("2026-04-01"), {}}, here.successor);
    EXPECT_EQ(here.engine->ledger_of(here.programme).commitments.at(promised).owner, here.leader);
    EXPECT_NE(
        here.refused(AnswerTopic{here.handover(), {}, TopicAnswer::none_known, {}}, here.worker).find("terugkommoment"),
        std::string::npos);

    here.pass_to("2026-03-31");
    EXPECT_EQ(here.count("assignment.ended"), 1) << "the clock of the announced day has stopped";
    here.pass_to("2026-04-01");
    const CommitmentRecord after = here.engine->ledger_of(here.programme).commitments.at(promised);
    EXPECT_EQ(after.owner, here.successor);
    EXPECT_FALSE(after.silent) << "somebody speaks of it again";
    here.must(ClaimTask{here.task("b")}, here.successor);
}

TEST(HandoverStory, TheWorkGoesToWhoAcceptsAndToWhomTheDocumentNames)
{
    Neighbours here;
    AddCommitment promise{here.programme, Text{"De lift wordt gemaakt"}, here.leader, day("2026-09-01"), {}};
    const EntryId kept = here.entry(here.must(promise, here.leader));
    const EntryId passed = here.entry(here.must(promise, here.leader));
    here.must(ClaimTask{here.task("b")}, here.leader);
    here.must(AnnounceEnd{here.assignment_of(here.leader), day("2026-03-16"), {}}, here.leader);
    here.must(NameReceiver{here.handover(), here.successor}, here.leader);
    here.state(to_text(passed), ItemState::stable, here.worker, here.leader);
    here.open();  // what the document names is read from the tables again

    here.accept(here.successor);

    EXPECT_EQ(here.open_task("b").person, here.successor);
    EXPECT_EQ(here.engine->ledger_of(here.programme).commitments.at(kept).owner, here.successor);
    EXPECT_EQ(here.engine->ledger_of(here.programme).commitments.at(passed).owner, here.worker);
    here.must(CompleteTask{here.task("b"), json::object{}}, here.successor);
}

// --- Steps that an event answers

namespace {

constexpr std::string_view handing_over = R"(wait("later", { time = "2 weken" }),
    together("alles", { branches = {
      { id = "a", steps = { task("document", { title = "Document", role = "leider", answered_by = "handover.completed" }) } },
      { id = "b", steps = { task("opvolger", { title = "Opvolger", role = "leider",
        answered_by = "handover.receiver_named" }) } },
      { id = "c", steps = { task("gesprek", { title = "Gesprek", role = "leider",
        answered_by = "handover.conversation_held" }) } },
      { id = "d", steps = { task("woorden", { title = "Woorden", role = "leider", answered_by = "handover.own_words" }) } },
      { id = "e", steps = { task("aanvaard", { title = "Aanvaard", role = "leider", answered_by = "handover.accepted" }) } },
      { id = "f", steps = { task("eerste", { title = "Eerste", role = "leider",
        answered_by = "handover.first_check_up" }) } },
      { id = "g", steps = { reflection("laatste", { title = "Laatste", role = "leider",
        answered_by = "handover.last_check_up" }) } },
      { id = "h", steps = { wait("dag", { date = "handover.last_check_up" }) } } } }))";

// The worker has gone; the steps about it open two weeks later.
class Early : public Stage {
public:
    Early() : Stage(one_phase(handing_over))
    {
        successor = add_person("Jan de Vries");
        for (const auto& [id, assignment] : engine->ledger_of(programme).assignments)
            if (assignment.person == worker)
                leaving = id;
        must(EndAssignment{leaving, {}}, leader);
        handover = engine->ledger_of(programme).handovers.rbegin()->first;
    }
    void accept()
    {
        must(NameReceiver{handover, successor}, leader);
        must(RetellHandover{handover, Text{"Eerst de klachten"}}, successor);
        must(AcceptHandover{handover, {}, {}}, successor);
    }
    StepState at(std::string_view branch, std::string_view id)
    {
        return run().steps.at(fmt::format("een#1/alles[{}]/{}", branch, id)).state;
    }
    void check_up(int on)
    {
        CheckUpHandover command;
        command.handover = handover;
        command.day = on;
        must(command, successor);
    }

    PersonId successor;
    AssignmentId leaving;
    HandoverId handover;
};

}  // namespace

TEST(HandoverSteps, AreDoneWhenTheyOpenAfterWhatTheyAskHasHappened)
{
    Early here;
    here.must(CompleteHandover{here.handover, Text{"Uit het logboek"}, {}, {}}, here.leader);
    here.accept();
    HoldConversation talk;
    talk.handover = here.handover;
    here.must(talk, here.successor);

    here.pass_to("2026-01-19");

    for (const auto& [branch, id] : {std::pair{"a", "document"}, std::pair{"b", "opvolger"}, std::pair{"c", "gesprek"},
                                     std::pair{"d", "woorden"}, std::pair{"e", "aanvaard"}})
    {
        EXPECT_EQ(here.at(branch, id), StepState::done) << id;
        EXPECT_FALSE(here.is_open(id)) << id;
    }
    EXPECT_EQ(here.at("f", "eerste"), StepState::open);
    EXPECT_EQ(here.at("g", "laatste"), StepState::open);
}

TEST(HandoverSteps, AreNotAskedWhenTheyCanHappenNoMore)
{
    Early before;
    before.accept();
    before.pass_to("2026-01-19");
    EXPECT_EQ(before.at("a", "document"), StepState::skipped) << "the document was closed when it opened";
    EXPECT_EQ(before.at("c", "gesprek"), StepState::open) << "they can still talk";

    Early after;
    after.pass_to("2026-01-19");
    EXPECT_EQ(after.at("a", "document"), StepState::open);
    after.accept();
    EXPECT_EQ(after.at("a", "document"), StepState::skipped) << "it is closed by the acceptance";
}

TEST(HandoverSteps, OfACheckUpAreAnsweredByTheirOwnDayInWhateverOrder)
{
    Early here;
    here.accept();
    here.pass_to("2026-03-10");  // day 60 after 5 January is 6 March
    EXPECT_EQ(here.at("h", "dag"), StepState::done);

    here.check_up(60);
    EXPECT_EQ(here.at("g", "laatste"), StepState::done);
    EXPECT_EQ(here.at("f", "eerste"), StepState::open);
    EXPECT_EQ(here.count("reflection.recorded"), 1) << "the second one is the reflection too";
    here.check_up(14);
    EXPECT_EQ(here.at("f", "eerste"), StepState::done);
}

TEST(HandoverSteps, ThatAReflectionAsksAreRecordedAsTheCheckUp)
{
    Early here;
    here.accept();
    here.pass_to("2026-03-10");
    RecordReflection record;
    record.task = here.task("laatste");
    EXPECT_NE(here.refused(record, here.leader).find("gebruik handover checkup"), std::string::npos);
}

// "Lees het document" is for the successor; another one is asked instead.
TEST(HandoverSteps, AskTheOtherOneWhenAnotherSuccessorComes)
{
    Stage here{one_phase(R"(task("lezen", { title = "Lees", person = "handover.receiver" }))")};
    const PersonId first = here.add_person("Jan de Vries");
    const PersonId second = here.add_person("Rik Dekker");
    for (const auto& [id, assignment] : std::map{here.engine->ledger_of(here.programme).assignments})
        if (assignment.person == here.worker)
            here.must(EndAssignment{id, {}}, here.leader);
    const HandoverId handover = here.engine->ledger_of(here.programme).handovers.rbegin()->first;
    here.must(NameReceiver{handover, first}, here.leader);
    EXPECT_EQ(here.state().tasks.at(here.task("lezen")).person, first);

    here.must(NameReceiver{handover, second}, here.leader);

    EXPECT_EQ(here.state().tasks.at(here.task("lezen")).person, second);
    here.must(CompleteTask{here.task("lezen"), json::object{}}, second);
}

TEST(HandoverSteps, WaitForTheDayThatBecomesKnownWithTheAcceptance)
{
    Early here;
    here.pass_to("2026-01-19");
    EXPECT_EQ(here.at("h", "dag"), StepState::open);
    here.accept();  // 19 January and 60 days is 20 March
    here.pass_to("2026-03-19");
    EXPECT_EQ(here.at("h", "dag"), StepState::open);
    here.pass_to("2026-03-20");
    EXPECT_EQ(here.at("h", "dag"), StepState::done);
}

TEST(HandoverAudit, NamesPeopleToThemselvesAndToWhoRatedOnly)
{
    Neighbours here;
    here.must(EndAssignment{here.assignment_of(here.worker), {}}, here.leader);
    here.must(NameReceiver{here.handover(), here.successor}, here.leader);
    here.accept(here.successor);
    here.rate(2);
    for (const auto& [viewer, sees] :
         {std::pair{here.worker, true}, std::pair{here.successor, true}, std::pair{here.rater, true},
          std::pair{here.leader, false}, std::pair{PersonId{}, false}})
    {
        EXPECT_EQ(here.shown(viewer).as_object().contains("giver_name"), sees) << viewer.value;
        const json::value audit = here.ask("handover_audit", {}, viewer);
        EXPECT_EQ(audit.at("handovers").as_array().at(0).as_object().contains("receiver_name"), sees) << viewer.value;
    }
}

TEST(HandoverAudit, CountsPerMunicipalityAndYear)
{
    Neighbours here;
    here.must(EndAssignment{here.assignment_of(here.worker), {}}, here.leader);
    here.must(NameReceiver{here.handover(), here.successor}, here.leader);
    here.accept(here.successor);

    const json::value audit = here.ask("handover_audit", {{"year", 2026}});

    const json::value total = audit.at("totals").as_array().at(0);
    EXPECT_EQ(total.at("municipality"), json::value("GM0518"));
    EXPECT_EQ(total.at("year"), json::value(2026));
    EXPECT_EQ(total.at("handovers"), json::value(1));
    EXPECT_EQ(total.at("provisional"), json::value(1));
    EXPECT_TRUE(here.ask("handover_audit", {{"year", 2025}}).at("handovers").as_array().empty());
}

TEST(HandoverDocument, ListsWhomToMeetFirst)
{
    Neighbours here;
    for (const auto& [name, key, by] :
         {std::tuple{"De winkelier", false, here.leader}, std::tuple{"De conciërge", true, here.leader},
          std::tuple{"Mevrouw De Wit", true, here.worker}})
    {
        AddContact contact{here.programme, Text{name}, by, {}, {}};
        contact.key = key;
        here.must(contact, here.leader);
    }
    here.must(EndAssignment{here.assignment_of(here.worker), {}}, here.leader);

    const json::value document = here.document();

    std::vector<std::string> order;
    for (const json::value& one : document.at("first_hundred_days").as_array())
        order.emplace_back(one.at("name").as_string());
    EXPECT_EQ(order, (std::vector<std::string>{"Mevrouw De Wit", "De conciërge", "De winkelier"}))
        << "key figures first, and of those whom only the leaver knows";
    EXPECT_EQ(document.at("sensitivities").as_object().size(), 3U);
}

}  // namespace wd::test
