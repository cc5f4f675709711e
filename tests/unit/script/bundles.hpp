// Bundles for tests: from text written in the test, and from tests/unit/script/data.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "script/loader.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace wd::script::test {

inline Bundle bundle_of(std::string workflow, std::string forms = "", std::string tests = "")
{
    Bundle bundle;
    if (!forms.empty())
        bundle.files.push_back({"forms.lua", std::move(forms)});
    if (!tests.empty())
        bundle.files.push_back({"test.lua", std::move(tests)});
    bundle.files.push_back({"workflow.lua", std::move(workflow)});
    return bundle;
}

inline Bundle bundle_of_folder(const std::string& name)
{
    Bundle bundle;
    for (const char* path : {"forms.lua", "test.lua", "workflow.lua"}) {
        std::ifstream stream(std::filesystem::path(SCRIPT_DATA) / name / path);
        std::stringstream bytes;
        if (stream && bytes << stream.rdbuf())
            bundle.files.push_back({path, bytes.str()});
    }
    return bundle;
}

}  // namespace wd::script::test
