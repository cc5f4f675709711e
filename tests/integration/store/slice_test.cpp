// One programme as a slice: out of one store and into another, with its ids and hashes, people and bundles (RULES A6).
// SPDX-License-Identifier: EUPL-1.2
#include "store/slice.hpp"

#include "drivers.hpp"
#include "random_story.hpp"
#include "store/verify.hpp"

#include <algorithm>
#include <sstream>

namespace wd::store::test {

using namespace domain;

class Slice : public StoreTest {
protected:
    const SliceImport import_{monday + std::chrono::days{400}, Actor{PersonId{2}, {}}, hash_of};

    // Of the workflow that the one file names.
    static Sha256 hash_of(const std::vector<BundleFile>& files)
    {
        const std::string& text = files.empty() ? std::string{} : files.front().bytes;
        const std::size_t start = text.find('\'') + 1;
        return digest_of(text.substr(start, text.find('\'', start) - start));
    }
    static std::vector<BundleFile> bundle_of(const std::string& key)
    {
        return {{"workflow.lua", "return workflow('" + key + "', {})"}};
    }

    // A programme with people, texts, a pinned workflow and left-over work.
    ProgrammeId fill()
    {
        const auto store = open();
        store->set_durability(Durability::off);
        tell_installation(*store, WorkflowInstalled{"wijkaanpak", 1, digest_of("wijkaanpak"), "Wijkaanpak", {}}, {},
                          bundle_of("wijkaanpak"), digest_of("wijkaanpak"));
        tell_installation(*store, WorkflowInstalled{"participatie", 3, digest_of("participatie"), "Participatie", {}},
                          {}, bundle_of("participatie"), digest_of("participatie"));
        const PersonId team = add_person(*store, "Wijkteam", {}, PersonKind::team);
        const PersonId person = add_person(*store, "Fatima", {team});
        RandomStory random(*store, 14);
        for (int i = 0; i < 200; ++i)
            random.step();
        Story& story = random.story();
        story.tell(CommissionerSet{person});
        const Kept note = story.text("een les");
        story.tell(
            JournalAdded{story.new_id<EntryTag>(), JournalKind::lesson, note.ref, false, day("2026-01-05"), {}, false},
            {note});
        note_ = note.ref.ref;
        person_ = person;
        folded_ = story.folded();
        Writes due;
        due.stream = story.id();
        due.head_pseq = folded_->pseq;
        due.head_hash = folded_->hash;
        due.due.push_back({story.id(), "trigger", "vertrek", 1, 0, {}});
        store->begin();
        store->append(due);
        store->commit();
        return story.id();
    }

    std::string export_of(ProgrammeId programme) const
    {
        std::ostringstream out;
        const auto place = database();
        EXPECT_TRUE(export_slice(*place, programme, out).has_value());
        return out.str();
    }
    std::unique_ptr<Store> other_store(std::int64_t ids_from) const
    {
        const auto place = database_at(beside("other"));
        create_store(*place, {.ids_from = ids_from}).value();
        return open_store(database_at(beside("other"))).value();
    }
    static Result<SliceExported> import_text(Store& store, const std::string& text, const SliceImport& import)
    {
        std::istringstream in(text);
        return import_slice(store, in, import);
    }

