// JSON to and from plain structs. A struct that says BOOST_DESCRIBE_STRUCT is written with its members in that order and read
// strictly: an unknown member, a missing one and a wrong type are all reported at once, in a sentence (closed tables).
// Optional members and empty lists are left out when written. Does not know events, commands or files.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/limits.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace wd {

namespace json = boost::json;

// Text that a person typed. It may stand in a command and becomes a content row; it never stands in an event (RULES A1),
// so the event codec does not compile with it.
struct Text {
    std::string value;
    friend bool operator==(const Text&, const Text&) = default;
};

// Parses one whole document of valid UTF-8, at most 32 levels deep. Members keep their order.
Result<json::value> parse_json(std::string_view text);

// Appends `text` as a JSON string with its quotes.
void write_json_string(std::string& out, std::string_view text);

namespace codec {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;
template <class T>
inline constexpr bool is_struct = boost::describe::has_describe_members<T>::value && !std::is_enum_v<T> && !is_id<T>;
template <class T>
inline constexpr bool is_enum = boost::describe::has_describe_enumerators<T>::value;
template <class T>
inline constexpr bool always_false = false;

template <class T>
using members_of =
    boost::describe::describe_members<T, boost::describe::mod_any_access | boost::describe::mod_inherited>;

}  // namespace codec

// The stored word of a described enumerator, e.g. "not_now".
template <class Enum>
requires codec::is_enum<Enum>
constexpr std::string_view name_of(Enum value)
{
    std::string_view name = "?";
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto d) {
        if (d.value == value)
            name = d.name;
    });
    return name;
}

// All stored words of an enum, in declaration order.
template <class Enum>
requires codec::is_enum<Enum> std::vector<std::string_view> names_of()
{
    std::vector<std::string_view> names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto d) { names.push_back(d.name); });
    return names;
}

template <class Enum>
requires codec::is_enum<Enum> std::optional<Enum> find_enum(std::string_view name)
{
    std::optional<Enum> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto d) {
        if (name == d.name)
            found = d.value;
    });
    return found;
}

namespace codec {

// Whether a member is left out when written: nothing there, so nothing to say.
template <class T>
bool is_absent(const T& value)
{
    if constexpr (is_optional<T>)
        return !value.has_value();
    else if constexpr (is_vector<T>)
        return value.empty();
    else if constexpr (std::is_same_v<T, json::value>)
        return value.is_null();
    else
        return false;
}

template <class T>
inline constexpr bool may_be_missing = is_optional<T> || is_vector<T> || std::is_same_v<T, json::value>;

}  // namespace codec

template <class T>
void write_json(std::string& out, const T& value)
{
    using namespace codec;
    if constexpr (std::is_same_v<T, bool>)
        out += value ? "true" : "false";
    else if constexpr (std::is_integral_v<T>)
        fmt::format_to(std::back_inserter(out), "{}", value);
    else if constexpr (is_id<T>)
        fmt::format_to(std::back_inserter(out), "{}", value.value);
    else if constexpr (std::is_convertible_v<T, std::string_view>)
        write_json_string(out, value);
    else if constexpr (std::is_same_v<T, Date>)
        (out += '"') += to_text(value), out += '"';
    else if constexpr (std::is_same_v<T, Timestamp>)
        fmt::format_to(std::back_inserter(out), "{}", to_unix_ms(value));
    else if constexpr (std::is_same_v<T, Sha256>)
        (out += '"') += to_hex(value), out += '"';
    else if constexpr (std::is_same_v<T, json::value>)
        out += json::serialize(value);
    else if constexpr (is_enum<T>)
        write_json_string(out, name_of(value));
    else if constexpr (is_optional<T>)
        value ? write_json(out, *value) : static_cast<void>(out += "null");
    else if constexpr (is_vector<T>) {
        out += '[';
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (i > 0)
                out += ',';
            write_json(out, value[i]);
        }
        out += ']';
    } else if constexpr (is_struct<T>) {
        out += '{';
        bool first = true;
        boost::mp11::mp_for_each<members_of<T>>([&](auto d) {
            const auto& member = value.*d.pointer;
            if (is_absent(member))
                return;
            if (!first)
                out += ',';
            first = false;
            write_json_string(out, d.name);
            out += ':';
            write_json(out, member);
        });
        out += '}';
    } else
        static_assert(always_false<T>, "this type has no JSON form; text that a person typed belongs in a content row");
}

template <class T>
std::string to_json_text(const T& value)
{
    std::string out;
    write_json(out, value);
    return out;
}

