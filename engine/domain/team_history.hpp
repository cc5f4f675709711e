// What the continuity measures read (PRACTICE §1.2): who held which role from when to when, handovers, deputies; and the settings
// they are judged by. Facts only, gathered by the caller. Every measure takes the day on which it is asked (`today`): what began
// after it is not there yet, so the same facts give a figure for any day. A day that was recorded later still counts on its own
// date: a figure about March may change when April learns more about March.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/ids.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wd::domain {

// A chair in the team, there from `since` on whether somebody sits on it or not.
struct TeamPosition {
    PositionId position;
    std::string role;  // as a person reads it, e.g. "projectleider"
    bool core = false;
    Date since{};
    friend bool operator==(const TeamPosition&, const TeamPosition&) = default;
};
BOOST_DESCRIBE_STRUCT(TeamPosition, (), (position, role, core, since))

// Somebody in a role. `until` is the last day in the role, that day included; none while no end is known. A spell whose `until`
// lies before its `from` never was and counts nowhere, and neither does one of a position that the history does not list.
// Spells of one person in one position that overlap, or follow each other without a day between, are one spell everywhere: a
// contract that is renewed is not a leaver. Its announcement is that of the last part.
struct Spell {
    AssignmentId assignment;
    PositionId position;
    PersonId person;
    Date from{};
    std::optional<Date> until;
    std::optional<Date> announced_on;  // the day on which the leave was made known
    friend bool operator==(const Spell&, const Spell&) = default;
};
BOOST_DESCRIBE_STRUCT(Spell, (), (assignment, position, person, from, until, announced_on))

// The dates of one handover. Without a giver it started from the log after somebody had gone; without a receiver nobody takes
// over yet. `talked_on` is the day on which leaver and successor talked.
struct HandoverDates {
    PositionId position;
    std::optional<PersonId> giver;
    std::optional<PersonId> receiver;
    Date announced_on{};
    std::optional<Date> talked_on;
    std::optional<Date> accepted_on;
    friend bool operator==(const HandoverDates&, const HandoverDates&) = default;
};
BOOST_DESCRIBE_STRUCT(HandoverDates, (), (position, giver, receiver, announced_on, talked_on, accepted_on))

// Who is named to stand in for a position, and the days on which that was really done. The days serve one yes-or-no question
// per position and leave no measure again: the log is not a time clock (DOMAIN §7.6).
struct NamedDeputy {
    PositionId position;
    PersonId person;
    Date from{};
    std::optional<Date> until;  // the last day, included
    std::vector<Date> acted_on;
    friend bool operator==(const NamedDeputy&, const NamedDeputy&) = default;
};
BOOST_DESCRIBE_STRUCT(NamedDeputy, (), (position, person, from, until, acted_on))

// Everything known of one team; the order of the lists does not matter.
struct TeamHistory {
    std::vector<TeamPosition> positions;
    std::vector<Spell> spells;
    std::vector<HandoverDates> handovers;
    std::vector<NamedDeputy> deputies;
};
BOOST_DESCRIBE_STRUCT(TeamHistory, (), (positions, spells, handovers, deputies))

// The figures that a municipality may choose; the defaults are those of PRACTICE §1.2, the vacancy limit is our own.
struct ContinuitySettings {
    std::vector<int> intact_months{12, 24, 36};  // after t0
    int turnover_months = 12;
    int tenure_spells_min = 8;  // from so many spells on, Kaplan-Meier
    int contact_months = 24;
    int deputy_days = 90;
    int share_max = 600;        // per mille; warn above it
    int busfactor_warn = 1;     // warn at this many people or fewer
    int vacancy_days_max = 42;  // warn above it
    friend bool operator==(const ContinuitySettings&, const ContinuitySettings&) = default;
};
BOOST_DESCRIBE_STRUCT(ContinuitySettings, (),
                      (intact_months, turnover_months, tenure_spells_min, contact_months, deputy_days, share_max,
                       busfactor_warn, vacancy_days_max))

// Refuses settings with which a measure has no meaning, all of them at once and in Dutch: Errc::invalid, with the field. The
// measures themselves do not fail; they expect settings that passed this.
Result<void> check_settings(const ContinuitySettings& settings);

}  // namespace wd::domain