    std::optional<Programme> folded_;
    ContentId note_;
    PersonId person_;
};
WD_ON_EVERY_DRIVER(Slice);

TEST_P(Slice, ComesToAnotherStoreAsItWas)
{
    const ProgrammeId programme = fill();
    const std::string slice = export_of(programme);
    {
        const auto other = other_store(1'000'000);
        const SliceExported imported = import_text(*other, slice, import_).value();
        EXPECT_EQ(imported.events, folded_->pseq);
        EXPECT_EQ(imported.hash, folded_->hash);

        std::optional<Programme> loaded = other->load_programme(programme);
        loaded->ledger = other->load_ledger(programme);
        EXPECT_EQ(difference(*folded_, *loaded), "");
        EXPECT_EQ(other->list_due(10).size(), 1U);
        EXPECT_EQ(other->find_workflow("wijkaanpak")->version, 1);
        EXPECT_EQ(other->load_bundle(digest_of("wijkaanpak")).size(), 1U);
        EXPECT_FALSE(other->find_workflow("participatie")) << "nothing is pinned to it";
        EXPECT_EQ(other->find_person(person_)->member_of.size(), 1U);
    }
    const auto read = open_reader(database_at(beside("other"))).value();
    EXPECT_EQ(read->find_content(note_), "een les");
    EXPECT_EQ(read->view("programme", {{"programme", programme.value}}).at(0).at("commissioner_name"), "Fatima");
    const auto place = database_at(beside("other"));
    EXPECT_EQ(verify(*place, {.rebuild = true}).value().problems, std::vector<std::string>{});
}

TEST_P(Slice, LeavesAnEventInTheInstallation)
{
    const ProgrammeId programme = fill();
    const std::string slice = export_of(programme);
    const auto other = other_store(1'000'000);
    import_text(*other, slice, import_).value();

    const std::vector<LoggedEvent> events =
        open_reader(database_at(beside("other"))).value()->list_events(installation, 0, 99);
    ASSERT_GE(events.size(), 4U);
    EXPECT_EQ(events.front().type, "person.added");
    EXPECT_EQ(events.back().type, "programme.imported");
    EXPECT_EQ(events.back().actor, "persoon-2");
    EXPECT_EQ(events.back().at, import_.at);
}

TEST_P(Slice, IsTheSameFileEachTime)
{
    const ProgrammeId programme = fill();
    const std::string first = export_of(programme);

    EXPECT_EQ(export_of(programme), first);
    const auto other = other_store(1'000'000);
    import_text(*other, first, import_).value();
    std::ostringstream out;
    const auto place = database_at(beside("other"));
    export_slice(*place, programme, out).value();
    // The same rows; only (part, seq) and the numbers of left-over work are given anew.
    EXPECT_EQ(out.str().size(), first.size());
}

TEST_P(Slice, IsRefusedWithTheListWhereNumbersAreTaken)
{
    const ProgrammeId programme = fill();
    const std::string slice = export_of(programme);
    const auto other = other_store(1);
    const PersonId somebody = add_person(*other, "Iemand anders");
    Story story(*other);
    story.tell(ReachRecorded{story.new_id<EntryTag>(), "deur", 3, {}, day("2026-01-05")});

    const Result<SliceExported> refused = import_text(*other, slice, import_);

    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::duplicate);
    EXPECT_GE(refused.error().details.size(), 2U);
    EXPECT_NE(to_text(refused.error()).find("programma-3 is hier al in gebruik"), std::string::npos);
    EXPECT_NE(to_text(refused.error()).find(to_text(somebody) + " is hier iemand anders"), std::string::npos);
    EXPECT_EQ(difference(story), "");
    EXPECT_EQ(other->find_head(installation).pseq, 1);
}

TEST_P(Slice, IsNotTakenInTwice)
{
    const ProgrammeId programme = fill();
    const std::string slice = export_of(programme);
    const auto other = other_store(1'000'000);
    import_text(*other, slice, import_).value();

    const Error error = import_text(*other, slice, import_).error();
    EXPECT_EQ(error.code, Errc::duplicate) << to_text(error);
}

TEST_P(Slice, GivesNewNumbersBeyondThoseThatCameIn)
{
    const ProgrammeId programme = fill();
    const std::string slice = export_of(programme);
    const auto other = other_store(1);
    import_text(*other, slice, import_).value();
    const auto place = database();
    const auto store = open();
    store->begin();
    const std::int64_t next_at_home = store->take_id(programme);
    store->rollback();

    other->begin();
    EXPECT_GE(other->take_id(programme) + 2, next_at_home);
    EXPECT_FALSE(other->find_programme_of(EntryId{other->take_id(programme)}));
    other->rollback();
    Story story(*other);
    EXPECT_EQ(difference(story), "");
}

TEST_P(Slice, ThatWasChangedOrCutOffIsRefused)
{
    const ProgrammeId programme = fill();
    const std::string slice = export_of(programme);
    const auto other = other_store(1'000'000);

    std::string changed = slice;
    changed.replace(changed.find("Heuvel"), 6, "Zeuvel");
    EXPECT_EQ(import_text(*other, changed, import_).error().code, Errc::invalid);
    EXPECT_EQ(import_text(*other, slice.substr(0, slice.size() / 2), import_).error().code, Errc::invalid);
    EXPECT_EQ(import_text(*other, "", import_).error().code, Errc::invalid);
    EXPECT_EQ(import_text(*other,
                          "{\"slice\":{\"version\":9,\"programme\":3,\"events\":1,\"hash\":\"" + std::string(64, 'a') +
                              "\"}}\n",
                          import_)
                  .error()
                  .code,
              Errc::invalid);
    EXPECT_EQ(import_text(*other, "Beste bewoners", import_).error().where.line, 1);
    EXPECT_TRUE(other->list_programmes().empty());
}

