// Two handovers told as a story, from the first word to the final score: a project leader who announces leave with ten weeks to go,
// and a community worker who is gone from one day to the next. The arithmetic of each score stands beside it.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/questions.hpp"
#include "stage.hpp"

namespace wd::test {

using namespace domain;

namespace {

Date day(std::string_view text)
{
    return parse_date(text).value();
}

class Neighbours : public Stage {
public:
    Neighbours()
        : Stage(one_phase(R"(together("alles", { branches = {
            { id = "a", steps = { task("a", { title = "Loop langs de portieken", role = "werker" }) } },
            { id = "b", steps = { task("b", { title = "Vraag de vergunning aan", role = "leider" }) } } } }))"))
    {
        successor = add_person("Jan de Vries");
        rater = add_person("Coördinator Ans");
    }

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
    json::value ask(std::string_view question, json::object with, PersonId viewer = {})
    {
        const auto reader = store::open_reader(directory.path());
        const Result<json::value> answer = runtime::ask(**reader, question, with, Viewer{viewer}, clock.now());
        EXPECT_TRUE(answer) << (answer ? "" : to_text(answer.error()));
        return answer ? *answer : json::value{};
    }
    json::value shown(PersonId viewer = {}) { return ask("handover", {{"handover", handover().value}}, viewer); }
    json::value score() { return shown().at("score"); }
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
    void rate(int points) { must(RateHandover{handover(), std::vector<int>(8, points), {}, {}, {}}, rater); }

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
    here.pass_to("2026-03-16");
    json::value audit = here.ask("handover_audit", {});
    EXPECT_EQ(audit.at("never_started").as_array().size(), 1U) << "nobody did anything for it yet";
    EXPECT_TRUE(audit.at("handovers").as_array().empty());

    here.must(NameReceiver{here.handover(), here.successor}, here.leader);
    here.state(to_text(here.task("a")), ItemState::stable, {}, here.leader);
    here.topic(HandoverTopic::sensitivities, TopicAnswer::none_known, here.leader);
    here.topic(HandoverTopic::clashes, TopicAnswer::none_known, here.leader);
    here.must(CompleteHandover{here.handover(), Text{"Uit het logboek: er is aangebeld."}, {}, {}}, here.leader);
    here.accept(here.successor);

    const json::value document = here.document();
    EXPECT_EQ(document.at("reconstructed"), json::value(true));
    EXPECT_EQ(document.at("warm"), json::value(false));
    EXPECT_EQ(document.at("open_items").at("unstated").as_array().at(0).at("id"), json::value(to_text(promised)));
    // Toestand 1 of 2 items: 1, 10 x 1/2 = 5. Verhaal, not by the leaver: 1, 5. Acties 0 of 2: 0. Mensen 2 + 0 + 2 = 4 of 6: 1, 10.
    // Gevoeligheden 2 of 3: 1, 7.5. Nothing that may go wrong, no documents: 5 + 5. Warm, own words and acceptance: 1, 10.
    EXPECT_EQ(here.log_points(), (std::vector<std::int64_t>{1, 1, 0, 1, 1, 2, 2, 1}));
    EXPECT_EQ(here.score().at("score"), json::value("47,5"));

    here.rate(4);
    here.pass_to("2026-03-31");
    here.must(CloseHandoverScore{here.handover()}, here.rater);
    // 47.5 / 2 + 100 x 0.5 = 73.75, which alone would be "goed".
    EXPECT_EQ(here.score().at("score"), json::value("73,8"));
    EXPECT_EQ(here.score().at("level"), json::value("moderate")) << "no talk, so never above matig";
    EXPECT_EQ(here.score().at("held_at_moderate"), json::value(true));
    EXPECT_NE(
        here.refused(AnswerTopic{here.handover(), {}, TopicAnswer::none_known, {}}, here.leader).find("is definitief"),
        std::string::npos);
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
