// Accounts on the real engine, what somebody may ask about herself, and what was kept longer than its term.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/requests.hpp"
#include "stage.hpp"

namespace wd::test {

namespace {

constexpr std::string_view hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$aGFzaA";

struct Here {
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker" }))")};

    json::object answer(std::string_view question, json::object with, PersonId who = {}) const
    {
        const auto reader = std::move(*store::open_reader(stage.directory.path()));
        return runtime::answer(*reader, runtime::Question{std::string(question), std::move(with), who},
                               stage.clock.now());
    }
    json::value ask(std::string_view question, json::object with = {}, PersonId who = {}) const
    {
        const json::object reply = answer(question, std::move(with), who);
        EXPECT_EQ(reply.at("ok"), true) << json::serialize(reply);
        return reply.at("ok") == true ? reply.at("result") : json::value{};
    }
    std::string refused(std::string_view question, json::object with, PersonId who) const
    {
        const json::object reply = answer(question, std::move(with), who);
        EXPECT_EQ(reply.at("ok"), false) << json::serialize(reply);
        return json::serialize(reply);
    }
    void make_administrator(PersonId person)
    {
        domain::GrantAccess grant;
        grant.person = person;
        grant.role = domain::PermissionRole::administrator;
        grant.scope = domain::ScopeKind::everywhere;
        stage.must(grant);
    }
    void change_terms(const domain::RetentionSettings& terms)
    {
        domain::ChangeSettings change;
        change.retention = terms;
        stage.must(change);
    }
    domain::AssignmentId assignment_of(PersonId person)
    {
        for (const auto& [id, assignment] : stage.engine->ledger_of(stage.programme).assignments)
            if (assignment.person == person)
                return id;
        return {};
    }
    // Another day, with what the engine does by itself in the night before.
    void wake_up_on(std::string_view day)
    {
        stage.pass_to(day);
        stage.engine->tidy();
    }
    json::array nights() const { return ask("retention_list").at("nights").as_array(); }
    json::array lines() const { return ask("retention_list").at("lines").as_array(); }
    std::size_t lines_in_the_log() const
    {
        const auto reader = std::move(*store::open_reader(stage.directory.path()));
        const auto events = reader->list_events(domain::installation, 0, 100'000);
        return static_cast<std::size_t>(std::count_if(
            events.begin(), events.end(), [](const auto& event) { return event.type == domain::TermPassed::type; }));
    }
    domain::EntryId journal_of(PersonId who, std::string_view text)
    {
        const json::value made = stage.must(
            domain::AddJournal{stage.programme, domain::JournalKind::lesson, Text{std::string(text)}, {}, {}, {}, {}},
            who);
        return *parse_id<domain::EntryTag>(std::string_view{made.at("entry").as_string()});
    }
};

}  // namespace

TEST(AccountsOfAnEngine, AreKeptWithTheirKeysInOneTurn)
{
    Here here;
    Stage& stage = here.stage;
    stage.must(domain::OpenAccount{stage.leader, Text{"Leider"}, std::string(hash)});
    EXPECT_TRUE(has(stage.refused(domain::OpenAccount{stage.worker, Text{"leider"}, {}}), "al van iemand anders"));

    EXPECT_EQ(stage.engine->store().keys().find_login("leider")->person, stage.leader);
    const json::value account = here.ask("accounts").at(0);
    EXPECT_EQ(account.at("login"), "leider");
    EXPECT_EQ(account.at("has_password"), true);
    EXPECT_FALSE(has(json::serialize(account), "argon2id"));
    stage.must(domain::CloseAccount{stage.leader});
    EXPECT_FALSE(stage.engine->store().keys().find_login("leider"));
}

