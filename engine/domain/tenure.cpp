// Intact rate, turnover, and median tenure by Kaplan-Meier. See tenure.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/tenure.hpp"

#include "domain/spells.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace wd::domain {

namespace {

using std::chrono::days;

using Roles = std::map<PersonId, std::set<PositionId>>;

// Who holds which core positions on `day`.
Roles core_team_on(const TeamHistory& history, const std::vector<Spell>& spells, Date day)
{
    std::set<PositionId> core;
    for (const TeamPosition& position : history.positions)
        if (position.core)
            core.insert(position.position);
    Roles team;
    for (const Spell& spell : spells)
        if (core.contains(spell.position) && is_held(spell, day))
            team[spell.person].insert(spell.position);
    return team;
}

int count_still_in_role(const Roles& before, const Roles& after)
{
    return static_cast<int>(std::count_if(before.begin(), before.end(), [&](const auto& member) {
        const auto now = after.find(member.first);
        return now != after.end() && std::any_of(member.second.begin(), member.second.end(),
                                                 [&](PositionId position) { return now->second.contains(position); });
    }));
}

// A whole number of any size, for products that must be compared exactly: forty different tenures pass 128 bits.
class Natural {
public:
    void multiply(std::uint32_t factor)
    {
        std::uint64_t carry = 0;
        for (std::uint32_t& digit : digits_) {
            carry += std::uint64_t{digit} * factor;
            digit = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
        if (carry != 0)
            digits_.push_back(static_cast<std::uint32_t>(carry));
        while (digits_.size() > 1 && digits_.back() == 0)
            digits_.pop_back();
    }
    friend bool operator<=(const Natural& a, const Natural& b)
    {
        if (a.digits_.size() != b.digits_.size())
            return a.digits_.size() < b.digits_.size();
        return !std::lexicographical_compare(b.digits_.rbegin(), b.digits_.rend(), a.digits_.rbegin(),
                                             a.digits_.rend());
    }

private:
    std::vector<std::uint32_t> digits_{1};  // base 2^32, lowest first
};

struct TenureCount {
    std::uint32_t ended = 0;
    std::uint32_t censored = 0;
};

// The shortest tenure with S(t) <= 1/2, asked as 2 * product of (n - d) <= product of n.
std::optional<int> kaplan_meier_median(const std::map<int, TenureCount>& by_days, std::size_t spells)
{
    auto in_role = static_cast<std::uint32_t>(spells);
    Natural stayed;
    stayed.multiply(2);
    Natural all;
    for (const auto& [tenure, count] : by_days) {
        if (count.ended > 0) {
            stayed.multiply(in_role - count.ended);
            all.multiply(in_role);
            if (stayed <= all)
                return tenure;
        }
        in_role -= count.ended + count.censored;
    }
    return std::nullopt;
}

int days_in_role(const Spell& spell, Date today)
{
    const Date last = has_ended(spell, today) ? *spell.until : today;
    return static_cast<int>((last - spell.from + days{1}).count());
}

}  // namespace

std::vector<IntactRate> intact_rates(const TeamHistory& history, const std::vector<Date>& gates,
                                     const ContinuitySettings& settings, Date today)
{
    const std::vector<Spell> spells = begun_spells(history, today);
    std::vector<IntactRate> rates;
    for (const Date t0 : gates) {
        const Roles team = t0 <= today ? core_team_on(history, spells, t0) : Roles{};
        for (const int months : settings.intact_months) {
            IntactRate rate{t0, months, add_months(t0, months), static_cast<int>(team.size()), {}, {}};
            if (rate.t <= today) {
                rate.still = count_still_in_role(team, core_team_on(history, spells, rate.t));
                if (rate.team > 0)
                    rate.rate = per_mille(*rate.still, rate.team);
            }
            rates.push_back(rate);
        }
    }
    return rates;
}

std::vector<IntactTotal> total_intact(const std::vector<std::vector<IntactRate>>& programmes,
                                      const ContinuitySettings& settings)
{
    std::vector<IntactTotal> totals;
    for (const int months : settings.intact_months) {
        IntactTotal total{months, 0, 0, 0, {}};
        for (const std::vector<IntactRate>& rates : programmes)
            for (const IntactRate& rate : rates)
                if (rate.t0 == rates.front().t0 && rate.months == months && rate.rate) {
                    ++total.programmes;
                    total.team += rate.team;
                    total.still += *rate.still;
                    break;
                }
        if (total.team > 0)
            total.rate = per_mille(total.still, total.team);
        totals.push_back(total);
    }
    return totals;
}

Turnover turnover(const TeamHistory& history, const ContinuitySettings& settings, Date today)
{
    const Stretch window = months_until(today, settings.turnover_months);
    const std::vector<Spell> spells = begun_spells(history, today);
    Turnover result{window.from, window.until, 0, shared_days(window, window), 0, {}};
    for (const Spell& spell : spells)
        if (has_ended(spell, today) && *spell.until + days{1} >= window.from)
            ++result.endings;
    for (const TeamPosition& position : history.positions)
        for (const Stretch& filled : filled_stretches(spells, position.position, today))
            result.filled_days += std::max(0, shared_days(filled, window));
    if (result.filled_days > 0)
        result.rate = per_mille(std::int64_t{result.endings} * result.days, result.filled_days);
    return result;
}

Tenure median_tenure(const TeamHistory& history, const ContinuitySettings& settings, Date today)
{
    std::map<int, TenureCount> by_days;
    std::vector<int> ended;
    Tenure tenure;
    for (const Spell& spell : begun_spells(history, today)) {
        const int length = days_in_role(spell, today);
        ++tenure.spells;
        if (has_ended(spell, today)) {
            ended.push_back(length);
            ++by_days[length].ended;
        } else {
            ++tenure.open;
            ++by_days[length].censored;
        }
    }
    if (tenure.spells >= settings.tenure_spells_min) {
        tenure.method = TenureMethod::kaplan_meier;
        tenure.days = kaplan_meier_median(by_days, static_cast<std::size_t>(tenure.spells));
    } else
        tenure.days = median_of(std::move(ended));
    return tenure;
}

}  // namespace wd::domain
