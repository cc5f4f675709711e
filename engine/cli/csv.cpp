// Semicolon CSV. See csv.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/csv.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace wd::cli {

namespace {

// One row at a time. A cell that opens with a quote ends at a quote that is not doubled.
class CsvReader {
public:
    explicit CsvReader(std::string_view text) : text_(text) {}

    bool at_end() const { return at_ >= text_.size(); }
    int line() const { return line_; }

    // False when a quoted cell has no end, or goes on after its end.
    bool read_row(CsvRow& row)
    {
        row.line = line_;
        row.cells.clear();
        for (;;) {
            if (!read_cell(row.cells.emplace_back()))
                return false;
            if (at_end() || text_[at_] == '\n')
                break;
            ++at_;  // the semicolon
        }
        skip_line_end();
        return true;
    }

    void skip_line()
    {
        at_ = std::min(text_.find('\n', at_), text_.size());
        skip_line_end();
    }

private:
    void skip_line_end()
    {
        if (!at_end()) {
            ++at_;
            ++line_;
        }
    }

    bool read_cell(std::string& cell)
    {
        if (!at_end() && text_[at_] == '"')
            return read_quoted(cell);
        const std::size_t end = std::min(text_.find_first_of(";\n", at_), text_.size());
        cell = trimmed(text_.substr(at_, end - at_));
        at_ = end;
        return true;
    }

    bool read_quoted(std::string& cell)
    {
        for (++at_; !at_end(); ++at_) {
            if (text_[at_] == '\n')
                ++line_;
            if (text_[at_] != '"') {
                cell += text_[at_];
                continue;
            }
            if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                cell += '"';
                ++at_;
                continue;
            }
            ++at_;
            if (!at_end() && text_[at_] == '\r')
                ++at_;
            return at_end() || text_[at_] == ';' || text_[at_] == '\n';
        }
        return false;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
};

std::string joined(const std::vector<std::string_view>& heading)
{
    return fmt::format("{}", fmt::join(heading, ";"));
}

int line_with_bad_bytes(std::string_view text)
{
    int line = 1;
    for (std::size_t from = 0; from < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        if (!is_utf8(text.substr(from, end - from)))
            break;
        from = end + 1;
    }
    return line;
}

}  // namespace

Error CsvComplaints::sum() const
{
    std::vector<Error> sorted = list_;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Error& a, const Error& b) { return a.where.line < b.where.line; });
    if (sorted.size() == 1)
        return sorted.front();
    return Error{Errc::invalid,
                 fmt::format("{} regels van {} kloppen niet; er is niets ingelezen", sorted.size(), file_),
                 Where{file_, 0, {}}, sorted};
}

Result<std::vector<CsvRow>> parse_csv(std::string_view text, std::string_view file,
                                      const std::vector<std::string_view>& heading)
{
    CsvComplaints complaints(file);
    if (!is_utf8(text)) {
        complaints.add(line_with_bad_bytes(text),
                       "deze regel is geen UTF-8; sla het bestand op als \"CSV UTF-8\" en probeer het opnieuw");
        return complaints.sum();
    }
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);

    CsvReader reader(text);
    CsvRow row;
    if (!reader.read_row(row) || !std::equal(row.cells.begin(), row.cells.end(), heading.begin(), heading.end())) {
        complaints.add(1, "de kopregel is '{}', maar moet zijn '{}'", fmt::join(row.cells, ";"), joined(heading));
        return complaints.sum();
    }
    std::vector<CsvRow> rows;
    while (!reader.at_end()) {
        if (!reader.read_row(row)) {
            complaints.add(row.line,
                           "aanhalingstekens kloppen niet; schrijf een aanhalingsteken in een tekst twee keer");
            reader.skip_line();
            continue;
        }
        if (row.cells.size() == 1 && row.cells.front().empty())
            continue;
        if (row.cells.size() != heading.size())
            complaints.add(row.line, "{} vakken in plaats van {} ({})", row.cells.size(), heading.size(),
                           joined(heading));
        else
            rows.push_back(row);
    }
    if (!complaints.empty())
        return complaints.sum();
    return rows;
}

}  // namespace wd::cli
