// When check-ups are due. See check_ups.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/check_ups.hpp"

namespace wd::domain {

namespace {

bool is_held(std::span<const int> held, int day)
{
    return std::find(held.begin(), held.end(), day) != held.end();
}

Error no_such_check_up(const RubricSettings& settings, int day)
{
    std::vector<std::string> days;
    for (const int known : settings.check_up_days)
        days.push_back(fmt::format("dag {}", known));
    return refusal(Errc::invalid, "er is geen terugkommoment op dag {}; er zijn terugkommomenten op {}", day,
                   join_and(days));
}

}  // namespace

std::vector<CheckUp> check_ups_of(const RubricSettings& settings, Date accepted)
{
    std::vector<CheckUp> list;
    for (const int day : settings.check_up_days)
        list.push_back({day, accepted + std::chrono::days{day}});
    return list;
}

std::vector<CheckUp> due_check_ups(const RubricSettings& settings, Date accepted, std::span<const int> held, Date today)
{
    std::vector<CheckUp> due;
    for (const CheckUp& check_up : check_ups_of(settings, accepted))
        if (check_up.date <= today && !is_held(held, check_up.day))
            due.push_back(check_up);
    return due;
}

Result<void> check_check_up(const RubricSettings& settings, Date accepted, std::span<const int> held, int day,
                            Date today)
{
    const std::vector<int>& days = settings.check_up_days;
    if (std::find(days.begin(), days.end(), day) == days.end())
        return no_such_check_up(settings, day);
    if (is_held(held, day))
        return refusal(Errc::duplicate, "het terugkommoment van dag {} is al geweest; vul dat verslag aan", day);
    const Date from = accepted + std::chrono::days{day};
    if (today < from)
        return refusal(Errc::wrong_state, "het terugkommoment van dag {} kan vanaf {}; het is nu {}", day,
                       to_text(from), to_text(today));
    return {};
}

}  // namespace wd::domain
