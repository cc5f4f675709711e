// Evidence of a made-up handover, built from the log points that it should earn. For the tests of the rubric.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/handover_evidence.hpp"
#include "test_context.hpp"

#include <gtest/gtest.h>

namespace wd::domain::test {

// `have` of `all`, shown by one event when there is anything to show.
inline EvidenceShare share(int have, int all, std::int64_t event = 100)
{
    return {have, all, have > 0 ? std::vector{event} : std::vector<std::int64_t>{}};
}

// A share that is worth so many log points: 10, 5 or 0 of 10.
inline EvidenceShare worth(int points, std::int64_t event)
{
    return share(points * 5, 10, event);
}

// Evidence in which each element earns these log points (0 to 2). Element n has the events 10n, 10n+1, …
inline HandoverEvidence evidence_worth(const PerElement& log)
{
    HandoverEvidence evidence;
    evidence.states = worth(log.state, 10);
    // One of three named things is less than half, two are more.
    evidence.story.events = {20};
    if (log.story >= 1)
        evidence.story_confirmed.events = {21};
    evidence.story_decisions = log.story == 2 ? share(3, 5, 22) : share(0, 5);
    evidence.actions = worth(log.actions, 30);
    evidence.roles = worth(log.people, 40);
    evidence.promises = worth(log.people, 41);
    evidence.introductions = worth(log.people, 42);
    if (log.sensitivities >= 1) {
        evidence.sensitivities = {SensitiveAnswer::answered, {50}};
        evidence.clashes = {SensitiveAnswer::none_known, {51}};
    }
    if (log.sensitivities == 2)
        evidence.failed_initiatives = {SensitiveAnswer::answered, {52}};
    evidence.contingencies = worth(log.contingency, 60);
    evidence.documents = worth(log.sources, 70);
    evidence.access = worth(log.sources, 71);
    evidence.conversation.events = {80};
    evidence.talked.events = {80};
    if (log.warm >= 1)
        evidence.acceptance.events = {81};
    if (log.warm == 2)
        evidence.own_words.events = {82};
    evidence.transferred = day("2026-01-10");
    return evidence;
}

inline constexpr PerElement all_two{2, 2, 2, 2, 2, 2, 2, 2};
inline constexpr PerElement all_four{4, 4, 4, 4, 4, 4, 4, 4};

}  // namespace wd::domain::test
