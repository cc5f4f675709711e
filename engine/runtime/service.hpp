// The engine at work for many callers at once: one writer thread, a few reading threads, and answers that come back without
// anybody waiting. The socket of the command line and the HTTP door both speak to it. Does not know who may ask what.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/time.hpp"
#include "runtime/committed.hpp"
#include "runtime/household_readings.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace wd::store {
class ReadStore;
class Store;
}  // namespace wd::store

namespace wd::runtime {

// How much a piece of reading takes. A glance is a few rows by their keys, however much happened in a programme: it is done on the
// thread that asks, as waking another one would take longer.
enum class Effort { glance, any };

// What whoever is turned away early hears: the queues are full, or the service stops.
Error too_busy();

// A command as it was asked for, and what it was answered; both for as long as the call lasts.
using OnCommand = std::function<void(const json::object& request, const json::object& answer)>;
// What an answer holds of typed text and names. Over the local socket the token of the request says that (admission.hpp); a door
// that knows who asks says it itself, and guards households itself.
enum class Texts { by_token, shown, hidden };

class Service {
public:
    // Hears why a piece of work could not be done, or broke off. Must not block and must not throw.
    using Failed = std::function<void(const Error&)>;

    // Opens the data directory as its only writer, and lets timers fire. Refuses a directory that cannot be opened, or is
    // served already. Throws StoreFailure when the world breaks.
    static Result<std::unique_ptr<Service>> open(const std::filesystem::path& directory);
    virtual ~Service() = default;

    // Carries out one request (port.hpp) and calls `done` once with the answer: on a thread of the service, or before this
    // returns when it is refused at once or takes a glance. `done` must not block and must not throw. Thread-safe.
    virtual void request(json::object request, Texts texts, std::function<void(json::object)> done) = 0;
    // Runs `work` with a read connection: on a reading thread, or before this returns when it is a glance or leads on from such work
    // (then on the same connection). Thread-safe. False when the service stops or is too busy; then nothing is called. When no
    // connection can be had or `work` throws, `failed` is called on that thread.
    virtual bool read(std::function<void(store::ReadStore&)> work, Failed failed = {}, Effort effort = Effort::any) = 0;
    // Runs `work` on the writer thread, outside a transaction, for working tables (sessions, credentials). Thread-safe.
    // False as above. When the store cannot be had or `work` throws, what it had begun is rolled back and `failed` is called.
    virtual bool write(std::function<void(store::Store&)> work, Failed failed = {}) = 0;
    // Adds somebody who is told after each commit that added events, whoever caused it: timers too; the first time perhaps of what
    // is there already. Thread-safe; told by one thread, and never after stop().
    virtual void on_commit(OnCommit told) = 0;
    // Adds somebody who is told of each command of these verbs ("account." stands for all that begin so), by whichever door it came
    // and also when it was refused: after its commit and before its answer is given, on the thread that gives it. `told` must not
    // throw, and lives as long as the service. Thread-safe.
    virtual void on_command(std::vector<std::string> verbs, OnCommand told) = 0;
    // Who writes down what is read of households with a token; until this was called that is refused. Thread-safe.
    virtual void note_readings_with(NoteReading note) = 0;
    // The store's own clock. Thread-safe.
    virtual Timestamp now() const = 0;
    // Takes nothing new, finishes what was accepted, and returns when all of it was answered. Idempotent; the destructor
    // calls it.
    virtual void stop() = 0;
};

// What `work` reads at a glance, or why it could not be read.
template <class Value>
Result<Value> look(Service& service, const std::function<Value(store::ReadStore&)>& work)
{
    Result<Value> seen = too_busy();
    service.read([&](store::ReadStore& store) { seen = work(store); }, [&](const Error& error) { seen = error; },
                 Effort::glance);
    return seen;
}

}  // namespace wd::runtime
