// Chairs, who sits in them, who leaves, who stands in. Who is away is in decide_absence.cpp. See decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/checks.hpp"
#include "domain/deadlines.hpp"
#include "domain/decisions.hpp"
#include "domain/team.hpp"
#include "domain/work_of_chair.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

constexpr int hours_max = 168;  // there are no more in a week

Result<void> check_hours(std::optional<int> hours)
{
    if (!hours || (*hours >= 1 && *hours <= hours_max))
        return {};
    return refusal_at("hours", "'hours' is {}; een week heeft 1 tot en met {} uur", *hours, hours_max);
}

// A chair with hours is not held by more than its hours on one day, as far as the holders' hours are known. Hours of nobody are
// those of the whole chair.
Result<void> check_room(const Ledger& ledger, const Seat& seat)
{
    const std::optional<int> all = ledger.positions.at(seat.position).hours;
    if (!all)
        return {};
    int taken = 0;
    std::vector<std::string> holders;
    for (const auto& [id, assignment] : ledger.assignments)
        if (assignment.position == seat.position && (!assignment.last_day || seat.from <= *assignment.last_day)) {
            taken += assignment.hours.value_or(*all);
            holders.push_back(fmt::format("{} ({} uur)", assignment.person, assignment.hours.value_or(*all)));
        }
    const int wanted = seat.hours.value_or(*all);
    if (taken + wanted <= *all)
        return {};
    return refusal_at(
        "hours", "de rol '{}' heeft {} uur per week en vanaf {} zijn er {} vergeven aan {}; {} uur erbij past niet",
        ledger.positions.at(seat.position).title, *all, to_text(seat.from), taken, join_and(holders), wanted);
}

// A chair that is handed over goes to who accepts it, and is not filled beside the handover: unless its hours leave room for a
// colleague beside the leaver, who counts also after the last day, because what becomes free is for the successor.
Result<void> check_not_handed_over(const Ledger& ledger, const Seat& seat)
{
    Ledger staying = ledger;
    bool has_room = ledger.positions.at(seat.position).hours.has_value();
    std::optional<HandoverId> going;
    for (const auto& [id, handover] : ledger.handovers) {
        if (handover.position != seat.position || handover.accepted_on)
            continue;
        going = id;
        if (handover.receiver == seat.person)
            return refusal(Errc::wrong_state,
                           "{} is de opvolger in {} en neemt de rol '{}' zelf over, na eigen woorden (handover "
                           "own-words), met handover accept",
                           seat.person, id, ledger.positions.at(seat.position).title);
        const auto leaver =
            handover.assignment ? staying.assignments.find(*handover.assignment) : staying.assignments.end();
        if (leaver == staying.assignments.end())
            has_room = false;
        else
            leaver->second.last_day.reset();
    }
    if (!going || (has_room && check_room(staying, seat)))
        return {};
    return refusal(Errc::wrong_state,
                   "de rol '{}' wordt overgedragen in {}; noem {} daar als opvolger (handover receiver), dan gaat de "
                   "rol over met handover accept",
                   ledger.positions.at(seat.position).title, *going, seat.person);
}

// Programmes start in mid-life, so who sat first in a chair may be recorded afterwards. Whoever comes later begins today or later:
// an overlap or a filled vacancy that nobody saw would flatter the figures. Whoever left a chair has a handover.
Result<void> check_no_hindsight(const Ledger& ledger, const Seat& seat, Date today)
{
    if (seat.from >= today)
        return {};
    const bool held = std::any_of(ledger.assignments.begin(), ledger.assignments.end(), [&](const auto& entry) {
        return entry.second.position == seat.position && entry.second.from <= today;
    });
    const bool left = std::any_of(ledger.handovers.begin(), ledger.handovers.end(), [&](const auto& entry) {
        return entry.second.position == seat.position && entry.second.assignment;
    });
    if (!held && !left)
        return {};
    return refusal_at("from",
                      "'from' is {}, maar in de rol '{}' {}; wie erbij komt begint vandaag ({}) of later, anders "
                      "verandert achteraf hoe lang de rol bezet was",
                      to_text(seat.from), ledger.positions.at(seat.position).title,
                      held ? "zit al iemand" : "zat al eerder iemand", to_text(today));
}

