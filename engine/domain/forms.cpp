// Answers against a form. See forms.hpp and decisions.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/forms.hpp"

#include "domain/access.hpp"
#include "domain/checks.hpp"
#include "domain/decisions.hpp"

#include <algorithm>
#include <set>

namespace wd::domain {

namespace {

std::string_view view_of(const json::string& text)
{
    return {text.data(), text.size()};
}

// The value as it was given, short enough for a sentence.
std::string shown(const json::value& value)
{
    constexpr std::size_t shown_max = 40;
    std::string text = json::serialize(value);
    if (text.size() <= shown_max)
        return text;
    std::size_t end = shown_max;
    while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)  // not in the middle of a character
        --end;
    return text.substr(0, end) + "…";
}

Error not_this(const Field& field, std::string_view wanted, const json::value& given)
{
    return refusal_at(field.id, "'{}' ({}) verwacht {}, niet {}", field.title, field.id, wanted, shown(given));
}

std::vector<std::string_view> option_ids(const Field& field)
{
    std::vector<std::string_view> ids;
    for (const Option& option : field.options)
        ids.push_back(option.id);
    return ids;
}

Result<json::value> read_option(const Field& field, const json::value& given)
{
    const std::vector<std::string_view> known = option_ids(field);
    if (!given.is_string())
        return not_this(field, join_or(known), given);
    const std::string_view id = view_of(given.get_string());
    if (std::find(known.begin(), known.end(), id) == known.end())
        return not_this(field, join_or(known), given);
    return given;
}

Result<json::value> read_options(const Field& field, const json::value& given)
{
    if (!given.is_array())
        return not_this(field, fmt::format("een lijst uit {}", join_or(option_ids(field))), given);
    std::set<std::string_view> seen;
    for (const json::value& item : given.get_array()) {
        const Result<json::value> option = read_option(field, item);
        if (!option)
            return option.error();
        if (!seen.insert(view_of(item.get_string())).second)
            return refusal_at(field.id, "'{}' ({}) noemt {} twee keer; één keer is genoeg", field.title, field.id,
                              shown(item));
    }
    return given;
}

std::string_view number_words(FieldKind kind)
{
    switch (kind) {
    case FieldKind::count: return "een aantal: een heel getal van 0 of meer";
    case FieldKind::per_mille: return "een promille: een heel getal van 0 tot en met 1000 (250 is 25 %)";
    case FieldKind::money: return "een bedrag in hele centen";
    default: return "een heel getal";
    }
}

Result<json::value> read_number(const Field& field, const json::value& given)
{
    boost::system::error_code failure;
    const std::int64_t value = given.is_number() && !given.is_double() ? given.to_number<std::int64_t>(failure) : 0;
    if (!given.is_number() || given.is_double() || failure)
        return not_this(field, number_words(field.kind), given);
    const std::int64_t bound = field.kind == FieldKind::money ? cents_max : count_max;
    if (field.kind != FieldKind::number && (value > bound || value < -bound))
        return not_this(field, fmt::format("een getal van hoogstens {}", bound), given);
    // Money on a form may go down as well as up ("wat verandert er per maand"), unless the question says `min`.
    if (field.kind != FieldKind::money && !check_figure(field.id, field.kind, value))
        return not_this(field, number_words(field.kind), given);
    if (field.min && value < *field.min)
        return not_this(field, fmt::format("een getal van {} of meer", *field.min), given);
    if (field.max && value > *field.max)
        return not_this(field, fmt::format("een getal van hoogstens {}", *field.max), given);
    return json::value(value);
}

Result<json::value> read_date(const Field& field, const json::value& given)
{
    const Result<Date> date = given.is_string() ? parse_date(view_of(given.get_string())) : Date{};
    if (!given.is_string() || !date)
        return not_this(field, "een datum, bijvoorbeeld 2026-11-20", given);
    if (!is_plausible(*date))
        return not_this(field, "een datum van 1900 tot en met 2199", given);
    return given;
}

// "gebied-12" or 12; the number when it is one.
template <class IdType>
std::optional<IdType> find_id(const json::value& given)
{
    if (given.is_int64() && given.get_int64() > 0)
        return IdType{given.get_int64()};
    if (!given.is_string())
        return {};
    const Result<std::int64_t> number = parse_id_number(view_of(given.get_string()), IdType::tag::prefix);
    return number ? std::optional{IdType{*number}} : std::nullopt;
}

Result<json::value> read_person(const Field& field, const json::value& given, Context& context)
{
    const auto person = find_id<PersonId>(given);
    if (!person || !context.find_person(*person))
        return not_this(field, "iemand die in Wijkdraad staat, bijvoorbeeld persoon-12", given);
    return json::value(person->value);
}

Result<json::value> read_area(const Field& field, const json::value& given, Context& context)
{
    const auto area = find_id<AreaId>(given);
    if (!area || !context.ledger().areas.contains(*area))
        return not_this(field, "een gebied van dit programma, bijvoorbeeld gebied-12", given);
    return json::value(area->value);
}

Result<json::value> read_text(const Field& field, const json::value& given)
{
    if (!given.is_string())
        return not_this(field, "tekst", given);
    if (const Result<void> fits = check_text(field.id, Text{std::string(view_of(given.get_string()))}); !fits)
        return fits.error();
    return given;
}

// Left open: not there, null, an empty list or blank text.
bool is_left_open(const json::value* given)
{
    if (given == nullptr || given->is_null())
        return true;
    if (given->is_array())
        return given->get_array().empty();
    return given->is_string() && trimmed(view_of(given->get_string())).empty();
}

std::vector<std::string_view> field_ids(const Form& form)
{
    std::vector<std::string_view> ids;
    for (const Field& field : form.fields)
        ids.push_back(field.id);
    return ids;
}

void add_unknown_fields(const Form& form, const json::object& given, Complaints& complaints)
{
    const std::vector<std::string_view> known = field_ids(form);
    for (const auto& member : given) {
        const std::string_view key{member.key().data(), member.key().size()};
        if (std::find(known.begin(), known.end(), key) == known.end())
            complaints.add(refusal_at(key, "'{}' is geen vraag van '{}'{}", key, form.title, did_you_mean(key, known)));
    }
}

}  // namespace

