// The measures of reflection (PRACTICE §1.3), in whole numbers: shares per mille and ages in days, halves up. Pure functions over plain facts;
// where those come from is the caller's business. By role, never by person.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/events.hpp"

#include <map>

namespace wd::domain {

// What went before a gate that was decided: nothing, a named reason to skip, or a reflection.
enum class GateReflection { none, skipped, done };

struct LearningFacts {
    LearningState state = LearningState::open;
    Date asked{};
    std::int64_t actions_done = 0;  // linked ones that were carried out
};

struct ReflectionFacts {
    std::vector<std::string> roles;  // that took part, of recorded reflections
};

struct LessonFacts {
    std::int64_t taken_by = 0;  // other programmes that took it over
};

struct ReflectionMeasures {
    // Gates with a reflection recorded, of all that were decided; a reason to skip is no reflection. None without gates.
    std::optional<int> gates_reflected;
    // Days since they were asked, of questions that are open or examined; of an even number the mean of the middle two,
    // halves up. None without questions.
    std::optional<int> open_age_days;
    // Answered questions with at least one action carried out, of all answered ones. None when nothing was answered.
    std::optional<int> answered_with_action;
    // Lessons that at least one other programme took over, of all lessons of this one. None without lessons.
    std::optional<int> lessons_reused;
    // Recorded reflections in which a role took part, of all recorded ones; every role that is asked for, also at 0.
    std::map<std::string, int> participation;
};

// `roles` are those of the programme: that residents were never there has to show.
ReflectionMeasures measure_reflection(const std::vector<GateReflection>& gates,
                                      const std::vector<LearningFacts>& questions,
                                      const std::vector<LessonFacts>& lessons,
                                      const std::vector<ReflectionFacts>& recorded,
                                      const std::vector<std::string>& roles, Date today);

}  // namespace wd::domain
