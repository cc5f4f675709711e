// From typed values to a sentence. See echo.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/echo.hpp"

#include "cli/arguments.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"

#include <cctype>
#include <optional>

namespace wd::cli {

namespace {

// More is no sentence; `wijkdraad task list` shows the rest.
constexpr std::size_t opened_max = 5;

std::string name_of_person(const json::array& people, const json::value& number)
{
    for (const json::value& person : people)
        if (member(person, "person") == number && !text_of(person, "name").empty())
            return text_of(person, "name");
    return cell_text(number, As::text);
}

std::string spoken(const Parameter& parameter, const json::value& value, const json::array& people)
{
    switch (parameter.kind) {
    case Kind::id: return parameter.prefix == "persoon" ? name_of_person(people, value) : cell_text(value, As::text);
    case Kind::whole: return cell_text(value, As::number);
    case Kind::euro: return cell_text(value, As::euro);
    case Kind::percent: return cell_text(value, As::per_mille);
    case Kind::date: return cell_text(value, As::date);
    case Kind::word: return cell_text(value, As::word);
    case Kind::yes_no: return value.is_bool() && value.get_bool() ? "ja" : "nee";
    case Kind::flag: return "ja";
    case Kind::pair: return fmt::format("{} = {}", text_of(value, "name"), text_of(value, "value"));
    case Kind::group: return fmt::format("{} {}", number_of(value, "count"), text_of(value, "group"));
    case Kind::condition: return text_of(value, "text");
    case Kind::text: break;
    }
    return cell_text(value, As::text);
}

std::optional<std::string> fill(std::string_view part, const json::object& values)
{
    std::string text;
    while (!part.empty()) {
        const std::size_t open = std::min(part.find('{'), part.size());
        text += part.substr(0, open);
        part.remove_prefix(open);
        if (part.empty())
            break;
        const std::size_t close = part.find('}');
        WD_ASSERT(close != std::string_view::npos);
        const json::value* value = values.if_contains(part.substr(1, close - 1));
        if (!value)
            return {};
        text += cell_text(*value, As::text);
        part.remove_prefix(close + 1);
    }
    return text;
}

}  // namespace

json::object spoken_values(const Command& command, const Arguments& arguments, Session& session)
{
    std::optional<json::array> people;
    json::object values;
    for (const Parameter& parameter : command.parameters) {
        if (!arguments.has(parameter.name))
            continue;
        if (parameter.prefix == "persoon" && !people) {
            const Result<json::value> answer = session.ask("people", {});
            people = answer ? answer->get_array() : json::array{};
        }
        const auto said = [&](const json::value& one) {
            static const json::array nobody;
            return spoken(parameter, one, people ? *people : nobody);
        };
        const json::value& value = arguments.value(parameter.name);
        if (!value.is_array()) {
            values[parameter.name] = said(value);
            continue;
        }
        std::vector<std::string> each;
        for (const json::value& one : value.get_array())
            each.push_back(said(one));
        values[parameter.name] = join_and(each);
    }
    return values;
}

std::string filled_in(std::string_view pattern, const json::object& values)
{
    std::string text;
    while (!pattern.empty()) {
        const std::size_t open = std::min(pattern.find('['), pattern.size());
        text += fill(pattern.substr(0, open), values).value_or("");
        pattern.remove_prefix(open);
        if (pattern.empty())
            break;
        const std::size_t close = pattern.find(']');
        WD_ASSERT(close != std::string_view::npos);
        text += fill(pattern.substr(1, close - 1), values).value_or("");
        pattern.remove_prefix(close + 1);
    }
    std::string_view left = trimmed(text);
    while (left.starts_with(',') || left.starts_with(' '))
        left.remove_prefix(1);
    if (left.empty())
        return {};
    std::string sentence(left);
    sentence.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence.front())));
    return std::string_view(".!?").find(sentence.back()) == std::string_view::npos ? sentence + "." : sentence;
}

json::array opened_tasks(const json::value& answer, Session& session)
{
    const json::array& opened = list_of(answer, "opened");
    json::array told;
    if (opened.empty())
        return told;
    const Result<json::value> tasks = session.ask("tasks", {{"programme", member(answer, "programme")}});
    for (const json::value& number : opened) {
        if (told.size() == opened_max) {
            told.push_back(json::value(fmt::format("en nog {}", opened.size() - opened_max)));
            break;
        }
        std::string title;
        if (tasks && tasks->is_array())
            for (const json::value& task : tasks->get_array())
                if (member(task, "task") == number)
                    title = text_of(task, "title");
        told.push_back(json::value(title.empty() ? cell_text(number, As::text)
                                                 : fmt::format("{} ({})", title, cell_text(number, As::text))));
    }
    return told;
}

}  // namespace wd::cli
