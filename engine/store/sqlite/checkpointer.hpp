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

    // Asks for a checkpoint soon; returns at once. From the writer's thread.
    void request();

private:
    void run();

    SQLite::Database database_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool wanted_ = false;
    bool stop_ = false;
    std::thread thread_;  // last: starts when all others are there
};

}  // namespace wd::store::sqlite
