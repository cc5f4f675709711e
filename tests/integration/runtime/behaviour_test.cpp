// The behaviour file: the shipped one reads, and what is wrong is told with its line and the nearest known name.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/behaviour.hpp"
#include "inputs.hpp"
#include "runtime/simulation/neighbourhoods.hpp"

namespace wd::runtime {
namespace {

class BehaviourFile : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        auto loaded =
            script::load_workflow(bundle_of(shipped_workflow(std::filesystem::path{WORKFLOWS} / "wijkaanpak")));
        ASSERT_TRUE(loaded) << to_text(loaded.error());
        workflow_ = (*loaded)->workflow();
        text_ = read_text(std::filesystem::path{DEMO_DATA} / "gedrag.toml");
    }
    static Result<Behaviour> read(const std::string& text) { return read_behaviour(text, "gedrag.toml", workflow_); }

    // The shipped file with one piece replaced, and the complaint about it.
    static std::string complaint(const std::string& from, const std::string& to)
    {
        std::string text = text_;
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        const Result<Behaviour> behaviour = read(text);
        EXPECT_FALSE(behaviour);
        return behaviour ? std::string{} : to_text(behaviour.error());
    }

    static inline domain::Workflow workflow_;
    static inline std::string text_;
};

TEST_F(BehaviourFile, ShippedOneReadsWhole)
{
    const Result<Behaviour> behaviour = read(text_);

    ASSERT_TRUE(behaviour) << to_text(behaviour.error());
    EXPECT_EQ(to_text(behaviour->first_day), "2018-11-05");
    EXPECT_EQ(behaviour->stories.at("Meerzicht").first_phase, "planvorming");
    EXPECT_EQ(behaviour->stories.at("Zuidhoven").certain.size(), 2U);
    EXPECT_EQ(behaviour->answers_by_field.at("startafspraak.begint").weights.at("niet"), 50);
}

TEST_F(BehaviourFile, EveryStoryIsOfANeighbourhoodThatIsThere)
{
    const Result<Behaviour> behaviour = read(text_);
    ASSERT_TRUE(behaviour) << to_text(behaviour.error());
    const auto neighbourhoods =
        read_neighbourhoods(read_text(std::filesystem::path{DEMO_DATA} / "wijken.csv"), "wijken.csv");
    ASSERT_TRUE(neighbourhoods) << to_text(neighbourhoods.error());

    for (const auto& [name, story] : behaviour->stories)
        EXPECT_TRUE(std::any_of(neighbourhoods->begin(), neighbourhoods->end(), [&](const auto& n) {
            return n.name == name;
        })) << name;
}

TEST_F(BehaviourFile, UnknownKeyIsRefusedWithItsLineAndTheNearestWord)
{
    const std::string told = complaint("te_laat = 50", "te_lat = 90");

    EXPECT_NE(told.find("gedrag.toml:"), std::string::npos) << told;
    EXPECT_NE(told.find("onbekende sleutel 'te_lat' in [tempo] (bedoelt u 'te_laat'?)"), std::string::npos) << told;
    EXPECT_NE(told.find("in [tempo] ontbreekt 'te_laat'"), std::string::npos) << told;
}

TEST_F(BehaviourFile, UnknownStepRolePhaseAndQuestionAreRefused)
{
    EXPECT_NE(complaint("overeenkomst = { midden", "overenkomst = { midden").find("bedoelt u 'overeenkomst'"),
              std::string::npos);
    EXPECT_NE(complaint("wijkteam = { midden", "wijkteem = { midden").find("onbekende rol 'wijkteem'"),
              std::string::npos);
    EXPECT_NE(complaint("begint_in = \"planvorming\"", "begint_in = \"planforming\"").find("bedoelt u 'planvorming'"),
              std::string::npos);
    EXPECT_NE(complaint("\"oude_klachten.open\"", "\"oude_klachten.opens\"").find("onbekende vraag"),
              std::string::npos);
    EXPECT_NE(complaint("schuurt = { outcome", "schuurt = { uitkomst").find("heeft geen vraag 'uitkomst'"),
              std::string::npos);
}

TEST_F(BehaviourFile, WrongValuesAreRefused)
{
    EXPECT_NE(complaint("te_laat = 50", "te_laat = 1900").find("van 0 tot en met 1000"), std::string::npos);
    EXPECT_NE(complaint("te_laat = 50", "te_laat = \"vaak\"").find("heel getal"), std::string::npos);
    EXPECT_NE(complaint("\"07-04/08-28\"", "\"juli\"").find("reces 'juli'"), std::string::npos);
    EXPECT_NE(complaint("dag = 2018-11-05", "dag = \"5 november\"").find("datum"), std::string::npos);
    EXPECT_NE(complaint("soort = \"zaaiwerk\"", "soort = \"zaaien\"").find("'zaaien' kan hier niet"),
              std::string::npos);
}

TEST_F(BehaviourFile, WhatIsNotTomlIsRefusedWithItsLine)
{
    const Result<Behaviour> behaviour = read("[begin]\ndag = = 3\n");

    ASSERT_FALSE(behaviour);
    EXPECT_EQ(behaviour.error().where.line, 2);
}

TEST_F(BehaviourFile, AllComplaintsComeAtOnce)
{
    const Result<Behaviour> behaviour = read("[begin]\n[tempo]\n");

    ASSERT_FALSE(behaviour);
    EXPECT_GT(behaviour.error().details.size(), 10U);
}

}  // namespace
}  // namespace wd::runtime
