// A programme as a whole: pausing, going on, stopping with lessons kept and its municipality codes.
// See decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/area_codes.hpp"
#include "domain/checks.hpp"
#include "domain/decisions.hpp"
#include "domain/pause.hpp"

#include <algorithm>

namespace wd::domain {

Result<Payloads> decide(const Programme& programme, const PauseProgramme& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    if (const Result<void> may = check_may_lead(programme, context); !may)
        return may.error();
    if (programme.state == ProgrammeState::paused)
        return refusal(Errc::wrong_state, "{} staat al stil, sinds {}", programme.id,
                       programme.paused_since ? to_text(*programme.paused_since) : "een onbekende dag");
    if (const Result<void> reason = check_text("reason", command.reason); !reason)
        return reason.error();
    return Payloads{ProgrammePaused{context.today(), context.keep(command.reason, "reason", std::nullopt)}};
}

Result<Payloads> decide(const Programme& programme, const ResumeProgramme& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    if (const Result<void> may = check_may_lead(programme, context); !may)
        return may.error();
    if (programme.state != ProgrammeState::paused)
        return refusal(Errc::wrong_state, "{} staat niet stil; er valt niets te hervatten", programme.id);
    if (!command.confirm.value_or(false))
        return refusal_at("confirm", "bekijk eerst de nieuwe datums van {} en bevestig dan met 'confirm'",
                          programme.id);

    return Payloads{ProgrammeResumed{context.today(), paused_days(programme, context)}};
}

Result<Payloads> decide(const Programme& programme, const StopProgramme& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    if (const Result<void> may = check_may_lead(programme, context); !may)
        return may.error();
    Complaints complaints;
    complaints.add(check_text("reason", command.reason));
    for (const Text& lesson : command.lessons)
        complaints.add(check_text("lessons", lesson));
    if (!complaints.empty())
        return complaints.to_error();

    ProgrammeStopped stopped{context.today(), context.keep(command.reason, "reason", std::nullopt), {}};
    Payloads events;
    for (const Text& lesson : command.lessons) {
        const ContentRef text = context.keep(lesson, "text", std::nullopt);
        stopped.lessons.push_back(text);
        events.emplace_back(JournalAdded{context.new_id<EntryTag>(), JournalKind::lesson, text, false, context.today(),
                                         std::nullopt, false});
    }
    events.insert(events.begin(), std::move(stopped));
    return events;
}

Result<Payloads> decide(const Programme& programme, const ChangeMunicipality& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    const std::vector<std::string_view> known{programme.municipalities.begin(), programme.municipalities.end()};
    Complaints complaints;
    if (std::find(known.begin(), known.end(), command.from_code) == known.end())
        complaints.add(refusal_at("from_code", "{} hoort niet bij gemeente '{}', wel bij {}{}", programme.id,
                                  command.from_code, known.empty() ? "geen enkele" : join_or(known),
                                  did_you_mean(command.from_code, known)));
    if (!is_municipality_code(command.to_code))
        complaints.add(refusal_at(
            "to_code", "'{}' is geen gemeentecode; schrijf GM en vier cijfers, bijvoorbeeld GM0363", command.to_code));
    else if (command.to_code == command.from_code)
        complaints.add(refusal_at("to_code", "de nieuwe code is gelijk aan de oude: {}", command.to_code));
    complaints.add(check_from("from", command.from, context));
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{AreaCodeChanged{{}, command.from_code, command.to_code, command.from}};
}

}  // namespace wd::domain
