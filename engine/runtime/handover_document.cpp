// The document that writes itself, from tables and from what the leaver added. See handover_question.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/area_paths.hpp"
#include "runtime/explain.hpp"
#include "runtime/handover_question.hpp"
#include "runtime/handover_view.hpp"
#include "runtime/small_counts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace wd::runtime {

using namespace domain;

namespace {

constexpr std::chrono::days calendar_days{90};
constexpr int journal_lines = 20;          // of each kind, newest first
constexpr std::size_t decisions_max = 12;  // when the leaver linked none: a page at most
constexpr std::size_t documents_max = 40;
constexpr std::size_t meetings_max = 25;  // in the first hundred days

json::value outside_id(const HandedItem& item)
{
    switch (item.item) {
    case ItemKind::task: return json::value(to_text(TaskId{item.id}));
    case ItemKind::commitment: return json::value(to_text(EntryId{item.id}));
    case ItemKind::area: return json::value(to_text(AreaId{item.id}));
    }
    return {};
}

class Document {
public:
    // What the scope covers; what is handed in has to outlive it.
    Document(store::ReadStore& store, const HandoverRows& rows, const Areas& areas, const AreaScope& scope,
             const Viewer& viewer, Date today)
        : store_(store), rows_(rows), areas_(areas), scope_(scope), viewer_(viewer), today_(today)
    {
        for (const json::value& item : rows.items)
            stated_[{std::string(text_of(item.at("item"))), item.at("id").to_number<std::int64_t>()}] = &item;
        for (const json::value& relation : rows.relations)
            relations_.emplace(text_of(relation.at("entry")), &relation);
        if (scope.only())
            work_here_ = people_with_work();
        contacts_ = contacts();
        for (const HandedItem& item : rows.open)
            if (std::optional<json::object> row = item_json(item))
                open_.push_back(std::move(*row));
    }

    json::object write()
    {
        const HandoverEvidence evidence = evidence_of(rows_, today_);
        json::object document = handover_head(store_, rows_, NamesShown::yes);
        document["area"] = scope_.only() ? json::value(to_text(*scope_.only())) : json::value{};
        document["area_name"] = scope_.only() ? areas_.name_of(*scope_.only()) : json::value{};
        document["today"] = to_text(today_);
        document["warm"] = is_warm(evidence);
        const json::value& by_leaver = rows_.row.at("story_by_leaver");
        document["reconstructed"] = by_leaver.is_bool() ? json::value(!by_leaver.get_bool())
                                                        : json::value(!rows_.giver || rows_.row.at("kind") == "sudden");
        document["open_items"] = open_items();
        document["household_tasks"] = household_tasks();
        document["story"] = story();
        document["actions"] = actions();
        document["people"] = json::object{{"contacts", contacts_}, {"promises", promises()}};
        document["sensitivities"] = topics();
        document["journal"] = scope_.only() ? json::value(other_journal()) : json::value{};
        document["contingency"] = contingency();
        document["sources"] = sources();
        document["calendar"] = calendar();
        document["first_hundred_days"] = first_hundred_days();
        return document;
    }

private:
    // Who has open work in the area or took a decision there: whom they know has to do with it.
    std::set<std::string> people_with_work() const
    {
        std::set<std::string> people;
        const auto add = [&](const json::value& row, std::string_view key) {
            const json::value& person = row.at(json::string_view{key.data(), key.size()});
            if (scope_.covers_row(row) && person.is_string())
                people.emplace(text_of(person));
        };
        for (const json::value& work : store_.view("inner_handover_area_work", {{"programme", rows_.programme.value}}))
            add(work, "person");
        for (const json::value& decision : rows_.decisions)
            add(decision, "by");
        return people;
    }

    // --- Open items

