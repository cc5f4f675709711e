// Whole programmes and single texts: importing, destroying, erasing. See writer.hpp and slice.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/directory_logs.hpp"
#include "store/slice_import.hpp"
#include "store/sql.hpp"
#include "store/writer.hpp"

#include <algorithm>
#include <ranges>

namespace wd::store {

using namespace domain;

std::vector<Head> Writer::list_changed_heads(std::int64_t after)
{
    Query list{*connection_, sql::list_changed_heads};
    list.set(sql::list_changed_heads.after, after);
    std::vector<Head> heads;
    while (list.next()) {
        Head head;
        head.programme = list.take<ProgrammeId>();
        head.pseq = list.take<std::int64_t>();
        head.hash = list.take<Sha256>();
        heads.push_back(head);
    }
    return heads;
}

bool Writer::erase_content(ContentId content, Timestamp at)
{
    const std::optional<ProgrammeId> programme =
        find_owner(sql::find_programme_of_content, sql::find_programme_of_content.id, content.value);
    if (!programme)
        return false;
    constexpr auto& s = sql::insert_erasure;
    Query{*connection_, s}.set(s.content, content).set(s.programme, *programme).set(s.at, at).run();
    Query{*connection_, sql::erase_content}.set(sql::erase_content.id, content).run_once();
    // Before the commit: an erasure that is in the log only is done again; one that is in the store only would come back.
    if (!database_->directory().empty())
        add_erasure(database_->directory(), {content, at});
    return true;
}

std::vector<ContentId> Writer::list_content_about(PersonId subject)
{
    Query list{*connection_, sql::list_content_about};
    list.set(sql::list_content_about.subject, subject);
    std::vector<ContentId> contents;
    while (list.next())
        contents.push_back(list.take<ContentId>());
    return contents;
}

std::vector<TypedText> Writer::list_typed_texts(ProgrammeId programme, const TypedAt& at)
{
    // An event that does not even hold the number is not read: a programme has many, and few are about one thing.
    const std::string number = std::visit([](auto id) { return std::to_string(id.value); }, at);
    std::vector<TypedText> texts;
    {
        constexpr auto& s = sql::list_event_data;
        Query list{*connection_, s};
        list.set(s.stream, programme);
        while (list.next()) {
            const auto type = list.take<std::string>();
            const int v = list.take<int>();
            const Result<Actor> actor = parse_actor(list.take<std::string_view>());
            const auto data = list.take<std::string_view>();
            if (data.find(number) == std::string_view::npos)
                continue;
            const std::vector<TypedText> found =
                typed_texts(read_payload(type, v, data).value(), actor.value().person, at);
            texts.insert(texts.end(), found.begin(), found.end());
        }
    }
    std::erase_if(texts, [&](const TypedText& text) {
        return !find_owner(sql::find_programme_of_content, sql::find_programme_of_content.id, text.text.value);
    });
    return texts;
}

Head Writer::destroy_programme(ProgrammeId programme)
{
    WD_ASSERT(programme != installation);
    const Head head = find_head(programme);
    // What refers goes before what is referred to.
    for (const Table& table : std::ranges::reverse_view(sql::tables))
        if (table.destroy != nullptr)
            Query{*connection_, *table.destroy}.set(Parameter{1}, programme).run();
    return head;
}

void Writer::pass_id(std::int64_t id)
{
    const auto count = static_cast<std::int64_t>(counters_.partitions.size());
    Partition& partition = counters_.partitions.at(static_cast<std::size_t>(id % count));
    partition.next_id = std::max(partition.next_id, id / count + 1);
    partition.changed = true;
}

Result<SliceExported> Writer::import_slice(std::istream& in, const SliceImport& import)
{
    WD_ASSERT(import.hash_of);
    const Result<SliceFileFacts> facts = check_slice(in);
    if (!facts)
        return facts.error();

    struct RollbackUnlessDone {
        Writer& writer;
        bool done = false;
        ~RollbackUnlessDone()
        {
            if (!done)
                writer.rollback();
        }
    };
    begin();
    RollbackUnlessDone transaction{*this};
    // What the tables refuse was made by nobody's decision here: it is the file that is wrong.
    try {
        if (const Result<void> taken_in = take_in(in, *facts, import); !taken_in)
            return taken_in.error();
    } catch (const Bug& misfit) {
        return refusal(Errc::invalid, "de slice past niet in de tabellen: {}", misfit.what());
    }
    commit();
    transaction.done = true;
    return SliceExported{facts->header.events, facts->header.hash, facts->rows};
}

Result<void> Writer::take_in(std::istream& in, const SliceFileFacts& facts, const SliceImport& import)
{
    Partition& partition = partition_of(facts.header.programme);
    SliceReader reader(*connection_, import, partition.part, partition.seq, counters_.last_due);
    if (const Result<void> read = reader.read(in, facts.header); !read)
        return read.error();
    partition.seq = reader.seq();
    partition.changed = true;
    counters_.last_due = reader.last_due();
    for (const std::int64_t id : reader.highest_ids())
        pass_id(id);

    Writes writes = reader.news_for_installation();
    const std::optional<Programme> home = load_programme(installation);
    writes.head_pseq = home->pseq;
    writes.head_hash = home->hash;
    for (Event& event : writes.events)
        event.at = std::max(import.at, home->last_at);
    append(writes);
    set_meta(promises_watched_meta, "");  // the slice may come from a store that did not watch them
    return {};
}

}  // namespace wd::store
