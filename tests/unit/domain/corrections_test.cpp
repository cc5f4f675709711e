// Putting one's own entry or answer right: whose it is, which fields, and which values.
// SPDX-License-Identifier: EUPL-1.2
#include "scene.hpp"

#include <set>

namespace wd::domain::test {

namespace {

constexpr EntryId entry{70};

struct EntryScene : Scene {
    explicit EntryScene(EntryKind kind, PersonId by = worker)
    {
        ledger().areas[AreaId{3}] = Area{{}, "buurt", "Noord", {}, 100, 0};
        context.entries[entry] = EntryFacts{kind, by};
        if (kind == EntryKind::contact)
            ledger().contacts[entry] = false;
    }
};

CorrectEntry value_of(std::string field, std::string_view json)
{
    CorrectEntry command;
    command.entry = entry;
    command.field = std::move(field);
    command.value = parsed(json);
    return command;
}

CorrectEntry text_of(std::string field, std::string text)
{
    CorrectEntry command;
    command.entry = entry;
    command.field = std::move(field);
    command.text = Text{std::move(text)};
    return command;
}

struct CorrectableRow {
    EntryKind kind;
    std::string_view field, right, wrong;  // JSON; "" for typed text
};

const std::vector<CorrectableRow>& fields()
{
    using enum EntryKind;
    static const std::vector<CorrectableRow> rows{
        {linkage, "level", R"("synergy")", R"("koppelkans")"},
        {linkage, "subject", "", ""},
        {linkage, "area", "3", "4"},
        {reach, "channel", R"("deur")", R"("De deur")"},
        {reach, "people", "100", "101"},
        {reach, "group", R"("jongeren")", "12"},
        {reach, "date", R"("2026-11-20")", R"("2026-11-21")"},
        {measure, "value", "-4", "1.5"},
        {measure, "source", "", ""},
        {measure, "date", R"("2026-11-20")", R"("2026-13-01")"},
        {signal, "kind", R"("energieprijs")", R"("Energie")"},
        {signal, "text", "", ""},
        {signal, "date", R"("2026-11-20")", R"("2027-01-01")"},
        {journal, "kind", R"("lesson")", R"("les")"},
        {journal, "text", "", ""},
        {journal, "date", R"("2026-11-20")", "null"},
        {journal, "area", R"("gebied-3")", R"("noord")"},
        {money, "kind", R"("spent")", R"("kwijt")"},
        {money, "cents", "5", "0"},
        {money, "from", R"("2027-01-01")", "2027"},
        {money, "until", R"("2027-01-01")", R"("")"},
        {money, "payer", "41", "11"},
        {money, "note", "", ""},
        {document, "title", "", ""},
        {document, "link", "", ""},
        {document, "date", R"("2027-01-01")", "true"},
        {document, "checksum", R"("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")", R"("abc")"},
        {document, "holder", "11", "99"},
        {commitment, "text", "", ""},
        {commitment, "owner", R"("persoon-11")", R"("Anna")"},
        {commitment, "due", R"("2020-01-01")", R"("morgen")"},
        {commitment, "to", "", ""},
        {commitment, "made_by", "11", "99"},
        {commitment, "occasion", "", ""},
        {contact, "group", R"("school")", R"("De school")"},
        {contact, "key", "true", "1"},
        {contact, "told", "false", R"("ja")"},
        {contact, "channel", "", ""},
        {contact, "name", "", ""},
        {contact, "known_by", "12", "99"},
        {contact, "since", R"("2026-11-20")", R"("2026-11-21")"},
        {past_decision, "text", "", ""},
        {past_decision, "date", R"("2018-01-01")", R"("2026-11-21")"},
        {past_decision, "by", "11", "0"},
        {comment, "text", "", ""},
    };
    return rows;
}

TEST(Corrections, EachFieldTakesWhatItsRecordTakes)
{
    for (const CorrectableRow& row : fields()) {
        EntryScene scene{row.kind};
        SCOPED_TRACE(fmt::format("{} {}", name_of(row.kind), row.field));
        const std::string field{row.field};
        if (row.right.empty()) {
            EXPECT_TRUE(scene.decide(text_of(field, "https://example.nl/beter")));
            expect_refused(scene.decide(text_of(field, " ")), Errc::invalid, "is leeg");
            expect_refused(scene.decide(value_of(field, "\"x\"")), Errc::invalid, "zet de verbeterde tekst in 'text'");
        } else {
            EXPECT_TRUE(scene.decide(value_of(field, row.right)));
            EXPECT_FALSE(scene.decide(value_of(field, row.wrong)));
            expect_refused(scene.decide(text_of(field, "x")), Errc::invalid, "zet de verbetering in 'value'");
        }
    }
}

TEST(Corrections, OfAFigureFitItsUnit)
{
    EntryScene scene{EntryKind::measure};
    scene.context.entries[entry].unit = FieldKind::per_mille;
    EXPECT_TRUE(scene.decide(value_of("value", "1000")));
    expect_refused(scene.decide(value_of("value", "5000")), Errc::invalid, "promille van 0 tot en met 1000");

    scene.context.entries[entry].unit = FieldKind::count;
    expect_refused(scene.decide(value_of("value", "-1")), Errc::invalid, "een aantal is 0 of meer");
}

TEST(Corrections, OfWhatSomebodyWouldRatherTellStayATopic)
{
    EntryScene scene{EntryKind::journal};
    const CorrectEntry story = text_of("text", std::string(101, 'x'));
    EXPECT_TRUE(scene.decide(story));

    scene.context.entries[entry].oral = true;

    expect_refused(scene.decide(story), Errc::invalid, "bewaren we alleen het onderwerp");
}

TEST(Corrections, HaveADayThatCanBeMeant)
{
    EntryScene scene{EntryKind::commitment};

    expect_refused(scene.decide(value_of("due", R"("9999-12-31")")), Errc::invalid, "van 1900 tot en met 2199");
}

TEST(Corrections, EveryKindOfEntryHasFieldsAndNoOthers)
{
    std::set<EntryKind> seen;
    for (const CorrectableRow& row : fields())
        seen.insert(row.kind);
    EXPECT_EQ(seen.size() + 1, names_of<EntryKind>().size()) << "all but learning questions";
    for (const EntryKind kind : seen) {
        EntryScene scene{kind};
        expect_refused(scene.decide(value_of("before_wijkdraad", "true")), Errc::invalid,
                       "'before_wijkdraad' niet verbeterd worden");
    }
}

TEST(Corrections, OfALearningQuestionAreANewVersion)
{
    EntryScene scene{EntryKind::learning};

    expect_refused(scene.decide(text_of("text", "Waarom niet?")), Errc::wrong_state, "learning answer regel-70");
}

TEST(Corrections, NameTheNearestField)
{
    EntryScene scene{EntryKind::money};

    expect_refused(scene.decide(value_of("cent", "5")), Errc::invalid,
                   "van een geld kan 'cent' niet verbeterd worden (bedoelt u "
                   "'cents'?); wel kind, cents");
}

TEST(Corrections, IdsAndDatesStandInTheLogAsOneForm)
{
    EntryScene scene{EntryKind::commitment};

    EXPECT_EQ(event_of<EntryCorrected>(scene.decide(value_of("owner", R"("persoon-11")"))).value, json::value(11));
    EXPECT_EQ(event_of<EntryCorrected>(scene.decide(value_of("due", R"("2027-01-01")"))).value,
              json::value("2027-01-01"));
}

TEST(Corrections, OfTextKeepTheNewTextAndTheReasonAsContent)
{
    EntryScene scene{EntryKind::journal};
    CorrectEntry command = text_of("text", "Begin bij de buren");
    command.reason = Text{"Typfout"};

    const auto corrected = event_of<EntryCorrected>(scene.decide(command));

    EXPECT_TRUE(corrected.value.is_null());
    EXPECT_EQ(scene.context.text_of(*corrected.text), "Begin bij de buren");
    EXPECT_EQ(scene.context.text_of(*corrected.reason), "Typfout");
    command.reason = Text{""};
    expect_refused(scene.decide(command), Errc::invalid, "'reason' is leeg");
}

TEST(Corrections, AreOfOnesOwnEntriesOnly)
{
    expect_refused(EntryScene(EntryKind::journal, leader).decide(text_of("text", "x")), Errc::not_allowed,
                   "regel-70 is van persoon-11; alleen wie iets vastlegde, verbetert het");
    expect_refused(EntryScene(EntryKind::journal, PersonId{}).decide(text_of("text", "x")), Errc::not_allowed,
                   "van niemand met naam");
    expect_refused(EntryScene(EntryKind::journal, PersonId{}).as(PersonId{}).decide(text_of("text", "x")),
                   Errc::not_allowed, "zeg wie u bent");
    Scene scene;
    expect_refused(scene.decide(text_of("text", "x")), Errc::not_found, "regel-70 staat niet in programma-5");
}

TEST(Corrections, OfALinkMustBeALink)
{
    expect_refused(EntryScene(EntryKind::document).decide(text_of("link", "map/plan.docx")), Errc::invalid,
                   "is geen link");
}

// --- Answers

// A form was answered in a task that has closed.
struct AnsweredScene : Scene {
    explicit AnsweredScene(PersonId by = worker)
    {
        Field count;
        count.id = "aanwezig";
        count.title = "Hoeveel bewoners waren er?";
        count.kind = FieldKind::count;
        Field text;
        text.id = "verslag";
        text.title = "Hoe was het?";
        add_form(Form{"avond", "De avond", {count, text}});
        Step step;
        step.id = "avond";
        step.role = "opbouwwerker";
        step.form = "avond";
        answered = open(step);
        const std::string path = *task(answered).path;
        carry_out(CompleteTask{answered, parsed(R"({"aanwezig":4,"verslag":"Druk"})")});
        context.closed_tasks[answered] = ClosedTaskFacts{run_id, path, by};
        context.origins[answered] = TaskOrigin{run_id, path, run().hash};
    }

