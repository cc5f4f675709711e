// See health.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/health.hpp"

#include "domain/access.hpp"
#include "domain/figures.hpp"
#include "domain/gate_needs.hpp"
#include "domain/interpretation.hpp"
#include "domain/item_titles.hpp"
#include "domain/missing_facts.hpp"
#include "domain/paths.hpp"
#include "domain/step_lookup.hpp"
#include "domain/team.hpp"
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

std::vector<std::string> silent_deciders(const Task& gate)
{
    std::vector<std::string> silent;
    for (const std::string& decider : gate.deciders)
        if (std::none_of(gate.answers.begin(), gate.answers.end(),
                         [&](const GateAnswered& answer) { return answer.role == decider; }))
            silent.push_back(decider);
    return silent;
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
    for (const std::string& decider : silent_deciders(task))
        silent.push_back(who(ledger, workflow, decider));
    return join_and(silent);
}

std::optional<Timestamp> wakes_at(const Programme& programme, RunId run, std::string_view path, TimerKind kind)
{
    const auto timer = programme.timers.find(TimerKey{run, std::string(path), kind});
    return timer == programme.timers.end() ? std::nullopt : timer->second.at;
}

// Where the health of a run is read: what it belongs to, and the day.
struct Reading {
    const Programme& programme;
    const Ledger& ledger;
    const Run& run;
    const Workflow& workflow;
    Date today;
    const NameOf& name_of_person;
};

// What the step at this path is called for people, with the names of its items: its title, or its id.
std::string title_of(const Reading& reading, const Step& step, std::string_view path)
{
    return step.title.empty()
               ? step.id
               : title_at(
                     reading.workflow, [&]() -> const Ledger& { return reading.ledger; }, path, step.title);
}

// The step that follows a wait, otherwise the nearest block around it that has a title; "" when there is neither.
std::string what_follows(const Reading& reading, std::string_view path)
{
    const StepPlace place = place_of(reading.workflow, path);
    if (place.list != nullptr && place.index + 1 < place.list->size()) {
        const Step& next = (*place.list)[place.index + 1];
        return fmt::format(", dan volgt '{}'", title_of(reading, next, child_path(parent_path(path), next.id)));
    }
    for (std::string_view around = without_key(parent_path(path)); !parent_path(around).empty();
         around = without_key(parent_path(around)))
        if (const Step* block = find_step(reading.workflow, around); block != nullptr && !block->title.empty())
            return fmt::format(" bij '{}'", title_of(reading, *block, around));
    return {};
}

std::string wait_text(const Reading& reading, std::string_view path, const Step* spec)
{
    const auto* terms = spec == nullptr ? nullptr : std::get_if<WaitTerms>(&spec->terms);
    if (terms != nullptr && terms->what == WaitFor::event)
        return fmt::format("wacht op de gebeurtenis {}", terms->event);
    if (terms != nullptr && terms->what == WaitFor::date) {
        const Step* giver = find_step_by_id(reading.workflow, root_of_fact(terms->date));
        if (giver == nullptr && root_of_fact(terms->date) == "handover")
            return fmt::format("wacht op een dag van de overdracht{}", what_follows(reading, path));
        return fmt::format(
            "wacht op de datum uit '{}'",
            giver == nullptr ? terms->date : title_of(reading, *giver, child_path(parent_path(path), giver->id)));
    }
    return fmt::format("wacht tot de termijn voorbij is{}", what_follows(reading, path));
}

bool waits_for_residents(const Ledger& ledger, const Task& task)
{
    const std::vector<std::string> silent = silent_deciders(task);
    return (task.role && is_residents_role(ledger, *task.role)) ||
           std::any_of(silent.begin(), silent.end(),
                       [&](const std::string& role) { return is_residents_role(ledger, role); });
}

