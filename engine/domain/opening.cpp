// How a step of each kind opens. See interpretation.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/checks.hpp"
#include "domain/interpretation.hpp"
#include "domain/paths.hpp"

namespace wd::domain {

void Interpretation::open_step(RunId run_id, const std::string& path)
{
    const auto existing = run_of(run_id).steps.find(path);
    if (existing != run_of(run_id).steps.end() && !is_unjudged(existing->second))
        return;
    if (const Trigger* trigger = find_trigger(*workflow_of(run_id), path)) {
        retry_trigger(run_id, path, *trigger);
        return;
    }
    const Step* step = find_step(*workflow_of(run_id), path);
    WD_ASSERT(step != nullptr);
    if (asks_people(step->kind)) {
        open_task(run_id, path, *step);
        return;
    }
    switch (step->kind) {
    case StepKind::wait: open_wait(run_id, path, *step); break;
    case StepKind::choose: open_choose(run_id, path, *step); break;
    case StepKind::each:
    case StepKind::together:
    case StepKind::first: open_block(run_id, path, *step); break;
    case StepKind::start: open_start(run_id, path, *step); break;
    case StepKind::compute: open_compute(run_id, path, *step); break;
    case StepKind::call: open_call(run_id, path, *step); break;
    case StepKind::tell: open_tell(run_id, path, *step); break;
    case StepKind::go: leave_phase(run_id, std::get<GoTerms>(step->terms).phase); break;
    case StepKind::finish: finish(run_id); break;
    default: WD_ASSERT(false);
    }
}

void Interpretation::open_task(RunId run_id, const std::string& path, const Step& step)
{
    const Run& run = run_of(run_id);
    const Role* role = find_role(*workflow_of(run_id), step.role);
    const bool residents = role != nullptr && role->residents;
    const Coming answer = coming_of_answer(run, step);
    Result<std::optional<PersonId>> person = person_at(run_id, path, step.person);
    if (!person && answer == Coming::later) {
        hold(run_id, path, step, person.error());
        return;
    }
    StepOpened opened;
    opened.path = path;
    opened.kind = step.kind;
    opened.task = turn_.context().new_id<TaskTag>();
    opened.title = title_of(run_id, path, step);
    if (person)
        opened.person = *person;
    if (!step.role.empty())
        opened.role = step.role;
    if (const auto* gate = std::get_if<GateTerms>(&step.terms))
        opened.deciders = gate->deciders;
    if (!step.form.empty())
        opened.form = step.form;
    opened.timers = timers_for(step, turn_.programme(), run, path, residents, turn_.context());
    if (step.legal)
        opened.legal = true;
    if (step.carry)
        opened.carry = true;
    record(run_id, std::move(opened));
    if (step.kind == StepKind::vote)
        open_vote_figures(run_id, path, step);
    if (answer != Coming::later)
        record(run_id, StepClosed{path, answer == Coming::past ? StepState::done : StepState::skipped, {}});
}

// The electorate, where a fact gives a number of people; otherwise it is asked when votes are counted.
void Interpretation::open_vote_figures(RunId run_id, const std::string& path, const Step& step)
{
    const auto& terms = std::get<VoteTerms>(step.terms);
    if (terms.electorate.empty())
        return;
    RunFacts facts{turn_.programme(), run_of(run_id), *workflow_of(run_id), path, turn_.context()};
    const FactSource::Fact fact = facts.find_path(terms.electorate);
    const std::int64_t* people = fact.value.if_int64();
    if (fact.knowledge == FactSource::Knowledge::known && people != nullptr && *people >= 0 && *people <= people_max)
        record(run_id, ElectorateSet{*run_of(run_id).steps.at(path).task, *people});
}

void Interpretation::open_wait(RunId run_id, const std::string& path, const Step& step)
{
    const auto& terms = std::get<WaitTerms>(step.terms);
    StepOpened opened;
    opened.path = path;
    opened.kind = StepKind::wait;
    opened.title = step.title;
    if (terms.what == WaitFor::time)
        opened.timers = timers_for(step, turn_.programme(), run_of(run_id), path, false, turn_.context());
    if (terms.what == WaitFor::date)
        opened.timers.push_back(date_timer(run_id, path, terms));
    record(run_id, std::move(opened));
}

// Without a date as long as the fact is no date.
TimerSet Interpretation::date_timer(RunId run_id, std::string_view path, const WaitTerms& terms)
{
    RunFacts facts{turn_.programme(), run_of(run_id), *workflow_of(run_id), path, turn_.context()};
    const FactSource::Fact fact = facts.find_path(terms.date);
    const json::string* text = fact.value.if_string();
    if (text != nullptr)
        if (const Result<Date> date = parse_date(std::string_view{text->data(), text->size()});
            date && is_plausible(*date))
            return wake_on(TimerKind::wait, "", *date);
    return {TimerKind::wait, terms.date, {}, {}, {}};
}

void Interpretation::open_choose(RunId run_id, const std::string& path, const Step& step)
{
    RunFacts facts{turn_.programme(), run_of(run_id), *workflow_of(run_id), path, turn_.context()};
    const auto& branches = std::get<Branches>(step.terms).list;
    StepChosen chosen{path, static_cast<int>(branches.size()) - 1, {}};
    for (std::size_t i = 0; i + 1 < branches.size(); ++i) {
        Result<Evaluation> answer =
            turn_.context().evaluate(run_of(run_id).hash, branches[i].when, facts, Evaluator::Wanted::condition);
        if (!answer) {
            hold(run_id, path, step, answer.error());
            return;
        }
        for (LookedAt& looked : answer->looked_at)
            chosen.looked_at.push_back(std::move(looked));
        if (answer->value.as_bool()) {
            chosen.branch = static_cast<int>(i);
            break;
        }
    }
    record(run_id, std::move(chosen));
}

void Interpretation::open_compute(RunId run_id, const std::string& path, const Step& step)
{
    RunFacts facts{turn_.programme(), run_of(run_id), *workflow_of(run_id), path, turn_.context()};
    Result<Evaluation> answer = turn_.context().evaluate(run_of(run_id).hash, std::get<ComputeTerms>(step.terms).value,
                                                         facts, Evaluator::Wanted::value);
    if (!answer) {
        hold(run_id, path, step, answer.error());
        return;
    }
    record(run_id, StepComputed{path, std::move(answer->value), std::move(answer->looked_at)});
}

void Interpretation::open_block(RunId run_id, const std::string& path, const Step& step)
{
    Result<std::vector<std::string>> keys = keys_of(run_id, path, step);
    if (!keys) {
        hold(run_id, path, step, keys.error());
        return;
    }
    StepOpened opened;
    opened.path = path;
    opened.kind = step.kind;
    opened.title = step.title;
    opened.keys = *keys;
    if (const auto* branches = std::get_if<Branches>(&step.terms); branches != nullptr && branches->idle)
        opened.timers.push_back(idle_timer(*branches->idle, turn_.context().today(), turn_.context()));
    record(run_id, std::move(opened));
    if (keys->empty())
        push_next({WorkKind::block_end, run_id, path, {}});
    open_items(run_id, path, step, *keys);
}

void Interpretation::open_items(RunId run_id, const std::string& path, const Step& step,
                                const std::vector<std::string>& keys)
{
    for (const std::string& key : keys) {
        const Steps* list = nullptr;
        if (const auto* each = std::get_if<EachTerms>(&step.terms))
            list = &each->steps;
        else
            for (const Branch& branch : std::get<Branches>(step.terms).list)
                if (branch.id == key)
                    list = &branch.steps;
        if (list == nullptr || list->empty())
            push_later({WorkKind::item_end, run_id, path, key});
        else
            push_later({WorkKind::open, run_id, child_path(item_path(path, key), list->front().id), {}});
    }
}

void Interpretation::open_start(RunId run_id, const std::string& path, const Step& step)
{
    const auto& terms = std::get<StartTerms>(step.terms);
    Result<json::object> input = arguments_of(run_id, path, terms.input, {});
    if (!input) {
        hold(run_id, path, step, input.error());
        return;
    }
    StepOpened opened;
    opened.path = path;
    opened.kind = StepKind::start;
    opened.title = title_of(run_id, path, step);
    record(run_id, std::move(opened));
    // Without `wait` it closes as soon as the child has started: one that cannot start has a step that says so.
    json::object data{{"workflow", terms.workflow}, {"parent", run_id.value}, {"path", path}};
    data["input"] = std::move(*input);
    turn_.due.push_back({"start", fmt::format("start:{}:{}", run_id, path), turn_.last_pseq(), std::move(data)});
}

void Interpretation::open_call(RunId run_id, const std::string& path, const Step& step)
{
    const auto& terms = std::get<CallTerms>(step.terms);
    Result<json::object> input = arguments_of(run_id, path, terms.input, {});
    if (!input) {
        hold(run_id, path, step, input.error());
        return;
    }
    record(run_id, CallRequested{path, terms.plugin, terms.action, std::move(*input)});
}

void Interpretation::open_tell(RunId run_id, const std::string& path, const Step& step)
{
    const auto& terms = std::get<TellTerms>(step.terms);
    Result<std::optional<PersonId>> person = person_at(run_id, path, terms.to_person);
    if (!person) {
        hold(run_id, path, step, person.error());
        return;
    }
    record(run_id, MessageTold{path, title_of(run_id, path, step), terms.to, *person});
}

// Somebody by name, from a fact; none without a path. Refused while the fact is not recorded.
Result<std::optional<PersonId>> Interpretation::person_at(RunId run_id, std::string_view path,
                                                          const std::string& fact_path)
{
    if (fact_path.empty())
        return std::optional<PersonId>{};
    RunFacts facts{turn_.programme(), run_of(run_id), *workflow_of(run_id), path, turn_.context()};
    const FactSource::Fact fact = facts.find_path(fact_path);
    if (fact.knowledge != FactSource::Knowledge::known)
        return not_recorded(fact_path);
    if (const std::int64_t* id = fact.value.if_int64(); id != nullptr && *id > 0)
        return std::optional{PersonId{*id}};
    if (const json::string* text = fact.value.if_string())
        if (const Result<PersonId> id = parse_id<PersonTag>({text->data(), text->size()}))
            return std::optional{*id};
    return not_recorded(fact_path);
}

}  // namespace wd::domain
