// Telling what the log says. See chronicle.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/chronicle.hpp"

#include "calendar/calendar.hpp"
#include "domain/figures.hpp"
#include "domain/paths.hpp"
#include "domain/words.hpp"

namespace wd::runtime {

using namespace domain;

namespace {

std::string in_unit(std::int64_t value, FieldKind unit)
{
    if (unit == FieldKind::per_mille)
        return per_mille_text(value);
    return unit == FieldKind::money ? euro_text(value) : number_text(value);
}

}  // namespace

struct Chronicle::Teller {
    Chronicle& out;

    void operator()(const RunStarted& e)
    {
        if (!out.first_run_)
            out.first_run_ = e.run;
    }
    void operator()(const RunEnded& e)
    {
        if (out.run_ == out.first_run_)
            out.run_ended_ = true;
        out.tell(fmt::format("het programma is {}", e.how == RunEnd::done ? "afgerond" : "gestopt"));
    }
    void operator()(const RunStuck& e)
    {
        out.tell(fmt::format("kan niet verder: {}{}", dutch(name_of(e.reason)),
                             e.fact ? fmt::format(" ({})", *e.fact) : ""));
    }
    void operator()(const PhaseOpened& e)
    {
        if (out.run_ != out.first_run_)
            return;
        out.phases_.push_back({e.phase, e.title, e.generation, out.today_, {}});
        out.tell(fmt::format("fase '{}' begint{}", e.title,
                             e.generation > 1 ? fmt::format(" voor de {}e keer", e.generation) : ""));
    }
    void operator()(const PhaseClosed& e)
    {
        for (PhaseTold& phase : out.phases_)
            if (out.run_ == out.first_run_ && phase.phase == e.phase && phase.generation == e.generation)
                phase.closed = out.today_;
        out.cancel_open(out.run_);
    }
    void operator()(const ProgrammePaused&) { out.paused_ = true; }
    void operator()(const ProgrammeResumed&) { out.paused_ = false; }
    void operator()(const ProgrammeStopped&)
    {
        out.stopped_ = true;
        out.tell("het programma stopt; de lessen blijven");
    }
    void operator()(const StepOpened& e)
    {
        StepTold& step = out.steps_[e.path];
        step.path = e.path;
        step.title = e.title;
        step.kind = e.kind;
        step.state = e.held.value_or(false) ? StepState::stuck : StepState::open;
        out.runs_[e.path] = out.run_;
        if (e.task)
            out.tasks_[*e.task] = e.path;
    }
    void operator()(const StepClosed& e)
    {
        StepTold& step = out.steps_[e.path];
        step.path = e.path;
        step.state = e.state;
        step.outcome = e.outcome;
        step.order = ++out.closings_;
        if (e.state == StepState::cancelled)
            std::erase_if(out.tasks_, [&](const auto& task) { return task.second == e.path; });
    }
    void operator()(const StepComputed& e) { pass(e.path, StepKind::compute); }
    void operator()(const StepChosen& e) { pass(e.path, StepKind::choose); }
    void operator()(const MessageTold& e)
    {
        pass(e.path, StepKind::tell);
        out.told_.emplace(last_id(e.path));
        out.told_.insert(e.title);
        out.tell(fmt::format("bericht: {}", e.title));
    }
    void operator()(const StepDropped& e)
    {
        if (e.task)
            out.close(*e.task, {}, StepState::skipped);
    }
    void operator()(const TaskCompleted& e) { done(e.task, {}); }
    void operator()(const MeetingRecorded& e) { done(e.task, {}, fmt::format(" ({} aanwezig)", e.attendance)); }
    void operator()(const ReflectionRecorded& e) { done(e.task, {}); }
    void operator()(const ReflectionSkipped& e) { out.close(e.task, {}, StepState::skipped); }
    void operator()(const MeasureRecorded& e)
    {
        if (e.task)
            done(*e.task, {}, fmt::format(": {}", in_unit(e.value, e.unit)));
    }
    void operator()(const DecisionRecorded& e) { decided(e.task, name_of(e.outcome)); }
    void operator()(const GateDecided& e) { decided(e.task, name_of(e.outcome)); }
    void operator()(const FrictionDecided& e) { decided(e.task, name_of(e.outcome)); }
    void operator()(const VoteClosed& e)
    {
        const auto path = out.tasks_.find(e.task);
        if (path != out.tasks_.end()) {
            const auto of = [&](std::int64_t part) {
                return e.electorate == 0 ? 0 : static_cast<int>(part * 1000 / e.electorate);
            };
            out.votes_.push_back({std::string(last_id(path->second)), out.steps_[path->second].title, out.today_,
                                  e.outcome, of(e.yes + e.no + e.abstain), of(e.yes)});
        }
        decided(e.task, name_of(e.outcome));
    }
    void operator()(const TaskBecameLate& e)
    {
        ++out.tasks_late_;
        if (const auto path = out.tasks_.find(e.task); path != out.tasks_.end())
            out.steps_[path->second].late = true;
    }
    template <class Other>
    void operator()(const Other&)
    {
    }

    void pass(const std::string& path, StepKind kind)
    {
        StepTold& step = out.steps_[path];
        step.path = path;
        step.kind = kind;
        step.state = StepState::done;
        step.order = ++out.closings_;
    }
    void done(TaskId task, std::optional<std::string> outcome, const std::string& how = {})
    {
        ++out.tasks_done_;
        if (const auto path = out.tasks_.find(task); path != out.tasks_.end())
            out.tell(fmt::format("{}{}", out.steps_[path->second].title, how));
        out.close(task, std::move(outcome), StepState::done);
    }
    void decided(TaskId task, std::string_view outcome)
    {
        done(task, std::string(outcome), fmt::format(": {}", dutch(outcome)));
    }
};

Result<void> Chronicle::add(const LoggedEvent& event)
{
    const Result<Payload> payload = read_payload(event.type, event.v, event.data);
    if (!payload)
        return payload.error();
    ++events_;
    today_ = calendar::date_of(event.at);
    run_ = event.run;
    std::visit(Teller{*this}, *payload);
    return {};
}

std::string Chronicle::state() const
{
    if (stopped_)
        return "stopped";
    if (run_ended_)
        return "done";
    return paused_ ? "paused" : "open";
}

void Chronicle::close(TaskId task, std::optional<std::string> outcome, StepState state)
{
    const auto path = tasks_.find(task);
    if (path == tasks_.end())
        return;
    StepTold& step = steps_[path->second];
    step.state = state;
    step.outcome = std::move(outcome);
    step.order = ++closings_;
    tasks_.erase(path);
}

// A phase that closes cancels what is open; a task that carries on is closed later by its own answer.
void Chronicle::cancel_open(RunId run)
{
    for (auto& [path, step] : steps_)
        if ((step.state == StepState::open || step.state == StepState::stuck) && runs_[path] == run)
            step.state = StepState::cancelled;
}

void Chronicle::tell(std::string sentence)
{
    lines_.push_back(fmt::format("{}  {}", to_text(today_), sentence));
}

}  // namespace wd::runtime
