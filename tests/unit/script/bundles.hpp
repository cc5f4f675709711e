// Bundles for tests: from text written in the test, and from tests/unit/script/data.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "script/loader.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

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

inline Bundle with_library(Bundle bundle, const std::string& name, std::string code)
{
    bundle.files.insert(bundle.files.begin(), File{"lib/" + name + ".lua", std::move(code)});
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

// A small, right workflow around `steps`, which begin on line 6. Line 2 is left for `before`.
inline std::string workflow_of(const std::string& steps, const std::string& before = "")
{
    return "-- A workflow for one test.\n" + before + R"(
return workflow("proef", { title = "Proef", version = 1, api = 1,
  roles = { role("leider", { title = "Leider" }), role("bewoners", { title = "Bewoners", residents = true }) },
  phases = { phase("begin", { title = "Begin", steps = {
)" + steps +
           R"(
  } }), phase("slot", { title = "Slot", steps = { tell("klaar", { title = "Klaar", to = "leider" }) } }) },
  input = { field("kanalen", { title = "Waar?", kind = "choices", options = { option("deur", { title = "Deur" }) } }),
    field("start", { title = "Wanneer?", kind = "date" }), field("aantal", { title = "Hoeveel?", kind = "count" }) },
  settings = { field("grens", { title = "Grens", kind = "per_mille", default = 250 }) },
})
)";
}

// Two forms, to be named by steps of workflow_of().
inline std::string plain_forms()
{
    return R"(return forms({
  form("verslag", { title = "Verslag", fields = {
    field("aanwezig", { title = "Hoeveel?", kind = "count" }),
    field("wie", { title = "Wie?", kind = "choices", options = { option("jong", { title = "Jong" }) } }) } }),
  form("leeg", { title = "Leeg", fields = {} }),
})
)";
}

inline std::string text_of_error(const Bundle& bundle)
{
    const auto loaded = load_workflow(bundle);
    return loaded ? "loaded" : to_text(loaded.error());
}

// The complaints about a bundle, each as "file:line: message".
inline std::vector<std::string> complaints_about(const Bundle& bundle)
{
    std::vector<std::string> lines;
    if (const auto loaded = load_workflow(bundle); !loaded)
        for (const Error& error : loaded.error().details)
            lines.push_back(to_text(error));
    return lines;
}

inline std::vector<std::string> complaints_about_steps(const std::string& steps, const std::string& before = "")
{
    return complaints_about(bundle_of(workflow_of(steps, before), plain_forms()));
}

}  // namespace wd::script::test
