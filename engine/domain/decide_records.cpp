// What people write down about a programme: linkages, reach, measures, signals, the journal. Money and documents
// are in decide_ledger.cpp, promises and contacts in decide_commitments.cpp. See decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/checks.hpp"
#include "domain/decisions.hpp"
#include "domain/lessons.hpp"
#include "domain/records.hpp"

namespace wd::domain {

namespace {

void check_choice(const ChooseLinkage& command, const Context& context, Complaints& complaints)
{
    complaints.add(check_text("reason", command.reason));
    complaints.add(check_text("condition", command.condition));
    if (command.chosen) {
        if (command.condition || command.look_again)
            complaints.add(refusal_at("look_again",
                                      "wie een koppelkans kiest, hoeft niet te wachten: laat 'condition' en "
                                      "'look_again' weg"));
        return;
    }
    if (!command.reason)
        complaints.add(refusal_at("reason", "bewust niet koppelen mag; schrijf erbij waarom"));
    if (command.look_again)
        complaints.add(check_future("look_again", *command.look_again, context));
    else
        complaints.add(refusal_at("look_again", "bewust niet koppelen vraagt een dag om opnieuw te kijken"));
}

// A measure that no step asked for names itself.
struct Figure {
    std::string measure;
    FieldKind unit = FieldKind::number;
};

Result<Figure> asked_figure(const Programme& programme, const AddMeasure& command, Context& context)
{
    const Result<OpenTask> open = find_answerable(programme, *command.task, StepKind::measure, context);
    if (!open)
        return open.error();
    const Result<const MeasureTerms*> terms = find_terms<MeasureTerms>(*open);
    if (!terms)
        return terms.error();
    Complaints complaints;
    if (command.measure && *command.measure != (*terms)->measure)
        complaints.add(
            refusal_at("measure", "{} vraagt '{}', niet '{}'", *command.task, (*terms)->measure, *command.measure));
    if (command.unit && *command.unit != (*terms)->unit)
        complaints.add(refusal_at("unit", "'{}' is een {}, geen {}", (*terms)->measure, name_of((*terms)->unit),
                                  name_of(*command.unit)));
    if (command.programme && *command.programme != programme.id)
        complaints.add(
            refusal_at("programme", "{} hoort bij {}, niet bij {}", *command.task, programme.id, *command.programme));
    if (!complaints.empty())
        return complaints.to_error();
    return Figure{(*terms)->measure, (*terms)->unit};
}

Result<Figure> own_figure(const AddMeasure& command)
{
    const FieldKind unit = command.unit.value_or(FieldKind::number);
    Complaints complaints;
    complaints.add(check_word("measure", command.measure.value_or("")));
    if (unit != FieldKind::count && unit != FieldKind::number && unit != FieldKind::per_mille &&
        unit != FieldKind::money)
        complaints.add(
            refusal_at("unit", "een cijfer is geen '{}'; kies count, number, per_mille of money", name_of(unit)));
    if (!complaints.empty())
        return complaints.to_error();
    return Figure{*command.measure, unit};
}

}  // namespace

Result<Payloads> decide(const Programme& programme, const AddLinkage& command, Context& context)
{
    Complaints complaints;
    complaints.add(check_not_stopped(programme));
    complaints.add(check_text("subject", command.subject));
    if (command.area)
        complaints.add(check_area("area", *command.area, context));
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{LinkageAdded{context.new_id<EntryTag>(), command.level,
                                 context.keep(command.subject, "title", std::nullopt), command.area}};
}

Result<Payloads> decide(const Programme& programme, const ChooseLinkage& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    const auto linkage = context.ledger().linkages.find(command.linkage);
    if (linkage == context.ledger().linkages.end())
        return refusal(Errc::not_found, "koppelkans {} hoort niet bij {}", command.linkage, programme.id);
    if (linkage->second == LinkageState::chosen && command.chosen)
        return refusal(Errc::wrong_state, "koppelkans {} is al gekozen", command.linkage);
    Complaints complaints;
    check_choice(command, context, complaints);
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{LinkageDecided{command.linkage, command.chosen, keep(context, command.reason, "reason"),
                                   keep(context, command.condition, "note"), command.look_again}};
}

Result<void> check_people_reached(std::string_view field, std::int64_t people, Context& context)
{
    if (people <= 0)
        return refusal_at(field, "'{}' is {}; tel mensen die voor het eerst bereikt zijn, 1 of meer", field, people);
    if (people > people_max)
        return refusal_at(field, "'{}' is {}; dat kan niet, hoogstens {}", field, people, people_max);
    const std::optional<std::int64_t> inhabitants = find_inhabitants(context.ledger());
    if (inhabitants && people > *inhabitants)
        return refusal_at(field, "'{}' is {} en dat is meer dan er wonen ({})", field, people, *inhabitants);
    return {};
}

std::optional<std::int64_t> find_inhabitants(const Ledger& ledger)
{
    const json::value population = programme_fact(ledger, "population", {});
    const json::object* facts = population.if_object();
    const json::value* people = facts == nullptr ? nullptr : facts->if_contains("inhabitants");
    return people == nullptr ? std::nullopt : std::optional{people->to_number<std::int64_t>()};
}

Result<Payloads> decide(const Programme& programme, const RecordReach& command, Context& context)
{
    const Date date = command.date.value_or(context.today());
    Complaints complaints;
    complaints.add(check_not_stopped(programme));
    complaints.add(check_word("channel", command.channel));
    complaints.add(check_people_reached("people", command.people, context));
    if (command.group)
        complaints.add(check_word("group", *command.group));
    complaints.add(check_past("date", date, context));
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{ReachRecorded{context.new_id<EntryTag>(), command.channel, command.people, command.group, date}};
}

Result<Payloads> decide(const Programme& programme, const AddMeasure& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    const Result<Figure> figure = command.task ? asked_figure(programme, command, context) : own_figure(command);
    if (!figure)
        return figure.error();
    const Date date = command.date.value_or(context.today());
    Complaints complaints;
    complaints.add(check_figure("value", figure->unit, command.value));
    complaints.add(check_past("date", date, context));
    if (!command.source)
        complaints.add(
            refusal_at("source", "'{}' heeft een bron nodig: waar komt het cijfer vandaan?", figure->measure));
    complaints.add(check_text("source", command.source));
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{MeasureRecorded{context.new_id<EntryTag>(), figure->measure, command.value, figure->unit,
                                    keep(context, command.source, "source"), date, command.task}};
}

Result<Payloads> decide(const Programme& programme, const SendSignal& command, Context& context)
{
    const Date date = command.date.value_or(context.today());
    Complaints complaints;
    complaints.add(check_not_stopped(programme));
    complaints.add(check_word("kind", command.kind));
    complaints.add(check_text("text", command.text));
    complaints.add(check_past("date", date, context));
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{
        SignalReceived{context.new_id<EntryTag>(), command.kind, keep(context, command.text, "text"), date}};
}

Result<Payloads> decide(const Programme& programme, const AddJournal& command, Context& context)
{
    const Date date = command.date.value_or(context.today());
    const bool oral = command.oral.value_or(false);
    Complaints complaints;
    complaints.add(check_not_stopped(programme));
    complaints.add(oral ? check_topic("text", command.text) : check_text("text", command.text));
    complaints.add(check_past("date", date, context));
    if (command.area)
        complaints.add(check_area("area", *command.area, context));
    if (command.taken_from && command.kind != JournalKind::lesson)
        complaints.add(
            refusal_at("taken_from", "alleen een les neemt u over van een ander programma; zet 'kind' op les"));
    if (!complaints.empty())
        return complaints.to_error();
    return Payloads{JournalAdded{context.new_id<EntryTag>(), command.kind,
                                 context.keep(command.text, "text", std::nullopt), oral, date, command.area,
                                 command.before_wijkdraad.value_or(false), command.taken_from}};
}

Result<void> check_taken_lesson(ProgrammeId taker, EntryId lesson, const std::optional<LessonOrigin>& origin)
{
    if (!origin || origin->kind != JournalKind::lesson)
        return refusal_at("taken_from", "{} is geen les; kijk met journal list welke lessen een ander programma heeft",
                          lesson);
    if (origin->programme == taker)
        return refusal_at("taken_from", "les {} is van {} zelf; overnemen kan van een ander programma", lesson, taker);
    return {};
}

}  // namespace wd::domain
