// How a step of each kind opens. See interpretation.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/interpretation.hpp"
#include "domain/paths.hpp"

#include "base/limits.hpp"

#include <algorithm>

namespace wd::domain {

void Interpretation::open_step(RunId run_id, const std::string& path)
{
    const auto existing = run_of(run_id).steps.find(path);
    if (existing != run_of(run_id).steps.end() && !is_unjudged(existing->second))
        return;
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
    StepOpened opened;
    opened.path = path;
    opened.kind = step.kind;
    opened.task = turn_.context().new_id<TaskTag>();
    opened.title = title_of(run_id, path, step);
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
}

// The electorate, where a fact gives it; otherwise it is asked when votes are counted.
void Interpretation::open_vote_figures(RunId run_id, const std::string& path, const Step& step)
{
    const auto& terms = std::get<VoteTerms>(step.terms);
    if (terms.electorate.empty())
        return;
    RunFacts facts{turn_.programme(), run_of(run_id), *workflow_of(run_id), path, turn_.context()};
    const FactSource::Fact fact = facts.find_path(terms.electorate);
    if (fact.knowledge == FactSource::Knowledge::known && fact.value.is_number())
        record(run_id, ElectorateSet{*run_of(run_id).steps.at(path).task, fact.value.to_number<std::int64_t>()});
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
    if (terms.what == WaitFor::date) {
        RunFacts facts{turn_.programme(), run_of(run_id), *workflow_of(run_id), path, turn_.context()};
        const FactSource::Fact fact = facts.find_path(terms.date);
        const json::string* text = fact.value.if_string();
        const Result<Date> date = text == nullptr ? Result<Date>{refusal(Errc::missing_fact, "geen datum")}
                                                  : parse_date(std::string_view{text->data(), text->size()});
        opened.timers.push_back(date ? wake_on(TimerKind::wait, "", *date)
                                     : TimerSet{TimerKind::wait, terms.date, {}, {}, {}});
    }
    record(run_id, std::move(opened));
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
    free_if_held(run_id, path);
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
    free_if_held(run_id, path);
    record(run_id, StepComputed{path, std::move(answer->value), std::move(answer->looked_at)});
}

void Interpretation::open_block(RunId run_id, const std::string& path, const Step& step)
{
    Result<std::vector<std::string>> keys = keys_of(run_id, path, step);
    if (!keys) {
        hold(run_id, path, step, keys.error());
        return;
    }
    free_if_held(run_id, path);
    StepOpened opened;
    opened.path = path;
    opened.kind = step.kind;
    opened.title = step.title;
    opened.keys = *keys;
    if (const auto* branches = std::get_if<Branches>(&step.terms); branches != nullptr && branches->idle)
        opened.timers.push_back(idle_timer(*branches->idle, turn_.context().today(), turn_.context()));
    record(run_id, std::move(opened));
    if (keys->empty())
        work_.push_front({WorkKind::block_end, run_id, path, {}});
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
            work_.push_back({WorkKind::item_end, run_id, path, key});
        else
            work_.push_back({WorkKind::open, run_id, child_path(item_path(path, key), list->front().id), {}});
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
    free_if_held(run_id, path);
    StepOpened opened;
    opened.path = path;
    opened.kind = StepKind::start;
    opened.title = title_of(run_id, path, step);
    record(run_id, std::move(opened));
    json::object data{{"workflow", terms.workflow}, {"parent", run_id.value}, {"path", path}};
    data["input"] = std::move(*input);
    turn_.due.push_back({"start", fmt::format("start:{}:{}", run_id, path), turn_.last_pseq(), std::move(data)});
    if (!terms.wait)
        record(run_id, StepClosed{path, StepState::done, {}});
}

void Interpretation::open_call(RunId run_id, const std::string& path, const Step& step)
{
    const auto& terms = std::get<CallTerms>(step.terms);
    Result<json::object> input = arguments_of(run_id, path, terms.input, {});
    if (!input) {
        hold(run_id, path, step, input.error());
        return;
    }
    free_if_held(run_id, path);
    record(run_id, CallRequested{path, terms.plugin, terms.action, std::move(*input)});
}

void Interpretation::open_tell(RunId run_id, const std::string& path, const Step& step)
{
    record(run_id, MessageTold{path, title_of(run_id, path, step), std::get<TellTerms>(step.terms).to});
}

// --- What cannot be judged ---------------------------------------------------------------------------------------------------

void Interpretation::hold(RunId run_id, const std::string& path, const Step& step, const Error& error)
{
    RunStuck stuck;
    stuck.reason = error.code == Errc::missing_fact ? StuckReason::missing_fact : StuckReason::script_breach;
    stuck.path = path;
    if (stuck.reason == StuckReason::missing_fact)
        stuck.fact = error.where.field;
    if (!error.where.file.empty())
        stuck.place = fmt::format("{}:{}", error.where.file, error.where.line);
    if (!run_of(run_id).steps.contains(path)) {
        StepOpened opened;
        opened.path = path;
        opened.kind = step.kind;
        opened.title = step.title;
        opened.held = true;
        record(run_id, std::move(opened));
    }
    if (run_of(run_id).stuck != stuck)
        record(run_id, std::move(stuck));
}

void Interpretation::free_if_held(RunId run_id, const std::string& path)
{
    const Run& run = run_of(run_id);
    if (!run.stuck || run.stuck->path != path)
        return;
    record(run_id, RunFreed{});
    facts_changed_ = true;  // another step of this run may be held as well: it is tried and names itself
    for (const auto& [other, step] : run_of(run_id).steps)
        if (other != path && is_unjudged(step))
            work_.push_back({WorkKind::open, run_id, other, {}});
}

// --- Keys, arguments, titles -------------------------------------------------------------------------------------------------

namespace {

// The area of the nearest enclosing `each` over areas, by its key.
std::optional<AreaId> enclosing_area(std::string_view path)
{
    std::optional<AreaId> area;
    for (const PathPart& part : split_path(path))
        if (part.key)
            if (const Result<AreaId> id = parse_id<AreaTag>(*part.key); id && part.key->starts_with(AreaTag::prefix))
                area = *id;
    return area;
}

bool lies_within(const Ledger& ledger, AreaId area, AreaId around)
{
    for (auto parent = ledger.areas.at(area).parent; parent; parent = ledger.areas.at(*parent).parent)
        if (*parent == around)
            return true;
    return false;
}

std::vector<std::string> area_keys(const Ledger& ledger, std::string_view kind, std::optional<AreaId> around)
{
    std::vector<std::string> keys;
    for (const auto& [id, area] : ledger.areas)
        if (area.kind == kind && (!around || lies_within(ledger, id, *around)))
            keys.push_back(to_text(id));
    return keys;
}

}  // namespace

Result<std::vector<std::string>> Interpretation::keys_of(RunId run_id, const std::string& path, const Step& step)
{
    std::vector<std::string> keys;
    if (const auto* branches = std::get_if<Branches>(&step.terms)) {
        for (const Branch& branch : branches->list)
            keys.push_back(branch.id);
        return keys;
    }
    const std::string& over = std::get<EachTerms>(step.terms).over;
    if (over.starts_with("areas."))
        return area_keys(turn_.context().ledger(), std::string_view{over}.substr(6), enclosing_area(path));
    RunFacts facts{turn_.programme(), run_of(run_id), *workflow_of(run_id), path, turn_.context()};
    const FactSource::Fact fact = facts.find_path(over);
    if (fact.knowledge != FactSource::Knowledge::known || !fact.value.is_array())
        return Error{Errc::missing_fact, fmt::format("'{}' is nog niet vastgelegd", over), Where{{}, 0, over}, {}};
    for (const json::value& item : fact.value.get_array()) {
        const json::string* text = item.if_string();
        std::string key =
            text == nullptr ? json::serialize(item) : to_nfc(std::string_view{text->data(), text->size()});
        if (key.size() > limits::step_key_max || keys.size() >= limits::items_per_block_max)
            return Error{Errc::over_limit,
                         fmt::format("'{}' heeft te veel of te lange onderdelen", over),
                         Where{"workflow.lua", step.line, {}},
                         {}};
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            keys.push_back(std::move(key));
    }
    return keys;
}

Result<json::object> Interpretation::arguments_of(RunId run_id, std::string_view path,
                                                  const std::vector<Argument>& arguments,
                                                  const std::optional<json::value>& event)
{
    RunFacts facts{turn_.programme(), run_of(run_id), *workflow_of(run_id), path, turn_.context()};
    if (event)
        facts.set_event(*event);
    json::object values;
    for (const Argument& argument : arguments) {
        if (argument.path.empty()) {
            values[argument.name] = argument.literal;
            continue;
        }
        FactSource::Fact fact = facts.find_path(argument.path);
        if (fact.knowledge != FactSource::Knowledge::known)
            return Error{Errc::missing_fact,
                         fmt::format("'{}' is nog niet vastgelegd", argument.path),
                         Where{{}, 0, argument.path},
                         {}};
        values[argument.name] = std::move(fact.value);
    }
    return values;
}

namespace {

// How people call an item: the name of an area or the title of an option, otherwise its key; a branch by its id.
std::string item_title(const Workflow& workflow, const Step& each, std::string_view key, Context& context)
{
    if (each.kind != StepKind::each)
        return std::string(key);
    const std::string& over = std::get<EachTerms>(each.terms).over;
    if (over.starts_with("areas.")) {
        const Result<AreaId> id = parse_id<AreaTag>(key);
        const auto area = id ? context.ledger().areas.find(*id) : context.ledger().areas.end();
        return area == context.ledger().areas.end() ? std::string(key) : area->second.name;
    }
    const std::size_t dot = over.find('.');
    const std::string_view owner = std::string_view{over}.substr(0, dot);
    const std::string_view field_id = std::string_view{over}.substr(dot + 1);
    const Step* asked = owner == "input" ? nullptr : find_step_by_id(workflow, owner);
    const Form* form = asked == nullptr ? nullptr : find_form(workflow, asked->form);
    const std::vector<Field>& fields = form == nullptr ? workflow.input : form->fields;
    for (const Field& field : fields)
        if (field.id == field_id)
            for (const Option& option : field.options)
                if (option.id == key)
                    return option.title;
    return std::string(key);
}

}  // namespace

std::string Interpretation::title_of(RunId run_id, std::string_view path, const Step& step)
{
    std::string title = step.title;
    if (title.find('{') == std::string::npos)
        return title;
    const Workflow& workflow = *workflow_of(run_id);
    for (std::string_view around = parent_path(path); !around.empty(); around = parent_path(around)) {
        const PathPart part = split_path(around).back();
        const std::string mark = fmt::format("{{{}}}", part.id);
        const std::size_t at = title.find(mark);
        const Step* each = part.key ? find_step(workflow, without_key(around)) : nullptr;
        if (at == std::string::npos || each == nullptr || !is_block(each->kind))
            continue;
        title.replace(at, mark.size(), item_title(workflow, *each, decode_key(*part.key), turn_.context()));
    }
    return title;
}

// Later keys join an `each` that says live; none vanishes by itself (RULES D4).
void Interpretation::join_live_items()
{
    for (const auto& [id, run] : turn_.programme().runs) {
        std::vector<std::string> open;
        for (const auto& [path, step] : run.steps)
            if (step.kind == StepKind::each && step.state == StepState::open)
                open.push_back(path);
        const RunId run_id = id;
        for (const std::string& path : open) {
            const Step& step = *find_step(*workflow_of(run_id), path);
            if (!std::get<EachTerms>(step.terms).live)
                continue;
            const Result<std::vector<std::string>> keys = keys_of(run_id, path, step);
            const std::vector<std::string> known = run_of(run_id).steps.at(path).keys;
            std::vector<std::string> fresh;
            for (const std::string& key : keys ? *keys : std::vector<std::string>{})
                if (std::find(known.begin(), known.end(), key) == known.end())
                    fresh.push_back(key);
            for (const std::string& key : fresh)
                record(run_id, ItemJoined{path, key});
            open_items(run_id, path, step, fresh);
        }
    }
}

}  // namespace wd::domain
