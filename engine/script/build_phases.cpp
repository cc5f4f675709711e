// Phases, and lists of steps inside steps. See build.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/build.hpp"

namespace wd::script {

namespace {

domain::Every build_every(Reader& reader, const Node& node)
{
    domain::Every every{{6, calendar::Unit::week}, {}};
    const Place& place = node.place;
    if (node.arguments.size() != 2) {
        reader.complaints.add(place, "'each_time' krijgt een duur en een stap; schrijf each_time{}",
                              example_of(Call::period_step));
        return every;
    }
    const Value& period = node.arguments[0];
    const Result<calendar::Period> parsed = calendar::parse_period(period.text);
    if (period.kind != Value::Kind::text)
        reader.complaints.add(place, "'each_time' begint met een duur, bijvoorbeeld \"6 weken\", niet met {}",
                              dutch_name(period));
    else if (!parsed)
        reader.complaints.add(place, "'each_time': {}", parsed.error().message);
    else
        every.period = *parsed;
    Value list;
    list.kind = Value::Kind::table;
    list.items.push_back(node.arguments[1]);
    reader.comes_back = true;
    domain::Steps steps = build_step_list(reader, list, "each_time", place);
    reader.comes_back = false;
    if (!steps.empty())
        every.step = std::move(steps.front());
    return every;
}

domain::Phase build_phase(Reader& reader, const Node& node)
{
    const Entry entry{reader, node};
    domain::Phase phase;
    phase.id = entry.id();
    phase.title = entry.text("title");
    phase.line = node.place.line;
    phase.file = node.place.file;
    phase.steps = build_steps(reader, entry.nodes("steps"));
    for (const Node* every : entry.nodes("every"))
        phase.every.push_back(build_every(reader, *every));
    const Value* steps = entry.find("steps");
    if (steps != nullptr && steps->items.empty())
        entry.complain("steps", "fase \"{}\" heeft geen stappen; zet er minstens één in", phase.id);
    return phase;
}

}  // namespace

std::vector<domain::Phase> build_phases(const Entry& workflow)
{
    const std::vector<const Node*> nodes = workflow.nodes("phases");
    std::vector<domain::Phase> phases;
    phases.reserve(nodes.size());
    for (const Node* node : nodes)
        phases.push_back(build_phase(workflow.reader(), *node));
    complain_about_repeats(workflow.reader(), nodes, phases, "phase");
    const Value* list = workflow.find("phases");
    if (list != nullptr && list->items.empty())
        workflow.complain("phases", "een workflow heeft minstens één fase");
    return phases;
}

domain::Steps build_step_list(Reader& reader, const Value& list, std::string_view what, const Place& place)
{
    if (list.kind == Value::Kind::broken)
        return {};
    if (list.kind != Value::Kind::table) {
        reader.complaints.add(place, "'{}' is een lijst van stappen: {{ task(\"id\", {{ … }}), … }}, niet {}", what,
                              dutch_name(list));
        return {};
    }
    return build_steps(reader, read_nodes(reader, list, Group::step, what, place));
}

}  // namespace wd::script
