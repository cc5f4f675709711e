// One turn at a time: a command, a row of left-over work, a timer that is due, an installation. Everything a turn decides is
// handed to the store as one list inside the transaction that the engine holds open (RULES B1, B2). Nothing here begins or
// commits.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/interpreter.hpp"
#include "runtime/programme_cache.hpp"
#include "runtime/turn_context.hpp"

#include <set>

namespace wd::runtime {

// The run that left-over work is about: its own, or the one that asked for a child. None for bulk work.
domain::RunId run_named_in(const json::object& data);

class Turns {
public:
    Turns(const Supplies& supplies, ProgrammeCache& programmes, const Clock& clock);

    // A refusal has written nothing. A bug of ours in the decision parks the run and is answered as unavailable; a bug while
    // writing is thrown on, because the transaction holds half a turn then.
    Reply carry_out(const Request& request);
    void do_due(const store::DueRow& row);
    void fire(const store::DueTimer& timer);
    // A timer that cannot be fired leaves the index, and its run is parked.
    void give_up(const store::DueTimer& timer, domain::StuckReason reason);
    // What is true of the store from now on: its birth, its calendar.
    void start();
    Reply install(const Install& install);
    // Where the chains of the programmes that changed since the last time stand now (RULES A4).
    void record_heads();
    // The run does not move any more and says why; an administrator looks at it.
    void park(store::ProgrammeId programme, domain::RunId run, domain::StuckReason reason);

    Result<json::value> preview_resume(store::ProgrammeId programme);

    // After rollback or reopening: the installation's chain is read again.
    void forget();
    void keep();

private:
    struct Origin {
        domain::Actor actor;
        int depth = 0;  // of automatic causes
    };

    Result<json::value> decide_and_settle(domain::Turn& turn, const domain::Command& command);
    Result<json::value> begin_programme(const Request& request, Reply& reply);
    void resume(domain::Turn& turn, domain::Payloads payloads);
    // Writes the turn's events and everything beside them.
    store::Appended hand_over(domain::Turn& turn, TurnContext& context, const Origin& origin, store::Writes writes);
    // The turn's requests as rows of `due`, one deeper; a run that goes too deep is stuck instead (RULES B2).
    void leave_work(domain::Turn& turn, const Origin& origin, store::Writes& writes);
    domain::Programme& installation();
    domain::Budget budget() const { return {supplies_.options->transitions_per_turn}; }

    const Supplies& supplies_;
    ProgrammeCache& programmes_;
    const Clock& clock_;
    std::optional<domain::Programme> installation_;
    std::set<store::ProgrammeId> changed_;      // since the heads were recorded
    std::set<store::ProgrammeId> changed_now_;  // in this transaction
    bool recorded_now_ = false;                 // the heads, in this transaction
};

}  // namespace wd::runtime
