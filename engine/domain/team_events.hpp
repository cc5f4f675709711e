// What happens to the chairs of a programme: who sits in them, since when, who stands in, who is away, and what is handed
// over. Part of events.hpp, whose rules hold here. Absence has dates and never a reason (DOMAIN §7.7).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/ids.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wd::domain {

// What a chair asks of who sits in it: always, or in one phase of the programme.
struct Competence {
    std::string name;
    std::optional<std::string> phase;
    friend bool operator==(const Competence&, const Competence&) = default;
};
BOOST_DESCRIBE_STRUCT(Competence, (), (name, phase))

struct PositionAdded {
    static constexpr std::string_view type = "position.added";
    PositionId position;
    std::string role;  // of the workflow
    std::string title;
    bool core = false;
    bool residents = false;
    std::optional<int> hours = {};  // a week, of all who hold it together
    std::vector<Competence> competences = {};
};
BOOST_DESCRIBE_STRUCT(PositionAdded, (), (position, role, title, core, residents, hours, competences))

struct AssignmentStarted {
    static constexpr std::string_view type = "assignment.started";
    AssignmentId assignment;
    PositionId position;
    PersonId person;
    Date from{};
    std::optional<int> hours = {};            // a week
    std::optional<HandoverId> handover = {};  // accepted with it
};
BOOST_DESCRIBE_STRUCT(AssignmentStarted, (), (assignment, position, person, from, hours, handover))

// Why a chair is handed over (PRACTICE §1.1). What a person leaves for is nobody's business; these say which steps fit.
enum class LeaveKind {
    announced,
    sudden,
    change_of_role,
    end_of_job,
    new_college,
    to_contractor,
    to_upkeep,
    key_person
};
BOOST_DESCRIBE_ENUM(LeaveKind, announced, sudden, change_of_role, end_of_job, new_college, to_contractor, to_upkeep,
                    key_person)

// Somebody will leave a chair, or has left from one day to the next. The handover begins with it, and a successor is looked for.
struct AssignmentEndAnnounced {
    static constexpr std::string_view type = "assignment.end_announced";
    AssignmentId assignment;
    PositionId position;
    PersonId person;
    Date last_day{};
    LeaveKind kind = LeaveKind::announced;
    HandoverId handover;
};
BOOST_DESCRIBE_STRUCT(AssignmentEndAnnounced, (), (assignment, position, person, last_day, kind, handover))

// The last day is over.
struct AssignmentEnded {
    static constexpr std::string_view type = "assignment.ended";
    AssignmentId assignment;
    PositionId position;
    PersonId person;
    Date last_day{};
};
BOOST_DESCRIBE_STRUCT(AssignmentEnded, (), (assignment, position, person, last_day))

// Nobody sits in the chair from this day on; the days are counted until somebody does.
struct PositionVacant {
    static constexpr std::string_view type = "position.vacant";
    PositionId position;
    Date since{};
};
BOOST_DESCRIBE_STRUCT(PositionVacant, (), (position, since))

// Who stands in while the holder is away or the chair is empty; none ends it.
struct DeputyNamed {
    static constexpr std::string_view type = "position.deputy_named";
    PositionId position;
    std::optional<PersonId> deputy;
};
BOOST_DESCRIBE_STRUCT(DeputyNamed, (), (position, deputy))

// Somebody is away, both days included; without an end until further notice.
struct AbsenceAdded {
    static constexpr std::string_view type = "absence.added";
    AbsenceId absence;
    PersonId person;
    Date from{};
    std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(AbsenceAdded, (), (absence, person, from, until))

// The first day is there: what is offered to this person goes to who stands in.
struct AbsenceStarted {
    static constexpr std::string_view type = "absence.started";
    AbsenceId absence;
    PersonId person;
};
BOOST_DESCRIBE_STRUCT(AbsenceStarted, (), (absence, person))

// The person is back, on the day after `until`.
struct AbsenceEnded {
    static constexpr std::string_view type = "absence.ended";
    AbsenceId absence;
    PersonId person;
    Date until{};
};
BOOST_DESCRIBE_STRUCT(AbsenceEnded, (), (absence, person, until))

}  // namespace wd::domain
