// The store of one data directory: the log, the tables that show it, the content rows. Blocking, without Asio; used by one
// writer thread. Knows no decisions: it writes what it is handed and reads what it is asked. Reading for people goes over
// `ReadStore` connections, which never wait for the writer.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/context.hpp"
#include "domain/lessons.hpp"
#include "domain/privacy.hpp"
#include "domain/programme.hpp"
#include "store/credentials.hpp"
#include "store/database.hpp"
#include "store/plugins.hpp"

#include <array>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wd::store {

using domain::ProgrammeId;

inline constexpr int partition_of_programmes = 1;  // 0 is the installation's (RULES A6)

// A piece of typed text or personal data, apart from the log (RULES A1). The digest in its ContentRef is
// sha256(salt‖bytes); deleting the row deletes the salt.
struct NewContent {
    domain::ContentId id;
    std::optional<domain::PersonId> subject;  // whom it is about
    std::string kind;                         // "name", "note", "reason", "answer", …
    std::string ground;                       // why it may be kept
    std::optional<Date> keep_until;
    std::array<std::uint8_t, 16> salt{};
    std::string bytes;
};

// Work that a turn leaves for a turn of its own (RULES B2): unique on (trigger, event).
struct NewDue {
    ProgrammeId programme;   // whose turn it will be
    std::string kind;        // "trigger", "child_start", "child_end", "continue", "recompute", …
    std::string trigger;     // what makes it unique together with `event`
    std::int64_t event = 0;  // pseq in the stream that caused it
    int depth = 0;           // of automatic causes
    json::object data;
};

struct DueRow {
    std::int64_t id = 0;
    NewDue due;
};

struct BundleFile {
    std::string path;
    std::string bytes;
};

// An idempotency record (RULES B5): written in the command's transaction.
struct NewReply {
    std::string actor;
    std::string key;
    Sha256 fingerprint{};
    std::string answer;                // JSON with ids, no content
    std::optional<Timestamp> at = {};  // none: that of the last event
};

// Everything one turn writes. `head` is the chain head it was decided on.
struct Writes {
    ProgrammeId stream;
    std::int64_t head_pseq = 0;
    Sha256 head_hash{};
    std::vector<domain::Event> events;
    std::vector<NewContent> contents;
    std::vector<NewDue> due;
    std::optional<std::int64_t> consumed_due;
    std::vector<domain::KeyChange> keys;
    std::optional<NewReply> reply;
    std::optional<Sha256> bundle_hash;  // with WorkflowInstalled
    std::vector<BundleFile> bundle;
};

struct Appended {
    int part = 0;
    std::int64_t seq = 0;   // of the last event; 0 when there was none
    std::int64_t pseq = 0;  // the new head
    Sha256 hash{};
};

struct StoredReply {
    Sha256 fingerprint{};
    std::string answer;
};

struct PersonRecord {
    domain::PersonKind kind = domain::PersonKind::person;
    std::optional<domain::PersonId> organisation;
    std::vector<domain::PersonId> member_of;
    bool forgotten = false;  // the text of the name is not there
};

struct Tie {
    enum class Kind { chair, deputy, commissioner };
    Kind kind = Kind::chair;
    ProgrammeId programme;
    std::string title;  // of the chair
};

struct HandoverToDraw {
    domain::HandoverId handover;
    bool core = false;
};

// An open promise of which nothing was ever said or found, and that no timer looks after.
struct UnwatchedPromise {
    ProgrammeId programme;
    domain::EntryId promise;
    bool owner_left = false;  // after it was made, and holds no chair in this programme now
};

// On what somebody may rate a handover.
struct RatingGrounds {
    bool drawn = false;        // the handover
    bool coordinates = false;  // the person, handovers of any programme
};

struct WorkflowRecord {
    std::string key;
    int version = 0;
    Sha256 hash{};
    std::string title;
};

struct DueTimer {
    ProgrammeId programme;
    domain::TimerKey key;
    Timestamp at{};
};

