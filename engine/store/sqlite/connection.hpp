// A connection of the SQLite driver: prepared statements, transactions, durability. Used by one thread.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/database.hpp"
#include "store/sqlite/checkpointer.hpp"
#include "store/sqlite/lock.hpp"

#include <SQLiteCpp/Database.h>

#include <array>
#include <vector>

namespace wd::store::sqlite {

enum class Role { writer, reader, scratch };

class SqliteConnection final : public Connection {
public:
    // Opens `file` (a path or URI) and sets what belongs to the role. The lock, if any, is held as long as this lives.
    SqliteConnection(const std::string& file, int flags, Role role, std::optional<Lock> lock);
    ~SqliteConnection() override;

    Statement& statement(const Sql& sql) override;
    void begin(Access access) override;
    void commit() override;
    void rollback() noexcept override;
    void set_durability(Durability durability) override;
    bool tidy() override;
    void define(const std::string& text) override;

    // --- For the driver itself: statements without parameters, and single numbers.
    void execute(const std::string& sql);
    std::int64_t ask_number(const std::string& sql);
    std::string ask_text(const std::string& sql);
    // From now on a second connection copies the write-ahead log back, so that the writer never waits for that.
    void start_checkpointer(const std::string& file);

private:
    class PreparedStatement;

    void run(std::unique_ptr<PreparedStatement>& kept, const Sql& sql);
    void checkpoint_when_large();

    // First in, last out: the lock outlives the connection.
    std::optional<Lock> lock_;
    SQLite::Database database_;
    Role role_;
    bool broken_ = false;
    std::vector<std::unique_ptr<PreparedStatement>> statements_;  // by Sql::number
    std::array<std::unique_ptr<PreparedStatement>, 2> begin_;
    std::unique_ptr<PreparedStatement> commit_;
    std::unique_ptr<PreparedStatement> rollback_;
    std::unique_ptr<Checkpointer> checkpointer_;
    int wal_pages_ = 0;
};

}  // namespace wd::store::sqlite
