// What is wrong with a file, and where: every complaint names the thing, the place and what would be right.
// SPDX-License-Identifier: EUPL-1.2
#include "bundles.hpp"

#include <gtest/gtest.h>

namespace wd::script::test {

using Lines = std::vector<std::string>;

struct BadSteps {
    const char* name;
    const char* steps;  // begin on line 6
    Lines complaints;
};

void PrintTo(const BadSteps& bad, std::ostream* out)
{
    *out << bad.name;
}

class BadInput : public testing::TestWithParam<BadSteps> {};

TEST_P(BadInput, IsRefusedWithItsPlaceAndWhatWouldBeRight)
{
    EXPECT_EQ(complaints_about_steps(GetParam().steps), GetParam().complaints);
}

INSTANTIATE_TEST_SUITE_P(
    Words, BadInput,
    testing::Values(
        BadSteps{"two letters that changed places",
                 "taks('a', { title = 'A', role = 'leider' }),\n  gaet('b', { title = 'B' })",
                 {"workflow.lua:6: onbekend woord 'taks' (bedoelt u 'task'?)",
                  "workflow.lua:7: onbekend woord 'gaet' (bedoelt u 'gate'?)"}},
        BadSteps{"misspelt by one letter",
                 "meting('a', { title = 'A', role = 'leider' })",
                 {"workflow.lua:6: onbekend woord 'meting' (bedoelt u 'meeting'?)"}},
        BadSteps{"two misspelt words",
                 "tasks('a', { title = 'A', role = 'leider' }),\n  votes('b', { title = 'B' })",
                 {"workflow.lua:6: onbekend woord 'tasks' (bedoelt u 'task'?)",
                  "workflow.lua:7: onbekend woord 'votes' (bedoelt u 'vote'?)"}},
        BadSteps{"word inside an unknown word",
                 "taskk('a', { steps = { tell('b', { title = 'B', too = 'leider' }) } })",
                 {"workflow.lua:6: onbekend woord 'taskk' (bedoelt u 'task'?)"}},
        BadSteps{"text without quotes",
                 "task('a', { title = 'A', role = leider })",
                 {"workflow.lua:6: onbekend woord 'leider'; staat er een tekst, zet die dan tussen aanhalingstekens"}},
        BadSteps{"global variable",
                 "(function() x = 1 return tell('a', { title = 'A', to = 'leider' }) end)()",
                 {"workflow.lua:6: zet 'local' voor 'x': namen gelden alleen binnen een bestand"}},
        BadSteps{"word given another meaning",
                 "(function() task = 1 return tell('a', { title = 'A', to = 'leider' }) end)()",
                 {"workflow.lua:6: 'task' is een woord van Wijkdraad en kan geen andere betekenis krijgen"}},
        BadSteps{
            "os while loading",
            "tell('a', { title = os.date(), to = 'leider' })",
            {"workflow.lua:6: 'os' is er niet: een workflow kan niet bij bestanden, het systeem of de klok; gebruik "
             "c.today voor de datum"}},
        BadSteps{"fact while loading",
                 "tell('a', { title = 'A' .. c.today, to = 'leider' })",
                 {"workflow.lua:6: onbekend woord 'c'; staat er een tekst, zet die dan tussen aanhalingstekens",
                  "workflow.lua:6: hier wordt tekst geplakt aan iets onbekends ('today')"}},
        BadSteps{"word of test.lua",
                 "answer('a', {})",
                 {"workflow.lua:6: 'answer' hoort in play = { … } van scenario, niet in 'steps'"}},
        BadSteps{"declaring word among steps",
                 "role('a', { title = 'A' })",
                 {"workflow.lua:6: 'role' hoort in roles = { … } van workflow, niet in 'steps'"}},
        BadSteps{"reading from a step",
                 "tell('a', { title = tell('b', {}).title, to = 'leider' })",
                 {"workflow.lua:6: uit een stap of ander woord kan niets gelezen worden; wat er gebeurt staat later in "
                  "c"}}));

INSTANTIATE_TEST_SUITE_P(
    Calls, BadInput,
    testing::Values(
        BadSteps{"no id",
                 "task({ title = 'A', role = 'leider' })",
                 {"workflow.lua:6: 'task' begint met een id; schrijf task(\"id\", { … })"}},
        BadSteps{"no table",
                 "task('a')",
                 {"workflow.lua:6: bij 'task' ontbreekt de tabel met sleutels; schrijf task(\"id\", { … })"}},
        BadSteps{"text instead of table",
                 "task('a', 'b')",
                 {"workflow.lua:6: bij 'task' ontbreekt de tabel met sleutels; schrijf task(\"id\", { … })"}},
        BadSteps{"too many arguments",
                 "task('a', { title = 'A', role = 'leider' }, 3)",
                 {"workflow.lua:6: 'task' krijgt te veel waarden; schrijf task(\"id\", { … })"}},
        BadSteps{"nothing at all", "task()", {"workflow.lua:6: 'task' begint met een id; schrijf task(\"id\", { … })"}},
        BadSteps{"capital in id",
                 "tell('Klaar', { title = 'A', to = 'leider' })",
                 {"workflow.lua:6: 'Klaar' is geen id: gebruik kleine letters, cijfers en _, begin met een letter, "
                  "hoogstens 64 "
                  "tekens"}},
        BadSteps{"id with a space",
                 "tell('is klaar', { title = 'A', to = 'leider' })",
                 {"workflow.lua:6: 'is klaar' is geen id: gebruik kleine letters, cijfers en _, begin met een letter, "
                  "hoogstens "
                  "64 tekens"}},
        BadSteps{"number as id",
                 "tell(1, { title = 'A', to = 'leider' })",
                 {"workflow.lua:6: 'tell' begint met een id; schrijf tell(\"id\", { … })"}},
        BadSteps{"value without a key",
                 "tell('a', { 'Klaar', title = 'A', to = 'leider' })",
                 {"workflow.lua:6: in 'tell' staat een tekst zonder sleutel; schrijf sleutel = waarde"}},
        BadSteps{"step without steps =",
                 "each('k', { over = 'input.kanalen', tell('a', { title = 'A', to = 'leider' }) })",
                 {"workflow.lua:6: in 'each' staat een woord van de workflow zonder sleutel; zet het in steps = { … }",
                  "workflow.lua:6: in 'each' \"k\" ontbreekt de sleutel 'steps': de stappen per item"}}));

INSTANTIATE_TEST_SUITE_P(
    Keys, BadInput,
    testing::Values(
        BadSteps{"unknown key",
                 "task('a', {\n  title = 'A',\n  rol = 'leider' })",
                 {"workflow.lua:6: in 'task' \"a\" ontbreekt de sleutel 'role': de rol die het doet",
                  "workflow.lua:8: onbekende sleutel 'rol' in 'task' (bedoelt u 'role'?); mogelijk zijn "
                  "after_downtime, answered_by, before, carry, form, late, legal, minutes, person, remind, role, title "
                  "of within"}},
        BadSteps{"key far from all others",
                 "tell('a', { title = 'A', to = 'leider', kleur = 'rood' })",
                 {"workflow.lua:6: onbekende sleutel 'kleur' in 'tell'; mogelijk zijn title, to of to_person"}},
        BadSteps{"key in finish",
                 "finish('klaar', { title = 'A' })",
                 {"workflow.lua:6: onbekende sleutel 'title' in 'finish'; dit woord heeft geen sleutels"}},
        BadSteps{"id as key",
                 "tell('a', { id = 'b', title = 'A', to = 'leider' })",
                 {"workflow.lua:6: onbekende sleutel 'id' in 'tell'; de id staat vooraan: tell(\"id\", { … })"}},
        BadSteps{
            "role of a gate",
            "gate('a', { title = 'A', role = 'leider', deciders = { 'leider' }, outcomes = { not_now = {} } })",
            {"workflow.lua:6: onbekende sleutel 'role' in 'gate'; bij een gate staan de rollen in deciders = { … }"}},
        BadSteps{
            "outcomes of a task",
            "task('a', { title = 'A', role = 'leider', outcomes = {} })",
            {"workflow.lua:6: onbekende sleutel 'outcomes' in 'task'; een task heeft geen uitkomsten; kies daarna met "
             "choose"}},
        BadSteps{"within of a vote",
                 "vote('a', { title = 'A', role = 'leider', base = 'cast', within = '3 weken', outcomes = { no_quorum "
                 "= {} } })",
                 {"workflow.lua:6: onbekende sleutel 'within' in 'vote'; een stemming sluit op closes, bijvoorbeeld "
                  "closes = "
                  "\"6 weken\""}},
        BadSteps{
            "several keys missing",
            "measure('a', {})",
            {"workflow.lua:6: in 'measure' \"a\" ontbreekt de sleutel 'title': wat er gevraagd wordt, in gewone taal",
             "workflow.lua:6: in 'measure' \"a\" ontbreekt de sleutel 'role': de rol die het doet",
             "workflow.lua:6: in 'measure' \"a\" ontbreekt de sleutel 'measure': de naam van het cijfer in c.measures",
             "workflow.lua:6: in 'measure' \"a\" ontbreekt de sleutel 'unit': het soort cijfer"}}));

INSTANTIATE_TEST_SUITE_P(
    Values, BadInput,
    testing::Values(
        BadSteps{
            "number as title",
            "tell('a', { title = 5, to = 'leider' })",
            {"workflow.lua:6: 'title' in 'tell': verwacht een tekst tussen aanhalingstekens, niet een heel getal"}},
        BadSteps{"empty title",
                 "tell('a', { title = '  ', to = 'leider' })",
                 {"workflow.lua:6: 'title' in 'tell': deze tekst is leeg"}},
        BadSteps{"function as role",
                 "task('a', { title = 'A', role = function(c) return 'leider' end })",
                 {"workflow.lua:6: 'role' in 'task': verwacht een id tussen aanhalingstekens, bijvoorbeeld "
                  "\"eerste_avond\", niet "
                  "een functie; een functie hoort in when of in value"}},
        BadSteps{"function among steps",
                 "function(c) return true end",
                 {"workflow.lua:5: in 'steps' staat een functie; een functie hoort in when of in value"}},
        BadSteps{"text among steps",
                 "'task'",
                 {"workflow.lua:5: in 'steps' staat een tekst, geen woord zoals task(\"id\", { … })"}},
        BadSteps{
            "text as function",
            "compute('a', { value = 'c.reach' })",
            {"workflow.lua:6: 'value' in 'compute': verwacht een functie: function(c) return … end, niet een tekst"}},
        BadSteps{"function of Lua itself",
                 "compute('a', { value = tostring })",
                 {"workflow.lua:6: schrijf hier een eigen functie: function(c) return … end"}},
        BadSteps{"text as yes or no",
                 "task('a', { title = 'A', role = 'leider', carry = 'ja' })",
                 {"workflow.lua:6: 'carry' in 'task': verwacht true of false, niet een tekst"}},
        BadSteps{"negative minutes",
                 "task('a', { title = 'A', role = 'leider', minutes = -5 })",
                 {"workflow.lua:6: 'minutes' in 'task': verwacht een heel getal van 0 of meer, niet een heel getal"}},
        BadSteps{"half minutes",
                 "task('a', { title = 'A', role = 'leider', minutes = 2.5 })",
                 {"workflow.lua:6: 'minutes' in 'task': verwacht een heel getal van 0 of meer, niet een getal met een "
                  "komma"}},
        BadSteps{"step without braces",
                 "each('k', { over = 'input.kanalen', steps = tell('a', { title = 'A', to = 'leider' }) })",
                 {"workflow.lua:6: 'steps' in 'each': zet er accolades om: steps = { … }"}},
        BadSteps{"steps with names",
                 "each('k', { over = 'input.kanalen', steps = { een = tell('a', { title = 'A', to = 'leider' }) } })",
                 {"workflow.lua:6: 'steps' is een lijst zonder sleutels, dus haal 'een =' weg"}},
        BadSteps{"unknown choice",
                 "wait('a', { event = 'reach.recorder' })",
                 {"workflow.lua:6: 'event' in 'wait': onbekend woord 'reach.recorder' (bedoelt u 'reach.recorded'?); "
                  "mogelijk is "
                  "area.added, assignment.started, assignment.end_announced, assignment.ended, absence.started, "
                  "absence.ended, commitment.added, commitment.silent, commitment.changed, commitment.closed, "
                  "decision.recorded, friction.decided, friction.raised, gate.decided, handover.started, "
                  "handover.receiver_named, handover.completed, handover.conversation_held, handover.own_words, "
                  "handover.accepted, handover.score_final, handover.checked_up, handover.first_check_up, "
                  "handover.last_check_up, journal.added, learning.added, linkage.added, linkage.decided, "
                  "measure.recorded, meeting.recorded, money.added, phase.closed, "
                  "phase.opened, position.vacant, programme.resumed, reach.recorded, reflection.recorded, "
                  "reflection.skipped, run.ended, signal.received, task.became_late, track.idle of vote.closed",
                  "workflow.lua:6: wait \"a\" wacht op precies één ding: time, date of event; nu zijn het er 0"}},
        BadSteps{"name twice",
                 "gate('a', { title = 'A', deciders = { 'leider', 'leider' }, outcomes = { not_now = {} } })",
                 {"workflow.lua:6: 'deciders' in 'gate': 'leider' staat er twee keer",
                  "workflow.lua:6: een gate heeft minstens één rol die beslist"}},
        BadSteps{"text instead of names",
                 "gate('a', { title = 'A', deciders = 'leider', outcomes = { not_now = {} } })",
                 {"workflow.lua:6: 'deciders' in 'gate': verwacht een lijst van ids, bijvoorbeeld { \"eerste_avond\" "
                  "}, niet een "
                  "tekst",
                  "workflow.lua:6: een gate heeft minstens één rol die beslist"}},
        BadSteps{"hole in a list",
                 "gate('a', { title = 'A', deciders = { [2] = 'leider' }, outcomes = { not_now = {} } })",
                 {"workflow.lua:6: plaats 1 van een lijst is leeg; is er een naam verkeerd geschreven?"}},
        BadSteps{"key that is no name",
                 "tell('a', { title = 'A', to = 'leider', [true] = 1 })",
                 {"workflow.lua:6: een sleutel is geen naam en geen heel getal"}}));

INSTANTIATE_TEST_SUITE_P(
    Terms, BadInput,
    testing::Values(
        BadSteps{"wrong duration",
                 "task('a', { title = 'A', role = 'leider',\n within = '3 weeken' })",
                 {"workflow.lua:7: 'within' in 'task': onbekende eenheid 'weeken' (bedoelt u '3 weken'?); kies dagen, "
                  "werkdagen, "
                  "weken, maanden, kwartalen of jaar"}},
        BadSteps{
            "duration in words",
            "task('a', { title = 'A', role = 'leider', within = 'drie weken' })",
            {"workflow.lua:6: 'within' in 'task': 'drie weken' is niet hoe wij een duur schrijven; schrijf '3 weken'"}},
        BadSteps{"hours",
                 "task('a', { title = 'A', role = 'leider', within = '5 uur' })",
                 {"workflow.lua:6: 'within' in 'task': een duur in 'uur' kan niet; de kleinste eenheid is een dag"}},
        BadSteps{"number as duration",
                 "task('a', { title = 'A', role = 'leider', within = 3 })",
                 {"workflow.lua:6: 'within' in 'task': verwacht een termijn, bijvoorbeeld \"6 weken\" of \"2 weken na "
                  "avond\", "
                  "niet een heel getal"}},
        BadSteps{"before that counts forward",
                 "task('a', { title = 'A', role = 'leider', before = '3 weken' })",
                 {"workflow.lua:6: 'before' in 'task': '3 weken' telt vooruit; schrijf bij before bijvoorbeeld \"10 "
                  "werkdagen "
                  "voor raad\", of gebruik within"}},
        BadSteps{"within and before",
                 "task('a', { title = 'A', role = 'leider', within = '3 weken', before = '1 week voor b' }),\n"
                 "tell('b', { title = 'B', to = 'leider' })",
                 {"workflow.lua:6: kies within of before, niet allebei"}},
        BadSteps{"remind without term",
                 "task('a', { title = 'A', role = 'leider', remind = '1 week' })",
                 {"workflow.lua:6: 'remind' hoort bij een termijn; geef ook within of before"}},
        BadSteps{"late without term",
                 "task('a', { title = 'A', role = 'leider', late = {} })",
                 {"workflow.lua:6: 'late' hoort bij een termijn; geef ook within of before"}},
        BadSteps{
            "legal without closes",
            "vote('a', { title = 'A', role = 'leider', base = 'cast', legal = true, outcomes = { no_quorum = {} } })",
            {"workflow.lua:6: 'legal' hoort bij een termijn; geef ook closes"}},
        BadSteps{"wait for two things",
                 "wait('a', { time = '1 week', event = 'run.ended' })",
                 {"workflow.lua:6: wait \"a\" wacht op precies één ding: time, date of event; nu zijn het er 2"}},
        BadSteps{"wait for nothing",
                 "wait('a', {})",
                 {"workflow.lua:6: wait \"a\" wacht op precies één ding: time, date of event; nu zijn het er 0"}},
        BadSteps{"threshold above all",
                 "vote('a', { title = 'A', role = 'leider', base = 'cast', threshold = 1001, set_by = 'leider',\n "
                 "outcomes = { "
                 "no_quorum = {}, rejected = {} } })",
                 {"workflow.lua:6: 'threshold' in 'vote': verwacht een heel getal van 0 tot en met 1000 (600 is 60 %), "
                  "of { min = "
                  "600, max = 700 }, niet een heel getal",
                  "workflow.lua:6: set_by hoort bij threshold, en die ontbreekt"}},
        BadSteps{"range turned around",
                 "vote('a', { title = 'A', role = 'leider', base = 'cast', threshold = { min = 700, max = 600 },\n "
                 "outcomes = { "
                 "no_quorum = {} } })",
                 {"workflow.lua:6: 'threshold' in 'vote': min (700) moet kleiner zijn dan max (600)"}},
        BadSteps{"range with a stray key",
                 "vote('a', { title = 'A', role = 'leider', base = 'cast', threshold = { min = 600, maks = 700 },\n "
                 "outcomes = { "
                 "no_quorum = {} } })",
                 {"workflow.lua:6: 'threshold' in 'vote': verwacht een heel getal van 0 tot en met 1000 (600 is 60 %), "
                  "of { min = "
                  "600, max = 700 }, niet een tabel"}}));

INSTANTIATE_TEST_SUITE_P(
    Branches, BadInput,
    testing::Values(
        BadSteps{"choose without otherwise",
                 "choose('a', { branches = { { when = function(c) return true end, steps = {} } } })",
                 {"workflow.lua:6: choose \"a\" heeft geen laatste tak { otherwise = true }; wat gebeurt er als niets "
                  "klopt?"}},
        BadSteps{"otherwise first",
                 "choose('a', { branches = {\n { otherwise = true }, { when = function(c) return true end, steps = {} "
                 "} } })",
                 {"workflow.lua:6: otherwise is de laatste tak: na tak 1 komt niets meer aan de beurt"}},
        BadSteps{"branch without condition",
                 "choose('a', { branches = { { steps = {} }, { otherwise = true } } })",
                 {"workflow.lua:6: tak 1 heeft geen voorwaarde; geef when = function(c) … end, of otherwise = true"}},
        BadSteps{"when and otherwise",
                 "choose('a', { branches = { { when = function(c) return true end, otherwise = true, steps = {} } } })",
                 {"workflow.lua:6: tak 1 heeft when en otherwise; kies één van beide"}},
        BadSteps{"condition that is no function",
                 "choose('a', { branches = { { when = true, steps = {} }, { otherwise = true } } })",
                 {"workflow.lua:6: 'when' in 'een tak van choose': verwacht een functie: function(c) return … end, "
                  "niet true"}},
        BadSteps{"branch that is a step",
                 "choose('a', { branches = { tell('b', { title = 'B', to = 'leider' }), { otherwise = true } } })",
                 {"workflow.lua:6: tak 1 is een woord van de workflow, geen tabel { … steps = { … } }"}},
        BadSteps{"unknown key in a branch",
                 "choose('a', { branches = { { otherwise = true, step = {} } } })",
                 {"workflow.lua:6: onbekende sleutel 'step' in 'een tak van choose' (bedoelt u 'steps'?); mogelijk "
                  "zijn otherwise, "
                  "steps of when"}},
        BadSteps{"branches by name",
                 "together('a', { branches = { sociaal = { steps = {} } } })",
                 {"workflow.lua:6: 'branches' in 'together': verwacht een lijst: { { id = \"sociaal\", steps = { … } "
                  "}, … }, niet "
                  "een tabel"}},
        BadSteps{"branch without id",
                 "together('a', { branches = { { steps = {} } } })",
                 {"workflow.lua:6: in 'een tak' ontbreekt de sleutel 'id': hoe de tak heet in paden"}},
        BadSteps{"same branch twice",
                 "together('a', { branches = { { id = 'x', steps = {} }, { id = 'x', steps = {} } } })",
                 {"workflow.lua:6: tak 2: de id \"x\" is al van een andere tak"}},
        BadSteps{"first without branches",
                 "first('a', { branches = {} })",
                 {"workflow.lua:6: first \"a\" heeft geen takken en kan dus nooit klaar zijn"}}));

INSTANTIATE_TEST_SUITE_P(
    Outcomes, BadInput,
    testing::Values(
        BadSteps{"vote without answers",
                 "vote('a', { title = 'A', role = 'leider', base = 'cast', threshold = 500, set_by = 'leider' })",
                 {"workflow.lua:6: vote \"a\" zegt niet wat er na 'rejected' gebeurt; geef outcomes = { rejected = { "
                  "stappen } }, "
                  "of {} als er niets extra's gebeurt",
                  "workflow.lua:6: vote \"a\" zegt niet wat er na 'no_quorum' gebeurt; geef outcomes = { no_quorum = { "
                  "stappen } "
                  "}, of {} als er niets extra's gebeurt"}},
        BadSteps{"decision",
                 "decision('a', { title = 'A', role = 'leider', outcomes = { adopt = {} } })",
                 {"workflow.lua:6: decision \"a\" zegt niet wat er na 'reject' gebeurt; geef outcomes = { reject = { "
                  "stappen } }, "
                  "of {} als er niets extra's gebeurt"}},
        BadSteps{"friction",
                 "friction('a', { title = 'A', role = 'leider' })",
                 {"workflow.lua:6: friction \"a\" zegt niet wat er na 'stop' gebeurt; geef outcomes = { stop = { "
                  "stappen } }, of "
                  "{} als er niets extra's gebeurt"}},
        BadSteps{"call",
                 "call('a', { plugin = 'mail', action = 'send', outcomes = { failed = {} } })",
                 {"workflow.lua:6: call \"a\" zegt niet wat er na 'refused' gebeurt; geef outcomes = { refused = { "
                  "stappen } }, "
                  "of {} als er niets extra's gebeurt"}},
        BadSteps{"gate",
                 "gate('a', { title = 'A', deciders = { 'leider' } })",
                 {"workflow.lua:6: gate \"a\" zegt niet wat er na 'not_now' gebeurt; geef outcomes = { not_now = { "
                  "stappen } }, "
                  "of {} als er niets extra's gebeurt"}},
        BadSteps{"back in outcomes",
                 "gate('a', { title = 'A', deciders = { 'leider' }, outcomes = { not_now = {}, back = {} } })",
                 {"workflow.lua:6: terug wordt beantwoord met back = { fasen }, niet in outcomes"}},
        BadSteps{"misspelt outcome",
                 "decision('a', { title = 'A', role = 'leider',\n outcomes = { rejectt = {}, reject = {} } })",
                 {"workflow.lua:7: onbekende uitkomst 'rejectt' van decision (bedoelt u 'reject'?); mogelijk is adopt, "
                  "adopt_with_conditions of reject"}},
        BadSteps{"outcome that is no list",
                 "decision('a', { title = 'A', role = 'leider', outcomes = { reject = true } })",
                 {"workflow.lua:6: 'reject' is een lijst van stappen: { task(\"id\", { … }), … }, niet true"}}));

// --- Whole files ---------------------------------------------------------------------------------------------------------

struct BadFile {
    const char* name;
    const char* workflow;
    Lines complaints;
};

void PrintTo(const BadFile& bad, std::ostream* out)
{
    *out << bad.name;
}

class BadWorkflow : public testing::TestWithParam<BadFile> {};

TEST_P(BadWorkflow, IsRefusedWithItsPlaceAndWhatWouldBeRight)
{
    EXPECT_EQ(complaints_about(bundle_of(GetParam().workflow)), GetParam().complaints);
}

INSTANTIATE_TEST_SUITE_P(
    Syntax, BadWorkflow,
    testing::Values(
        BadFile{"unclosed brace",
                "return workflow('a', {\n  title = 'A',\n  version = 1\n  api = 1 })",
                {"workflow.lua:4: '}' verwacht (hoort bij '{' op regel 1) bij 'api'"}},
        BadFile{"unclosed text",
                "return workflow('a', { title = 'A })",
                {"workflow.lua:1: een tekst is niet afgesloten met een aanhalingsteken bij het einde van het bestand"}},
        BadFile{"empty file",
                "",
                {"workflow.lua:1: dit bestand geeft geen workflow terug; begin met: return workflow(\"id\", { … })"}},
        BadFile{"no return",
                "workflow('a', {})",
                {"workflow.lua:1: dit bestand geeft geen workflow terug; begin met: return workflow(\"id\", { … })"}},
        BadFile{"another word",
                "\nreturn forms({})",
                {"workflow.lua:1: dit bestand geeft geen workflow terug; begin met: return workflow(\"id\", { … })"}},
        BadFile{"bytecode",
                "\x1bLua\x54",
                {"workflow.lua:1: dit is vertaalde Lua (bytecode); lever de leesbare tekst zelf aan"}},
        BadFile{
            "not UTF-8", "-- \xff\xfe", {"workflow.lua:1: dit bestand is geen UTF-8; bewaar het opnieuw als UTF-8"}},
        BadFile{"loop while loading",
                "while true do end",
                {"workflow.lua:1: de functie is te lang bezig; loopt een lus eindeloos door?"}},
        BadFile{"memory while loading",
                "local t = {}\nfor i = 1, 1e7 do t[i] = {} end",
                {"workflow.lua: de functie gebruikt te veel geheugen: meer dan 16 megabyte"}},
        BadFile{"endless words",
                "for i = 1, 1e6 do\n tell('a', {}) end",
                {"workflow.lua:2: de workflow heeft meer dan 50000 onderdelen; maakt een lus er steeds meer?"}},
        BadFile{"endless values",
                "local t = {}\nfor i = 1, 1e5 do t[i] = i end\nfor i = 1, 1e3 do\n tell('a', t) end",
                {"workflow.lua:4: de workflow bestaat uit meer dan 400000 waarden; maakt een lus er steeds meer?"}},
        BadFile{"table within itself",
                "local t = {}\nt.t = t\nreturn workflow('a', t)",
                {"workflow.lua:3: een tabel zit te diep in andere tabellen, of in zichzelf",
                 "workflow.lua:3: onbekende sleutel 't' in 'workflow'; mogelijk zijn api, confidential, input, on, "
                 "phases, roles, "
                 "settings, title of version",
                 "workflow.lua:3: in 'workflow' \"a\" ontbreekt de sleutel 'title': hoe het programma heet",
                 "workflow.lua:3: in 'workflow' \"a\" ontbreekt de sleutel 'version': de versie van deze tekst, telt "
                 "op vanaf 1",
                 "workflow.lua:3: in 'workflow' \"a\" ontbreekt de sleutel 'api': de versie van de woorden; nu 1",
                 "workflow.lua:3: in 'workflow' \"a\" ontbreekt de sleutel 'roles': wie meedoen",
                 "workflow.lua:3: in 'workflow' \"a\" ontbreekt de sleutel 'phases': de fasen, op volgorde"}},
        BadFile{"broken text",
                "return workflow('a', { title = '\\xff' })",
                {"workflow.lua:1: een tekst bevat tekens die geen UTF-8 zijn",
                 "workflow.lua:1: in 'workflow' \"a\" ontbreekt de sleutel 'version': de versie van deze tekst, telt "
                 "op vanaf 1",
                 "workflow.lua:1: in 'workflow' \"a\" ontbreekt de sleutel 'api': de versie van de woorden; nu 1",
                 "workflow.lua:1: in 'workflow' \"a\" ontbreekt de sleutel 'roles': wie meedoen",
                 "workflow.lua:1: in 'workflow' \"a\" ontbreekt de sleutel 'phases': de fasen, op volgorde"}}));

TEST(BadBundle, NeedsAWorkflow)
{
    EXPECT_EQ(complaints_about(Bundle{}), Lines{"workflow.lua: het bestand workflow.lua ontbreekt"});
}

TEST(BadBundle, TellsEverythingAtOnceByFileAndLine)
{
    Bundle bundle = bundle_of(
        workflow_of("task('a', { title = 'A', role = 'lieder', form = 'verslga',\n  within = '3 weeken' }),\n"
                    "tell('a', { title = 'B', too = 'leider' })"),
        "return forms({ form('verslag', { title = 'V', fields = {\n field('x', { title = 'X', kind = 'getal' }) "
        "} }) })");
    const auto loaded = load_workflow(bundle);

    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, Errc::invalid);
    EXPECT_EQ(loaded.error().message, "de workflow heeft 7 fouten");
    EXPECT_EQ(
        complaints_about(bundle),
        (Lines{
            "forms.lua:2: 'kind' in 'field': onbekend woord 'getal'; mogelijk is count, number, per_mille, "
            "money, date, "
            "yes_no, choice, choices, person, area of text",
            "workflow.lua:6: onbekende rol 'lieder' (bedoelt u 'leider'?); de rollen zijn leider of bewoners",
            "workflow.lua:6: onbekend formulier 'verslga' (bedoelt u 'verslag'?); in forms.lua staan verslag",
            "workflow.lua:7: 'within' in 'task': onbekende eenheid 'weeken' (bedoelt u '3 weken'?); kies "
            "dagen, werkdagen, "
            "weken, maanden, kwartalen of jaar",
            "workflow.lua:8: onbekende sleutel 'too' in 'tell' (bedoelt u 'to'?); mogelijk zijn title, to of to_person",
            "workflow.lua:8: in 'tell' \"a\" ontbreekt de sleutel 'to': de rol die het krijgt",
            "workflow.lua:8: \"a\" is al de id van een andere stap in dit blok; kies een andere id"}));
}

