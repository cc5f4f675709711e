// See picture.hpp. Reads by SQLite itself and not by the store, so that a fault of the store's reading does not hide one of
// its writing.
// SPDX-License-Identifier: EUPL-1.2
#include "picture.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace wd::crash {

namespace {

class Reading {
public:
    explicit Reading(const std::filesystem::path& directory)
    {
        const std::string file = directory / "wijkdraad.db";
        check(sqlite3_open_v2(file.c_str(), &handle_, SQLITE_OPEN_READWRITE, nullptr), "open");
    }
    ~Reading() { sqlite3_close(handle_); }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;

    template <class Row>
    void each_row(const std::string& sql, Row row)
    {
        sqlite3_stmt* made = nullptr;
        check(sqlite3_prepare_v2(handle_, sql.c_str(), -1, &made, nullptr), sql);
        const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement{made, sqlite3_finalize};
        int code = sqlite3_step(made);
        for (; code == SQLITE_ROW; code = sqlite3_step(made))
            row(made);
        check(code == SQLITE_DONE ? SQLITE_OK : code, sql);
    }

private:
    void check(int code, const std::string& doing)
    {
        if (code != SQLITE_OK)
            throw StoreFailure(Errc::store_damaged, fmt::format("{}: {} ({})", doing, sqlite3_errstr(code), code));
    }

    sqlite3* handle_ = nullptr;
};

std::string_view text_at(sqlite3_stmt* row, int column)
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(row, column));
    return bytes == nullptr ? std::string_view{}
                            : std::string_view{bytes, static_cast<std::size_t>(sqlite3_column_bytes(row, column))};
}

Sha256 hash_at(sqlite3_stmt* row, int column)
{
    Sha256 hash{};
    const std::string_view bytes = text_at(row, column);
    std::copy_n(bytes.begin(), std::min(bytes.size(), hash.size()), hash.begin());
    return hash;
}

std::string rows_of(const std::string& table)
{
    if (table == "partition")
        return "select part, seq, next_id from partition order by part";
    if (table == "meta")
        return "select key, value from meta where key not in ('running', 'in_flight') order by key";
    if (table == "due")
        return "select programme, kind, trigger, event, depth, data from due order by programme, trigger, event";
    return fmt::format("select * from \"{}\"", table);
}

// Each value with its type and length, so that no two rows look alike by accident.
void add_row(Sha256Hasher& hasher, sqlite3_stmt* row)
{
    for (int column = 0; column < sqlite3_column_count(row); ++column) {
        const int type = sqlite3_column_type(row, column);
        const std::string_view bytes = text_at(row, column);
        hasher.add(fmt::format("{}:{}:", type, bytes.size()));
        hasher.add(bytes);
    }
    hasher.add(std::string_view{"\n"});
}

}  // namespace

Picture picture_of(const std::filesystem::path& directory)
{
    Reading reading{directory};
    std::vector<std::string> tables;
    reading.each_row("select name from sqlite_schema where type = 'table' order by name",
                     [&](sqlite3_stmt* row) { tables.emplace_back(text_at(row, 0)); });
    Picture picture;
    reading.each_row("begin", [](sqlite3_stmt*) {});
    for (const std::string& table : tables) {
        Sha256Hasher hasher;
        reading.each_row(rows_of(table), [&](sqlite3_stmt* row) { add_row(hasher, row); });
        picture[table] = hasher.finish();
    }
    reading.each_row("commit", [](sqlite3_stmt*) {});
    return picture;
}

std::string difference(const Picture& one, const Picture& other)
{
    std::string tables;
    for (const auto& [table, digest] : one)
        if (const auto found = other.find(table); found == other.end() || found->second != digest)
            tables += (tables.empty() ? "" : ", ") + table;
    return tables;
}

Sha256 hash_of_event(const std::filesystem::path& directory, int part, std::int64_t seq)
{
    Sha256 hash{};
    Reading{directory}.each_row(fmt::format("select hash from event where part = {} and seq = {}", part, seq),
                                [&](sqlite3_stmt* row) { hash = hash_at(row, 0); });
    return hash;
}

std::vector<Sha256> not_once(const std::filesystem::path& directory, const std::vector<Sha256>& hashes)
{
    std::map<Sha256, int> times;
    Reading{directory}.each_row("select hash from event", [&](sqlite3_stmt* row) { ++times[hash_at(row, 0)]; });
    std::vector<Sha256> wrong;
    std::copy_if(hashes.begin(), hashes.end(), std::back_inserter(wrong),
                 [&](const Sha256& hash) { return times[hash] != 1; });
    return wrong;
}

}  // namespace wd::crash
