// Chains and heads. See verify_log.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "store/verify_log.hpp"

#include "store/query.hpp"
#include "store/sql.hpp"

namespace wd::store {

using namespace domain;

namespace {

constexpr int problems_shown = 20;

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
}

void ChainCheck::break_chain(Chain& chain, const LoggedEvent& event, std::string_view why)
{
    chain.broken = true;
    ++report_.broken_chains;
    problems_.add(fmt::format("de keten van {} breekt bij gebeurtenis {} ({}): {}",
                              event.stream == installation ? "de installatie" : to_text(event.stream), event.pseq,
                              event.type, why));
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
            recorded_.push_back({heads->date, head});
    if (const auto* gone = std::get_if<ProgrammeDestroyed>(&*payload))
        destroyed_.insert(gone->programme.value);
}

void ChainCheck::finish(Connection& connection, const std::vector<RecordedHead>& recorded)
{
    report_.programmes = static_cast<std::int64_t>(chains_.size()) - static_cast<std::int64_t>(chains_.count(0));
    for (const RecordedHead& head : recorded_)
        compare(connection, head);
    for (const RecordedHead& head : recorded)
        compare(connection, head);
}

void ChainCheck::compare(Connection& connection, const RecordedHead& recorded)
{
    const ProgrammeId stream = recorded.head.programme;
    if (destroyed_.contains(stream.value))
        return;
    const std::string name = stream == installation ? std::string{"de installatie"} : to_text(stream);
    const auto chain = chains_.find(stream.value);
    if (chain == chains_.end()) {
        problems_.add(fmt::format("{} is er niet meer; op {} had het {} gebeurtenissen", name, to_text(recorded.date),
                                  recorded.head.pseq));
        return;
    }
    if (chain->second.pseq < recorded.head.pseq) {
        problems_.add(fmt::format("het log van {} is afgekapt: {} gebeurtenissen, op {} waren het er {}", name,
                                  chain->second.pseq, to_text(recorded.date), recorded.head.pseq));
        return;
    }
    Query find{connection, sql::find_event};
    find.set(sql::find_event.stream, stream).set(sql::find_event.pseq, recorded.head.pseq);
    if (!find.next() || find.take<Sha256>() != recorded.head.hash)
        problems_.add(fmt::format("de keten van {} is herschreven: gebeurtenis {} heeft een andere hash dan op {}",
                                  name, recorded.head.pseq, to_text(recorded.date)));
}

}  // namespace wd::store
