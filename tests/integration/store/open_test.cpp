// Opening: a data directory that is missing, in use, read-only, from a newer version, not ours, truncated; and migrations.
// Each is a clear refusal that changes nothing.
// SPDX-License-Identifier: EUPL-1.2
#include "drivers.hpp"
#include "story.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

namespace wd::store::test {

using namespace domain;
namespace fs = std::filesystem;

namespace {

template <class T>
Errc code_of(const Result<T>& result)
{
    EXPECT_FALSE(result.has_value());
    return result ? Errc::invalid : result.error().code;
}

std::string bytes_in(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(const fs::path& file, std::string_view bytes)
{
    std::ofstream(file, std::ios::binary) << bytes;
}

// Runs `act` in another process; what it returns becomes the process's answer.
template <class Act>
int in_another_process(Act&& act)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(act());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

using Opening = StoreTest;
WD_ON_EVERY_DRIVER(Opening);

TEST_P(Opening, SaysThatThereIsNothing)
{
    EXPECT_EQ(code_of(open_store(database_at(beside("nowhere")))), Errc::not_found);
    EXPECT_EQ(code_of(open_reader(database_at(beside("nowhere")))), Errc::not_found);
    EXPECT_FALSE(fs::exists(beside("nowhere")));
}

TEST_P(Opening, SaysThatADirectoryHoldsNoStore)
{
    fs::create_directories(beside("empty"));

    EXPECT_EQ(code_of(open_store(database_at(beside("empty")))), Errc::not_found);
}

TEST_P(Opening, RefusesToMakeAStoreWhereOneIs)
{
    EXPECT_EQ(code_of(create_store(*database(), {})), Errc::duplicate);
    EXPECT_TRUE(open_store(database()).has_value());
}

TEST_P(Opening, KeepsWhatItWasMadeWith)
{
    const auto made = database_at(beside("demo"));
    ASSERT_TRUE(create_store(*made, {StoreLabel::demo, 1, std::chrono::hours{48}}).has_value());
    const auto store = open_store(database_at(beside("demo"))).value();

    EXPECT_EQ(store->find_meta("label"), "demo");
    EXPECT_EQ(store->find_meta("clock_offset_ms"), "172800000");
    EXPECT_EQ(store->find_meta("nothing"), std::nullopt);
}

TEST_P(Opening, RefusesASecondWriterInThisProcess)
{
    const auto first = open();

    EXPECT_EQ(code_of(open_store(database())), Errc::store_in_use);
}

TEST_P(Opening, RefusesASecondWriterInAnotherProcess)
{
    const auto first = open();

    const int answer = in_another_process([&] {
        const auto second = open_store(database());
        return !second && second.error().code == Errc::store_in_use ? 7 : 1;
    });
    EXPECT_EQ(answer, 7);
}

TEST_P(Opening, NamesTheProcessThatHoldsTheStore)
{
    const auto first = open();

    EXPECT_NE(open_store(database()).error().message.find(std::to_string(::getpid())), std::string::npos);
}

TEST_P(Opening, FreesTheStoreWithItsWriter)
{
    open().reset();

    EXPECT_TRUE(open_store(database()).has_value());
}

TEST_P(Opening, FreesTheStoreWhenItsProcessIsKilled)
{
    in_another_process([&] {
        const auto store = open();
        Story story(*store);
        return 0;  // leaves without closing anything
    });

    EXPECT_TRUE(open_store(database()).has_value());
    EXPECT_EQ(reader()->view("programmes", {}).size(), 1U);
}

TEST_P(Opening, LetsReadersInBesideTheWriter)
{
    const auto store = open();
    const auto before = reader();
    Story story(*store);

    EXPECT_EQ(before->view("programmes", {}).size(), 1U);
    EXPECT_EQ(reader()->load_programme(story.id())->name, "Heuvel");
}

TEST_P(Opening, ShowsAReaderOneMomentAsLongAsItLives)
{
    const auto store = open();
    const auto read = reader();
    Story first(*store);
    {
        const Moment moment{*read};
        EXPECT_EQ(read->view("programmes", {}).size(), 1U);
        Story second(*store);
        EXPECT_TRUE(read->load_programme(first.id()).has_value()) << "one moment may live in another";
        EXPECT_EQ(read->view("programmes", {}).size(), 1U);
    }

    EXPECT_EQ(read->view("programmes", {}).size(), 2U);
}

TEST_P(Opening, RefusesAForeignFile)
{
    write_bytes(directory() / "wijkdraad.db", "Beste bewoners, hierbij nodigen wij u uit voor de bewonersavond.");

    EXPECT_EQ(code_of(open_store(database())), Errc::store_foreign);
    EXPECT_EQ(code_of(open_reader(database())), Errc::store_foreign);
    EXPECT_EQ(bytes_in(directory() / "wijkdraad.db").substr(0, 15), "Beste bewoners,");
}

TEST_P(Opening, RefusesAStoreOfAnotherProgram)
{
    std::string bytes = bytes_in(directory() / "wijkdraad.db");
    bytes.replace(68, 4, "ANDR");
    write_bytes(directory() / "wijkdraad.db", bytes);

    EXPECT_EQ(code_of(open_store(database())), Errc::store_foreign);
}

TEST_P(Opening, RefusesAnEmptyFile)
{
    write_bytes(directory() / "wijkdraad.db", "");

    EXPECT_EQ(code_of(open_store(database())), Errc::store_damaged);
}

TEST_P(Opening, RefusesATruncatedFile)
{
    {
        const auto store = open();
        Story story(*store);
    }
    const fs::path file = directory() / "wijkdraad.db";
    const std::string whole = bytes_in(file);
    for (const std::size_t size : {std::size_t{60}, std::size_t{4'096}, whole.size() - 4'096, whole.size() - 1}) {
        write_bytes(file, std::string_view(whole).substr(0, size));
        EXPECT_EQ(code_of(open_store(database())), Errc::store_damaged) << size;
        EXPECT_EQ(code_of(open_reader(database())), Errc::store_damaged) << size;
        EXPECT_EQ(fs::file_size(file), size);
    }
    write_bytes(file, whole);
    EXPECT_TRUE(open_store(database()).has_value());
}

// As after a kill: what was written last stands in the log beside the file.
TEST_P(Opening, RefusesATruncatedFileThatHasALogBesideIt)
{
    const fs::path file = directory() / "wijkdraad.db";
    const fs::path copy = directory() / "copy";
    fs::create_directories(copy);
    {
        const auto store = open();
        Story story(*store);
        story.tell(PositionAdded{story.new_id<PositionTag>(), "projectleider", "Projectleider", true, false});
        for (const char* end : {"", "-wal"})
            fs::copy_file(file.string() + end, (copy / "wijkdraad.db").string() + end);
    }
    ASSERT_GT(fs::file_size(copy / "wijkdraad.db-wal"), 0U);
    const std::string whole = bytes_in(copy / "wijkdraad.db");
    const std::string log = bytes_in(copy / "wijkdraad.db-wal");

    for (const std::size_t pages : {std::size_t{3}, whole.size() / 4'096 / 2}) {
        const std::size_t size = pages * 4'096;
        write_bytes(file, std::string_view(whole).substr(0, size));
        write_bytes(file.string() + "-wal", log);
        const auto refused = open_store(database());

        EXPECT_EQ(code_of(refused), Errc::store_damaged) << size;
        EXPECT_NE(to_text(refused.error()).find("wijkdraad.db is afgekapt"), std::string::npos)
            << to_text(refused.error());
        EXPECT_EQ(code_of(open_reader(database())), Errc::store_damaged) << size;
        EXPECT_EQ(fs::file_size(file), size);
        EXPECT_EQ(bytes_in(file.string() + "-wal"), log);
    }
    write_bytes(file, whole);
    write_bytes(file.string() + "-wal", log);
    EXPECT_TRUE(open_store(database()).has_value());
}

TEST_P(Opening, RefusesAStoreOfANewerVersion)
{
    {
        const auto newer = sqlite::database_in(directory(), {{{99, "create table later (x integer) strict"}}});
        ASSERT_TRUE(newer->open_writer().has_value());
    }
    EXPECT_EQ(code_of(open_store(database())), Errc::store_newer);
    EXPECT_EQ(code_of(open_reader(database())), Errc::store_newer);
}

TEST_P(Opening, BringsAnOlderStoreForward)
{
    const auto newer = [&] {
        return sqlite::database_in(directory(),
                                   {{{6, "alter table meta add column note text"}, {7, "update meta set note = 'x'"}}});
    };
    EXPECT_EQ(code_of(newer()->open_reader()), Errc::wrong_state);

    ASSERT_TRUE(newer()->open_writer().has_value());
    EXPECT_TRUE(newer()->open_reader().has_value());
    EXPECT_TRUE(newer()->open_writer().has_value());
    EXPECT_EQ(code_of(open_store(database())), Errc::store_newer);
}

TEST_P(Opening, LeavesAStoreAsItWasWhenAMigrationFails)
{
    const auto broken = sqlite::database_in(
        directory(), {{{6, "alter table meta add column note text"}, {7, "update nothing set x = 1"}}});

    EXPECT_THROW(broken->open_writer().has_value(), Bug);
    EXPECT_TRUE(open_store(database()).has_value());
}

TEST_P(Opening, RefusesADirectoryThatCannotBeWritten)
{
    fs::permissions(directory(),
                    fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read | fs::perms::others_exec);
    fs::permissions(directory() / "wijkdraad.db", fs::perms::owner_read | fs::perms::others_read);
    for (const char* name : {"wijkdraad.lock"})
        fs::permissions(directory() / name, fs::perms::owner_read | fs::perms::others_read);
    fs::permissions(directory().parent_path(), fs::perms::all);

    // Root may write everything, so the attempt is somebody else's.
    const int answer = in_another_process([&] {
        if (::getuid() == 0 && ::setuid(65'534) != 0)
            return 2;
        const auto store = open_store(database());
        return !store && store.error().code == Errc::store_read_only ? 7 : 1;
    });
    fs::permissions(directory(), fs::perms::owner_all);
    EXPECT_EQ(answer, 7);
}

TEST_P(Opening, RefusesAFileThatCannotBeWritten)
{
    fs::permissions(directory().parent_path(), fs::perms::all);
    fs::permissions(directory(), fs::perms::all);
    fs::permissions(directory() / "wijkdraad.lock", fs::perms::all);
    fs::permissions(directory() / "wijkdraad.db", fs::perms::owner_read | fs::perms::others_read);

    const int answer = in_another_process([&] {
        if (::getuid() == 0 && ::setuid(65'534) != 0)
            return 2;
        const auto store = open_store(database());
        return !store && store.error().code == Errc::store_read_only ? 7 : 1;
    });
    EXPECT_EQ(answer, 7);
}

// A crash while a store was made leaves another name behind, and making it again works.
TEST_P(Opening, MakesAStoreWhereAnAttemptWasCutOff)
{
    fs::create_directories(beside("again"));
    write_bytes(beside("again") / "wijkdraad.db.new", "half");

    EXPECT_TRUE(create_store(*database_at(beside("again")), {}).has_value());
    EXPECT_TRUE(open_store(database_at(beside("again"))).has_value());
    EXPECT_FALSE(fs::exists(beside("again") / "wijkdraad.db.new"));
}

TEST_P(Opening, HasTheFormatThatCannotBeSetLater)
{
    const std::string header = bytes_in(directory() / "wijkdraad.db").substr(0, 100);

    EXPECT_EQ(header.substr(68, 4), "wdr1");
    EXPECT_EQ(static_cast<unsigned char>(header[16]) << 8 | static_cast<unsigned char>(header[17]), 4'096);
    EXPECT_EQ(header[67], 1);                               // incremental …
    EXPECT_NE(header.substr(52, 4), std::string(4, '\0'));  // … vacuum
    EXPECT_EQ(header[18], 2);                               // write-ahead log
}

}  // namespace wd::store::test