// What the closed steps of earlier generations gave, for c.x and c.all("x") (RULES D3).
struct ClosedStep {
    std::string path;
    Timestamp closed_at{};
    std::optional<std::string> outcome;
    json::value result;
};

// One programme as a slice, see slice.hpp.
struct SliceExported {
    std::int64_t events = 0;
    Sha256 hash{};  // of the last event
    std::int64_t rows = 0;
};
struct SliceImport {
    Timestamp at{};  // of the events that the importing store gets about it
    domain::Actor actor;
    // How a bundle is hashed is for the language to say (script::hash_of); a file is not believed. Always there.
    std::function<Sha256(const std::vector<BundleFile>&)> hash_of = {};
};

struct CreateOptions {
    domain::StoreLabel label = domain::StoreLabel::real;
    std::int64_t ids_from = 1;                  // `init --ids-from` keeps stores apart
    std::chrono::milliseconds clock_offset{0};  // how far the store's "now" is from the machine's
};

// Meta: whether the promises of this store are all watched; whoever brings in others takes it away.
inline constexpr std::string_view promises_watched_meta = "promises_watched";

// The writer's store. Every function throws StoreFailure when the world breaks; after that the transaction is gone and the
// caller rolls back. Not for use from two threads.
class Store {
public:
    virtual ~Store() = default;

    // --- Transactions: everything between begin and commit is one; commit returns when it is durable.
    virtual void begin() = 0;
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;

    // Events, projections and everything else of one turn, inside the transaction.
    virtual Appended append(const Writes& writes) = 0;
    // The next free id; taken for good only by commit. `installation` gives ids of partition 0.
    virtual std::int64_t take_id(ProgrammeId stream) = 0;

    // --- Loading for a turn. Absence is not an error.
    virtual std::optional<domain::Programme> load_programme(ProgrammeId programme) = 0;  // without ledger
    virtual domain::Ledger load_ledger(ProgrammeId programme) = 0;
    virtual std::vector<ClosedStep> list_closed_steps(ProgrammeId programme, domain::RunId run,
                                                      std::string_view id) = 0;
    virtual std::optional<PersonRecord> find_person(domain::PersonId person) = 0;
    // What still ties a person to programmes: chairs that have not ended, chairs stood in for, programmes commissioned.
    virtual std::vector<Tie> list_ties_of(domain::PersonId person) = 0;
    // The settings of the rubric that count now: what the installation set last, otherwise the defaults.
    virtual domain::RubricInForce find_rubric() = 0;
    // Handovers of the team that were accepted up to and including `until` and are in no draw yet.
    virtual std::vector<HandoverToDraw> list_handovers_to_draw(Date until) = 0;
    virtual RatingGrounds find_rating_grounds(domain::HandoverId handover, domain::PersonId person) = 0;
    // Promises from before the engine watched them, in order of programme. Reads every promise: not for each turn.
    virtual std::vector<UnwatchedPromise> list_unwatched_promises() = 0;
    virtual std::optional<WorkflowRecord> find_workflow(std::string_view key) = 0;  // the active version
    virtual std::vector<BundleFile> load_bundle(const Sha256& hash) = 0;            // empty when it is not there
    virtual std::optional<StoredReply> find_reply(std::string_view actor, std::string_view key) = 0;
    virtual std::optional<ProgrammeId> find_programme_of(domain::TaskId task) = 0;  // open tasks
    virtual std::optional<ProgrammeId> find_programme_of_closed(domain::TaskId task) = 0;
    virtual std::optional<ProgrammeId> find_programme_of(domain::RunId run) = 0;
    virtual std::optional<ProgrammeId> find_programme_of(domain::EntryId entry) = 0;
    virtual std::optional<ProgrammeId> find_programme_of(domain::AssignmentId assignment) = 0;  // ended ones too
    virtual std::optional<ProgrammeId> find_programme_of(domain::AbsenceId absence) = 0;
    virtual std::optional<ProgrammeId> find_programme_of(domain::HandoverId handover) = 0;
    // A line of the journal of any programme.
    virtual std::optional<domain::LessonOrigin> find_journal(domain::EntryId entry) = 0;
    // What domain/context.hpp promises to decisions.
    virtual std::optional<domain::EntryFacts> find_entry(ProgrammeId programme, domain::EntryId entry) = 0;
    virtual std::optional<domain::ClosedTaskFacts> find_closed_task(ProgrammeId programme, domain::TaskId task) = 0;
    virtual std::optional<domain::TaskOrigin> find_task_origin(ProgrammeId programme, domain::TaskId task) = 0;
    // How the latest reflections of a workflow ended, in all its runs in this programme: path and state, the last first.
    virtual std::vector<std::pair<std::string, domain::StepState>> list_latest_reflections(ProgrammeId programme,
                                                                                           std::string_view workflow,
                                                                                           int limit) = 0;
    // A version of a workflow that was ever installed, active or not.
    virtual std::optional<WorkflowRecord> find_workflow_version(std::string_view key, int version) = 0;
    // The last event of a partition; 0 when it has none.
    virtual std::int64_t find_last_seq(int part) = 0;
    // The chain head of a stream; pseq 0 and zero bytes when it has no events.
    virtual domain::Head find_head(ProgrammeId stream) = 0;

