// Reading and writing due rules. See rule.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/rule.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace wd::calendar {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 2> direction_words{"voor", "na"};
constexpr std::array<std::string_view, 3> articles{"de", "het", "een"};

std::vector<std::string_view> words_of_rule(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!(text = trimmed(text)).empty()) {
        const std::size_t end = std::min(text.find_first_of(" \t\r\n"), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return words;
}

std::string join(Words words)
{
    return fmt::format("{}", fmt::join(words, " "));
}

// How many words the period takes: up to "voor" or "na", or else as many as a period has.
std::size_t period_size(Words words)
{
    for (std::size_t i = 1; i < words.size(); ++i)
        if (is_among(words[i], direction_words))
            return i;
    return std::min<std::size_t>(words.size(), !words.empty() && looks_like_iso_period(words[0]) ? 1 : 2);
}

bool is_name(std::string_view text)
{
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return !text.empty() && is_letter(text[0]) && std::all_of(text.begin(), text.end(), [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
    });
}

Result<Direction> read_direction(std::string_view word)
{
    if (word == "voor")
        return Direction::before;
    if (word == "na")
        return Direction::after;
    return refusal(Errc::invalid, "na de duur komt 'voor' of 'na', niet '{}'{}", word,
                   did_you_mean(word, direction_words));
}

Result<std::string> read_anchor(Words words, std::string_view text)
{
    if (words.empty())
        return refusal(Errc::invalid, "'{}' zegt niet waarvan geteld wordt; schrijf bijvoorbeeld '2 weken na avond'",
                       text);
    if (is_among(words[0], articles) && words.size() == 2 && is_name(words[1]))
        return refusal(Errc::invalid, "schrijf de naam zonder '{}': '{}'", words[0], words[1]);
    if (words.size() > 1)
        return refusal(Errc::invalid,
                       "na 'voor' of 'na' komt één naam, niet '{}'; verbind de woorden met een streepje onder, "
                       "bijvoorbeeld 'eerste_avond'",
                       join(words));
    if (!is_name(words[0]))
        return refusal(Errc::invalid, "'{}' is geen naam; gebruik kleine letters, cijfers en _ en begin met een letter",
                       words[0]);
    return std::string{words[0]};
}

Result<Rule> read_rule(Words words, std::string_view text)
{
    const std::size_t size = period_size(words);
    const Result<Period> period = parse_period(join(words.first(size)));
    if (!period)
        return period.error();
    if (words.size() == size)
        return Rule{*period, Direction::after, ""};

    const Result<Direction> direction = read_direction(words[size]);
    if (!direction)
        return direction.error();
    const Result<std::string> anchor = read_anchor(words.subspan(size + 1), text);
    if (!anchor)
        return anchor.error();
    return Rule{*period, *direction, *anchor};
}

}  // namespace

Result<Rule> parse_rule(std::string_view text)
{
    const std::vector<std::string_view> words = words_of_rule(text);
    Result<Rule> rule = read_rule(words, text);
    if (rule && text != join(words))
        return refusal(Errc::invalid, "'{}' heeft spaties te veel; schrijf '{}'", text, join(words));
    return rule;
}

std::string to_text(const Rule& rule)
{
    if (rule.anchor.empty())
        return to_text(rule.period);
    return fmt::format("{} {} {}", to_text(rule.period), rule.direction == Direction::before ? "voor" : "na",
                       rule.anchor);
}

}  // namespace wd::calendar
