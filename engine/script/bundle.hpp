// The files of one workflow, as they are installed: self-contained, with its library beside it (RULES D7). Only bytes; what
// they say is for loader.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/sha256.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wd::script {

// `path` is relative to the workflow's folder: "workflow.lua", "forms.lua", "test.lua" or "lib/x.lua".
struct File {
    std::string path;
    std::string bytes;
};

// Files sorted by path, each path once.
struct Bundle {
    std::vector<File> files;
};

// Null when the bundle has no such file. Lives as long as the bundle.
const File* find_file(const Bundle& bundle, std::string_view path);

// What a run pins: over workflow.lua, forms.lua and lib/*, whatever their order in the bundle. test.lua has no part in it,
// so a better test does not make a new version.
Sha256 hash_of(const Bundle& bundle);

}  // namespace wd::script
