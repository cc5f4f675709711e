// The bounds of the continuity settings. See team_history.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/team_history.hpp"

#include "domain/complaints.hpp"

namespace wd::domain {

namespace {

constexpr int figure_months_max = 600;
constexpr int figure_days_max = 36500;

struct FigureBounds {
    std::string_view field;
    int low;
    int high;
};

void check(Complaints& complaints, const FigureBounds& bounds, int value)
{
    if (value < bounds.low || value > bounds.high)
        complaints.add(refusal_at(bounds.field, "'{}' is {}; kies een getal van {} tot en met {}", bounds.field, value,
                                  bounds.low, bounds.high));
}

}  // namespace

Result<void> check_settings(const ContinuitySettings& settings)
{
    Complaints complaints;
    for (const int months : settings.intact_months)
        check(complaints, {"intact_months", 1, figure_months_max}, months);
    check(complaints, {"turnover_months", 1, figure_months_max}, settings.turnover_months);
    check(complaints, {"tenure_spells_min", 1, 1000}, settings.tenure_spells_min);
    check(complaints, {"contact_months", 1, figure_months_max}, settings.contact_months);
    check(complaints, {"deputy_days", 1, figure_days_max}, settings.deputy_days);
    check(complaints, {"share_max", 0, 1000}, settings.share_max);
    check(complaints, {"busfactor_warn", 0, 1000}, settings.busfactor_warn);
    check(complaints, {"vacancy_days_max", 0, figure_days_max}, settings.vacancy_days_max);
    return complaints.empty() ? Result<void>{} : complaints.to_error();
}

}  // namespace wd::domain
