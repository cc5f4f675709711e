// Continuity of people (PRACTICE §1.2): every measure of the table behind one include, and what a team should hear of by itself.
//
//   tenure.hpp      kernteam intact rate, turnover, median tenure
//   vacancies.hpp   vacancy days, overlap days, deputy cover
//   warmth.hpp      warm rate, handover lead time
//   knowledge.hpp   knowledge concentration, wijk-busfactor, resident-facing continuity
//
// They are about roles and structure, never about how well somebody works (DOMAIN §7.5-7): no list ranks teams or people, and
// an absence has dates and no reason.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/knowledge.hpp"
#include "domain/tenure.hpp"
#include "domain/vacancies.hpp"
#include "domain/warmth.hpp"

namespace wd::domain {

enum class ContinuityRisk {
    one_person,              // the busfactor is at or below its limit: too little stays known when somebody leaves
    concentrated,            // in a theme or sub-area one holder has more than the limit of what was declared
    long_vacancy,            // a position has been empty for more days than the limit
    leave_without_receiver,  // a core position: its holder announced leave, and no handover names who takes over
};
BOOST_DESCRIBE_ENUM(ContinuityRisk, one_person, concentrated, long_vacancy, leave_without_receiver)

// What is at risk and where. Positions, themes and areas, no people: everybody in the team may read it.
struct ContinuityWarning {
    ContinuityRisk risk = ContinuityRisk::one_person;
    std::vector<PositionId> positions;  // one_person: those of the people it hangs on, may be empty; concentrated: none
    std::optional<std::string> theme;
    std::optional<AreaId> area;
    std::string text;  // a Dutch sentence
    friend bool operator==(const ContinuityWarning&, const ContinuityWarning&) = default;
};
BOOST_DESCRIBE_STRUCT(ContinuityWarning, (), (risk, positions, theme, area, text))

// Everything to warn of on `today`, in the order of ContinuityRisk. Leave counts as announced from its `announced_on` on, until
// the last day has passed. It is answered by a handover of that position, announced since the holder began, with another person
// as receiver and the holder, or nobody known, as giver.
// Does not fail.
std::vector<ContinuityWarning> continuity_warnings(const TeamHistory& history, const std::vector<KnowledgeItem>& items,
                                                   const ContinuitySettings& settings, Date today);

}  // namespace wd::domain
