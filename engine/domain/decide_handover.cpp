// Handing over a chair, from the first day to acceptance: who comes, what the leaver adds to what the log knows, the talk, the
// successor's own words, the chair that changes hands. What is judged afterwards is in decide_audit.cpp. See decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/deadlines.hpp"
#include "domain/decisions.hpp"
#include "domain/handover_checks.hpp"
#include "domain/records.hpp"
#include "domain/team.hpp"
#include "domain/work_of_chair.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

bool needs_leaver(LeaveKind kind)
{
    return kind == LeaveKind::announced || kind == LeaveKind::change_of_role || kind == LeaveKind::end_of_job;
}

// One handover of a chair at a time: the next begins when somebody has accepted.
Result<void> check_none_in_progress(const Ledger& ledger, PositionId position)
{
    for (const auto& [id, handover] : ledger.handovers)
        if (handover.position == position && !handover.accepted_on)
            return refusal(Errc::duplicate, "'{}' wordt al overgedragen in {}; ga daarmee verder",
                           ledger.positions.at(position).title, id);
    return {};
}

std::optional<AssignmentId> assignment_of(const Ledger& ledger, PositionId position, std::optional<PersonId> person)
{
    for (const auto& [id, assignment] : ledger.assignments)
        if (person && assignment.position == position && assignment.person == *person)
            return id;
    return {};
}

// Who can take a chair over: a person, team or group, and not the one who leaves it.
Result<void> check_successor(const HandoverRecord& handover, PersonId receiver, Context& context)
{
    if (receiver == handover.giver)
        return refusal_at("receiver", "{} draagt zelf over en kan niet ook de opvolger zijn; noem iemand anders",
                          receiver);
    return check_holder("receiver", receiver, context);
}

// The day that a task or promise has of its own.
std::optional<Date> own_day_of(const HandedItem& item, const Programme& programme, const Ledger& ledger)
{
    if (item.item == ItemKind::task)
        return programme.tasks.at(TaskId{item.id}).due;
    if (item.item == ItemKind::commitment)
        return ledger.commitments.at(EntryId{item.id}).due;
    return {};
}

Result<void> check_topic_answer(const AnswerTopic& command)
{
    switch (command.answer) {
    case TopicAnswer::told:
        if (!command.text)
            return refusal_at("text", "schrijf op wat er speelt, of kies 'geen bekend' of 'liever mondeling'");
        return check_text("text", *command.text);
    case TopicAnswer::oral:
        if (!command.text)
            return refusal_at("text", "noem bij 'liever mondeling' het onderwerp in een paar woorden");
        return check_topic("text", *command.text);
    case TopicAnswer::none_known:
        if (command.text)
            return refusal_at("text", "bij 'geen bekend' hoort geen tekst; laat die weg, of kies 'verteld'");
        return {};
    }
    return {};
}

void check_decisions(const std::vector<TaskId>& decisions, Context& context, Complaints& complaints)
{
    for (const TaskId decision : decisions) {
        const std::optional<TaskOrigin> origin = context.find_task_origin(decision);
        if (origin && origin->team)
            complaints.add(refusal_at("decisions", "{} hoort niet in een overdracht", decision));
        else if (!context.find_closed_task(decision))
            complaints.add(refusal_at("decisions", "{} is geen genomen besluit van dit programma", decision));
    }
}

void check_present(const HandoverRecord& handover, HandoverId id, const HandoverConversationHeld& held,
                   Complaints& complaints)
{
    if (held.giver && !handover.giver)
        complaints.add(refusal_at("giver", "{} heeft geen vertrekker; zeg 'giver' nee", id));
    if (held.receiver && !handover.receiver)
        complaints.add(refusal_at("receiver", "{} heeft nog geen opvolger; noem die eerst, of zeg 'receiver' nee", id));
    if (!held.giver && !held.receiver)
        complaints.add(refusal_at("receiver", "een gesprek zonder vertrekker en zonder opvolger is geen overdracht"));
}

void check_introductions(const std::vector<Introduction>& introductions, Context& context, Complaints& complaints)
{
    for (const Introduction& introduction : introductions) {
        if (!context.ledger().contacts.contains(introduction.contact))
            complaints.add(refusal_at("introductions", "{} is geen contact van dit programma", introduction.contact));
        if (introduction.by)
            complaints.add(check_person("introductions", *introduction.by, context));
    }
}

// From the given day, otherwise today, otherwise, when the chair has no room for two, the day after the leaver's last.
Result<AssignmentStarted> take_over_chair(const AcceptHandover& command, const HandoverRecord& handover,
                                          Context& context)
{
    Seat seat{handover.position, *handover.receiver, command.from.value_or(context.today()), command.hours};
    const Result<AssignmentStarted> now = take_seat(seat, context);
    if (now || command.from || !handover.last_day || *handover.last_day < context.today())
        return now;
    seat.from = *handover.last_day + std::chrono::days{1};
    const Result<AssignmentStarted> later = take_seat(seat, context);
    return later ? later : now;
}

}  // namespace

