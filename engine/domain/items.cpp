// What a step is told at its place: the keys of a block, arguments for a child or plugin, its title. See interpretation.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/interpretation.hpp"
#include "domain/item_titles.hpp"
#include "domain/paths.hpp"

#include "base/limits.hpp"

#include <set>

namespace wd::domain {

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

Error not_recorded(const std::string& fact)
{
    return Error{Errc::missing_fact, fmt::format("'{}' is nog niet vastgelegd", fact), Where{{}, 0, fact}, {}};
}

namespace {

Error too_much(const Step& each)
{
    return Error{Errc::over_limit,
                 fmt::format("'{}' heeft te veel of te lange onderdelen", std::get<EachTerms>(each.terms).over),
                 Where{each.file, each.line, {}},
                 {}};
}

// Over a count: "1" up to and including that number.
Result<std::vector<std::string>> numbered_keys(std::int64_t count, const Step& each)
{
    if (count > static_cast<std::int64_t>(limits::items_per_block_max))
        return too_much(each);
    std::vector<std::string> keys;
    for (std::int64_t i = 1; i <= count; ++i)
        keys.push_back(std::to_string(i));
    return keys;
}

// Over a list: each of its items once.
Result<std::vector<std::string>> listed_keys(const json::array& items, const Step& each)
{
    std::vector<std::string> keys;
    std::set<std::string> known;
    for (const json::value& item : items) {
        const json::string* text = item.if_string();
        std::string key =
            text == nullptr ? json::serialize(item) : to_nfc(std::string_view{text->data(), text->size()});
        if (key.size() > limits::step_key_max || keys.size() >= limits::items_per_block_max)
            return too_much(each);
        if (known.insert(key).second)
            keys.push_back(std::move(key));
    }
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
    if (facts.is_left_open(over))
        return keys;
    const FactSource::Fact fact = facts.find_path(over);
    if (fact.value.is_int64())
        return numbered_keys(fact.value.get_int64(), step);
    if (!fact.value.is_array())
        return not_recorded(over);
    return listed_keys(fact.value.get_array(), step);
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
        if (fact.knowledge != FactSource::Knowledge::known && facts.is_left_open(argument.path))
            continue;
        if (fact.knowledge != FactSource::Knowledge::known)
            return not_recorded(argument.path);
        values[argument.name] = std::move(fact.value);
    }
    return values;
}

std::string Interpretation::title_of(RunId run_id, std::string_view path, const Step& step)
{
    return title_at(
        *workflow_of(run_id), [this]() -> const Ledger& { return turn_.context().ledger(); }, path, step.title);
}

// Later keys join an `each` that says live; none vanishes by itself (RULES D4).
void Interpretation::join_live_items()
{
    std::vector<std::pair<RunId, std::string>> live;
    for (const auto& [id, run] : turn_.programme().runs)
        for (const auto& [path, step] : run.steps)
            if (step.kind == StepKind::each && step.state == StepState::open &&
                std::get<EachTerms>(find_step(*workflow_of(id), path)->terms).live)
                live.emplace_back(id, path);
    for (const auto& [run_id, path] : live) {
        const Step& step = *find_step(*workflow_of(run_id), path);
        const Result<std::vector<std::string>> keys = keys_of(run_id, path, step);
        if (!keys)
            continue;
        const std::vector<std::string>& before = run_of(run_id).steps.at(path).keys;
        const std::set<std::string> known(before.begin(), before.end());
        std::vector<std::string> fresh;
        for (const std::string& key : *keys)
            if (!known.contains(key))
                fresh.push_back(key);
        for (const std::string& key : fresh)
            record(run_id, ItemJoined{path, key});
        open_items(run_id, path, step, fresh);
    }
}

}  // namespace wd::domain
