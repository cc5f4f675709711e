// From words to a carried out command. CLI11 reads options; the sentences are ours, because its own are English.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/program.hpp"

#include "cli/arguments.hpp"
#include "cli/echo.hpp"
#include "cli/help.hpp"
#include "cli/names.hpp"
#include "cli/refusal_words.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <map>

namespace wd::cli {

using namespace std::literals;

namespace {

// What holds for every command, wherever it stands in the line.
struct Globals {
    std::string data;
    std::string as;
    std::string key;
    std::string token;
    bool json = false;
    bool help = false;
    bool version = false;
};

void add_globals(CLI::App& app, Globals& globals)
{
    app.set_help_flag();
    app.allow_extras();
    app.add_option("--data", globals.data);
    app.add_option("--as", globals.as);
    app.add_option("--key", globals.key);
    app.add_option("--token", globals.token);
    app.add_flag("--json", globals.json);
    app.add_flag("-h,--help", globals.help);
}

constexpr int times_max = 1'000;

using Typed = std::map<std::string_view, std::vector<std::string>>;

void add_parameters(CLI::App& app, const Command& command, Typed& typed)
{
    for (const Parameter& parameter : command.parameters) {
        const std::string name(parameter.name);
        std::vector<std::string>& values = typed[parameter.name];
        // A place takes one word, one that may come many times also what follows; an option takes one each time it is there.
        const bool is_option = name.starts_with('-');
        const bool many = parameter.times == Times::many;
        if (parameter.kind == Kind::flag)
            app.add_flag_callback(name, [&values] { values.assign(1, "ja"); });
        else
            app.add_option(name, values)
                ->expected(1, is_option || many ? times_max : 1)
                ->allow_extra_args(!is_option && many);
    }
}

// CLI11 wants the words last first.
Result<void> parse(CLI::App& app, std::vector<std::string> words)
{
    std::reverse(words.begin(), words.end());
    try {
        app.parse(std::move(words));
    } catch (const CLI::ArgumentMismatch& mismatch) {
        const std::string_view text = mismatch.what();
        return refusal(Errc::invalid, "bij {} hoort één waarde", text.substr(0, text.find(':')));
    } catch (const CLI::ParseError& failure) {
        return refusal(Errc::invalid, "deze regel is niet te lezen ({})", failure.what());
    }
    return {};
}

// What stands everywhere and takes a value.
constexpr std::array global_values{"--data"sv, "--as"sv, "--key"sv, "--token"sv};
constexpr std::array global_flags{"--json"sv, "--help"sv};

bool is_name(const Command& command, std::string_view word)
{
    return std::find(global_values.begin(), global_values.end(), word) != global_values.end() ||
           std::find(global_flags.begin(), global_flags.end(), word) != global_flags.end() ||
           std::any_of(command.parameters.begin(), command.parameters.end(),
                       [&](const Parameter& p) { return p.name.starts_with('-') && p.name == word; });
}

// An option with nothing behind it, or with the next option: that name is no value.
Result<void> check_values(const std::vector<std::string>& words, const Command& command)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool global = std::find(global_values.begin(), global_values.end(), words[i]) != global_values.end();
        const auto parameter = std::find_if(
            command.parameters.begin(), command.parameters.end(),
            [&](const Parameter& p) { return p.name.starts_with('-') && p.name == words[i] && p.kind != Kind::flag; });
        if (!global && parameter == command.parameters.end())
            continue;
        if (i + 1 < words.size() && !is_name(command, words[i + 1])) {
            ++i;  // whatever it looks like, it is the value
            continue;
        }
        if (words[i] == "--as")
            return refusal(Errc::invalid, "achter --as staat niets; noem wie dit doet, bijvoorbeeld --as persoon-3");
        return refusal(Errc::invalid, "achter {} staat niets{}", words[i],
                       global ? std::string{} : fmt::format("; daar hoort: {}", parameter->about));
    }
    return {};
}

Error unknown_word(const std::string& word, const Command& command)
{
    if (!word.starts_with('-'))
        return refusal(Errc::invalid, "'{}' is te veel; zet een tekst met spaties tussen aanhalingstekens", word);
    std::vector<std::string_view> known = {"--data", "--as", "--key", "--token", "--json", "--help"};
    for (const Parameter& parameter : command.parameters)
        if (parameter.name.starts_with('-'))
            known.push_back(parameter.name);
    const std::string_view name = std::string_view(word).substr(0, word.find('='));
    return refusal(Errc::invalid, "{} bestaat niet bij '{}'{}", name, command.name, did_you_mean(name, known));
}

