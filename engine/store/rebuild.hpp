// The second half of verify: the log is projected again into an empty database, and every table compared row by row. This
// is a check, never a migration (RULES A3). See verify.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/projector.hpp"
#include "store/verify_log.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace wd::store {

// Projects events on a thread of its own, so that reading and checking the log goes on meanwhile. The queue is bounded.
class ProjectingThread {
public:
    struct Step {
        domain::ProgrammeId stream;
        std::int64_t pseq = 0;
        domain::Event event;
    };

    // `fresh` is used by this thread only, until finish().
    explicit ProjectingThread(Connection& fresh);
    ~ProjectingThread();
    ProjectingThread(const ProjectingThread&) = delete;
    ProjectingThread& operator=(const ProjectingThread&) = delete;

    // Waits while too many lists wait. After an event that did not fit, the rest is ignored.
    void hand_over(std::vector<Step> steps);
    // Waits for the end. The first event that did not fit, if any; throws what the database threw.
    std::optional<std::string> finish();

private:
    void run() noexcept;
    void project(const std::vector<Step>& steps);
    std::vector<Step> take();

    Projector projector_;
    std::mutex mutex_;  // guards waiting_ and ended_
    std::condition_variable changed_;
    std::deque<std::vector<Step>> waiting_;
    bool ended_ = false;
    std::optional<std::string> misfit_;  // of this thread until it has ended, as is failure_
    std::exception_ptr failure_;
    std::thread thread_;  // last: starts when all else is there
};

class Rebuild {
public:
    // `source` has a read transaction; texts and tables are compared with it.
    Rebuild(Connection& source, Database& scratch, VerifyReport& report);
    ~Rebuild();

    void see(const domain::LoggedEvent& event);
    void finish();

private:
    void check_texts(const domain::Payload& payload, const domain::LoggedEvent& event);
    void stop(std::string problem);
    void compare(const Table& table);

    Connection& source_;
    VerifyReport& report_;
    Problems problems_;
    std::unique_ptr<Connection> fresh_;
    std::unique_ptr<ProjectingThread> thread_;
    std::vector<ProjectingThread::Step> steps_;  // not handed over yet
    Sha256Hasher hasher_;
    domain::Actor actor_;
    std::string actor_text_;  // of actor_: most events in a row have the same one
    bool stopped_ = false;    // an event cannot be read, so that what follows cannot either
};

}  // namespace wd::store
