// The fold: what each event does to the hot state of a programme. The store's projections do the same to tables, and the
// contract suite checks that both agree. See programme.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/fold.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

class Fold : private FoldedEvent {
public:
    Fold(Programme& programme, const Event& event) : FoldedEvent(programme, event) {}

    // --- Programme

    void operator()(const ProgrammeCreated& e)
    {
        programme_.name = e.name;
        programme_.municipalities = e.municipalities;
        programme_.commissioner = e.commissioner;
    }
    void operator()(const CommissionerSet& e) { programme_.commissioner = e.commissioner; }
    void operator()(const ProgrammePaused& e)
    {
        WD_ASSERT(programme_.state == ProgrammeState::open);
        programme_.state = ProgrammeState::paused;
        programme_.paused_since = e.date;
    }
    void operator()(const ProgrammeResumed&)
    {
        WD_ASSERT(programme_.state == ProgrammeState::paused);
        programme_.state = ProgrammeState::open;
        programme_.paused_since.reset();
    }
    void operator()(const ProgrammeStopped&)
    {
        programme_.state = ProgrammeState::stopped;
        programme_.runs.clear();
        programme_.tasks.clear();
        programme_.timers.clear();
    }
    void operator()(const AreaCodeChanged& e)
    {
        if (!e.area) {
            auto& codes = programme_.municipalities;
            if (std::find(codes.begin(), codes.end(), e.to_code) != codes.end())  // two that merged become one
                std::erase(codes, e.from_code);
            else
                std::replace(codes.begin(), codes.end(), e.from_code, e.to_code);
        }
    }

    // --- Runs and phases

    void operator()(const RunStarted& e)
    {
        Run run;
        run.id = e.run;
        run.workflow = e.workflow;
        run.hash = e.hash;
        run.parent = e.parent;
        run.parent_path = e.parent_path;
        run.team = e.team;
        run.stepwise = e.stepwise;
        run.input = e.input;
        run.settings = e.settings;
        run.event = e.event;
        WD_ASSERT(programme_.runs.emplace(e.run, std::move(run)).second);
    }
    void operator()(const RunEnded&)
    {
        WD_ASSERT(programme_.runs.erase(event_.run) == 1);
        std::erase_if(programme_.timers, [&](const auto& timer) { return timer.first.run == event_.run; });
    }
    void operator()(const RunStuck& e)
    {
        run().state = RunState::stuck;
        run().stuck = e;
    }
    void operator()(const RunFreed&)
    {
        run().state = RunState::open;
        run().stuck.reset();
    }
    void operator()(const PhaseOpened& e)
    {
        run().phase = e.phase;
        run().generation = e.generation;
        run().generations[e.phase] = e.generation;
        run().hash = e.hash;
    }
    void operator()(const PhaseClosed&)
    {
        run().steps.clear();
        std::vector<TaskId> carried;
        std::erase_if(programme_.tasks, [&](const auto& entry) {
            const Task& task = entry.second;
            if (task.run != event_.run)
                return false;
            if (task.carry)
                carried.push_back(task.id);
            return !task.carry;
        });
        for (const TaskId id : carried)
            carry_on(programme_.tasks.at(id));
        std::erase_if(programme_.timers, [&](const auto& timer) { return timer.first.run == event_.run; });
    }

    // --- Steps

    void operator()(const StepOpened& e)
    {
        StepRecord& step = run().steps[e.path];
        step.kind = e.kind;
        step.state = e.held.value_or(false) ? StepState::stuck : StepState::open;
        step.opened_at = event_.at;
        step.task = e.task;
        step.keys = e.keys;
        step.open_items = static_cast<int>(e.keys.size());
        set_timers(event_.run, e.path, e.timers);
        if (!e.task)
            return;
        Task task;
        task.id = *e.task;
        task.run = event_.run;
        task.path = e.path;
        task.kind = e.kind;
        task.role = e.role;
        task.deciders = e.deciders;
        task.form = e.form;
        task.title = e.title;
        task.opened_at = event_.at;
        task.due = due_of(e.timers);
        task.person = e.person;
        task.legal = e.legal.value_or(false);
        task.carry = e.carry.value_or(false);
        programme_.tasks.emplace(task.id, std::move(task));
    }
    void operator()(const ItemJoined& e)
    {
        StepRecord& block = step(e.path);
        block.keys.push_back(e.key);
        ++block.open_items;
    }
    void operator()(const ItemClosed& e)
    {
        StepRecord& block = step(e.path);
        WD_ASSERT(block.open_items > 0);
        --block.open_items;
    }
    void operator()(const StepClosed& e) { close_step(event_.run, e.path, e.state, e.outcome, {}); }
    void operator()(const StepComputed& e) { pass_step(e.path, StepKind::compute, result_of(Payload{e})); }
    void operator()(const StepChosen& e) { pass_step(e.path, StepKind::choose, result_of(Payload{e})); }
    void operator()(const MessageTold& e) { pass_step(e.path, StepKind::tell, {}); }
    void operator()(const CallRequested& e)
    {
        StepRecord& step = run().steps[e.path];
        step.kind = StepKind::call;
        step.state = StepState::waiting;
        step.opened_at = event_.at;
    }
    void operator()(const StepDropped& e)
    {
        if (e.task)
            close_task(*e.task, StepState::skipped, {}, {});
        else
            close_step(event_.run, e.path, StepState::skipped, {}, {});
    }

