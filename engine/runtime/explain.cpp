// See explain.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/explain.hpp"

#include "calendar/calendar.hpp"
#include "domain/paths.hpp"
#include "domain/step_lookup.hpp"
#include "domain/words.hpp"

#include <algorithm>

namespace wd::runtime {

using domain::LoggedEvent;

namespace {

constexpr int events_per_read = 10'000;

std::vector<LoggedEvent> whole_stream(store::ReadStore& store, domain::ProgrammeId programme)
{
    std::vector<LoggedEvent> all;
    while (true) {
        std::vector<LoggedEvent> some =
            store.list_events(programme, all.empty() ? 0 : all.back().pseq, events_per_read);
        if (some.empty())
            return all;
        std::move(some.begin(), some.end(), std::back_inserter(all));
    }
}

const json::value* member(const json::value& data, std::string_view name)
{
    const json::object* object = data.if_object();
    return object == nullptr ? nullptr : object->if_contains(json::string_view{name.data(), name.size()});
}

std::string looked_text(const json::value& data)
{
    std::vector<std::string> parts;
    const json::value* looked = member(data, "looked_at");
    for (const json::value& fact : looked == nullptr ? json::array{} : looked->as_array())
        parts.push_back(fmt::format("{} = {}", text_of(fact.at("fact")), json::serialize(fact.at("value"))));
    return parts.empty() ? "de voorwaarde naar geen gegeven keek" : join_and(parts);
}

// What happened, in a sentence part: "'Nodig bewoners uit' is afgerond".
std::string happening(const LoggedEvent& event, const json::value& data,
                      const std::map<std::int64_t, std::string>& titles)
{
    const json::value* task = member(data, "task");
    const auto title = task != nullptr && task->is_int64() ? titles.find(task->get_int64()) : titles.end();
    const std::string about = title == titles.end() ? std::string{} : fmt::format(" bij '{}'", title->second);
    return fmt::format("{}{}", domain::dutch(event.type), about);
}

json::object choice_json(const LoggedEvent& event, const json::value& data, const domain::Workflow* workflow)
{
    const std::string_view path = text_of(data.at("path"));
    json::object choice{{"path", path}, {"at", to_text(event.at)}};
    if (const json::value* branch = member(data, "branch"))
        choice["branch"] = *branch;
    if (const json::value* value = member(data, "value"))
        choice["value"] = *value;
    if (const json::value* looked = member(data, "looked_at"))
        choice["looked_at"] = *looked;
    choice["because"] = fmt::format("omdat {}", looked_text(data));
    const domain::Step* step = workflow == nullptr ? nullptr : domain::find_step(*workflow, path);
    if (step != nullptr)
        choice["place"] = fmt::format("workflow.lua:{}", step->line);
    return choice;
}

// Reads a programme's log once and collects what bears on one task or one run.
class Explanation {
public:
    Explanation(store::ReadStore& store, std::optional<domain::TaskId> task, std::optional<domain::RunId> run,
                std::string path)
        : workflows_(store), task_(task), run_(run), path_(std::move(path))
    {
    }

    json::object read(const std::vector<LoggedEvent>& events)
    {
        for (const LoggedEvent& event : events) {
            const json::value data = *parse_json(event.data);
            remember(event, data);
            if (opens_task(event, data))
                tell_opening(event, events);
            if (event.type == domain::StepChosen::type || event.type == domain::StepComputed::type)
                tell_choice(event, data);
        }
        if (run_ && *run_)
            answer_["run"] = domain::to_text(*run_);
        answer_["why"] = std::move(why_);
        answer_["choices"] = std::move(choices_);
        return std::move(answer_);
    }

private:
    // Titles of tasks and the bundle of each run, for later sentences.
    void remember(const LoggedEvent& event, const json::value& data)
    {
        if (event.type == domain::PhaseOpened::type)
            hashes_[event.run.value] = *parse_sha256(text_of(data.at("hash")));
        const json::value* id = member(data, "task");
        const json::value* title = member(data, "title");
        if (id != nullptr && id->is_int64() && title != nullptr && title->is_string())
            titles_[id->get_int64()] = text_of(*title);
    }

