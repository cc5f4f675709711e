// See item_titles.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/item_titles.hpp"

#include "base/text.hpp"
#include "domain/paths.hpp"
#include "domain/step_lookup.hpp"

namespace wd::domain {

namespace {

// The name of an area or the title of an option, otherwise its key; a branch by its id.
std::string item_title(const Workflow& workflow, const Step& each, std::string_view key, const LedgerOf& ledger)
{
    if (each.kind != StepKind::each)
        return std::string(key);
    const std::string& over = std::get<EachTerms>(each.terms).over;
    if (over.starts_with("areas.")) {
        const Result<AreaId> id = parse_id<AreaTag>(key);
        const auto area = id ? ledger().areas.find(*id) : ledger().areas.end();
        return area == ledger().areas.end() ? std::string(key) : area->second.name;
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

std::string title_at(const Workflow& workflow, const LedgerOf& ledger, std::string_view path, std::string title)
{
    if (title.find('{') == std::string::npos)
        return title;
    for (std::string_view around = parent_path(path); !around.empty(); around = parent_path(around)) {
        const PathPart part = split_path(around).back();
        const std::string mark = fmt::format("{{{}}}", part.id);
        const std::size_t at = title.find(mark);
        const Step* each = part.key ? find_step(workflow, without_key(around)) : nullptr;
        if (at == std::string::npos || each == nullptr || !is_block(each->kind))
            continue;
        title.replace(at, mark.size(), item_title(workflow, *each, decode_key(*part.key), ledger));
    }
    return title;
}

}  // namespace wd::domain
