// Rows to JSON. See view.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/view.hpp"

#include "base/time.hpp"
#include "store/slice_format.hpp"
#include "store/sql.hpp"
#include "store/store.hpp"

#include <algorithm>

namespace wd::store {

namespace {

constexpr std::string_view prefix = "view_";

const Sql* find_view(std::string_view name)
{
    const auto found = std::find_if(sql::views.begin(), sql::views.end(),
                                    [&](const Sql* view) { return view->name.substr(prefix.size()) == name; });
    return found == sql::views.end() ? nullptr : *found;
}

void bind_value(Statement& statement, Parameter parameter, const json::value& value)
{
    switch (value.kind()) {
    case json::kind::null: statement.bind_null(parameter); return;
    case json::kind::bool_: statement.bind(parameter, value.get_bool() ? 1 : 0); return;
    case json::kind::int64: statement.bind(parameter, value.get_int64()); return;
    case json::kind::uint64: statement.bind(parameter, static_cast<std::int64_t>(value.get_uint64())); return;
    case json::kind::string: statement.bind_text(parameter, value.get_string()); return;
    default: throw Bug("a view takes numbers, text and booleans only");
    }
}

json::value plain_value(const Statement& row, int column)
{
    if (row.type(column) == ColumnType::integer)
        return row.integer(column);
    return json::string(row.text(column));
}

// `mark` stands behind the @ of a column name; one that is not known here is the prefix of an id.
json::value marked_value(const Statement& row, int column, std::string_view mark)
{
    if (mark == "time")
        return json::string(to_text(from_unix_ms(row.integer(column))));
    if (mark == "bool")
        return row.integer(column) != 0;
    if (mark == "hex")
        return json::string(to_hex_text(row.blob(column)));
    if (mark == "json") {
        Result<json::value> parsed = parse_json(row.text(column));
        if (!parsed)
            throw StoreFailure(Errc::store_damaged, "onleesbare JSON in de opslag: " + parsed.error().message);
        return std::move(*parsed);
    }
    return json::string(fmt::format("{}-{}", mark, row.integer(column)));
}

}  // namespace

json::array read_view(Connection& connection, std::string_view name, const json::object& parameters)
{
    const Sql* view = find_view(name);
    WD_ASSERT(view != nullptr);
    Statement& statement = connection.statement(*view);
    const ResetAtEnd reset{statement};
    for (const auto& member : parameters) {
        const auto known = std::find(view->parameters.begin(), view->parameters.end(), std::string_view{member.key()});
        // Everybody looks as somebody; where nothing is confidential it makes no difference.
        WD_ASSERT(known != view->parameters.end() || member.key() == "viewer");
        if (known != view->parameters.end())
            bind_value(statement, Parameter{static_cast<int>(known - view->parameters.begin()) + 1}, member.value());
    }

    json::array rows;
    while (statement.step()) {
        json::object& row = rows.emplace_back(json::object()).get_object();
        for (int column = 0; column < statement.columns(); ++column) {
            const std::string_view title = statement.column_name(column);
            const std::size_t at = title.find('@');
            const std::string_view member = title.substr(0, at);
            if (!statement.type(column))
                row.emplace(member, nullptr);
            else if (at == std::string_view::npos)
                row.emplace(member, plain_value(statement, column));
            else
                row.emplace(member, marked_value(statement, column, title.substr(at + 1)));
        }
    }
    return rows;
}

std::vector<std::string_view> list_view_names()
{
    std::vector<std::string_view> names;
    for (const Sql* view : sql::views)
        names.push_back(view->name.substr(prefix.size()));
    return names;
}

std::optional<std::vector<std::string_view>> find_view_parameters(std::string_view name)
{
    const Sql* view = find_view(name);
    if (view == nullptr)
        return {};
    return std::vector<std::string_view>(view->parameters.begin(), view->parameters.end());
}

}  // namespace wd::store
