// See workflow_words.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/workflow_words.hpp"

#include "base/text.hpp"
#include "domain/figures.hpp"
#include "domain/paths.hpp"
#include "domain/step_lookup.hpp"
#include "domain/words.hpp"

#include <algorithm>
#include <array>

namespace wd::runtime {

using domain::Field;
using domain::FieldKind;
using domain::Step;
using Told = WorkflowWords::Told;

namespace {

// "aantal_gesprekken" as people would write it, for what has no title.
std::string in_words(std::string_view id)
{
    std::string text(id);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

// What a value is, where the workflow does not declare it.
struct KnownFact {
    std::string_view name;
    std::string_view title;
    FieldKind kind;
};
constexpr std::array known_facts = std::to_array<KnownFact>({
    {"reach.per_mille", "deel van de bewoners dat we spraken", FieldKind::per_mille},
    {"reach.people", "aantal bewoners dat we spraken", FieldKind::count},
    {"core_team.positions", "aantal rollen in het kernteam", FieldKind::count},
    {"core_team.filled", "aantal rollen in het kernteam waar iemand zit", FieldKind::count},
    {"core_team.residents", "aantal rollen voor bewoners in het kernteam", FieldKind::count},
    {"commitments.open", "aantal toezeggingen dat nog openstaat", FieldKind::count},
    {"commitments.silent",
     "aantal toezeggingen waar niemand iets over zegt: zonder eigenaar, over de datum, of de eigenaar is vertrokken",
     FieldKind::count},
    {"money.budget", "budget", FieldKind::money},
    {"money.granted", "toegezegde subsidie", FieldKind::money},
    {"money.spent", "uitgegeven geld", FieldKind::money},
    {"population.inhabitants", "aantal inwoners", FieldKind::count},
    {"population.dwellings", "aantal woningen", FieldKind::count},
    {"handover.giver", "wie vertrekt", FieldKind::person},
    {"handover.receiver", "wie het overneemt", FieldKind::person},
    {"handover.last_day", "laatste dag van wie vertrekt", FieldKind::date},
    {"handover.has_giver", "er is een vertrekker om mee te praten", FieldKind::yes_no},
    {"handover.has_receiver", "er is een opvolger", FieldKind::yes_no},
    {"handover.completed", "het overdrachtsdocument is af", FieldKind::yes_no},
    {"handover.talked", "vertrekker en opvolger spraken elkaar", FieldKind::yes_no},
    {"handover.accepted", "de opvolger nam de rol over", FieldKind::yes_no},
    {"handover.core", "de rol hoort bij het kernteam", FieldKind::yes_no},
    {"handover.residents", "de rol is van bewoners", FieldKind::yes_no},
    {"handover.first_check_up", "dag van het eerste terugkommoment", FieldKind::date},
    {"handover.last_check_up", "dag van het laatste terugkommoment", FieldKind::date},
    {"handover.accepted_on", "dag waarop de opvolger het overnam", FieldKind::date},
    {"today", "de dag zelf", FieldKind::date},
});
// Groups of facts, for when nothing of it is there.
constexpr std::array known_groups = std::to_array<KnownFact>({
    {"reach", "met hoeveel bewoners we spraken", FieldKind::count},
    {"population", "aantal inwoners", FieldKind::count},
    {"handover", "om welke overdracht het gaat", FieldKind::choice},
    {"event", "wat de aanleiding was", FieldKind::choice},
});
// The same for what a step gives besides the answers on its form.
constexpr std::array known_results = std::to_array<KnownFact>({
    {"outcome", "uitkomst", FieldKind::choice},
    {"yes", "stemmen voor", FieldKind::count},
    {"no", "stemmen tegen", FieldKind::count},
    {"abstain", "stemmen blanco", FieldKind::count},
    {"electorate", "mogen stemmen", FieldKind::count},
    {"needed", "stemmen nodig", FieldKind::count},
    {"turnout_per_mille", "opkomst", FieldKind::per_mille},
    {"date", "datum", FieldKind::date},
    {"attendance", "aantal mensen dat er was", FieldKind::count},
    {"conditions", "aantal voorwaarden", FieldKind::count},
});

template <class Facts>
const KnownFact* find_known(const Facts& facts, std::string_view name)
{
    const auto* found = std::find_if(facts.begin(), facts.end(), [&](const auto& fact) { return fact.name == name; });
    return found == facts.end() ? nullptr : found;
}

const Field* find_field(const std::vector<Field>& fields, std::string_view id)
{
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.id == id; });
    return found == fields.end() ? nullptr : &*found;
}

std::string value_text(FieldKind kind, const json::value& value)
{
    if (value.is_bool())
        return value.get_bool() ? "ja" : "nee";
    if (value.is_int64() && kind == FieldKind::money)
        return domain::euro_text(value.get_int64());
    if (value.is_int64() && kind == FieldKind::person)
        return domain::to_text(domain::PersonId{value.get_int64()});
    if (value.is_int64() && kind == FieldKind::per_mille)
        return domain::per_mille_text(value.get_int64());
    if (value.is_int64())
        return domain::number_text(value.get_int64());
    if (value.is_null())
        return "nog niet ingevuld";
    if (!value.is_string())
        return json::serialize(value);
    const std::string_view text{value.get_string().data(), value.get_string().size()};
    const Result<Date> date = parse_date(text);
    return date ? domain::date_text(*date) : std::string(domain::dutch(text));
}

// The titled steps of a list, where a step without a title stands for what is in it.
void add_titles(const domain::Steps& steps, std::vector<std::string>& titles)
{
    for (const Step& step : steps) {
        if (!step.title.empty())
            titles.push_back(step.title);
        else if (const auto* each = std::get_if<domain::EachTerms>(&step.terms))
            add_titles(each->steps, titles);
        else if (const auto* branches = std::get_if<domain::Branches>(&step.terms);
                 branches != nullptr && step.kind != domain::StepKind::choose)
            for (const domain::Branch& branch : branches->list)
                add_titles(branch.steps, titles);
    }
}

}  // namespace

