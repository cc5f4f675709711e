// Each call sees one moment of the store and holds it no longer than the call. See reader.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/reader.hpp"

#include "store/load.hpp"
#include "store/sql.hpp"
#include "store/view.hpp"

namespace wd::store {

using namespace domain;

namespace {

constexpr int partition_of_programmes = 1;

// A read transaction; ends with the scope, whatever happens in it.
class Snapshot {
public:
    explicit Snapshot(Connection& connection) : connection_(connection) { connection_.begin(Access::read); }
    ~Snapshot() { connection_.rollback(); }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    Connection& connection_;
};

std::vector<LoggedEvent> take_events(Query& list)
{
    std::vector<LoggedEvent> events;
    while (list.next())
        read_event(list, events.emplace_back());
    return events;
}

class Reader final : public ReadStore {
public:
    Reader(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection)
        : database_(std::move(database)), connection_(std::move(connection))
    {
    }

    json::array view(std::string_view name, const json::object& parameters) override
    {
        return read_view(*connection_, name, parameters);
    }

    std::vector<std::string_view> view_names() override { return list_view_names(); }

    std::vector<LoggedEvent> list_events(std::optional<ProgrammeId> stream, std::int64_t after, int limit) override
    {
        if (stream) {
            constexpr auto& s = sql::list_events_of;
            Query list{*connection_, s};
            list.set(s.stream, *stream).set(s.after, after).set(s.limit, limit);
            return take_events(list);
        }
        constexpr auto& s = sql::list_events;
        Query list{*connection_, s};
        list.set(s.part, partition_of_programmes).set(s.after, after).set(s.limit, limit);
        return take_events(list);
    }

    std::vector<LoggedEvent> list_events_for(const Viewer& viewer, std::optional<ProgrammeId> stream,
                                             std::int64_t after, int limit) override
    {
        if (!stream) {
            constexpr auto& s = sql::list_all_events_for;
            Query list{*connection_, s};
            list.set(s.part, partition_of_programmes).set(s.after, after).set(s.viewer, viewer.person);
            list.set(s.limit, limit);
            return take_events(list);
        }
        constexpr auto& s = sql::list_events_for;
        Query list{*connection_, s};
        list.set(s.stream, *stream).set(s.after, after).set(s.viewer, viewer.person).set(s.limit, limit);
        return take_events(list);
    }

    std::optional<std::string> find_content(ContentId content) override
    {
        Query find{*connection_, sql::find_content};
        find.set(sql::find_content.id, content);
        return find.next() ? std::optional{find.take<std::string>()} : std::nullopt;
    }

    std::optional<Programme> load_programme(ProgrammeId programme) override
    {
        const Snapshot snapshot(*connection_);
        return store::load_programme(*connection_, programme);
    }
    Ledger load_ledger(ProgrammeId programme) override
    {
        const Snapshot snapshot(*connection_);
        return store::load_ledger(*connection_, programme);
    }
    std::vector<ClosedStep> list_closed_steps(ProgrammeId programme, RunId run, std::string_view id) override
    {
        return store::list_closed_steps(*connection_, programme, run, id);
    }
    std::vector<BundleFile> load_bundle(const Sha256& hash) override { return store::load_bundle(*connection_, hash); }
    std::optional<std::string> find_meta(std::string_view key) override { return store::find_meta(*connection_, key); }

private:
    std::unique_ptr<Database> database_;
    std::unique_ptr<Connection> connection_;
};

}  // namespace

std::unique_ptr<ReadStore> create_reader(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection)
{
    return std::make_unique<Reader>(std::move(database), std::move(connection));
}

}  // namespace wd::store
