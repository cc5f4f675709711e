// See team_facts.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/team_facts.hpp"

#include "calendar/amsterdam.hpp"
#include "runtime/area_paths.hpp"
#include "runtime/explain.hpp"

#include <algorithm>
#include <set>

namespace wd::runtime {

using namespace domain;

namespace {

constexpr std::chrono::days one_day{1};

// --- Chairs

void read_chairs(store::ReadStore& store, ProgrammeId programme, TeamFacts& facts)
{
    const json::array found = store.view("programme", {{"programme", programme.value}});
    const std::string name = found.empty() ? std::string{} : word_in(found.front().as_object(), "name");
    for (const json::value& value : store.view("inner_chairs", {{"programme", programme.value}})) {
        const json::object& row = value.as_object();
        const PositionId id{*number_in(row, "position")};
        facts.chairs[id] = {id, word_in(row, "role"), word_in(row, "title"), name, is_set(row, "core")};
        facts.history.positions.push_back({id, word_in(row, "title"), is_set(row, "core"), {}});
    }
    for (const json::value& value : store.view("inner_spells", {{"programme", programme.value}})) {
        const json::object& row = value.as_object();
        Spell spell;
        spell.assignment = AssignmentId{*number_in(row, "assignment")};
        spell.position = PositionId{*number_in(row, "position")};
        spell.person = *person_in(row, "person");
        spell.from = *date_in(row, "from_date");
        spell.until = date_in(row, "until_date");
        if (!spell.until)
            spell.until = date_in(row, "last_day");
        spell.announced_on = date_in(row, "announced_on");
        facts.history.spells.push_back(spell);
    }
    for (const json::value& value : store.view("inner_handovers_of_team", {{"programme", programme.value}})) {
        const json::object& row = value.as_object();
        facts.history.handovers.push_back({PositionId{*number_in(row, "position")}, person_in(row, "giver"),
                                           person_in(row, "receiver"), *date_in(row, "announced_on"),
                                           date_in(row, "talked_on"), date_in(row, "accepted_on")});
    }
}

// --- Who knew or held what

// Folds what the log says about one kind of thing, in the order of the log.
class Holdings {
public:
    explicit Holdings(KnowledgeKind kind) : kind_(kind) {}

    KnowledgeItem& begin(std::int64_t number, Date day)
    {
        KnowledgeItem& item = items_[number];
        if (item.number == 0) {
            item.kind = kind_;
            item.number = number;
            item.from = day;
        }
        return item;
    }
    KnowledgeItem* find(std::int64_t number)
    {
        const auto found = items_.find(number);
        return found == items_.end() ? nullptr : &found->second;
    }
    // From `day` on it is this person's and nobody else's.
    void take(std::int64_t number, PersonId person, Date day)
    {
        release(number, day);
        begin(number, day).knowers.push_back({person, day, {}});
    }
    void release(std::int64_t number, Date day)
    {
        if (KnowledgeItem* item = find(number))
            for (Knower& knower : item->knowers)
                if (!knower.until)
                    knower.until = day - one_day;
    }
    void end(std::int64_t number, Date day)
    {
        if (KnowledgeItem* item = find(number))
            item->until = day - one_day;
    }
    std::map<std::int64_t, KnowledgeItem>& all() { return items_; }

private:
    KnowledgeKind kind_;
    std::map<std::int64_t, KnowledgeItem> items_;
};

class LogFold {
public:
    LogFold(TeamFacts& facts, std::map<std::int64_t, std::optional<Date>> tasks)
        : facts_(facts), closed_on_(std::move(tasks))
    {
    }

    void add(std::string_view type, const json::object& data, Date day)
    {
        if (type.starts_with("position."))
            add_chair(type, data, day);
        else if (type.starts_with("commitment."))
            add_promise(type, data, day);
        else if (type.starts_with("contact."))
            add_contact(type, data, day);
        else if (type == "entry.corrected")
            correct(data, day);
        else
            add_task(type, data, day);
    }

    // Everything is told: what is left of people who left, and what closed.
    void finish()
    {
        for (auto& [number, item] : tasks_.all())
            if (const auto closed = closed_on_.find(number); closed != closed_on_.end() && closed->second)
                item.until = *closed->second - one_day;
        for (Holdings* holdings : {&contacts_, &promises_, &tasks_})
            for (auto& [number, item] : holdings->all())
                facts_.items.push_back(std::move(item));
    }

private:
    void add_chair(std::string_view type, const json::object& data, Date day)
    {
        const PositionId position{*number_in(data, "position")};
        if (type == PositionAdded::type) {
            for (TeamPosition& chair : facts_.history.positions)
                if (chair.position == position)
                    chair.since = day;
            return;
        }
        for (NamedDeputy& deputy : facts_.history.deputies)
            if (deputy.position == position && !deputy.until)
                deputy.until = day - one_day;
        if (const std::optional<PersonId> deputy = person_in(data, "deputy"))
            facts_.history.deputies.push_back({position, *deputy, day, {}, {}});
    }

