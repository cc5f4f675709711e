// Chairs without a person: vacancy days, overlap of leaver and successor, cover by deputies (PRACTICE §1.2). Pure, whole days.
// Results name positions and dates, never who held them (DOMAIN §7.6). None of these functions fails.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/team_history.hpp"

namespace wd::domain {

// Days on which nobody held a position. A vacancy that was filled lasts from the day after the last holder's last day until the
// day before the next holder's first: `days` = start of next spell - end of previous - 1, the end being a day still in role. Who
// overlaps or follows on at once leaves none; with several holders it begins when the last of them has gone.
struct Vacancy {
    Date from{};
    int days = 0;
    friend bool operator==(const Vacancy&, const Vacancy&) = default;
};
BOOST_DESCRIBE_STRUCT(Vacancy, (), (from, days))

struct PositionVacancies {
    PositionId position;
    std::vector<Vacancy> filled;  // those that came to an end, in order
    int sum = 0;                  // of `filled`, as are the next two
    std::optional<int> median;    // of an even number the mean of the middle two, halves up; none without a vacancy
    std::optional<int> max;
    std::optional<Vacancy> now;  // "onbezet nu": its days are counted up to and including the day of asking
    friend bool operator==(const PositionVacancies&, const PositionVacancies&) = default;
};
BOOST_DESCRIBE_STRUCT(PositionVacancies, (), (position, filled, sum, median, max, now))

// The same over the whole team, and per position in the order of the history.
struct Vacancies {
    int sum = 0;
    std::optional<int> median;
    std::optional<int> max;
    std::vector<PositionVacancies> positions;
    friend bool operator==(const Vacancies&, const Vacancies&) = default;
};
BOOST_DESCRIBE_STRUCT(Vacancies, (), (sum, median, max, positions))

// Vacancy days of every position that is there on `today`. The sums are about vacancies that ended, since only then a next spell
// has started; one that goes on stands in `now`. A position that never had a holder has no previous spell: it is "onbezet nu"
// since it exists, and that time does not come back in the sums once somebody has started.
Vacancies vacancies(const TeamHistory& history, Date today);

// Overlap days of one leaver and the successor: days on which both were in role; negative is a gap, minus the days without
// either of them; 0 when one followed the other at once.
struct Overlap {
    PositionId position;
    Date ended_on{};                   // the leaver's last day
    std::optional<Date> succeeded_on;  // the successor's first day; none while there is no successor
    std::optional<int> days;
    friend bool operator==(const Overlap&, const Overlap&) = default;
};
BOOST_DESCRIBE_STRUCT(Overlap, (), (position, ended_on, succeeded_on, days))

// One for every spell that has ended, in order of position and first day of the leaver. Successor is who was named as receiver by
// a handover of this leaver, otherwise anybody else in that position; in either case who began after the leaver did, and
// nearest to the day after the leaver's last; of two equally near the earlier, then the lower assignment.
std::vector<Overlap> overlaps(const TeamHistory& history, Date today);

// Deputy cover: share of core positions with a named deputy who acted in the last 90 days, `today` included; per mille, halves up.
// A deputy is named on `today` and does not hold the position then: who stands in for herself covers nothing.
struct DeputyCover {
    int core = 0;
    int covered = 0;
    std::optional<int> rate;  // none without core positions
    std::vector<PositionId> uncovered;
    friend bool operator==(const DeputyCover&, const DeputyCover&) = default;
};
BOOST_DESCRIBE_STRUCT(DeputyCover, (), (core, covered, rate, uncovered))

DeputyCover deputy_cover(const TeamHistory& history, const ContinuitySettings& settings, Date today);

}  // namespace wd::domain