TEST(AccountsOfAnEngine, AreSeenByTheirOwnersAndAdministrators)
{
    Here here;
    Stage& stage = here.stage;
    stage.must(domain::OpenAccount{stage.leader, Text{"leider"}, {}});
    stage.must(domain::OpenAccount{stage.worker, Text{"werker"}, {}});
    here.make_administrator(stage.leader);

    EXPECT_EQ(here.ask("accounts", {}, stage.leader).as_array().size(), 2U);
    EXPECT_EQ(here.ask("accounts", {}, stage.worker).as_array().size(), 1U);
    EXPECT_EQ(here.ask("accounts", {}, stage.resident).as_array().size(), 0U);
    EXPECT_TRUE(has(here.refused("accounts", {{"person", stage.leader.value}}, stage.worker), "not_allowed"));
    EXPECT_TRUE(has(here.refused("inner_accounts", {}, stage.worker), "not_found"));
}

TEST(AccountsOfAnEngine, LetAnAdministratorDoWhatTheMachineMay)
{
    Here here;
    Stage& stage = here.stage;
    domain::ChangeSettings change;
    change.retention = domain::RetentionSettings{.signal_months = 3};
    EXPECT_TRUE(has(stage.refused(change, stage.leader), "alleen een beheerder"));
    stage.must(domain::OpenAccount{stage.leader, Text{"leider"}, {}});
    here.make_administrator(stage.leader);

    stage.must(change, stage.leader);
    EXPECT_EQ(here.ask("settings").at("retention").at("settings").at("signal_months"), 3);
}

TEST(Tokens, AreMadeByOnePersonAndCount)
{
    Here here;
    Stage& stage = here.stage;
    stage.must(domain::OpenAccount{stage.worker, Text{"werker"}, {}});
    domain::AddToken add;
    add.person = stage.worker;
    add.name = "rooster";
    add.secret_hash = sha256("geheim");
    add.expires = *parse_date("2026-06-30");
    add.programmes = {stage.programme};
    EXPECT_TRUE(has(stage.refused(add, stage.leader), "voor uzelf"));

    const json::value made = stage.must(add, stage.worker);
    const auto token = *parse_id<domain::TokenTag>(std::string_view{made.at("token").as_string()});
    EXPECT_EQ(stage.engine->store().keys().find_token(sha256("geheim"))->id, token);
    const json::value row = here.ask("tokens", {}, stage.worker).at(0);
    EXPECT_EQ(row.at("valid"), true);
    EXPECT_EQ(row.at("programmes").at(0), json::value(domain::to_text(stage.programme)));
    EXPECT_FALSE(row.as_object().contains("secret_hash"));

    stage.must(domain::WithdrawToken{token}, stage.worker);
    EXPECT_EQ(here.ask("tokens", {}, stage.worker).at(0).at("valid"), false);
}

TEST(APersonsOwnData, AreGivenWholeToThatPerson)
{
    Here here;
    Stage& stage = here.stage;
    stage.must(domain::AddJournal{stage.programme, domain::JournalKind::lesson, Text{"van de werker"}, {}, {}, {}, {}},
               stage.worker);
    stage.must(domain::AddJournal{stage.programme, domain::JournalKind::lesson, Text{"van de leider"}, {}, {}, {}, {}},
               stage.leader);

    const json::value all = here.ask("person_export", {{"person", stage.worker.value}}, stage.worker);
    EXPECT_EQ(all.at("texts").at(0).at("text"), "werker");
    EXPECT_TRUE(has(json::serialize(all), "van de werker"));
    EXPECT_FALSE(has(json::serialize(all), "van de leider"));
    EXPECT_TRUE(has(json::serialize(all), "assignment.started"));
    EXPECT_TRUE(has(json::serialize(all), "person.added"));
    EXPECT_TRUE(
        has(here.refused("person_export", {{"person", stage.worker.value}}, stage.leader), "zelf en een beheerder"));
}

