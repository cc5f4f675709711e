// What people and programs ask the engine to do: one plain struct each, read strictly from JSON by name. Typed text is `Text`
// and becomes content; the decision answers with events or a refusal. The name is the verb on EnginePort.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/account_commands.hpp"
#include "domain/privacy_commands.hpp"
#include "domain/team_commands.hpp"

#include <variant>

namespace wd::domain {

// --- Installation ----------------------------------------------------------------------------------------------------------

struct AddPerson {
    static constexpr std::string_view verb = "person.add";
    Text name;
    std::optional<PersonKind> kind;
    std::optional<PersonId> organisation;
    std::vector<PersonId> member_of;
    std::optional<bool> before_wijkdraad;
};
BOOST_DESCRIBE_STRUCT(AddPerson, (), (name, kind, organisation, member_of, before_wijkdraad))

// A person's own right, also after leaving; refused while somebody still sits in a chair, stands in or commissions.
struct ForgetPerson {
    static constexpr std::string_view verb = "person.forget";
    PersonId person;
};
BOOST_DESCRIBE_STRUCT(ForgetPerson, (), (person))

// Other weights, cut-offs and terms. Each part is given whole; what is left out stays as it is.
struct ChangeSettings {
    static constexpr std::string_view verb = "settings.change";
    std::optional<RubricSettings> rubric;
    std::optional<ContinuitySettings> continuity;
    std::optional<Text> reason;
    std::optional<RetentionSettings> retention = {};
};
BOOST_DESCRIBE_STRUCT(ChangeSettings, (), (rubric, continuity, reason, retention))

// Draws which handovers are rated from outside, of those accepted up to and including `until` (default today). The seed is drawn
// too, so that nobody chooses it; one that is given is for repeating a draw elsewhere.
struct DrawAudit {
    static constexpr std::string_view verb = "audit.draw";
    std::optional<Date> until;
    std::optional<std::int64_t> seed;
};
BOOST_DESCRIBE_STRUCT(DrawAudit, (), (until, seed))

// --- Programme -------------------------------------------------------------------------------------------------------------

// Makes the programme, a position for each role of the workflow, and starts the run in `phase` (default the first).
struct CreateProgramme {
    static constexpr std::string_view verb = "programme.create";
    std::string name;
    std::vector<std::string> municipalities;
    std::optional<PersonId> commissioner;
    std::string workflow;
    std::optional<std::string> phase;
    json::value input;     // { field: value }
    json::value settings;  // { field: value }
    std::optional<bool> stepwise;
    std::vector<PersonId> team;  // at most one: the team of a confidential workflow
};
BOOST_DESCRIBE_STRUCT(CreateProgramme, (),
                      (name, municipalities, commissioner, workflow, phase, input, settings, stepwise, team))

struct PauseProgramme {
    static constexpr std::string_view verb = "programme.pause";
    ProgrammeId programme;
    Text reason;
};
BOOST_DESCRIBE_STRUCT(PauseProgramme, (), (programme, reason))

// Two commands in one: without `confirm` it answers with the old and new dates and changes nothing (RULES F3).
struct ResumeProgramme {
    static constexpr std::string_view verb = "programme.resume";
    ProgrammeId programme;
    std::optional<bool> confirm;
};
BOOST_DESCRIBE_STRUCT(ResumeProgramme, (), (programme, confirm))

struct StopProgramme {
    static constexpr std::string_view verb = "programme.stop";
    ProgrammeId programme;
    Text reason;
    std::vector<Text> lessons;
};
BOOST_DESCRIBE_STRUCT(StopProgramme, (), (programme, reason, lessons))

struct NewArea {
    std::string id;      // how `parent` names it in this list; not kept
    std::string parent;  // id in this list, or ""
    std::string kind;    // wijk | buurt | deelgebied | blok | complex
    std::string name;
    std::string code;  // CBS code or ""
    std::int64_t inhabitants = 0;
    std::int64_t dwellings = 0;
    std::string earlier_code;  // code history: the code before `code_from`, or ""
    std::string code_from;     // date, or ""
};
BOOST_DESCRIBE_STRUCT(NewArea, (), (id, parent, kind, name, code, inhabitants, dwellings, earlier_code, code_from))

struct ImportAreas {
    static constexpr std::string_view verb = "area.import";
    ProgrammeId programme;
    std::vector<NewArea> areas;
};
BOOST_DESCRIBE_STRUCT(ImportAreas, (), (programme, areas))

// Another municipality code from a date on.
struct ChangeMunicipality {
    static constexpr std::string_view verb = "programme.municipality";
    ProgrammeId programme;
    std::string from_code;
    std::string to_code;
    Date from{};
};
BOOST_DESCRIBE_STRUCT(ChangeMunicipality, (), (programme, from_code, to_code, from))

// Starts one more workflow in a programme, by hand.
struct StartRun {
    static constexpr std::string_view verb = "run.start";
    ProgrammeId programme;
    std::string workflow;
    json::value input;
    json::value settings;
    std::optional<bool> stepwise;
};
BOOST_DESCRIBE_STRUCT(StartRun, (), (programme, workflow, input, settings, stepwise))

// Moves a stepwise run on by one transition, or tries a stuck run again.
struct AdvanceRun {
    static constexpr std::string_view verb = "run.advance";
    RunId run;
};
BOOST_DESCRIBE_STRUCT(AdvanceRun, (), (run))

// What becomes of an open step that the new text does not have as it is: it goes on as another one, or it is cancelled. Places
// are written as take_over.hpp says.
struct StepMapping {
    std::string path;
    std::optional<std::string> as;  // the place of a step of the same kind; the place itself: go on as it is
    std::optional<bool> cancel;
};
BOOST_DESCRIBE_STRUCT(StepMapping, (), (path, as, cancel))

struct TakeOverMapping {
    std::vector<StepMapping> steps;
    std::vector<std::string> restart;  // phases that begin again, as a new generation
};
BOOST_DESCRIBE_STRUCT(TakeOverMapping, (), (steps, restart))

// Open runs of this workflow go on with its active version, those that can.
struct TakeOverRuns {
    static constexpr std::string_view verb = "run.take_over";
    ProgrammeId programme;
    std::string workflow;
    TakeOverMapping mapping;
    std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(TakeOverRuns, (), (programme, workflow, mapping, reason))

// --- Tasks -----------------------------------------------------------------------------------------------------------------

struct ClaimTask {
    static constexpr std::string_view verb = "task.claim";
    TaskId task;
};
BOOST_DESCRIBE_STRUCT(ClaimTask, (), (task))

struct DelegateTask {
    static constexpr std::string_view verb = "task.delegate";
    TaskId task;
    PersonId to;
    std::optional<Text> note;
};
BOOST_DESCRIBE_STRUCT(DelegateTask, (), (task, to, note))

struct ReturnTask {
    static constexpr std::string_view verb = "task.return";
    TaskId task;
    std::optional<ReturnReason> reason;
    std::optional<Date> until;
    std::optional<Text> note;
};
BOOST_DESCRIBE_STRUCT(ReturnTask, (), (task, reason, until, note))

// `answers`: { field: value } as the form asks; a form without questions takes none.
struct CompleteTask {
    static constexpr std::string_view verb = "task.complete";
    TaskId task;
    json::value answers;
};
BOOST_DESCRIBE_STRUCT(CompleteTask, (), (task, answers))

struct RescheduleTask {
    static constexpr std::string_view verb = "task.reschedule";
    TaskId task;
    Date due{};
    std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(RescheduleTask, (), (task, due, reason))

struct CommentTask {
    static constexpr std::string_view verb = "task.comment";
    TaskId task;
    Text text;
};
BOOST_DESCRIBE_STRUCT(CommentTask, (), (task, text))

struct AddTask {
    static constexpr std::string_view verb = "task.add";
    ProgrammeId programme;
    Text title;
    std::optional<std::string> role;
    std::optional<PersonId> person;
    std::optional<Date> due;
};
BOOST_DESCRIBE_STRUCT(AddTask, (), (programme, title, role, person, due))

struct DropStep {
    static constexpr std::string_view verb = "step.drop";
    TaskId task;
    Text reason;
};
BOOST_DESCRIBE_STRUCT(DropStep, (), (task, reason))

struct MoveStep {
    static constexpr std::string_view verb = "step.move";
    TaskId task;
    Date due{};
    Text reason;
};
BOOST_DESCRIBE_STRUCT(MoveStep, (), (task, due, reason))

// --- Answers of the other kinds --------------------------------------------------------------------------------------------

struct RecordMeeting {
    static constexpr std::string_view verb = "meeting.record";
    TaskId task;
    Date date{};
    std::int64_t attendance = 0;
    std::vector<GroupCount> groups;
    std::optional<Text> minutes;
    std::vector<Text> actions;  // become ad-hoc tasks
    json::value answers;
};
BOOST_DESCRIBE_STRUCT(RecordMeeting, (), (task, date, attendance, groups, minutes, actions, answers))

// Counts since the last time; `close` ends the vote, which nobody and nothing else does before its date.
struct RecordVote {
    static constexpr std::string_view verb = "vote.record";
    TaskId task;
    std::optional<std::int64_t> electorate;
    std::optional<int> threshold;  // picked from the range, by the role that sets it
    std::optional<std::int64_t> yes;
    std::optional<std::int64_t> no;
    std::optional<std::int64_t> abstain;
    std::optional<bool> close;
};
BOOST_DESCRIBE_STRUCT(RecordVote, (), (task, electorate, threshold, yes, no, abstain, close))

struct Condition {
    Text text;
    PersonId owner;
    Date due{};
};
BOOST_DESCRIBE_STRUCT(Condition, (), (text, owner, due))

struct RecordDecision {
    static constexpr std::string_view verb = "decision.record";
    TaskId task;
    Decision outcome = Decision::adopt;
    std::optional<Date> date;
    std::optional<Text> grounds;
    std::vector<Condition> conditions;
    json::value answers;
};
BOOST_DESCRIBE_STRUCT(RecordDecision, (), (task, outcome, date, grounds, conditions, answers))

struct DecideGate {
    static constexpr std::string_view verb = "gate.decide";
    TaskId task;
    GateOutcome outcome = GateOutcome::go;
    std::optional<std::string> role;  // needed when the actor holds several deciding roles
    std::optional<Date> date;
    std::optional<std::string> phase;
    std::optional<Text> grounds;
    std::vector<Condition> conditions;
};
BOOST_DESCRIBE_STRUCT(DecideGate, (), (task, outcome, role, date, phase, grounds, conditions))

// A date against the residents' pace: the commissioner gets it as a task.
struct RaiseFriction {
    static constexpr std::string_view verb = "friction.raise";
    ProgrammeId programme;
    Text text;
    std::optional<Date> date;  // the date that presses
};
BOOST_DESCRIBE_STRUCT(RaiseFriction, (), (programme, text, date))

struct DecideFriction {
    static constexpr std::string_view verb = "friction.decide";
    TaskId task;
    FrictionOutcome outcome = FrictionOutcome::move_date;
    std::optional<Date> date;
    std::optional<Text> grounds;
};
BOOST_DESCRIBE_STRUCT(DecideFriction, (), (task, outcome, date, grounds))

// What was agreed becomes a task of the programme.
struct AgreedAction {
    Text title;
    std::optional<std::string> role;
    std::optional<PersonId> person;
    std::optional<Date> due;
};
BOOST_DESCRIBE_STRUCT(AgreedAction, (), (title, role, person, due))

// Beside the workflow: a moment to stop and think, for a role.
struct PlanReflection {
    static constexpr std::string_view verb = "reflection.plan";
    ProgrammeId programme;
    Text title;
    std::string role;
    Date due{};
};
BOOST_DESCRIBE_STRUCT(PlanReflection, (), (programme, title, role, due))

// `roles` took part; lessons are released to everybody, notes in the answers are the participants' own (DOMAIN §7.12).
struct RecordReflection {
    static constexpr std::string_view verb = "reflection.record";
    TaskId task;
    json::value answers;
    std::optional<Date> date;
    std::vector<std::string> roles;
    std::vector<Text> lessons;
    std::vector<AgreedAction> actions;
};
BOOST_DESCRIBE_STRUCT(RecordReflection, (), (task, answers, date, roles, lessons, actions))

struct SkipReflection {
    static constexpr std::string_view verb = "reflection.skip";
    TaskId task;
    Text reason;
};
BOOST_DESCRIBE_STRUCT(SkipReflection, (), (task, reason))

// --- Records ---------------------------------------------------------------------------------------------------------------

struct AddLinkage {
    static constexpr std::string_view verb = "linkage.add";
    ProgrammeId programme;
    LinkageLevel level = LinkageLevel::coordination;
    Text subject;
    std::optional<AreaId> area;
};
BOOST_DESCRIBE_STRUCT(AddLinkage, (), (programme, level, subject, area))

// Not choosing needs a reason, and keeps the awaited condition and the date to look again.
struct ChooseLinkage {
    static constexpr std::string_view verb = "linkage.choose";
    EntryId linkage;
    bool chosen = false;
    std::optional<Text> reason;
    std::optional<Text> condition;
    std::optional<Date> look_again;
};
BOOST_DESCRIBE_STRUCT(ChooseLinkage, (), (linkage, chosen, reason, condition, look_again))

struct RecordReach {
    static constexpr std::string_view verb = "reach.record";
    ProgrammeId programme;
    std::string channel;  // deur | huiskamer | online | avond | brief | …: letters, digits and _
    std::int64_t people = 0;
    std::optional<std::string> group;
    std::optional<Date> date;
};
BOOST_DESCRIBE_STRUCT(RecordReach, (), (programme, channel, people, group, date))

// Answers a `measure` step when `task` is given; otherwise a figure by itself.
struct AddMeasure {
    static constexpr std::string_view verb = "measure.add";
    std::optional<ProgrammeId> programme;
    std::optional<TaskId> task;
    std::optional<std::string> measure;
    std::int64_t value = 0;
    std::optional<FieldKind> unit;
    std::optional<Text> source;
    std::optional<Date> date;
};
BOOST_DESCRIBE_STRUCT(AddMeasure, (), (programme, task, measure, value, unit, source, date))

struct SendSignal {
    static constexpr std::string_view verb = "signal.send";
    ProgrammeId programme;
    std::string kind;
    std::optional<Text> text;
    std::optional<Date> date;
};
BOOST_DESCRIBE_STRUCT(SendSignal, (), (programme, kind, text, date))

struct AddJournal {
    static constexpr std::string_view verb = "journal.add";
    ProgrammeId programme;
    JournalKind kind = JournalKind::lesson;
    Text text;
    std::optional<bool> oral;
    std::optional<Date> date;
    std::optional<AreaId> area;
    std::optional<bool> before_wijkdraad;
    std::optional<EntryId> taken_from = {};  // a lesson of another programme; `text` says how it fits here
};
BOOST_DESCRIBE_STRUCT(AddJournal, (), (programme, kind, text, oral, date, area, before_wijkdraad, taken_from))

struct AddMoney {
    static constexpr std::string_view verb = "money.add";
    ProgrammeId programme;
    MoneyKind kind = MoneyKind::budget;
    std::int64_t cents = 0;
    std::optional<Date> from;
    std::optional<Date> until;
    std::optional<PersonId> payer;
    std::optional<Text> note;
};
BOOST_DESCRIBE_STRUCT(AddMoney, (), (programme, kind, cents, from, until, payer, note))

struct AddDocument {
    static constexpr std::string_view verb = "document.add";
    ProgrammeId programme;
    Text title;
    Text link;
    std::optional<Date> date;
    std::optional<Sha256> checksum;
    std::optional<PersonId> holder;
};
BOOST_DESCRIBE_STRUCT(AddDocument, (), (programme, title, link, date, checksum, holder))

struct AddCommitment {
    static constexpr std::string_view verb = "commitment.add";
    ProgrammeId programme;
    Text text;
    std::optional<PersonId> owner;
    std::optional<Date> due;
    std::optional<bool> before_wijkdraad;
    std::optional<Text> to = {};           // to whom it was promised
    std::optional<PersonId> made_by = {};  // who promised it
    std::optional<Text> occasion = {};
    std::optional<TaskId> at = {};  // the meeting, gate or decision at which it was made
};
BOOST_DESCRIBE_STRUCT(AddCommitment, (), (programme, text, owner, due, before_wijkdraad, to, made_by, occasion, at))

// Another date, another owner, or only that there is something to tell. `told_by` and `told_on` say who told it, and when.
struct ChangeCommitment {
    static constexpr std::string_view verb = "commitment.change";
    EntryId commitment;
    std::optional<PersonId> owner;
    std::optional<Date> due;
    std::optional<Text> reason;
    std::optional<PersonId> told_by;
    std::optional<Date> told_on;
};
BOOST_DESCRIBE_STRUCT(ChangeCommitment, (), (commitment, owner, due, reason, told_by, told_on))

struct CloseCommitment {
    static constexpr std::string_view verb = "commitment.done";
    EntryId commitment;
    std::optional<CommitmentEnd> how;  // default: kept
    std::optional<Date> date;
    std::optional<Text> reason;
    std::optional<PersonId> told_by;
    std::optional<Date> told_on;
};
BOOST_DESCRIBE_STRUCT(CloseCommitment, (), (commitment, how, date, reason, told_by, told_on))

struct AddContact {
    static constexpr std::string_view verb = "contact.add";
    ProgrammeId programme;
    Text name;
    std::optional<PersonId> known_by;
    std::optional<Date> since;
    std::optional<bool> before_wijkdraad;
    std::optional<std::string> group = {};  // whose voice: bewoners, corporatie, school …
    std::optional<bool> key = {};
    std::optional<bool> told = {};  // knows of being listed (DOMAIN §7.9)
    std::optional<Text> channel = {};
};
BOOST_DESCRIBE_STRUCT(AddContact, (), (programme, name, known_by, since, before_wijkdraad, group, key, told, channel))

// The actor knows this contact too.
struct DeclareRelation {
    static constexpr std::string_view verb = "contact.known_by";
    EntryId contact;
    std::optional<Date> since;
};
BOOST_DESCRIBE_STRUCT(DeclareRelation, (), (contact, since))

// The name is erased; that somebody was listed stays in the log.
struct RemoveContact {
    static constexpr std::string_view verb = "contact.remove";
    EntryId contact;
};
BOOST_DESCRIBE_STRUCT(RemoveContact, (), (contact))

struct AddLearningQuestion {
    static constexpr std::string_view verb = "learning.add";
    ProgrammeId programme;
    Text text;
    std::optional<LearningLevel> level;
    std::optional<Text> obstacle;
    std::optional<TaskId> at;  // the reflection in which it was asked
};
BOOST_DESCRIBE_STRUCT(AddLearningQuestion, (), (programme, text, level, obstacle, at))

// A new version of a question; earlier ones stay.
struct MoveLearningQuestion {
    static constexpr std::string_view verb = "learning.answer";
    EntryId question;
    std::optional<LearningState> state;  // default: answered when `answer` is there, otherwise as it was
    std::optional<Text> text;            // rephrased
    std::optional<Text> answer;
    std::vector<AgreedAction> actions;
};
BOOST_DESCRIBE_STRUCT(MoveLearningQuestion, (), (question, state, text, answer, actions))

struct AddPastDecision {
    static constexpr std::string_view verb = "decision.import";
    ProgrammeId programme;
    Text text;
    Date date{};
    std::optional<PersonId> by;
};
BOOST_DESCRIBE_STRUCT(AddPastDecision, (), (programme, text, date, by))

// Puts one field of one's own entry right: `text` for typed text, `value` for anything else.
struct CorrectEntry {
    static constexpr std::string_view verb = "entry.correct";
    EntryId entry;
    std::string field;
    json::value value;
    std::optional<Text> text;
    std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(CorrectEntry, (), (entry, field, value, text, reason))

struct CorrectAnswer {
    static constexpr std::string_view verb = "task.correct";
    TaskId task;
    std::string field;
    json::value value;
    std::optional<Text> reason;
};
BOOST_DESCRIBE_STRUCT(CorrectAnswer, (), (task, field, value, reason))

using AnyCommand = std::variant<
    AddPerson, CorrectPerson, ForgetPerson, OpenAccount, CloseAccount, GrantAccess, WithdrawAccess, SetPassword,
    AddToken, WithdrawToken, ChangeSettings, DrawAudit, CreateProgramme, PauseProgramme, ResumeProgramme, StopProgramme,
    ImportAreas, ChangeMunicipality, AddPosition, StartAssignment, AnnounceEnd, EndAssignment, NameDeputy, AddAbsence,
    EndAbsence, StartHandover, NameReceiver, StateItem, AnswerTopic, CompleteHandover, HoldConversation, RetellHandover,
    AcceptHandover, RateHandover, ReplyToHandover, CloseHandoverScore, CheckUpHandover, StartRun, AdvanceRun,
    TakeOverRuns, ClaimTask, DelegateTask, ReturnTask, CompleteTask, RescheduleTask, CommentTask, AddTask, DropStep,
    MoveStep, RecordMeeting, RecordVote, RecordDecision, DecideGate, RaiseFriction, DecideFriction, PlanReflection,
    RecordReflection, SkipReflection, AddLinkage, ChooseLinkage, RecordReach, AddMeasure, SendSignal, AddJournal,
    AddMoney, AddDocument, AddCommitment, ChangeCommitment, CloseCommitment, AddContact, DeclareRelation, RemoveContact,
    AddLearningQuestion, MoveLearningQuestion, AddPastDecision, CorrectEntry, CorrectAnswer, EraseTexts, ExtendTerm>;

// One command, whatever its verb; its special members stand in commands.cpp, as those of Payload do in events.cpp.
struct Command : AnyCommand {
    using AnyCommand::AnyCommand;
    Command();
    Command(const Command&);
    Command(Command&&) noexcept;
    Command& operator=(const Command&);
    Command& operator=(Command&&) noexcept;
    ~Command();
};

std::string_view verb_of(const Command& command);
// All verbs, for help and "bedoelt u …?".
const std::vector<std::string_view>& verbs();
// Refuses an unknown verb (with the nearest one) and data that do not fit, all complaints at once.
Result<Command> read_command(std::string_view verb, const json::value& data);

}  // namespace wd::domain
