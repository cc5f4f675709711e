// Chains and heads. See verify_log.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/verify_log.hpp"

#include "store/query.hpp"
#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

namespace {

constexpr int problems_shown = 20;

std::string name_of_stream(ProgrammeId stream)
{
    return stream == installation ? std::string{"de installatie"} : to_text(stream);
}

}  // namespace

void Problems::add(std::string sentence)
{
    if (++count_ <= problems_shown)
        report_.problems.push_back(std::move(sentence));
    else if (count_ == problems_shown + 1)
        report_.problems.emplace_back("… en meer van hetzelfde");
}

void ChainCheck::see(const LoggedEvent& event)
{
    ++report_.events;
    Chain& chain = chains_[event.stream.value];
    if (chain.broken)
        return;
    if (event.pseq != chain.pseq + 1)
        break_chain(chain, event, fmt::format("verwacht was nummer {}", chain.pseq + 1));
    else if (chain_hash(hasher_, chain.hash, event) != event.hash)
        break_chain(chain, event, "de inhoud past niet bij de hash");
    else if (event.at < chain.at)
        break_chain(chain, event, "de tijd loopt terug");
    chain.pseq = event.pseq;
    chain.hash = event.hash;
    chain.at = event.at;
    if (event.stream == installation)
        note_heads(event);
    else
        pass_record(event);
}

void ChainCheck::break_chain(Chain& chain, const LoggedEvent& event, std::string_view why)
{
    chain.broken = true;
    ++report_.broken_chains;
    problems_.add(fmt::format("de keten van {} breekt bij gebeurtenis {} ({}): {}", name_of_stream(event.stream),
                              event.pseq, event.type, why));
}

void ChainCheck::note_heads(const LoggedEvent& event)
{
    if (event.type != HeadsRecorded::type && event.type != ProgrammeDestroyed::type)
        return;
    const Result<Payload> payload = read_payload(event.type, event.v, event.data);
    if (!payload) {
        problems_.add(
            fmt::format("gebeurtenis {} van de installatie is onleesbaar: {}", event.pseq, payload.error().message));
        return;
    }
    if (const auto* heads = std::get_if<HeadsRecorded>(&*payload))
        for (const Head& head : heads->heads)
            add_record({heads->date, head});
    if (const auto* gone = std::get_if<ProgrammeDestroyed>(&*payload))
        records_.erase(gone->programme.value);
}

// The installation's events pass before those of programmes (scan_log), so all records are there in time.
void ChainCheck::add_record(const RecordedHead& head)
{
    Records& records = records_[head.head.programme.value];
    const std::int64_t last = records.places.empty() ? 0 : records.places.back();
    const bool again = head.head.pseq == last && head.head.hash == records.last.head.hash;
    if (!again && head.head.pseq <= last) {
        tell_rewritten(records.last);
        return;
    }
    records.last = head;
    if (again)
        return;
    records.places.push_back(head.head.pseq);
    hasher_.add(records.recorded);
    hasher_.add(head.head.hash);
    records.recorded = hasher_.finish();
}

void ChainCheck::pass_record(const LoggedEvent& event)
{
    const auto found = records_.find(event.stream.value);
    if (found == records_.end())
        return;
    Records& records = found->second;
    if (records.passed == records.places.size() || records.places[records.passed] != event.pseq)
        return;
    ++records.passed;
    hasher_.add(records.found);
    hasher_.add(event.hash);
    records.found = hasher_.finish();
    records.last_found = event.hash;
}

void ChainCheck::finish(Connection& connection, const std::vector<RecordedHead>& recorded)
{
    report_.programmes = static_cast<std::int64_t>(chains_.size()) - static_cast<std::int64_t>(chains_.count(0));
    for (const auto& [stream, records] : records_)
        compare(records);
    for (const RecordedHead& head : recorded)
        compare(connection, head);
}

void ChainCheck::compare(const Records& records)
{
    const auto chain = chains_.find(records.last.head.programme.value);
    const bool told = chain != chains_.end() && chain->second.broken;
    if (told || is_cut(records.last))
        return;
    if (records.passed == records.places.size() && records.last_found != records.last.head.hash)
        tell_rewritten(records.last);
    else if (records.found != records.recorded)
        problems_.add(fmt::format("de keten van {} is herschreven: een stand van vóór {} heeft een andere hash",
                                  to_text(records.last.head.programme), to_text(records.last.date)));
}

void ChainCheck::compare(Connection& connection, const RecordedHead& recorded)
{
    if (is_cut(recorded))
        return;
    Query find{connection, sql::find_event};
    find.set(sql::find_event.stream, recorded.head.programme).set(sql::find_event.pseq, recorded.head.pseq);
    if (!find.next() || find.take<Sha256>() != recorded.head.hash)
        tell_rewritten(recorded);
}

bool ChainCheck::is_cut(const RecordedHead& recorded)
{
    const ProgrammeId stream = recorded.head.programme;
    const auto chain = chains_.find(stream.value);
    if (chain == chains_.end())
        problems_.add(fmt::format("{} is er niet meer; op {} had het {} gebeurtenissen", name_of_stream(stream),
                                  to_text(recorded.date), recorded.head.pseq));
    else if (chain->second.pseq < recorded.head.pseq)
        problems_.add(fmt::format("het log van {} is afgekapt: {} gebeurtenissen, op {} waren het er {}",
                                  name_of_stream(stream), chain->second.pseq, to_text(recorded.date),
                                  recorded.head.pseq));
    else
        return false;
    return true;
}

void ChainCheck::tell_rewritten(const RecordedHead& recorded)
{
    problems_.add(fmt::format("de keten van {} is herschreven: gebeurtenis {} heeft een andere hash dan op {}",
                              name_of_stream(recorded.head.programme), recorded.head.pseq, to_text(recorded.date)));
}

}  // namespace wd::store
