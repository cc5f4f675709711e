// A small demo for tests: three neighbourhoods, four years; and its event rows as they stand in the store.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "inputs.hpp"
#include "runtime/simulation/demo.hpp"
#include "store/open.hpp"

namespace wd::runtime {

constexpr const char* three =
    "wijk;gemeente;cbs_gemeentecode;cbs_later;vanaf;inwoners\n"
    "Abdij- en Torenbuurt;Tilburg;GM0855;;;1590\n"
    "Nieuwborgen;Oldambt;GM1895;;;2825\n"
    "Nieuwborgen;Delfzijl;GM0010;GM1979;2021-01-01;\n"
    "Zuidhoven;Leiden;GM0546;;;3410\n";

inline DemoOptions options(const std::filesystem::path& directory, std::uint64_t seed, int commands_per_batch)
{
    DemoOptions some;
    some.directory = directory;
    some.seed = seed;
    some.years = 4;
    some.neighbourhoods_csv = three;
    some.behaviour_toml = read_text(std::filesystem::path{DEMO_DATA} / "gedrag.toml");
    some.workflow = shipped_workflow(std::filesystem::path{WORKFLOWS} / "wijkaanpak");
    some.others = {shipped_workflow(std::filesystem::path{WORKFLOWS} / "overdracht"),
                   shipped_workflow(std::filesystem::path{WORKFLOWS} / "reflectie")};
    some.commands_per_batch = commands_per_batch;
    return some;
}

inline std::vector<domain::ProgrammeId> streams_in(const std::filesystem::path& directory)
{
    auto store = store::open_store(directory);
    EXPECT_TRUE(store) << to_text(store.error());
    std::vector<domain::ProgrammeId> streams = (*store)->list_programmes();
    streams.insert(streams.begin(), domain::installation);
    return streams;
}

// Every column of every event row, as stored, in the order of the log.
inline std::vector<std::string> rows_in(const std::filesystem::path& directory)
{
    std::vector<std::string> rows;
    const std::vector<domain::ProgrammeId> streams = streams_in(directory);
    auto reader = store::open_reader(directory);
    EXPECT_TRUE(reader) << to_text(reader.error());
    for (const domain::ProgrammeId stream : streams)
        for (auto events = (*reader)->list_events(stream, 0, 1'000); !events.empty();
             events = (*reader)->list_events(stream, events.back().pseq, 1'000))
            for (const domain::LoggedEvent& e : events)
                rows.push_back(fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", e.part, e.seq, e.stream, e.pseq,
                                           e.run, e.cause, e.type, e.v, to_unix_ms(e.at), e.actor, e.data,
                                           to_hex(e.hash)));
    return rows;
}

}  // namespace wd::runtime
