// Lua's own messages in Dutch, by pattern. See lua_message.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/lua_message.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace wd::script {

namespace {

struct Phrase {
    std::string_view english;
    std::string_view dutch;
};

// The beginnings of messages; what follows is kept, with its words replaced by `words`.
constexpr std::array openings{
    Phrase{"attempt to perform arithmetic on ", "hier wordt gerekend met "},
    Phrase{"attempt to concatenate ", "hier wordt tekst geplakt aan "},
    Phrase{"attempt to compare ", "niet te vergelijken: "},
    Phrase{"attempt to call ", "hier wordt als functie gebruikt: "},
    Phrase{"attempt to index ", "hier wordt iets gezocht in "},
    Phrase{"attempt to get length of ", "hier wordt de lengte gevraagd van "},
    Phrase{"attempt to divide by zero", "er wordt gedeeld door nul"},
    Phrase{"attempt to perform 'n//0'", "er wordt gedeeld door nul"},
    Phrase{"attempt to perform 'n%%0'", "er wordt gedeeld door nul"},
    Phrase{"attempt to assign to const variable", "deze vaste waarde mag niet veranderen:"},
    Phrase{"number has no integer representation", "dit getal is geen heel getal"},
    Phrase{"bad 'for' initial value", "een 'for' begint met een getal"},
    Phrase{"bad 'for' limit", "een 'for' eindigt met een getal"},
    Phrase{"'for' step is zero", "een 'for' met stap 0 komt nooit klaar"},
    Phrase{"bad 'for' step", "de stap van een 'for' is een getal"},
    Phrase{"stack overflow", "de functie roept zichzelf te vaak aan"},
    Phrase{"C stack overflow", "de functie roept zichzelf te vaak aan"},
    Phrase{"string slice too long", "de tekst is te lang"},
    Phrase{"index is NaN", "de sleutel is geen getal"},
    Phrase{"index is nil", "de sleutel ontbreekt"},
    Phrase{"attempt to load a binary chunk",
           "dit is geen leesbare tekst maar vertaalde Lua (bytecode); lever de Lua-tekst zelf aan"},
    Phrase{"unexpected symbol", "dit teken wordt hier niet verwacht"},
    Phrase{"unfinished string", "een tekst is niet afgesloten met een aanhalingsteken"},
    Phrase{"unfinished long string", "een lange tekst is niet afgesloten met ]]"},
    Phrase{"unfinished long comment", "een lange opmerking is niet afgesloten met ]]"},
    Phrase{"malformed number", "dit getal is niet goed geschreven"},
    Phrase{"invalid escape sequence", "onbekend teken na een \\ in een tekst"},
    Phrase{"syntax error", "deze regel is geen Lua"},
    Phrase{"'=' or 'in' expected", "hier wordt '=' of 'in' verwacht"},
    Phrase{"function arguments expected", "hier worden de haakjes van een functie verwacht"},
    Phrase{"<name> expected", "hier wordt een naam verwacht"},
    Phrase{"<eof> expected", "hier wordt het einde van het bestand verwacht"},
    Phrase{"cannot use '...' outside a vararg function", "'...' kan hier niet"},
};

constexpr std::array phrases{
    Phrase{" (number expected, got nil)", ", niet iets dat er niet is"},
    Phrase{" (number expected, got string)", ", niet met een tekst"},
    Phrase{" (number expected, got table)", ", niet met een tabel"},
    Phrase{"a nil value", "iets dat er niet is"},
    Phrase{"two nil values", "twee dingen die er niet zijn"},
    Phrase{"a wd.view value", "een feit dat zelf delen heeft"},
    Phrase{"two wd.view values", "twee feiten die zelf delen hebben"},
    Phrase{"number with wd.view", "een getal met een feit dat zelf delen heeft"},
    Phrase{"wd.view with number", "een feit dat zelf delen heeft met een getal"},
    Phrase{"a wd.root value", "c zelf"},
    Phrase{"a wd.node value", "een woord van de workflow"},
    Phrase{"a wd.stub value", "iets onbekends"},
    Phrase{"two table values", "twee tabellen"},
    Phrase{"a table value", "een tabel"},
    Phrase{"a boolean value", "waar of onwaar"},
    Phrase{"two boolean values", "tweemaal waar of onwaar"},
    Phrase{"a function value", "een functie"},
    Phrase{"a number value", "een getal"},
    Phrase{"a string value", "een tekst"},
    Phrase{"number with nil", "een getal met iets dat er niet is"},
    Phrase{"nil with number", "iets dat er niet is met een getal"},
    Phrase{"number with string", "een getal met een tekst"},
    Phrase{"string with number", "een tekst met een getal"},
    Phrase{" expected (to close ", " verwacht (hoort bij "},
    Phrase{" at line ", " op regel "},
    Phrase{" expected near ", " verwacht bij "},
    Phrase{" expected", " verwacht"},
    Phrase{" near ", " bij "},
    Phrase{"<eof>", "het einde van het bestand"},
    Phrase{"(field ", "("},
    Phrase{"(local ", "("},
    Phrase{"(global ", "("},
    Phrase{"(upvalue ", "("},
    Phrase{"(method ", "("},
    Phrase{"(constant ", "("},
};

void replace_all(std::string& text, Phrase phrase)
{
    for (std::size_t at = text.find(phrase.english); at != std::string::npos;
         at = text.find(phrase.english, at + phrase.dutch.size()))
        text.replace(at, phrase.english.size(), phrase.dutch);
}

std::string in_dutch(std::string text)
{
    bool known = false;
    for (const Phrase& opening : openings) {
        if (!text.starts_with(opening.english))
            continue;
        text.replace(0, opening.english.size(), opening.dutch);
        known = true;
        break;
    }
    known = known || text.find(" expected") != std::string::npos;
    for (const Phrase& word : phrases)
        replace_all(text, word);
    return known ? text : "Lua meldt: " + text;
}

// Takes "workflow.lua:12: " off the front.
Where take_place(std::string_view& message)
{
    const std::size_t name_end = message.find(".lua:");
    if (name_end == std::string_view::npos)
        return {};
    const std::size_t digits = name_end + 5;
    int line = 0;
    const auto [end, failure] = std::from_chars(message.data() + digits, message.data() + message.size(), line);
    const std::size_t after = static_cast<std::size_t>(end - message.data());
    if (failure != std::errc{} || !message.substr(after).starts_with(": "))
        return {};
    Where where{std::string(message.substr(0, name_end + 4)), line, {}};
    message.remove_prefix(after + 2);
    return where;
}

}  // namespace

Error explain_lua_message(std::string_view message)
{
    Where where = take_place(message);
    return Error{Errc::script_breach, in_dutch(std::string(message)), std::move(where), {}};
}

}  // namespace wd::script
