// See quality.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/quality.hpp"

#include "domain/access.hpp"
#include "domain/checks.hpp"
#include "domain/complaints.hpp"

#include <algorithm>

namespace wd::domain {

Result<void> change_settings(Turn& turn, const ChangeSettings& command)
{
    Context& context = turn.context();
    if (!is_administrator(context))
        return refusal(Errc::not_allowed,
                       "alleen een beheerder verandert gewichten en grenzen; wie beoordeeld wordt, kiest ze niet");
    Complaints complaints;
    if (!command.rubric && !command.continuity && !command.retention)
        complaints.add(
            refusal_at("rubric", "noem wat anders wordt: iets van 'rubric', van 'continuity' of van 'retention'"));
    if (command.rubric)
        complaints.add(check_settings(*command.rubric));
    if (command.continuity)
        complaints.add(check_settings(*command.continuity));
    if (command.retention)
        complaints.add(check_settings(*command.retention));
    complaints.add(check_text("reason", command.reason));
    if (!complaints.empty())
        return complaints.to_error();
    if (command.rubric && !command.continuity && !command.retention && context.rubric().settings == *command.rubric)
        return refusal(Errc::duplicate, "zo staat het al; er verandert niets");
    SettingsChanged changed{command.rubric, command.continuity, {}, command.retention};
    if (command.reason)
        changed.reason = context.keep(*command.reason, "reason", {});
    turn.record({}, std::move(changed));
    return {};
}

Result<void> draw_audit(Turn& turn, const AuditDrawing& drawing)
{
    Context& context = turn.context();
    if (!is_administrator(context))
        return refusal(Errc::not_allowed,
                       "alleen een beheerder loot; wie meedoet of beoordeelt, kiest niet welke er komt");
    if (drawing.until > context.today())
        return refusal_at("until", "{} moet nog komen; loot tot en met vandaag of een eerdere dag",
                          to_text(drawing.until));
    if (drawing.seed < 0)
        return refusal_at("seed", "'seed' is {}; noem een getal van nul of meer, of laat het weg", drawing.seed);
    if (drawing.pool.empty())
        return refusal(Errc::wrong_state,
                       "er is niets te loten: tot en met {} is er geen aanvaarde overdracht die nog niet meedeed",
                       to_text(drawing.until));
    const RubricSettings settings = context.rubric().settings;
    AuditDrawn drawn;
    drawn.seed = drawing.seed;
    drawn.until = drawing.until;
    drawn.one_in = settings.audit_one_in;
    drawn.second_one_in = settings.second_rater_one_in;
    for (const AuditDrawing::Handover& one : drawing.pool) {
        drawn.pool.push_back(one.handover);
        const AuditDraw draw = draw_audit(settings, static_cast<std::uint64_t>(drawing.seed), one.handover, one.pool);
        if (draw.drawn)
            drawn.drawn.push_back(one.handover);
        if (draw.twice)
            drawn.twice.push_back(one.handover);
    }
    turn.record({}, std::move(drawn));
    return {};
}

}  // namespace wd::domain