namespace codec {

// Collects every complaint of one document.
struct Complaints {
    std::vector<Error> list;
    void add(std::string_view path, std::string message)
    {
        list.push_back(Error{Errc::invalid, std::move(message), Where{{}, 0, std::string(path)}, {}});
    }
};

template <class T>
void read_into(T& out, const json::value& value, std::string_view path, Complaints& complaints);

template <class T>
void read_struct(T& out, const json::value& value, std::string_view path, Complaints& complaints)
{
    if (!value.is_object()) {
        complaints.add(path, "verwacht een object { … }");
        return;
    }
    const json::object& object = value.get_object();
    std::vector<std::string_view> known;
    boost::mp11::mp_for_each<members_of<T>>([&](auto d) {
        known.push_back(d.name);
        const std::string below = path.empty() ? std::string(d.name) : fmt::format("{}.{}", path, d.name);
        using Member = std::remove_cvref_t<decltype(out.*d.pointer)>;
        if (const json::value* found = object.if_contains(d.name))
            read_into(out.*d.pointer, *found, below, complaints);
        else if constexpr (!may_be_missing<Member>)
            complaints.add(below, fmt::format("veld '{}' ontbreekt", d.name));
    });
    for (const auto& member : object) {
        const std::string_view key{member.key().data(), member.key().size()};
        if (std::find(known.begin(), known.end(), key) == known.end())
            complaints.add(path, fmt::format("onbekend veld '{}'{}", key, did_you_mean(key, known)));
    }
}

template <class T, class Parse>
void read_parsed(T& out, const json::value& value, std::string_view path, Complaints& complaints,
                 std::string_view wanted, Parse parse)
{
    if (!value.is_string()) {
        complaints.add(path, fmt::format("verwacht {}", wanted));
        return;
    }
    const auto parsed = parse(std::string_view{value.get_string().data(), value.get_string().size()});
    if (parsed)
        out = *parsed;
    else
        complaints.add(path, parsed.error().message);
}

template <class T>
void read_into(T& out, const json::value& value, std::string_view path, Complaints& complaints)
{
    const auto text_of = [](const json::value& v) {
        return std::string_view{v.get_string().data(), v.get_string().size()};
    };
    if constexpr (std::is_same_v<T, bool>)
        value.is_bool() ? static_cast<void>(out = value.get_bool())
                        : complaints.add(path, "verwacht ja of nee (true of false)");
    else if constexpr (std::is_integral_v<T>) {
        boost::system::error_code failure;
        out = value.is_number() && !value.is_double() ? value.to_number<T>(failure) : T{};
        if (!value.is_number() || value.is_double() || failure)
            complaints.add(path, "verwacht een heel getal");
    } else if constexpr (is_id<T>) {
        if (value.is_int64() && value.get_int64() > 0)
            out.value = value.get_int64();
        else if (value.is_string())
            read_parsed(out, value, path, complaints, "een nummer", [](std::string_view t) -> Result<T> {
                const Result<std::int64_t> number = parse_id_number(t, T::tag::prefix);
                if (!number)
                    return number.error();
                return T{*number};
            });
        else
            complaints.add(path, "verwacht een nummer");
    } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, Text>) {
        if (!value.is_string())
            complaints.add(path, "verwacht tekst");
        else if constexpr (std::is_same_v<T, Text>) {
            out.value = text_of(value);
            if (out.value.size() > limits::typed_text_max)
                complaints.add(path, fmt::format("is te lang; hoogstens {} tekens", limits::typed_text_max));
            else if (const auto unfit = find_unfit(out.value))
                complaints.add(path, std::string(*unfit));
        } else
            out = text_of(value);
    } else if constexpr (std::is_same_v<T, Date>)
        read_parsed(out, value, path, complaints, "een datum, bijvoorbeeld 2026-11-20", parse_date);
    else if constexpr (std::is_same_v<T, Timestamp>)
        value.is_int64() ? static_cast<void>(out = from_unix_ms(value.get_int64()))
                         : complaints.add(path, "verwacht een tijdstip in milliseconden");
    else if constexpr (std::is_same_v<T, Sha256>)
        read_parsed(out, value, path, complaints, "een sha256", parse_sha256);
    else if constexpr (std::is_same_v<T, json::value>)
        out = value;
    else if constexpr (is_enum<T>) {
        const std::optional<T> found = value.is_string() ? find_enum<T>(text_of(value)) : std::nullopt;
        if (found)
            out = *found;
        else
            complaints.add(path, fmt::format("verwacht {}", join_or(names_of<T>())));
    } else if constexpr (is_optional<T>) {
        out.reset();
        if (!value.is_null())
            read_into(out.emplace(), value, path, complaints);
    } else if constexpr (is_vector<T>) {
        if (!value.is_array()) {
            complaints.add(path, "verwacht een lijst [ … ]");
            return;
        }
        out.clear();
        for (const json::value& item : value.get_array()) {
            const std::string below = fmt::format("{}[{}]", path, out.size());
            read_into(out.emplace_back(), item, below, complaints);
        }
    } else if constexpr (is_struct<T>)
        read_struct(out, value, path, complaints);
    else
        static_assert(always_false<T>, "this type has no JSON form");
}

}  // namespace codec

// Reads a whole struct; on refusal the error holds one detail per wrong member.
template <class T>
Result<T> read_json(const json::value& value)
{
    T out{};
    codec::Complaints complaints;
    codec::read_into(out, value, "", complaints);
    if (complaints.list.empty())
        return out;
    Error error = complaints.list.front();
    if (complaints.list.size() > 1)
        error =
            Error{Errc::invalid, fmt::format("{} velden kloppen niet", complaints.list.size()), {}, complaints.list};
    return error;
}

}  // namespace wd
