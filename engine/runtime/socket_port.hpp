// The port over DIR/wijkdraad.sock: one JSON document a line, there and back.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "runtime/port.hpp"

namespace wd::runtime {

std::filesystem::path socket_path(const std::filesystem::path& directory);

// The kernel's bound: a longer path names no socket, so nobody can serve there.
inline constexpr std::size_t socket_path_max = 107;
bool fits_in_address(const std::filesystem::path& path);

// Null when nobody serves this directory.
std::unique_ptr<EnginePort> connect_to_server(const std::filesystem::path& directory);

}  // namespace wd::runtime
