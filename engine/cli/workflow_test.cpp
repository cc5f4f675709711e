// Playing and telling stories. See workflow_test.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "cli/workflow_test.hpp"

#include "cli/arguments.hpp"
#include "cli/render.hpp"
#include "cli/workflow_source.hpp"
#include "runtime/simulation/player.hpp"

#include <algorithm>
#include <iostream>

namespace wd::cli {

namespace {

std::vector<store::BundleFile> files_of(const script::Bundle& bundle)
{
    std::vector<store::BundleFile> files;
    for (const script::File& file : bundle.files)
        files.push_back({file.path, file.bytes});
    return files;
}

// What this one starts, the deepest first, so that each can be installed. One that is not there is left to the story to miss.
void collect_others(const WorkflowSource& source, std::vector<std::string>& seen, runtime::WorkflowUnderTest& test)
{
    const auto loaded = load_checked(source);
    if (!loaded)
        return;
    for (const std::string& key : script::started_workflows((*loaded)->workflow())) {
        if (std::find(seen.begin(), seen.end(), key) != seen.end())
            continue;
        seen.push_back(key);
        if (const Result<WorkflowSource> other = find_started_workflow(source, key)) {
            collect_others(*other, seen, test);
            test.others.push_back(files_of(other->bundle));
        }
    }
}

json::object story_of(const runtime::ScenarioResult& result, const std::string& folder)
{
    json::array lines;
    for (const std::string& line : result.story)
        lines.push_back(json::value(line));
    json::array failures;
    for (const runtime::ScenarioFailure& failure : result.failures)
        failures.push_back(json::object{{"file", (std::filesystem::path(folder) / failure.where.file).generic_string()},
                                        {"line", failure.where.line},
                                        {"expected", failure.expected},
                                        {"found", failure.found}});
    return {{"title", result.title},
            {"passed", result.passed},
            {"story", std::move(lines)},
            {"failures", std::move(failures)}};
}

bool passed(const json::value& story)
{
    return member(story, "passed").is_bool() && member(story, "passed").get_bool();
}

}  // namespace

Result<json::value> test_workflow(Session&, const Arguments& arguments)
{
    const Result<WorkflowSource> source = find_workflow_files(arguments.text("map"));
    if (!source)
        return source.error();
    const auto loaded = load_checked(*source);
    if (!loaded)
        return loaded.error();
    const Result<std::vector<domain::Scenario>> scenarios = load_stories(*source);
    if (!scenarios)
        return scenarios.error();
    runtime::WorkflowUnderTest test{files_of(source->bundle), {}};
    std::vector<std::string> seen = {(*loaded)->workflow().key};
    collect_others(*source, seen, test);

    const std::string wanted = arguments.text("--story");
    json::array stories;
    for (const domain::Scenario& scenario : *scenarios)
        if (wanted.empty() || scenario.title.find(wanted) != std::string::npos)
            stories.push_back(story_of(runtime::play_scenario(scenario, test), source->from));
    if (stories.empty())
        return refusal(Errc::not_found, "in {} staat geen verhaal{}", source->from,
                       wanted.empty() ? " (test.lua)" : fmt::format(" met '{}' in de titel", wanted));
    return json::value(std::move(stories));
}

bool all_passed(const json::value& stories)
{
    return std::all_of(stories.get_array().begin(), stories.get_array().end(), passed);
}

void show_tests(const json::value& stories, Session&)
{
    std::size_t good = 0;
    for (const json::value& story : stories.get_array()) {
        good += passed(story) ? 1 : 0;
        std::cout << fmt::format("{}  {}\n", passed(story) ? "goed" : "FOUT", text_of(story, "title"));
        for (const json::value& line : list_of(story, "story"))
            std::cout << wrapped(cell_text(line, As::text), "      ") << "\n";
        for (const json::value& failure : list_of(story, "failures"))
            std::cout << fmt::format("      {}:{}: verwacht {}; gevonden {}\n", text_of(failure, "file"),
                                     number_of(failure, "line"), text_of(failure, "expected"),
                                     text_of(failure, "found"));
        std::cout << "\n";
    }
    std::cout << fmt::format("{} van {} verhalen verliepen zoals verwacht.\n", good, stories.get_array().size());
}

}  // namespace wd::cli
