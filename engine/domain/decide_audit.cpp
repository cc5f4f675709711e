// Judging a handover that was accepted: the independent rating, the right of reply, the final score, and the terugkommomenten. The
// score itself is computed from these events (rubric.hpp). See decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/audit_draw.hpp"
#include "domain/check_ups.hpp"
#include "domain/checks.hpp"
#include "domain/decisions.hpp"
#include "domain/handover_checks.hpp"
#include "domain/rubric.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

constexpr int element_count = static_cast<int>(rubric_elements.size());

// Who coordinates handovers (workflows/overdracht) is asked because that is no work of the team.
constexpr std::string_view coordinating_role = "coordinator";

// As the actor when they are one: groups count with all their members, whichever of the two is the group.
class AsActor {
public:
    AsActor(PersonId actor, Context& context) : actor_(actor), context_(context) {}
    PersonId operator()(PersonId person) const
    {
        return acts_for(person, actor_, context_) || acts_for(actor_, person, context_) ? actor_ : person;
    }
    std::optional<PersonId> operator()(std::optional<PersonId> person) const
    {
        return person ? std::optional{(*this)(*person)} : std::nullopt;
    }

private:
    PersonId actor_;
    Context& context_;
};

HandoverPeople people_around(const Programme& programme, HandoverId id, PersonId actor, Context& context)
{
    const Ledger& ledger = context.ledger();
    const AsActor as_actor{actor, context};
    HandoverPeople people;
    people.giver = as_actor(ledger.handovers.at(id).giver).value_or(PersonId{});
    people.receiver = as_actor(ledger.handovers.at(id).receiver);
    people.commissioner = as_actor(programme.commissioner);
    const auto is_of_team = [&](PositionId chair) { return ledger.positions.at(chair).role != coordinating_role; };
    for (const auto& [assignment, seat] : ledger.assignments)
        if (is_of_team(seat.position))
            people.team.push_back(as_actor(seat.person));
    for (const auto& [position, chair] : ledger.positions)
        if (chair.deputy && is_of_team(position))
            people.deputies.push_back(as_actor(*chair.deputy));
    for (const auto& [other, handover] : ledger.handovers)
        if (other != id && is_of_team(handover.position))
            for (const std::optional<PersonId>& person : {handover.giver, handover.receiver})
                if (person)
                    people.earlier.push_back(as_actor(*person));
    return people;
}

Result<PerElement> read_ratings(const std::vector<int>& ratings)
{
    if (ratings.size() != rubric_elements.size())
        return refusal_at("ratings",
                          "'ratings' heeft {} cijfers; geef er {}, voor elk onderdeel een, van 0 tot en met {}",
                          ratings.size(), element_count, rating_max);
    const PerElement points{ratings[0], ratings[1], ratings[2], ratings[3],
                            ratings[4], ratings[5], ratings[6], ratings[7]};
    if (const Result<void> sound = check_ratings(points); !sound)
        return sound.error();
    return points;
}

// A rater may think again until the score is final; another one comes second.
Result<void> check_turn(const RateHandover& command, const HandoverRecord& handover, PersonId rater)
{
    const bool second = command.second.value_or(false);
    if (second && !handover.rater)
        return refusal(Errc::wrong_state, "{} heeft nog geen eerste beoordeling; geef die eerst, zonder 'second'",
                       command.handover);
    const std::optional<PersonId> before = second ? handover.second_rater : handover.rater;
    if (!before || *before == rater)
        return {};
    return refusal(Errc::conflict, "{} is al beoordeeld door {}{}", command.handover, *before,
                   second ? " als tweede" : "; geef een tweede beoordeling met 'second'");
}

// How the successor fares is asked of the successor; who rated may write it down too, and so may the core team.
Result<void> check_may_check_up(const Programme& programme, const HandoverRecord& handover, Context& context)
{
    const PersonId actor = context.actor().person;
    if (is_receiver(handover, context) || (actor && (handover.rater == actor || handover.second_rater == actor)))
        return {};
    return check_may_staff(programme, context);
}

void check_missing(const std::vector<Omission>& missing, Complaints& complaints)
{
    for (const Omission& omission : missing) {
        if (omission.element < 1 || omission.element > element_count)
            complaints.add(refusal_at("missing", "onderdeel {} bestaat niet; kies 1 tot en met {}", omission.element,
                                      element_count));
        complaints.add(check_text("missing", omission.text));
    }
}

}  // namespace

