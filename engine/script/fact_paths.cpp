// Whether a fact that a step names by its path can exist. See check.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "base/text.hpp"
#include "script/check.hpp"
#include "script/ids.hpp"

#include <algorithm>

namespace wd::script {

namespace {

using domain::Field;
using domain::FieldKind;
using domain::Step;
using domain::StepKind;

struct PathParts {
    std::string_view root;
    std::string_view leaf;  // all that follows the first dot
};

PathParts split(std::string_view path)
{
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos)
        return {path, {}};
    return {path.substr(0, dot), path.substr(dot + 1)};
}

const Field* find_field(const std::vector<Field>& fields, std::string_view id)
{
    const auto found = std::find_if(fields.begin(), fields.end(), [id](const Field& field) { return field.id == id; });
    return found == fields.end() ? nullptr : &*found;
}

const std::vector<Field>* declared_fields(const domain::Workflow& workflow, std::string_view root)
{
    if (root == "input")
        return &workflow.input;
    return root == "settings" ? &workflow.settings : nullptr;
}

std::vector<std::string_view> each_ids(const Block* block)
{
    std::vector<std::string_view> ids;
    for (; block != nullptr; block = block->outer)
        if (block->owner != nullptr && block->owner->kind == StepKind::each)
            ids.push_back(block->owner->id);
    return ids;
}

// What a step of this kind tells beside the answers on its form. Nothing when that is an open list.
std::optional<std::vector<std::string_view>> figures_of(const Step& step)
{
    using Names = std::vector<std::string_view>;
    switch (step.kind) {
    case StepKind::task:
    case StepKind::reflection: return Names{};
    case StepKind::vote: return Names{"outcome", "electorate", "yes", "no", "abstain", "needed", "turnout_per_mille"};
    case StepKind::decision: return Names{"outcome", "date", "conditions"};
    case StepKind::gate: return Names{"outcome", "phase", "date"};
    case StepKind::friction: return Names{"outcome", "date"};
    case StepKind::measure: return Names{"value", "date"};
    case StepKind::compute: return Names{"value"};
    default: return std::nullopt;
    }
}

// What is wrong with the part of a step, or nothing. Several steps in different blocks may have the id.
std::optional<std::string> wrong_leaf(const Checking& checking, const PathParts& parts)
{
    std::vector<std::string_view> known;
    const auto [first, last] = checking.steps.equal_range(parts.root);
    for (auto found = first; found != last; ++found) {
        const auto figures = figures_of(*found->second);
        if (!figures)
            return std::nullopt;
        known.insert(known.end(), figures->begin(), figures->end());
        if (const domain::Form* form = domain::find_form(checking.workflow, found->second->form))
            for (const std::string_view id : ids_of(form->fields))
                known.push_back(id);
    }
    if (is_among(parts.leaf, known))
        return std::nullopt;
    if (known.empty())
        return fmt::format("stap '{}' vraagt niets dat later te lezen is; geef hem een formulier", parts.root);
    if (parts.leaf.empty())
        return fmt::format("noem een deel van stap '{0}', bijvoorbeeld \"{0}.{1}\"", parts.root, known[0]);
    return fmt::format("stap '{}' heeft geen '{}'{}; mogelijk is {}", parts.root, parts.leaf,
                       did_you_mean(parts.leaf, known), join_or(known));
}

// The place of an id in the nearest block that has it; nothing when it is in no block around.
std::optional<int> order_of(const Block& block, std::string_view id)
{
    for (const Block* around = &block; around != nullptr; around = around->outer)
        if (const auto found = around->order.find(id); found != around->order.end())
            return found->second;
    return std::nullopt;
}

}  // namespace

