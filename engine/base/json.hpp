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
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace wd {

namespace json = boost::json;

// Text that a person typed. It may stand in a command and becomes a content row; it never stands in an event (RULES A1),
// so the event codec does not compile with it.
struct Text {
    std::string value;
    friend bool operator==(const Text&, const Text&) = default;
};

// Parses one whole document of valid UTF-8, at most 32 levels deep. Members keep their order; a name that stands twice in one object
// is refused, and the error names it.
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

// The words of an enum with their values, in declaration order.
template <class Enum, template <class...> class List, class... Enumerators>
constexpr std::array<std::pair<std::string_view, Enum>, sizeof...(Enumerators)> words_of(List<Enumerators...>)
{
    return {{{Enumerators::name, Enumerators::value}...}};
}
template <class Enum>
inline constexpr auto enum_words = words_of<Enum>(boost::describe::describe_enumerators<Enum>{});

}  // namespace codec

// The stored word of a described enumerator, e.g. "not_now".
template <class Enum>
requires codec::is_enum<Enum>
constexpr std::string_view name_of(Enum value)
{
    for (const auto& [name, its_value] : codec::enum_words<Enum>)
        if (its_value == value)
            return name;
    return "?";
}

// All stored words of an enum, in declaration order.
template <class Enum>
requires codec::is_enum<Enum> std::vector<std::string_view> names_of()
{
    std::vector<std::string_view> names;
    names.reserve(codec::enum_words<Enum>.size());
    for (const auto& word : codec::enum_words<Enum>)
        names.push_back(word.first);
    return names;
}

template <class Enum>
requires codec::is_enum<Enum> std::optional<Enum> find_enum(std::string_view name)
{
    for (const auto& [its_name, value] : codec::enum_words<Enum>)
        if (its_name == name)
            return value;
    return std::nullopt;
}

namespace codec {

// Where in a document something stands, as a chain on the stack: text is made of it only for a complaint.
struct Path {
    const Path* above = nullptr;  // null: the document itself
    std::string_view name;        // of a member; "" for one of a list
    std::size_t index = 0;
};
std::string to_text(const Path& path);

// Collects every complaint of one document.
struct Complaints {
    std::vector<Error> list;
    void add(const Path& path, std::string message);
};

// The complaints as one refusal, with one detail for each when there are more.
Error refusal_of(Complaints complaints);

// One member of a struct, for either direction. A struct adds a table of these to the program and nothing else: what is done with
// the members is written, and compiled, once.
struct WrittenMember {
    std::string_view name;
    bool (*is_absent)(const void* object);
    void (*write)(std::string& out, const void* object);
};
struct ReadMember {
    std::string_view name;
    bool may_be_missing;
    void (*read)(void* object, const json::value& value, const Path& path, Complaints& complaints);
};

void write_members(std::string& out, std::span<const WrittenMember> members, const void* object);
void read_members(void* object, std::span<const ReadMember> members, const json::value& value, const Path& path,
                  Complaints& complaints);

void write_number(std::string& out, std::int64_t number);
void write_number(std::string& out, std::uint64_t number);

// Each reads one kind of value, or says what was expected.
std::optional<std::int64_t> read_id(const json::value& value, std::string_view prefix, const Path& path,
                                    Complaints& complaints);
void read_bool(bool& out, const json::value& value, const Path& path, Complaints& complaints);
void read_string(std::string& out, const json::value& value, const Path& path, Complaints& complaints);
void read_typed_text(std::string& out, const json::value& value, const Path& path, Complaints& complaints);
void read_date(Date& out, const json::value& value, const Path& path, Complaints& complaints);
void read_instant(Timestamp& out, const json::value& value, const Path& path, Complaints& complaints);
void read_digest(Sha256& out, const json::value& value, const Path& path, Complaints& complaints);
// The text of a string; nothing for another kind of value.
std::string_view text_or_nothing(const json::value& value);
// The items of a list; null, and a complaint, for another kind of value.
const json::array* list_in(const json::value& value, const Path& path, Complaints& complaints);

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

template <class T>
std::span<const WrittenMember> written_members();
template <class T>
std::span<const ReadMember> read_members_of();

}  // namespace codec