    // --- Time. Both scans are indexed and bounded by `limit`; programmes that are paused are not in the due index.
    virtual std::vector<DueTimer> list_due_timers(Timestamp now, int limit) = 0;
    virtual std::optional<Timestamp> find_next_timer() = 0;
    virtual std::vector<DueRow> list_due(int limit) = 0;
    // Removes due rows that can never be done (their programme is gone or parked); they are reported by the caller.
    virtual void drop_due(std::int64_t id) = 0;
    virtual std::vector<ProgrammeId> list_programmes() = 0;

    // --- Small working values: clock offset, label, seed, calendar settings, commands in flight.
    virtual std::optional<std::string> find_meta(std::string_view key) = 0;
    virtual void set_meta(std::string_view key, std::string_view value) = 0;

    // The keys of accounts, and what is kept about plugins. They belong to this store.
    virtual const KeyStore& keys() = 0;
    virtual const PluginStore& plugins() = 0;

    // Idempotency keys older than the limit go; returns how many.
    virtual int forget_replies(Timestamp before, int limit) = 0;
    // --- Whole programmes and single texts.

    // Where the chains of programmes stand that got events after `after`, a seq of partition 1 (RULES A4).
    virtual std::vector<domain::Head> list_changed_heads(std::int64_t after) = 0;
    // Inside the caller's transaction: removes the text and its salt, and writes that down in erasures.log first. False when
    // it was not there. Whoever erases a person erases every text about them.
    virtual bool erase_content(domain::ContentId content, Timestamp at) = 0;
    virtual std::vector<domain::ContentId> list_content_about(domain::PersonId subject) = 0;
    // Every text that was typed in an entry or at a task and is still there, the oldest first; reads the log of the programme.
    virtual std::vector<domain::TypedText> list_typed_texts(ProgrammeId programme, const domain::TypedAt& at) = 0;
    // Lines of the journal of any programme that were taken over from this one.
    virtual std::vector<domain::EntryId> list_taken_from(domain::EntryId journal) = 0;
    // A line of the retention list, by the number of its event; none when there is no such line.
    virtual std::optional<domain::RetentionLine> find_retention_line(std::int64_t line) = 0;
    // The rows of a view, as ReadStore::view gives them, inside the caller's transaction.
    virtual json::array view(std::string_view name, const json::object& parameters) = 0;
    // Inside the caller's transaction: every row of a programme goes. The caller appends programme.destroyed with the head
    // that comes back (RULES A6), and append() writes that down in erasures.log first; see destroy_slice() in slice.hpp.
    // There is nothing to bring it back but an export.
    virtual domain::Head destroy_programme(ProgrammeId programme) = 0;
    // A transaction of its own. See slice.hpp.
    virtual Result<SliceExported> import_slice(std::istream& in, const SliceImport& import) = 0;

