// Functions that break their bounds or their promise to be pure: each is refused with the place, and the workflow goes on.
// SPDX-License-Identifier: EUPL-1.2
#include "calls.hpp"

namespace wd::script::test {

struct Breach {
    const char* name;
    const char* body;
    const char* message;
};

void PrintTo(const Breach& breach, std::ostream* out)
{
    *out << breach.name;
}

class Breaches : public testing::TestWithParam<Breach> {};

TEST_P(Breaches, AreRefusedWithTheirPlace)
{
    EXPECT_EQ(answer_of(GetParam().body), "script_breach workflow.lua:" + std::string(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Bounds, Breaches,
    testing::Values(Breach{"loop", "while true do end", "6 de functie is te lang bezig; loopt een lus eindeloos door?"},
                    Breach{"repeat", "repeat local x = 1 until false",
                           "6 de functie is te lang bezig; loopt een lus eindeloos door?"},
                    Breach{"count", "for i = 1, 1e15 do end",
                           "6 de functie is te lang bezig; loopt een lus eindeloos door?"},
                    Breach{"work in a binding", "for i = 1, 1e5 do local s = ('abc'):rep(20000) end",
                           "6 de functie is te lang bezig; loopt een lus eindeloos door?"},
                    Breach{"recursion", "local function f() return 1 + f() end return f()",
                           "6 de functie gebruikt te veel geheugen: meer dan 16 megabyte"},
                    Breach{"memory", "local t = {} for i = 1, 1e7 do t[i] = { i, i } end",
                           "6 de functie gebruikt te veel geheugen: meer dan 16 megabyte"},
                    Breach{"text", "local s = 'x' while true do s = s .. s end",
                           "6 de functie maakt een tekst van meer dan 64 kilobyte"},
                    Breach{"churn", "local s = ('x'):rep(60000) for i = 1, 1e5 do local t = s .. i end",
                           "6 de functie maakt te veel tabellen of teksten: meer dan 64 megabyte in één keer"}));

INSTANTIATE_TEST_SUITE_P(
    Errors, Breaches,
    testing::Values(
        Breach{"error", "error('geen bereik')", "6 de functie meldt: geen bereik"},
        Breach{"error without text", "error()", "6 error verwacht een tekst als 1e waarde, dit is niets"},
        Breach{"error with a table", "error({})", "6 error verwacht een tekst als 1e waarde, dit is een tabel"},
        Breach{"assert", "assert(1 > 2, 'zo niet')", "6 de functie meldt: zo niet"},
        Breach{"bare assert", "assert(false)", "6 een assert in de functie klopt niet"},
        Breach{"arithmetic on nil", "local t = {} return t.x + 1",
               "6 hier wordt gerekend met iets dat er niet is ('x')"},
        Breach{"comparison", "return 1 < 'a'", "6 niet te vergelijken: een getal met een tekst"},
        Breach{"call of nil", "local f return f()", "6 hier wordt als functie gebruikt: iets dat er niet is ('f')"},
        Breach{"index of nil", "local t return t.x", "6 hier wordt iets gezocht in iets dat er niet is ('t')"},
        Breach{"division", "return 1 // 0", "6 er wordt gedeeld door nul"},
        Breach{"concatenation", "return 'a' .. {}", "6 hier wordt tekst geplakt aan een tabel"},
        Breach{"for", "for i = 1, 'x' do end", "6 een 'for' eindigt met een getal, niet met een tekst"}));

INSTANTIATE_TEST_SUITE_P(
    Answers, Breaches,
    testing::Values(
        Breach{"nothing", "return", "6 compute antwoordt true, false, een heel getal of een tekst, dit is niets"},
        Breach{"table", "return {}", "6 compute antwoordt true, false, een heel getal of een tekst, dit is een tabel"},
        Breach{"function", "return type",
               "6 compute antwoordt true, false, een heel getal of een tekst, dit is een functie"},
        Breach{"view", "return c",
               "6 compute antwoordt true, false, een heel getal of een tekst, dit is een feit of een stap"},
        Breach{
            "half", "return 2.5",
            "6 compute antwoordt een heel getal, dit is 2.5; rond af met math.floor, of reken in promille of centen"},
        Breach{"long text", "return ('a'):rep(201)",
               "6 compute antwoordt een tekst van hoogstens 200 tekens, deze telt er 201"},
        Breach{"broken text", "return ('é'):sub(1, 1)",
               "6 compute antwoordt een tekst van hoogstens 200 tekens, deze telt er 1"}));

// Names are refused when the file is loaded; a function that hides them behind a computed name finds nothing either.
INSTANTIATE_TEST_SUITE_P(
    Hidden, Breaches,
    testing::Values(
        Breach{
            "os", "local e = _ENV return e['o' .. 's'].time()",
            "6 'os' is er niet: een workflow kan niet bij bestanden, het systeem of de klok; gebruik c.today voor de "
            "datum"},
        Breach{
            "load", "local e = _ENV return e['lo' .. 'ad']('return 1')()",
            "6 'load' is er niet: een workflow laadt geen andere code; gedeelde functies staan in lib/x.lua en heten "
            "lib.x"},
        Breach{"typo", "local e = _ENV return e['tabl']", "6 onbekend woord 'tabl' (bedoelt u 'table'?)"},
        Breach{
            "word", "local e = _ENV return e['ta' .. 'sk']('x', {})",
            "6 'task' is een woord om de workflow mee op te schrijven en hoort in steps = { … }, niet in een functie"},
        Breach{"global", "local e = _ENV e['x'] = 1", "6 zet 'local' voor 'x': namen gelden alleen binnen een bestand"},
        Breach{"library", "string.len = nil",
               "6 'len' kan hier niet veranderen: een functie rekent met wat er is en legt niets vast; gebruik een "
               "lokale variabele"},
        Breach{"lib", "return lib.weg.functie()", "6 lib.weg is er niet: het bestand lib/weg.lua ontbreekt"}));

class WrongCondition : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(WrongCondition, MustBeTrueOrFalse)
{
    EXPECT_EQ(answer_of(GetParam().first, "", "{}", Wanted::condition),
              fmt::format("script_breach workflow.lua:6 een voorwaarde antwoordt true of false, dit is {}",
                          GetParam().second));
}

INSTANTIATE_TEST_SUITE_P(Values, WrongCondition,
                         testing::Values(std::pair{"return 1", "een getal"}, std::pair{"return nil", "niets"},
                                         std::pair{"return 'ja'", "een tekst"}, std::pair{"return {}", "een tabel"},
                                         std::pair{"local x = 1", "niets"}));

TEST(RightAnswers, AreBooleansWholeNumbersAndShortTexts)
{
    EXPECT_EQ(answer_of("return true", "", "{}", Wanted::condition), "true");
    EXPECT_EQ(answer_of("return 1 > 2", "", "{}", Wanted::condition), "false");
    EXPECT_EQ(answer_of("return false"), "false");
    EXPECT_EQ(answer_of("return 42"), "42");
    EXPECT_EQ(answer_of("return 84 / 2"), "42");
    EXPECT_EQ(answer_of("return 'groen'"), "\"groen\"");
    EXPECT_EQ(answer_of("return ('a'):rep(200)").size(), 202u);
    EXPECT_EQ(answer_of("return 1, 2, 3"), "1");
}

// --- Purity (RULES E2) -------------------------------------------------------------------------------------------------

TEST(Purity, AFunctionCannotCountItsCalls)
{
    EXPECT_EQ(answer_of("teller = teller + 1 return teller", "local teller = 0"),
              "script_breach workflow.lua:6 de functie verandert 'teller' buiten zichzelf; een functie kijkt en "
              "antwoordt, en "
              "onthoudt niets");
}

TEST(Purity, ASharedVariableOfAHelperCountsToo)
{
    EXPECT_EQ(
        answer_of("return tel()", "local n = 0 local function tel() n = n + 1 return n end"),
        "script_breach workflow.lua:6 de functie verandert 'n' buiten zichzelf; een functie kijkt en antwoordt, en "
        "onthoudt niets");
}

TEST(Purity, AVariableChangedBeforeAnErrorIsStillSeen)
{
    EXPECT_EQ(
        answer_of("n = 1 error('weg')", "local n = 0"),
        "script_breach workflow.lua:6 de functie verandert 'n' buiten zichzelf; een functie kijkt en antwoordt, en "
        "onthoudt niets");
}

TEST(Purity, ALibraryCannotCountEither)
{
    const Bundle bundle = with_library(
        bundle_of(workflow_of("compute(\"uitkomst\", { value = function(c) return lib.teller.volgende() end })")),
        "teller", "local n = 0\nreturn { volgende = function() n = n + 1 return n end }");
    const auto loaded = load_workflow(bundle);
    ASSERT_TRUE(loaded) << to_text(loaded.error());
    FakeFacts facts;

    const auto answer = call(**loaded, facts);

    ASSERT_FALSE(answer);
    EXPECT_NE(answer.error().message.find("verandert 'n'"), std::string::npos) << answer.error().message;
}

TEST(Purity, TablesThatFunctionsReachAreFrozen)
{
    const std::string refused =
        " kan hier niet veranderen: een functie rekent met wat er is en legt niets vast; gebruik een "
        "lokale variabele";
    EXPECT_EQ(answer_of("t.a = 2 return t.a", "local t = { a = 1 }"), "script_breach workflow.lua:6 'a'" + refused);
    EXPECT_EQ(answer_of("t.nieuw = 2", "local t = {}"), "script_breach workflow.lua:6 'nieuw'" + refused);
    EXPECT_EQ(answer_of("table.insert(t, 2)", "local t = { 1 }"), "script_breach workflow.lua:6 '…'" + refused);
    EXPECT_EQ(answer_of("table.sort(t)", "local t = { 2, 1 }"), "script_breach workflow.lua:6 '…'" + refused);
    EXPECT_EQ(answer_of("t.diep.er.a = 1", "local t = { diep = { er = {} } }"),
              "script_breach workflow.lua:6 'a'" + refused);
    EXPECT_EQ(answer_of("zet()", "local t = {} local function zet() t.a = 1 end"),
              "script_breach workflow.lua:2 'a'" + refused);
}

TEST(Purity, FrozenTablesReadLikeOthers)
{
    const std::string tables = "local t = { 10, 20, 30, naam = 'x', diep = { 7 } }";
    EXPECT_EQ(answer_of("return #t", tables), "3");
    EXPECT_EQ(answer_of("return t[2] + t.diep[1]", tables), "27");
    EXPECT_EQ(answer_of("local s = '' for k in pairs(t) do s = s .. k end return s", tables), "\"123diepnaam\"");
    EXPECT_EQ(answer_of("local n = 0 for _, v in ipairs(t) do n = n + v end return n", tables), "60");
    EXPECT_EQ(answer_of("return table.concat({ table.unpack(t) }, ' ')", tables), "\"10 20 30\"");
    EXPECT_EQ(answer_of("return t.anders == nil", tables), "true");
}

TEST(Purity, AStoredIteratorCarriesNothingFromCallToCall)
{
    const auto workflow =
        load_function("local k, v = volgende(nil, nil) return v.n", "local volgende = pairs({ a = { n = 5 } })");
    FakeFacts facts;
    EXPECT_EQ(value_in(call(*workflow, facts)), json::value(5));
    EXPECT_EQ(value_in(call(*workflow, facts)), json::value(5));

    EXPECT_NE(answer_of("local k, v = volgende(nil, nil) v.n = 6", "local volgende = pairs({ a = { n = 5 } })")
                  .find("'n' kan"),
              std::string::npos);
}

TEST(Purity, WordsAndTheirResultsAreOfNoUseInFunctions)
{
    EXPECT_EQ(answer_of("return stap.id", "local stap = tell('los', { title = 'Los', to = 'leider' })"),
              "script_breach workflow.lua:6 uit een stap of ander woord kan niets gelezen worden; wat er gebeurt staat "
              "later in "
              "c");
}

// --- After a breach ------------------------------------------------------------------------------------------------------

TEST(AfterABreach, TheWorkflowAnswersAgain)
{
    const auto workflow = load_function("if c.input.aantal > 1 then while true do end end return c.input.aantal");
    FakeFacts wrong{R"({"input": {"aantal": 2}})"};
    FakeFacts right{R"({"input": {"aantal": 1}})"};

    EXPECT_EQ(call(*workflow, wrong).error().code, Errc::script_breach);
    EXPECT_EQ(value_in(call(*workflow, right)), json::value(1));
    EXPECT_EQ(call(*workflow, wrong).error().code, Errc::script_breach);
    EXPECT_EQ(value_in(call(*workflow, right)), json::value(1));
}

TEST(AfterABreach, ChangedVariablesAreWhatTheyWere)
{
    const auto workflow = load_function("if c.input.aantal > 1 then n = 99 end return n", "local n = 5");
    FakeFacts wrong{R"({"input": {"aantal": 2}})"};
    FakeFacts right{R"({"input": {"aantal": 1}})"};

    EXPECT_EQ(call(*workflow, wrong).error().code, Errc::script_breach);
    EXPECT_EQ(value_in(call(*workflow, right)), json::value(5));
}

TEST(AfterABreach, TheBudgetIsFullAgain)
{
    const auto workflow = load_function("local n = 0 for i = 1, 100000 do n = n + i end return n");
    FakeFacts facts;
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(value_in(call(*workflow, facts)), json::value(5000050000));
}

TEST(AfterABreach, MemoryOfManyCallsIsGivenBack)
{
    const auto workflow = load_function("local t = {} for i = 1, 10000 do t[i] = { i } end return #t");
    FakeFacts facts;
    for (int i = 0; i < 50; ++i)
        ASSERT_TRUE(call(*workflow, facts));
}

// --- Errors at the border (STYLE 3.5) ----------------------------------------------------------------------------------------

struct DiskGone : std::runtime_error {
    using std::runtime_error::runtime_error;
};

TEST(Border, WhatAFactSourceThrowsComesOutUnchanged)
{
    const auto workflow = load_function("return c.input.aantal");
    FakeFacts facts{R"({"input": {"aantal": 1}})"};
    facts.on_find = [] { throw DiskGone("schijf weg"); };

    EXPECT_THROW((void)call(*workflow, facts), DiskGone);

    facts.on_find = nullptr;
    EXPECT_EQ(value_in(call(*workflow, facts)), json::value(1));
}

TEST(Border, ObjectsInABindingAreDestroyedWhenTheScriptFails)
{
    // The text of format() lives in C++ strings while its argument is refused; the sanitizer would see them leak.
    const auto workflow = load_function("return string.format(('x'):rep(5000) .. '%d', {})");
    FakeFacts facts;
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(call(*workflow, facts).error().code, Errc::script_breach);
}

TEST(Border, AnErrorInsideAComparisonLeavesTheSortBehind)
{
    EXPECT_EQ(answer_of("local t = { 3, 1, 2 } table.sort(t, function(a, b) error('midden in ' .. a) end)"),
              "script_breach workflow.lua:6 de functie meldt: midden in 1");
}

TEST(Border, AnErrorWithinAnErrorIsTheLastOne)
{
    EXPECT_EQ(answer_of("error(string.format('%d', 'x'))"),
              "script_breach workflow.lua:6 string.format verwacht een heel getal als 2e waarde, dit is een tekst");
    const auto workflow = load_function("local t = { 1, 2 } table.sort(t, function() return c.input.aantal end)");
    FakeFacts facts{R"({"input": {"aantal": 1}})"};
    facts.on_find = [] { throw DiskGone("schijf weg"); };
    EXPECT_THROW((void)call(*workflow, facts), DiskGone);
}

TEST(Border, ABreachOfOneWorkflowTouchesNoOther)
{
    const auto one = load_function("while true do end");
    const auto other = load_function("return 1");
    FakeFacts facts;

    EXPECT_FALSE(call(*one, facts));
    EXPECT_EQ(value_in(call(*other, facts)), json::value(1));
}

}  // namespace wd::script::test
