// Typed text to JSON values. See arguments.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/arguments.hpp"

#include "domain/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace wd::cli {

namespace {

Result<std::int64_t> parse_whole(std::string_view typed)
{
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    if (failure != std::errc{} || end != typed.data() + typed.size())
        return refusal(Errc::invalid, "'{}' is geen heel getal", typed);
    return number;
}

Result<json::value> read_word(const Parameter& parameter, std::string_view typed)
{
    const auto known = [&](std::string_view word) {
        return std::find(parameter.words.begin(), parameter.words.end(), word) != parameter.words.end();
    };
    if (known(typed))
        return json::value(json::string{typed});
    // Two code words may share a Dutch word, so the list decides and not the table's first.
    std::vector<std::string_view> spoken;
    for (const std::string_view word : parameter.words) {
        if (domain::dutch(word) == typed)
            return json::value(json::string{word});
        spoken.push_back(domain::dutch(word));
    }
    return refusal(Errc::invalid, "'{}' kan niet; kies {}{}", typed, join_or(spoken), did_you_mean(typed, spoken));
}

Result<json::value> read_pair(std::string_view typed)
{
    const std::size_t equals = typed.find('=');
    if (equals == std::string_view::npos || equals == 0)
        return refusal(Errc::invalid, "'{}' mist een '='; schrijf naam=waarde", typed);
    return json::value(json::object{{"name", json::string{typed.substr(0, equals)}},
                                    {"value", json::string{typed.substr(equals + 1)}}});
}

Result<json::value> read_group(std::string_view typed)
{
    const std::size_t equals = typed.rfind('=');
    const auto count =
        equals == std::string_view::npos ? refusal(Errc::invalid, "") : parse_whole(typed.substr(equals + 1));
    if (!count || equals == 0)
        return refusal(Errc::invalid, "'{}' kan niet; schrijf groep=aantal, bijvoorbeeld jongeren=12", typed);
    return json::value(json::object{{"group", json::string{typed.substr(0, equals)}}, {"count", *count}});
}

bool is_digits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "taak-12" where a person is asked is a slip, not a name.
bool looks_like_number(std::string_view typed)
{
    static constexpr std::array<std::string_view, 11> prefixes = {"programma", "gebied",     "persoon",    "teamrol",
                                                                  "bezetting", "loop",       "taak",       "inhoud",
                                                                  "regel",     "overdracht", "afwezigheid"};
    const std::size_t dash = typed.rfind('-');
    if (dash == std::string_view::npos)
        return is_digits(typed);
    return is_digits(typed.substr(dash + 1)) &&
           std::find(prefixes.begin(), prefixes.end(), typed.substr(0, dash)) != prefixes.end();
}

Result<json::value> read_id(std::string_view prefix, std::string_view typed)
{
    const Result<std::int64_t> number = parse_id_number(typed, prefix);
    if (number)
        return json::value(fmt::format("{}-{}", prefix, *number));
    if (!may_be_named(prefix) || trimmed(typed).empty() || looks_like_number(typed))
        return number.error();
    return json::value(json::string{typed});
}

Result<json::value> read_condition(std::string_view typed)
{
    const auto wrong = [&] {
        return refusal(Errc::invalid,
                       "'{}' kan niet; schrijf \"tekst|persoon-3|2026-12-01\", met een nummer of een naam", typed);
    };
    const std::size_t second = typed.rfind('|');
    const std::size_t first = second == std::string_view::npos || second == 0 ? second : typed.rfind('|', second - 1);
    if (first == std::string_view::npos || first == second)
        return wrong();
    const Result<json::value> owner = read_id("persoon", trimmed(typed.substr(first + 1, second - first - 1)));
    const Result<Date> due = parse_date(trimmed(typed.substr(second + 1)));
    if (!owner || !due)
        return wrong();
    return json::value(json::object{
        {"text", json::string{trimmed(typed.substr(0, first))}}, {"owner", *owner}, {"due", to_text(*due)}});
}

Result<json::value> read_yes_no(std::string_view typed)
{
    if (typed == "ja" || typed == "true")
        return json::value(true);
    if (typed == "nee" || typed == "false")
        return json::value(false);
    return refusal(Errc::invalid, "'{}' kan niet; kies ja of nee", typed);
}

// "1.250" becomes "1250". A point stands before each three digits or nowhere: 1250.50 is not a hundred times as much.
std::optional<std::string> without_points(std::string_view typed)
{
    const bool grouped = typed.find('.') != std::string_view::npos;
    if (typed.starts_with('.'))
        return {};
    std::string digits;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const bool between = grouped && (typed.size() - i) % 4 == 0;
        if (between != (typed[i] == '.'))
            return {};
        if (!between)
            digits += typed[i];
    }
    return is_digits(digits) ? std::optional{digits} : std::nullopt;
}

}  // namespace

bool may_be_named(std::string_view prefix)
{
    return prefix == "persoon" || prefix == "programma";
}