std::filesystem::path data_directory(const Globals& globals)
{
    if (!globals.data.empty())
        return globals.data;
    const char* from_environment = std::getenv("WIJKDRAAD_DATA");
    return from_environment && *from_environment ? from_environment : "wijkdraad-data";
}

std::string token_of(const Globals& globals)
{
    if (!globals.token.empty())
        return globals.token;
    const char* from_environment = std::getenv("WIJKDRAAD_TOKEN");
    return from_environment ? from_environment : "";
}

// Everything that is known before the engine is asked.
struct Line {
    Globals globals;
    std::vector<std::string> words;  // without the options before the command
    const Command* command = nullptr;
    std::optional<Arguments> arguments;
};

Result<Line> read_line(const std::vector<std::string>& words)
{
    Line line;
    CLI::App before;
    add_globals(before, line.globals);
    before.add_flag("--version", line.globals.version);
    before.prefix_command();
    if (const Result<void> read = parse(before, words); !read)
        return read.error();
    line.words = before.remaining();
    line.command = find_command(line.words);
    if (!line.command)
        return line;

    const auto parts = std::count(line.command->name.begin(), line.command->name.end(), ' ') + 1;
    if (const Result<void> whole = check_values({line.words.begin() + parts, line.words.end()}, *line.command); !whole)
        return whole.error();
    CLI::App app;
    Typed typed;
    add_globals(app, line.globals);
    add_parameters(app, *line.command, typed);
    if (const Result<void> read = parse(app, {line.words.begin() + parts, line.words.end()}); !read)
        return read.error();
    if (line.globals.help)
        return line;
    if (before.count("--as") + app.count("--as") > 0 && line.globals.as.empty())
        return refusal(Errc::invalid, "achter --as staat niets; noem wie dit doet, bijvoorbeeld --as persoon-3");
    if (const std::vector<std::string> unknown = app.remaining(); !unknown.empty())
        return unknown_word(unknown.front(), *line.command);
    Result<Arguments> arguments = Arguments::read(*line.command, typed);
    if (!arguments)
        return arguments.error();
    line.arguments = std::move(*arguments);
    return line;
}

enum class Answer { for_people, as_json };

Exit wrong_usage(const Error& error, const Command* command, Answer answer)
{
    if (answer == Answer::as_json)
        std::cout << json::serialize(json::object{{"error", runtime::to_json(error)}}) << "\n";
    std::cerr << fmt::format("Dit lukt nog niet: {}\n", error.message);
    if (command)
        std::cerr << fmt::format("Voorbeeld: wijkdraad {}\nUitleg: wijkdraad {} --help\n", command->example,
                                 command->name);
    return Exit::wrong_usage;
}

// The commands that begin with this word, as "task list, task show of task add"; "" when there are none.
std::string commands_of(std::string_view family)
{
    std::vector<std::string_view> names;
    for (const Command& command : commands())
        if (command.name.starts_with(std::string(family) + ' '))
            names.push_back(command.name);
    return names.empty() ? "" : join_or(names);
}

Error unknown_command(const Line& line, std::string_view family)
{
    std::string typed = line.words.size() > 1 ? line.words[0] + ' ' + line.words[1] : line.words[0];
    std::string nearest = nearest_command(typed);
    if (!family.empty() && !nearest.starts_with(fmt::format(" (bedoelt u '{} ", family)))
        return refusal(Errc::not_found, "'{}' bestaat niet; wel: {}", typed, commands_of(family));
    if (nearest.empty()) {
        typed = line.words[0];
        nearest = nearest_command(typed);
    }
    return refusal(Errc::not_found, "opdracht '{}' bestaat niet{}; alle opdrachten: wijkdraad --help", typed, nearest);
}

// No command in these words: the help that fits, or the nearest command.
Exit without_command(const Line& line, Answer answer)
{
    if (line.globals.version) {
        std::cout << "wijkdraad " WIJKDRAAD_VERSION "\n";
        return Exit::done;
    }
    std::string family;
    for (const Command& command : commands())
        if (!line.words.empty() && command.name.starts_with(line.words.front() + ' '))
            family = line.words.front();
    const bool asks_help =
        line.globals.help || (line.words.size() > 1 && (line.words[1] == "--help" || line.words[1] == "-h"));
    if (asks_help && (line.words.empty() || !family.empty())) {
        std::cout << overview_of(family);
        return Exit::done;
    }
    if (answer == Answer::for_people && (line.words.empty() || (!family.empty() && line.words.size() == 1))) {
        std::cerr << "Welke opdracht?\n\n" << overview_of(family);
        return Exit::wrong_usage;
    }
    if (line.words.empty())
        return wrong_usage(refusal(Errc::not_found, "noem een opdracht; alle opdrachten: wijkdraad --help"), nullptr,
                           answer);
    return wrong_usage(unknown_command(line, family), nullptr, answer);
}