WorkflowWords::WorkflowWords(const domain::Workflow& workflow, const KnownAreas& areas)
    : workflow_(workflow), areas_(areas)
{
}

std::string WorkflowWords::phase(std::string_view path) const
{
    const std::string_view id = domain::split_path(path).front().id;
    const domain::Phase* phase = domain::find_phase(workflow_, id);
    return phase == nullptr ? in_words(id) : phase->title;
}

std::string WorkflowWords::role(std::string_view id) const
{
    const domain::Role* role = domain::find_role(workflow_, id);
    return role == nullptr ? in_words(id) : role->title;
}

std::string WorkflowWords::step(std::string_view path) const
{
    const Step* step = domain::find_step(workflow_, path);
    return step == nullptr ? std::string{} : with_items(step->title, path);
}

std::string WorkflowWords::place(std::string_view path) const
{
    std::string text = "fase " + phase(path);
    std::vector<std::string> items;
    for (std::string_view around = domain::parent_path(path); !around.empty(); around = domain::parent_path(around)) {
        const domain::PathPart part = domain::split_path(around).back();
        const Step* each = part.key ? domain::find_step(workflow_, domain::without_key(around)) : nullptr;
        if (each != nullptr && each->kind == domain::StepKind::each)
            items.push_back(item(*each, decode_key(*part.key)));
    }
    for (auto name = items.rbegin(); name != items.rend(); ++name)
        text += ", " + *name;
    return text;
}

// The names of the items around it; of an item that is not known here "elk blok".
std::string WorkflowWords::with_items(std::string title, std::string_view path) const
{
    for (std::string_view around = domain::parent_path(path); !around.empty(); around = domain::parent_path(around)) {
        const domain::PathPart part = domain::split_path(around).back();
        const std::string mark = fmt::format("{{{}}}", part.id);
        const std::size_t at = title.find(mark);
        const Step* block = part.key ? domain::find_step(workflow_, domain::without_key(around)) : nullptr;
        if (at != std::string::npos && block != nullptr)
            title.replace(at, mark.size(), item(*block, decode_key(*part.key)));
    }
    for (std::size_t at = title.find('{'); at != std::string::npos; at = title.find('{')) {
        const std::size_t end = title.find('}', at);
        if (end == std::string::npos)
            break;
        title.replace(at, end - at + 1, "elk " + in_words(std::string_view{title}.substr(at + 1, end - at - 1)));
    }
    return title;
}

