// Right files: every word and key arrives where the domain wants it.
// SPDX-License-Identifier: EUPL-1.2
#include "bundles.hpp"

#include <gtest/gtest.h>

namespace wd::script::test {

using Lines = std::vector<std::string>;

using namespace domain;

// The steps of the first phase of workflow_of().
class Loading : public testing::Test {
protected:
    const Steps& load(const std::string& steps, const std::string& before = "")
    {
        auto loaded = load_workflow(bundle_of(workflow_of(steps, before), plain_forms()));
        if (!loaded) {
            ADD_FAILURE() << to_text(loaded.error());
            static const Steps none(1);
            return none;
        }
        loaded_ = std::move(*loaded);
        return loaded_->workflow().phases.at(0).steps;
    }
    const Step& load_one(const std::string& step) { return load(step).at(0); }

    std::unique_ptr<LoadedWorkflow> loaded_;
};

TEST_F(Loading, ATaskWithAllItsKeys)
{
    const Step& step = load_one(
        R"(task("a", { title = "Bel aan", role = "leider", form = "verslag", within = "2 weken", remind = "3 dagen",
        legal = true, carry = true, minutes = 30, late = { tell("b", { title = "Te laat", to = "leider" }) } }))");

    EXPECT_EQ(step.id, "a");
    EXPECT_EQ(step.kind, StepKind::task);
    EXPECT_EQ(step.title, "Bel aan");
    EXPECT_EQ(step.role, "leider");
    EXPECT_EQ(step.form, "verslag");
    EXPECT_EQ(*step.due, (calendar::Rule{{2, calendar::Unit::week}, calendar::Direction::after, ""}));
    EXPECT_EQ(*step.remind, (calendar::Period{3, calendar::Unit::day}));
    EXPECT_TRUE(step.legal);
    EXPECT_TRUE(step.carry);
    EXPECT_EQ(step.minutes, 30);
    ASSERT_EQ(step.late.size(), 1u);
    EXPECT_EQ(step.late[0].id, "b");
    EXPECT_EQ(step.line, 6);
    EXPECT_EQ(step.file, "workflow.lua");
}

TEST_F(Loading, ATaskWithoutWhatMayBeLeftOut)
{
    const Step& step = load_one(R"(task("a", { title = "A", role = "leider" }))");

    EXPECT_EQ(step.form, "");
    EXPECT_FALSE(step.due);
    EXPECT_FALSE(step.remind);
    EXPECT_FALSE(step.legal);
    EXPECT_FALSE(step.carry);
    EXPECT_EQ(step.minutes, 0);
    EXPECT_EQ(step.after_downtime, AfterDowntime::once);
    EXPECT_TRUE(step.late.empty());
    EXPECT_TRUE(step.outcomes.empty());
    EXPECT_TRUE(std::holds_alternative<NoTerms>(step.terms));
}

TEST_F(Loading, ATermBeforeAndAfterSomethingElse)
{
    const Steps& steps = load(R"(meeting("raad", { title = "Raad", role = "leider" }),
        task("a", { title = "A", role = "leider", before = "10 werkdagen voor raad" }),
        task("b", { title = "B", role = "leider", within = "1 maand na raad" }))");

    EXPECT_EQ(*steps[1].due, (calendar::Rule{{10, calendar::Unit::working_day}, calendar::Direction::before, "raad"}));
    EXPECT_EQ(*steps[2].due, (calendar::Rule{{1, calendar::Unit::month}, calendar::Direction::after, "raad"}));
}

TEST_F(Loading, AVote)
{
    const Step& step = load_one(
        R"(vote("v", { title = "Stemming", role = "leider", base = "households", electorate = "population.dwellings",
        threshold = 600, set_by = "bewoners", quorum = 300, closes = "6 weken",
        outcomes = { no_quorum = {}, rejected = { tell("b", { title = "B", to = "leider" }) }, accepted = {} } }))");
    const auto& vote = std::get<VoteTerms>(step.terms);

    EXPECT_EQ(vote.base, VoteBase::households);
    EXPECT_EQ(vote.electorate, "population.dwellings");
    EXPECT_EQ(vote.threshold, 600);
    EXPECT_FALSE(vote.threshold_max);
    EXPECT_EQ(vote.set_by, "bewoners");
    EXPECT_EQ(vote.quorum, 300);
    EXPECT_EQ(step.due->period, (calendar::Period{6, calendar::Unit::week}));
}