TEST(Retention, ListsWhatIsPastItsTermAndNothingElse)
{
    Here here;
    Stage& stage = here.stage;
    stage.must(domain::SendSignal{stage.programme, "energieprijs", Text{"de prijs stijgt"}, {}});
    stage.must(domain::AddContact{stage.programme, Text{"Fatma"}, {}, {}, {}}, stage.leader);
    stage.pass_to("2026-06-01");
    EXPECT_TRUE(here.ask("retention_due").at("signals").as_array().empty());

    here.change_terms({.signal_months = 2});
    ASSERT_EQ(here.ask("retention_due").at("signals").as_array().size(), 1U);
    EXPECT_EQ(here.ask("retention_due").at("terms").at("signal_months"), 2);
    EXPECT_TRUE(here.ask("retention_due").at("contacts").as_array().empty()) << "the programme goes on";

    stage.must(domain::StopProgramme{stage.programme, Text{"klaar"}, {}}, stage.leader);
    stage.pass_to("2027-06-15");
    EXPECT_EQ(here.ask("retention_due").at("contacts").as_array().size(), 1U);
    EXPECT_TRUE(has(here.refused("retention_due", {}, stage.leader), "alleen een beheerder"));
}

TEST(APersonsName, IsPutRightAndTheEarlierOneIsForThatPersonAndAnAdministrator)
{
    Here here;
    Stage& stage = here.stage;
    stage.must(domain::CorrectPerson{stage.worker, Text{"werkster"}, Text{"verkeerd overgenomen"}}, stage.worker);

    const json::object about{{"person", stage.worker.value}};
    EXPECT_EQ(here.ask("person", about, stage.leader).at(0).at("name"), "werkster");
    EXPECT_FALSE(here.ask("person", about, stage.leader).at(0).as_object().contains("earlier_names"));
    const json::value earlier = here.ask("person", about, stage.worker).at(0).at("earlier_names").at(0);
    EXPECT_EQ(earlier.at("name"), "werker");
    EXPECT_EQ(earlier.at("reason"), "verkeerd overgenomen");
    EXPECT_EQ(earlier.at("by"), json::value(domain::to_text(stage.worker)));
    EXPECT_EQ(here.ask("person_export", about).at("earlier_names").at(0).at("name"), "werker");
}

TEST(APersonsName, GoesWithAllEarlierOnesWhenThePersonIsForgotten)
{
    Here here;
    Stage& stage = here.stage;
    const PersonId noor = stage.add_person("Nor");
    stage.must(domain::CorrectPerson{noor, Text{"Noor"}, {}}, noor);
    stage.must(domain::ForgetPerson{noor}, noor);

    const json::value all = here.ask("person_export", {{"person", noor.value}});
    EXPECT_FALSE(has(json::serialize(all), "Nor\"")) << json::serialize(all);
    EXPECT_FALSE(has(json::serialize(all), "Noor"));
    EXPECT_TRUE(all.at("earlier_names").at(0).at("name").is_null());
    EXPECT_TRUE(has(stage.refused(domain::CorrectPerson{noor, Text{"Noor"}, {}}), "gewist"));
    EXPECT_TRUE(has(stage.refused(domain::OpenAccount{noor, Text{"noor"}, {}}), "zijn gewist"));
}

TEST(OneText, IsErasedByWhoWroteItWithAReportOfWhatStands)
{
    Here here;
    Stage& stage = here.stage;
    const domain::EntryId line = here.journal_of(stage.worker, "de zoon van nummer 12");
    domain::CorrectEntry correct;
    correct.entry = line;
    correct.field = "text";
    correct.text = Text{"een jongere uit het blok"};
    correct.reason = Text{"een naam hoort hier niet"};
    stage.must(correct, stage.worker);
    EXPECT_TRUE(has(stage.refused(domain::EraseTexts{line, {}, {}}, stage.leader), "wie iets bij"));

    const json::value report = stage.must(domain::EraseTexts{line, {}, {}}, stage.worker);
    EXPECT_EQ(report.at("erased").at(0).at("field"), "text");
    EXPECT_EQ(report.at("erased").at(0).at("texts"), 2);
    EXPECT_TRUE(has(json::serialize(report.at("stands")), "reservekopie"));
    EXPECT_TRUE(has(json::serialize(report.at("stands")), domain::to_text(line)));
    EXPECT_TRUE(here.ask("journal", {{"programme", stage.programme.value}}).at(0).at("text").is_null());
    EXPECT_FALSE(has(stage.last("text.erased"), "zoon"));
    EXPECT_TRUE(has(stage.refused(domain::EraseTexts{line, {}, {}}, stage.worker), "al gewist"));
}

