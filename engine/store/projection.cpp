// The way from an event to its projection, and what all families share. See projector.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/projector.hpp"
#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

void Projector::project(ProgrammeId stream, std::int64_t pseq, const Event& event)
{
    if (stream != moved_programme_)
        finish_turn();
    else if (event.run != moved_run_)
        touch_run();
    programme_ = stream;
    pseq_ = pseq;
    event_ = &event;
    std::visit(*this, event.payload);
    event_ = nullptr;
    moved_run_ = event.run;
    moved_programme_ = stream;
    moved_pseq_ = pseq;
    moved_at_ = event.at;
}

void Projector::finish_turn()
{
    touch_run();
    add_counts();
}

void Projector::forget_turn() noexcept
{
    moved_run_ = RunId{};
    asked_run_ = RunId{};
    counts_ = {};
}

void Projector::touch_run()
{
    if (!moved_run_)
        return;
    // The run may be closed by now; then no row is there to touch.
    Query touch = query(sql::touch_run);
    touch.set(sql::touch_run.programme, moved_programme_);
    touch.set(sql::touch_run.run, moved_run_);
    touch.set(sql::touch_run.moved_at, moved_at_);
    touch.set(sql::touch_run.pseq, moved_pseq_);
    touch.run();
    moved_run_ = RunId{};
}

void Projector::add_counts()
{
    if (counts_ == Counts{})
        return;
    constexpr auto& s = sql::add_counts;
    query(s)
        .set(s.programme, moved_programme_)
        .set(s.runs, counts_.runs)
        .set(s.open, counts_.open)
        .set(s.done, counts_.done)
        .set(s.late, counts_.late)
        .set(s.votes, counts_.votes)
        .run_once();
    counts_ = {};
}

std::optional<PersonId> Projector::by() const
{
    return event_->actor.person ? std::optional{event_->actor.person} : std::nullopt;
}

// --- Timers

std::optional<Date> deadline_among(const std::vector<TimerSet>& timers)
{
    for (const TimerSet& timer : timers)
        if (is_deadline(timer.kind))
            return timer.date;
    return {};
}

void Projector::set_timers(RunId run, std::string_view path, const std::vector<TimerSet>& timers)
{
    constexpr auto& s = sql::set_timer;
    for (const TimerSet& timer : timers) {
        Query set = query(s);
        set.set(s.programme, programme_).set(s.run, run).set(s.path, path).set(s.kind, timer.kind);
        set.set(s.rule, timer.rule).set(s.date, timer.date).set(s.at, timer.at).set(s.from_date, timer.from);
        set.run_once();
    }
}

void Projector::forget_timer(RunId run, std::string_view path, TimerKind kind)
{
    constexpr auto& s = sql::delete_timer;
    query(s).set(s.programme, programme_).set(s.run, run).set(s.path, path).set(s.kind, kind).run();
}

void Projector::forget_timers(RunId run, std::string_view path)
{
    constexpr auto& s = sql::delete_timers_at;
    query(s).set(s.programme, programme_).set(s.run, run).set(s.path, path).run();
}

void Projector::operator()(const EveryPlanned& e)
{
    set_timers(event_->run, e.path, {e.timer});
}

void Projector::operator()(const TimerMoved& e)
{
    set_timers(event_->run, e.path, {e.timer});
    if (!is_deadline(e.timer.kind))
        return;
    if (event_->run) {
        constexpr auto& s = sql::move_deadline;
        query(s)
            .set(s.programme, programme_)
            .set(s.run, event_->run)
            .set(s.path, e.path)
            .set(s.due, e.timer.date)
            .run();
    } else if (const Result<TaskId> task = parse_id<TaskTag>(e.path)) {
        constexpr auto& s = sql::move_deadline_of;
        query(s).set(s.programme, programme_).set(s.task, *task).set(s.due, e.timer.date).run();
    }
}

void Projector::operator()(const TimerFired& e)
{
    forget_timer(event_->run, e.path, e.kind);
    if (e.kind != TimerKind::look_again)
        return;
    // A linkage that was consciously not chosen is looked at again: it is open once more.
    constexpr auto& s = sql::reopen_linkage;
    query(s).set(s.programme, programme_).set(s.entry, *parse_id<EntryTag>(e.path)).run_once();
}

}  // namespace wd::store