TEST_F(Loading, OutcomesInTheOrderOfTheClosedList)
{
    const Step& step = load_one(R"(vote("v", { title = "V", role = "leider", base = "cast",
        outcomes = { no_quorum = { tell("n", { title = "N", to = "leider" }) }, rejected = {}, counted = {}, accepted = {} } }))");

    std::vector<std::string> names;
    for (const OutcomeSteps& outcome : step.outcomes)
        names.push_back(outcome.outcome);
    EXPECT_EQ(names, (std::vector<std::string>{"accepted", "counted", "rejected", "no_quorum"}));
    EXPECT_EQ(step.outcomes[3].steps.at(0).id, "n");
    EXPECT_TRUE(step.outcomes[0].steps.empty());
}

TEST_F(Loading, AVoteWhoseThresholdIsStillToBePicked)
{
    const Step& step =
        load_one(R"(vote("v", { title = "V", role = "leider", base = "residents", threshold = { min = 600, max = 700 },
        set_by = "bewoners", outcomes = { rejected = {}, no_quorum = {} } }))");

    EXPECT_EQ(std::get<VoteTerms>(step.terms).threshold, 600);
    EXPECT_EQ(std::get<VoteTerms>(step.terms).threshold_max, 700);
}

TEST_F(Loading, DecisionsOfCouncilAndBoard)
{
    const Steps& steps = load(R"(decision("a", { title = "A", role = "leider", outcomes = { reject = {} } }),
        decision("b", { title = "B", role = "leider", body = "board", outcomes = { reject = {} } }))");

    EXPECT_EQ(std::get<DecisionTerms>(steps[0].terms).body, DecisionBody::council);
    EXPECT_EQ(std::get<DecisionTerms>(steps[1].terms).body, DecisionBody::board);
}

TEST_F(Loading, AGate)
{
    const Step& step = load(R"(task("a", { title = "A", role = "leider" }),
        gate("g", { title = "G", deciders = { "leider", "bewoners" }, needs = { "a", "reach_recorded" }, back = { "begin", "slot" },
          independent = true, outcomes = { go_with_conditions = {}, not_now = {} } }))")
                           .at(1);
    const auto& gate = std::get<GateTerms>(step.terms);

    EXPECT_EQ(gate.deciders, (std::vector<std::string>{"leider", "bewoners"}));
    EXPECT_EQ(gate.needs, (std::vector<std::string>{"a", "reach_recorded"}));
    EXPECT_EQ(gate.back, (std::vector<std::string>{"begin", "slot"}));
    EXPECT_TRUE(gate.independent);
}

TEST_F(Loading, AMeasure)
{
    const auto& measure = std::get<MeasureTerms>(
        load_one(R"(measure("m", { title = "M", role = "leider", measure = "energierekening", unit = "money" }))")
            .terms);

    EXPECT_EQ(measure.measure, "energierekening");
    EXPECT_EQ(measure.unit, FieldKind::money);
}

TEST_F(Loading, TheThreeKindsOfWaiting)
{
    const Steps& steps = load(
        R"(wait("a", { time = "6 weken" }), wait("b", { date = "input.start" }), wait("c", { event = "vote.closed" }))");
    const auto terms = [&](std::size_t i) { return std::get<WaitTerms>(steps[i].terms); };

    EXPECT_EQ(terms(0).what, WaitFor::time);
    EXPECT_EQ(terms(0).time->period, (calendar::Period{6, calendar::Unit::week}));
    EXPECT_EQ(terms(1).what, WaitFor::date);
    EXPECT_EQ(terms(1).date, "input.start");
    EXPECT_EQ(terms(2).what, WaitFor::event);
    EXPECT_EQ(terms(2).event, "vote.closed");
}

