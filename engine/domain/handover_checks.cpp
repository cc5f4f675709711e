// See handover_checks.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/handover_checks.hpp"

#include "domain/access.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

bool has_no_leaver_by_name(LeaveKind kind)
{
    return kind == LeaveKind::new_college || kind == LeaveKind::to_contractor || kind == LeaveKind::to_upkeep ||
           kind == LeaveKind::key_person;
}

bool is_task_of(const Task& task, const HandoverRecord& handover, std::string_view role)
{
    if (task.person)
        return task.person == handover.giver;
    return task.role && *task.role == role;
}

template <class IdType>
std::optional<IdType> id_in(std::string_view text)
{
    const std::string prefix = std::string(IdType::tag::prefix) + "-";
    if (!text.starts_with(prefix))
        return {};
    const Result<IdType> id = parse_id<typename IdType::tag>(text);
    return id ? std::optional{*id} : std::nullopt;
}

Result<HandedItem> task_item(std::string_view field, TaskId id, const Programme& programme, Context& context)
{
    const Result<OpenTask> open = find_open_task(programme, id, context);
    if (!open)
        return open.error();
    if (open->team)
        return refusal_at(field, "{} is van een huishouden; dat komt nooit in een overdracht, alleen het aantal", id);
    return HandedItem{ItemKind::task, id.value};
}

}  // namespace

Result<const HandoverRecord*> find_handover(HandoverId handover, Context& context)
{
    const auto& handovers = context.ledger().handovers;
    const auto found = handovers.find(handover);
    if (found == handovers.end())
        return refusal(Errc::not_found, "{} bestaat niet in dit programma; kijk met handover list welke er zijn",
                       handover);
    return &found->second;
}

Result<const HandoverRecord*> find_open_handover(const Programme& programme, HandoverId handover, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    const Result<const HandoverRecord*> found = find_handover(handover, context);
    if (found && (*found)->final)
        return refusal(Errc::wrong_state,
                       "de score van {} is definitief; daarna verandert er niets meer, alleen een terugkommoment kan "
                       "er nog bij",
                       handover);
    return found;
}

Result<const HandoverRecord*> find_handover_in_writing(const Programme& programme, HandoverId handover,
                                                       Context& context)
{
    const Result<const HandoverRecord*> found = find_open_handover(programme, handover, context);
    if (found && (*found)->accepted_on)
        return refusal(Errc::wrong_state,
                       "{} is aanvaard en het document is dicht; wat daarna nog blijkt, hoort bij het terugkommoment "
                       "(handover checkup) of in het logboek (journal add)",
                       handover);
    return found;
}

bool is_giver_gone(const HandoverRecord& handover, Date today)
{
    return !handover.giver || handover.kind == LeaveKind::sudden || (handover.last_day && *handover.last_day < today);
}

bool is_giver(const HandoverRecord& handover, Context& context)
{
    return handover.giver && acts_for(*handover.giver, context.actor().person, context);
}

bool is_receiver(const HandoverRecord& handover, Context& context)
{
    return handover.receiver && acts_for(*handover.receiver, context.actor().person, context);
}

Result<void> check_may_write(const Programme& programme, HandoverId id, const HandoverRecord& handover,
                             Context& context)
{
    if (is_giver(handover, context))
        return {};
    if (!is_giver_gone(handover, context.today()) && !has_no_leaver_by_name(handover.kind))
        return refusal(
            Errc::not_allowed, "de vertrekker ({}) schrijft {} zelf{}; wie gaat weet wat niet in het logboek staat",
            *handover.giver, id, handover.last_day ? fmt::format(", tot en met {}", to_text(*handover.last_day)) : "");
    if (is_receiver(handover, context) || check_may_staff(programme, context))
        return {};
    return refusal(Errc::not_allowed,
                   "{} wordt uit het logboek samengesteld door de opvolger, het kernteam of de opdrachtgever, niet "
                   "door {}",
                   id, context.actor().person);
}

Result<void> check_is_receiver(std::string_view what, HandoverId id, const HandoverRecord& handover, Context& context)
{
    if (!handover.receiver)
        return refusal(Errc::wrong_state, "{} heeft nog geen opvolger; noem die eerst met handover receiver", id);
    if (is_receiver(handover, context))
        return {};
    return refusal(Errc::not_allowed, "alleen de opvolger ({}) {}, niet {}", *handover.receiver, what,
                   context.actor().person ? to_text(context.actor().person) : "een beheerder");
}

Result<HandedItem> parse_handed_item(std::string_view field, std::string_view text, const Programme& programme,
                                     Context& context)
{
    const Ledger& ledger = context.ledger();
    if (const auto task = id_in<TaskId>(text))
        return task_item(field, *task, programme, context);
    if (const auto promise = id_in<EntryId>(text)) {
        if (ledger.commitments.contains(*promise))
            return HandedItem{ItemKind::commitment, promise->value};
        return refusal_at(field, "{} is geen openstaande toezegging van {}", *promise, programme.id);
    }
    if (const auto area = id_in<AreaId>(text)) {
        if (ledger.areas.contains(*area))
            return HandedItem{ItemKind::area, area->value};
        return refusal_at(field, "{} hoort niet bij {}", *area, programme.id);
    }
    return refusal_at(field, "'{}' is '{}'; noem een taak (taak-12), een toezegging (regel-8) of een gebied (gebied-3)",
                      field, text);
}

std::optional<PersonId> household_team_of(const Programme& programme, const Task& task, Context& context)
{
    if (task.run)
        return programme.runs.at(*task.run).team;
    const std::optional<TaskOrigin> origin = context.find_task_origin(task.id);
    return origin ? origin->team : std::nullopt;
}

bool is_of_household(const Programme& programme, const CommitmentRecord& promise, Context& context)
{
    if (!promise.task)
        return false;
    if (const auto open = programme.tasks.find(*promise.task); open != programme.tasks.end())
        return household_team_of(programme, open->second, context).has_value();
    const std::optional<TaskOrigin> origin = context.find_task_origin(*promise.task);
    return origin && origin->team;
}

std::vector<HandedItem> open_items_of(const Programme& programme, const HandoverRecord& handover, Context& context)
{
    const Ledger& ledger = context.ledger();
    const Position& position = ledger.positions.at(handover.position);
    std::vector<HandedItem> items;
    for (const auto& [id, task] : programme.tasks)
        if (is_task_of(task, handover, position.role) && !household_team_of(programme, task, context))
            items.push_back({ItemKind::task, id.value});
    if (handover.giver)
        for (const auto& [id, promise] : ledger.commitments)
            if (promise.owner == handover.giver && !is_of_household(programme, promise, context))
                items.push_back({ItemKind::commitment, id.value});
    if (position.core)
        for (const auto& [id, area] : ledger.areas)
            if (area.kind == sub_area_kind)
                items.push_back({ItemKind::area, id.value});
    return items;
}

}  // namespace wd::domain