TEST(OneText, IsErasedByAnAdministratorAlsoWhenTheProgrammeHasStopped)
{
    Here here;
    Stage& stage = here.stage;
    domain::AddContact contact;
    contact.programme = stage.programme;
    contact.name = Text{"Fatma"};
    contact.channel = Text{"06 12345678"};
    const json::value made = stage.must(contact, stage.worker);
    const auto entry = *parse_id<domain::EntryTag>(std::string_view{made.at("entry").as_string()});
    stage.must(domain::StopProgramme{stage.programme, Text{"klaar"}, {}}, stage.leader);

    stage.must(domain::EraseTexts{entry, {}, "channel"});
    const json::value row = here.ask("contacts", {{"programme", stage.programme.value}}).at(0);
    EXPECT_EQ(row.at("name"), "Fatma");
    EXPECT_TRUE(row.at("channel").is_null());
}

TEST(OneText, OfATaskLeavesTheCommentsThatAreEntriesThemselves)
{
    Here here;
    Stage& stage = here.stage;
    const domain::TaskId task = stage.task("a");
    const json::value comment = stage.must(domain::CommentTask{task, Text{"bel even"}}, stage.worker);
    stage.must(domain::ReturnTask{task, domain::ReturnReason::not_ours, {}, Text{"ligt bij de corporatie"}},
               stage.worker);

    const json::value report = stage.must(domain::EraseTexts{{}, task, {}}, stage.worker);
    EXPECT_EQ(report.at("erased").as_array().size(), 1U);
    EXPECT_TRUE(has(json::serialize(here.ask("task_comments", {{"task", task.value}})), "bel even"));
    const auto entry = *parse_id<domain::EntryTag>(std::string_view{comment.at("entry").as_string()});
    stage.must(domain::EraseTexts{entry, {}, {}}, stage.worker);
    EXPECT_FALSE(has(json::serialize(here.ask("task_comments", {{"task", task.value}})), "bel even"));
}

TEST(Retention, MakesAListInTheNightAndDestroysNothing)
{
    Here here;
    Stage& stage = here.stage;
    stage.must(domain::SendSignal{stage.programme, "energieprijs", Text{"de prijs stijgt"}, {}});
    here.wake_up_on("2026-06-01");
    EXPECT_EQ(here.lines_in_the_log(), 0U) << "nothing is past its term, so nothing is written";
    EXPECT_TRUE(here.nights().empty());

    here.change_terms({.signal_months = 2});
    here.wake_up_on("2026-06-02");
    ASSERT_EQ(here.lines().size(), 1U);
    const json::value night = here.nights().at(0);
    EXPECT_EQ(night.at("day"), "2026-06-02");
    EXPECT_EQ(night.at("signal"), 1);
    EXPECT_EQ(night.at("contact"), 0);
    EXPECT_EQ(here.lines().at(0).at("state"), "open");
    EXPECT_EQ(here.lines().at(0).at("kind"), "signal");

    here.wake_up_on("2026-06-03");
    here.wake_up_on("2027-01-03");
    EXPECT_EQ(here.lines_in_the_log(), 1U) << "what stands on the list already is not written again";
    EXPECT_TRUE(has(json::serialize(here.ask("signals", {{"programme", stage.programme.value}})), "de prijs stijgt"));
    EXPECT_TRUE(has(here.refused("retention_list", {}, stage.leader), "alleen een beheerder"));
}

