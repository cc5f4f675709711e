// The names a behaviour file may use: steps, roles, phases and questions of one workflow.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/workflow.hpp"
#include "runtime/simulation/behaviour.hpp"
#include "runtime/simulation/toml_table.hpp"

namespace wd::runtime {

struct BehaviourWords {
    explicit BehaviourWords(const domain::Workflow& workflow);

    KnownWords steps;
    KnownWords roles;
    KnownWords phases;
    KnownWords questions;  // "step.field", and the figures that a kind of step asks by itself
    KnownWords step_kinds;
    KnownWords field_kinds;
    // The options of a question, and "ja" for yes or no.
    ByName<std::vector<std::string>> options;
};

// The parts of the file that tell about single neighbourhoods and about the answers to questions.
Story read_story(TomlTable& table, const BehaviourWords& words);
AnswerHabit read_answer_habit(TomlTable table, const std::vector<std::string>& options);
Spread read_spread(TomlTable table, Bounds bounds);

}  // namespace wd::runtime
