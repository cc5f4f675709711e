// The inside of the interpreter: one object per call, alive within one turn. Private to domain/; others use interpreter.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/deadlines.hpp"
#include "domain/handover_answers.hpp"
#include "domain/interpreter.hpp"
#include "domain/run_facts.hpp"
#include "domain/step_lookup.hpp"
#include "domain/take_over.hpp"

#include <deque>

namespace wd::domain {

enum class WorkKind {
    open,       // the step at `path` opens, or its judgement is tried again
    after,      // the step at `path` has closed: what follows
    item_end,   // the list of item `key` of the block at `path` has ended
    block_end,  // all items of the block at `path` have
    phase_end,  // the list of the phase has ended
};

struct Work {
    WorkKind kind = WorkKind::open;
    RunId run;
    std::string path;
    std::string key;
    std::int64_t cause = 0;  // the event that led to it
};

// Everything that can be done now in a run, from its steps alone: what a fresh start, a long turn or a resumed programme goes on
// with. Empty when the run waits for people, time, children or plugins.
std::vector<Work> pending_work(const Programme& programme, const Run& run, const Workflow* workflow);
// Whether every step of the list below `around` has ended, with all that answers it.
bool has_ended(const Programme& programme, const Run& run, const Steps& list, std::string_view around);

// Stuck as a whole, until a person says that it may go on; a run that is stuck at a step goes on beside it.
bool is_parked(const Run& run);
// A step whose function or list could not be judged, or whose child run could not start: it is held, and tried again.
bool is_unjudged(const StepRecord& step);
std::vector<std::string> held_steps(const Run& run);
int branch_of(const StepRecord& step);

// Where an `on` trigger is held that could not be judged: "bewonersavond#1/on:vertrek". No step can have this id.
std::string trigger_path(const Run& run, const Trigger& trigger);
// The trigger that is held at this path; null when it is of a step.
const Trigger* find_trigger(const Workflow& workflow, std::string_view path);

// A step needs this fact and nobody has recorded it: it is held until somebody does.
Error not_recorded(const std::string& fact);

// What events mean to the interpreter.
bool closes_step(const Payload& payload);
bool moves_date(const Payload& payload);
bool brings_facts(const Payload& payload);
// The facts of an event for c.event: its numbers, dates and choices; references left out.
json::value event_facts(const Payload& payload);

class Interpretation {
public:
    Interpretation(Turn& turn, Budget budget);

    void follow_from(std::size_t first_event);
    void advance(RunId run);
    void go_on(RunId run);
    void hold_start(const json::object& request, StuckReason reason);
    void open_phase(RunId run, const std::string& phase);
    void fire(const TimerKey& key);
    void take_over(RunId run, const Workflow& to, const TakeOverPlan& plan, std::optional<ContentRef> reason);

private:
    void run_to_rest();
    bool may_move(RunId run) const;
    void observe(std::size_t event);
    void observe_step(RunId run, const std::string& path, const Payload& payload);
    void carry_out(const Work& work);
    void go_on_after(RunId run, const std::string& path);
    void proceed(RunId run, const std::string& path, const StepPlace& place, const StepRecord& record);
    void ask_again(RunId run, const std::string& path);
    void end_item(RunId run, const std::string& block, const std::string& key);
    void end_block(RunId run, const std::string& block);
    void cancel_within(RunId run, const std::string& block);
    static bool lies_in_decided(const Run& run, std::string_view path);
    void leave_for_later();
    void move_anchored(RunId run, std::string_view anchor);
    void read_dates_again(RunId run, std::string_view root);
    const Mentions& mentions(RunId run);
    void push_next(Work work);
    void push_later(Work work);

    // phases.cpp
    void stop(RunId run);
    void stop_children(RunId parent, std::string_view path);
    void close_phase(RunId run, PhaseEnd how, std::optional<std::string> to);
    void end_phase(RunId run);
    void leave_phase(RunId run, const std::string& to);
    void finish(RunId run);
    void enter_phase(RunId run);
    void plan_every(RunId run, const std::string& path, const Every& every, Date from);

