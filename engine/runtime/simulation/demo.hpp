// The demo: neighbourhoods of a CSV file run their workflow for years in virtual time, with simulated residents, councils and
// staff. Real names and numbers of inhabitants; everything else is made up, and says so. The same options give the same log,
// byte for byte, whatever the batch size (RULES B8).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/limits.hpp"
#include "runtime/simulation/chronicle.hpp"
#include "runtime/simulation/demo_accounts.hpp"
#include "store/store.hpp"

#include <filesystem>
#include <functional>

namespace wd::runtime {

// Stands on every screen, report and export of a demo (DOMAIN §4).
inline constexpr std::string_view demo_label = "verzonnen verloop; alleen wijknamen en inwonertallen zijn echt";

struct DemoOptions {
    std::filesystem::path directory;  // a new store is made here
    std::uint64_t seed = 1;
    int years = 12;
    // Contents of the three inputs, and their names for messages.
    std::string neighbourhoods_csv;
    std::string neighbourhoods_name = "wijken.csv";
    std::string behaviour_toml;
    std::string behaviour_name = "gedrag.toml";
    std::vector<store::BundleFile> workflow;
    std::vector<std::vector<store::BundleFile>> others;  // that it starts
    int commands_per_batch = limits::commands_per_batch;
    std::string password_hash = {};  // of the accounts to look with; "" = none are opened
};

struct DemoProgress {
    Date today{};
    int per_mille = 0;  // of the years
    int programmes = 0;
    std::int64_t actions = 0;
};

struct DemoRow {
    std::string name;
    std::string municipality;
    std::string phase;  // reached: its title
    std::string state;  // open | paused | done | stopped
    std::vector<PhaseTold> phases;
    int repeats = 0;  // phases opened again
    std::vector<VoteTold> votes;
    int tasks_done = 0;
    int tasks_late = 0;
    std::int64_t events = 0;
};

struct DemoReport {
    std::string label;
    std::uint64_t seed = 0;
    Date from{};
    Date until{};
    std::vector<std::string> phase_titles;  // of the workflow, in order
    std::vector<DemoRow> rows;              // in the order of the file
    std::int64_t events = 0;                // of the whole log
    std::vector<DemoAccount> accounts;
    std::vector<std::string> refusals;  // what people tried and could not; empty when all is well
};

// Makes the store and runs the years. `tell` hears about every virtual month. Refuses wrong inputs with file:line, and a
// directory that holds a store. Throws StoreFailure when the world breaks.
Result<DemoReport> run_demo(const DemoOptions& options, const std::function<void(const DemoProgress&)>& tell);

// The report as people read it: the label, a table, and what the columns mean.
std::string to_text(const DemoReport& report);

}  // namespace wd::runtime
