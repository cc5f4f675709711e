// Promises, and the people outside the team who matter: made, changed, kept or withdrawn; listed, known, removed. See
// decisions.hpp and promises.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/checks.hpp"
#include "domain/deadlines.hpp"
#include "domain/decisions.hpp"
#include "domain/promises.hpp"
#include "domain/team.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

TimerKey silence_timer(EntryId promise)
{
    return {RunId{}, to_text(promise), TimerKind::silent};
}

Result<const CommitmentRecord*> find_promise(const Programme& programme, EntryId id, Context& context)
{
    const Ledger& ledger = context.ledger();
    if (const auto found = ledger.commitments.find(id); found != ledger.commitments.end())
        return &found->second;
    const std::optional<EntryFacts> entry = context.find_entry(id);
    if (entry && entry->kind == EntryKind::commitment)
        return refusal(Errc::wrong_state, "toezegging {} is al afgesloten; leg een nieuwe vast met commitment add", id);
    return refusal(Errc::not_found, "toezegging {} hoort niet bij {}", id, programme.id);
}

bool stands_in(PersonId owner, PersonId actor, Context& context)
{
    const std::vector<PersonId> workers = workers_for(context.ledger(), owner, context.today());
    return std::any_of(workers.begin(), workers.end(), [&](PersonId one) { return acts_for(one, actor, context); });
}

// Who owns it or stands in, who made it or wrote it down, and the core team.
Result<void> check_may_speak(const Programme& programme, EntryId id, const CommitmentRecord& promise, Context& context)
{
    if (Result<void> named = check_by_name("een toezegging veranderen", context); !named)
        return named;
    const PersonId actor = context.actor().person;
    const std::optional<EntryFacts> entry = context.find_entry(id);
    if (!actor || is_core(programme, context) || (entry && entry->by == actor) ||
        (promise.owner && (acts_for(*promise.owner, actor, context) || stands_in(*promise.owner, actor, context))) ||
        (promise.made_by && acts_for(*promise.made_by, actor, context)))
        return {};
    return refusal(Errc::not_allowed,
                   "toezegging {} is van {}; alleen die, wie de toezegging deed en het kernteam veranderen of sluiten "
                   "haar",
                   id, promise.owner ? to_text(*promise.owner) : "niemand");
}

// Both or none: who told it, and when.
void check_told(std::optional<PersonId> by, std::optional<Date> on, Context& context, Complaints& complaints)
{
    if (by)
        complaints.add(check_person("told_by", *by, context));
    if (on)
        complaints.add(check_past("told_on", *on, context));
    if (by && !on)
        complaints.add(refusal_at("told_on", "{} heeft het verteld, maar wanneer? Vul 'told_on' in", *by));
    if (on && !by)
        complaints.add(refusal_at("told_by", "het is verteld op {}, maar door wie? Vul 'told_by' in", to_text(*on)));
}

std::optional<CommitmentTold> told(std::optional<PersonId> by, std::optional<Date> on)
{
    return by ? std::optional{CommitmentTold{*by, *on}} : std::nullopt;
}

Result<void> check_contact(const Programme& programme, EntryId contact, Context& context)
{
    if (context.ledger().contacts.contains(contact))
        return {};
    const std::optional<EntryFacts> entry = context.find_entry(contact);
    if (entry && entry->kind == EntryKind::contact)
        return refusal(Errc::wrong_state, "contact {} is weggehaald; er is niets meer van bewaard", contact);
    return refusal(Errc::not_found, "contact {} hoort niet bij {}", contact, programme.id);
}

}  // namespace

// --- Silence

void watch_promise(EntryId promise, std::optional<PersonId> owner, std::optional<Date> due, Payloads& events,
                   const Context& context)
{
    if (!owner)
        events.emplace_back(CommitmentSilent{promise, Silence::no_owner});
    else if (due && *due < context.today())
        events.emplace_back(CommitmentSilent{promise, Silence::overdue});
    else if (due)
        events.emplace_back(TimerMoved{to_text(promise), wake_on(TimerKind::silent, "", *due + std::chrono::days{1})});
}

