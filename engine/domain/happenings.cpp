// What happens around the lists: waits for events, `on` triggers, timers that are due. See interpretation.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/decisions.hpp"
#include "domain/handover_answers.hpp"
#include "domain/interpretation.hpp"
#include "domain/paths.hpp"
#include "domain/tracks.hpp"

#include <algorithm>

namespace wd::domain {

bool closes_step(const Payload& payload)
{
    return std::visit(
        []<class E>(const E& event) {
            if constexpr (std::is_same_v<E, MeasureRecorded>)
                return event.task.has_value();
            return std::is_same_v<E, StepClosed> || std::is_same_v<E, StepComputed> || std::is_same_v<E, StepChosen> ||
                   std::is_same_v<E, MessageTold> || std::is_same_v<E, StepDropped> ||
                   std::is_same_v<E, TaskCompleted> || std::is_same_v<E, MeetingRecorded> ||
                   std::is_same_v<E, VoteClosed> || std::is_same_v<E, DecisionRecorded> ||
                   std::is_same_v<E, GateDecided> || std::is_same_v<E, FrictionDecided> ||
                   std::is_same_v<E, ReflectionRecorded> || std::is_same_v<E, ReflectionSkipped>;
        },
        payload);
}

bool moves_date(const Payload& payload)
{
    return std::holds_alternative<TaskRescheduled>(payload) || std::holds_alternative<TimerMoved>(payload);
}

bool brings_facts(const Payload& payload)
{
    return std::visit(
               []<class E>(const E&) {
                   return std::is_same_v<E, AreaAdded> || std::is_same_v<E, AreaRestated> ||
                          std::is_same_v<E, PositionAdded> || std::is_same_v<E, AssignmentStarted> ||
                          std::is_same_v<E, AssignmentEnded> || std::is_same_v<E, HandoverStarted> ||
                          std::is_same_v<E, HandoverReceiverNamed> || std::is_same_v<E, HandoverCompleted> ||
                          std::is_same_v<E, HandoverConversationHeld> || std::is_same_v<E, HandoverAccepted> ||
                          std::is_same_v<E, ReachRecorded> || std::is_same_v<E, CommitmentClosed> ||
                          std::is_same_v<E, MeasureRecorded> || std::is_same_v<E, MoneyAdded> ||
                          std::is_same_v<E, CommitmentAdded> || std::is_same_v<E, CommitmentChanged> ||
                          std::is_same_v<E, CommitmentSilent> || std::is_same_v<E, LinkageDecided> ||
                          std::is_same_v<E, EntryCorrected> || std::is_same_v<E, AnswerCorrected>;
               },
               payload) ||
           closes_step(payload);
}

json::value event_facts(const Payload& payload)
{
    const Result<json::value> data = parse_json(to_json_text(payload));
    WD_ASSERT(data.has_value());
    json::object facts;
    for (const auto& member : data->as_object())
        if (!member.value().is_object() && !member.value().is_array())
            facts[member.key()] = member.value();
    return facts;
}

namespace {

// What happens in a confidential run exists for the runs of its team only (RULES B6).
bool may_know(const Run& run, std::optional<PersonId> team)
{
    return !team || run.team == team;
}

}  // namespace

void Interpretation::answer_event(std::size_t index)
{
    const Payload payload = turn_.events()[index].payload;  // a copy: recording more may move the list
    const bool checked = std::holds_alternative<HandoverCheckedUp>(payload);
    for (const std::string_view type :
         trigger_names(payload, checked ? turn_.context().rubric().settings : RubricSettings{}))
    {
        answer_waits(type, index);
        answer_tasks(type, index);
        fire_triggers(type, index);
    }
    if (const std::optional<HandoverId> handover = handover_behind(payload))
        follow_handover(*handover);
}

namespace {

// A run about one handover waits for the events of that one only.
bool concerns(const Run& run, const json::value& event)
{
    const json::object* input = run.input.if_object();
    const json::value* mine = input == nullptr ? nullptr : input->if_contains("handover");
    const json::value* theirs = event.as_object().if_contains("handover");
    return mine == nullptr || mine->is_null() || theirs == nullptr || theirs->is_null() || *mine == *theirs;
}

}  // namespace

// Tasks that an event answers close with it, for whoever brought it about.
void Interpretation::answer_tasks(std::string_view type, std::size_t index)
{
    std::vector<std::pair<RunId, TaskId>> answered;
    const std::optional<HandoverId> handover = handover_behind(turn_.events()[index].payload);
    json::value event;
    for (const auto& [id, task] : turn_.programme().tasks) {
        if (!task.run || !mentions(*task.run).answers.contains(type))
            continue;
        if (event.is_null())
            event = event_facts(turn_.events()[index].payload);
        const Run& run = turn_.programme().runs.at(*task.run);
        const Step* spec = find_step(*workflow_of(*task.run), *task.path);
        if (spec != nullptr && spec->answered_by == type && may_know(run, turn_.team_of(index)) && concerns(run, event))
            answered.emplace_back(*task.run, id);
    }
    for (const auto& [run, task] : answered)
        if (turn_.programme().tasks.at(task).kind == StepKind::reflection)
            record(run, reflection_behind(turn_.programme().tasks.at(task), handover));
        else
            record(run, TaskCompleted{task, {}});
}

// Steps that wait for this kind of event end now.
void Interpretation::answer_waits(std::string_view type, std::size_t index)
{
    const std::optional<PersonId> team = turn_.team_of(index);
    json::value event;
    std::vector<std::pair<RunId, std::string>> answered;
    for (const auto& [id, run] : turn_.programme().runs) {
        if (!may_know(run, team) || !mentions(id).events.contains(type))
            continue;
        if (event.is_null())
            event = event_facts(turn_.events()[index].payload);
        if (!concerns(run, event))
            continue;
        for (const auto& [path, step] : run.steps) {
            if (step.kind != StepKind::wait || step.closed_at)
                continue;
            const Step* spec = find_step(*workflow_of(id), path);
            if (spec != nullptr && std::get<WaitTerms>(spec->terms).event == type)
                answered.emplace_back(id, path);
        }
    }
    for (const auto& [run, path] : answered)
        record(run, StepClosed{path, StepState::done, {}});
}

// `on` follows the version of the current phase. The child run starts in a turn of its own (RULES B2).
void Interpretation::fire_triggers(std::string_view type, std::size_t index)
{
    const Payload payload = turn_.events()[index].payload;
    const RunId source = turn_.events()[index].run;
    const std::optional<PersonId> team = turn_.team_of(index);
    const std::int64_t pseq = turn_.pseq_of(index);
    std::vector<RunId> runs;
    for (const auto& [id, run] : turn_.programme().runs)
        if (may_know(run, team) && !(std::holds_alternative<RunEnded>(payload) && source == id))
            runs.push_back(id);
    for (const RunId id : runs)
        for (const Trigger& trigger : workflow_of(id)->on) {
            if (trigger.event != type)
                continue;
            const json::value event = event_facts(payload);
            const Result<bool> fired = fire_trigger(id, trigger, event, pseq);
            if (!fired)
                hold_trigger(id, trigger_path(run_of(id), trigger), trigger, event, fired.error());
        }
}

Result<bool> Interpretation::fire_trigger(RunId id, const Trigger& trigger, const json::value& event, std::int64_t pseq)
{
    const std::string place = child_path(phase_path(run_of(id).phase, run_of(id).generation), trigger.id);
    if (trigger.when) {
        RunFacts facts{turn_.programme(), run_of(id), *workflow_of(id), place, turn_.context()};
        facts.set_event(event);
        const Result<Evaluation> holds =
            turn_.context().evaluate(run_of(id).hash, trigger.when, facts, Evaluator::Wanted::condition);
        if (!holds)
            return holds.error();
        if (!holds->value.as_bool())
            return false;
    }
    Result<json::object> input = arguments_of(id, place, trigger.input, event);
    if (!input)
        return input.error();
    json::object data{{"workflow", trigger.start}, {"parent", id.value}, {"trigger", trigger.id}};
    if (trigger.merge) {
        // Whether a run starts is known only in the turn of the child: another trigger of this turn may come first.
        data["merge"] = true;
        data["cause"] = pseq;
    } else {
        record(id, TriggerFired{trigger.id, trigger.start});
        data["cause"] = turn_.last_pseq();
    }
    data["input"] = std::move(*input);
    data["event"] = event;
    turn_.due.push_back({"start", fmt::format("trigger:{}:{}", id, trigger.id), pseq, std::move(data)});
    return true;
}

void Interpretation::retry_trigger(RunId run_id, const std::string& path, const Trigger& trigger)
{
    const Result<json::value> event = parse_json(run_of(run_id).steps.at(path).keys.at(0));
    WD_ASSERT(event.has_value());
    const Result<bool> fired = fire_trigger(run_id, trigger, *event, turn_.last_pseq() + 1);
    if (!fired)
        hold_trigger(run_id, path, trigger, *event, fired.error());
    else
        record(run_id, StepClosed{path, *fired ? StepState::done : StepState::skipped, {}});
}

// --- Timers ------------------------------------------------------------------------------------------------------------------

void Interpretation::fire(const TimerKey& key)
{
    seen_ = turn_.events().size();
    const auto timer = turn_.programme().timers.find(key);
    if (timer == turn_.programme().timers.end() || turn_.programme().state != ProgrammeState::open)
        return;
    const TimerSet set = timer->second;
    const Task* task = find_task_at(turn_.programme(), key);
    switch (key.kind) {
    case TimerKind::remind:
        if (task != nullptr)
            record(key.run, TaskReminded{task->id});
        break;
    case TimerKind::due:
        if (task != nullptr)
            fire_due(key, *task);
        break;
    case TimerKind::close:
        // Nothing closes a vote but people: who records it is reminded that the counting can begin (DOMAIN §7.2).
        record(key.run, TimerFired{key.path, key.kind});
        if (task != nullptr)
            record(key.run, TaskReminded{task->id});
        break;
    case TimerKind::wait: record(key.run, StepClosed{key.path, StepState::done, {}}); break;
    case TimerKind::again:
        if (task != nullptr) {
            record(key.run, TaskOfferedAgain{task->id});
        } else {
            record(key.run, TimerFired{key.path, key.kind});
            ask_again(key.run, key.path);
        }
        break;
    case TimerKind::every: fire_every(key, set); break;
    case TimerKind::idle: fire_idle(key); break;
    case TimerKind::look_again: record(key.run, TimerFired{key.path, key.kind}); break;
    case TimerKind::begins:
    case TimerKind::ends:
    case TimerKind::silent: fire_ledger(key); break;
    }
    run_to_rest();
}

// A day that matters to the team or to a promise, beside every run.
void Interpretation::fire_ledger(const TimerKey& key)
{
    const Ledger& ledger = turn_.context().ledger();
    if (const Result<AbsenceId> id = parse_id<AbsenceTag>(key.path); id && ledger.absences.contains(*id)) {
        const Absence absence = ledger.absences.at(*id);
        if (key.kind == TimerKind::begins)
            record(key.run, AbsenceStarted{*id, absence.person});
        else
            record(key.run, AbsenceEnded{*id, absence.person, absence.until.value_or(turn_.context().today())});
    } else if (const Result<AssignmentId> of = parse_id<AssignmentTag>(key.path);
               of && ledger.assignments.contains(*of)) {
        const Date last_day = ledger.assignments.at(*of).last_day.value_or(turn_.context().today());
        Payloads events = key.kind == TimerKind::begins
                              ? begin_of_assignment(turn_.programme(), *of, turn_.context())
                              : end_of_assignment(turn_.programme(), *of, last_day, turn_.context());
        for (Payload& event : events) {
            const RunId run = domain::run_of(turn_.programme(), event);
            record(run, std::move(event));
        }
    } else if (const Result<EntryId> entry = parse_id<EntryTag>(key.path); entry && ledger.commitments.contains(*entry))
        record(key.run, CommitmentSilent{*entry, Silence::overdue});
}

void Interpretation::fire_due(const TimerKey& key, const Task& task)
{
    const TaskId id = task.id;
    const std::optional<Date> due = task.due;
    record(key.run, TaskBecameLate{id, due.value_or(turn_.context().today())});
    const Step* step = key.run ? find_step(*workflow_of(key.run), key.path) : nullptr;
    if (step == nullptr || step->late.empty())
        return;
    const std::string first = child_path(key.path, step->late.front().id);
    if (!run_of(key.run).steps.contains(first))
        push_later({WorkKind::open, key.run, first, {}});
}

// Looks at each open branch of a `together`. One that stands still is told, again after each further period; then the timer
// is set for the next branch that may come to stand still.
void Interpretation::fire_idle(const TimerKey& key)
{
    const Step* block = find_step(*workflow_of(key.run), key.path);
    const auto* branches = block == nullptr ? nullptr : std::get_if<Branches>(&block->terms);
    WD_ASSERT(branches != nullptr && branches->idle);
    const Date today = turn_.context().today();
    Date earliest = today;
    const std::vector<Track> tracks = open_tracks(run_of(key.run), *block, key.path, turn_.programme());
    std::vector<Track> idle;
    for (const Track& track : tracks) {
        const bool still = *idle_timer(*branches->idle, track.moved, turn_.context()).date <= today;
        if (still && track.asks && !track.busy)
            idle.push_back(track);
        else if (!still)
            earliest = std::min(earliest, track.moved);
    }
    record(key.run, TimerMoved{key.path, idle_timer(*branches->idle, earliest, turn_.context())});
    for (const Track& track : idle) {
        record(key.run, TrackIdle{key.path, track.key, track.moved});
        if (block->late.empty())
            continue;
        const std::string first = child_path(item_path(key.path, track.key), block->late.front().id);
        int repetition = 1;
        while (run_of(key.run).steps.contains(repeated_path(first, repetition)))
            ++repetition;
        for (const Step& told : block->late)
            push_later({WorkKind::open,
                        key.run,
                        repeated_path(child_path(item_path(key.path, track.key), told.id), repetition),
                        {}});
    }
}

// A turn of `every`: opens unless the last is still open, and plans the next. What was missed while nothing ran follows the
// step's own rule: once from today, each in its turn, or not at all; "ask" opens it once, and a person may skip it.
void Interpretation::fire_every(const TimerKey& key, const TimerSet& timer)
{
    const Phase& phase = *find_phase(*workflow_of(key.run), run_of(key.run).phase);
    const std::string_view id = last_id(key.path);
    const auto every =
        std::find_if(phase.every.begin(), phase.every.end(), [&](const Every& e) { return e.step.id == id; });
    WD_ASSERT(every != phase.every.end() && timer.date);
    const std::string stem{without_repetition(key.path)};
    int repetition = 0;
    bool open = false;
    while (run_of(key.run).steps.contains(repeated_path(stem, repetition + 1))) {
        ++repetition;
        open = !run_of(key.run).steps.at(repeated_path(stem, repetition)).closed_at.has_value();
    }
    const Date today = turn_.context().today();
    const bool overslept = *timer.date < today;
    const AfterDowntime rule = every->step.after_downtime;
    plan_every(key.run, key.path, *every, rule == AfterDowntime::each ? *timer.date : today);
    if (open || (overslept && rule == AfterDowntime::skip) || !may_move(key.run))
        record(key.run, EveryMissed{std::string(id), *timer.date});
    else
        push_later({WorkKind::open, key.run, repeated_path(stem, repetition + 1), {}});
}

void fire_timer(Turn& turn, const TimerKey& key, Budget budget)
{
    Interpretation{turn, budget}.fire(key);
}

}  // namespace wd::domain
