// Transactions around turns, and what happens when the world or we ourselves break. See engine.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/engine.hpp"

#include "base/limits.hpp"
#include "runtime/crash_guard.hpp"
#include "runtime/turns.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <fstream>

namespace wd::runtime {

namespace {

using domain::ProgrammeId;

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
            if (guard_)
                guard_->end_cleanly();
        } catch (const StoreFailure& failure) {
            spdlog::warn("the clean end could not be written down: {}", failure.what());
        }
    }

    void start() override
    {
        guarded([&] { turns_.start(); }, [](const Error& error) { throw StoreFailure(error.code, error.message); });
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
        guarded([&] { reply = turns_.install(install); }, [&](const Error& error) { reply.answer = error; });
        return reply;
    }

    int run_due(int limit) override
    {
        const std::vector<store::DueRow> rows = store_->list_due(limit);
        const std::vector<store::DueTimer> timers =
            static_cast<int>(rows.size()) < limit
                ? store_->list_due_timers(clock_.now(), limit - static_cast<int>(rows.size()))
                : std::vector<store::DueTimer>{};
        if (rows.empty() && timers.empty())
            return 0;
        if (guard_ && guard_->careful())
            return run_due_singly(rows, timers);
        const int count = static_cast<int>(rows.size() + timers.size());
        const bool all = guarded(
            [&] {
                for (const store::DueRow& row : rows)
                    turns_.do_due(row);
                for (const store::DueTimer& timer : timers)
                    fire_if_there(timer);
            },
            [](const Error&) {});
        // A commit with unknown outcome may have consumed rows after all; a timer is looked for again before it fires.
        return all ? count : run_due_singly(store_->list_due(limit), timers);
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
        if (!store_->list_due(1).empty())
            return clock_.now();
        return store_->find_next_timer();
    }

    void tidy() override
    {
        const bool recorded = guarded(
            [&] {
                turns_.record_heads();
                const Timestamp before = clock_.now() - limits::idempotency_kept;
                store_->forget_replies(before, limits::due_per_scan);
            },
            [](const Error&) {});
        // Only what is committed may stand beside the store: a head that a crash takes back would look like a cut tail.
        if (recorded)
            write_heads_log();
        try {
            store_->tidy();
        } catch (const StoreFailure& failure) {
            spdlog::warn("no disk space was given back: {}", failure.what());
        }
    }

    const domain::Programme* find_programme(ProgrammeId programme) override { return programmes_.find(programme); }
    const domain::Workflow* find_workflow(const Sha256& hash) override
    {
        const script::LoadedWorkflow* loaded = workflows_.find(hash);
        return loaded == nullptr ? nullptr : &loaded->workflow();
    }
    const domain::Workflow* find_active_workflow(std::string_view key) override
    {
        const script::LoadedWorkflow* loaded = workflows_.find_active(key);
        return loaded == nullptr ? nullptr : &loaded->workflow();
    }
    const domain::Ledger& ledger_of(ProgrammeId id) override
    {
        domain::Programme* programme = programmes_.find(id);
        WD_ASSERT(programme != nullptr);
        if (!programme->ledger)
            programme->ledger = store_->load_ledger(id);
        return *programme->ledger;
    }
    store::Store& store() override { return *store_; }
    const Clock& clock() const override { return clock_; }
    Result<json::value> preview_resume(ProgrammeId programme) override { return turns_.preview_resume(programme); }

