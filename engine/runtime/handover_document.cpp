// The document that writes itself, from tables and from what the leaver added. See handover_question.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/area_paths.hpp"
#include "runtime/explain.hpp"
#include "runtime/handover_people.hpp"
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
    Document(store::ReadStore& store, const HandoverRows& rows, const Areas& areas, const AreaScope& scope, Date today)
        : store_(store), rows_(rows), areas_(areas), scope_(scope), today_(today)
    {
        for (const json::value& item : rows.items)
            stated_[{std::string(text_of(item.at("item"))), item.at("id").to_number<std::int64_t>()}] = &item;
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
        const json::array contacts = contacts_of(store_, rows_, scope_);
        document["people"] = json::object{{"contacts", contacts}, {"promises", promises()}};
        document["sensitivities"] = topics();
        document["journal"] = scope_.only() ? json::value(other_journal()) : json::value{};
        document["contingency"] = contingency();
        document["sources"] = sources();
        document["calendar"] = calendar();
        document["first_hundred_days"] = first_hundred_days(rows_, contacts);
        return document;
    }

private:
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
        return {{"text", rows_.row.at("story")},
                {"by_leaver", rows_.row.at("story_by_leaver")},
                {"phases", rows_.phases},
                {"decisions", std::move(decisions)},
                {"decisions_taken", taken.size()}};
    }

    json::array actions() const
    {
        json::array list;
        for (const json::object& item : open_)
            if (item.at("kind") != "area" && !item.at("closed").as_bool())
                list.push_back(part_of(item, {"id", "title", "owner", "owner_name", "due", "first_step"}));
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
                list.push_back(part_of(item, {"id", "title", "state", "if_then"}));
        return list;
    }
    // --- Promises, topics, sources

    json::array promises() const
    {
        json::array list;
        for (const json::object& item : open_)
            if (item.at("kind") == "commitment")
                list.push_back(
                    part_of(item, {"id", "title", "to", "due", "state", "reason", "silent", "owner_name", "closed"}));
        return list;
    }

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
                days.push_back(part_of(day.get_object(), {"date", "what", "id", "title"}));
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

    store::ReadStore& store_;
    const HandoverRows& rows_;
    const Areas& areas_;
    const AreaScope& scope_;
    Date today_;
    std::map<std::pair<std::string, std::int64_t>, const json::value*> stated_;
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
    return json::value(Document{store, *rows, areas, AreaScope{areas, *only}, today}.write());
}

}  // namespace wd::runtime
