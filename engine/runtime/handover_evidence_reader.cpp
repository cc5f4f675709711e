// See handover_evidence_reader.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/handover_evidence_reader.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace wd::runtime {

using namespace domain;

namespace {

bool has(const json::object& row, std::string_view key)
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
    for (const json::value& task : store.view("inner_handover_tasks", by_role))
        items.push_back({ItemKind::task, id_in<TaskTag>(task.get_object(), "task")->value});
    if (has(row, "giver"))
        for (const json::value& promise : store.view("inner_handover_commitments", by_giver))
            items.push_back({ItemKind::commitment, id_in<EntryTag>(promise.get_object(), "entry")->value});
    if (is_true(row, "core"))
        for (const json::value& area : store.view("areas", of))
            if (text(area.get_object(), "kind") == "deelgebied")
                items.push_back({ItemKind::area, id_in<AreaTag>(area.get_object(), "area")->value});
    return items;
}

// Contacts that were removed after `until`, an event of the log, or null. Who asks to be taken off the list does not change how
// good a handover was.
RemovedLater removed_later(store::ReadStore& store, const HandoverRows& rows, const json::value& until)
{
    RemovedLater later;
    const bool any = std::any_of(rows.contacts.begin(), rows.contacts.end(),
                                 [](const json::value& contact) { return is_true(contact.get_object(), "removed"); });
    if (!any || until.is_null())
        return later;
    const auto number_of = [](const json::object& data, std::string_view key) {
        const json::value* value = data.if_contains(json::string_view{key.data(), key.size()});
        return value != nullptr && value->is_int64() ? value->get_int64() : 0;
    };
    for (const json::value& event :
         store.view("inner_handover_removals", {{"programme", rows.programme.value}, {"after", until}}))
    {
        const json::object& data = event.at("data").as_object();
        if (event.at("type") == "contact.removed")
            later.contacts.insert(number_of(data, "contact"));
        else if (event.at("type") == "contact.added" && rows.giver && number_of(data, "known_by") == rows.giver->value)
            later.known_to_giver.insert(number_of(data, "entry"));
        else if (event.at("type") == "contact.known_by" && rows.giver && number_of(data, "person") == rows.giver->value)
            later.known_to_giver.insert(number_of(data, "contact"));
    }
    return later;
}

// --- Evidence

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

using Stated = std::map<std::pair<ItemKind, std::int64_t>, const json::object*>;

class Gathering {
public:
    Gathering(const HandoverRows& rows, Date today)
        : rows_(rows),
          settings_(rows.settings),
          today_(today),
          since_(number(rows.row, "receiver_pseq")),
          accepted_(has(rows.row, "accepted_pseq") ? number(rows.row, "accepted_pseq") : never)
    {
        for (const json::value& item : rows.items)
            if (counts(number(item.get_object(), "pseq")))
                stated_[{item_of(item.get_object()).item, item_of(item.get_object()).id}] = &item.get_object();
        for (const json::value& relation : rows.relations)
            if (rows.giver && counts(number(relation.get_object(), "pseq")) &&
                id_in<PersonTag>(relation.get_object(), "person") == rows.giver)
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
    // What came after acceptance is no evidence of what was handed over.
    bool counts(std::int64_t event) const { return event < accepted_; }
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
            count(evidence_.states, stated != nullptr && (!critical || is_true(*stated, "reasoned")), event);
            if (item.item != ItemKind::area)
                count(evidence_.actions, stated != nullptr && has(*stated, "owner") && has(*stated, "due"), event);
            if (item.item == ItemKind::commitment)
                count(evidence_.promises, stated != nullptr, event);
            if (stated != nullptr && (critical || text(*stated, "state") == "attention"))
                count(evidence_.contingencies, !list(*stated, "if_then").empty(), event);
        }
    }

    void add_story()
    {
        const std::int64_t completed = number(rows_.row, "completed_pseq");
        if (completed == 0 || !counts(completed))
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
        if (const std::int64_t entry = id_in<EntryTag>(contact, "entry")->value;
            rows_.removed_later.contacts.contains(entry))
            return rows_.removed_later.known_to_giver.contains(entry);
        if (id_in<PersonTag>(contact, "known_by") == rows_.giver)
            return true;
        return known_to_giver_.contains(text(contact, "entry"));
    }
    // Whom the successor has been introduced to, with the talk in which it happened.
    std::map<std::int64_t, std::int64_t> introduced() const
    {
        std::map<std::int64_t, std::int64_t> found;
        for (const json::value& talk : rows_.talks)
            if (const std::int64_t event = number(talk.get_object(), "pseq"); event > since_ && counts(event))
                for (const json::value& introduction : list(talk.get_object(), "introductions"))
                    found.try_emplace(introduction.at("contact").to_number<std::int64_t>(), event);
        return found;
    }

    void add_people()
    {
        const std::map<std::int64_t, std::int64_t> met = introduced();
        std::map<std::string, std::vector<std::int64_t>> groups;  // events of contacts that are still there
        for (const json::value& value : rows_.contacts) {
            const json::object& contact = value.get_object();
            const std::int64_t entry = id_in<EntryTag>(contact, "entry")->value;
            const bool removed = is_true(contact, "removed") && !rows_.removed_later.contacts.contains(entry);
            if (has(contact, "group")) {
                auto& events = groups[text(contact, "group")];
                if (!removed)
                    events.push_back(number(contact, "pseq"));
            }
            if (removed || !is_true(contact, "key") || !is_known_to_giver(contact))
                continue;
            const auto introduction = met.find(entry);
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
            if (!counts(number(topic, "pseq")))
                continue;
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
            count(evidence_.documents, has(document, "holder"), number(document, "pseq"));
        }
        if (!counts(number(rows_.row, "completed_pseq")))
            return;
        for (const json::value& access : list(rows_.row, "access"))
            count(evidence_.access, access.at("moved") == json::value(true), number(rows_.row, "completed_pseq"));
    }

    void add_warmth()
    {
        for (const json::value& value : rows_.talks) {
            const json::object& talk = value.get_object();
            const std::int64_t event = number(talk, "pseq");
            if (event <= since_ || !is_true(talk, "giver") || !is_true(talk, "receiver"))
                continue;
            evidence_.talked.events.push_back(event);
            if (counts(event))
                evidence_.conversation.events.push_back(event);
            if (is_true(talk, "residents"))
                evidence_.resident_joined.events.push_back(event);
        }
        if (const std::int64_t retold = number(rows_.row, "own_words_pseq"); retold > since_ && counts(retold))
            evidence_.own_words.events = {retold};
        if (const std::int64_t accepted = number(rows_.row, "accepted_pseq"); accepted != 0)
            evidence_.acceptance.events = {accepted};
        evidence_.concerns_residents = is_true(rows_.row, "residents") || text(rows_.row, "kind") == "key_person";
        evidence_.transferred = date(rows_.row, "accepted_on");
        if (const std::optional<Date> left = left_on(); !evidence_.transferred && left && *left <= today_)
            evidence_.transferred = left;
    }

    // Where nobody leaves by name and no last day was given, the chair was without its holder when the handover began.
    std::optional<Date> left_on() const
    {
        const std::optional<Date> last_day = date(rows_.row, "last_day");
        return last_day || rows_.giver ? last_day : date(rows_.row, "announced_on");
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
    std::int64_t accepted_;
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

}  // namespace

