// Closed days that no rule can compute: school holidays by region, bouwvak, council recess, elections, own closures. They
// come from a file that an administrator keeps; this header is its format (README.md has a worked example).
// Does not open files and does not decide which days count: the caller brings the text, Settings decide.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/time.hpp"

#include <boost/describe.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace wd::calendar {

enum class ClosedKind {
    school_holiday,      // "schoolvakantie"
    construction_break,  // "bouwvak"
    council_recess,      // "raadsreces"
    election,            // "verkiezing"
    closure,             // "sluiting": own closed days, and days that the Crown equates with a holiday
};
BOOST_DESCRIBE_ENUM(ClosedKind, school_holiday, construction_break, council_recess, election, closure)

inline constexpr std::array<std::string_view, 3> school_regions{"noord", "midden", "zuid"};

// A day or a stretch of days; `from` and `to` both belong to it. `region` is one of school_regions, or "" for all.
struct ClosedDay {
    Date from;
    Date to;
    ClosedKind kind;
    std::string name;
    std::string region;
    friend bool operator==(const ClosedDay&, const ClosedDay&) = default;
};
BOOST_DESCRIBE_STRUCT(ClosedDay, (), (from, to, kind, name, region))

inline constexpr int closed_days_max = 10'000;  // lines that hold days, so that a wrong file cannot fill the memory
inline constexpr int closed_stretch_max = 100;  // days from `van` to `tot`: longer is a typing error in a year

// Reads UTF-8 lines under the header "van;tot;soort;naam;regio". Empty lines and lines that begin with "#" are skipped; a
// byte order mark and Windows line ends are accepted, quotes are not. Keeps the order of the file. All that is wrong is
// reported at once: one detail for each complaint, with `file_name` and line; a single complaint is the error itself.
Result<std::vector<ClosedDay>> parse_closed_days(std::string_view csv, std::string_view file_name);

}  // namespace wd::calendar
