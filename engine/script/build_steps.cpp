// One step from its word. See build.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "script/build.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace wd::script {

namespace {

using domain::Step;
using domain::StepKind;

constexpr int lists_depth_max =
    40;  // lists within lists; more than anybody can read, and bounded for whoever walks them

const WordDoc& choose_branch_keys()
{
    static const WordDoc keys{"een tak van choose",
                              Group::step,
                              Call::table,
                              "",
                              {{"when", Shape::function, KeyDoc::Need::optional, "de voorwaarde"},
                               {"otherwise", Shape::yes_no, KeyDoc::Need::optional, "de tak als niets anders klopt"},
                               {"steps", Shape::list, KeyDoc::Need::optional, "de stappen"}}};
    return keys;
}

const WordDoc& named_branch_keys()
{
    static const WordDoc keys{"een tak",
                              Group::step,
                              Call::table,
                              "",
                              {{"id", Shape::name, KeyDoc::Need::required, "hoe de tak heet in paden"},
                               {"steps", Shape::list, KeyDoc::Need::required, "de stappen"}}};
    return keys;
}

// Counts a step or branch; false, with one complaint, when there are too many. A shared list of lib/ may be used many times
// over, so the bound is on what is built, not on what is written.
bool count_step(Reader& reader, const Place& place)
{
    if (++reader.steps == limits::steps_per_workflow_max + 1)
        reader.complaints.add(place, "de workflow heeft meer dan {} stappen", limits::steps_per_workflow_max);
    return reader.steps <= limits::steps_per_workflow_max;
}

// Calls `read(table, position)` for every table in `branches`.
template <class Read>
void for_each_branch(const Entry& entry, Read read)
{
    const Value* list = entry.find("branches");
    if (list == nullptr)
        return;
    for (std::size_t i = 0; i < list->items.size() && count_step(entry.reader(), entry.place()); ++i) {
        const Value& branch = list->items[i];
        if (branch.kind == Value::Kind::table)
            read(branch, i);
        else if (branch.kind != Value::Kind::broken)
            entry.complain("branches", "tak {} is {}, geen tabel {{ … steps = {{ … }} }}", i + 1, dutch_name(branch));
    }
}

domain::Branches build_choose(const Entry& entry)
{
    domain::Branches branches;
    const std::size_t count = entry.has("branches") ? entry.find("branches")->items.size() : 0;
    bool has_otherwise = false;
    for_each_branch(entry, [&](const Value& table, std::size_t i) {
        const Entry part{entry.reader(), table, choose_branch_keys(), entry.place()};
        const bool otherwise = part.yes_no("otherwise", false);
        has_otherwise = has_otherwise || otherwise;
        if (otherwise && find_named(table, "when") != nullptr)
            entry.complain("branches", "tak {} heeft when en otherwise; kies één van beide", i + 1);
        if (!otherwise && find_named(table, "when") == nullptr)
            entry.complain("branches",
                           "tak {} heeft geen voorwaarde; geef when = function(c) … end, of otherwise = true", i + 1);
        if (otherwise && i + 1 != count)
            entry.complain("branches", "otherwise is de laatste tak: na tak {} komt niets meer aan de beurt", i + 1);
        branches.list.push_back(
            {"", part.function("when"), build_steps(entry.reader(), part.nodes("steps")), entry.place().line});
    });
    if (entry.has("branches") && !has_otherwise)
        entry.complain("branches",
                       "choose \"{}\" heeft geen laatste tak {{ otherwise = true }}; wat gebeurt er als niets klopt?",
                       entry.id());
    return branches;
}

domain::Branches build_named_branches(const Entry& entry)
{
    domain::Branches branches;
    for_each_branch(entry, [&](const Value& table, std::size_t i) {
        const Entry part{entry.reader(), table, named_branch_keys(), entry.place()};
        const std::string id = part.text("id");
        for (const domain::Branch& other : branches.list)
            if (!id.empty() && other.id == id)
                entry.complain("branches", "tak {}: de id \"{}\" is al van een andere tak", i + 1, id);
        branches.list.push_back({id, {}, build_steps(entry.reader(), part.nodes("steps")), entry.place().line});
    });
    return branches;
}

// A branch that stands still is told, and no more: whatever else should happen is started by `on`.
void build_together(const Entry& entry, Step& step)
{
    domain::Branches branches = build_named_branches(entry);
    branches.idle = entry.period("idle");
    step.terms = std::move(branches);
    step.late = build_steps(entry.reader(), entry.nodes("when_idle"));
    if (entry.has("when_idle") && !entry.has("idle"))
        entry.complain("when_idle", "'when_idle' hoort bij een tijd; geef ook idle, bijvoorbeeld idle = \"8 weken\"");
    for (const Step& told : step.late)
        if (told.kind != StepKind::tell)
            entry.complain("when_idle",
                           "in when_idle staan alleen berichten (tell); begin iets anders met on = {{ when_event(…, {{ "
                           "event = \"track.idle\", … }}) }}");
}

domain::VoteTerms build_vote(const Entry& entry)
{
    domain::VoteTerms vote;
    vote.base = entry.one_of<domain::VoteBase>("base").value_or(vote.base);
    vote.electorate = entry.text("electorate");
    vote.set_by = entry.text("set_by");
    vote.quorum = static_cast<int>(entry.whole("quorum").value_or(0));
    if (const Value* threshold = entry.find("threshold")) {
        const bool range = threshold->kind == Value::Kind::table;
        vote.threshold = static_cast<int>(range ? find_named(*threshold, "min")->whole : threshold->whole);
        if (range)
            vote.threshold_max = static_cast<int>(find_named(*threshold, "max")->whole);
    }
    return vote;
}

domain::WaitTerms build_wait(const Entry& entry)
{
    domain::WaitTerms wait;
    int given = 0;
    for (const std::string_view key : {"time", "date", "event"})
        given += entry.has(key) ? 1 : 0;
    if (given != 1)
        entry.complain("", "wait \"{}\" wacht op precies één ding: time, date of event; nu zijn het er {}", entry.id(),
                       given);
    wait.time = entry.rule("time");
    wait.date = entry.text("date");
    wait.event = entry.text("event");
    wait.what = entry.has("date")    ? domain::WaitFor::date
                : entry.has("event") ? domain::WaitFor::event
                                     : domain::WaitFor::time;
    return wait;
}

domain::EachTerms build_each(const Entry& entry)
{
    entry.reader().each_ids.push_back(entry.id());
    domain::EachTerms each{entry.text("over"), entry.yes_no("live", false),
                           build_steps(entry.reader(), entry.nodes("steps"))};
    entry.reader().each_ids.pop_back();
    return each;
}

void build_terms(const Entry& entry, Step& step)
{
    switch (step.kind) {
    case StepKind::vote: step.terms = build_vote(entry); return;
    case StepKind::decision:
        step.terms =
            domain::DecisionTerms{entry.one_of<domain::DecisionBody>("body").value_or(domain::DecisionBody::council)};
        return;
    case StepKind::gate:
        step.terms = domain::GateTerms{entry.texts("deciders"), entry.texts("needs"), entry.texts("back"),
                                       entry.yes_no("independent", false)};
        return;
    case StepKind::measure:
        step.terms = domain::MeasureTerms{entry.text("measure"),
                                          entry.one_of<domain::FieldKind>("unit").value_or(domain::FieldKind::number)};
        return;
    case StepKind::wait: step.terms = build_wait(entry); return;
    case StepKind::choose: step.terms = build_choose(entry); return;
    case StepKind::each: step.terms = build_each(entry); return;
    case StepKind::together: build_together(entry, step); return;
    case StepKind::first: step.terms = build_named_branches(entry); return;
    case StepKind::start:
        step.terms =
            domain::StartTerms{entry.text("workflow"), build_arguments(entry, "input"), entry.yes_no("wait", true)};
        return;
    case StepKind::compute: step.terms = domain::ComputeTerms{entry.function("value")}; return;
    case StepKind::call:
        step.terms = domain::CallTerms{entry.text("plugin"), entry.text("action"), build_arguments(entry, "input")};
        return;
    case StepKind::tell: step.terms = domain::TellTerms{entry.text("to"), entry.text("to_person")}; return;
    case StepKind::go: step.terms = domain::GoTerms{entry.text("phase")}; return;
    case StepKind::task:
    case StepKind::meeting:
    case StepKind::friction:
    case StepKind::reflection:
    case StepKind::finish: return;
    }
}

void build_due(const Entry& entry, Step& step)
{
    if (entry.has("within") && entry.has("before"))
        entry.complain("before", "kies within of before, niet allebei");
    step.due = entry.has("closes")   ? entry.rule("closes")
               : entry.has("before") ? entry.rule("before")
                                     : entry.rule("within");
    step.remind = entry.period("remind");
    step.legal = entry.yes_no("legal", false);
    step.late = build_steps(entry.reader(), entry.nodes("late"));
    if (step.due)
        return;
    for (const std::string_view key : {"remind", "late", "legal"})
        if (entry.has(key))
            entry.complain(key, "'{}' hoort bij een termijn; geef ook {}", key,
                           step.kind == StepKind::vote ? "closes" : "within of before");
}

// A deadline that passed while nothing ran still passes, once; only what comes back can be missed.
void build_after_downtime(const Entry& entry, Step& step, bool comes_back)
{
    step.after_downtime = entry.one_of<domain::AfterDowntime>("after_downtime").value_or(domain::AfterDowntime::once);
    if (entry.has("after_downtime") && !comes_back)
        entry.complain("after_downtime",
                       "'after_downtime' hoort bij een stap die terugkomt (each_time); een gewone termijn die "
                       "voorbijging terwijl alles stilstond, gaat alsnog één keer af; laat het weg");
}

// In the order of the closed list, whatever their order in the table.
void build_outcomes(const Entry& entry, Step& step)
{
    const Value* outcomes = entry.find("outcomes");
    if (outcomes == nullptr)
        return;
    const std::vector<std::string_view>& known = domain::outcomes_of(step.kind);
    for (const auto& [name, steps] : outcomes->named) {
        (void)steps;
        if (std::find(known.begin(), known.end(), name) == known.end())
            entry.complain("outcomes", "onbekende uitkomst '{}' van {}{}; mogelijk is {}", name, name_of(step.kind),
                           did_you_mean(name, known), join_or(known));
        else if (step.kind == StepKind::gate && name == "back")
            entry.complain("outcomes", "terug wordt beantwoord met back = {{ fasen }}, niet in outcomes");
    }
    for (const std::string_view name : known)
        if (const Value* steps = find_named(*outcomes, name))
            step.outcomes.push_back(
                {std::string(name), build_step_list(entry.reader(), *steps, name, entry.place_of("outcomes"))});
}

// A role or somebody by name; that one of them is there follows from the key table.
void check_whom(const Entry& entry, std::string_view role, std::string_view person)
{
    if (entry.has(role) && entry.has(person))
        entry.complain(person, "kies {} of {}, niet allebei", role, person);
}

Step build_step(Reader& reader, const Node& node)
{
    const bool comes_back = std::exchange(reader.comes_back, false);
    const Entry entry{reader, node};
    Step step;
    step.id = entry.id();
    step.kind = *find_enum<StepKind>(node.word->word);
    step.line = node.place.line;
    step.file = node.place.file;
    step.title = entry.text("title");
    step.role = entry.text("role");
    step.person = entry.text("person");
    step.answered_by = entry.text("answered_by");
    check_whom(entry, "role", "person");
    check_whom(entry, "to", "to_person");
    if (entry.has("answered_by") && entry.has("form"))
        entry.complain("answered_by", "wat een gebeurtenis afrondt, heeft geen formulier; laat form weg");
    step.form = entry.text("form");
    step.carry = entry.yes_no("carry", false);
    step.minutes = static_cast<int>(std::min<std::int64_t>(entry.whole("minutes").value_or(0), 100'000));
    build_due(entry, step);
    build_after_downtime(entry, step, comes_back);
    build_outcomes(entry, step);
    build_terms(entry, step);
    return step;
}

}  // namespace

domain::Steps build_steps(Reader& reader, const std::vector<const Node*>& nodes)
{
    domain::Steps steps;
    if (reader.depth >= lists_depth_max && !nodes.empty()) {
        reader.complaints.add(nodes.front()->place, "stappen zitten meer dan {} lagen diep in elkaar", lists_depth_max);
        return steps;
    }
    ++reader.depth;
    for (const Node* node : nodes)
        if (count_step(reader, node->place))
            steps.push_back(build_step(reader, *node));
    --reader.depth;
    return steps;
}

}  // namespace wd::script
