// Checking and reading slice files. See slice_import.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/slice_import.hpp"

#include "store/load.hpp"
#include "store/named_people.hpp"
#include "store/sql.hpp"

#include <algorithm>
#include <istream>

namespace wd::store {

using namespace domain;

namespace {

Error at_line(Error error, std::int64_t line)
{
    error.where.line = static_cast<int>(line);
    error.where.file = "slice";
    return error;
}

Result<json::object> parse_line(const std::string& text, std::int64_t number)
{
    Result<json::value> line = parse_json(text);
    if (!line)
        return at_line(line.error(), number);
    if (!line->is_object() || line->get_object().empty())
        return at_line(refusal(Errc::invalid, "verwacht een JSON-object"), number);
    return std::move(line->get_object());
}

// Tables whose ids are unique in the whole store, and how to see whether one is taken.
struct OwnedId {
    std::string_view table;
    std::string_view column;
    std::string_view prefix;
    const Sql* find;
};
constexpr std::array owned_ids{
    OwnedId{"run", "run", RunTag::prefix, &sql::find_programme_of_run},
    OwnedId{"run_closed", "run", RunTag::prefix, &sql::find_programme_of_run},
    OwnedId{"task", "task", TaskTag::prefix, &sql::find_programme_of_any_task},
    OwnedId{"task_closed", "task", TaskTag::prefix, &sql::find_programme_of_any_task},
    OwnedId{"entry", "entry", EntryTag::prefix, &sql::find_programme_of_entry},
    OwnedId{"content", "id", ContentTag::prefix, &sql::find_programme_of_content},
};

// Far beyond what a store ever gives, and far enough from what a number can hold: a file cannot use up the counter.
constexpr std::int64_t id_max = std::int64_t{1} << 53;

// Columns that hold an id of the counter from which new ids are given.
constexpr std::array id_columns{std::string_view{"programme"},  std::string_view{"area"}, std::string_view{"position"},
                                std::string_view{"assignment"}, std::string_view{"run"},  std::string_view{"task"},
                                std::string_view{"entry"},      std::string_view{"id"},   std::string_view{"person"}};

const Table* find_table(std::string_view name)
{
    const auto found = std::find_if(sql::tables.begin(), sql::tables.end(),
                                    [&](const Table& table) { return table.name == name && table.slice != nullptr; });
    return found == sql::tables.end() ? nullptr : &*found;
}

Result<std::array<std::uint8_t, 16>> parse_salt(const SliceText& text)
{
    std::array<std::uint8_t, 16> salt{};
    const Result<std::string> bytes = parse_hex_text(text.salt);
    if (!bytes || bytes->size() != salt.size())
        return refusal(Errc::invalid, "het zout van een naam heeft 32 cijfers");
    std::copy(bytes->begin(), bytes->end(), salt.begin());
    return salt;
}

std::size_t column_of(const Table& table, std::string_view name)
{
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const Column& column) { return column.name == name; });
    WD_ASSERT(found != table.columns.end());
    return static_cast<std::size_t>(found - table.columns.begin());
}

std::string_view text_of(const json::value& cell)
{
    return {cell.get_string().data(), cell.get_string().size()};
}

bool fits(const Column& column, const json::value& cell)
{
    if (cell.is_null())
        return true;
    if (column.type == ColumnType::integer)
        return cell.is_int64();
    return cell.is_string() && (column.type == ColumnType::text || parse_hex_text(text_of(cell)).has_value());
}

}  // namespace

