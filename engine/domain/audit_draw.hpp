// Which handovers are audited, by whom, and how far two raters agree (PRACTICE §1.1). The draw follows from a recorded seed alone,
// so that anybody can repeat it. Pure: keeps no seed and asks nobody.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/rubric_settings.hpp"

#include <span>

namespace wd::domain {

// --- The draw

// Where the handover stands in the draw.
enum class AuditPool {
    core,   // of a core position: always rated
    other,  // 1 in audit_one_in on average: each has that chance of its own
};

struct AuditDraw {
    bool drawn = false;
    bool twice = false;  // by a second rater too; of drawn ones only
    friend bool operator==(const AuditDraw&, const AuditDraw&) = default;
};
BOOST_DESCRIBE_STRUCT(AuditDraw, (), (drawn, twice))

// `handover` is the number that names the handover in the whole installation, also one that never started. The answer depends on
// seed and handover alone, not on the others or their order. It may never change: an old draw must come out the same.
AuditDraw draw_audit(const RubricSettings& settings, std::uint64_t seed, std::int64_t handover, AuditPool pool);
template <class Tag>
AuditDraw draw_audit(const RubricSettings& settings, std::uint64_t seed, Id<Tag> handover, AuditPool pool)
{
    return draw_audit(settings, seed, handover.value, pool);
}

// --- The rater

// The people around one handover. `team` may hold giver and receiver too.
struct HandoverPeople {
    PersonId giver;
    std::optional<PersonId> receiver;     // none as long as there is no successor
    std::vector<PersonId> team;           // who work in the team of the position
    std::optional<PersonId> first_rater;  // when a second rating is asked
    std::optional<PersonId> commissioner = {};
    std::vector<PersonId> deputies = {};  // of a chair in that team
    std::vector<PersonId> earlier = {};   // gave or took over a chair in it at another time
};

// Whether this person may rate: somebody from outside, who did not work in the team, stand in there or commission it; and a second rater is not the first one. Refused with
// not_allowed; that the rater is a coordinator at all is the business of the permission table.
Result<void> check_rater(const HandoverPeople& people, PersonId rater);

// --- Agreement

struct DoubleRating {
    PerElement first;
    PerElement second;
};

// Of all ratings of handovers that were rated twice, those at most one point apart. A plain share, not corrected for chance.
struct RaterAgreement {
    int handovers = 0;
    int near = 0;       // ratings at most one point apart
    int all = 0;        // eight for each handover
    int per_mille = 0;  // rounded down, so that 1000 means all of them
    friend bool operator==(const RaterAgreement&, const RaterAgreement&) = default;
};
BOOST_DESCRIBE_STRUCT(RaterAgreement, (), (handovers, near, all, per_mille))

// None when no handover was rated twice: no agreement is not full agreement.
std::optional<RaterAgreement> agreement_of(std::span<const DoubleRating> ratings);

}  // namespace wd::domain