std::string WorkflowWords::item(const Step& each, std::string_view key) const
{
    const auto* terms = std::get_if<domain::EachTerms>(&each.terms);
    if (terms == nullptr)
        return in_words(key);
    if (const Result<domain::AreaId> id = parse_id<domain::AreaTag>(key); id && terms->over.starts_with("areas.")) {
        const auto area = areas_.find(*id);
        return area == areas_.end() ? std::string(key) : area->second.name;
    }
    const std::string_view owner = domain::root_of_fact(terms->over);
    const std::string_view leaf = std::string_view{terms->over}.substr(std::min(owner.size() + 1, terms->over.size()));
    const Step* asked = owner == "input" ? nullptr : domain::find_step_by_id(workflow_, owner);
    const domain::Form* form = asked == nullptr ? nullptr : domain::find_form(workflow_, asked->form);
    const Field* field = find_field(form == nullptr ? workflow_.input : form->fields, leaf);
    return field == nullptr ? std::string(key) : answer(*field, json::value(key));
}

std::string WorkflowWords::answer(const Field& field, const json::value& value) const
{
    if (value.is_array()) {
        std::vector<std::string> parts;
        for (const json::value& one : value.get_array())
            parts.push_back(answer(field, one));
        return parts.empty() ? "niets" : join_and(parts);
    }
    if (field.kind == FieldKind::text && value.is_bool())
        return value.get_bool() ? "ingevuld" : "niet ingevuld";
    if (field.kind == FieldKind::area && value.is_int64()) {
        const auto area = areas_.find(domain::AreaId{value.get_int64()});
        if (area != areas_.end())
            return area->second.name;
    }
    if (field.kind == FieldKind::person && value.is_int64())
        return domain::to_text(domain::PersonId{value.get_int64()});
    for (const domain::Option& option : field.options)
        if (value.is_string() && option.id == value.get_string())
            return option.title;
    return value_text(field.kind, value);
}

Told WorkflowWords::fact_of_step(const Step& step, std::string_view leaf, const json::value& value,
                                 std::string_view asking) const
{
    const std::string title = with_items(step.title, domain::child_path(domain::parent_path(asking), step.id));
    const domain::Form* form = domain::find_form(workflow_, step.form);
    if (const Field* field = form == nullptr ? nullptr : find_field(form->fields, leaf))
        return {field->title, answer(*field, value), title};
    if (const auto* measure = std::get_if<domain::MeasureTerms>(&step.terms); measure != nullptr && leaf == "value")
        return {title, value_text(measure->unit, value), {}};
    if (step.kind == domain::StepKind::compute)
        return {"berekend " + in_words(step.id), value_text(FieldKind::number, value), {}};
    if (const KnownFact* known = find_known(known_results, leaf))
        return {std::string(known->title), value_text(known->kind, value), title};
    return {in_words(leaf), value_text(FieldKind::number, value), title};
}

Told WorkflowWords::fact(std::string_view name, const json::value& value, std::string_view asking) const
{
    if (const KnownFact* known = find_known(known_facts, name))
        return {std::string(known->title), value_text(known->kind, value), {}};
    const std::string_view root = domain::root_of_fact(name.substr(0, name.find('[')));
    const std::string_view leaf = name.substr(std::min(name.find('.'), name.size() - 1) + 1);
    if (root == "input" || root == "settings")
        if (const Field* field = find_field(root == "input" ? workflow_.input : workflow_.settings, leaf))
            return {field->title, answer(*field, value), root == "input" ? "" : "instelling"};
    if (root == "reach")
        return {"aantal bewoners dat we spraken via " + in_words(leaf), value_text(FieldKind::count, value), {}};
    if (root == "measures") {
        for (const std::string& id : domain::step_ids(workflow_))
            if (const Step& step = *domain::find_step_by_id(workflow_, id); step.kind == domain::StepKind::measure)
                if (const auto& terms = std::get<domain::MeasureTerms>(step.terms); terms.measure == leaf)
                    return {step.title, value_text(terms.unit, value), {}};
        return {"cijfer over " + in_words(leaf), value_text(FieldKind::number, value), {}};
    }
    // "all.afspraak" is how many there are, "all.afspraak[2].datum" is of one of them.
    const bool counted = root == "all" && leaf.find('.') == std::string_view::npos;
    const std::string_view id = root == "all" ? leaf.substr(0, leaf.find_first_of(".[")) : root;
    if (const Step* step = domain::find_step_by_id(workflow_, id)) {
        if (counted)
            return {fmt::format("hoe vaak dit al klaar is: {}",
                                step->title.empty() ? in_words(id) : with_items(step->title, asking)),
                    value_text(FieldKind::count, value),
                    {}};
        if (name == id && std::holds_alternative<domain::EachTerms>(step->terms))
            return {in_words(id), value.is_string() ? item(*step, value.get_string()) : json::serialize(value), {}};
        return fact_of_step(*step, name.substr(name.find_last_of('.') + 1), value, asking);
    }
    return {in_words(leaf), value_text(FieldKind::number, value), root == "event" ? "wat de aanleiding was" : ""};
}