TEST_F(Loading, AChoiceWithItsFunctions)
{
    const Step& step = load_one(R"(choose("k", { branches = {
        { when = function(c) return c.reach.per_mille < 100 end, steps = { finish("weg") } },
        { when = function(c) return true end,
          steps = { tell("b", { title = "B", to = "leider" }) } },
        { otherwise = true } } }))");
    const auto& branches = std::get<Branches>(step.terms).list;

    ASSERT_EQ(branches.size(), 3u);
    EXPECT_EQ(branches[0].when.index, 0);
    EXPECT_EQ(branches[1].when.index, 1);
    EXPECT_FALSE(branches[2].when);
    EXPECT_EQ(branches[0].steps.at(0).kind, StepKind::finish);
    EXPECT_TRUE(branches[2].steps.empty());
    EXPECT_EQ(loaded_->workflow().lines_of_functions, (std::vector<std::string>{"workflow.lua:7", "workflow.lua:8"}));
}

TEST_F(Loading, BlocksInBlocks)
{
    const Steps& steps = load(R"(each("k", { over = "input.kanalen", live = true, steps = {
        together("t", { branches = { { id = "x", steps = { first("f", { branches = { { id = "y", steps = {
          tell("a", { title = "A {k}", to = "leider" }) } } } }) } }, { id = "z", steps = {} } } }) } }))");
    const auto& each = std::get<EachTerms>(steps.at(0).terms);
    const auto& together = std::get<Branches>(each.steps.at(0).terms).list;

    EXPECT_EQ(each.over, "input.kanalen");
    EXPECT_TRUE(each.live);
    EXPECT_EQ(together.at(0).id, "x");
    EXPECT_EQ(together.at(1).id, "z");
    EXPECT_EQ(together.at(0).steps.at(0).kind, StepKind::first);
    EXPECT_EQ(std::get<Branches>(together.at(0).steps.at(0).terms).list.at(0).steps.at(0).title, "A {k}");
}

TEST_F(Loading, AChildWithFactsAndPlainValues)
{
    const Steps& steps =
        load(R"(each("k", { over = "areas.deelgebied", steps = { start("s", { workflow = "overdracht", wait = false,
        input = { b = 5, a = "k", d = "gewone tekst", c = "input.aantal", e = { "x", "y" }, f = "k.l m", g = "today" } }) } }))");
    const auto& start = std::get<StartTerms>(std::get<EachTerms>(steps.at(0).terms).steps.at(0).terms);

    EXPECT_EQ(start.workflow, "overdracht");
    EXPECT_FALSE(start.wait);
    ASSERT_EQ(start.input.size(), 7u);
    EXPECT_EQ(start.input[0].name, "a");
    EXPECT_EQ(start.input[0].path, "k");
    EXPECT_EQ(start.input[1].path, "");
    EXPECT_EQ(start.input[1].literal, json::value(5));
    EXPECT_EQ(start.input[2].path, "input.aantal");
    EXPECT_EQ(start.input[3].literal, json::value("gewone tekst"));
    EXPECT_EQ(start.input[4].literal, json::value({"x", "y"}));
    EXPECT_EQ(start.input[5].literal, json::value("k.l m"));
    EXPECT_EQ(start.input[6].path, "today");
}

TEST_F(Loading, TheOtherWords)
{
    const Steps& steps = load(R"(compute("a", { value = function(c) return 1 end }),
        call("b", { plugin = "email", action = "stuur", input = { aan = "input.aantal" }, outcomes = { refused = {}, failed = {} } }),
        friction("c", { title = "Schuurt", role = "leider", outcomes = { stop = {} } }),
        reflection("d", { title = "Nabespreking", role = "leider" }),
        choose("e", { branches = { { otherwise = true, steps = { go("f", { phase = "slot" }) } } } }))");

    EXPECT_EQ(std::get<ComputeTerms>(steps[0].terms).value.index, 0);
    EXPECT_EQ(std::get<CallTerms>(steps[1].terms).plugin, "email");
    EXPECT_EQ(std::get<CallTerms>(steps[1].terms).action, "stuur");
    EXPECT_EQ(steps[2].kind, StepKind::friction);
    EXPECT_EQ(steps[3].kind, StepKind::reflection);
    EXPECT_EQ(std::get<GoTerms>(std::get<Branches>(steps[4].terms).list.at(0).steps.at(0).terms).phase, "slot");
}

