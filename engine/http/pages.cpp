// See pages.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/pages.hpp"

#include "base/limits.hpp"
#include "base/sha256.hpp"

#include <algorithm>
#include <charconv>

namespace wd::http {

namespace {

constexpr std::size_t digest_size = 16;  // hexadecimal digits: enough to know a row again in one list

struct Cursor {
    std::size_t position = 0;
    std::string digest;
};

std::string digest_of(const json::value& row)
{
    return to_hex(sha256(json::serialize(row))).substr(0, digest_size);
}

// "64-9f86d081884c7d65"
Result<Cursor> read_cursor(std::string_view text)
{
    Cursor cursor;
    if (text.empty())
        return cursor;
    const std::size_t dash = text.find('-');
    const std::string_view number = text.substr(0, dash);
    const auto [end, failed] = std::from_chars(number.data(), number.data() + number.size(), cursor.position, 16);
    const std::string_view digest = dash == std::string_view::npos ? std::string_view{} : text.substr(dash + 1);
    if (failed != std::errc{} || end != number.data() + number.size() || digest.size() != digest_size ||
        cursor.position == 0 || cursor.position > static_cast<std::size_t>(limits::rows_asked_max))
        return Error{Errc::invalid,
                     "deze cursor is niet van een vorige bladzijde; begin opnieuw zonder cursor",
                     Where{{}, 0, "cursor"},
                     {}};
    cursor.digest = digest;
    return cursor;
}

// Behind the row with which the last page ended, wherever that is now; where it was when it is gone.
std::size_t begin_of(const json::array& rows, const Cursor& cursor)
{
    if (cursor.position == 0)
        return 0;
    const std::size_t expected = std::min(cursor.position, rows.size());
    if (cursor.position <= rows.size() && digest_of(rows[cursor.position - 1]) == cursor.digest)
        return cursor.position;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (digest_of(rows[i]) == cursor.digest)
            return i + 1;
    return expected;
}

const json::value* find_cell(const json::value& row, const SchemaMember& member)
{
    return row.get_object().if_contains(json::string_view{member.word->api.data(), member.word->api.size()});
}

bool is_wanted(const json::value& row, const ListWish& wish)
{
    return std::all_of(wish.filters.begin(), wish.filters.end(), [&](const auto& filter) {
        const json::value* value = find_cell(row, *filter.first);
        return value != nullptr && *value == filter.second;
    });
}

// Nothing comes last, whichever way.
int compare(const json::value* a, const json::value* b)
{
    const bool has_a = a != nullptr && !a->is_null();
    const bool has_b = b != nullptr && !b->is_null();
    if (!has_a || !has_b)
        return has_a ? -2 : has_b ? 2 : 0;
    if (a->is_int64() && b->is_int64())
        return a->get_int64() < b->get_int64() ? -1 : a->get_int64() > b->get_int64() ? 1 : 0;
    if (a->is_bool() && b->is_bool())
        return static_cast<int>(a->get_bool()) - static_cast<int>(b->get_bool());
    const std::string one = a->is_string() ? std::string(a->get_string()) : json::serialize(*a);
    const std::string other = b->is_string() ? std::string(b->get_string()) : json::serialize(*b);
    return one < other ? -1 : one > other ? 1 : 0;
}

std::string encoded(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                           c == '_' || c == '.' || c == '~';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return out;
}

}  // namespace

Result<std::optional<std::size_t>> rows_needed(const ListWish& wish)
{
    const Result<Cursor> cursor = read_cursor(wish.cursor);
    if (!cursor)
        return cursor.error();
    if (!wish.filters.empty() || wish.sort != nullptr)
        return std::optional<std::size_t>{};
    return std::optional<std::size_t>{cursor->position + wish.limit + 1};
}

Result<Page> page_of(json::array rows, const ListWish& wish)
{
    const Result<Cursor> cursor = read_cursor(wish.cursor);
    if (!cursor)
        return cursor.error();
    json::array wanted;
    for (json::value& row : rows)
        if (is_wanted(row, wish))
            wanted.push_back(std::move(row));
    if (wish.sort != nullptr)
        std::stable_sort(wanted.begin(), wanted.end(), [&](const json::value& a, const json::value& b) {
            const int order = compare(find_cell(a, *wish.sort), find_cell(b, *wish.sort));
            return std::abs(order) == 2 || !wish.descending ? order < 0 : order > 0;
        });
    const std::size_t begin = begin_of(wanted, *cursor);
    const std::size_t end = std::min(begin + wish.limit, wanted.size());
    Page page;
    if (end < wanted.size())
        page.next = fmt::format("{:x}-{}", end, digest_of(wanted[end - 1]));
    for (std::size_t i = begin; i < end; ++i)
        page.rows.push_back(std::move(wanted[i]));
    return page;
}

std::string next_target(const Request& request, std::string_view cursor)
{
    std::string target;
    for (const std::string& segment : request.segments)
        target += "/" + encoded(segment);
    char sign = '?';
    for (const auto& [name, value] : request.query) {
        if (name == "cursor")
            continue;
        target += fmt::format("{}{}={}", sign, encoded(name), encoded(value));
        sign = '&';
    }
    return target + fmt::format("{}cursor={}", sign, encoded(cursor));
}

}  // namespace wd::http