TEST(BadBundle, SaysOneErrorInTheSingular)
{
    EXPECT_EQ(load_workflow(bundle_of("return 1")).error().message, "de workflow heeft 1 fout");
}

// --- Roles, questions, forms -----------------------------------------------------------------------------------------------

std::string around(const std::string& parts)
{
    return "return workflow('a', { title = 'A', version = 1, api = 1,\n" + parts +
           ",\n  phases = { phase('p', { title = 'P', steps = { tell('t', { title = 'T', to = 'r' }) } }) } })";
}

INSTANTIATE_TEST_SUITE_P(
    Parts, BadWorkflow,
    testing::Values(
        BadFile{"no roles",
                "return workflow('a', { title = 'A', version = 1, api = 1, roles = {}, phases = {} })",
                {"workflow.lua:1: een workflow heeft minstens één rol: role(\"id\", { title = \"…\" })",
                 "workflow.lua:1: een workflow heeft minstens één fase"}},
        BadFile{"future api",
                "return workflow('a', { title = 'A', version = 0,\n api = 2, roles = { role('r', { title = 'R' }) }, "
                "phases = { "
                "phase('p', { title = 'P', steps = {} }) } })",
                {"workflow.lua:1: versies tellen vanaf 1",
                 "workflow.lua:2: deze Wijkdraad kent de woorden van api 1, niet van 2",
                 "workflow.lua:2: fase \"p\" heeft geen stappen; zet er minstens één in"}},
        BadFile{"confidential for somebody else",
                "return workflow('a', { title = 'A', version = 1, api = 1, confidential = 'iedereen',\n roles = { "
                "role('r', { "
                "title = 'R' }) }, phases = { phase('p', { title = 'P', steps = { tell('t', { title = 'T', to = 'r' }) "
                "} }) } })",
                {"workflow.lua:1: 'confidential' in 'workflow': onbekend woord 'iedereen'; mogelijk is team"}},
        BadFile{
            "key of a workflow",
            "return workflow('Wijk aanpak', {})",
            {"workflow.lua:1: 'Wijk aanpak' is geen id: gebruik kleine letters, cijfers en _, begin met een letter, "
             "hoogstens "
             "64 tekens",
             "workflow.lua:1: in 'workflow' \"Wijk aanpak\" ontbreekt de sleutel 'title': hoe het programma heet",
             "workflow.lua:1: in 'workflow' \"Wijk aanpak\" ontbreekt de sleutel 'version': de versie van deze tekst, "
             "telt op "
             "vanaf 1",
             "workflow.lua:1: in 'workflow' \"Wijk aanpak\" ontbreekt de sleutel 'api': de versie van de woorden; nu 1",
             "workflow.lua:1: in 'workflow' \"Wijk aanpak\" ontbreekt de sleutel 'roles': wie meedoen",
             "workflow.lua:1: in 'workflow' \"Wijk aanpak\" ontbreekt de sleutel 'phases': de fasen, op volgorde"}}));

