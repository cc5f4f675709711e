// Copies under another name until they are whole. See backup.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/backup.hpp"

#include "store/directory_logs.hpp"
#include "store/open.hpp"
#include "store/query.hpp"
#include "store/refused_when_broken.hpp"
#include "store/slice.hpp"
#include "store/sql.hpp"

#include <algorithm>
#include <map>

namespace wd::store {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view database_name = "wijkdraad.db";

// As erased by the store that was lost and by the backup. Of a text the first time counts; of a programme the last, because it
// can come back from its export.
using Erasures = std::map<Erased, Timestamp>;

void copy_if_there(const fs::path& from, const fs::path& to)
{
    if (fs::exists(from))
        fs::copy_file(from, to, fs::copy_options::overwrite_existing);
}

Result<void> add_erasures(Erasures& erasures, const fs::path& file)
{
    if (!fs::exists(file))
        return {};
    Result<std::vector<Erasure>> read = read_erasures(file);
    if (!read)
        return read.error();
    for (const Erasure& erasure : *read) {
        const auto [known, fresh] = erasures.emplace(erasure.what, erasure.at);
        if (!fresh && std::holds_alternative<domain::ProgrammeId>(erasure.what))
            known->second = std::max(known->second, erasure.at);
    }
    return {};
}

// Where the newest erasures may be; the backup's own are as old as the backup.
Result<Erasures> collect_erasures(const fs::path& backup, const fs::path& directory, const RestoreOptions& options)
{
    const fs::path own = erasures_file(directory);
    if (options.erasures && !fs::exists(*options.erasures))
        return refusal(Errc::not_found, "{} is er niet", options.erasures->string());
    if (!options.erasures && !fs::exists(own) && !options.without_erasures_because)
        return refusal(
            Errc::missing_fact,
            "er is geen erasures.log van na de reservekopie: wat sindsdien is gewist komt terug; geef het bestand "
            "op (--erasures), of zeg waarom het zonder moet (--without-erasures)");
    Erasures erasures;
    for (const fs::path& file : {erasures_file(backup), own, options.erasures.value_or(own)})
        if (const Result<void> added = add_erasures(erasures, file); !added)
            return added.error();
    return erasures;
}

// Nobody is in by a copy: what opened the store it came from does not open this one.
void end_sessions(const fs::path& directory)
{
    const std::unique_ptr<Database> database = database_in(directory);
    const std::unique_ptr<Connection> connection = database->open_writer().value();
    Query{*connection, sql::delete_sessions}.run();
    connection->set_durability(Durability::full);
}

// Erases in the copy what was erased already, before anybody can open it; the keys of who was forgotten since go too.
std::int64_t erase_again(const fs::path& directory, const Erasures& erasures)
{
    const std::unique_ptr<Database> database = database_in(directory);
    const std::unique_ptr<Connection> connection = database->open_writer().value();
    std::int64_t erased = 0;
    connection->begin(Access::write);
    for (const auto& [what, at] : erasures) {
        const auto* content = std::get_if<domain::ContentId>(&what);
        if (content == nullptr)
            continue;
        std::optional<domain::ProgrammeId> programme;
        {
            Query find{*connection, sql::find_programme_of_content};
            find.set(sql::find_programme_of_content.id, *content);
            if (!find.next())
                continue;
            programme = find.take<domain::ProgrammeId>();
        }
        constexpr auto& s = sql::insert_erasure;
        Query{*connection, s}.set(s.content, *content).set(s.programme, *programme).set(s.at, at).run();
        erased += Query{*connection, sql::erase_content}.set(sql::erase_content.id, *content).run();
    }
    Query{*connection, sql::delete_nameless_credentials}.run();
    Query{*connection, sql::delete_nameless_tokens}.run();
    Query{*connection, sql::delete_sessions}.run();
    connection->commit();
    connection->set_durability(Durability::full);
    return erased;
}

// When the copy itself saw programmes destroyed, the last time of each.
Result<std::map<domain::ProgrammeId, Timestamp>> list_destroyed(const fs::path& directory)
{
    constexpr int events_per_read = 1'000;
    Result<std::unique_ptr<ReadStore>> reader = open_reader(directory);
    if (!reader)
        return reader.error();
    std::map<domain::ProgrammeId, Timestamp> destroyed;
    std::int64_t after = 0;
    while (true) {
        const std::vector<domain::LoggedEvent> events =
            (*reader)->list_events(domain::installation, after, events_per_read);
        if (events.empty())
            return destroyed;
        after = events.back().pseq;
        for (const domain::LoggedEvent& event : events) {
            if (event.type != domain::ProgrammeDestroyed::type)
                continue;
            const Result<domain::Payload> payload = domain::read_payload(event.type, event.v, event.data);
            if (!payload)
                return payload.error();
            destroyed[std::get<domain::ProgrammeDestroyed>(*payload).programme] = event.at;
        }
    }
}

// Destroys in the copy the programmes that were destroyed after it was made; one that came back from its export before that is
// known by the destruction in its log, and stays.
Result<std::int64_t> destroy_again(const fs::path& directory, const Erasures& erasures)
{
    const bool any = std::any_of(erasures.begin(), erasures.end(), [](const auto& erasure) {
        return std::holds_alternative<domain::ProgrammeId>(erasure.first);
    });
    if (!any)
        return 0;
    const Result<std::map<domain::ProgrammeId, Timestamp>> known = list_destroyed(directory);
    if (!known)
        return known.error();
    const Result<std::unique_ptr<Store>> store = open_store(directory);
    if (!store)
        return store.error();
    std::int64_t destroyed = 0;
    for (const auto& [what, at] : erasures) {
        const auto* programme = std::get_if<domain::ProgrammeId>(&what);
        if (programme == nullptr || (*store)->find_head(*programme).pseq == 0)
            continue;
        if (const auto told = known->find(*programme); told != known->end() && told->second >= at)
            continue;
        destroy_slice(**store, *programme, "al vernietigd na de reservekopie, volgens erasures.log", at, {});
        ++destroyed;
    }
    return destroyed;
}

void write_reason(const fs::path& directory, const std::string& reason)
{
    const std::unique_ptr<Database> database = database_in(directory);
    const std::unique_ptr<Connection> connection = database->open_writer().value();
    constexpr auto& s = sql::set_meta;
    Query{*connection, s}.set(s.key, "restored_without_erasures").set(s.value, reason).run();
}

}  // namespace