Result<json::value> read_answer(const Field& field, const json::value& given, Context& context)
{
    switch (field.kind) {
    case FieldKind::count:
    case FieldKind::number:
    case FieldKind::per_mille:
    case FieldKind::money: return read_number(field, given);
    case FieldKind::date: return read_date(field, given);
    case FieldKind::yes_no:
        if (!given.is_bool())
            return not_this(field, "ja of nee (true of false)", given);
        return given;
    case FieldKind::choice: return read_option(field, given);
    case FieldKind::choices: return read_options(field, given);
    case FieldKind::person: return read_person(field, given, context);
    case FieldKind::area: return read_area(field, given, context);
    case FieldKind::text: return read_text(field, given);
    }
    WD_ASSERT(false);
    return json::value{};
}

Answer make_answer(const Field& field, json::value value, Context& context)
{
    if (field.kind != FieldKind::text)
        return Answer{field.id, std::move(value), {}};
    return Answer{field.id, {}, context.keep(Text{std::string(view_of(value.get_string()))}, "answer", std::nullopt)};
}

Result<const Field*> find_field(const Form& form, std::string_view id)
{
    for (const Field& field : form.fields)
        if (field.id == id)
            return &field;
    return refusal_at(id, "'{}' is geen vraag van '{}'{}", id, form.title, did_you_mean(id, field_ids(form)));
}

Result<std::vector<Answer>> check_answers(const Form& form, const json::value& answers, Context& context)
{
    if (!answers.is_null() && !answers.is_object())
        return refusal_at("answers", "de antwoorden op '{}' horen in een object {{ vraag: antwoord }}", form.title);
    const json::object none;
    const json::object& given = answers.is_object() ? answers.get_object() : none;

    Complaints complaints;
    std::vector<std::pair<const Field*, json::value>> read;
    for (const Field& field : form.fields) {
        const json::value* answer = given.if_contains(field.id);
        if (is_left_open(answer)) {
            if (!field.standard.is_null())
                read.emplace_back(&field, field.standard);
            else if (field.required)
                complaints.add(refusal_at(field.id, "'{}' ({}) is nog niet beantwoord", field.title, field.id));
            continue;
        }
        const Result<json::value> value = read_answer(field, *answer, context);
        if (value)
            read.emplace_back(&field, *value);
        else
            complaints.add(value.error());
    }
    add_unknown_fields(form, given, complaints);
    if (!complaints.empty())
        return complaints.to_error();

    std::vector<Answer> made;
    made.reserve(read.size());
    for (auto& [field, value] : read)
        made.push_back(make_answer(*field, std::move(value), context));
    return made;
}

Result<std::vector<Answer>> check_answers(const OpenTask& open, const json::value& answers, Context& context)
{
    if (open.task.form) {
        const Form* form = open.workflow == nullptr ? nullptr : find_form(*open.workflow, *open.task.form);
        if (form == nullptr)
            return refusal(Errc::unavailable,
                           "het formulier '{}' van {} is hier niet te lezen; laat een beheerder de workflow "
                           "installeren",
                           *open.task.form, open.task.id);
        return check_answers(*form, answers, context);
    }
    const bool empty = answers.is_null() || (answers.is_object() && answers.get_object().empty());
    if (!empty)
        return refusal_at("answers", "{} heeft geen vragen; laat de antwoorden weg", open.task.id);
    return std::vector<Answer>{};
}

}  // namespace wd::domain
