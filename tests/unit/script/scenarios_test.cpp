// test.lua: scenarios with their plays, checked against the workflow beside them.
// SPDX-License-Identifier: EUPL-1.2
#include "bundles.hpp"

#include <gtest/gtest.h>

namespace wd::script::test {

using domain::PlayKind;
using domain::Scenario;
using Lines = std::vector<std::string>;

const char* const steps_to_play = R"(
    task("bellen", { title = "Bel aan", role = "leider", within = "2 weken" }),
    vote("stemming", { title = "Stem", role = "leider", base = "residents", threshold = 600, set_by = "bewoners",
      outcomes = { rejected = { tell("jammer", { title = "Helaas", to = "bewoners" }) }, no_quorum = {} } }),
    gate("verder", { title = "Verder?", deciders = { "leider" }, outcomes = { not_now = {} } }))";

Bundle with_tests(const std::string& tests)
{
    return bundle_of(workflow_of(steps_to_play), plain_forms(), tests);
}

std::string scenario_of(const std::string& play)
{
    return "return tests({ scenario('Zo gaat het', { start = '2026-01-05', play = {\n" + play + " } }) })";
}

std::vector<Scenario> load_right(const std::string& tests)
{
    auto loaded = load_scenarios(with_tests(tests));
    if (!loaded) {
        ADD_FAILURE() << to_text(loaded.error());
        return {};
    }
    return *loaded;
}

Lines complaints_about_tests(const std::string& tests)
{
    Lines lines;
    if (const auto loaded = load_scenarios(with_tests(tests)); !loaded)
        for (const Error& error : loaded.error().details)
            lines.push_back(to_text(error));
    return lines;
}

domain::Play load_play(const std::string& play)
{
    const std::vector<Scenario> scenarios = load_right(scenario_of(play));
    return scenarios.empty() ? domain::Play{} : scenarios.at(0).play.at(0);
}

TEST(Scenarios, HaveTheirProgramme)
{
    const auto scenarios = load_right(R"(
return tests({
  scenario("Bewoners zeggen nee", {
    start = "2026-01-05",
    areas = { area("noord", { kind = "deelgebied", name = "Noord", inhabitants = 1200, dwellings = 600 }),
      area("blok_1", { kind = "blok", name = "Blok 1", parent = "noord" }) },
    input = { kanalen = { "deur" }, aantal = 3 }, settings = { grens = 300 }, unstaffed = { "leider" },
    play = { pass("3 weken") } }),
  scenario("Nog een", { start = "2027-01-04", play = {} }),
}))");

    ASSERT_EQ(scenarios.size(), 2u);
    const Scenario& scenario = scenarios[0];
    EXPECT_EQ(scenario.title, "Bewoners zeggen nee");
    EXPECT_EQ(scenario.start, "2026-01-05");
    EXPECT_EQ(scenario.line, 3);
    ASSERT_EQ(scenario.areas.size(), 2u);
    EXPECT_EQ(scenario.areas[0].kind, "deelgebied");
    EXPECT_EQ(scenario.areas[0].inhabitants, 1200);
    EXPECT_EQ(scenario.areas[1].parent, "noord");
    EXPECT_EQ(json::serialize(scenario.input), R"({"aantal":3,"kanalen":["deur"]})");
    EXPECT_EQ(json::serialize(scenario.settings), R"({"grens":300})");
    EXPECT_EQ(scenario.unstaffed, std::vector<std::string>{"leider"});
    EXPECT_EQ(scenario.play.size(), 1u);
    EXPECT_EQ(scenarios[1].title, "Nog een");
}

struct PlayCase {
    const char* lua;
    PlayKind kind;
    const char* target;
    const char* arguments;
};

void PrintTo(const PlayCase& play, std::ostream* out)
{
    *out << play.lua;
}

class Plays : public testing::TestWithParam<PlayCase> {};

TEST_P(Plays, ArriveAsData)
{
    const domain::Play play = load_play(GetParam().lua);

    EXPECT_EQ(play.kind, GetParam().kind);
    EXPECT_EQ(play.target, GetParam().target);
    EXPECT_EQ(json::serialize(play.arguments), GetParam().arguments);
    EXPECT_EQ(play.line, 2);
}

