// What happens to chairs, handovers, promises, contacts and learning questions, by chance. See random_story.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "random_story.hpp"

namespace wd::store::test {

using namespace domain;

void RandomStory::act_on_team()
{
    const Ledger& ledger = *story_.folded().ledger;
    switch (pick(8)) {
    case 0: {
        const auto position = any_of(ledger.positions)->first;
        return story_.tell(DeputyNamed{position, entropy_.chance(700) ? std::optional{person()} : std::nullopt});
    }
    case 1: {
        positions_.push_back(story_.new_id<PositionTag>());
        PositionAdded added{positions_.back(), "opbouwwerker", "Opbouwwerker", true, false};
        added.hours = 24;
        added.competences = {{"luisteren", {}}, {"rekenen", "verkenning"}};
        return story_.tell(std::move(added));
    }
    case 2: {
        AssignmentStarted started{story_.new_id<AssignmentTag>(), any_of(ledger.positions)->first, person(),
                                  day("2026-01-05") + std::chrono::days{pick(90)}};
        if (entropy_.chance(500))
            started.hours = 12;
        return story_.tell(std::move(started));
    }
    case 3: return announce_end();
    case 4: {
        if (ledger.assignments.empty())
            return;
        const auto [id, assignment] = *any_of(ledger.assignments);
        story_.tell(AssignmentEnded{id, assignment.position, assignment.person, day("2026-08-01")});
        if (entropy_.chance(500))
            story_.tell(PositionVacant{assignment.position, day("2026-08-02")});
        return;
    }
    default: return act_on_absence();
    }
}

void RandomStory::announce_end()
{
    const Ledger& ledger = *story_.folded().ledger;
    if (ledger.assignments.empty())
        return;
    const auto [id, assignment] = *any_of(ledger.assignments);
    const Date last_day = day("2026-07-01") + std::chrono::days{pick(60)};
    const auto handover = story_.new_id<HandoverTag>();
    story_.tell(
        AssignmentEndAnnounced{id, assignment.position, assignment.person, last_day, LeaveKind::announced, handover});
    story_.tell(TimerMoved{to_text(id), timer(TimerKind::ends)});
    HandoverStarted started;
    started.handover = handover;
    started.position = assignment.position;
    started.assignment = id;
    started.giver = assignment.person;
    started.announced_on = day("2026-05-01");
    started.last_day = last_day;
    story_.tell(std::move(started));
}

void RandomStory::act_on_absence()
{
    const Ledger& ledger = *story_.folded().ledger;
    if (ledger.absences.empty() || entropy_.chance(300)) {
        const auto absence = story_.new_id<AbsenceTag>();
        const auto until = entropy_.chance(700) ? std::optional{day("2026-03-20")} : std::nullopt;
        story_.tell(AbsenceAdded{absence, person(), day("2026-03-01"), until});
        story_.tell(TimerMoved{to_text(absence), timer(TimerKind::begins)});
        return story_.tell(TimerMoved{to_text(absence), timer(TimerKind::ends)});
    }
    const auto [id, absence] = *any_of(ledger.absences);
    if (entropy_.chance(500))
        return story_.tell(AbsenceStarted{id, absence.person});
    story_.tell(AbsenceEnded{id, absence.person, day("2026-03-10")});
}

void RandomStory::act_on_handover()
{
    const Ledger& ledger = *story_.folded().ledger;
    if (ledger.handovers.empty()) {
        HandoverStarted started;
        started.handover = story_.new_id<HandoverTag>();
        started.position = any_of(ledger.positions)->first;
        started.kind = LeaveKind::new_college;
        started.announced_on = day("2026-03-18");
        return story_.tell(std::move(started));
    }
    const auto [id, record] = *any_of(ledger.handovers);
    switch (pick(12)) {
    case 0: return story_.tell(HandoverReceiverNamed{id, person()});
    case 1:
        return story_.tell(HandoverItemStated{id,
                                              static_cast<ItemKind>(pick(3)),
                                              pick(4) + 1,
                                              static_cast<ItemState>(pick(3)),
                                              ref(),
                                              {ref(), ref()},
                                              person(),
                                              day("2026-09-01"),
                                              ref()});
    case 2:
        return story_.tell(HandoverTopicAnswered{id, static_cast<HandoverTopic>(pick(3)),
                                                 static_cast<TopicAnswer>(pick(3)),
                                                 entropy_.chance(500) ? std::optional{ref()} : std::nullopt});
    case 3: return story_.tell(HandoverCompleted{id, ref(), {TaskId{8}, TaskId{16}}, {{ref(), true}}, pick(2) == 0});
    case 4:
        return story_.tell(HandoverConversationHeld{
            id, day("2026-06-20"), pick(2) == 0, true, pick(2) == 0, true, pick(9), {{EntryId{8}, person()}}, ref()});
    case 5: return story_.tell(HandoverRetold{id, ref()});
    case 6: return story_.tell(HandoverAccepted{id, record.position, person(), day("2026-07-01")});
    case 7:
        return story_.tell(HandoverRated{id, person(), pick(2) == 0, {0, 1, 2, 3, 4, 3, 2, 1}, pick(2) == 0, ref()});
    case 8: return story_.tell(HandoverReplied{id, person(), ref()});
    case 9: return story_.tell(HandoverScoreClosed{id});
    default: {
        const int on = entropy_.chance(500) ? 14 : 60;
        if (record.checkups.contains(on))
            return;
        return story_.tell(
            HandoverCheckedUp{id, on, day("2026-08-01"), {{4, true, ref()}}, ref(), pick(5), day("2026-07-09"), {}});
    }
    }
}

void RandomStory::act_on_promises()
{
    const Ledger& ledger = *story_.folded().ledger;
    if (ledger.commitments.empty() || entropy_.chance(250)) {
        CommitmentAdded added;
        added.entry = story_.new_id<EntryTag>();
        added.text = ref();
        added.due = day("2026-07-01");
        added.to = ref();
        added.made_by = person();
        if (entropy_.chance(600))
            added.owner = person();
        const EntryId entry = added.entry;
        story_.tell(std::move(added));
        return story_.tell(TimerMoved{to_text(entry), timer(TimerKind::silent)});
    }
    const EntryId entry = any_of(ledger.commitments)->first;
    switch (pick(4)) {
    case 0: return story_.tell(CommitmentSilent{entry, static_cast<Silence>(pick(3))});
    case 1:
        return story_.tell(CommitmentChanged{entry, person(), {}, ref(), CommitmentTold{person(), day("2026-06-01")}});
    case 2: return story_.tell(CommitmentChanged{entry, {}, day("2026-10-01"), {}, {}});
    default:
        // What is closed is not put right any more by this story.
        std::erase_if(entries_, [&](const auto& known) { return known.first == entry; });
        return story_.tell(CommitmentClosed{entry, static_cast<CommitmentEnd>(pick(2)), day("2026-06-03"), ref(), {}});
    }
}

void RandomStory::act_on_contacts_and_learning()
{
    const Ledger& ledger = *story_.folded().ledger;
    switch (pick(6)) {
    case 0: {
        ContactAdded added;
        added.entry = story_.new_id<EntryTag>();
        added.name = ref();
        added.key = pick(2) == 0;
        added.group = "bewoners";
        added.channel = ref();
        if (entropy_.chance(600))
            added.known_by = person();
        return story_.tell(std::move(added));
    }
    case 1:
        if (ledger.contacts.empty())
            return;
        return story_.tell(RelationDeclared{any_of(ledger.contacts)->first, person(), day("2026-02-01")});
    case 2:
        if (ledger.contacts.size() < 3)
            return;
        return story_.tell(ContactRemoved{any_of(ledger.contacts)->first});
    case 3: {
        LearningQuestionAdded added;
        added.entry = story_.new_id<EntryTag>();
        added.code = fmt::format("L{}", ledger.learning.size() + 1);
        added.text = ref();
        added.level = static_cast<LearningLevel>(pick(3));
        added.raised_by = person();
        return story_.tell(std::move(added));
    }
    default:
        if (ledger.learning.empty())
            return;
        return story_.tell(LearningQuestionMoved{any_of(ledger.learning)->first,
                                                 static_cast<LearningState>(pick(4)),
                                                 entropy_.chance(500) ? std::optional{ref()} : std::nullopt,
                                                 ref(),
                                                 {TaskId{8}}});
    }
}

}  // namespace wd::store::test
