// Starting with many open programmes: `wijkdraad serve` as a process of its own, from the call to the line that says it is ready;
// then what it holds in memory when nothing happens, and what a sleeping programme takes on disk.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/assets.hpp"
#include "cli/bench/bench.hpp"
#include "cli/bench/stand.hpp"
#include "store/sqlite/raw_limit.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>

namespace wd::bench {

namespace {

constexpr int ready_within_ms = 60'000;
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

// `wijkdraad serve` on a directory; told to stop at the end of its life.
class Served {
public:
    explicit Served(const std::filesystem::path& directory)
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            throw StoreFailure(Errc::unavailable, fmt::format("pipe: {}", std::strerror(errno)));
        output_ = ends[0];
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        std::string program = "wijkdraad";
        std::string command = "serve";
        std::string option = "--data";
        std::string data = directory.string();
        std::array<char*, 5> words{program.data(), command.data(), option.data(), data.data(), nullptr};
        const int failure = ::posix_spawn(&process_, "/proc/self/exe", &actions, nullptr, words.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        if (failure != 0)
            throw StoreFailure(Errc::unavailable, fmt::format("wijkdraad serve: {}", std::strerror(failure)));
    }
    ~Served()
    {
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
        ::close(output_);
    }
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;

    // Its first line says that it is ready.
    void wait_until_ready() const
    {
        pollfd waiting{output_, POLLIN, 0};
        std::array<char, 256> line{};
        const bool spoke = ::poll(&waiting, 1, ready_within_ms) == 1 && ::read(output_, line.data(), line.size()) > 0;
        if (!spoke)
            throw Bug("bench: wijkdraad serve did not become ready");
    }

    // Resident memory of the process in MiB.
    double memory() const
    {
        std::ifstream file{fmt::format("/proc/{}/statm", process_)};
        std::int64_t whole = 0;
        std::int64_t resident = 0;
        file >> whole >> resident;
        return static_cast<double>(resident * ::sysconf(_SC_PAGESIZE)) / (1 << 20);
    }

private:
    pid_t process_ = 0;
    int output_ = -1;
};

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
        const Served served{directory};
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
