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
    position.hours = row.take<std::optional<int>>();
    position.deputy = row.take<std::optional<PersonId>>();
    position.vacant_since = row.take<std::optional<Date>>();
    return position;
}

Assignment take_assignment(Query& row)
{
    Assignment assignment;
    assignment.position = row.take<PositionId>();
    assignment.person = row.take<PersonId>();
    assignment.from = row.take<Date>();
    assignment.hours = row.take<std::optional<int>>();
    assignment.last_day = row.take<std::optional<Date>>();
    assignment.handover = row.take<std::optional<HandoverId>>();
    return assignment;
}

HandoverRecord take_handover(Query& row)
{
    HandoverRecord record;
    record.position = row.take<PositionId>();
    record.assignment = row.take<std::optional<AssignmentId>>();
    record.giver = row.take<std::optional<PersonId>>();
    record.receiver = row.take<std::optional<PersonId>>();
    record.kind = row.take<LeaveKind>();
    record.announced_on = row.take<Date>();
    record.last_day = row.take<std::optional<Date>>();
    record.completed = row.take<bool>();
    record.told_by_leaver = row.take<bool>();
    record.talked = row.take<bool>();
    record.retold = row.take<bool>();
    record.accepted_on = row.take<std::optional<Date>>();
    record.rater = row.take<std::optional<PersonId>>();
    record.second_rater = row.take<std::optional<PersonId>>();
    if (const auto rated_at = row.take<std::optional<Timestamp>>())
        record.rated_on = calendar::date_of(*rated_at);
    record.final = row.take<bool>();
    return record;
}

void load_people_and_places(Connection& connection, ProgrammeId programme, Ledger& ledger)
{
    ledger.areas = load_areas(connection, programme);
    for_each_row(connection, sql::load_positions, programme, [&](Query& row) {
        const auto id = row.take<PositionId>();
        ledger.positions.emplace(id, take_position(row));
    });
    for_each_row(connection, sql::load_assignments, programme, [&](Query& row) {
        const auto id = row.take<AssignmentId>();
        ledger.assignments.emplace(id, take_assignment(row));
    });
    for_each_row(connection, sql::load_absences, programme, [&](Query& row) {
        const auto id = row.take<AbsenceId>();
        const auto person = row.take<PersonId>();
        const auto from = row.take<Date>();
        ledger.absences.emplace(id, Absence{person, from, row.take<std::optional<Date>>()});
    });
}

void load_handovers(Connection& connection, ProgrammeId programme, Ledger& ledger)
{
    for_each_row(connection, sql::load_handovers, programme, [&](Query& row) {
        const auto id = row.take<HandoverId>();
        ledger.handovers.emplace(id, take_handover(row));
    });
    for_each_row(connection, sql::load_handover_owners, programme, [&](Query& row) {
        const auto id = row.take<HandoverId>();
        const auto item = row.take<ItemKind>();
        const auto number = row.take<std::int64_t>();
        ledger.handovers.at(id).owners.emplace(std::pair{item, number}, row.take<PersonId>());
    });
    for_each_row(connection, sql::load_handover_checkups, programme, [&](Query& row) {
        const auto id = row.take<HandoverId>();
        ledger.handovers.at(id).checkups.insert(row.take<int>());
    });
    for_each_row(connection, sql::load_handover_replies, programme, [&](Query& row) {
        const auto id = row.take<HandoverId>();
        ledger.handovers.at(id).replied.insert(row.take<PersonId>());
    });
}

void load_relations_and_learning(Connection& connection, ProgrammeId programme, Ledger& ledger)
{
    for_each_row(connection, sql::load_contacts, programme, [&](Query& row) {
        const auto id = row.take<EntryId>();
        ledger.contacts.emplace(id, row.take<bool>());
    });
    for_each_row(connection, sql::load_learning, programme, [&](Query& row) {
        const auto id = row.take<EntryId>();
        auto code = row.take<std::string>();
        ledger.learning.emplace(id, LearningRecord{std::move(code), row.take<LearningState>()});
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
        const auto due = row.take<std::optional<Date>>();
        const auto silent = row.take<std::optional<Silence>>();
        const auto made_by = row.take<std::optional<PersonId>>();
        ledger.commitments.emplace(id,
                                   CommitmentRecord{owner, due, silent, made_by, row.take<std::optional<TaskId>>()});
    });
    load_money(connection, programme, ledger);
}

}  // namespace

std::map<AreaId, Area> load_areas(Connection& connection, ProgrammeId programme)
{
    std::map<AreaId, Area> areas;
    for_each_row(connection, sql::load_areas, programme, [&](Query& row) {
        const auto id = row.take<AreaId>();
        areas.emplace(id, take_area(row));
    });
    return areas;
}

Ledger load_ledger(Connection& connection, ProgrammeId programme)
{
    Ledger ledger;
    load_people_and_places(connection, programme, ledger);
    load_figures(connection, programme, ledger);
    load_handovers(connection, programme, ledger);
    load_relations_and_learning(connection, programme, ledger);
    return ledger;
}

}  // namespace wd::store
