// The projections: what each event does to the tables, one function per event type and the only code that writes them
// (RULES A3). They say the same as domain/apply.cpp; the contract suite holds them together. The functions stand in
// projection_*.cpp, by family. Knows neither the log nor content rows.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/programme.hpp"
#include "store/query.hpp"

namespace wd::store {

// Inside a transaction of `connection`. Throws StoreFailure, and Bug for an event that does not fit the tables.
class Projector {
public:
    explicit Projector(Connection& connection) : connection_(connection) {}

    void project(domain::ProgrammeId stream, std::int64_t pseq, const domain::Event& event);
    // Writes down what is kept back until a turn ends: when each run last moved, and the counts of the programme.
    void finish_turn();
    // After a rollback: what is not written down yet did not happen.
    void forget_turn() noexcept;

    // --- Installation
    void operator()(const domain::PersonAdded& e);
    void operator()(const domain::PersonCorrected& e);
    void operator()(const domain::PersonForgotten&) {}  // the writer erases; the row of the person stays
    void operator()(const domain::TermPassed& e);
    void operator()(const domain::TermExtended& e);
    void operator()(const domain::AccountOpened& e);
    void operator()(const domain::AccountClosed& e);
    void operator()(const domain::AccessGranted& e);
    void operator()(const domain::AccessWithdrawn& e);
    void operator()(const domain::WorkflowInstalled& e);

    // --- Programme
    void operator()(const domain::ProgrammeCreated& e);
    void operator()(const domain::CommissionerSet& e);
    void operator()(const domain::ProgrammePaused& e);
    void operator()(const domain::ProgrammeResumed& e);
    void operator()(const domain::ProgrammeStopped& e);
    void operator()(const domain::AreaAdded& e);
    void operator()(const domain::AreaRestated& e);
    void operator()(const domain::AreaCodeChanged& e);

    // --- Team
    void operator()(const domain::PositionAdded& e);
    void operator()(const domain::AssignmentStarted& e);
    void operator()(const domain::AssignmentEndAnnounced& e);
    void operator()(const domain::AssignmentEnded& e);
    void operator()(const domain::PositionVacant& e);
    void operator()(const domain::DeputyNamed& e);
    void operator()(const domain::AbsenceAdded& e);
    void operator()(const domain::AbsenceStarted& e);
    void operator()(const domain::AbsenceEnded& e);

    // --- Handovers
    void operator()(const domain::HandoverStarted& e);
    void operator()(const domain::HandoverReceiverNamed& e);
    void operator()(const domain::HandoverItemStated& e);
    void operator()(const domain::HandoverTopicAnswered& e);
    void operator()(const domain::HandoverCompleted& e);
    void operator()(const domain::HandoverConversationHeld& e);
    void operator()(const domain::HandoverRetold& e);
    void operator()(const domain::HandoverAccepted& e);
    void operator()(const domain::HandoverRated& e);
    void operator()(const domain::HandoverReplied& e);
    void operator()(const domain::HandoverScoreClosed& e);
    void operator()(const domain::HandoverCheckedUp& e);

    // --- Runs, phases, steps, timers
    void operator()(const domain::RunStarted& e);
    void operator()(const domain::RunEnded& e);
    void operator()(const domain::RunStuck& e);
    void operator()(const domain::RunFreed& e);
    void operator()(const domain::RunTakenOver& e);
    void operator()(const domain::TaskRestated& e);
    void operator()(const domain::PhaseOpened& e);
    void operator()(const domain::PhaseClosed& e);
    void operator()(const domain::StepOpened& e);
    void operator()(const domain::ItemJoined& e);
    void operator()(const domain::ItemClosed& e);
    void operator()(const domain::StepClosed& e);
    void operator()(const domain::StepComputed& e);
    void operator()(const domain::StepChosen& e);
    void operator()(const domain::MessageTold& e);
    void operator()(const domain::CallRequested& e);
    void operator()(const domain::StepDropped& e);
    void operator()(const domain::EveryPlanned& e);
    void operator()(const domain::TimerMoved& e);
    void operator()(const domain::TimerFired& e);

    // --- Tasks
    void operator()(const domain::TaskAdded& e);
    void operator()(const domain::TaskClaimed& e);
    void operator()(const domain::TaskDelegated& e);
    void operator()(const domain::TaskReturned& e);
    void operator()(const domain::TaskOfferedAgain& e);
    void operator()(const domain::TaskCompleted& e);
    void operator()(const domain::TaskRescheduled& e);
    void operator()(const domain::TaskReminded& e);
    void operator()(const domain::TaskBecameLate& e);

    // --- Other answers
    void operator()(const domain::MeetingRecorded& e);
    void operator()(const domain::ThresholdSet& e);
    void operator()(const domain::ElectorateSet& e);
    void operator()(const domain::VotesCounted& e);
    void operator()(const domain::VoteClosed& e);
    void operator()(const domain::DecisionRecorded& e);
    void operator()(const domain::GateAnswered& e);
    void operator()(const domain::GateDecided& e);
    void operator()(const domain::FrictionDecided& e);
    void operator()(const domain::AnswerCorrected& e);

    // --- Reflection and learning
    void operator()(const domain::ReflectionRecorded& e);
    void operator()(const domain::ReflectionSkipped& e);
    void operator()(const domain::LearningQuestionAdded& e);
    void operator()(const domain::LearningQuestionMoved& e);