    void add_promise(std::string_view type, const json::object& data, Date day)
    {
        const std::int64_t number = *number_in(data, "entry");
        const std::optional<PersonId> owner = person_in(data, "owner");
        if (type == CommitmentAdded::type)
            promises_.begin(number, day).theme = "toezeggingen";
        if (type == CommitmentClosed::type)
            promises_.end(number, day);
        else if (owner)
            promises_.take(number, *owner, day);
    }

    void add_contact(std::string_view type, const json::object& data, Date day)
    {
        const std::int64_t number = *number_in(data, type == ContactAdded::type ? "entry" : "contact");
        if (type == ContactRemoved::type)
            return contacts_.end(number, day);
        const Date since = std::min(date_in(data, "since").value_or(day), day);
        KnowledgeItem& item = contacts_.begin(number, since);
        item.from = std::min(item.from, since);
        if (type == ContactAdded::type) {
            const std::string group = word_in(data, "group");
            item.theme = group.empty() ? "contacten" : group;
            if (is_set(data, "key") || group.starts_with("bewoner"))
                faces_.insert(number);
        }
        const std::optional<PersonId> knower = person_in(data, type == ContactAdded::type ? "known_by" : "person");
        if (!knower)
            return;
        std::erase_if(item.knowers, [&](const Knower& known) { return known.person == *knower; });
        item.knowers.push_back({*knower, since, {}});
    }

    // What was put right counts as it reads now.
    void correct(const json::object& data, Date)
    {
        const std::int64_t number = *number_in(data, "entry");
        const std::string field = word_in(data, "field");
        KnowledgeItem* item = field == "owner" ? promises_.find(number) : contacts_.find(number);
        if (item == nullptr || (field != "owner" && field != "known_by" && field != "since"))
            return;
        if (field == "since") {
            if (const std::optional<Date> since = date_in(data, "value"); since && !item->knowers.empty())
                item->knowers.front().from = item->from = *since;
            return;
        }
        const std::optional<PersonId> person = person_in(data, "value");
        if (person && item->knowers.empty())
            item->knowers.push_back({*person, item->from, {}});
        else if (person)
            item->knowers.front().person = *person;
        else if (!item->knowers.empty())
            item->knowers.erase(item->knowers.begin());
    }

