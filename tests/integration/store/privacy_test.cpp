// Names that were put right, texts that were erased and the retention list, as the store keeps them.
// SPDX-License-Identifier: EUPL-1.2
#include "drivers.hpp"
#include "store/backup.hpp"
#include "store/directory_logs.hpp"
#include "store/verify.hpp"
#include "story.hpp"

namespace wd::store::test {

using namespace domain;

class Privacy : public StoreTest {
protected:
    static void rename(Store& store, PersonId person, std::string_view to, std::string_view why)
    {
        const Kept name = keep_text(ContentId{store.take_id(installation)}, to, person);
        const Kept reason = keep_text(ContentId{store.take_id(installation)}, why, person);
        tell_installation(store, PersonCorrected{person, name.ref, reason.ref}, {name.row, reason.row});
    }
    static json::array names_of(Store& store, PersonId person)
    {
        return store.view("inner_person_names", {{"person", person.value}});
    }
    static json::value name_of(Store& store, PersonId person)
    {
        return store.view("person", {{"person", person.value}}).at(0).at("name");
    }
    void expect_sound()
    {
        const auto place = database();
        const VerifyReport report = verify(*place, {.rebuild = true, .heads = {}}).value();
        EXPECT_EQ(report.problems, std::vector<std::string>{});
        EXPECT_TRUE(report.tables_identical.value());
    }
};
WD_ON_EVERY_DRIVER(Privacy);

TEST_P(Privacy, KeepsEveryNameThatSomebodyHad)
{
    {
        const auto store = open();
        const PersonId noor = add_person(*store, "Nor");
        rename(*store, noor, "Noor", "verkeerd gespeld");
        rename(*store, noor, "Noor Bakker", "getrouwd");

        EXPECT_EQ(name_of(*store, noor), "Noor Bakker");
        const json::array names = names_of(*store, noor);
        ASSERT_EQ(names.size(), 2U);
        EXPECT_EQ(names.at(0).at("name"), "Noor");
        EXPECT_EQ(names.at(0).at("reason"), "getrouwd");
        EXPECT_EQ(names.at(1).at("name"), "Nor");
        EXPECT_EQ(names.at(1).at("until_at"), names.at(0).at("from_at"));
        EXPECT_FALSE(store->find_person(noor)->forgotten);
    }
    expect_sound();
}

TEST_P(Privacy, ForgetsEveryNameWithThePerson)
{
    {
        const auto store = open();
        const PersonId noor = add_person(*store, "Nor");
        rename(*store, noor, "Noor", "verkeerd gespeld");
        tell_installation(*store, PersonForgotten{noor});

        EXPECT_TRUE(name_of(*store, noor).is_null());
        EXPECT_TRUE(names_of(*store, noor).at(0).at("name").is_null());
        EXPECT_TRUE(names_of(*store, noor).at(0).at("reason").is_null());
        EXPECT_TRUE(store->find_person(noor)->forgotten);
        EXPECT_TRUE(store->list_content_about(noor).empty());
    }
    expect_sound();
}

TEST_P(Privacy, FindsWhatWasTypedInOneEntryAsItStandsAndAsItStood)
{
    const auto store = open();
    Story story(*store);
    const auto entry = story.new_id<EntryTag>();
    const auto other = story.new_id<EntryTag>();
    const Kept first = story.text("eerst");
    const Kept second = story.text("later");
    const Kept why = story.text("schrijffout");
    const Kept elsewhere = story.text("van een ander");
    story.tell(JournalAdded{entry, JournalKind::lesson, first.ref, false, day("2026-02-03"), {}, false}, {first});
    story.tell(EntryCorrected{entry, "text", {}, second.ref, why.ref}, {second, why});
    story.tell(JournalAdded{other, JournalKind::lesson, elsewhere.ref, false, day("2026-02-03"), {}, false, entry},
               {elsewhere});

    store->begin();
    const std::vector<TypedText> texts = store->list_typed_texts(story.id(), entry);
    ASSERT_EQ(texts.size(), 3U);
    EXPECT_EQ(texts.at(0).text, first.ref.ref);
    EXPECT_EQ(texts.at(1).field, "text");
    EXPECT_EQ(texts.at(2).field, "reason");
    EXPECT_EQ(store->list_taken_from(entry), std::vector{other});
    store->rollback();

    story.tell(TextsErased{entry, {}, {}, {first.ref.ref, second.ref.ref, why.ref.ref}, true});
    store->begin();
    EXPECT_TRUE(store->list_typed_texts(story.id(), entry).empty());
    EXPECT_EQ(store->list_typed_texts(story.id(), other).size(), 1U);
    store->rollback();
}

TEST_P(Privacy, KeepsAnErasedTextErasedInARestoredBackup)
{
    std::optional<Kept> text;
    {
        const auto store = open();
        Story story(*store);
        const auto entry = story.new_id<EntryTag>();
        text = story.text("dit had hier niet moeten staan");
        story.tell(SignalReceived{entry, "melding", text->ref, day("2026-02-03")}, {*text});
        ASSERT_TRUE(back_up(directory(), beside("copy")));
        story.tell(TextsErased{entry, {}, {}, {text->ref.ref}, true});
        EXPECT_FALSE(reader()->find_content(text->ref.ref));
    }
    const std::vector<Erasure> erasures = read_erasures(erasures_file(directory())).value();
    ASSERT_EQ(erasures.size(), 1U);
    EXPECT_EQ(std::get<ContentId>(erasures.front().what), text->ref.ref);
    expect_sound();

    const Result<Restored> restored = restore(beside("copy"), beside("again"),
                                              {.erasures = erasures_file(directory()), .without_erasures_because = {}});
    ASSERT_TRUE(restored) << to_text(restored.error());
    EXPECT_FALSE(open_reader(database_at(beside("again"))).value()->find_content(text->ref.ref));
}

TEST_P(Privacy, RemembersUntilWhenALineIsKept)
{
    {
        const auto store = open();
        tell_installation(*store,
                          TermPassed{RetentionKind::signal, ProgrammeId{3}, EntryId{5}, {}, {}, day("2026-11-20")});
        const json::value line = store->view("inner_retention_lines", {}).at(0);
        const std::int64_t number = line.at("line").as_int64();
        EXPECT_FALSE(store->find_retention_line(number)->until);
        const Kept reason = keep_text(ContentId{store->take_id(installation)}, "er loopt een klacht");
        tell_installation(*store, TermExtended{number, day("2027-03-01"), reason.ref}, {reason.row});

        EXPECT_EQ(store->find_retention_line(number)->until, day("2027-03-01"));
        EXPECT_EQ(store->find_retention_line(number)->what.entry, EntryId{5});
        EXPECT_EQ(store->view("inner_retention_lines", {}).at(0).at("reason"), "er loopt een klacht");
        EXPECT_FALSE(store->find_retention_line(number + 1));
    }
    expect_sound();
}

}  // namespace wd::store::test
