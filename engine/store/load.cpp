// Loading the hot state of a programme. See load.hpp; the same state is folded by domain/apply.cpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/load.hpp"

#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

namespace {

void load_head(Connection& connection, Programme& programme)
{
    Query find{connection, sql::find_head};
    find.set(sql::find_head.stream, programme.id);
    if (!find.next())
        return;
    programme.pseq = find.take<std::int64_t>();
    programme.hash = find.take<Sha256>();
    programme.last_at = find.take<Timestamp>();
}

bool load_itself(Connection& connection, Programme& programme)
{
    Query find{connection, sql::load_programme};
    find.set(sql::load_programme.programme, programme.id);
    if (!find.next())
        return false;
    programme.name = find.take<std::string>();
    programme.state = find.take<ProgrammeState>();
    programme.commissioner = find.take<std::optional<PersonId>>();
    programme.municipalities = find.take<std::vector<std::string>>();
    programme.paused_since = find.take<std::optional<Date>>();
    return true;
}

std::optional<RunStuck> take_stuck(Query& row)
{
    const auto reason = row.take<std::optional<StuckReason>>();
    auto path = row.take<std::optional<std::string>>();
    auto fact = row.take<std::optional<std::string>>();
    auto place = row.take<std::optional<std::string>>();
    const auto said = row.take<std::optional<ContentId>>();
    const auto digest = row.take<std::optional<Sha256>>();
    if (!reason)
        return {};
    RunStuck stuck{*reason, std::move(path), std::move(fact), std::move(place), {}};
    if (said && digest)
        stuck.said = ContentRef{*said, *digest};
    return stuck;
}

RunStarted take_start(Query& row, RunId run)
{
    const auto type = row.take<std::string>();
    const int v = row.take<int>();
    Result<Payload> payload = read_payload(type, v, row.take<std::string_view>());
    auto* started = payload ? std::get_if<RunStarted>(&*payload) : nullptr;
    if (started == nullptr || started->run != run)
        throw StoreFailure(Errc::store_damaged, fmt::format("het begin van {} is niet te lezen in het logboek", run));
    return std::move(*started);
}

void load_runs(Connection& connection, Programme& programme)
{
    Query list{connection, sql::load_runs};
    list.set(sql::load_runs.programme, programme.id);
    while (list.next()) {
        Run run;
        run.id = list.take<RunId>();
        run.workflow = list.take<std::string>();
        run.hash = list.take<Sha256>();
        run.state = list.take<RunState>();
        run.phase = list.take<std::string>();
        run.generation = list.take<int>();
        const auto generations = list.take<json::value>();
        for (const auto& phase : generations.as_object())
            run.generations.emplace(phase.key(), static_cast<int>(phase.value().as_int64()));
        run.parent = list.take<std::optional<RunId>>();
        run.parent_path = list.take<std::optional<std::string>>();
        run.team = list.take<std::optional<PersonId>>();
        run.stepwise = list.take<bool>();
        run.stuck = take_stuck(list);
        RunStarted started = take_start(list, run.id);
        run.input = std::move(started.input);
        run.settings = std::move(started.settings);
        run.event = std::move(started.event);
        programme.runs.emplace_hint(programme.runs.end(), run.id, std::move(run));
    }
}

void load_steps(Connection& connection, Programme& programme)
{
    if (programme.runs.empty())
        return;
    Query list{connection, sql::load_steps};
    list.set(sql::load_steps.programme, programme.id);
    while (list.next()) {
        const auto run = programme.runs.find(list.take<RunId>());
        WD_ASSERT(run != programme.runs.end());
        auto path = list.take<std::string>();
        StepRecord step;
        step.kind = list.take<StepKind>();
        step.state = list.take<StepState>();
        step.opened_at = list.take<Timestamp>();
        step.closed_at = list.take<std::optional<Timestamp>>();
        step.closed_by = list.take<std::optional<PersonId>>();
        step.task = list.take<std::optional<TaskId>>();
        step.outcome = list.take<std::optional<std::string>>();
        step.result = list.take<json::value>();
        step.keys = list.take<std::vector<std::string>>();
        step.open_items = list.take<int>();
        auto& steps = run->second.steps;
        steps.emplace_hint(steps.end(), std::move(path), std::move(step));
    }
}

std::optional<ContentRef> take_ref(Query& row)
{
    const auto ref = row.take<std::optional<ContentId>>();
    const auto digest = row.take<std::optional<Sha256>>();
    return ref ? std::optional{ContentRef{*ref, digest.value_or(Sha256{})}} : std::nullopt;
}

Task take_task(Query& row, TaskId id)
{
    Task task;
    task.id = id;
    task.run = row.take<std::optional<RunId>>();
    task.path = row.take<std::optional<std::string>>();
    task.kind = row.take<StepKind>();
    task.state = row.take<TaskState>();
    task.role = row.take<std::optional<std::string>>();
    task.deciders = row.take<std::vector<std::string>>();
    task.person = row.take<std::optional<PersonId>>();
    task.form = row.take<std::optional<std::string>>();
    task.title = row.take<std::string>();
    task.title_ref = take_ref(row);
    task.opened_at = row.take<Timestamp>();
    task.due = row.take<std::optional<Date>>();
    task.legal = row.take<bool>();
    task.late = row.take<bool>();
    task.carry = row.take<bool>();
    task.carried = row.take<bool>();
    task.electorate = row.take<std::optional<std::int64_t>>();
    task.threshold = row.take<std::optional<int>>();
    task.yes = row.take<std::int64_t>();
    task.no = row.take<std::int64_t>();
    task.abstain = row.take<std::int64_t>();
    // The table keeps where a carried task came from; for the domain it stands beside the runs.
    if (task.carried) {
        task.run.reset();
        task.path.reset();
    }
    return task;
}

GateAnswered take_answer(Query& row, TaskId task, std::string role)
{
    GateAnswered answer;
    answer.task = task;
    answer.role = std::move(role);
    answer.outcome = row.take<GateOutcome>();
    answer.date = row.take<std::optional<Date>>();
    answer.phase = row.take<std::optional<std::string>>();
    answer.grounds = take_ref(row);
    answer.conditions = row.take<std::vector<EntryId>>();
    return answer;
}

// One row for each task, and for each answer to a gate.
void load_tasks(Connection& connection, Programme& programme)
{
    Query list{connection, sql::load_tasks};
    list.set(sql::load_tasks.programme, programme.id);
    while (list.next()) {
        const auto id = list.take<TaskId>();
        Task row = take_task(list, id);
        const auto entry = programme.tasks.try_emplace(programme.tasks.end(), id, std::move(row));
        if (auto role = list.take<std::optional<std::string>>())
            entry->second.answers.push_back(take_answer(list, id, std::move(*role)));
    }
}

void load_timers(Connection& connection, Programme& programme)
{
    Query list{connection, sql::load_timers};
    list.set(sql::load_timers.programme, programme.id);
    while (list.next()) {
        TimerKey key;
        key.run = list.take<RunId>();
        key.path = list.take<std::string>();
        key.kind = list.take<TimerKind>();
        TimerSet timer;
        timer.kind = key.kind;
        timer.rule = list.take<std::string>();
        timer.date = list.take<std::optional<Date>>();
        timer.at = list.take<std::optional<Timestamp>>();
        timer.from = list.take<std::optional<Date>>();
        programme.timers.emplace(std::move(key), std::move(timer));
    }
}

}  // namespace