    // --- Records
    void operator()(const domain::TaskCommented& e);
    void operator()(const domain::LinkageAdded& e);
    void operator()(const domain::LinkageDecided& e);
    void operator()(const domain::ReachRecorded& e);
    void operator()(const domain::MeasureRecorded& e);
    void operator()(const domain::SignalReceived& e);
    void operator()(const domain::JournalAdded& e);
    void operator()(const domain::MoneyAdded& e);
    void operator()(const domain::DocumentAdded& e);
    void operator()(const domain::CommitmentAdded& e);
    void operator()(const domain::CommitmentChanged& e);
    void operator()(const domain::CommitmentClosed& e);
    void operator()(const domain::CommitmentSilent& e);
    void operator()(const domain::ContactAdded& e);
    void operator()(const domain::RelationDeclared& e);
    void operator()(const domain::ContactRemoved& e);
    void operator()(const domain::PastDecisionAdded& e);
    void operator()(const domain::EntryCorrected& e);
    void operator()(const domain::TextsErased& e);

    // --- What stands in the log only.
    void operator()(const domain::StoreInitialised&) {}
    void operator()(const domain::CalendarChanged&) {}
    void operator()(const domain::SettingsChanged& e);
    void operator()(const domain::AuditDrawn& e);
    void operator()(const domain::HeadsRecorded&) {}
    void operator()(const domain::ProgrammeDestroyed&) {}
    void operator()(const domain::ProgrammeImported&) {}
    void operator()(const domain::EveryMissed&) {}
    void operator()(const domain::TrackIdle&) {}
    void operator()(const domain::TriggerFired&) {}

private:
    void add_first_code(domain::AreaId area, const std::optional<std::string>& code);
    // How a step or task closed. `facts` is what functions may see of it.
    struct Closing {
        domain::StepState state = domain::StepState::done;
        std::optional<std::string_view> outcome = {};
        json::value facts = {};
        const std::vector<domain::Answer>* answers = nullptr;
        std::optional<domain::ContentRef> reason = {};
    };
    // Where a task and its timers stand; run 0 and the task's own name for those beside the runs.
    struct Place {
        domain::RunId run;
        std::string path;
        bool late = false;
        bool confidential = false;
    };

    // What a turn adds to the counts of its programme. What is confidential is not counted: a small number would tell that
    // it exists (RULES B6).
    struct Counts {
        int runs = 0;
        int open = 0;
        int done = 0;
        int late = 0;
        int votes = 0;
        bool operator==(const Counts&) const = default;
    };

    Query query(const Sql& sql) { return Query{connection_, sql}; }
    const domain::Payload& payload() const { return event_->payload; }

    Place place_of(domain::TaskId task);
    void close_task(domain::TaskId task, const Closing& closing) { close_task(task, place_of(task), closing); }
    void close_task(domain::TaskId task, const Place& place, const Closing& closing);
    void close_step(domain::RunId run, std::string_view path, const Closing& closing);
    void close_step_only(domain::RunId run, std::string_view path, const Closing& closing);
    void move_task_to_history(domain::TaskId task, const Place& place, const Closing& closing);
    void close_with_outcome(domain::TaskId task, const Place& place, std::string_view outcome);
    void pass_step(std::string_view path, domain::StepKind kind, std::optional<std::string_view> title,
                   const json::value& facts);
    void move_step(const domain::CarriedOn& moved);
    void close_run(domain::RunId run, domain::RunEnd how, const std::optional<std::string>& outcome);
    void move_steps_to_history(domain::RunId run);
    void set_task_state(domain::TaskId task, domain::TaskState state, std::optional<domain::PersonId> person,
                        std::optional<Date> until);
    void open_task(domain::TaskId task, const domain::StepOpened& e);
    bool is_confidential(domain::RunId run);
    void touch_run();
    void add_counts();
    void set_timers(domain::RunId run, std::string_view path, const std::vector<domain::TimerSet>& timers);
    void forget_timer(domain::RunId run, std::string_view path, domain::TimerKind kind);
    void forget_timers(domain::RunId run, std::string_view path);
    void correct_result(domain::RunId run, std::string_view path, const domain::Answer& answer);
    void add_entry(domain::EntryId entry, std::string_view kind);
    void change_commitment(domain::EntryId entry, std::string_view what, const domain::CommitmentChanged& change);
    void add_version(const domain::LearningQuestionMoved& version);
    void declare_relation(domain::EntryId contact, domain::PersonId person, std::optional<Date> since);
    std::optional<domain::PersonId> by() const;

    Connection& connection_;
    // The event at hand, as long as project() runs.
    domain::ProgrammeId programme_;
    std::int64_t pseq_ = 0;
    const domain::Event* event_ = nullptr;
    // The run that moved last, which is not written down yet, and what it added to the counts.
    domain::ProgrammeId moved_programme_;
    domain::RunId moved_run_;
    std::int64_t moved_pseq_ = 0;
    Timestamp moved_at_{};
    Counts counts_;
    // Whether a run is confidential, as long as it is the one asked about: a turn asks about one run, often.
    domain::RunId asked_run_;
    bool asked_run_confidential_ = false;
};

// The content row of text that may be left out.
inline std::optional<domain::ContentId> id_of(const std::optional<domain::ContentRef>& text)
{
    return text ? std::optional{text->ref} : std::nullopt;
}

// The deadline among the timers of a task: the date of its `due` or `close`.
std::optional<Date> deadline_among(const std::vector<domain::TimerSet>& timers);

}  // namespace wd::store