std::optional<HandoverRows> find_handover_rows(store::ReadStore& store, HandoverId handover)
{
    json::array found = store.view("inner_handover", {{"handover", handover.value}});
    if (found.empty())
        return {};
    HandoverRows rows;
    rows.row = std::move(found.front().get_object());
    rows.handover = handover;
    rows.programme = *id_in<ProgrammeTag>(rows.row, "programme");
    rows.giver = id_in<PersonTag>(rows.row, "giver");
    rows.receiver = id_in<PersonTag>(rows.row, "receiver");
    const json::object of{{"programme", rows.programme.value}, {"handover", handover.value}};
    rows.items = store.view("inner_handover_items", of);
    rows.topics = store.view("inner_handover_topics", of);
    rows.talks = store.view("inner_handover_talks", of);
    rows.ratings = store.view("inner_handover_ratings", of);
    rows.replies = store.view("inner_handover_replies", of);
    rows.checkups = store.view("inner_handover_checkups", of);

    json::object until{{"programme", rows.programme.value}};
    until["until"] = has(rows.row, "accepted_pseq") ? rows.row.at("accepted_pseq") : rows.row.at("completed_pseq");
    rows.decisions = store.view("inner_handover_decisions", until);
    rows.phases = store.view("inner_handover_phases", until);
    rows.contacts = store.view("inner_handover_contacts", until);
    rows.documents = store.view("inner_handover_documents", until);
    rows.relations = store.view("inner_handover_relations", {{"programme", rows.programme.value}});
    rows.removed_later = removed_later(store, rows, until.at("until"));
    rows.settings =
        has(rows.row, "final_pseq") ? rubric_settings_of(rows.row.at("score_settings")) : rubric_settings(store);

    if (has(rows.row, "completed_pseq") || has(rows.row, "accepted_pseq"))
        for (const json::value& item : list(rows.row, "open_items"))
            rows.open.push_back(item_of(item.get_object()));
    else
        rows.open = open_now(store, rows);
    return rows;
}

HandoverEvidence evidence_of(const HandoverRows& rows, Date today)
{
    return Gathering{rows, today}.evidence();
}

HandoverAudit audit_of(const HandoverRows& rows)
{
    HandoverAudit audit;
    for (const json::value& rating : rows.ratings)
        (is_true(rating.get_object(), "second") ? audit.second : audit.first) = rating_of(rating.get_object());
    if (has(rows.row, "final_pseq"))
        audit.closed = number(rows.row, "final_pseq");
    return audit;
}

HandoverScore score_of(const HandoverRows& rows, Date today)
{
    return score(rows.settings, evidence_of(rows, today), audit_of(rows));
}

}  // namespace wd::runtime