// Nothing asked of residents is overdue, no vote closes because a date arrives (DOMAIN §7.1, §7.2), and while a programme is
// paused its clocks stand still.
bool is_late(const Reading& reading, const Task& task)
{
    const bool ticks = task.legal || reading.programme.state != ProgrammeState::paused;
    return task.due && *task.due < reading.today && ticks && task.state != TaskState::waiting &&
           task.kind != StepKind::vote && !waits_for_residents(reading.ledger, task);
}

Waiting waiting_for_task(const Reading& reading, const Task& task)
{
    const std::string kind =
        task.kind == StepKind::task ? std::string{} : fmt::format(" ({})", dutch(name_of(task.kind)));
    std::string text =
        fmt::format("wacht op {}: {}{}", who_of_task(reading.ledger, reading.workflow, task, reading.name_of_person),
                    task.title, kind);
    if (task.state == TaskState::waiting)
        text += ", nu niet";
    Waiting waiting{std::move(text), task.due, task.opened_at, task.id};
    waiting.late = is_late(reading, task);
    if (waiting.late)
        waiting.text += fmt::format("; had {} klaar moeten zijn", date_text(*task.due));
    else if (task.due && *task.due < reading.today && waits_for_residents(reading.ledger, task))
        waiting.until.reset();  // a day that has passed says nothing to residents
    return waiting;
}

// Who may speak for a role today: its holders, and who stands in for them.
std::vector<PersonId> speakers_of(const Ledger& ledger, std::string_view role, Date today)
{
    std::vector<PersonId> people;
    for (const auto& [id, position] : ledger.positions)
        if (position.role == role)
            for (const std::vector<PersonId>& some : {holders_on(ledger, id, today), workers_on(ledger, id, today)})
                people.insert(people.end(), some.begin(), some.end());
    return people;
}

// What this person completed of what the gate rests on; null when nothing.
const std::string* find_own_work(const Run& run, const GateTerms& terms, PersonId person)
{
    const auto need = std::find_if(terms.needs.begin(), terms.needs.end(),
                                   [&](const std::string& one) { return has_completed(run, one, person); });
    return need == terms.needs.end() ? nullptr : &*need;
}

// Why nobody can answer a gate that is decided by who did not work on it: in one of the roles everybody did (RULES D5). None when
// somebody can. A team speaks through its members, who are not known here, and so may decide.
std::optional<std::string> nobody_may_decide(const Reading& reading, const Task& gate, const Step* spec)
{
    const auto* terms = spec == nullptr ? nullptr : std::get_if<GateTerms>(&spec->terms);
    if (terms == nullptr || !terms->independent)
        return {};
    for (const std::string& role : silent_deciders(gate)) {
        const std::vector<PersonId> speakers = speakers_of(reading.ledger, role, reading.today);
        const std::string* work = nullptr;
        const bool all = std::all_of(speakers.begin(), speakers.end(), [&](PersonId person) {
            const std::string* own = find_own_work(reading.run, *terms, person);
            work = own == nullptr ? work : own;
            return own != nullptr;
        });
        if (work == nullptr || !all)
            continue;
        const Role* declared = find_role(reading.workflow, role);
        const Step* done = find_step_by_id(reading.workflow, *work);
        return fmt::format(
            "kan niet verder: over '{}' ({}) mag nu niemand met de rol '{}' beslissen, want wie die rol heeft, rondde "
            "zelf '{}' af; geef ook iemand anders die rol (assignment start), of laat de waarnemer beslissen: wijs die "
            "aan (position deputy) en meld wie de rol heeft afwezig (absence add)",
            gate.title, gate.id, declared == nullptr ? role : declared->title,
            done == nullptr ? *work : title_of(reading, *done, child_path(parent_path(*gate.path), *work)));
    }
    return {};
}

