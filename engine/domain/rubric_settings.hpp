// What an installation may choose about the rubric "kwaliteit van overdracht" (PRACTICE §1.1), and its eight elements. Weights and
// cut-offs are this project's own, not from research: whoever shows a score says so, and calibrates on the first twenty. Only
// the numbers stand here; what they do is in rubric.hpp, audit_draw.hpp and check_ups.hpp.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/ids.hpp"

#include <array>

namespace wd::domain {

// What a good handover has in it: I-PASS, adapted to programme work.
enum class RubricElement {
    state,          // per open item how it stands: stable, attention, critical
    story,          // why we are here, what happened, which decisions
    actions,        // each open task and promise has a new owner and a date
    people,         // contacts, promises, introductions
    sensitivities,  // sensitivities, clashes and earlier attempts: three questions
    contingency,    // what may go wrong, and what to do then
    sources,        // documents and access
    warm,           // the conversation, and the successor's own words
};
BOOST_DESCRIBE_ENUM(RubricElement, state, story, actions, people, sensitivities, contingency, sources, warm)

// In the order of the rubric.
inline constexpr std::array rubric_elements{
    RubricElement::state,         RubricElement::story,       RubricElement::actions, RubricElement::people,
    RubricElement::sensitivities, RubricElement::contingency, RubricElement::sources, RubricElement::warm,
};

// How a person reads it, e.g. "Mensen en beloften".
std::string_view title_of(RubricElement element);

// One whole number for each element: a weight, or the points of a rater.
struct PerElement {
    int state = 0;
    int story = 0;
    int actions = 0;
    int people = 0;
    int sensitivities = 0;
    int contingency = 0;
    int sources = 0;
    int warm = 0;
    friend bool operator==(const PerElement&, const PerElement&) = default;
};
BOOST_DESCRIBE_STRUCT(PerElement, (), (state, story, actions, people, sensitivities, contingency, sources, warm))

int value_of(const PerElement& values, RubricElement element);

// The defaults are those of PRACTICE §1.1. Points are points of the score (0 to 100), shares are per mille, windows are calendar
// days. The reply term is our own choice: PRACTICE gives the right and no term, and a leaver who is gone never answers.
struct RubricSettings {
    PerElement weights{10, 10, 15, 20, 15, 5, 5, 20};  // together 100
    int share_full_per_mille = 900;                    // from this share on 2 log points
    int share_half_per_mille = 500;                    // from this share on 1 log point
    int decisions_linked_min = 3;                      // dated decisions in the story, or all there are
    int contacts_per_role_min = 1;                     // from so many on a stakeholder role counts as known
    int omission_penalty = 10;                         // for each critical omission
    int text_penalty = 5;                              // once, for irrelevant or oversized text
    int omission_window_days = 56;                     // so long an omission counts: 8 weeks
    int level_moderate = 50;                           // from this score on "matig"
    int level_good = 70;                               // from this score on "goed"
    int level_exemplary = 85;                          // from this score on "voorbeeldig"
    int reply_days = 14;                               // so long giver and receiver may reply
    int audit_one_in = 3;                              // of the handovers outside core positions
    int second_rater_one_in = 5;                       // of the drawn ones
    std::vector<int> check_up_days{14, 60};            // after acceptance, rising
    int calibration_handovers = 20;                    // on so many the numbers above are calibrated first

    friend bool operator==(const RubricSettings&, const RubricSettings&) = default;
};
BOOST_DESCRIBE_STRUCT(RubricSettings, (),
                      (weights, share_full_per_mille, share_half_per_mille, decisions_linked_min, contacts_per_role_min,
                       omission_penalty, text_penalty, omission_window_days, level_moderate, level_good,
                       level_exemplary, reply_days, audit_one_in, second_rater_one_in, check_up_days,
                       calibration_handovers))

// Whether the settings can be used: the weights add up to 100, shares, cut-offs and days rise, and every number can be meant. All
// complaints at once, each with its field. The functions of the rubric take settings for which this holds.
Result<void> check_settings(const RubricSettings& settings);

}  // namespace wd::domain
