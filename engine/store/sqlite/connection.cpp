// Statements and transactions on SQLite. See connection.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite/connection.hpp"

#include "store/sqlite/failure.hpp"

namespace wd::store::sqlite {

namespace {

constexpr int busy_wait_ms = 2'000;
constexpr int pages_given_back = 256;  // per tidy(): a millisecond or two

constexpr Sql begin_read{0, "begin", "begin deferred", {}};
constexpr Sql begin_write{0, "begin immediate", "begin immediate", {}};
constexpr Sql commit_transaction{0, "commit", "commit", {}};
constexpr Sql rollback_transaction{0, "rollback", "rollback", {}};

}  // namespace

// On SQLite's own handle: SQLiteCpp's Column counts references for each value read and its bind looks names up by text,
// which costs more than the step itself on the hot path.
class SqliteConnection::PreparedStatement final : public Statement {
public:
    PreparedStatement(sqlite3* handle, const Sql& sql) : handle_(handle), sql_(sql)
    {
        check(handle,
              sqlite3_prepare_v3(handle, sql.text.data(), static_cast<int>(sql.text.size()), SQLITE_PREPARE_PERSISTENT,
                                 &statement_, nullptr),
              sql.name);
    }
    ~PreparedStatement() override { sqlite3_finalize(statement_); }
    PreparedStatement(const PreparedStatement&) = delete;
    PreparedStatement& operator=(const PreparedStatement&) = delete;

    void bind(Parameter parameter, std::int64_t value) override
    {
        check(handle_, sqlite3_bind_int64(statement_, parameter.number, value), sql_.name);
    }
    void bind_text(Parameter parameter, std::string_view text) override { bind_text(parameter, text, SQLITE_STATIC); }
    void bind_text_copy(Parameter parameter, std::string_view text) override
    {
        bind_text(parameter, text, SQLITE_TRANSIENT);
    }
    void bind_blob(Parameter parameter, std::span<const std::uint8_t> bytes) override
    {
        // A null pointer would bind NULL where zero bytes are meant.
        static constexpr std::uint8_t nothing = 0;
        const void* start = bytes.empty() ? &nothing : bytes.data();
        check(handle_, sqlite3_bind_blob64(statement_, parameter.number, start, bytes.size(), SQLITE_STATIC),
              sql_.name);
    }
    void bind_null(Parameter parameter) override
    {
        check(handle_, sqlite3_bind_null(statement_, parameter.number), sql_.name);
    }

