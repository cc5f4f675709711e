// Values to text for people. See render.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/render.hpp"

#include "calendar/amsterdam.hpp"
#include "domain/figures.hpp"
#include "domain/words.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cctype>

namespace wd::cli {

namespace {

constexpr int columns_max = 100;
constexpr int table_columns_max = 130;

std::string padding(int columns)
{
    return std::string(static_cast<std::size_t>(std::max(0, columns)), ' ');
}

bool is_numeric(As as)
{
    return as == As::number || as == As::per_mille || as == As::euro;
}

// Words under each other within `columns`; a single longer word keeps its line.
std::vector<std::string> wrapped_lines(std::string_view text, int columns)
{
    std::vector<std::string> lines;
    std::string line;
    std::size_t from = 0;
    while (from < text.size()) {
        const std::size_t until = std::min(text.find_first_of(" \n", from), text.size());
        const std::string_view word = text.substr(from, until - from);
        if (!line.empty() && display_width(line) + 1 + display_width(word) > columns) {
            lines.push_back(std::move(line));
            line.clear();
        }
        if (!word.empty())
            (line += line.empty() ? "" : " ") += word;
        if (until < text.size() && text[until] == '\n') {
            lines.push_back(std::move(line));
            line.clear();
        }
        from = until + 1;
    }
    if (!line.empty() || lines.empty())
        lines.push_back(std::move(line));
    return lines;
}

std::string plain_text(const json::value& value)
{
    if (value.is_string())
        return std::string(value.get_string());
    if (value.is_bool())
        return value.get_bool() ? "ja" : "nee";
    return json::serialize(value);
}

}  // namespace

int display_width(std::string_view text)
{
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    int width = 0;
    while (left > 0) {
        utf8proc_int32_t point = 0;
        const utf8proc_ssize_t used = utf8proc_iterate(bytes, left, &point);
        if (used <= 0)
            return width + static_cast<int>(left);
        width += utf8proc_charwidth(point);
        bytes += used;
        left -= used;
    }
    return width;
}

std::string upper_case(std::string_view text)
{
    std::string upper(text);
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return upper;
}

std::string wrapped(std::string_view text, std::string_view indent)
{
    std::string out;
    for (const std::string& line : wrapped_lines(text, columns_max - display_width(indent)))
        (((out += out.empty() ? "" : "\n") += indent) += line);
    return out;
}

std::string bulleted(std::string_view text, std::string_view indent)
{
    std::string lines = wrapped(text, std::string(indent) + "  ");
    return lines.replace(indent.size(), 1, "-");
}

std::string definition_list(const std::vector<std::pair<std::string, std::string>>& rows)
{
    constexpr int left_max = 34;
    int left = 0;
    for (const auto& row : rows)
        left = std::max(left, std::min(left_max, display_width(row.first)));
    std::string out;
    for (const auto& [name, about] : rows) {
        const int width = display_width(name);
        out += "  " + name;
        out += width > left ? "\n" + padding(left + 4) : padding(left - width + 2);
        const std::vector<std::string> lines = wrapped_lines(about, columns_max - left - 4);
        for (std::size_t i = 0; i < lines.size(); ++i)
            out += (i == 0 ? "" : padding(left + 4)) + lines[i] + "\n";
    }
    return out;
}

std::string date_text(Date date)
{
    return domain::date_text(date);
}

std::string date_text(std::string_view iso_date)
{
    const Result<Date> date = parse_date(iso_date);
    return date ? date_text(*date) : std::string(iso_date);
}

std::string day_text(const json::value& instant)
{
    return date_text(day_of(instant));
}

std::string day_of(const json::value& instant)
{
    if (instant.is_int64())
        return to_text(calendar::date_of(from_unix_ms(instant.get_int64())));
    if (!instant.is_string())
        return {};
    const std::string_view text{instant.get_string().data(), instant.get_string().size()};
    const Result<Timestamp> at = parse_timestamp(text);
    return at ? to_text(calendar::date_of(*at)) : std::string(text);
}

std::string figure_text(const json::value& value, std::string_view unit)
{
    if (unit == "per_mille")
        return cell_text(value, As::per_mille);
    return cell_text(value, unit == "money" ? As::euro : As::number);
}

std::string per_mille_text(std::int64_t per_mille)
{
    return domain::per_mille_text(per_mille);
}

std::string euro_text(std::int64_t cents)
{
    return domain::euro_text(cents);
}

std::string number_text(std::int64_t number)
{
    return domain::number_text(number);
}

std::string cell_text(const json::value& value, As as)
{
    if (value.is_null())
        return {};
    if (value.is_array()) {
        std::vector<std::string> parts;
        for (const json::value& item : value.get_array())
            parts.push_back(cell_text(item, as));
        return fmt::format("{}", fmt::join(parts, ", "));
    }
    switch (as) {
    case As::word: return std::string(domain::dutch(plain_text(value)));
    case As::date: return date_text(plain_text(value));
    case As::day: return day_text(value);
    case As::yes: return value.is_bool() && value.get_bool() ? "ja" : "";
    case As::number:
        if (value.is_int64())
            return number_text(value.get_int64());
        break;
    case As::per_mille:
        if (value.is_int64())
            return per_mille_text(value.get_int64());
        break;
    case As::euro:
        if (value.is_int64())
            return euro_text(value.get_int64());
        break;
    case As::text: break;
    }
    return plain_text(value);
}

std::string table_text(const json::array& rows, const std::vector<Column>& columns, std::string_view when_empty)
{
    if (rows.empty())
        return fmt::format("{}\n", when_empty);
    struct Shown {
        const Column* column;
        std::vector<std::string> cells;
        int width;
    };
    std::vector<Shown> shown;
    for (const Column& column : columns) {
        Shown one{&column, {}, display_width(column.title)};
        bool any = false;
        for (const json::value& row : rows) {
            one.cells.push_back(cell_text(member(row, column.key), column.as));
            any = any || !one.cells.back().empty();
            one.width = std::max(one.width, display_width(one.cells.back()));
        }
        if (any)
            shown.push_back(std::move(one));
    }

    std::string out;
    const auto add_line = [&](auto text_in) {
        std::string line;
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const std::string text{text_in(shown[i])};
            const std::string gap = padding(shown[i].width - display_width(text));
            if (i + 1 == shown.size()) {
                // The last column takes what is left of the line, and goes on below itself.
                const int left = display_width(line);
                const auto parts = wrapped_lines(text, std::max(40, table_columns_max - left));
                line += is_numeric(shown[i].column->as) ? gap + text
                                                        : fmt::format("{}", fmt::join(parts, "\n" + padding(left)));
            } else
                line += (is_numeric(shown[i].column->as) ? gap + text : text + gap) + "  ";
        }
        line.erase(line.find_last_not_of(' ') + 1);
        (out += line) += "\n";
    };
    add_line([](const Shown& one) { return upper_case(one.column->title); });
    for (std::size_t row = 0; row < rows.size(); ++row)
        add_line([row](const Shown& one) { return one.cells[row]; });
    return out;
}

