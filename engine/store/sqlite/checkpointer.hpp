// Copies the write-ahead log back into the database on a connection and thread of its own, so that neither the writer nor
// the readers wait for it (RULES C1). What it cannot do now it does at the next request.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <SQLiteCpp/Database.h>

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace wd::store::sqlite {

class Checkpointer {
public:
    explicit Checkpointer(const std::string& file);
    ~Checkpointer();
    Checkpointer(const Checkpointer&) = delete;
    Checkpointer& operator=(const Checkpointer&) = delete;

    // Asks for a checkpoint soon; returns at once. From the writer's thread, as all of these.
    void request();
    // After a commit: the log has `pages` now. Asks each time that it has grown by a portion, not at every commit: a checkpoint
    // syncs both files, and the writer's own sync would wait behind it.
    void note_log(int pages);

private:
    void run();

    SQLite::Database database_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool wanted_ = false;
    bool stop_ = false;
    int asked_at_ = 0;    // pages of the log; the writer's thread only
    std::thread thread_;  // last: starts when all others are there
};

}  // namespace wd::store::sqlite
