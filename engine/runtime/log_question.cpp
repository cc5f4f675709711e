// See log_question.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/log_question.hpp"

#include "runtime/explain.hpp"
#include "runtime/read_workflows.hpp"
#include "runtime/workflow_words.hpp"

#include <map>
#include <set>

namespace wd::runtime {

namespace {

constexpr std::string_view installation_stream = "installation";

// Looks each person, task, run and neighbourhood up once for all events of an answer.
class LogWords {
public:
    LogWords(store::ReadStore& store, const domain::Viewer& viewer) : store_(store), viewer_(viewer), workflows_(store)
    {
    }

    void add_to(json::object& row, const domain::LoggedEvent& event)
    {
        const json::value data = row.at("data");
        if (const Result<domain::Actor> actor = domain::parse_actor(event.actor); actor && actor->person)
            set(row, "actor_name", person(actor->person.value));
        for (const char* key : {"person", "to", "owner"})
            if (const json::value* id = find_member(data, key); id != nullptr && id->is_int64())
                set(row, "person_name", person(id->get_int64()));
        if (const json::value* id = find_member(data, "task"); id != nullptr && id->is_int64())
            set(row, "task_title", task(id->get_int64()));
        add_reason(row, event, data);
        const std::optional<WorkflowWords> words = event.run ? words_of(event) : std::nullopt;
        if (!words)
            return;
        if (const json::value* path = find_member(data, "path"); path != nullptr && path->is_string()) {
            set(row, "step_title", words->step(text_of(*path)));
            row["phase_title"] = words->place(text_of(*path));
        }
        if (const json::value* phase = find_member(data, "phase"); phase != nullptr && phase->is_string())
            row["phase_title"] = words->phase(text_of(*phase));
        if (const json::value* to = find_member(data, "to"); to != nullptr && to->is_string())
            row["to_title"] =
                event.type == domain::PhaseClosed::type ? words->phase(text_of(*to)) : words->role(text_of(*to));
        if (const json::value* role = find_member(data, "role"); role != nullptr && role->is_string())
            row["role_title"] = words->role(text_of(*role));
    }

private:
    static void set(json::object& row, const char* key, const std::string& text)
    {
        if (!text.empty())
            row[key] = text;
    }

    // What people wrote beside it. Why an item of a handover is as it is, stands in its document.
    void add_reason(json::object& row, const domain::LoggedEvent& event, const json::value& data)
    {
        if (const json::value* reason = find_member(data, "reason");
            reason != nullptr && event.type != domain::HandoverItemStated::type && may_read(event, data))
            set(row, "reason_text", written(*reason));
        if (event.type != domain::ProgrammeStopped::type)
            return;
        json::array lessons;
        for (const json::value& lesson : data.at("lessons").as_array())
            if (const std::string text = written(lesson); !text.empty())
                lessons.emplace_back(text);
        if (!lessons.empty())
            row["lessons"] = std::move(lessons);
    }

    // What hangs on a confidential task or promise is for its team, also why it changed (RULES B6).
    bool may_read(const domain::LoggedEvent& event, const json::value& data)
    {
        if (const json::value* id = find_member(data, "task"); id != nullptr && id->is_int64())
            return !task(id->get_int64()).empty();
        const json::value* entry = find_member(data, "entry");
        return entry == nullptr || !entry->is_int64() ||
               entries_of(event.stream).contains(domain::EntryId{entry->get_int64()});
    }

    // The entries of a programme that the viewer may read.
    const std::set<domain::EntryId>& entries_of(domain::ProgrammeId programme)
    {
        const auto [entries, fresh] = entries_.try_emplace(programme.value);
        if (fresh)
            for (const char* view : {"linkages", "reach", "measures", "signals", "journal", "money", "documents",
                                     "commitments", "contacts", "past_decisions"})
                for (const json::value& row :
                     store_.view(view, json::object{{"programme", programme.value}, {"viewer", viewer_.person.value}}))
                    entries->second.insert(*parse_id<domain::EntryTag>(text_of(row.at("entry"))));
        return entries->second;
    }

