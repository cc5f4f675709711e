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

// "2018-11/2019-05": from the month in which this phase first began to the one in which it last ended, with the number of times
// when it came back. Without an end it goes on.
std::string months_of(const DemoRow& row, const std::string& title)
{
    const auto month = [](Date date) { return wd::to_text(date).substr(0, 7); };
    std::string first;
    std::string last;
    int times = 0;
    for (const PhaseTold& phase : row.phases) {
        if (phase.title != title)
            continue;
        if (++times == 1)
            first = month(phase.opened);
        last = phase.closed ? month(*phase.closed) : "…";
    }
    if (times == 0)
        return "-";
    return fmt::format("{}/{}{}", first, last, times > 1 ? fmt::format(" ({}x)", times) : "");
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

namespace {

std::string reached_table(const DemoReport& report)
{
    std::vector<std::vector<std::string>> rows{{"wijk", "gekomen tot", "herhaald", "stemmingen", "taken", "te laat"}};
    for (const DemoRow& row : report.rows)
        rows.push_back({row.name, state_of(row), std::to_string(row.repeats), votes_of(row),
                        std::to_string(row.tasks_done), std::to_string(row.tasks_late)});
    return aligned(rows);
}

std::string phases_table(const DemoReport& report)
{
    std::vector<std::vector<std::string>> rows{{"begin/einde"}};
    for (std::size_t i = 0; i < report.phase_titles.size(); ++i)
        rows.front().push_back(fmt::format("fase {}", i));
    for (const DemoRow& row : report.rows) {
        std::vector<std::string> cells{row.name};
        for (const std::string& title : report.phase_titles)
            cells.push_back(months_of(row, title));
        rows.push_back(std::move(cells));
    }
    return aligned(rows);
}

}  // namespace

std::string to_text(const DemoReport& report)
{
    std::string text = fmt::format("{}\n\n{}\n{}\n", report.label, reached_table(report), phases_table(report));
    for (std::size_t i = 0; i < report.phase_titles.size(); ++i)
        text += fmt::format("{}fase {}: {}", i == 0 ? "" : ", ", i, report.phase_titles[i]);
    text += fmt::format(
        "\nper fase de maand waarin die voor het eerst begon en de maand waarin die het laatst eindigde; … loopt nog\n"
        "van {} tot {}, seed {}, {} gebeurtenissen\n",
        wd::to_text(report.from), wd::to_text(report.until), report.seed, report.events);
    if (!report.refusals.empty())
        text += fmt::format("{} keer kon een verzonnen persoon iets nog niet doen; dat is later opnieuw geprobeerd\n",
                            report.refusals.size());
    return text;
}

}  // namespace wd::runtime
