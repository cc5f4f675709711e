// See missing_facts.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/missing_facts.hpp"

#include "base/text.hpp"
#include "domain/access.hpp"
#include "domain/item_titles.hpp"
#include "domain/paths.hpp"
#include "domain/run_facts.hpp"
#include "domain/step_lookup.hpp"

#include <algorithm>
#include <array>

namespace wd::domain {

namespace {

// What follows the first dot; "" for a whole group of facts.
std::string_view leaf_of(std::string_view fact)
{
    const std::size_t dot = fact.find('.');
    return dot == std::string_view::npos ? std::string_view{} : fact.substr(dot + 1);
}

bool has_inhabitants(const Ledger& ledger)
{
    return std::any_of(ledger.areas.begin(), ledger.areas.end(),
                       [](const auto& area) { return area.second.inhabitants > 0; });
}

// The facts of a programme with what records them. A fact of its own stands before the group that it belongs to.
struct Way {
    std::string_view fact;
    std::string_view remedy;
};
constexpr std::array ways = std::to_array<Way>({
    {"reach", "leg vast hoeveel bewoners u sprak (reach record)"},
    {"population.dwellings", "lees de gebieden in met hun aantal woningen (area import)"},
    {"population", "lees de gebieden in met hun aantal inwoners (area import)"},
    {"core_team", "zet mensen in de rollen van het kernteam (assignment start)"},
    {"commitments", "leg vast wat er is toegezegd (commitment add)"},
    {"money", "leg vast welk geld er is (money add)"},
    {"measures", "leg het cijfer vast met bron en datum (measure add)"},
    {"handover.giver", "begin een overdracht met wie vertrekt (handover start)"},
    {"handover.receiver", "noem wie het overneemt (handover receiver)"},
    {"handover.last_day", "meld de laatste dag van wie vertrekt (assignment announce-end)"},
    {"handover.first_check_up", "laat de opvolger de overdracht aanvaarden (handover accept)"},
    {"handover.last_check_up", "laat de opvolger de overdracht aanvaarden (handover accept)"},
    {"handover.accepted_on", "laat de opvolger de overdracht aanvaarden (handover accept)"},
    {"handover", "meld een vertrek (assignment announce-end) of begin een overdracht (handover start)"},
});

const Way* find_way(std::string_view fact)
{
    const auto way = std::find_if(ways.begin(), ways.end(),
                                  [&](const Way& one) { return one.fact == fact || one.fact == root_of_fact(fact); });
    return way == ways.end() ? nullptr : &*way;
}

// The answer that this one is measured by is asked by an open step of its own.
const Step* find_measuring_step(std::string_view measure, const Workflow& workflow)
{
    for (const std::string& id : step_ids(workflow)) {
        const Step* step = find_step_by_id(workflow, id);
        const auto* terms = std::get_if<MeasureTerms>(&step->terms);
        if (terms != nullptr && terms->measure == measure)
            return step;
    }
    return nullptr;
}

std::string title_or_id(const Step& step, std::string_view path, const AskedAt& asked)
{
    return step.title.empty() ? step.id
                              : title_at(
                                    asked.workflow, [&]() -> const Ledger& { return asked.ledger; }, path, step.title);
}

// "rond taak-12 af, 'Tel de huizen' (task complete)".
std::string answer_it(const Task& task, const Step& step)
{
    return fmt::format("beantwoord {}, '{}' ({})", task.id, task.title,
                       step.answered_by.empty() ? command_for(task.kind) : command_for_event(step.answered_by));
}

// The latest step of this id that is about the same item; null when none has opened in this generation.
const std::pair<const std::string, StepRecord>* find_record(std::string_view id, const AskedAt& asked)
{
    const std::pair<const std::string, StepRecord>* latest = nullptr;
    for (const auto& entry : asked.run.steps)
        if (last_id(entry.first) == id && !is_of_other_item(asked.run, asked.path, entry.first) &&
            (latest == nullptr || entry.second.opened_at >= latest->second.opened_at))
            latest = &entry;
    return latest;
}

std::string remedy_of_step(const Step& step, const AskedAt& asked)
{
    const auto* record = find_record(step.id, asked);
    const std::string title = title_or_id(step, record == nullptr ? asked.path : record->first, asked);
    if (record == nullptr)
        return fmt::format("dat komt uit '{}', en die stap is nog niet begonnen", title);
    if (!record->second.closed_at) {
        const auto task =
            record->second.task ? asked.programme.tasks.find(*record->second.task) : asked.programme.tasks.end();
        return task == asked.programme.tasks.end() ? fmt::format("dat komt uit '{}', en dat is nog bezig", title)
                                                   : answer_it(task->second, step);
    }
    if (record->second.state == StepState::done && record->second.task)
        return fmt::format("bij '{}' is die vraag opengelaten: laat wie dat invulde, het aanvullen (correct {})", title,
                           *record->second.task);
    return fmt::format(
        "'{}' is overgeslagen of vervallen: installeer een versie van de workflow die zonder kan (workflow install)",
        title);
}

std::string remedy_of_measure(std::string_view fact, const AskedAt& asked)
{
    const Step* step = find_measuring_step(leaf_of(fact), asked.workflow);
    const auto* record = step == nullptr ? nullptr : find_record(step->id, asked);
    const auto task = record == nullptr || record->second.closed_at || !record->second.task
                          ? asked.programme.tasks.end()
                          : asked.programme.tasks.find(*record->second.task);
    return task == asked.programme.tasks.end() ? std::string(find_way("measures")->remedy)
                                               : answer_it(task->second, *step);
}

}  // namespace

std::vector<std::string> missing_behind(std::string_view fact, const AskedAt& asked)
{
    const bool share = fact == "reach" || fact == "reach.per_mille";
    if (!share)
        return {std::string(fact)};
    std::vector<std::string> facts;
    if (asked.ledger.reach.empty())
        facts.emplace_back("reach");
    if (!has_inhabitants(asked.ledger))
        facts.emplace_back("population.inhabitants");
    return facts.empty() ? std::vector<std::string>{std::string(fact)} : facts;
}

std::string remedy_for(std::string_view fact, const AskedAt& asked)
{
    const std::string_view root = root_of_fact(fact);
    if (root == "measures")
        return remedy_of_measure(fact, asked);
    if (const Way* way = find_way(fact))
        return std::string(way->remedy);
    if (root == "input")
        return "dit is bij de start niet ingevuld: installeer een versie van de workflow die zonder kan "
               "(workflow install)";
    if (root == "settings")
        return "geef die instelling een waarde in een nieuwe versie van de workflow (workflow install)";
    if (root == "event")
        return "dit begon niet door een gebeurtenis: installeer een versie van de workflow die zonder kan "
               "(workflow install)";
    // "all.tempo[1].anders": one of all turns of a step.
    const std::string_view rest = root == "all" ? leaf_of(fact) : fact;
    const Step* step = find_step_by_id(asked.workflow, rest.substr(0, rest.find_first_of(".[")));
    return step == nullptr ? "leg dit vast" : remedy_of_step(*step, asked);
}

std::string remedies_text(const std::vector<std::string>& facts, const AskedAt& asked)
{
    std::vector<std::string> remedies;
    remedies.reserve(facts.size());
    for (const std::string& fact : facts)
        remedies.push_back(remedy_for(fact, asked));
    return fmt::format("{}; daarna gaat het vanzelf door", join_and(remedies));
}

}  // namespace wd::domain
