// See explain.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/explain.hpp"

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
        std::vector<LoggedEvent> some = store.list_events(programme, all.empty() ? 0 : all.back().pseq, events_per_read);
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

bool has_path(const json::value& data, std::string_view path)
{
    const json::value* found = member(data, "path");
    return found != nullptr && found->is_string() && text_of(*found) == path;
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
std::string happening(const LoggedEvent& event, const json::value& data, const std::map<std::int64_t, std::string>& titles)
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

    json::array rows = *task ? store.view("task", {{"task", (*task)->value}, {"viewer", viewer.person.value}}) : json::array{};
    if (*task && rows.empty())
        return refusal(Errc::not_found, "{} bestaat niet", **task);
    json::array runs = store.view("runs", {{"viewer", viewer.person.value}});
    std::optional<domain::ProgrammeId> programme;
    for (const json::value& row : runs)
        if (*run && text_of(row.at("run")) == domain::to_text(**run))
            programme = *parse_id<domain::ProgrammeTag>(text_of(row.at("programme")));
    if (*task)
        programme = *parse_id<domain::ProgrammeTag>(text_of(rows.front().at("programme")));
    if (!programme)
        return refusal(Errc::not_found, "{} bestaat niet of is afgelopen", **run);

    const std::vector<LoggedEvent> events = whole_stream(store, *programme);
    std::map<std::int64_t, std::string> titles;
    std::map<std::int64_t, Sha256> hashes;  // run → bundle, as of its latest phase
    json::array choices;
    json::array why;
    json::object answer;
    ReadWorkflows workflows{store};
    std::string path;
    std::optional<domain::RunId> of_run = *run;
    if (*task && !rows.front().at("path").is_null())
        path = text_of(rows.front().at("path"));
    for (const LoggedEvent& event : events) {
        const json::value data = *parse_json(event.data);
        if (event.type == domain::PhaseOpened::type)
            hashes[event.run.value] = *parse_sha256(text_of(data.at("hash")));
        if (const json::value* id = member(data, "task"); id != nullptr && id->is_int64() && member(data, "title") != nullptr)
            if (member(data, "title")->is_string())
                titles[id->get_int64()] = text_of(data.at("title"));
        const bool opened_this = *task && member(data, "task") != nullptr && *member(data, "task") == json::value((*task)->value) &&
                                 (event.type == domain::StepOpened::type || event.type == domain::TaskAdded::type);
        if (opened_this) {
            of_run = event.run;
            answer["opened"] = to_json(event);
            const auto cause = std::find_if(events.begin(), events.end(), [&](const LoggedEvent& e) { return e.pseq == event.cause; });
            if (cause != events.end()) {
                const json::value cause_data = *parse_json(cause->data);
                why.push_back(json::value(fmt::format("geopend op {} doordat: {} ({})", to_text(event.at).substr(0, 10),
                                                      happening(*cause, cause_data, titles), cause->actor)));
                answer["caused_by"] = to_json(*cause);
            } else
                why.push_back(json::value(fmt::format("geopend op {} door {}", to_text(event.at).substr(0, 10), event.actor)));
        }
        const bool judged = event.type == domain::StepChosen::type || event.type == domain::StepComputed::type;
        if (!judged || (*run && event.run != **run))
            continue;
        const std::string_view judged_path = text_of(data.at("path"));
        // For a task: only the choices it stands under.
        if (*task && !domain::is_within(path, judged_path))
            continue;
        const auto hash = hashes.find(event.run.value);
        const domain::Workflow* workflow = hash == hashes.end() ? nullptr : workflows.find(hash->second);
        json::object choice = choice_json(event, data, workflow);
        if (*task)
            why.push_back(json::value(fmt::format("bij '{}' viel de keuze zo, {}", judged_path, text_of(choice.at("because")))));
        choices.push_back(std::move(choice));
    }
    answer["programme"] = domain::to_text(*programme);
    if (of_run && *of_run)
        answer["run"] = domain::to_text(*of_run);
    answer["why"] = std::move(why);
    answer["choices"] = std::move(choices);
    return json::value(std::move(answer));
}

}  // namespace wd::runtime
