// Rows to lines. See slice.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/load.hpp"
#include "store/named_people.hpp"
#include "store/query.hpp"
#include "store/slice.hpp"
#include "store/slice_format.hpp"
#include "store/sql.hpp"

#include <limits>
#include <ostream>
#include <set>

namespace wd::store {

using namespace domain;

namespace {

// Writes lines and keeps the digest over them.
class Lines {
public:
    explicit Lines(std::ostream& out) : out_(out) {}

    void add(const json::value& line)
    {
        const std::string text = json::serialize(line) + "\n";
        hasher_.add(text);
        write(text);
    }
    void end(std::int64_t rows)
    {
        write(
            json::serialize(json::object{{"end", json::object{{"rows", rows}, {"sha256", to_hex(hasher_.finish())}}}}) +
            "\n");
        if (!out_.flush())
            fail();
    }

private:
    void write(const std::string& text)
    {
        if (!out_.write(text.data(), static_cast<std::streamsize>(text.size())))
            fail();
    }
    [[noreturn]] static void fail()
    {
        throw StoreFailure(Errc::store_full, "de uitvoer kan niet worden geschreven; is er ruimte?");
    }

    std::ostream& out_;
    Sha256Hasher hasher_;
};

json::value cell(const Statement& row, int column)
{
    const std::optional<ColumnType> type = row.type(column);
    if (!type)
        return nullptr;
    switch (*type) {
    case ColumnType::integer: return row.integer(column);
    case ColumnType::text: return json::string(row.text(column));
    case ColumnType::blob: return json::string(to_hex_text(row.blob(column)));
    }
    return nullptr;
}

std::int64_t add_rows(Lines& lines, Connection& connection, const Table& table, ProgrammeId programme)
{
    Statement& rows = connection.statement(*table.slice);
    const ResetAtEnd reset{rows};
    rows.bind(Parameter{1}, programme.value);
    std::int64_t count = 0;
    for (; rows.step(); ++count) {
        json::array cells;
        for (int column = 0; column < rows.columns(); ++column)
            cells.push_back(cell(rows, column));
        lines.add(json::object{{"table", table.name}, {"row", std::move(cells)}});
    }
    return count;
}

std::optional<SlicePerson> find_person(Connection& connection, PersonId id)
{
    SlicePerson person;
    {
        Query find{connection, sql::load_slice_person};
        find.set(sql::load_slice_person.person, id);
        if (!find.next())
            return {};
        person.person = id;
        person.kind = find.take<PersonKind>();
        const auto name = find.take<ContentId>();
        person.name = ContentRef{name, find.take<Sha256>()};
        person.organisation = find.take<std::optional<PersonId>>();
        person.before_wijkdraad = find.take<bool>();
        person.at = find.take<Timestamp>();
        const auto subject = find.take<std::optional<PersonId>>();
        if (const auto kind = find.take<std::optional<std::string>>()) {
            SliceText text;
            text.subject = subject;
            text.kind = *kind;
            text.ground = find.take<std::string>();
            text.keep_until = find.take<std::optional<Date>>();
            text.salt = to_hex_text(find.take<std::span<const std::uint8_t>>());
            text.bytes = find.take<std::string>();
            person.text = std::move(text);
        }
    }
    Query teams{connection, sql::list_teams_of};
    teams.set(sql::list_teams_of.person, id);
    while (teams.next())
        person.member_of.push_back(teams.take<PersonId>());
    return person;
}

Result<std::set<PersonId>> list_people(Connection& connection, ProgrammeId programme)
{
    std::set<PersonId> people;
    {
        Query list{connection, sql::list_slice_people};
        list.set(sql::list_slice_people.programme, programme);
        while (list.next())
            people.insert(list.take<PersonId>());
    }
    constexpr auto& s = sql::list_events_of;
    Query events{connection, s};
    events.set(s.stream, programme).set(s.after, 0).set(s.limit, std::numeric_limits<std::int64_t>::max());
    LoggedEvent event;
    while (events.next()) {
        read_event(events, event);
        if (const Result<void> added = add_named_people(event, people); !added)
            return added.error();
    }
    return people;
}

// With the organisations and teams of those who are named, and theirs.
std::int64_t add_people(Lines& lines, Connection& connection, std::set<PersonId> wanted)
{
    std::set<PersonId> seen;
    std::vector<SlicePerson> people;
    while (!wanted.empty()) {
        const PersonId id = *wanted.begin();
        wanted.erase(wanted.begin());
        std::optional<SlicePerson> person = seen.insert(id).second ? find_person(connection, id) : std::nullopt;
        if (!person)
            continue;
        if (person->organisation)
            wanted.insert(*person->organisation);
        wanted.insert(person->member_of.begin(), person->member_of.end());
        people.push_back(std::move(*person));
    }
    for (const SlicePerson& person : people)
        lines.add(json::object{{"person", parse_json(to_json_text(person)).value()}});
    return static_cast<std::int64_t>(people.size());
}

std::int64_t add_bundle(Lines& lines, Connection& connection, const Sha256& hash)
{
    SliceWorkflow workflow;
    workflow.hash = hash;
    {
        Query find{connection, sql::find_workflow_of};
        find.set(sql::find_workflow_of.hash, hash);
        if (find.next()) {
            workflow.key = find.take<std::string>();
            workflow.version = find.take<int>();
            workflow.title = find.take<std::string>();
        }
    }
    for (const BundleFile& file : load_bundle(connection, hash))
        workflow.files.push_back({file.path, to_hex_text(bytes_of(file.bytes))});
    if (workflow.files.empty())
        return 0;
    lines.add(json::object{{"workflow", parse_json(to_json_text(workflow)).value()}});
    return 1;
}

std::int64_t add_bundles(Lines& lines, Connection& connection, ProgrammeId programme)
{
    std::vector<Sha256> hashes;
    {
        Query list{connection, sql::list_slice_bundles};
        list.set(sql::list_slice_bundles.programme, programme);
        while (list.next())
            hashes.push_back(list.take<Sha256>());
    }
    std::int64_t count = 0;
    for (const Sha256& hash : hashes)
        count += add_bundle(lines, connection, hash);
    return count;
}

}  // namespace

Result<SliceExported> export_slice(Database& source, ProgrammeId programme, std::ostream& out)
{
    Result<std::unique_ptr<Connection>> opened = source.open_reader();
    if (!opened)
        return opened.error();
    Connection& connection = **opened;
    connection.begin(Access::read);
    const RollbackAtEnd rollback{connection};
    const std::optional<Programme> head =
        programme == installation ? std::nullopt : load_programme(connection, programme);
    if (!head)
        return refusal(Errc::not_found, "er is geen {}", to_text(programme));

    Result<std::set<PersonId>> people = list_people(connection, programme);
    if (!people)
        return people.error();

    Lines lines(out);
    SliceHeader header;
    header.programme = programme;
    header.events = head->pseq;
    header.hash = head->hash;
    lines.add(json::object{{"slice", parse_json(to_json_text(header)).value()}});
    SliceExported exported{head->pseq, head->hash, 0};
    exported.rows += add_people(lines, connection, std::move(*people));
    exported.rows += add_bundles(lines, connection, programme);
    for (const Table& table : sql::tables)
        if (table.slice != nullptr)
            exported.rows += add_rows(lines, connection, table, programme);
    lines.end(exported.rows);
    return exported;
}

}  // namespace wd::store
