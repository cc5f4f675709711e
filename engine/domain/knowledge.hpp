// What hangs on one person: knowledge per theme and sub-area, the wijk-busfactor, and how many faces residents see (PRACTICE
// §1.2). Counts only what people *declared* to know or hold, never what they did: unregistered work would look like ignorance, and
// the log is not a time clock. Where a person stands in a result, only that person may see it; others see the positions that
// she holds (DOMAIN §7.6). Pure, whole numbers; none of these functions fails.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/team_history.hpp"

#include <cstdint>

namespace wd::domain {

enum class KnowledgeKind { contact, promise, decision, area, task };
BOOST_DESCRIBE_ENUM(KnowledgeKind, contact, promise, decision, area, task)

// Somebody declared to know this, or holds it, from a day on. Whoever gathers the facts ends this when a person leaves the
// programme: what has gone with her is not known any more.
struct Knower {
    PersonId person;
    Date from{};
    std::optional<Date> until;  // the last day, included
    friend bool operator==(const Knower&, const Knower&) = default;
};
BOOST_DESCRIBE_STRUCT(Knower, (), (person, from, until))

// Something that can be known: there from `from` to `until` (a promise that was kept is not there any more). Kind and number
// together name it. Without knowers it belongs in the list too.
struct KnowledgeItem {
    KnowledgeKind kind = KnowledgeKind::contact;
    std::int64_t number = 0;  // of its id
    std::optional<std::string> theme;
    std::optional<AreaId> area;
    Date from{};
    std::optional<Date> until;  // the last day, included
    std::vector<Knower> knowers;
    friend bool operator==(const KnowledgeItem&, const KnowledgeItem&) = default;
};
BOOST_DESCRIBE_STRUCT(KnowledgeItem, (), (kind, number, theme, area, from, until, knowers))

// Knowledge concentration of one theme or sub-area: the share of the top holder in all declared relations, and HHI = sum of squared
// shares over all holders; both per mille, halves up. A relation is one person who knows one item, so an item that two people
// know counts two. An item with a theme and an area counts in both.
struct Concentration {
    std::optional<std::string> theme;  // this or `area`
    std::optional<AreaId> area;
    int items = 0;
    int unknown = 0;  // of them, without a knower
    int relations = 0;
    int holders = 0;  // different people
    PersonId top;     // with most relations, of equals the lowest id; for her own eyes only; 0 without relations
    int top_relations = 0;
    std::optional<int> share;  // none without relations
    std::optional<int> hhi;
    bool warn = false;  // top_relations / relations > 0.6, compared exactly: 600.4 per mille warns though it reads 600
    friend bool operator==(const Concentration&, const Concentration&) = default;
};
BOOST_DESCRIBE_STRUCT(Concentration, (),
                      (theme, area, items, unknown, relations, holders, top, top_relations, share, hhi, warn))

// Themes in order of name, then areas in order of id. An item with neither counts in none.
std::vector<Concentration> concentrations(const std::vector<KnowledgeItem>& items, const ContinuitySettings& settings,
                                          Date today);

// Wijk-busfactor, "hangt aan één persoon": of contacts, promises, decisions and sub-areas, remove the person who knows most items,
// then the next, until more than half of the items have no knower; the number removed. Tasks are no part of it: a task is work that
// another can take up, and it counts in the concentration. Greedy, after Avelino et al. 2016, who work on files. Equals: the lowest
// id first. Items that nobody knows count as without knower from the start, so the factor can be 0.
struct BusFactor {
    int factor = 0;
    int items = 0;
    int unknown = 0;                // without a knower from the start
    int left_unknown = 0;           // without one after the removals: more than half of `items`
    std::vector<PersonId> removed;  // in order; each for her own eyes only, see positions_of
    bool warn = false;              // factor 1 or, worse, 0
    friend bool operator==(const BusFactor&, const BusFactor&) = default;
};
BOOST_DESCRIBE_STRUCT(BusFactor, (), (factor, items, unknown, left_unknown, removed, warn))

// None when there is nothing to be known; tasks alone are nothing.
std::optional<BusFactor> bus_factor(const std::vector<KnowledgeItem>& items, const ContinuitySettings& settings,
                                    Date today);

// The positions that a person holds on `today`, in order: how others see her in the results above. May be empty.
std::vector<PositionId> positions_of(const TeamHistory& history, PersonId person, Date today);

// Somebody is the contact person of a household or key resident.
struct ResidentContact {
    EntryId resident;  // the row about the household or key resident
    PersonId contact;
    Date from{};
    std::optional<Date> until;  // the last day, included
    friend bool operator==(const ResidentContact&, const ResidentContact&) = default;
};
BOOST_DESCRIBE_STRUCT(ResidentContact, (), (resident, contact, from, until))

// Resident-facing continuity: distinct contact persons per household or key resident in the 24 months up to and including
// `today`, of those who had one in that time. Median (of an even number the mean of the middle two, halves up) and worst 10 % by
// nearest rank from the worst side: of n sorted from most to fewest the one at rank n / 10, rounded up. So with one to ten
// households it is the worst of all, and at least a tenth of them saw so many faces or more.
struct ContactContinuity {
    int residents = 0;
    std::optional<int> median;  // none without residents
    std::optional<int> worst_tenth;
    friend bool operator==(const ContactContinuity&, const ContactContinuity&) = default;
};
BOOST_DESCRIBE_STRUCT(ContactContinuity, (), (residents, median, worst_tenth))

ContactContinuity contact_continuity(const std::vector<ResidentContact>& contacts, const ContinuitySettings& settings,
                                     Date today);

}  // namespace wd::domain
