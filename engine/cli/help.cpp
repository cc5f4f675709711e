// Help from the rows. See help.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/help.hpp"

#include "cli/arguments.hpp"
#include "cli/render.hpp"
#include "domain/words.hpp"

#include <algorithm>
#include <array>

namespace wd::cli {

namespace {

std::string value_name(const Parameter& parameter)
{
    switch (parameter.kind) {
    case Kind::id: return upper_case(parameter.prefix);
    case Kind::whole: return "GETAL";
    case Kind::euro: return "EURO";
    case Kind::percent: return "PERCENTAGE";
    case Kind::date: return "JJJJ-MM-DD";
    case Kind::word: return "WOORD";
    case Kind::yes_no: return "ja|nee";
    case Kind::flag: return "";
    case Kind::pair: return "NAAM=WAARDE";
    case Kind::group: return "GROEP=AANTAL";
    case Kind::condition: return "\"TEKST|PERSOON|DATUM\"";
    case Kind::text: break;
    }
    return "TEKST";
}

bool has_place(const Parameter& parameter)
{
    return !parameter.name.starts_with('-');
}

std::string left_side(const Parameter& parameter)
{
    if (has_place(parameter))
        return upper_case(parameter.name);
    const std::string value = value_name(parameter);
    return value.empty() ? std::string(parameter.name) : fmt::format("{} {}", parameter.name, value);
}

std::string right_side(const Parameter& parameter)
{
    std::string text(parameter.about);
    if (!parameter.words.empty()) {
        std::vector<std::string_view> spoken;
        for (const std::string_view word : parameter.words)
            spoken.push_back(domain::dutch(word));
        text += fmt::format(": {}", join_or(spoken));
    }
    if (parameter.kind == Kind::id && may_be_named(parameter.prefix))
        text += "; nummer of naam";
    if (parameter.times == Times::many)
        text += "; mag vaker";
    if (parameter.need == Need::required && !has_place(parameter))
        text += " (verplicht)";
    return text;
}

std::string usage_of(const Command& command)
{
    std::string line = fmt::format("wijkdraad {}", command.name);
    bool options = false;
    for (const Parameter& parameter : command.parameters) {
        if (has_place(parameter))
            line += parameter.need == Need::required ? ' ' + upper_case(parameter.name)
                                                     : fmt::format(" [{}]", upper_case(parameter.name));
        else if (parameter.need == Need::required)
            line += fmt::format(" {}", left_side(parameter));
        else
            options = true;
    }
    return options ? line + " [opties]" : line;
}

std::string always()
{
    return definition_list({{"--data MAP", "waar de gegevens staan; anders $WIJKDRAAD_DATA, anders ./wijkdraad-data"},
                            {"--as PERSOON", "wie dit doet: persoon-3, 3 of de naam; het wordt vastgelegd"},
                            {"--key TEKST", "sleutel van deze opdracht: een herhaling geeft hetzelfde antwoord"},
                            {"--token TOKEN",
                             "uw eigen token, voor namen en teksten; anders $WIJKDRAAD_TOKEN. Zonder token blijven die "
                             "verborgen, behalve in een demo"},
                            {"--json", "antwoord als één JSON-document, voor programma's"},
                            {"--help", "deze uitleg"}});
}

std::string_view family_of(const Command& command)
{
    return command.name.substr(0, command.name.find(' '));
}

// For whom a command is, in the order of the help: who has work to do needs the fewest, and finds them first.
enum class Group { tasks, programme, administration };
constexpr std::array group_titles = std::to_array<std::pair<Group, std::string_view>>(
    {{Group::tasks, "Mijn taken"}, {Group::programme, "Het programma"}, {Group::administration, "Voor beheerders"}});

Group group_of(const Command& command)
{
    static constexpr std::array tasks = std::to_array<std::string_view>(
        {"task list", "task show", "task claim", "task complete", "task delegate", "task return", "task reschedule",
         "task comment", "meeting record", "vote record", "consent record", "decision record", "gate decide",
         "friction raise", "friction decide", "measure add", "reflection record", "reflection skip", "correct"});
    static constexpr std::array families =
        std::to_array<std::string_view>({"init", "demo", "serve", "tick", "verify", "backup", "restore", "slice",
                                         "workflow", "settings", "account", "token", "privacy", "retention", "bench"});
    static constexpr std::array others =
        std::to_array<std::string_view>({"area import", "history import", "programme municipality", "run advance",
                                         "person forget", "log verify-security"});
    const auto has = [](const auto& list, std::string_view word) {
        return std::find(list.begin(), list.end(), word) != list.end();
    };
    if (has(tasks, command.name))
        return Group::tasks;
    return has(families, family_of(command)) || has(others, command.name) ? Group::administration : Group::programme;
}

template <class Fits>
std::string rows_text(Fits fits)
{
    std::vector<std::pair<std::string, std::string>> rows;
    for (const Command& command : commands())
        if (fits(command))
            rows.emplace_back(command.name, command.about);
    return definition_list(rows);
}

}  // namespace

std::string help_of(const Command& command)
{
    std::string text = wrapped(command.about, "") + fmt::format("\n\nGebruik: {}\n", usage_of(command));
    std::vector<std::pair<std::string, std::string>> rows;
    for (const Parameter& parameter : command.parameters)
        rows.emplace_back(left_side(parameter), right_side(parameter));
    if (!rows.empty())
        text += "\n" + definition_list(rows);
    text += "\nBij elke opdracht:\n" + always();
    if (!command.more.empty())
        text += fmt::format("\n{}\n", command.more);
    return text + fmt::format("\nVoorbeeld:\n  wijkdraad {}\n", command.example);
}

std::string overview_of(std::string_view family)
{
    std::vector<std::string> parts;
    if (family.empty())
        for (const auto& [group, title] : group_titles)
            parts.push_back(fmt::format("{}\n{}", title, rows_text([group = group](const Command& command) {
                                            return group_of(command) == group;
                                        })));
    else
        parts.push_back(rows_text([&](const Command& command) { return family_of(command) == family; }));
    const std::string what = family.empty() ? "wijkdraad OPDRACHT [opties]" : fmt::format("wijkdraad {} …", family);
    return fmt::format("Gebruik: {}\n\n{}\nMeer over een opdracht: wijkdraad OPDRACHT --help\n", what,
                       fmt::join(parts, "\n"));
}

std::string nearest_command(std::string_view typed)
{
    std::vector<std::string_view> known;
    for (const Command& command : commands()) {
        known.push_back(command.name);
        known.push_back(family_of(command));
    }
    return did_you_mean(typed, known);
}

}  // namespace wd::cli
