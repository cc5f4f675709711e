// Events, projections and working rows of one turn, in the transaction of the caller. See writer.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/writer.hpp"

#include "store/directory_logs.hpp"
#include "store/load.hpp"
#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

namespace {

// Programmes share one partition on this kind of store; the installation has its own (DESIGN §3).
constexpr int partitions = 2;

}  // namespace

Writer::Writer(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection)
    : database_(std::move(database)),
      connection_(std::move(connection)),
      projector_(*connection_),
      keys_(*connection_),
      plugins_(*connection_)
{
    take_over();
}

void Writer::begin()
{
    connection_->begin(Access::write);
}

void Writer::commit()
{
    for (Partition& partition : counters_.partitions)
        if (partition.changed)
            write_down(partition);
    connection_->commit();
    committed_ = counters_;
}

void Writer::rollback() noexcept
{
    connection_->rollback();
    projector_.forget_turn();
    counters_ = committed_;
}

Appended Writer::append(const Writes& writes)
{
    Partition& partition = partition_of(writes.stream);
    Appended appended{partition.part, 0, writes.head_pseq, writes.head_hash};
    for (const Event& event : writes.events) {
        // Before the commit, as with texts: see erase_content.
        const auto* gone = std::get_if<ProgrammeDestroyed>(&event.payload);
        if (gone != nullptr && !database_->directory().empty())
            add_erasure(database_->directory(), {gone->programme, event.at});
        if (const auto* forgotten = std::get_if<PersonForgotten>(&event.payload)) {
            for (const ContentId text : list_content_about(forgotten->person))
                erase_content(text, event.at);
            keys_.remove_all_of(forgotten->person);
        }
        if (const auto* closed = std::get_if<AccountClosed>(&event.payload))
            keys_.remove_all_of(closed->person);
        // As it stands, and as it stood before it was put right.
        if (const auto* removed = std::get_if<ContactRemoved>(&event.payload))
            for (const TypedText& text : list_typed_texts(writes.stream, removed->contact))
                erase_content(text.text, event.at);
        if (const auto* erased = std::get_if<TextsErased>(&event.payload))
            for (const ContentId text : erased->texts)
                erase_content(text, event.at);
        log(partition, writes.stream, event, appended);
        projector_.project(writes.stream, appended.pseq, event);
    }
    projector_.finish_turn();
    for (const NewContent& content : writes.contents)
        keep(writes.stream, content);
    for (const KeyChange& change : writes.keys)
        keys_.apply(change);
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

std::int64_t Writer::take_id(ProgrammeId stream)
{
    Partition& partition = partition_of(stream);
    partition.changed = true;
    return partition.next_id++ * static_cast<std::int64_t>(counters_.partitions.size()) + partition.part;
}

std::vector<DueTimer> Writer::list_due_timers(Timestamp now, int limit)
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

std::optional<Timestamp> Writer::find_next_timer()
{
    Query find{*connection_, sql::find_next_timer};
    return find.next() ? std::optional{find.take<Timestamp>()} : std::nullopt;
}

std::vector<DueRow> Writer::list_due(int limit)
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

void Writer::drop_due(std::int64_t id)
{
    Query{*connection_, sql::delete_due}.set(sql::delete_due.id, id).run();
}

std::optional<std::string> Writer::find_meta(std::string_view key)
{
    return store::find_meta(*connection_, key);
}

void Writer::set_meta(std::string_view key, std::string_view value)
{
    Query{*connection_, sql::set_meta}.set(sql::set_meta.key, key).set(sql::set_meta.value, value).run();
}

int Writer::forget_replies(Timestamp before, int limit)
{
    constexpr auto& s = sql::forget_replies;
    return static_cast<int>(Query{*connection_, s}.set(s.before, before).set(s.limit, limit).run());
}

bool Writer::tidy()
{
    return connection_->tidy();
}

void Writer::set_durability(Durability durability)
{
    connection_->set_durability(durability);
}

void Writer::take_over()
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

Writer::Partition& Writer::partition_of(ProgrammeId stream)
{
    const int part = stream == installation ? 0 : partition_of_programmes;
    return counters_.partitions.at(static_cast<std::size_t>(part));
}

void Writer::write_down(Partition& partition)
{
    constexpr auto& s = sql::update_partition;
    Query update{*connection_, s};
    update.set(s.part, partition.part).set(s.epoch, partition.epoch).set(s.seq, partition.seq);
    if (update.set(s.next_id, partition.next_id).run() != 1)
        throw StoreFailure(Errc::store_in_use, "een andere schrijver heeft de opslag overgenomen; stop dit proces");
    partition.changed = false;
}

void Writer::log(Partition& partition, ProgrammeId stream, const Event& event, Appended& head)
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

void Writer::keep(ProgrammeId programme, const NewContent& content)
{
    constexpr auto& s = sql::insert_content;
    Query insert{*connection_, s};
    insert.set(s.programme, programme).set(s.id, content.id).set(s.subject, content.subject).set(s.kind, content.kind);
    insert.set(s.ground, content.ground).set(s.keep_until, content.keep_until);
    insert.set(s.salt, std::span<const std::uint8_t>{content.salt}).set(s.bytes, content.bytes).run_once();
}

void Writer::keep(const Sha256& hash, const BundleFile& file)
{
    constexpr auto& s = sql::insert_bundle;
    const std::span bytes{reinterpret_cast<const std::uint8_t*>(file.bytes.data()), file.bytes.size()};
    Query{*connection_, s}.set(s.hash, hash).set(s.path, file.path).set(s.bytes, bytes).run();
}

void Writer::keep(const NewReply& reply, Timestamp last_event)
{
    constexpr auto& s = sql::insert_reply;
    Query insert{*connection_, s};
    insert.set(s.actor, reply.actor).set(s.key, reply.key).set(s.fingerprint, reply.fingerprint);
    insert.set(s.answer, reply.answer).set(s.at, reply.at.value_or(last_event)).run_once();
}

void Writer::leave(const NewDue& due)
{
    constexpr auto& s = sql::insert_due;
    Query insert{*connection_, s};
    insert.set(s.id, ++counters_.last_due).set(s.programme, due.programme).set(s.kind, due.kind);
    insert.set(s.trigger, due.trigger).set(s.event, due.event).set(s.depth, due.depth);
    insert.set(s.data, json::serialize(due.data)).run();
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