struct BadPart {
    const char* name;
    const char* parts;  // on line 2
    Lines complaints;
};

void PrintTo(const BadPart& bad, std::ostream* out)
{
    *out << bad.name;
}

class BadParts : public testing::TestWithParam<BadPart> {};

TEST_P(BadParts, AreRefusedWithTheirPlaceAndWhatWouldBeRight)
{
    EXPECT_EQ(complaints_about(bundle_of(around(GetParam().parts))), GetParam().complaints);
}

constexpr const char* one_role = "roles = { role('r', { title = 'R' }) }";

std::string with_input(const std::string& field)
{
    return std::string(one_role) + ", input = { " + field + " }";
}

INSTANTIATE_TEST_SUITE_P(
    Roles, BadParts,
    testing::Values(
        BadPart{"same role twice",
                "roles = { role('r', { title = 'R' }),\n role('r', { title = 'S' }) }",
                {"workflow.lua:3: role \"r\" bestaat al op workflow.lua:2; kies een andere id"}},
        BadPart{"role without title",
                "roles = { role('r', {}) }",
                {"workflow.lua:2: in 'role' \"r\" ontbreekt de sleutel 'title': hoe de rol heet"}},
        BadPart{
            "competence that is no text",
            "roles = { role('r', { title = 'R', competences = { 3 } }) }",
            {"workflow.lua:2: 'competences' in 'role': verwacht een lijst van teksten, bijvoorbeeld { \"luisteren\" "
             "}, niet een tabel"}},
        BadPart{"field among roles",
                "roles = { role('r', { title = 'R' }), field('x', { title = 'X', kind = 'text' }) }",
                {"workflow.lua:2: 'field' hoort in input, settings of fields = { … }, niet in 'roles'"}}));

