// See handover_evidence_reader.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/handover_evidence_reader.hpp"

#include <map>
#include <set>

namespace wd::runtime {

using namespace domain;

namespace {

bool is_set(const json::object& row, std::string_view key)
{
    return !row.at(json::string_view{key.data(), key.size()}).is_null();
}

bool is_true(const json::object& row, std::string_view key)
{
    const json::value& value = row.at(json::string_view{key.data(), key.size()});
    return value.is_bool() && value.get_bool();
}

std::int64_t number(const json::object& row, std::string_view key)
{
    const json::value& value = row.at(json::string_view{key.data(), key.size()});
    return value.is_int64() ? value.get_int64() : 0;
}

std::string text(const json::object& row, std::string_view key)
{
    const json::value& value = row.at(json::string_view{key.data(), key.size()});
    return value.is_string() ? std::string(value.get_string()) : std::string{};
}

std::optional<Date> date(const json::object& row, std::string_view key)
{
    const Result<Date> parsed = parse_date(text(row, key));
    return parsed ? std::optional{*parsed} : std::nullopt;
}

template <class Enum>
Enum word(const json::object& row, std::string_view key)
{
    const std::optional<Enum> found = find_enum<Enum>(text(row, key));
    WD_ASSERT(found);
    return *found;
}

const json::array& list(const json::object& row, std::string_view key)
{
    static const json::array none;
    const json::value& value = row.at(json::string_view{key.data(), key.size()});
    return value.is_array() ? value.get_array() : none;
}

HandedItem item_of(const json::object& row)
{
    return HandedItem{word<ItemKind>(row, "item"), number(row, "id")};
}

// What is open now: a handover that nobody completed yet.
std::vector<HandedItem> open_now(store::ReadStore& store, const HandoverRows& rows)
{
    const json::object& row = rows.row;
    const json::object of{{"programme", rows.programme.value}};
    json::object by_giver = of;
    by_giver["giver"] = rows.giver ? json::value(rows.giver->value) : json::value{};
    json::object by_role = by_giver;
    by_role["role"] = row.at("role");
    std::vector<HandedItem> items;
    for (const json::value& task : store.view("handover_tasks", by_role))
        items.push_back({ItemKind::task, id_in<TaskTag>(task.get_object(), "task")->value});
    if (is_set(row, "giver"))
        for (const json::value& promise : store.view("handover_commitments", by_giver))
            items.push_back({ItemKind::commitment, id_in<EntryTag>(promise.get_object(), "entry")->value});
    if (is_true(row, "core"))
        for (const json::value& area : store.view("areas", of))
            if (text(area.get_object(), "kind") == "deelgebied")
                items.push_back({ItemKind::area, id_in<AreaTag>(area.get_object(), "area")->value});
    return items;
}

// --- Evidence

using Stated = std::map<std::pair<ItemKind, std::int64_t>, const json::object*>;

class Gathering {
public:
    Gathering(const HandoverRows& rows, const RubricSettings& settings, Date today)
        : rows_(rows), settings_(settings), today_(today), since_(number(rows.row, "receiver_pseq"))
    {
        for (const json::value& item : rows.items)
            stated_[{item_of(item.get_object()).item, item_of(item.get_object()).id}] = &item.get_object();
        for (const json::value& relation : rows.relations)
            if (rows.giver && id_in<PersonTag>(relation.get_object(), "person") == rows.giver)
                known_to_giver_.insert(text(relation.get_object(), "entry"));
    }

    HandoverEvidence evidence()
    {
        add_items();
        add_story();
        add_people();
        add_topics();
        add_sources();
        add_warmth();
        add_omissions();
        return std::move(evidence_);
    }

private:
    static void count(EvidenceShare& share, bool holds, std::int64_t event)
    {
        ++share.all;
        if (!holds)
            return;
        ++share.have;
        share.events.push_back(event);
    }
    const json::object* find_stated(const HandedItem& item) const
    {
        const auto found = stated_.find({item.item, item.id});
        return found == stated_.end() ? nullptr : found->second;
    }

    void add_items()
    {
        for (const HandedItem& item : rows_.open) {
            const json::object* stated = find_stated(item);
            const std::int64_t event = stated == nullptr ? 0 : number(*stated, "pseq");
            const bool critical = stated != nullptr && text(*stated, "state") == "critical";
            count(evidence_.states, stated != nullptr && (!critical || is_set(*stated, "reason")), event);
            if (item.item != ItemKind::area)
                count(evidence_.actions, stated != nullptr && is_set(*stated, "owner") && is_set(*stated, "due"),
                      event);
            if (item.item == ItemKind::commitment)
                count(evidence_.promises, stated != nullptr, event);
            if (stated != nullptr && (critical || text(*stated, "state") == "attention"))
                count(evidence_.contingencies, !list(*stated, "if_then").empty(), event);
        }
    }