std::string WorkflowWords::sentence(const Told& told)
{
    const bool asks = told.title.ends_with('?');
    const std::string from = told.from.empty() ? std::string{}
                             : told.from == "instelling" || told.from == "wat de aanleiding was"
                                 ? fmt::format(" ({})", told.from)
                                 : fmt::format(" (uit '{}')", told.from);
    std::string title = told.title;
    if (!title.empty() && title.front() >= 'a' && title.front() <= 'z')
        title.front() = static_cast<char>(title.front() - 'a' + 'A');
    return fmt::format("{}{} {}{}", title, asks ? "" : ":", told.shown, from);
}

std::string WorkflowWords::missing_title(std::string_view name, std::string_view asking) const
{
    // Of a whole step, or a group of facts, only the name is known.
    if (name.find('.') == std::string_view::npos) {
        const Step* step = domain::find_step_by_id(workflow_, name);
        if (step != nullptr && !step->title.empty())
            return fmt::format("'{}'", with_items(step->title, asking));
        const KnownFact* group = find_known(known_groups, name);
        return fmt::format("'{}'", group == nullptr ? fact(name, {}, asking).title : std::string(group->title));
    }
    const Told told = fact(name, {}, asking);
    const std::string from =
        told.from.empty() || told.from == told.title ? std::string{} : fmt::format(" (bij '{}')", told.from);
    return fmt::format("'{}'{}", told.title, from);
}

std::string WorkflowWords::missing(std::string_view fact, const domain::AskedAt& asked) const
{
    const std::vector<std::string> facts = domain::missing_behind(fact, asked);
    std::vector<std::string> titles;
    titles.reserve(facts.size());
    for (const std::string& one : facts)
        titles.push_back(missing_title(one, asked.path));
    return fmt::format("kan niet verder: {} {} nog niet vastgelegd; {}", join_and(titles),
                       titles.size() == 1 ? "is" : "zijn", domain::remedies_text(facts, asked));
}

std::vector<std::string> WorkflowWords::branch(std::string_view choose, std::int64_t index) const
{
    std::vector<std::string> titles;
    const Step* step = domain::find_step(workflow_, choose);
    const auto* branches = step == nullptr ? nullptr : std::get_if<domain::Branches>(&step->terms);
    if (branches == nullptr || index < 0 || static_cast<std::size_t>(index) >= branches->list.size())
        return titles;
    add_titles(branches->list[static_cast<std::size_t>(index)].steps, titles);
    for (std::string& title : titles)
        title = with_items(title, domain::child_path(choose, "x"));
    return titles;
}

std::vector<std::string> WorkflowWords::other_branches(std::string_view choose, std::int64_t index) const
{
    std::vector<std::string> titles;
    const Step* step = domain::find_step(workflow_, choose);
    const auto* branches = step == nullptr ? nullptr : std::get_if<domain::Branches>(&step->terms);
    for (std::size_t i = 0; branches != nullptr && i < branches->list.size(); ++i)
        if (static_cast<std::int64_t>(i) != index)
            for (std::string& title : branch(choose, static_cast<std::int64_t>(i)))
                titles.push_back(std::move(title));
    return titles;
}

}  // namespace wd::runtime