struct BadField {
    const char* field;
    Lines complaints;
};

void PrintTo(const BadField& bad, std::ostream* out)
{
    *out << bad.field;
}

class BadFields : public testing::TestWithParam<BadField> {};

TEST_P(BadFields, AreRefusedWithTheirPlaceAndWhatWouldBeRight)
{
    EXPECT_EQ(complaints_about(bundle_of(around(with_input(GetParam().field)))), GetParam().complaints);
}

INSTANTIATE_TEST_SUITE_P(
    Fields, BadFields,
    testing::Values(
        BadField{"field('x', { title = 'X', kind = 'choice' })",
                 {"workflow.lua:2: bij soort 'choice' hoort options = { option(\"id\", { title = \"…\" }), … }"}},
        BadField{"field('x', { title = 'X', kind = 'count', options = { option('a', { title = 'A' }) } })",
                 {"workflow.lua:2: een vraag van soort 'count' heeft geen options; die horen bij choice en choices"}},
        BadField{"field('x', { title = 'X', kind = 'choice', options = { option('a', { title = 'A' }), option('a', { "
                 "title = 'B' }) } })",
                 {"workflow.lua:2: option \"a\" bestaat al op workflow.lua:2; kies een andere id"}},
        BadField{"field('x', { title = 'X', kind = 'text', min = 1 })",
                 {"workflow.lua:2: min en max horen bij getallen, niet bij soort 'text'"}},
        BadField{"field('x', { title = 'X', kind = 'count', min = 5, max = 2 })",
                 {"workflow.lua:2: min (5) is groter dan max (2)"}},
        BadField{"field('x', { title = 'X', kind = 'count', min = 5, default = 2 })",
                 {"workflow.lua:2: default 2 ligt niet tussen min en max"}},
        BadField{"field('x', { title = 'X', kind = 'count', default = -1 })",
                 {"workflow.lua:2: deze default past niet bij soort 'count'"}},
        BadField{"field('x', { title = 'X', kind = 'per_mille', default = 1001 })",
                 {"workflow.lua:2: deze default past niet bij soort 'per_mille'"}},
        BadField{"field('x', { title = 'X', kind = 'money', default = 12.50 })",
                 {"workflow.lua:2: deze default past niet bij soort 'money'"}},
        BadField{"field('x', { title = 'X', kind = 'date', default = '20-11-2026' })",
                 {"workflow.lua:2: deze default past niet bij soort 'date'"}},
        BadField{"field('x', { title = 'X', kind = 'yes_no', default = 'ja' })",
                 {"workflow.lua:2: deze default past niet bij soort 'yes_no'"}},
        BadField{"field('x', { title = 'X', kind = 'person', default = 'Jan' })",
                 {"workflow.lua:2: deze default past niet bij soort 'person'"}},
        BadField{
            "field('x', { title = 'X', kind = 'choice', default = 'b', options = { option('a', { title = 'A' }) } })",
            {"workflow.lua:2: deze default past niet bij soort 'choice'"}},
        BadField{"field('x', { title = 'X', kind = 'choices', default = { 'a', 'b' }, options = { option('a', { title "
                 "= 'A' }) } })",
                 {"workflow.lua:2: deze default past niet bij soort 'choices'"}},
        BadField{"field('x', { title = 'X', kind = 'count', default = {} })",
                 {"workflow.lua:2: deze default past niet bij soort 'count'"}},
        BadField{"field('x', { title = 'X', kind = 'count', default = function() end })",
                 {"workflow.lua:2: 'default' in 'field': verwacht een tekst, een getal, true, false of een lijst van "
                  "teksten, niet "
                  "een functie; een functie hoort in when of in value"}},
        BadField{"field('x', { title = 'X', kind = 'count' }), field('x', { title = 'Y', kind = 'count' })",
                 {"workflow.lua:2: field \"x\" bestaat al op workflow.lua:2; kies een andere id"}}));

