// Names and amounts of a request, as they were typed. See refusal_words.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/refusal_words.hpp"

#include "cli/render.hpp"
#include "domain/words.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace wd::cli {

namespace {

void replace_all(std::string& text, std::string_view what, std::string_view with)
{
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
        text.replace(at, what.size(), with);
}

bool is_option(const Parameter& parameter)
{
    return parameter.name.starts_with("--");
}

// The member of the request that this parameter fills; what a command reads itself, it sends under the same name.
std::string_view key_of(const Parameter& parameter)
{
    return parameter.key.empty() && is_option(parameter) ? parameter.name.substr(2) : parameter.key;
}

std::string spoken(const Parameter& parameter)
{
    return is_option(parameter) ? std::string(parameter.name) : upper_case(parameter.name);
}

// "--euro is -500;" becomes "--euro is € -5,00;".
void say_in_euros(std::string& text, const Parameter& parameter)
{
    const std::string start = spoken(parameter) + " is ";
    const std::size_t at = text.find(start);
    if (parameter.kind != Kind::euro || at == std::string::npos)
        return;
    const char* const first = text.data() + at + start.size();
    std::int64_t cents = 0;
    const auto [end, failure] = std::from_chars(first, text.data() + text.size(), cents);
    if (failure == std::errc{})
        text.replace(at + start.size(), static_cast<std::size_t>(end - first), euro_text(cents));
}

constexpr std::string_view person_prefix = "persoon-";

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// The end of the number of a person that begins here; nothing when none does, or when it stands for any number.
std::optional<std::size_t> end_of_person(std::string_view text, std::size_t at)
{
    std::size_t end = at + person_prefix.size();
    while (end < text.size() && is_digit(text[end]))
        ++end;
    if (end == at + person_prefix.size())
        return {};
    const std::string_view before = text.substr(0, at);
    for (const std::string_view example : {"bijvoorbeeld ", "zoals ", "--as ", "(", "|", "\"", "'", "of "})
        if (before.ends_with(example) && (example != "of " || text.substr(end).starts_with('|')))
            return {};
    return end;
}

std::optional<std::size_t> find_person(std::string_view text, std::size_t from)
{
    for (std::size_t at = from; (at = text.find(person_prefix, at)) != std::string_view::npos; ++at)
        if (end_of_person(text, at))
            return at;
    return {};
}

std::string name_of(const json::array& people, std::string_view number)
{
    for (const json::value& person : people)
        if (text_of(person, "person") == number)
            return text_of(person, "name");
    return {};
}

}  // namespace

bool speaks_of_people(const Error& error)
{
    return find_person(error.message, 0) ||
           std::any_of(error.details.begin(), error.details.end(), [](const Error& d) { return speaks_of_people(d); });
}

Error with_names(Error error, const json::array& people)
{
    std::string told;
    std::size_t done = 0;
    while (const std::optional<std::size_t> at = find_person(error.message, done)) {
        const std::size_t end = *end_of_person(error.message, *at);
        const std::string number = error.message.substr(*at, end - *at);
        const std::string name = name_of(people, number);
        told += error.message.substr(done, *at - done) + (name.empty() ? number : fmt::format("{} ({})", name, number));
        done = end;
    }
    error.message = told + error.message.substr(done);
    for (Error& detail : error.details)
        detail = with_names(std::move(detail), people);
    return error;
}

Error in_words_of(const Command& command, Error error)
{
    const std::string field = error.where.field.substr(0, error.where.field.find_first_of("[./"));
    for (const Parameter& parameter : command.parameters) {
        const std::string_view key = key_of(parameter);
        if (key.empty())
            continue;
        replace_all(error.message, fmt::format("'{}'", key), spoken(parameter));
        say_in_euros(error.message, parameter);
        if (field == key)
            error.where.field = spoken(parameter);
    }
    // Afterwards: a member of the request and a word of a list may have the same name.
    for (const Parameter& parameter : command.parameters)
        for (const std::string_view word : parameter.words) {
            replace_all(error.message, fmt::format("'{}'", word), fmt::format("'{}'", domain::dutch(word)));
            replace_all(error.message, fmt::format(" ({})", word), "");  // 'nu niet' (not_now)
        }
    for (Error& detail : error.details)
        detail = in_words_of(command, std::move(detail));
    return error;
}

}  // namespace wd::cli
