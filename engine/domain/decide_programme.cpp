// A programme as a whole: pausing, going on, stopping with lessons kept, its municipality codes, and who holds which position.
// See decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/area_codes.hpp"
#include "domain/checks.hpp"
#include "domain/decisions.hpp"
#include "domain/pause.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

constexpr std::chrono::days ahead_max{366};

Result<void> check_from(std::string_view field, Date from, const Context& context)
{
    if (from <= context.today() + ahead_max)
        return check_day(field, from);
    return refusal_at(field, "'{}' is {}; dat kan hoogstens een jaar vooruit, tot en met {}", field, to_text(from),
                      to_text(context.today() + ahead_max));
}

// Who can hold a position: a person, or a team or group of which people are members.
Result<void> check_holder(PersonId person, Context& context)
{
    const std::optional<PersonFacts> facts = context.find_person(person);
    if (facts && facts->kind == PersonKind::organisation)
        return refusal_at("person", "{} is een organisatie; noem de persoon, het team of de groep", person);
    return check_person("person", person, context);
}

bool holds_already(const Ledger& ledger, PositionId position, PersonId person)
{
    return std::any_of(ledger.assignments.begin(), ledger.assignments.end(), [&](const auto& entry) {
        return entry.second.position == position && entry.second.person == person;
    });
}

}  // namespace

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
    for (const Text& lesson : command.lessons)
        stopped.lessons.push_back(context.keep(lesson, "text", std::nullopt));
    return Payloads{std::move(stopped)};
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

Result<Payloads> decide(const Programme& programme, const StartAssignment& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    const Date from = command.from.value_or(context.today());
    const std::optional<PositionId> position = find_position_id(context.ledger(), command.role);
    Complaints complaints;
    complaints.add(check_role_exists("role", command.role, context));
    complaints.add(check_holder(command.person, context));
    complaints.add(check_from("from", from, context));
    if (!complaints.empty())
        return complaints.to_error();
    if (holds_already(context.ledger(), *position, command.person))
        return refusal(Errc::duplicate, "{} heeft de rol '{}' al", command.person, command.role);
    return Payloads{AssignmentStarted{context.new_id<AssignmentTag>(), *position, command.person, from}};
}

}  // namespace wd::domain