INSTANTIATE_TEST_SUITE_P(
    Triggers, BadParts,
    testing::Values(
        BadPart{"unknown fact",
                "roles = { role('r', { title = 'R' }) }, on = { when_event('w', { event = 'run.ended', start = 'x',\n "
                "input = { wie = 'evnt.assignment' } }) }",
                {"workflow.lua:2: input 'wie': 'evnt.assignment' is geen bekend feit (bedoelt u 'event'?); het begint "
                 "met input, "
                 "settings, event, een feit van het programma of een stap"}},
        BadPart{
            "two of them",
            "roles = { role('r', { title = 'R' }) }, on = { when_event('w', { event = 'run.ended', start = 'x' }),\n "
            "when_event('w', { event = 'run.ended', start = 'y' }) }",
            {"workflow.lua:3: when_event \"w\" bestaat al op workflow.lua:2; kies een andere id"}},
        BadPart{"merge as a word",
                "roles = { role('r', { title = 'R' }) }, on = { when_event('w', { event = 'run.ended', start = 'x',\n "
                "merge = 'ja' }) }",
                {"workflow.lua:3: 'merge' in 'when_event': verwacht true of false, niet een tekst"}},
        BadPart{
            "step as start",
            "roles = { role('r', { title = 'R' }) }, on = { when_event('w', { event = 'run.ended', start = 'X y' }) }",
            {"workflow.lua:2: 'start' in 'when_event': 'X y' is geen id: gebruik kleine letters, cijfers en _"}}));

