// The checkpoint thread. See checkpointer.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite/checkpointer.hpp"

#include "store/sqlite/failure.hpp"

namespace wd::store::sqlite {

namespace {

constexpr int portion_pages = 1'000;   // 4 MiB
constexpr int begin_again_at = 4'096;  // 16 MiB
constexpr int pages_max = 16'384;      // 64 MiB: however much is left to copy

// SQLite opens the log of a connection at its first read; before that a checkpoint quietly does nothing.
SQLite::Database open_database(const std::string& file)
{
    return guarded(nullptr, "openen van " + file, [&] {
        SQLite::Database database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, 0);
        database.execAndGet("select count(*) from sqlite_schema");
        return database;
    });
}

}  // namespace

Checkpointer::Checkpointer(const std::string& file) : database_(open_database(file)), thread_([this] { run(); })
{
}

Checkpointer::~Checkpointer()
{
    {
        const std::lock_guard guard(mutex_);
        stop_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Checkpointer::request()
{
    {
        const std::lock_guard guard(mutex_);
        wanted_ = true;
    }
    wake_.notify_all();
}

void Checkpointer::note_log(int pages)
{
    if (pages < asked_at_) {  // the log started again from its beginning
        asked_at_ = 0;
        tried_at_ = 0;
        const std::lock_guard guard(mutex_);
        copied_ = 0;
    }
    if (pages - asked_at_ < portion_pages)
        return;
    asked_at_ = pages;
    request();
}

bool Checkpointer::is_turn_of_writer(int pages)
{
    if (pages < begin_again_at || pages - tried_at_ < portion_pages)
        return false;
    {
        const std::lock_guard guard(mutex_);
        if (pages < pages_max && (busy_ || wanted_ || pages - copied_ > portion_pages))
            return false;
    }
    tried_at_ = pages;
    return true;
}

void Checkpointer::rest()
{
    std::unique_lock lock(mutex_);
    wanted_ = false;
    wake_.wait(lock, [this] { return !busy_; });
}

void Checkpointer::run()
{
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return wanted_ || stop_; });
        if (stop_)
            return;
        wanted_ = false;
        busy_ = true;
        int copied = 0;
        lock.unlock();
        // A failure here loses nothing: the log stays, and the writer meets the same failure when the log is at its bound.
        sqlite3_wal_checkpoint_v2(database_.getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, &copied);
        lock.lock();
        busy_ = false;
        copied_ = copied;
        wake_.notify_all();
    }
}

}  // namespace wd::store::sqlite
