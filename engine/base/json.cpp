// Parsing and string escaping. See json.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "base/json.hpp"

#include <boost/json/src.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <set>

namespace wd {

namespace {

// The reader's own words are English; where it stopped is what helps somebody who mends the text.
std::string what_is_wrong(std::string_view text)
{
    json::parser parser;
    boost::system::error_code failure;
    const std::size_t read = parser.write_some(text.data(), text.size(), failure);
    if (failure == json::error::incomplete)
        return "het houdt te vroeg op";
    if (failure == json::error::too_deep)
        return "er staat te veel in elkaar";
    if (!failure)
        return fmt::format("achter teken {} staat nog iets", read);
    return fmt::format("bij teken {} klopt het niet", read + 1);
}

// 1e999 is read as infinity, and that cannot be written as JSON again.
bool can_be_written(const json::value& value)
{
    if (const json::array* list = value.if_array())
        return std::all_of(list->begin(), list->end(), can_be_written);
    if (const json::object* object = value.if_object())
        return std::all_of(object->begin(), object->end(),
                           [](const json::key_value_pair& member) { return can_be_written(member.value()); });
    return !value.is_double() || std::isfinite(value.get_double());
}

// Of a name that stands twice in one object the library keeps the last one, and another program perhaps the first. Then there are
// fewer members than names in the text, which is quicker to see than which name it was.
std::size_t count_members(const json::value& value)
{
    std::size_t count = 0;
    if (const json::array* list = value.if_array())
        for (const json::value& item : *list)
            count += count_members(item);
    if (const json::object* object = value.if_object()) {
        count = object->size();
        for (const json::key_value_pair& member : *object)
            count += count_members(member.value());
    }
    return count;
}

// How many names stand in a text that is JSON: outside strings, each colon is behind one.
std::size_t count_names(std::string_view text)
{
    std::size_t count = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '"')
            in_string = !in_string;
        else if (in_string)
            i += text[i] == '\\' ? 1 : 0;
        else
            count += text[i] == ':' ? 1 : 0;
    return count;
}

// Hears the names of a text as the library's grammar reads them, escapes resolved, and stops at one that its object has already.
class NameHandler {
public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    const std::string& repeated() const { return repeated_; }

    bool on_object_begin(boost::system::error_code&)
    {
        objects_.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t, boost::system::error_code&)
    {
        objects_.pop_back();
        return true;
    }
    bool on_key_part(json::string_view part, std::size_t, boost::system::error_code&)
    {
        name_.append(part.data(), part.size());
        return true;
    }
    bool on_key(json::string_view rest, std::size_t, boost::system::error_code& stop)
    {
        name_.append(rest.data(), rest.size());
        if (!objects_.back().insert(name_).second) {
            repeated_ = name_;
            stop = json::error::exception;
        }
        name_.clear();
        return !stop;
    }

    bool on_document_begin(boost::system::error_code&) { return true; }
    bool on_document_end(boost::system::error_code&) { return true; }
    bool on_array_begin(boost::system::error_code&) { return true; }
    bool on_array_end(std::size_t, boost::system::error_code&) { return true; }
    bool on_string_part(json::string_view, std::size_t, boost::system::error_code&) { return true; }
    bool on_string(json::string_view, std::size_t, boost::system::error_code&) { return true; }
    bool on_number_part(json::string_view, boost::system::error_code&) { return true; }
    bool on_int64(std::int64_t, json::string_view, boost::system::error_code&) { return true; }
    bool on_uint64(std::uint64_t, json::string_view, boost::system::error_code&) { return true; }
    bool on_double(double, json::string_view, boost::system::error_code&) { return true; }
    bool on_bool(bool, boost::system::error_code&) { return true; }
    bool on_null(boost::system::error_code&) { return true; }
    bool on_comment_part(json::string_view, boost::system::error_code&) { return true; }
    bool on_comment(json::string_view, boost::system::error_code&) { return true; }

private:
    std::vector<std::set<std::string>> objects_;  // the names of each object that is open now
    std::string name_;
    std::string repeated_;
};

Error refusal_of_repeated_name(std::string_view text)
{
    json::basic_parser<NameHandler> parser{json::parse_options{}};
    boost::system::error_code stopped;
    parser.write_some(false, text.data(), text.size(), stopped);
    const std::string& name = parser.handler().repeated();
    Error error = refusal(Errc::invalid, "veld '{}' staat twee keer in één object; noem het één keer", name);
    error.where.field = name;
    return error;
}

constexpr std::string_view hex_digits = "0123456789abcdef";

}  // namespace

Result<json::value> parse_json(std::string_view text)
{
    boost::system::error_code failure;
    json::value value = json::parse(json::string_view{text.data(), text.size()}, failure);
    if (failure)
        return refusal(Errc::invalid, "dit is geen JSON: {}", what_is_wrong(text));
    if (!can_be_written(value))
        return refusal(Errc::invalid, "dit is geen JSON: er staat een getal in dat te groot is");
    if (count_members(value) != count_names(text))
        return refusal_of_repeated_name(text);
    return value;
}

void write_json_string(std::string& out, std::string_view text)
{
    out += '"';
    for (const char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20)
                (out += "\\u00") += {hex_digits[static_cast<unsigned char>(c) >> 4], hex_digits[c & 0xf]};
            else
                out += c;
        }
    }
    out += '"';
}

