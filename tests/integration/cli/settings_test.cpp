// The settings of scores and measures on the command line: what they mean, changing some of them, and what is refused.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

#include "domain/retention.hpp"
#include "domain/rubric_settings.hpp"
#include "domain/team_history.hpp"

#include <set>

namespace wd::test {

namespace {

// "rubric.weights.story" and so on, from the structs themselves.
void add_names(const json::value& value, const std::string& name, std::set<std::string>& names)
{
    if (!value.is_object()) {
        names.insert(name);
        return;
    }
    for (const auto& member : value.get_object())
        add_names(member.value(), fmt::format("{}.{}", name, std::string_view{member.key()}), names);
}

class Settings : public ::testing::Test {
protected:
    Settings() { program.initialise(); }
    std::string printed(std::vector<std::string> words) const
    {
        const Ran ran = program.run(std::move(words));
        EXPECT_EQ(ran.code, 0) << ran.err;
        return ran.out;
    }
    json::value value_of(std::string_view name) const
    {
        const json::value shown = program.must({"settings", "show"});
        for (const json::value& row : shown.at("list").as_array())
            if (row.at("setting").as_string() == name)
                return row.at("value");
        return {};
    }

    Program program;
};

}  // namespace

TEST_F(Settings, AreShownEachWithItsMeaningAndWhoseTheyAre)
{
    std::set<std::string> wanted;
    add_names(*parse_json(to_json_text(domain::RubricSettings{})), "rubric", wanted);
    add_names(*parse_json(to_json_text(domain::ContinuitySettings{})), "continuity", wanted);
    add_names(*parse_json(to_json_text(domain::RetentionSettings{})), "retention", wanted);

    std::set<std::string> shown;
    const json::value answer = program.must({"settings", "show"});
    for (const json::value& row : answer.at("list").as_array()) {
        shown.emplace(row.at("setting").as_string());
        EXPECT_FALSE(row.at("meaning").as_string().empty());
        EXPECT_EQ(row.at("value"), row.at("default"));
    }
    EXPECT_EQ(shown, wanted);
    const std::string text = printed({"settings", "show"});
    EXPECT_TRUE(has(text, "eigen gewichten van dit project, geen norm uit onderzoek")) << text;
    EXPECT_TRUE(has(text, "eerste 20 overdrachten")) << text;
}

TEST_F(Settings, ChangeOnlyWhereTheyAreNamed)
{
    const std::string told = printed({"settings", "change", "rubric.level_good=72", "rubric.check_up_days=7,14,60",
                                      "--reason", "Geijkt op de eerste twintig"});

    EXPECT_TRUE(has(told, "rubric.level_good: 72 (was 70)")) << told;
    EXPECT_TRUE(has(told, "rubric.check_up_days: 7,14,60 (was 14,60)")) << told;
    EXPECT_EQ(value_of("rubric.level_good"), json::value(72));
    EXPECT_EQ(value_of("rubric.level_moderate"), json::value(50));
    EXPECT_EQ(value_of("continuity.vacancy_days_max"), json::value(42));
    const std::string shown = printed({"settings", "show"});
    EXPECT_TRUE(has(shown, "Scores: zo sinds")) << shown;
    EXPECT_FALSE(has(shown, "Continuïteit: zo sinds")) << shown;

    program.must({"settings", "change", "rubric.weights.story=5", "rubric.weights.people=25"});
    EXPECT_EQ(value_of("rubric.level_good"), json::value(72)) << "what was chosen before stays";
    EXPECT_EQ(value_of("rubric.weights.people"), json::value(25));
    program.must({"settings", "change", "continuity.vacancy_days_max=30"});
    EXPECT_EQ(value_of("continuity.vacancy_days_max"), json::value(30));
    EXPECT_EQ(program.must({"verify", "--rebuild"}).at("tables_identical"), json::value(true));
}

TEST_F(Settings, ThatCannotBeAreRefusedAllAtOnce)
{
    const std::string told =
        program.refused({"settings", "change", "rubric.level_goed=72", "rubric.reply_days=veertien",
                         "rubric.check_up_days=14;60", "rubric.text_penalty=3", "rubric.text_penalty=4"});
    EXPECT_TRUE(has(told, "'rubric.level_goed' bestaat niet (bedoelt u 'rubric.level_good'?)")) << told;
    EXPECT_TRUE(has(told, "rubric.reply_days is 'veertien'; schrijf een heel getal")) << told;
    EXPECT_TRUE(has(told, "rubric.check_up_days is '14;60'; schrijf hele getallen met komma's ertussen")) << told;
    EXPECT_TRUE(has(told, "rubric.text_penalty staat er twee keer")) << told;
    EXPECT_TRUE(has(program.refused({"settings", "change", "rubric.weights.story=5"}), "samen 95"));
    EXPECT_TRUE(has(program.refused({"settings", "change", "rubric.level_good=70"}), "er verandert niets"));
    const std::string person = Neighbourhood::id(program.must({"person", "add", "Ans Smit"}), "person");
    EXPECT_TRUE(
        has(program.refused({"settings", "change", "rubric.level_good=72", "--as", person}), "alleen een beheerder"));
}

}  // namespace wd::test