Payloads watch_promises(const Programme& programme, const std::vector<UnwatchedPromise>& promises, Context& context)
{
    const Ledger& ledger = context.ledger();
    Payloads events;
    for (const UnwatchedPromise& unwatched : promises) {
        const auto found = ledger.commitments.find(unwatched.promise);
        if (found == ledger.commitments.end() || found->second.silent ||
            programme.timers.contains(silence_timer(unwatched.promise)))
            continue;
        if (unwatched.owner_left)
            events.emplace_back(CommitmentSilent{unwatched.promise, Silence::owner_left});
        else
            watch_promise(unwatched.promise, found->second.owner, found->second.due, events, context);
    }
    return events;
}

std::optional<Silence> silence_of(const Programme& programme, EntryId promise, const CommitmentRecord& record,
                                  Date today)
{
    if (record.silent)
        return record.silent;
    if (!record.owner)
        return Silence::no_owner;
    if (record.due && *record.due < today && programme.timers.contains(silence_timer(promise)))
        return Silence::overdue;
    return {};
}

Payloads after_correction(const Ledger& ledger, const EntryCorrected& corrected, const Context& context)
{
    Payloads events;
    const auto found = ledger.commitments.find(corrected.entry);
    if (found == ledger.commitments.end() || (corrected.field != "owner" && corrected.field != "due"))
        return events;
    const CommitmentRecord& promise = found->second;
    CommitmentChanged changed;
    changed.entry = corrected.entry;
    if (corrected.field == "owner") {
        changed.owner = PersonId{corrected.value.as_int64()};
        if (promise.silent != Silence::no_owner && promise.silent != Silence::owner_left)
            return events;
        events.emplace_back(changed);
        watch_promise(corrected.entry, changed.owner, promise.due, events, context);
        return events;
    }
    changed.due = parse_date(std::string_view{corrected.value.as_string()}).value();
    const bool past = *changed.due < context.today();
    if (promise.silent && (promise.silent != Silence::overdue || past))
        return events;
    if (promise.silent)
        events.emplace_back(changed);
    watch_promise(corrected.entry, promise.owner, changed.due, events, context);
    return events;
}

// --- Promises

Result<Payloads> decide(const Programme& programme, const AddCommitment& command, Context& context)
{
    const bool earlier = command.before_wijkdraad.value_or(false);
    Complaints complaints;
    complaints.add(check_not_stopped(programme));
    complaints.add(check_text("text", command.text));
    complaints.add(check_text("to", command.to));
    complaints.add(check_text("occasion", command.occasion));
    if (command.owner)
        complaints.add(check_person("owner", *command.owner, context));
    if (command.made_by)
        complaints.add(check_person("made_by", *command.made_by, context));
    if (command.due)
        complaints.add(earlier ? check_day("due", *command.due) : check_due("due", *command.due, context));
    if (command.at)
        complaints.add(check_occasion("at", programme, *command.at, context));
    if (!complaints.empty())
        return complaints.to_error();
    CommitmentAdded added;
    added.entry = context.new_id<EntryTag>();
    added.text = context.keep(command.text, "text", std::nullopt);
    added.owner = command.owner;
    added.due = command.due;
    added.task = command.at;
    added.before_wijkdraad = earlier;
    added.to = keep(context, command.to, "name");
    added.made_by = command.made_by;
    added.occasion = keep(context, command.occasion, "text");
    Payloads events{added};
    watch_promise(added.entry, added.owner, added.due, events, context);
    return events;
}

Result<Payloads> decide(const Programme& programme, const ChangeCommitment& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    const Result<const CommitmentRecord*> promise = find_promise(programme, command.commitment, context);
    if (!promise)
        return promise.error();
    if (const Result<void> may = check_may_speak(programme, command.commitment, **promise, context); !may)
        return may.error();
    Complaints complaints;
    complaints.add(check_text("reason", command.reason));
    if (command.owner)
        complaints.add(check_person("owner", *command.owner, context));
    if (command.due)
        complaints.add(check_due("due", *command.due, context));
    check_told(command.told_by, command.told_on, context, complaints);
    if (!command.owner && !command.due && !command.reason && !command.told_by && !command.told_on)
        complaints.add(refusal_at("due",
                                  "zeg wat er verandert aan toezegging {}: een andere eigenaar, een andere dag, een "
                                  "reden, of wie het verteld heeft",
                                  command.commitment));
    if (!complaints.empty())
        return complaints.to_error();

    const CommitmentRecord before = **promise;
    Payloads events{CommitmentChanged{command.commitment, command.owner, command.due,
                                      keep(context, command.reason, "reason"), told(command.told_by, command.told_on)}};
    const std::optional<PersonId> owner = command.owner ? command.owner : before.owner;
    const std::optional<Date> due = command.due ? command.due : before.due;
    if (before.silent == Silence::owner_left && !command.owner)
        events.emplace_back(CommitmentSilent{command.commitment, Silence::owner_left});
    else if (!owner || !due || *due >= context.today())  // of a day that has passed, this was the word
        watch_promise(command.commitment, owner, due, events, context);
    return events;
}

