// The statements themselves: each is prepared by every driver there is, and by Debian's PostgreSQL, so that the second
// driver is a driver and not a rewrite (RULES C2).
// SPDX-License-Identifier: EUPL-1.2
#include "store/sql.hpp"

#include "drivers.hpp"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <set>

namespace wd::store::test {

using Statements = StoreTest;
WD_ON_EVERY_DRIVER(Statements);

TEST_P(Statements, CanBePrepared)
{
    const auto place = database();
    const auto connection = place->open_writer().value();

    for (const Sql* sql : sql::all)
        EXPECT_NO_THROW(connection->statement(*sql)) << sql->name;
}

TEST(Sql, HasNumbersInTheOrderOfItsParameters)
{
    EXPECT_EQ(sql::update_partition.parameters.front(), "seq");
    EXPECT_EQ(sql::update_partition.seq.number, 1);
    EXPECT_EQ(sql::update_partition.epoch.number, 4);
    EXPECT_EQ(numbered_text(sql::update_partition),
              "update partition set seq = $1, next_id = $2 where part = $3 and epoch = $4");
}

TEST(Sql, UsesOneNumberForAParameterThatComesBack)
{
    const std::string text = numbered_text(sql::insert_phase);

    EXPECT_NE(text.find("values ($1, $2"), std::string::npos);
    EXPECT_NE(text.find("r.programme = $1 and r.run = $2"), std::string::npos);
}

TEST(Sql, HasANumberOfItsOwnForEachStatement)
{
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < sql::all.size(); ++i) {
        EXPECT_EQ(sql::all[i]->number, static_cast<int>(i));
        EXPECT_TRUE(names.insert(sql::all[i]->name).second) << sql::all[i]->name;
    }
}

TEST(Sql, SaysOfEachTableWhatItIsFor)
{
    int slices = 0;
    for (const Table& table : sql::tables) {
        EXPECT_FALSE(table.columns.empty()) << table.name;
        slices += table.slice != nullptr ? 1 : 0;
        if (table.slice != nullptr && table.name != "event" && table.name != "due") {
            EXPECT_EQ(table.columns.front().name, "programme") << table.name;
        }
    }
    EXPECT_GT(slices, 30);
}

TEST(Sql, IsPortable)
{
    // What one of the databases does not have, or does differently.
    for (const Sql* sql : sql::all)
        for (const std::string_view word :
             {" like ", "json_", "ifnull", "datetime(", "strftime", "rowid", "glob ", "regexp", "::", "replace into",
              "insert or ", "last_insert", "group_concat", "string_agg"})
            EXPECT_EQ(sql->text.find(word), std::string_view::npos) << sql->name << ": " << word;
}

// One script for psql: the schema in a schema of its own, every statement prepared, everything rolled back.
TEST(Postgres, PreparesEveryStatement)
{
    const char* server = std::getenv("WIJKDRAAD_TEST_POSTGRES");
    if (server == nullptr) {
        std::cout << "OVERGESLAGEN: WIJKDRAAD_TEST_POSTGRES noemt geen PostgreSQL (scripts/test.sh zet die klaar)\n";
        GTEST_SKIP();
    }
    const TempDirectory place;
    const std::filesystem::path script = place.path() / "prepare.sql";
    {
        std::ofstream out(script);
        out << "\\set ON_ERROR_STOP on\nbegin;\ncreate schema wijkdraad_test;\nset local search_path to "
               "wijkdraad_test;\n";
        out << std::ifstream(POSTGRES_SCHEMA).rdbuf();
        for (const Sql* sql : sql::all)
            out << "\\echo " << sql->name << "\nprepare s" << sql->number << " as " << numbered_text(*sql) << ";\n";
        out << "rollback;\n";
    }
    const std::string command = fmt::format("psql -X -q -d '{}' -f '{}' 2>&1", server, script.string());
    std::FILE* psql = ::popen(command.c_str(), "r");
    ASSERT_NE(psql, nullptr);
    std::string said;
    for (int c = std::fgetc(psql); c != EOF; c = std::fgetc(psql))
        said += static_cast<char>(c);

    EXPECT_EQ(::pclose(psql), 0) << said.substr(said.size() > 1'500 ? said.size() - 1'500 : 0);
}

}  // namespace wd::store::test