std::optional<Programme> load_programme(Connection& connection, ProgrammeId id)
{
    Programme programme;
    programme.id = id;
    if (id != installation) {
        if (!load_itself(connection, programme))
            return {};
        load_runs(connection, programme);
        load_steps(connection, programme);
        load_tasks(connection, programme);
        load_timers(connection, programme);
    }
    load_head(connection, programme);
    return programme;
}

std::vector<ClosedStep> list_closed_steps(Connection& connection, ProgrammeId programme, RunId run, std::string_view id)
{
    constexpr auto& s = sql::list_closed_steps;
    Query list{connection, s};
    list.set(s.programme, programme).set(s.run, run).set(s.id, id);
    std::vector<ClosedStep> steps;
    while (list.next()) {
        ClosedStep step;
        step.path = list.take<std::string>();
        step.closed_at = list.take<Timestamp>();
        step.outcome = list.take<std::optional<std::string>>();
        step.result = list.take<json::value>();
        steps.push_back(std::move(step));
    }
    return steps;
}

std::vector<BundleFile> load_bundle(Connection& connection, const Sha256& hash)
{
    Query list{connection, sql::load_bundle};
    list.set(sql::load_bundle.hash, hash);
    std::vector<BundleFile> files;
    while (list.next()) {
        auto path = list.take<std::string>();
        files.push_back({std::move(path), list.take<std::string>()});
    }
    return files;
}

std::optional<std::string> find_meta(Connection& connection, std::string_view key)
{
    Query find{connection, sql::find_meta};
    find.set(sql::find_meta.key, key);
    return find.next() ? std::optional{find.take<std::string>()} : std::nullopt;
}

void read_event(Query& row, LoggedEvent& event)
{
    event.part = row.take<int>();
    event.seq = row.take<std::int64_t>();
    event.stream = row.take<ProgrammeId>();
    event.pseq = row.take<std::int64_t>();
    event.run = row.take<RunId>();
    event.cause = row.take<std::int64_t>();
    event.type.assign(row.take<std::string_view>());
    event.v = row.take<int>();
    event.at = row.take<Timestamp>();
    event.actor.assign(row.take<std::string_view>());
    event.data.assign(row.take<std::string_view>());
    event.hash = row.take<Sha256>();
}

}  // namespace wd::store
