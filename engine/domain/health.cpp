// See health.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/health.hpp"

#include "domain/interpretation.hpp"
#include "domain/paths.hpp"
#include "domain/step_lookup.hpp"
#include "domain/words.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

bool is_held(const Ledger& ledger, std::string_view role)
{
    return std::any_of(ledger.assignments.begin(), ledger.assignments.end(), [&](const auto& assignment) {
        const auto position = ledger.positions.find(assignment.second.position);
        return position != ledger.positions.end() && position->second.role == role;
    });
}

std::string who(const Ledger& ledger, const Workflow& workflow, std::string_view role_id)
{
    const Role* role = find_role(workflow, role_id);
    const std::string title = role == nullptr ? std::string(role_id) : role->title;
    return is_held(ledger, role_id) ? title : title + " (onbezet)";
}

std::string name_or_id(PersonId person, const NameOf& name_of_person)
{
    const std::string name = name_of_person ? name_of_person(person) : std::string{};
    return name.empty() ? to_text(person) : name;
}

// Whom a task waits for: its role, the deciders that have not spoken, or who has it without a role.
std::string who_of_task(const Ledger& ledger, const Workflow& workflow, const Task& task, const NameOf& name_of_person)
{
    if (task.person && task.role) {
        const Role* role = find_role(workflow, *task.role);
        return role == nullptr ? *task.role : role->title;
    }
    if (task.person)
        return name_or_id(*task.person, name_of_person);
    if (task.deciders.empty())
        return task.role ? who(ledger, workflow, *task.role) : std::string{"wie het oppakt"};
    std::vector<std::string> silent;
    for (const std::string& decider : task.deciders) {
        const bool spoke = std::any_of(task.answers.begin(), task.answers.end(),
                                       [&](const GateAnswered& a) { return a.role == decider; });
        if (!spoke)
            silent.push_back(who(ledger, workflow, decider));
    }
    return join_and(silent);
}

std::optional<Timestamp> wakes_at(const Programme& programme, RunId run, std::string_view path, TimerKind kind)
{
    const auto timer = programme.timers.find(TimerKey{run, std::string(path), kind});
    return timer == programme.timers.end() ? std::nullopt : timer->second.at;
}

// What a step is called for people: its title without what an item would add, or its id.
std::string title_of(const Step& step)
{
    const std::string_view title = trimmed(std::string_view{step.title}.substr(0, step.title.find('{')));
    return std::string{title.empty() ? std::string_view{step.id} : title};
}

// The step that follows a wait, otherwise the nearest block around it that has a title; "" when there is neither.
std::string what_follows(const Workflow& workflow, std::string_view path)
{
    const StepPlace place = place_of(workflow, path);
    if (place.list != nullptr && place.index + 1 < place.list->size())
        return fmt::format(", dan volgt '{}'", title_of((*place.list)[place.index + 1]));
    for (std::string_view around = without_key(parent_path(path)); !parent_path(around).empty();
         around = without_key(parent_path(around)))
        if (const Step* block = find_step(workflow, around); block != nullptr && !block->title.empty())
            return fmt::format(" bij '{}'", block->title);
    return {};
}

std::string wait_text(const Workflow& workflow, std::string_view path, const Step* spec)
{
    const auto* terms = spec == nullptr ? nullptr : std::get_if<WaitTerms>(&spec->terms);
    if (terms != nullptr && terms->what == WaitFor::event)
        return fmt::format("wacht op de gebeurtenis {}", terms->event);
    if (terms != nullptr && terms->what == WaitFor::date) {
        const Step* giver = find_step_by_id(workflow, root_of_fact(terms->date));
        return fmt::format("wacht op de datum uit '{}'", giver == nullptr ? terms->date : title_of(*giver));
    }
    return fmt::format("wacht tot de termijn voorbij is{}", what_follows(workflow, path));
}

Waiting waiting_for_task(const Ledger& ledger, const Workflow& workflow, const Task& task, const NameOf& name_of_person)
{
    const std::string kind =
        task.kind == StepKind::task ? std::string{} : fmt::format(" ({})", dutch(name_of(task.kind)));
    std::string text =
        fmt::format("wacht op {}: {}{}", who_of_task(ledger, workflow, task, name_of_person), task.title, kind);
    if (task.state == TaskState::waiting)
        text += ", nu niet";
    return {std::move(text), task.due, task.opened_at, task.id};
}