TEST_F(Loading, QuestionsOfEveryKind)
{
    const auto loaded = load_workflow(bundle_of(R"(
local fields = {}
for i, kind in ipairs({ "count", "number", "per_mille", "money", "date", "yes_no", "person", "area", "text" }) do
  fields[i] = field("v" .. i, { title = kind, kind = kind, required = i > 1 })
end
table.insert(fields, field("c", { title = "C", kind = "choice", options = { option("a", { title = "A" }) }, default = "a" }))
table.insert(fields, field("d", { title = "D", kind = "choices", options = { option("a", { title = "A" }) }, default = { "a" } }))
table.insert(fields, field("e", { title = "E", kind = "money", min = 0, max = 5000, default = 100 }))
table.insert(fields, field("f", { title = "F", kind = "number", min = -5, default = 2.5 }))
table.insert(fields, field("g", { title = "G", kind = "date", default = "2026-02-28" }))
table.insert(fields, field("h", { title = "H", kind = "yes_no", default = false }))
return workflow("vragen", { title = "V", version = 3, api = 1, confidential = "team", settings = fields,
  roles = { role("r", { title = "R" }) }, phases = { phase("p", { title = "P", steps = { tell("t", { title = "T", to = "r" }) } }) } })
)"));
    ASSERT_TRUE(loaded) << to_text(loaded.error());
    const Workflow& workflow = (*loaded)->workflow();
    const auto& fields = workflow.settings;

    EXPECT_TRUE(workflow.confidential);
    EXPECT_EQ(workflow.version, 3);
    ASSERT_EQ(fields.size(), 15u);
    EXPECT_EQ(fields[0].kind, FieldKind::count);
    EXPECT_FALSE(fields[0].required);
    EXPECT_TRUE(fields[1].required);
    EXPECT_TRUE(fields[1].standard.is_null());
    EXPECT_EQ(fields[9].standard, json::value("a"));
    EXPECT_EQ(fields[10].standard, json::value({"a"}));
    EXPECT_EQ(fields[11].max, 5000);
    EXPECT_EQ(fields[11].standard, json::value(100));
    EXPECT_EQ(fields[12].min, -5);
    EXPECT_EQ(fields[12].standard, json::value(2.5));
    EXPECT_EQ(fields[13].standard, json::value("2026-02-28"));
    EXPECT_EQ(fields[14].standard, json::value(false));
}

TEST_F(Loading, TextsInOneNormalForm)
{
    const Step& step = load_one("tell('a', { title = 'Cafe\xCC\x81', to = 'leider' })");

    EXPECT_EQ(step.title, "Caf\xC3\xA9");
}

TEST_F(Loading, AFileThatBeginsWithAByteOrderMark)
{
    EXPECT_TRUE(load_workflow(bundle_of("\xEF\xBB\xBF" + workflow_of("tell('a', { title = 'A', to = 'leider' })"))));
}

TEST_F(Loading, StepsThatAreMadeByLocalFunctionsAndLoops)
{
    const Steps& steps = load("table.unpack(veel)", R"(
local veel = {}
for _, naam in ipairs({ "een", "twee" }) do
  veel[#veel + 1] = tell(naam, { title = ("Bericht %s"):format(naam), to = "leider" })
end)");

    ASSERT_EQ(steps.size(), 2u);
    EXPECT_EQ(steps[1].title, "Bericht twee");
    EXPECT_EQ(steps[1].line, 5);
}

// --- lib/ ------------------------------------------------------------------------------------------------------------------

TEST(LoadingLibrary, GivesFunctionsConstantsAndSteps)
{
    const Bundle bundle = with_library(
        with_library(
            bundle_of(workflow_of("lib.delen.bericht('a'), compute('b', { value = function(c) return "
                                  "lib.rekenen.helft(lib.rekenen.grens) end })")),
            "delen",
            "return {\n  bericht = function(id)\n    return tell(id, { title = 'B', to = 'leider' })\n  end }"),
        "rekenen", "return { grens = 500, helft = function(x) return x // 2 end }");
    const auto loaded = load_workflow(bundle);
    ASSERT_TRUE(loaded) << to_text(loaded.error());
    const Steps& steps = (*loaded)->workflow().phases[0].steps;

    EXPECT_EQ(steps[0].id, "a");
    EXPECT_EQ(steps[0].file, "lib/delen.lua");
    EXPECT_EQ(steps[0].line, 3);
}

TEST(LoadingLibrary, LetsFilesUseEachOther)
{
    Bundle bundle = bundle_of(workflow_of("tell('a', { title = lib.a.tekst, to = 'leider' })"));
    bundle = with_library(bundle, "b", "return { tekst = 'uit b' }");
    bundle = with_library(bundle, "a", "return { tekst = lib.b.tekst .. ' en a' }");
    const auto loaded = load_workflow(bundle);

    ASSERT_TRUE(loaded) << to_text(loaded.error());
    EXPECT_EQ((*loaded)->workflow().phases[0].steps[0].title, "uit b en a");
}

TEST(LoadingLibrary, ComplainsAboutItsFilesToo)
{
    const auto complaints = [](const std::string& code) {
        return complaints_about(
            with_library(bundle_of(workflow_of("tell('a', { title = 'A', to = 'leider' })")), "x", code));
    };

    EXPECT_EQ(complaints("return {"),
              Lines{"lib/x.lua:1: dit teken wordt hier niet verwacht bij het einde van het bestand"});
    EXPECT_EQ(complaints("local x = 1"),
              Lines{"lib/x.lua:1: dit bestand geeft geen tabel terug; eindig met: return { naam = … }"});
    EXPECT_EQ(complaints("\nreturn { a = os.time }"), Lines{"lib/x.lua:2: 'os' is er niet: een workflow kan niet bij "
                                                            "bestanden, het systeem of de klok; gebruik c.today voor "
                                                            "de datum"});
    EXPECT_EQ(complaints("error('stuk')"), Lines{"lib/x.lua:1: de functie meldt: stuk"});
    EXPECT_EQ(complaints("return { a = lib.x }"),
              Lines{"lib/x.lua:1: lib.x heeft zichzelf nodig; haal de kring tussen de bestanden van lib/ weg"});
    EXPECT_EQ(complaints("return { a = lib.y }"),
              Lines{"lib/x.lua:1: lib.y is er niet: het bestand lib/y.lua ontbreekt"});
}

TEST(LoadingLibrary, CannotBeChangedByTheWorkflow)
{
    const Bundle bundle =
        with_library(bundle_of(workflow_of("tell('a', { title = 'A', to = 'leider' })", "lib.x.grens = 2")), "x",
                     "return { grens = 1 }");
    EXPECT_EQ(complaints_about(bundle),
              std::vector<std::string>{
                  "workflow.lua:2: 'grens' kan hier niet veranderen: een functie rekent met wat er is en legt niets "
                  "vast; gebruik een lokale variabele"});
}

TEST(LoadingTwice, GivesTheSameWorkflow)
{
    const Bundle bundle = bundle_of_folder("sample");
    const auto one = load_workflow(bundle);
    const auto other = load_workflow(bundle);

    EXPECT_EQ((*one)->workflow().hash, (*other)->workflow().hash);
    EXPECT_EQ((*one)->workflow().lines_of_functions, (*other)->workflow().lines_of_functions);
}

}  // namespace wd::script::test