    void add_story()
    {
        const std::int64_t completed = number(rows_.row, "completed_pseq");
        if (completed == 0)
            return;
        evidence_.story.events = {completed};
        if (is_true(rows_.row, "story_by_leaver"))
            evidence_.story_confirmed.events = {completed};
        std::set<std::int64_t> linked;
        for (const json::value& task : list(rows_.row, "decisions"))
            linked.insert(task.to_number<std::int64_t>());
        for (const json::value& decision : rows_.decisions)
            count(evidence_.story_decisions, linked.contains(id_in<TaskTag>(decision.get_object(), "task")->value),
                  completed);
    }

    bool is_known_to_giver(const json::object& contact) const
    {
        if (!rows_.giver)
            return true;
        if (id_in<PersonTag>(contact, "known_by") == rows_.giver)
            return true;
        return known_to_giver_.contains(text(contact, "entry"));
    }
    // Whom the successor has been introduced to, with the talk in which it happened.
    std::map<std::int64_t, std::int64_t> introduced() const
    {
        std::map<std::int64_t, std::int64_t> found;
        for (const json::value& talk : rows_.talks)
            if (number(talk.get_object(), "pseq") > since_)
                for (const json::value& introduction : list(talk.get_object(), "introductions"))
                    found.try_emplace(introduction.at("contact").to_number<std::int64_t>(),
                                      number(talk.get_object(), "pseq"));
        return found;
    }

    void add_people()
    {
        const std::map<std::int64_t, std::int64_t> met = introduced();
        std::map<std::string, std::vector<std::int64_t>> groups;  // events of contacts that are still there
        for (const json::value& value : rows_.contacts) {
            const json::object& contact = value.get_object();
            const bool removed = is_true(contact, "removed");
            if (is_set(contact, "group")) {
                auto& events = groups[text(contact, "group")];
                if (!removed)
                    events.push_back(number(contact, "pseq"));
            }
            if (removed || !is_true(contact, "key") || !is_known_to_giver(contact))
                continue;
            const auto introduction = met.find(id_in<EntryTag>(contact, "entry")->value);
            count(evidence_.introductions, introduction != met.end(),
                  introduction == met.end() ? 0 : introduction->second);
        }
        for (const auto& [group, events] : groups)
            count(evidence_.roles, static_cast<int>(events.size()) >= settings_.contacts_per_role_min,
                  events.empty() ? 0 : events.front());
    }

    void add_topics()
    {
        for (const json::value& value : rows_.topics) {
            const json::object& topic = value.get_object();
            EvidenceAnswer answer;
            answer.events = {number(topic, "pseq")};
            switch (word<TopicAnswer>(topic, "answer")) {
            case TopicAnswer::told: answer.answer = SensitiveAnswer::answered; break;
            case TopicAnswer::none_known: answer.answer = SensitiveAnswer::none_known; break;
            case TopicAnswer::oral: answer.answer = SensitiveAnswer::oral; break;
            }
            switch (word<HandoverTopic>(topic, "topic")) {
            case HandoverTopic::sensitivities: evidence_.sensitivities = answer; break;
            case HandoverTopic::clashes: evidence_.clashes = answer; break;
            case HandoverTopic::earlier_attempts: evidence_.failed_initiatives = answer; break;
            }
        }
    }

    void add_sources()
    {
        for (const json::value& value : rows_.documents) {
            const json::object& document = value.get_object();
            count(evidence_.documents, is_set(document, "link") && is_set(document, "holder"),
                  number(document, "pseq"));
        }
        for (const json::value& access : list(rows_.row, "access"))
            count(evidence_.access, access.at("moved") == json::value(true), number(rows_.row, "completed_pseq"));
    }

    void add_warmth()
    {
        for (const json::value& value : rows_.talks) {
            const json::object& talk = value.get_object();
            const std::int64_t event = number(talk, "pseq");
            if (event > since_ && is_true(talk, "giver") && is_true(talk, "receiver"))
                evidence_.conversation.events.push_back(event);
            if (event > since_ && is_true(talk, "residents"))
                evidence_.resident_joined.events.push_back(event);
        }
        if (const std::int64_t retold = number(rows_.row, "own_words_pseq"); retold > since_)
            evidence_.own_words.events = {retold};
        if (const std::int64_t accepted = number(rows_.row, "accepted_pseq"); accepted != 0)
            evidence_.acceptance.events = {accepted};
        evidence_.concerns_residents = is_true(rows_.row, "residents") || text(rows_.row, "kind") == "key_person";
        evidence_.transferred = date(rows_.row, "accepted_on");
        const std::optional<Date> last_day = date(rows_.row, "last_day");
        if (!evidence_.transferred && last_day && *last_day <= today_)
            evidence_.transferred = last_day;
    }

