// The years before Wijkdraad. See history_import.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/history_import.hpp"

#include "cli/arguments.hpp"
#include "cli/csv.hpp"
#include "cli/files.hpp"
#include "cli/programme_view.hpp"
#include "cli/render.hpp"
#include "domain/ids.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace wd::cli {

const std::string_view history_help =
    "Het bestand: UTF-8, puntkomma tussen de vakken, met als eerste regel\n"
    "  soort;naam_of_tekst;datum;eigenaar\n"
    "Soort is persoon, organisatie, team, bewonersgroep, contact, toezegging, besluit, eerdere poging, gevoeligheid, "
    "botsing, les of zaaiwerk.\n"
    "Datum is jaar-maand-dag; verplicht bij een besluit, bij een toezegging de dag waarvoor die geldt.\n"
    "Eigenaar is een nummer (persoon-3) of de naam van iemand die er al staat of in hetzelfde bestand komt:\n"
    "bij een contact wie die kent, bij een toezegging wie die waarmaakt, bij een besluit wie het nam,\n"
    "bij een persoon de organisatie. Alles krijgt het merk \"van voor Wijkdraad\".";

namespace {

enum class DateNeed { none, optional, required };

// How a kind of row is sent.
struct RowKind {
    std::string_view word;
    std::string_view verb;
    std::string_view text_key;
    std::string_view date_key;
    DateNeed date;
    std::string_view owner_key;  // "" = nobody
    std::string_view kind;       // of the person or journal entry; "" = none is sent
};

constexpr std::array row_kinds = std::to_array<RowKind>({
    {"persoon", "person.add", "name", "", DateNeed::none, "organisation", ""},
    {"organisatie", "person.add", "name", "", DateNeed::none, "", "organisation"},
    {"team", "person.add", "name", "", DateNeed::none, "organisation", "team"},
    {"bewonersgroep", "person.add", "name", "", DateNeed::none, "", "group"},
    {"contact", "contact.add", "name", "since", DateNeed::optional, "known_by", ""},
    {"toezegging", "commitment.add", "text", "due", DateNeed::optional, "owner", ""},
    {"besluit", "decision.import", "text", "date", DateNeed::required, "by", ""},
    {"eerdere poging", "journal.add", "text", "date", DateNeed::optional, "", "failed_initiative"},
    {"gevoeligheid", "journal.add", "text", "date", DateNeed::optional, "", "sensitivity"},
    {"botsing", "journal.add", "text", "date", DateNeed::optional, "", "clash"},
    {"les", "journal.add", "text", "date", DateNeed::optional, "", "lesson"},
    {"zaaiwerk", "journal.add", "text", "date", DateNeed::optional, "", "groundwork"},
});

const RowKind* find_kind(std::string_view word)
{
    const auto* found =
        std::find_if(row_kinds.begin(), row_kinds.end(), [&](const RowKind& k) { return k.word == word; });
    return found == row_kinds.end() ? nullptr : found;
}

// Who there is: by name and by number those who are known, by name those that this file brings.
struct People {
    std::map<std::string, std::string> numbers;
    std::set<std::string> unclear;  // names that several bear
    std::set<std::string> coming;
    std::set<std::string> organisations;  // names and numbers
    std::string today;                    // of the store
};

bool brings_somebody(const CsvRow& row)
{
    const RowKind* kind = find_kind(row.cells[0]);
    return kind != nullptr && kind->verb == "person.add";
}

Result<People> list_people(Session& session, const std::vector<CsvRow>& rows)
{
    const Result<json::value> known = session.ask("people", {});
    const Result<json::value> now = session.ask("now", {});
    if (!known || !now)
        return known ? now.error() : known.error();
    People people;
    people.today = std::string(now->as_string()).substr(0, 10);
    for (const json::value& person : known->get_array()) {
        const std::string name = text_of(person, "name");
        const std::string number = text_of(person, "person");
        if (!name.empty() && !people.numbers.emplace(name, number).second)
            people.unclear.insert(name);
        people.numbers.emplace(number, number);
        if (text_of(person, "kind") == "organisation")
            people.organisations.insert({name, number});
    }
    for (const CsvRow& row : rows) {
        if (!brings_somebody(row) || people.numbers.contains(row.cells[1]))
            continue;
        people.coming.insert(row.cells[1]);
        if (row.cells[0] == "organisatie")
            people.organisations.insert(row.cells[1]);
    }
    return people;
}

void check_date(const CsvRow& row, const RowKind& kind, const People& people, CsvComplaints& complaints)
{
    const std::string& date = row.cells[2];
    if (date.empty() && kind.date == DateNeed::required)
        complaints.add(row.line, "bij een {} hoort een datum, bijvoorbeeld 2024-06-20", kind.word);
    if (date.empty())
        return;
    if (kind.date == DateNeed::none)
        complaints.add(row.line, "bij {} hoort geen datum; laat dat vak leeg", kind.word);
    else if (!parse_date(date))
        complaints.add(row.line, "'{}' is geen datum; schrijf bijvoorbeeld 2024-06-20", date);
    // Dates in this form have the order of their text.
    else if (kind.date_key != "due" && date > people.today)
        complaints.add(row.line, "{} ligt in de toekomst; dit is voor wat er al was", date);
}

void check_owner(const CsvRow& row, const RowKind& kind, const People& people, CsvComplaints& complaints)
{
    const std::string& owner = row.cells[3];
    if (owner.empty())
        return;
    if (kind.owner_key.empty())
        complaints.add(row.line, "bij {} hoort geen eigenaar; laat dat vak leeg", kind.word);
    else if (people.unclear.contains(owner))
        complaints.add(row.line, "'{}' is de naam van meer dan één; geef het nummer", owner);
    else if (!people.numbers.contains(owner) && !people.coming.contains(owner))
        complaints.add(row.line, "eigenaar '{}' is er niet; zet die er eerst in, met een eigen regel", owner);
    else if (kind.owner_key == "organisation" && !people.organisations.contains(owner))
        complaints.add(row.line, "'{}' is geen organisatie; een {} hoort bij een organisatie of bij niets", owner,
                       kind.word);
}

void check_row(const CsvRow& row, const People& people, CsvComplaints& complaints)
{
    const RowKind* kind = find_kind(row.cells[0]);
    if (kind == nullptr) {
        std::vector<std::string_view> words;
        words.reserve(std::size(row_kinds));
        for (const RowKind& known : row_kinds)
            words.push_back(known.word);
        complaints.add(row.line, "soort '{}' bestaat niet{}; kies {}", row.cells[0], did_you_mean(row.cells[0], words),
                       join_or(words));
        return;
    }
    if (row.cells[1].empty())
        complaints.add(row.line, "naam_of_tekst is leeg; schrijf op om wie of wat het gaat");
    check_date(row, *kind, people, complaints);
    check_owner(row, *kind, people, complaints);
}

Result<void> check_rows(const std::vector<CsvRow>& rows, const People& people, const std::string& file)
{
    CsvComplaints complaints(file);
    std::map<std::pair<std::string, std::string>, int> seen;
    for (const CsvRow& row : rows) {
        check_row(row, people, complaints);
        const auto [first, fresh] = seen.try_emplace({row.cells[0], row.cells[1]}, row.line);
        if (!fresh)
            complaints.add(row.line, "{} '{}' staat al op regel {}; laat één van de twee weg", row.cells[0],
                           row.cells[1], first->second);
    }
    if (!complaints.empty())
        return complaints.sum();
    return {};
}

json::object request_of(const RowKind& kind, const CsvRow& row, const People& people, const json::value& programme)
{
    json::object data;
    if (kind.verb != "person.add")
        data["programme"] = programme;
    if (!kind.kind.empty())
        data["kind"] = kind.kind;
    data[kind.text_key] = row.cells[1];
    if (!row.cells[2].empty())
        data[kind.date_key] = row.cells[2];
    if (!row.cells[3].empty())
        data[kind.owner_key] = people.numbers.at(row.cells[3]);
    if (kind.verb != "decision.import")
        data["before_wijkdraad"] = true;
    return data;
}

// People first, and organisations before who belongs to them: later rows name earlier ones by number.
std::vector<CsvRow> in_sending_order(std::vector<CsvRow> rows)
{
    const auto rank = [](const CsvRow& row) {
        return brings_somebody(row) ? (row.cells[0] == "organisatie" ? 0 : 1) : 2;
    };
    std::stable_sort(rows.begin(), rows.end(), [&](const CsvRow& a, const CsvRow& b) { return rank(a) < rank(b); });
    return rows;
}

// A kind of row with its text.
using Entry = std::pair<std::string, std::string>;

// What the programme has from before Wijkdraad. A reply under a key is kept for some months only; a file may come back later.
Result<std::set<Entry>> list_entries(Session& session, const json::value& programme)
{
    std::set<Entry> entries;
    for (const auto& [question, verb, text] :
         {std::tuple{"contacts", "contact.add", "name"}, std::tuple{"commitments", "commitment.add", "text"},
          std::tuple{"past_decisions", "decision.import", "text"}, std::tuple{"journal", "journal.add", "text"}})
    {
        const Result<json::value> rows = session.ask(question, {{"programme", programme}});
        if (!rows)
            return rows.error();
        for (const json::value& row : rows->get_array())
            for (const RowKind& kind : row_kinds)
                if (kind.verb == verb && (kind.kind.empty() || kind.kind == text_of(row, "kind")) &&
                    member(row, "before_wijkdraad") != json::value(false))
                    entries.emplace(kind.word, text_of(row, text));
    }
    return entries;
}

// The same row is the same entry, wherever it stands in the file: what was wrong beside it may be mended and sent again.
std::string key_of(const CsvRow& row, std::string_view programme)
{
    Sha256Hasher hasher;
    hasher.add_piece(programme);
    for (const std::string& cell : row.cells)
        hasher.add_piece(cell);
    return "historie-" + to_hex(hasher.finish()).substr(0, 32);
}

}  // namespace

