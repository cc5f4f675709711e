// Shapes of values. See shapes.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/shapes.hpp"

#include "base/text.hpp"
#include "base/time.hpp"
#include "calendar/rule.hpp"
#include "script/reader.hpp"

#include <algorithm>

namespace wd::script {

namespace {

using Kind = Value::Kind;

std::optional<std::string> wrong_unless(bool fits, Shape shape, const Value& value)
{
    if (fits)
        return std::nullopt;
    return fmt::format("verwacht {}, niet {}", expected(shape), dutch_name(value));
}

bool is_list(const Value& value)
{
    return value.kind == Kind::table && value.named.empty();
}

bool is_list_of_texts(const Value& value)
{
    return is_list(value) && std::all_of(value.items.begin(), value.items.end(),
                                         [](const Value& item) { return item.kind == Kind::text; });
}

bool is_plain(const Value& value)
{
    return value.kind == Kind::text || value.kind == Kind::whole || value.kind == Kind::number ||
           value.kind == Kind::yes_no || is_list_of_texts(value);
}

// A table of plain values all the way down.
bool is_plain_table(const Value& value)
{
    const auto fits = [](const Value& item) { return is_plain(item) || is_plain_table(item); };
    return value.kind == Kind::table && std::all_of(value.items.begin(), value.items.end(), fits) &&
           std::all_of(value.named.begin(), value.named.end(), [&](const auto& entry) { return fits(entry.value); });
}

std::optional<std::string> wrong_names(const Value& value)
{
    if (!is_list_of_texts(value))
        return wrong_unless(false, Shape::names, value);
    std::vector<std::string_view> seen;
    for (const Value& item : value.items) {
        if (!is_id(item.text))
            return fmt::format("'{}' is geen id", item.text);
        if (std::find(seen.begin(), seen.end(), item.text) != seen.end())
            return fmt::format("'{}' staat er twee keer", item.text);
        seen.push_back(item.text);
    }
    return std::nullopt;
}

template <class Parse>
std::optional<std::string> wrong_text(const KeyDoc& key, const Value& value, Parse parse)
{
    if (value.kind != Kind::text)
        return wrong_unless(false, key.shape, value);
    const auto parsed = parse(value.text);
    return parsed ? std::nullopt : std::optional<std::string>{parsed.error().message};
}

std::optional<std::string> wrong_rule_before(const KeyDoc& key, const Value& value)
{
    if (auto wrong = wrong_text(key, value, calendar::parse_rule))
        return wrong;
    if (calendar::parse_rule(value.text)->direction == calendar::Direction::after)
        return fmt::format(
            "'{}' telt vooruit; schrijf bij before bijvoorbeeld \"10 werkdagen voor raad\", of gebruik within",
            value.text);
    return std::nullopt;
}

std::optional<std::string> wrong_choice(const KeyDoc& key, const Value& value)
{
    const auto& choices = key.choices;
    if (value.kind == Kind::text && std::find(choices.begin(), choices.end(), value.text) != choices.end())
        return std::nullopt;
    if (value.kind != Kind::text)
        return fmt::format("verwacht {}, niet {}", join_or(choices), dutch_name(value));
    const std::string meant = did_you_mean(value.text, choices);
    return fmt::format("onbekend woord '{}'{}; mogelijk is {}", value.text, meant, join_or(choices));
}

bool is_share(const Value& value)
{
    return value.kind == Kind::whole && value.whole >= 0 && value.whole <= 1000;
}

std::optional<std::string> wrong_range(const Value& value)
{
    if (value.kind != Kind::table)
        return wrong_unless(is_share(value), Shape::per_mille_range, value);
    const Value* min = find_named(value, "min");
    const Value* max = find_named(value, "max");
    const bool whole = min != nullptr && max != nullptr && value.named.size() == 2 && value.items.empty() &&
                       is_share(*min) && is_share(*max);
    if (!whole)
        return wrong_unless(false, Shape::per_mille_range, value);
    if (min->whole >= max->whole)
        return fmt::format("min ({}) moet kleiner zijn dan max ({})", min->whole, max->whole);
    return std::nullopt;
}

bool is_fact_path(std::string_view text)
{
    std::size_t start = 0;
    while (true) {
        const std::size_t dot = text.find('.', start);
        if (!is_id(text.substr(start, dot == std::string_view::npos ? dot : dot - start)))
            return false;
        if (dot == std::string_view::npos)
            return true;
        start = dot + 1;
    }
}

bool has_plain_arguments(const Value& value)
{
    return value.kind == Kind::table && value.items.empty() &&
           std::all_of(value.named.begin(), value.named.end(),
                       [](const auto& entry) { return is_id(entry.name) && is_plain(entry.value); });
}

bool has_outcome_names(const Value& value)
{
    return value.kind == Kind::table && value.items.empty() &&
           std::all_of(value.named.begin(), value.named.end(),
                       [](const auto& entry) { return entry.value.kind == Kind::text; });
}

// A list written without its braces: `steps = task(…)`.
std::optional<std::string> wrong_list(const KeyDoc& key, const Value& value)
{
    if (value.kind == Kind::node)
        return fmt::format("zet er accolades om: {} = {{ … }}", key.key);
    return wrong_unless(value.kind == Kind::table, key.shape, value);
}

}  // namespace

std::optional<std::string> find_wrong(const KeyDoc& key, const Value& value)
{
    switch (key.shape) {
    case Shape::sentence:
        if (value.kind == Kind::text && trimmed(value.text).empty())
            return "deze tekst is leeg";
        return wrong_unless(value.kind == Kind::text, key.shape, value);
    case Shape::name:
        if (value.kind == Kind::text && !is_id(value.text))
            return fmt::format("'{}' is geen id: gebruik kleine letters, cijfers en _", value.text);
        return wrong_unless(value.kind == Kind::text, key.shape, value);
    case Shape::names: return wrong_names(value);
    case Shape::sentences: return wrong_unless(is_list_of_texts(value), key.shape, value);
    case Shape::yes_no: return wrong_unless(value.kind == Kind::yes_no, key.shape, value);
    case Shape::whole: return wrong_unless(value.kind == Kind::whole && value.whole >= 0, key.shape, value);
    case Shape::integer: return wrong_unless(value.kind == Kind::whole, key.shape, value);
    case Shape::per_mille: return wrong_unless(is_share(value), key.shape, value);
    case Shape::per_mille_range: return wrong_range(value);
    case Shape::period: return wrong_text(key, value, calendar::parse_period);
    case Shape::rule: return wrong_text(key, value, calendar::parse_rule);
    case Shape::rule_before: return wrong_rule_before(key, value);
    case Shape::date: return wrong_text(key, value, [](const std::string& text) { return parse_date(text); });
    case Shape::fact: return wrong_unless(value.kind == Kind::text && is_fact_path(value.text), key.shape, value);
    case Shape::one_of: return wrong_choice(key, value);
    case Shape::function: return wrong_unless(value.kind == Kind::function, key.shape, value);
    case Shape::list: return wrong_list(key, value);
    case Shape::branches_when:
    case Shape::branches_named: return wrong_unless(is_list(value), key.shape, value);
    case Shape::outcomes: return wrong_unless(value.kind == Kind::table && value.items.empty(), key.shape, value);
    case Shape::arguments: return wrong_unless(has_plain_arguments(value), key.shape, value);
    case Shape::literal: return wrong_unless(is_plain(value), key.shape, value);
    case Shape::free_table:
        if (value.kind == Kind::table && !is_plain_table(value))
            return "hierin staan alleen teksten, getallen, true, false en tabellen daarvan";
        return wrong_unless(value.kind == Kind::table, key.shape, value);
    case Shape::outcome_names: return wrong_unless(has_outcome_names(value), key.shape, value);
    }
    return std::nullopt;
}

std::string hint_for_key(const WordDoc& word, std::string_view key)
{
    if (key == "outcomes" && word.group == Group::step)
        return fmt::format("een {} heeft geen uitkomsten; kies daarna met choose", word.word);
    if (key == "role" && word.word == "gate")
        return "bij een gate staan de rollen in deciders = { … }";
    if (key == "role" && word.word == "tell")
        return "de ontvanger staat in to";
    if ((key == "within" || key == "before") && word.word == "vote")
        return "een stemming sluit op closes, bijvoorbeeld closes = \"6 weken\"";
    if (key == "within" && word.word == "wait")
        return "gebruik time, bijvoorbeeld time = \"6 weken\"";
    if (key == "id")
        return fmt::format("de id staat vooraan: {}(\"id\", {{ … }})", word.word);
    return {};
}

}  // namespace wd::script
