// Drawing, raters and agreement. See audit_draw.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/audit_draw.hpp"

#include "base/entropy.hpp"

#include <cstdlib>

namespace wd::domain {

AuditDraw draw_audit(const RubricSettings& settings, std::uint64_t seed, std::int64_t handover, AuditPool pool)
{
    WD_ASSERT(settings.audit_one_in >= 1 && settings.second_rater_one_in >= 1);
    // Each handover has its own stream, and takes both numbers whatever comes of the first: who becomes core later, or is judged
    // by another share, keeps the same second rater.
    SeededEntropy stream{seed, static_cast<std::uint64_t>(handover)};
    const bool by_lot = stream.between(1, settings.audit_one_in) == 1;
    const bool again = stream.between(1, settings.second_rater_one_in) == 1;
    const bool drawn = pool == AuditPool::core || by_lot;
    return {drawn, drawn && again};
}

Result<void> check_rater(const HandoverPeople& people, PersonId rater)
{
    constexpr std::string_view remedy =
        "laat iemand van buiten het team beoordelen, bijvoorbeeld de coördinator overdracht van een andere wijk";
    if (rater == people.giver)
        return refusal(Errc::not_allowed, "{} draagt zelf over en kan deze overdracht niet beoordelen; {}", rater,
                       remedy);
    if (rater == people.receiver)
        return refusal(Errc::not_allowed, "{} neemt zelf over en kan deze overdracht niet beoordelen; {}", rater,
                       remedy);
    const auto is_among = [&](const std::vector<PersonId>& list) {
        return std::find(list.begin(), list.end(), rater) != list.end();
    };
    if (rater == people.commissioner)
        return refusal(Errc::not_allowed,
                       "{} is opdrachtgever van dit programma en kan deze overdracht niet beoordelen; {}", rater,
                       remedy);
    if (is_among(people.deputies))
        return refusal(Errc::not_allowed, "{} neemt waar in dit team en kan deze overdracht niet beoordelen; {}", rater,
                       remedy);
    if (is_among(people.team))
        return refusal(Errc::not_allowed, "{} werkt in dit team en kan deze overdracht niet beoordelen; {}", rater,
                       remedy);
    if (is_among(people.earlier))
        return refusal(Errc::not_allowed,
                       "{} droeg in dit team zelf een rol over, of nam er een over, en kan deze overdracht niet "
                       "beoordelen; {}",
                       rater, remedy);
    if (rater == people.first_rater)
        return refusal(Errc::not_allowed,
                       "{} heeft deze overdracht al beoordeeld; laat iemand anders van buiten het team de tweede "
                       "beoordeling doen",
                       rater);
    return {};
}

std::optional<RaterAgreement> agreement_of(std::span<const DoubleRating> ratings)
{
    if (ratings.empty())
        return {};
    RaterAgreement agreement;
    for (const DoubleRating& rating : ratings) {
        ++agreement.handovers;
        for (const RubricElement element : rubric_elements) {
            ++agreement.all;
            if (std::abs(value_of(rating.first, element) - value_of(rating.second, element)) <= 1)
                ++agreement.near;
        }
    }
    agreement.per_mille = static_cast<int>(std::int64_t{agreement.near} * 1000 / agreement.all);
    return agreement;
}

}  // namespace wd::domain