// Those whom a refusal speaks of by number, by name as well; when they cannot be asked for, the number is enough.
Error with_known_names(Error error, Session& session)
{
    if (!speaks_of_people(error))
        return error;
    const Result<json::value> people = session.ask("people", {});
    return people ? with_names(std::move(error), people->get_array()) : error;
}

// People read the names of the line they typed; for programs the error stays as the engine gave it.
Exit refuse(const Error& error, bool as_json, const Command& command)
{
    std::cerr << refusal_text(in_words_of(command, error));
    if (as_json)
        std::cout << json::serialize(json::object{{"error", runtime::to_json(error)}}) << "\n";
    return Exit::refused;
}

Exit carry_out(Line& line)
{
    const Command& command = *line.command;
    Session session(
        {data_directory(line.globals), line.globals.as, line.globals.key, token_of(line.globals), line.globals.json});
    if (const Result<void> numbers = find_numbers(*line.arguments, command, session); !numbers)
        return refuse(numbers.error(), line.globals.json, command);
    const Result<json::value> answer = command.carry_out(session, *line.arguments);
    if (!answer)
        return refuse(line.globals.json ? answer.error() : with_known_names(answer.error(), session), line.globals.json,
                      command);
    if (!line.globals.json) {
        json::value shown = *answer;
        if (shown.is_object())
            shown.get_object()["typed"] = spoken_values(command, *line.arguments, session);
        command.show(shown, session);
        const bool for_programs = answer->is_object() && text_of(*answer, "format") == "json";
        if (const std::string label = for_programs ? "" : session.label(); !label.empty())
            std::cout << fmt::format("\n({})\n", label);
        if (session.hides_texts())
            std::cerr << "\n"
                      << wrapped(fmt::format(
                                     "Namen en teksten zijn nu verborgen. Staat er (gewist), dan kan de tekst er nog "
                                     "zijn. Om ze te zien: {}.",
                                     way_to_texts),
                                 "")
                      << "\n";
    } else if (command.show_json)
        command.show_json(*answer, session);
    else
        std::cout << json::serialize(*answer) << "\n";
    std::cout.flush();
    return command.is_good && !command.is_good(*answer) ? Exit::refused : Exit::done;
}

}  // namespace

const Command* find_command(std::span<const std::string> words)
{
    const Command* found = nullptr;
    for (const Command& command : commands()) {
        const std::size_t space = command.name.find(' ');
        const bool fits = space == std::string_view::npos
                              ? !words.empty() && words[0] == command.name
                              : words.size() > 1 && words[0] == command.name.substr(0, space) &&
                                    words[1] == command.name.substr(space + 1);
        if (fits && (!found || command.name.size() > found->name.size()))
            found = &command;
    }
    return found;
}

Result<Reading> read_words(const std::vector<std::string>& words)
{
    const Result<Line> line = read_line(words);
    if (!line)
        return line.error();
    return Reading{line->command, line->globals.help};
}

std::vector<std::string> split_words(std::string_view text)
{
    std::vector<std::string> words;
    bool quoted = false;
    bool in_word = false;
    for (const char c : text) {
        if (c == '"') {
            quoted = !quoted;
            if (!in_word)
                words.emplace_back();
            in_word = true;
        } else if (c == ' ' && !quoted)
            in_word = false;
        else {
            if (!in_word)
                words.emplace_back();
            in_word = true;
            words.back() += c;
        }
    }
    return words;
}

Exit run_program(const std::vector<std::string>& words)
{
    if (!words.empty() && words.front() == "help") {
        std::vector<std::string> asked(words.begin() + 1, words.end());
        asked.emplace_back("--help");
        return run_program(asked);
    }
    Result<Line> line = read_line(words);
    const bool as_json = std::find(words.begin(), words.end(), "--json") != words.end();
    const Answer answer = as_json ? Answer::as_json : Answer::for_people;
    if (!line)
        return wrong_usage(line.error(), find_command(words), answer);
    if (!line->command)
        return without_command(*line, answer);
    if (line->globals.help) {
        std::cout << help_of(*line->command);
        return Exit::done;
    }
    try {
        return carry_out(*line);
    } catch (const StoreFailure& failure) {
        return refuse(Error{failure.code(), failure.what(), {}, {}}, line->globals.json, *line->command);
    } catch (const std::exception& bug) {
        return refuse(refusal(Errc::unavailable, "dit is een fout in Wijkdraad zelf: {}", bug.what()),
                      line->globals.json, *line->command);
    }
}

}  // namespace wd::cli
