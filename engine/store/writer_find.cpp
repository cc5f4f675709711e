// What decisions ask of the store. See writer.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/amsterdam.hpp"
#include "domain/paths.hpp"
#include "store/load.hpp"
#include "store/sql.hpp"
#include "store/view.hpp"
#include "store/writer.hpp"

namespace wd::store {

using namespace domain;

namespace {

std::optional<WorkflowRecord> take_workflow(Query& find)
{
    if (!find.next())
        return {};
    WorkflowRecord record;
    record.key = find.take<std::string>();
    record.version = find.take<int>();
    record.hash = find.take<Sha256>();
    record.title = find.take<std::string>();
    return record;
}

}  // namespace

std::optional<Programme> Writer::load_programme(ProgrammeId programme)
{
    return store::load_programme(*connection_, programme);
}

Ledger Writer::load_ledger(ProgrammeId programme)
{
    return store::load_ledger(*connection_, programme);
}

std::vector<ClosedStep> Writer::list_closed_steps(ProgrammeId programme, RunId run, std::string_view id)
{
    return store::list_closed_steps(*connection_, programme, run, id);
}

std::vector<BundleFile> Writer::load_bundle(const Sha256& hash)
{
    return store::load_bundle(*connection_, hash);
}

std::optional<PersonRecord> Writer::find_person(PersonId person)
{
    PersonRecord record;
    {
        Query find{*connection_, sql::find_person};
        find.set(sql::find_person.person, person);
        if (!find.next())
            return {};
        record.kind = find.take<PersonKind>();
        record.organisation = find.take<std::optional<PersonId>>();
        record.forgotten = find.take<bool>();
    }
    Query teams{*connection_, sql::list_teams_of};
    teams.set(sql::list_teams_of.person, person);
    while (teams.next())
        record.member_of.push_back(teams.take<PersonId>());
    return record;
}

std::optional<WorkflowRecord> Writer::find_workflow(std::string_view key)
{
    Query find{*connection_, sql::find_workflow};
    find.set(sql::find_workflow.key, key);
    return take_workflow(find);
}

std::optional<WorkflowRecord> Writer::find_workflow_version(std::string_view key, int version)
{
    constexpr auto& s = sql::find_workflow_version;
    Query find{*connection_, s};
    find.set(s.key, key).set(s.version, version);
    return take_workflow(find);
}

std::optional<StoredReply> Writer::find_reply(std::string_view actor, std::string_view key)
{
    Query find{*connection_, sql::find_reply};
    find.set(sql::find_reply.actor, actor).set(sql::find_reply.key, key);
    if (!find.next())
        return {};
    StoredReply reply;
    reply.fingerprint = find.take<Sha256>();
    reply.answer = find.take<std::string>();
    return reply;
}

std::optional<ProgrammeId> Writer::find_programme_of(TaskId task)
{
    return find_owner(sql::find_programme_of_task, sql::find_programme_of_task.task, task.value);
}

std::optional<ProgrammeId> Writer::find_programme_of(RunId run)
{
    return find_owner(sql::find_programme_of_run, sql::find_programme_of_run.run, run.value);
}

std::optional<ProgrammeId> Writer::find_programme_of(EntryId entry)
{
    return find_owner(sql::find_programme_of_entry, sql::find_programme_of_entry.entry, entry.value);
}

std::optional<ProgrammeId> Writer::find_programme_of(AssignmentId assignment)
{
    return find_owner(sql::find_programme_of_assignment, sql::find_programme_of_assignment.assignment,
                      assignment.value);
}

std::optional<ProgrammeId> Writer::find_programme_of(AbsenceId absence)
{
    return find_owner(sql::find_programme_of_absence, sql::find_programme_of_absence.absence, absence.value);
}

std::optional<ProgrammeId> Writer::find_programme_of(HandoverId handover)
{
    return find_owner(sql::find_programme_of_handover, sql::find_programme_of_handover.handover, handover.value);
}

std::optional<ProgrammeId> Writer::find_programme_of_closed(TaskId task)
{
    return find_owner(sql::find_programme_of_closed_task, sql::find_programme_of_closed_task.task, task.value);
}

std::optional<EntryFacts> Writer::find_entry(ProgrammeId programme, EntryId entry)
{
    Query find{*connection_, sql::find_entry};
    find.set(sql::find_entry.programme, programme).set(sql::find_entry.entry, entry);
    if (!find.next())
        return {};
    EntryFacts facts;
    facts.kind = find.take<EntryKind>();
    facts.by = find.take<PersonId>();
    facts.unit = find.take<std::optional<FieldKind>>();
    facts.oral = find.take<bool>();
    return facts;
}

std::vector<std::pair<std::string, StepState>> Writer::list_latest_reflections(ProgrammeId programme,
                                                                               std::string_view workflow, int limit)
{
    constexpr auto& s = sql::list_latest_reflections;
    Query list{*connection_, s};
    list.set(s.programme, programme).set(s.workflow, workflow).set(s.limit, limit);
    std::vector<std::pair<std::string, StepState>> reflections;
    while (list.next()) {
        auto path = list.take<std::string>();
        reflections.emplace_back(std::move(path), list.take<StepState>());
    }
    return reflections;
}

std::optional<ClosedTaskFacts> Writer::find_closed_task(ProgrammeId programme, TaskId task)
{
    Query find{*connection_, sql::find_closed_task};
    find.set(sql::find_closed_task.programme, programme).set(sql::find_closed_task.task, task);
    if (!find.next())
        return {};
    ClosedTaskFacts facts;
    facts.run = find.take<RunId>();
    facts.path = find.take<std::string>();
    facts.by = find.take<PersonId>();
    return facts.run ? std::optional{facts} : std::nullopt;
}

std::optional<TaskOrigin> Writer::find_task_origin(ProgrammeId programme, TaskId task)
{
    TaskOrigin origin;
    {
        constexpr auto& s = sql::find_task_origin;
        Query find{*connection_, s};
        find.set(s.programme, programme).set(s.task, task);
        if (!find.next())
            return {};
        origin.run = find.take<RunId>();
        origin.path = find.take<std::string>();
        origin.team = find.take<std::optional<PersonId>>();
    }
    if (!origin.run)
        return origin.team ? std::optional{origin} : std::nullopt;
    // The bundle is that of the generation in which the step stands.
    const PathPart phase = split_path(origin.path).front();
    constexpr auto& s = sql::find_phase_hash;
    Query find{*connection_, s};
    find.set(s.programme, programme).set(s.run, origin.run).set(s.phase, phase.id).set(s.generation, phase.repetition);
    if (!find.next())
        return {};
    origin.hash = find.take<Sha256>();
    return origin;
}

Head Writer::find_head(ProgrammeId stream)
{
    Query find{*connection_, sql::find_head};
    find.set(sql::find_head.stream, stream);
    if (!find.next())
        return Head{stream, 0, {}};
    const auto pseq = find.take<std::int64_t>();
    return Head{stream, pseq, find.take<Sha256>()};
}

std::int64_t Writer::find_last_seq(int part)
{
    return counters_.partitions.at(static_cast<std::size_t>(part)).seq;
}

std::vector<ProgrammeId> Writer::list_programmes()
{
    Query list{*connection_, sql::list_programmes};
    std::vector<ProgrammeId> programmes;
    while (list.next())
        programmes.push_back(list.take<ProgrammeId>());
    return programmes;
}

std::optional<ProgrammeId> Writer::find_owner(const Sql& statement, Parameter parameter, std::int64_t id)
{
    Query find{*connection_, statement};
    find.set(parameter, id);
    return find.next() ? std::optional{find.take<ProgrammeId>()} : std::nullopt;
}

std::vector<Tie> Writer::list_ties_of(PersonId person)
{
    constexpr auto& s = sql::list_ties_of;
    Query list{*connection_, s};
    list.set(s.person, person);
    std::vector<Tie> ties;
    while (list.next()) {
        const auto kind = static_cast<Tie::Kind>(list.take<int>());
        const auto programme = list.take<ProgrammeId>();
        ties.push_back({kind, programme, list.take<std::string>()});
    }
    return ties;
}

RubricInForce Writer::find_rubric()
{
    Query find{*connection_, sql::find_rubric};
    if (!find.next())
        return {};
    const auto event = find.take<std::int64_t>();
    const Result<RubricSettings> settings = read_json<RubricSettings>(*parse_json(find.take<std::string>()));
    WD_ASSERT(settings);
    return {*settings, event};
}

RatingGrounds Writer::find_rating_grounds(HandoverId handover, PersonId person)
{
    constexpr auto& s = sql::find_rating_grounds;
    Query find{*connection_, s};
    find.set(s.handover, handover).set(s.person, person);
    RatingGrounds grounds;
    if (find.next()) {
        grounds.drawn = find.take<bool>();
        grounds.coordinates = find.take<bool>();
    }
    return grounds;
}

std::vector<HandoverToDraw> Writer::list_handovers_to_draw(Date until)
{
    constexpr auto& s = sql::list_handovers_to_draw;
    Query list{*connection_, s};
    list.set(s.until, until);
    std::vector<HandoverToDraw> waiting;
    while (list.next()) {
        const auto handover = list.take<HandoverId>();
        waiting.push_back({handover, list.take<bool>()});
    }
    return waiting;
}

std::vector<UnwatchedPromise> Writer::list_unwatched_promises()
{
    Query list{*connection_, sql::list_unwatched_promises};
    std::vector<UnwatchedPromise> promises;
    while (list.next()) {
        UnwatchedPromise found;
        found.programme = list.take<ProgrammeId>();
        found.promise = list.take<EntryId>();
        const Date made = calendar::date_of(list.take<Timestamp>());
        const auto last_day = list.take<std::optional<Date>>();
        found.owner_left = last_day && *last_day >= made;
        promises.push_back(found);
    }
    return promises;
}

std::vector<EntryId> Writer::list_taken_from(EntryId journal)
{
    Query list{*connection_, sql::list_taken_from};
    list.set(sql::list_taken_from.entry, journal);
    std::vector<EntryId> lines;
    while (list.next())
        lines.push_back(list.take<EntryId>());
    return lines;
}

std::optional<RetentionLine> Writer::find_retention_line(std::int64_t line)
{
    Query find{*connection_, sql::find_retention_line};
    find.set(sql::find_retention_line.pseq, line);
    if (!find.next())
        return {};
    RetentionLine found;
    found.what.kind = find.take<RetentionKind>();
    found.what.programme = find.take<std::optional<ProgrammeId>>();
    found.what.entry = find.take<std::optional<EntryId>>();
    found.what.task = find.take<std::optional<TaskId>>();
    found.what.person = find.take<std::optional<PersonId>>();
    found.what.day = find.take<Date>();
    found.until = find.take<std::optional<Date>>();
    return found;
}

json::array Writer::view(std::string_view name, const json::object& parameters)
{
    return read_view(*connection_, name, parameters);
}

std::optional<LessonOrigin> Writer::find_journal(EntryId entry)
{
    Query find{*connection_, sql::find_journal};
    find.set(sql::find_journal.entry, entry);
    if (!find.next())
        return {};
    const auto programme = find.take<ProgrammeId>();
    return LessonOrigin{programme, find.take<JournalKind>()};
}

}  // namespace wd::store