private:
    // All in one transaction; when a write throws, each in its own, so that one bad command spoils nobody's (RULES B3).
    std::vector<Reply> execute_batch(std::span<const Request> requests)
    {
        std::vector<Reply> replies;
        Error failure;
        const bool done = guarded(
            [&] {
                for (const Request& request : requests)
                    replies.push_back(turns_.carry_out(request));
            },
            [&](const Error& error) { failure = error; }, &replies);
        if (done)
            return replies;
        replies.clear();
        if (requests.size() == 1) {
            replies.emplace_back().answer = failure;
            return replies;
        }
        for (const Request& request : requests)
            replies.push_back(execute_batch(std::span{&request, 1}).front());
        return replies;
    }

    // One transaction around `work`. False when nothing of it was written; `tell` gets the reason.
    template <class Work, class Tell>
    bool guarded(Work work, Tell tell, std::vector<Reply>* replies = nullptr)
    {
        try {
            store_->begin();
            work();
        } catch (const StoreFailure& failure) {
            spdlog::warn("the store refused: {}", failure.what());
            undo();
            tell(refused(failure));
            return false;
        } catch (const Bug& bug) {
            spdlog::error("a bug while writing a turn: {}", bug.what());
            undo();
            tell(refusal(Errc::unavailable,
                         "dit is een fout in Wijkdraad zelf; er is niets veranderd en het is vastgelegd"));
            return false;
        }
        try {
            store_->commit();
        } catch (const StoreFailure& failure) {
            // What found no room is not there, and a store that is opened again would need room for that.
            if (failure.code() == Errc::store_full) {
                undo();
                tell(refused(failure));
                return false;
            }
            spdlog::warn("a commit with unknown outcome: {}", failure.what());
            if (!was_committed(replies)) {
                tell(refused(failure));
                return false;
            }
            return true;
        }
        programmes_.keep();
        turns_.keep();
        programmes_.shrink();
        workflows_.shrink();
        return true;
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

    // After a COMMIT that failed the log itself says whether it is there: the store is opened again and asked (RULES B3).
    bool was_committed(const std::vector<Reply>* replies)
    {
        std::optional<std::pair<int, std::int64_t>> last;
        for (const Reply& reply : replies == nullptr ? std::vector<Reply>{} : *replies)
            if (reply.seq > 0)
                last = {reply.part, reply.seq};
        undo();
        if (reopen_) {
            guard_.reset();
            store_.reset();
            store_ = reopen_();
            supplies_.store = store_.get();
            programmes_.forget_all(*store_);
            people_.forget(*store_);
            workflows_.forget(*store_);
            if (options_.guard_crashes)
                guard_.emplace(*store_);
        }
        return last && store_->find_last_seq(last->first) >= last->second;
    }

    // The head of the installation's own chain, outside the database: a chain that is computed anew does not fit it (RULES A4).
    void write_heads_log()
    {
        if (options_.directory.empty())
            return;
        const domain::Head head = store_->find_head(domain::installation);
        std::ofstream log{options_.directory / "heads.log", std::ios::app};
        log << fmt::format("{} {} {}\n", to_text(clock_.now()), head.pseq, to_hex(head.hash));
        if (!log.flush())
            spdlog::warn("heads.log could not be written");
    }

    // A timer may have gone in an earlier turn of the same batch.
    void fire_if_there(const store::DueTimer& timer)
    {
        const domain::Programme* programme = programmes_.find(timer.programme);
        if (programme == nullptr)
            return;
        const auto found = programme->timers.find(timer.key);
        if (found != programme->timers.end() && found->second.at && *found->second.at <= clock_.now())
            turns_.fire(timer);
    }

    // One by one, after a failure or a crash; what cannot be written or was in flight too often is parked, so that it does not
    // come back for ever.
    int run_due_singly(const std::vector<store::DueRow>& rows, const std::vector<store::DueTimer>& timers)
    {
        int done = 0;
        for (const store::DueRow& row : rows)
            done += singly(
                fmt::format("due {}", row.id), [&] { turns_.do_due(row); },
                [&](domain::StuckReason reason) {
                    store_->drop_due(row.id);
                    turns_.park(row.due.programme, run_named_in(row.due.data), reason);
                });
        for (const store::DueTimer& timer : timers)
            done += singly(
                fmt::format("timer {} {} {}", timer.key.run.value, timer.key.path, name_of(timer.key.kind)),
                [&] { fire_if_there(timer); }, [&](domain::StuckReason reason) { turns_.give_up(timer, reason); });
        return done;
    }

    template <class Work, class GiveUp>
    bool singly(const std::string& what, Work work, GiveUp give_up)
    {
        const bool marked = guard_ && guard_->careful();
        bool too_often = false;
        try {
            too_often = marked && guard_->begin(what) == CrashGuard::Verdict::park;
        } catch (const StoreFailure& failure) {
            spdlog::warn("{} waits, it cannot be marked: {}", what, failure.what());
            return false;
        }
        bool bug = too_often;
        const bool done = !too_often && guarded(
                                            [&] {
                                                work();
                                                if (marked)
                                                    guard_->came_through();
                                            },
                                            [&](const Error& error) { bug = error.code == Errc::unavailable; });
        if (bug)
            guarded([&] { give_up(too_often ? domain::StuckReason::twice_crashed : domain::StuckReason::bug); },
                    [](const Error&) {});
        return done || bug;
    }

    std::unique_ptr<store::Store> store_;
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
};

}  // namespace

std::unique_ptr<Engine> create_engine(std::unique_ptr<store::Store> store, const Clock& clock, EngineOptions options,
                                      OpenStore reopen)
{
    return std::make_unique<BatchEngine>(std::move(store), clock, std::move(options), std::move(reopen));
}

}  // namespace wd::runtime
