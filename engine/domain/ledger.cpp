// The fold of the ledger: people, areas and the figures behind the programme facts. See programme.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/programme.hpp"

#include "calendar/amsterdam.hpp"

namespace wd::domain {

namespace {

class LedgerFold {
public:
    LedgerFold(Ledger& ledger, const Event& event) : ledger_(ledger), event_(event) {}

    void operator()(const AreaAdded& e)
    {
        ledger_.areas[e.area] = {e.parent, e.kind, e.name, e.code, e.inhabitants, e.dwellings};
    }
    void operator()(const AreaRestated& e)
    {
        Area& area = ledger_.areas.at(e.area);
        if (e.code)
            area.code = e.code;
        area.inhabitants = e.inhabitants;
        area.dwellings = e.dwellings;
    }
    void operator()(const AreaCodeChanged& e)
    {
        if (e.area)
            ledger_.areas.at(*e.area).code = e.to_code;
    }
    // --- Team

    void operator()(const PositionAdded& e)
    {
        ledger_.positions[e.position] = {e.role, e.title, e.core, e.residents, e.hours, {}, {}};
    }
    void operator()(const AssignmentStarted& e)
    {
        ledger_.assignments[e.assignment] = {e.position, e.person, e.from, e.hours, {}, e.handover};
        ledger_.positions.at(e.position).vacant_since.reset();
    }
    void operator()(const AssignmentEndAnnounced& e) { ledger_.assignments.at(e.assignment).last_day = e.last_day; }
    // Who leaves before the announced day has left, and the handover knows it.
    void operator()(const AssignmentEnded& e)
    {
        ledger_.assignments.erase(e.assignment);
        for (auto& [id, handover] : ledger_.handovers)
            if (handover.assignment == e.assignment)
                handover.last_day = e.last_day;
    }
    void operator()(const PositionVacant& e) { ledger_.positions.at(e.position).vacant_since = e.since; }
    void operator()(const DeputyNamed& e) { ledger_.positions.at(e.position).deputy = e.deputy; }
    void operator()(const AbsenceAdded& e) { ledger_.absences[e.absence] = {e.person, e.from, e.until}; }
    void operator()(const AbsenceEnded& e) { ledger_.absences.erase(e.absence); }

    // --- Handovers

    void operator()(const HandoverStarted& e)
    {
        HandoverRecord record;
        record.position = e.position;
        record.assignment = e.assignment;
        record.giver = e.giver;
        record.kind = e.kind;
        record.announced_on = e.announced_on;
        record.last_day = e.last_day;
        ledger_.handovers[e.handover] = std::move(record);
    }
    // What was talked over with one who does not come after all says nothing about the next.
    void operator()(const HandoverReceiverNamed& e)
    {
        HandoverRecord& record = ledger_.handovers.at(e.handover);
        record.receiver = e.receiver;
        record.talked = false;
        record.retold = false;
    }
    // A later line about the same item takes the place of the earlier one, also when it names nobody.
    void operator()(const HandoverItemStated& e)
    {
        auto& owners = ledger_.handovers.at(e.handover).owners;
        owners.erase({e.item, e.id});
        if (e.owner)
            owners.emplace(std::pair{e.item, e.id}, *e.owner);
    }
    void operator()(const HandoverCompleted& e)
    {
        HandoverRecord& record = ledger_.handovers.at(e.handover);
        record.completed = true;
        record.told_by_leaver = e.by_leaver;
    }
    void operator()(const HandoverConversationHeld& e)
    {
        HandoverRecord& record = ledger_.handovers.at(e.handover);
        record.talked = record.talked || (e.giver && e.receiver);
    }
    void operator()(const HandoverRetold& e) { ledger_.handovers.at(e.handover).retold = true; }
    void operator()(const HandoverAccepted& e)
    {
        HandoverRecord& record = ledger_.handovers.at(e.handover);
        record.receiver = e.receiver;
        record.accepted_on = e.from;
    }
    void operator()(const HandoverRated& e)
    {
        HandoverRecord& record = ledger_.handovers.at(e.handover);
        (e.second ? record.second_rater : record.rater) = e.rater;
        if (e.second)
            return;
        record.rated_on = calendar::date_of(event_.at);
        record.replied.clear();  // the right of reply is to the rating that counts
    }
    void operator()(const HandoverReplied& e) { ledger_.handovers.at(e.handover).replied.insert(e.person); }
    void operator()(const HandoverScoreClosed& e) { ledger_.handovers.at(e.handover).final = true; }
    void operator()(const HandoverCheckedUp& e) { ledger_.handovers.at(e.handover).checkups.insert(e.day); }

    // --- Figures and records

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
    void operator()(const CommitmentAdded& e)
    {
        ledger_.commitments[e.entry] = {e.owner, e.due, {}, e.made_by, e.task};
    }
    void operator()(const CommitmentChanged& e)
    {
        CommitmentRecord& record = ledger_.commitments.at(e.entry);
        if (e.owner)
            record.owner = e.owner;
        if (e.due)
            record.due = e.due;
        record.silent.reset();
    }
    void operator()(const CommitmentClosed& e) { ledger_.commitments.erase(e.entry); }
    void operator()(const CommitmentSilent& e) { ledger_.commitments.at(e.entry).silent = e.why; }
    void operator()(const ContactAdded& e) { ledger_.contacts[e.entry] = e.key.value_or(false); }
    void operator()(const ContactRemoved& e) { ledger_.contacts.erase(e.contact); }
    void operator()(const LearningQuestionAdded& e) { ledger_.learning[e.entry] = {e.code, LearningState::open}; }
    void operator()(const LearningQuestionMoved& e) { ledger_.learning.at(e.entry).state = e.state; }
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
    const Event& event_;
};

}  // namespace

void apply(Ledger& ledger, const Event& event)
{
    std::visit(LedgerFold{ledger, event}, event.payload);
}

}  // namespace wd::domain
