// The part of wijkdraad.toml about an OpenID provider, with the secrets that stand in files beside it. Does not speak to anybody.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/oidc.hpp"
#include "runtime/simulation/toml_table.hpp"

#include <filesystem>

namespace wd::cli {

// `folder` is where relative paths begin, `url` where this installation is found. What is wrong goes to the complaints of the table.
http::OidcSettings read_oidc(runtime::TomlTable& table, const std::filesystem::path& folder, const std::string& url);

}  // namespace wd::cli
