// Databases of the SQLite driver: making, checking, opening, copying. See driver.hpp; the bytes are in store/README.md.
// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite/driver.hpp"

#include "store/sqlite/connection.hpp"
#include "store/sqlite/failure.hpp"
#include "store/sqlite/header.hpp"
#include "store/sqlite/schema.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>

namespace wd::store::sqlite {

namespace {

constexpr int schema_version = 5;
constexpr int page_bytes = 4'096;  // one page of the file system: a commit of one row writes few bytes

// Steps that come with this version, oldest first. The first schema needs none.
const std::vector<Migration>& built_in_migrations()
{
    static const std::vector<Migration> all{{2, std::string(migration_2)},
                                            {3, std::string(migration_3)},
                                            {4, std::string(migration_4)},
                                            {5, std::string(migration_5)}};
    return all;
}

void make_tables(SqliteConnection& connection)
{
    connection.execute("begin");
    connection.execute(std::string(schema));
    connection.execute(fmt::format("pragma user_version = {}", schema_version));
    connection.execute("commit");
}

// In this order and before the first table: later they would not hold (RULES C1).
void set_format(SqliteConnection& connection)
{
    connection.execute(fmt::format("pragma page_size = {}", page_bytes));
    connection.execute("pragma auto_vacuum = incremental");
    connection.execute(fmt::format("pragma application_id = {}", application_id));
}

// The name of a file is on disk only when its directory is.
void sync_directory(const std::filesystem::path& directory)
{
    const int file = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        throw StoreFailure(Errc::unavailable, fmt::format("map {}: {}", directory.string(), std::strerror(errno)));
    ::fsync(file);
    ::close(file);
}

// A failure while opening is an expected "no": the caller asks for another directory or mends this one.
template <class Action>
auto as_result(Action&& action) -> decltype(action())
{
    try {
        return action();
    } catch (const StoreFailure& failure) {
        return Error{failure.code(), failure.what(), {}, {}};
    }
}

std::unique_ptr<Database> scratch_database();

class FileDatabase final : public Database {
public:
    FileDatabase(std::filesystem::path directory, Options options)
        : directory_(std::move(directory)), file_(directory_ / "wijkdraad.db"), options_(std::move(options))
    {
    }

    const std::filesystem::path& directory() const override { return directory_; }

    Result<void> create(const std::function<void(Connection&)>& fill) override
    {
        return as_result([&]() -> Result<void> {
            std::error_code failure;
            std::filesystem::create_directories(directory_, failure);
            Result<Lock> lock = Lock::take(directory_);
            if (!lock)
                return lock.error();
            if (std::filesystem::exists(file_))
                return refusal(Errc::duplicate, "in {} is al een opslag; open die, of noem een andere map",
                               directory_.string());
            make_file(fill);
            return {};
        });
    }

    Result<std::unique_ptr<Connection>> open_writer() override
    {
        return as_result([&]() -> Result<std::unique_ptr<Connection>> {
            Result<Lock> lock = Lock::take(directory_);
            if (!lock)
                return lock.error();
            if (const Result<void> header = check_header(file_); !header)
                return header.error();
            if (::access(file_.c_str(), W_OK) != 0)
                return refusal(Errc::store_read_only, "{} kan niet worden geschreven; herstel de rechten",
                               file_.string());
            auto connection = std::make_unique<SqliteConnection>(file_.string(), SQLite::OPEN_READWRITE, Role::writer,
                                                                 std::move(*lock));
            if (const Result<void> ready = prepare(*connection); !ready)
                return ready.error();
            connection->start_checkpointer(file_.string());
            return std::unique_ptr<Connection>(std::move(connection));
        });
    }

    Result<std::unique_ptr<Connection>> open_reader() override
    {
        return as_result([&]() -> Result<std::unique_ptr<Connection>> {
            if (const Result<void> header = check_header(file_); !header)
                return header.error();
            auto connection =
                std::make_unique<SqliteConnection>(file_.string(), SQLite::OPEN_READONLY, Role::reader, std::nullopt);
            const std::int64_t version = connection->ask_number("pragma user_version");
            if (version > newest_version())
                return newer(version);
            if (version < newest_version())
                return refusal(Errc::wrong_state,
                               "de opslag in {} is van een oudere versie; start de motor, die werkt haar bij",
                               directory_.string());
            return std::unique_ptr<Connection>(std::move(connection));
        });
    }

    void copy_to(const std::filesystem::path& file) override
    {
        SqliteConnection source(file_.string(), SQLite::OPEN_READONLY, Role::reader, std::nullopt);
        source.execute("pragma query_only = off");
        // In one step: a stepped backup starts again after each write and never ends beside a busy writer (RULES C1).
        std::string quoted;
        for (const char c : file.string())
            quoted += c == '\'' ? std::string{"''"} : std::string{c};
        source.execute(fmt::format("vacuum into '{}'", quoted));
        const int copy = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
        const bool synced = copy >= 0 && ::fsync(copy) == 0;
        if (copy >= 0)
            ::close(copy);
        if (!synced)
            throw StoreFailure(Errc::unavailable,
                               fmt::format("reservekopie {}: {}", file.string(), std::strerror(errno)));
        sync_directory(file.parent_path());
    }

