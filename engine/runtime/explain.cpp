// See explain.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/explain.hpp"

#include "base/text.hpp"
#include "calendar/calendar.hpp"
#include "domain/figures.hpp"
#include "domain/paths.hpp"
#include "domain/step_lookup.hpp"
#include "runtime/explain_cause.hpp"
#include "runtime/occasions.hpp"
#include "runtime/read_workflows.hpp"
#include "runtime/workflow_words.hpp"

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
    std::string title;  // of the task
};

// "'Tel de huizen', 'Houd de avond' en nog 3": a long list of titles is not read.
std::string titles_text(const std::vector<std::string>& titles)
{
    constexpr std::size_t shown_max = 3;
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < std::min(titles.size(), shown_max); ++i)
        shown.push_back(fmt::format("'{}'", titles[i]));
    if (titles.size() > shown_max)
        shown.push_back(fmt::format("nog {}", titles.size() - shown_max));
    return join_and(shown);
}

std::string followed_text(const WorkflowWords& words, std::string_view path, std::int64_t branch)
{
    if (const std::vector<std::string> taken = words.branch(path, branch); !taken.empty())
        return fmt::format("Daarom volgde {}.", titles_text(taken));
    const std::vector<std::string> left_out = words.other_branches(path, branch);
    return left_out.empty() ? "Er kwam geen extra stap."
                            : fmt::format("Daarom was dit niet nodig: {}.", titles_text(left_out));
}