INSTANTIATE_TEST_SUITE_P(
    All, Plays,
    testing::Values(
        PlayCase{"answer('verder', { outcome = 'go' })", PlayKind::answer, "verder", R"({"outcome":"go"})"},
        PlayCase{"answer('bellen', {})", PlayKind::answer, "bellen", "{}"},
        PlayCase{"answer('begin#1/bellen', { aanwezig = 3, wie = {} })", PlayKind::answer, "begin#1/bellen",
                 R"({"aanwezig":3,"wie":[]})"},
        PlayCase{"answer('stemming', { yes = 30, no = 2, abstain = 0 })", PlayKind::answer, "stemming",
                 R"({"abstain":0,"no":2,"yes":30})"},
        PlayCase{"record('reach', { channel = 'deur', people = 120 })", PlayKind::record, "reach",
                 R"({"channel":"deur","people":120})"},
        PlayCase{"pass('3 weken')", PlayKind::pass, "", R"({"time":"3 weken"})"},
        PlayCase{
            "people({ until_phase = 'slot', except = { 'stemming' }, answers = { verder = { outcome = 'back', phase = "
            "'begin' } } })",
            PlayKind::people, "",
            R"({"until_phase":"slot","except":["stemming"],"answers":{"verder":{"outcome":"back","phase":"begin"}}})"},
        PlayCase{"people({ until_open = 'stemming' })", PlayKind::people, "", R"({"until_open":"stemming"})"},
        PlayCase{"people({ until_state = 'done', answers = {} })", PlayKind::people, "",
                 R"({"until_state":"done","answers":{}})"},
        PlayCase{"people({ for_ = '2 jaar' })", PlayKind::people, "", R"({"for":"2 jaar"})"},
        PlayCase{"pause({ reason = 'verkiezingen' })", PlayKind::pause, "", R"({"reason":"verkiezingen"})"},
        PlayCase{"pause()", PlayKind::pause, "", "{}"}, PlayCase{"resume()", PlayKind::resume, "", "{}"},
        PlayCase{"resume({})", PlayKind::resume, "", "{}"},
        PlayCase{"expect({ phase = 'begin', repetition = 2, open = { 'bellen' }, not_open = { 'verder' } })",
                 PlayKind::expect, "", R"({"phase":"begin","repetition":2,"open":["bellen"],"not_open":["verder"]})"},
        PlayCase{
            "expect({ done = { 'begin#1/stemming' }, skipped = { 'bellen' }, outcome = { stemming = 'rejected' } })",
            PlayKind::expect, "",
            R"({"done":["begin#1/stemming"],"skipped":["bellen"],"outcome":{"stemming":"rejected"}})"},
        PlayCase{"expect({ cannot_move = 'reach', state = 'stuck', told = { 'jammer', 'Helaas voor u' }, late = { "
                 "'bellen' } })",
                 PlayKind::expect, "",
                 R"({"cannot_move":"reach","state":"stuck","told":["jammer","Helaas voor u"],"late":["bellen"]})"}));

TEST(Scenarios, MayShareTheirAnswers)
{
    const auto scenarios = load_right(R"(
local function met(meer)
  local antwoorden = { bellen = {} }
  for stap, waarde in pairs(meer or {}) do antwoorden[stap] = waarde end
  return antwoorden
end
return tests({ scenario("A", { start = "2026-01-05", play = { people({ for_ = "1 week", answers = met({ stemming = { yes = 3 } }) }) } }) })
)");
    EXPECT_EQ(json::serialize(scenarios.at(0).play.at(0).arguments),
              R"({"for":"1 week","answers":{"bellen":[],"stemming":{"yes":3}}})");
}

TEST(Scenarios, AreNoneWithoutATestFile)
{
    const auto loaded = load_scenarios(bundle_of(workflow_of(steps_to_play)));

    ASSERT_TRUE(loaded);
    EXPECT_TRUE(loaded->empty());
}

TEST(Scenarios, AreRefusedWithAWorkflowThatDoesNotLoad)
{
    const auto loaded = load_scenarios(bundle_of("return 1", "", scenario_of("pass('3 weken')")));

    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().details.at(0).where.file, "workflow.lua");
}

struct BadTest {
    const char* play;  // on line 2
    Lines complaints;
};

void PrintTo(const BadTest& bad, std::ostream* out)
{
    *out << bad.play;
}

class BadPlays : public testing::TestWithParam<BadTest> {};

TEST_P(BadPlays, AreRefusedWithTheirPlaceAndWhatWouldBeRight)
{
    EXPECT_EQ(complaints_about_tests(scenario_of(GetParam().play)), GetParam().complaints);
}

