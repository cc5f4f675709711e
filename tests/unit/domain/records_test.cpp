// What people write down: linkages, reach, measures, signals, journal, money, documents, promises, contacts, earlier decisions.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/checks.hpp"
#include "domain/deadlines.hpp"
#include "domain/lessons.hpp"
#include "scene.hpp"

#include <limits>

namespace wd::domain::test {

namespace {

// --- Linkages

TEST(Linkages, HaveThreeLevels)
{
    for (const LinkageLevel level : {LinkageLevel::synergy, LinkageLevel::piggyback, LinkageLevel::coordination}) {
        Scene scene;
        const auto added = event_of<LinkageAdded>(scene.decide(AddLinkage{here, level, Text{"Riool gaat open"}, {}}));

        EXPECT_EQ(added.level, level);
        EXPECT_EQ(scene.context.text_of(added.subject), "Riool gaat open");
    }
}

TEST(Linkages, NeedASubjectAndAKnownArea)
{
    Scene scene;

    const auto decided = scene.decide(AddLinkage{here, LinkageLevel::synergy, Text{""}, AreaId{8}});

    expect_refused(decided, Errc::invalid, "'subject' is leeg");
    expect_refused(decided, Errc::invalid, "'area' is gebied-8, maar dat gebied hoort niet bij dit programma");
}

TEST(Linkages, ConsciouslyNotChosenKeepReasonConditionAndADayToLookAgain)
{
    Scene scene;
    scene.ledger().linkages[EntryId{3}] = LinkageState::open;
    const ChooseLinkage command{EntryId{3}, false, Text{"Geen geld dit jaar"}, Text{"Subsidie"}, day("2027-05-01")};

    const auto decided = event_of<LinkageDecided>(scene.decide(command));

    EXPECT_FALSE(decided.chosen);
    EXPECT_EQ(scene.context.text_of(*decided.reason), "Geen geld dit jaar");
    EXPECT_EQ(scene.context.text_of(*decided.condition), "Subsidie");
    EXPECT_EQ(decided.look_again, day("2027-05-01"));
}

TEST(Linkages, NotChosenWithoutReasonOrDayIsNoChoice)
{
    Scene scene;
    scene.ledger().linkages[EntryId{3}] = LinkageState::open;

    const auto decided = scene.decide(ChooseLinkage{EntryId{3}, false, {}, {}, {}});

    expect_refused(decided, Errc::invalid, "schrijf erbij waarom");
    expect_refused(decided, Errc::invalid, "vraagt een dag om opnieuw te kijken");
    expect_refused(scene.decide(ChooseLinkage{EntryId{3}, false, Text{"Geen geld"}, {}, day("2026-11-20")}),
                   Errc::invalid, "kies een dag die nog komt");
    expect_refused(scene.decide(ChooseLinkage{EntryId{3}, true, {}, {}, day("2027-05-01")}), Errc::invalid,
                   "laat 'condition' en");
}

struct Choice {
    LinkageState state;
    bool chosen;
    bool may;
};

TEST(Linkages, CanBeLookedAtAgain)
{
    using enum LinkageState;
    for (const Choice& row :
         {Choice{open, true, true}, Choice{open, false, true}, Choice{not_chosen, true, true},
          Choice{not_chosen, false, true}, Choice{chosen, false, true}, Choice{chosen, true, false}})
    {
        Scene scene;
        scene.ledger().linkages[EntryId{3}] = row.state;
        ChooseLinkage command{EntryId{3}, row.chosen, Text{"Omdat het kan"}, {}, {}};
        if (!row.chosen)
            command.look_again = day("2027-05-01");

        EXPECT_EQ(scene.decide(command).has_value(), row.may) << name_of(row.state) << row.chosen;
    }
    Scene scene;
    expect_refused(scene.decide(ChooseLinkage{EntryId{3}, true, {}, {}, {}}), Errc::not_found, "koppelkans regel-3");
}

TEST(Linkages, AChoiceEndsTheWaitToLookAgain)
{
    Scene scene;
    scene.ledger().linkages[EntryId{3}] = LinkageState::open;
    const TimerKey key{RunId{}, "regel-3", TimerKind::look_again};
    scene.programme.timers[key] = wake_on(TimerKind::look_again, "", day("2027-05-01"));

    scene.carry_out(ChooseLinkage{EntryId{3}, true, {}, {}, {}});

    EXPECT_FALSE(scene.programme.timers.contains(key)) << "otherwise the choice would be undone on that day";
}

// --- Reach

TEST(Reach, CountsPeopleOverAChannel)
{
    Scene scene;

    const auto recorded =
        event_of<ReachRecorded>(scene.decide(RecordReach{here, "huiskamer", 9, "jongeren", day("2026-11-18")}));

    EXPECT_EQ(recorded.channel, "huiskamer");
    EXPECT_EQ(recorded.people, 9);
    EXPECT_EQ(recorded.group, "jongeren");
    EXPECT_EQ(event_of<ReachRecorded>(scene.decide(RecordReach{here, "deur", 1, {}, {}})).date, day("2026-11-20"));
}

TEST(Reach, RefusesWhatCannotBe)
{
    Scene scene;

    expect_refused(scene.decide(RecordReach{here, "Aan de deur", 1, {}, {}}), Errc::invalid,
                   "'channel' is 'Aan de deur'");
    expect_refused(scene.decide(RecordReach{here, "", 1, {}, {}}), Errc::invalid, "'channel' is ''");
    expect_refused(scene.decide(RecordReach{here, "deur", 0, {}, {}}), Errc::invalid, "'people' is 0");
    expect_refused(scene.decide(RecordReach{here, "deur", 5, "70+", {}}), Errc::invalid, "'group' is '70+'");
    expect_refused(scene.decide(RecordReach{here, "deur", 5, {}, day("2026-11-21")}), Errc::invalid, "ligt na vandaag");
}

TEST(Reach, IsNeverMoreThanLiveThere)
{
    Scene scene;
    EXPECT_TRUE(scene.decide(RecordReach{here, "deur", 5000, {}, {}})) << "how many live there is not known";

    expect_refused(scene.decide(RecordReach{here, "deur", 4'000'000'000, {}, {}}), Errc::invalid,
                   "hoogstens 100000000");

    scene.ledger().areas[AreaId{1}] = Area{{}, "wijk", "Laak", {}, 1590, 0};
    scene.ledger().areas[AreaId{2}] = Area{AreaId{1}, "buurt", "Noord", {}, 900, 0};
    EXPECT_TRUE(scene.decide(RecordReach{here, "deur", 1590, {}, {}}));
    expect_refused(scene.decide(RecordReach{here, "deur", 1591, {}, {}}), Errc::invalid,
                   "1591 en dat is meer dan er wonen (1590)");
}

// --- Measures

TEST(Measures, AreFiguresWithASourceAndADate)
{
    Scene scene;
    const AddMeasure command{here, {}, "gasverbruik", 1200, FieldKind::number, Text{"Netbeheerder"}, day("2026-10-01")};

    const auto recorded = event_of<MeasureRecorded>(scene.decide(command));

    EXPECT_EQ(recorded.measure, "gasverbruik");
    EXPECT_EQ(recorded.value, 1200);
    EXPECT_FALSE(recorded.task);
    EXPECT_EQ(scene.context.text_of(*recorded.source), "Netbeheerder");
}

TEST(Measures, OfLongAgoAreKeptAsTheyAre)
{
    Scene scene;
    scene.carry_out(AddMeasure{here, {}, "bomen", 12, {}, Text{"Archief"}, day("1962-05-01")});
    EXPECT_EQ(scene.ledger().measures.at("bomen"), (Measure{12, day("1962-05-01")}));

    scene.carry_out(AddMeasure{here, {}, "bomen", 11, {}, Text{"Archief"}, day("1958-05-01")});
    EXPECT_EQ(scene.ledger().measures.at("bomen").value, 12) << "the latest by date stays";
}

TEST(Measures, WithoutASourceAreNoFigures)
{
    Scene scene;

    expect_refused(scene.decide(AddMeasure{here, {}, "gasverbruik", 1, {}, {}, {}}), Errc::invalid,
                   "waar komt het cijfer vandaan?");
    expect_refused(scene.decide(AddMeasure{here, {}, "gasverbruik", 1, {}, Text{" "}, {}}), Errc::invalid,
                   "'source' is leeg");
}

TEST(Measures, FitTheirUnit)
{
    Scene scene;
    const auto measure = [&](FieldKind unit, std::int64_t value) {
        return scene.decide(AddMeasure{here, {}, "cijfer", value, unit, Text{"Telling"}, {}});
    };

    EXPECT_TRUE(measure(FieldKind::number, -4));
    expect_refused(measure(FieldKind::count, -4), Errc::invalid, "een aantal is 0 of meer");
    expect_refused(measure(FieldKind::per_mille, 1001), Errc::invalid, "van 0 tot en met 1000");
    expect_refused(measure(FieldKind::money, -1), Errc::invalid, "een bedrag in centen");
    expect_refused(measure(FieldKind::text, 1), Errc::invalid, "een cijfer is geen 'text'");
    expect_refused(scene.decide(AddMeasure{here, {}, {}, 1, {}, Text{"Telling"}, {}}), Errc::invalid,
                   "'measure' is ''");
}

TEST(Measures, AnswerTheStepThatAsked)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::measure);

    const Payloads events = scene.carry_out(AddMeasure{{}, id, {}, 14, {}, Text{"Rondgang"}, {}});

    const auto* recorded = find_event<MeasureRecorded>(events);
    EXPECT_EQ(recorded->measure, "bereikte_portieken");
    EXPECT_EQ(recorded->unit, FieldKind::count);
    EXPECT_EQ(recorded->task, id);
    EXPECT_FALSE(scene.programme.tasks.contains(id));
}

TEST(Measures, AnswerNothingElseThanWasAsked)
{
    Scene scene;
    const TaskId id = scene.open(StepKind::measure);
    const TaskId task = scene.open(StepKind::task);
    const auto add = [&](AddMeasure command) {
        command.source = Text{"Rondgang"};
        return scene.decide(command);
    };

    expect_refused(add({{}, id, "bomen", 1, {}, {}, {}}), Errc::invalid, "vraagt 'bereikte_portieken', niet 'bomen'");
    expect_refused(add({{}, id, {}, 1, FieldKind::money, {}, {}}), Errc::invalid, "is een count, geen money");
    expect_refused(add({ProgrammeId{6}, id, {}, 1, {}, {}, {}}), Errc::invalid,
                   "hoort bij programma-5, niet bij programma-6");
    expect_refused(add({{}, task, {}, 1, {}, {}, {}}), Errc::wrong_state, "gebruik task complete");
    expect_refused(scene.as(leader).decide(AddMeasure{{}, id, {}, 1, {}, Text{"x"}, {}}), Errc::not_allowed,
                   "is voor de rol");
}

// --- Signals and journal

TEST(Signals, ComeFromOutsideAlsoWithoutAName)
{
    Scene scene;

    EXPECT_EQ(
        event_of<SignalReceived>(scene.as(PersonId{}).decide(SendSignal{here, "energieprijs", Text{"Verdubbeld"}, {}}))
            .kind,
        "energieprijs");
    expect_refused(scene.decide(SendSignal{here, "Energie prijs", {}, {}}), Errc::invalid, "'kind' is 'Energie prijs'");
    expect_refused(scene.decide(SendSignal{here, "energieprijs", Text{""}, day("2027-01-01")}), Errc::invalid,
                   "2 dingen kloppen niet");
}

TEST(Journal, HasSevenKinds)
{
    for (const std::string_view name : names_of<JournalKind>()) {
        Scene scene;
        AddJournal command{here, *find_enum<JournalKind>(name), Text{"Begin klein"}, {}, {}, {}, true};

        const auto added = event_of<JournalAdded>(scene.decide(command));

        EXPECT_EQ(name_of(added.kind), name);
        EXPECT_TRUE(added.before_wijkdraad);
        EXPECT_FALSE(added.oral);
    }
}

TEST(Journal, LieverMondelingKeepsOnlyTheTopic)
{
    Scene scene;
    const auto oral = [&](std::string text) {
        return scene.decide(AddJournal{here, JournalKind::clash, Text{std::move(text)}, true, {}, {}, {}});
    };

    EXPECT_TRUE(event_of<JournalAdded>(oral("De avond van mei")).oral);
    expect_refused(oral(std::string(101, 'x')), Errc::invalid, "alleen het onderwerp");
    expect_refused(oral("De avond\nwaarop alles misging"), Errc::invalid, "alleen het onderwerp");
    expect_refused(oral(""), Errc::invalid, "'text' is leeg");
}

TEST(Journal, KnowsItsAreaAndDay)
{
    Scene scene;
    const auto decided =
        scene.decide(AddJournal{here, JournalKind::lesson, Text{"Begin klein"}, {}, day("2026-12-01"), AreaId{4}, {}});

    expect_refused(decided, Errc::invalid, "ligt na vandaag");
    expect_refused(decided, Errc::invalid, "gebied-4");
}

TEST(Journal, TakesOverOnlyALessonOfAnotherProgramme)
{
    Scene scene;
    AddJournal taking{here, JournalKind::lesson, Text{"Ook hier eerst de klachten"}, {}, {}, {}, {}, EntryId{7}};
    EXPECT_EQ(event_of<JournalAdded>(scene.decide(taking)).taken_from, EntryId{7});
    taking.kind = JournalKind::clash;
    expect_refused(scene.decide(taking), Errc::invalid, "alleen een les");

    const ProgrammeId other{9};
    EXPECT_TRUE(check_taken_lesson(here, EntryId{7}, LessonOrigin{other, JournalKind::lesson}));
    const auto refused = [](const Result<void>& checked) { return checked ? "" : to_text(checked.error()); };
    EXPECT_NE(refused(check_taken_lesson(here, EntryId{7}, std::nullopt)).find("regel-7 is geen les"),
              std::string::npos);
    EXPECT_NE(refused(check_taken_lesson(here, EntryId{7}, LessonOrigin{other, JournalKind::clash})).find("geen les"),
              std::string::npos);
    EXPECT_NE(refused(check_taken_lesson(here, EntryId{7}, LessonOrigin{here, JournalKind::lesson})).find("zelf"),
              std::string::npos);
}

// --- Money, documents, promises, contacts, earlier decisions

TEST(Money, IsMoreThanNothingAndPaidByAnOrganisation)
{
    Scene scene;
    const auto money = [&](AddMoney command) { return scene.decide(command); };

    EXPECT_EQ(event_of<MoneyAdded>(money({here, MoneyKind::payer, 5000, {}, {}, corporation, Text{"Isolatie"}})).payer,
              corporation);
    expect_refused(money({here, MoneyKind::budget, 0, {}, {}, {}, {}}), Errc::invalid, "'cents' is 0");
    expect_refused(money({here, MoneyKind::spent, -5, {}, {}, {}, {}}), Errc::invalid, "'cents' is -5");
    expect_refused(money({here, MoneyKind::payer, 5, {}, {}, {}, {}}), Errc::invalid, "vul 'payer' in");
    expect_refused(money({here, MoneyKind::payer, 5, {}, {}, leader, {}}), Errc::invalid, "geen organisatie");
    expect_refused(money({here, MoneyKind::payer, 5, {}, {}, nobody, {}}), Errc::not_found, "persoon-99");
    expect_refused(money({here, MoneyKind::subsidy, 5, day("2027-01-01"), day("2026-01-01"), {}, {}}), Errc::invalid,
                   "'until' (2026-01-01) ligt voor 'from' (2027-01-01)");
}

TEST(Money, StaysWithinWhatCanBeSummed)
{
    Scene scene;
    const auto budget = [&](std::int64_t cents) {
        return scene.decide(AddMoney{here, MoneyKind::budget, cents, {}, {}, {}, {}});
    };

    EXPECT_TRUE(budget(cents_max));
    expect_refused(budget(cents_max + 1), Errc::invalid, "meer dan tien miljard euro");
    expect_refused(budget(std::numeric_limits<std::int64_t>::max()), Errc::invalid, "meer dan tien miljard euro");
}

TEST(Records, HaveADayThatCanBeMeant)
{
    Scene scene;
    const Date far = day("9999-12-31");
    const Date long_ago = day("0001-01-01");
    const std::string_view says = "een datum ligt van 1900 tot en met 2199";

    expect_refused(scene.decide(AddMoney{here, MoneyKind::budget, 5, long_ago, far, {}, {}}), Errc::invalid, says);
    expect_refused(scene.decide(AddDocument{here, Text{"Plan"}, Text{"https://x.nl"}, far, {}, {}}), Errc::invalid,
                   says);
    expect_refused(scene.decide(AddCommitment{here, Text{"Beloofd"}, {}, far, true}), Errc::invalid, says);
    expect_refused(scene.decide(AddPastDecision{here, Text{"Besloten"}, long_ago, {}}), Errc::invalid, says);
    expect_refused(scene.decide(AddContact{here, Text{"Mw. De Wit"}, {}, long_ago, {}}), Errc::invalid, says);
    expect_refused(scene.decide(StartAssignment{here, "opbouwwerker", stranger, long_ago}), Errc::invalid, says);
    expect_refused(scene.decide(ChangeMunicipality{here, "GM0363", "GM0362", long_ago}), Errc::invalid, says);
}

TEST(Documents, AreLinks)
{
    Scene scene;
    const auto document = [&](std::string link) {
        return scene.decide(AddDocument{here, Text{"Uitvoeringsplan"}, Text{std::move(link)}, {}, {}, {}});
    };

    for (const char* link : {"https://example.nl/plan", "http://archief.example.nl", "urn:nbn:nl:ui:13-abc"})
        EXPECT_TRUE(document(link)) << link;
    for (const char* link : {"C:\\plan.docx", "www.example.nl", "https://", "javascript:alert(1)"})
        expect_refused(document(link), Errc::invalid, "begin met https://, http:// of urn:");
    expect_refused(scene.decide(AddDocument{here, Text{""}, Text{"https://x"}, {}, {}, nobody}), Errc::invalid,
                   "2 dingen kloppen niet");
}

TEST(Commitments, MayBePastDueOnlyFromBeforeWijkdraad)
{
    Scene scene;
    AddCommitment command{here, Text{"We bellen terug"}, leader, day("2024-05-01"), {}};

    expect_refused(scene.decide(command), Errc::invalid, "al voorbij");
    command.before_wijkdraad = true;
    EXPECT_TRUE(event_of<CommitmentAdded>(scene.decide(command)).before_wijkdraad);
    command.owner = nobody;
    expect_refused(scene.decide(command), Errc::not_found, "'owner' is persoon-99");
    EXPECT_TRUE(scene.decide(AddCommitment{here, Text{"We bellen terug"}, {}, {}, {}}))
        << "without owner it is silent, and shows";
}

TEST(Contacts, AreKnownBySomebodyWhoIsThere)
{
    Scene scene;

    EXPECT_TRUE(scene.decide(AddContact{here, Text{"Mw. De Wit"}, worker, day("2025-03-01"), {}}));
    const auto decided = scene.decide(AddContact{here, Text{" "}, nobody, day("2027-01-01"), {}});
    expect_refused(decided, Errc::invalid, "3 dingen kloppen niet");
    expect_refused(decided, Errc::invalid, "'known_by' is persoon-99");
}

TEST(EarlierDecisions, LieInThePast)
{
    Scene scene;

    EXPECT_TRUE(scene.decide(AddPastDecision{here, Text{"Aangewezen als proeftuin"}, day("2018-10-01"), leader}));
    expect_refused(scene.decide(AddPastDecision{here, Text{"Aangewezen"}, day("2026-11-21"), {}}), Errc::invalid,
                   "ligt na vandaag");
    expect_refused(scene.decide(AddPastDecision{here, Text{"Aangewezen"}, day("2018-10-01"), nobody}), Errc::not_found,
                   "'by'");
}

TEST(Records, OfTextThatIsNotTextOrTooLongAreRefused)
{
    Scene scene;
    const auto note = [&](std::string text) {
        return scene.decide(AddJournal{here, JournalKind::lesson, Text{std::move(text)}, {}, {}, {}, {}});
    };

    expect_refused(note("\xff\xfe"), Errc::invalid, "geen geldige tekst (UTF-8)");
    expect_refused(note(std::string((1 << 20) + 1, 'x')), Errc::invalid, "is te lang");
    EXPECT_TRUE(note(std::string(1 << 20, 'x')));
}

}  // namespace

}  // namespace wd::domain::test