    // The text behind a reference; "" when this is none, or when it was erased.
    std::string written(const json::value& reference)
    {
        const json::value* id = find_member(reference, "ref");
        if (id == nullptr || !id->is_int64())
            return {};
        return store_.find_content(domain::ContentId{id->get_int64()}).value_or(std::string{});
    }

    const std::string& person(std::int64_t id)
    {
        const auto [entry, fresh] = people_.try_emplace(id);
        if (fresh)
            entry->second = name_of_person(store_, domain::PersonId{id});
        return entry->second;
    }

    const std::string& task(std::int64_t id)
    {
        const auto [entry, fresh] = tasks_.try_emplace(id);
        if (!fresh)
            return entry->second;
        const json::array rows = store_.view("task", {{"task", id}, {"viewer", viewer_.person.value}});
        if (!rows.empty() && rows.front().at("title").is_string())
            entry->second = text_of(rows.front().at("title"));
        return entry->second;
    }

    std::optional<WorkflowWords> words_of(const domain::LoggedEvent& event)
    {
        const auto [entry, fresh] = runs_.try_emplace(event.run.value, nullptr);
        if (fresh) {
            const json::array rows = store_.view("run", {{"run", event.run.value}, {"viewer", viewer_.person.value}});
            if (!rows.empty())
                entry->second = workflows_.find(*parse_sha256(text_of(rows.front().at("hash"))));
        }
        if (entry->second == nullptr)
            return {};
        const auto [areas, unknown] = areas_.try_emplace(event.stream.value);
        if (unknown)
            areas->second = store_.load_areas(event.stream);
        return std::optional<WorkflowWords>{std::in_place, *entry->second, areas->second};
    }

    store::ReadStore& store_;
    const domain::Viewer& viewer_;
    ReadWorkflows workflows_;
    std::map<std::int64_t, std::string> people_;
    std::map<std::int64_t, std::string> tasks_;
    std::map<std::int64_t, const domain::Workflow*> runs_;
    std::map<std::int64_t, KnownAreas> areas_;
    std::map<std::int64_t, std::set<domain::EntryId>> entries_;
};

}  // namespace

Result<json::value> log_question(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer)
{
    const Result<std::optional<domain::ProgrammeId>> programme = find_id<domain::ProgrammeTag>(with, "programme");
    if (!programme)
        return programme.error();
    const json::value* stream = with.if_contains("stream");
    const bool of_installation = stream != nullptr && stream->is_string();
    if (of_installation && text_of(*stream) != installation_stream)
        return refusal(Errc::invalid, "'stream' is {}, niet '{}'", installation_stream, text_of(*stream));
    if (of_installation && *programme)
        return refusal(Errc::invalid, "vraag om één programma of om de inrichting zelf, niet om beide");
    const json::value* after = with.if_contains("after");
    const json::value* limit = with.if_contains("limit");
    const std::int64_t from = after != nullptr && after->is_int64() ? after->get_int64() : 0;
    const int most = limit != nullptr && limit->is_int64() ? static_cast<int>(limit->get_int64()) : 1000;
    const json::value* wanted = with.if_contains("words");
    const bool in_words = wanted != nullptr && wanted->is_string();
    if (in_words && text_of(*wanted) != "nl")
        return refusal(Errc::invalid, "'words' is nl, niet '{}'", text_of(*wanted));
    LogWords words{store, viewer};
    json::array rows;
    const std::optional<domain::ProgrammeId> one = of_installation ? std::optional{domain::installation} : *programme;
    for (const domain::LoggedEvent& event : store.list_events_for(viewer, one, from, most)) {
        json::object row = to_json(event);
        if (in_words)
            words.add_to(row, event);
        rows.push_back(std::move(row));
    }
    return json::value(std::move(rows));
}

}  // namespace wd::runtime