Result<json::value> import_history(Session& session, const Arguments& arguments)
{
    const std::string file = arguments.text("bestand");
    const Result<std::string> text = read_file(file);
    if (!text)
        return text.error();
    const Result<std::vector<CsvRow>> rows = parse_csv(*text, file, history_heading);
    if (!rows)
        return rows.error();
    Result<People> people = list_people(session, *rows);
    if (!people)
        return people.error();
    if (const Result<void> checked = check_rows(*rows, *people, file); !checked)
        return checked.error();
    // Asked once before the first row: a programme that is not there refuses the file, not its third row.
    if (const Result<json::value> programme = find_programme(session, arguments.text("programma")); !programme)
        return programme.error();

    const Result<std::set<Entry>> known = list_entries(session, arguments.value("programma"));
    if (!known)
        return known.error();
    std::int64_t added = 0;
    std::map<std::string, int> sent;
    for (const CsvRow& row : in_sending_order(*rows)) {
        const RowKind& kind = *find_kind(row.cells[0]);
        if (kind.verb == "person.add" ? people->numbers.contains(row.cells[1])
                                      : known->contains({row.cells[0], row.cells[1]}))
            continue;
        const Result<Session::Sent> answer =
            session.send_once(kind.verb, request_of(kind, row, *people, arguments.value("programma")),
                              key_of(row, arguments.text("programma")));
        if (!answer) {
            Error error = answer.error();
            error.where = Where{file, row.line, {}};
            return error;
        }
        if (kind.verb == "person.add")
            people->numbers[row.cells[1]] = text_of(answer->result, "person");
        if (answer->repeated)
            continue;
        ++added;
        ++sent[std::string(kind.word)];
    }
    const auto count = static_cast<std::int64_t>(rows->size());
    json::object counted{
        {"programme", arguments.value("programma")}, {"rows", count}, {"added", added}, {"known", count - added}};
    json::object& by_kind = counted["sent"].emplace_object();
    for (const auto& [word, number] : sent)
        by_kind[word] = number;
    return json::value(std::move(counted));
}

}  // namespace wd::cli
