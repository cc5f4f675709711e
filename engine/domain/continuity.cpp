// What a team should hear of by itself. See continuity.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/continuity.hpp"

#include "domain/spells.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

using Warnings = std::vector<ContinuityWarning>;

void warn_of_one_person(Warnings& warnings, const TeamHistory& history, const std::vector<KnowledgeItem>& items,
                        const ContinuitySettings& settings, Date today)
{
    const std::optional<BusFactor> bus = bus_factor(items, settings, today);
    if (!bus || !bus->warn)
        return;
    ContinuityWarning warning;
    warning.risk = ContinuityRisk::one_person;
    for (const PersonId person : bus->removed)
        for (const PositionId position : positions_of(history, person, today))
            warning.positions.push_back(position);
    if (bus->factor == 0)
        warning.text = fmt::format(
            "van {} van de {} contacten, toezeggingen, besluiten en deelgebieden weet nu niemand meer hoe het zit",
            bus->unknown, bus->items);
    else
        warning.text = fmt::format(
            "de wijk hangt aan {}: zonder {} weet van {} van de {} contacten, toezeggingen, besluiten en deelgebieden "
            "niemand meer hoe het zit",
            bus->factor == 1 ? "één persoon" : fmt::format("{} mensen", bus->factor),
            bus->factor == 1 ? "die persoon" : "hen", bus->left_unknown, bus->items);
    warnings.push_back(std::move(warning));
}

void warn_of_concentration(Warnings& warnings, const std::vector<KnowledgeItem>& items,
                           const ContinuitySettings& settings, Date today)
{
    for (const Concentration& found : concentrations(items, settings, today)) {
        if (!found.warn)
            continue;
        ContinuityWarning warning;
        warning.risk = ContinuityRisk::concentrated;
        warning.theme = found.theme;
        warning.area = found.area;
        const std::string place = found.theme ? fmt::format("thema '{}'", *found.theme) : to_text(*found.area);
        warning.text =
            fmt::format("bij {} staat {} van de {} keer dezelfde naam bij een contact, toezegging, besluit of taak",
                        place, found.top_relations, found.relations);
        warnings.push_back(std::move(warning));
    }
}

const TeamPosition* find_position(const TeamHistory& history, PositionId id)
{
    for (const TeamPosition& position : history.positions)
        if (position.position == id)
            return &position;
    return nullptr;
}

void warn_of_vacancies(Warnings& warnings, const TeamHistory& history, const ContinuitySettings& settings, Date today)
{
    for (const PositionVacancies& position : vacancies(history, today).positions) {
        if (!position.now || position.now->days <= settings.vacancy_days_max)
            continue;
        ContinuityWarning warning;
        warning.risk = ContinuityRisk::long_vacancy;
        warning.positions = {position.position};
        warning.text =
            fmt::format("de rol '{}' is al {} dagen onbezet; de grens is {} dagen",
                        find_position(history, position.position)->role, position.now->days, settings.vacancy_days_max);
        warnings.push_back(std::move(warning));
    }
}

// Only a handover of this leave: not the one by which the leaver herself once took over, nor that of an earlier time in the role.
bool has_receiver(const TeamHistory& history, const Spell& leaver, Date today)
{
    return std::any_of(history.handovers.begin(), history.handovers.end(), [&](const HandoverDates& handover) {
        return handover.position == leaver.position && handover.receiver && *handover.receiver != leaver.person &&
               (!handover.giver || *handover.giver == leaver.person) && handover.announced_on >= leaver.from &&
               handover.announced_on <= today;
    });
}

void warn_of_leave(Warnings& warnings, const TeamHistory& history, Date today)
{
    for (const Spell& spell : begun_spells(history, today)) {
        const TeamPosition* position = find_position(history, spell.position);
        if (!position->core || has_ended(spell, today) || !spell.announced_on || *spell.announced_on > today ||
            has_receiver(history, spell, today))
            continue;
        ContinuityWarning warning;
        warning.risk = ContinuityRisk::leave_without_receiver;
        warning.positions = {spell.position};
        const std::string when = spell.until ? fmt::format(" (laatste dag {})", to_text(*spell.until)) : "";
        warning.text =
            fmt::format("voor de rol '{}' is een vertrek aangekondigd{} en er is nog niemand die het overneemt",
                        position->role, when);
        warnings.push_back(std::move(warning));
    }
}

}  // namespace

std::vector<ContinuityWarning> continuity_warnings(const TeamHistory& history, const std::vector<KnowledgeItem>& items,
                                                   const ContinuitySettings& settings, Date today)
{
    Warnings warnings;
    warn_of_one_person(warnings, history, items, settings, today);
    warn_of_concentration(warnings, items, settings, today);
    warn_of_vacancies(warnings, history, settings, today);
    warn_of_leave(warnings, history, today);
    return warnings;
}

}  // namespace wd::domain