Result<SliceFileFacts> check_slice(std::istream& in)
{
    SliceFileFacts facts;
    Sha256Hasher hasher;
    std::string text;
    std::optional<SliceEnd> end;
    std::int64_t number = 0;
    while (!end && std::getline(in, text)) {
        ++number;
        Result<json::object> line = parse_line(text, number);
        if (!line)
            return line.error();
        const auto& first = *line->begin();
        if (number == 1) {
            if (first.key() != "slice")
                return at_line(refusal(Errc::invalid, "dit is geen slice van Wijkdraad"), 1);
            const Result<SliceHeader> header = read_json<SliceHeader>(first.value());
            if (!header || header->version != slice_version)
                return at_line(
                    header ? refusal(Errc::invalid, "deze slice is van een nieuwere versie ({})", header->version)
                           : header.error(),
                    1);
            if (header->programme.value <= 0 || header->programme.value > id_max)
                return at_line(refusal(Errc::invalid, "{} kan geen programma zijn", header->programme.value), 1);
            facts.header = *header;
        }
        if (first.key() == "end") {
            const Result<SliceEnd> read = read_json<SliceEnd>(first.value());
            if (!read)
                return at_line(read.error(), number);
            end = *read;
        } else {
            hasher.add(text);
            hasher.add("\n");
            facts.rows += number > 1 ? 1 : 0;
        }
    }
    if (!end)
        return refusal(Errc::invalid, "de slice is afgekapt na regel {}: de laatste regel ontbreekt", number);
    if (end->rows != facts.rows || end->sha256 != hasher.finish())
        return refusal(Errc::invalid, "de slice is veranderd: de hash aan het eind past niet bij de {} regels",
                       facts.rows);
    if (std::getline(in, text))
        return at_line(refusal(Errc::invalid, "na de laatste regel staat nog iets; haal dat weg"), number + 1);
    return facts;
}

SliceReader::SliceReader(Connection& connection, const SliceImport& import, int part, std::int64_t seq,
                         std::int64_t last_due)
    : connection_(connection), import_(import), part_(part), seq_(seq), last_due_(last_due)
{
}

Result<void> SliceReader::read(std::istream& in, const SliceHeader& header)
{
    header_ = header;
    {
        Query find{connection_, sql::find_programme_row};
        find.set(sql::find_programme_row.programme, header.programme);
        if (find.next())
            taken_.push_back(refusal(Errc::duplicate, "{} is hier al in gebruik", to_text(header.programme)));
    }
    in.clear();
    in.seekg(0);
    std::string text;
    for (std::int64_t number = 1; std::getline(in, text); ++number) {
        Result<json::object> line = parse_line(text, number);
        if (!line)
            return line.error();
        if (line->begin()->key() == "end")
            break;
        if (number == 1)
            continue;
        if (const Result<void> read = read_line(*line); !read)
            return at_line(read.error(), number);
    }
    if (const Result<void> checked = check_named_people(); !checked)
        return checked.error();
    if (!taken_.empty())
        return Error{Errc::duplicate, fmt::format("{} nummers zijn hier al in gebruik", taken_.size()), {}, taken_};
    if (event_.pseq != header.events || head_ != header.hash)
        return refusal(Errc::invalid, "de keten van {} eindigt niet waar de eerste regel zegt",
                       to_text(header.programme));
    return {};
}

Result<void> SliceReader::read_line(const json::object& line)
{
    const auto& first = *line.begin();
    if (first.key() == "person") {
        const Result<SlicePerson> person = read_json<SlicePerson>(first.value());
        return person ? read_person(*person) : Result<void>{person.error()};
    }
    if (first.key() == "workflow") {
        const Result<SliceWorkflow> workflow = read_json<SliceWorkflow>(first.value());
        return workflow ? read_workflow(*workflow) : Result<void>{workflow.error()};
    }
    if (first.key() != "table")
        return refusal(Errc::invalid, "een regel '{}' hoort niet in een slice", std::string_view{first.key()});
    const json::value* row = line.if_contains("row");
    const Table* table = first.value().is_string() ? find_table(text_of(first.value())) : nullptr;
    if (table == nullptr || row == nullptr || !row->is_array() || row->get_array().size() != table->columns.size())
        return refusal(Errc::invalid, "deze rij past niet bij een tabel: {}", json::serialize(first.value()));
    for (std::size_t i = 0; i < table->columns.size(); ++i)
        if (!fits(table->columns[i], row->get_array()[i]))
            return refusal(Errc::invalid, "kolom {} van tabel {} heeft een andere soort waarde", table->columns[i].name,
                           table->name);
    return read_row(*table, row->get_array());
}

