// The engine: turns commands, timers and left-over work into events, many turns to one transaction, and answers after commit
// (DESIGN ideas 1, 6; RULES B). One thread calls it; it knows no sockets and no threads. Virtual time and real time use the
// same engine with another clock.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/time.hpp"
#include "calendar/calendar.hpp"
#include "domain/commands.hpp"
#include "store/store.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace wd::runtime {

// What a caller asks, before it is routed to a programme.
// Up to where somebody had seen a stream when they decided.
struct SeenUntil {
    std::int64_t stream = 0;  // a programme; 0 is the installation
    std::int64_t pseq = 0;
};
BOOST_DESCRIBE_STRUCT(SeenUntil, (), (stream, pseq))

struct Request {
    domain::Command command;
    domain::Actor actor;
    std::string key;       // idempotency; "" = none (RULES B5)
    Sha256 fingerprint{};  // of the body; compared when a key comes back
    // When it is there: a conflict when anything happened in that stream since, or when the command is about another one.
    std::optional<SeenUntil> seen = {};
};

// The answer, given after commit. `seq` names the last event: a read that names it waits until it is visible.
struct Reply {
    Result<json::value> answer = json::value{};
    int part = 0;
    std::int64_t seq = 0;
};

// A workflow bundle to install, with its author's reason.
struct Install {
    std::vector<store::BundleFile> files;
    std::optional<Text> reason;
    domain::Actor actor;
    std::string key = {};  // as in Request
    Sha256 fingerprint = {};
};

struct EngineOptions {
    int commands_per_batch = 128;  // tests compare 1 and 128: the log is the same
    int transitions_per_turn = 256;
    std::optional<std::uint64_t> seed;  // demo and simulation: salts follow from it (RULES B8)
    calendar::Calendar calendar;
    bool guard_crashes = false;       // serve and tick: see crash_guard.hpp
    std::filesystem::path directory;  // where heads.log stands; empty for a store in memory
};

// Opens the data directory's store again after a COMMIT whose outcome is unknown (RULES B3). While that fails the engine is
// closed: commands are refused as unavailable, and each next call tries again.
using OpenStore = std::function<std::unique_ptr<store::Store>()>;

class Engine {
public:
    virtual ~Engine() = default;

    // Carries out the requests in order, in as few transactions as allowed, and answers each. Never throws for a broken
    // world or a bug of ours: the reply says store_full, store_damaged … or unavailable, and the engine goes on.
    virtual std::vector<Reply> execute(std::span<const Request> requests) = 0;
    Reply execute(const Request& request) { return execute(std::span{&request, 1}).front(); }

    // Checks a bundle whole and makes it the active version of its key. Refuses a bundle that says a version which is
    // installed with another text, and one that starts workflows which are not there.
    virtual Reply install(const Install& install) = 0;

    // Does left-over work and fires timers that are due now, at most `limit` of them, in one transaction. Returns how many left
    // the queue; 0 when the world is broken, and then it is tried again at the next call. Never throws.
    virtual int run_due(int limit) = 0;
    // Until nothing is due any more, or nothing can be done; for virtual time and tests.
    virtual int run_all_due() = 0;
    // When the next timer is due; now when work is left over; none when nothing is planned. Throws StoreFailure.
    virtual std::optional<Timestamp> next_due() = 0;

    // Says in the log what is true of this store from now on: that it was made, and which calendar its dates follow. When the
    // calendar is another one than before, every programme's timers are computed again, in turns of their own. Called once,
    // before anything else; nothing happens the second time. Throws StoreFailure.
    virtual void start() = 0;

    // A portion of housekeeping: once a day the heads of the chains to the log and heads.log and what is past its term to the log,
    // old replies forgotten, disk space given back. Whether there is more to do now. Never throws: what cannot be done is logged and
    // comes again.
    virtual bool tidy_some() = 0;
    // All of it; for virtual time and tests.
    void tidy()
    {
        while (tidy_some()) {
        }
    }

    // The programme as the next turn would see it, without its ledger unless loaded; for simulation and tests. Null when it
    // does not exist. Valid until the next call. These and store() throw StoreFailure while the engine is closed.
    virtual const domain::Programme* find_programme(store::ProgrammeId programme) = 0;
    virtual const domain::Workflow* find_workflow(const Sha256& hash) = 0;
    virtual const domain::Workflow* find_active_workflow(std::string_view key) = 0;
    virtual const domain::Ledger& ledger_of(store::ProgrammeId programme) = 0;

    virtual store::Store& store() = 0;
    virtual const Clock& clock() const = 0;
};

// `clock` must outlive the engine.
std::unique_ptr<Engine> create_engine(std::unique_ptr<store::Store> store, const Clock& clock, EngineOptions options,
                                      OpenStore reopen);

}  // namespace wd::runtime
