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
    // Whether the writer, before it writes again, is to copy the rest itself, so that the log starts again from its beginning:
    // beside a writer that never rests this thread never quite catches up. Chooses a moment when little is left to copy, and
    // waits for another portion when a reader kept the log from starting again.
    bool is_turn_of_writer(int pages);
    // Waits for a checkpoint that is going on, and drops what was asked for: two at a time refuse each other.
    void rest();

private:
    void run();

    SQLite::Database database_;
    std::mutex mutex_;  // guards wanted_, stop_, busy_ and copied_
    std::condition_variable wake_;
    bool wanted_ = false;
    bool stop_ = false;
    bool busy_ = false;
    int copied_ = 0;      // pages of the log that are in the database
    int asked_at_ = 0;    // pages of the log; the writer's thread only, as is the next
    int tried_at_ = 0;    // when the writer last copied the rest
    std::thread thread_;  // last: starts when all others are there
};

}  // namespace wd::store::sqlite
