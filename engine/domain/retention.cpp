// See retention.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/retention.hpp"

#include "base/json.hpp"
#include "domain/complaints.hpp"

namespace wd::domain {

namespace {

constexpr int term_months_max = 1'200;

}  // namespace

Result<void> check_settings(const RetentionSettings& settings)
{
    Complaints complaints;
    boost::mp11::mp_for_each<codec::members_of<RetentionSettings>>([&](auto d) {
        const int months = settings.*d.pointer;
        if (months < 1 || months > term_months_max)
            complaints.add(
                refusal_at(d.name, "{} is {}; kies 1 tot en met {} maanden", d.name, months, term_months_max));
    });
    if (complaints.empty())
        return {};
    return complaints.to_error();
}

}  // namespace wd::domain
