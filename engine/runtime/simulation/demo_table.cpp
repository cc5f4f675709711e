// The report of a demo as a table. See demo.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/demo.hpp"

#include "domain/words.hpp"

#include <algorithm>

namespace wd::runtime {

namespace {

std::size_t width_of(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// Rows of cells, each column as wide as its widest cell.
std::string aligned(const std::vector<std::vector<std::string>>& rows)
{
    std::vector<std::size_t> widths;
    for (const std::vector<std::string>& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (widths.size() <= i)
                widths.push_back(0);
            widths[i] = std::max(widths[i], width_of(row[i]));
        }
    std::string text;
    for (const std::vector<std::string>& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += row[i] + std::string(widths[i] - width_of(row[i]) + 2, ' ');
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

// When this phase first began: "2018-11", with the number of times when it came back.
std::string month_of(const DemoRow& row, const std::string& title)
{
    std::string month;
    int times = 0;
    for (const PhaseTold& phase : row.phases)
        if (phase.title == title && ++times == 1)
            month = wd::to_text(phase.opened).substr(0, 7);
    if (times > 1)
        month += fmt::format("({}x)", times);
    return month.empty() ? "-" : month;
}

std::string votes_of(const DemoRow& row)
{
    if (row.votes.empty())
        return "-";
    const auto lost = std::count_if(row.votes.begin(), row.votes.end(), [](const VoteTold& vote) {
        return vote.outcome == domain::VoteOutcome::rejected || vote.outcome == domain::VoteOutcome::no_quorum;
    });
    int turnout = 0;
    for (const VoteTold& vote : row.votes)
        turnout += vote.turnout_per_mille;
    return fmt::format("{} ({} niet gehaald, opkomst {} %)", row.votes.size(), lost,
                       turnout / static_cast<int>(row.votes.size()) / 10);
}

std::string state_of(const DemoRow& row)
{
    return row.state == "open" ? row.phase : fmt::format("{}: {}", row.phase, domain::dutch(row.state));
}

}  // namespace

std::string to_text(const DemoReport& report)
{
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> head{"wijk", "gekomen tot"};
    for (std::size_t i = 0; i < report.phase_titles.size(); ++i)
        head.push_back(fmt::format("fase {}", i));
    for (const char* column : {"herhaald", "stemmingen", "taken", "te laat"})
        head.emplace_back(column);
    rows.push_back(std::move(head));
    for (const DemoRow& row : report.rows) {
        std::vector<std::string> cells{row.name, state_of(row)};
        for (const std::string& title : report.phase_titles)
            cells.push_back(month_of(row, title));
        cells.push_back(std::to_string(row.repeats));
        cells.push_back(votes_of(row));
        cells.push_back(std::to_string(row.tasks_done));
        cells.push_back(std::to_string(row.tasks_late));
        rows.push_back(std::move(cells));
    }
    std::string text = fmt::format("{}\n\n{}\n", report.label, aligned(rows));
    for (std::size_t i = 0; i < report.phase_titles.size(); ++i)
        text += fmt::format("{}fase {}: {}", i == 0 ? "" : ", ", i, report.phase_titles[i]);
    text +=
        fmt::format("\nvan {} tot {}, seed {}, {} gebeurtenissen; per fase de maand waarin die voor het eerst begon\n",
                    wd::to_text(report.from), wd::to_text(report.until), report.seed, report.events);
    for (const std::string& refusal : report.refusals)
        text += fmt::format("niet gelukt: {}\n", refusal);
    return text;
}

}  // namespace wd::runtime
