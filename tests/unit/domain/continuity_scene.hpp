// A team to measure continuity on: three core positions and one beside them, filled line by line. Has a namespace of its own: here
// "leader" is a position, in scene.hpp a person.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/continuity.hpp"
#include "support/short.hpp"

#include <gtest/gtest.h>

namespace wd::domain::test::continuity {

inline constexpr PositionId leader{1};
inline constexpr PositionId builder{2};
inline constexpr PositionId guide{3};
inline constexpr PositionId trainee{4};  // not core

inline constexpr PersonId anna{11};
inline constexpr PersonId bas{12};
inline constexpr PersonId cem{13};
inline constexpr PersonId dina{14};
inline constexpr PersonId els{15};

inline const ContinuitySettings defaults;

using wd::test::day;

// "" is no date.
inline std::optional<Date> maybe_day(std::string_view text)
{
    return text.empty() ? std::nullopt : std::optional{day(text)};
}

// Builds a history one line at a time. Assignments are numbered in the order of the lines.
struct TeamOf : TeamHistory {
    TeamOf& core(PositionId position, std::string role, std::string_view since = "2018-01-01")
    {
        positions.push_back({position, std::move(role), true, day(since)});
        return *this;
    }
    TeamOf& beside(PositionId position, std::string role)
    {
        positions.push_back({position, std::move(role), false, day("2018-01-01")});
        return *this;
    }
    TeamOf& held(PositionId position, PersonId person, std::string_view from, std::string_view until = "",
                 std::string_view announced_on = "")
    {
        const AssignmentId assignment{static_cast<std::int64_t>(spells.size() + 1)};
        spells.push_back({assignment, position, person, day(from), maybe_day(until), maybe_day(announced_on)});
        return *this;
    }
    TeamOf& handed_over(PositionId position, std::optional<PersonId> giver, std::optional<PersonId> receiver,
                        std::string_view announced_on, std::string_view talked_on = "",
                        std::string_view accepted_on = "")
    {
        handovers.push_back(
            {position, giver, receiver, day(announced_on), maybe_day(talked_on), maybe_day(accepted_on)});
        return *this;
    }
};

// Three core positions and a trainee, all of them empty.
inline TeamOf empty_team()
{
    TeamOf team;
    return team.core(leader, "projectleider")
        .core(builder, "opbouwwerker")
        .core(guide, "procesbegeleider")
        .beside(trainee, "stagiair");
}

}  // namespace wd::domain::test::continuity