    // Gives a portion of disk space back and keeps the write-ahead log small; outside a transaction. Whether there is more.
    virtual bool tidy() = 0;
    // Outside a transaction; switching back to full makes everything durable (RULES B8).
    virtual void set_durability(Durability durability) = 0;
};

// The parameters that a view takes; none when there is no such view.
std::optional<std::vector<std::string_view>> find_view_parameters(std::string_view view);

// What a reader shows of typed text and names, as far as not everything.
struct Sight {
    std::vector<ProgrammeId> streams;  // whose texts; the installation's are the names of people. Other texts are null
    bool households =
        false;  // what is of a team is there for a viewer who belongs to it; otherwise it is there for nobody
    friend bool operator==(const Sight&, const Sight&) = default;
};

// Reads for people and reports, each call its own short read transaction, or all of them together as long as a Moment lives. For use
// from one thread at a time; open several.
class ReadStore {
public:
    virtual ~ReadStore() = default;

    // The rows of a named view (store/sql/views/*.sql) as JSON objects in column order. A column "task@taak" becomes
    // member `task` with text "taak-12"; @time, @bool, @json, @hex likewise; nothing is null. Parameters are numbers (ids
    // too), text, booleans or null; one that is left out is null. Unknown view or parameter: asserts.
    virtual json::array view(std::string_view name, const json::object& parameters) = 0;
    // Events of one stream with pseq > `after`, or of all programmes with seq > `after` when none, oldest first, at most
    // `limit`. For the engine and its reports: confidential runs are in it.
    virtual std::vector<domain::LoggedEvent> list_events(std::optional<ProgrammeId> stream, std::int64_t after,
                                                         int limit) = 0;
    // The same, without what `viewer` may not see (RULES B6).
    virtual std::vector<domain::LoggedEvent> list_events_for(const domain::Viewer& viewer,
                                                             std::optional<ProgrammeId> stream, std::int64_t after,
                                                             int limit) = 0;
    // The names that view() knows, for "bedoelt u …?".
    virtual std::vector<std::string_view> view_names() = 0;
    // Text of a content row, or nothing when it was erased or is out of sight.
    virtual std::optional<std::string> find_content(domain::ContentId content) = 0;
    // From now on this reader shows no more than this, whatever is asked. Without this call it shows everything.
    virtual void limit_to(const Sight& sight) = 0;
    // The hot state as a turn would load it, for health and explanations.
    virtual std::optional<domain::Programme> load_programme(ProgrammeId programme) = 0;
    virtual domain::Ledger load_ledger(ProgrammeId programme) = 0;
    virtual std::map<domain::AreaId, domain::Area> load_areas(ProgrammeId programme) = 0;
    virtual std::vector<ClosedStep> list_closed_steps(ProgrammeId programme, domain::RunId run,
                                                      std::string_view id) = 0;
    virtual std::vector<BundleFile> load_bundle(const Sha256& hash) = 0;
    virtual std::optional<std::string> find_meta(std::string_view key) = 0;
    // The keys of accounts, and what is kept about plugins. They belong to this connection.
    virtual const KeyReader& keys() = 0;
    virtual const PluginReader& plugins() = 0;

protected:
    friend class Moment;
    // As often as end_moment().
    virtual void begin_moment() = 0;
    virtual void end_moment() noexcept = 0;
};

// While it lives everything that is read is as the store was at the first read, whatever is written meanwhile. One may live in another.
// Short: the log of the database grows as long as it is there.
class Moment {
public:
    explicit Moment(ReadStore& store) : store_(store) { store.begin_moment(); }
    ~Moment() { store_.end_moment(); }
    Moment(const Moment&) = delete;
    Moment& operator=(const Moment&) = delete;

private:
    ReadStore& store_;
};

}  // namespace wd::store
