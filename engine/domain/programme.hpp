// The hot state of one programme, as a turn sees it: open runs with the steps of their current phase, open tasks, timers; and
// the ledger of people, areas and records, loaded when first asked for. It is a fold over the programme's events: apply() is
// the only function that changes it, and loading it from the tables gives the same state (RULES A3).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/events.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wd::domain {

enum class ProgrammeState { open, paused, stopped };
BOOST_DESCRIBE_ENUM(ProgrammeState, open, paused, stopped)

// A named step of the current phase of a run, open or closed. `result` holds the facts that functions may see: answers without
// text (text fields as true), and the figures of votes, meetings and measures.
struct StepRecord {
    StepKind kind = StepKind::task;
    StepState state = StepState::open;
    Timestamp opened_at{};
    std::optional<Timestamp> closed_at;
    std::optional<PersonId> closed_by;
    std::optional<TaskId> task;
    std::optional<std::string> outcome;
    json::value result;
    std::vector<std::string> keys;  // of a block
    int open_items = 0;             // of a block: items whose list has not ended; kept by the interpreter's events
    friend bool operator==(const StepRecord&, const StepRecord&) = default;
};

enum class RunState { open, stuck, done, stopped };
BOOST_DESCRIBE_ENUM(RunState, open, stuck, done, stopped)

struct Run {
    RunId id;
    std::string workflow;
    Sha256 hash{};  // of the bundle this phase runs on
    RunState state = RunState::open;
    std::string phase;
    int generation = 0;
    std::optional<RunId> parent;
    std::optional<std::string> parent_path;
    std::optional<PersonId> team;
    bool stepwise = false;
    json::value input;
    json::value settings;
    json::value event;
    std::optional<RunStuck> stuck;
    std::map<std::string, int> generations;                // phase → how often it has been opened
    std::map<std::string, StepRecord, std::less<>> steps;  // by path, of the current generation
    friend bool operator==(const Run&, const Run&) = default;
};

enum class TaskState { offered, claimed, waiting };
BOOST_DESCRIBE_ENUM(TaskState, offered, claimed, waiting)

// What is asked of people and not yet answered. `waiting`: "nu niet", until a date.
struct Task {
    TaskId id;
    std::optional<RunId> run;  // none: ad hoc
    std::optional<std::string> path;
    StepKind kind = StepKind::task;
    TaskState state = TaskState::offered;
    std::optional<std::string> role;    // offered to who holds it
    std::vector<std::string> deciders;  // gates only: the roles that speak
    std::optional<PersonId> person;     // offered to, or claimed by
    std::optional<std::string> form;
    std::string title;  // of a step; ad-hoc titles are content
    std::optional<ContentRef> title_ref;
    Timestamp opened_at{};
    std::optional<Date> due;
    bool legal = false;
    bool late = false;
    bool carry = false;    // is to outlive its phase
    bool carried = false;  // did
    // Votes only.
    std::optional<std::int64_t> electorate;
    std::optional<int> threshold;
    std::int64_t yes = 0;
    std::int64_t no = 0;
    std::int64_t abstain = 0;
    // Gates only: the answers so far, in the order given.
    std::vector<GateAnswered> answers;
    friend bool operator==(const Task&, const Task&) = default;
};

// A timer of a step or ad-hoc task, by its place. Timers of ad-hoc tasks have run 0 and the task's id as path.
struct TimerKey {
    RunId run;
    std::string path;
    TimerKind kind = TimerKind::due;
    friend auto operator<=>(const TimerKey&, const TimerKey&) = default;
};

// --- Ledger ----------------------------------------------------------------------------------------------------------------

struct Area {
    std::optional<AreaId> parent;
    std::string kind;
    std::string name;
    std::optional<std::string> code;
    std::int64_t inhabitants = 0;
    std::int64_t dwellings = 0;
    friend bool operator==(const Area&, const Area&) = default;
};

struct Position {
    std::string role;
    std::string title;
    bool core = false;
    bool residents = false;
    std::optional<int> hours = {};  // a week
    std::optional<PersonId> deputy = {};
    std::optional<Date> vacant_since = {};  // nobody has sat here since; none too when nobody ever did
    friend bool operator==(const Position&, const Position&) = default;
};

// Somebody in a chair, until it has ended. `last_day` when the end was announced.
struct Assignment {
    PositionId position;
    PersonId person;
    Date from{};
    std::optional<int> hours = {};
    std::optional<Date> last_day = {};
    std::optional<HandoverId> handover = {};  // accepted with it
    friend bool operator==(const Assignment&, const Assignment&) = default;
};