Result<void> check_not_there(const Ledger& ledger, const Seat& seat)
{
    const bool there = std::any_of(ledger.assignments.begin(), ledger.assignments.end(), [&](const auto& entry) {
        const Assignment& assignment = entry.second;
        return assignment.position == seat.position && assignment.person == seat.person &&
               (!assignment.last_day || seat.from <= *assignment.last_day);
    });
    if (!there)
        return {};
    return refusal(Errc::duplicate, "{} heeft de rol '{}' al", seat.person, ledger.positions.at(seat.position).role);
}

void check_seat(const Seat& seat, Complaints& complaints, Context& context)
{
    complaints.add(check_holder("person", seat.person, context));
    complaints.add(check_from("from", seat.from, context));
    complaints.add(check_hours(seat.hours));
}

AssignmentStarted started(const Seat& seat, Context& context)
{
    return {context.new_id<AssignmentTag>(), seat.position, seat.person, seat.from, seat.hours};
}

Result<const Assignment*> find_assignment(const Ledger& ledger, AssignmentId id)
{
    const auto found = ledger.assignments.find(id);
    if (found == ledger.assignments.end())
        return refusal(Errc::wrong_state, "{} is al geëindigd of hoort niet bij dit programma", id);
    return &found->second;
}

// The newest about it.
std::optional<HandoverId> handover_of(const Ledger& ledger, AssignmentId assignment)
{
    std::optional<HandoverId> newest;
    for (const auto& [id, handover] : ledger.handovers)
        if (handover.assignment == assignment)
            newest = id;
    return newest;
}

// The handover by which somebody sits in this chair on that day; null when nobody has taken it over by then.
const HandoverRecord* handover_taken_over(const Ledger& ledger, AssignmentId leaving, Date day)
{
    const std::optional<HandoverId> id = handover_of(ledger, leaving);
    const HandoverRecord* handover = id ? &ledger.handovers.at(*id) : nullptr;
    return handover != nullptr && handover->accepted_on && *handover->accepted_on <= day ? handover : nullptr;
}

// The leaver may say so; so may the core team and the commissioner.
Result<void> check_may_end(const Programme& programme, const Assignment& assignment, Context& context)
{
    if (context.actor().person && acts_for(assignment.person, context.actor().person, context))
        return {};
    return check_may_staff(programme, context);
}

void announce(AssignmentId id, const Assignment& assignment, Date last_day, LeaveKind kind, Payloads& events,
              Context& context)
{
    const HandoverId handover = context.new_id<HandoverTag>();
    events.emplace_back(AssignmentEndAnnounced{id, assignment.position, assignment.person, last_day, kind, handover});
    HandoverStarted started;
    started.handover = handover;
    started.position = assignment.position;
    started.assignment = id;
    started.giver = assignment.person;
    started.kind = kind;
    started.announced_on = context.today();
    started.last_day = last_day;
    events.emplace_back(started);
}

// Who keeps an empty chair when no deputy was named: the project leader, or whoever leads in another way.
std::optional<PersonId> keeper_of(const Programme& programme, PositionId position, Date day, const Ledger& ledger)
{
    const auto keeps = [&](std::string_view role) -> std::optional<PersonId> {
        const std::optional<PositionId> leading = find_position_id(ledger, role);
        if (!leading || *leading == position)
            return {};
        const std::vector<PersonId> workers = workers_on(ledger, *leading, day);
        return workers.empty() ? std::nullopt : std::optional{workers.front()};
    };
    if (const std::optional<PersonId> leader = keeps("projectleider"))
        return leader;
    for (const auto& [id, other] : ledger.positions)
        if (other.core && !other.residents)
            if (const std::optional<PersonId> holder = keeps(other.role))
                return holder;
    return programme.commissioner;
}

bool leads_back(const Ledger& ledger, PositionId position, PersonId deputy)
{
    Ledger after = ledger;
    after.positions.at(position).deputy = deputy;
    const std::vector<PersonId> chain = deputies_of(after, position);
    return std::any_of(ledger.assignments.begin(), ledger.assignments.end(), [&](const auto& entry) {
        return entry.second.position == position &&
               std::find(chain.begin(), chain.end(), entry.second.person) != chain.end();
    });
}

