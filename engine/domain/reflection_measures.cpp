// See reflection_measures.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/reflection_measures.hpp"

#include "domain/spells.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

std::optional<int> share(std::int64_t part, std::size_t whole)
{
    return whole == 0 ? std::nullopt : std::optional{per_mille(part, static_cast<std::int64_t>(whole))};
}

}  // namespace

ReflectionMeasures measure_reflection(const std::vector<GateReflection>& gates,
                                      const std::vector<LearningFacts>& questions,
                                      const std::vector<LessonFacts>& lessons,
                                      const std::vector<ReflectionFacts>& recorded,
                                      const std::vector<std::string>& roles, Date today)
{
    ReflectionMeasures measures;
    measures.gates_reflected = share(std::count(gates.begin(), gates.end(), GateReflection::done), gates.size());

    std::vector<int> ages;
    std::size_t answered = 0;
    std::int64_t carried_out = 0;
    for (const LearningFacts& question : questions) {
        if (question.state == LearningState::open || question.state == LearningState::examined)
            ages.push_back(static_cast<int>((today - question.asked).count()));
        if (question.state != LearningState::answered)
            continue;
        ++answered;
        carried_out += question.actions_done > 0 ? 1 : 0;
    }
    measures.open_age_days = median_of(std::move(ages));
    measures.answered_with_action = share(carried_out, answered);

    measures.lessons_reused = share(
        std::count_if(lessons.begin(), lessons.end(), [](const LessonFacts& lesson) { return lesson.taken_by > 0; }),
        lessons.size());

    if (recorded.empty())
        return measures;
    for (const std::string& role : roles) {
        const auto present = std::count_if(recorded.begin(), recorded.end(), [&](const ReflectionFacts& reflection) {
            return std::find(reflection.roles.begin(), reflection.roles.end(), role) != reflection.roles.end();
        });
        measures.participation[role] = *share(present, recorded.size());
    }
    return measures;
}

}  // namespace wd::domain
