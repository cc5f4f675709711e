// Working rows: content, bundles, left-over work, replies, small values, and what decisions look up.
// SPDX-License-Identifier: EUPL-1.2
#include "drivers.hpp"
#include "store/directory_logs.hpp"
#include "story.hpp"

namespace wd::store::test {

using namespace domain;

using Work = StoreTest;
WD_ON_EVERY_DRIVER(Work);

namespace {

// A turn without events on an existing stream.
Writes turn_of(const Story& story)
{
    Writes writes;
    writes.stream = story.id();
    writes.head_pseq = story.folded().pseq;
    writes.head_hash = story.folded().hash;
    return writes;
}

void write(Store& store, const Writes& writes)
{
    store.begin();
    store.append(writes);
    store.commit();
}

NewDue due_of(const Story& story, std::string_view trigger, std::int64_t event)
{
    NewDue due;
    due.programme = story.id();
    due.kind = "trigger";
    due.trigger = trigger;
    due.event = event;
    due.depth = 2;
    due.data = {{"run", 12}, {"path", "a#1/b"}};
    return due;
}

}  // namespace

TEST_P(Work, KeepsTextApartFromTheLog)
{
    const auto store = open();
    Story story(*store);
    const Kept note = story.text("Mevrouw De Wit belt liever niet.");
    story.tell(
        JournalAdded{story.new_id<EntryTag>(), JournalKind::sensitivity, note.ref, false, day("2026-01-05"), {}, false},
        {note});

    EXPECT_EQ(reader()->find_content(note.ref.ref), "Mevrouw De Wit belt liever niet.");
    for (const LoggedEvent& event : reader()->list_events(story.id(), 0, 10))
        EXPECT_EQ(event.data.find("Wit"), std::string::npos);
}

TEST_P(Work, ShowsALimitedReaderTheTextsOfItsStreamsOnly)
{
    const auto store = open();
    Story story(*store);
    const Kept note = story.text("Mevrouw De Wit belt liever niet.");
    story.tell(
        JournalAdded{story.new_id<EntryTag>(), JournalKind::sensitivity, note.ref, false, day("2026-01-05"), {}, false},
        {note});
    const auto limited = reader();
    const auto journal = [&] { return limited->view("journal", {{"programme", story.id().value}}).at(0).at("text"); };
    EXPECT_EQ(journal(), "Mevrouw De Wit belt liever niet.") << "as yet it shows everything";

    limited->limit_to({{installation}, false});
    EXPECT_EQ(limited->find_content(note.ref.ref), std::nullopt);
    EXPECT_TRUE(journal().is_null()) << "the row is there, its text is not";
    limited->limit_to({{installation, story.id()}, false});
    EXPECT_EQ(journal(), "Mevrouw De Wit belt liever niet.");
    limited->limit_to({});
    EXPECT_TRUE(journal().is_null());
    EXPECT_EQ(reader()->find_content(note.ref.ref), "Mevrouw De Wit belt liever niet.") << "others are not limited";
}

TEST_P(Work, ErasesTextAndItsSaltAndWritesThatDownFirst)
{
    const auto store = open();
    Story story(*store);
    const Kept note = story.text("Weg hiermee.");
    story.tell(
        JournalAdded{story.new_id<EntryTag>(), JournalKind::lesson, note.ref, false, day("2026-01-05"), {}, false},
        {note});

    store->begin();
    EXPECT_TRUE(store->erase_content(note.ref.ref, story.now()));
    EXPECT_EQ(read_erasures(erasures_file(directory())).value().size(), 1U);
    store->commit();

    EXPECT_EQ(reader()->find_content(note.ref.ref), std::nullopt);
    EXPECT_EQ(std::get<ContentId>(read_erasures(erasures_file(directory())).value().front().what), note.ref.ref);
    store->begin();
    EXPECT_FALSE(store->erase_content(note.ref.ref, story.now()));
    store->rollback();
}

TEST_P(Work, KnowsWhichTextsAreAboutSomebody)
{
    const auto store = open();
    const PersonId person = add_person(*store, "Fatima El Idrissi");
    Story story(*store);
    Kept note = keep_text(story.new_id<ContentTag>(), "Kent iedereen", person);
    story.tell(ContactAdded{story.new_id<EntryTag>(), note.ref, {}, {}, false}, {note});

    EXPECT_EQ(store->list_content_about(person).size(), 2U);
    EXPECT_TRUE(store->list_content_about(PersonId{999}).empty());
}

TEST_P(Work, KeepsABundleUnderItsHash)
{
    const auto store = open();
    const std::vector<BundleFile> files{{"forms.lua", "return forms({})"}, {"workflow.lua", std::string("-- \0 x", 6)}};
    const Sha256 hash = digest_of("bundle");
    tell_installation(*store, WorkflowInstalled{"wijkaanpak", 1, hash, "Wijkaanpak", {}}, {}, files, hash);
    tell_installation(*store, WorkflowInstalled{"wijkaanpak", 1, hash, "Wijkaanpak", {}}, {}, files, hash);

    const std::vector<BundleFile> kept = store->load_bundle(hash);
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].path, "forms.lua");
    EXPECT_EQ(kept[1].bytes, files[1].bytes);
    EXPECT_TRUE(reader()->load_bundle(digest_of("other")).empty());
}