// The longest chain of deputies of any chair once this deputy is named, circles apart: a chain also grows from behind.
std::size_t longest_chain(const Ledger& ledger, PositionId position, PersonId deputy)
{
    const auto deputy_of = [&](PositionId of) { return of == position ? deputy : ledger.positions.at(of).deputy; };
    const auto stands_in_for = [&](PersonId person) -> std::optional<PersonId> {
        for (const auto& [id, assignment] : ledger.assignments)
            if (assignment.person == person)
                if (const std::optional<PersonId> next = deputy_of(assignment.position))
                    return next;
        return {};
    };
    std::size_t longest = 0;
    for (const auto& [id, chair] : ledger.positions) {
        std::vector<PersonId> chain;
        for (std::optional<PersonId> next = deputy_of(id);
             next && std::find(chain.begin(), chain.end(), *next) == chain.end(); next = stands_in_for(*next))
            chain.push_back(*next);
        if (std::find(chain.begin(), chain.end(), deputy) != chain.end())
            longest = std::max(longest, chain.size());
    }
    return longest;
}

}  // namespace

Payloads begin_of_assignment(const Programme& programme, AssignmentId id, Context& context)
{
    Payloads events{TimerFired{to_text(id), TimerKind::begins}};
    const Assignment& seat = context.ledger().assignments.at(id);
    const HandoverRecord* taken_over = nullptr;  // the newest by which this person got the chair
    for (const auto& [handover, record] : context.ledger().handovers)
        if (record.accepted_on && record.position == seat.position && record.receiver == seat.person)
            taken_over = &record;
    if (taken_over == nullptr)
        return events;
    for (Payload& event : work_goes_over(programme, *taken_over, seat.person, context))
        events.push_back(std::move(event));
    return events;
}

Payloads end_of_assignment(const Programme& programme, AssignmentId id, Date last_day, Context& context)
{
    const Ledger& ledger = context.ledger();
    const Assignment& assignment = ledger.assignments.at(id);
    const Position& position = ledger.positions.at(assignment.position);
    const Date after = last_day + std::chrono::days{1};
    Payloads events{AssignmentEnded{id, assignment.position, assignment.person, last_day}};
    const HandoverRecord* taken_over = handover_taken_over(ledger, id, after);
    if (becomes_vacant(ledger, id, last_day)) {
        if (!position.deputy && !position.residents)
            if (const auto keeper = keeper_of(programme, assignment.position, after, ledger))
                events.emplace_back(DeputyNamed{assignment.position, keeper});
        events.emplace_back(PositionVacant{assignment.position, after});
    }
    const bool stays = std::any_of(ledger.assignments.begin(), ledger.assignments.end(), [&](const auto& entry) {
        return entry.first != id && entry.second.person == assignment.person;
    });
    for (const auto& [chair, other] : ledger.positions)
        if (!stays && other.deputy == assignment.person)
            events.emplace_back(DeputyNamed{chair, {}});
    Payloads work = taken_over == nullptr ? work_goes_back(programme, id, last_day, context)
                                          : work_goes_over(programme, *taken_over, *taken_over->receiver, context);
    for (Payload& event : work)
        events.push_back(std::move(event));
    return events;
}

Result<Payloads> decide(const Programme& programme, const AddPosition& command, Context& context)
{
    Complaints complaints;
    complaints.add(check_not_stopped(programme));
    complaints.add(check_may_staff(programme, context));
    complaints.add(check_word("role", command.role));
    complaints.add(check_text("title", Text{command.title}));
    complaints.add(check_hours(command.hours));
    for (const Competence& competence : command.competences)
        complaints.add(check_word("competences", competence.name));
    if (find_position_id(context.ledger(), command.role))
        complaints.add(refusal_at("role", "dit programma heeft de rol '{}' al", command.role));
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{PositionAdded{context.new_id<PositionTag>(), command.role, command.title,
                                  command.core.value_or(false), command.residents.value_or(false), command.hours,
                                  command.competences}};
}

Result<AssignmentStarted> take_seat(const Seat& seat, Context& context)
{
    Complaints complaints;
    check_seat(seat, complaints, context);
    if (!complaints.empty())
        return complaints.to_error();
    for (const Result<void>& fits : {check_not_there(context.ledger(), seat), check_room(context.ledger(), seat)})
        if (!fits)
            return fits.error();
    return started(seat, context);
}

