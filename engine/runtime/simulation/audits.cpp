// Rating handovers from outside: the draw of a year, the ratings that follow from it, and the right of reply. See people.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/rubric_settings.hpp"
#include "runtime/simulation/acts.hpp"
#include "runtime/simulation/handover_acts.hpp"
#include "runtime/simulation/office_hours.hpp"
#include "runtime/simulation/people.hpp"

#include <algorithm>

namespace wd::runtime {

using domain::HandoverId;
using domain::PersonId;
using domain::ProgrammeId;

namespace {

constexpr std::uint64_t draw_stream = 0x6472617700000000U;
constexpr std::int64_t seed_max = 999'999'999;

// Who prepared well is rated better, and two raters see much the same.
std::vector<int> ratings(const Behaviour& behaviour, int care, Entropy& entropy)
{
    const HandoverHabits& habits = behaviour.handover;
    const Spread seen{habits.rating.middle + (care - habits.care.middle) * 3, habits.rating.spread};
    std::vector<int> points;
    for (std::size_t element = 0; element < domain::rubric_elements.size(); ++element)
        points.push_back(static_cast<int>(std::clamp<std::int64_t>((draw(entropy, seen) + 500) / 1000, 0, 4)));
    return points;
}

}  // namespace

Result<void> SimulatedPeople::audit()
{
    const Date today = calendar::date_of(engine_.clock().now());
    const auto is_new = [&](const Troupe& actors, HandoverId id, const domain::HandoverRecord& handover) {
        return handover.accepted_on && *handover.accepted_on <= today && !actors.drawn.contains(id);
    };
    std::vector<std::pair<ProgrammeId, HandoverId>> waiting;
    for (auto& [id, actors] : troupes_)
        for (const auto& [handover, record] : engine_.ledger_of(id).handovers)
            if (actors.part.coordinator && is_new(actors, handover, record) &&
                !engine_.ledger_of(id).positions.at(record.position).residents)
                waiting.emplace_back(id, handover);
    if (waiting.empty())
        return {};
    SeededEntropy entropy{seed_ ^ draw_stream, static_cast<std::uint64_t>(today.time_since_epoch().count())};
    const std::int64_t seed = entropy.between(0, seed_max);
    const Reply reply = engine_.execute(request_of(domain::DrawAudit{today, seed}, {}));
    if (!reply.answer)
        return reply.answer.error();
    const auto is_in = [&](const char* list, HandoverId handover) {
        const json::array& ids = reply.answer->at(list).as_array();
        return std::find(ids.begin(), ids.end(), json::value(domain::to_text(handover))) != ids.end();
    };
    for (const auto& [programme, handover] : waiting) {
        Troupe& actors = troupe(programme);
        actors.drawn.insert(handover);
        if (is_in("drawn", handover))
            plan_rating(actors, handover, is_in("twice", handover));
    }
    return {};
}

// The coordinators of the next neighbourhoods; of this one when there is no other.
std::vector<PersonId> SimulatedPeople::raters_for(ProgrammeId programme) const
{
    std::vector<PersonId> raters;
    const auto here = troupes_.find(programme);
    auto other = here;
    do {
        if (++other == troupes_.end())
            other = troupes_.begin();
        if (other->second.part.coordinator && (other != here || raters.empty()))
            raters.push_back(*other->second.part.coordinator);
    } while (other != here);
    return raters;
}

void SimulatedPeople::plan_rating(Troupe& actors, HandoverId handover, bool twice)
{
    const Date today = calendar::date_of(engine_.clock().now());
    const domain::HandoverRecord record = engine_.ledger_of(actors.id).handovers.at(handover);
    const int care = care_for(behaviour_, actors.entropy, actors.care, handover);
    const auto on = [&](std::int64_t low, std::int64_t high) {
        return moment_after(engine_.clock().now(),
                            working_days_after(today, actors.entropy.between(low, high), calendar_), calendar_,
                            actors.entropy);
    };
    domain::RateHandover rate;
    rate.handover = handover;
    rate.ratings = ratings(behaviour_, care, actors.entropy);
    const std::vector<PersonId> raters = raters_for(actors.id);
    plan(actors.id, on(2, 10), request_of(rate, raters.front()));
    if (twice && raters.size() > 1) {
        rate.second = true;
        rate.ratings = ratings(behaviour_, care, actors.entropy);
        plan(actors.id, on(11, 15), request_of(rate, raters[1]));
    }
    if (record.receiver && actors.entropy.chance(behaviour_.handover.reply))
        plan(actors.id, on(16, 18),
             request_of(domain::ReplyToHandover{handover, sentence(behaviour_, actors.entropy, "overdracht_wederhoor")},
                        record.receiver));
    plan(actors.id, on(30, 40), request_of(domain::CloseHandoverScore{handover}, raters.front()));
}

}  // namespace wd::runtime
