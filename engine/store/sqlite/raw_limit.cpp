// Bare C against the same schema. See raw_limit.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite/raw_limit.hpp"

#include "store/sqlite/checkpointer.hpp"
#include "store/sqlite/failure.hpp"

#include <memory>

namespace wd::store::sqlite {

namespace {

using Clock = std::chrono::steady_clock;

// Closes what SQLite opened; no more than that, so that the loops below stay bare.
class RawDatabase {
public:
    RawDatabase(const std::filesystem::path& file, int flags)
    {
        sqlite3* opened = nullptr;
        const int code = sqlite3_open_v2(file.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
        handle_.reset(opened);
        check(opened, code, "openen van " + file.string());
        sqlite3_extended_result_codes(opened, 1);
    }

    sqlite3* handle() { return handle_.get(); }
    void execute(const char* sql) { check(handle(), sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr), sql); }

    // The settings of the store's own writer.
    void set_writer()
    {
        for (const char* pragma :
             {"pragma foreign_keys = on", "pragma temp_store = memory", "pragma secure_delete = on",
              "pragma cache_size = -16384", "pragma journal_mode = wal", "pragma synchronous = full",
              "pragma journal_size_limit = 67108864"})
            execute(pragma);
    }

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    std::unique_ptr<sqlite3, Close> handle_;
};

class RawStatement {
public:
    RawStatement(RawDatabase& database, const char* sql) : handle_(database.handle()), sql_(sql)
    {
        check(handle_, sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr), sql);
    }
    ~RawStatement() { sqlite3_finalize(statement_); }
    RawStatement(const RawStatement&) = delete;
    RawStatement& operator=(const RawStatement&) = delete;