// Dates only (DOMAIN §7.7); until it is over.
struct Absence {
    PersonId person;
    Date from{};
    std::optional<Date> until;
    friend bool operator==(const Absence&, const Absence&) = default;
};

// How far a handover is. Its texts stand in the tables only.
struct HandoverRecord {
    PositionId position;
    std::optional<AssignmentId> assignment;
    std::optional<PersonId> giver;
    std::optional<PersonId> receiver;
    LeaveKind kind = LeaveKind::announced;
    Date announced_on{};
    std::optional<Date> last_day;
    std::map<std::pair<ItemKind, std::int64_t>, PersonId> owners = {};  // whom the document names for what is open
    bool completed = false;
    bool told_by_leaver = false;  // the story is the leaver's own
    bool talked = false;          // giver and this receiver both: warm
    bool retold = false;          // by this receiver
    std::optional<Date> accepted_on;
    std::optional<PersonId> rater;
    std::optional<PersonId> second_rater;
    std::optional<Date> rated_on = {};  // by the first rater
    std::set<PersonId> replied = {};    // to that rating
    bool final = false;                 // the score
    std::set<int> checkups;
    friend bool operator==(const HandoverRecord&, const HandoverRecord&) = default;
};

struct LearningRecord {
    std::string code;
    LearningState state = LearningState::open;
    friend bool operator==(const LearningRecord&, const LearningRecord&) = default;
};

struct Measure {
    std::int64_t value = 0;
    Date date{};
    friend bool operator==(const Measure&, const Measure&) = default;
};

enum class LinkageState { open, chosen, not_chosen };
BOOST_DESCRIBE_ENUM(LinkageState, open, chosen, not_chosen)

struct CommitmentRecord {
    std::optional<PersonId> owner;
    std::optional<Date> due;
    std::optional<Silence> silent = {};  // found silent, and nothing was said since
    std::optional<PersonId> made_by = {};
    std::optional<TaskId> task = {};  // in which it was made
    friend bool operator==(const CommitmentRecord&, const CommitmentRecord&) = default;
};

// People, areas and the figures behind the programme facts of RULES D3.
struct Ledger {
    std::map<AreaId, Area> areas;
    std::map<PositionId, Position> positions;
    std::map<AssignmentId, Assignment> assignments;  // those that have not ended
    std::map<AbsenceId, Absence> absences;           // those that are not over
    std::map<HandoverId, HandoverRecord> handovers;
    std::map<EntryId, bool> contacts;  // whether it is a key figure; removed ones are gone
    std::map<EntryId, LearningRecord> learning;
    std::map<std::string, std::int64_t>
        reach;  // channel → people reached for the first time, summed; group figures apart
    std::map<std::string, Measure> measures;  // the latest by date
    std::map<EntryId, LinkageState> linkages;
    std::map<EntryId, CommitmentRecord> commitments;  // open ones
    std::int64_t budget_cents = 0;
    std::int64_t granted_cents = 0;
    std::int64_t spent_cents = 0;
    friend bool operator==(const Ledger&, const Ledger&) = default;
};

// --- Programme ---------------------------------------------------------------------------------------------------------------

struct Programme {
    ProgrammeId id;
    std::string name;
    ProgrammeState state = ProgrammeState::open;
    std::optional<PersonId> commissioner;
    std::vector<std::string> municipalities;
    std::optional<Date> paused_since;
    // Chain head: the last event of the stream.
    std::int64_t pseq = 0;
    Sha256 hash{};
    Timestamp last_at{};
    std::map<RunId, Run> runs;     // open and stuck ones
    std::map<TaskId, Task> tasks;  // open ones
    std::map<TimerKey, TimerSet> timers;
    std::optional<Ledger> ledger;  // loaded when first needed; kept up to date from then on
};

// The state after one more event. `ledger` changes only when it is loaded. Asserts what cannot be: a decision that emits an
// event which does not fit is our bug.
void apply(Programme& programme, const Event& event);

// The ledger's part of it. EntryCorrected is the exception: a corrected figure changes a sum, so the ledger is loaded afresh
// after it.
void apply(Ledger& ledger, const Event& event);

// Facts a step gives to functions, from the event that closed it. Null when it gives none.
json::value result_of(const Payload& payload);

}  // namespace wd::domain
