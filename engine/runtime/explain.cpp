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

constexpr int events_per_read = 1'000;

// What is asked: a task or a run, and where it stands.
struct Subject {
    domain::ProgrammeId programme;
    std::optional<domain::TaskId> task;
    domain::RunId run;  // 0 for a task beside the runs
    std::string path;   // of the task
};

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

// Reads the log from the beginning of the run and collects what bears on one task or one run; only what the viewer may see.
class Explanation {
public:
    Explanation(store::ReadStore& store, const domain::Viewer& viewer, Subject subject)
        : store_(store), viewer_(viewer), workflows_(store), subject_(std::move(subject))
    {
    }

    json::object read(std::int64_t after)
    {
        while (true) {
            const std::vector<LoggedEvent> events =
                store_.list_events_for(viewer_, subject_.programme, after, events_per_read);
            if (events.empty())
                break;
            for (const LoggedEvent& event : events)
                see(event);
            after = events.back().pseq;
        }
        if (subject_.run)
            answer_["run"] = domain::to_text(subject_.run);
        answer_["why"] = std::move(why_);
        answer_["choices"] = std::move(choices_);
        return std::move(answer_);
    }

private:
    void see(const LoggedEvent& event)
    {
        const json::value data = *parse_json(event.data);
        remember(event, data);
        if (opens_task(event, data))
            tell_opening(event);
        if (event.type == domain::StepChosen::type || event.type == domain::StepComputed::type)
            tell_choice(event, data);
    }

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
        return subject_.task && opening && id != nullptr && *id == json::value(subject_.task->value);
    }

    void tell_opening(const LoggedEvent& event)
    {
        answer_["opened"] = to_json(event);
        const std::string day = to_text(calendar::date_of(event.at));
        const std::optional<LoggedEvent> cause = find_event(event.cause);
        if (!cause) {
            why_.push_back(json::value(fmt::format("geopend op {} door {}", day, event.actor)));
            return;
        }
        why_.push_back(json::value(fmt::format("geopend op {} doordat: {} ({})", day,
                                               happening(*cause, *parse_json(cause->data), titles_), cause->actor)));
        answer_["caused_by"] = to_json(*cause);
    }

    // None for 0, and for one that the viewer may not see.
    std::optional<LoggedEvent> find_event(std::int64_t pseq)
    {
        if (pseq == 0)
            return {};
        std::vector<LoggedEvent> found = store_.list_events_for(viewer_, subject_.programme, pseq - 1, 1);
        if (found.empty() || found.front().pseq != pseq)
            return {};
        return std::move(found.front());
    }

    // For a run every choice; for a task only those it stands under.
    void tell_choice(const LoggedEvent& event, const json::value& data)
    {
        const std::string_view judged = text_of(data.at("path"));
        if (event.run != subject_.run || (subject_.task && !domain::is_within(subject_.path, judged)))
            return;
        const auto hash = hashes_.find(event.run.value);
        json::object choice = choice_json(event, data, hash == hashes_.end() ? nullptr : workflows_.find(hash->second));
        if (subject_.task)
            why_.push_back(
                json::value(fmt::format("bij '{}' viel de keuze zo, {}", judged, text_of(choice.at("because")))));
        choices_.push_back(std::move(choice));
    }

    store::ReadStore& store_;
    const domain::Viewer& viewer_;
    ReadWorkflows workflows_;
    Subject subject_;
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

    Subject subject;
    if (*task) {
        const json::array rows = store.view("task", {{"task", (*task)->value}, {"viewer", viewer.person.value}});
        if (rows.empty())
            return refusal(Errc::not_found, "{} bestaat niet", **task);
        const json::value& row = rows.front();
        subject.programme = *parse_id<domain::ProgrammeTag>(text_of(row.at("programme")));
        subject.task = *task;
        if (!row.at("run").is_null())
            subject.run = *parse_id<domain::RunTag>(text_of(row.at("run")));
        if (!row.at("path").is_null())
            subject.path = text_of(row.at("path"));
    }
    std::int64_t after = 0;
    if (const domain::RunId of = *task ? subject.run : **run) {
        const json::array rows = store.view("run", {{"run", of.value}, {"viewer", viewer.person.value}});
        if (rows.empty())
            return refusal(Errc::not_found, "{} bestaat niet", of);
        subject.programme = *parse_id<domain::ProgrammeTag>(text_of(rows.front().at("programme")));
        subject.run = of;
        after = rows.front().at("started_pseq").as_int64() - 1;
    }
    const domain::ProgrammeId programme = subject.programme;
    Explanation explanation{store, viewer, std::move(subject)};
    json::object answer = explanation.read(after);
    answer["programme"] = domain::to_text(programme);
    return json::value(std::move(answer));
}

}  // namespace wd::runtime
