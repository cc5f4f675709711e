// Pace. See pace.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/pace.hpp"

#include "runtime/simulation/office_hours.hpp"

#include <algorithm>

namespace wd::runtime {

namespace {

// The deadline, or for residents the day that the workflow hopes for.
std::optional<Date> term_of(const Scene& scene, Date opened)
{
    if (scene.task.due)
        return scene.task.due;
    if (scene.step == nullptr || !scene.step->due || !scene.step->due->anchor.empty())
        return {};
    return scene.calendar.deadline(*scene.step->due, opened);
}

struct DrawnPace {
    std::int64_t share = 1000;
    bool may_pass = false;  // the file says that this step takes longer than its term
};

DrawnPace draw_pace(const Scene& scene)
{
    const Pace& pace = scene.behaviour.pace;
    if (const auto step = pace.by_step.find(scene.step_id()); step != pace.by_step.end())
        return {draw(scene.entropy, step->second), true};
    if (scene.task.role)
        if (const auto role = pace.by_role.find(*scene.task.role); role != pace.by_role.end())
            return {draw(scene.entropy, role->second), false};
    const auto kind = pace.by_kind.find(name_of(scene.task.kind));
    return {draw(scene.entropy, kind == pace.by_kind.end() ? pace.usual : kind->second), false};
}

// Outside shocks slow everybody down while they last.
std::int64_t slowed(const Scene& scene)
{
    std::int64_t slower = 1000;
    for (const OutsideSignal& signal : scene.behaviour.signals)
        if (signal.date <= scene.today() && scene.today() < signal.date + std::chrono::days{7 * signal.weeks})
            slower = std::max<std::int64_t>(slower, signal.slower);
    return slower;
}

bool may_be_late(const Scene& scene)
{
    return !scene.task.legal && scene.task.kind != domain::StepKind::vote &&
           (!scene.task.role || !is_residents(scene.ledger, *scene.task.role));
}

}  // namespace

bool is_residents(const domain::Ledger& ledger, std::string_view role)
{
    for (const auto& [id, position] : ledger.positions)
        if (position.role == role)
            return position.residents;
    return false;
}

Date day_of_answer(const Scene& scene, const Circumstances& circumstances)
{
    const Pace& pace = scene.behaviour.pace;
    const Date opened = calendar::date_of(scene.task.opened_at);
    const std::optional<Date> term = term_of(scene, opened);
    const std::int64_t factor =
        circumstances.tempo * slowed(scene) / 1000 * (circumstances.repeated ? pace.repeated : 1000) / 1000;
    if (!term)
        return working_days_after(
            opened, std::max<std::int64_t>(1, draw(scene.entropy, pace.without_term) * factor / 1000), scene.calendar);

    const std::int64_t length = working_days_between(opened, *term);
    const DrawnPace drawn = draw_pace(scene);
    std::int64_t share = drawn.share * factor / 1000;
    const bool late = may_be_late(scene) && scene.entropy.chance(pace.late);
    if (!drawn.may_pass || !may_be_late(scene))
        share = std::min<std::int64_t>(share, 1000);
    if (late)
        share = std::max<std::int64_t>(share, 1000) + draw(scene.entropy, pace.how_late);
    const Date day = working_days_after(opened, std::max<std::int64_t>(1, length * share / 1000), scene.calendar);
    if (late)
        return std::max(day, scene.calendar.next_working_day(*term + std::chrono::days{1}));
    const bool in_time = share <= 1000 && day > *term && *term >= opened;
    return in_time ? std::max(opened, scene.calendar.previous_working_day(*term)) : day;
}

}  // namespace wd::runtime