    // --- Another text

    void operator()(const RunTakenOver& e)
    {
        for (const CarriedOn& moved : e.carried_on)
            move_step(moved.path, moved.as);
        run().hash = e.after;
        for (const StandingChoice& choice : e.choices)
            step(choice.path).result = json::object{{"branch", choice.branch}};
        for (const PassedOver& passed : e.passed_over)
            pass_over(passed.path, passed.kind);
        for (const DroppedTimer& timer : e.dropped)
            drop_timer(timer);
    }
    void operator()(const TaskRestated& e)
    {
        Task& t = task(e.task);
        t.title = e.title;
        t.role = e.role;
        t.deciders = e.deciders;
        t.form = e.form;
        t.legal = e.legal;
        t.carry = e.carry;
    }

    // --- Time

    void operator()(const EveryPlanned& e) { set_timers(event_.run, e.path, {e.timer}); }
    void operator()(const TimerMoved& e)
    {
        set_timers(event_.run, e.path, {e.timer});
        Task* task = task_at(e.path);
        if (task != nullptr && is_deadline(e.timer.kind))
            task->due = e.timer.date;
    }
    void operator()(const TimerFired& e) { programme_.timers.erase(TimerKey{event_.run, e.path, e.kind}); }

    // --- Tasks

    void operator()(const TaskAdded& e)
    {
        Task task;
        task.id = e.task;
        task.kind = e.kind;
        task.role = e.role;
        task.person = e.person;
        task.form = e.form;
        task.title_ref = e.title;
        task.opened_at = event_.at;
        task.due = due_of(e.timers);
        set_timers(RunId{}, to_text(e.task), e.timers);
        programme_.tasks.emplace(e.task, std::move(task));
    }
    void operator()(const TaskClaimed& e)
    {
        Task& t = task(e.task);
        t.state = TaskState::claimed;
        t.person = e.person;
        forget_timer(t, TimerKind::again);
    }
    void operator()(const TaskDelegated& e)
    {
        Task& t = task(e.task);
        t.state = TaskState::offered;
        t.person = e.to;
        forget_timer(t, TimerKind::again);
    }
    void operator()(const TaskReturned& e)
    {
        Task& t = task(e.task);
        t.person.reset();
        t.state = e.reason == ReturnReason::not_now ? TaskState::waiting : TaskState::offered;
        if (e.again)
            set_timers(t.run.value_or(RunId{}), place_of_timers(t), {*e.again});
    }
    void operator()(const TaskOfferedAgain& e)
    {
        Task& t = task(e.task);
        t.state = TaskState::offered;
        forget_timer(t, TimerKind::again);
    }
    void operator()(const TaskCompleted& e) { close_task(e.task, StepState::done, {}, result_of(Payload{e})); }
    void operator()(const TaskRescheduled& e)
    {
        Task& t = task(e.task);
        set_timers(t.run.value_or(RunId{}), place_of_timers(t), e.timers);
        if (const std::optional<Date> due = due_of(e.timers))
            t.due = due;
        t.late = false;
    }
    void operator()(const TaskReminded& e) { forget_timer(task(e.task), TimerKind::remind); }
    void operator()(const TaskBecameLate& e)
    {
        Task& t = task(e.task);
        t.late = true;
        forget_timer(t, TimerKind::due);
    }

    // --- Other answers

    void operator()(const MeetingRecorded& e) { close_task(e.task, StepState::done, {}, result_of(Payload{e})); }
    void operator()(const ThresholdSet& e) { task(e.task).threshold = e.threshold; }
    void operator()(const ElectorateSet& e) { task(e.task).electorate = e.electorate; }
    void operator()(const VotesCounted& e)
    {
        Task& vote = task(e.task);
        vote.yes += e.yes;
        vote.no += e.no;
        vote.abstain += e.abstain;
    }
    void operator()(const VoteClosed& e) { close_with_outcome(e.task, name_of(e.outcome), Payload{e}); }
    void operator()(const DecisionRecorded& e) { close_with_outcome(e.task, name_of(e.outcome), Payload{e}); }
    void operator()(const GateAnswered& e) { task(e.task).answers.push_back(e); }
    void operator()(const GateDecided& e)
    {
        const Task gate = task(e.task);
        close_with_outcome(e.task, name_of(e.outcome), Payload{e});
        if (e.again)
            set_timers(*gate.run, *gate.path, {*e.again});
    }
    void operator()(const FrictionDecided& e) { close_with_outcome(e.task, name_of(e.outcome), Payload{e}); }
    void operator()(const ReflectionRecorded& e) { close_task(e.task, StepState::done, {}, result_of(Payload{e})); }
    void operator()(const ReflectionSkipped& e) { close_task(e.task, StepState::skipped, {}, {}); }
    void operator()(const AnswerCorrected& e)
    {
        for (auto& [id, run] : programme_.runs)
            for (auto& [path, step] : run.steps)
                if (step.task == e.task && step.result.is_object())
                    step.result.get_object()[e.answer.field] = e.answer.text ? json::value(true) : e.answer.value;
    }