Result<Payloads> decide(const Programme& programme, const CloseCommitment& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    const Result<const CommitmentRecord*> promise = find_promise(programme, command.commitment, context);
    if (!promise)
        return promise.error();
    if (const Result<void> may = check_may_speak(programme, command.commitment, **promise, context); !may)
        return may.error();
    const CommitmentEnd how = command.how.value_or(CommitmentEnd::kept);
    const Date date = command.date.value_or(context.today());
    Complaints complaints;
    complaints.add(check_past("date", date, context));
    complaints.add(check_text("reason", command.reason));
    check_told(command.told_by, command.told_on, context, complaints);
    if (how == CommitmentEnd::withdrawn && !command.reason)
        complaints.add(refusal_at("reason", "een toezegging intrekken vraagt een reden; schrijf waarom het niet gaat"));
    if (how == CommitmentEnd::withdrawn && !command.told_by && !command.told_on)
        complaints.add(refusal_at("told_by",
                                  "een toezegging is pas ingetrokken als dat verteld is aan wie het beloofd was; vul "
                                  "'told_by' en 'told_on' in"));
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{CommitmentClosed{command.commitment, how, date, keep(context, command.reason, "reason"),
                                     told(command.told_by, command.told_on)}};
}

// --- Contacts

Result<Payloads> decide(const Programme& programme, const AddContact& command, Context& context)
{
    Complaints complaints;
    complaints.add(check_not_stopped(programme));
    complaints.add(check_text("name", command.name));
    complaints.add(check_text("channel", command.channel));
    if (command.known_by)
        complaints.add(check_person("known_by", *command.known_by, context));
    if (command.since)
        complaints.add(check_past("since", *command.since, context));
    if (command.group)
        complaints.add(check_word("group", *command.group));
    if (!complaints.empty())
        return complaints.to_error();
    ContactAdded added;
    added.entry = context.new_id<EntryTag>();
    added.name = context.keep(command.name, "name", std::nullopt);
    added.known_by = command.known_by;
    added.since = command.since;
    added.before_wijkdraad = command.before_wijkdraad.value_or(false);
    added.group = command.group;
    added.key = command.key;
    added.told = command.told;
    added.channel = keep(context, command.channel, "note");
    return Payloads{added};
}

Result<Payloads> decide(const Programme& programme, const DeclareRelation& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    if (const Result<void> somebody = check_somebody(context); !somebody)
        return somebody.error();
    if (const Result<void> known = check_contact(programme, command.contact, context); !known)
        return known.error();
    if (command.since)
        if (const Result<void> past = check_past("since", *command.since, context); !past)
            return past.error();
    return Payloads{RelationDeclared{command.contact, context.actor().person, command.since}};
}

// Whoever the contact asks may do it: all who take part, and who put the contact there.
Result<Payloads> decide(const Programme& programme, const RemoveContact& command, Context& context)
{
    if (const Result<void> named = check_by_name("een contact weghalen", context); !named)
        return named.error();
    if (const Result<void> known = check_contact(programme, command.contact, context); !known)
        return known.error();
    const PersonId actor = context.actor().person;
    const std::optional<EntryFacts> entry = context.find_entry(command.contact);
    if (actor && !takes_part(programme, context) && !(entry && entry->by == actor))
        return refusal(Errc::not_allowed,
                       "contact {} wordt weggehaald door wie meedoet in {}; {} heeft daar nu geen rol", command.contact,
                       programme.id, actor);
    return Payloads{ContactRemoved{command.contact}};
}

}  // namespace wd::domain
