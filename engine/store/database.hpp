// The seam between the store and a database: statements with named parameters, transactions, and the files they live in.
// Everything above it is portable SQL and knows no driver; a driver knows no tables. Every function throws StoreFailure when
// the world breaks and Bug when a row does not fit the schema; nothing else is thrown. One thread per connection.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace wd::store {

// The place of a named parameter in its statement, from 1.
struct Parameter {
    int number = 0;
};

// One statement of the .sql files; the constants in sql.hpp are the only ones.
struct Sql {
    int number = 0;  // its place in a connection's prepared statements
    std::string_view name;
    std::string_view text;                         // with :name parameters, numbered in order of first appearance
    std::span<const std::string_view> parameters;  // their names
};

// The text with `$n` instead of `:name`, for drivers whose PREPARE knows no names.
std::string numbered_text(const Sql& sql);

enum class ColumnType { integer, text, blob };
struct Column {
    std::string_view name;
    ColumnType type;
};

// What a table is for; see sqlite/schema.sql.
enum class TableKind { log, projection, content, working };
struct Table {
    std::string_view name;
    TableKind kind;
    std::span<const Column> columns;
    const Sql* scan;        // all rows in the order of their key
    const Sql* insert_row;  // every column, parameters in column order
    const Sql* slice;       // the rows of one programme; null for tables that are not a programme's
    const Sql* destroy;     // removes them
};

// A prepared statement, kept by its connection. Bound text and blobs are not copied unless said: they must live until the
// statement has run. Columns may be read until the next step().
class Statement {
public:
    virtual ~Statement() = default;

    virtual void bind(Parameter parameter, std::int64_t value) = 0;
    virtual void bind_text(Parameter parameter, std::string_view text) = 0;
    virtual void bind_text_copy(Parameter parameter, std::string_view text) = 0;
    virtual void bind_blob(Parameter parameter, std::span<const std::uint8_t> bytes) = 0;
    virtual void bind_null(Parameter parameter) = 0;

    // Goes to the next row; false at the end.
    virtual bool step() = 0;
    // How many rows the statement changed, after its end.
    virtual std::int64_t changes() const = 0;
    // Ready for the next use, without parameters.
    virtual void reset() noexcept = 0;

    virtual int columns() const = 0;
    virtual std::string_view column_name(int column) const = 0;
    // The type of the value in this row, nothing when it is null.
    virtual std::optional<ColumnType> type(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    virtual std::span<const std::uint8_t> blob(int column) const = 0;
};

struct ResetAtEnd {
    Statement& statement;
    ~ResetAtEnd() { statement.reset(); }
};

enum class Access { read, write };

// full: a commit is on disk when it returns. off: virtual time only; switching back to full makes everything durable.
enum class Durability { full, off };

class Connection {
public:
    virtual ~Connection() = default;

    // The prepared statement of `sql`, made when first asked for. Not to be used twice at the same time.
    virtual Statement& statement(const Sql& sql) = 0;
    // Starts a transaction; Access::write takes the writer's place at once.
    virtual void begin(Access access) = 0;
    virtual void commit() = 0;
    // Afterwards no transaction is open. When that fails, the connection refuses everything from then on.
    virtual void rollback() noexcept = 0;
    // Outside a transaction.
    virtual void set_durability(Durability durability) = 0;
    // Gives a small portion of free space back and keeps the write-ahead log small; outside a transaction. Says whether there
    // is more to give back.
    virtual bool tidy() = 0;
    // Runs statements that make, fill or empty temporary tables and views: of this connection only and gone with it, also on a
    // reader. A temporary one hides the store's table of that name, which is then still there as main.NAME.
    virtual void define(const std::string& text) = 0;
};

struct RollbackAtEnd {
    Connection& connection;
    ~RollbackAtEnd() { connection.rollback(); }
};

// One database in one place. Opening is an expected "no" in many ways, so it gives a Result; see Errc::store_*.
class Database {
public:
    virtual ~Database() = default;

    // The data directory; empty for a database in memory.
    virtual const std::filesystem::path& directory() const = 0;
    // Makes the directory and empty tables, lets `fill` write the first rows, and only then gives the store its name: a crash
    // leaves no half store. Refuses with Errc::duplicate where one is already.
    virtual Result<void> create(const std::function<void(Connection&)>& fill) = 0;
    // The only writer: takes the lock for as long as the connection lives, checks the file, migrates it forward.
    virtual Result<std::unique_ptr<Connection>> open_writer() = 0;
    // A reader beside it; never waits for the writer. Refuses a store that still has to be migrated.
    virtual Result<std::unique_ptr<Connection>> open_reader() = 0;
    // One consistent copy of the database (not the files beside it) as `file`, beside a busy writer.
    virtual void copy_to(const std::filesystem::path& file) = 0;
    // The database's own check of its pages; what is wrong with them, empty when nothing is.
    virtual std::string find_damage() = 0;
    // A new empty database of the same kind that leaves nothing behind, for rebuilding and forecasts.
    virtual std::unique_ptr<Database> scratch() const = 0;
};

}  // namespace wd::store
