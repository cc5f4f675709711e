// From log points and a rating to a score. See rubric.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/rubric.hpp"

#include "domain/complaints.hpp"

namespace wd::domain {

namespace {

ElementScore score_element(const RubricSettings& settings, const HandoverEvidence& evidence,
                           const std::optional<HandoverRating>& rating, RubricElement element)
{
    LogPoints log = log_points(settings, evidence, element);
    ElementScore scored{element, value_of(settings.weights, element), log.points, log.nothing, {}, 0, {}};
    scored.events = std::move(log.events);
    if (rating)
        scored.rating = value_of(rating->points, element);
    // weight x (log/2 x 1/2 + rating/4 x 1/2) = weight x (2 log + rating) / 8; the log alone: weight x log/2 = weight x 4 log / 8.
    scored.eighths = scored.weight * (scored.rating ? 2 * scored.log + *scored.rating : 4 * scored.log);
    return scored;
}

bool is_in_window(const RubricSettings& settings, const HandoverEvidence& evidence, const CriticalOmission& omission)
{
    return evidence.transferred && omission.reported >= *evidence.transferred &&
           omission.reported <= *evidence.transferred + std::chrono::days{settings.omission_window_days};
}

std::vector<ScorePenalty> penalties_of(const RubricSettings& settings, const HandoverEvidence& evidence,
                                       const std::optional<HandoverRating>& rating)
{
    std::vector<ScorePenalty> penalties;
    for (const CriticalOmission& omission : evidence.omissions)
        if (is_in_window(settings, evidence, omission))
            penalties.push_back({PenaltyKind::critical_omission, settings.omission_penalty, omission.event});
    if (rating && rating->excess_text)
        penalties.push_back({PenaltyKind::excess_text, settings.text_penalty, rating->event});
    return penalties;
}

ScoreStatus status_of(const HandoverAudit& audit)
{
    WD_ASSERT(audit.first || (!audit.second && !audit.closed));
    if (!audit.first)
        return ScoreStatus::provisional;
    return audit.closed ? ScoreStatus::definitive : ScoreStatus::rated;
}

bool is_same(const ElementScore& a, const ElementScore& b)
{
    return a.log == b.log && a.rating == b.rating && a.weight == b.weight;
}

std::vector<ScorePenalty> missing_from(const std::vector<ScorePenalty>& list, const std::vector<ScorePenalty>& whole)
{
    std::vector<ScorePenalty> missing;
    for (const ScorePenalty& penalty : whole)
        if (std::find(list.begin(), list.end(), penalty) == list.end())
            missing.push_back(penalty);
    return missing;
}

}  // namespace

Result<void> check_ratings(const PerElement& points)
{
    Complaints complaints;
    for (const RubricElement element : rubric_elements)
        if (const int given = value_of(points, element); given < 0 || given > rating_max)
            complaints.add(refusal_at(name_of(element), "{} punten voor '{}' kan niet; kies 0 tot en met {}", given,
                                      title_of(element), rating_max));
    if (!complaints.empty())
        return complaints.to_error();
    return {};
}

std::string_view title_of(ScoreStatus status)
{
    switch (status) {
    case ScoreStatus::provisional: return "voorlopig";
    case ScoreStatus::rated: return "wacht op wederhoor";
    case ScoreStatus::definitive: return "definitief";
    }
    WD_ASSERT(false);
    return {};
}

std::string_view title_of(RubricLevel level)
{
    switch (level) {
    case RubricLevel::insufficient: return "onvoldoende";
    case RubricLevel::moderate: return "matig";
    case RubricLevel::good: return "goed";
    case RubricLevel::exemplary: return "voorbeeldig";
    }
    WD_ASSERT(false);
    return {};
}

HandoverScore score(const RubricSettings& settings, const HandoverEvidence& evidence, const HandoverAudit& audit)
{
    WD_ASSERT(!audit.first || check_ratings(audit.first->points));
    HandoverScore total;
    total.status = status_of(audit);
    if (audit.first)
        total.rating = audit.first->event;
    for (const RubricElement element : rubric_elements) {
        total.elements.push_back(score_element(settings, evidence, audit.first, element));
        total.eighths += total.elements.back().eighths;
    }
    total.penalties = penalties_of(settings, evidence, audit.first);
    for (const ScorePenalty& penalty : total.penalties)
        total.eighths = std::max(0, total.eighths - penalty.points * 8);

    if (total.status != ScoreStatus::definitive)
        return total;
    total.level = level_at(settings, total.eighths);
    total.held_at_moderate = !evidence.talked.holds() && *total.level > RubricLevel::moderate;
    if (total.held_at_moderate)
        total.level = RubricLevel::moderate;
    return total;
}

RubricLevel level_at(const RubricSettings& settings, int eighths)
{
    if (eighths >= settings.level_exemplary * 8)
        return RubricLevel::exemplary;
    if (eighths >= settings.level_good * 8)
        return RubricLevel::good;
    return eighths >= settings.level_moderate * 8 ? RubricLevel::moderate : RubricLevel::insufficient;
}

int to_tenths(int eighths)
{
    WD_ASSERT(eighths >= 0);
    return (eighths * 10 + 4) / 8;
}

std::string to_score_text(int eighths)
{
    const int tenths = to_tenths(eighths);
    return fmt::format("{},{}", tenths / 10, tenths % 10);
}

Result<void> check_reply_over(const RubricSettings& settings, const RightOfReply& reply, Date today)
{
    const Date last = reply.rated + std::chrono::days{settings.reply_days};
    if ((reply.giver && reply.receiver) || today > last)
        return {};
    std::string_view who = "de vertrekker en de opvolger kunnen";
    if (reply.giver)
        who = "de opvolger kan";
    else if (reply.receiver)
        who = "de vertrekker kan";
    return refusal(
        Errc::wrong_state,
        "{} nog reageren op deze score, tot en met {}; maak de score daarna definitief, of eerder als beiden "
        "hebben gereageerd",
        who, to_text(last));
}

ScoreChanges changes_between(const HandoverScore& before, const HandoverScore& after)
{
    WD_ASSERT(before.elements.size() == after.elements.size());
    ScoreChanges changes;
    for (std::size_t i = 0; i < before.elements.size(); ++i)
        if (!is_same(before.elements[i], after.elements[i]))
            changes.elements.push_back({before.elements[i], after.elements[i]});
    changes.added = missing_from(before.penalties, after.penalties);
    changes.dropped = missing_from(after.penalties, before.penalties);
    return changes;
}

}  // namespace wd::domain
