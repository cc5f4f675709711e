// What a bench measured: one figure with its runs, the machine's own limit beside it, the goal, and under which durability.
// Plain data and a little arithmetic; measures nothing itself.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/json.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wd::bench {

// One value for each run, in the unit of its figure unless it says another.
struct Limit {
    std::string about;  // Dutch: what the machine does without us
    std::string unit;
    std::vector<double> values;
};

enum class Wanted {
    at_least,  // the figure itself
    at_most,
    share_at_least,  // of the limit measured in the same run
};

struct Goal {
    Wanted wanted = Wanted::at_least;
    double value = 0;  // a share as 0.8
};

struct Figure {
    std::string name;   // "steps_128": how --json and the checks know it
    std::string about;  // Dutch
    std::string unit;
    std::vector<double> values;
    std::optional<Limit> limit = {};
    std::optional<Goal> goal = {};
    std::string durability = "n.v.t.";
};

// The durability under which everything is measured that must survive a power cut.
inline constexpr std::string_view full_durability = "synchronous=FULL, WAL";

double median(std::vector<double> values);
// From the lowest to the highest, as a share of the median; 0 for one run.
double spread(const std::vector<double>& values);
// The median of the shares that each run reached of the limit measured beside it; none without a limit in the same unit.
std::optional<double> share_of_limit(const Figure& figure);
// Whether the median reached the goal; none without a goal.
std::optional<bool> reached(const Figure& figure);

// "12.345", "3,4", "0,56": three figures that say something.
std::string figure_text(double value);
json::object to_json(const Figure& figure);

}  // namespace wd::bench
