// The fold of the ledger: people, areas and the figures behind the programme facts. See programme.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/programme.hpp"

namespace wd::domain {

namespace {

class LedgerFold {
public:
    explicit LedgerFold(Ledger& ledger) : ledger_(ledger) {}

    void operator()(const AreaAdded& e)
    {
        ledger_.areas[e.area] = {e.parent, e.kind, e.name, e.code, e.inhabitants, e.dwellings};
    }
    void operator()(const AreaCodeChanged& e)
    {
        if (e.area)
            ledger_.areas.at(*e.area).code = e.to_code;
    }
    void operator()(const PositionAdded& e) { ledger_.positions[e.position] = {e.role, e.title, e.core, e.residents}; }
    void operator()(const AssignmentStarted& e) { ledger_.assignments[e.assignment] = {e.position, e.person, e.from}; }
    void operator()(const ReachRecorded& e)
    {
        if (!e.group)
            ledger_.reach[e.channel] += e.people;
    }
    void operator()(const MeasureRecorded& e)
    {
        const auto [latest, first] = ledger_.measures.try_emplace(e.measure, Measure{e.value, e.date});
        if (!first && e.date >= latest->second.date)
            latest->second = {e.value, e.date};
    }
    void operator()(const LinkageAdded& e) { ledger_.linkages[e.entry] = LinkageState::open; }
    void operator()(const LinkageDecided& e)
    {
        ledger_.linkages[e.entry] = e.chosen ? LinkageState::chosen : LinkageState::not_chosen;
    }
    // A linkage that was consciously not chosen is looked at again: it is open once more.
    void operator()(const TimerFired& e)
    {
        if (e.kind == TimerKind::look_again)
            ledger_.linkages.at(*parse_id<EntryTag>(e.path)) = LinkageState::open;
    }
    void operator()(const CommitmentAdded& e) { ledger_.commitments[e.entry] = {e.owner, e.due}; }
    void operator()(const MoneyAdded& e)
    {
        switch (e.kind) {
        case MoneyKind::budget: ledger_.budget_cents += e.cents; break;
        case MoneyKind::subsidy: ledger_.granted_cents += e.cents; break;
        case MoneyKind::spent: ledger_.spent_cents += e.cents; break;
        case MoneyKind::payer: break;
        }
    }
    template <class Other>
    void operator()(const Other&)
    {
    }

private:
    Ledger& ledger_;
};

}  // namespace

void apply(Ledger& ledger, const Event& event)
{
    std::visit(LedgerFold{ledger}, event.payload);
}

}  // namespace wd::domain