Result<Payloads> decide(const Programme& programme, const StartHandover& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    const Ledger& ledger = context.ledger();
    const std::optional<PositionId> position = find_position_id(ledger, command.role);
    const std::optional<AssignmentId> assignment =
        position ? assignment_of(ledger, *position, command.giver) : std::nullopt;
    Complaints complaints;
    complaints.add(check_may_staff(programme, context));
    complaints.add(check_role_exists("role", command.role, context));
    if (command.giver)
        complaints.add(check_person("giver", *command.giver, context));
    if (command.last_day)
        complaints.add(check_from("last_day", *command.last_day, context));
    if (needs_leaver(command.kind) || (command.kind == LeaveKind::sudden && assignment))
        complaints.add(refusal_at("kind",
                                  "wie een rol verlaat, begint de overdracht met assignment announce-end, of met "
                                  "assignment end als die al weg is"));
    if (position)
        complaints.add(check_none_in_progress(ledger, *position));
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{HandoverStarted{context.new_id<HandoverTag>(), *position, assignment, command.giver, command.kind,
                                    context.today(), command.last_day}};
}

Result<Payloads> decide(const Programme& programme, const NameReceiver& command, Context& context)
{
    const Result<const HandoverRecord*> handover = find_open_handover(programme, command.handover, context);
    if (!handover)
        return handover.error();
    if ((*handover)->accepted_on)
        return refusal(Errc::wrong_state,
                       "{} is al aanvaard door {}; wie daarna komt, begint met een nieuwe overdracht", command.handover,
                       *(*handover)->receiver);
    Complaints complaints;
    if (!is_giver(**handover, context))
        complaints.add(check_may_staff(programme, context));
    complaints.add(check_successor(**handover, command.receiver, context));
    if (!complaints.empty())
        return complaints.to_error();
    if ((*handover)->receiver == command.receiver)
        return refusal(Errc::duplicate, "{} is al de opvolger in {}", command.receiver, command.handover);
    return Payloads{HandoverReceiverNamed{command.handover, command.receiver}};
}

Result<Payloads> decide(const Programme& programme, const StateItem& command, Context& context)
{
    const Result<const HandoverRecord*> handover = find_handover_in_writing(programme, command.handover, context);
    if (!handover)
        return handover.error();
    const Result<HandedItem> item = parse_handed_item("item", command.item, programme, context);
    Complaints complaints;
    complaints.add(check_may_write(programme, command.handover, **handover, context));
    if (!item)
        complaints.add(item.error());
    complaints.add(check_text("reason", command.reason));
    if (command.state == ItemState::critical && !command.reason)
        complaints.add(refusal_at("reason", "wat kritiek is, heeft een reden; schrijf in een regel waarom"));
    for (const Text& line : command.if_then)
        complaints.add(check_text("if_then", line));
    if (command.owner)
        complaints.add(check_person("owner", *command.owner, context));
    if (command.owner && item && item->item == ItemKind::task)
        complaints.add(check_holder("owner", *command.owner, context));
    if (command.owner && command.owner == (*handover)->giver)
        complaints.add(refusal_at("owner", "{} vertrekt; noem wie het overneemt", *command.owner));
    if (command.due)
        complaints.add(check_due("due", *command.due, context));
    complaints.add(check_text("first_step", command.first_step));
    if (!complaints.empty())
        return complaints.to_error();
    HandoverItemStated stated;
    stated.handover = command.handover;
    stated.item = item->item;
    stated.id = item->id;
    stated.state = command.state;
    stated.reason = keep(context, command.reason, "reason");
    for (const Text& line : command.if_then)
        stated.if_then.push_back(context.keep(line, "note", std::nullopt));
    stated.owner = command.owner;
    stated.due = command.due ? command.due : own_day_of(*item, programme, context.ledger());
    stated.first_step = keep(context, command.first_step, "note");
    return Payloads{stated};
}

Result<Payloads> decide(const Programme& programme, const AnswerTopic& command, Context& context)
{
    const Result<const HandoverRecord*> handover = find_handover_in_writing(programme, command.handover, context);
    if (!handover)
        return handover.error();
    Complaints complaints;
    complaints.add(check_may_write(programme, command.handover, **handover, context));
    complaints.add(check_topic_answer(command));
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{
        HandoverTopicAnswered{command.handover, command.topic, command.answer, keep(context, command.text, "note")}};
}

