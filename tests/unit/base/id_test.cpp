// Ids as numbers inside and as text outside.
// SPDX-License-Identifier: EUPL-1.2
#include "base/id.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace wd {
namespace {

struct TaskTag {
    static constexpr std::string_view prefix = "taak";
};
struct PersonTag {
    static constexpr std::string_view prefix = "persoon";
};
using TaskId = Id<TaskTag>;
using PersonId = Id<PersonTag>;

static_assert(!std::is_convertible_v<TaskId, PersonId>, "a task is never taken for a person");
static_assert(!std::is_convertible_v<TaskId, std::int64_t>);

TEST(Id, ZeroIsNone)
{
    EXPECT_FALSE(TaskId{});
    EXPECT_TRUE(TaskId{1});
}

TEST(Id, IsComparedByItsNumber)
{
    EXPECT_EQ(TaskId{7}, TaskId{7});
    EXPECT_LT(TaskId{7}, TaskId{8});
}

TEST(Id, IsWrittenWithItsWordAlsoInsideASentence)
{
    EXPECT_EQ(to_text(TaskId{1042}), "taak-1042");
    EXPECT_EQ(fmt::format("{} bestaat niet", PersonId{3}), "persoon-3 bestaat niet");
}

TEST(Id, IsReadWithOrWithoutItsWord)
{
    EXPECT_EQ(parse_id<TaskTag>("taak-1042").value(), TaskId{1042});
    EXPECT_EQ(parse_id<TaskTag>("1042").value(), TaskId{1042});
    EXPECT_EQ(parse_id<TaskTag>("taak-9223372036854775807").value(), TaskId{9223372036854775807});
}

TEST(Id, WhatIsNoIdIsRefusedWithAnExample)
{
    for (const char* text : {"", "taak", "taak-", "taak-0", "0", "-5", "taak--5", "+5", "5.0", "5 ", " 5", "taak-5a",
                             "persoon-5", "Taak-5", "taak5", "taak-9223372036854775808", "99999999999999999999"})
    {
        const Result<TaskId> id = parse_id<TaskTag>(text);
        ASSERT_FALSE(id) << text;
        EXPECT_EQ(id.error().message,
                  fmt::format("'{}' is geen nummer van een taak; verwacht bijvoorbeeld taak-12", text));
    }
}

}  // namespace
}  // namespace wd
