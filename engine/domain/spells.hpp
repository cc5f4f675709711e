// What the continuity measures share: spells as they stand on a day, the days on which a position was filled, months back and
// forth, shares and medians in whole numbers. Has no figure of its own; those are in tenure, vacancies, warmth and knowledge.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/team_history.hpp"

#include <chrono>
#include <cstdint>
#include <vector>

namespace wd::domain {

// The spells that have begun on `today`, joined as Spell says, in order of position, first day, assignment.
std::vector<Spell> begun_spells(const TeamHistory& history, Date today);

// Whether the last day lies before `today`: on the last day itself somebody is still in the role.
bool has_ended(const Spell& spell, Date today);
// Whether `day` is one of the days in the role.
bool is_held(const Spell& spell, Date day);

// Days in a row, the last one included.
struct Stretch {
    Date from{};
    Date until{};
};

// How many days both have; negative when they do not touch: minus the days between. 0 when one follows the other at once.
int shared_days(const Stretch& one, const Stretch& other);

// When `position` had at least one holder up to and including `today`: stretches that do not touch, in order. `spells` come from
// begun_spells.
std::vector<Stretch> filled_stretches(const std::vector<Spell>& spells, PositionId position, Date today);

// The same day `count` months later, or the last day of a shorter month: 29 February 2024 and 12 months is 28 February 2025.
Date add_months(Date date, int count);
// The last `months` months up to and including `today`: from the day after the same day so many months ago.
Stretch months_until(Date today, int months);

// part / whole in per mille, halves up; `whole` is more than 0 and both are below 10^15.
int per_mille(std::int64_t part, std::int64_t whole);
// The middle value; of an even number of values the mean of the two in the middle, halves up. None without values.
std::optional<int> median_of(std::vector<int> values);

}  // namespace wd::domain