    bool opens_task(const LoggedEvent& event, const json::value& data) const
    {
        const json::value* id = member(data, "task");
        const bool opening = event.type == domain::StepOpened::type || event.type == domain::TaskAdded::type;
        return task_ && opening && id != nullptr && *id == json::value(task_->value);
    }

    void tell_opening(const LoggedEvent& event, const std::vector<LoggedEvent>& events)
    {
        run_ = event.run;
        answer_["opened"] = to_json(event);
        const std::string day = to_text(calendar::date_of(event.at));
        const auto cause =
            std::find_if(events.begin(), events.end(), [&](const LoggedEvent& e) { return e.pseq == event.cause; });
        if (cause == events.end()) {
            why_.push_back(json::value(fmt::format("geopend op {} door {}", day, event.actor)));
            return;
        }
        why_.push_back(json::value(fmt::format("geopend op {} doordat: {} ({})", day,
                                               happening(*cause, *parse_json(cause->data), titles_), cause->actor)));
        answer_["caused_by"] = to_json(*cause);
    }

    // For a run every choice; for a task only those it stands under.
    void tell_choice(const LoggedEvent& event, const json::value& data)
    {
        const std::string_view judged = text_of(data.at("path"));
        const bool wanted = task_ ? domain::is_within(path_, judged) : event.run == *run_;
        if (!wanted)
            return;
        const auto hash = hashes_.find(event.run.value);
        json::object choice = choice_json(event, data, hash == hashes_.end() ? nullptr : workflows_.find(hash->second));
        if (task_)
            why_.push_back(
                json::value(fmt::format("bij '{}' viel de keuze zo, {}", judged, text_of(choice.at("because")))));
        choices_.push_back(std::move(choice));
    }

    ReadWorkflows workflows_;
    std::optional<domain::TaskId> task_;
    std::optional<domain::RunId> run_;
    std::string path_;
    std::map<std::int64_t, std::string> titles_;
    std::map<std::int64_t, Sha256> hashes_;
    json::object answer_;
    json::array why_;
    json::array choices_;
};

}  // namespace

Result<json::value> explain(store::ReadStore& store, const json::object& with, const domain::Viewer& viewer)
{
    const Result<std::optional<domain::TaskId>> task = find_id<domain::TaskTag>(with, "task");
    const Result<std::optional<domain::RunId>> run = find_id<domain::RunTag>(with, "run");
    if (!task)
        return task.error();
    if (!run)
        return run.error();
    if (!*task && !*run)
        return refusal(Errc::invalid, "noem een taak of een loop, bijvoorbeeld taak-12 of loop-3");

    json::value row;
    if (*task) {
        json::array rows = store.view("task", {{"task", (*task)->value}, {"viewer", viewer.person.value}});
        if (rows.empty())
            return refusal(Errc::not_found, "{} bestaat niet", **task);
        row = std::move(rows.front());
    } else {
        for (json::value& open : store.view("runs", {{"viewer", viewer.person.value}}))
            if (text_of(open.at("run")) == domain::to_text(**run))
                row = std::move(open);
        if (row.is_null())
            return refusal(Errc::not_found, "{} bestaat niet of is afgelopen", **run);
    }
    const domain::ProgrammeId programme = *parse_id<domain::ProgrammeTag>(text_of(row.at("programme")));
    const json::value* path = member(row, "path");
    Explanation explanation{store, *task, *run,
                            path == nullptr || !path->is_string() ? std::string{} : std::string(text_of(*path))};
    json::object answer = explanation.read(whole_stream(store, programme));
    answer["programme"] = domain::to_text(programme);
    return json::value(std::move(answer));
}

}  // namespace wd::runtime
