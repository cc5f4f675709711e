// See explain_cause.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/explain_cause.hpp"

#include "domain/words.hpp"

#include <algorithm>
#include <array>

namespace wd::runtime {

namespace {

std::string text_in(const json::value& data, std::string_view name)
{
    const json::object* object = data.if_object();
    const json::value* found = object == nullptr ? nullptr : object->if_contains(json::string_view{name});
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
}

// The parts between which the title of a task stands; without a title only `unnamed`.
struct TaskCause {
    std::string_view type;
    std::string_view before;
    std::string_view after;
    std::string_view unnamed;
};
constexpr std::array task_causes = std::to_array<TaskCause>({
    {domain::TaskCompleted::type, "toen '", "' klaar was", "toen een andere taak klaar was"},
    {domain::MeetingRecorded::type, "toen '", "' was geweest", "na een bijeenkomst"},
    {domain::ReflectionRecorded::type, "toen '", "' klaar was", "na een reflectie"},
    {domain::ReflectionSkipped::type, "toen '", "' werd overgeslagen", "toen een reflectie werd overgeslagen"},
    {domain::MeasureRecorded::type, "toen het cijfer bij '", "' er was", "toen er een cijfer bij kwam"},
    {domain::VoteClosed::type, "toen de stemming sloot: '", "'", "toen een stemming sloot"},
    {domain::DecisionRecorded::type, "toen het besluit er was: '", "'", "toen er een besluit was"},
    {domain::GateDecided::type, "toen dit beslismoment geweest was: '", "'", "na een beslismoment"},
    {domain::FrictionDecided::type, "toen de opdrachtgever had beslist: '", "'", "toen de opdrachtgever had beslist"},
    {domain::TaskBecameLate::type, "omdat de datum voorbij is van '", "'", "omdat een datum voorbij is"},
    {domain::TaskReturned::type, "toen '", "' werd teruggegeven", "toen een taak werd teruggegeven"},
});

constexpr std::array passing_on = std::to_array<std::string_view>(
    {domain::StepClosed::type, domain::StepChosen::type, domain::StepComputed::type, domain::MessageTold::type,
     domain::ItemClosed::type, domain::StepOpened::type, domain::PhaseClosed::type});

std::string timer_text(const std::string& kind)
{
    if (kind == "again")
        return "omdat dit beslismoment nu opnieuw wordt gevraagd";
    if (kind == "wait")
        return "toen de wachttijd voorbij was";
    if (kind == "idle")
        return "omdat hier een tijd niets gebeurde";
    if (kind == "close")
        return "toen de stemming sloot";
    return "omdat een datum voorbij is";
}

std::string every_text(std::string rule)
{
    if (rule.starts_with("1 "))
        rule.erase(0, 2);
    return rule.empty() ? "omdat dit steeds terugkomt" : fmt::format("omdat dit elke {} terugkomt", rule);
}

}  // namespace

std::optional<std::string> cause_text(const Cause& cause)
{
    const std::string& type = cause.event.type;
    if (std::find(passing_on.begin(), passing_on.end(), type) != passing_on.end())
        return {};
    for (const TaskCause& told : task_causes) {
        if (told.type != type)
            continue;
        if (cause.task_title.empty())
            return std::string(told.unnamed);
        const std::string outcome = text_in(cause.data, "outcome");
        const std::string result = outcome.empty() ? std::string{} : fmt::format(" ({})", domain::dutch(outcome));
        return fmt::format("{}{}{}{}", told.before, cause.task_title, told.after, result);
    }
    if (type == domain::PhaseOpened::type)
        return fmt::format("toen de fase '{}' begon", text_in(cause.data, "title"));
    if (type == domain::RunTakenOver::type)
        return "toen het programma overstapte op een andere versie van de workflow";
    if (type == domain::TimerFired::type)
        return timer_text(text_in(cause.data, "kind"));
    if (type == domain::EveryPlanned::type)
        return every_text(text_in(cause.data.at("timer"), "rule"));
    if (type == domain::ItemJoined::type)
        return "omdat er een onderdeel bij kwam";
    if (type == domain::RunStarted::type || type == domain::ProgrammeCreated::type)
        return "toen het programma begon";
    return "toen er iets anders in het programma gebeurde";
}

}  // namespace wd::runtime