TEST_P(Work, TakesTheVersionThatWasInstalledLastAsTheActiveOne)
{
    const auto store = open();
    tell_installation(*store, WorkflowInstalled{"wijkaanpak", 1, digest_of("1"), "Een", {}});
    tell_installation(*store, WorkflowInstalled{"wijkaanpak", 2, digest_of("2"), "Twee", {}});
    tell_installation(*store, WorkflowInstalled{"wijkaanpak", 1, digest_of("1"), "Een", {}});

    EXPECT_EQ(store->find_workflow("wijkaanpak")->version, 1);
    EXPECT_EQ(store->find_workflow_version("wijkaanpak", 2)->title, "Twee");
    EXPECT_FALSE(store->find_workflow_version("wijkaanpak", 3));
    EXPECT_FALSE(store->find_workflow("participatie"));
}

TEST_P(Work, LeavesWorkOnceForATriggerAndAnEvent)
{
    const auto store = open();
    Story story(*store);
    Writes writes = turn_of(story);
    writes.due = {due_of(story, "vertrek", 1), due_of(story, "vertrek", 1), due_of(story, "vertrek", 2)};
    write(*store, writes);

    const std::vector<DueRow> rows = store->list_due(10);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].due.programme, story.id());
    EXPECT_EQ(rows[0].due.kind, "trigger");
    EXPECT_EQ(rows[0].due.depth, 2);
    EXPECT_EQ(rows[0].due.data.at("path"), "a#1/b");
    EXPECT_EQ(store->list_due(1).size(), 1U);
}

TEST_P(Work, ConsumesLeftOverWorkInTheTurnThatDoesIt)
{
    const auto store = open();
    Story story(*store);
    Writes leave = turn_of(story);
    leave.due = {due_of(story, "a", 1), due_of(story, "b", 1)};
    write(*store, leave);
    Writes consume = turn_of(story);
    consume.consumed_due = store->list_due(1).front().id;
    write(*store, consume);

    ASSERT_EQ(store->list_due(10).size(), 1U);
    EXPECT_EQ(store->list_due(10).front().due.trigger, "b");
}

TEST_P(Work, AnswersARepeatedCommandFromWhatItSaid)
{
    const auto store = open();
    Story story(*store);
    Writes writes = turn_of(story);
    writes.reply = NewReply{"persoon-3", "sleutel", digest_of("body"), R"({"task":12})", monday};
    write(*store, writes);

    EXPECT_EQ(store->find_reply("persoon-3", "sleutel")->answer, R"({"task":12})");
    EXPECT_EQ(store->find_reply("persoon-3", "sleutel")->fingerprint, digest_of("body"));
    EXPECT_FALSE(store->find_reply("persoon-4", "sleutel"));
}

TEST_P(Work, ForgetsOldRepliesInPortions)
{
    const auto store = open();
    Story story(*store);
    for (int i = 0; i < 5; ++i) {
        Writes writes = turn_of(story);
        writes.reply = NewReply{"persoon-3", fmt::format("k{}", i), {}, "{}", monday + std::chrono::hours{i}};
        write(*store, writes);
    }
    store->begin();
    EXPECT_EQ(store->forget_replies(monday + std::chrono::hours{3}, 2), 2);
    EXPECT_EQ(store->forget_replies(monday + std::chrono::hours{3}, 2), 1);
    EXPECT_EQ(store->forget_replies(monday + std::chrono::hours{3}, 2), 0);
    store->commit();
    EXPECT_FALSE(store->find_reply("persoon-3", "k2"));
    EXPECT_TRUE(store->find_reply("persoon-3", "k3"));
}

TEST_P(Work, DatesAReplyByItsLastEvent)
{
    const auto store = open();
    Story story(*store);
    Writes writes = turn_of(story);
    writes.events.push_back({RunId{}, 0, monday + std::chrono::days{2}, {}, CommissionerSet{PersonId{4}}});
    writes.reply = NewReply{"persoon-3", "k", {}, "{}", {}};
    write(*store, writes);

    store->begin();
    EXPECT_EQ(store->forget_replies(monday + std::chrono::days{2}, 10), 0);
    EXPECT_EQ(store->forget_replies(monday + std::chrono::days{3}, 10), 1);
    store->commit();
}

