// Events, projections and working rows of one turn, in the transaction of the caller. See writer.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/writer.hpp"

#include "domain/paths.hpp"
#include "store/load.hpp"
#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

namespace {

// Programmes share one partition on this kind of store; the installation has its own (DESIGN §3).
constexpr int partition_of_programmes = 1;
constexpr int partitions = 2;

struct Partition {
    int part = 0;
    std::int64_t epoch = 0;
    std::int64_t seq = 0;
    std::int64_t next_id = 1;
    bool changed = false;
};

// What counts on between transactions; a rollback puts the former one back.
struct Counters {
    std::vector<Partition> partitions;
    std::int64_t last_due = 0;
};

class Writer final : public Store {
public:
    Writer(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection)
        : database_(std::move(database)), connection_(std::move(connection)), projector_(*connection_)
    {
        take_over();
    }

    void begin() override
    {
        connection_->begin(Access::write);
        committed_ = counters_;
    }

    void commit() override
    {
        for (Partition& partition : counters_.partitions)
            if (partition.changed)
                write_down(partition);
        connection_->commit();
    }

    void rollback() noexcept override
    {
        connection_->rollback();
        counters_ = committed_;
    }

    Appended append(const Writes& writes) override
    {
        Partition& partition = partition_of(writes.stream);
        Appended appended{partition.part, 0, writes.head_pseq, writes.head_hash};
        for (const Event& event : writes.events) {
            log(partition, writes.stream, event, appended);
            projector_.project(writes.stream, appended.pseq, event);
        }
        projector_.finish_turn();
        for (const NewContent& content : writes.contents)
            keep(writes.stream, content);
        for (const BundleFile& file : writes.bundle)
            keep(*writes.bundle_hash, file);
        for (const NewDue& due : writes.due)
            leave(due);
        if (writes.consumed_due)
            drop_due(*writes.consumed_due);
        if (writes.reply)
            keep(*writes.reply, writes.events.empty() ? Timestamp{} : writes.events.back().at);
        return appended;
    }

    std::int64_t take_id(ProgrammeId stream) override
    {
        Partition& partition = partition_of(stream);
        partition.changed = true;
        return partition.next_id++ * static_cast<std::int64_t>(counters_.partitions.size()) + partition.part;
    }

    // --- Loading

    std::optional<Programme> load_programme(ProgrammeId programme) override
    {
        return store::load_programme(*connection_, programme);
    }
    Ledger load_ledger(ProgrammeId programme) override { return store::load_ledger(*connection_, programme); }
    std::vector<ClosedStep> list_closed_steps(ProgrammeId programme, RunId run, std::string_view id) override
    {
        return store::list_closed_steps(*connection_, programme, run, id);
    }
    std::vector<BundleFile> load_bundle(const Sha256& hash) override { return store::load_bundle(*connection_, hash); }

    std::optional<PersonRecord> find_person(PersonId person) override
    {
        PersonRecord record;
        {
            Query find{*connection_, sql::find_person};
            find.set(sql::find_person.person, person);
            if (!find.next())
                return {};
            record.kind = find.take<PersonKind>();
            record.organisation = find.take<std::optional<PersonId>>();
        }
        Query teams{*connection_, sql::list_teams_of};
        teams.set(sql::list_teams_of.person, person);
        while (teams.next())
            record.member_of.push_back(teams.take<PersonId>());
        return record;
    }

    std::optional<WorkflowRecord> find_workflow(std::string_view key) override
    {
        Query find{*connection_, sql::find_workflow};
        find.set(sql::find_workflow.key, key);
        return take_workflow(find);
    }
    std::optional<WorkflowRecord> find_workflow_version(std::string_view key, int version) override
    {
        constexpr auto& s = sql::find_workflow_version;
        Query find{*connection_, s};
        find.set(s.key, key).set(s.version, version);
        return take_workflow(find);
    }

    std::optional<StoredReply> find_reply(std::string_view actor, std::string_view key) override
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

    std::optional<ProgrammeId> find_programme_of(TaskId task) override
    {
        return find_owner(sql::find_programme_of_task, sql::find_programme_of_task.task, task.value);
    }
    std::optional<ProgrammeId> find_programme_of_closed(TaskId task) override
    {
        return find_owner(sql::find_programme_of_closed_task, sql::find_programme_of_closed_task.task, task.value);
    }
    std::optional<ProgrammeId> find_programme_of(RunId run) override
    {
        return find_owner(sql::find_programme_of_run, sql::find_programme_of_run.run, run.value);
    }
    std::optional<ProgrammeId> find_programme_of(EntryId entry) override
    {
        return find_owner(sql::find_programme_of_entry, sql::find_programme_of_entry.entry, entry.value);
    }

