// Files with a value between semicolons and a heading above: RFC 4180 with ';', as Dutch spreadsheets write them. Reads text to
// cells with their line, and checks the heading; what the cells mean is for who asked.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wd::cli {

struct CsvRow {
    int line = 0;                    // on which it begins; a quoted cell may hold line ends
    std::vector<std::string> cells;  // trimmed unless quoted; as many as there are columns
};

// UTF-8, with or without byte order mark, LF or CRLF; empty lines are skipped. Refuses another encoding, another heading, a row
// with too few or too many cells and quotes that do not end. One detail for each complaint, with file and line.
Result<std::vector<CsvRow>> parse_csv(std::string_view text, std::string_view file,
                                      const std::vector<std::string_view>& heading);

// "bestand:regel" complaints, collected to be shown together.
class CsvComplaints {
public:
    explicit CsvComplaints(std::string_view file) : file_(file) {}

    template <class... Args>
    void add(int line, fmt::format_string<Args...> format, Args&&... args)
    {
        list_.push_back(
            Error{Errc::invalid, fmt::format(format, std::forward<Args>(args)...), Where{file_, line, {}}, {}});
    }
    bool empty() const { return list_.empty(); }
    // In the order of the lines. `list` must not be empty.
    Error sum() const;

private:
    std::string file_;
    std::vector<Error> list_;
};

}  // namespace wd::cli
