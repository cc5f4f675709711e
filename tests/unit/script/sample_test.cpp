// The sample of the design, unchanged, with the two workflows that it starts.
// SPDX-License-Identifier: EUPL-1.2
#include "bundles.hpp"
#include "facts.hpp"

#include <gtest/gtest.h>

namespace wd::script::test {

using domain::StepKind;

class Sample : public testing::Test {
protected:
    void SetUp() override
    {
        auto loaded = load_workflow(bundle_of_folder("sample"));
        ASSERT_TRUE(loaded) << to_text(loaded.error());
        loaded_ = std::move(*loaded);
    }

    const domain::Workflow& workflow() const { return loaded_->workflow(); }
    const domain::Phase& phase() const { return workflow().phases.at(0); }

    std::unique_ptr<LoadedWorkflow> loaded_;
};

TEST_F(Sample, LoadsUnchanged)
{
    EXPECT_EQ(workflow().key, "wijkaanpak");
    EXPECT_EQ(workflow().version, 1);
    EXPECT_EQ(workflow().roles.size(), 3u);
    EXPECT_EQ(workflow().roles[1].competences, (std::vector<std::string>{"luisteren", "organiseren"}));
    EXPECT_TRUE(workflow().roles[2].residents);
    EXPECT_EQ(workflow().input.at(0).options.at(1).title, "huiskamergesprek");
    EXPECT_EQ(workflow().settings.at(0).standard, json::value(250));
    EXPECT_EQ(workflow().forms.size(), 3u);
}

TEST_F(Sample, KeepsItsStepsInTheOrderOfTheFile)
{
    std::vector<std::string> kinds;
    for (const domain::Step& step : phase().steps)
        kinds.push_back(std::string(name_of(step.kind)) + " " + step.id);

    EXPECT_EQ(kinds, (std::vector<std::string>{"reflection vooraf", "each kanaal", "meeting avond",
                                               "choose genoeg_bereik", "task terugkoppeling", "gate verder"}));
    EXPECT_EQ(phase().steps[0].due->period, (calendar::Period{2, calendar::Unit::week}));
    EXPECT_EQ(phase().steps[0].form, "bezint_eer_ge_begint");
    EXPECT_EQ(phase().every.at(0).step.id, "leeragenda");
    EXPECT_EQ(phase().every.at(0).period, (calendar::Period{6, calendar::Unit::week}));
}

TEST_F(Sample, KnowsTheLineOfEachStep)
{
    EXPECT_EQ(phase().line, 12);
    EXPECT_EQ(phase().steps[0].line, 13);
    EXPECT_EQ(phase().steps[0].file, "workflow.lua");
    EXPECT_EQ(std::get<domain::EachTerms>(phase().steps[1].terms).steps.at(0).line, 15);
    EXPECT_EQ(phase().steps[5].line, 22);
    EXPECT_EQ(workflow().lines_of_functions, std::vector<std::string>{"workflow.lua:18"});
}

TEST_F(Sample, AsksItsConditionAndSaysWhatItLookedAt)
{
    const auto& branches = std::get<domain::Branches>(phase().steps[3].terms).list;
    FakeFacts facts{R"({"reach": {"per_mille": 180}, "settings": {"bereik_minimum": 250}})"};

    const auto answer = loaded_->evaluate(branches.at(0).when, facts, domain::Evaluator::Wanted::condition);

    ASSERT_TRUE(answer) << to_text(answer.error());
    EXPECT_EQ(answer->value, json::value(true));
    ASSERT_EQ(answer->looked_at.size(), 2u);
    EXPECT_EQ(answer->looked_at[0].fact, "reach.per_mille");
    EXPECT_EQ(answer->looked_at[0].value, json::value(180));
    EXPECT_EQ(answer->looked_at[1].fact, "settings.bereik_minimum");
    EXPECT_FALSE(branches.at(1).when);
}

TEST_F(Sample, ReadsItsGateAndTrigger)
{
    const auto& gate = std::get<domain::GateTerms>(phase().steps[5].terms);

    EXPECT_EQ(gate.deciders, (std::vector<std::string>{"projectleider", "bewonersgroep"}));
    EXPECT_EQ(gate.needs, (std::vector<std::string>{"vooraf", "core_team_staffed", "no_silent_promises"}));
    EXPECT_EQ(gate.back, std::vector<std::string>{"bewonersavond"});
    EXPECT_EQ(phase().steps[5].outcomes.at(0).outcome, "not_now");
    EXPECT_EQ(phase().steps[5].outcomes.at(0).steps.at(0).kind, StepKind::tell);
    EXPECT_EQ(workflow().on.at(0).event, "assignment.end_announced");
    EXPECT_EQ(workflow().on.at(0).input.at(0).path, "event.assignment");
}

TEST_F(Sample, NamesTheWorkflowsThatItStarts)
{
    EXPECT_EQ(started_workflows(workflow()), (std::vector<std::string>{"participatie", "overdracht"}));
}

TEST(SampleCompany, LoadsToo)
{
    for (const char* name : {"participatie", "overdracht"}) {
        const auto loaded = load_workflow(bundle_of_folder(name));
        ASSERT_TRUE(loaded) << to_text(loaded.error());
        EXPECT_EQ((*loaded)->workflow().key, name);
    }
}

}  // namespace wd::script::test
