// What Lua can do inside Wijkdraad, function by function (RULES E1).
// SPDX-License-Identifier: EUPL-1.2
#include "calls.hpp"

namespace wd::script::test {

struct Expression {
    const char* lua;
    const char* answer;
};

void PrintTo(const Expression& expression, std::ostream* out)
{
    *out << expression.lua;
}

class Library : public testing::TestWithParam<Expression> {};

TEST_P(Library, Answers)
{
    EXPECT_EQ(answer_of("return " + std::string(GetParam().lua)), GetParam().answer);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Library,
    testing::Values(Expression{"string.len('buurt')", "5"}, Expression{"('buurt'):len()", "5"},
                    Expression{"#'buurt'", "5"}, Expression{"string.len('één')", "5"},
                    Expression{"('buurt'):sub(2, 3)", "\"uu\""}, Expression{"('buurt'):sub(2)", "\"uurt\""},
                    Expression{"('buurt'):sub(-2)", "\"rt\""}, Expression{"('buurt'):sub(-99, 2)", "\"bu\""},
                    Expression{"('buurt'):sub(0, 99)", "\"buurt\""}, Expression{"('buurt'):sub(4, 2)", "\"\""},
                    Expression{"('buurt'):sub(2, -2)", "\"uur\""}, Expression{"('buurt'):sub(1, -99)", "\"\""},
                    Expression{"('BuUrt'):lower()", "\"buurt\""}, Expression{"('BuUrt'):upper()", "\"BUURT\""},
                    Expression{"('É'):lower()", "\"É\""}, Expression{"('ab'):rep(3)", "\"ababab\""},
                    Expression{"('ab'):rep(3, '-')", "\"ab-ab-ab\""}, Expression{"('ab'):rep(0)", "\"\""},
                    Expression{"('ab'):rep(-1)", "\"\""}, Expression{"(''):rep(1000000000)", "\"\""},
                    Expression{"'a' .. 'b' .. 3", "\"ab3\""}));

INSTANTIATE_TEST_SUITE_P(
    Finding, Library,
    testing::Values(Expression{"(('wijk.krant'):find('.k'))", "5"},
                    Expression{"select(2, ('wijkkrant'):find('krant'))", "9"},
                    Expression{"('wijk'):find('x') == nil", "true"}, Expression{"('wijk'):find('')", "1"},
                    Expression{"('wijk'):find('', 5)", "5"}, Expression{"('wijk'):find('', 6) == nil", "true"},
                    Expression{"('a%d'):find('%d', 1, true)", "2"}, Expression{"('aba'):find('a', 2)", "3"},
                    Expression{"('aba'):find('a', -1)", "3"}, Expression{"('aba'):find('a', -99)", "1"}));

INSTANTIATE_TEST_SUITE_P(
    Formats, Library,
    testing::Values(Expression{"string.format('%d van %d', 3, 10)", "\"3 van 10\""},
                    Expression{"('%03d'):format(7)", "\"007\""}, Expression{"('%i'):format(7)", "\"7\""},
                    Expression{"('%x %X'):format(255, 255)", "\"ff FF\""},
                    Expression{"('%.2f'):format(1 / 3)", "\"0.33\""}, Expression{"('%5.1f'):format(2.25)", "\"  2.2\""},
                    Expression{"('%g'):format(0.5)", "\"0.5\""}, Expression{"('%e'):format(12345)", "\"1.234500e+04\""},
                    Expression{"('%s en %s'):format('a', 1)", "\"a en 1\""},
                    Expression{"('%s'):format(true)", "\"true\""}, Expression{"('%-4s|'):format('ab')", "\"ab  |\""},
                    Expression{"('%c%c'):format(79, 75)", "\"OK\""}, Expression{"('100%%'):format()", "\"100%\""}));

INSTANTIATE_TEST_SUITE_P(
    Tables, Library,
    testing::Values(Expression{"table.concat({ 'a', 'b', 3 }, ', ')", "\"a, b, 3\""},
                    Expression{"table.concat({})", "\"\""},
                    Expression{"(function() local t = { 1, 2 } table.insert(t, 3) "
                               "return table.concat(t) end)()",
                               "\"123\""},
                    Expression{"(function() local t = { 1, 2 } table.insert(t, 1, 0) "
                               "return table.concat(t) end)()",
                               "\"012\""},
                    Expression{"(function() local t = { 1, 2, 3 } return table.remove(t) + #t end)()", "5"},
                    Expression{"(function() local t = { 1, 2, 3 } table.remove(t, 1) "
                               "return table.concat(t) end)()",
                               "\"23\""},
                    Expression{"table.remove({}) == nil", "true"},
                    Expression{"(function() local t = { 3, 1, 2 } table.sort(t) "
                               "return table.concat(t) end)()",
                               "\"123\""},
                    Expression{"(function() local t = { 'b', 'a', 'B' } table.sort(t) "
                               "return table.concat(t) end)()",
                               "\"Bab\""},
                    Expression{"(function() local t = { 3, 1, 2 } table.sort(t, function(a, b) "
                               "return a > b end) return table.concat(t) end)()",
                               "\"321\""},
                    Expression{"(function() local a, b = table.unpack({ 4, 5 }) return a * b end)()", "20"},
                    Expression{"select('#', table.unpack({}, 1, 3))", "3"}));

INSTANTIATE_TEST_SUITE_P(Numbers, Library,
                         testing::Values(Expression{"math.floor(2.7)", "2"}, Expression{"math.floor(-2.5)", "-3"},
                                         Expression{"math.floor(5)", "5"}, Expression{"math.ceil(2.1)", "3"},
                                         Expression{"math.ceil(4)", "4"}, Expression{"math.abs(-4)", "4"},
                                         Expression{"math.floor(math.abs(-4.5))", "4"},
                                         Expression{"math.max(1, 7, 3)", "7"}, Expression{"math.min(4, 2.0, 9)", "2"},
                                         Expression{"math.floor(math.sqrt(17))", "4"},
                                         Expression{"math.fmod(7, 4)", "3"}, Expression{"math.tointeger(3.0)", "3"},
                                         Expression{"math.tointeger(3.5) == nil", "true"},
                                         Expression{"math.maxinteger", "9223372036854775807"},
                                         Expression{"math.huge > math.maxinteger", "true"},
                                         Expression{"math.random == nil", "true"}, Expression{"7 // 2", "3"},
                                         Expression{"7 % 4", "3"}, Expression{"(620 * 600 + 999) // 1000", "372"}));

INSTANTIATE_TEST_SUITE_P(Values, Library,
                         testing::Values(Expression{"type(1)", "\"number\""}, Expression{"type('')", "\"string\""},
                                         Expression{"type({})", "\"table\""}, Expression{"type(nil)", "\"nil\""},
                                         Expression{"type(type)", "\"function\""}, Expression{"type(c)", "\"table\""},
                                         Expression{"tostring(12)", "\"12\""}, Expression{"tostring(true)", "\"true\""},
                                         Expression{"tostring(nil)", "\"nil\""}, Expression{"tostring(0.5)", "\"0.5\""},
                                         Expression{"tonumber('12')", "12"}, Expression{"tonumber(' 12 ')", "12"},
                                         Expression{"tonumber('twaalf') == nil", "true"},
                                         Expression{"tonumber('12\\0') == nil", "true"}, Expression{"tonumber(3)", "3"},
                                         Expression{"select('#', 1, nil, 3)", "3"},
                                         Expression{"(select(2, 'a', 'b'))", "\"b\""},
                                         Expression{"select('#', select(4, 1, 2, 3))", "0"},
                                         Expression{"assert(5, 'nee')", "5"}));

TEST(OrderedPairs, GivesNumbersFirstAndThenTextsAsBytes)
{
    EXPECT_EQ(answer_of("local keys = {} for k in pairs({ zon = 1, [3] = 1, a = 1, [1.5] = 1, [-2] = 1, Z = 1 }) do "
                        "keys[#keys + 1] = k end return table.concat(keys, ' ')"),
              "\"-2 1.5 3 Z a zon\"");
}

TEST(OrderedPairs, GivesTheSameOrderHoweverTheTableWasMade)
{
    const std::string walk =
        "local keys = {} for k, v in pairs(t) do keys[#keys + 1] = k .. v end return table.concat(keys)";

    EXPECT_EQ(answer_of("local t = {} for i = 1, 9 do t['k' .. i] = i end " + walk), "\"k11k22k33k44k55k66k77k88k99\"");
    EXPECT_EQ(answer_of("local t = {} for i = 9, 1, -1 do t['k' .. i] = i end " + walk),
              "\"k11k22k33k44k55k66k77k88k99\"");
}

TEST(OrderedPairs, LeavesOutWhatIsRemovedOnTheWay)
{
    EXPECT_EQ(
        answer_of("local t, seen = { a = 1, b = 2, d = 4 }, '' for k in pairs(t) do seen = seen .. k t.b = nil end "
                  "return seen"),
        "\"ad\"");
}

TEST(OrderedPairs, PaysForTheKeysThatItPassesAndSorts)
{
    const std::string too_long = "de functie is te lang bezig; loopt een lus eindeloos door?";
    EXPECT_NE(answer_of("local t = {} for i = 1, 20000 do t[i] = 1 end local next_of, of = pairs(t) "
                        "for i = 1, 20000 do t[i] = nil end for i = 1, 1000 do next_of(of, nil) end return 1")
                  .find(too_long),
              std::string::npos);
    EXPECT_NE(answer_of("local long, t = ('x'):rep(60000), {} for i = 1, 100 do t[long .. i] = 1 end "
                        "for k in pairs(t) do return 1 end")
                  .find(too_long),
              std::string::npos);
}

TEST(OrderedPairs, CanStopAndNest)
{
    EXPECT_EQ(answer_of("local n = 0 for _ in pairs({ 1, 2 }) do for k in pairs({ a = 1, b = 2 }) do n = n + 1 "
                        "if k == 'a' then break end end end return n"),
              "2");
}

TEST(OrderedPairs, RefusesKeysWithoutAnOrder)
{
    EXPECT_EQ(answer_of("for k in pairs({ [true] = 1 }) do return k end"),
              "script_breach workflow.lua:6 pairs kan alleen tabellen doorlopen met getallen en teksten als sleutel");
}

TEST(OrderedPairs, IsTheSameForIndexesInOrder)
{
    EXPECT_EQ(answer_of("local s = '' for i, v in ipairs({ 'a', 'b', nil, 'd' }) do s = s .. i .. v end return s"),
              "\"1a2b\"");
}

TEST(Sorting, IsStableAndSurvivesAComparisonThatContradictsItself)
{
    EXPECT_EQ(
        answer_of("local t = { 'b1', 'a1', 'b2', 'a2' } "
                  "table.sort(t, function(x, y) return x:sub(1, 1) < y:sub(1, 1) end) return table.concat(t, ' ')"),
        "\"a1 a2 b1 b2\"");
    EXPECT_EQ(answer_of("local t = {} for i = 1, 100 do t[i] = i end "
                        "table.sort(t, function() return true end) return #t"),
              "100");
}

// --- What is refused -------------------------------------------------------------------------------------------------

class RefusedByLibrary : public testing::TestWithParam<Expression> {};

TEST_P(RefusedByLibrary, SaysWhatItExpects)
{
    EXPECT_EQ(answer_of("return " + std::string(GetParam().lua)),
              "script_breach workflow.lua:6 " + std::string(GetParam().answer));
}

INSTANTIATE_TEST_SUITE_P(
    Arguments, RefusedByLibrary,
    testing::Values(
        Expression{"string.len(12)", "string.len verwacht een tekst als 1e waarde, dit is een getal"},
        Expression{"string.len()", "string.len verwacht een tekst als 1e waarde, dit is niets"},
        Expression{"string.sub('a', 'b')", "string.sub verwacht een heel getal als 2e waarde, dit is een tekst"},
        Expression{"string.sub('a', 1.5)", "string.sub verwacht een heel getal als 2e waarde, dit is een getal"},
        Expression{"table.concat('a')", "table.concat verwacht een tabel als 1e waarde, dit is een tekst"},
        Expression{"table.concat({ 1, {} })", "table.concat: item 2 is geen tekst of getal maar een tabel"},
        Expression{"table.insert({}, 5, 1)", "table.insert: plaats 5 ligt niet tussen 1 en 1"},
        Expression{"table.remove({ 1 }, 3)", "table.remove: plaats 3 ligt niet tussen 1 en 1"},
        Expression{"table.sort({ 1, 'a' })",
                   "table.sort ordent alleen getallen of alleen teksten; geef anders een functie mee"},
        Expression{"table.sort({ 1 }, 'a')", "table.sort verwacht een functie als 2e waarde, dit is een tekst"},
        Expression{"table.unpack({}, 1, 1000)", "table.unpack geeft hoogstens 250 waarden"},
        Expression{"tostring({})", "tostring kan geen tekst maken van een tabel"},
        Expression{"tostring(type)", "tostring kan geen tekst maken van een functie"},
        Expression{"tostring(c)", "tostring kan geen tekst maken van een feit of een stap"},
        Expression{"tonumber('ff', 16)", "tonumber neemt één waarde"},
        Expression{"tonumber({})", "tonumber verwacht een tekst als 1e waarde, dit is een tabel"},
        Expression{"select(0, 1)", "select telt vanaf 1"},
        Expression{"math.floor('1')", "math.floor verwacht een getal als 1e waarde, dit is een tekst"},
        Expression{"math.fmod(1, 0)", "er wordt gedeeld door nul"},
        Expression{"ipairs(3)", "ipairs verwacht een lijst, dit is een getal"},
        Expression{"pairs('abc')", "pairs verwacht een tabel als 1e waarde, dit is een tekst"}));

INSTANTIATE_TEST_SUITE_P(
    Formats, RefusedByLibrary,
    testing::Values(
        Expression{"('%p'):format(c)", "string.format kent '%p' niet; gebruik %d, %i, %x, %c, %s, %f, %e, %g of %%"},
        Expression{"('%q'):format('a')", "string.format kent '%q' niet; gebruik %d, %i, %x, %c, %s, %f, %e, %g of %%"},
        Expression{"('%n'):format(1)", "string.format kent '%n' niet; gebruik %d, %i, %x, %c, %s, %f, %e, %g of %%"},
        Expression{"('%ld'):format(1)", "string.format kent '%l' niet; gebruik %d, %i, %x, %c, %s, %f, %e, %g of %%"},
        Expression{"('%123d'):format(1)",
                   "string.format kent '%123' niet; gebruik %d, %i, %x, %c, %s, %f, %e, %g of %%"},
        Expression{"('%'):format(1)", "string.format kent '%' niet; gebruik %d, %i, %x, %c, %s, %f, %e, %g of %%"},
        Expression{"('%d'):format(1.5)", "string.format verwacht een heel getal als 2e waarde, dit is een getal"},
        Expression{"('%d'):format()", "string.format verwacht een heel getal als 2e waarde, dit is niets"},
        Expression{"('%f'):format('1')", "string.format verwacht een getal als 2e waarde, dit is een tekst"},
        Expression{"('%s'):format({})", "string.format kan geen tekst maken van een tabel"},
        Expression{"('%9s'):format(('a'):rep(300))", "string.format: gebruik %s zonder breedte voor een lange tekst"}));

INSTANTIATE_TEST_SUITE_P(
    Bounds, RefusedByLibrary,
    testing::Values(Expression{"('a'):rep(10000000)", "string.rep maakt een tekst van meer dan 1024 kilobyte"},
                    Expression{"('a'):rep(100000)", "de functie maakt een tekst van meer dan 64 kilobyte"},
                    Expression{"('a'):rep(1, ('b'):rep(60000)):rep(9223372036854775807)",
                               "string.rep maakt een tekst van meer dan 1024 kilobyte"},
                    Expression{"('a'):find('a', 1, false)",
                               "string.find zoekt altijd letterlijke tekst; patronen zijn er niet"}));

TEST(LeftOut, HasNoPatternsAndNoOtherParts)
{
    for (const char* name :
         {"string.gsub", "string.match", "string.gmatch", "string.byte", "string.dump", "string.char", "string.pack",
          "string.reverse", "math.random", "math.randomseed", "table.move", "table.pack"})
        EXPECT_EQ(answer_of(std::string("return ") + name + " == nil"), "true") << name;
    EXPECT_EQ(answer_of("return ('a'):gsub('a', 'b')"),
              "script_breach workflow.lua:6 hier wordt als functie gebruikt: iets dat er niet is ('gsub')");
}

}  // namespace wd::script::test
