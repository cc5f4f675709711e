// The scenarios of test.lua. See build.hpp. What a play does is for runtime/; here its words, and that what it names exists.
// SPDX-License-Identifier: EUPL-1.2
#include "script/build.hpp"

#include "base/text.hpp"
#include "domain/paths.hpp"
#include "script/check.hpp"
#include "script/ids.hpp"
#include "script/shapes.hpp"
#include "script/walk.hpp"

#include <algorithm>

namespace wd::script {

namespace {

using domain::Play;
using domain::PlayKind;
using domain::Scenario;
using domain::Workflow;

struct Reading {
    Reader& reader;
    const Workflow& workflow;
    std::vector<std::string_view> steps;
};

// Complains when `name` is not one of `known`.
void check_name(const Entry& entry, std::string_view key, std::string_view name,
                const std::vector<std::string_view>& known, std::string_view what)
{
    if (!name.empty() && std::find(known.begin(), known.end(), name) == known.end())
        entry.complain(key, "'{}' is geen {} van deze workflow{}", name, what, did_you_mean(name, known));
}

// A step by its id, or by its whole path.
void check_step(const Reading& reading, const Entry& entry, std::string_view key, std::string_view path)
{
    check_name(entry, key, domain::last_id(path), reading.steps, "stap");
    if (path.find('/') != std::string_view::npos)
        check_name(entry, key, domain::split_path(path).front().id, ids_of(reading.workflow.phases), "fase");
}

// The first step with this id; null when there is none.
const domain::Step* find_step(const Workflow& workflow, std::string_view id)
{
    const domain::Step* found = nullptr;
    for_each_step(workflow, [&](const domain::Step& step) {
        if (found == nullptr && step.id == id)
            found = &step;
    });
    return found;
}

void check_outcome(const Reading& reading, const Entry& entry, std::string_view key, std::string_view path,
                   std::string_view outcome)
{
    const domain::Step* step = find_step(reading.workflow, domain::last_id(path));
    const std::vector<std::string_view>* known = step == nullptr ? nullptr : &domain::outcomes_of(step->kind);
    if (known == nullptr)
        return;
    if (known->empty())
        entry.complain(key, "'{}' heeft geen uitkomsten", path);
    else if (std::find(known->begin(), known->end(), outcome) == known->end())
        entry.complain(key, "'{}' is geen uitkomst van '{}'{}; mogelijk is {}", outcome, path,
                       did_you_mean(outcome, *known), join_or(*known));
}

json::object to_object(const Value& table)
{
    json::object object;
    for (const auto& [name, value] : table.named)
        object[name] = to_json(value);
    return object;
}

json::object read_answers(const Entry& entry, std::string_view key, const std::vector<domain::Field>& fields)
{
    const Value* table = entry.find(key);
    if (table == nullptr)
        return {};
    for (const auto& [name, value] : table->named)
        check_name(entry, key, name, ids_of(fields), key == "input" ? "vraag in input" : "vraag in settings");
    return to_object(*table);
}

std::vector<domain::ScenarioArea> read_areas(const Entry& scenario)
{
    const std::vector<const Node*> nodes = scenario.nodes("areas");
    std::vector<domain::ScenarioArea> areas;
    for (const Node* node : nodes) {
        const Entry entry{scenario.reader(), *node};
        if (entry.has("parent"))
            check_name(entry, "parent", entry.text("parent"), ids_of(areas), "gebied hierboven");
        areas.push_back({entry.id(), entry.text("kind"), entry.text("name"), entry.text("parent"),
                         entry.whole("inhabitants").value_or(0), entry.whole("dwellings").value_or(0)});
    }
    complain_about_repeats(scenario.reader(), nodes, areas, "area");
    return areas;
}

// --- Plays -----------------------------------------------------------------------------------------------------------------------

void read_free_arguments(const Entry& entry, const Node& node, Play& play)
{
    static const KeyDoc any{"de tabel", Shape::free_table, KeyDoc::Need::required, ""};
    if (node.arguments.size() < 2)
        return;
    if (const auto wrong = find_wrong(any, node.arguments[1]))
        entry.complain("", "'{}': {}", entry.word().word, *wrong);
    else
        play.arguments = to_object(node.arguments[1]);
}

void read_answer(const Reading& reading, const Entry& entry, const Node& node, Play& play)
{
    read_free_arguments(entry, node, play);
    play.target = entry.id();
    check_step(reading, entry, "", play.target);
    if (const json::value* outcome = play.arguments.if_contains("outcome"); outcome != nullptr && outcome->is_string())
        check_outcome(reading, entry, "outcome", play.target, std::string_view{outcome->get_string()});
}

void read_record(const Entry& entry, const Node& node, Play& play)
{
    static const std::vector<std::string_view> kinds{"reach", "measure", "signal", "linkage",
                                                     "money", "leave",   "gone",   "handover"};
    read_free_arguments(entry, node, play);
    play.target = entry.id();
    if (std::find(kinds.begin(), kinds.end(), play.target) == kinds.end())
        entry.complain("", "'{}' kan niet vastgelegd worden{}; mogelijk is {}", play.target,
                       did_you_mean(play.target, kinds), join_or(kinds));
}

// The keys as they stand, `for_` (a word of Lua without its line) under the name that the runtime gives it.
void copy_keys(const Entry& entry, Play& play)
{
    for (const KeyDoc& doc : entry.word().keys)
        if (const Value* value = entry.find(doc.key)) {
            const bool is_table = doc.shape == Shape::free_table || doc.shape == Shape::outcome_names;
            play.arguments[doc.key == "for_" ? "for" : doc.key] =
                is_table ? json::value(to_object(*value)) : to_json(*value);
        }
}

void read_people(const Reading& reading, const Entry& entry, Play& play)
{
    copy_keys(entry, play);
    int ends = 0;
    for (const std::string_view key : {"until_phase", "until_open", "until_state", "for_"})
        ends += entry.has(key) ? 1 : 0;
    if (ends != 1)
        entry.complain(
            "", "people krijgt precies één einde: until_phase, until_open, until_state of for_; nu zijn het er {}",
            ends);
    check_name(entry, "until_phase", entry.text("until_phase"), ids_of(reading.workflow.phases), "fase");
    if (entry.has("until_open"))
        check_step(reading, entry, "until_open", entry.text("until_open"));
    for (const std::string& step : entry.texts("except"))
        check_step(reading, entry, "except", step);
    if (const Value* answers = entry.find("answers"))
        for (const auto& [step, answer] : answers->named) {
            check_step(reading, entry, "answers", step);
            const Value* outcome = find_named(answer, "outcome");
            if (outcome != nullptr && outcome->kind == Value::Kind::text)
                check_outcome(reading, entry, "answers", step, outcome->text);
        }
}

void read_expect(const Reading& reading, const Entry& entry, Play& play)
{
    copy_keys(entry, play);
    if (play.arguments.empty())
        entry.complain("", "expect verwacht niets; noem bijvoorbeeld phase = \"…\" of open = {{ \"…\" }}");
    check_name(entry, "phase", entry.text("phase"), ids_of(reading.workflow.phases), "fase");
    for (const std::string_view key : {"open", "done", "skipped", "not_open", "late"})
        for (const std::string& path : entry.texts(key))
            check_step(reading, entry, key, path);
    // A message may also be named by its title, which a step id cannot be taken for.
    for (const std::string& message : entry.texts("told"))
        if (message.find(' ') == std::string::npos)
            check_step(reading, entry, "told", message);
    if (const Value* outcomes = entry.find("outcome"))
        for (const auto& [step, outcome] : outcomes->named) {
            check_step(reading, entry, "outcome", step);
            check_outcome(reading, entry, "outcome", step, outcome.text);
        }
}

void read_pass(const Entry& entry, const Node& node, Play& play)
{
    const bool is_text = node.arguments.size() == 1 && node.arguments[0].kind == Value::Kind::text;
    const Result<calendar::Period> period = calendar::parse_period(is_text ? node.arguments[0].text : "");
    if (!is_text)
        entry.complain("", "'pass' krijgt een duur; schrijf pass(\"3 weken\")");
    else if (!period)
        entry.complain("", "'pass': {}", period.error().message);
    else
        play.arguments["time"] = node.arguments[0].text;
}

Play read_play(const Reading& reading, const Node& node)
{
    const Entry entry{reading.reader, node};
    Play play;
    play.kind = *find_enum<PlayKind>(node.word->word);
    play.line = node.place.line;
    switch (play.kind) {
    case PlayKind::answer: read_answer(reading, entry, node, play); break;
    case PlayKind::record: read_record(entry, node, play); break;
    case PlayKind::pass: read_pass(entry, node, play); break;
    case PlayKind::people: read_people(reading, entry, play); break;
    case PlayKind::expect: read_expect(reading, entry, play); break;
    case PlayKind::pause:
    case PlayKind::resume: copy_keys(entry, play); break;
    }
    return play;
}

Scenario read_scenario(const Reading& reading, const Node& node)
{
    const Entry entry{reading.reader, node};
    Scenario scenario;
    scenario.title = entry.id();
    scenario.start = entry.text("start");
    scenario.line = node.place.line;
    scenario.areas = read_areas(entry);
    scenario.input = read_answers(entry, "input", reading.workflow.input);
    scenario.settings = read_answers(entry, "settings", reading.workflow.settings);
    scenario.unstaffed = entry.texts("unstaffed");
    for (const std::string& role : scenario.unstaffed)
        check_name(entry, "unstaffed", role, ids_of(reading.workflow.roles), "rol");
    for (const Node* play : entry.nodes("play"))
        scenario.play.push_back(read_play(reading, *play));
    return scenario;
}

}  // namespace

std::vector<Scenario> build_scenarios(Reader& reader, const Workflow& workflow)
{
    const Node* node = reader.declarations.tests();
    if (node == nullptr)
        return {};
    if (node->arguments.size() != 1 || node->arguments[0].kind != Value::Kind::table) {
        reader.complaints.add(node->place, "'tests' krijgt één lijst; schrijf tests{}", example_of(Call::list));
        return {};
    }
    const Reading reading{reader, workflow, list_step_ids(workflow)};
    std::vector<Scenario> scenarios;
    for (const Node* scenario : read_nodes(reader, node->arguments[0], Group::scenario, "tests", node->place))
        scenarios.push_back(read_scenario(reading, *scenario));
    return scenarios;
}

}  // namespace wd::script
