// Every event type of the engine, one struct each, in the order in which a programme meets them. An event holds ids, numbers,
// dates, closed choices and references, never typed text (RULES A1). The name is the type in the log; a type's meaning is
// never reused and every version stays readable for ever (RULES A2): a new member is optional, a new meaning is a new type.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/account_events.hpp"
#include "domain/facts.hpp"
#include "domain/handover_events.hpp"
#include "domain/privacy_events.hpp"
#include "domain/retention.hpp"
#include "domain/rubric_settings.hpp"
#include "domain/team_events.hpp"
#include "domain/team_history.hpp"

#include <variant>

namespace wd::domain {

// --- Installation (stream 0) ---------------------------------------------------------------------------------------------

// What a store is for. A demo store carries the label of DOMAIN §4 and goes on from its own "now".
enum class StoreLabel { real, practice, demo };
BOOST_DESCRIBE_ENUM(StoreLabel, real, practice, demo)

// A data directory was made.
struct StoreInitialised {
    static constexpr std::string_view type = "store.initialised";
    StoreLabel label = StoreLabel::real;
    int partitions = 2;
};
BOOST_DESCRIBE_STRUCT(StoreInitialised, (), (label, partitions))

enum class PersonKind { person, team, group, organisation };
BOOST_DESCRIBE_ENUM(PersonKind, person, team, group, organisation)

// Somebody is known: the name is content, so that it can be forgotten.
struct PersonAdded {
    static constexpr std::string_view type = "person.added";
    PersonId person;
    PersonKind kind = PersonKind::person;
    ContentRef name;
    std::optional<PersonId> organisation;
    std::vector<PersonId> member_of;  // teams and groups
    bool before_wijkdraad = false;
};
BOOST_DESCRIBE_STRUCT(PersonAdded, (), (person, kind, name, organisation, member_of, before_wijkdraad))

// Every text about this person goes, the name first; the number stays, because history refers to it.
struct PersonForgotten {
    static constexpr std::string_view type = "person.forgotten";
    PersonId person;
};
BOOST_DESCRIBE_STRUCT(PersonForgotten, (), (person))

// A workflow version may be used from now on; the bundle stands in the store under its hash.
struct WorkflowInstalled {
    static constexpr std::string_view type = "workflow.installed";
    std::string key;
    int version = 1;
    Sha256 hash{};
    std::string title;
    std::optional<ContentRef> reason;
};
BOOST_DESCRIBE_STRUCT(WorkflowInstalled, (), (key, version, hash, title, reason))

// The calendar of working days changed: other closed days, settings or time-zone data.
struct CalendarChanged {
    static constexpr std::string_view type = "calendar.changed";
    std::string version;
};
BOOST_DESCRIBE_STRUCT(CalendarChanged, (), (version))

// What the installation chose about scores, measures and terms; from here on these count, whole as they stand here. A score that was
// final before keeps the settings that it was made with.
struct SettingsChanged {
    static constexpr std::string_view type = "settings.changed";
    std::optional<RubricSettings> rubric;
    std::optional<ContinuitySettings> continuity;
    std::optional<ContentRef> reason;
    std::optional<RetentionSettings> retention = {};
};
BOOST_DESCRIBE_STRUCT(SettingsChanged, (), (rubric, continuity, reason, retention))

// Which handovers are rated from outside, of those accepted up to and including a day and not in an earlier draw. Anybody can
// draw again with this seed (audit_draw.hpp) and finds the same ones.
struct AuditDrawn {
    static constexpr std::string_view type = "audit.drawn";
    std::int64_t seed = 0;
    Date until{};
    int one_in = 0;
    int second_one_in = 0;
    std::vector<HandoverId> pool;   // all that took part, rising
    std::vector<HandoverId> drawn;  // of them: all of core positions, and those that chance chose
    std::vector<HandoverId> twice;  // of the drawn ones: by a second rater too
};
BOOST_DESCRIBE_STRUCT(AuditDrawn, (), (seed, until, one_in, second_one_in, pool, drawn, twice))

struct Head {
    ProgrammeId programme;
    std::int64_t pseq = 0;
    Sha256 hash{};
};
BOOST_DESCRIBE_STRUCT(Head, (), (programme, pseq, hash))

// Daily: where the chains of the changed programmes stood, so that a cut tail shows (RULES A4).
struct HeadsRecorded {
    static constexpr std::string_view type = "heads.recorded";
    Date date{};
    std::vector<Head> heads;
};
BOOST_DESCRIBE_STRUCT(HeadsRecorded, (), (date, heads))

// A programme left this store for good: only this line stays (RULES A6).
struct ProgrammeDestroyed {
    static constexpr std::string_view type = "programme.destroyed";
    ProgrammeId programme;
    std::int64_t events = 0;
    Sha256 hash{};
    ContentRef ground;
};
BOOST_DESCRIBE_STRUCT(ProgrammeDestroyed, (), (programme, events, hash, ground))

// A programme came from another store with its ids and hashes.
struct ProgrammeImported {
    static constexpr std::string_view type = "programme.imported";
    ProgrammeId programme;
    std::int64_t events = 0;
    Sha256 hash{};
};
BOOST_DESCRIBE_STRUCT(ProgrammeImported, (), (programme, events, hash))

// --- Programme -----------------------------------------------------------------------------------------------------------

// A programme starts. Names of programmes are public reference data.
struct ProgrammeCreated {
    static constexpr std::string_view type = "programme.created";
    std::string name;
    std::vector<std::string> municipalities;  // CBS codes, "GM0363"
    std::optional<PersonId> commissioner;
    bool before_wijkdraad = false;  // it ran already; its history is imported
};
BOOST_DESCRIBE_STRUCT(ProgrammeCreated, (), (name, municipalities, commissioner, before_wijkdraad))

struct CommissionerSet {
    static constexpr std::string_view type = "programme.commissioner_set";
    PersonId commissioner;
};
BOOST_DESCRIBE_STRUCT(CommissionerSet, (), (commissioner))

struct ProgrammePaused {
    static constexpr std::string_view type = "programme.paused";
    Date date{};
    ContentRef reason;
};
BOOST_DESCRIBE_STRUCT(ProgrammePaused, (), (date, reason))

// Working clocks go on; each shifted timer follows as its own timer.moved.
struct ProgrammeResumed {
    static constexpr std::string_view type = "programme.resumed";
    Date date{};
    int paused_days = 0;
};
BOOST_DESCRIBE_STRUCT(ProgrammeResumed, (), (date, paused_days))

// Stopped for good, with what was learned.
struct ProgrammeStopped {
    static constexpr std::string_view type = "programme.stopped";
    Date date{};
    ContentRef reason;
    std::vector<ContentRef> lessons;
};
BOOST_DESCRIBE_STRUCT(ProgrammeStopped, (), (date, reason, lessons))

// Nested: wijk, buurt, deelgebied, blok, complex. `code` is a CBS code where it has one.
struct AreaAdded {
    static constexpr std::string_view type = "area.added";
    AreaId area;
    std::optional<AreaId> parent;
    std::string kind;
    std::string name;
    std::optional<std::string> code;
    std::int64_t inhabitants = 0;
    std::int64_t dwellings = 0;
};
BOOST_DESCRIBE_STRUCT(AreaAdded, (), (area, parent, kind, name, code, inhabitants, dwellings))

// What was not known of an area before, or counted otherwise: it holds from now on.
struct AreaRestated {
    static constexpr std::string_view type = "area.restated";
    AreaId area;
    std::optional<std::string> code;  // a first one
    std::int64_t inhabitants = 0;
    std::int64_t dwellings = 0;
};
BOOST_DESCRIBE_STRUCT(AreaRestated, (), (area, code, inhabitants, dwellings))

// Another code from a date on, e.g. after municipalities merged; the old one stays in the history.
struct AreaCodeChanged {
    static constexpr std::string_view type = "area.code_changed";
    std::optional<AreaId> area;  // none: a municipality code of the programme itself
    std::string from_code;
    std::string to_code;
    Date from{};
};
BOOST_DESCRIBE_STRUCT(AreaCodeChanged, (), (area, from_code, to_code, from))

// --- Runs, phases, steps -------------------------------------------------------------------------------------------------

// A workflow starts in a programme. A child run knows the step it answers.
struct RunStarted {
    static constexpr std::string_view type = "run.started";
    RunId run;
    std::string workflow;
    Sha256 hash{};
    std::optional<RunId> parent;
    std::optional<std::string> parent_path;
    std::optional<std::string> trigger;  // the `on` id that started it
    std::optional<PersonId> team;        // confidential: for this team only (RULES B6)
    bool stepwise = false;               // one transition a turn, moved on by hand
    json::value input;
    json::value settings;
    json::value event;  // what started it, for c.event
};
BOOST_DESCRIBE_STRUCT(RunStarted, (),
                      (run, workflow, hash, parent, parent_path, trigger, team, stepwise, input, settings, event))

enum class RunEnd { done, stopped };
BOOST_DESCRIBE_ENUM(RunEnd, done, stopped)

struct RunEnded {
    static constexpr std::string_view type = "run.ended";
    RunEnd how = RunEnd::done;
    std::optional<std::string> outcome;
};
BOOST_DESCRIBE_STRUCT(RunEnded, (), (how, outcome))

// Why a run cannot move by itself. `missing_fact` mends itself; the others are incidents that a person looks at.
enum class StuckReason { missing_fact, script_breach, bug, cause_depth, missing_workflow, twice_crashed };
BOOST_DESCRIBE_ENUM(StuckReason, missing_fact, script_breach, bug, cause_depth, missing_workflow, twice_crashed)

struct RunStuck {
    static constexpr std::string_view type = "run.stuck";
    StuckReason reason = StuckReason::bug;
    std::optional<std::string> path;      // the step that could not be judged or opened
    std::optional<std::string> fact;      // "reach.per_mille"
    std::optional<std::string> place;     // "workflow.lua:31"
    std::optional<ContentRef> said = {};  // script_breach: what the function did, in the words of the script room
    friend bool operator==(const RunStuck&, const RunStuck&) = default;
};
BOOST_DESCRIBE_STRUCT(RunStuck, (), (reason, path, fact, place, said))

struct RunFreed {
    static constexpr std::string_view type = "run.freed";
};
BOOST_DESCRIBE_STRUCT(RunFreed, (), ())

// A generation opens, with the workflow version that is active now.
struct PhaseOpened {
    static constexpr std::string_view type = "phase.opened";
    std::string phase;
    int generation = 1;  // how often this phase has been opened in this run
    std::string title;
    Sha256 hash{};
};
BOOST_DESCRIBE_STRUCT(PhaseOpened, (), (phase, generation, title, hash))

enum class PhaseEnd { completed, left, finished, stopped };
BOOST_DESCRIBE_ENUM(PhaseEnd, completed, left, finished, stopped)

// A generation closes: every step of it that is still open is cancelled, except tasks that carry on.
struct PhaseClosed {
    static constexpr std::string_view type = "phase.closed";
    std::string phase;
    int generation = 1;
    PhaseEnd how = PhaseEnd::completed;
    std::optional<std::string> to;  // the phase gone to
};
BOOST_DESCRIBE_STRUCT(PhaseClosed, (), (phase, generation, how, to))

// `begins`, `ends` and `silent` belong to no step: an absence, an assignment, a promise.
enum class TimerKind { remind, due, wait, close, again, every, look_again, idle, begins, ends, silent };
BOOST_DESCRIBE_ENUM(TimerKind, remind, due, wait, close, again, every, look_again, idle, begins, ends, silent)

// The day by which something is asked, of whichever kind of step.
constexpr bool is_deadline(TimerKind kind)
{
    return kind == TimerKind::due || kind == TimerKind::close;
}

// A timer keeps its rule beside its instant (DESIGN §6). Without `at` its anchor is not known yet: it waits visibly.
struct TimerSet {
    TimerKind kind = TimerKind::due;
    std::string rule;             // "10 werkdagen voor raadsvergadering", or "" for a fixed date
    std::optional<Date> date;     // the deadline itself, inclusive
    std::optional<Timestamp> at;  // when it fires
    std::optional<Date> from;     // what the rule counts from, where that is no anchor: the opening, moved by pauses
    friend bool operator==(const TimerSet&, const TimerSet&) = default;
};
BOOST_DESCRIBE_STRUCT(TimerSet, (), (kind, rule, date, at, from))

// A step that waits for people, time, a child, a plugin or its own children.
struct StepOpened {
    static constexpr std::string_view type = "step.opened";
    std::string path;
    StepKind kind = StepKind::task;
    std::optional<TaskId> task;
    std::string title;
    std::optional<std::string> role;
    std::vector<std::string> deciders;  // of a gate: the roles that speak
    std::optional<std::string> form;
    std::vector<TimerSet> timers;
    std::vector<std::string> keys;  // of a block: its items or branches, in order
    std::optional<bool> legal;      // left out when not
    std::optional<bool> carry;
    std::optional<bool> held;             // its judgement misses a fact or is broken: state stuck until it can be made
    std::optional<PersonId> person = {};  // offered to somebody by name
};
BOOST_DESCRIBE_STRUCT(StepOpened, (),
                      (path, kind, task, title, role, deciders, form, timers, keys, legal, carry, held, person))

// A later key joined a live `each` (RULES D4).
struct ItemJoined {
    static constexpr std::string_view type = "step.item_joined";
    std::string path;
    std::string key;
};
BOOST_DESCRIBE_STRUCT(ItemJoined, (), (path, key))

// The list of one item or branch of a block has ended.
struct ItemClosed {
    static constexpr std::string_view type = "step.item_closed";
    std::string path;
    std::string key;
};
BOOST_DESCRIBE_STRUCT(ItemClosed, (), (path, key))

enum class StepState { open, waiting, done, skipped, cancelled, stuck };
BOOST_DESCRIBE_ENUM(StepState, open, waiting, done, skipped, cancelled, stuck)

// A step that no person closes has closed: a wait, a block, a child, a plugin's answer; or any step was cancelled or skipped.
struct StepClosed {
    static constexpr std::string_view type = "step.closed";
    std::string path;
    StepState state = StepState::done;
    std::optional<std::string> outcome;
};
BOOST_DESCRIBE_STRUCT(StepClosed, (), (path, state, outcome))

// `compute`: opened and closed in one event, with what the function looked at.
struct StepComputed {
    static constexpr std::string_view type = "step.computed";
    std::string path;
    json::value value;
    std::vector<LookedAt> looked_at;
};
BOOST_DESCRIBE_STRUCT(StepComputed, (), (path, value, looked_at))

// `choose`: which branch, and why. `looked_at` holds what each condition asked up to the one that held.
struct StepChosen {
    static constexpr std::string_view type = "step.chosen";
    std::string path;
    int branch = 0;  // place in the file; the last is `otherwise`
    std::vector<LookedAt> looked_at;
};
BOOST_DESCRIBE_STRUCT(StepChosen, (), (path, branch, looked_at))

// `tell`: plugins carry it further (4 of 6); the portal shows it.
struct MessageTold {
    static constexpr std::string_view type = "message.told";
    std::string path;
    std::string title;
    std::string to;  // a role; "" when it is for somebody by name
    std::optional<PersonId> person = {};
};
BOOST_DESCRIBE_STRUCT(MessageTold, (), (path, title, to, person))

// `call`: waits visibly for its plugin.
struct CallRequested {
    static constexpr std::string_view type = "call.requested";
    std::string path;
    std::string plugin;
    std::string action;
    json::value input;
};
BOOST_DESCRIBE_STRUCT(CallRequested, (), (path, plugin, action, input))

// A turn of `every` came while the last was still open.
struct EveryMissed {
    static constexpr std::string_view type = "every.missed";
    std::string step;
    Date date{};
};
BOOST_DESCRIBE_STRUCT(EveryMissed, (), (step, date))

// The clock of an `every` is set for its next turn.
struct EveryPlanned {
    static constexpr std::string_view type = "every.planned";
    std::string path;  // phase#n/step, without repetition
    TimerSet timer;
};
BOOST_DESCRIBE_STRUCT(EveryPlanned, (), (path, timer))

// A branch of `together` stands still: nothing in it has opened or closed since that date, and nobody has anything of it in
// hand (verkokering).
struct TrackIdle {
    static constexpr std::string_view type = "track.idle";
    std::string path;   // of the `together`
    std::string track;  // its branch
    Date since{};
};
BOOST_DESCRIBE_STRUCT(TrackIdle, (), (path, track, since))

// A timer got another date: its anchor became known, a pause, a calendar, a person.
struct TimerMoved {
    static constexpr std::string_view type = "timer.moved";
    std::string path;  // of the step, or the task's id as text when it is ad hoc
    TimerSet timer;    // the new one; kind says which of the step's timers
};
BOOST_DESCRIBE_STRUCT(TimerMoved, (), (path, timer))

// A timer did its work and is gone: a wait that is over, a moment to look again, a gate that is asked again.
struct TimerFired {
    static constexpr std::string_view type = "timer.fired";
    std::string path;
    TimerKind kind = TimerKind::wait;
};
BOOST_DESCRIBE_STRUCT(TimerFired, (), (path, kind))

// An `on` trigger of a workflow held; its child run starts in a turn of its own. With `merged` no run starts: that one, which
// asks the same and has no answer yet, is about this too.
struct TriggerFired {
    static constexpr std::string_view type = "trigger.fired";
    std::string trigger;
    std::string workflow;
    std::optional<RunId> merged = {};
};
BOOST_DESCRIBE_STRUCT(TriggerFired, (), (trigger, workflow, merged))

// --- Taking over another text (RULES D7) ----------------------------------------------------------------------------------

// A step that has another place in the new text; everything below it is named by itself.
struct CarriedOn {
    std::string path;
    std::string as;
    friend bool operator==(const CarriedOn&, const CarriedOn&) = default;
};
BOOST_DESCRIBE_STRUCT(CarriedOn, (), (path, as))

// The branch that a choice of before has taken, by its place in the new text; -1 when the text has no such branch any more.
struct StandingChoice {
    std::string path;
    int branch = 0;
    friend bool operator==(const StandingChoice&, const StandingChoice&) = default;
};
BOOST_DESCRIBE_STRUCT(StandingChoice, (), (path, branch))

// A step that is new in the text, at a place where the run has already been.
struct PassedOver {
    std::string path;
    StepKind kind = StepKind::task;
    std::string title;
    friend bool operator==(const PassedOver&, const PassedOver&) = default;
};
BOOST_DESCRIBE_STRUCT(PassedOver, (), (path, kind, title))

// A date that the new text does not ask for.
struct DroppedTimer {
    std::string path;
    TimerKind kind = TimerKind::due;
    friend bool operator==(const DroppedTimer&, const DroppedTimer&) = default;
};
BOOST_DESCRIBE_STRUCT(DroppedTimer, (), (path, kind))

// A run goes on with another text in the middle of its phase. What changes of its tasks and dates follows as events of its own.
struct RunTakenOver {
    static constexpr std::string_view type = "run.taken_over";
    Sha256 before{};
    Sha256 after{};
    std::optional<ContentRef> reason;
    std::vector<CarriedOn> carried_on;
    std::vector<StandingChoice> choices;
    std::vector<PassedOver> passed_over;
    std::vector<DroppedTimer> dropped;
};
BOOST_DESCRIBE_STRUCT(RunTakenOver, (), (before, after, reason, carried_on, choices, passed_over, dropped))

// What an open task asks, and of whom, by the new text.
struct TaskRestated {
    static constexpr std::string_view type = "task.restated";
    TaskId task;
    std::string title;
    std::optional<std::string> role;
    std::vector<std::string> deciders;
    std::optional<std::string> form;
    bool legal = false;
    bool carry = false;
    friend bool operator==(const TaskRestated&, const TaskRestated&) = default;
};
BOOST_DESCRIBE_STRUCT(TaskRestated, (), (task, title, role, deciders, form, legal, carry))

// --- Tasks ---------------------------------------------------------------------------------------------------------------

// An ad-hoc task beside the script, or a raised friction.
struct TaskAdded {
    static constexpr std::string_view type = "task.added";
    TaskId task;
    StepKind kind = StepKind::task;
    ContentRef title;
    std::optional<std::string> role;
    std::optional<PersonId> person;
    std::optional<std::string> form;
    std::vector<TimerSet> timers;
};
BOOST_DESCRIBE_STRUCT(TaskAdded, (), (task, kind, title, role, person, form, timers))

struct TaskClaimed {
    static constexpr std::string_view type = "task.claimed";
    TaskId task;
    PersonId person;
};
BOOST_DESCRIBE_STRUCT(TaskClaimed, (), (task, person))

// Offered to somebody else, who takes it by claiming.
struct TaskDelegated {
    static constexpr std::string_view type = "task.delegated";
    TaskId task;
    PersonId to;
    std::optional<ContentRef> note;
};
BOOST_DESCRIBE_STRUCT(TaskDelegated, (), (task, to, note))

// Normal answers, not failures (DOMAIN §2).
enum class ReturnReason { given_back, not_ours, not_now };
BOOST_DESCRIBE_ENUM(ReturnReason, given_back, not_ours, not_now)

struct TaskReturned {
    static constexpr std::string_view type = "task.returned";
    TaskId task;
    ReturnReason reason = ReturnReason::given_back;
    std::optional<TimerSet> again;  // not_now: when it is offered again
    std::optional<ContentRef> note;
};
BOOST_DESCRIBE_STRUCT(TaskReturned, (), (task, reason, again, note))

// After "nu niet": the date came, so it is offered again.
struct TaskOfferedAgain {
    static constexpr std::string_view type = "task.offered_again";
    TaskId task;
};
BOOST_DESCRIBE_STRUCT(TaskOfferedAgain, (), (task))

// Answers of a form: numbers, dates, choices as values; text as references.
struct Answer {
    std::string field;
    json::value value;
    std::optional<ContentRef> text;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (field, value, text))

struct TaskCompleted {
    static constexpr std::string_view type = "task.completed";
    TaskId task;
    std::vector<Answer> answers;
};
BOOST_DESCRIBE_STRUCT(TaskCompleted, (), (task, answers))

struct TaskRescheduled {
    static constexpr std::string_view type = "task.rescheduled";
    TaskId task;
    std::vector<TimerSet> timers;
    std::optional<ContentRef> reason;
};
BOOST_DESCRIBE_STRUCT(TaskRescheduled, (), (task, timers, reason))

struct TaskCommented {
    static constexpr std::string_view type = "task.commented";
    TaskId task;
    EntryId comment;
    ContentRef text;
};
BOOST_DESCRIBE_STRUCT(TaskCommented, (), (task, comment, text))

struct TaskReminded {
    static constexpr std::string_view type = "task.reminded";
    TaskId task;
};
BOOST_DESCRIBE_STRUCT(TaskReminded, (), (task))

struct TaskBecameLate {
    static constexpr std::string_view type = "task.became_late";
    TaskId task;
    Date due{};
};
BOOST_DESCRIBE_STRUCT(TaskBecameLate, (), (task, due))

// Left out or moved locally, with a reason: a learning event, not a deviation (DOMAIN §7.13).
struct StepDropped {
    static constexpr std::string_view type = "step.dropped";
    std::string path;
    std::optional<TaskId> task;
    ContentRef reason;
};
BOOST_DESCRIBE_STRUCT(StepDropped, (), (path, task, reason))

// --- Answers of the other kinds of step ----------------------------------------------------------------------------------

struct GroupCount {
    std::string group;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(GroupCount, (), (group, count))

// Attendance is a count, no names (DOMAIN §7.9).
struct MeetingRecorded {
    static constexpr std::string_view type = "meeting.recorded";
    TaskId task;
    Date date{};
    std::int64_t attendance = 0;
    std::vector<GroupCount> groups;
    std::optional<ContentRef> minutes;
    std::vector<Answer> answers;
};
BOOST_DESCRIBE_STRUCT(MeetingRecorded, (), (task, date, attendance, groups, minutes, answers))

// The setter of a threshold range picked.
struct ThresholdSet {
    static constexpr std::string_view type = "vote.threshold_set";
    TaskId task;
    int threshold = 0;  // per mille
};
BOOST_DESCRIBE_STRUCT(ThresholdSet, (), (task, threshold))

// The electorate became known.
struct ElectorateSet {
    static constexpr std::string_view type = "vote.electorate_set";
    TaskId task;
    std::int64_t electorate = 0;
};
BOOST_DESCRIBE_STRUCT(ElectorateSet, (), (task, electorate))

// Counts since the last time; corrections are negative. Until the closing date it may be recorded in parts.
struct VotesCounted {
    static constexpr std::string_view type = "vote.counted";
    TaskId task;
    std::int64_t yes = 0;
    std::int64_t no = 0;
    std::int64_t abstain = 0;
};
BOOST_DESCRIBE_STRUCT(VotesCounted, (), (task, yes, no, abstain))

enum class VoteOutcome { accepted, counted, rejected, no_quorum };
BOOST_DESCRIBE_ENUM(VoteOutcome, accepted, counted, rejected, no_quorum)

// The final tally, what was needed, and of what.
struct VoteClosed {
    static constexpr std::string_view type = "vote.closed";
    TaskId task;
    VoteOutcome outcome = VoteOutcome::counted;
    VoteBase base = VoteBase::residents;
    std::int64_t electorate = 0;
    std::int64_t yes = 0;
    std::int64_t no = 0;
    std::int64_t abstain = 0;
    std::int64_t needed = 0;
    std::optional<int> threshold;
};
BOOST_DESCRIBE_STRUCT(VoteClosed, (), (task, outcome, base, electorate, yes, no, abstain, needed, threshold))

enum class Decision { adopt, adopt_with_conditions, reject };
BOOST_DESCRIBE_ENUM(Decision, adopt, adopt_with_conditions, reject)

struct DecisionRecorded {
    static constexpr std::string_view type = "decision.recorded";
    TaskId task;
    Decision outcome = Decision::adopt;
    Date date{};
    std::optional<ContentRef> grounds;
    std::vector<EntryId> conditions;  // commitments
    std::vector<Answer> answers;
};
BOOST_DESCRIBE_STRUCT(DecisionRecorded, (), (task, outcome, date, grounds, conditions, answers))

enum class GateOutcome { go, go_with_conditions, not_now, back };
BOOST_DESCRIBE_ENUM(GateOutcome, go, go_with_conditions, not_now, back)

// One decider spoke.
struct GateAnswered {
    static constexpr std::string_view type = "gate.answered";
    TaskId task;
    std::string role;
    GateOutcome outcome = GateOutcome::go;
    std::optional<Date> date;          // not_now
    std::optional<std::string> phase;  // back
    std::optional<ContentRef> grounds;
    std::vector<EntryId> conditions;  // commitments
    friend bool operator==(const GateAnswered&, const GateAnswered&) = default;
};
BOOST_DESCRIBE_STRUCT(GateAnswered, (), (task, role, outcome, date, phase, grounds, conditions))

// All have spoken; the least favourable answer holds (RULES D5).
struct GateDecided {
    static constexpr std::string_view type = "gate.decided";
    TaskId task;
    GateOutcome outcome = GateOutcome::go;
    std::optional<TimerSet> again;     // not_now
    std::optional<std::string> phase;  // back
};
BOOST_DESCRIBE_STRUCT(GateDecided, (), (task, outcome, again, phase))

enum class FrictionOutcome { move_date, smaller_step, stop };
BOOST_DESCRIBE_ENUM(FrictionOutcome, move_date, smaller_step, stop)

struct FrictionDecided {
    static constexpr std::string_view type = "friction.decided";
    TaskId task;
    FrictionOutcome outcome = FrictionOutcome::move_date;
    std::optional<Date> date;  // move_date: the new one
    std::optional<ContentRef> grounds;
};
BOOST_DESCRIBE_STRUCT(FrictionDecided, (), (task, outcome, date, grounds))

// The five moments of PRACTICE §1.3, and others that a workflow names.
enum class ReflectionMoment { debrief, learning_agenda, timeline, handover, learning_history, other };
BOOST_DESCRIBE_ENUM(ReflectionMoment, debrief, learning_agenda, timeline, handover, learning_history, other)

// `roles` took part: who was there is nobody else's business, whether residents and the social side were is.
struct ReflectionRecorded {
    static constexpr std::string_view type = "reflection.recorded";
    TaskId task;
    std::vector<Answer> answers;
    std::optional<Date> date = {};
    std::vector<std::string> roles = {};
    std::vector<EntryId> lessons = {};  // released to everybody
    std::vector<TaskId> actions = {};   // became tasks
};
BOOST_DESCRIBE_STRUCT(ReflectionRecorded, (), (task, answers, date, roles, lessons, actions))

// Skipped with one sentence.
struct ReflectionSkipped {
    static constexpr std::string_view type = "reflection.skipped";
    TaskId task;
    ContentRef reason;
};
BOOST_DESCRIBE_STRUCT(ReflectionSkipped, (), (task, reason))

// --- Records of the programme --------------------------------------------------------------------------------------------

enum class LinkageLevel { synergy, piggyback, coordination };
BOOST_DESCRIBE_ENUM(LinkageLevel, synergy, piggyback, coordination)

struct LinkageAdded {
    static constexpr std::string_view type = "linkage.added";
    EntryId entry;
    LinkageLevel level = LinkageLevel::coordination;
    ContentRef subject;
    std::optional<AreaId> area;
};
BOOST_DESCRIBE_STRUCT(LinkageAdded, (), (entry, level, subject, area))

// Chosen, or consciously not: a legitimate step that keeps its reason and the date to look again (DOMAIN §5).
struct LinkageDecided {
    static constexpr std::string_view type = "linkage.decided";
    EntryId entry;
    bool chosen = false;
    std::optional<ContentRef> reason;
    std::optional<ContentRef> condition;
    std::optional<Date> look_again;
};
BOOST_DESCRIBE_STRUCT(LinkageDecided, (), (entry, chosen, reason, condition, look_again))

// People reached for the first time over one channel: people, not contacts, and never by attendance alone. With a group it
// is a breakdown and does not add to the total.
struct ReachRecorded {
    static constexpr std::string_view type = "reach.recorded";
    EntryId entry;
    std::string channel;
    std::int64_t people = 0;
    std::optional<std::string> group;
    Date date{};
};
BOOST_DESCRIBE_STRUCT(ReachRecorded, (), (entry, channel, people, group, date))

// A figure with source and date; `task` when a step asked for it.
struct MeasureRecorded {
    static constexpr std::string_view type = "measure.recorded";
    EntryId entry;
    std::string measure;
    std::int64_t value = 0;
    FieldKind unit = FieldKind::number;
    std::optional<ContentRef> source;
    Date date{};
    std::optional<TaskId> task;
};
BOOST_DESCRIBE_STRUCT(MeasureRecorded, (), (entry, measure, value, unit, source, date, task))

// Something from outside changed the plan: prices, rules, a partner. An event, not a deviation.
struct SignalReceived {
    static constexpr std::string_view type = "signal.received";
    EntryId entry;
    std::string kind;
    std::optional<ContentRef> text;
    Date date{};
};
BOOST_DESCRIBE_STRUCT(SignalReceived, (), (entry, kind, text, date))

enum class JournalKind { sensitivity, clash, failed_initiative, decision, lesson, groundwork, fresh_look };
BOOST_DESCRIBE_ENUM(JournalKind, sensitivity, clash, failed_initiative, decision, lesson, groundwork, fresh_look)

struct JournalAdded {
    static constexpr std::string_view type = "journal.added";
    EntryId entry;
    JournalKind kind = JournalKind::lesson;
    ContentRef text;
    bool oral = false;  // "liever mondeling": only the topic is kept
    Date date{};
    std::optional<AreaId> area;
    bool before_wijkdraad = false;
    std::optional<EntryId> taken_from = {};  // the lesson of another programme that is used here
};
BOOST_DESCRIBE_STRUCT(JournalAdded, (), (entry, kind, text, oral, date, area, before_wijkdraad, taken_from))

enum class MoneyKind { budget, subsidy, payer, spent };
BOOST_DESCRIBE_ENUM(MoneyKind, budget, subsidy, payer, spent)

struct MoneyAdded {
    static constexpr std::string_view type = "money.added";
    EntryId entry;
    MoneyKind kind = MoneyKind::budget;
    std::int64_t cents = 0;
    std::optional<Date> from;
    std::optional<Date> until;
    std::optional<PersonId> payer;  // an organisation
    std::optional<ContentRef> note;
};
BOOST_DESCRIBE_STRUCT(MoneyAdded, (), (entry, kind, cents, from, until, payer, note))

// A document is a link with title, date, checksum and holder; title and link are content (RULES A7).
struct DocumentAdded {
    static constexpr std::string_view type = "document.added";
    EntryId entry;
    ContentRef title;
    ContentRef link;
    Date date{};
    std::optional<Sha256> checksum;
    std::optional<PersonId> holder;
};
BOOST_DESCRIBE_STRUCT(DocumentAdded, (), (entry, title, link, date, checksum, holder))

// A promise: to whom, by whom, on which occasion. Conditions of a gate or decision are promises too.
struct CommitmentAdded {
    static constexpr std::string_view type = "commitment.added";
    EntryId entry;
    ContentRef text;
    std::optional<PersonId> owner;
    std::optional<Date> due;
    std::optional<TaskId> task;  // the gate, decision or meeting it was made at
    bool before_wijkdraad = false;
    std::optional<ContentRef> to = {};
    std::optional<PersonId> made_by = {};
    std::optional<ContentRef> occasion = {};
};
BOOST_DESCRIBE_STRUCT(CommitmentAdded, (), (entry, text, owner, due, task, before_wijkdraad, to, made_by, occasion))

// Who told those to whom it was promised, and when.
struct CommitmentTold {
    PersonId by;
    Date on{};
    friend bool operator==(const CommitmentTold&, const CommitmentTold&) = default;
};
BOOST_DESCRIBE_STRUCT(CommitmentTold, (), (by, on))

// It will be otherwise: another date, another owner, or only that there is something to tell.
struct CommitmentChanged {
    static constexpr std::string_view type = "commitment.changed";
    EntryId entry;
    std::optional<PersonId> owner;
    std::optional<Date> due;
    std::optional<ContentRef> reason;
    std::optional<CommitmentTold> told;
};
BOOST_DESCRIBE_STRUCT(CommitmentChanged, (), (entry, owner, due, reason, told))

// `withdrawn`: it will not be kept, and that was said.
enum class CommitmentEnd { kept, withdrawn };
BOOST_DESCRIBE_ENUM(CommitmentEnd, kept, withdrawn)

struct CommitmentClosed {
    static constexpr std::string_view type = "commitment.closed";
    EntryId entry;
    CommitmentEnd how = CommitmentEnd::kept;
    Date date{};
    std::optional<ContentRef> reason;
    std::optional<CommitmentTold> told;
};
BOOST_DESCRIBE_STRUCT(CommitmentClosed, (), (entry, how, date, reason, told))

// Why nobody speaks of it: nobody owns it, its day went by without a word, or its owner left.
enum class Silence { no_owner, overdue, owner_left };
BOOST_DESCRIBE_ENUM(Silence, no_owner, overdue, owner_left)

struct CommitmentSilent {
    static constexpr std::string_view type = "commitment.silent";
    EntryId entry;
    Silence why = Silence::overdue;
};
BOOST_DESCRIBE_STRUCT(CommitmentSilent, (), (entry, why))

// Somebody outside the team who matters. They know that they are listed, can read it and have it removed (DOMAIN §7.9).
struct ContactAdded {
    static constexpr std::string_view type = "contact.added";
    EntryId entry;
    ContentRef name;
    std::optional<PersonId> known_by;
    std::optional<Date> since;
    bool before_wijkdraad = false;
    std::optional<std::string> group = {};  // whose voice this is: bewoners, corporatie, school …
    std::optional<bool> key = {};           // a key figure
    std::optional<bool> told = {};          // knows of being listed
    std::optional<ContentRef> channel = {};
};
BOOST_DESCRIBE_STRUCT(ContactAdded, (), (entry, name, known_by, since, before_wijkdraad, group, key, told, channel))

// One more person knows them, by own account.
struct RelationDeclared {
    static constexpr std::string_view type = "contact.known_by";
    EntryId contact;
    PersonId person;
    std::optional<Date> since;
};
BOOST_DESCRIBE_STRUCT(RelationDeclared, (), (contact, person, since))

// On their own request, or because nobody needs to know them any more: the name goes, this line stays.
struct ContactRemoved {
    static constexpr std::string_view type = "contact.removed";
    EntryId contact;
};
BOOST_DESCRIBE_STRUCT(ContactRemoved, (), (contact))

// --- Learning ------------------------------------------------------------------------------------------------------------

// Where an answer has to come from: our own practice, working together, or the system around it (PRACTICE §1.3).
enum class LearningLevel { practice, cooperation, system };
BOOST_DESCRIBE_ENUM(LearningLevel, practice, cooperation, system)

struct LearningQuestionAdded {
    static constexpr std::string_view type = "learning.added";
    EntryId entry;
    std::string code;  // "L3", unique in the programme
    ContentRef text;
    LearningLevel level = LearningLevel::practice;
    std::optional<PersonId> raised_by;
    std::optional<ContentRef> obstacle;
    std::optional<TaskId> task;  // the reflection in which it was asked
};
BOOST_DESCRIBE_STRUCT(LearningQuestionAdded, (), (entry, code, text, level, raised_by, obstacle, task))

enum class LearningState { open, examined, answered, lapsed };
BOOST_DESCRIBE_ENUM(LearningState, open, examined, answered, lapsed)

// A new version: rephrased, looked into, answered for now, or no longer a question. Earlier versions stay.
struct LearningQuestionMoved {
    static constexpr std::string_view type = "learning.moved";
    EntryId entry;
    LearningState state = LearningState::open;
    std::optional<ContentRef> text;    // rephrased
    std::optional<ContentRef> answer;  // for now
    std::vector<TaskId> actions;       // linked from now on
};
BOOST_DESCRIBE_STRUCT(LearningQuestionMoved, (), (entry, state, text, answer, actions))

// A decision taken before Wijkdraad was there.
struct PastDecisionAdded {
    static constexpr std::string_view type = "decision.imported";
    EntryId entry;
    ContentRef text;
    Date date{};
    std::optional<PersonId> by;
};
BOOST_DESCRIBE_STRUCT(PastDecisionAdded, (), (entry, text, date, by))

// One's own entry put right; the old one stays in the log.
struct EntryCorrected {
    static constexpr std::string_view type = "entry.corrected";
    EntryId entry;
    std::string field;
    json::value value;
    std::optional<ContentRef> text;
    std::optional<ContentRef> reason;
};
BOOST_DESCRIBE_STRUCT(EntryCorrected, (), (entry, field, value, text, reason))

// An answer on a form put right by who gave it, as long as nothing was decided on it that cannot be undone: facts change,
// choices that were made stand.
struct AnswerCorrected {
    static constexpr std::string_view type = "task.answer_corrected";
    TaskId task;
    Answer answer;
    std::optional<ContentRef> reason;
};
BOOST_DESCRIBE_STRUCT(AnswerCorrected, (), (task, answer, reason))

// --- All of them -----------------------------------------------------------------------------------------------------------

using AnyEvent = std::variant<
    StoreInitialised, PersonAdded, PersonCorrected, PersonForgotten, AccountOpened, AccountClosed, AccessGranted,
    AccessWithdrawn, WorkflowInstalled, CalendarChanged, SettingsChanged, AuditDrawn, HeadsRecorded, ProgrammeDestroyed,
    ProgrammeImported, ProgrammeCreated, CommissionerSet, ProgrammePaused, ProgrammeResumed, ProgrammeStopped,
    AreaAdded, AreaRestated, AreaCodeChanged, PositionAdded, AssignmentStarted, AssignmentEndAnnounced, AssignmentEnded,
    PositionVacant, DeputyNamed, AbsenceAdded, AbsenceStarted, AbsenceEnded, HandoverStarted, HandoverReceiverNamed,
    HandoverItemStated, HandoverTopicAnswered, HandoverCompleted, HandoverConversationHeld, HandoverRetold,
    HandoverAccepted, HandoverRated, HandoverReplied, HandoverScoreClosed, HandoverCheckedUp, RunStarted, RunEnded,
    RunStuck, RunFreed, PhaseOpened, PhaseClosed, StepOpened, ItemJoined, ItemClosed, StepClosed, StepComputed,
    StepChosen, MessageTold, CallRequested, EveryMissed, EveryPlanned, TrackIdle, TimerMoved, TimerFired, TriggerFired,
    RunTakenOver, TaskRestated, TaskAdded, TaskClaimed, TaskDelegated, TaskReturned, TaskOfferedAgain, TaskCompleted,
    TaskRescheduled, TaskCommented, TaskReminded, TaskBecameLate, StepDropped, MeetingRecorded, ThresholdSet,
    ElectorateSet, VotesCounted, VoteClosed, DecisionRecorded, GateAnswered, GateDecided, FrictionDecided,
    ReflectionRecorded, ReflectionSkipped, LinkageAdded, LinkageDecided, ReachRecorded, MeasureRecorded, SignalReceived,
    JournalAdded, MoneyAdded, DocumentAdded, CommitmentAdded, CommitmentChanged, CommitmentClosed, CommitmentSilent,
    ContactAdded, RelationDeclared, ContactRemoved, LearningQuestionAdded, LearningQuestionMoved, PastDecisionAdded,
    EntryCorrected, AnswerCorrected, TextsErased, TermPassed, TermExtended>;

// One event, whatever its type. Its special members stand in events.cpp: every part of the engine moves events, and with a bare
// variant each would compile all of that again.
struct Payload : AnyEvent {
    using AnyEvent::AnyEvent;
    Payload();
    Payload(const Payload&);
    Payload(Payload&&) noexcept;
    Payload& operator=(const Payload&);
    Payload& operator=(Payload&&) noexcept;
    ~Payload();
};

std::string_view type_of(const Payload& payload);
// Version of the type's form. All are at 1 so far.
int version_of(const Payload& payload);
std::string to_json_text(const Payload& payload);
// Refuses an unknown type (a newer version wrote it) and data that do not fit.
Result<Payload> read_payload(std::string_view type, int version, std::string_view data);

// An event as it is decided: the store adds (part, seq), pseq, hash.
struct Event {
    RunId run;               // 0 when it belongs to the programme as a whole
    std::int64_t cause = 0;  // pseq of the event of this stream that led to it; 0 = a person or the clock
    Timestamp at{};
    Actor actor;
    Payload payload;
};

// An event as it stands in the log (RULES A2).
struct LoggedEvent {
    int part = 0;
    std::int64_t seq = 0;
    ProgrammeId stream;
    std::int64_t pseq = 0;
    RunId run;
    std::int64_t cause = 0;
    std::string type;
    int v = 1;
    Timestamp at{};
    std::string actor;
    std::string data;  // the stored bytes; the hash covers these, never re-serialised JSON
    Sha256 hash{};
};

// The chain: SHA-256 over the previous hash and length-prefixed stream, pseq, run, cause, type, v, at, actor, data; never
// part and seq. `hasher` is reused for speed. The first event of a stream follows 32 zero bytes.
Sha256 chain_hash(Sha256Hasher& hasher, const Sha256& previous, const LoggedEvent& event);

// "wijkdraad event 1-8123-9f86d081": identity outside, safe after a restore (RULES G2).
std::string event_id(const LoggedEvent& event);

}  // namespace wd::domain