template <class T>
void write_json(std::string& out, const T& value)
{
    using namespace codec;
    if constexpr (std::is_same_v<T, bool>)
        out += value ? "true" : "false";
    else if constexpr (std::is_integral_v<T>)
        write_number(out, static_cast<std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>>(value));
    else if constexpr (is_id<T>)
        write_number(out, value.value);
    else if constexpr (std::is_convertible_v<T, std::string_view>)
        write_json_string(out, value);
    else if constexpr (std::is_same_v<T, Date>)
        (out += '"') += to_text(value), out += '"';
    else if constexpr (std::is_same_v<T, Timestamp>)
        write_number(out, to_unix_ms(value));
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
    } else if constexpr (is_struct<T>)
        write_members(out, written_members<T>(), &value);
    else
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

template <class T>
void read_into(T& out, const json::value& value, const Path& path, Complaints& complaints)
{
    if constexpr (std::is_same_v<T, bool>)
        read_bool(out, value, path, complaints);
    else if constexpr (std::is_integral_v<T>) {
        boost::system::error_code failure;
        const bool whole = value.is_number() && !value.is_double();
        out = whole ? value.to_number<T>(failure) : T{};
        if (!whole || failure)
            complaints.add(path, "verwacht een heel getal");
    } else if constexpr (is_id<T>)
        out = T{read_id(value, T::tag::prefix, path, complaints).value_or(0)};
    else if constexpr (std::is_same_v<T, std::string>)
        read_string(out, value, path, complaints);
    else if constexpr (std::is_same_v<T, Text>)
        read_typed_text(out.value, value, path, complaints);
    else if constexpr (std::is_same_v<T, Date>)
        read_date(out, value, path, complaints);
    else if constexpr (std::is_same_v<T, Timestamp>)
        read_instant(out, value, path, complaints);
    else if constexpr (std::is_same_v<T, Sha256>)
        read_digest(out, value, path, complaints);
    else if constexpr (std::is_same_v<T, json::value>)
        out = value;
    else if constexpr (is_enum<T>) {
        const std::optional<T> found = find_enum<T>(text_or_nothing(value));
        if (found)
            out = *found;
        else
            complaints.add(path, "verwacht " + join_or(names_of<T>()));
    } else if constexpr (is_optional<T>) {
        out.reset();
        if (!value.is_null())
            read_into(out.emplace(), value, path, complaints);
    } else if constexpr (is_vector<T>) {
        out.clear();
        if (const json::array* items = list_in(value, path, complaints))
            for (const json::value& item : *items) {
                const std::size_t index = out.size();
                read_into(out.emplace_back(), item, Path{&path, {}, index}, complaints);
            }
    } else if constexpr (is_struct<T>)
        read_members(&out, read_members_of<T>(), value, path, complaints);
    else
        static_assert(always_false<T>, "this type has no JSON form");
}

// The functions of one member, for the tables.
template <class T, class Descriptor>
struct MemberOf {
    using Type = std::remove_cvref_t<decltype(std::declval<T&>().*Descriptor::pointer)>;
    static const Type& in(const void* object) { return static_cast<const T*>(object)->*Descriptor::pointer; }

    static bool is_absent(const void* object) { return codec::is_absent(in(object)); }
    static void write(std::string& out, const void* object) { write_json(out, in(object)); }
    static void read(void* object, const json::value& value, const Path& path, Complaints& complaints)
    {
        read_into(static_cast<T*>(object)->*Descriptor::pointer, value, path, complaints);
    }
};

template <class T, template <class...> class List, class... Descriptors>
constexpr std::array<WrittenMember, sizeof...(Descriptors)> written_table(List<Descriptors...>)
{
    return {{{Descriptors::name, &MemberOf<T, Descriptors>::is_absent, &MemberOf<T, Descriptors>::write}...}};
}

template <class T, template <class...> class List, class... Descriptors>
constexpr std::array<ReadMember, sizeof...(Descriptors)> read_table(List<Descriptors...>)
{
    return {{{Descriptors::name, may_be_missing<typename MemberOf<T, Descriptors>::Type>,
              &MemberOf<T, Descriptors>::read}...}};
}

template <class T>
std::span<const WrittenMember> written_members()
{
    static constexpr auto table = written_table<T>(members_of<T>{});
    return table;
}

template <class T>
std::span<const ReadMember> read_members_of()
{
    static constexpr auto table = read_table<T>(members_of<T>{});
    return table;
}

}  // namespace codec

// Reads a whole struct; on refusal the error holds one detail per wrong member.
template <class T>
Result<T> read_json(const json::value& value)
{
    T out{};
    codec::Complaints complaints;
    codec::read_into(out, value, codec::Path{}, complaints);
    if (!complaints.list.empty())
        return codec::refusal_of(std::move(complaints));
    return out;
}

}  // namespace wd
