// What cannot be judged, or started, yet: it is held as a step, the run names one of those it holds, and all are tried again.
// See interpretation.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/interpretation.hpp"
#include "domain/paths.hpp"

namespace wd::domain {

namespace {

constexpr std::string_view trigger_mark = "on:";

RunStuck stuck_by(const std::string& path, const Error& error)
{
    RunStuck stuck;
    stuck.reason = error.code == Errc::missing_fact ? StuckReason::missing_fact : StuckReason::script_breach;
    stuck.path = path;
    if (stuck.reason == StuckReason::missing_fact)
        stuck.fact = error.where.field;
    if (!error.where.file.empty())
        stuck.place = fmt::format("{}:{}", error.where.file, error.where.line);
    return stuck;
}

// Of a missing fact the name says it all.
std::string words_of(const Error& error)
{
    return error.code == Errc::missing_fact ? std::string{} : error.message;
}

bool is_same_cause(const RunStuck& known, const RunStuck& now)
{
    return known.reason == now.reason && known.path == now.path && known.fact == now.fact && known.place == now.place;
}

StepOpened held_start(const std::string& path, std::string title)
{
    StepOpened opened;
    opened.path = path;
    opened.kind = StepKind::start;
    opened.title = std::move(title);
    return opened;
}

}  // namespace

std::string trigger_path(const Run& run, const Trigger& trigger)
{
    const std::string first = child_path(phase_path(run.phase, run.generation), std::string(trigger_mark) + trigger.id);
    int repetition = 1;
    while (run.steps.contains(repeated_path(first, repetition)))
        ++repetition;
    return repeated_path(first, repetition);
}

const Trigger* find_trigger(const Workflow& workflow, std::string_view path)
{
    const std::string_view id = last_id(path);
    if (id.starts_with(trigger_mark))
        for (const Trigger& trigger : workflow.on)
            if (trigger.id == id.substr(trigger_mark.size()))
                return &trigger;
    return nullptr;
}

void Interpretation::hold(RunId run_id, const std::string& path, const Step& step, const Error& error)
{
    StepOpened opened;
    opened.path = path;
    opened.kind = step.kind;
    opened.title = step.title;
    keep_held(run_id, std::move(opened), stuck_by(path, error), words_of(error));
}

// Its event is kept with it: the log is not read again to judge it later.
void Interpretation::hold_trigger(RunId run_id, const std::string& path, const Trigger& trigger,
                                  const json::value& event, const Error& error)
{
    StepOpened opened = held_start(path, trigger.id);
    opened.keys = {json::serialize(event)};
    RunStuck stuck = stuck_by(path, error);
    if (!stuck.place)
        stuck.place = fmt::format("{}:{}", trigger.file, trigger.line);
    keep_held(run_id, std::move(opened), std::move(stuck), words_of(error));
}

void Interpretation::hold_start(const json::object& request, StuckReason reason)
{
    const RunId parent{request.at("parent").as_int64()};
    const auto run = turn_.programme().runs.find(parent);
    if (run == turn_.programme().runs.end())
        return;
    if (const json::value* path = request.if_contains("path")) {
        const std::string place{path->as_string()};
        if (const auto asks = run->second.steps.find(place); asks == run->second.steps.end() || asks->second.closed_at)
            return;
        const Step* step = find_step(*workflow_of(parent), place);
        keep_held(parent, held_start(place, step == nullptr ? "" : step->title), RunStuck{reason, place, {}, {}, {}},
                  {});
        return;
    }
    const std::string id{request.at("trigger").as_string()};
    for (const Trigger& trigger : workflow_of(parent)->on) {
        if (trigger.id != id)
            continue;
        const std::string place = trigger_path(run->second, trigger);
        StepOpened opened = held_start(place, trigger.id);
        opened.keys = {json::serialize(request.at("event"))};
        keep_held(parent, std::move(opened), RunStuck{reason, place, {}, {}, {}}, {});
        return;
    }
}

// The run names one held step at a time: the latest, until that is over. What parks it as a whole comes first.
void Interpretation::keep_held(RunId run_id, StepOpened opened, RunStuck stuck, const std::string& said)
{
    const Run& run = run_of(run_id);
    const auto known = run.steps.find(opened.path);
    const bool fresh = known == run.steps.end() || !is_unjudged(known->second);
    if (fresh) {
        opened.held = true;
        record(run_id, std::move(opened));
    }
    const bool named = run.stuck && run.stuck->path == stuck.path;
    if (is_parked(run) || (run.stuck && (is_same_cause(*run.stuck, stuck) || !(fresh || named))))
        return;
    if (!said.empty())
        stuck.said = turn_.context().keep(Text{said}, "note", {});
    record(run_id, std::move(stuck));
}

void Interpretation::free_if_over(RunId run_id)
{
    const auto run = turn_.programme().runs.find(run_id);
    if (run == turn_.programme().runs.end() || !run->second.stuck || is_parked(run->second))
        return;
    const auto step = run->second.steps.find(*run->second.stuck->path);
    if (step != run->second.steps.end() && is_unjudged(step->second))
        return;
    turn_.record(run_id, RunFreed{});
    for (const std::string& path : held_steps(run->second))
        push_later({WorkKind::open, run_id, path, {}});
}

// Everything that is held is tried again when facts came in. True when there is something to try.
bool Interpretation::retry_held()
{
    if (!facts_changed_ || turn_.programme().state != ProgrammeState::open)
        return false;
    facts_changed_ = false;
    for (const auto& [id, run] : turn_.programme().runs)
        for (const std::string& path : held_steps(run))
            push_later({WorkKind::open, id, path, {}});
    return !work_.empty();
}

}  // namespace wd::domain