    // Title and state of the thing itself, and above it what was said of it in the handover. None for what is of a household.
    std::optional<json::object> item_json(const HandedItem& item)
    {
        json::object row{{"id", outside_id(item)}, {"kind", name_of(item.item)}, {"title", nullptr}, {"closed", false}};
        if (item.item == ItemKind::area) {
            if (!scope_.covers(AreaId{item.id}))
                return {};
            row["title"] = areas_.name_of(AreaId{item.id});
        } else if (!add_own(row, item))
            return {};
        const auto found = stated_.find({std::string(name_of(item.item)), item.id});
        const json::value none;
        for (const std::string_view key : {"state", "reason", "owner", "owner_name", "first_step"})
            row[json::string_view{key.data(), key.size()}] =
                found == stated_.end() ? none : found->second->at(json::string_view{key.data(), key.size()});
        if (found != stated_.end() && !found->second->at("due").is_null())
            row["due"] = found->second->at("due");
        json::array if_then;
        if (found != stated_.end() && found->second->at("if_then").is_array())
            for (const json::value& line : found->second->at("if_then").get_array())
                if_then.push_back(content_text(store_, line));
        row["if_then"] = std::move(if_then);
        return row;
    }
    bool add_own(json::object& row, const HandedItem& item)
    {
        row["due"] = nullptr;
        const bool task = item.item == ItemKind::task;
        const json::array found =
            task ? store_.view("inner_handover_task", {{"programme", rows_.programme.value}, {"task", item.id}})
                 : store_.view("inner_handover_commitment", {{"programme", rows_.programme.value}, {"entry", item.id}});
        if (found.empty() || !scope_.covers_row(found.front()))
            return false;
        const json::value& own = found.front();
        row["title"] = own.at("title");
        row["due"] = own.at("due");
        const std::string_view state = text_of(own.at("state"));
        row["closed"] = task ? state != "offered" && state != "claimed" && state != "waiting" : state != "open";
        if (!task) {
            row["silent"] = own.at("silent");
            row["to"] = own.at("recipient");
        }
        return true;
    }

    // Critical first; what nobody said anything about comes last and is no news.
    json::object open_items() const
    {
        json::object groups;
        for (const std::string_view state : {"critical", "attention", "stable"})
            groups[json::string_view{state.data(), state.size()}] = json::array();
        groups["unstated"] = json::array();
        for (const json::object& item : open_)
            groups[item.at("state").is_string() ? json::string_view{item.at("state").get_string()} : "unstated"]
                .get_array()
                .push_back(item);
        return groups;
    }
    // Of the whole chair: per area it would be a smaller count still.
    json::object household_tasks()
    {
        const json::array found =
            store_.view("inner_handover_household_tasks",
                        {{"programme", rows_.programme.value},
                         {"role", rows_.row.at("role")},
                         {"giver", rows_.giver ? json::value(rows_.giver->value) : json::value{}}});
        return published_count(found.front().at("tasks").to_number<std::int64_t>());
    }

    // --- Story, actions, what can go wrong

    json::object story()
    {
        std::set<std::string> linked;
        if (rows_.row.at("decisions").is_array())
            for (const json::value& task : rows_.row.at("decisions").get_array())
                linked.insert(to_text(TaskId{task.to_number<std::int64_t>()}));
        std::vector<const json::value*> taken;
        for (const json::value& decision : rows_.decisions)
            if (scope_.covers_row(decision))
                taken.push_back(&decision);
        json::array decisions;
        for (std::size_t i = 0; i < taken.size(); ++i) {
            const json::value& row = *taken[i];
            const bool is_linked = linked.contains(std::string(text_of(row.at("task"))));
            if (!is_linked && (!linked.empty() || i + decisions_max < taken.size()))
                continue;
            decisions.push_back(json::object{{"task", row.at("task")},
                                             {"title", row.at("title")},
                                             {"outcome", row.at("outcome")},
                                             {"at", row.at("at")},
                                             {"linked", is_linked}});
        }
        json::array phases;
        for (const json::value& phase :
             store_.view("phases", {{"programme", rows_.programme.value}, {"viewer", viewer_.person.value}}))
            phases.push_back(json::object{{"workflow", phase.at("workflow")},
                                          {"title", phase.at("title")},
                                          {"opened_at", phase.at("opened_at")},
                                          {"closed_at", phase.at("closed_at")}});
        return {{"text", rows_.row.at("story")},
                {"by_leaver", rows_.row.at("story_by_leaver")},
                {"phases", std::move(phases)},
                {"decisions", std::move(decisions)},
                {"decisions_taken", taken.size()}};
    }

    json::array actions() const
    {
        json::array list;
        for (const json::object& item : open_)
            if (item.at("kind") != "area" && !item.at("closed").as_bool())
                list.push_back(part(item, {"id", "title", "owner", "owner_name", "due", "first_step"}));
        std::stable_sort(list.begin(), list.end(), [](const json::value& a, const json::value& b) {
            const auto day = [](const json::value& row) {
                return row.at("due").is_string() ? text_of(row.at("due")) : std::string_view{"9999"};
            };
            return day(a) < day(b);
        });
        return list;
    }
    json::array contingency() const
    {
        json::array list;
        for (const json::object& item : open_)
            if (item.at("state") == "critical" || item.at("state") == "attention")
                list.push_back(part(item, {"id", "title", "state", "if_then"}));
        return list;
    }
    static json::object part(const json::object& row, std::initializer_list<std::string_view> keys)
    {
        json::object some;
        for (const std::string_view key : keys) {
            const json::value* value = row.if_contains(json::string_view{key.data(), key.size()});
            some[json::string_view{key.data(), key.size()}] = value == nullptr ? json::value{} : *value;
        }
        return some;
    }

