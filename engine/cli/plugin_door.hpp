// The plugin host in this program: how an event is written for a plugin, and how a plugin asks the API, which it does by the same way as
// whoever comes in over HTTP. Plugins and the API do not know each other; they meet here.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/message.hpp"
#include "plugin/host.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace wd::cli {

// Who answers requests to the API; null as long as the door is not open.
struct ApiLine {
    http::Handler* handler = nullptr;
};

// `line` outlives the door, which stands behind that of HTTP. Notes of plugins come in the folder `plugins` of the data directory.
std::unique_ptr<runtime::Door> create_plugin_door(std::vector<plugin::Configuration> configurations,
                                                  const std::filesystem::path& data, const std::string& url,
                                                  const ApiLine& line);

}  // namespace wd::cli
