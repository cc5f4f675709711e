// Whole files in and out, with refusals that name the file.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"
#include "script/bundle.hpp"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>

namespace wd::cli {

// The bytes of a file of at most `limits::request_max`. Refuses what is not there, no file, too large or not readable.
Result<std::string> read_file(const std::filesystem::path& file);

// Writes the whole file, over an earlier one. Refuses when that fails.
Result<void> write_file(const std::filesystem::path& file, std::string_view bytes);

// Has `write` fill FILE.new, which only the owner can read, and gives it its name when it is whole and on disk. Until then an
// earlier file stays as it is; after a refusal or an exception FILE.new is gone.
Result<void> write_whole(const std::filesystem::path& file, const std::function<Result<void>(std::ostream&)>& write);

// workflow.lua, forms.lua, test.lua and lib/*.lua of a folder. Refuses a folder without workflow.lua.
Result<script::Bundle> read_bundle(const std::filesystem::path& folder);

}  // namespace wd::cli
