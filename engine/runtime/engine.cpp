// Transactions around turns, and what happens when the world or we ourselves break. See engine.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/engine.hpp"

#include "base/limits.hpp"
#include "runtime/crash_guard.hpp"
#include "runtime/turns.hpp"
#include "store/directory_logs.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace wd::runtime {

namespace {

using domain::ProgrammeId;

// How a transaction ended.
enum class End {
    written,
    broken,     // the world refused; nothing was written
    bug,        // ours; nothing was written
    uncertain,  // COMMIT failed and the store cannot be asked now
};
struct Outcome {
    End end = End::written;
    Error error = {};  // what the caller hears unless it was written
};

// What a scan found to do.
struct Due {
    std::vector<store::DueRow> rows;
    std::vector<store::DueTimer> timers;
};

// Housekeeping, in this order.
enum class Chore { heads, terms, replies, space };

class BatchEngine final : public Engine {
public:
    BatchEngine(std::unique_ptr<store::Store> store, const Clock& clock, EngineOptions options, OpenStore reopen)
        : store_(std::move(store)),
          clock_(clock),
          options_(std::move(options)),
          reopen_(std::move(reopen)),
          workflows_(*store_),
          people_(*store_),
          programmes_(*store_),
          supplies_{store_.get(), &options_, &workflows_, &people_, &entropy_},
          turns_(supplies_, programmes_, clock_)
    {
        if (options_.guard_crashes)
            guard_.emplace(*store_);
    }
    ~BatchEngine() override
    {
        try {
            if (guard_ && store_)
                guard_->end_cleanly();
        } catch (const StoreFailure& failure) {
            spdlog::warn("the clean end could not be written down: {}", failure.what());
        }
    }

    void start() override
    {
        const Outcome outcome = guarded([&] { turns_.start(); });
        if (outcome.end != End::written)
            throw StoreFailure(outcome.error.code, outcome.error.message);
    }

    std::vector<Reply> execute(std::span<const Request> requests) override
    {
        std::vector<Reply> replies;
        replies.reserve(requests.size());
        while (!requests.empty()) {
            const auto size = std::min(requests.size(), static_cast<std::size_t>(options_.commands_per_batch));
            for (Reply& reply : execute_batch(requests.first(size)))
                replies.push_back(std::move(reply));
            requests = requests.subspan(size);
        }
        return replies;
    }

    Reply install(const Install& install) override
    {
        Reply reply;
        const Outcome outcome = guarded([&] { reply = turns_.install(install); });
        return outcome.end == End::written ? reply : refused(outcome);
    }

    int run_due(int limit) override
    {
        std::optional<Due> due = find_due(limit);
        if (!due || (due->rows.empty() && due->timers.empty()))
            return 0;
        if (guard_ && guard_->careful())
            return run_due_singly(*due);
        int done = 0;
        const Outcome outcome = guarded([&] {
            for (const store::DueRow& row : due->rows)
                turns_.do_due(row);
            done = static_cast<int>(due->rows.size());
            for (const store::DueTimer& timer : due->timers)
                done += fire_if_there(timer) ? 1 : 0;
        });
        if (outcome.end == End::written)
            return done;
        due = find_due(limit);
        return due && outcome.end != End::uncertain ? run_due_singly(*due) : 0;
    }

    int run_all_due() override
    {
        int total = 0;
        while (const int done = run_due(limits::due_per_scan))
            total += done;
        return total;
    }

    std::optional<Timestamp> next_due() override
    {
        if (!opened().list_due(1).empty())
            return clock_.now();
        return store_->find_next_timer();
    }

    bool tidy_some() override
    {
        switch (chore_) {
        case Chore::heads: return record_heads();
        case Chore::terms: return list_past_terms();
        case Chore::replies: return forget_replies();
        case Chore::space: return give_space_back();
        }
        WD_ASSERT(false);
        return false;
    }

    const domain::Programme* find_programme(ProgrammeId programme) override
    {
        opened();
        return programmes_.find(programme);
    }
    const domain::Workflow* find_workflow(const Sha256& hash) override
    {
        opened();
        const script::LoadedWorkflow* loaded = workflows_.find(hash);
        return loaded == nullptr ? nullptr : &loaded->workflow();
    }
    const domain::Workflow* find_active_workflow(std::string_view key) override
    {
        opened();
        const script::LoadedWorkflow* loaded = workflows_.find_active(key);
        return loaded == nullptr ? nullptr : &loaded->workflow();
    }
    const domain::Ledger& ledger_of(ProgrammeId id) override
    {
        store::Store& store = opened();
        domain::Programme* programme = programmes_.find(id);
        WD_ASSERT(programme != nullptr);
        if (!programme->ledger)
            programme->ledger = store.load_ledger(id);
        return *programme->ledger;
    }
    store::Store& store() override { return opened(); }
    const Clock& clock() const override { return clock_; }

private:
    // All in one transaction; when a write throws, each in its own, so that one bad command spoils nobody's (RULES B3).
    std::vector<Reply> execute_batch(std::span<const Request> requests)
    {
        std::vector<Reply> replies;
        const Outcome outcome = guarded([&] {
            for (const Request& request : requests)
                replies.push_back(turns_.carry_out(request));
        });
        if (outcome.end == End::written)
            return replies;
        if (outcome.end == End::uncertain)
            return std::vector<Reply>(requests.size(), refused(outcome));
        replies.clear();
        if (requests.size() == 1) {
            if (outcome.end == End::bug)
                guarded([&] { turns_.park_behind(requests.front().command); });
            replies.push_back(refused(outcome));
            return replies;
        }
        for (const Request& request : requests)
            replies.push_back(execute_batch(std::span{&request, 1}).front());
        return replies;
    }

