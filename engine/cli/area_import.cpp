// Areas from a file. The list goes to the engine as a whole, which takes all or nothing. See area_import.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/area_import.hpp"

#include "cli/arguments.hpp"
#include "cli/csv.hpp"
#include "cli/files.hpp"
#include "cli/render.hpp"

#include <charconv>
#include <cstdlib>

namespace wd::cli {

namespace {

std::int64_t read_number(const CsvRow& row, std::size_t column, CsvComplaints& complaints)
{
    const std::string& cell = row.cells[column];
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (!cell.empty() && (failure != std::errc{} || end != cell.data() + cell.size()))
        complaints.add(row.line, "{} is '{}'; schrijf een heel getal zonder punten, of laat het leeg",
                       area_heading[column], cell);
    return number;
}

// The engine speaks of "rij 3" of the list; a person looks for the line in the file.
void point_at_line(Error& error, const std::vector<CsvRow>& rows, const std::string& file)
{
    constexpr std::string_view row = "rij ";
    for (Error& detail : error.details)
        point_at_line(detail, rows, file);
    if (!error.where.field.starts_with(row))
        return;
    const std::size_t number = std::strtoul(error.where.field.c_str() + row.size(), nullptr, 10);
    if (number < 1 || number > rows.size())
        return;
    error.where = Where{file, rows[number - 1].line, {}};
}

}  // namespace

Result<json::value> import_areas(Session& session, const Arguments& arguments)
{
    const std::string file = arguments.text("bestand");
    const Result<std::string> text = read_file(file);
    if (!text)
        return text.error();
    const Result<std::vector<CsvRow>> rows = parse_csv(*text, file, area_heading);
    if (!rows)
        return rows.error();

    CsvComplaints complaints(file);
    json::array areas;
    for (const CsvRow& row : *rows)
        areas.push_back(json::object{{"id", row.cells[0]},
                                     {"parent", row.cells[1]},
                                     {"kind", row.cells[2]},
                                     {"name", row.cells[3]},
                                     {"code", row.cells[4]},
                                     {"inhabitants", read_number(row, 5, complaints)},
                                     {"dwellings", read_number(row, 6, complaints)},
                                     {"earlier_code", row.cells[7]},
                                     {"code_from", row.cells[8]}});
    if (!complaints.empty())
        return complaints.sum();
    const std::size_t count = areas.size();
    json::object data = arguments.data();
    data["areas"] = std::move(areas);
    const Result<json::value> answer = session.send("area.import", std::move(data));
    if (!answer) {
        Error error = answer.error();
        point_at_line(error, *rows, file);
        return error;
    }
    const std::int64_t added = number_of(*answer, "areas_added");
    return json::value(json::object{{"programme", arguments.value("programma")},
                                    {"areas", count},
                                    {"added", added},
                                    {"restated", number_of(*answer, "areas_restated")},
                                    {"known", static_cast<std::int64_t>(count) - added}});
}

}  // namespace wd::cli
