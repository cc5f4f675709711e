// Votes: who sets the threshold picks it, the electorate becomes known, a first count, and closing after the closing date.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/decisions.hpp"
#include "runtime/simulation/acts.hpp"

#include <algorithm>

namespace wd::runtime {

namespace {

using domain::PersonId;
using domain::VoteTerms;

const VoteTerms* terms_of(const Scene& scene)
{
    return scene.step == nullptr ? nullptr : std::get_if<VoteTerms>(&scene.step->terms);
}

std::int64_t electorate_of(const Scene& scene, const VoteTerms& terms)
{
    if (scene.task.electorate)
        return *scene.task.electorate;
    if (const json::value* certain = scene.certain.if_contains("electorate"); certain != nullptr && certain->is_int64())
        return certain->get_int64();
    const bool homes = terms.base == domain::VoteBase::households || terms.base == domain::VoteBase::tenancies;
    return homes ? dwellings_of(scene) : inhabitants_of(scene);
}

struct Tally {
    std::int64_t yes = 0;
    std::int64_t no = 0;
    std::int64_t abstain = 0;
};

Tally drawn_tally(const Scene& scene, std::int64_t electorate)
{
    const VoteHabits& habits = scene.behaviour.vote;
    const auto by_step = habits.by_step.find(scene.step_id());
    const Voting& voting = by_step == habits.by_step.end() ? habits.usual : by_step->second;
    const std::int64_t took_part =
        electorate * std::min<std::int64_t>(1000, draw(scene.entropy, voting.turnout)) / 1000;
    Tally tally;
    tally.yes = took_part * std::min<std::int64_t>(1000, draw(scene.entropy, voting.yes)) / 1000;
    tally.abstain = std::min(took_part - tally.yes, took_part * draw(scene.entropy, habits.abstain) / 1000);
    tally.no = took_part - tally.yes - tally.abstain;
    return tally;
}

// Changes the tally until it gives the outcome that is certain.
void bend(Tally& tally, std::string_view outcome, const Scene& scene, const VoteTerms& terms, std::int64_t electorate)
{
    if (outcome == "no_quorum") {
        tally = {};
        return;
    }
    const std::optional<int> threshold = terms.threshold_max ? scene.task.threshold : terms.threshold;
    if (!threshold)
        return;
    const std::int64_t took_part =
        std::max<std::int64_t>(tally.yes + tally.no + tally.abstain, std::min<std::int64_t>(electorate, 1));
    const std::int64_t of = terms.base == domain::VoteBase::cast ? took_part - tally.abstain : electorate;
    const std::int64_t needed = domain::votes_needed(*threshold, of);
    if (outcome == "accepted" && tally.yes < needed)
        tally = {needed, std::max<std::int64_t>(0, std::min(took_part, of) - needed), 0};
    if (outcome == "rejected" && tally.yes >= needed)
        tally = {std::max<std::int64_t>(0, needed - 1 - needed / 10),
                 took_part - std::max<std::int64_t>(0, needed - 1 - needed / 10), 0};
}

// What must be in the ballot box when it closes.
Tally final_tally(const Scene& scene, const VoteTerms& terms, std::int64_t electorate)
{
    Tally tally = drawn_tally(scene, electorate);
    const auto take = [&](const char* key, std::int64_t& figure) {
        if (const json::value* value = scene.certain.if_contains(key); value != nullptr && value->is_int64())
            figure = value->get_int64();
    };
    if (scene.certain.contains("yes"))
        tally = {};
    take("yes", tally.yes);
    take("no", tally.no);
    take("abstain", tally.abstain);
    if (const json::value* outcome = scene.certain.if_contains("outcome"); outcome != nullptr && outcome->is_string())
        bend(tally, std::string_view{outcome->get_string().data(), outcome->get_string().size()}, scene, terms,
             electorate);
    return tally;
}

std::optional<PersonId> setter_of(const Scene& scene, const VoteTerms& terms)
{
    const std::vector<PersonId> holders = holders_of(scene, terms.set_by);
    return holders.empty() ? std::nullopt : std::optional{holders.front()};
}

std::int64_t in_box(const domain::Task& vote)
{
    return vote.yes + vote.no + vote.abstain;
}

domain::RecordVote pick_threshold(const Scene& scene, const VoteTerms& terms)
{
    domain::RecordVote record;
    record.task = scene.task.id;
    const std::int64_t picked = draw(scene.entropy, scene.behaviour.vote.threshold);
    record.threshold = static_cast<int>(std::clamp<std::int64_t>(picked, *terms.threshold, *terms.threshold_max));
    if (const json::value* certain = scene.certain.if_contains("threshold"); certain != nullptr && certain->is_int64())
        record.threshold = static_cast<int>(certain->get_int64());
    return record;
}

// Some come early: about a third of what a drawn tally would give. When the outcome is certain all waits for the closing.
domain::RecordVote count_early(const Scene& scene)
{
    domain::RecordVote record;
    record.task = scene.task.id;
    const Tally tally = drawn_tally(scene, *scene.task.electorate);
    record.yes = std::max<std::int64_t>(1, tally.yes / 3);
    record.no = tally.no / 3;
    record.abstain = tally.abstain / 3;
    return record;
}

domain::RecordVote close_vote(const Scene& scene, const VoteTerms& terms)
{
    domain::RecordVote record;
    record.task = scene.task.id;
    const std::int64_t electorate = electorate_of(scene, terms);
    const Tally tally = final_tally(scene, terms, electorate);
    const domain::Task& vote = scene.task;
    // What was counted early stays in the box; only corrections for a certain outcome take some out.
    const bool certain = scene.certain.contains("outcome") || scene.certain.contains("yes");
    const auto rest = [&](std::int64_t all, std::int64_t so_far) {
        return certain ? all - so_far : std::max<std::int64_t>(0, all - so_far);
    };
    record.yes = rest(tally.yes, vote.yes);
    record.no = std::min(rest(tally.no, vote.no), electorate - in_box(vote) - *record.yes);
    record.abstain = std::min(rest(tally.abstain, vote.abstain), electorate - in_box(vote) - *record.yes - *record.no);
    record.close = true;
    return record;
}

}  // namespace

VotePart vote_part(const Scene& scene)
{
    const VoteTerms* terms = terms_of(scene);
    if (terms != nullptr && terms->threshold_max && !scene.task.threshold && setter_of(scene, *terms))
        return VotePart::threshold;
    if (!scene.task.electorate)
        return VotePart::electorate;
    const bool early = scene.task.due && scene.today() < *scene.task.due && in_box(scene.task) == 0 &&
                       *scene.task.electorate > 20 && scene.certain.empty();
    return early ? VotePart::first_count : VotePart::close;
}

bool can_vote_go_on(const Scene& scene)
{
    const VoteTerms* terms = terms_of(scene);
    const bool picked = terms == nullptr || !terms->threshold_max || scene.task.threshold || setter_of(scene, *terms);
    return actor_of(scene).has_value() && picked;
}

std::vector<Request> vote_requests(const Scene& scene)
{
    const VoteTerms* terms = terms_of(scene);
    const std::optional<PersonId> actor = actor_of(scene);
    if (terms == nullptr || !actor)
        return {};
    switch (vote_part(scene)) {
    case VotePart::threshold: return {request_of(pick_threshold(scene, *terms), setter_of(scene, *terms))};
    case VotePart::electorate: {
        domain::RecordVote record;
        record.task = scene.task.id;
        record.electorate = electorate_of(scene, *terms);
        return {request_of(record, actor)};
    }
    case VotePart::first_count: return {request_of(count_early(scene), actor)};
    case VotePart::close: break;
    }
    if (terms->threshold_max && !scene.task.threshold)
        return {};  // the chair of who picks the threshold is empty
    return {request_of(close_vote(scene, *terms), actor)};
}

}  // namespace wd::runtime