Result<Payloads> decide(const Programme& programme, const StartAssignment& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    const Ledger& ledger = context.ledger();
    const std::optional<PositionId> position = find_position_id(ledger, command.role);
    const Seat seat{position.value_or(PositionId{}), command.person, command.from.value_or(context.today()),
                    command.hours};
    Complaints complaints;
    if (context.actor().person)  // who administers the installation seats the first people
        complaints.add(check_may_staff(programme, context));
    complaints.add(check_role_exists("role", command.role, context));
    check_seat(seat, complaints, context);
    if (!complaints.empty())
        return complaints.to_error();
    for (const Result<void>& fits : {check_not_there(ledger, seat), check_not_handed_over(ledger, seat),
                                     check_no_hindsight(ledger, seat, context.today()), check_room(ledger, seat)})
        if (!fits)
            return fits.error();
    return Payloads{started(seat, context)};
}

Result<Payloads> decide(const Programme& programme, const AnnounceEnd& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    const Result<const Assignment*> assignment = find_assignment(context.ledger(), command.assignment);
    if (!assignment)
        return assignment.error();
    Complaints complaints;
    complaints.add(check_may_end(programme, **assignment, context));
    complaints.add(check_due("last_day", command.last_day, context));
    if (command.last_day < (*assignment)->from)
        complaints.add(refusal_at("last_day", "de laatste dag ({}) ligt voor de eerste ({}); kies een latere dag",
                                  to_text(command.last_day), to_text((*assignment)->from)));
    if (command.kind == LeaveKind::sudden)
        complaints.add(refusal_at("kind",
                                  "wie van de ene op de andere dag weg is, kondigt niets aan; gebruik "
                                  "assignment end"));
    if (!complaints.empty())
        return complaints.to_error();
    if ((*assignment)->last_day)
        return refusal(Errc::wrong_state, "het einde van {} is al aangekondigd: {}", command.assignment,
                       to_text(*(*assignment)->last_day));
    Payloads events;
    announce(command.assignment, **assignment, command.last_day, command.kind.value_or(LeaveKind::announced), events,
             context);
    events.emplace_back(
        TimerMoved{to_text(command.assignment), wake_on(TimerKind::ends, "", command.last_day + std::chrono::days{1})});
    return events;
}

Result<Payloads> decide(const Programme& programme, const EndAssignment& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    const Result<const Assignment*> assignment = find_assignment(context.ledger(), command.assignment);
    if (!assignment)
        return assignment.error();
    const Date last_day = command.last_day.value_or(context.today());
    Complaints complaints;
    complaints.add(check_may_end(programme, **assignment, context));
    complaints.add(check_past("last_day", last_day, context));
    if (last_day < (*assignment)->from)
        complaints.add(refusal_at("last_day", "de laatste dag ({}) ligt voor de eerste ({}); kies een latere dag",
                                  to_text(last_day), to_text((*assignment)->from)));
    if (!complaints.empty())
        return complaints.to_error();
    Payloads events;
    if (!handover_of(context.ledger(), command.assignment))
        announce(command.assignment, **assignment, last_day, LeaveKind::sudden, events, context);
    for (Payload& event : end_of_assignment(programme, command.assignment, last_day, context))
        events.push_back(std::move(event));
    return events;
}

Result<Payloads> decide(const Programme& programme, const NameDeputy& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    const Ledger& ledger = context.ledger();
    const std::optional<PositionId> position = find_position_id(ledger, command.role);
    Complaints complaints;
    complaints.add(check_may_staff(programme, context));
    complaints.add(check_role_exists("role", command.role, context));
    if (command.deputy)
        complaints.add(check_holder("deputy", *command.deputy, context));
    if (!complaints.empty())
        return complaints.to_error();
    if (!command.deputy && !ledger.positions.at(*position).deputy)
        return refusal(Errc::duplicate, "de rol '{}' heeft al geen waarnemer", command.role);
    if (ledger.positions.at(*position).deputy == command.deputy)
        return refusal(Errc::duplicate, "{} is al waarnemer van '{}'", *command.deputy, command.role);
    if (command.deputy && leads_back(ledger, *position, *command.deputy))
        return refusal_at(
            "deputy",
            "{} als waarnemer van '{}' maakt een kring: het werk zou terugkomen bij wie de rol zelf heeft; "
            "noem iemand anders",
            *command.deputy, command.role);
    if (command.deputy && longest_chain(ledger, *position, *command.deputy) > deputies_max)
        return refusal_at("deputy", "{} als waarnemer van '{}' maakt een keten van meer dan {}; noem iemand anders",
                          *command.deputy, command.role, deputies_max);
    return Payloads{DeputyNamed{*position, command.deputy}};
}

}  // namespace wd::domain
