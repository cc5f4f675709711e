// See handover_answers.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/handover_answers.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

constexpr std::string_view first_check_up = "handover.first_check_up";
constexpr std::string_view last_check_up = "handover.last_check_up";

Coming coming(bool happened, bool too_late)
{
    return happened ? Coming::past : too_late ? Coming::never : Coming::later;
}

}  // namespace

Coming coming_of(std::string_view event, const HandoverRecord& handover, const RubricSettings& settings)
{
    const bool accepted = handover.accepted_on.has_value();
    const std::vector<int>& days = settings.check_up_days;
    if (event == HandoverReceiverNamed::type)
        return coming(handover.receiver.has_value(), accepted);
    if (event == HandoverCompleted::type)
        return coming(handover.completed, accepted);
    if (event == HandoverRetold::type)
        return coming(handover.retold, accepted);
    if (event == HandoverConversationHeld::type)
        return coming(handover.talked, handover.final);
    if (event == HandoverAccepted::type)
        return coming(accepted, false);
    if (event == HandoverScoreClosed::type)
        return coming(handover.final, false);
    if (event == HandoverCheckedUp::type)
        return coming(!handover.checkups.empty(), false);
    if (event == first_check_up)
        return coming(!days.empty() && handover.checkups.contains(days.front()), false);
    if (event == last_check_up)
        return coming(!days.empty() && handover.checkups.contains(days.back()), false);
    return Coming::later;
}

std::optional<HandoverId> handover_of_run(const Ledger& ledger, const json::value& input)
{
    const json::object* values = input.if_object();
    const json::value* id = values == nullptr ? nullptr : values->if_contains("handover");
    const std::int64_t* number = id == nullptr ? nullptr : id->if_int64();
    if (number != nullptr)
        return ledger.handovers.contains(HandoverId{*number}) ? std::optional{HandoverId{*number}} : std::nullopt;
    return ledger.handovers.empty() ? std::nullopt : std::optional{ledger.handovers.rbegin()->first};
}

std::vector<std::string_view> trigger_names(const Payload& payload, const RubricSettings& settings)
{
    const auto* added = std::get_if<TaskAdded>(&payload);
    const auto* checked = std::get_if<HandoverCheckedUp>(&payload);
    const std::vector<int>& days = settings.check_up_days;
    std::vector<std::string_view> names;
    const auto& known = trigger_events();
    if (added != nullptr && added->kind == StepKind::friction)
        names.emplace_back("friction.raised");
    else if (std::find(known.begin(), known.end(), type_of(payload)) != known.end())
        names.push_back(type_of(payload));
    if (checked != nullptr && !days.empty() && checked->day == days.front())
        names.push_back(first_check_up);
    if (checked != nullptr && !days.empty() && checked->day == days.back())
        names.push_back(last_check_up);
    return names;
}

std::optional<HandoverId> handover_behind(const Payload& payload)
{
    return std::visit(
        []<class E>(const E& event) -> std::optional<HandoverId> {
            if constexpr (E::type.starts_with("handover."))
                return event.handover;
            else
                return std::nullopt;
        },
        payload);
}

}  // namespace wd::domain