Result<Payloads> decide(const Programme& programme, const RateHandover& command, Context& context)
{
    const Result<const HandoverRecord*> handover = find_open_handover(programme, command.handover, context);
    if (!handover)
        return handover.error();
    if (const Result<void> named = check_somebody(context); !named)
        return named.error();
    const PersonId rater = context.actor().person;
    const bool second = command.second.value_or(false);
    if (!(*handover)->accepted_on)
        return refusal(Errc::wrong_state, "{} is nog niet aanvaard; beoordelen kan als de opvolger de rol overneemt",
                       command.handover);
    HandoverPeople people = people_around(programme, command.handover, rater, context);
    if (second)
        people.first_rater = (*handover)->rater;
    Complaints complaints;
    complaints.add(check_rater(people, rater));
    if (const Result<PerElement> ratings = read_ratings(command.ratings); !ratings)
        complaints.add(ratings.error());
    complaints.add(check_text("note", command.note));
    if (!complaints.empty())
        return complaints.to_error();
    if (const Result<void> turn = check_turn(command, **handover, rater); !turn)
        return turn.error();
    return Payloads{HandoverRated{command.handover, rater, second, command.ratings, command.oversized.value_or(false),
                                  keep(context, command.note, "note")}};
}

Result<Payloads> decide(const Programme& programme, const ReplyToHandover& command, Context& context)
{
    const Result<const HandoverRecord*> handover = find_open_handover(programme, command.handover, context);
    if (!handover)
        return handover.error();
    if (!is_giver(**handover, context) && !is_receiver(**handover, context))
        return refusal(Errc::not_allowed, "alleen de vertrekker en de opvolger reageren op de score van {}",
                       command.handover);
    if (!(*handover)->rater)
        return refusal(Errc::wrong_state, "{} is nog niet beoordeeld; reageren kan daarna", command.handover);
    if (const Result<void> sound = check_text("text", command.text); !sound)
        return sound.error();
    const PersonId person = is_giver(**handover, context) ? *(*handover)->giver : *(*handover)->receiver;
    return Payloads{HandoverReplied{command.handover, person, context.keep(command.text, "text", person)}};
}

Result<Payloads> decide(const Programme& programme, const CloseHandoverScore& command, Context& context)
{
    const Result<const HandoverRecord*> found = find_open_handover(programme, command.handover, context);
    if (!found)
        return found.error();
    const HandoverRecord& handover = **found;
    if (const Result<void> named = check_by_name("een score definitief maken", context); !named)
        return named.error();
    if (const PersonId actor = context.actor().person)
        if (!check_rater(people_around(programme, command.handover, actor, context), actor))
            return refusal(Errc::not_allowed,
                           "een score wordt definitief gemaakt door wie van buiten het team beoordeelt; {} hoort daar "
                           "niet bij",
                           actor);
    if (!handover.rated_on)
        return refusal(Errc::wrong_state, "{} is nog niet beoordeeld; zonder beoordeling blijft de score voorlopig",
                       command.handover);
    // Only whether they replied matters here; which event it was, the log knows.
    const auto replied = [&](std::optional<PersonId> person) -> std::optional<std::int64_t> {
        return person && handover.replied.contains(*person) ? std::optional<std::int64_t>{1} : std::nullopt;
    };
    const RightOfReply reply{*handover.rated_on, replied(handover.giver), replied(handover.receiver)};
    const RubricInForce rubric = context.rubric();
    if (const Result<void> over = check_reply_over(rubric.settings, reply, context.today()); !over)
        return over.error();
    return Payloads{
        HandoverScoreClosed{command.handover, rubric.event ? std::optional{rubric.settings} : std::nullopt}};
}

Result<Payloads> decide(const Programme& programme, const CheckUpHandover& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    const Result<const HandoverRecord*> found = find_handover(command.handover, context);
    if (!found)
        return found.error();
    const HandoverRecord& handover = **found;
    if (!handover.accepted_on)
        return refusal(Errc::wrong_state, "{} is nog niet aanvaard; het terugkommoment komt daarna", command.handover);
    const std::vector<int> held(handover.checkups.begin(), handover.checkups.end());
    Complaints complaints;
    complaints.add(check_may_check_up(programme, handover, context));
    complaints.add(
        check_check_up(context.rubric().settings, *handover.accepted_on, held, command.day, context.today()));
    check_missing(command.missing, complaints);
    complaints.add(check_text("surprise", command.surprise));
    complaints.add(check_figure("still_called", FieldKind::count, command.still_called.value_or(0)));
    if (command.first_met)
        complaints.add(check_past("first_met", *command.first_met, context));
    complaints.add(check_text("fresh_look", command.fresh_look));
    if (!complaints.empty())
        return complaints.to_error();
    Payloads events;
    HandoverCheckedUp checked{command.handover, command.day, context.today(), {}, {}, 0, {}, {}};
    if (command.fresh_look) {
        checked.fresh_look = context.new_id<EntryTag>();
        events.emplace_back(JournalAdded{*checked.fresh_look, JournalKind::fresh_look,
                                         context.keep(*command.fresh_look, "text", std::nullopt), false,
                                         context.today(), std::nullopt, false});
    }
    for (const Omission& omission : command.missing)
        checked.missing.push_back(
            {omission.element, omission.critical.value_or(false), context.keep(omission.text, "text", std::nullopt)});
    checked.surprise = keep(context, command.surprise, "text");
    checked.still_called = command.still_called.value_or(0);
    checked.first_met = command.first_met;
    events.emplace_back(checked);
    return events;
}

}  // namespace wd::domain
