// Loading the ledger: people, areas and the figures behind the programme facts. See load.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/load.hpp"
#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

namespace {

// Runs one of the statements that ask by programme and hands each row on.
template <class Statement, class Row>
void for_each_row(Connection& connection, const Statement& statement, ProgrammeId programme, Row&& row)
{
    Query list{connection, statement};
    list.set(statement.programme, programme);
    while (list.next())
        row(list);
}

Area take_area(Query& row)
{
    Area area;
    area.parent = row.take<std::optional<AreaId>>();
    area.kind = row.take<std::string>();
    area.name = row.take<std::string>();
    area.code = row.take<std::optional<std::string>>();
    area.inhabitants = row.take<std::int64_t>();
    area.dwellings = row.take<std::int64_t>();
    return area;
}

Position take_position(Query& row)
{
    Position position;
    position.role = row.take<std::string>();
    position.title = row.take<std::string>();
    position.core = row.take<bool>();
    position.residents = row.take<bool>();
    return position;
}

void load_people_and_places(Connection& connection, ProgrammeId programme, Ledger& ledger)
{
    for_each_row(connection, sql::load_areas, programme, [&](Query& row) {
        const auto id = row.take<AreaId>();
        ledger.areas.emplace(id, take_area(row));
    });
    for_each_row(connection, sql::load_positions, programme, [&](Query& row) {
        const auto id = row.take<PositionId>();
        ledger.positions.emplace(id, take_position(row));
    });
    for_each_row(connection, sql::load_assignments, programme, [&](Query& row) {
        const auto id = row.take<AssignmentId>();
        const auto position = row.take<PositionId>();
        const auto person = row.take<PersonId>();
        ledger.assignments.emplace(id, Assignment{position, person, row.take<Date>()});
    });
}

void load_money(Connection& connection, ProgrammeId programme, Ledger& ledger)
{
    for_each_row(connection, sql::load_money, programme, [&](Query& row) {
        const auto kind = row.take<MoneyKind>();
        const auto cents = row.take<std::int64_t>();
        switch (kind) {
        case MoneyKind::budget: ledger.budget_cents = cents; break;
        case MoneyKind::subsidy: ledger.granted_cents = cents; break;
        case MoneyKind::spent: ledger.spent_cents = cents; break;
        case MoneyKind::payer: break;
        }
    });
}

void load_figures(Connection& connection, ProgrammeId programme, Ledger& ledger)
{
    for_each_row(connection, sql::load_reach, programme, [&](Query& row) {
        auto channel = row.take<std::string>();
        ledger.reach.emplace(std::move(channel), row.take<std::int64_t>());
    });
    for_each_row(connection, sql::load_measures, programme, [&](Query& row) {
        auto name = row.take<std::string>();
        const auto value = row.take<std::int64_t>();
        ledger.measures[std::move(name)] = Measure{value, row.take<Date>()};
    });
    for_each_row(connection, sql::load_linkages, programme, [&](Query& row) {
        const auto id = row.take<EntryId>();
        ledger.linkages.emplace(id, row.take<LinkageState>());
    });
    for_each_row(connection, sql::load_commitments, programme, [&](Query& row) {
        const auto id = row.take<EntryId>();
        const auto owner = row.take<std::optional<PersonId>>();
        ledger.commitments.emplace(id, CommitmentRecord{owner, row.take<std::optional<Date>>()});
    });
    load_money(connection, programme, ledger);
}

}  // namespace

Ledger load_ledger(Connection& connection, ProgrammeId programme)
{
    Ledger ledger;
    load_people_and_places(connection, programme, ledger);
    load_figures(connection, programme, ledger);
    return ledger;
}

}  // namespace wd::store
