// RULES D: whether the parts of a workflow fit together.
// SPDX-License-Identifier: EUPL-1.2
#include "bundles.hpp"

#include <gtest/gtest.h>

namespace wd::script::test {

using Lines = std::vector<std::string>;

struct Case {
    const char* name;
    const char* steps;  // begin on line 6
    Lines complaints;   // none: it is right
};

void PrintTo(const Case& one, std::ostream* out)
{
    *out << one.name;
}

class Rules : public testing::TestWithParam<Case> {};

TEST_P(Rules, AreChecked)
{
    EXPECT_EQ(complaints_about_steps(GetParam().steps), GetParam().complaints);
}

#define TELL(id) "tell('" id "', { title = 'T', to = 'leider' })"
#define TASK(id, more) "task('" id "', { title = 'T', role = 'leider'" more " })"
#define YES "function(c) return true end"

INSTANTIATE_TEST_SUITE_P(
    Ids, Rules,
    testing::Values(
        Case{"twice in a list",
             TELL("a") ",\n" TELL("a"),
             {"workflow.lua:7: \"a\" is al de id van een andere stap in dit blok; kies een andere id"}},
        Case{"twice by an outcome",
             TELL("a") ",\ndecision('b', { title = 'B', role = 'leider', outcomes = { reject = {\n" TELL("a") " } } })",
             {"workflow.lua:8: \"a\" is al de id van een andere stap in dit blok; kies een andere id"}},
        Case{"twice by late",
             TASK("a", ", within = '1 week', late = {\n" TELL("a") " }"),
             {"workflow.lua:7: \"a\" is al de id van een andere stap in dit blok; kies een andere id"}},
        Case{"twice by branches of choose",
             "choose('k', { branches = { { when = " YES
             ", steps = { " TELL("a") " } },\n { otherwise = true, steps = { " TELL("a") " } } } })",
             {"workflow.lua:7: \"a\" is al de id van een andere stap in dit blok; kies een andere id"}},
        Case{"again in an item", TELL("a") ", each('k', { over = 'input.kanalen', steps = { " TELL("a") " } })", {}},
        Case{"again in another branch",
             "together('k', { branches = { { id = 'x', steps = { " TELL("a") " } }, { id = 'y', steps = { " TELL(
                 "a") " } } } })",
             {}},
        Case{"like the block around it",
             "each('k', { over = 'input.kanalen', steps = {\n" TELL("k") " } })",
             {"workflow.lua:7: \"k\" heet al het blok eromheen; kies een andere id"}},
        Case{
            "gate check",
            TELL("reach_recorded"),
            {"workflow.lua:6: een stap kan niet \"reach_recorded\" heten: die naam betekent al iets in c of in needs"}},
        Case{"programme fact",
             TELL("reach"),
             {"workflow.lua:6: een stap kan niet \"reach\" heten: die naam betekent al iets in c of in needs"}},
        Case{"input",
             TELL("input"),
             {"workflow.lua:6: een stap kan niet \"input\" heten: die naam betekent al iets in c of in needs"}},
        Case{"today",
             TELL("today"),
             {"workflow.lua:6: een stap kan niet \"today\" heten: die naam betekent al iets in c of in needs"}}));

INSTANTIATE_TEST_SUITE_P(
    Reachability, Rules,
    testing::Values(
        Case{"after go",
             "go('weg', { phase = 'slot' }),\n" TELL("a"),
             {"workflow.lua:7: stap \"a\" komt nooit aan de beurt: go \"weg\" op regel 6 gaat eruit"}},
        Case{"after finish",
             "finish('einde'),\n" TELL("a") ", " TELL("b"),
             {"workflow.lua:7: stap \"a\" komt nooit aan de beurt: finish \"einde\" op regel 6 gaat eruit"}},
        Case{"after a choose that always leaves",
             "choose('k', { branches = { { when = " YES
             ", steps = { finish('x') } }, { otherwise = true, steps = { go('y', { phase = "
             "'slot' }) } } } }),\n" TELL("a"),
             {"workflow.lua:7: stap \"a\" komt nooit aan de beurt: choose \"k\" op regel 6 gaat eruit"}},
        Case{"after a choose that may stay",
             "choose('k', { branches = { { when = " YES
             ", steps = { finish('x') } }, { otherwise = true } } }),\n" TELL("a"),
             {}},
        Case{"inside an outcome",
             "decision('b', { title = 'B', role = 'leider', outcomes = { reject = { finish('x'),\n" TELL("a") " } } })",
             {"workflow.lua:7: stap \"a\" komt nooit aan de beurt: finish \"x\" op regel 6 gaat eruit"}},
        Case{"inside an item",
             "each('k', { over = 'input.kanalen', steps = { finish('x'),\n" TELL("a") " } })",
             {"workflow.lua:7: stap \"a\" komt nooit aan de beurt: finish \"x\" op regel 6 gaat eruit"}},
        Case{"go to no phase",
             "go('weg', { phase = 'slto' })",
             {"workflow.lua:6: onbekende fase 'slto' (bedoelt u 'slot'?); de fasen zijn begin of slot"}},
        Case{"go back to its own phase", "go('weg', { phase = 'begin' })", {}}));

INSTANTIATE_TEST_SUITE_P(
    People, Rules,
    testing::Values(
        Case{"unknown role",
             "task('a', { title = 'A',\n role = 'leidr' })",
             {"workflow.lua:7: onbekende rol 'leidr' (bedoelt u 'leider'?); de rollen zijn leider of bewoners"}},
        Case{"unknown receiver",
             "tell('a', { title = 'A', to = 'raad' })",
             {"workflow.lua:6: onbekende rol 'raad'; de rollen zijn leider of bewoners"}},
        Case{"unknown decider",
             "gate('a', { title = 'A', deciders = { 'raad' }, outcomes = { not_now = {} } })",
             {"workflow.lua:6: onbekende rol 'raad'; de rollen zijn leider of bewoners"}},
        Case{"unknown setter",
             "vote('a', { title = 'A', role = 'leider', base = 'residents', threshold = 600,\n set_by = 'raad', "
             "outcomes = { rejected = {}, "
             "no_quorum = {} } })",
             {"workflow.lua:7: onbekende rol 'raad'; de rollen zijn leider of bewoners"}},
        Case{
            "unknown form",
            TASK("a", ", form = 'verslg'"),
            {"workflow.lua:6: onbekend formulier 'verslg' (bedoelt u 'verslag'?); in forms.lua staan verslag of leeg"}},
        Case{"late residents",
             "task('a', { title = 'A', role = 'bewoners', within = '2 weken',\n late = { " TELL("b") " } })",
             {"workflow.lua:7: 'late' kan niet bij 'bewoners': voor bewoners is niets ooit te laat; één remind mag "
              "wel"}},
        Case{"residents among deciders that are late",
             "gate('a', { title = 'A', deciders = { 'leider', 'bewoners' }, within = '2 weken',\n late = { " TELL(
                 "b") " }, outcomes = { not_now = {} } })",
             {"workflow.lua:7: 'late' kan niet bij 'bewoners': voor bewoners is niets ooit te laat; één remind mag "
              "wel"}},
        Case{"reminded residents",
             "task('a', { title = 'A', role = 'bewoners', within = '2 weken', remind = '3 dagen' })",
             {}},
        Case{"late others", TASK("a", ", within = '2 weken', late = { " TELL("b") " }"), {}}));

INSTANTIATE_TEST_SUITE_P(
    Deadlines, Rules,
    testing::Values(
        Case{"after another step", TASK("a", "") ", " TASK("b", ", within = '2 weken na a'"), {}},
        Case{"before a later step", TASK("a", ", before = '10 werkdagen voor b'") ", " TASK("b", ""), {}},
        Case{"before a date of the start", TASK("a", ", before = '10 werkdagen voor input_start'"), {}},
        Case{"before a number of the start",
             TASK("a", ", before = '10 werkdagen voor input_aantal'"),
             {"workflow.lua:6: de termijn telt vanaf 'input_aantal', maar input heeft geen datum 'aantal'"}},
        Case{"before a question that is not there",
             TASK("a", ", before = '10 werkdagen voor input_x'"),
             {"workflow.lua:6: de termijn telt vanaf 'input_x', maar input heeft geen datum 'x'"}},
        Case{"from nothing",
             "task('avond', { title = 'A', role = 'leider' }), task('a', { title = 'A', role = 'leider',\n within = '2 "
             "weken na avnd' })",
             {"workflow.lua:7: de termijn telt vanaf 'avnd', maar zo heet geen stap van fase \"begin\" (bedoelt u "
              "'avond'?)"}},
        Case{"from a step of another phase",
             TASK("a", ", within = '2 weken na klaar'"),
             {"workflow.lua:6: de termijn telt vanaf 'klaar', maar zo heet geen stap van fase \"begin\""}},
        Case{"from itself",
             TASK("a", ", within = '2 weken na a'"),
             {"workflow.lua:6: de termijn van \"a\" telt vanaf zichzelf"}},
        Case{"wait for a step", TASK("a", "") ", wait('b', { time = '1 week na a' })", {}},
        Case{"wait for nothing known",
             "wait('b',\n { time = '1 week na c' })",
             {"workflow.lua:7: de termijn telt vanaf 'c', maar zo heet geen stap van fase \"begin\" (bedoelt u 'b'?)"}},
        Case{"vote that closes",
             "vote('a', { title = 'A', role = 'leider', base = 'residents', closes = '6 weken', remind = '1 week', "
             "outcomes = { no_quorum = {} "
             "} })",
             {}}));

INSTANTIATE_TEST_SUITE_P(
    Titles, Rules,
    testing::Values(
        Case{"item",
             "each('k', { over = 'input.kanalen', steps = { tell('a', { title = 'Voor {k}', to = 'leider' }) } })",
             {}},
        Case{"item of an outer block",
             "each('k', { over = 'input.kanalen', steps = { each('l', { over = 'areas.blok', steps = { tell('a', { "
             "title = '{k} in {l}', to "
             "= 'leider' }) } }) } })",
             {}},
        Case{"no item",
             "tell('a', { title = 'Voor {k}', to = 'leider' })",
             {"workflow.lua:6: in de titel kan '{k}' niet; alleen de id van een each of together eromheen, en die is "
              "er hier niet"}},
        Case{"misspelt item",
             "each('kanaal', { over = 'input.kanalen', steps = { tell('a', { title = 'Voor {kanal}', to = 'leider' }) "
             "} })",
             {"workflow.lua:6: in de titel kan '{kanal}' niet (bedoelt u 'kanaal'?); alleen de id van een each "
              "of together eromheen: kanaal"}},
        Case{"open brace",
             "tell('a', { title = 'Voor {k', to = 'leider' })",
             {"workflow.lua:6: in de titel staat { zonder }"}},
        Case{"text of residents",
             "task('a', { title = 'A', role = 'leider', form = 'verslag' }), tell('b', { title = '{a.wie}', to = "
             "'leider' })",
             {"workflow.lua:6: in de titel kan '{a.wie}' niet; alleen de id van een each of together eromheen, en die "
              "is er hier "
              "niet"}}));

INSTANTIATE_TEST_SUITE_P(
    Gates, Rules,
    testing::Values(
        Case{"needs a step and a check",
             TASK("a", "") ", gate('g', { title = 'G', deciders = { 'leider' }, needs = { 'a', 'no_silent_promises' }, "
                           "outcomes = { not_now = {} } })",
             {}},
        Case{"needs a step in a block",
             "together('t', { branches = { { id = 'x', steps = { " TASK(
                 "a", "") " } } } }), gate('g', { title = 'G', deciders = { 'leider' }, needs "
                          "= { 'a', 't' }, outcomes = { not_now = {} } })",
             {}},
        Case{"a track that stands still is told",
             "together('t', { idle = '8 weken', when_idle = { tell('stil', { title = '{t} staat stil', to = 'leider' "
             "}) }, "
             "branches = { { id = 'x', steps = { " TASK("a", "") " } } } })",
             {}},
        Case{"told without a time",
             "together('t', {\n when_idle = { tell('stil', { title = 'Stil', to = 'leider' }) }, "
             "branches = { { id = 'x', steps = { " TASK("a", "") " } } } })",
             {"workflow.lua:7: 'when_idle' hoort bij een tijd; geef ook idle, bijvoorbeeld idle = \"8 weken\""}},
        Case{
            "a standstill asks nothing",
            "together('t', { idle = '8 weken',\n when_idle = { " TASK(
                "b", "") " }, "
                         "branches = { { id = 'x', steps = { " TASK("a", "") " } } } })",
            {"workflow.lua:7: in when_idle staan alleen berichten (tell); begin iets anders met on = { when_event(…, { "
             "event = \"track.idle\", … }) }"}},
        Case{"a tell that bears the name of a step",
             "together('t', { idle = '8 weken',\n when_idle = { tell('a', { title = 'Stil', to = 'leider' }) }, "
             "branches = { { id = 'x', steps = { " TASK("a", "") " } } } })",
             {"workflow.lua:7: \"a\" is al de id van een stap in tak \"x\"; kies een andere id"}},
        Case{"needs a later step",
             "gate('g', { title = 'G', deciders = { 'leider' },\n needs = { 'a' }, outcomes = { not_now = {} } "
             "}), " TASK("a", ""),
             {"workflow.lua:7: 'a' komt pas na gate \"g\" en kan dan nog niet klaar zijn"}},
        Case{"needs itself",
             "gate('g', { title = 'G', deciders = { 'leider' }, needs = { 'g' }, outcomes = { not_now = {} } })",
             {"workflow.lua:6: 'g' komt pas na gate \"g\" en kan dan nog niet klaar zijn"}},
        Case{"needs a step of another phase",
             "gate('g', { title = 'G', deciders = { 'leider' }, needs = { 'klaar' }, outcomes = { not_now = {} } })",
             {"workflow.lua:6: 'klaar' staat in een andere fase; noem een stap van fase \"begin\""}},
        Case{"needs a misspelt check",
             "gate('g', { title = 'G', deciders = { 'leider' }, needs = { 'core_team_stafed' }, outcomes = { not_now = "
             "{} } })",
             {"workflow.lua:6: 'core_team_stafed' is geen stap van deze fase en geen controle (bedoelt u "
              "'core_team_staffed'?); de "
              "controles zijn core_team_staffed, deputies_named, no_silent_promises, feedback_given, linkages_decided "
              "of "
              "reach_recorded"}},
        Case{"back to no phase",
             "gate('g', { title = 'G', deciders = { 'leider' }, back = { 'begni' }, outcomes = { not_now = {} } })",
             {"workflow.lua:6: onbekende fase 'begni' (bedoelt u 'begin'?); de fasen zijn begin of slot"}},
        Case{"nobody decides",
             "gate('g', { title = 'G', deciders = {}, outcomes = { not_now = {} } })",
             {"workflow.lua:6: een gate heeft minstens één rol die beslist"}}));

INSTANTIATE_TEST_SUITE_P(
    Votes, Rules,
    testing::Values(
        Case{"counted",
             "vote('v', { title = 'V', role = 'leider', base = 'residents', outcomes = { no_quorum = {} } })",
             {}},
        Case{"threshold without a name",
             "vote('v', { title = 'V', role = 'leider', base = 'residents', threshold = 600, outcomes = { rejected = "
             "{}, no_quorum = {} } })",
             {"workflow.lua:6: bij een drempel hoort set_by: de rol die de drempel bepaalt"}},
        Case{"name without a threshold",
             "vote('v', { title = 'V', role = 'leider', base = 'residents', set_by = 'leider', outcomes = { no_quorum "
             "= {} } })",
             {"workflow.lua:6: set_by hoort bij threshold, en die ontbreekt"}},
        Case{"electorate of the programme",
             "vote('v', { title = 'V', role = 'leider', base = 'residents', electorate = 'population.inhabitants', "
             "outcomes = { no_quorum = "
             "{} } })",
             {}},
        Case{"electorate that was counted",
             "vote('v', { title = 'V', role = 'leider', base = 'residents', electorate = 'input.aantal', "
             "outcomes = { no_quorum = {} } })",
             {}},
        Case{"electorate that is no count",
             "vote('v', { title = 'V', role = 'leider', base = 'residents', electorate = 'input.start', "
             "outcomes = { no_quorum = {} } })",
             {"workflow.lua:6: 'input.start' is geen aantal (count) maar date"}},
        Case{"electorate that is no fact",
             "vote('v', { title = 'V', role = 'leider', base = 'residents', electorate = 'bewoners.aantal', outcomes = "
             "{ no_quorum = {} } "
             "})",
             {"workflow.lua:6: 'electorate': 'bewoners.aantal' is geen bekend feit; het begint met input, settings, "
              "event, een feit van "
              "het programma of een stap"}}));

INSTANTIATE_TEST_SUITE_P(
    Lists, Rules,
    testing::Values(
        Case{"choices of the start", "each('k', { over = 'input.kanalen', steps = {} })", {}},
        Case{"choices of a step", TASK("a", ", form = 'verslag'") ", each('k', { over = 'a.wie', steps = {} })", {}},
        Case{"count of a step", TASK("a", ", form = 'verslag'") ", each('k', { over = 'a.aanwezig', steps = {} })", {}},
        Case{"areas", "each('k', { over = 'areas.deelgebied', live = true, steps = {} })", {}},
        Case{"unknown areas",
             "each('k', { over = 'areas.blokken', steps = {} })",
             {"workflow.lua:6: onbekend soort gebied 'blokken'; mogelijk is wijk, buurt, deelgebied, blok of complex"}},
        Case{"count of the start",
             "each('k', { over = 'input.aantal', steps = {} })",
             {"workflow.lua:6: 'input.aantal' is geen lijst; each gaat over een vraag van soort choices, of over "
              "\"areas.deelgebied\""}},
        Case{"no question",
             "each('k', { over = 'input.kanelen', steps = {} })",
             {"workflow.lua:6: 'over': 'input.kanelen' bestaat niet (bedoelt u 'kanalen'?); zet de vraag in input van "
              "de workflow"}},
        Case{"later step",
             "each('k', {\n over = 'a.wie', steps = {} }), " TASK("a", ", form = 'verslag'"),
             {"workflow.lua:7: stap \"a\" komt pas na each \"k\"; zet hem ervoor"}},
        Case{"no part of a step",
             TASK("a", ", form = 'verslag'") ", each('k', { over = 'a.wien', steps = {} })",
             {"workflow.lua:6: 'over': stap 'a' heeft geen 'wien' (bedoelt u 'wie'?); mogelijk is aanwezig of wie"}},
        Case{"step without answers",
             TASK("a", "") ", each('k', { over = 'a.wie', steps = {} })",
             {"workflow.lua:6: 'over': stap 'a' vraagt niets dat later te lezen is; geef hem een formulier"}},
        Case{"something of nothing",
             "each('k', { over = 'reach', steps = {} })",
             {"workflow.lua:6: 'reach' is geen lijst; each gaat over een vraag van soort choices of count, of over "
              "\"areas.deelgebied\""}}));

INSTANTIATE_TEST_SUITE_P(
    Arguments, Rules,
    testing::Values(
        Case{"facts and plain values",
             "each('k', { over = 'input.kanalen', steps = { start('s', { workflow = 'overdracht', input = { a = "
             "'input.aantal', b = 'k', c = 5, d "
             "= 'tekst', e = 'population.dwellings', f = 'today' } }) } })",
             {}},
        Case{"misspelt fact",
             "start('s', { workflow = 'overdracht',\n input = { a = 'inptu.aantal' } })",
             {"workflow.lua:7: input 'a': 'inptu.aantal' is geen bekend feit (bedoelt u 'input'?); het begint met "
              "input, settings, event, "
              "een feit van het "
              "programma of een stap"}},
        Case{"call",
             "call('s', { plugin = 'mail', action = 'send', input = { a = 'settings.grns' }, outcomes = { refused = "
             "{}, failed = {} } })",
             {"workflow.lua:6: input 'a': 'settings.grns' bestaat niet (bedoelt u 'grens'?); zet de vraag in settings "
              "van de workflow"}},
        Case{"date of a wait", "wait('w', { date = 'input.start' })", {}},
        Case{"date that is a number",
             "wait('w', { date = 'input.aantal' })",
             {"workflow.lua:6: 'input.aantal' is geen datum maar count"}},
        Case{"date of nothing",
             "wait('w', { date = 'input.strat' })",
             {"workflow.lua:6: 'date': 'input.strat' bestaat niet (bedoelt u 'start'?); zet de vraag in input van de "
              "workflow"}}));

// Names that a function reaches for are known before it runs, each on its own line.
INSTANTIATE_TEST_SUITE_P(
    Functions, Rules,
    testing::Values(
        Case{"os",
             "compute('f', { value = function(c)\n  return os.time()\nend })",
             {"workflow.lua:7: 'os' is er niet: een workflow kan niet bij bestanden, het systeem of de klok; gebruik "
              "c.today voor de "
              "datum"}},
        Case{"io",
             "compute('f', { value = function(c)\n  local x = 1\n  return io.open('x')\nend })",
             {"workflow.lua:8: 'io' is er niet: een workflow kan niet bij bestanden, het systeem of de klok; gebruik "
              "c.today voor de "
              "datum"}},
        Case{"load",
             "compute('f', { value = function(c) return load('return 1')() end })",
             {"workflow.lua:6: 'load' is er niet: een workflow laadt geen andere code; gedeelde functies staan in "
              "lib/x.lua en heten "
              "lib.x"}},
        Case{"debug",
             "compute('f', { value = function(c) return debug.getinfo(1) end })",
             {"workflow.lua:6: 'debug' is er niet: tabellen hebben hier geen verborgen gedrag; gebruik gewone "
              "sleutels"}},
        Case{"pcall",
             "compute('f', { value = function(c) return pcall(c) end })",
             {"workflow.lua:6: 'pcall' is er niet: fouten worden niet opgevangen maar getoond"}},
        Case{"function inside a function",
             "compute('f', { value = function(c)\n local g = function()\n return next({}) end return g() end })",
             {"workflow.lua:8: 'next' is er niet: loop met 'for sleutel, waarde in pairs(tabel) do'"}},
        Case{"misspelt library",
             "compute('f', { value = function(c) return maht.floor(1) end })",
             {"workflow.lua:6: onbekend woord 'maht' (bedoelt u 'math'?)"}},
        Case{"step word in a condition",
             "choose('f', { branches = { { when = function(c)\n return task('a', {}) end, steps = {} }, { otherwise = "
             "true } } })",
             {"workflow.lua:7: 'task' is een woord om de workflow mee op te schrijven en hoort in steps = { … }, niet "
              "in een functie"}},
        Case{"declaring word in a condition",
             "compute('f', { value = function(c) return option('a', {}) end })",
             {"workflow.lua:6: 'option' is een woord om de workflow mee op te schrijven en hoort in options = { … } "
              "van field, niet "
              "in een functie"}},
        Case{"global variable",
             "compute('f', { value = function(c)\n teller = 1 return 1 end })",
             {"workflow.lua:7: een functie legt niets vast: zet 'local' voor 'teller'"}},
        Case{"unknown fact",
             "compute('f', { value = function(c) return c.reich.per_mille end })",
             {"workflow.lua:6: c.reich bestaat niet (bedoelt u 'reach'?); c kent input, settings, event, today, de "
              "feiten van het "
              "programma en de stappen"}},
        Case{"unknown setting",
             "compute('f', { value = function(c)\n return c.reach.per_mille < c.settings.grns end })",
             {"workflow.lua:7: c.settings.grns: 'settings.grns' bestaat niet (bedoelt u 'grens'?); zet de vraag in "
              "settings van de "
              "workflow"}},
        Case{"unknown part of a step",
             TASK("a", ", form = 'verslag'") ", compute('f', { value = function(c) return c.a.aanwzig end })",
             {"workflow.lua:6: c.a.aanwzig: stap 'a' heeft geen 'aanwzig' (bedoelt u 'aanwezig'?); mogelijk is "
              "aanwezig of wie"}},
        Case{"unknown part of the programme",
             "compute('f', { value = function(c) return c.population.homes end })",
             {"workflow.lua:6: c.population heeft geen 'homes'; mogelijk is inhabitants of dwellings"}},
        Case{"known facts",
             "compute('f', { value = function(c) return c.today == c.event.date and c.reach.deur > 1 and c.measures.x "
             "== c.slot_x end }),"
             "meeting('slot_x', { title = 'S', role = 'leider' })",
             {}},
        Case{"another value under the name c",
             "compute('f', { value = function(c) c = { reich = 1 } return c.reich end })",
             {}},
        Case{"local variables", "compute('f', { value = function(c) local os = { time = 1 } return os.time end })", {}},
        Case{"item key of a loop around it",
             "each('kanaal', { over = 'input.kanalen', steps = { compute('f', { value = function(c) return c.kanaal == "
             "'deur' end }) } })",
             {}}));

TEST(Rules, BoundTheNumberOfSteps)
{
    const Bundle bundle =
        with_library(bundle_of(workflow_of(
                         "together('een', { branches = veel })",
                         "local veel = {} for i = 1, 200 do veel[i] = { id = 't' .. i, steps = lib.x.stappen } end")),
                     "x",
                     "local s = {} for i = 1, 50 do s[i] = tell('s' .. i, { title = 'T', to = 'leider' }) end return { "
                     "stappen = s }");
    EXPECT_EQ(complaints_about(bundle), Lines{"lib/x.lua:1: de workflow heeft meer dan 5000 stappen"});
}

TEST(Rules, BoundTheDepthOfLists)
{
    const auto nested = [](int depth) {
        return complaints_about_steps(
            "s", "local s = tell('a', { title = 'A', to = 'leider' })\nfor i = 1, " + std::to_string(depth) +
                     " do s = choose('k' .. i, { branches = { { otherwise = true, steps = { s } } } }) end");
    };

    EXPECT_EQ(nested(39), Lines{});
    EXPECT_EQ(nested(40), Lines{"workflow.lua:2: stappen zitten meer dan 40 lagen diep in elkaar"});
    EXPECT_EQ(nested(20'000), Lines{"workflow.lua:3: stappen zitten meer dan 40 lagen diep in elkaar"});
}

TEST(Rules, BoundTheLengthOfPaths)
{
    std::string steps = TELL("binnen");
    for (int i = 0; i < 5; ++i)
        steps = "each('laag" + std::to_string(i) + "', { over = 'input.kanalen', steps = { " + steps + " } })";

    EXPECT_EQ(
        complaints_about_steps(steps),
        Lines{"workflow.lua:6: stap \"binnen\" zit in te veel blokken: zijn pad kan langer worden dan 1000 tekens"});
}

TEST(Rules, HoldForStepsThatComeBack)
{
    const auto complaints = complaints_about(bundle_of(R"(
return workflow("proef", { title = "Proef", version = 1, api = 1, roles = { role("leider", { title = "Leider" }) },
  phases = { phase("begin", { title = "Begin", steps = { tell("a", { title = "A", to = "leider" }) }, every = {
    each_time("6 weeken", task("a", { title = "A", role = "lieder" })),
    each_time(task("b", { title = "B", role = "leider" })),
    each_time("6 weken", role("c", {})),
    task("d", { title = "D", role = "leider" }) } }) } })
)"));

    EXPECT_EQ(complaints,
              (Lines{"workflow.lua:4: 'each_time': onbekende eenheid 'weeken' (bedoelt u '6 weken'?); kies dagen, "
                     "werkdagen, weken, "
                     "maanden, kwartalen of jaar",
                     "workflow.lua:4: \"a\" is al de id van een andere stap in dit blok; kies een andere id",
                     "workflow.lua:4: onbekende rol 'lieder' (bedoelt u 'leider'?); de rollen zijn leider",
                     "workflow.lua:5: 'each_time' krijgt een duur en een stap; schrijf each_time(\"6 weken\", stap)",
                     "workflow.lua:6: 'role' hoort in roles = { … } van workflow, niet in 'each_time'",
                     "workflow.lua:7: 'task' hoort in steps = { … }, niet in 'every'"}));
}

TEST(Rules, LetAGateNeedAStepThatComesBack)
{
    EXPECT_EQ(text_of_error(bundle_of(R"(
return workflow("proef", { title = "Proef", version = 1, api = 1, roles = { role("leider", { title = "Leider" }) },
  phases = { phase("begin", { title = "Begin", steps = {
      gate("g", { title = "G", deciders = { "leider" }, needs = { "leren" }, outcomes = { not_now = {} } }) },
    every = { each_time("6 weken", reflection("leren", { title = "Leren", role = "leider" })) } }) } })
)")),
              "loaded");
}

TEST(AfterDowntime, BelongsToWhatComesBack)
{
    EXPECT_EQ(
        complaints_about_steps(TASK("a", ", within = '1 week',\nafter_downtime = 'skip'")),
        (Lines{"workflow.lua:7: 'after_downtime' hoort bij een stap die terugkomt (each_time); een gewone termijn "
               "die voorbijging terwijl alles stilstond, gaat alsnog één keer af; laat het weg"}));
    EXPECT_EQ(complaints_about(bundle_of(R"(return workflow("proef", { title = "Proef", version = 1, api = 1,
  roles = { role("leider", { title = "Leider" }) },
  phases = { phase("begin", { title = "Begin", steps = { tell("a", { title = "A", to = "leider" }) }, every = {
    each_time("6 weken", reflection("leren", { title = "Leren", role = "leider", after_downtime = "skip" })) } }) } })
)",
                                         plain_forms())),
              Lines{});
}

}  // namespace wd::script::test
