// Commands about chairs, who sits in them, and handing them over. Part of commands.hpp, whose rules hold here.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/events.hpp"

namespace wd::domain {

// A chair beside those of the workflow's roles.
struct AddPosition {
    static constexpr std::string_view verb = "position.add";
    ProgrammeId programme;
    std::string role;
    std::string title;
    std::optional<bool> core;
    std::optional<bool> residents;
    std::optional<int> hours;  // a week
    std::vector<Competence> competences;
};
BOOST_DESCRIBE_STRUCT(AddPosition, (), (programme, role, title, core, residents, hours, competences))

struct StartAssignment {
    static constexpr std::string_view verb = "assignment.start";
    ProgrammeId programme;
    std::string role;
    PersonId person;
    std::optional<Date> from;
    std::optional<int> hours = {};  // a week
};
BOOST_DESCRIBE_STRUCT(StartAssignment, (), (programme, role, person, from, hours))

// Somebody will leave: the handover begins and a successor is looked for.
struct AnnounceEnd {
    static constexpr std::string_view verb = "assignment.announce_end";
    AssignmentId assignment;
    Date last_day{};
    std::optional<LeaveKind> kind;  // default: announced
};
BOOST_DESCRIBE_STRUCT(AnnounceEnd, (), (assignment, last_day, kind))

// Somebody has left, today or on a day that has passed. Without an announcement it was from one day to the next.
struct EndAssignment {
    static constexpr std::string_view verb = "assignment.end";
    AssignmentId assignment;
    std::optional<Date> last_day;
};
BOOST_DESCRIBE_STRUCT(EndAssignment, (), (assignment, last_day))

// Who stands in for a chair; nobody ends it. At most three in a chain, and never in a circle.
struct NameDeputy {
    static constexpr std::string_view verb = "position.deputy";
    ProgrammeId programme;
    std::string role;
    std::optional<PersonId> deputy;
};
BOOST_DESCRIBE_STRUCT(NameDeputy, (), (programme, role, deputy))

// Both days included; without an end until `absence.end`. Never a reason (DOMAIN §7.7).
struct AddAbsence {
    static constexpr std::string_view verb = "absence.add";
    ProgrammeId programme;
    PersonId person;
    Date from{};
    std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(AddAbsence, (), (programme, person, from, until))

// Back earlier or later than was said; `until` is the last day away.
struct EndAbsence {
    static constexpr std::string_view verb = "absence.end";
    AbsenceId absence;
    std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(EndAbsence, (), (absence, until))

// --- Handovers

// Where nobody leaves a chair by name: a new college, a project that goes to the contractor, a key person of residents.
struct StartHandover {
    static constexpr std::string_view verb = "handover.start";
    ProgrammeId programme;
    std::string role;
    LeaveKind kind = LeaveKind::new_college;
    std::optional<PersonId> giver;
    std::optional<Date> last_day;
};
BOOST_DESCRIBE_STRUCT(StartHandover, (), (programme, role, kind, giver, last_day))

struct NameReceiver {
    static constexpr std::string_view verb = "handover.receiver";
    HandoverId handover;
    PersonId receiver;
};
BOOST_DESCRIBE_STRUCT(NameReceiver, (), (handover, receiver))

// How one open item stands. `item` is its id outside: "taak-12", "regel-8" or "gebied-3".
struct StateItem {
    static constexpr std::string_view verb = "handover.item";
    HandoverId handover;
    std::string item;
    ItemState state = ItemState::stable;
    std::optional<Text> reason;
    std::vector<Text> if_then;
    std::optional<PersonId> owner;
    std::optional<Date> due;
    std::optional<Text> first_step;
};
BOOST_DESCRIBE_STRUCT(StateItem, (), (handover, item, state, reason, if_then, owner, due, first_step))

struct AnswerTopic {
    static constexpr std::string_view verb = "handover.topic";
    HandoverId handover;
    HandoverTopic topic = HandoverTopic::sensitivities;
    TopicAnswer answer = TopicAnswer::none_known;
    std::optional<Text> text;
};
BOOST_DESCRIBE_STRUCT(AnswerTopic, (), (handover, topic, answer, text))

struct AccessGiven {
    Text what;
    bool moved = false;
};
BOOST_DESCRIBE_STRUCT(AccessGiven, (), (what, moved))

struct CompleteHandover {
    static constexpr std::string_view verb = "handover.complete";
    HandoverId handover;
    Text story;
    std::vector<TaskId> decisions;
    std::vector<AccessGiven> access;
};
BOOST_DESCRIBE_STRUCT(CompleteHandover, (), (handover, story, decisions, access))

struct HoldConversation {
    static constexpr std::string_view verb = "handover.conversation";
    HandoverId handover;
    std::optional<Date> date;
    std::optional<bool> giver;     // was there; default yes
    std::optional<bool> receiver;  // was there; default yes
    std::optional<bool> residents;
    std::optional<bool> walk;
    std::optional<std::int64_t> questions;
    std::vector<Introduction> introductions;
    std::optional<Text> note;
};
BOOST_DESCRIBE_STRUCT(HoldConversation, (),
                      (handover, date, giver, receiver, residents, walk, questions, introductions, note))

struct RetellHandover {
    static constexpr std::string_view verb = "handover.own_words";
    HandoverId handover;
    Text text;
};
BOOST_DESCRIBE_STRUCT(RetellHandover, (), (handover, text))

// The receiver takes the chair; not before the own words.
struct AcceptHandover {
    static constexpr std::string_view verb = "handover.accept";
    HandoverId handover;
    std::optional<Date> from;
    std::optional<int> hours;
};
BOOST_DESCRIBE_STRUCT(AcceptHandover, (), (handover, from, hours))

// Eight ratings of 0 to 4, by somebody who is not the giver, not the receiver and not in the team.
struct RateHandover {
    static constexpr std::string_view verb = "handover.rate";
    HandoverId handover;
    std::vector<int> ratings;
    std::optional<bool> second;
    std::optional<bool> oversized;
    std::optional<Text> note;
};
BOOST_DESCRIBE_STRUCT(RateHandover, (), (handover, ratings, second, oversized, note))

struct ReplyToHandover {
    static constexpr std::string_view verb = "handover.reply";
    HandoverId handover;
    Text text;
};
BOOST_DESCRIBE_STRUCT(ReplyToHandover, (), (handover, text))

// After the reply, or when giver and receiver had the time for one: the score is final.
struct CloseHandoverScore {
    static constexpr std::string_view verb = "handover.finalise";
    HandoverId handover;
};
BOOST_DESCRIBE_STRUCT(CloseHandoverScore, (), (handover))

struct Omission {
    int element = 0;  // 1 to 8, PRACTICE §1.1
    std::optional<bool> critical;
    Text text;
};
BOOST_DESCRIBE_STRUCT(Omission, (), (element, critical, text))

struct CheckUpHandover {
    static constexpr std::string_view verb = "handover.checkup";
    HandoverId handover;
    int day = 14;  // or 60
    std::vector<Omission> missing;
    std::optional<Text> surprise;
    std::optional<std::int64_t> still_called;
    std::optional<Date> first_met;
    std::optional<Text> fresh_look;  // becomes a journal entry
};
BOOST_DESCRIBE_STRUCT(CheckUpHandover, (), (handover, day, missing, surprise, still_called, first_met, fresh_look))

}  // namespace wd::domain