    TaskId answered;
};

TEST(AnswerCorrections, ChangeOneAnswerOfOnesOwn)
{
    AnsweredScene scene;

    const Payloads events = scene.carry_out(CorrectAnswer{scene.answered, "aanwezig", 40, Text{"Een nul vergeten"}});

    EXPECT_EQ(find_event<AnswerCorrected>(events)->answer.value, json::value(40));
    EXPECT_EQ(scene.recorded_under, std::vector<RunId>{run_id});
    const json::value& result = scene.run().steps.at("begin#1/avond").result;
    EXPECT_EQ(result.at("aanwezig"), json::value(40)) << "facts change, choices that were made stand";
}

TEST(AnswerCorrections, OfTextBecomeContent)
{
    AnsweredScene scene;

    const auto corrected =
        event_of<AnswerCorrected>(scene.decide(CorrectAnswer{scene.answered, "verslag", "Heel druk", {}}));

    EXPECT_TRUE(corrected.answer.value.is_null());
    EXPECT_EQ(scene.context.text_of(*corrected.answer.text), "Heel druk");
}

TEST(AnswerCorrections, FollowTheQuestion)
{
    AnsweredScene scene;

    expect_refused(scene.decide(CorrectAnswer{scene.answered, "aanwezig", "veel", {}}), Errc::invalid, "niet \"veel\"");
    expect_refused(scene.decide(CorrectAnswer{scene.answered, "anwezig", 4, {}}), Errc::invalid,
                   "(bedoelt u 'aanwezig'?)");
    expect_refused(scene.decide(CorrectAnswer{scene.answered, "aanwezig", 4, Text{" "}}), Errc::invalid,
                   "'reason' is leeg");
}

TEST(AnswerCorrections, AreOfOnesOwnClosedTasksOnly)
{
    AnsweredScene others{leader};
    expect_refused(others.decide(CorrectAnswer{others.answered, "aanwezig", 4, {}}), Errc::not_allowed,
                   "is van persoon-11");
    Scene scene;
    const TaskId open = scene.open(StepKind::task);
    expect_refused(scene.decide(CorrectAnswer{open, "aanwezig", 4, {}}), Errc::wrong_state, "is nog open");
    expect_refused(scene.decide(CorrectAnswer{TaskId{999}, "aanwezig", 4, {}}), Errc::not_found,
                   "geen antwoorden om te verbeteren");
}

TEST(AnswerCorrections, NeedTheWorkflowOfThatTime)
{
    AnsweredScene scene;
    scene.context.workflows.clear();

    expect_refused(scene.decide(CorrectAnswer{scene.answered, "aanwezig", 4, {}}), Errc::unavailable,
                   "de workflow van");
}

}  // namespace

}  // namespace wd::domain::test
