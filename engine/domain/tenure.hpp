// How long people stay: the core team intact after a gate, turnover, median tenure (PRACTICE §1.2). Pure, whole numbers only.
// Results speak of the team as a whole and name nobody (DOMAIN §7.6). None of these functions fails.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/team_history.hpp"

namespace wd::domain {

// Kernteam intact rate: members of the core team at t0 still in role at t / team size at t0, per mille, halves up. t0 is the date
// of a gate, t so many months later. A member is a person in a core position; with two of them still one member, who is still in
// role while she holds one that she held at t0. Somebody who moved to another role is not; who was away and came back is.
struct IntactRate {
    Date t0{};
    int months = 0;
    Date t{};
    int team = 0;              // members at t0; 0 also while t0 lies after the day of asking
    std::optional<int> still;  // of them at t; none as long as t has not come
    std::optional<int> rate;   // per mille; none when the team was empty at t0, or t has not come
    friend bool operator==(const IntactRate&, const IntactRate&) = default;
};
BOOST_DESCRIBE_STRUCT(IntactRate, (), (t0, months, t, team, still, rate))

// For each gate, in the order given, a rate at each of the months in the settings.
std::vector<IntactRate> intact_rates(const TeamHistory& history, const std::vector<Date>& gates,
                                     const ContinuitySettings& settings, Date today);

// The same of several programmes: each with its own gate date and its own team, then added up. Never one team of all of them: who
// moves from one wijk to the next has left the first. Of each programme the first gate that it passed counts; one whose t has not
// come yet, or that had no team at t0, is left out.
struct IntactTotal {
    int months = 0;
    int programmes = 0;       // that count
    int team = 0;             // members at t0, summed
    int still = 0;            // of them at t
    std::optional<int> rate;  // per mille; none when no programme counts
    friend bool operator==(const IntactTotal&, const IntactTotal&) = default;
};
BOOST_DESCRIBE_STRUCT(IntactTotal, (), (months, programmes, team, still, rate))

// `programmes`: the rates of each, as intact_rates() gives them with the gates oldest first. One total for each of the months.
std::vector<IntactTotal> total_intact(const std::vector<std::vector<IntactRate>>& programmes,
                                      const ContinuitySettings& settings);

// Turnover: role endings in 12 months / mean filled roles, per mille, halves up; over 1000 when every role ended more than once.
// The window is the 12 months up to and including `today`. A role ends on the day after its last day. Filled roles are positions
// with at least one holder, and their mean is over the days of the window; of a team that is younger than the window the
// days before it began count as empty.
struct Turnover {
    Date from{};
    Date until{};
    int endings = 0;
    int days = 0;             // of the window
    int filled_days = 0;      // filled positions summed over those days; mean filled roles = filled_days / days
    std::optional<int> rate;  // per mille; none when nothing was filled on any day
    friend bool operator==(const Turnover&, const Turnover&) = default;
};
BOOST_DESCRIBE_STRUCT(Turnover, (), (from, until, endings, days, filled_days, rate))

Turnover turnover(const TeamHistory& history, const ContinuitySettings& settings, Date today);

enum class TenureMethod { plain_median, kaplan_meier };
BOOST_DESCRIBE_ENUM(TenureMethod, plain_median, kaplan_meier)

// Median tenure in days in role, first and last day included. With 8 spells or more: Kaplan-Meier, open spells censored on
// `today`; the median is the shortest tenure t with S(t) <= 1/2, where S is the product of (n - d) / n over the tenures up to t at
// which d of the n still in role left, and who is censored at t was still in role at t. None when S stays above 1/2. The
// comparison is exact. With fewer spells: the median of the ended ones, of an even number the mean of the middle two, halves up;
// none when none has ended. That leaves out who still stays, so it is too low rather than too high: show the method with it.
struct Tenure {
    TenureMethod method = TenureMethod::plain_median;
    int spells = 0;
    int open = 0;  // of them not ended
    std::optional<int> days;
    friend bool operator==(const Tenure&, const Tenure&) = default;
};
BOOST_DESCRIBE_STRUCT(Tenure, (), (method, spells, open, days))

Tenure median_tenure(const TeamHistory& history, const ContinuitySettings& settings, Date today);

}  // namespace wd::domain
