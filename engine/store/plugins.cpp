// See plugins.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/plugins.hpp"

#include "store/query.hpp"
#include "store/sql.hpp"

namespace wd::store {

namespace {

std::vector<PluginLetter> take_letters(Query& list)
{
    std::vector<PluginLetter> letters;
    while (list.next()) {
        PluginLetter letter;
        letter.plugin = list.take<std::string>();
        letter.part = list.take<int>();
        letter.seq = list.take<std::int64_t>();
        letter.event = list.take<std::string>();
        letter.type = list.take<std::string>();
        letter.programme = list.take<domain::ProgrammeId>();
        letter.attempts = list.take<int>();
        letter.due = list.take<std::optional<Timestamp>>();
        letter.why = list.take<std::string>();
        letters.push_back(std::move(letter));
    }
    return letters;
}

}  // namespace

std::optional<std::int64_t> PluginReader::find_cursor(std::string_view plugin, int part) const
{
    constexpr auto& s = sql::find_plugin_cursor;
    Query find{connection_, s};
    find.set(s.plugin, plugin).set(s.part, part);
    return find.next() ? std::optional(find.take<std::int64_t>()) : std::nullopt;
}

std::vector<PluginLetter> PluginReader::list_due(std::string_view plugin, Timestamp now, int limit) const
{
    constexpr auto& s = sql::list_due_plugin_letters;
    Query list{connection_, s};
    list.set(s.plugin, plugin).set(s.now, now).set(s.limit, limit);
    return take_letters(list);
}

std::vector<PluginLetter> PluginReader::list_letters(std::string_view plugin, int limit) const
{
    constexpr auto& s = sql::list_plugin_letters;
    Query list{connection_, s};
    list.set(s.plugin, plugin).set(s.limit, limit);
    return take_letters(list);
}

std::optional<Timestamp> PluginReader::find_next_due(std::string_view plugin) const
{
    constexpr auto& s = sql::find_next_plugin_letter;
    Query find{connection_, s};
    find.set(s.plugin, plugin);
    return find.next() ? find.take<std::optional<Timestamp>>() : std::nullopt;
}

void PluginStore::put(const PluginRecord& record) const
{
    constexpr auto& s = sql::put_plugin;
    Query put{connection_, s};
    put.set(s.plugin, record.plugin).set(s.definition, record.definition).set(s.version, record.version);
    put.set(s.state, record.state).set(s.why, record.why).set(s.since, record.since).run_once();
}

void PluginStore::put(const PluginLetter& letter) const
{
    constexpr auto& s = sql::put_plugin_letter;
    Query put{connection_, s};
    put.set(s.plugin, letter.plugin).set(s.part, letter.part).set(s.seq, letter.seq).set(s.event, letter.event);
    put.set(s.type, letter.type).set(s.programme, letter.programme).set(s.attempts, letter.attempts);
    put.set(s.due_at, letter.due).set(s.why, letter.why).run_once();
}

void PluginStore::put_cursor(std::string_view plugin, int part, std::int64_t seq) const
{
    constexpr auto& s = sql::put_plugin_cursor;
    Query put{connection_, s};
    put.set(s.plugin, plugin).set(s.part, part).set(s.seq, seq).run_once();
}

void PluginStore::remove_letter(const PluginLetter& letter) const
{
    constexpr auto& s = sql::delete_plugin_letter;
    Query remove{connection_, s};
    remove.set(s.plugin, letter.plugin).set(s.part, letter.part).set(s.seq, letter.seq).run();
}

}  // namespace wd::store