INSTANTIATE_TEST_SUITE_P(
    All, BadPlays,
    testing::Values(
        BadTest{"answer('bel', {})", {"test.lua:2: 'bel' is geen stap van deze workflow"}},
        BadTest{"answer('belen', {})", {"test.lua:2: 'belen' is geen stap van deze workflow (bedoelt u 'bellen'?)"}},
        BadTest{"answer('beginn/bellen', {})",
                {"test.lua:2: 'beginn' is geen fase van deze workflow (bedoelt u 'begin'?)"}},
        BadTest{
            "answer('verder', { outcome = 'gaan' })",
            {"test.lua:2: 'gaan' is geen uitkomst van 'verder'; mogelijk is go, go_with_conditions, not_now of back"}},
        BadTest{"answer('bellen', { outcome = 'go' })", {"test.lua:2: 'bellen' heeft geen uitkomsten"}},
        BadTest{"answer('bellen')",
                {"test.lua:2: bij 'answer' ontbreekt de tabel met sleutels; schrijf answer(\"…\", { … })"}},
        BadTest{"answer('bellen', { f = function() end })",
                {"test.lua:2: 'answer': hierin staan alleen teksten, getallen, true, false en tabellen daarvan"}},
        BadTest{"record('reech', {})",
                {"test.lua:2: 'reech' kan niet vastgelegd worden (bedoelt u 'reach'?); mogelijk is reach, measure, "
                 "signal, linkage, money, leave, gone of handover"}},
        BadTest{"pass('3 weeken')",
                {"test.lua:2: 'pass': onbekende eenheid 'weeken' (bedoelt u '3 weken'?); kies dagen, werkdagen, weken, "
                 "maanden, "
                 "kwartalen of jaar"}},
        BadTest{"pass(3)", {"test.lua:2: 'pass' krijgt een duur; schrijf pass(\"3 weken\")"}},
        BadTest{"pass()", {"test.lua:2: 'pass' krijgt een duur; schrijf pass(\"3 weken\")"}},
        BadTest{"people({})",
                {"test.lua:2: people krijgt precies één einde: until_phase, until_open, until_state of for_; nu zijn "
                 "het er 0"}},
        BadTest{"people({ until_phase = 'slot', for_ = '1 week' })",
                {"test.lua:2: people krijgt precies één einde: until_phase, until_open, until_state of for_; nu zijn "
                 "het er 2"}},
        BadTest{"people({ until_phase = 'slott' })",
                {"test.lua:2: 'slott' is geen fase van deze workflow (bedoelt u 'slot'?)"}},
        BadTest{
            "people({ until_state = 'klaar' })",
            {"test.lua:2: 'until_state' in 'people': onbekend woord 'klaar'; mogelijk is open, stuck, done of stopped",
             "test.lua:2: people krijgt precies één einde: until_phase, until_open, until_state of for_; nu zijn het "
             "er 0"}},
        BadTest{"people({ for_ = '1 week', except = { 'stemmin' } })",
                {"test.lua:2: 'stemmin' is geen stap van deze workflow (bedoelt u 'stemming'?)"}},
        BadTest{"people({ for_ = '1 week',\n answers = { stemming = { outcome = 'reject' } } })",
                {"test.lua:3: 'reject' is geen uitkomst van 'stemming' (bedoelt u 'rejected'?); mogelijk is accepted, "
                 "counted, "
                 "rejected of no_quorum"}},
        BadTest{"people({ during = '1 week' })",
                {"test.lua:2: onbekende sleutel 'during' in 'people'; mogelijk zijn answers, except, for_, until_open, "
                 "until_phase of "
                 "until_state",
                 "test.lua:2: people krijgt precies één einde: until_phase, until_open, until_state of for_; nu zijn "
                 "het er 0"}},
        BadTest{"expect({})",
                {"test.lua:2: expect verwacht niets; noem bijvoorbeeld phase = \"…\" of open = { \"…\" }"}},
        BadTest{"expect({ opn = { 'bellen' } })",
                {"test.lua:2: onbekende sleutel 'opn' in 'expect' (bedoelt u 'open'?); mogelijk zijn cannot_move, "
                 "done, late, "
                 "not_open, open, outcome, phase, repetition, skipped, state of told",
                 "test.lua:2: expect verwacht niets; noem bijvoorbeeld phase = \"…\" of open = { \"…\" }"}},
        BadTest{"expect({ open = 'bellen' })",
                {"test.lua:2: 'open' in 'expect': verwacht een lijst van teksten, bijvoorbeeld { \"luisteren\" }, niet "
                 "een tekst",
                 "test.lua:2: expect verwacht niets; noem bijvoorbeeld phase = \"…\" of open = { \"…\" }"}},
        BadTest{"expect({ phase = 'begin',\n open = { 'weg' } })",
                {"test.lua:3: 'weg' is geen stap van deze workflow"}},
        BadTest{"expect({ repetition = 'twee' })",
                {"test.lua:2: 'repetition' in 'expect': verwacht een heel getal van 0 of meer, niet een tekst",
                 "test.lua:2: expect verwacht niets; noem bijvoorbeeld phase = \"…\" of open = { \"…\" }"}},
        BadTest{"expect({ outcome = { stemming = 'afgewezen' } })",
                {"test.lua:2: 'afgewezen' is geen uitkomst van 'stemming'; mogelijk is accepted, counted, rejected of "
                 "no_quorum"}},
        BadTest{"expect({ told = { 'jamer' } })",
                {"test.lua:2: 'jamer' is geen stap van deze workflow (bedoelt u 'jammer'?)"}},
        BadTest{"resume('nu')", {"test.lua:2: bij 'resume' ontbreekt de tabel met sleutels; schrijf resume()"}},
        BadTest{"task('a', {})", {"test.lua:2: 'task' hoort in steps = { … }, niet in 'play'"}},
        BadTest{"function() end", {"test.lua:1: in 'play' staat een functie; een functie hoort in when of in value"}},
        BadTest{"antwoord('a', {})",
                {"test.lua:2: onbekend woord 'antwoord'; staat er een tekst, zet die dan tussen aanhalingstekens"}}));

