// See person_export.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/person_export.hpp"

#include "runtime/account_question.hpp"
#include "runtime/asker.hpp"
#include "runtime/explain.hpp"
#include "store/named_people.hpp"

#include <set>

namespace wd::runtime {

using domain::LoggedEvent;
using domain::PersonId;
using domain::ProgrammeId;

namespace {

constexpr int portion = 1'000;  // events at a time

// Calls `see` for each event of a stream, or of all programmes.
template <class List, class See>
void for_each_event(std::optional<ProgrammeId> stream, List list, See see)
{
    for (std::int64_t after = 0;;) {
        const std::vector<LoggedEvent> events = list(stream, after);
        if (events.empty())
            return;
        after = stream ? events.back().pseq : events.back().seq;
        for (const LoggedEvent& event : events)
            see(event);
    }
}

class Export {
public:
    Export(store::ReadStore& store, const domain::Viewer& viewer, PersonId person)
        : store_(store), viewer_(viewer), person_(person)
    {
    }

    Result<void> gather()
    {
        for (const std::optional<ProgrammeId> stream :
             {std::optional{domain::installation}, std::optional<ProgrammeId>{}}) {
            const std::set<std::int64_t> visible = list_visible(stream);
            for_each_event(
                stream, [&](auto of, auto after) { return store_.list_events(of, after, portion); },
                [&](const LoggedEvent& event) { add(event, visible.contains(event.seq)); });
        }
        if (failure_)
            return *failure_;
        return {};
    }

    json::array events() { return std::move(events_); }
    std::int64_t hidden() const { return hidden_; }

private:
    std::set<std::int64_t> list_visible(std::optional<ProgrammeId> stream)
    {
        std::set<std::int64_t> visible;
        for_each_event(
            stream, [&](auto of, auto after) { return store_.list_events_for(viewer_, of, after, portion); },
            [&](const LoggedEvent& event) { visible.insert(event.seq); });
        return visible;
    }

    void add(const LoggedEvent& event, bool visible)
    {
        std::set<PersonId> named;
        if (const Result<void> read = store::add_named_people(event, named); !read) {
            failure_ = read.error();
            return;
        }
        if (!named.contains(person_))
            return;
        if (!visible) {
            ++hidden_;
            return;
        }
        const bool acted = domain::parse_actor(event.actor)->person == person_;
        json::value data = *parse_json(event.data);
        json::object row{
            {"programme",
             event.stream == domain::installation ? json::value{} : json::value(domain::to_text(event.stream))},
            {"at", to_text(event.at)},
            {"type", event.type},
            {"acted", acted}};
        json::array texts;
        if (acted)
            add_texts(data, texts);
        row["data"] = std::move(data);
        row["texts"] = std::move(texts);
        events_.push_back(std::move(row));
    }

    // References to typed text are objects with `ref`.
    void add_texts(const json::value& data, json::array& texts)
    {
        if (const json::array* list = data.if_array())
            for (const json::value& item : *list)
                add_texts(item, texts);
        const json::object* object = data.if_object();
        if (object == nullptr)
            return;
        const json::value* ref = object->if_contains("ref");
        if (ref != nullptr && ref->is_int64() && object->contains("sha256")) {
            if (const std::optional<std::string> text = store_.find_content(domain::ContentId{ref->get_int64()}))
                texts.push_back(json::value(*text));
            return;
        }
        for (const auto& member : *object)
            add_texts(member.value(), texts);
    }

    store::ReadStore& store_;
    const domain::Viewer& viewer_;
    PersonId person_;
    json::array events_;
    std::int64_t hidden_ = 0;
    std::optional<Error> failure_;
};

}  // namespace

Result<json::value> person_export(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer,
                                  Timestamp now)
{
    const Result<std::optional<PersonId>> person = find_id<domain::PersonTag>(with, "person");
    if (!person)
        return person.error();
    if (!*person)
        return refusal(Errc::invalid, "zeg van wie: noem 'person'");
    if (**person != viewer.person && !administers(store, viewer))
        return refusal(Errc::not_allowed, "alleen {} zelf en een beheerder vragen deze gegevens op", **person);
    const json::object about{{"person", (*person)->value}};
    const Result<json::value> accounts = accounts_question(store, about, viewer, now);
    const Result<json::value> tokens = tokens_question(store, about, viewer, now);
    if (!accounts || !tokens)
        return accounts ? tokens.error() : accounts.error();
    Export events{store, viewer, **person};
    if (const Result<void> gathered = events.gather(); !gathered)
        return gathered.error();
    return json::value(json::object{{"person", store.view("person", about).at(0)},
                                    {"earlier_names", store.view("inner_person_names", about)},
                                    {"account", accounts->as_array().empty() ? json::value{} : accounts->at(0)},
                                    {"tokens", *tokens},
                                    {"texts", store.view("inner_texts_about", about)},
                                    {"events", events.events()},
                                    {"hidden", events.hidden()}});
}

}  // namespace wd::runtime
