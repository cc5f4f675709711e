// How roles were handed over: warm rate and lead time (PRACTICE §1.2). Warm is a fact, they talked or they did not; how good a
// handover was is the business of its score. Results name positions and dates, nobody (DOMAIN §7.6). Pure; nothing here fails.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/team_history.hpp"

namespace wd::domain {

// Warm rate: handovers in which leaver and successor talked / all role endings up to `today`, per mille, halves up. A role ending
// without a handover counts as not warm. Talked means a conversation on or before `today` with a known giver and receiver. A
// handover belongs to the first ending of its giver in its position on or after the day it was announced, otherwise to the
// last one before (announced after a sudden leave); handovers of one ending count once, and one whose giver has not left yet
// does not count.
struct WarmRate {
    int endings = 0;
    int warm = 0;
    std::optional<int> rate;  // none when nobody has left
    friend bool operator==(const WarmRate&, const WarmRate&) = default;
};
BOOST_DESCRIBE_STRUCT(WarmRate, (), (endings, warm, rate))

WarmRate warm_rate(const TeamHistory& history, Date today);

// Handover lead time: accept date - date on which the leave was announced, in days; negative when the announcement was written
// down after the acceptance.
struct LeadTime {
    PositionId position;
    Date announced_on{};
    std::optional<int> days;  // none as long as it is not accepted
    friend bool operator==(const LeadTime&, const LeadTime&) = default;
};
BOOST_DESCRIBE_STRUCT(LeadTime, (), (position, announced_on, days))

struct LeadTimes {
    std::vector<LeadTime> handovers;  // announced on or before the day of asking, in the order of the history
    std::optional<int> median;  // of those accepted by then; of an even number the mean of the middle two, halves up
    friend bool operator==(const LeadTimes&, const LeadTimes&) = default;
};
BOOST_DESCRIBE_STRUCT(LeadTimes, (), (handovers, median))

LeadTimes lead_times(const TeamHistory& history, Date today);

}  // namespace wd::domain