struct BadForms {
    const char* name;
    const char* forms;
    Lines complaints;
};

void PrintTo(const BadForms& bad, std::ostream* out)
{
    *out << bad.name;
}

class BadFormFiles : public testing::TestWithParam<BadForms> {};

TEST_P(BadFormFiles, AreRefusedWithTheirPlaceAndWhatWouldBeRight)
{
    EXPECT_EQ(complaints_about(bundle_of(around(one_role), GetParam().forms)), GetParam().complaints);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, BadFormFiles,
    testing::Values(
        BadForms{"six questions",
                 "local f = {}\nfor i = 1, 6 do f[i] = field('q' .. i, { title = 'Q', kind = 'text' }) end\n"
                 "return forms({ form('lang', { title = 'Lang', fields = f }) })",
                 {"forms.lua:3: formulier \"lang\" heeft 6 vragen; hoogstens 5, want ieders tijd is schaars"}},
        BadForms{"question called outcome",
                 "return forms({ form('f', { title = 'F', fields = { field('outcome', { title = 'O', kind = 'text' }) "
                 "} }) })",
                 {"forms.lua:1: een vraag kan niet \"outcome\" heten: zo heet de uitkomst van een stap"}},
        BadForms{"same form twice",
                 "return forms({ form('f', { title = 'F', fields = {} }),\n form('f', { title = 'G', fields = {} }) })",
                 {"forms.lua:2: form \"f\" bestaat al op forms.lua:1; kies een andere id"}},
        BadForms{"no list",
                 "return forms(form('f', { title = 'F', fields = {} }))",
                 {"forms.lua:1: 'forms' krijgt één lijst; schrijf forms({ …, … })"}},
        BadForms{"no return",
                 "forms({})",
                 {"forms.lua:1: dit bestand geeft geen forms terug; begin met: return forms({ …, … })"}},
        BadForms{"step among forms",
                 "return forms({ task('a', { title = 'A', role = 'r' }) })",
                 {"forms.lua:1: 'task' hoort in steps = { … }, niet in 'forms'"}},
        BadForms{"syntax",
                 "return forms({",
                 {"forms.lua:1: dit teken wordt hier niet verwacht bij het einde van het bestand"}}));

}  // namespace wd::script::test