std::string actor_text(const std::string& actor, const std::string& name)
{
    if (!name.empty())
        return name;
    return actor == "motor" ? "Wijkdraad" : actor;
}

std::string fields_text(const json::object& object, const std::vector<Column>& columns)
{
    std::vector<std::pair<std::string, std::string>> rows;
    for (const Column& column : columns)
        if (std::string text = cell_text(member(object, column.key), column.as); !text.empty())
            rows.emplace_back(column.title, std::move(text));
    return definition_list(rows);
}

const json::value& member(const json::value& object, std::string_view key)
{
    static const json::value none;
    const json::value* found = object.is_object() ? object.get_object().if_contains(key) : nullptr;
    return found ? *found : none;
}

std::string text_of(const json::value& object, std::string_view key)
{
    const json::value& found = member(object, key);
    return found.is_string() ? std::string(found.get_string()) : std::string{};
}

std::int64_t number_of(const json::value& object, std::string_view key)
{
    const json::value& found = member(object, key);
    if (found.is_uint64())
        return static_cast<std::int64_t>(found.get_uint64());
    return found.is_int64() ? found.get_int64() : 0;
}

bool is_true(const json::value& object, std::string_view key)
{
    const json::value& found = member(object, key);
    return found.is_bool() && found.get_bool();
}

const json::array& list_of(const json::value& object, std::string_view key)
{
    static const json::array none;
    const json::value& found = member(object, key);
    return found.is_array() ? found.get_array() : none;
}

}  // namespace wd::cli