Result<void> back_up(const fs::path& directory, const fs::path& target)
{
    return refused_when_broken([&]() -> Result<void> {
        const std::unique_ptr<Database> database = database_in(directory);
        if (const auto reader = database->open_reader(); !reader)
            return reader.error();
        if (fs::exists(target / database_name))
            return refusal(Errc::duplicate, "in {} is al een opslag of reservekopie; noem een lege map",
                           target.string());
        const fs::path staging = target / "backup.new";
        fs::remove_all(staging);
        fs::create_directories(staging);
        database->copy_to(staging / database_name);
        end_sessions(staging);
        // After the database: an erasure in between is then in the log of the backup, and is done again on restore.
        copy_if_there(heads_file(directory), heads_file(target));
        copy_if_there(erasures_file(directory), erasures_file(target));
        fs::rename(staging / database_name, target / database_name);
        fs::remove_all(staging);
        return {};
    });
}

Result<Restored> restore(const fs::path& backup, const fs::path& directory, const RestoreOptions& options)
{
    return refused_when_broken([&]() -> Result<Restored> {
        const std::unique_ptr<Database> source = database_in(backup);
        if (const auto reader = source->open_reader(); !reader)
            return reader.error();
        if (const std::string damage = source->find_damage(); !damage.empty())
            return refusal(Errc::store_damaged, "de reservekopie in {} is beschadigd: {}", backup.string(), damage);
        if (fs::exists(directory / database_name))
            return refusal(Errc::duplicate, "in {} is al een opslag; verplaats die eerst", directory.string());
        Result<Erasures> erasures = collect_erasures(backup, directory, options);
        if (!erasures)
            return erasures.error();

        const fs::path staging = directory / "restore.new";
        fs::remove_all(staging);
        fs::create_directories(staging);
        source->copy_to(staging / database_name);
        Restored restored{erase_again(staging, *erasures), 0};
        const Result<std::int64_t> destroyed = destroy_again(staging, *erasures);
        if (!destroyed)
            return destroyed.error();
        restored.destroyed = *destroyed;
        if (options.without_erasures_because)
            write_reason(staging, *options.without_erasures_because);
        if (!fs::exists(heads_file(directory)))
            copy_if_there(heads_file(backup), heads_file(directory));
        // In one move: the erasures of the store that was lost exist nowhere else.
        fs::remove(erasures_file(staging));
        for (const auto& [what, at] : *erasures)
            add_erasure(staging, {what, at});
        if (!erasures->empty())
            fs::rename(erasures_file(staging), erasures_file(directory));
        fs::rename(staging / database_name, directory / database_name);
        fs::remove_all(staging);
        return restored;
    });
}

}  // namespace wd::store
