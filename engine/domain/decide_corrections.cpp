// Putting right what one wrote oneself; the old line stays in the log. See decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/decisions.hpp"
#include "domain/forms.hpp"
#include "domain/promises.hpp"
#include "domain/records.hpp"
#include "domain/step_lookup.hpp"
#include "domain/words.hpp"

#include <algorithm>
#include <array>

namespace wd::domain {

namespace {

// What a field of an entry holds.
enum class Shape {
    text,
    story,  // text, or a topic where somebody would rather tell it
    link,
    word,
    level,
    journal_kind,
    money_kind,
    people,
    cents,
    figure,
    past_date,
    date,
    person,
    organisation,
    area,
    checksum,
    yes_no,
};

struct Correctable {
    EntryKind entry;
    std::string_view field;
    Shape shape;
};

// The closed list. What identifies an entry (the measure it is of, "van voor Wijkdraad", the task it answers) stays as it is.
constexpr std::array correctable = std::to_array<Correctable>({
    {EntryKind::linkage, "level", Shape::level},
    {EntryKind::linkage, "subject", Shape::text},
    {EntryKind::linkage, "area", Shape::area},
    {EntryKind::reach, "channel", Shape::word},
    {EntryKind::reach, "people", Shape::people},
    {EntryKind::reach, "group", Shape::word},
    {EntryKind::reach, "date", Shape::past_date},
    {EntryKind::measure, "value", Shape::figure},
    {EntryKind::measure, "source", Shape::text},
    {EntryKind::measure, "date", Shape::past_date},
    {EntryKind::signal, "kind", Shape::word},
    {EntryKind::signal, "text", Shape::text},
    {EntryKind::signal, "date", Shape::past_date},
    {EntryKind::journal, "kind", Shape::journal_kind},
    {EntryKind::journal, "text", Shape::story},
    {EntryKind::journal, "date", Shape::past_date},
    {EntryKind::journal, "area", Shape::area},
    {EntryKind::money, "kind", Shape::money_kind},
    {EntryKind::money, "cents", Shape::cents},
    {EntryKind::money, "from", Shape::date},
    {EntryKind::money, "until", Shape::date},
    {EntryKind::money, "payer", Shape::organisation},
    {EntryKind::money, "note", Shape::text},
    {EntryKind::document, "title", Shape::text},
    {EntryKind::document, "link", Shape::link},
    {EntryKind::document, "date", Shape::date},
    {EntryKind::document, "checksum", Shape::checksum},
    {EntryKind::document, "holder", Shape::person},
    {EntryKind::commitment, "text", Shape::text},
    {EntryKind::commitment, "owner", Shape::person},
    {EntryKind::commitment, "due", Shape::date},
    {EntryKind::commitment, "to", Shape::text},
    {EntryKind::commitment, "made_by", Shape::person},
    {EntryKind::commitment, "occasion", Shape::text},
    {EntryKind::contact, "name", Shape::text},
    {EntryKind::contact, "known_by", Shape::person},
    {EntryKind::contact, "since", Shape::past_date},
    {EntryKind::contact, "group", Shape::word},
    {EntryKind::contact, "key", Shape::yes_no},
    {EntryKind::contact, "told", Shape::yes_no},
    {EntryKind::contact, "channel", Shape::text},
    {EntryKind::past_decision, "text", Shape::text},
    {EntryKind::past_decision, "date", Shape::past_date},
    {EntryKind::past_decision, "by", Shape::person},
    {EntryKind::comment, "text", Shape::text},
});

Result<Shape> find_shape(EntryKind kind, std::string_view field)
{
    for (const Correctable& line : correctable)
        if (line.entry == kind && line.field == field)
            return line.shape;
    const std::vector<std::string_view> known = correctable_fields(kind);
    return refusal_at("field", "van een {} kan '{}' niet verbeterd worden{}; wel {}", dutch(name_of(kind)), field,
                      did_you_mean(field, known), join_or(known));
}

// Reads the new value as the record's own command would, and says that it fits.
template <class T>
Result<T> read_value(std::string_view field, const json::value& given)
{
    T out{};
    codec::Complaints complaints;
    codec::read_into(out, given, codec::Path{}, complaints);
    if (!complaints.list.empty())
        return refusal_at(field, "'{}' {}", field, complaints.list.front().message);
    return out;
}

template <class E>
Result<json::value> read_word(std::string_view field, const json::value& given)
{
    const Result<E> value = read_value<E>(field, given);
    if (!value)
        return value.error();
    return json::value(name_of(*value));
}

// `check` takes the value that was read; what it lets through becomes the JSON that `shown` makes of it.
template <class T, class Check, class Shown>
Result<json::value> read_checked(std::string_view field, const json::value& given, Check check, Shown shown)
{
    const Result<T> value = read_value<T>(field, given);
    if (!value)
        return value.error();
    if (const Result<void> sound = check(*value); !sound)
        return sound.error();
    return json::value(shown(*value));
}

Result<json::value> read_date(Shape shape, std::string_view field, const json::value& given, const Context& context)
{
    return read_checked<Date>(
        field, given,
        [&](Date date) {
            return shape == Shape::past_date ? check_past(field, date, context) : check_day(field, date);
        },
        [](Date date) { return to_text(date); });
}

Result<json::value> read_id(Shape shape, std::string_view field, const json::value& given, Context& context)
{
    const auto number = [](auto id) { return id.value; };
    if (shape == Shape::area)
        return read_checked<AreaId>(
            field, given, [&](AreaId id) { return check_area(field, id, context); }, number);
    if (shape == Shape::organisation)
        return read_checked<PersonId>(
            field, given, [&](PersonId id) { return check_organisation(field, id, context); }, number);
    return read_checked<PersonId>(
        field, given, [&](PersonId id) { return check_person(field, id, context); }, number);
}

Result<json::value> read_count(Shape shape, const EntryFacts& entry, std::string_view field, const json::value& given,
                               Context& context)
{
    const auto itself = [](std::int64_t value) { return value; };
    const auto check = [&](std::int64_t value) -> Result<void> {
        if (shape == Shape::people)
            return check_people_reached(field, value, context);
        return shape == Shape::cents ? check_cents(field, value)
                                     : check_figure(field, entry.unit.value_or(FieldKind::number), value);
    };
    return read_checked<std::int64_t>(field, given, check, itself);
}

Result<json::value> read_corrected(Shape shape, const EntryFacts& entry, std::string_view field,
                                   const json::value& given, Context& context)
{
    switch (shape) {
    case Shape::word:
        return read_checked<std::string>(
            field, given, [&](const std::string& word) { return check_word(field, word); },
            [](const std::string& word) { return word; });
    case Shape::level: return read_word<LinkageLevel>(field, given);
    case Shape::journal_kind: return read_word<JournalKind>(field, given);
    case Shape::money_kind: return read_word<MoneyKind>(field, given);
    case Shape::people:
    case Shape::cents:
    case Shape::figure: return read_count(shape, entry, field, given, context);
    case Shape::past_date:
    case Shape::date: return read_date(shape, field, given, context);
    case Shape::person:
    case Shape::organisation:
    case Shape::area: return read_id(shape, field, given, context);
    case Shape::checksum:
        return read_checked<Sha256>(
            field, given, [](const Sha256&) { return Result<void>{}; },
            [](const Sha256& digest) { return to_hex(digest); });
    case Shape::yes_no:
        return read_checked<bool>(
            field, given, [](bool) { return Result<void>{}; }, [](bool value) { return value; });
    case Shape::text:
    case Shape::story:
    case Shape::link: break;  // typed text: see check_typed
    }
    WD_ASSERT(false);
    return json::value{};
}

bool is_typed(Shape shape)
{
    return shape == Shape::text || shape == Shape::story || shape == Shape::link;
}

Result<void> check_typed(Shape shape, const EntryFacts& entry, const CorrectEntry& command)
{
    if (!command.text || !command.value.is_null())
        return refusal_at("text", "'{}' is tekst; zet de verbeterde tekst in 'text'", command.field);
    if (shape == Shape::story && entry.oral)
        return check_topic("text", *command.text);
    return shape == Shape::link ? check_link("text", *command.text) : check_text("text", *command.text);
}

// Only one's own, and by somebody: the engine and imports without a name correct nothing.
Result<void> check_own(PersonId by, std::string_view what, const Context& context)
{
    if (Result<void> somebody = check_somebody(context); !somebody)
        return somebody;
    if (by == context.actor().person)
        return {};
    return refusal(Errc::not_allowed, "{} is van {}; alleen wie iets vastlegde, verbetert het", what,
                   by ? to_text(by) : "niemand met naam");
}

// The question that a closed task was asked, with the bundle of that time.
Result<const Field*> find_question(TaskId task, std::string_view field, Context& context)
{
    const std::optional<TaskOrigin> origin = context.find_task_origin(task);
    const Workflow* workflow = origin ? context.find_workflow(origin->hash) : nullptr;
    const Step* step = workflow == nullptr ? nullptr : find_step(*workflow, origin->path);
    if (step == nullptr)
        return refusal(Errc::unavailable,
                       "de workflow van {} is hier niet te lezen; laat een beheerder die installeren", task);
    const Form* form = find_form(*workflow, step->form);
    if (form == nullptr)
        return refusal_at("field", "{} had geen vragen; er valt geen antwoord te verbeteren", task);
    return find_field(*form, field);
}

}  // namespace

std::vector<std::string_view> correctable_fields(EntryKind kind)
{
    std::vector<std::string_view> fields;
    for (const Correctable& line : correctable)
        if (line.entry == kind)
            fields.push_back(line.field);
    return fields;
}

Result<Payloads> decide(const Programme& programme, const CorrectEntry& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    const std::optional<EntryFacts> facts = context.find_entry(command.entry);
    if (!facts)
        return refusal(Errc::not_found, "{} staat niet in {}", command.entry, programme.id);
    if (const Result<void> own = check_own(facts->by, to_text(command.entry), context); !own)
        return own.error();
    if (facts->kind == EntryKind::learning)
        return refusal(Errc::wrong_state,
                       "{} is een leervraag en die krijgt een nieuwe versie: learning answer {} --text \"…\"",
                       command.entry, command.entry);
    if (facts->kind == EntryKind::contact && !context.ledger().contacts.contains(command.entry))
        return refusal(Errc::wrong_state, "contact {} is weggehaald; er valt niets meer te verbeteren", command.entry);
    const Result<Shape> shape = find_shape(facts->kind, command.field);
    if (!shape)
        return shape.error();
    if (const Result<void> reason = check_text("reason", command.reason); !reason)
        return reason.error();

    EntryCorrected corrected{command.entry, command.field, {}, {}, {}};
    if (is_typed(*shape)) {
        if (const Result<void> sound = check_typed(*shape, *facts, command); !sound)
            return sound.error();
        corrected.text = keep(context, command.text, *shape == Shape::link ? "link" : "text");
    } else {
        if (command.text)
            return refusal_at("text", "'{}' is geen tekst; zet de verbetering in 'value'", command.field);
        Result<json::value> value = read_corrected(*shape, *facts, command.field, command.value, context);
        if (!value)
            return value.error();
        corrected.value = std::move(*value);
    }
    corrected.reason = keep(context, command.reason, "reason");
    Payloads events = after_correction(context.ledger(), corrected, context);
    events.insert(events.begin(), std::move(corrected));
    return events;
}

Result<Payloads> decide(const Programme& programme, const CorrectAnswer& command, Context& context)
{
    if (const Result<void> going = check_not_stopped(programme); !going)
        return going.error();
    if (programme.tasks.contains(command.task))
        return refusal(Errc::wrong_state, "{} is nog open; geef het antwoord gewoon bij het afronden", command.task);
    const std::optional<ClosedTaskFacts> facts = context.find_closed_task(command.task);
    if (!facts)
        return refusal(Errc::not_found, "{} heeft in {} geen antwoorden om te verbeteren", command.task, programme.id);
    if (const Result<void> own = check_own(facts->by, to_text(command.task), context); !own)
        return own.error();
    const Result<const Field*> field = find_question(command.task, command.field, context);
    if (!field)
        return field.error();
    Result<json::value> value = read_answer(**field, command.value, context);
    if (!value)
        return value.error();
    if (const Result<void> reason = check_text("reason", command.reason); !reason)
        return reason.error();
    return Payloads{AnswerCorrected{command.task, make_answer(**field, std::move(*value), context),
                                    keep(context, command.reason, "reason")}};
}

}  // namespace wd::domain
