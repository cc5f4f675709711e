// Reading and writing periods. See period.hpp. Reading first recognises what was meant, generously, then asks whether it
// was written in the one right way; so nearly every refusal can say what to write.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/period.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>

namespace wd::calendar {

namespace {

struct UnitWords {
    Unit unit;
    std::string_view one;
    std::string_view many;
    char iso;  // '\0': ISO 8601 has no letter for it
    int most;  // a hundred years
};

constexpr std::array<UnitWords, 6> units{{
    {Unit::day, "dag", "dagen", 'D', 36'525},
    {Unit::working_day, "werkdag", "werkdagen", '\0', 26'000},
    {Unit::week, "week", "weken", 'W', 5'200},
    {Unit::month, "maand", "maanden", 'M', 1'200},
    {Unit::quarter, "kwartaal", "kwartalen", '\0', 400},
    {Unit::year, "jaar", "jaar", 'Y', 100},
}};

// Words that people use for a unit, but that we do not accept: only to say what to write instead.
struct OtherWord {
    std::string_view word;
    Unit unit;
};
constexpr std::array<OtherWord, 10> other_words{{
    {"kalenderdag", Unit::day},
    {"kalenderdagen", Unit::day},
    {"dgn", Unit::day},
    {"wk", Unit::week},
    {"wkn", Unit::week},
    {"mnd", Unit::month},
    {"mnd.", Unit::month},
    {"jaren", Unit::year},
    {"jr", Unit::year},
    {"jr.", Unit::year},
}};
struct NumberWord {
    std::string_view word;
    int amount;
};
constexpr std::array<NumberWord, 11> number_words{{
    {"een", 1},
    {"één", 1},
    {"twee", 2},
    {"drie", 3},
    {"vier", 4},
    {"vijf", 5},
    {"zes", 6},
    {"zeven", 7},
    {"acht", 8},
    {"negen", 9},
    {"tien", 10},
}};
constexpr std::array<std::string_view, 7> too_short{"uur",     "uren",     "minuut",  "minuten",
                                                    "seconde", "seconden", "kwartier"};

constexpr std::string_view example = "schrijf bijvoorbeeld '6 weken' of '10 werkdagen'";

const UnitWords& words_of(Unit unit)
{
    return *std::find_if(units.begin(), units.end(), [unit](const UnitWords& words) { return words.unit == unit; });
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

std::optional<Unit> find_unit(std::string_view word)
{
    for (const UnitWords& words : units)
        if (word == words.one || word == words.many)
            return words.unit;
    for (const OtherWord& other : other_words)
        if (word == other.word)
            return other.unit;
    return std::nullopt;
}

// With the whole period as it would be right: the nearest word decides the unit, the amount whether it is plural.
Error unknown_unit(std::string_view word, int amount)
{
    if (std::find(too_short.begin(), too_short.end(), word) != too_short.end())
        return refusal(Errc::invalid, "een duur in '{}' kan niet; de kleinste eenheid is een dag", word);
    std::vector<std::string_view> known;
    for (const UnitWords& words : units) {
        known.push_back(words.one);
        known.push_back(words.many);
    }
    std::string hint;
    if (const std::optional<std::string_view> nearest = nearest_word(word, known))
        hint = fmt::format(" (bedoelt u '{}'?)", to_text(Period{amount, *find_unit(*nearest)}));
    return refusal(Errc::invalid, "onbekende eenheid '{}'{}; kies dagen, werkdagen, weken, maanden, kwartalen of jaar",
                   word, hint);
}

// The amount behind digits or a number word. Out of range becomes the largest int, which the caller refuses as too long.
Result<int> read_amount(std::string_view word, std::string_view text)
{
    for (const NumberWord& number : number_words)
        if (word == number.word)
            return number.amount;
    if (word.starts_with('-') && word.size() > 1 && is_digit(word[1]))
        return refusal(Errc::invalid, "'{}' telt terug; een duur is minstens 1 ({})", text, example);
    if (!word.empty() && is_digit(word[0]) && word.find_first_of(",.") != std::string_view::npos)
        return refusal(Errc::invalid, "'{}' is geen heel getal; kies een kleinere eenheid, bijvoorbeeld '18 maanden'",
                       word);

    int amount = 0;
    const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), amount);
    if (end != word.data() + word.size() || failure == std::errc::invalid_argument)
        return refusal(Errc::invalid, "'{}' begint niet met een getal; {}", text, example);
    return failure == std::errc::result_out_of_range ? std::numeric_limits<int>::max() : amount;
}

// The words of a text; "6weken" counts as two.
std::vector<std::string> words_of_duration(std::string_view text)
{
    std::vector<std::string> words;
    bool in_word = false;
    for (const char c : text) {
        if (c == ' ' || c == '\t') {
            in_word = false;
            continue;
        }
        const bool glued = in_word && words.size() == 1 && is_digit(words[0].back()) && c >= 'a' && c <= 'z';
        if (!in_word || glued)
            words.emplace_back();
        in_word = true;
        words.back() += c;
    }
    return words;
}

Result<Period> read_dutch(std::string_view text)
{
    const std::vector<std::string> words = words_of_duration(lower_case(text));
    if (words.size() != 2)
        return refusal(Errc::invalid, "'{}' is geen duur; {}", text, example);
    const Result<int> amount = read_amount(words[0], text);
    if (!amount)
        return amount.error();
    const std::optional<Unit> unit = find_unit(words[1]);
    if (!unit)
        return unknown_unit(words[1], *amount);
    return Period{*amount, *unit};
}

Result<Period> read_iso(std::string_view text)
{
    constexpr std::string_view iso_example = "schrijf bijvoorbeeld 'P6W', 'P10D', 'P3M' of 'P2Y'";
    const std::string lower = lower_case(text);
    if (lower.find('t') != std::string::npos)
        return refusal(Errc::invalid, "'{}' heeft uren of minuten; de kleinste eenheid is een dag", text);
    const std::size_t digits_end = lower.find_first_not_of("0123456789-.,", 1);
    if (digits_end == 1 || digits_end == std::string::npos)
        return refusal(Errc::invalid, "'{}' is geen duur; {}", text, iso_example);
    if (digits_end + 1 != lower.size())
        return refusal(Errc::invalid, "'{}' heeft meer dan één getal met een eenheid; {}", text, iso_example);

    const Result<int> amount = read_amount(std::string_view{lower}.substr(1, digits_end - 1), text);
    if (!amount)
        return amount.error();
    for (const UnitWords& words : units)
        if (words.iso != '\0' && words.iso == lower.back() - 'a' + 'A')
            return Period{*amount, words.unit};
    return refusal(Errc::invalid, "onbekende eenheid '{}' in '{}'; {}", text.back(), text, iso_example);
}

Result<void> check_amount(Period period, std::string_view text)
{
    const UnitWords& words = words_of(period.unit);
    if (period.amount <= 0)
        return refusal(Errc::invalid, "'{}' duurt niets; een duur is minstens 1 {}", text, words.one);
    if (period.amount > words.most)
        return refusal(Errc::over_limit, "'{}' is langer dan honderd jaar; hoogstens {} {}", text, words.most,
                       words.many);
    return {};
}

}  // namespace

int amount_max(Unit unit)
{
    return words_of(unit).most;
}

bool looks_like_iso_period(std::string_view text)
{
    return text.size() >= 2 && (text[0] == 'P' || text[0] == 'p') &&
           (is_digit(text[1]) || text[1] == '-' || text[1] == 'T' || text[1] == 't');
}

Result<Period> parse_period(std::string_view text)
{
    const bool iso = looks_like_iso_period(text);
    Result<Period> meant = iso ? read_iso(text) : read_dutch(text);
    if (!meant)
        return meant;
    if (const Result<void> fits = check_amount(*meant, text); !fits)
        return fits.error();
    const std::string right = iso ? fmt::format("P{}{}", meant->amount, words_of(meant->unit).iso) : to_text(*meant);
    if (text != right)
        return refusal(Errc::invalid, "'{}' is niet hoe wij een duur schrijven; schrijf '{}'", text, right);
    return meant;
}

std::string to_text(Period period)
{
    const UnitWords& words = words_of(period.unit);
    return fmt::format("{} {}", period.amount, period.amount == 1 ? words.one : words.many);
}

}  // namespace wd::calendar