struct BadScenario {
    const char* tests;
    Lines complaints;
};

void PrintTo(const BadScenario& bad, std::ostream* out)
{
    *out << bad.tests;
}

class BadScenarios : public testing::TestWithParam<BadScenario> {};

TEST_P(BadScenarios, AreRefusedWithTheirPlaceAndWhatWouldBeRight)
{
    EXPECT_EQ(complaints_about_tests(GetParam().tests), GetParam().complaints);
}

INSTANTIATE_TEST_SUITE_P(
    All, BadScenarios,
    testing::Values(
        BadScenario{"return 1", {"test.lua:1: dit bestand geeft geen tests terug; begin met: return tests({ …, … })"}},
        BadScenario{"return tests({ pass('1 week') })",
                    {"test.lua:1: 'pass' hoort in play = { … } van scenario, niet in 'tests'"}},
        BadScenario{"return tests(scenario('A', {}))",
                    {"test.lua:1: 'tests' krijgt één lijst; schrijf tests({ …, … })"}},
        BadScenario{"return tests({ scenario('A', {}) })",
                    {"test.lua:1: in 'scenario' \"A\" ontbreekt de sleutel 'start': de dag waarop het begint",
                     "test.lua:1: in 'scenario' \"A\" ontbreekt de sleutel 'play': wat er gebeurt, op volgorde"}},
        BadScenario{
            "return tests({ scenario('A', { start = '5 januari', play = {} }) })",
            {"test.lua:1: 'start' in 'scenario': '5 januari' is geen datum; schrijf jaar-maand-dag, bijvoorbeeld "
             "2026-11-20"}},
        BadScenario{"return tests({ scenario('A', { start = '2026-01-05', play = {},\n input = { kanaal = {} } }) })",
                    {"test.lua:2: 'kanaal' is geen vraag in input van deze workflow (bedoelt u 'aantal'?)"}},
        BadScenario{"return tests({ scenario('A', { start = '2026-01-05', play = {},\n settings = { gren = 3 } }) })",
                    {"test.lua:2: 'gren' is geen vraag in settings van deze workflow (bedoelt u 'grens'?)"}},
        BadScenario{"return tests({ scenario('A', { start = '2026-01-05', play = {}, unstaffed = { 'lieder' } }) })",
                    {"test.lua:1: 'lieder' is geen rol van deze workflow (bedoelt u 'leider'?)"}},
        BadScenario{"return tests({ scenario('A', { start = '2026-01-05', play = {}, areas = {\n area('a', { kind = "
                    "'straat', name = 'A' }) } }) })",
                    {"test.lua:2: 'kind' in 'area': onbekend woord 'straat'; mogelijk is wijk, buurt, deelgebied, blok "
                     "of complex"}},
        BadScenario{"return tests({ scenario('A', { start = '2026-01-05', play = {}, areas = {\n area('a', { kind = "
                    "'blok', name = 'A', parent = "
                    "'b' }) } }) })",
                    {"test.lua:2: 'b' is geen gebied hierboven van deze workflow"}},
        BadScenario{"return tests({ scenario('A', { start = '2026-01-05', play = {}, areas = {\n area('a', { kind = "
                    "'blok', name = 'A' }),\n "
                    "area('a', { kind = 'blok', name = 'B' }) } }) })",
                    {"test.lua:3: area \"a\" bestaat al op test.lua:2; kies een andere id"}},
        BadScenario{"return tests({ scenario(5, {}) })",
                    {"test.lua:1: 'scenario' begint met een tekst; schrijf scenario(\"…\", { … })"}},
        BadScenario{"return tests({",
                    {"test.lua:1: dit teken wordt hier niet verwacht bij het einde van het bestand"}}));

}  // namespace wd::script::test