std::string missing_text(const Reading& reading, const RunStuck& stuck, std::string_view where, std::string_view place)
{
    const AskedAt asked{reading.programme, reading.ledger, reading.run, reading.workflow,
                        stuck.path ? std::string_view{*stuck.path} : std::string_view{}};
    if (!stuck.fact)
        return fmt::format("kan niet verder: een gegeven ontbreekt{}{}", where, place);
    const std::vector<std::string> facts = missing_behind(*stuck.fact, asked);
    return fmt::format("kan niet verder: {} {}{}{}; {}", join_and(facts), facts.size() == 1 ? "ontbreekt" : "ontbreken",
                       where, place, remedies_text(facts, asked));
}

std::string reason_text(const Reading& reading, const RunStuck& stuck)
{
    const std::string where = stuck.path ? fmt::format(" bij stap {}", *stuck.path) : std::string{};
    const std::string place = stuck.place ? fmt::format(" ({})", *stuck.place) : std::string{};
    switch (stuck.reason) {
    case StuckReason::missing_fact: return missing_text(reading, stuck, where, place);
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

// What one step of the run waits for, if anything; and whether nobody can end that wait.
void read_step(const Reading& reading, const std::string& path, const StepRecord& step, RunHealth& health)
{
    if (step.closed_at || step.state == StepState::stuck) {
        // A gate that said "nu niet" is asked again on its date.
        if (const auto again = wakes_at(reading.programme, reading.run.id, path, TimerKind::again);
            again && step.closed_at)
            health.waiting_for.push_back(
                {"wacht tot het beslismoment opnieuw wordt gevraagd", calendar::date_of(*again), *step.closed_at, {}});
        return;
    }
    const Step* spec = find_step(reading.workflow, path);
    if (step.task) {
        const Task& task = reading.programme.tasks.at(*step.task);
        health.waiting_for.push_back(waiting_for_task(reading, task));
        if (!health.cannot_move_because)
            health.cannot_move_because = nobody_may_decide(reading, task, spec);
    } else if (step.kind == StepKind::wait) {
        const auto at = wakes_at(reading.programme, reading.run.id, path, TimerKind::wait);
        health.waiting_for.push_back({wait_text(reading, path, spec),
                                      at ? std::optional<Date>{calendar::date_of(*at)} : std::nullopt,
                                      step.opened_at,
                                      {}});
    } else if (step.kind == StepKind::start)
        health.waiting_for.push_back({fmt::format("wacht op een andere workflow: {}",
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

}  // namespace

RunHealth health_of(const Programme& programme, const Ledger& ledger, const Run& run, const Workflow& workflow,
                    Date today, const NameOf& name_of_person)
{
    const Reading reading{programme, ledger, run, workflow, today, name_of_person};
    RunHealth health;
    health.run = run.id;
    health.since = programme.last_at;
    for (const auto& [path, step] : run.steps)
        read_step(reading, path, step, health);
    std::stable_sort(health.waiting_for.begin(), health.waiting_for.end(), [](const Waiting& a, const Waiting& b) {
        return a.until.value_or(Date::max()) < b.until.value_or(Date::max());
    });
    for (const Waiting& waiting : health.waiting_for) {
        health.since = std::min(health.since, waiting.since);
        if (!health.next_date && waiting.until && *waiting.until >= today)
            health.next_date = waiting.until;
    }
    if (programme.state == ProgrammeState::paused)
        health.waiting_for.insert(health.waiting_for.begin(),
                                  {"gepauzeerd; wacht tot iemand het programma hervat", {}, health.since, {}});
    if (run.stuck)
        health.cannot_move_because = reason_text(reading, *run.stuck);
    else if (health.waiting_for.empty() && run.stepwise)
        health.waiting_for.push_back({"loopt stap voor stap; wacht op 'run.advance'", {}, health.since, {}});
    else if (health.waiting_for.empty())
        health.cannot_move_because = pending_work(programme, run, &workflow).empty()
                                         ? "kan niet verder: er is niets waarop deze workflow nog wacht"
                                         : "de motor heeft hier nog werk; 'tick' of 'serve' gaat verder";
    return health;
}

}  // namespace wd::domain
