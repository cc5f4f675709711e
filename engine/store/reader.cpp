// See reader.hpp, and Moment in store.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/reader.hpp"

#include "store/load.hpp"
#include "store/sql.hpp"
#include "store/view.hpp"

namespace wd::store {

using namespace domain;

namespace {

// From here on every statement that reads typed text reads these views, so none can forget it. A login and the
// name of a token may say who somebody is, and are shown with the names of people.
constexpr const char* limited_tables =
    "create temp table shown (stream integer primary key);"
    "create temp view content as select c.programme, c.id, c.subject, c.kind, c.ground, c.keep_until, null as salt,"
    " case when c.programme in (select s.stream from shown s) then c.bytes end as bytes from main.content c;"
    "create temp view credential as select k.person, case when 0 in (select s.stream from shown s) then k.login end"
    " as login, k.password_hash, k.totp_secret, k.totp_step, k.subject, k.must_change, k.failures, k.locked_until,"
    " k.changed_at from main.credential k;"
    "create temp view token as select t.id, t.person, t.secret_hash, case when 0 in (select s.stream from shown s) then"
    " t.name end as name, t.scope, t.created, t.expires, t.withdrawn from main.token t";

std::string fill_shown(const std::vector<ProgrammeId>& streams)
{
    std::vector<std::string> rows;
    for (const ProgrammeId stream : streams)
        rows.push_back(fmt::format("({})", stream.value));
    const std::string fill =
        rows.empty() ? std::string{} : fmt::format("; insert into shown values {}", fmt::join(rows, ", "));
    return "delete from shown" + fill;
}

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
        : database_(std::move(database)),
          connection_(std::move(connection)),
          keys_(*connection_),
          plugins_(*connection_)
    {
    }

    json::array view(std::string_view name, const json::object& parameters) override
    {
        if (!hides_households() || !parameters.contains("viewer"))
            return read_view(*connection_, name, parameters);
        json::object seen = parameters;
        seen["viewer"] = PersonId{}.value;
        return read_view(*connection_, name, seen);
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
        const PersonId seen_by = hides_households() ? PersonId{} : viewer.person;
        if (!stream) {
            constexpr auto& s = sql::list_all_events_for;
            Query list{*connection_, s};
            list.set(s.part, partition_of_programmes).set(s.after, after).set(s.viewer, seen_by);
            list.set(s.limit, limit);
            return take_events(list);
        }
        constexpr auto& s = sql::list_events_for;
        Query list{*connection_, s};
        list.set(s.stream, *stream).set(s.after, after).set(s.viewer, seen_by).set(s.limit, limit);
        return take_events(list);
    }

    std::optional<std::string> find_content(ContentId content) override
    {
        Query find{*connection_, sql::find_content};
        find.set(sql::find_content.id, content);
        return find.next() ? find.take<std::optional<std::string>>() : std::nullopt;
    }

    void limit_to(const Sight& sight) override
    {
        if (!sight_)
            connection_->define(limited_tables);
        if (!sight_ || sight_->streams != sight.streams)
            connection_->define(fill_shown(sight.streams));
        sight_ = sight;
    }

    std::optional<Programme> load_programme(ProgrammeId programme) override
    {
        const Moment moment{*this};
        return store::load_programme(*connection_, programme);
    }
    Ledger load_ledger(ProgrammeId programme) override
    {
        const Moment moment{*this};
        return store::load_ledger(*connection_, programme);
    }
    std::map<AreaId, Area> load_areas(ProgrammeId programme) override
    {
        return store::load_areas(*connection_, programme);
    }
    std::vector<ClosedStep> list_closed_steps(ProgrammeId programme, RunId run, std::string_view id) override
    {
        return store::list_closed_steps(*connection_, programme, run, id);
    }
    std::vector<BundleFile> load_bundle(const Sha256& hash) override { return store::load_bundle(*connection_, hash); }
    std::optional<std::string> find_meta(std::string_view key) override { return store::find_meta(*connection_, key); }
    const KeyReader& keys() override { return keys_; }
    const PluginReader& plugins() override { return plugins_; }

private:
    bool hides_households() const { return sight_ && !sight_->households; }

    void begin_moment() override
    {
        if (moments_ == 0)
            connection_->begin(Access::read);
        ++moments_;
    }
    void end_moment() noexcept override
    {
        if (--moments_ == 0)
            connection_->rollback();
    }

    std::unique_ptr<Database> database_;
    std::unique_ptr<Connection> connection_;
    std::optional<Sight> sight_;  // none: everything
    KeyReader keys_;
    PluginReader plugins_;
    int moments_ = 0;  // that live now; the first began the transaction
};

}  // namespace

std::unique_ptr<ReadStore> create_reader(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection)
{
    return std::make_unique<Reader>(std::move(database), std::move(connection));
}

}  // namespace wd::store