    // One transaction around `work`.
    template <class Work>
    Outcome guarded(Work work)
    {
        if (!is_open())
            return {End::broken, refusal(Errc::unavailable,
                                         "de opslag kan nu niet worden geopend; er is niets "
                                         "veranderd, probeer het later opnieuw")};
        try {
            store_->begin();
            work();
        } catch (const StoreFailure& failure) {
            spdlog::warn("the store refused: {}", failure.what());
            undo();
            return {End::broken, refused(failure)};
        } catch (const std::exception& bug) {
            spdlog::error("a bug while writing a turn: {}", bug.what());
            undo();
            return {End::bug, refusal(Errc::unavailable,
                                      "dit is een fout in Wijkdraad zelf; er is niets veranderd en het is vastgelegd")};
        }
        try {
            store_->commit();
        } catch (const StoreFailure& failure) {
            // What found no room is not there, and a store that is opened again would need room for that.
            if (failure.code() == Errc::store_full) {
                undo();
                return {End::broken, refused(failure)};
            }
            return ask_the_log(failure);
        }
        programmes_.keep();
        turns_.keep();
        programmes_.shrink();
        workflows_.shrink();
        return {};
    }

    void undo()
    {
        store_->rollback();
        programmes_.drop();
        people_.forget(*store_);
        workflows_.forget_active();
        turns_.forget();
    }

    static Error refused(const StoreFailure& failure)
    {
        if (failure.code() == Errc::store_full)
            return refusal(Errc::store_full,
                           "de schijf is vol; er is niets veranderd, maak ruimte en probeer het opnieuw");
        return refusal(failure.code(), "het bewaren is niet gelukt, er is niets veranderd: {}", failure.what());
    }

    static Reply refused(const Outcome& outcome)
    {
        Reply reply;
        reply.answer = outcome.error;
        return reply;
    }

    // After a COMMIT that failed the log itself says whether it is there: the store is opened again and asked (RULES B3).
    Outcome ask_the_log(const StoreFailure& failure)
    {
        spdlog::warn("a commit with unknown outcome: {}", failure.what());
        const std::optional<store::Appended> last = turns_.last_written();
        undo();
        if (reopen_)
            store_.reset();
        if (!is_open())
            return {End::uncertain, refusal(Errc::unavailable,
                                            "het is niet zeker of dit is bewaard: {}; kijk het na "
                                            "zodra Wijkdraad weer bij de opslag kan",
                                            failure.what())};
        if (last && store_->find_last_seq(last->part) >= last->seq)
            return {};
        return {End::broken, refused(failure)};
    }

    // Opens the store again after it was lost. False while that does not work.
    bool is_open()
    {
        if (store_)
            return true;
        try {
            store_ = reopen_();
        } catch (const std::exception& failure) {
            spdlog::error("the store cannot be opened again: {}", failure.what());
            return false;
        }
        supplies_.store = store_.get();
        programmes_.forget_all(*store_);
        people_.forget(*store_);
        workflows_.forget(*store_);
        if (guard_)
            guard_->move_to(*store_);
        return true;
    }

    store::Store& opened()
    {
        if (!is_open())
            throw StoreFailure(Errc::unavailable, "de opslag kan nu niet worden geopend");
        return *store_;
    }

    // None when the store cannot be read now.
    std::optional<Due> find_due(int limit)
    {
        try {
            Due due{opened().list_due(limit), {}};
            if (const int room = limit - static_cast<int>(due.rows.size()); room > 0)
                due.timers = store_->list_due_timers(clock_.now(), room);
            return due;
        } catch (const std::exception& failure) {
            spdlog::error("what is due cannot be read: {}", failure.what());
            return {};
        }
    }

    // A timer may have gone in an earlier turn of the same batch. Whether it was there.
    bool fire_if_there(const store::DueTimer& timer)
    {
        const domain::Programme* programme = programmes_.find(timer.programme);
        if (programme == nullptr)
            return false;
        const auto found = programme->timers.find(timer.key);
        if (found == programme->timers.end() || !found->second.at || *found->second.at > clock_.now())
            return false;
        turns_.fire(timer);
        return true;
    }

