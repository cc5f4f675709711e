// The settings of the rubric: the defaults are those of PRACTICE §1.1, and what cannot be used is refused in a sentence.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/rubric_settings.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace wd::domain::test {

namespace {

TEST(RubricSettings, OfPracticeAreInOrder)
{
    const RubricSettings settings;

    EXPECT_TRUE(check_settings(settings));
    // 10 + 10 + 15 + 20 + 15 + 5 + 5 + 20 = 100
    EXPECT_EQ(settings.weights, (PerElement{10, 10, 15, 20, 15, 5, 5, 20}));
    EXPECT_EQ(settings.omission_window_days, 8 * 7);
}

TEST(RubricSettings, ComeBackFromJsonAsTheyWere)
{
    RubricSettings settings;
    settings.weights.warm = 15;
    settings.weights.sources = 10;
    settings.check_up_days = {7, 30, 90};

    const Result<json::value> parsed = parse_json(to_json_text(settings));

    EXPECT_EQ(read_json<RubricSettings>(parsed.value()).value(), settings);
}

struct Refused {
    std::function<void(RubricSettings&)> change;
    std::string_view field;
    std::string_view says;
};

TEST(RubricSettings, ThatCannotBeUsedAreRefused)
{
    const std::vector<Refused> rows{
        {[](RubricSettings& s) { s.weights.warm = 25; }, "weights",  // 10+10+15+20+15+5+5+25
         "de gewichten van de acht onderdelen zijn samen 105; maak ze samen 100"},
        {[](RubricSettings& s) { s.weights.state = 9; }, "weights", "samen 99; maak ze samen 100"},
        {[](RubricSettings& s) { s.weights.state = -10, s.weights.story = 30; }, "weights",
         "het gewicht van 'Toestand' is -10; kies een getal van 0 tot en met 100"},
        {[](RubricSettings& s) { s.weights.people = 101; }, "weights", "het gewicht van 'Mensen en beloften' is 101"},
        {[](RubricSettings& s) { s.share_half_per_mille = 900; }, "share_half_per_mille", "900 promille kan niet"},
        {[](RubricSettings& s) { s.share_half_per_mille = 0; }, "share_half_per_mille", "ten minste 1"},
        {[](RubricSettings& s) { s.share_full_per_mille = 1001; }, "share_half_per_mille", "ten hoogste 1000"},
        {[](RubricSettings& s) { s.decisions_linked_min = -1; }, "decisions_linked_min", "kies een getal van 0"},
        {[](RubricSettings& s) { s.contacts_per_role_min = 0; }, "contacts_per_role_min", "kies een getal van 1"},
        {[](RubricSettings& s) { s.omission_penalty = -1; }, "omission_penalty", "van 0 tot en met 100"},
        {[](RubricSettings& s) { s.text_penalty = 101; }, "text_penalty", "'text_penalty' is 101"},
        {[](RubricSettings& s) { s.omission_window_days = -1; }, "omission_window_days", "van 0 tot en met 3660"},
        {[](RubricSettings& s) { s.level_good = 50; }, "level_moderate", "zijn 50, 50 en 85; ze moeten oplopen"},
        {[](RubricSettings& s) { s.level_moderate = 0; }, "level_moderate", "tussen 1 en 100"},
        {[](RubricSettings& s) { s.level_exemplary = 101; }, "level_moderate", "tussen 1 en 100"},
        {[](RubricSettings& s) { s.reply_days = 4000; }, "reply_days", "'reply_days' is 4000"},
        {[](RubricSettings& s) { s.audit_one_in = 0; }, "audit_one_in", "van 1 tot en met 1000"},
        {[](RubricSettings& s) { s.second_rater_one_in = 0; }, "second_rater_one_in", "van 1 tot en met 1000"},
        {[](RubricSettings& s) { s.check_up_days.clear(); }, "check_up_days", "0 terugkommomenten kan niet"},
        {[](RubricSettings& s) {
             s.check_up_days = {60, 14};
         },
         "check_up_days", "op dag 14 na dag 60 kan niet"},
        {[](RubricSettings& s) {
             s.check_up_days = {0, 14};
         },
         "check_up_days", "op dag 0 na dag 0 kan niet"},
        {[](RubricSettings& s) { s.calibration_handovers = -1; }, "calibration_handovers", "van 0 tot en met 1000"},
    };
    for (const Refused& row : rows) {
        RubricSettings settings;
        row.change(settings);

        const Result<void> checked = check_settings(settings);

        ASSERT_FALSE(checked) << row.says;
        EXPECT_EQ(checked.error().code, Errc::invalid);
        EXPECT_EQ(checked.error().where.field, row.field);
        EXPECT_NE(checked.error().message.find(row.says), std::string::npos) << checked.error().message;
    }
}

TEST(RubricSettings, AtTheirEdgesAreAccepted)
{
    RubricSettings settings;
    settings.weights = {0, 0, 0, 0, 0, 0, 0, 100};
    settings.share_full_per_mille = 1000;
    settings.share_half_per_mille = 999;
    settings.level_moderate = 1;
    settings.level_good = 2;
    settings.level_exemplary = 100;
    settings.omission_penalty = 0;
    settings.omission_window_days = 0;
    settings.audit_one_in = 1;

    EXPECT_TRUE(check_settings(settings));
}

TEST(RubricSettings, SayAllThatIsWrongAtOnce)
{
    RubricSettings settings;
    settings.weights.warm = 0;
    settings.audit_one_in = 0;

    const Result<void> checked = check_settings(settings);

    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().details.size(), 2U);
}

TEST(RubricElements, HaveDutchTitlesInTheOrderOfTheRubric)
{
    std::vector<std::string_view> titles;
    for (const RubricElement element : rubric_elements)
        titles.push_back(title_of(element));

    EXPECT_EQ(titles, (std::vector<std::string_view>{"Toestand", "Verhaal", "Acties", "Mensen en beloften",
                                                     "Gevoeligheden en eerdere pogingen", "Wat kan er misgaan",
                                                     "Kennisbronnen", "Warm"}));
    EXPECT_EQ(names_of<RubricElement>().size(), rubric_elements.size());
}

TEST(RubricElements, ReadTheirOwnValue)
{
    const PerElement values{1, 2, 3, 4, 5, 6, 7, 8};
    int expected = 1;
    for (const RubricElement element : rubric_elements)
        EXPECT_EQ(value_of(values, element), expected++) << name_of(element);
}

}  // namespace

}  // namespace wd::domain::test