TEST(Retention, LooksOnceADayByTheClockOfAmsterdam)
{
    Here here;
    Stage& stage = here.stage;
    here.change_terms({.signal_months = 2});
    here.wake_up_on("2026-06-02");
    stage.must(
        domain::SendSignal{stage.programme, "energieprijs", Text{"de prijs stijgt"}, parse_date("2026-01-05").value()});
    stage.clock.advance_to(*parse_timestamp("2026-06-02T21:59:00Z"));
    stage.engine->tidy();
    EXPECT_TRUE(here.lines().empty()) << "in Amsterdam it is still the second of June";

    stage.clock.advance_to(*parse_timestamp("2026-06-02T22:00:00Z"));
    stage.engine->tidy();
    ASSERT_EQ(here.lines().size(), 1U);
    EXPECT_EQ(here.lines().at(0).at("day"), "2026-06-03");
}

TEST(Retention, IsToldWhatWasDecidedAboutEachLine)
{
    Here here;
    Stage& stage = here.stage;
    const json::value first = stage.must(domain::SendSignal{stage.programme, "prijs", Text{"de prijs stijgt"}, {}});
    stage.must(domain::SendSignal{stage.programme, "plan", Text{"de sloop gaat niet door"}, {}});
    here.change_terms({.signal_months = 2});
    here.wake_up_on("2026-06-02");
    ASSERT_EQ(here.lines().size(), 2U);

    // The last one first.
    const std::int64_t kept = here.lines().at(0).at("line").as_int64();
    EXPECT_TRUE(has(
        stage.refused(domain::ExtendTerm{kept, *parse_date("2026-09-01"), Text{"er loopt een klacht"}}, stage.leader),
        "alleen een beheerder"));
    stage.must(domain::ExtendTerm{kept, *parse_date("2026-09-01"), Text{"er loopt een klacht"}});
    stage.must(
        domain::EraseTexts{*parse_id<domain::EntryTag>(std::string_view{first.at("entry").as_string()}), {}, {}});
    EXPECT_EQ(here.lines().at(0).at("state"), "extended");
    EXPECT_EQ(here.lines().at(0).at("reason"), "er loopt een klacht");
    EXPECT_EQ(here.lines().at(1).at("state"), "erased");
    EXPECT_TRUE(here.lines().at(1).at("erased_at").is_string());

    here.wake_up_on("2026-09-01");
    EXPECT_EQ(here.lines().size(), 2U) << "up to and including that day";
    here.wake_up_on("2026-09-02");
    ASSERT_EQ(here.lines().size(), 3U) << "then it is asked again";
    EXPECT_EQ(here.lines().at(0).at("state"), "open");
    EXPECT_EQ(here.lines().at(1).at("state"), "extended");
}

TEST(Retention, NamesOfPeopleGoFromTheListWhenTheyAreForgotten)
{
    Here here;
    Stage& stage = here.stage;
    here.change_terms({.person_months = 1});
    stage.must(domain::EndAssignment{here.assignment_of(stage.resident), {}}, stage.leader);
    here.wake_up_on("2026-06-02");
    ASSERT_EQ(here.lines().size(), 1U);
    EXPECT_EQ(here.lines().at(0).at("person_name"), "bewoner");

    stage.must(domain::ForgetPerson{stage.resident});
    EXPECT_EQ(here.lines().at(0).at("state"), "erased");
    EXPECT_TRUE(here.lines().at(0).at("person_name").is_null());
    here.wake_up_on("2026-06-03");
    EXPECT_EQ(here.lines_in_the_log(), 1U);
}

TEST(Retention, TermsHaveBounds)
{
    Here here;
    domain::ChangeSettings change;
    change.retention = domain::RetentionSettings{.household_months = 0, .journal_months = 1201};
    const std::string why = here.stage.refused(change);
    EXPECT_TRUE(has(why, "household_months")) << why;
    EXPECT_TRUE(has(why, "journal_months")) << why;
}

}  // namespace wd::test