Result<Payloads> decide(const Programme& programme, const CompleteHandover& command, Context& context)
{
    const Result<const HandoverRecord*> handover = find_handover_in_writing(programme, command.handover, context);
    if (!handover)
        return handover.error();
    Complaints complaints;
    complaints.add(check_may_write(programme, command.handover, **handover, context));
    if ((*handover)->told_by_leaver && !is_giver(**handover, context))
        complaints.add(refusal(Errc::wrong_state,
                               "het verhaal van {} is van de vertrekker zelf en blijft staan; vul aan per onderdeel "
                               "(handover item, handover topic)",
                               command.handover));
    complaints.add(check_text("story", command.story));
    check_decisions(command.decisions, context, complaints);
    for (const AccessGiven& access : command.access)
        complaints.add(check_text("access", access.what));
    if (!complaints.empty())
        return complaints.to_error();
    HandoverCompleted completed;
    completed.handover = command.handover;
    completed.story = context.keep(command.story, "text", std::nullopt);
    for (const TaskId decision : command.decisions)
        if (std::find(completed.decisions.begin(), completed.decisions.end(), decision) == completed.decisions.end())
            completed.decisions.push_back(decision);
    for (const AccessGiven& access : command.access)
        completed.access.push_back({context.keep(access.what, "note", std::nullopt), access.moved});
    completed.by_leaver = is_giver(**handover, context);
    completed.open = open_items_of(programme, **handover, context);
    return Payloads{completed};
}

Result<Payloads> decide(const Programme& programme, const HoldConversation& command, Context& context)
{
    const Result<const HandoverRecord*> handover = find_open_handover(programme, command.handover, context);
    if (!handover)
        return handover.error();
    HandoverConversationHeld held;
    held.handover = command.handover;
    held.date = command.date.value_or(context.today());
    held.giver = command.giver.value_or((*handover)->giver.has_value());
    held.receiver = command.receiver.value_or(true);
    held.residents = command.residents.value_or(false);
    held.walk = command.walk.value_or(false);
    held.questions = command.questions.value_or(0);
    held.introductions = command.introductions;
    Complaints complaints;
    if (!is_giver(**handover, context) && !is_receiver(**handover, context))
        complaints.add(check_may_staff(programme, context));
    complaints.add(check_past("date", held.date, context));
    if (held.date < (*handover)->announced_on)
        complaints.add(refusal_at("date",
                                  "'date' is {}, maar {} begon op {}; een gesprek van daarvoor ging niet over deze "
                                  "overdracht",
                                  to_text(held.date), command.handover, to_text((*handover)->announced_on)));
    check_present(**handover, command.handover, held, complaints);
    complaints.add(check_figure("questions", FieldKind::count, held.questions));
    check_introductions(command.introductions, context, complaints);
    complaints.add(check_text("note", command.note));
    if (!complaints.empty())
        return complaints.to_error();
    held.note = keep(context, command.note, "note");
    return Payloads{held};
}

Result<Payloads> decide(const Programme& programme, const RetellHandover& command, Context& context)
{
    const Result<const HandoverRecord*> handover = find_handover_in_writing(programme, command.handover, context);
    if (!handover)
        return handover.error();
    Complaints complaints;
    complaints.add(
        check_is_receiver("vertelt de overdracht na in eigen woorden", command.handover, **handover, context));
    complaints.add(check_text("text", command.text));
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{HandoverRetold{command.handover, context.keep(command.text, "text", std::nullopt)}};
}

Result<Payloads> decide(const Programme& programme, const AcceptHandover& command, Context& context)
{
    const Result<const HandoverRecord*> handover = find_open_handover(programme, command.handover, context);
    if (!handover)
        return handover.error();
    if ((*handover)->accepted_on)
        return refusal(Errc::wrong_state, "{} is al aanvaard, per {}", command.handover,
                       to_text(*(*handover)->accepted_on));
    if (const Result<void> may = check_is_receiver("aanvaardt", command.handover, **handover, context); !may)
        return may.error();
    if (!(*handover)->retold)
        return refusal(Errc::wrong_state,
                       "vertel eerst in eigen woorden na wat u overneemt (handover own-words); daarna kunt u {} "
                       "aanvaarden",
                       command.handover);
    if (command.from)
        if (const Result<void> ahead = check_due("from", *command.from, context); !ahead)
            return ahead.error();
    const Ledger& ledger = context.ledger();
    HandoverAccepted accepted{command.handover, (*handover)->position, *(*handover)->receiver,
                              command.from.value_or(context.today()), open_items_of(programme, **handover, context)};
    std::optional<AssignmentStarted> started;
    std::optional<AssignmentId> seat = assignment_of(ledger, accepted.position, accepted.receiver);
    if (seat)
        accepted.from = std::max(accepted.from, ledger.assignments.at(*seat).from);
    else {
        Result<AssignmentStarted> chair = take_over_chair(command, **handover, context);
        if (!chair)
            return chair.error();
        started = *chair;
        started->handover = command.handover;
        accepted.from = started->from;
        seat = started->assignment;
    }
    Payloads events{accepted};
    if (started)
        events.emplace_back(*started);
    if (accepted.from > context.today()) {
        events.emplace_back(TimerMoved{to_text(*seat), wake_on(TimerKind::begins, "", accepted.from)});
        return events;
    }
    for (Payload& event : work_goes_over(programme, **handover, accepted.receiver, context))
        events.push_back(std::move(event));
    return events;
}

}  // namespace wd::domain