namespace codec {

std::string to_text(const Path& path)
{
    if (path.above == nullptr)
        return {};
    std::string text = to_text(*path.above);
    if (path.name.empty())
        return text + fmt::format("[{}]", path.index);
    return (text.empty() ? text : text += '.') += path.name;
}

void Complaints::add(const Path& path, std::string message)
{
    list.push_back(Error{Errc::invalid, std::move(message), Where{{}, 0, to_text(path)}, {}});
}

Error refusal_of(Complaints complaints)
{
    if (complaints.list.size() == 1)
        return std::move(complaints.list.front());
    std::string message = fmt::format("{} velden kloppen niet", complaints.list.size());
    return Error{Errc::invalid, std::move(message), {}, std::move(complaints.list)};
}

void write_members(std::string& out, std::span<const WrittenMember> members, const void* object)
{
    char before = '{';
    for (const WrittenMember& member : members) {
        if (member.is_absent(object))
            continue;
        (out += before) += '"';
        (out += member.name) += "\":";  // a name of C++ has nothing to escape
        member.write(out, object);
        before = ',';
    }
    out += before == '{' ? "{}" : "}";
}

void read_members(void* object, std::span<const ReadMember> members, const json::value& value, const Path& path,
                  Complaints& complaints)
{
    if (!value.is_object()) {
        complaints.add(path, "verwacht een object { … }");
        return;
    }
    const json::object& given = value.get_object();
    std::size_t known = 0;
    for (const ReadMember& member : members) {
        const Path below{&path, member.name};
        if (const json::value* found = given.if_contains(member.name)) {
            member.read(object, *found, below, complaints);
            ++known;
        } else if (!member.may_be_missing)
            complaints.add(below, fmt::format("veld '{}' ontbreekt", member.name));
    }
    if (known == given.size())
        return;
    std::vector<std::string_view> names;
    for (const ReadMember& member : members)
        names.push_back(member.name);
    for (const auto& member : given) {
        const std::string_view key{member.key().data(), member.key().size()};
        if (std::find(names.begin(), names.end(), key) == names.end())
            complaints.add(path, fmt::format("onbekend veld '{}'{}", key, did_you_mean(key, names)));
    }
}

namespace {

template <class Number>
void write_decimal(std::string& out, Number number)
{
    std::array<char, 24> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    out.append(text.data(), end);
}

// `wanted` is what stands in the complaint when there is no text at all.
template <class T, class Parse>
void read_parsed(T& out, const json::value& value, const Path& path, Complaints& complaints, std::string_view wanted,
                 Parse parse)
{
    if (!value.is_string()) {
        complaints.add(path, fmt::format("verwacht {}", wanted));
        return;
    }
    const auto parsed = parse(text_or_nothing(value));
    if (parsed)
        out = *parsed;
    else
        complaints.add(path, parsed.error().message);
}

}  // namespace

void write_number(std::string& out, std::int64_t number)
{
    write_decimal(out, number);
}

void write_number(std::string& out, std::uint64_t number)
{
    write_decimal(out, number);
}

std::string_view text_or_nothing(const json::value& value)
{
    if (!value.is_string())
        return {};
    return {value.get_string().data(), value.get_string().size()};
}

const json::array* list_in(const json::value& value, const Path& path, Complaints& complaints)
{
    if (!value.is_array())
        complaints.add(path, "verwacht een lijst [ … ]");
    return value.if_array();
}

std::optional<std::int64_t> read_id(const json::value& value, std::string_view prefix, const Path& path,
                                    Complaints& complaints)
{
    if (value.is_int64() && value.get_int64() > 0)
        return value.get_int64();
    std::optional<std::int64_t> number;
    read_parsed(number, value, path, complaints, "een nummer",
                [prefix](std::string_view text) { return parse_id_number(text, prefix); });
    return number;
}

void read_bool(bool& out, const json::value& value, const Path& path, Complaints& complaints)
{
    if (value.is_bool())
        out = value.get_bool();
    else
        complaints.add(path, "verwacht ja of nee (true of false)");
}

void read_string(std::string& out, const json::value& value, const Path& path, Complaints& complaints)
{
    if (value.is_string())
        out = text_or_nothing(value);
    else
        complaints.add(path, "verwacht tekst");
}

void read_typed_text(std::string& out, const json::value& value, const Path& path, Complaints& complaints)
{
    if (!value.is_string()) {
        complaints.add(path, "verwacht tekst");
        return;
    }
    out = text_or_nothing(value);
    if (out.size() > limits::typed_text_max)
        complaints.add(path, fmt::format("is te lang; hoogstens {} tekens", limits::typed_text_max));
    else if (const auto unfit = find_unfit(out))
        complaints.add(path, std::string(*unfit));
}

void read_date(Date& out, const json::value& value, const Path& path, Complaints& complaints)
{
    read_parsed(out, value, path, complaints, "een datum, bijvoorbeeld 2026-11-20", parse_date);
}

void read_instant(Timestamp& out, const json::value& value, const Path& path, Complaints& complaints)
{
    if (value.is_int64())
        out = from_unix_ms(value.get_int64());
    else
        complaints.add(path, "verwacht een tijdstip in milliseconden");
}

void read_digest(Sha256& out, const json::value& value, const Path& path, Complaints& complaints)
{
    read_parsed(out, value, path, complaints, "een sha256", parse_sha256);
}

}  // namespace codec

}  // namespace wd