Result<void> SliceReader::read_row(const Table& table, json::array cells)
{
    const std::string_view owner = table.columns[0].name == "programme" ? "programme"
                                   : table.name == "due"                ? "programme"
                                                                        : "stream";
    if (cells[column_of(table, owner)] != header_.programme.value)
        return refusal(Errc::invalid, "een rij van tabel {} is van een ander programma", table.name);
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.name != "due")
            if (const Result<void> noted = note_id(table.columns[i].name, cells[i]); !noted)
                return noted.error();
    if (table.name == "event") {
        if (const Result<void> chain = follow_chain(cells); !chain)
            return chain.error();
        cells[column_of(table, "part")] = part_;
        cells[column_of(table, "seq")] = ++seq_;
    }
    if (table.name == "due")
        cells[column_of(table, "id")] = ++last_due_;
    // After the first taken id nothing is written any more, but the list is made whole.
    if (is_taken(table, cells) || !taken_.empty())
        return {};
    insert(table, cells);
    return {};
}

Result<void> SliceReader::follow_chain(const json::array& cells)
{
    const auto& columns = sql::event_columns;
    const auto integer = [&](std::size_t i) { return cells[i].is_int64() ? cells[i].get_int64() : 0; };
    const auto text = [&](std::size_t i) {
        return cells[i].is_string() ? std::string(text_of(cells[i])) : std::string{};
    };
    WD_ASSERT(columns[3].name == "pseq" && columns[11].name == "hash");
    const std::int64_t before = event_.pseq;
    event_.stream = ProgrammeId{integer(2)};
    event_.pseq = integer(3);
    event_.run = RunId{integer(4)};
    event_.cause = integer(5);
    event_.type = text(6);
    event_.v = static_cast<int>(integer(7));
    event_.at = from_unix_ms(integer(8));
    event_.actor = text(9);
    event_.data = text(10);
    head_ = chain_hash(hasher_, head_, event_);
    if (event_.pseq != before + 1 || to_hex(head_) != text(11))
        return refusal(Errc::invalid, "de keten breekt bij gebeurtenis {} ({})", event_.pseq, event_.type);
    return add_named_people(event_, named_);
}

Result<void> SliceReader::note_id(std::string_view column, const json::value& cell)
{
    if (!cell.is_int64() || std::find(id_columns.begin(), id_columns.end(), column) == id_columns.end())
        return {};
    const std::int64_t id = cell.get_int64();
    if (id < 0 || id > id_max)
        return refusal(Errc::invalid, "{} is geen nummer dat een opslag uitgeeft", id);
    std::int64_t& highest = highest_[static_cast<std::size_t>(id % 2)];
    highest = std::max(highest, id);
    return {};
}

// Somebody the log names without a line of their own has no name there: here the number may not be another's.
Result<void> SliceReader::check_named_people()
{
    for (const PersonId person : named_) {
        if (const Result<void> noted = note_id("person", person.value); !noted)
            return noted.error();
        if (brought_.contains(person))
            continue;
        Query find{connection_, sql::find_person};
        find.set(sql::find_person.person, person);
        if (find.next())
            taken_.push_back(refusal(Errc::duplicate, "{} is hier iemand anders", to_text(person)));
    }
    return {};
}

bool SliceReader::is_taken(const Table& table, const json::array& cells)
{
    for (const OwnedId& owned : owned_ids) {
        if (owned.table != table.name)
            continue;
        const std::int64_t id = cells[column_of(table, owned.column)].to_number<std::int64_t>();
        Query find{connection_, *owned.find};
        find.set(Parameter{1}, id);
        if (!find.next())
            return false;
        taken_.push_back(refusal(Errc::duplicate, "{}-{} is hier al in gebruik", owned.prefix, id));
        return true;
    }
    return false;
}

