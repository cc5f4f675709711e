// The demo: the same seed gives the same log byte for byte, whatever the batch size; another seed another story; and every run
// that is open can say what it waits for.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/health.hpp"
#include "inputs.hpp"
#include "runtime/simulation/demo.hpp"
#include "store/open.hpp"

#include <cstdlib>

namespace wd::runtime {
namespace {

constexpr const char* three = "wijk;gemeente;cbs_gemeentecode;cbs_later;vanaf;inwoners\n"
                              "Abdij- en Torenbuurt;Tilburg;GM0855;;;1590\n"
                              "Nieuwborgen;Oldambt;GM1895;;;2825\n"
                              "Nieuwborgen;Delfzijl;GM0010;GM1979;2021-01-01;\n"
                              "Zuidhoven;Leiden;GM0546;;;3410\n";

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

DemoOptions options(const std::filesystem::path& directory, std::uint64_t seed, int commands_per_batch)
{
    DemoOptions some;
    some.directory = directory;
    some.seed = seed;
    some.years = 4;
    some.neighbourhoods_csv = three;
    some.behaviour_toml = read_text(std::filesystem::path{DEMO_DATA} / "gedrag.toml");
    some.workflow = shipped_workflow(std::filesystem::path{WORKFLOWS} / "wijkaanpak");
    some.commands_per_batch = commands_per_batch;
    return some;
}

std::vector<domain::ProgrammeId> streams_in(const std::filesystem::path& directory)
{
    auto store = store::open_store(directory);
    EXPECT_TRUE(store) << to_text(store.error());
    std::vector<domain::ProgrammeId> streams = (*store)->list_programmes();
    streams.insert(streams.begin(), domain::installation);
    return streams;
}

// Every column of every event row, as stored, in the order of the log.
std::vector<std::string> rows_in(const std::filesystem::path& directory)
{
    std::vector<std::string> rows;
    const std::vector<domain::ProgrammeId> streams = streams_in(directory);
    auto reader = store::open_reader(directory);
    EXPECT_TRUE(reader) << to_text(reader.error());
    for (const domain::ProgrammeId stream : streams)
        for (auto events = (*reader)->list_events(stream, 0, 1'000); !events.empty();
             events = (*reader)->list_events(stream, events.back().pseq, 1'000))
            for (const domain::LoggedEvent& e : events)
                rows.push_back(fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", e.part, e.seq, e.stream, e.pseq, e.run, e.cause, e.type,
                                           e.v, to_unix_ms(e.at), e.actor, e.data, to_hex(e.hash)));
    return rows;
}

DemoReport run(const DemoOptions& chosen)
{
    const Result<DemoReport> report = run_demo(chosen, {});
    EXPECT_TRUE(report) << to_text(report.error());
    return report ? *report : DemoReport{};
}

TEST(Demo, SameSeedGivesTheSameLogWhateverTheBatchSize)
{
    const Directory one;
    const Directory other;
    run(options(one.path() / "a", 1, 1));
    run(options(other.path() / "b", 1, 128));

    const std::vector<std::string> first = rows_in(one.path() / "a");
    const std::vector<std::string> second = rows_in(other.path() / "b");

    ASSERT_GT(first.size(), 500U);
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i)
        ASSERT_EQ(first[i], second[i]) << "row " << i;
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

    const Result<DemoReport> report = run_demo(options(directory.path() / "a", 3, 128), [&](const DemoProgress&) { ++months; });

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

TEST(Demo, EveryOpenRunCanSayWhatItWaitsFor)
{
    const Directory directory;
    run(options(directory.path() / "a", 4, 128));
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
            const domain::RunHealth health = domain::health_of(*programme, (*reader)->load_ledger(stream), one, (*loaded)->workflow());
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
