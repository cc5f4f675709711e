// Every workflow that ships plays its own stories: each scenario of each test.lua is a test.
// SPDX-License-Identifier: EUPL-1.2
#include "inputs.hpp"
#include "runtime/simulation/player.hpp"

namespace wd::runtime {
namespace {

struct Story {
    std::string workflow;
    domain::Scenario scenario;
};

// Keys of the shipped workflows, and the problem when one does not load.
std::vector<std::string> shipped_keys()
{
    std::vector<std::string> keys;
    for (const auto& entry : std::filesystem::directory_iterator{WORKFLOWS})
        if (std::filesystem::exists(entry.path() / "workflow.lua"))
            keys.push_back(entry.path().filename().string());
    std::sort(keys.begin(), keys.end());
    return keys;
}

std::vector<Story> stories()
{
    std::vector<Story> list;
    for (const std::string& key : shipped_keys()) {
        const auto scenarios =
            script::load_scenarios(bundle_of(shipped_workflow(std::filesystem::path{WORKFLOWS} / key)));
        for (const domain::Scenario& scenario : scenarios ? *scenarios : std::vector<domain::Scenario>{})
            list.push_back({key, scenario});
    }
    return list;
}

// What the workflow starts, and what those start, the deepest first.
void add_others(const std::string& key, WorkflowUnderTest& test, std::vector<std::string>& seen)
{
    const auto loaded = script::load_workflow(bundle_of(shipped_workflow(std::filesystem::path{WORKFLOWS} / key)));
    ASSERT_TRUE(loaded) << to_text(loaded.error());
    for (const std::string& other : script::started_workflows((*loaded)->workflow())) {
        if (std::find(seen.begin(), seen.end(), other) != seen.end())
            continue;
        seen.push_back(other);
        add_others(other, test, seen);
        test.others.push_back(shipped_workflow(std::filesystem::path{WORKFLOWS} / other));
    }
}

TEST(ShippedWorkflows, AllLoadWithTheirStories)
{
    for (const std::string& key : shipped_keys()) {
        const auto scenarios =
            script::load_scenarios(bundle_of(shipped_workflow(std::filesystem::path{WORKFLOWS} / key)));
        ASSERT_TRUE(scenarios) << key << "\n" << to_text(scenarios.error());
        EXPECT_FALSE(scenarios->empty()) << key << " has no test.lua";
    }
}

// No gate opens without a reflection, recorded or skipped with a reason (PRACTICE §1.3): each asks for one of its own phase.
TEST(ShippedWorkflows, HaveNoGateThatOpensWithoutAReflection)
{
    for (const std::string& key : shipped_keys()) {
        const auto loaded = script::load_workflow(bundle_of(shipped_workflow(std::filesystem::path{WORKFLOWS} / key)));
        ASSERT_TRUE(loaded) << to_text(loaded.error());
        const domain::Workflow& workflow = (*loaded)->workflow();
        for (const domain::Phase& phase : workflow.phases)
            for (const domain::Step& step : phase.steps) {
                const auto* gate = std::get_if<domain::GateTerms>(&step.terms);
                if (gate == nullptr)
                    continue;
                const bool reflects = std::any_of(gate->needs.begin(), gate->needs.end(), [&](const std::string& need) {
                    return std::any_of(phase.steps.begin(), phase.steps.end(), [&](const domain::Step& other) {
                        return other.id == need && other.kind == domain::StepKind::reflection;
                    });
                });
                EXPECT_TRUE(reflects) << key << ": " << phase.id << "/" << step.id;
            }
    }
}

class ShippedStory : public testing::TestWithParam<Story> {};

TEST_P(ShippedStory, RunsAsExpected)
{
    const Story& story = GetParam();
    WorkflowUnderTest test{shipped_workflow(std::filesystem::path{WORKFLOWS} / story.workflow), {}};
    std::vector<std::string> seen{story.workflow};
    add_others(story.workflow, test, seen);

    const ScenarioResult result = play_scenario(story.scenario, test);

    std::string told;
    for (const std::string& line : result.story)
        told += "  " + line + "\n";
    for (const ScenarioFailure& failure : result.failures)
        ADD_FAILURE() << story.workflow << "/" << failure.where.file << ":" << failure.where.line << ": "
                      << story.scenario.title << "\nverwacht: " << failure.expected << "\ngevonden: " << failure.found
                      << "\n"
                      << told;
    EXPECT_TRUE(result.passed);
}

std::string name_of_story(const testing::TestParamInfo<Story>& story)
{
    return story.param.workflow + "_line_" + std::to_string(story.param.scenario.line);
}

INSTANTIATE_TEST_SUITE_P(All, ShippedStory, testing::ValuesIn(stories()), name_of_story);

}  // namespace
}  // namespace wd::runtime