    void add_task(std::string_view type, const json::object& data, Date day)
    {
        const std::optional<std::int64_t> number = number_in(data, "task");
        if (!number || !closed_on_.contains(*number))  // a confidential one is not in the list
            return;
        if (type == TaskClaimed::type) {
            tasks_.take(*number, *person_in(data, "person"), day);
            tasks_.find(*number)->theme = "taken";
        } else
            tasks_.release(*number, day);
    }

public:
    bool is_face(std::int64_t contact) const { return faces_.contains(contact); }
    void set_area(std::int64_t task, AreaId area)
    {
        if (KnowledgeItem* item = tasks_.find(task))
            item->area = area;
    }

private:
    TeamFacts& facts_;
    std::map<std::int64_t, std::optional<Date>> closed_on_;  // of every task that is not confidential
    Holdings contacts_{KnowledgeKind::contact};
    Holdings promises_{KnowledgeKind::promise};
    Holdings tasks_{KnowledgeKind::task};
    std::set<std::int64_t> faces_;
};

void read_decisions(store::ReadStore& store, ProgrammeId programme, TeamFacts& facts)
{
    const auto add = [&](std::int64_t number, Date day, std::optional<PersonId> by, std::optional<AreaId> area) {
        KnowledgeItem item;
        item.kind = KnowledgeKind::decision;
        item.number = number;
        item.theme = "besluiten";
        item.area = area;
        item.from = day;
        if (by)
            item.knowers.push_back({*by, day, {}});
        facts.items.push_back(std::move(item));
    };
    for (const json::value& value : store.view("inner_taken_decisions", {{"programme", programme.value}})) {
        const json::object& row = value.as_object();
        const Date day = *day_in(row, "at");
        add(*number_in(row, "task"), day, person_in(row, "by"), area_of(word_in(row, "path")));
        const std::string outcome = word_in(row, "outcome");
        if (word_in(row, "kind") == "gate" && (outcome == "go" || outcome == "go_with_conditions"))
            facts.gates.push_back(day);
    }
    for (const json::value& value : store.view("inner_earlier_decisions", {{"programme", programme.value}})) {
        const json::object& row = value.as_object();
        add(*number_in(row, "entry"), *date_in(row, "date"), person_in(row, "by"), {});
    }
}

// --- Sub-areas

struct AreaTask {
    AreaId area;
    std::string role;
    Date from{};
    std::optional<Date> until;  // the last day on which it was open
};

// From the first day on which something of this was asked, until the last; open-ended while something still is.
struct WorkStretch {
    Date from{};
    std::optional<Date> until;
    void widen(const AreaTask& task)
    {
        from = std::min(from, task.from);
        until = until && task.until ? std::optional{std::max(*until, *task.until)} : std::nullopt;
    }
};

template <class Key>
void widen(std::map<Key, WorkStretch>& stretches, const Key& key, const AreaTask& task)
{
    stretches.try_emplace(key, WorkStretch{task.from, task.until}).first->second.widen(task);
}

std::optional<Date> earliest(std::optional<Date> a, std::optional<Date> b)
{
    return a && b ? std::min(a, b) : a ? a : b;
}

// Who sits in the chair that has the work of a sub-area holds that sub-area, however often something was done there.
void add_chair_holders(KnowledgeItem& area, std::string_view role, const WorkStretch& work, const TeamFacts& facts)
{
    for (const Spell& spell : facts.history.spells)
        if (facts.chairs.at(spell.position).role == role)
            area.knowers.push_back({spell.person, std::max(spell.from, work.from), earliest(spell.until, work.until)});
}

// Reads tasks and decisions that are gathered already: who has one of a sub-area in hand, or took one, holds that area too.
void add_areas(TeamFacts& facts, const std::vector<AreaTask>& tasks)
{
    std::map<AreaId, WorkStretch> areas;
    std::map<std::pair<AreaId, std::string>, WorkStretch> chairs;
    for (const AreaTask& task : tasks) {
        widen(areas, task.area, task);
        if (!task.role.empty())
            widen(chairs, {task.area, task.role}, task);
    }
    std::map<AreaId, KnowledgeItem> items;
    for (const auto& [area, work] : areas)
        items[area] = {KnowledgeKind::area, area.value, {}, {}, work.from, work.until, {}};
    for (const auto& [of, work] : chairs)
        add_chair_holders(items.at(of.first), of.second, work, facts);
    for (const KnowledgeItem& held : facts.items) {
        const auto area = held.area ? items.find(*held.area) : items.end();
        if (area == items.end() || (held.kind != KnowledgeKind::task && held.kind != KnowledgeKind::decision))
            continue;
        for (const Knower& knower : held.knowers)
            area->second.knowers.push_back({knower.person, knower.from, earliest(knower.until, held.until)});
    }
    for (auto& [area, item] : items)
        facts.items.push_back(std::move(item));
}

// A deputy acted on a day when somebody answered for the chair and did not sit in it.
void read_stand_ins(store::ReadStore& store, ProgrammeId programme, TeamFacts& facts)
{
    if (facts.history.deputies.empty())
        return;
    for (const json::value& value : store.view("inner_stood_in", {{"programme", programme.value}})) {
        const json::object& row = value.as_object();
        const PositionId position{*number_in(row, "position")};
        const PersonId person = *person_in(row, "person");
        const Date day = *day_in(row, "at");
        const bool sits =
            std::any_of(facts.history.spells.begin(), facts.history.spells.end(), [&](const Spell& spell) {
                return spell.position == position && spell.person == person && spell.from <= day &&
                       (!spell.until || day <= *spell.until);
            });
        if (sits)
            continue;
        for (NamedDeputy& deputy : facts.history.deputies)
            if (deputy.position == position && deputy.person == person && deputy.from <= day &&
                (!deputy.until || day <= *deputy.until))
                deputy.acted_on.push_back(day);
    }
}

// A chair that somebody sat in before it was written down was there by then.
void widen_chairs(TeamHistory& history)
{
    for (TeamPosition& chair : history.positions)
        for (const Spell& spell : history.spells)
            if (spell.position == chair.position)
                chair.since = std::min(chair.since, spell.from);
}

void end_with_leavers(TeamFacts& facts)
{
    std::map<PersonId, std::optional<Date>> left;
    for (const Spell& spell : facts.history.spells)
        left.try_emplace(spell.person, left_on(facts.history, spell.person));
    for (KnowledgeItem& item : facts.items)
        for (Knower& knower : item.knowers) {
            const auto found = left.find(knower.person);
            if (found == left.end() || !found->second || *found->second < knower.from)
                continue;
            knower.until = std::min(knower.until.value_or(*found->second), *found->second);
        }
}

}  // namespace

std::optional<std::int64_t> number_in(const json::object& row, std::string_view key)
{
    const json::value* value = row.if_contains(json::string_view{key});
    if (value == nullptr)
        return {};
    if (value->is_int64())
        return value->get_int64();
    if (!value->is_string())
        return {};
    const std::string_view text = text_of(*value);
    const std::size_t dash = text.rfind('-');
    if (dash == std::string_view::npos)
        return {};
    const Result<std::int64_t> number = parse_id_number(text, text.substr(0, dash));
    return number ? std::optional{*number} : std::nullopt;
}

std::optional<PersonId> person_in(const json::object& row, std::string_view key)
{
    const std::optional<std::int64_t> number = number_in(row, key);
    return number ? std::optional{PersonId{*number}} : std::nullopt;
}

std::string word_in(const json::object& row, std::string_view key)
{
    const json::value* value = row.if_contains(json::string_view{key});
    return value != nullptr && value->is_string() ? std::string(text_of(*value)) : std::string{};
}

bool is_set(const json::object& row, std::string_view key)
{
    const json::value* value = row.if_contains(json::string_view{key});
    return value != nullptr && value->is_bool() && value->get_bool();
}

std::optional<Date> date_in(const json::object& row, std::string_view key)
{
    const json::value* value = row.if_contains(json::string_view{key});
    if (value == nullptr || !value->is_string())
        return {};
    const Result<Date> date = parse_date(text_of(*value));
    return date ? std::optional{*date} : std::nullopt;
}

std::optional<Date> day_in(const json::object& row, std::string_view key)
{
    const json::value* value = row.if_contains(json::string_view{key});
    if (value == nullptr || !value->is_string())
        return {};
    const Result<Timestamp> at = parse_timestamp(text_of(*value));
    return at ? std::optional{calendar::date_of(*at)} : std::nullopt;
}

std::optional<Date> left_on(const TeamHistory& history, PersonId person)
{
    std::optional<Date> last;
    for (const Spell& spell : history.spells) {
        if (spell.person != person)
            continue;
        if (!spell.until)
            return {};
        last = std::max(last.value_or(*spell.until), *spell.until);
    }
    return last;
}

bool knew_on(const KnowledgeItem& item, PersonId person, Date day)
{
    if (day < item.from || (item.until && *item.until < day))
        return false;
    return std::any_of(item.knowers.begin(), item.knowers.end(), [&](const Knower& knower) {
        return knower.person == person && knower.from <= day && (!knower.until || day <= *knower.until);
    });
}

TeamFacts gather_team(store::ReadStore& store, ProgrammeId programme)
{
    TeamFacts facts;
    read_chairs(store, programme, facts);
    std::map<std::int64_t, std::optional<Date>> closed_on;
    std::vector<AreaTask> in_areas;
    std::map<std::int64_t, AreaId> areas;
    for (const json::value& value : store.view("inner_all_tasks", {{"programme", programme.value}})) {
        const json::object& row = value.as_object();
        if (is_set(row, "confidential"))
            continue;
        const std::int64_t task = *number_in(row, "task");
        closed_on[task] = day_in(row, "closed_at");
        if (const std::optional<AreaId> area = area_of(word_in(row, "path"))) {
            areas[task] = *area;
            std::optional<Date> last = closed_on[task];
            if (last)
                *last -= one_day;
            in_areas.push_back({*area, word_in(row, "role"), *day_in(row, "opened_at"), last});
        }
    }
    LogFold fold(facts, std::move(closed_on));
    for (const json::value& value : store.view("inner_team_log", {{"programme", programme.value}})) {
        const json::object& row = value.as_object();
        fold.add(word_in(row, "type"), row.at("data").as_object(), *day_in(row, "at"));
    }
    for (const auto& [task, area] : areas)
        fold.set_area(task, area);
    fold.finish();
    read_decisions(store, programme, facts);
    add_areas(facts, in_areas);
    read_stand_ins(store, programme, facts);
    widen_chairs(facts.history);
    end_with_leavers(facts);
    for (const KnowledgeItem& item : facts.items)
        if (item.kind == KnowledgeKind::contact && fold.is_face(item.number))
            for (const Knower& knower : item.knowers)
                facts.residents.push_back({EntryId{item.number}, knower.person, knower.from, knower.until});
    return facts;
}

void add_team(TeamFacts& all, TeamFacts one)
{
    const auto append = [](auto& to, auto& from) {
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    append(all.history.positions, one.history.positions);
    append(all.history.spells, one.history.spells);
    append(all.history.handovers, one.history.handovers);
    append(all.history.deputies, one.history.deputies);
    append(all.items, one.items);
    append(all.residents, one.residents);
    append(all.gates, one.gates);
    all.chairs.merge(one.chairs);
}

}  // namespace wd::runtime
