// How refusals, failures and our own bugs look.
// SPDX-License-Identifier: EUPL-1.2
#include "base/error.hpp"

#include <gtest/gtest.h>

#include <set>

namespace wd {
namespace {

TEST(Error, IsWrittenWithItsPlace)
{
    EXPECT_EQ(to_text(Error{Errc::invalid, "fout", {"workflow.lua", 12, ""}, {}}), "workflow.lua:12: fout");
    EXPECT_EQ(to_text(Error{Errc::invalid, "fout", {"workflow.lua", 0, ""}, {}}), "workflow.lua: fout");
    EXPECT_EQ(to_text(Error{Errc::invalid, "fout", {"", 0, "naam"}, {}}), "naam: fout");
    EXPECT_EQ(to_text(Error{Errc::invalid, "fout", {}, {}}), "fout");
}

TEST(Error, IsWrittenWithALineForEachDetail)
{
    const Error error{
        Errc::invalid, "2 fouten", {}, {{Errc::invalid, "een", {"a", 1, ""}, {}}, {Errc::invalid, "twee", {}, {}}}};

    EXPECT_EQ(to_text(error), "2 fouten\n  a:1: een\n  twee");
}

TEST(Error, EveryCodeHasItsOwnName)
{
    std::set<std::string_view> names;
    int count = 0;
    for (int code = 0; name_of(static_cast<Errc>(code)) != "unknown"; ++code) {
        names.insert(name_of(static_cast<Errc>(code)));
        ++count;
    }
    EXPECT_EQ(count, static_cast<int>(Errc::unavailable) + 1);
    EXPECT_EQ(names.size(), static_cast<std::size_t>(count));
    EXPECT_EQ(name_of(Errc::wrong_state), "wrong_state");
}

TEST(Refusal, FillsInItsValues)
{
    const Error error = refusal(Errc::wrong_state, "taak is {}, niet {}", "klaar", "open");

    EXPECT_EQ(error.code, Errc::wrong_state);
    EXPECT_EQ(error.message, "taak is klaar, niet open");
    EXPECT_TRUE(error.details.empty());
}

TEST(Result, ThrowsItsErrorWhenTheValueIsTakenAnyway)
{
    const Result<int> answer = refusal(Errc::not_found, "taak-12 bestaat niet");
    try {
        static_cast<void>(answer.value());
        FAIL() << "no exception";
    } catch (const RefusedError& refused) {
        EXPECT_EQ(refused.error().code, Errc::not_found);
        EXPECT_STREQ(refused.what(), "taak-12 bestaat niet");
    }
}

TEST(StoreFailure, CarriesItsCode)
{
    const StoreFailure failure{Errc::store_full, "geen ruimte"};
    EXPECT_EQ(failure.code(), Errc::store_full);
    EXPECT_STREQ(failure.what(), "geen ruimte");
}

TEST(Assertion, ThatFailsThrowsABugWithPlaceAndCondition)
{
    EXPECT_NO_THROW(WD_ASSERT(1 + 1 == 2));
    try {
        WD_ASSERT(1 + 1 == 3);
        FAIL() << "no exception";
    } catch (const Bug& bug) {
        const std::string text = bug.what();
        EXPECT_TRUE(text.starts_with("error_test.cpp:")) << text;
        EXPECT_NE(text.find("1 + 1 == 3"), std::string::npos) << text;
    }
}

}  // namespace
}  // namespace wd
