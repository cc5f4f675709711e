// From names to numbers. See names.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/names.hpp"

#include "cli/arguments.hpp"
#include "cli/render.hpp"
#include "cli/session.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <optional>

namespace wd::cli {

namespace {

// More than this is no help in a sentence.
constexpr std::size_t named_max = 8;

// What is looked through, and the words of a refusal about it.
struct Register {
    std::string_view key;  // of the number in a row
    std::string_view nobody;
    std::string_view example;
    std::string_view list;  // the command that shows all
};
constexpr Register people_register{"person", "niemand heet", "persoon-3", "person list"};
constexpr Register programme_register{"programme", "geen programma heet", "programma-1", "programme list"};

// Without capitals, and an é typed in two ways the same. `text` is UTF-8.
std::string folded(std::string_view text)
{
    utf8proc_uint8_t* bytes = nullptr;
    const utf8proc_ssize_t size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                     &bytes, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
    WD_ASSERT(size >= 0);
    std::string plain(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    std::free(bytes);
    return std::string(trimmed(plain));
}

std::string named(const json::value& row, const Register& where)
{
    const std::string organisation = text_of(row, "organisation_name");
    return fmt::format("{} ({}{}{})", text_of(row, "name"), text_of(row, where.key), organisation.empty() ? "" : ", ",
                       organisation);
}

// Who may be meant by a name that nobody bears: those whose name has it as a part, else the nearest, else all when few.
std::vector<std::string> candidates(const json::array& rows, std::string_view wanted, const Register& where)
{
    std::vector<std::string> parts;
    std::vector<std::string> all;
    std::vector<std::string> names;
    for (const json::value& row : rows) {
        names.push_back(folded(text_of(row, "name")));
        if (names.back().empty())
            continue;
        all.push_back(named(row, where));
        if (!wanted.empty() && names.back().find(wanted) != std::string::npos)
            parts.push_back(all.back());
    }
    if (!parts.empty() && parts.size() <= named_max)
        return parts;
    const std::vector<std::string_view> known(names.begin(), names.end());
    if (const std::optional<std::string_view> nearest = nearest_word(wanted, known))
        for (std::size_t i = 0; i < known.size(); ++i)
            if (known[i] == *nearest)
                return {named(rows[i], where)};
    return all.size() <= named_max ? all : std::vector<std::string>{};
}

Error unknown_name(const json::array& rows, std::string_view name, const Register& where)
{
    const std::vector<std::string> perhaps = candidates(rows, folded(name), where);
    const std::string known = perhaps.empty() ? std::string{} : fmt::format("; wel bekend: {}", join_and(perhaps));
    return refusal(Errc::not_found, "{} '{}'{}; geef de hele naam of een nummer zoals {} (wijkdraad {})", where.nobody,
                   name, known, where.example, where.list);
}

Result<std::string> find_in(const json::array& rows, std::string_view name, const Register& where)
{
    std::vector<const json::value*> found;
    const std::string wanted = folded(name);
    for (const json::value& row : rows)
        if (!wanted.empty() && folded(text_of(row, "name")) == wanted)
            found.push_back(&row);
    if (found.empty())
        return unknown_name(rows, name, where);
    if (found.size() == 1)
        return text_of(*found.front(), where.key);
    std::vector<std::string> bearers;
    bearers.reserve(found.size());
    for (const json::value* row : found)
        bearers.push_back(named(*row, where));
    return refusal(Errc::conflict, "'{}' kan meer dan één zijn: {}; geef het nummer", name, join_and(bearers));
}

// The registers of this call, each asked once.
class Registers {
public:
    explicit Registers(Session& session) : session_(session) {}

    Result<std::string> find(std::string_view prefix, std::string_view name)
    {
        const bool is_person = prefix == "persoon";
        std::optional<json::value>& rows = is_person ? people_ : programmes_;
        if (!rows) {
            Result<json::value> answer = session_.ask(is_person ? "people" : "programmes", {});
            if (!answer)
                return answer.error();
            rows = std::move(*answer);
        }
        if (is_person && session_.hides_texts())
            return refusal(
                Errc::not_allowed,
                "zonder token is '{}' niet op naam te vinden; gebruik het nummer, bijvoorbeeld persoon-3, of {}", name,
                way_to_texts);
        return find_in(rows->get_array(), name, is_person ? people_register : programme_register);
    }

private:
    Session& session_;
    std::optional<json::value> people_;
    std::optional<json::value> programmes_;
};

bool takes_name(const Parameter& parameter)
{
    return parameter.kind == Kind::condition || (parameter.kind == Kind::id && may_be_named(parameter.prefix));
}

// One value, or the owner in a condition, when it is no number yet.
Result<void> find_number(json::value& value, const Parameter& parameter, Registers& registers)
{
    json::value& place = parameter.kind == Kind::condition ? value.get_object()["owner"] : value;
    const std::string_view prefix = parameter.kind == Kind::condition ? "persoon" : parameter.prefix;
    const std::string typed(place.get_string());
    if (parse_id_number(typed, prefix))
        return {};
    Result<std::string> number = registers.find(prefix, typed);
    if (!number)
        return refusal(number.error().code, "{}: {}", parameter.name, number.error().message);
    place = *number;
    return {};
}

}  // namespace

Result<std::string> find_person(const json::array& people, std::string_view name)
{
    return find_in(people, name, people_register);
}

Result<std::string> find_programme_named(const json::array& programmes, std::string_view name)
{
    return find_in(programmes, name, programme_register);
}

Result<void> find_numbers(Arguments& arguments, const Command& command, Session& session)
{
    Registers registers(session);
    for (const Parameter& parameter : command.parameters) {
        if (!takes_name(parameter) || !arguments.has(parameter.name))
            continue;
        json::value value = arguments.value(parameter.name);
        if (value.is_array()) {
            for (json::value& each : value.get_array())
                if (Result<void> found = find_number(each, parameter, registers); !found)
                    return found;
        } else if (Result<void> found = find_number(value, parameter, registers); !found)
            return found;
        arguments.put(parameter, std::move(value));
    }
    return {};
}

}  // namespace wd::cli
