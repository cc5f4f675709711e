// Promises: when they fall silent, who may change and close them, and what the gate says; and contacts.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/conditions.hpp"
#include "domain/deadlines.hpp"
#include "domain/promises.hpp"
#include "scene.hpp"

namespace wd::domain::test {

namespace {

AddCommitment promise(std::optional<PersonId> owner, std::optional<Date> due)
{
    return {here, Text{"De lift wordt gemaakt"}, owner, due, {}};
}

// A promise that stands, and its number.
EntryId made(Scene& scene, std::optional<PersonId> owner, std::optional<Date> due)
{
    return event_of<CommitmentAdded>(scene.carry_out(promise(owner, due))).entry;
}

TimerKey key_of(EntryId promise)
{
    return {RunId{}, to_text(promise), TimerKind::silent};
}

ChangeCommitment change(EntryId promise)
{
    ChangeCommitment command;
    command.commitment = promise;
    return command;
}

CloseCommitment close(EntryId promise)
{
    CloseCommitment command;
    command.commitment = promise;
    return command;
}

// --- Made

TEST(Promises, KeepToWhomByWhomAndOnWhichOccasion)
{
    Scene scene;
    AddCommitment command = promise(leader, day("2027-03-01"));
    command.to = Text{"Bewoners van blok 3"};
    command.made_by = worker;
    command.occasion = Text{"Bewonersavond"};
    command.at = scene.open(StepKind::meeting);

    const auto added = event_of<CommitmentAdded>(scene.decide(command));

    EXPECT_EQ(scene.context.text_of(*added.to), "Bewoners van blok 3");
    EXPECT_EQ(added.made_by, worker);
    EXPECT_EQ(scene.context.text_of(*added.occasion), "Bewonersavond");
    EXPECT_EQ(added.task, command.at);
}

TEST(Promises, NameAllThatIsWrongAtOnce)
{
    Scene scene;
    AddCommitment command = promise(nobody, day("2026-11-19"));
    command.text = Text{" "};
    command.made_by = nobody;
    command.at = TaskId{999};

    const auto decided = scene.decide(command);

    expect_refused(decided, Errc::invalid, "5 dingen kloppen niet");
    expect_refused(decided, Errc::invalid, "'made_by' is persoon-99");
    expect_refused(decided, Errc::invalid, "'at' is taak-999, maar die hoort niet bij programma-5");
}

TEST(Promises, WakeOnTheDayAfterTheirDate)
{
    Scene scene;
    const EntryId id = made(scene, leader, day("2026-12-01"));

    const auto timer = scene.programme.timers.find(key_of(id));

    ASSERT_NE(timer, scene.programme.timers.end());
    EXPECT_EQ(timer->second.date, day("2026-12-02")) << "the day itself still counts";
    EXPECT_FALSE(scene.ledger().commitments.at(id).silent);
}

struct Start {
    std::optional<PersonId> owner;
    std::optional<const char*> due;
    std::optional<Silence> silent;
    bool timer;
};

TEST(Promises, AreSilentAtOnceWithoutOwnerOrWhenTheirDayIsPast)
{
    for (const Start& row : {Start{{}, {}, Silence::no_owner, false}, Start{{}, "2027-01-01", Silence::no_owner, false},
                             Start{leader, {}, {}, false}, Start{leader, "2026-11-20", {}, true},
                             Start{leader, "2026-11-19", Silence::overdue, false}})
    {
        Scene scene;
        AddCommitment command = promise(row.owner, row.due ? std::optional{day(*row.due)} : std::nullopt);
        command.before_wijkdraad = true;
        const EntryId id = event_of<CommitmentAdded>(scene.carry_out(command)).entry;

        EXPECT_EQ(scene.ledger().commitments.at(id).silent, row.silent) << row.due.value_or("no date");
        EXPECT_EQ(scene.programme.timers.contains(key_of(id)), row.timer) << row.due.value_or("no date");
    }
}

TEST(Promises, ThatAreConditionsAreWatchedToo)
{
    Scene scene;
    Payloads events;
    add_commitments({{Text{"Eerst de lift"}, leader, day("2026-12-01")}, {Text{"Subsidie"}, leader, day("2026-11-10")}},
                    TaskId{1}, events, scene.context);

    EXPECT_EQ(list_events<TimerMoved>(events).size(), 1U);
    EXPECT_EQ(list_events<CommitmentSilent>(events).at(0).why, Silence::overdue);
}

// --- Changed

TEST(Promises, SpeakAgainWhenTheDayIsMoved)
{
    Scene scene;
    const EntryId id = made(scene, worker, day("2026-12-01"));
    scene.ledger().commitments.at(id).silent = Silence::overdue;
    ChangeCommitment command = change(id);
    command.due = day("2027-02-01");
    command.reason = Text{"De monteur komt later"};
    command.told_by = worker;
    command.told_on = day("2026-11-20");

    const auto changed = event_of<CommitmentChanged>(scene.carry_out(command));

    EXPECT_EQ(changed.told->by, worker);
    EXPECT_EQ(changed.told->on, day("2026-11-20"));
    EXPECT_FALSE(scene.ledger().commitments.at(id).silent);
    EXPECT_EQ(scene.programme.timers.at(key_of(id)).date, day("2027-02-02"));
}

TEST(Promises, KeepTheirTimerWhenOnlyAWordIsSaid)
{
    Scene scene;
    const EntryId id = made(scene, worker, day("2026-12-01"));
    ChangeCommitment command = change(id);
    command.reason = Text{"De monteur is besteld"};

    scene.carry_out(command);

    EXPECT_EQ(scene.programme.timers.at(key_of(id)).date, day("2026-12-02"));
}

TEST(Promises, OfWhichTheDayPassedSpeakAgainByAWordWithoutANewTimer)
{
    Scene scene;
    const EntryId id = made(scene, worker, day("2026-12-01"));
    scene.on("2026-12-03");
    scene.ledger().commitments.at(id).silent = Silence::overdue;
    ChangeCommitment command = change(id);
    command.told_by = worker;
    command.told_on = day("2026-12-03");

    scene.carry_out(command);

    EXPECT_FALSE(scene.ledger().commitments.at(id).silent);
    EXPECT_FALSE(scene.programme.timers.contains(key_of(id)));
}

TEST(Promises, WithoutOwnerStaySilentUntilSomebodyTakesThem)
{
    Scene scene;
    const EntryId id = made(scene, {}, day("2026-12-01"));
    ChangeCommitment command = change(id);
    command.reason = Text{"Nog niemand gevonden"};
    scene.carry_out(command);
    EXPECT_EQ(scene.ledger().commitments.at(id).silent, Silence::no_owner);

    command.owner = leader;
    scene.carry_out(command);
    EXPECT_FALSE(scene.ledger().commitments.at(id).silent);
    EXPECT_TRUE(scene.programme.timers.contains(key_of(id)));
}

TEST(Promises, OfWhoLeftStaySilentUntilSomebodyElseHasThem)
{
    Scene scene;
    const EntryId id = made(scene, stranger, day("2026-12-01"));
    scene.ledger().commitments.at(id).silent = Silence::owner_left;
    ChangeCommitment command = change(id);
    command.due = day("2027-01-01");
    scene.carry_out(command);
    EXPECT_EQ(scene.ledger().commitments.at(id).silent, Silence::owner_left);

    command.owner = leader;
    scene.carry_out(command);
    EXPECT_FALSE(scene.ledger().commitments.at(id).silent);
}

TEST(Promises, AreNotChangedByNothingOrByHalfATelling)
{
    Scene scene;
    const EntryId id = made(scene, worker, day("2026-12-01"));
    expect_refused(scene.decide(change(id)), Errc::invalid, "zeg wat er verandert");

    ChangeCommitment command = change(id);
    command.told_by = worker;
    expect_refused(scene.decide(command), Errc::invalid, "maar wanneer? Vul 'told_on' in");
    command.told_by.reset();
    command.told_on = day("2026-11-20");
    expect_refused(scene.decide(command), Errc::invalid, "maar door wie? Vul 'told_by' in");
    command.told_by = nobody;
    command.told_on = day("2026-11-21");
    command.due = day("2026-11-01");
    expect_refused(scene.decide(command), Errc::invalid, "3 dingen kloppen niet");
}

struct Speaker {
    PersonId actor;
    bool may;
};

TEST(Promises, AreChangedByOwnerMakerWriterAndCoreTeam)
{
    for (const Speaker& row : {Speaker{neighbour, true}, Speaker{member, true}, Speaker{resident, true},
                               Speaker{worker, true}, Speaker{boss, true}, Speaker{stranger, false}})
    {
        Scene scene;
        AddCommitment command = promise(neighbour, day("2026-12-01"));
        command.made_by = team;  // whose member speaks for it
        const EntryId id = event_of<CommitmentAdded>(scene.as(resident).carry_out(command)).entry;
        scene.context.entries[id] = EntryFacts{EntryKind::commitment, resident};
        scene.as(row.actor);
        ChangeCommitment changed = change(id);
        changed.due = day("2027-01-01");

        EXPECT_EQ(scene.decide(changed).has_value(), row.may) << row.actor.value;
        EXPECT_EQ(scene.decide(close(id)).has_value(), row.may) << row.actor.value;
    }
}

TEST(Promises, AreNotChangedByAnAdministratorWithoutAName)
{
    Scene scene;
    const EntryId id = made(scene, worker, day("2026-12-01"));
    scene.context.who = Actor{PersonId{}, 1000U};

    expect_refused(scene.decide(close(id)), Errc::not_allowed, "een toezegging veranderen gaat op naam");
}

TEST(Promises, OfSomebodyAwayAreSpokenForByWhoStandsIn)
{
    Scene scene;
    const EntryId id = made(scene, residents_group, day("2026-12-01"));
    scene.ledger().absences[AbsenceId{1}] = Absence{residents_group, day("2026-11-16"), {}};
    scene.ledger().positions.at(scene.position("bewonersgroep")).deputy = stranger;

    EXPECT_TRUE(scene.as(stranger).decide(close(id)));
}

// --- Closed

TEST(Promises, AreKept)
{
    Scene scene;
    const EntryId id = made(scene, worker, day("2026-12-01"));

    const auto closed = event_of<CommitmentClosed>(scene.carry_out(close(id)));

    EXPECT_EQ(closed.how, CommitmentEnd::kept);
    EXPECT_EQ(closed.date, day("2026-11-20"));
    EXPECT_FALSE(scene.ledger().commitments.contains(id));
    EXPECT_FALSE(scene.programme.timers.contains(key_of(id))) << "nobody is to be told of it any more";
}

TEST(Promises, AreWithdrawnWithAReasonAndOnlyWhenThatWasTold)
{
    Scene scene;
    const EntryId id = made(scene, worker, day("2026-12-01"));
    CloseCommitment command = close(id);
    command.how = CommitmentEnd::withdrawn;

    expect_refused(scene.decide(command), Errc::invalid, "vraagt een reden");
    expect_refused(scene.decide(command), Errc::invalid, "pas ingetrokken als dat verteld is");
    command.reason = Text{"Het budget is op"};
    command.told_by = worker;
    command.told_on = day("2026-11-20");
    EXPECT_TRUE(scene.decide(command));
}

TEST(Promises, ThatAreClosedDoNotChange)
{
    Scene scene;
    const EntryId id = made(scene, worker, day("2026-12-01"));
    scene.carry_out(close(id));
    scene.context.entries[id] = EntryFacts{EntryKind::commitment, worker};
    ChangeCommitment command = change(id);
    command.due = day("2027-01-01");

    expect_refused(scene.decide(command), Errc::wrong_state, "is al afgesloten");
    expect_refused(scene.decide(close(id)), Errc::wrong_state, "is al afgesloten");
    expect_refused(scene.decide(close(EntryId{77})), Errc::not_found, "toezegging regel-77 hoort niet bij programma-5");
}

// --- Corrected

TEST(Promises, CorrectedKeepTimerAndSilenceRight)
{
    struct Row {
        std::optional<Silence> before;
        const char* field;
        json::value value;
        std::optional<Silence> after;
        std::optional<const char*> timer;
    };
    for (const Row& row :
         {Row{{}, "due", "2027-01-01", {}, "2027-01-02"}, Row{{}, "due", "2026-11-01", Silence::overdue, {}},
          Row{Silence::overdue, "due", "2027-01-01", {}, "2027-01-02"},
          Row{Silence::overdue, "due", "2026-11-01", Silence::overdue, {}},
          Row{Silence::owner_left, "due", "2027-01-01", Silence::owner_left, {}},
          Row{Silence::owner_left, "owner", worker.value, {}, "2026-12-02"},
          Row{Silence::no_owner, "owner", worker.value, {}, "2026-12-02"},
          Row{{}, "owner", worker.value, {}, "2026-12-02"}})
    {
        Scene scene;
        const EntryId id = made(scene, leader, day("2026-12-01"));
        scene.context.entries[id] = EntryFacts{EntryKind::commitment, worker};
        if (row.before) {
            scene.ledger().commitments.at(id).silent = row.before;
            scene.programme.timers.erase(key_of(id));
        }
        scene.carry_out(CorrectEntry{id, row.field, row.value, {}, {}});

        const auto timer = scene.programme.timers.find(key_of(id));
        EXPECT_EQ(scene.ledger().commitments.at(id).silent, row.after) << row.field << row.value;
        ASSERT_EQ(timer != scene.programme.timers.end(), row.timer.has_value()) << row.field << row.value;
        if (row.timer) {
            EXPECT_EQ(timer->second.date, day(*row.timer));
        }
    }
}

// --- The gate

TEST(Promises, HoldUpAGateOnlyWhileTheyAreSilent)
{
    Scene scene;
    const EntryId id = made(scene, worker, day("2026-12-01"));
    GateTerms terms;
    terms.needs = {"no_silent_promises"};
    const auto missing = [&] { return missing_needs(scene.programme, scene.run(), terms, scene.context); };

    EXPECT_TRUE(missing().empty());
    scene.on("2026-12-02");
    ASSERT_EQ(missing().size(), 1U) << "its timer still has to say so";
    EXPECT_NE(missing().front().find("er is niets over gezegd"), std::string::npos);
    ChangeCommitment command = change(id);
    command.reason = Text{"De monteur komt later"};
    scene.carry_out(command);
    EXPECT_TRUE(missing().empty()) << "something was said";
    scene.ledger().commitments.at(id).silent = Silence::owner_left;
    EXPECT_NE(missing().at(0).find("eigenaar vertrokken"), std::string::npos);
}

// --- Contacts

EntryId listed(Scene& scene)
{
    const EntryId id =
        event_of<ContactAdded>(scene.carry_out(AddContact{here, Text{"Mw. De Wit"}, worker, {}, {}})).entry;
    scene.context.entries[id] = EntryFacts{EntryKind::contact, worker};
    return id;
}

AddContact contact(std::string group, std::string channel)
{
    return {here, Text{"Mw. De Wit"},      worker, day("2025-03-01"), {}, std::move(group), true,
            true, Text{std::move(channel)}};
}

TEST(Contacts, SayWhoseVoiceTheyAreAndHowToReachThem)
{
    Scene scene;

    const auto added = event_of<ContactAdded>(scene.decide(contact("bewoners", "Belt liever dan mailt")));

    EXPECT_EQ(added.group, "bewoners");
    EXPECT_EQ(added.key, true);
    EXPECT_EQ(added.told, true);
    EXPECT_EQ(scene.context.text_of(*added.channel), "Belt liever dan mailt");
    expect_refused(scene.decide(contact("De Bewoners!", "")), Errc::invalid, "2 dingen kloppen niet");
}

TEST(Contacts, AreKnownByWhoSaysSo)
{
    Scene scene;
    const EntryId id = listed(scene);

    const auto declared = event_of<RelationDeclared>(scene.as(leader).decide(DeclareRelation{id, day("2026-01-01")}));

    EXPECT_EQ(declared.person, leader);
    expect_refused(scene.decide(DeclareRelation{id, day("2026-11-21")}), Errc::invalid, "ligt na vandaag");
    expect_refused(scene.decide(DeclareRelation{EntryId{77}, {}}), Errc::not_found, "contact regel-77");
    expect_refused(scene.as(PersonId{}).decide(DeclareRelation{id, {}}), Errc::not_allowed, "zeg wie u bent");
}

TEST(Contacts, AreRemovedAndThenGone)
{
    Scene scene;
    const EntryId id = listed(scene);
    expect_refused(scene.as(stranger).decide(RemoveContact{id}), Errc::not_allowed, "heeft daar nu geen rol");

    EXPECT_EQ(event_of<ContactRemoved>(scene.as(resident).carry_out(RemoveContact{id})).contact, id);

    EXPECT_FALSE(scene.ledger().contacts.contains(id));
    expect_refused(scene.decide(RemoveContact{id}), Errc::wrong_state, "is weggehaald");
    expect_refused(scene.decide(DeclareRelation{id, {}}), Errc::wrong_state, "is weggehaald");
    expect_refused(scene.as(worker).decide(CorrectEntry{id, "name", {}, Text{"Mw. De Wit-Bos"}, {}}), Errc::wrong_state,
                   "is weggehaald");
}

TEST(Contacts, AreRemovedFromAProgrammeThatStoppedToo)
{
    Scene scene;
    const EntryId id = listed(scene);
    scene.programme.state = ProgrammeState::stopped;

    EXPECT_TRUE(scene.decide(RemoveContact{id})) << "the right to be forgotten outlives the programme";
}

}  // namespace

}  // namespace wd::domain::test