    // One by one, after a failure or a crash; what breaks our rules or was in flight too often is parked, so that it does not
    // come back for ever. What the world refuses stays and is tried again.
    int run_due_singly(const Due& due)
    {
        int done = 0;
        for (const store::DueRow& row : due.rows)
            done += singly(
                fmt::format("due {}", row.id),
                [&] {
                    turns_.do_due(row);
                    return true;
                },
                [&](domain::StuckReason reason) {
                    store_->drop_due(row.id);
                    turns_.park(row.due.programme, run_named_in(row.due.data), reason);
                    return true;
                });
        for (const store::DueTimer& timer : due.timers)
            done += singly(
                fmt::format("timer {} {} {}", timer.key.run.value, timer.key.path, name_of(timer.key.kind)),
                [&] { return fire_if_there(timer); },
                [&](domain::StuckReason reason) { return turns_.give_up(timer, reason); });
        return done;
    }

    // Whether the row or timer left the queue: done, or given up for good.
    template <class Work, class GiveUp>
    bool singly(const std::string& what, Work work, GiveUp give_up)
    {
        bool left = false;
        domain::StuckReason reason = domain::StuckReason::twice_crashed;
        if (const std::optional<CrashGuard::Verdict> verdict = mark(what); !verdict)
            return false;
        else if (*verdict == CrashGuard::Verdict::run) {
            const Outcome outcome = guarded([&] {
                left = work();
                if (marked_)
                    guard_->came_through();
            });
            if (outcome.end != End::bug)
                return outcome.end == End::written && left;
            reason = domain::StuckReason::bug;
        }
        return guarded([&] { left = give_up(reason); }).end == End::written && left;
    }

    // Before work that may end the process. None when it cannot be marked now.
    std::optional<CrashGuard::Verdict> mark(const std::string& what)
    {
        marked_ = guard_ && guard_->careful();
        if (!marked_)
            return CrashGuard::Verdict::run;
        try {
            opened();
            return guard_->begin(what);
        } catch (const StoreFailure& failure) {
            spdlog::warn("{} waits, it cannot be marked: {}", what, failure.what());
            return {};
        }
    }

    // --- Housekeeping. Each says whether there is more to do now; what cannot be done comes again at the next call.

    // With the last heads of the day also what is past its term, so that a day's work in the log is there whole.
    bool record_heads()
    {
        Heads heads = Heads::known;
        bool more_terms = false;
        const auto record = [&] {
            heads = turns_.record_heads();
            more_terms = heads != Heads::some && turns_.list_past_terms();
        };
        if (guarded(record).end != End::written)
            return false;
        if (heads == Heads::complete)
            write_heads_log();
        if (heads != Heads::some)
            chore_ = more_terms ? Chore::terms : Chore::replies;
        return true;
    }

    bool list_past_terms()
    {
        bool more = false;
        if (guarded([&] { more = turns_.list_past_terms(); }).end != End::written)
            return false;
        if (!more)
            chore_ = Chore::replies;
        return true;
    }

    bool forget_replies()
    {
        int forgotten = 0;
        const Timestamp before = clock_.now() - limits::idempotency_kept;
        if (guarded([&] { forgotten = store_->forget_replies(before, limits::due_per_scan); }).end != End::written)
            return false;
        if (forgotten < limits::due_per_scan)
            chore_ = Chore::space;
        return true;
    }

    bool give_space_back()
    {
        try {
            if (opened().tidy())
                return true;
        } catch (const std::exception& failure) {
            spdlog::warn("no disk space was given back: {}", failure.what());
        }
        chore_ = Chore::heads;
        return false;
    }

    // The head of the installation's own chain, outside the database: a chain that is computed anew does not fit it (RULES A4).
    // Only what is committed may stand there: a head that a crash takes back would look like a cut tail.
    void write_heads_log()
    {
        if (options_.directory.empty())
            return;
        try {
            store::add_head(options_.directory, clock_.now(), store_->find_head(domain::installation));
        } catch (const std::exception& failure) {
            spdlog::warn("heads.log could not be written: {}", failure.what());
        }
    }

    std::unique_ptr<store::Store> store_;  // null while it cannot be opened again
    const Clock& clock_;
    EngineOptions options_;
    OpenStore reopen_;
    SystemEntropy entropy_;
    WorkflowCache workflows_;
    PersonCache people_;
    ProgrammeCache programmes_;
    Supplies supplies_;
    Turns turns_;
    std::optional<CrashGuard> guard_;
    bool marked_ = false;  // the work that runs now, by the guard
    Chore chore_ = Chore::heads;
};

}  // namespace

std::unique_ptr<Engine> create_engine(std::unique_ptr<store::Store> store, const Clock& clock, EngineOptions options,
                                      OpenStore reopen)
{
    return std::make_unique<BatchEngine>(std::move(store), clock, std::move(options), std::move(reopen));
}

}  // namespace wd::runtime
