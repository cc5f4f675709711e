// Each entry takes whatever comes in, for a while. README.md says how to look for longer, and what to do with what is found.
// SPDX-License-Identifier: EUPL-1.2
#include "runner.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

namespace wd::fuzz {

static void PrintTo(const Entry& entry, std::ostream* out)
{
    *out << entry.name;
}

namespace {

constexpr std::uint64_t seconds_in_all = 20;

std::uint64_t number_from(const char* name, std::uint64_t otherwise)
{
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::stoull(text);
}

Plan plan_for(const Entry& entry)
{
    Plan plan;
    plan.corpus = std::filesystem::path(FUZZ_CORPUS) / entry.name;
    plan.failures = "fuzz-failures";
    plan.seed = number_from("WIJKDRAAD_FUZZ_SEED", plan.seed);
    plan.time =
        std::chrono::milliseconds{number_from("WIJKDRAAD_FUZZ_SECONDS", seconds_in_all) * 1'000 / entries().size()};
    if (const char* only = std::getenv("WIJKDRAAD_FUZZ_INPUT"))
        plan.only = only;
    return plan;
}

class Fuzz : public testing::TestWithParam<Entry> {};

std::string name_of_test(const testing::TestParamInfo<Entry>& info)
{
    return std::string(info.param.name);
}

}  // namespace

TEST_P(Fuzz, WhateverComesInIsTakenOrRefused)
{
    const Outcome outcome = run(GetParam(), plan_for(GetParam()));

    std::cout << fmt::format("{}: {} inputs from {} seeds, {} kinds of outcome\n", GetParam().name, outcome.inputs,
                             outcome.seeds, outcome.kinds);
    EXPECT_FALSE(outcome.failure) << *outcome.failure;
    EXPECT_GT(outcome.seeds, 0U);
}

INSTANTIATE_TEST_SUITE_P(Http, Fuzz, testing::ValuesIn(entries().begin(), entries().end()), name_of_test);

}  // namespace wd::fuzz