std::optional<std::string> find_wrong_path(const Checking& checking, std::string_view path, const Block* block)
{
    const PathParts parts = split(path);
    if (const std::vector<Field>* fields = declared_fields(checking.workflow, parts.root)) {
        if (find_field(*fields, parts.leaf) != nullptr)
            return std::nullopt;
        return fmt::format("'{}' bestaat niet{}; zet de vraag in {} van de workflow", path,
                           did_you_mean(parts.leaf, ids_of(*fields)), parts.root);
    }
    if (parts.root == "event" || parts.root == "today" || is_among(parts.root, domain::programme_facts()) ||
        is_among(parts.root, each_ids(block)))
        return std::nullopt;
    if (checking.steps.contains(parts.root))
        return wrong_leaf(checking, parts);

    std::vector<std::string_view> known{"input", "settings", "event", "today"};
    known.insert(known.end(), domain::programme_facts().begin(), domain::programme_facts().end());
    for (const auto& [id, step] : checking.steps)
        known.push_back(id);
    return fmt::format(
        "'{}' is geen bekend feit{}; het begint met input, settings, event, een feit van het programma of een stap",
        path, did_you_mean(parts.root, known));
}

std::optional<FieldKind> find_field_kind(const Checking& checking, std::string_view path)
{
    const PathParts parts = split(path);
    if (const std::vector<Field>* fields = declared_fields(checking.workflow, parts.root)) {
        const Field* field = find_field(*fields, parts.leaf);
        return field == nullptr ? std::nullopt : std::optional{field->kind};
    }
    const auto step = checking.steps.find(parts.root);
    const domain::Form* form =
        step == checking.steps.end() ? nullptr : domain::find_form(checking.workflow, step->second->form);
    const Field* field = form == nullptr ? nullptr : find_field(form->fields, parts.leaf);
    return field == nullptr ? std::nullopt : std::optional{field->kind};
}

void check_fact(const Checking& checking, const Step& step, std::string_view key, std::string_view path,
                const Block& block)
{
    if (path.empty())
        return;
    if (const auto wrong = find_wrong_path(checking, path, &block))
        checking.complain(step, key, "'{}': {}", key, *wrong);
}

void check_over(const Checking& checking, const Step& step, const Block& block)
{
    const std::string& path = std::get<domain::EachTerms>(step.terms).over;
    if (path.empty())
        return;
    const PathParts parts = split(path);
    if (parts.root == "areas") {
        static const std::vector<std::string_view> kinds{"wijk", "buurt", "deelgebied", "blok", "complex"};
        if (!is_among(parts.leaf, kinds))
            checking.complain(step, "over", "onbekend soort gebied '{}'{}; mogelijk is {}", parts.leaf,
                              did_you_mean(parts.leaf, kinds), join_or(kinds));
        return;
    }
    if (const auto wrong = find_wrong_path(checking, path, &block))
        return checking.complain(step, "over", "'over': {}", *wrong);
    const std::optional<FieldKind> kind = find_field_kind(checking, path);
    const bool is_input = declared_fields(checking.workflow, parts.root) != nullptr;
    const bool fits = kind == FieldKind::choices || (!is_input && kind == FieldKind::count);
    if (!fits)
        return checking.complain(step, "over",
                                 "'{}' is geen lijst; each gaat over een vraag van soort choices{}, of over "
                                 "\"areas.deelgebied\"",
                                 path, is_input ? "" : " of count");
    const std::optional<int> own = order_of(block, step.id);
    const std::optional<int> other = is_input ? std::nullopt : order_of(block, parts.root);
    if (own && other && *other > *own)
        checking.complain(step, "over", "stap \"{}\" komt pas na each \"{}\"; zet hem ervoor", parts.root, step.id);
}

void check_arguments(const Checking& checking, const std::vector<domain::Argument>& arguments, const Place& place,
                     const Block* block)
{
    for (const domain::Argument& argument : arguments)
        if (!argument.path.empty())
            if (const auto wrong = find_wrong_path(checking, argument.path, block))
                checking.complaints.add(place, "input '{}': {}", argument.name, *wrong);
}

}  // namespace wd::script