    // --- What also belongs to the ledger, see ledger.cpp

    // A choice ends the wait to look again; a further one follows as its own timer.moved.
    void operator()(const LinkageDecided& e)
    {
        programme_.timers.erase(TimerKey{RunId{}, to_text(e.entry), TimerKind::look_again});
    }
    void operator()(const MeasureRecorded& e)
    {
        if (e.task)
            close_task(*e.task, StepState::done, {}, result_of(Payload{e}));
    }

    // Timers that belong to no step end with what they were for; a further one follows as its own timer.moved.
    void operator()(const AssignmentEnded& e) { forget_timers(RunId{}, to_text(e.assignment)); }
    void operator()(const AbsenceStarted& e)
    {
        programme_.timers.erase(TimerKey{RunId{}, to_text(e.absence), TimerKind::begins});
    }
    void operator()(const AbsenceEnded& e) { forget_timers(RunId{}, to_text(e.absence)); }
    void operator()(const CommitmentChanged& e) { forget_timers(RunId{}, to_text(e.entry)); }
    void operator()(const CommitmentClosed& e) { forget_timers(RunId{}, to_text(e.entry)); }
    void operator()(const CommitmentSilent& e) { forget_timers(RunId{}, to_text(e.entry)); }

    // What does not change the hot state: it shows in the log, in its own tables, and some of it in the ledger.
    void operator()(const StoreInitialised&) {}
    void operator()(const PersonAdded&) {}
    void operator()(const PersonCorrected&) {}
    void operator()(const PersonForgotten&) {}
    void operator()(const TextsErased&) {}
    void operator()(const TermPassed&) {}
    void operator()(const TermExtended&) {}
    void operator()(const AccountOpened&) {}
    void operator()(const AccountClosed&) {}
    void operator()(const AccessGranted&) {}
    void operator()(const AccessWithdrawn&) {}
    void operator()(const WorkflowInstalled&) {}
    void operator()(const CalendarChanged&) {}
    void operator()(const SettingsChanged&) {}
    void operator()(const AuditDrawn&) {}
    void operator()(const HeadsRecorded&) {}
    void operator()(const ProgrammeDestroyed&) {}
    void operator()(const ProgrammeImported&) {}
    void operator()(const AreaAdded&) {}
    void operator()(const AreaRestated&) {}
    void operator()(const PositionAdded&) {}
    void operator()(const AssignmentStarted&) {}
    void operator()(const AssignmentEndAnnounced&) {}
    void operator()(const PositionVacant&) {}
    void operator()(const DeputyNamed&) {}
    void operator()(const AbsenceAdded&) {}
    void operator()(const HandoverStarted&) {}
    void operator()(const HandoverReceiverNamed&) {}
    void operator()(const HandoverItemStated&) {}
    void operator()(const HandoverTopicAnswered&) {}
    void operator()(const HandoverCompleted&) {}
    void operator()(const HandoverConversationHeld&) {}
    void operator()(const HandoverRetold&) {}
    void operator()(const HandoverAccepted&) {}
    void operator()(const HandoverRated&) {}
    void operator()(const HandoverReplied&) {}
    void operator()(const HandoverScoreClosed&) {}
    void operator()(const HandoverCheckedUp&) {}
    void operator()(const ReachRecorded&) {}
    void operator()(const LinkageAdded&) {}
    void operator()(const CommitmentAdded&) {}
    void operator()(const MoneyAdded&) {}
    void operator()(const EntryCorrected&) {}
    void operator()(const EveryMissed&) {}
    void operator()(const TrackIdle&) {}
    void operator()(const TriggerFired&) {}
    void operator()(const TaskCommented&) {}
    void operator()(const SignalReceived&) {}
    void operator()(const JournalAdded&) {}
    void operator()(const DocumentAdded&) {}
    void operator()(const ContactAdded&) {}
    void operator()(const RelationDeclared&) {}
    void operator()(const ContactRemoved&) {}
    void operator()(const LearningQuestionAdded&) {}
    void operator()(const LearningQuestionMoved&) {}
    void operator()(const PastDecisionAdded&) {}
};

}  // namespace

void apply(Programme& programme, const Event& event)
{
    std::visit(Fold{programme, event}, event.payload);
    if (programme.ledger)
        apply(*programme.ledger, event);
    ++programme.pseq;
    programme.last_at = std::max(programme.last_at, event.at);
}

}  // namespace wd::domain
