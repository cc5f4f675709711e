// The writer thread: one queue in, one engine, many commands to one commit (DESIGN idea 6). Callers on any thread hand in
// commands and are told after commit; timers fire between batches, and foreground commands never wait for more than one scan.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/committed.hpp"
#include "runtime/engine.hpp"

#include <functional>
#include <memory>

namespace wd::runtime {

class Writer {
public:
    virtual ~Writer() = default;

    // Called on the writer thread after commit; must not block and must not throw.
    using Done = std::function<void(Reply)>;
    // Any thread. False when limits::queue_max commands wait already: the caller refuses at once instead of answering late.
    virtual bool submit(Request request, Done done) = 0;
    // Runs a piece of work alone on the writer thread, between batches: install, a portion of tick. Same bound. What it throws
    // is logged and goes no further.
    virtual bool submit(std::function<void(Engine&)> work) = 0;
    // Adds somebody who is told after each commit that added events, after those who asked for it had their answer. Any thread.
    virtual void on_commit(OnCommit told) = 0;

    // Takes nothing new, finishes what was accepted, ends the thread. Idempotent; the destructor calls it.
    virtual void stop() = 0;
};

// Starts the thread. `fire_timers` false leaves due work alone (tests, bench).
enum class Timers { fire, leave };
std::unique_ptr<Writer> start_writer(std::unique_ptr<Engine> engine, Timers timers);

}  // namespace wd::runtime
