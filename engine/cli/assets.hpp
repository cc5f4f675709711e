// What the program carries with it: the shipped workflows and the input of the demo, as they were when it was built.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "script/bundle.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace wd::cli {

struct Asset {
    std::string_view name;  // "workflows/wijkaanpak/workflow.lua", "demo/wijken.csv"
    std::string_view bytes;
};

// Sorted by name.
std::span<const Asset> assets();
std::optional<std::string_view> find_asset(std::string_view name);

// The keys of the shipped workflows, and one of them; empty when there is no such workflow.
std::vector<std::string> shipped_workflows();
script::Bundle shipped_bundle(std::string_view key);

}  // namespace wd::cli
