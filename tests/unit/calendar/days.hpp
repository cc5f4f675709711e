// Short ways to write days, instants and refusals in the tests of the calendar.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"
#include "support/short.hpp"

#include <gtest/gtest.h>

#include <span>

namespace wd::calendar {

using test::day;
using test::instant;

// A text that is refused, and what the refusal says in any case.
struct RefusedText {
    const char* text;
    const char* part_of_message;
};

template <class Parse>
void expect_refusals(Parse&& parse, std::span<const RefusedText> cases)
{
    for (const RefusedText& c : cases) {
        const auto answer = parse(c.text);
        ASSERT_FALSE(answer) << c.text;
        EXPECT_NE(answer.error().message.find(c.part_of_message), std::string::npos)
            << "'" << c.text << "' gave: " << answer.error().message;
    }
}

}  // namespace wd::calendar
