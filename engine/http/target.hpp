// The target of a request, read strictly: what two programs could read in two ways is refused. Pure. Does not know which paths
// there are.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wd::http {

struct Target {
    std::vector<std::string> segments;                       // percent-decoded; none for "/"
    bool trailing_slash = false;                             // behind a segment
    std::vector<std::pair<std::string, std::string>> query;  // decoded, in order; "a" is {"a", ""}
    friend bool operator==(const Target&, const Target&) = default;
};

// "/api/v1/taken?status=open". Refuses what does not begin with a slash, signs that may not stand in a target, a percent sign
// without two hexadecimal digits, a decoded NUL, slash, backslash or other control sign, the segments "." and "..", an empty
// segment, text that is no UTF-8, and a query of too many parts. In a query "+" is a space.
Result<Target> parse_target(std::string_view target);

// The text with each %41 as one byte. Refuses a percent sign without two hexadecimal digits, and what is no UTF-8 or has
// control signs afterwards.
Result<std::string> decode_percent(std::string_view text);

}  // namespace wd::http
