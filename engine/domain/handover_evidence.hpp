// What the log says about one handover, and the points it earns for each element of the rubric "kwaliteit van overdracht"
// (PRACTICE §1.1), with the events that earned them. Pure and in whole numbers. Gathers no evidence: that is done by whoever
// reads the log. What a rater adds, and the score, is in rubric.hpp.
//
// Evidence is what was there when the successor accepted: what came later (an item, an answer, the story, a talk, access) does not
// move the log half. Two things go on: critical omissions that a check-up finds, and whether leaver and successor talked at all,
// which is a fact beside the score.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/rubric_settings.hpp"

namespace wd::domain {

// An event is named by its number in the programme (pseq). What holds has at least one event that shows it: a claim without
// evidence is our own mistake, and log_points() says so (WD_ASSERT).

// One thing that is there or not; it is there when an event shows it.
struct EvidenceFact {
    std::vector<std::int64_t> events;
    bool holds() const noexcept { return !events.empty(); }
    friend bool operator==(const EvidenceFact&, const EvidenceFact&) = default;
};
BOOST_DESCRIBE_STRUCT(EvidenceFact, (), (events))

// `have` of `all` things are in order; `all` is at most evidence_max. All = 0: nothing to hand over, which counts as in order.
struct EvidenceShare {
    int have = 0;
    int all = 0;
    std::vector<std::int64_t> events;
    friend bool operator==(const EvidenceShare&, const EvidenceShare&) = default;
};
BOOST_DESCRIBE_STRUCT(EvidenceShare, (), (have, all, events))
inline constexpr int evidence_max = 100'000;  // more is a slip of whoever gathers

// How one of the three questions about sensitivities stands.
enum class SensitiveAnswer {
    open,        // nobody answered it
    answered,    // it is written down
    none_known,  // "geen bekend", said explicitly
    oral,        // "liever mondeling": counts once the conversation has been held
};
BOOST_DESCRIBE_ENUM(SensitiveAnswer, open, answered, none_known, oral)

struct EvidenceAnswer {
    SensitiveAnswer answer = SensitiveAnswer::open;
    std::vector<std::int64_t> events;
    friend bool operator==(const EvidenceAnswer&, const EvidenceAnswer&) = default;
};
BOOST_DESCRIBE_STRUCT(EvidenceAnswer, (), (answer, events))

// Something critical that the successor should have been told and was not.
struct CriticalOmission {
    std::int64_t event = 0;
    Date reported{};
    friend bool operator==(const CriticalOmission&, const CriticalOmission&) = default;
};
BOOST_DESCRIBE_STRUCT(CriticalOmission, (), (event, reported))

struct HandoverEvidence {
    EvidenceShare states;  // 1: open items and sub-areas with a state; a critical one counts only with its reason

    EvidenceFact story;             // 2: the story is there
    EvidenceFact story_confirmed;   // 2: the leaver confirmed it
    EvidenceShare story_decisions;  // 2: dated decisions linked from the story, of all dated decisions there are

    EvidenceShare actions;  // 3: open tasks and promises with a new owner and a date

    EvidenceShare roles;          // 4: stakeholder roles with at least contacts_per_role_min contacts
    EvidenceShare promises;       // 4: promises with a status
    EvidenceShare introductions;  // 4: key contacts to whom the successor was introduced

    EvidenceAnswer sensitivities;       // 5
    EvidenceAnswer clashes;             // 5
    EvidenceAnswer failed_initiatives;  // 5: earlier attempts

    EvidenceShare contingencies;  // 6: items with "let op" or "kritiek" that have at least one if/then

    EvidenceShare documents;  // 7: documents with a link, a date and a holder
    EvidenceShare access;     // 7: access rights that moved to the successor

    EvidenceFact conversation;  // 8: leaver and successor talked, both present, before acceptance
    EvidenceFact own_words;     // 8: the successor's own words
    EvidenceFact acceptance;    // 8: the successor accepted

    // The fact, apart from the score: they talked, before acceptance or after it.
    EvidenceFact talked;
    bool concerns_residents = false;  // then a warm handover has a resident or key figure in that talk
    EvidenceFact resident_joined;

    // The day on which responsibility moved: of acceptance, or the leaver's last day where nobody accepted; none before that.
    // The window for omissions counts from it.
    std::optional<Date> transferred;
    std::vector<CriticalOmission> omissions;

    friend bool operator==(const HandoverEvidence&, const HandoverEvidence&) = default;
};
BOOST_DESCRIBE_STRUCT(HandoverEvidence, (),
                      (states, story, story_confirmed, story_decisions, actions, roles, promises, introductions,
                       sensitivities, clashes, failed_initiatives, contingencies, documents, access, conversation,
                       own_words, acceptance, talked, concerns_residents, resident_joined, transferred, omissions))

// Whether the handover was warm: leaver and successor talked and, where it concerns residents, a resident or key figure was in
// that talk. A fact, apart from the score, and no less true when it came after acceptance.
bool is_warm(const HandoverEvidence& evidence);

inline constexpr int log_points_max = 2;

// 2, 1 or 0. One thing: a share is 2 from share_full_per_mille on and 1 from share_half_per_mille on, a yes or no is 2 or 0, and
// nothing to hand over is 2. An element that names several things (2, 4, 5, 7 and 8) gives each its own points: 2 when all have
// 2, 1 when together they have at least half of what can be had, else 0. Unlike things are never averaged or counted as one list.
struct LogPoints {
    int points = 0;
    bool nothing = false;              // there was nothing to hand over
    std::vector<std::int64_t> events;  // that earned the points, rising, each once; none where no point was earned
    friend bool operator==(const LogPoints&, const LogPoints&) = default;
};

LogPoints log_points(const RubricSettings& settings, const HandoverEvidence& evidence, RubricElement element);

}  // namespace wd::domain
