// Corrections of entries: what the decisions allow is what the tables can do, no more and no less.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/records.hpp"
#include "store/sql.hpp"
#include "store/verify.hpp"

#include "drivers.hpp"
#include "story.hpp"

namespace wd::store::test {

using namespace domain;

using Corrections = StoreTest;
WD_ON_EVERY_DRIVER(Corrections);

namespace {

constexpr std::string_view checksum = "abababababababababababababababababababababababababababababababab";

EntryId add_entry(Story& story, EntryKind kind)
{
    const auto entry = story.new_id<EntryTag>();
    const Date date = day("2026-01-05");
    const Kept text = story.text("tekst");
    const auto tell = [&](Payload payload) { story.tell(std::move(payload), {text}); };
    switch (kind) {
    case EntryKind::linkage: tell(LinkageAdded{entry, LinkageLevel::coordination, text.ref, {}}); break;
    case EntryKind::reach: tell(ReachRecorded{entry, "deur", 3, {}, date}); break;
    case EntryKind::measure: tell(MeasureRecorded{entry, "bomen", 3, FieldKind::number, {}, date, {}}); break;
    case EntryKind::signal: tell(SignalReceived{entry, "prijs", {}, date}); break;
    case EntryKind::journal: tell(JournalAdded{entry, JournalKind::clash, text.ref, false, date, {}, false}); break;
    case EntryKind::money: tell(MoneyAdded{entry, MoneyKind::budget, 3, {}, {}, {}, {}}); break;
    case EntryKind::document: tell(DocumentAdded{entry, text.ref, text.ref, date, {}, {}}); break;
    case EntryKind::commitment: tell(CommitmentAdded{entry, text.ref, {}, {}, {}, false}); break;
    case EntryKind::contact: tell(ContactAdded{entry, text.ref, {}, {}, false}); break;
    case EntryKind::learning:
        tell(LearningQuestionAdded{entry, "L1", text.ref, LearningLevel::practice, {}, {}, {}});
        break;
    case EntryKind::past_decision: tell(PastDecisionAdded{entry, text.ref, date, {}}); break;
    case EntryKind::comment: {
        const RunId run = story.start_run();
        story.open_phase(run, "start");
        tell(TaskCommented{story.open_task(run, "start#1/x"), entry, text.ref});
        break;
    }
    }
    return entry;
}

json::value value_of(EntryKind kind, std::string_view field)
{
    if (field == "checksum")
        return json::string(checksum);
    if (field == "level")
        return "synergy";
    if (field == "kind")
        return kind == EntryKind::journal ? "lesson" : kind == EntryKind::money ? "spent" : "anders";
    if (field == "key" || field == "told")
        return true;
    if (field == "channel" || field == "group")
        return "brief";
    for (const std::string_view date : {"date", "from", "until", "due", "since"})
        if (field == date)
            return "2026-02-05";
    return 7;
}

// How a contact is reached is typed, along which way people were reached is a word.
bool is_text(EntryKind kind, std::string_view field)
{
    if (kind == EntryKind::contact && field == "channel")
        return true;
    for (const std::string_view text : {"subject", "text", "source", "note", "title", "link", "name", "to", "occasion"})
        if (field == text)
            return true;
    return false;
}

}  // namespace

TEST_P(Corrections, AreTheSameInTheDecisionsAndInTheTables)
{
    const auto store = open();
    Story story(*store);
    std::size_t allowed = 0;

    boost::mp11::mp_for_each<boost::describe::describe_enumerators<EntryKind>>([&](auto described) {
        const EntryKind kind = described.value;
        const EntryId entry = add_entry(story, kind);
        for (const std::string_view field : correctable_fields(kind)) {
            SCOPED_TRACE(fmt::format("{} {}", name_of(kind), field));
            EntryCorrected corrected{entry, std::string(field), {}, {}, {}};
            const Kept text = story.text("beter");
            if (is_text(kind, field))
                corrected.text = text.ref;
            else
                corrected.value = value_of(kind, field);
            EXPECT_NO_THROW(story.tell(corrected, {text}));
            ++allowed;
        }
    });

    std::size_t statements = 0;
    for (const Sql* sql : sql::all)
        statements += sql->name.starts_with("correct_") ? 1 : 0;
    EXPECT_EQ(statements, allowed) << "a statement that nothing uses";
    EXPECT_EQ(difference(story), "");
    EXPECT_EQ(reader()->view("documents", {{"programme", story.id().value}}).at(0).at("checksum"),
              json::value(json::string(checksum)));
    const auto place = database();
    EXPECT_EQ(verify(*place, {.rebuild = true}).value().problems, std::vector<std::string>{});
}

}  // namespace wd::store::test
