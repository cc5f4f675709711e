// Shared checks. See checks.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/checks.hpp"

#include "base/limits.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

constexpr std::size_t word_max = 64;
constexpr std::chrono::days ahead_max{366};
constexpr std::chrono::days far_away{50 * 366};  // no programme plans so far ahead: the year is a slip of the pen

}  // namespace

Result<void> check_text(std::string_view field, const Text& text)
{
    if (trimmed(text.value).empty())
        return refusal_at(field, "'{}' is leeg; schrijf er een zin bij", field);
    if (!is_utf8(text.value))
        return refusal_at(field, "'{}' is geen geldige tekst (UTF-8)", field);
    if (text.value.size() > limits::content_max)
        return refusal_at(field, "'{}' is te lang: {} tekens van hoogstens {}", field, text.value.size(),
                          limits::content_max);
    return {};
}

Result<void> check_text(std::string_view field, const std::optional<Text>& text)
{
    return text ? check_text(field, *text) : Result<void>{};
}

bool is_word(std::string_view text)
{
    return !text.empty() && text.size() <= word_max && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

Result<void> check_word(std::string_view field, std::string_view text)
{
    if (is_word(text))
        return {};
    return refusal_at(field, "'{}' is '{}'; gebruik kleine letters, cijfers en _, bijvoorbeeld 'aan_de_deur'", field,
                      text);
}

bool is_plausible(Date date)
{
    const int year = static_cast<int>(std::chrono::year_month_day{date}.year());
    return year >= 1900 && year < 2200;
}

Result<void> check_day(std::string_view field, Date date)
{
    if (is_plausible(date))
        return {};
    return refusal_at(field, "'{}' is {}; een datum ligt van 1900 tot en met 2199, klopt het jaar?", field,
                      to_text(date));
}

Result<void> check_past(std::string_view field, Date date, const Context& context)
{
    if (date <= context.today())
        return check_day(field, date);
    return refusal_at(field, "'{}' is {} en dat ligt na vandaag ({}); vul in wanneer het echt was", field,
                      to_text(date), to_text(context.today()));
}

Result<void> check_from(std::string_view field, Date from, const Context& context)
{
    if (from <= context.today() + ahead_max)
        return check_day(field, from);
    return refusal_at(field, "'{}' is {}; dat kan hoogstens een jaar vooruit, tot en met {}", field, to_text(from),
                      to_text(context.today() + ahead_max));
}

Result<void> check_due(std::string_view field, Date date, const Context& context)
{
    if (date < context.today())
        return refusal_at(field, "'{}' is {} en dat is al voorbij; kies vandaag ({}) of later", field, to_text(date),
                          to_text(context.today()));
    if (date > context.today() + far_away)
        return refusal_at(field, "'{}' is {} en dat is meer dan vijftig jaar vooruit; klopt het jaar?", field,
                          to_text(date));
    return {};
}

Result<void> check_future(std::string_view field, Date date, const Context& context)
{
    if (date == context.today())
        return refusal_at(field, "'{}' is vandaag ({}); kies een dag die nog komt", field, to_text(date));
    return check_due(field, date, context);
}

Result<void> check_person(std::string_view field, PersonId person, Context& context)
{
    if (context.find_person(person))
        return {};
    Error error =
        refusal_at(field, "'{}' is {}, maar die staat niet in Wijkdraad; voeg die persoon eerst toe", field, person);
    error.code = Errc::not_found;
    return error;
}

Result<void> check_organisation(std::string_view field, PersonId person, Context& context)
{
    const std::optional<PersonFacts> facts = context.find_person(person);
    if (facts && facts->kind != PersonKind::organisation)
        return refusal_at(field, "'{}' is {} en dat is geen organisatie; noem de organisatie", field, person);
    return check_person(field, person, context);
}

Result<void> check_holder(std::string_view field, PersonId person, Context& context)
{
    const std::optional<PersonFacts> facts = context.find_person(person);
    if (facts && facts->kind == PersonKind::organisation)
        return refusal_at(field, "{} is een organisatie; noem de persoon, het team of de groep", person);
    return check_person(field, person, context);
}

Result<void> check_area(std::string_view field, AreaId area, Context& context)
{
    if (context.ledger().areas.contains(area))
        return {};
    Error error = refusal_at(field, "'{}' is {}, maar dat gebied hoort niet bij dit programma", field, area);
    error.code = Errc::not_found;
    return error;
}

Result<void> check_role_exists(std::string_view field, std::string_view role, Context& context)
{
    std::vector<std::string_view> known;
    for (const auto& [id, position] : context.ledger().positions)
        known.push_back(position.role);
    if (std::find(known.begin(), known.end(), role) != known.end())
        return {};
    Error error = refusal_at(field, "dit programma heeft geen rol '{}'{}{}", role, did_you_mean(role, known),
                             known.empty() ? std::string{} : fmt::format("; kies {}", join_or(known)));
    error.code = Errc::not_found;
    return error;
}

Result<void> check_figure(std::string_view field, FieldKind kind, std::int64_t value)
{
    if (kind == FieldKind::per_mille && (value < 0 || value > 1000))
        return refusal_at(field, "'{}' is {}; een aandeel gaat in promille van 0 tot en met 1000 (250 is 25 %)", field,
                          value);
    if (kind == FieldKind::money && (value < 0 || value > cents_max))
        return refusal_at(field, "'{}' is {}; een bedrag in centen is 0 of meer, tot en met {}", field, value,
                          cents_max);
    if (kind == FieldKind::count && (value < 0 || value > count_max))
        return refusal_at(field, "'{}' is {}; een aantal is 0 of meer, tot en met {}", field, value, count_max);
    return {};
}

std::optional<ContentRef> keep(Context& context, const std::optional<Text>& text, std::string_view kind)
{
    if (!text)
        return {};
    return context.keep(*text, kind, std::nullopt);
}

std::size_t count_characters(std::string_view text)
{
    const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

Result<void> check_name(std::string_view name)
{
    if (trimmed(name).empty())
        return refusal(Errc::invalid, "een naam mag niet leeg zijn");
    if (name.size() > limits::name_max)
        return refusal(Errc::invalid, "deze naam is te lang; hoogstens {} tekens", limits::name_max);
    if (name.find_first_of("\r\n\t") != std::string_view::npos || find_unfit(name))
        return refusal(Errc::invalid, "een naam is één regel gewone tekst");
    if (parse_id_number(trimmed(name), "persoon") || parse_id_number(trimmed(name), "programma"))
        return refusal(Errc::invalid, "'{}' is een nummer en geen naam; kies bijvoorbeeld voornaam en achternaam",
                       trimmed(name));
    return {};
}

}  // namespace wd::domain