    std::string find_damage() override
    {
        SqliteConnection connection(file_.string(), SQLite::OPEN_READONLY, Role::reader, std::nullopt);
        const std::string answer = connection.ask_text("pragma quick_check(1)");
        return answer == "ok" ? std::string{} : answer;
    }

    std::unique_ptr<Database> scratch() const override { return scratch_database(); }

private:
    void make_file(const std::function<void(Connection&)>& fill)
    {
        const std::filesystem::path unfinished = directory_ / "wijkdraad.db.new";
        std::filesystem::remove(unfinished);
        {
            SqliteConnection connection(unfinished.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, Role::writer,
                                        std::nullopt);
            set_format(connection);
            make_tables(connection);
            fill(connection);
            connection.execute("pragma journal_mode = wal");
        }
        std::filesystem::rename(unfinished, file_);
        sync_directory(directory_);
    }

    int newest_version() const
    {
        int version = schema_version;
        for (const Migration& migration : options_.migrations)
            version = std::max(version, migration.version);
        return version;
    }

    Error newer(std::int64_t version) const
    {
        return refusal(Errc::store_newer,
                       "de opslag in {} is van een nieuwere versie (schema {}, deze versie kent {}); gebruik die",
                       directory_.string(), version, newest_version());
    }

    Result<void> prepare(SqliteConnection& connection)
    {
        const std::int64_t version = connection.ask_number("pragma user_version");
        if (version > newest_version())
            return newer(version);
        // A store that came from a backup has lost this mode.
        connection.execute("pragma journal_mode = wal");
        migrate(connection, version);
        connection.execute("pragma wal_checkpoint(passive)");
        return check_size(file_, connection.ask_number("pragma page_count"), connection.ask_number("pragma page_size"));
    }

    // All steps in one transaction: a store has one version or the other. A rebuild is a check, never a migration (RULES A3).
    void migrate(SqliteConnection& connection, std::int64_t version)
    {
        std::vector<Migration> steps = built_in_migrations();
        steps.insert(steps.end(), options_.migrations.begin(), options_.migrations.end());
        if (version == newest_version())
            return;
        connection.execute("begin immediate");
        for (const Migration& step : steps) {
            if (step.version <= version)
                continue;
            connection.execute(step.text);
            connection.execute(fmt::format("pragma user_version = {}", step.version));
        }
        connection.execute("commit");
    }

    std::filesystem::path directory_;
    std::filesystem::path file_;
    Options options_;
};

// Shared by the connections of one object, by a name of its own; or private to its only connection, and then it may grow
// beyond memory into a file that has no name.
class UnnamedDatabase final : public Database {
public:
    enum class Kind { shared, only_one };

    explicit UnnamedDatabase(Kind kind) : kind_(kind)
    {
        static std::atomic<int> made = 0;
        if (kind == Kind::shared)
            name_ = fmt::format("file:/wijkdraad-{}?vfs=memdb", ++made);
    }

    const std::filesystem::path& directory() const override { return nowhere_; }

    Result<void> create(const std::function<void(Connection&)>& fill) override
    {
        return as_result([&]() -> Result<void> {
            first_ = connect();
            set_format(*first_);
            first_->execute("pragma journal_mode = memory");
            make_tables(*first_);
            fill(*first_);
            return {};
        });
    }
    Result<std::unique_ptr<Connection>> open_writer() override
    {
        return as_result([&]() -> Result<std::unique_ptr<Connection>> {
            std::unique_ptr<SqliteConnection> connection = kind_ == Kind::shared ? connect() : std::move(first_);
            if (!connection)
                return refusal(Errc::store_in_use, "deze opslag heeft al een schrijver");
            return std::unique_ptr<Connection>(std::move(connection));
        });
    }
    Result<std::unique_ptr<Connection>> open_reader() override
    {
        if (kind_ == Kind::only_one)
            return refusal(Errc::unavailable, "deze tijdelijke opslag heeft geen lezers");
        return open_writer();
    }
    void copy_to(const std::filesystem::path& file) override
    {
        throw StoreFailure(Errc::unavailable,
                           fmt::format("een opslag in het geheugen heeft geen reservekopie {}", file.string()));
    }
    std::string find_damage() override { return {}; }
    std::unique_ptr<Database> scratch() const override { return scratch_database(); }

private:
    std::unique_ptr<SqliteConnection> connect() const
    {
        return std::make_unique<SqliteConnection>(
            name_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_URI, Role::scratch, std::nullopt);
    }

    Kind kind_;
    std::string name_;
    std::filesystem::path nowhere_;
    std::unique_ptr<SqliteConnection> first_;  // keeps a shared one alive
};

std::unique_ptr<Database> scratch_database()
{
    auto database = std::make_unique<UnnamedDatabase>(UnnamedDatabase::Kind::only_one);
    database->create([](Connection&) {}).value();
    return database;
}

}  // namespace

std::unique_ptr<Database> database_in(const std::filesystem::path& directory, Options options)
{
    return std::make_unique<FileDatabase>(directory, std::move(options));
}

std::unique_ptr<Database> database_in_memory()
{
    return std::make_unique<UnnamedDatabase>(UnnamedDatabase::Kind::shared);
}

}  // namespace wd::store::sqlite