    // opening.cpp
    void open_step(RunId run, const std::string& path);
    void open_task(RunId run, const std::string& path, const Step& step);
    void open_vote_figures(RunId run, const std::string& path, const Step& step);
    void open_wait(RunId run, const std::string& path, const Step& step);
    void open_choose(RunId run, const std::string& path, const Step& step);
    void open_block(RunId run, const std::string& path, const Step& step);
    void open_start(RunId run, const std::string& path, const Step& step);
    void open_compute(RunId run, const std::string& path, const Step& step);
    void open_call(RunId run, const std::string& path, const Step& step);
    Result<std::optional<PersonId>> person_at(RunId run, std::string_view path, const std::string& fact_path);
    void open_tell(RunId run, const std::string& path, const Step& step);
    // Opens the items of a block that have no step yet.
    void open_items(RunId run, const std::string& path, const Step& step, const std::vector<std::string>& keys);
    TimerSet date_timer(RunId run, std::string_view path, const WaitTerms& terms);

    // holding.cpp
    // What cannot be judged stays open, and the run says what is missing or broken.
    void hold(RunId run, const std::string& path, const Step& step, const Error& error);
    void hold_trigger(RunId run, const std::string& path, const Trigger& trigger, const json::value& event,
                      const Error& error);
    // `said`: what the script room says of it, kept as text with the event; "" when the event says it all.
    void keep_held(RunId run, StepOpened opened, RunStuck stuck, const std::string& said);
    // Once the step that the run names as held is judged, cancelled or gone with its phase: the others name themselves.
    void free_if_over(RunId run);
    bool retry_held();

    // items.cpp
    Result<std::vector<std::string>> keys_of(RunId run, const std::string& path, const Step& step);
    Result<json::object> arguments_of(RunId run, std::string_view path, const std::vector<Argument>& arguments,
                                      const std::optional<json::value>& event);
    std::string title_of(RunId run, std::string_view path, const Step& step);
    void join_live_items();

    // happenings.cpp
    void answer_event(std::size_t event);
    void answer_waits(std::string_view type, std::size_t index);
    void answer_tasks(std::string_view type, std::size_t index);
    void fire_triggers(std::string_view type, std::size_t event);
    // Whether it fired; an error when that cannot be judged. `pseq` is the event that the child's start follows.
    Result<bool> fire_trigger(RunId run, const Trigger& trigger, const json::value& event, std::int64_t pseq);
    void retry_trigger(RunId run, const std::string& path, const Trigger& trigger);
    void fire_every(const TimerKey& key, const TimerSet& timer);
    void fire_due(const TimerKey& key, const Task& task);
    void fire_ledger(const TimerKey& key);
    void fire_idle(const TimerKey& key);

    // handover_steps.cpp
    Coming coming_of_answer(const Run& run, const Step& step);
    ReflectionRecorded reflection_behind(const Task& task, std::optional<HandoverId> handover);
    void follow_handover(HandoverId handover);

    // taking_over.cpp
    struct RetimedStep {
        std::string path;
        const Step* fresh = nullptr;
        Date since{};  // what its dates count from
    };
    std::vector<RetimedStep> retimed_steps(RunId run, const TakeOverPlan& plan, std::vector<DroppedTimer>& dropped);
    void set_dates(RunId run, const RetimedStep& step);
    void restate(RunId run, const KeptStep& step);
    void drop_clocks(RunId run, const Workflow& from, const Workflow& to, std::vector<DroppedTimer>& dropped);
    void wind_clocks(RunId run, const Workflow& from, const Workflow& to);

    Run& run_of(RunId run);
    const Workflow* workflow_of(RunId run);
    void record(RunId run, Payload payload);

    Turn& turn_;
    Budget budget_;
    int spent_ = 0;
    std::size_t seen_ = 0;
    std::deque<Work> work_;
    bool facts_changed_ = false;
    bool live_items_changed_ = false;
    std::map<const Workflow*, Mentions> mentions_;
    std::optional<RunId> moving_;  // the run that was told to go on
};

}  // namespace wd::domain