void SliceReader::insert(const Table& table, const json::array& cells)
{
    Query insert{connection_, *table.insert_row};
    std::vector<std::string> blobs;  // live until the row is written
    blobs.reserve(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Parameter parameter{static_cast<int>(i) + 1};
        if (cells[i].is_null())
            insert.set_null(parameter);
        else if (cells[i].is_int64())
            insert.set(parameter, cells[i].get_int64());
        else if (table.columns[i].type == ColumnType::text)
            insert.set(parameter, text_of(cells[i]));
        else
            insert.set(parameter, bytes_of(blobs.emplace_back(parse_hex_text(text_of(cells[i])).value())));
    }
    insert.run_once();
}

// Known here under the same name: the same person. Under another: the id is taken.
Result<void> SliceReader::read_person(const SlicePerson& person)
{
    if (person.text && parse_salt(*person.text).has_error())
        return parse_salt(*person.text).error();
    for (const std::int64_t id : {person.person.value, person.name.ref.value})
        if (const Result<void> noted = note_id("id", id); !noted)
            return noted.error();
    brought_.insert(person.person);
    constexpr auto& s = sql::load_slice_person;
    Query find{connection_, s};
    find.set(s.person, person.person);
    if (!find.next()) {
        new_people_.push_back(person);
        return {};
    }
    find.take<std::string>();
    const auto name = find.take<ContentId>();
    if (name != person.name.ref || find.take<Sha256>() != person.name.sha256)
        taken_.push_back(refusal(Errc::duplicate, "{} is hier iemand anders", to_text(person.person)));
    return {};
}

Result<void> SliceReader::read_workflow(const SliceWorkflow& workflow)
{
    std::vector<BundleFile> files;
    for (const SliceFile& file : workflow.files) {
        Result<std::string> bytes = parse_hex_text(file.bytes);
        if (!bytes)
            return bytes.error();
        files.push_back({file.path, std::move(*bytes)});
    }
    if (import_.hash_of(files) != workflow.hash)
        return refusal(Errc::invalid, "de bestanden van workflow '{}' passen niet bij hun hash", workflow.key);
    // What runs here are pinned to stays as it is.
    if (load_bundle(connection_, workflow.hash).empty())
        for (const BundleFile& file : files) {
            constexpr auto& s = sql::insert_bundle;
            Query{connection_, s}
                .set(s.hash, workflow.hash)
                .set(s.path, file.path)
                .set(s.bytes, bytes_of(file.bytes))
                .run();
        }
    Query find{connection_, sql::find_workflow};
    find.set(sql::find_workflow.key, workflow.key);
    // A key that is known here keeps its own active version.
    if (!workflow.key.empty() && !find.next())
        new_workflows_.push_back(workflow);
    return {};
}

Writes SliceReader::news_for_installation() const
{
    Writes writes;
    writes.stream = installation;
    const auto add = [&](Payload payload) {
        writes.events.push_back({RunId{}, 0, import_.at, import_.actor, std::move(payload)});
    };
    for (const SlicePerson& person : new_people_) {
        add(PersonAdded{person.person, person.kind, person.name, person.organisation, person.member_of,
                        person.before_wijkdraad});
        if (!person.text)
            continue;
        NewContent content;
        content.id = person.name.ref;
        content.subject = person.text->subject;
        content.kind = person.text->kind;
        content.ground = person.text->ground;
        content.keep_until = person.text->keep_until;
        content.salt = parse_salt(*person.text).value();
        content.bytes = person.text->bytes;
        writes.contents.push_back(std::move(content));
    }
    for (const SliceWorkflow& workflow : new_workflows_)
        add(WorkflowInstalled{workflow.key, workflow.version, workflow.hash, workflow.title, {}});
    add(ProgrammeImported{header_.programme, header_.events, header_.hash});
    return writes;
}

}  // namespace wd::store