std::string reason_text(const RunStuck& stuck)
{
    const std::string where = stuck.path ? fmt::format(" bij stap {}", *stuck.path) : std::string{};
    const std::string place = stuck.place ? fmt::format(" ({})", *stuck.place) : std::string{};
    switch (stuck.reason) {
    case StuckReason::missing_fact:
        return fmt::format("kan niet verder: {} ontbreekt{}{}; leg dit vast, dan gaat het vanzelf door",
                           stuck.fact.value_or("een gegeven"), where, place);
    case StuckReason::script_breach:
        return fmt::format("kan niet verder: de workflow doet iets dat niet mag{}{}", where, place);
    case StuckReason::bug:
        return "kan niet verder: een fout in Wijkdraad zelf; een beheerder probeert opnieuw met 'run.advance'";
    case StuckReason::cause_depth: return "kan niet verder: te veel stappen die elkaar vanzelf starten";
    case StuckReason::missing_workflow:
        return fmt::format("kan niet verder: een workflow die hier start is niet geïnstalleerd{}", where);
    case StuckReason::twice_crashed: return "kan niet verder: hier stopte de motor twee keer achter elkaar";
    }
    return {};
}

}  // namespace

RunHealth health_of(const Programme& programme, const Ledger& ledger, const Run& run, const Workflow& workflow,
                    const NameOf& name_of_person)
{
    RunHealth health;
    health.run = run.id;
    health.since = programme.last_at;
    for (const auto& [path, step] : run.steps) {
        if (step.closed_at || step.state == StepState::stuck) {
            // A gate that said "nu niet" is asked again on its date.
            if (const auto again = wakes_at(programme, run.id, path, TimerKind::again); again && step.closed_at)
                health.waiting_for.push_back({"wacht tot het beslismoment opnieuw wordt gevraagd",
                                              calendar::date_of(*again),
                                              *step.closed_at,
                                              {}});
            continue;
        }
        const Step* spec = find_step(workflow, path);
        if (step.task)
            health.waiting_for.push_back(
                waiting_for_task(ledger, workflow, programme.tasks.at(*step.task), name_of_person));
        else if (step.kind == StepKind::wait) {
            const auto at = wakes_at(programme, run.id, path, TimerKind::wait);
            health.waiting_for.push_back({wait_text(workflow, path, spec),
                                          at ? std::optional<Date>{calendar::date_of(*at)} : std::nullopt,
                                          step.opened_at,
                                          {}});
        } else if (step.kind == StepKind::start)
            health.waiting_for.push_back(
                {fmt::format("wacht op een andere workflow: {}",
                             spec == nullptr ? path : std::get<StartTerms>(spec->terms).workflow),
                 {},
                 step.opened_at,
                 {}});
        else if (step.kind == StepKind::call)
            health.waiting_for.push_back(
                {fmt::format("wacht op plugin {}", spec == nullptr ? path : std::get<CallTerms>(spec->terms).plugin),
                 {},
                 step.opened_at,
                 {}});
    }
    std::stable_sort(health.waiting_for.begin(), health.waiting_for.end(), [](const Waiting& a, const Waiting& b) {
        return a.until.value_or(Date::max()) < b.until.value_or(Date::max());
    });
    for (const Waiting& waiting : health.waiting_for) {
        health.since = std::min(health.since, waiting.since);
        if (!health.next_date)
            health.next_date = waiting.until;
    }
    if (programme.state == ProgrammeState::paused)
        health.waiting_for.insert(health.waiting_for.begin(),
                                  {"gepauzeerd; wacht tot iemand het programma hervat", {}, health.since, {}});
    if (run.stuck)
        health.cannot_move_because = reason_text(*run.stuck);
    else if (health.waiting_for.empty() && run.stepwise)
        health.waiting_for.push_back({"loopt stap voor stap; wacht op 'run.advance'", {}, health.since, {}});
    else if (health.waiting_for.empty())
        health.cannot_move_because = pending_work(programme, run, &workflow).empty()
                                         ? "kan niet verder: er is niets waarop deze workflow nog wacht"
                                         : "de motor heeft hier nog werk; 'tick' of 'serve' gaat verder";
    return health;
}

}  // namespace wd::domain