// Somebody who makes the digest at the end anew still cannot change an event.
TEST_P(Slice, WithABrokenChainIsRefused)
{
    const ProgrammeId programme = fill();
    std::string slice = export_of(programme);
    slice.replace(slice.find("\\\"name\\\":\\\"Heuvel"), 17, "\\\"name\\\":\\\"Zeuvel");
    const std::size_t end = slice.rfind("{\"end\"");
    const std::string body = slice.substr(0, end);
    const std::size_t rows = static_cast<std::size_t>(std::count(body.begin(), body.end(), '\n')) - 1;
    slice = body + fmt::format("{{\"end\":{{\"rows\":{},\"sha256\":\"{}\"}}}}\n", rows, to_hex(sha256(body)));
    const auto other = other_store(1'000'000);

    const Result<SliceExported> refused = import_text(*other, slice, import_);
    ASSERT_FALSE(refused.has_value());
    EXPECT_NE(refused.error().message.find("keten breekt bij gebeurtenis 1"), std::string::npos)
        << to_text(refused.error());
    EXPECT_TRUE(other->list_programmes().empty());
}

// The lines of a slice, with an end that fits them.
std::string sealed(std::string text)
{
    text.erase(text.rfind("{\"end\""));
    Sha256Hasher hasher;
    hasher.add(text);
    const auto rows = std::count(text.begin(), text.end(), '\n') - 1;
    return text + fmt::format("{{\"end\":{{\"rows\":{},\"sha256\":\"{}\"}}}}\n", rows, to_hex(hasher.finish()));
}

TEST_P(Slice, WithLinesAfterItsEndIsRefused)
{
    const std::string slice = export_of(fill());
    const auto other = other_store(1'000'000);
    const std::size_t row = slice.find("{\"table\":\"content\"");

    const Result<SliceExported> refused =
        import_text(*other, slice + slice.substr(row, slice.find('\n', row) + 1 - row), import_);

    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::invalid);
    EXPECT_TRUE(import_text(*other, slice, import_).has_value());
}

TEST_P(Slice, CannotChangeTheFilesBehindAHash)
{
    const std::string slice = export_of(fill());
    const auto other = other_store(1'000'000);
    tell_installation(*other, WorkflowInstalled{"wijkaanpak", 1, digest_of("wijkaanpak"), "Wijkaanpak", {}}, {},
                      bundle_of("wijkaanpak"), digest_of("wijkaanpak"));
    const std::string with_files = "\"files\":[";
    std::string more = slice;
    more.insert(more.find(']', more.find(with_files)), R"(,{"path":"lib/extra.lua","bytes":"00"})");
    EXPECT_TRUE(import_text(*other, sealed(more), import_).has_value());
    EXPECT_EQ(other->load_bundle(digest_of("wijkaanpak")).size(), 1U) << "what is here stays as it is";

    std::string changed = slice;
    const std::size_t bytes = changed.find("\"bytes\":\"", changed.find(with_files)) + 9;
    changed.replace(bytes, changed.find('"', bytes) - bytes, "6f6e7a696e");
    const auto another = database_at(beside("another"));
    create_store(*another, {.ids_from = 1'000'000}).value();
    const auto fresh = open_store(database_at(beside("another"))).value();
    const Result<SliceExported> refused = import_text(*fresh, sealed(changed), import_);
    ASSERT_FALSE(refused.has_value());
    EXPECT_NE(refused.error().message.find("passen niet bij hun hash"), std::string::npos);
}

TEST_P(Slice, WithNumbersThatNoStoreGivesIsRefused)
{
    std::string slice = export_of(fill());
    const auto other = other_store(1'000'000);
    const std::string note = fmt::format("{{\"table\":\"content\",\"row\":[3,{},", note_.value);
    ASSERT_NE(slice.find(note), std::string::npos);
    slice.replace(slice.find(note), note.size(), "{\"table\":\"content\",\"row\":[3,9223372036854775805,");

    EXPECT_EQ(import_text(*other, sealed(slice), import_).error().code, Errc::invalid);
}