    void add_omissions()
    {
        for (const json::value& value : rows_.checkups)
            for (const json::value& missing : list(value.get_object(), "missing"))
                if (missing.at("critical") == json::value(true))
                    evidence_.omissions.push_back(
                        {number(value.get_object(), "pseq"), *date(value.get_object(), "date")});
    }

    const HandoverRows& rows_;
    const RubricSettings& settings_;
    Date today_;
    std::int64_t since_;  // what happened before this successor was named says nothing about this one
    Stated stated_;
    std::set<std::string> known_to_giver_;  // contacts
    HandoverEvidence evidence_;
};

HandoverRating rating_of(const json::object& row)
{
    const json::array& points = list(row, "ratings");
    WD_ASSERT(points.size() == rubric_elements.size());
    const auto at = [&](std::size_t i) { return points[i].to_number<int>(); };
    return HandoverRating{*id_in<PersonTag>(row, "rater"),
                          {at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7)},
                          is_true(row, "oversized"),
                          number(row, "pseq")};
}

json::array to_array(const std::vector<std::int64_t>& numbers)
{
    return json::array(numbers.begin(), numbers.end());
}

}  // namespace

std::optional<HandoverRows> find_handover_rows(store::ReadStore& store, HandoverId handover)
{
    json::array found = store.view("handover", {{"handover", handover.value}});
    if (found.empty())
        return {};
    HandoverRows rows;
    rows.row = std::move(found.front().get_object());
    rows.handover = handover;
    rows.programme = *id_in<ProgrammeTag>(rows.row, "programme");
    rows.giver = id_in<PersonTag>(rows.row, "giver");
    rows.receiver = id_in<PersonTag>(rows.row, "receiver");
    const json::object of{{"programme", rows.programme.value}, {"handover", handover.value}};
    rows.items = store.view("handover_items", of);
    rows.topics = store.view("handover_topics", of);
    rows.talks = store.view("handover_talks", of);
    rows.ratings = store.view("inner_handover_ratings", of);
    rows.replies = store.view("inner_handover_replies", of);
    rows.checkups = store.view("inner_handover_checkups", of);

    json::object until{{"programme", rows.programme.value}};
    until["until"] = is_set(rows.row, "accepted_pseq") ? rows.row.at("accepted_pseq") : rows.row.at("completed_pseq");
    rows.decisions = store.view("handover_decisions", until);
    rows.contacts = store.view("handover_contacts", until);
    rows.documents = store.view("handover_documents", until);
    rows.relations = store.view("handover_relations", {{"programme", rows.programme.value}});

    if (is_set(rows.row, "completed_pseq") || is_set(rows.row, "accepted_pseq"))
        for (const json::value& item : list(rows.row, "open_items"))
            rows.open.push_back(item_of(item.get_object()));
    else
        rows.open = open_now(store, rows);
    return rows;
}

HandoverEvidence evidence_of(const HandoverRows& rows, const RubricSettings& settings, Date today)
{
    return Gathering{rows, settings, today}.evidence();
}

HandoverAudit audit_of(const HandoverRows& rows)
{
    HandoverAudit audit;
    for (const json::value& rating : rows.ratings)
        (is_true(rating.get_object(), "second") ? audit.second : audit.first) = rating_of(rating.get_object());
    if (is_set(rows.row, "final_pseq"))
        audit.closed = number(rows.row, "final_pseq");
    return audit;
}

HandoverScore score_of(const HandoverRows& rows, const RubricSettings& settings, Date today)
{
    return score(settings, evidence_of(rows, settings, today), audit_of(rows));
}

json::object to_json(const HandoverScore& score)
{
    json::array elements;
    for (const ElementScore& element : score.elements)
        elements.push_back(json::object{
            {"element", name_of(element.element)},
            {"title", title_of(element.element)},
            {"weight", element.weight},
            {"log", element.log},
            {"nothing", element.nothing},
            {"rating", element.rating ? json::value(*element.rating) : json::value{}},
            {"eighths", element.eighths},
            {"points", to_score_text(element.eighths)},
            {"events", to_array(element.events)},
        });
    json::array penalties;
    for (const ScorePenalty& penalty : score.penalties)
        penalties.push_back(
            json::object{{"kind", name_of(penalty.kind)}, {"points", penalty.points}, {"event", penalty.event}});
    return {{"status", name_of(score.status)},
            {"status_title", title_of(score.status)},
            {"provisional", score.status == ScoreStatus::provisional},
            {"score", to_score_text(score.eighths)},
            {"tenths", to_tenths(score.eighths)},
            {"eighths", score.eighths},
            {"level", score.level ? json::value(name_of(*score.level)) : json::value{}},
            {"level_title", score.level ? json::value(title_of(*score.level)) : json::value{}},
            {"held_at_moderate", score.held_at_moderate},
            {"elements", std::move(elements)},
            {"penalties", std::move(penalties)}};
}

}  // namespace wd::runtime
