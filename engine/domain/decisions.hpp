// The decisions: whether a command may be carried out, and which events follow. Pure in the sense of RULES B1: they read the
// programme as it is and return events or a refusal; nothing is written here. What opens next is the interpreter's business.
// A refusal says what is wrong, with which value, and what would be right, in Dutch.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/context.hpp"

namespace wd::domain {

// One overload per command of the programme. `programme` holds the state before the command. (AddPerson, CreateProgramme,
// StartRun and AdvanceRun are in start.hpp: they begin something instead of answering it.)
Result<Payloads> decide(const Programme& programme, const PauseProgramme& command, Context& context);
Result<Payloads> decide(const Programme& programme, const StopProgramme& command, Context& context);
Result<Payloads> decide(const Programme& programme, const ResumeProgramme& command, Context& context);
Result<Payloads> decide(const Programme& programme, const ImportAreas& command, Context& context);
Result<Payloads> decide(const Programme& programme, const ChangeMunicipality& command, Context& context);
Result<Payloads> decide(const Programme& programme, const AddPosition& command, Context& context);
Result<Payloads> decide(const Programme& programme, const StartAssignment& command, Context& context);
Result<Payloads> decide(const Programme& programme, const AnnounceEnd& command, Context& context);
Result<Payloads> decide(const Programme& programme, const EndAssignment& command, Context& context);
Result<Payloads> decide(const Programme& programme, const NameDeputy& command, Context& context);
Result<Payloads> decide(const Programme& programme, const AddAbsence& command, Context& context);
Result<Payloads> decide(const Programme& programme, const EndAbsence& command, Context& context);
Result<Payloads> decide(const Programme& programme, const StartHandover& command, Context& context);
Result<Payloads> decide(const Programme& programme, const NameReceiver& command, Context& context);
Result<Payloads> decide(const Programme& programme, const StateItem& command, Context& context);
Result<Payloads> decide(const Programme& programme, const AnswerTopic& command, Context& context);
Result<Payloads> decide(const Programme& programme, const CompleteHandover& command, Context& context);
Result<Payloads> decide(const Programme& programme, const HoldConversation& command, Context& context);
Result<Payloads> decide(const Programme& programme, const RetellHandover& command, Context& context);
Result<Payloads> decide(const Programme& programme, const AcceptHandover& command, Context& context);
Result<Payloads> decide(const Programme& programme, const RateHandover& command, Context& context);
Result<Payloads> decide(const Programme& programme, const ReplyToHandover& command, Context& context);
Result<Payloads> decide(const Programme& programme, const CloseHandoverScore& command, Context& context);
Result<Payloads> decide(const Programme& programme, const CheckUpHandover& command, Context& context);
Result<Payloads> decide(const Programme& programme, const ClaimTask& command, Context& context);
Result<Payloads> decide(const Programme& programme, const DelegateTask& command, Context& context);
Result<Payloads> decide(const Programme& programme, const ReturnTask& command, Context& context);
Result<Payloads> decide(const Programme& programme, const CompleteTask& command, Context& context);
Result<Payloads> decide(const Programme& programme, const RescheduleTask& command, Context& context);
Result<Payloads> decide(const Programme& programme, const CommentTask& command, Context& context);
Result<Payloads> decide(const Programme& programme, const AddTask& command, Context& context);
Result<Payloads> decide(const Programme& programme, const DropStep& command, Context& context);
Result<Payloads> decide(const Programme& programme, const MoveStep& command, Context& context);
Result<Payloads> decide(const Programme& programme, const RecordMeeting& command, Context& context);
Result<Payloads> decide(const Programme& programme, const RecordVote& command, Context& context);
Result<Payloads> decide(const Programme& programme, const RecordDecision& command, Context& context);
Result<Payloads> decide(const Programme& programme, const DecideGate& command, Context& context);
Result<Payloads> decide(const Programme& programme, const RaiseFriction& command, Context& context);
Result<Payloads> decide(const Programme& programme, const DecideFriction& command, Context& context);
Result<Payloads> decide(const Programme& programme, const PlanReflection& command, Context& context);
Result<Payloads> decide(const Programme& programme, const RecordReflection& command, Context& context);
Result<Payloads> decide(const Programme& programme, const SkipReflection& command, Context& context);
Result<Payloads> decide(const Programme& programme, const AddLinkage& command, Context& context);
Result<Payloads> decide(const Programme& programme, const ChooseLinkage& command, Context& context);
Result<Payloads> decide(const Programme& programme, const RecordReach& command, Context& context);
Result<Payloads> decide(const Programme& programme, const AddMeasure& command, Context& context);
Result<Payloads> decide(const Programme& programme, const SendSignal& command, Context& context);
Result<Payloads> decide(const Programme& programme, const AddJournal& command, Context& context);
Result<Payloads> decide(const Programme& programme, const AddMoney& command, Context& context);
Result<Payloads> decide(const Programme& programme, const AddDocument& command, Context& context);
Result<Payloads> decide(const Programme& programme, const AddCommitment& command, Context& context);
Result<Payloads> decide(const Programme& programme, const ChangeCommitment& command, Context& context);
Result<Payloads> decide(const Programme& programme, const CloseCommitment& command, Context& context);
Result<Payloads> decide(const Programme& programme, const AddContact& command, Context& context);
Result<Payloads> decide(const Programme& programme, const DeclareRelation& command, Context& context);
Result<Payloads> decide(const Programme& programme, const RemoveContact& command, Context& context);
Result<Payloads> decide(const Programme& programme, const AddLearningQuestion& command, Context& context);
Result<Payloads> decide(const Programme& programme, const MoveLearningQuestion& command, Context& context);
Result<Payloads> decide(const Programme& programme, const AddPastDecision& command, Context& context);
Result<Payloads> decide(const Programme& programme, const CorrectEntry& command, Context& context);
Result<Payloads> decide(const Programme& programme, const CorrectAnswer& command, Context& context);

// Somebody in a chair from a day on.
struct Seat {
    PositionId position;
    PersonId person;
    Date from{};
    std::optional<int> hours = {};
};
// Whether this person can sit there: known, no organisation, not there already, and there is room. Who may say so, and whether the
// chair is being handed over, is asked by the decisions.
Result<AssignmentStarted> take_seat(const Seat& seat, Context& context);

// What follows on the first day of who accepted a chair earlier: what is still the leaver's goes over.
Payloads begin_of_assignment(const Programme& programme, AssignmentId id, Context& context);
// What follows from the last day of an assignment that has not ended: it ends, the chair may become empty and then somebody
// keeps it by name. The leaver's work goes to who sits there now after a handover, otherwise back to the role, and promises whose
// owner is gone are silent.
Payloads end_of_assignment(const Programme& programme, AssignmentId id, Date last_day, Context& context);

// The tally of a vote against its terms (RULES D5), also used when its closing date has passed and somebody closes it.
VoteClosed close_vote(const Task& task, const VoteTerms& terms);
// Smallest number of yes votes that meets `threshold` per mille of n: (p·n + 999) / 1000 in integers.
std::int64_t votes_needed(int threshold, std::int64_t n);

// Checks answers against a form: every question, its kind, options, bounds; all complaints at once. Text is kept as content.
Result<std::vector<Answer>> check_answers(const Form& form, const json::value& answers, Context& context);

// Whether the actor may act for this role: holds its position today, or is a member of the team or group that does.
bool holds_role(const Ledger& ledger, std::string_view role, PersonId person, Context& context);

// What a gate still lacks: one Dutch sentence for each need that does not hold. Empty when it may go.
std::vector<std::string> missing_needs(const Programme& programme, const Run& run, const GateTerms& terms,
                                       Context& context);

}  // namespace wd::domain
