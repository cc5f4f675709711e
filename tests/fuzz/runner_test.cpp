// The runner itself: what goes wrong is told and its input kept, and the same seed gives the same inputs.
// SPDX-License-Identifier: EUPL-1.2
#include "runner.hpp"
#include "demands.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace wd::fuzz {

namespace {

constexpr std::size_t enough = 500;
constexpr std::array<std::string_view, 1> words{"woord"};

std::string given;
std::size_t count = 0;

// Takes so many inputs, and writes them down.
int take(const std::uint8_t* bytes, std::size_t size)
{
    given.append(bytes, bytes + size);
    demand(++count < enough, "enough");
    return 0;
}

int die(const std::uint8_t*, std::size_t)
{
    std::abort();
}

// Seen by ASan alone, and so used with it alone.
[[maybe_unused]] int step_beyond(const std::uint8_t* bytes, std::size_t size)
{
    return bytes[size] == 0 ? 0 : -1;
}

Plan a_plan(std::uint64_t seed)
{
    Plan plan;
    plan.corpus = std::filesystem::path(FUZZ_CORPUS) / "target";
    plan.failures = "fuzz-failures-of-tests";
    plan.seed = seed;
    plan.time = std::chrono::minutes{10};
    return plan;
}

std::string inputs_of(std::uint64_t seed)
{
    given.clear();
    count = 0;
    const Outcome outcome = run({"taken", take, words}, a_plan(seed));
    EXPECT_EQ(outcome.inputs, enough);
    EXPECT_EQ(outcome.failure->substr(0, 7), "enough;");
    return given;
}

}  // namespace

TEST(FuzzRunner, SameSeedGivesTheSameInputs)
{
    const std::string first = inputs_of(1);

    EXPECT_EQ(inputs_of(1), first);
    EXPECT_NE(inputs_of(2), first);
}

TEST(FuzzRunnerDeathTest, InputThatKillsIsKept)
{
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    const std::filesystem::path kept = "fuzz-failures-of-tests/killed-died";
    std::filesystem::remove(kept);

    EXPECT_DEATH(run({"killed", die, words}, a_plan(1)), "the input is kept in fuzz-failures-of-tests/killed-died");

    EXPECT_TRUE(std::filesystem::exists(kept));
}

#ifdef __SANITIZE_ADDRESS__
TEST(FuzzRunnerDeathTest, InputOfWhichASanitizerSaysSomethingIsKept)
{
    testing::FLAGS_gtest_death_test_style = "threadsafe";

    EXPECT_DEATH(run({"beyond", step_beyond, words}, a_plan(1)),
                 "the input is kept in fuzz-failures-of-tests/beyond-died");
}
#endif

}  // namespace wd::fuzz
