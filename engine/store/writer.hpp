// The writer's store on any database of the seam: see store.hpp for the contract. The functions stand in writer.cpp (what a
// turn writes), writer_find.cpp (what decisions ask) and writer_slice.cpp (whole programmes).
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "store/projector.hpp"
#include "store/store.hpp"

namespace wd::store {

struct SliceFileFacts;

// Fills the working tables of a new store: its partitions and its own values.
void write_first_rows(Connection& connection, const CreateOptions& options);

class Writer final : public Store {
public:
    // Takes over the partitions; throws StoreFailure when that fails.
    Writer(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection);

    void begin() override;
    void commit() override;
    void rollback() noexcept override;
    Appended append(const Writes& writes) override;
    std::int64_t take_id(ProgrammeId stream) override;

    std::optional<domain::Programme> load_programme(ProgrammeId programme) override;
    domain::Ledger load_ledger(ProgrammeId programme) override;
    std::vector<ClosedStep> list_closed_steps(ProgrammeId programme, domain::RunId run, std::string_view id) override;
    std::optional<PersonRecord> find_person(domain::PersonId person) override;
    std::optional<WorkflowRecord> find_workflow(std::string_view key) override;
    std::optional<WorkflowRecord> find_workflow_version(std::string_view key, int version) override;
    std::vector<BundleFile> load_bundle(const Sha256& hash) override;
    std::optional<StoredReply> find_reply(std::string_view actor, std::string_view key) override;
    std::optional<ProgrammeId> find_programme_of(domain::TaskId task) override;
    std::optional<ProgrammeId> find_programme_of_closed(domain::TaskId task) override;
    std::optional<ProgrammeId> find_programme_of(domain::RunId run) override;
    std::optional<ProgrammeId> find_programme_of(domain::EntryId entry) override;
    std::optional<ProgrammeId> find_programme_of(domain::AssignmentId assignment) override;
    std::optional<ProgrammeId> find_programme_of(domain::AbsenceId absence) override;
    std::optional<ProgrammeId> find_programme_of(domain::HandoverId handover) override;
    std::optional<domain::EntryFacts> find_entry(ProgrammeId programme, domain::EntryId entry) override;
    std::optional<domain::ClosedTaskFacts> find_closed_task(ProgrammeId programme, domain::TaskId task) override;
    std::optional<domain::TaskOrigin> find_task_origin(ProgrammeId programme, domain::TaskId task) override;
    std::vector<std::pair<std::string, domain::StepState>> list_latest_reflections(ProgrammeId programme,
                                                                                   std::string_view workflow,
                                                                                   int limit) override;
    std::int64_t find_last_seq(int part) override;
    domain::Head find_head(ProgrammeId stream) override;

    std::vector<DueTimer> list_due_timers(Timestamp now, int limit) override;
    std::optional<Timestamp> find_next_timer() override;
    std::vector<DueRow> list_due(int limit) override;
    void drop_due(std::int64_t id) override;
    std::vector<ProgrammeId> list_programmes() override;

    std::optional<std::string> find_meta(std::string_view key) override;
    void set_meta(std::string_view key, std::string_view value) override;
    const KeyStore& keys() override { return keys_; }
    const PluginStore& plugins() override { return plugins_; }
    int forget_replies(Timestamp before, int limit) override;
    std::vector<domain::Head> list_changed_heads(std::int64_t after) override;
    bool erase_content(domain::ContentId content, Timestamp at) override;
    std::vector<domain::ContentId> list_content_about(domain::PersonId subject) override;
    std::vector<domain::TypedText> list_typed_texts(ProgrammeId programme, const domain::TypedAt& at) override;
    std::vector<domain::EntryId> list_taken_from(domain::EntryId journal) override;
    std::optional<domain::RetentionLine> find_retention_line(std::int64_t line) override;
    json::array view(std::string_view name, const json::object& parameters) override;
    std::vector<Tie> list_ties_of(domain::PersonId person) override;
    domain::RubricInForce find_rubric() override;
    std::vector<HandoverToDraw> list_handovers_to_draw(Date until) override;
    RatingGrounds find_rating_grounds(domain::HandoverId handover, domain::PersonId person) override;
    std::vector<UnwatchedPromise> list_unwatched_promises() override;
    std::optional<domain::LessonOrigin> find_journal(domain::EntryId entry) override;
    domain::Head destroy_programme(ProgrammeId programme) override;
    Result<SliceExported> import_slice(std::istream& in, const SliceImport& import) override;
    bool tidy() override;
    void set_durability(Durability durability) override;

private:
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

    void take_over();
    Partition& partition_of(ProgrammeId stream);
    void write_down(Partition& partition);
    void log(Partition& partition, ProgrammeId stream, const domain::Event& event, Appended& head);
    void keep(ProgrammeId programme, const NewContent& content);
    void keep(const Sha256& hash, const BundleFile& file);
    void keep(const NewReply& reply, Timestamp last_event);
    void leave(const NewDue& due);
    std::optional<ProgrammeId> find_owner(const Sql& statement, Parameter parameter, std::int64_t id);
    // No id that is given out from now on is `id` or below it, in the partition that could give it.
    void pass_id(std::int64_t id);
    Result<void> take_in(std::istream& in, const SliceFileFacts& facts, const SliceImport& import);

    std::unique_ptr<Database> database_;
    std::unique_ptr<Connection> connection_;
    Projector projector_;
    KeyStore keys_;
    PluginStore plugins_;
    Sha256Hasher hasher_;
    domain::LoggedEvent row_;  // its strings are used again
    Counters counters_;
    Counters committed_;
};

}  // namespace wd::store
