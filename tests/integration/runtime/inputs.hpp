// What the tests of the simulation read: the shipped demo data and workflows, and small workflows written in a test.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "script/loader.hpp"
#include "store/store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace wd::runtime {

inline std::string read_text(const std::filesystem::path& path)
{
    std::ifstream file{path, std::ios::binary};
    EXPECT_TRUE(file.good()) << path;
    return {std::istreambuf_iterator<char>{file}, {}};
}

// Every Lua file of a shipped workflow, by path.
inline std::vector<store::BundleFile> shipped_workflow(const std::filesystem::path& folder)
{
    std::vector<store::BundleFile> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder})
        if (entry.path().extension() == ".lua")
            files.push_back(
                {std::filesystem::relative(entry.path(), folder).generic_string(), read_text(entry.path())});
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

inline script::Bundle bundle_of(const std::vector<store::BundleFile>& files)
{
    script::Bundle bundle;
    for (const store::BundleFile& file : files)
        bundle.files.push_back({file.path, file.bytes});
    std::sort(bundle.files.begin(), bundle.files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return bundle;
}

}  // namespace wd::runtime
