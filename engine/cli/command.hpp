// What a command of the program is: a row with its words, its parameters, an example, what it asks of the engine and how the
// answer is shown to people. Plain data; program.hpp turns rows into a command line, the *_commands.cpp files hold them.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace wd::cli {

class Session;
class Arguments;

// What a person types for a parameter, and so which JSON it becomes. A value that does not fit is wrong usage.
enum class Kind {
    text,
    id,         // "taak-12" or "12", of persons and programmes the name too; Parameter::prefix says of what
    whole,      // 12 or -3
    euro,       // 1250 or 1250,50; becomes whole cents
    percent,    // 11% or 11,5%; becomes per mille
    date,       // 2026-11-20
    word,       // one of Parameter::words, in Dutch or as code
    yes_no,     // ja or nee
    flag,       // there or not
    pair,       // naam=waarde; becomes { name, value } of texts
    group,      // groep=aantal; becomes { group, count }
    condition,  // "tekst|persoon-3|2026-12-01", or the name; becomes { text, owner, due }
};

enum class Need { optional, required };
enum class Times { once, many };

struct Parameter {
    std::string_view name;  // "taak" for one that has its own place, "--due" for an option
    std::string_view key;   // the member of the request's data; "" when the command reads it itself
    Kind kind = Kind::text;
    std::string_view about = {};  // Dutch, without full stop
    Need need = Need::optional;
    Times times = Times::once;
    std::string_view prefix = {};              // Kind::id
    std::vector<std::string_view> words = {};  // Kind::word: code words
};

// Places and options that come back in many commands.
Parameter place(std::string_view name, std::string_view key, Kind kind, std::string_view about);
Parameter programme_place();
Parameter task_place();
Parameter option(std::string_view name, std::string_view key, Kind kind, std::string_view about);
Parameter required(Parameter parameter);
Parameter repeated(Parameter parameter);
Parameter of(std::string_view prefix, Parameter parameter);  // Kind::id
Parameter person(Parameter parameter);                       // "persoon-3"
Parameter person(std::string_view name, std::string_view key, std::string_view about);
Parameter one_of(std::vector<std::string_view> words, Parameter parameter);  // Kind::word
template <class Enum>
Parameter one_of(Parameter parameter)
{
    return one_of(names_of<Enum>(), std::move(parameter));
}

// Asks the engine or does the work; the answer is what `--json` prints. A refusal becomes exit code 1.
using CarryOut = std::function<Result<json::value>(Session&, const Arguments&)>;
// Shows the answer to people, on standard output. When it is an object it also has "typed": what was typed, as people say it, by
// the names of the parameters (echo.hpp).
using Show = std::function<void(const json::value&, Session&)>;

struct Command {
    std::string_view name;     // "task claim"
    std::string_view about;    // Dutch sentence
    std::string_view example;  // what follows after "wijkdraad "
    std::vector<Parameter> parameters;
    CarryOut carry_out;
    Show show;
    // How `--json` prints; by default the answer as one document.
    Show show_json = {};
    std::string_view more = {};  // further paragraphs of the help, e.g. the columns of a file
    // Whether an answer is a good one; a bad one is shown and gives exit code 1. Without it every answer is good.
    std::function<bool(const json::value&)> is_good = {};
};

// The answer of a verb with the parameters as its data, as they are named in the row.
CarryOut sends(std::string_view verb);
// The answer of a question, likewise.
CarryOut asks(std::string_view question);
// A sentence and, with `key`, the id that the answer has under it: "Toegevoegd: persoon-3". Below it the outcome and what
// opened, when the answer has those.
Show says(std::string_view sentence);
Show says(std::string_view sentence, std::string_view key);
// With a second sentence that tells back what was recorded; `echo` is a pattern for filled_in.
Show says(std::string_view sentence, std::string_view key, std::string_view echo);

// "1 gebied" and "2.400 gebieden".
std::string counted(std::int64_t count, std::string_view one, std::string_view many);

// Every command of the program, in the order of the help.
const std::vector<Command>& commands();

// The rows by family.
std::vector<Command> store_commands();     // init
std::vector<Command> upkeep_commands();    // verify backup restore
std::vector<Command> security_commands();  // log verify-security
std::vector<Command> slice_commands();
std::vector<Command> demo_commands();
std::vector<Command> look_commands();       // status log explain
std::vector<Command> programme_commands();  // programme run area history
std::vector<Command> workflow_commands();
std::vector<Command> people_commands();   // person
std::vector<Command> account_commands();  // account token
std::vector<Command> privacy_commands();
std::vector<Command> team_commands();      // position assignment absence team continuity
std::vector<Command> task_commands();      // task step
std::vector<Command> answer_commands();    // meeting vote consent decision gate friction
std::vector<Command> record_commands();    // reach measure linkage journal signal money document
std::vector<Command> promise_commands();   // commitment contact
std::vector<Command> learning_commands();  // reflection learning
std::vector<Command> handover_commands();
std::vector<Command> settings_commands();
std::vector<Command> correct_commands();
std::vector<Command> plugin_commands();
std::vector<Command> serve_commands();  // serve tick
std::vector<Command> bench_commands();

}  // namespace wd::cli