TEST_P(Work, KeepsSmallValues)
{
    const auto store = open();
    store->begin();
    store->set_meta("seed", "42");
    store->set_meta("seed", "43");
    store->commit();

    EXPECT_EQ(store->find_meta("seed"), "43");
    EXPECT_EQ(reader()->find_meta("seed"), "43");
}

TEST_P(Work, KnowsPeopleAndTheirTeams)
{
    const auto store = open();
    const PersonId team = add_person(*store, "Wijkteam Oost", {}, PersonKind::team);
    const PersonId person = add_person(*store, "Youssef", {team});

    EXPECT_EQ(store->find_person(team)->kind, PersonKind::team);
    EXPECT_EQ(store->find_person(person)->member_of, std::vector{team});
    EXPECT_FALSE(store->find_person(PersonId{999}));
}

TEST_P(Work, FindsTheProgrammeOfEverythingThatHasANumber)
{
    const auto store = open();
    Story story(*store);
    const RunId run = story.start_run();
    story.open_phase(run, "start");
    const TaskId task = story.open_task(run, "start#1/a");
    const auto entry = story.new_id<EntryTag>();
    story.tell(ReachRecorded{entry, "deur", 3, {}, day("2026-01-05")});

    EXPECT_EQ(store->find_programme_of(task), story.id());
    EXPECT_EQ(store->find_programme_of(run), story.id());
    EXPECT_EQ(store->find_programme_of(entry), story.id());
    EXPECT_FALSE(store->find_programme_of_closed(task));
    EXPECT_FALSE(store->find_programme_of(TaskId{999}));
    EXPECT_EQ(store->list_programmes(), std::vector{story.id()});
    story.tell(TaskCompleted{task, {}}, run);
    EXPECT_FALSE(store->find_programme_of(task));
    EXPECT_EQ(store->find_programme_of_closed(task), story.id());
    story.tell(PhaseClosed{"start", 1, PhaseEnd::completed, {}}, run);
    story.tell(RunEnded{RunEnd::done, {}}, run);
    EXPECT_EQ(store->find_programme_of(run), story.id());
}

TEST_P(Work, SaysWhoAnsweredATaskAndWhereItCameFrom)
{
    const auto store = open();
    Story story(*store);
    const RunId run = story.start_run();
    story.open_phase(run, "start");
    const TaskId task = story.open_task(run, "start#1/a");
    EXPECT_FALSE(store->find_closed_task(story.id(), task));
    EXPECT_EQ(store->find_task_origin(story.id(), task)->path, "start#1/a");

    story.tell(TaskCompleted{task, {}}, run, PersonId{8});

    EXPECT_EQ(store->find_closed_task(story.id(), task)->by, PersonId{8});
    EXPECT_EQ(store->find_closed_task(story.id(), task)->run, run);
    EXPECT_EQ(store->find_task_origin(story.id(), task)->hash, digest_of("wijkaanpak"));
    EXPECT_FALSE(store->find_task_origin(story.id(), TaskId{999}));
}

TEST_P(Work, KnowsWhereACarriedTaskCameFrom)
{
    const auto store = open();
    Story story(*store);
    const RunId run = story.start_run();
    story.open_phase(run, "start");
    StepOpened opened;
    opened.path = "start#1/nazorg";
    opened.task = story.new_id<TaskTag>();
    opened.carry = true;
    story.tell(opened, run);
    story.tell(PhaseClosed{"start", 1, PhaseEnd::completed, {}}, run);

    EXPECT_EQ(store->find_task_origin(story.id(), *opened.task)->path, "start#1/nazorg");
    EXPECT_FALSE(story.folded().tasks.at(*opened.task).run);
    EXPECT_EQ(difference(story), "");
}

TEST_P(Work, KnowsNoOriginOfAnAdHocTask)
{
    const auto store = open();
    Story story(*store);
    const auto task = story.new_id<TaskTag>();
    story.tell(TaskAdded{task, StepKind::task, story.text("Bel de aannemer").ref, {}, {}, {}, {}});
    EXPECT_FALSE(store->find_task_origin(story.id(), task));

    story.tell(TaskCompleted{task, {}}, RunId{}, PersonId{8});
    EXPECT_FALSE(store->find_closed_task(story.id(), task));
}

TEST_P(Work, SaysWhoWroteAnEntry)
{
    const auto store = open();
    Story story(*store);
    const auto entry = story.new_id<EntryTag>();
    story.tell(ReachRecorded{entry, "deur", 3, {}, day("2026-01-05")}, RunId{}, PersonId{8});

    EXPECT_EQ(store->find_entry(story.id(), entry)->kind, EntryKind::reach);
    EXPECT_EQ(store->find_entry(story.id(), entry)->by, PersonId{8});
    EXPECT_FALSE(store->find_entry(story.id(), EntryId{999}));
    EXPECT_FALSE(store->find_entry(ProgrammeId{999}, entry));
}

}  // namespace wd::store::test