    // --- People

    struct Met {
        json::value on;
        std::optional<PersonId> by;
    };
    // Introductions by contact, the first time.
    std::map<std::int64_t, Met> introduced() const
    {
        std::map<std::int64_t, Met> met;
        for (const json::value& talk : rows_.talks) {
            if (!talk.at("introductions").is_array())
                continue;
            for (const json::value& one : talk.at("introductions").get_array()) {
                Met first{talk.at("date"), {}};
                if (const json::value* by = one.get_object().if_contains("by"); by != nullptr && by->is_number())
                    first.by = PersonId{by->to_number<std::int64_t>()};
                met.try_emplace(one.at("contact").to_number<std::int64_t>(), first);
            }
        }
        return met;
    }
    // Who knows this contact, the leaver last: whoever stays can introduce the successor later too.
    json::array known_by(const json::value& contact)
    {
        json::array stay;
        json::array leaves;
        const auto [first, last] = relations_.equal_range(text_of(contact.at("entry")));
        for (auto relation = first; relation != last; ++relation) {
            const json::value& row = *relation->second;
            const bool is_giver = id_in<PersonTag>(row.get_object(), "person") == rows_.giver;
            (is_giver ? leaves : stay)
                .push_back(json::object{{"person", row.at("person")}, {"name", row.at("person_name")}});
        }
        for (const json::value& leaver : leaves)
            stay.push_back(leaver);
        return stay;
    }
    bool is_known_here(const json::array& known) const
    {
        return std::any_of(known.begin(), known.end(), [&](const json::value& one) {
            return work_here_.contains(std::string(text_of(one.at("person"))));
        });
    }
    json::array contacts()
    {
        const std::map<std::int64_t, Met> met = introduced();
        json::array list;
        for (const json::value& contact : rows_.contacts) {
            if (contact.at("removed").as_bool())
                continue;
            json::object row = part(contact.get_object(), {"entry", "name", "group", "key", "channel", "since"});
            row["known_by"] = known_by(contact);
            if (scope_.only() && !is_known_here(row.at("known_by").get_array()))
                continue;
            const auto found = met.find(id_in<EntryTag>(contact.get_object(), "entry")->value);
            row["introduced_on"] = found == met.end() ? json::value{} : found->second.on;
            row["introduced_by"] = found == met.end() || !found->second.by
                                       ? json::value{}
                                       : json::value(name_of_person(store_, *found->second.by));
            list.push_back(std::move(row));
        }
        return list;
    }
    json::array promises() const
    {
        json::array list;
        for (const json::object& item : open_)
            if (item.at("kind") == "commitment")
                list.push_back(
                    part(item, {"id", "title", "to", "due", "state", "reason", "silent", "owner_name", "closed"}));
        return list;
    }

    // --- Topics, sources

