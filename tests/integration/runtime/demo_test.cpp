// The demo: the same seed gives the same log byte for byte, whatever the batch size; another seed another story; and every run
// that is open can say what it waits for.
// SPDX-License-Identifier: EUPL-1.2
#include "demo_inputs.hpp"
#include "domain/health.hpp"
#include "store/verify.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <sstream>

namespace wd::runtime {
namespace {

class Directory {
public:
    Directory()
    {
        std::string name = (std::filesystem::temp_directory_path() / "wijkdraad-demo-XXXXXX").string();
        EXPECT_NE(mkdtemp(name.data()), nullptr);
        path_ = name;
    }
    ~Directory()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

DemoReport run(const DemoOptions& chosen)
{
    const Result<DemoReport> report = run_demo(chosen, {});
    EXPECT_TRUE(report) << to_text(report.error());
    return report ? *report : DemoReport{};
}

// The rows of a demo that another process made.
std::vector<std::string> rows_of_process(const std::filesystem::path& directory, int commands_per_batch)
{
    const std::string command = fmt::format("'{}' '{}' 1 {}", DEMO_ROWS, directory.string(), commands_per_batch);
    FILE* process = popen(command.c_str(), "r");
    EXPECT_NE(process, nullptr);
    std::string text;
    std::array<char, 4096> part{};
    while (const std::size_t size = fread(part.data(), 1, part.size(), process))
        text.append(part.data(), size);
    EXPECT_EQ(pclose(process), 0) << command;
    std::vector<std::string> rows;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);)
        rows.push_back(line);
    return rows;
}

TEST(Demo, SameSeedGivesTheSameLogInTwoProcessesWhateverTheBatchSize)
{
    const Directory one;
    const Directory other;

    const std::vector<std::string> first = rows_of_process(one.path() / "a", 1);
    const std::vector<std::string> second = rows_of_process(other.path() / "b", 128);

    ASSERT_GT(first.size(), 500U);
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i)
        ASSERT_EQ(first[i], second[i]) << "row " << i;
}

TEST(Demo, StoreVerifiesWithItsTablesMadeAfresh)
{
    const Directory directory;
    run(options(directory.path() / "a", 5, 128));

    const Result<store::VerifyReport> report = store::verify(*store::database_in(directory.path() / "a"), {true, {}});

    ASSERT_TRUE(report) << to_text(report.error());
    EXPECT_TRUE(report->sound()) << fmt::format("{}", fmt::join(report->problems, "\n"));
    EXPECT_EQ(report->tables_identical, true);
}

TEST(Demo, AnotherSeedTellsAnotherStory)
{
    const Directory one;
    const Directory other;
    run(options(one.path() / "a", 1, 128));
    run(options(other.path() / "b", 2, 128));

    EXPECT_NE(rows_in(one.path() / "a"), rows_in(other.path() / "b"));
}

TEST(Demo, ReportSaysThatItIsMadeUpAndTellsEveryNeighbourhood)
{
    const Directory directory;
    int months = 0;

    const Result<DemoReport> report =
        run_demo(options(directory.path() / "a", 3, 128), [&](const DemoProgress&) { ++months; });

    ASSERT_TRUE(report) << to_text(report.error());
    EXPECT_EQ(report->label, demo_label);
    EXPECT_GT(months, 30);
    ASSERT_EQ(report->rows.size(), 3U);
    EXPECT_EQ(report->rows[1].municipality, "Oldambt en Delfzijl");
    EXPECT_EQ(report->rows[2].name, "Zuidhoven");
    EXPECT_EQ(report->rows[2].state, "stopped");
    EXPECT_TRUE(report->refusals.empty()) << report->refusals.front();
    EXPECT_NE(to_text(*report).find(std::string(demo_label)), std::string::npos);
    for (const DemoRow& row : report->rows) {
        EXPECT_GT(row.tasks_done, 20) << row.name;
        EXPECT_LT(row.tasks_late * 4, row.tasks_done) << row.name;
    }
}

TEST(Demo, ReportShowsOfEachPhaseWhenItBeganAndEnded)
{
    const auto day = [](std::string_view text) { return *parse_date(text); };
    DemoReport report;
    report.label = demo_label;
    report.phase_titles = {"Begin", "Midden", "Eind"};
    DemoRow row;
    row.name = "Heuvel";
    row.state = "open";
    row.phase = "Midden";
    row.phases = {{"begin", "Begin", 1, day("2018-11-02"), day("2019-05-06")},
                  {"midden", "Midden", 1, day("2019-05-06"), day("2020-01-10")},
                  {"midden", "Midden", 2, day("2020-02-01"), {}}};
    report.rows = {row};
    report.refusals = {"programma-1: avond: nog niet", "programma-1: stem: nog niet"};

    const std::string text = to_text(report);

    EXPECT_NE(text.find("Heuvel       2018-11/2019-05  2019-05/… (2x)  -\n"), std::string::npos) << text;
    EXPECT_NE(text.find("2 keer kon een verzonnen persoon iets nog niet doen"), std::string::npos) << text;
    EXPECT_EQ(text.find("avond"), std::string::npos) << "the list is for programs";
}

TEST(Demo, EveryOpenRunCanSayWhatItWaitsFor)
{
    const Directory directory;
    const Date until = run(options(directory.path() / "a", 4, 128)).until;
    const std::vector<domain::ProgrammeId> streams = streams_in(directory.path() / "a");
    auto reader = store::open_reader(directory.path() / "a");
    ASSERT_TRUE(reader) << to_text(reader.error());
    auto loaded = script::load_workflow(bundle_of(shipped_workflow(std::filesystem::path{WORKFLOWS} / "wijkaanpak")));
    ASSERT_TRUE(loaded) << to_text(loaded.error());

    int open = 0;
    for (const domain::ProgrammeId stream : streams) {
        const auto programme = stream ? (*reader)->load_programme(stream) : std::nullopt;
        if (!programme)
            continue;
        for (const auto& [id, one] : programme->runs) {
            const domain::RunHealth health =
                domain::health_of(*programme, (*reader)->load_ledger(stream), one, (*loaded)->workflow(), until);
            EXPECT_TRUE(!health.waiting_for.empty() || health.cannot_move_because) << programme->name;
            ++open;
        }
    }
    EXPECT_GT(open, 0);
}

TEST(Demo, ADirectoryThatHoldsAStoreIsRefused)
{
    const Directory directory;
    DemoOptions some = options(directory.path() / "a", 1, 128);
    some.years = 1;
    run(some);

    const Result<DemoReport> again = run_demo(some, {});

    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, Errc::duplicate);
}

TEST(Demo, TheStoreGoesOnFromItsOwnNow)
{
    const Directory directory;
    const DemoReport report = run(options(directory.path() / "a", 1, 128));
    auto reader = store::open_reader(directory.path() / "a");
    ASSERT_TRUE(reader) << to_text(reader.error());

    const std::optional<std::string> offset = (*reader)->find_meta("clock_offset_ms");

    ASSERT_TRUE(offset);
    const SystemClock clock{std::chrono::milliseconds{std::stoll(*offset)}};
    EXPECT_LT(std::chrono::abs(calendar::date_of(clock.now()) - report.until), std::chrono::days{2});
    EXPECT_EQ((*reader)->find_meta("label"), "demo");
}

}  // namespace
}  // namespace wd::runtime
