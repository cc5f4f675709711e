// One use of a prepared statement, with the types of the domain: sets parameters, runs, reads columns in order, and leaves
// the statement ready for the next use. Text that is passed as an lvalue or view must live until the statement has run;
// a temporary is copied.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"
#include "store/database.hpp"

namespace wd::store {

class Query {
public:
    Query(Connection& connection, const Sql& sql) : statement_(connection.statement(sql)) {}
    ~Query() { statement_.reset(); }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    // --- Parameters

    template <class T>
    requires std::is_integral_v<T> Query& set(Parameter parameter, T value)
    {
        statement_.bind(parameter, static_cast<std::int64_t>(value));
        return *this;
    }
    Query& set(Parameter parameter, std::string_view text)
    {
        statement_.bind_text(parameter, text);
        return *this;
    }
    Query& set(Parameter parameter, const std::string& text) { return set(parameter, std::string_view{text}); }
    Query& set(Parameter parameter, const char* text) { return set(parameter, std::string_view{text}); }
    Query& set(Parameter parameter, std::string&& text)
    {
        statement_.bind_text_copy(parameter, text);
        return *this;
    }
    Query& set(Parameter parameter, std::span<const std::uint8_t> bytes)
    {
        statement_.bind_blob(parameter, bytes);
        return *this;
    }
    Query& set(Parameter parameter, const Sha256& digest)
    {
        return set(parameter, std::span<const std::uint8_t>{digest});
    }
    Query& set(Parameter parameter, Date date) { return set(parameter, to_text(date)); }
    Query& set(Parameter parameter, Timestamp at) { return set(parameter, to_unix_ms(at)); }
    template <class Tag>
    Query& set(Parameter parameter, Id<Tag> id)
    {
        return set(parameter, id.value);
    }
    template <class Enum>
    requires codec::is_enum<Enum> Query& set(Parameter parameter, Enum value) { return set(parameter, name_of(value)); }
    // JSON as text; the JSON null is NULL.
    Query& set(Parameter parameter, const json::value& value)
    {
        return value.is_null() ? set_null(parameter) : set(parameter, to_json_text(value));
    }
    template <class T>
    Query& set(Parameter parameter, const std::optional<T>& value)
    {
        return value ? set(parameter, *value) : set_null(parameter);
    }
    Query& set(Parameter parameter, std::nullopt_t) { return set_null(parameter); }
    // A list as a JSON array; the empty one is NULL.
    template <class T>
    Query& set_list(Parameter parameter, const std::vector<T>& list)
    {
        return list.empty() ? set_null(parameter) : set(parameter, to_json_text(list));
    }
    Query& set_null(Parameter parameter)
    {
        statement_.bind_null(parameter);
        return *this;
    }

    // --- Running

    // For statements without rows; how many rows it changed.
    std::int64_t run()
    {
        while (statement_.step()) {
        }
        return statement_.changes();
    }
    // For statements that must change exactly one row: anything else is our bug.
    void run_once() { WD_ASSERT(run() == 1); }
    // Goes to the next row and its first column.
    bool next()
    {
        column_ = 0;
        return statement_.step();
    }

    // --- Columns, from left to right

    template <class T>
    T take()
    {
        const int column = column_++;
        if constexpr (codec::is_optional<T>)
            return statement_.type(column) ? T{read<typename T::value_type>(column)} : T{};
        else
            return read<T>(column);
    }

private:
    template <class T>
    T read(int column) const
    {
        if constexpr (std::is_same_v<T, bool>)
            return statement_.integer(column) != 0;
        else if constexpr (std::is_integral_v<T>)
            return static_cast<T>(statement_.integer(column));
        else if constexpr (codec::is_id<T>)
            return T{statement_.integer(column)};
        else if constexpr (std::is_same_v<T, std::string>)
            return std::string(statement_.text(column));
        else if constexpr (std::is_same_v<T, std::string_view>)
            return statement_.text(column);  // until the next row
        else if constexpr (std::is_same_v<T, std::span<const std::uint8_t>>)
            return statement_.blob(column);  // until the next row
        else if constexpr (std::is_same_v<T, Timestamp>)
            return from_unix_ms(statement_.integer(column));
        else if constexpr (std::is_same_v<T, Date>)
            return checked(parse_date(statement_.text(column)));
        else if constexpr (std::is_same_v<T, Sha256>)
            return read_digest(column);
        else if constexpr (std::is_same_v<T, json::value>)
            return statement_.type(column) ? checked(parse_json(statement_.text(column))) : json::value{};
        else if constexpr (codec::is_vector<T>)
            return statement_.type(column) ? checked(read_json<T>(checked(parse_json(statement_.text(column))))) : T{};
        else {
            const std::optional<T> found = find_enum<T>(statement_.text(column));
            if (!found)
                throw damaged(column);
            return *found;
        }
    }
    Sha256 read_digest(int column) const
    {
        Sha256 digest{};
        const std::span<const std::uint8_t> bytes = statement_.blob(column);
        if (bytes.size() != digest.size())
            throw damaged(column);
        std::copy(bytes.begin(), bytes.end(), digest.begin());
        return digest;
    }
    template <class T>
    static T checked(Result<T> result)
    {
        if (!result)
            throw StoreFailure(Errc::store_damaged, "onleesbare waarde in de opslag: " + result.error().message);
        return std::move(*result);
    }
    StoreFailure damaged(int column) const
    {
        return {Errc::store_damaged,
                fmt::format("onleesbare waarde in kolom {} van de opslag", statement_.column_name(column))};
    }

    Statement& statement_;
    int column_ = 0;
};

}  // namespace wd::store