    std::optional<EntryFacts> find_entry(ProgrammeId programme, EntryId entry) override
    {
        Query find{*connection_, sql::find_entry};
        find.set(sql::find_entry.programme, programme).set(sql::find_entry.entry, entry);
        if (!find.next())
            return {};
        const auto kind = find.take<EntryKind>();
        return EntryFacts{kind, find.take<PersonId>()};
    }

    std::optional<ClosedTaskFacts> find_closed_task(ProgrammeId programme, TaskId task) override
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

    std::optional<TaskOrigin> find_task_origin(ProgrammeId programme, TaskId task) override
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
        }
        if (!origin.run)
            return {};
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

    Head find_head(ProgrammeId stream) override
    {
        Query find{*connection_, sql::find_head};
        find.set(sql::find_head.stream, stream);
        if (!find.next())
            return Head{stream, 0, {}};
        const auto pseq = find.take<std::int64_t>();
        return Head{stream, pseq, find.take<Sha256>()};
    }

    std::int64_t find_last_seq(int part) override
    {
        return counters_.partitions.at(static_cast<std::size_t>(part)).seq;
    }

    std::vector<ProgrammeId> list_programmes() override
    {
        Query list{*connection_, sql::list_programmes};
        std::vector<ProgrammeId> programmes;
        while (list.next())
            programmes.push_back(list.take<ProgrammeId>());
        return programmes;
    }

    // --- Time and left-over work

    std::vector<DueTimer> list_due_timers(Timestamp now, int limit) override
    {
        Query list{*connection_, sql::list_due_timers};
        list.set(sql::list_due_timers.now, now).set(sql::list_due_timers.limit, limit);
        std::vector<DueTimer> timers;
        while (list.next()) {
            DueTimer timer;
            timer.programme = list.take<ProgrammeId>();
            timer.key.run = list.take<RunId>();
            timer.key.path = list.take<std::string>();
            timer.key.kind = list.take<TimerKind>();
            timer.at = list.take<Timestamp>();
            timers.push_back(std::move(timer));
        }
        return timers;
    }

    std::optional<Timestamp> find_next_timer() override
    {
        Query find{*connection_, sql::find_next_timer};
        return find.next() ? std::optional{find.take<Timestamp>()} : std::nullopt;
    }

    std::vector<DueRow> list_due(int limit) override
    {
        Query list{*connection_, sql::list_due};
        list.set(sql::list_due.limit, limit);
        std::vector<DueRow> rows;
        while (list.next()) {
            DueRow row;
            row.id = list.take<std::int64_t>();
            row.due.programme = list.take<ProgrammeId>();
            row.due.kind = list.take<std::string>();
            row.due.trigger = list.take<std::string>();
            row.due.event = list.take<std::int64_t>();
            row.due.depth = list.take<int>();
            row.due.data = list.take<json::value>().as_object();
            rows.push_back(std::move(row));
        }
        return rows;
    }

    void drop_due(std::int64_t id) override
    {
        Query{*connection_, sql::delete_due}.set(sql::delete_due.id, id).run();
    }

    void postpone_due(std::int64_t id) override
    {
        constexpr auto& s = sql::postpone_due;
        Query{*connection_, s}.set(s.id, id).set(s.last, ++counters_.last_due).run();
    }

    // --- Small values

    std::optional<std::string> find_meta(std::string_view key) override { return store::find_meta(*connection_, key); }
    void set_meta(std::string_view key, std::string_view value) override
    {
        Query{*connection_, sql::set_meta}.set(sql::set_meta.key, key).set(sql::set_meta.value, value).run();
    }
    int forget_replies(Timestamp before, int limit) override
    {
        constexpr auto& s = sql::forget_replies;
        return static_cast<int>(Query{*connection_, s}.set(s.before, before).set(s.limit, limit).run());
    }
    void tidy() override { connection_->tidy(); }
    void set_durability(Durability durability) override { connection_->set_durability(durability); }

private:
    // A former writer that still lives finds its epoch gone.
    void take_over()
    {
        connection_->begin(Access::write);
        for (int part = 0; part < partitions; ++part)
            Query{*connection_, sql::raise_epoch}.set(sql::raise_epoch.part, part).run_once();
        {
            Query list{*connection_, sql::load_partitions};
            while (list.next()) {
                Partition partition;
                partition.part = list.take<int>();
                partition.epoch = list.take<std::int64_t>();
                partition.seq = list.take<std::int64_t>();
                partition.next_id = list.take<std::int64_t>();
                counters_.partitions.push_back(partition);
            }
        }
        {
            Query find{*connection_, sql::find_last_due};
            WD_ASSERT(find.next());
            counters_.last_due = find.take<std::int64_t>();
        }
        connection_->commit();
        committed_ = counters_;
    }

    Partition& partition_of(ProgrammeId stream)
    {
        const int part = stream == installation ? 0 : partition_of_programmes;
        return counters_.partitions.at(static_cast<std::size_t>(part));
    }