    bool step() override
    {
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_ROW)
            return true;
        if (code != SQLITE_DONE)
            fail(handle_, sqlite3_extended_errcode(handle_), sql_.name);
        return false;
    }
    std::int64_t changes() const override { return sqlite3_changes64(handle_); }
    void reset() noexcept override
    {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

    int columns() const override { return sqlite3_column_count(statement_); }
    std::string_view column_name(int column) const override { return sqlite3_column_name(statement_, column); }
    std::optional<ColumnType> type(int column) const override
    {
        switch (sqlite3_column_type(statement_, column)) {
        case SQLITE_INTEGER: return ColumnType::integer;
        case SQLITE_TEXT: return ColumnType::text;
        case SQLITE_BLOB: return ColumnType::blob;
        default: return {};
        }
    }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
    std::string_view text(int column) const override
    {
        const auto* start = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        if (start == nullptr)
            return {};
        return {start, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }
    std::span<const std::uint8_t> blob(int column) const override
    {
        const auto* start = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
        if (start == nullptr)
            return {};
        return {start, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

private:
    void bind_text(Parameter parameter, std::string_view text, sqlite3_destructor_type lifetime)
    {
        const char* start = text.data() == nullptr ? "" : text.data();
        check(handle_, sqlite3_bind_text64(statement_, parameter.number, start, text.size(), lifetime, SQLITE_UTF8),
              sql_.name);
    }

    sqlite3* handle_;
    const Sql& sql_;
    sqlite3_stmt* statement_ = nullptr;
};

namespace {

// One thread uses a connection, so SQLite need not lock it at every call; and nobody asks how much memory it holds.
SQLite::Database open_database(const std::string& file, int flags)
{
    [[maybe_unused]] static const int configured =
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);  // before its first use only
    return guarded(nullptr, "openen van " + file,
                   [&] { return SQLite::Database(file, flags | SQLite::OPEN_NOMUTEX, busy_wait_ms); });
}

}  // namespace

SqliteConnection::SqliteConnection(const std::string& file, int flags, Role role, std::optional<Lock> lock)
    : lock_(std::move(lock)), database_(open_database(file, flags)), role_(role)
{
    sqlite3_extended_result_codes(database_.getHandle(), 1);
    execute("pragma foreign_keys = on");
    execute("pragma temp_store = memory");
    if (role == Role::reader) {
        execute("pragma query_only = on");
        execute("pragma cache_size = -2048");
        return;
    }
    execute("pragma cache_size = -16384");
    if (role == Role::scratch) {
        execute("pragma synchronous = off");
        return;
    }
    execute("pragma secure_delete = on");
    execute("pragma synchronous = full");
    execute("pragma journal_size_limit = 67108864");
    // In place of automatic checkpoints, which would make the writer wait.
    sqlite3_wal_hook(
        database_.getHandle(),
        [](void* self, sqlite3*, const char*, int pages) {
            static_cast<SqliteConnection*>(self)->wal_pages_ = pages;
            return SQLITE_OK;
        },
        this);
}

SqliteConnection::~SqliteConnection()
{
    // Before the handle they were made on.
    checkpointer_.reset();
    statements_.clear();
    begin_[0].reset();
    begin_[1].reset();
    commit_.reset();
    rollback_.reset();
}

Statement& SqliteConnection::statement(const Sql& sql)
{
    const auto place = static_cast<std::size_t>(sql.number);
    if (place >= statements_.size())
        statements_.resize(place + 1);
    if (!statements_[place])
        statements_[place] = std::make_unique<PreparedStatement>(database_.getHandle(), sql);
    return *statements_[place];
}

void SqliteConnection::begin(Access access)
{
    if (broken_)
        throw StoreFailure(Errc::unavailable,
                           "de opslag moet opnieuw worden geopend: een eerdere fout kon niet worden teruggedraaid");
    if (access == Access::write)
        checkpoint_when_large();
    run(begin_[access == Access::write ? 1 : 0], access == Access::write ? begin_write : begin_read);
}

void SqliteConnection::commit()
{
    run(commit_, commit_transaction);
    if (checkpointer_)
        checkpointer_->note_log(wal_pages_);
}

void SqliteConnection::rollback() noexcept
{
    // After some failures SQLite has rolled back already.
    if (sqlite3_get_autocommit(database_.getHandle()) != 0)
        return;
    try {
        run(rollback_, rollback_transaction);
    } catch (const std::exception&) {
        broken_ = sqlite3_get_autocommit(database_.getHandle()) == 0;
    }
}

// Transactions are opened and closed more often than anything else, so these statements are kept as well.
void SqliteConnection::run(std::unique_ptr<PreparedStatement>& kept, const Sql& sql)
{
    if (!kept)
        kept = std::make_unique<PreparedStatement>(database_.getHandle(), sql);
    const ResetAtEnd reset{*kept};
    kept->step();
}

// Nothing is written meanwhile, so the log can start again from its beginning.
void SqliteConnection::checkpoint_when_large()
{
    if (!checkpointer_ || !checkpointer_->is_turn_of_writer(wal_pages_))
        return;
    const int code =
        sqlite3_wal_checkpoint_v2(database_.getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED)
        fail(database_.getHandle(), code, "wegschrijven van het logboek");
}

void SqliteConnection::set_durability(Durability durability)
{
    if (role_ != Role::writer)
        return;
    if (durability == Durability::off) {
        execute("pragma synchronous = off");
        return;
    }
    execute("pragma synchronous = full");
    if (checkpointer_)
        checkpointer_->rest();
    const int code =
        sqlite3_wal_checkpoint_v2(database_.getHandle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    check(database_.getHandle(), code, "vastleggen op schijf");
}

bool SqliteConnection::tidy()
{
    if (role_ != Role::writer)
        return false;
    const std::int64_t before = ask_number("pragma freelist_count");
    execute(fmt::format("pragma incremental_vacuum({})", pages_given_back));
    if (checkpointer_)
        checkpointer_->request();
    const std::int64_t after = ask_number("pragma freelist_count");
    return after > 0 && after < before;
}

// What is temporary lives in memory, but "query only" holds for it as well. A reader's file is open for reading only all the while.
void SqliteConnection::define(const std::string& text)
{
    if (role_ != Role::reader)
        return execute(text);
    execute("pragma query_only = off");
    execute(text);
    execute("pragma query_only = on");
}

void SqliteConnection::execute(const std::string& sql)
{
    const int code = sqlite3_exec(database_.getHandle(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        fail(database_.getHandle(), sqlite3_extended_errcode(database_.getHandle()), sql);
}

std::int64_t SqliteConnection::ask_number(const std::string& sql)
{
    return guarded(database_.getHandle(), sql, [&] { return database_.execAndGet(sql).getInt64(); });
}

std::string SqliteConnection::ask_text(const std::string& sql)
{
    return guarded(database_.getHandle(), sql, [&] { return database_.execAndGet(sql).getString(); });
}

void SqliteConnection::start_checkpointer(const std::string& file)
{
    checkpointer_ = std::make_unique<Checkpointer>(file);
}

}  // namespace wd::store::sqlite
