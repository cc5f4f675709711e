// When something is due, as people write it: "6 weken", "10 werkdagen voor raadsvergadering", "2 weken na avond". Only the
// words; calendar.hpp turns a rule and the date of its anchor into a deadline.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "calendar/period.hpp"

namespace wd::calendar {

enum class Direction {
    after,   // counts forward from the anchor
    before,  // counts back from it
};
BOOST_DESCRIBE_ENUM(Direction, after, before)

// `anchor` names the step or date that the rule counts from; "" is the moment the thing itself opened, and then the
// direction is always `after`.
struct Rule {
    Period period;
    Direction direction;
    std::string anchor;
    friend bool operator==(const Rule&, const Rule&) = default;
};
BOOST_DESCRIBE_STRUCT(Rule, (), (period, direction, anchor))

// Reads a period (see parse_period), or a period, "voor" or "na", and a name of lower-case letters, digits and "_" that
// begins with a letter; one space between words. Whether the anchor exists is for the caller to check.
Result<Rule> parse_rule(std::string_view text);

// The Dutch form; parse_rule() reads it back.
std::string to_text(const Rule& rule);

}  // namespace wd::calendar