// The facts that it looked at, each with its words added.
json::array looked_json(const json::value& data, std::string_view path, const WorkflowWords* words)
{
    json::array rows;
    const json::value* looked = find_member(data, "looked_at");
    for (const json::value& fact : looked == nullptr ? json::array{} : looked->as_array()) {
        json::object row = fact.as_object();
        if (words != nullptr) {
            const WorkflowWords::Told told = words->fact(text_of(fact.at("fact")), fact.at("value"), path);
            row["title"] = told.title;
            row["shown"] = told.shown;
            row["told"] = WorkflowWords::sentence(told);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string because_text(const json::array& looked)
{
    std::vector<std::string> parts;
    for (const json::value& fact : looked)
        if (const json::value* told = find_member(fact, "told"))
            parts.emplace_back(text_of(*told));
    if (parts.empty())
        return looked.empty() ? "deze keuze hangt niet van een gegeven af" : "de workflow van toen is er niet meer";
    return fmt::format("{}", fmt::join(parts, "; "));
}

json::object choice_json(const LoggedEvent& event, const json::value& data, const domain::Workflow* workflow,
                         const WorkflowWords* words)
{
    const std::string_view path = text_of(data.at("path"));
    json::object choice{{"path", path}, {"at", to_text(event.at)}};
    if (const json::value* branch = find_member(data, "branch"))
        choice["branch"] = *branch;
    if (const json::value* value = find_member(data, "value"))
        choice["value"] = *value;
    json::array looked = looked_json(data, path, words);
    choice["because"] = because_text(looked);
    choice["looked_at"] = std::move(looked);
    if (words != nullptr) {
        choice["where"] = words->place(path);
        if (const json::value* branch = find_member(data, "branch"))
            choice["followed"] = followed_text(*words, path, branch->to_number<std::int64_t>());
        if (const json::value* value = find_member(data, "value")) {
            const WorkflowWords::Told told = words->fact(fmt::format("{}.value", domain::last_id(path)), *value, path);
            choice["followed"] = WorkflowWords::sentence(told) + ".";
        }
    }
    const domain::Step* step = workflow == nullptr ? nullptr : domain::find_step(*workflow, path);
    if (step != nullptr)
        choice["place"] = fmt::format("workflow.lua:{}", step->line);
    return choice;
}

// One choice as a paragraph: what it looked at and what followed.
std::string choice_text(const json::object& choice, std::string_view day)
{
    const json::value* followed = choice.if_contains("followed");
    return fmt::format("Op {} is gekeken naar: {}.{}", day, text_of(choice.at("because")),
                       followed == nullptr ? std::string{} : fmt::format(" {}", text_of(*followed)));
}

// Reads the log from the beginning of the run and collects what bears on one task or one run; only what the viewer may see.
class Explanation {
public:
    Explanation(store::ReadStore& store, const domain::Viewer& viewer, Subject subject)
        : store_(store),
          viewer_(viewer),
          workflows_(store),
          subject_(std::move(subject)),
          areas_(store.load_areas(subject_.programme))
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
        if (const json::array occasions = occasions_of(store_, viewer_, subject_.programme, subject_.run);
            !occasions.empty()) {
            opening_.push_back(json::value(fmt::format("Dit gaat over: {}.", occasions_text(occasions))));
            answer_["occasions"] = occasions;
        }
        // First where it came from, then the choices before it.
        opening_.insert(opening_.end(), why_.begin(), why_.end());
        answer_["why"] = std::move(opening_);
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
        if (event.type == domain::RunTakenOver::type)
            hashes_[event.run.value] = *parse_sha256(text_of(data.at("after")));
        const json::value* id = find_member(data, "task");
        const json::value* title = find_member(data, "title");
        if (id != nullptr && id->is_int64() && title != nullptr && title->is_string())
            titles_[id->get_int64()] = text_of(*title);
    }

    bool opens_task(const LoggedEvent& event, const json::value& data) const
    {
        const json::value* id = find_member(data, "task");
        const bool opening = event.type == domain::StepOpened::type || event.type == domain::TaskAdded::type;
        return subject_.task && opening && id != nullptr && *id == json::value(subject_.task->value);
    }

    void tell_opening(const LoggedEvent& event)
    {
        answer_["opened"] = to_json(event);
        const std::string day = domain::date_text(calendar::date_of(event.at));
        const std::string title = subject_.title.empty() ? "Deze taak" : fmt::format("'{}'", subject_.title);
        const std::optional<LoggedEvent> cause = find_event(event.cause);
        if (cause)
            answer_["caused_by"] = to_json(*cause);
        if (const std::string reason = reason_of(cause); !reason.empty())
            opening_.push_back(json::value(fmt::format("{} kwam erbij op {}, {}.", title, day, reason)));
        else
            opening_.push_back(json::value(fmt::format("{} kwam erbij op {}{}.", title, day, by_whom(event))));
        if (const auto words = words_of(event.run); words && !subject_.path.empty())
            opening_.push_back(json::value(fmt::format("Dit hoort bij {}.", words->place(subject_.path))));
    }

    // Follows the causes until one can be told: the end of a block says less than what ended it.
    std::string reason_of(std::optional<LoggedEvent> cause)
    {
        constexpr int causes_max = 50;
        for (int i = 0; cause && i < causes_max; ++i) {
            const json::value data = *parse_json(cause->data);
            const json::value* task = find_member(data, "task");
            const auto title = task != nullptr && task->is_int64() ? titles_.find(task->get_int64()) : titles_.end();
            const Cause told{*cause, data, title == titles_.end() ? std::string{} : title->second};
            if (const std::optional<std::string> text = cause_text(told))
                return *text;
            std::optional<LoggedEvent> before = find_event(cause->cause);
            if (!before)
                return is_wait(*cause, data) ? "toen de wachttijd voorbij was" : "";
            cause = std::move(before);
        }
        return {};
    }

    bool is_wait(const LoggedEvent& event, const json::value& data)
    {
        const domain::Workflow* workflow = workflow_of(event.run);
        const json::value* path = find_member(data, "path");
        const domain::Step* step =
            workflow == nullptr || path == nullptr ? nullptr : domain::find_step(*workflow, text_of(*path));
        return step != nullptr && step->kind == domain::StepKind::wait;
    }

    std::string by_whom(const LoggedEvent& event)
    {
        const Result<domain::Actor> actor = domain::parse_actor(event.actor);
        const std::string name = actor && actor->person ? name_of_person(store_, actor->person) : std::string{};
        return name.empty() ? std::string{} : ", door " + name;
    }

    std::optional<WorkflowWords> words_of(domain::RunId run)
    {
        const domain::Workflow* workflow = workflow_of(run);
        return workflow == nullptr ? std::nullopt : std::optional<WorkflowWords>{std::in_place, *workflow, areas_};
    }

    const domain::Workflow* workflow_of(domain::RunId run)
    {
        const auto hash = hashes_.find(run.value);
        return hash == hashes_.end() ? nullptr : workflows_.find(hash->second);
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
        const std::optional<WorkflowWords> words = words_of(event.run);
        json::object choice = choice_json(event, data, workflow_of(event.run), words ? &*words : nullptr);
        if (subject_.task)
            why_.push_back(json::value(choice_text(choice, domain::date_text(calendar::date_of(event.at)))));
        choices_.push_back(std::move(choice));
    }

    store::ReadStore& store_;
    const domain::Viewer& viewer_;
    ReadWorkflows workflows_;
    Subject subject_;
    KnownAreas areas_;
    std::map<std::int64_t, std::string> titles_;
    std::map<std::int64_t, Sha256> hashes_;
    json::object answer_;
    json::array opening_;
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
        if (row.at("title").is_string())
            subject.title = text_of(row.at("title"));
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
