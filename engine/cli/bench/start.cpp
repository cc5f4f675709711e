// Starting with many open programmes: `wijkdraad serve` as a process of its own, from the call to the line that says it is ready;
// then what it holds in memory when nothing happens, and what a sleeping programme takes on disk.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/assets.hpp"
#include "cli/bench/bench.hpp"
#include "cli/bench/served.hpp"
#include "cli/bench/stand.hpp"
#include "store/sqlite/raw_limit.hpp"

#include <poll.h>

namespace wd::bench {

namespace {

constexpr int idle_ms = 2'000;

void create_programmes(const std::filesystem::path& directory, int count)
{
    const SystemClock clock;
    Stand stand{directory, clock};
    for (const std::string& key : cli::shipped_workflows()) {
        std::vector<store::BundleFile> files;
        for (const script::File& file : cli::shipped_bundle(key).files)
            files.push_back({file.path, file.bytes});
        stand.install(files);
    }
    domain::CreateProgramme create;
    create.workflow = "wijkaanpak";
    create.input = json::object{{"kanalen", json::array{"deur", "huiskamer", "brief"}}};
    stand.build([&] {
        std::vector<domain::Command> commands;
        for (int i = 0; i < count; ++i) {
            create.name = fmt::format("wijk {}", i);
            commands.emplace_back(create);
            if (commands.size() == 512 || i + 1 == count) {
                stand.carry_out(commands, {});
                commands.clear();
            }
        }
    });
}

}  // namespace

std::vector<Figure> measure_start(const Ground& ground)
{
    const int programmes = ground.of(100, 17'000);
    const std::filesystem::path directory = ground.folder("store");
    create_programmes(directory, programmes);
    Figure ready{"start_ready", fmt::format("serve starten met {} open programma's, tot klaar", programmes), "ms", {}};
    ready.goal = Goal{Wanted::at_most, 1'000};
    Figure memory{"start_memory", fmt::format("geheugen in rust met {} open programma's", programmes), "MiB", {}};
    memory.goal = Goal{Wanted::at_most, 50};
    const store::sqlite::RawSizes sizes = store::sqlite::measure_raw_sizes(directory);
    for (int run = 0; run < ground.runs; ++run) {
        const Stopwatch::time_point start = Stopwatch::now();
        const Served served{directory, {}};
        served.wait_until_ready();
        ready.values.push_back(seconds_since(start) * 1'000);
        ::poll(nullptr, 0, idle_ms);
        memory.values.push_back(served.memory());
    }
    const auto each = [&](std::int64_t bytes) { return static_cast<double>(bytes) / programmes / 1'024; };
    Figure beside{"disk_beside_facts",
                  "schijf per slapend programma, naast zijn eigen logboek en tekst",
                  "KiB",
                  {each(sizes.total - sizes.facts)}};
    beside.goal = Goal{Wanted::at_most, 2};
    Figure whole{"disk_whole", "schijf per slapend programma, alles", "KiB", {each(sizes.total)}};
    ready.durability = memory.durability = full_durability;
    return {ready, memory, beside, whole};
}

}  // namespace wd::bench
