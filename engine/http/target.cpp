// See target.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/target.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <optional>

namespace wd::http {

namespace {

constexpr std::size_t query_parts_max = 100;
constexpr std::size_t segments_max = 30;

enum class Plus { plus, space };

bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// RFC 3986: pchar, and the slash of a path or the slash and question mark of a query.
bool may_stand(char c, std::string_view also)
{
    constexpr std::string_view others = "-._~!$&'()*+,;=:@%";
    return is_letter_or_digit(c) || others.find(c) != std::string_view::npos || also.find(c) != std::string_view::npos;
}

std::optional<int> digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return {};
}

Result<std::string> decode(std::string_view text, Plus plus)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '+' && plus == Plus::space)
            c = ' ';
        if (c == '%') {
            const std::optional<int> high = i + 2 < text.size() ? digit_of(text[i + 1]) : std::nullopt;
            const std::optional<int> low = i + 2 < text.size() ? digit_of(text[i + 2]) : std::nullopt;
            if (!high || !low)
                return refusal(Errc::invalid, "achter een procentteken horen twee hexadecimale cijfers, zoals in %20");
            c = static_cast<char>(*high * 16 + *low);
            i += 2;
        }
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            return refusal(Errc::invalid, "in een adres mag geen stuurteken staan");
        decoded += c;
    }
    if (!is_utf8(decoded))
        return refusal(Errc::invalid, "een adres is tekst in UTF-8");
    return decoded;
}

Result<void> read_path(std::string_view path, Target& target)
{
    if (!path.starts_with('/'))
        return refusal(Errc::invalid, "een pad begint met een schuine streep");
    path.remove_prefix(1);
    target.trailing_slash = path.ends_with('/');
    if (target.trailing_slash)
        path.remove_suffix(1);
    if (path.empty() && !target.trailing_slash)
        return {};
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        Result<std::string> segment = decode(path.substr(begin, end - begin), Plus::plus);
        if (!segment)
            return segment.error();
        if (segment->empty() || *segment == "." || *segment == "..")
            return refusal(Errc::invalid, "een deel van een pad mag niet leeg zijn, en geen '.' of '..'");
        if (segment->find_first_of("/\\") != std::string::npos)
            return refusal(Errc::invalid, "in een deel van een pad mag geen schuine streep staan, ook niet als %2F");
        if (target.segments.size() == segments_max)
            return refusal(Errc::over_limit, "een pad heeft hoogstens {} delen", segments_max);
        target.segments.push_back(std::move(*segment));
        begin = end + 1;
    }
    return {};
}

Result<void> read_query(std::string_view query, Target& target)
{
    for (std::size_t begin = 0; begin <= query.size();) {
        const std::size_t end = std::min(query.find('&', begin), query.size());
        const std::string_view part = query.substr(begin, end - begin);
        begin = end + 1;
        const std::size_t equals = std::min(part.find('='), part.size());
        Result<std::string> name = decode(part.substr(0, equals), Plus::space);
        Result<std::string> value = decode(part.substr(std::min(equals + 1, part.size())), Plus::space);
        if (!name || !value)
            return name ? value.error() : name.error();
        if (name->empty())
            return refusal(Errc::invalid, "achter het vraagteken horen delen als naam=waarde, met & ertussen");
        if (target.query.size() == query_parts_max)
            return refusal(Errc::over_limit, "achter het vraagteken mogen hoogstens {} delen staan", query_parts_max);
        target.query.emplace_back(std::move(*name), std::move(*value));
    }
    return {};
}

}  // namespace

Result<Target> parse_target(std::string_view text)
{
    const std::size_t mark = std::min(text.find('?'), text.size());
    const std::string_view path = text.substr(0, mark);
    const std::string_view query = text.substr(std::min(mark + 1, text.size()));
    if (!std::all_of(path.begin(), path.end(), [](char c) { return may_stand(c, "/"); }) ||
        !std::all_of(query.begin(), query.end(), [](char c) { return may_stand(c, "/?"); }))
        return refusal(Errc::invalid, "in dit adres staat een teken dat er alleen met een procentteken in mag");
    Target target;
    if (const Result<void> read = read_path(path, target); !read)
        return read.error();
    if (query.empty())
        return target;
    if (const Result<void> read = read_query(query, target); !read)
        return read.error();
    return target;
}

Result<std::string> decode_percent(std::string_view text)
{
    return decode(text, Plus::plus);
}

}  // namespace wd::http
