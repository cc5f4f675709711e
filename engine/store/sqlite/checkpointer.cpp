// The checkpoint thread. See checkpointer.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite/checkpointer.hpp"

#include "store/sqlite/failure.hpp"

namespace wd::store::sqlite {

namespace {

constexpr int portion_pages = 1'000;  // 4 MiB

}  // namespace

Checkpointer::Checkpointer(const std::string& file)
    : database_(guarded(nullptr, "openen van " + file,
                        [&] { return SQLite::Database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, 0); })),
      thread_([this] { run(); })
{
}

Checkpointer::~Checkpointer()
{
    {
        const std::lock_guard guard(mutex_);
        stop_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Checkpointer::request()
{
    {
        const std::lock_guard guard(mutex_);
        wanted_ = true;
    }
    wake_.notify_one();
}

void Checkpointer::note_log(int pages)
{
    if (pages < asked_at_)
        asked_at_ = 0;  // the log started again from its beginning
    if (pages - asked_at_ < portion_pages)
        return;
    asked_at_ = pages;
    request();
}

void Checkpointer::run()
{
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return wanted_ || stop_; });
        if (stop_)
            return;
        wanted_ = false;
        lock.unlock();
        // A failure here loses nothing: the log stays, and the writer meets the same failure when the log is at its bound.
        sqlite3_wal_checkpoint_v2(database_.getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
        lock.lock();
    }
}

}  // namespace wd::store::sqlite
