// From evidence to log points. See handover_evidence.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/handover_evidence.hpp"

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

struct Fraction {
    std::int64_t top = 0;
    std::int64_t bottom = 1;
};

Fraction fraction_of(const EvidenceShare& share)
{
    check_sound(share);
    return share.all == 0 ? Fraction{1, 1} : Fraction{share.have, share.all};
}

Fraction mean_of(const EvidenceShare& a, const EvidenceShare& b, const EvidenceShare& c)
{
    const Fraction x = fraction_of(a);
    const Fraction y = fraction_of(b);
    const Fraction z = fraction_of(c);
    return {x.top * y.bottom * z.bottom + y.top * x.bottom * z.bottom + z.top * x.bottom * y.bottom,
            3 * x.bottom * y.bottom * z.bottom};
}

// Two lists of things as one.
EvidenceShare together(const EvidenceShare& a, const EvidenceShare& b)
{
    EvidenceShare sum{a.have + b.have, a.all + b.all, a.events};
    append(sum.events, b.events);
    return sum;
}

int points_of(const RubricSettings& settings, const Fraction& fraction)
{
    // With evidence_max at most 3 x 10^15 parts, so that a thousand times as many still fit.
    if (fraction.top * 1000 >= fraction.bottom * settings.share_full_per_mille)
        return 2;
    return fraction.top * 1000 >= fraction.bottom * settings.share_half_per_mille ? 1 : 0;
}

// Named conditions are no share: all of them, or at least half.
int points_of(std::initializer_list<bool> conditions)
{
    const auto held = static_cast<std::size_t>(std::count(conditions.begin(), conditions.end(), true));
    if (held == conditions.size())
        return 2;
    return held * 2 >= conditions.size() ? 1 : 0;
}

LogPoints points_of_share(const RubricSettings& settings, const EvidenceShare& share)
{
    return {points_of(settings, fraction_of(share)), share.all == 0, share.events};
}

// There is always a story to tell, so this is never "nothing"; of decisions there may be none.
LogPoints points_of_story(const RubricSettings& settings, const HandoverEvidence& evidence)
{
    const EvidenceShare& decisions = evidence.story_decisions;
    check_sound(decisions);
    const bool linked = decisions.have >= std::min(settings.decisions_linked_min, decisions.all);
    LogPoints log{points_of({evidence.story.holds(), evidence.story_confirmed.holds(), linked}), false, {}};
    append(log.events, evidence.story.events);
    append(log.events, evidence.story_confirmed.events);
    append(log.events, decisions.events);
    return log;
}

LogPoints points_of_people(const RubricSettings& settings, const HandoverEvidence& evidence)
{
    const EvidenceShare& roles = evidence.roles;
    const EvidenceShare& promises = evidence.promises;
    const EvidenceShare& introductions = evidence.introductions;
    LogPoints log{points_of(settings, mean_of(roles, promises, introductions)),
                  roles.all == 0 && promises.all == 0 && introductions.all == 0,
                  {}};
    append(log.events, roles.events);
    append(log.events, promises.events);
    append(log.events, introductions.events);
    return log;
}

bool counts(const EvidenceAnswer& answer, const EvidenceFact& conversation)
{
    WD_ASSERT(answer.answer == SensitiveAnswer::open || !answer.events.empty());
    return answer.answer == SensitiveAnswer::oral ? conversation.holds() : answer.answer != SensitiveAnswer::open;
}

LogPoints points_of_sensitivities(const HandoverEvidence& evidence)
{
    const EvidenceFact& talk = evidence.conversation;
    LogPoints log{points_of({counts(evidence.sensitivities, talk), counts(evidence.clashes, talk),
                             counts(evidence.failed_initiatives, talk)}),
                  false,
                  {}};
    for (const EvidenceAnswer* answer : {&evidence.sensitivities, &evidence.clashes, &evidence.failed_initiatives}) {
        if (!counts(*answer, talk))
            continue;
        append(log.events, answer->events);
        if (answer->answer == SensitiveAnswer::oral)
            append(log.events, talk.events);
    }
    return log;
}

LogPoints points_of_warm(const HandoverEvidence& evidence)
{
    LogPoints log{
        points_of({evidence.conversation.holds(), evidence.own_words.holds(), evidence.acceptance.holds()}), false, {}};
    append(log.events, evidence.conversation.events);
    append(log.events, evidence.own_words.events);
    append(log.events, evidence.acceptance.events);
    return log;
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
    case RubricElement::sources:
        check_sound(evidence.documents);
        check_sound(evidence.access);
        return points_of_share(settings, together(evidence.documents, evidence.access));
    case RubricElement::warm: return points_of_warm(evidence);
    }
    WD_ASSERT(false);
    return {};
}

}  // namespace

bool is_warm(const HandoverEvidence& evidence)
{
    return evidence.conversation.holds() && (!evidence.concerns_residents || evidence.resident_joined.holds());
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