    void write_down(Partition& partition)
    {
        constexpr auto& s = sql::update_partition;
        Query update{*connection_, s};
        update.set(s.part, partition.part).set(s.epoch, partition.epoch).set(s.seq, partition.seq);
        if (update.set(s.next_id, partition.next_id).run() != 1)
            throw StoreFailure(Errc::store_in_use, "een andere schrijver heeft de opslag overgenomen; stop dit proces");
        partition.changed = false;
    }

    // One row of the log; moves the head on.
    void log(Partition& partition, ProgrammeId stream, const Event& event, Appended& head)
    {
        row_.stream = stream;
        row_.pseq = head.pseq + 1;
        row_.run = event.run;
        row_.cause = event.cause;
        row_.type.assign(type_of(event.payload));
        row_.v = version_of(event.payload);
        row_.at = event.at;
        row_.actor = to_text(event.actor);
        row_.data = to_json_text(event.payload);
        head.hash = chain_hash(hasher_, head.hash, row_);
        head.pseq = row_.pseq;
        head.seq = ++partition.seq;
        partition.changed = true;

        constexpr auto& s = sql::insert_event;
        Query insert{*connection_, s};
        insert.set(s.part, partition.part).set(s.seq, head.seq).set(s.stream, stream).set(s.pseq, head.pseq);
        insert.set(s.run, row_.run).set(s.cause, row_.cause).set(s.type, row_.type).set(s.v, row_.v).set(s.at, row_.at);
        insert.set(s.actor, row_.actor).set(s.data, row_.data).set(s.hash, head.hash).run_once();
    }

    void keep(ProgrammeId programme, const NewContent& content)
    {
        constexpr auto& s = sql::insert_content;
        Query insert{*connection_, s};
        insert.set(s.programme, programme).set(s.id, content.id).set(s.subject, content.subject).set(s.kind, content.kind);
        insert.set(s.ground, content.ground).set(s.keep_until, content.keep_until);
        insert.set(s.salt, std::span<const std::uint8_t>{content.salt}).set(s.bytes, content.bytes).run_once();
    }

    void keep(const Sha256& hash, const BundleFile& file)
    {
        constexpr auto& s = sql::insert_bundle;
        const std::span bytes{reinterpret_cast<const std::uint8_t*>(file.bytes.data()), file.bytes.size()};
        Query{*connection_, s}.set(s.hash, hash).set(s.path, file.path).set(s.bytes, bytes).run();
    }

    void keep(const NewReply& reply, Timestamp last_event)
    {
        constexpr auto& s = sql::insert_reply;
        Query insert{*connection_, s};
        insert.set(s.actor, reply.actor).set(s.key, reply.key).set(s.fingerprint, reply.fingerprint);
        insert.set(s.answer, reply.answer).set(s.at, reply.at.value_or(last_event)).run_once();
    }

    void leave(const NewDue& due)
    {
        constexpr auto& s = sql::insert_due;
        Query insert{*connection_, s};
        insert.set(s.id, ++counters_.last_due).set(s.programme, due.programme).set(s.kind, due.kind);
        insert.set(s.trigger, due.trigger).set(s.event, due.event).set(s.depth, due.depth);
        insert.set(s.data, json::serialize(due.data)).run();
    }

    std::optional<ProgrammeId> find_owner(const Sql& statement, Parameter parameter, std::int64_t id)
    {
        Query find{*connection_, statement};
        find.set(parameter, id);
        return find.next() ? std::optional{find.take<ProgrammeId>()} : std::nullopt;
    }

    static std::optional<WorkflowRecord> take_workflow(Query& find)
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

    std::unique_ptr<Database> database_;
    std::unique_ptr<Connection> connection_;
    Projector projector_;
    Sha256Hasher hasher_;
    LoggedEvent row_;  // its strings are used again
    Counters counters_;
    Counters committed_;
};

}  // namespace

std::unique_ptr<Store> create_writer(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection)
{
    return std::make_unique<Writer>(std::move(database), std::move(connection));
}

void write_first_rows(Connection& connection, const CreateOptions& options)
{
    const auto set_meta = [&](std::string_view key, std::string&& value) {
        Query{connection, sql::set_meta}.set(sql::set_meta.key, key).set(sql::set_meta.value, std::move(value)).run();
    };
    connection.begin(Access::write);
    for (int part = 0; part < partitions; ++part) {
        constexpr auto& s = sql::insert_partition;
        Query{connection, s}.set(s.part, part).set(s.next_id, options.ids_from).run_once();
    }
    set_meta("label", std::string(name_of(options.label)));
    set_meta("partitions", std::to_string(partitions));
    set_meta("clock_offset_ms", std::to_string(options.clock_offset.count()));
    connection.commit();
}

}  // namespace wd::store
