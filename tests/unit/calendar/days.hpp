// Short ways to write days and instants in the tests of the calendar.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/time.hpp"

namespace wd::calendar {

inline Date day(std::string_view text)
{
    return parse_date(text).value();
}

inline Timestamp instant(std::string_view text)
{
    return parse_timestamp(text).value();
}

}  // namespace wd::calendar
