// The part of wijkdraad.toml about plugins: each [[plugin]] with the plugin.toml in its folder, and what stands in the environment for it.
// Does not start anything.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "plugin/host.hpp"
#include "runtime/simulation/toml_table.hpp"

#include <filesystem>
#include <vector>

namespace wd::cli {

// `folder` is where relative paths begin. What is wrong goes to the complaints of the tables.
std::vector<plugin::Configuration> read_plugins(std::vector<runtime::TomlTable> tables,
                                                const std::filesystem::path& folder);

}  // namespace wd::cli
