// Warm rate and handover lead time. See warmth.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/warmth.hpp"

#include "domain/spells.hpp"

#include <set>

namespace wd::domain {

namespace {

bool is_warm(const HandoverDates& handover, Date today)
{
    return handover.giver && handover.receiver && handover.talked_on && *handover.talked_on <= today;
}

// The ending that a handover belongs to; null when its giver has not left that position. `spells` of one position are in order of
// their first day, and those of one person do not overlap: so their last days are in order too.
const Spell* find_ending(const std::vector<Spell>& spells, const HandoverDates& handover, Date today)
{
    const Spell* last_before = nullptr;
    for (const Spell& spell : spells) {
        if (spell.position != handover.position || spell.person != handover.giver)
            continue;
        if (!spell.until || *spell.until >= handover.announced_on)
            return has_ended(spell, today) ? &spell : nullptr;
        last_before = &spell;
    }
    return last_before;
}

}  // namespace

WarmRate warm_rate(const TeamHistory& history, Date today)
{
    const std::vector<Spell> spells = begun_spells(history, today);
    WarmRate result;
    for (const Spell& spell : spells)
        if (has_ended(spell, today))
            ++result.endings;
    std::set<const Spell*> warm;
    for (const HandoverDates& handover : history.handovers)
        if (is_warm(handover, today))
            if (const Spell* ending = find_ending(spells, handover, today))
                warm.insert(ending);
    result.warm = static_cast<int>(warm.size());
    if (result.endings > 0)
        result.rate = per_mille(result.warm, result.endings);
    return result;
}

LeadTimes lead_times(const TeamHistory& history, Date today)
{
    LeadTimes result;
    std::vector<int> accepted;
    for (const HandoverDates& handover : history.handovers) {
        if (handover.announced_on > today)
            continue;
        LeadTime lead{handover.position, handover.announced_on, {}};
        if (handover.accepted_on && *handover.accepted_on <= today) {
            lead.days = static_cast<int>((*handover.accepted_on - handover.announced_on).count());
            accepted.push_back(*lead.days);
        }
        result.handovers.push_back(lead);
    }
    result.median = median_of(std::move(accepted));
    return result;
}

}  // namespace wd::domain
