// The rubric "kwaliteit van overdracht" (PRACTICE §1.1): from what the log says and what a rater found to a score of 0 to 100, with
// the events that earned each point. A score starts a talk and is never for appraisal (DOMAIN §7.5). Pure and in whole numbers:
// a score is counted in eighths of a point, so nothing is rounded before it is shown. Keeps no score.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "domain/handover_evidence.hpp"

namespace wd::domain {

// --- What a rater finds.

inline constexpr int rating_max = 4;

// Of a coordinator from outside the team: 0 to 4 points for each element.
struct HandoverRating {
    PersonId rater;
    PerElement points;
    bool excess_text = false;  // irrelevant or oversized: the rater's call, as there is no maximum of words
    std::int64_t event = 0;    // the event that recorded the rating
    friend bool operator==(const HandoverRating&, const HandoverRating&) = default;
};
BOOST_DESCRIBE_STRUCT(HandoverRating, (), (rater, points, excess_text, event))

// Refused when points lie outside 0 to 4; all such elements at once.
Result<void> check_ratings(const PerElement& points);

// The first rater's rating is the score's. That of a second one feeds agreement only (audit_draw.hpp): a score that a draw of
// 1 in 5 could change would depend on luck.
struct HandoverAudit {
    std::optional<HandoverRating> first;
    std::optional<HandoverRating> second;
    std::optional<std::int64_t> closed;  // the event that made the score final; only after a rating
    friend bool operator==(const HandoverAudit&, const HandoverAudit&) = default;
};
BOOST_DESCRIBE_STRUCT(HandoverAudit, (), (first, second, closed))

// --- The score.

enum class ScoreStatus {
    provisional,  // "voorlopig": nobody rated it; the log half scaled to 100
    rated,        // rated; giver and receiver may still reply
    definitive,   // the right of reply is over; from here on it has a level
};
BOOST_DESCRIBE_ENUM(ScoreStatus, provisional, rated, definitive)

enum class RubricLevel { insufficient, moderate, good, exemplary };
BOOST_DESCRIBE_ENUM(RubricLevel, insufficient, moderate, good, exemplary)

// How a person reads them: "voorlopig", "wacht op wederhoor", "definitief"; "onvoldoende", "matig", "goed", "voorbeeldig".
std::string_view title_of(ScoreStatus status);
std::string_view title_of(RubricLevel level);

struct ElementScore {
    RubricElement element{};
    int weight = 0;
    int log = 0;                // 0, 1 or 2
    bool nothing = false;       // nothing to hand over, which counts as 2
    std::optional<int> rating;  // 0 to 4; none while provisional
    int eighths = 0;            // what it adds to the score, at most 8 x weight
    std::vector<std::int64_t> events;
    friend bool operator==(const ElementScore&, const ElementScore&) = default;
};
BOOST_DESCRIBE_STRUCT(ElementScore, (), (element, weight, log, nothing, rating, eighths, events))

enum class PenaltyKind { critical_omission, excess_text };
BOOST_DESCRIBE_ENUM(PenaltyKind, critical_omission, excess_text)

struct ScorePenalty {
    PenaltyKind kind{};
    int points = 0;  // that are taken off; positive
    std::int64_t event = 0;
    friend bool operator==(const ScorePenalty&, const ScorePenalty&) = default;
};
BOOST_DESCRIBE_STRUCT(ScorePenalty, (), (kind, points, event))

struct HandoverScore {
    ScoreStatus status = ScoreStatus::provisional;
    int eighths = 0;                      // 0 to 800
    std::optional<RubricLevel> level;     // of a definitive score only
    bool held_at_moderate = false;        // the score alone would give a higher level, but they never talked
    std::optional<std::int64_t> rating;   // the event of the rating that counts
    std::vector<ElementScore> elements;   // the eight, in the order of the rubric
    std::vector<ScorePenalty> penalties;  // all that count, also when the score stops at 0
    friend bool operator==(const HandoverScore&, const HandoverScore&) = default;
};
BOOST_DESCRIBE_STRUCT(HandoverScore, (), (status, eighths, level, held_at_moderate, rating, elements, penalties))

// The sum over the elements of weight x (log/2 x 0.5 + rating/4 x 0.5); without a rating weight x log/2. Then off it
// omission_penalty for each omission reported from the day of transfer up to and including omission_window_days later, and
// text_penalty once when the rater called for it; never below 0. Also for a provisional score, which knows no excess text.
// The log half stands still from acceptance on (handover_evidence.hpp). "No conversation = never above matig" asks for a talk at
// all, also one after acceptance that earned no points.
HandoverScore score(const RubricSettings& settings, const HandoverEvidence& evidence, const HandoverAudit& audit);

// Compares with the exact score: 69.875 is shown as 69,9 and lies below 70.
RubricLevel level_at(const RubricSettings& settings, int eighths);

// Tenths of a point, rounded half up, and how a person reads them: 580 eighths are 725 tenths, "72,5".
int to_tenths(int eighths);
std::string to_score_text(int eighths);

// --- The right of reply.

// `rated` is the day of the rating; the others are the events of a reply, which may be that there is nothing to say.
struct RightOfReply {
    Date rated{};
    std::optional<std::int64_t> giver;
    std::optional<std::int64_t> receiver;
};

// Whether a rated score may become definitive: both replied, or reply_days went by. Refused with the last day of the term.
Result<void> check_reply_over(const RubricSettings& settings, const RightOfReply& reply, Date today);

// What became of a score since an earlier one, e.g. since it was rated: that stays visible.
struct ElementChange {
    ElementScore before;
    ElementScore after;
    friend bool operator==(const ElementChange&, const ElementChange&) = default;
};
BOOST_DESCRIBE_STRUCT(ElementChange, (), (before, after))
struct ScoreChanges {
    std::vector<ElementChange> elements;  // with other log points, rating or weight
    std::vector<ScorePenalty> added;
    std::vector<ScorePenalty> dropped;
    friend bool operator==(const ScoreChanges&, const ScoreChanges&) = default;
};
BOOST_DESCRIBE_STRUCT(ScoreChanges, (), (elements, added, dropped))
ScoreChanges changes_between(const HandoverScore& before, const HandoverScore& after);

}  // namespace wd::domain