Result<std::int64_t> parse_euro(std::string_view typed)
{
    const auto wrong = [&] {
        return refusal(Errc::invalid, "'{}' is geen bedrag; schrijf bijvoorbeeld 1250,50 of 1.250,50", typed);
    };
    const bool negative = typed.starts_with('-');
    const std::string_view amount = typed.substr(negative ? 1 : 0);
    const std::size_t comma = amount.find(',');
    const std::string_view cents = comma == std::string_view::npos ? "" : amount.substr(comma + 1);
    const std::optional<std::string> euros = without_points(amount.substr(0, comma));
    if (!euros || cents.size() > 2 || (comma != std::string_view::npos && !is_digits(cents)))
        return wrong();
    std::string digits = (negative ? "-" : "") + *euros;
    digits += cents;
    digits.append(2 - cents.size(), '0');
    const Result<std::int64_t> whole = parse_whole(digits);
    return whole ? whole : Result<std::int64_t>{wrong()};
}

Result<std::int64_t> parse_percent(std::string_view typed)
{
    std::string_view figure = trimmed(typed);
    std::int64_t parts = 0;  // of one, in per mille; 0 without a unit
    for (const auto& [unit, in_per_mille] :
         {std::pair<std::string_view, std::int64_t>{"%", 10}, {"procent", 10}, {"‰", 1}, {"promille", 1}})
        if (figure.ends_with(unit)) {
            figure = trimmed(figure.substr(0, figure.size() - unit.size()));
            parts = in_per_mille;
            break;
        }
    if (parts == 0 && is_digits(figure) && figure != "0")
        return refusal(Errc::invalid, "'{}' mist het procentteken; schrijf bijvoorbeeld {}", typed,
                       figure.size() < 3 ? fmt::format("{}%", figure) : "11,5%");
    const std::size_t comma = parts == 10 ? figure.find(',') : std::string_view::npos;
    const std::string_view tenths = comma == std::string_view::npos ? "" : figure.substr(comma + 1);
    const std::string_view whole = figure.substr(0, comma);
    if (!is_digits(whole) || (comma != std::string_view::npos && (!is_digits(tenths) || tenths.size() > 1)))
        return refusal(Errc::invalid,
                       "'{}' is geen percentage; schrijf bijvoorbeeld 11% of 11,5%, met hoogstens één "
                       "cijfer achter de komma",
                       typed);
    const Result<std::int64_t> number = whole.size() > 4 ? refusal(Errc::over_limit, "") : parse_whole(whole);
    const std::int64_t per_mille =
        number ? *number * std::max<std::int64_t>(parts, 1) + (tenths.empty() ? 0 : tenths.front() - '0') : 1'001;
    if (per_mille > 1'000)
        return refusal(Errc::invalid, "'{}' kan niet; een percentage gaat van 0% tot en met 100%", typed);
    return per_mille;
}

Result<json::value> read_value(const Parameter& parameter, std::string_view typed)
{
    const auto as_json = [](const auto& result, auto&& value_of) -> Result<json::value> {
        if (!result)
            return result.error();
        return json::value(value_of(*result));
    };
    const auto same = [](std::int64_t number) { return number; };
    switch (parameter.kind) {
    case Kind::text: return json::value(json::string{typed});
    case Kind::id: return read_id(parameter.prefix, typed);
    case Kind::whole: return as_json(parse_whole(typed), same);
    case Kind::euro: return as_json(parse_euro(typed), same);
    case Kind::percent: return as_json(parse_percent(typed), same);
    case Kind::date: return as_json(parse_date(typed), [](Date date) { return to_text(date); });
    case Kind::word: return read_word(parameter, typed);
    case Kind::yes_no: return read_yes_no(typed);
    case Kind::flag: return json::value(true);
    case Kind::pair: return read_pair(typed);
    case Kind::group: return read_group(typed);
    case Kind::condition: return read_condition(typed);
    }
    return json::value{};
}

Result<Arguments> Arguments::read(const Command& command,
                                  const std::map<std::string_view, std::vector<std::string>>& typed)
{
    Arguments arguments;
    for (const Parameter& parameter : command.parameters) {
        const auto found = typed.find(parameter.name);
        if (found == typed.end() || found->second.empty()) {
            if (parameter.need == Need::required)
                return refusal(Errc::invalid, "{} ontbreekt: {}", parameter.name, parameter.about);
            continue;
        }
        json::array list;
        for (const std::string& text : found->second) {
            if (!is_utf8(text))
                return refusal(Errc::invalid, "{}: de tekst is geen UTF-8", parameter.name);
            Result<json::value> value = read_value(parameter, text);
            if (!value)
                return refusal(Errc::invalid, "{}: {}", parameter.name, value.error().message);
            list.push_back(std::move(*value));
        }
        if (parameter.times == Times::once && list.size() > 1)
            return refusal(Errc::invalid, "{} staat er meer dan één keer", parameter.name);
        json::value& value = arguments.values_[parameter.name];
        value = parameter.times == Times::many ? json::value(std::move(list)) : std::move(list.front());
        if (!parameter.key.empty())
            arguments.data_[parameter.key] = value;
    }
    return arguments;
}

void Arguments::put(const Parameter& parameter, json::value value)
{
    if (!parameter.key.empty())
        data_[parameter.key] = value;
    values_[parameter.name] = std::move(value);
}

const json::value& Arguments::value(std::string_view name) const
{
    static const json::value none;
    const auto found = values_.find(name);
    return found == values_.end() ? none : found->second;
}

std::string Arguments::text(std::string_view name) const
{
    const json::value& found = value(name);
    return found.is_string() ? std::string(found.get_string()) : std::string{};
}

std::int64_t Arguments::whole(std::string_view name, std::int64_t otherwise) const
{
    const json::value& found = value(name);
    return found.is_int64() ? found.get_int64() : otherwise;
}

}  // namespace wd::cli
