// Titles of the elements, and the check of the settings. See rubric_settings.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/rubric_settings.hpp"

#include "domain/complaints.hpp"

namespace wd::domain {

namespace {

constexpr int days_max = 3'660;  // ten years: beyond it a number of days is a slip
constexpr int one_in_max = 1'000;
constexpr int count_setting_max = 1'000;
constexpr std::size_t check_ups_max = 12;

struct SettingBounds {
    int low;
    int high;
};

Result<void> check_between(std::string_view field, int value, SettingBounds bounds)
{
    if (value < bounds.low || value > bounds.high)
        return refusal_at(field, "'{}' is {}; kies een getal van {} tot en met {}", field, value, bounds.low,
                          bounds.high);
    return {};
}

Result<void> check_weights(const PerElement& weights)
{
    int sum = 0;
    for (const RubricElement element : rubric_elements) {
        const int weight = value_of(weights, element);
        if (weight < 0 || weight > 100)
            return refusal_at("weights", "het gewicht van '{}' is {}; kies een getal van 0 tot en met 100",
                              title_of(element), weight);
        sum += weight;
    }
    if (sum != 100)
        return refusal_at("weights", "de gewichten van de acht onderdelen zijn samen {}; maak ze samen 100", sum);
    return {};
}

Result<void> check_shares(const RubricSettings& settings)
{
    const int half = settings.share_half_per_mille;
    const int full = settings.share_full_per_mille;
    if (half < 1 || half >= full || full > 1000)
        return refusal_at("share_half_per_mille",
                          "1 punt vanaf {} promille en 2 punten vanaf {} promille kan niet; de eerste grens is ten "
                          "minste 1, de tweede is hoger en ten hoogste 1000",
                          half, full);
    return {};
}

Result<void> check_levels(const RubricSettings& settings)
{
    if (settings.level_moderate < 1 || settings.level_moderate >= settings.level_good ||
        settings.level_good >= settings.level_exemplary || settings.level_exemplary > 100)
        return refusal_at("level_moderate",
                          "de grenzen van matig, goed en voorbeeldig zijn {}, {} en {}; ze moeten oplopen en tussen 1 "
                          "en 100 liggen",
                          settings.level_moderate, settings.level_good, settings.level_exemplary);
    return {};
}

Result<void> check_days_of_check_ups(const std::vector<int>& list)
{
    if (list.empty() || list.size() > check_ups_max)
        return refusal_at("check_up_days", "{} terugkommomenten kan niet; kies er 1 tot en met {}", list.size(),
                          check_ups_max);
    int before = 0;
    for (const int day : list) {
        if (day <= before || day > days_max)
            return refusal_at("check_up_days",
                              "een terugkommoment op dag {} na dag {} kan niet; de dagen lopen op, van 1 tot en met {}",
                              day, before, days_max);
        before = day;
    }
    return {};
}

}  // namespace

std::string_view title_of(RubricElement element)
{
    switch (element) {
    case RubricElement::state: return "Toestand";
    case RubricElement::story: return "Verhaal";
    case RubricElement::actions: return "Acties";
    case RubricElement::people: return "Mensen en beloften";
    case RubricElement::sensitivities: return "Gevoeligheden en eerdere pogingen";
    case RubricElement::contingency: return "Wat kan er misgaan";
    case RubricElement::sources: return "Kennisbronnen";
    case RubricElement::warm: return "Warm";
    }
    WD_ASSERT(false);
    return {};
}

int value_of(const PerElement& values, RubricElement element)
{
    switch (element) {
    case RubricElement::state: return values.state;
    case RubricElement::story: return values.story;
    case RubricElement::actions: return values.actions;
    case RubricElement::people: return values.people;
    case RubricElement::sensitivities: return values.sensitivities;
    case RubricElement::contingency: return values.contingency;
    case RubricElement::sources: return values.sources;
    case RubricElement::warm: return values.warm;
    }
    WD_ASSERT(false);
    return {};
}

Result<void> check_settings(const RubricSettings& settings)
{
    Complaints complaints;
    complaints.add(check_weights(settings.weights));
    complaints.add(check_shares(settings));
    complaints.add(check_between("decisions_linked_min", settings.decisions_linked_min, {0, count_setting_max}));
    complaints.add(check_between("contacts_per_role_min", settings.contacts_per_role_min, {1, count_setting_max}));
    complaints.add(check_between("omission_penalty", settings.omission_penalty, {0, 100}));
    complaints.add(check_between("text_penalty", settings.text_penalty, {0, 100}));
    complaints.add(check_between("omission_window_days", settings.omission_window_days, {0, days_max}));
    complaints.add(check_levels(settings));
    complaints.add(check_between("reply_days", settings.reply_days, {0, days_max}));
    complaints.add(check_between("audit_one_in", settings.audit_one_in, {1, one_in_max}));
    complaints.add(check_between("second_rater_one_in", settings.second_rater_one_in, {1, one_in_max}));
    complaints.add(check_days_of_check_ups(settings.check_up_days));
    complaints.add(check_between("calibration_handovers", settings.calibration_handovers, {0, count_setting_max}));
    if (!complaints.empty())
        return complaints.to_error();
    return {};
}

}  // namespace wd::domain
