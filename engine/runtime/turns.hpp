// One turn at a time: a command, a row of left-over work, a timer that is due, an installation. Everything a turn decides is
// handed to the store as one list inside the transaction that the engine holds open (RULES B1, B2). Nothing here begins or
// commits.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/interpreter.hpp"
#include "domain/privacy.hpp"
#include "runtime/programme_cache.hpp"
#include "runtime/turn_context.hpp"

namespace wd::runtime {

// The run that left-over work is about: its own, or the one that asked for a child. None for bulk work.
domain::RunId run_named_in(const json::object& data);

// How far the heads of today are written down.
enum class Heads {
    known,     // that was done earlier today
    some,      // a portion was written, more are waiting
    complete,  // with this portion
};

class Turns {
public:
    Turns(const Supplies& supplies, ProgrammeCache& programmes, const Clock& clock);

    // A refusal has written nothing. A bug of ours in the decision parks the run and is answered as unavailable; a bug while
    // writing is thrown on, because the transaction holds half a turn then.
    Reply carry_out(const Request& request);
    void do_due(const store::DueRow& row);
    void fire(const store::DueTimer& timer);
    // A timer that cannot be fired leaves the index, and its run is parked. False when it was not there.
    bool give_up(const store::DueTimer& timer, domain::StuckReason reason);
    // What is true of the store from now on: its birth, its calendar.
    void start();
    Reply install(const Install& install);
    // A portion of where the chains stand now of the programmes that changed since the last time, once a day (RULES A4).
    Heads record_heads();
    // A portion of what is past its term and stands on no line yet, once a day. Whether there is more to do now.
    bool list_past_terms();
    // The run does not move any more and says why; an administrator looks at it.
    void park(store::ProgrammeId programme, domain::RunId run, domain::StuckReason reason);

    // After a bug while a command was being written: the run it is about is parked.
    void park_behind(const domain::Command& command);

    // The last event of this transaction, by which the log tells whether it was committed; none when it wrote no event.
    std::optional<store::Appended> last_written() const { return last_written_; }
    // After rollback or reopening: the installation's chain is read again.
    void forget();
    void keep();

private:
    struct Origin {
        domain::Actor actor;
        int depth = 0;  // of automatic causes
    };
    struct HeadsToRecord {
        std::vector<domain::Head> waiting;
        std::int64_t until = 0;  // the seq of partition 1 up to which they were looked for
    };

    // Work for each programme with promises that nobody watches yet.
    void leave_promises_to_watch(store::Writes& writes);
    void watch_promises(domain::Turn& turn, const json::object& data);
    // A lesson that is taken over from another programme is there.
    Result<void> check_lesson(const domain::AddJournal& command);
    Result<void> forget(domain::Turn& turn, const domain::ForgetPerson& command);
    Result<void> correct(domain::Turn& turn, const domain::CorrectPerson& command);
    // What went, and what stands.
    Result<json::object> erase(domain::Turn& turn, const domain::EraseTexts& command);
    std::optional<domain::TaskId> task_behind(store::ProgrammeId programme, const domain::TypedAt& at);
    Result<void> draw(domain::Turn& turn, const domain::DrawAudit& command);
    Result<json::value> decide_and_settle(domain::Turn& turn, const domain::Command& command);
    Result<json::value> take_over(domain::Turn& turn, const domain::TakeOverRuns& command);
    std::int64_t new_seed();
    // What the installation knows of a rating: that the handover was drawn, and that a coordinator gives it.
    Result<void> check_rating(const domain::RateHandover& command, domain::PersonId rater);
    // The dates that resuming a paused programme would give, without resuming it.
    Result<json::value> preview_resume(store::ProgrammeId programme);
    Result<json::value> begin_programme(const Request& request, Reply& reply);
    // What was answered when this key came before; a refusal when it came with something else. None without a key.
    std::optional<Result<json::value>> find_answer(const domain::Actor& actor, std::string_view key,
                                                   const Sha256& fingerprint);
    void keep_answer(const domain::Actor& actor, const std::string& key, const Sha256& fingerprint,
                     const json::value& answer, store::Writes& writes) const;
    void resume(domain::Turn& turn, domain::Payloads payloads);
    void keep_without_events(const Install& install, const json::value& answer, TurnContext& context);
    // Writes the turn's events and everything beside them.
    store::Appended hand_over(domain::Turn& turn, TurnContext& context, const Origin& origin, store::Writes writes);
    // The turn's requests as rows of `due`, one deeper; a start that goes too deep is held at its step instead (RULES B2).
    void leave_work(domain::Turn& turn, const Origin& origin, store::Writes& writes);
    domain::Programme& installation();
    domain::Budget budget() const { return {supplies_.options->transitions_per_turn}; }

    const Supplies& supplies_;
    ProgrammeCache& programmes_;
    const Clock& clock_;
    std::optional<domain::Programme> installation_;
    std::optional<HeadsToRecord> heads_;  // while today's are being written down
    std::ptrdiff_t heads_now_ = 0;        // of those waiting, in this transaction
    std::optional<store::Appended> last_written_;
};

}  // namespace wd::runtime