    json::object topics()
    {
        struct Topic {
            std::string_view topic;
            std::string_view journal;
        };
        constexpr std::array<Topic, 3> all{
            {{"sensitivities", "sensitivity"}, {"clashes", "clash"}, {"earlier_attempts", "failed_initiative"}}};
        json::object parts;
        for (const Topic& topic : all) {
            json::object row{{"answer", nullptr}, {"text", nullptr}};
            for (const json::value& answered : rows_.topics)
                if (text_of(answered.at("topic")) == topic.topic) {
                    row["answer"] = answered.at("answer");
                    row["text"] = answered.at("text");
                }
            row["journal"] = journal(topic.journal);
            parts[json::string_view{topic.topic.data(), topic.topic.size()}] = std::move(row);
        }
        return parts;
    }
    // The newest lines of one kind, of the area when there is one.
    json::array journal(std::string_view kind)
    {
        json::object of{{"programme", rows_.programme.value}, {"kind", kind}};
        if (!scope_.only())
            of["limit"] = journal_lines;
        json::array lines;
        for (json::value& line : store_.view("inner_handover_journal", of))
            if (scope_.covers_row(line) && lines.size() < journal_lines)
                lines.push_back(std::move(line));
        return lines;
    }
    // What else the journal tells of the area; of a whole programme it is too much for a document.
    json::array other_journal()
    {
        json::array lines;
        for (const JournalKind kind :
             {JournalKind::decision, JournalKind::lesson, JournalKind::groundwork, JournalKind::fresh_look})
            for (json::value& line : journal(name_of(kind))) {
                line.get_object()["kind"] = name_of(kind);
                lines.push_back(std::move(line));
            }
        return lines;
    }
    json::array calendar()
    {
        json::array days;
        for (const json::value& day :
             store_.view("inner_handover_calendar", {{"programme", rows_.programme.value},
                                                     {"from", to_text(today_)},
                                                     {"until", to_text(today_ + calendar_days)}}))
            if (scope_.covers_row(day))
                days.push_back(part(day.get_object(), {"date", "what", "id", "title"}));
        return days;
    }
    json::object sources()
    {
        json::array access;
        if (rows_.row.at("access").is_array())
            for (const json::value& one : rows_.row.at("access").get_array())
                access.push_back(
                    json::object{{"what", content_text(store_, one.at("what").at("ref"))}, {"moved", one.at("moved")}});
        json::array documents(
            rows_.documents.begin(),
            rows_.documents.begin() + static_cast<std::ptrdiff_t>(std::min(rows_.documents.size(), documents_max)));
        return {{"documents", std::move(documents)},
                {"documents_in_all", rows_.documents.size()},
                {"access", std::move(access)}};
    }

    // Whom to meet, in which order, introduced by whom: key figures before others, those to whom something was promised or whom
    // only the leaver knows before the rest, and who was met already last.
    json::array first_hundred_days()
    {
        json::array list = contacts_;
        const auto rank = [&](const json::value& row) {
            const json::array& known = row.at("known_by").get_array();
            const bool only_leaver =
                known.size() == 1 && id_in<PersonTag>(known.front().get_object(), "person") == rows_.giver;
            return std::array{row.at("introduced_on").is_null() ? 0 : 1, row.at("key").as_bool() ? 0 : 1,
                              only_leaver ? 0 : 1};
        };
        std::stable_sort(list.begin(), list.end(),
                         [&](const json::value& a, const json::value& b) { return rank(a) < rank(b); });
        json::array plan;
        for (const json::value& row : list) {
            if (plan.size() == meetings_max)
                break;
            const json::array& known = row.at("known_by").get_array();
            json::object meeting =
                part(row.get_object(), {"entry", "name", "group", "key", "channel", "introduced_on"});
            meeting["order"] = plan.size() + 1;
            meeting["introduced_by"] = !row.at("introduced_by").is_null() ? row.at("introduced_by")
                                       : known.empty()                    ? json::value{}
                                                                          : known.front().at("name");
            plan.push_back(std::move(meeting));
        }
        return plan;
    }

    store::ReadStore& store_;
    const HandoverRows& rows_;
    const Areas& areas_;
    const AreaScope& scope_;
    const Viewer& viewer_;
    Date today_;
    std::set<std::string> work_here_;  // people
    std::map<std::pair<std::string, std::int64_t>, const json::value*> stated_;
    std::multimap<std::string_view, const json::value*> relations_;  // by contact
    json::array contacts_;
    std::vector<json::object> open_;
};

}  // namespace

Result<json::value> handover_document(store::ReadStore& store, const json::object& with, const Viewer& viewer,
                                      Timestamp now)
{
    const Result<HandoverRows> rows = asked_handover(store, with);
    if (!rows)
        return rows.error();
    const Date today = calendar::date_of(now);
    if (!may_read_document(store, *rows, viewer, today))
        return refusal(Errc::not_allowed,
                       "het document van {} is voor de vertrekker, de opvolger, het kernteam, de opdrachtgever en wie "
                       "waarneemt of beoordeelt; vraag het aan de projectleider of de opdrachtgever van {}",
                       rows->handover, text_of(rows->row.at("programme_name")));
    const Result<std::optional<AreaId>> only = find_id<AreaTag>(with, "area");
    if (!only)
        return only.error();
    const Areas areas{store, rows->programme};
    if (*only && !areas.contains(**only))
        return refusal(
            Errc::not_found, "{} hoort niet bij {} ({}); {}", **only, text_of(rows->row.at("programme_name")),
            rows->programme,
            areas.empty() ? std::string("daar zijn geen gebieden van bekend") : fmt::format("kies {}", areas.listed()));
    return json::value(Document{store, *rows, areas, AreaScope{areas, *only}, viewer, today}.write());
}

}  // namespace wd::runtime
