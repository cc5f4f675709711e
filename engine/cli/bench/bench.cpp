// See bench.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/bench/bench.hpp"

#include "store/sqlite/raw_limit.hpp"

#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace wd::bench {

namespace {

constexpr std::array all_families{
    Family{"machine", "wat de machine zelf kan", measure_machine},
    Family{"steps", "duurzame stappen", measure_steps},
    Family{"tasks", "een taak af, de volgende zichtbaar", measure_tasks},
    Family{"http", "hetzelfde over HTTP, met één en met veel bellers", measure_http},
    Family{"timers", "een miljoen termijnen", measure_timers},
    Family{"start", "starten met veel programma's, geheugen en schijf", measure_start},
    Family{"history", "een lang programma openen, de keten nalopen, tabellen opnieuw maken", measure_history},
};

// Removed with everything in it, whatever happens.
class TemporaryFolder {
public:
    explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) {}
    ~TemporaryFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
        std::filesystem::remove(path_.parent_path(), ignored);  // goes only when it is empty
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

private:
    std::filesystem::path path_;
};

Result<std::vector<Family>> find_families(const std::vector<std::string>& names)
{
    std::vector<Family> found;
    std::vector<std::string_view> known;
    known.reserve(std::size(all_families));
    for (const Family& family : all_families)
        known.push_back(family.name);
    for (const std::string& name : names)
        if (std::find(known.begin(), known.end(), name) == known.end())
            return refusal(Errc::not_found, "'{}' wordt niet gemeten{}; kies {}", name, did_you_mean(name, known),
                           join_or(known));
    for (const Family& family : all_families)
        // The machine is always measured: what it can do stands beside every figure.
        if (names.empty() || family.measure == measure_machine ||
            std::find(names.begin(), names.end(), family.name) != names.end())
            found.push_back(family);
    return found;
}

std::string processor()
{
    std::ifstream file{"/proc/cpuinfo"};
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("model name"))
            return std::string(trimmed(std::string_view{line}.substr(line.find(':') + 1)));
    return "onbekend";
}

json::object conditions(const Options& options)
{
    std::array<double, 3> load{};
    ::getloadavg(load.data(), static_cast<int>(load.size()));
    return {{"version", WIJKDRAAD_VERSION},
            {"at", to_text(SystemClock{}.now())},
            {"scale", name_of(options.scale)},
            {"runs", options.runs},
            {"processor", processor()},
            {"cores", static_cast<std::int64_t>(std::thread::hardware_concurrency())},
            {"load_before", load[0]},
            {"sqlite", json::string{store::sqlite::raw_version()}},
            {"durability", json::string{full_durability}}};
}

}  // namespace

std::span<const Family> families()
{
    return all_families;
}

std::filesystem::path Ground::folder(std::string_view name) const
{
    std::filesystem::path made = directory / name;
    std::filesystem::create_directories(made);
    return made;
}

Result<json::object> run_bench(const Options& options, const std::function<void(const Family&)>& progress)
{
    const Result<std::vector<Family>> chosen = find_families(options.only);
    if (!chosen)
        return chosen.error();
    const std::filesystem::path folder = options.directory / fmt::format("meting-{}", ::getpid());
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure)
        return refusal(Errc::store_read_only, "de map {} kan niet worden gemaakt: {}", folder.string(),
                       failure.message());
    const TemporaryFolder temporary{folder};
    json::object report{{"conditions", conditions(options)}};
    json::array figures;
    for (const Family& family : *chosen) {
        progress(family);
        const std::filesystem::path own = folder / family.name;
        std::filesystem::create_directories(own);
        const TemporaryFolder gone_after{own};
        for (const Figure& figure : family.measure({own, options.scale, options.runs}))
            figures.push_back(to_json(figure));
    }
    report["figures"] = std::move(figures);
    return report;
}

}  // namespace wd::bench
