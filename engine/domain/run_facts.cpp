// Looking facts up, nearest first. See run_facts.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/run_facts.hpp"

#include "domain/check_ups.hpp"
#include "domain/handover_answers.hpp"
#include "domain/paths.hpp"
#include "domain/step_lookup.hpp"
#include "domain/team.hpp"

#include <algorithm>

namespace wd::domain {

namespace {

using Fact = FactSource::Fact;
using Known = FactSource::Knowledge;

bool is_closed(const StepRecord& step)
{
    return step.state == StepState::done;
}

json::value facts_of(const StepRecord& step)
{
    return domain::facts_of(step.result, step.outcome);
}

json::value with_defaults(const std::vector<Field>& fields, const json::value& given)
{
    json::object facts;
    for (const Field& field : fields)
        if (!field.standard.is_null())
            facts[field.id] = field.standard;
    if (given.is_object())
        for (const auto& member : given.get_object())
            facts[member.key()] = member.value();
    return facts;
}

std::int64_t population_of(const Ledger& ledger, std::int64_t Area::*figure)
{
    // Areas nest: only the outermost that carry a figure count.
    std::int64_t sum = 0;
    for (const auto& [id, area] : ledger.areas) {
        bool counted_above = false;
        for (auto parent = area.parent; parent && !counted_above; parent = ledger.areas.at(*parent).parent)
            counted_above = ledger.areas.at(*parent).*figure > 0;
        if (!counted_above)
            sum += area.*figure;
    }
    return sum;
}

json::value reach_fact(const Ledger& ledger)
{
    if (ledger.reach.empty())
        return {};
    std::int64_t people = 0;
    json::object facts;
    for (const auto& [channel, count] : ledger.reach) {
        people += count;
        facts[channel] = count;
    }
    facts["people"] = people;
    // A share of nobody knows how many is what is missing then, not the people that we spoke.
    if (const std::int64_t population = population_of(ledger, &Area::inhabitants); population > 0)
        facts["per_mille"] = std::min<std::int64_t>(1000, people * 1000 / population);
    return facts;
}

json::value core_team_fact(const Ledger& ledger, Date today)
{
    std::int64_t positions = 0;
    std::int64_t filled = 0;
    std::int64_t residents = 0;
    for (const auto& [id, position] : ledger.positions) {
        if (!position.core)
            continue;
        ++positions;
        residents += position.residents ? 1 : 0;
        filled += holders_on(ledger, id, today).empty() ? 0 : 1;
    }
    return json::object{{"positions", positions}, {"filled", filled}, {"residents", residents}};
}

// Of an overdue one that was found silent; what was said since makes it speak again.
json::value commitments_fact(const Ledger& ledger)
{
    std::int64_t silent = 0;
    for (const auto& [id, commitment] : ledger.commitments)
        silent += commitment.silent || !commitment.owner;
    return json::object{{"open", ledger.commitments.size()}, {"silent", silent}};
}

// The handover that the run is about; null when there is none.
json::value handover_fact(const Ledger& ledger, const json::value& input, const RubricSettings& settings)
{
    const std::optional<HandoverId> id = handover_of_run(ledger, input);
    if (!id)
        return {};
    const HandoverRecord& handover = ledger.handovers.at(*id);
    json::object facts{{"kind", name_of(handover.kind)},
                       {"role", ledger.positions.at(handover.position).role},
                       {"core", ledger.positions.at(handover.position).core},
                       {"residents", ledger.positions.at(handover.position).residents},
                       {"has_giver", handover.giver.has_value() && handover.kind != LeaveKind::sudden},
                       {"has_receiver", handover.receiver.has_value()},
                       {"completed", handover.completed},
                       {"talked", handover.talked},
                       {"accepted", handover.accepted_on.has_value()}};
    if (handover.giver)
        facts["giver"] = handover.giver->value;
    if (handover.receiver)
        facts["receiver"] = handover.receiver->value;
    if (handover.last_day)
        facts["last_day"] = to_text(*handover.last_day);
    if (!handover.accepted_on)
        return facts;
    facts["accepted_on"] = to_text(*handover.accepted_on);
    const std::vector<CheckUp> check_ups = check_ups_of(settings, *handover.accepted_on);
    if (!check_ups.empty()) {
        facts["first_check_up"] = to_text(check_ups.front().date);
        facts["last_check_up"] = to_text(check_ups.back().date);
    }
    return facts;
}

json::value measures_fact(const Ledger& ledger)
{
    json::object facts;
    for (const auto& [name, measure] : ledger.measures)
        facts[name] = measure.value;
    return facts;
}

}  // namespace

json::value facts_of(const json::value& result, const std::optional<std::string>& outcome)
{
    if (result.is_object())
        return result;
    json::object facts;
    if (outcome)
        facts["outcome"] = *outcome;
    return facts;
}

bool is_of_other_item(const Run& run, std::string_view asking, std::string_view other)
{
    const std::vector<PathPart> ours = split_path(asking);
    const std::vector<PathPart> theirs = split_path(other);
    std::size_t end = asking.find('/');
    for (std::size_t i = 1; i < ours.size() && i < theirs.size() && end != std::string_view::npos; ++i) {
        if (ours[i].id != theirs[i].id)
            return false;
        end = asking.find('/', end + 1);
        if (!ours[i].key || !theirs[i].key || ours[i].key == theirs[i].key)
            continue;
        const auto block = run.steps.find(without_key(asking.substr(0, end)));
        return block != run.steps.end() && block->second.kind == StepKind::each;
    }
    return false;
}

json::value programme_fact(const Ledger& ledger, std::string_view name, Date today)
{
    if (name == "reach")
        return reach_fact(ledger);
    if (name == "core_team")
        return core_team_fact(ledger, today);
    if (name == "commitments")
        return commitments_fact(ledger);
    if (name == "measures")
        return measures_fact(ledger);
    if (name == "money")
        return json::object{
            {"budget", ledger.budget_cents}, {"granted", ledger.granted_cents}, {"spent", ledger.spent_cents}};
    WD_ASSERT(name == "population");
    json::object facts;
    if (const std::int64_t people = population_of(ledger, &Area::inhabitants); people > 0)
        facts["inhabitants"] = people;
    if (const std::int64_t homes = population_of(ledger, &Area::dwellings); homes > 0)
        facts["dwellings"] = homes;
    return facts.empty() ? json::value{} : json::value(facts);
}

std::optional<json::value> RunFacts::item_key(std::string_view name) const
{
    for (const PathPart& part : split_path(path_))
        if (part.key && part.id == name)
            return json::value(decode_key(*part.key));
    return {};
}

// This item's step first, then outward to the phase, then anywhere in this generation: the latest closed one.
const StepRecord* RunFacts::closed_step(std::string_view id) const
{
    for (std::string_view around = parent_path(path_); !around.empty(); around = parent_path(around)) {
        const std::string stem = child_path(around, id);
        const StepRecord* latest = nullptr;
        for (auto step = run_.steps.lower_bound(stem); step != run_.steps.end() && is_within(step->first, stem); ++step)
            if (without_repetition(step->first) == stem && is_closed(step->second) &&
                (latest == nullptr || *step->second.closed_at >= *latest->closed_at))
                latest = &step->second;
        if (latest != nullptr)
            return latest;
    }
    const StepRecord* latest = nullptr;
    for (const auto& [path, step] : run_.steps)
        if (last_id(path) == id && is_closed(step) && !is_of_other_item(run_, path_, path) &&
            (latest == nullptr || *step.closed_at >= *latest->closed_at))
            latest = &step;
    return latest;
}

Fact RunFacts::find(std::string_view name)
{
    if (name == "input")
        return {Known::known, with_defaults(workflow_.input, run_.input)};
    if (name == "settings")
        return {Known::known, with_defaults(workflow_.settings, run_.settings)};
    if (name == "today")
        return {Known::known, json::value(to_text(context_.today()))};
    if (name == "event") {
        const json::value& event = event_ ? *event_ : run_.event;
        return event.is_null() ? Fact{Known::not_recorded, {}} : Fact{Known::known, event};
    }
    if (std::optional<json::value> key = item_key(name))
        return {Known::known, std::move(*key)};
    const auto& facts = programme_facts();
    if (std::find(facts.begin(), facts.end(), name) != facts.end()) {
        json::value value = name == "handover"
                                ? handover_fact(context_.ledger(), run_.input, context_.rubric().settings)
                                : domain::programme_fact(context_.ledger(), name, context_.today());
        return value.is_null() ? Fact{Known::not_recorded, {}} : Fact{Known::known, std::move(value)};
    }
    if (const StepRecord* step = closed_step(name))
        return {Known::known, facts_of(*step)};
    if (find_step_by_id(workflow_, name) == nullptr)
        return {Known::no_such_name, {}};
    std::vector<PassedStep> earlier = context_.closed_steps(run_.id, name);
    std::erase_if(earlier, [&](const PassedStep& step) { return is_of_other_item(run_, path_, step.path); });
    return earlier.empty() ? Fact{Known::not_recorded, {}} : Fact{Known::known, std::move(earlier.back().facts)};
}

std::vector<json::value> RunFacts::all(std::string_view name)
{
    std::vector<json::value> found;
    for (PassedStep& step : context_.closed_steps(run_.id, name))
        found.push_back(std::move(step.facts));
    std::vector<const StepRecord*> now;
    for (const auto& [path, step] : run_.steps)
        if (last_id(path) == name && is_closed(step))
            now.push_back(&step);
    std::stable_sort(now.begin(), now.end(),
                     [](const StepRecord* a, const StepRecord* b) { return *a->closed_at < *b->closed_at; });
    for (const StepRecord* step : now)
        found.push_back(facts_of(*step));
    return found;
}

std::vector<std::string> RunFacts::names()
{
    std::vector<std::string> names{"input", "settings", "event", "today"};
    for (const std::string_view fact : programme_facts())
        names.emplace_back(fact);
    for (const PathPart& part : split_path(path_))
        if (part.key)
            names.emplace_back(part.id);
    for (std::string& id : step_ids(workflow_))
        names.push_back(std::move(id));
    return names;
}

Fact RunFacts::find_path(std::string_view dotted)
{
    const std::size_t dot = dotted.find('.');
    Fact fact = find(dotted.substr(0, dot));
    if (dot == std::string_view::npos || fact.knowledge != Known::known)
        return fact;
    const std::string_view leaf = dotted.substr(dot + 1);
    const json::object* object = fact.value.if_object();
    const json::value* value =
        object == nullptr ? nullptr : object->if_contains(json::string_view{leaf.data(), leaf.size()});
    return value == nullptr ? Fact{Known::not_recorded, {}} : Fact{Known::known, json::value(*value)};
}

bool RunFacts::is_left_open(std::string_view dotted)
{
    const std::string_view root = dotted.substr(0, dotted.find('.'));
    const auto& later = programme_facts();  // these grow
    return std::find(later.begin(), later.end(), root) == later.end() && find(root).knowledge == Known::known &&
           find_path(dotted).knowledge != Known::known;
}

}  // namespace wd::domain
