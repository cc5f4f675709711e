// From one schema to the next: a store of an earlier version opens, keeps everything and verifies. The earlier schemas
// stand beside this file as they were.
// SPDX-License-Identifier: EUPL-1.2
#include "drivers.hpp"
#include "store/verify.hpp"
#include "story.hpp"

#include <sqlite3.h>

#include <fstream>
#include <sstream>

namespace wd::store::test {

using namespace domain;
namespace fs = std::filesystem;

namespace {

class Raw {
public:
    explicit Raw(const fs::path& file) { EXPECT_EQ(sqlite3_open(file.c_str(), &handle_), SQLITE_OK); }
    ~Raw() { sqlite3_close(handle_); }
    Raw(const Raw&) = delete;

    void run(const std::string& statements)
    {
        char* message = nullptr;
        EXPECT_EQ(sqlite3_exec(handle_, statements.c_str(), nullptr, nullptr, &message), SQLITE_OK)
            << message << "\n"
            << statements.substr(0, 200);
        sqlite3_free(message);
    }
    // The first column of each row.
    std::vector<std::string> list(const std::string& statement)
    {
        std::vector<std::string> values;
        sqlite3_exec(
            handle_, statement.c_str(),
            [](void* to, int, char** columns, char**) {
                static_cast<std::vector<std::string>*>(to)->emplace_back(columns[0] == nullptr ? "" : columns[0]);
                return 0;
            },
            &values, nullptr);
        return values;
    }

private:
    sqlite3* handle_ = nullptr;
};

std::string text_of(const fs::path& file)
{
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// Writes the store as an earlier version had it: the same rows in the columns of then.
void write_as_version(int version, const fs::path& store)
{
    const fs::path before = store.parent_path() / "before.db";
    {
        Raw old(before);
        old.run("pragma page_size = 4096; pragma auto_vacuum = incremental");
        old.run(text_of(fs::path(SCHEMAS) / ("schema_" + std::to_string(version) + ".sql")));
        old.run("attach '" + store.string() + "' as new");
        for (const std::string& table :
             old.list("select name from main.sqlite_schema where type = 'table' and name not like 'sqlite_%'"))
        {
            std::string columns;
            for (const std::string& column : old.list("select name from pragma_table_info('" + table + "')"))
                columns += (columns.empty() ? "" : ", ") + column;
            old.run("insert into main." + table + " (" + columns + ") select " + columns + " from new." + table);
        }
        const std::string id = old.list("pragma new.application_id").at(0);
        old.run("pragma main.application_id = " + id + "; pragma main.user_version = " + std::to_string(version));
    }
    for (const char* end : {"", "-wal", "-shm"})
        fs::remove(store.string() + end);
    fs::rename(before, store);
}

}  // namespace

class Migrating : public StoreTest {};
WD_ON_EVERY_DRIVER(Migrating);

TEST_P(Migrating, TakesAStoreOfVersion1AsIfItHadAlwaysBeenThisOne)
{
    std::optional<Programme> before;
    {
        const auto store = open();
        Story story(*store);
        const auto position = story.new_id<PositionTag>();
        const auto contact = story.new_id<EntryTag>();
        story.tell(PositionAdded{position, "projectleider", "Projectleider", true, false});
        story.tell(AssignmentStarted{story.new_id<AssignmentTag>(), position, PersonId{3}, day("2026-01-05")});
        story.tell(ContactAdded{contact, story.text("Fatma").ref, PersonId{3}, day("2025-05-01"), true});
        story.tell(EntryCorrected{contact, "since", "2025-06-01", {}, {}});
        const auto other = story.new_id<EntryTag>();
        story.tell(ContactAdded{other, story.text("Piet").ref, {}, {}, true});
        story.tell(EntryCorrected{other, "known_by", 4, {}, {}});
        story.tell(CommitmentAdded{
            story.new_id<EntryTag>(), story.text("terugbellen").ref, PersonId{3}, day("2026-02-01"), {}, false});
        const RunId run = story.start_run();
        story.open_phase(run, "verkenning");
        const TaskId held = story.open_task(run, "verkenning#1/terugblik", StepKind::reflection);
        const TaskId skipped = story.open_task(run, "verkenning#1/nabespreking", StepKind::reflection);
        const TaskId dropped = story.open_task(run, "verkenning#1/later", StepKind::reflection);
        story.tell(ReflectionRecorded{held, {{"aantal", 4, {}}}}, run, PersonId{3});
        story.tell(ReflectionSkipped{skipped, story.text("geen tijd").ref}, run, PersonId{3});
        story.tell(StepDropped{"verkenning#1/later", dropped, story.text("dubbel").ref}, run);
        before = story.folded();
    }
    write_as_version(1, directory() / "wijkdraad.db");

    {
        const auto store = open();
        std::optional<Programme> now = store->load_programme(before->id);
        now->ledger = store->load_ledger(before->id);
        EXPECT_EQ(difference(*before, *now), "");
    }
    const auto place = database();
    const VerifyReport report = verify(*place, {.rebuild = true, .heads = {}}).value();
    EXPECT_TRUE(report.tables_identical.value()) << (report.problems.empty() ? "" : report.problems.front());
    EXPECT_EQ(report.problems, std::vector<std::string>{});
}

TEST_P(Migrating, TellsAHandoverOfVersion2ThatTheLeaverWentBeforeTheAnnouncedDay)
{
    std::optional<Programme> before;
    {
        const auto store = open();
        Story story(*store);
        const auto position = story.new_id<PositionTag>();
        const auto assignment = story.new_id<AssignmentTag>();
        const auto handover = story.new_id<HandoverTag>();
        story.tell(PositionAdded{position, "projectleider", "Projectleider", true, false});
        story.tell(AssignmentStarted{assignment, position, PersonId{3}, day("2026-01-05")});
        story.tell(AssignmentEndAnnounced{assignment, position, PersonId{3}, day("2026-08-01"), LeaveKind::announced,
                                          handover});
        HandoverStarted started;
        started.handover = handover;
        started.position = position;
        started.assignment = assignment;
        started.giver = PersonId{3};
        started.announced_on = day("2026-05-01");
        started.last_day = day("2026-08-01");
        story.tell(std::move(started));
        story.tell(AssignmentEnded{assignment, position, PersonId{3}, day("2026-07-01")});
        before = story.folded();
    }
    write_as_version(2, directory() / "wijkdraad.db");
    Raw(directory() / "wijkdraad.db").run("update handover set last_day = '2026-08-01'");  // as it was kept then

    {
        const auto store = open();
        std::optional<Programme> now = store->load_programme(before->id);
        now->ledger = store->load_ledger(before->id);
        EXPECT_EQ(difference(*before, *now), "");
    }
    const auto place = database();
    EXPECT_EQ(verify(*place, {.rebuild = true, .heads = {}}).value().problems, std::vector<std::string>{});
}

TEST_P(Migrating, GivesAStoreOfVersion3AccountsAndKeys)
{
    PersonId noor;
    {
        const auto store = open();
        noor = add_person(*store, "Noor");
        tell_installation(*store, SettingsChanged{RubricSettings{}, {}, {}});
        Story story(*store);
        story.open_phase(story.start_run(), "verkenning");
    }
    write_as_version(3, directory() / "wijkdraad.db");

    {
        const auto store = open();
        tell_installation(*store, AccountOpened{noor});
        Credential credential;
        credential.person = noor;
        credential.login = "noor";
        store->keys().put(credential);
        EXPECT_TRUE(store->keys().find_account(noor));
        EXPECT_EQ(store->keys().find_login("noor"), credential);
    }
    const auto place = database();
    EXPECT_EQ(verify(*place, {.rebuild = true, .heads = {}}).value().problems, std::vector<std::string>{});
}

TEST_P(Migrating, GivesAStoreOfVersion4EarlierNamesAndARetentionList)
{
    PersonId noor;
    {
        const auto store = open();
        noor = add_person(*store, "Noor");
        tell_installation(*store, AccountOpened{noor});
        Story story(*store);
        story.open_phase(story.start_run(), "verkenning");
    }
    write_as_version(4, directory() / "wijkdraad.db");

    {
        const auto store = open();
        const Kept name = keep_text(ContentId{store->take_id(installation)}, "Noor Bakker", noor);
        tell_installation(*store, PersonCorrected{noor, name.ref, {}}, {name.row});
        tell_installation(*store, TermPassed{RetentionKind::person, {}, {}, {}, noor, day("2026-11-20")});
        EXPECT_EQ(store->view("inner_person_names", {{"person", noor.value}}).at(0).at("name"), "Noor");
    }
    const auto place = database();
    EXPECT_EQ(verify(*place, {.rebuild = true, .heads = {}}).value().problems, std::vector<std::string>{});
}

// The date of an instant near midnight, in summer and in winter, before and after the clock changes.
TEST_P(Migrating, DatesAnEarlierReflectionByTheClockOfAmsterdam)
{
    constexpr std::array instants{
        "2026-01-05T23:30:00.000Z", "2026-01-05T22:59:59.000Z", "2026-03-28T23:00:00.000Z", "2026-03-29T21:59:59.000Z",
        "2026-03-29T22:00:00.000Z", "2026-10-24T22:00:00.000Z", "2026-10-25T22:59:59.000Z", "2026-10-25T23:00:00.000Z",
    };
    {
        const auto store = open();
        for (const std::string_view instant : instants) {
            Story story(*store);
            story.set_now(parse_timestamp(instant).value() - std::chrono::minutes{4});
            const RunId run = story.start_run();
            story.open_phase(run, "verkenning");
            const TaskId held = story.open_task(run, "verkenning#1/terugblik", StepKind::reflection);
            story.tell(ReflectionRecorded{held, {}}, run, PersonId{3});
        }
    }
    write_as_version(1, directory() / "wijkdraad.db");
    open();

    const auto place = database();
    EXPECT_EQ(verify(*place, {.rebuild = true, .heads = {}}).value().problems, std::vector<std::string>{});
}

}  // namespace wd::store::test