    sqlite3_stmt* get() { return statement_; }
    void number(int place, std::int64_t value) { sqlite3_bind_int64(statement_, place, value); }
    void text(int place, const std::string& value)
    {
        sqlite3_bind_text64(statement_, place, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    void blob(int place, const std::string& value)
    {
        sqlite3_bind_blob64(statement_, place, value.data(), value.size(), SQLITE_STATIC);
    }
    bool row()
    {
        const int code = sqlite3_step(statement_);
        if (code != SQLITE_ROW && code != SQLITE_DONE)
            fail(handle_, sqlite3_extended_errcode(handle_), sql_);
        return code == SQLITE_ROW;
    }
    void run()
    {
        row();
        sqlite3_reset(statement_);
    }
    std::int64_t read_number(int column) { return sqlite3_column_int64(statement_, column); }
    std::string read_bytes(int column)
    {
        const auto* start = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        return start == nullptr
                   ? std::string{}
                   : std::string(start, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
    }

private:
    sqlite3* handle_;
    const char* sql_;
    sqlite3_stmt* statement_ = nullptr;
};

// Everything a step is in the tables, prepared once.
class StepWriter {
public:
    explicit StepWriter(RawDatabase& database)
        : event_(database,
                 "insert into event (part, seq, stream, pseq, run, cause, type, v, at, actor, data, hash) "
                 "values (1, ?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?8, ?9, ?10)"),
          step_(database,
                "insert into step (programme, run, path, id, kind, state, opened_at, closed_at, result, open_items, "
                "pseq) values (?1, ?2, ?3, ?4, ?5, 'done', ?6, ?6, ?7, 0, ?8)"),
          run_(database, "update run set moved_at = ?3, pseq = ?4 where programme = ?1 and run = ?2"),
          partition_(database, "update partition set seq = ?1 where part = 1"),
          begin_(database, "begin immediate"),
          commit_(database, "commit")
    {
    }

    void write(const RawStep& row)
    {
        event_.number(1, row.seq), event_.number(2, row.stream), event_.number(3, row.pseq), event_.number(4, row.run);
        event_.number(5, row.cause), event_.text(6, row.type), event_.number(7, row.at), event_.text(8, row.actor);
        event_.text(9, row.data), event_.blob(10, row.hash);
        event_.run();
        step_.number(1, row.stream), step_.number(2, row.run), step_.text(3, row.path), step_.text(4, row.id);
        step_.text(5, row.kind), step_.number(6, row.at), step_.text(7, row.result), step_.number(8, row.pseq);
        step_.run();
        run_.number(1, row.stream), run_.number(2, row.run), run_.number(3, row.at), run_.number(4, row.pseq);
        run_.run();
    }
    void begin() { begin_.run(); }
    void commit(std::int64_t seq)
    {
        partition_.number(1, seq);
        partition_.run();
        commit_.run();
    }

private:
    RawStatement event_;
    RawStatement step_;
    RawStatement run_;
    RawStatement partition_;
    RawStatement begin_;
    RawStatement commit_;
};

// Copies the write-ahead log back beside the writer, and by the writer itself when it grows too long, as the store does it.
class Copying {
public:
    Copying(RawDatabase& database, const std::filesystem::path& file)
        : database_(database), checkpointer_(file.string())
    {
        sqlite3_wal_hook(
            database.handle(),
            [](void* self, sqlite3*, const char*, int pages) {
                static_cast<Copying*>(self)->wal_pages_ = pages;
                return SQLITE_OK;
            },
            this);
    }
    Copying(const Copying&) = delete;
    Copying& operator=(const Copying&) = delete;

    void after_commit()
    {
        if (checkpointer_.is_turn_of_writer(wal_pages_))
            sqlite3_wal_checkpoint_v2(database_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
        else
            checkpointer_.note_log(wal_pages_);
    }

private:
    RawDatabase& database_;
    Checkpointer checkpointer_;
    int wal_pages_ = 0;
};

std::filesystem::path file_in(const std::filesystem::path& directory)
{
    return directory / "wijkdraad.db";
}

}  // namespace

std::vector<RawStep> load_raw_steps(const std::filesystem::path& directory, std::int64_t after)
{
    RawDatabase database{file_in(directory), SQLITE_OPEN_READONLY};
    RawStatement list{database,
                      "select e.seq, e.stream, e.pseq, e.run, e.cause, e.type, e.at, e.actor, e.data, e.hash, s.path, "
                      "s.id, s.kind, s.result from event e join step s on s.programme = e.stream and s.run = e.run "
                      "and s.pseq = e.pseq where e.part = 1 and e.seq > ?1 order by e.seq"};
    list.number(1, after);
    std::vector<RawStep> steps;
    while (list.row())
        steps.push_back({list.read_number(0), list.read_number(1), list.read_number(2), list.read_number(3),
                         list.read_number(4), list.read_bytes(5), list.read_number(6), list.read_bytes(7),
                         list.read_bytes(8), list.read_bytes(9), list.read_bytes(10), list.read_bytes(11),
                         list.read_bytes(12), list.read_bytes(13)});
    return steps;
}

std::chrono::nanoseconds write_raw_steps(const std::filesystem::path& directory, std::span<const RawStep> steps,
                                         int batch)
{
    RawDatabase database{file_in(directory), SQLITE_OPEN_READWRITE};
    database.set_writer();
    Copying copying{database, file_in(directory)};
    StepWriter writer{database};
    const Clock::time_point start = Clock::now();
    while (!steps.empty()) {
        const std::span<const RawStep> now = steps.first(std::min(steps.size(), static_cast<std::size_t>(batch)));
        writer.begin();
        for (const RawStep& step : now)
            writer.write(step);
        writer.commit(now.back().seq);
        copying.after_commit();
        steps = steps.subspan(now.size());
    }
    return Clock::now() - start;
}

std::chrono::nanoseconds write_raw_commits(const std::filesystem::path& directory, int commits, int rows)
{
    const std::filesystem::path file = directory / "raw.db";
    RawDatabase database{file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
    database.set_writer();
    database.execute("create table line (id integer primary key, bytes blob not null) strict");
    Copying copying{database, file};
    RawStatement begin{database, "begin immediate"};
    RawStatement insert{database, "insert into line (bytes) values (?1)"};
    RawStatement commit{database, "commit"};
    const std::string bytes(200, 'x');
    insert.blob(1, bytes);
    const Clock::time_point start = Clock::now();
    for (int i = 0; i < commits; ++i) {
        begin.run();
        for (int row = 0; row < rows; ++row)
            insert.run();
        commit.run();
        copying.after_commit();
    }
    return Clock::now() - start;
}

std::chrono::nanoseconds scan_raw_events(const std::filesystem::path& directory)
{
    RawDatabase database{file_in(directory), SQLITE_OPEN_READONLY};
    RawStatement scan{database,
                      "select stream, pseq, run, cause, type, v, at, actor, data, hash from event order by part, seq"};
    const Clock::time_point start = Clock::now();
    std::int64_t seen = 0;
    while (scan.row())
        for (int column = 0; column < sqlite3_column_count(scan.get()); ++column)
            seen += sqlite3_column_bytes(scan.get(), column);
    WD_ASSERT(seen > 0);
    return Clock::now() - start;
}

RawSizes measure_raw_sizes(const std::filesystem::path& directory)
{
    RawDatabase database{file_in(directory), SQLITE_OPEN_READWRITE};
    database.execute("pragma wal_checkpoint(truncate)");
    RawStatement sum{database,
                     "select sum(pgsize), sum(case when name in ('event', 'event_stream', 'content', 'content_id') "
                     "then pgsize else 0 end) from dbstat where aggregate = true"};
    WD_ASSERT(sum.row());
    return {sum.read_number(0), sum.read_number(1)};
}

std::string_view raw_version()
{
    return sqlite3_libversion();
}

}  // namespace wd::store::sqlite