TEST_P(Slice, WithAnOpenTaskThatIsClosedHereIsRefused)
{
    const ProgrammeId programme = fill();
    const std::string slice = export_of(programme);
    const TaskId open_task = folded_->tasks.begin()->first;
    const auto other = other_store(1);
    Story story(*other);
    const RunId run = story.start_run();
    story.open_phase(run, "start");
    TaskId task;
    while (task < open_task)
        task = story.open_task(run, fmt::format("start#1/x{}", task.value));
    ASSERT_EQ(task, open_task);
    story.tell(TaskCompleted{task, {}}, run);

    EXPECT_NE(to_text(import_text(*other, slice, import_).error()).find(to_text(task) + " is hier al in gebruik"),
              std::string::npos);
}

TEST_P(Slice, BringsWhomOnlyTheLogNames)
{
    ProgrammeId programme;
    PersonId actor;
    PersonId delegate;
    {
        const auto store = open();
        actor = add_person(*store, "Anja");
        delegate = add_person(*store, "Youssef");
        Story story(*store);
        programme = story.id();
        const RunId run = story.start_run();
        story.open_phase(run, "start");
        const TaskId task = story.open_task(run, "start#1/uitnodigen");
        story.tell(TaskClaimed{task, delegate}, run, actor);
        story.tell(TaskReturned{task, ReturnReason::given_back, {}, {}}, run, actor);
    }
    const std::string slice = export_of(programme);
    {
        const auto other = other_store(1'000'000);
        EXPECT_TRUE(import_text(*other, slice, import_).has_value());
        EXPECT_TRUE(other->find_person(actor));
        EXPECT_TRUE(other->find_person(delegate));
    }
    const auto taken = database_at(beside("taken"));
    create_store(*taken, {}).value();
    const auto store = open_store(database_at(beside("taken"))).value();
    EXPECT_EQ(add_person(*store, "Iemand anders"), actor);
    const std::string reason = to_text(import_text(*store, slice, import_).error());
    EXPECT_NE(reason.find(to_text(actor) + " is hier iemand anders"), std::string::npos) << reason;
}

TEST_P(Slice, OfAProgrammeThatIsNotThereIsRefused)
{
    std::ostringstream out;
    const auto place = database();

    EXPECT_EQ(export_slice(*place, ProgrammeId{99}, out).error().code, Errc::not_found);
    EXPECT_EQ(export_slice(*place, installation, out).error().code, Errc::not_found);
    EXPECT_EQ(out.str(), "");
}

TEST_P(Slice, ForksIntoMemoryWithItsWorkflows)
{
    const ProgrammeId programme = fill();
    const auto source = database();

    const auto fork = fork_programme(*source, programme, database_in_memory(), import_).value();

    std::optional<Programme> loaded = fork->load_programme(programme);
    loaded->ledger = fork->load_ledger(programme);
    EXPECT_EQ(difference(*folded_, *loaded), "");
    EXPECT_EQ(fork->find_workflow("participatie")->version, 3);
    EXPECT_EQ(fork->load_bundle(digest_of("participatie")).size(), 1U);
    EXPECT_EQ(fork->find_meta("label"), "real");
    EXPECT_EQ(fork->list_programmes(), std::vector{programme});
}

TEST_P(Slice, IsGoneWhenDestroyed)
{
    const ProgrammeId programme = fill();
    const auto store = open();
    Story other(*store);

    store->begin();
    const Head head = store->destroy_programme(programme);
    store->commit();

    EXPECT_EQ(head.pseq, folded_->pseq);
    EXPECT_EQ(head.hash, folded_->hash);
    EXPECT_FALSE(store->load_programme(programme));
    EXPECT_TRUE(store->list_due(10).empty());
    EXPECT_TRUE(reader()->list_events(programme, 0, 10).empty());
    EXPECT_EQ(reader()->find_content(note_), std::nullopt);
    EXPECT_EQ(difference(other), "");
    EXPECT_EQ(store->find_next_timer(), std::nullopt);
}

TEST_P(Slice, ThatWasDestroyedCanComeBackFromItsExport)
{
    const ProgrammeId programme = fill();
    const std::string slice = export_of(programme);
    const auto store = open();
    store->begin();
    store->destroy_programme(programme);
    store->commit();

    EXPECT_TRUE(import_text(*store, slice, import_).has_value());
    EXPECT_EQ(store->find_head(programme).hash, folded_->hash);
}

}  // namespace wd::store::test
