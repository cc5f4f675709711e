// What a function reaches for, read without running it.
// SPDX-License-Identifier: EUPL-1.2
#include "bundles.hpp"

#include <gtest/gtest.h>

namespace wd::script::test {

using Lines = std::vector<std::string>;

// The complaints about a compute step whose function begins on line 6 and whose body begins on line 7.
Lines complaints_about_body(const std::string& body)
{
    return complaints_about_steps("compute('f', { value = function(c)\n" + body + "\nend })");
}

TEST(FunctionScan, KnowsTheLineInALongFunction)
{
    // A function holds at most 200 locals, so each hundred stands in a block of its own.
    std::string blocks;
    for (int block = 0; block < 4; ++block) {
        blocks += "do\n";
        for (int i = 0; i < 100; ++i)
            blocks += "local a" + std::to_string(i) + " = " + std::to_string(i) + "\n";
        blocks += "end\n";
    }

    EXPECT_EQ(complaints_about_body(blocks + "return os.time()"),
              Lines{"workflow.lua:415: 'os' is er niet: een workflow kan niet bij bestanden, het systeem of de klok; "
                    "gebruik c.today "
                    "voor de datum"});
}

TEST(FunctionScan, KnowsTheLineAfterALargeGap)
{
    EXPECT_EQ(complaints_about_body("local a = 1" + std::string(500, '\n') + "return io.x"),
              Lines{"workflow.lua:507: 'io' is er niet: een workflow kan niet bij bestanden, het systeem of de klok; "
                    "gebruik c.today "
                    "voor de datum"});
}

TEST(FunctionScan, FindsEveryNameOnce)
{
    EXPECT_EQ(complaints_about_body("if c.today == 'x' then return io.x end\nreturn pcall(os.time, os.date)"),
              (Lines{"workflow.lua:7: 'io' is er niet: een workflow kan niet bij bestanden, het systeem of de klok; "
                     "gebruik c.today "
                     "voor de datum",
                     "workflow.lua:8: 'pcall' is er niet: fouten worden niet opgevangen maar getoond",
                     "workflow.lua:8: 'os' is er niet: een workflow kan niet bij bestanden, het systeem of de klok; "
                     "gebruik c.today voor "
                     "de datum"}));
}

TEST(FunctionScan, LooksIntoBranchesThatAreNeverTaken)
{
    EXPECT_EQ(
        complaints_about_body("if false then return 1 end\nlocal x = c.today == nil and c.vandaag or 2\nreturn x"),
        Lines{"workflow.lua:8: c.vandaag bestaat niet; c kent input, settings, event, today, de feiten van het "
              "programma en de "
              "stappen"});
}

TEST(FunctionScan, KnowsTheParameterByAnyName)
{
    EXPECT_EQ(complaints_about_steps("compute('f', { value = function(wijk) return wijk.reich.per_mille end })").size(),
              1u);
    EXPECT_EQ(complaints_about_steps("compute('f', { value = function() return 1 end })"), Lines{});
    EXPECT_EQ(complaints_about_steps("compute('f', { value = function(...) return select('#', ...) end })"), Lines{});
}

TEST(FunctionScan, DoesNotTakeOtherTablesForFacts)
{
    EXPECT_EQ(complaints_about_body("local t = { reich = { x = 1 } }\nreturn t.reich.x"), Lines{});
    EXPECT_EQ(complaints_about_body("local f = function(c) return c.reich end\nreturn f({ reich = 1 })"), Lines{});
    EXPECT_EQ(complaints_about_body("local r = c.reach\nlocal n = 0\nfor k, v in pairs(r) do n = n + v end\nreturn n"),
              Lines{});
}

TEST(FunctionScan, KnowsThePartsOfEachKindOfStep)
{
    const std::string steps = R"(
      vote('v', { title = 'V', role = 'leider', base = 'cast', outcomes = { no_quorum = {} } }),
      decision('d', { title = 'D', role = 'leider', outcomes = { reject = {} }, form = 'verslag' }),
      gate('g', { title = 'G', deciders = { 'leider' }, outcomes = { not_now = {} } }),
      friction('f', { title = 'F', role = 'leider', outcomes = { stop = {} } }),
      measure('m', { title = 'M', role = 'leider', measure = 'rekening', unit = 'money' }),
      reflection('r', { title = 'R', role = 'leider', form = 'verslag' }),
      meeting('b', { title = 'B', role = 'leider' }),
      compute('u', { value = function(c) return 1 end }),
      compute('uit', { value = function(c) return )";
    const auto complaints = [&](const std::string& expression) {
        return complaints_about_steps(steps + expression + " end })").size();
    };

    EXPECT_EQ(complaints("c.v.outcome == 'counted' and c.v.yes > c.v.no and c.v.turnout_per_mille > 300"), 0u);
    EXPECT_EQ(complaints("c.d.outcome == 'adopt' and c.d.conditions == 0 and c.d.aanwezig > 1"), 0u);
    EXPECT_EQ(complaints("c.g.outcome == 'go' and c.f.outcome ~= 'stop' and c.m.value > c.u.value"), 0u);
    EXPECT_EQ(complaints("c.r.aanwezig > 3 and c.b.attendance > 3 and c.b.whatever"), 0u);
    EXPECT_EQ(complaints("c.commitments.silent == 0 and c.core_team.filled == c.core_team.positions"), 0u);
    EXPECT_EQ(complaints("c.money.budget - c.money.spent"), 0u);
    for (const char* wrong : {"c.v.yess", "c.d.result", "c.g.answer", "c.f.stop", "c.m.amount", "c.r.afwezig",
                              "c.u.result", "c.money.left", "c.core_team.size", "c.commitments.late"})
        EXPECT_EQ(complaints(wrong), 1u) << wrong;
}

TEST(FunctionScan, LeavesHelpersToTheMomentTheyRun)
{
    // A helper may also be used while the file is read, where words are at home.
    EXPECT_EQ(complaints_about_steps("bericht('a'), compute('f', { value = function(c) return helft(4) end })",
                                     "local function bericht(id) return tell(id, { title = 'T', to = 'leider' }) end "
                                     "local function helft(x) return x // 2 end"),
              Lines{});
}

}  // namespace wd::script::test
