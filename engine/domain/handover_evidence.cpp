// From evidence to log points. See handover_evidence.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/handover_evidence.hpp"

#include <algorithm>
#include <initializer_list>

namespace wd::domain {

namespace {

using Events = std::vector<std::int64_t>;

void append(Events& events, const Events& more)
{
    events.insert(events.end(), more.begin(), more.end());
}

void check_sound(const EvidenceShare& share)
{
    WD_ASSERT(share.have >= 0 && share.have <= share.all && share.all <= evidence_max);
    WD_ASSERT(share.have == 0 || !share.events.empty());
}

// One thing that an element names, with what shows it.
struct Thing {
    int points = 0;  // 0 to log_points_max
    Events events;
};

// A share by the cut-offs; nothing to hand over is in order.
Thing share_of(const RubricSettings& settings, const EvidenceShare& share)
{
    check_sound(share);
    const std::int64_t have = std::int64_t{share.have} * 1000;
    if (have >= std::int64_t{share.all} * settings.share_full_per_mille)
        return {log_points_max, share.events};
    return {have >= std::int64_t{share.all} * settings.share_half_per_mille ? 1 : 0, share.events};
}

Thing yes_or_no(bool holds, Events events)
{
    return {holds ? log_points_max : 0, std::move(events)};
}

Thing yes_or_no(const EvidenceFact& fact)
{
    return yes_or_no(fact.holds(), fact.events);
}

// All of them in full, or together at least half of what can be had. Never a mean of shares and never one list: ninety documents
// do not make up for a key that nobody handed over.
LogPoints together(std::initializer_list<Thing> things)
{
    LogPoints log;
    int had = 0;
    for (const Thing& thing : things) {
        had += thing.points;
        if (thing.points > 0)
            append(log.events, thing.events);
    }
    const int can_be_had = log_points_max * static_cast<int>(things.size());
    if (had == can_be_had)
        log.points = log_points_max;
    else if (had * 2 >= can_be_had)
        log.points = 1;
    return log;
}

LogPoints points_of_share(const RubricSettings& settings, const EvidenceShare& share)
{
    const Thing thing = share_of(settings, share);
    return {thing.points, share.all == 0, share.events};
}

// There is always a story to tell, so this is never "nothing"; of decisions there may be none.
LogPoints points_of_story(const RubricSettings& settings, const HandoverEvidence& evidence)
{
    const EvidenceShare& decisions = evidence.story_decisions;
    check_sound(decisions);
    const bool linked = decisions.have >= std::min(settings.decisions_linked_min, decisions.all);
    return together(
        {yes_or_no(evidence.story), yes_or_no(evidence.story_confirmed), yes_or_no(linked, decisions.events)});
}

LogPoints points_of_people(const RubricSettings& settings, const HandoverEvidence& evidence)
{
    LogPoints log = together({share_of(settings, evidence.roles), share_of(settings, evidence.promises),
                              share_of(settings, evidence.introductions)});
    log.nothing = evidence.roles.all == 0 && evidence.promises.all == 0 && evidence.introductions.all == 0;
    return log;
}

// "Liever mondeling" counts once they talked, and the talk shows it too.
Thing answer_of(const EvidenceAnswer& answer, const EvidenceFact& conversation)
{
    WD_ASSERT(answer.answer == SensitiveAnswer::open || !answer.events.empty());
    if (answer.answer != SensitiveAnswer::oral)
        return yes_or_no(answer.answer != SensitiveAnswer::open, answer.events);
    Events events = answer.events;
    append(events, conversation.events);
    return yes_or_no(conversation.holds(), std::move(events));
}

LogPoints points_of_sensitivities(const HandoverEvidence& evidence)
{
    const EvidenceFact& talk = evidence.conversation;
    return together({answer_of(evidence.sensitivities, talk), answer_of(evidence.clashes, talk),
                     answer_of(evidence.failed_initiatives, talk)});
}

LogPoints points_of_sources(const RubricSettings& settings, const HandoverEvidence& evidence)
{
    LogPoints log = together({share_of(settings, evidence.documents), share_of(settings, evidence.access)});
    log.nothing = evidence.documents.all == 0 && evidence.access.all == 0;
    return log;
}

LogPoints points_of_warm(const HandoverEvidence& evidence)
{
    return together({yes_or_no(evidence.conversation), yes_or_no(evidence.own_words), yes_or_no(evidence.acceptance)});
}

LogPoints gathered_points(const RubricSettings& settings, const HandoverEvidence& evidence, RubricElement element)
{
    switch (element) {
    case RubricElement::state: return points_of_share(settings, evidence.states);
    case RubricElement::story: return points_of_story(settings, evidence);
    case RubricElement::actions: return points_of_share(settings, evidence.actions);
    case RubricElement::people: return points_of_people(settings, evidence);
    case RubricElement::sensitivities: return points_of_sensitivities(evidence);
    case RubricElement::contingency: return points_of_share(settings, evidence.contingencies);
    case RubricElement::sources: return points_of_sources(settings, evidence);
    case RubricElement::warm: return points_of_warm(evidence);
    }
    WD_ASSERT(false);
    return {};
}

}  // namespace

bool is_warm(const HandoverEvidence& evidence)
{
    return evidence.talked.holds() && (!evidence.concerns_residents || evidence.resident_joined.holds());
}

LogPoints log_points(const RubricSettings& settings, const HandoverEvidence& evidence, RubricElement element)
{
    LogPoints log = gathered_points(settings, evidence, element);
    if (log.points == 0)
        log.events.clear();
    std::sort(log.events.begin(), log.events.end());
    log.events.erase(std::unique(log.events.begin(), log.events.end()), log.events.end());
    return log;
}

}  // namespace wd::domain
