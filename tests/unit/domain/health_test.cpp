// What a run says of its waits and of what it misses: who can end a wait, what is really missing, and what is late for whom.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/health.hpp"

#include "domain/missing_facts.hpp"
#include "scene.hpp"

namespace wd::domain::test {

namespace {

using Sentences = std::vector<std::string>;

RunHealth health(Scene& scene, std::string_view today = "2026-11-20")
{
    return health_of(scene.programme, scene.ledger(), scene.run(), scene.workflow(), day(today));
}

AskedAt asked(Scene& scene)
{
    return {scene.programme, scene.ledger(), scene.run(), scene.workflow(), "begin#1/kies"};
}

void add_area(Scene& scene, std::int64_t inhabitants)
{
    Area area;
    area.kind = "wijk";
    area.name = "Voorbeeldwijk";
    area.inhabitants = inhabitants;
    scene.ledger().areas[AreaId{71}] = std::move(area);
}

Step titled(std::string id, std::string title, StepKind kind = StepKind::task)
{
    Step step;
    step.id = std::move(id);
    step.title = std::move(title);
    step.kind = kind;
    step.role = "opbouwwerker";
    return step;
}

// A gate of these roles that nobody may decide who completed 'vooraf'.
TaskId open_independent_gate(Scene& scene, std::vector<std::string> deciders)
{
    GateTerms terms;
    terms.deciders = std::move(deciders);
    terms.needs = {"vooraf"};
    terms.independent = true;
    Step gate;
    gate.id = "verder";
    gate.kind = StepKind::gate;
    gate.title = "Kan het plan door?";
    gate.terms = std::move(terms);
    return scene.open(std::move(gate));
}

void stuck_on(Scene& scene, std::string fact)
{
    scene.run().stuck = RunStuck{StuckReason::missing_fact, "begin#1/kies", std::move(fact), "workflow.lua:9"};
}

}  // namespace

TEST(MissingFacts, OfAShareAreThePeopleWeSpokeAndTheInhabitantsWhicheverLack)
{
    Scene scene;
    for (const char* share : {"reach", "reach.per_mille"})
        EXPECT_EQ(missing_behind(share, asked(scene)), (Sentences{"reach", "population.inhabitants"})) << share;

    scene.ledger().reach["deur"] = 80;
    EXPECT_EQ(missing_behind("reach.per_mille", asked(scene)), Sentences{"population.inhabitants"});
    EXPECT_EQ(missing_behind("reach.huiskamer", asked(scene)), Sentences{"reach.huiskamer"});
    scene.ledger().reach.clear();
    add_area(scene, 1000);
    EXPECT_EQ(missing_behind("reach.per_mille", asked(scene)), Sentences{"reach"});
}

TEST(MissingFacts, EachNameTheCommandThatSuppliesThem)
{
    Scene scene;
    const std::pair<const char*, const char*> cases[] = {
        {"reach", "(reach record)"},
        {"reach.huiskamer", "(reach record)"},
        {"population", "inwoners (area import)"},
        {"population.inhabitants", "inwoners (area import)"},
        {"population.dwellings", "woningen (area import)"},
        {"core_team.filled", "(assignment start)"},
        {"commitments.open", "(commitment add)"},
        {"money.budget", "(money add)"},
        {"measures.rekening", "(measure add)"},
        {"handover", "(handover start)"},
        {"handover.receiver", "(handover receiver)"},
        {"handover.last_day", "(assignment announce-end)"},
        {"handover.accepted_on", "(handover accept)"},
        {"input.kanalen", "bij de start niet ingevuld"},
        {"settings.minimum", "(workflow install)"},
        {"event.person", "begon niet door een gebeurtenis"},
    };
    for (const auto& [fact, remedy] : cases)
        EXPECT_NE(remedy_for(fact, asked(scene)).find(remedy), std::string::npos)
            << fact << ": " << remedy_for(fact, asked(scene));
}

TEST(MissingFacts, OfAStepNameItsTaskItsTurnOrWhoLeftItOpen)
{
    Scene scene;
    const TaskId counting = scene.open(titled("tellen", "Tel de huizen"));
    const TaskId figure = [&] {
        Step measure = titled("rekening", "Hoe hoog is de rekening?", StepKind::measure);
        measure.terms = MeasureTerms{"rekening", FieldKind::money};
        return scene.open(std::move(measure));
    }();
    scene.workflow().phases.front().steps.push_back(titled("later", "Kijk terug"));

    EXPECT_EQ(remedy_for("tellen.huizen", asked(scene)),
              fmt::format("beantwoord {}, 'Tel de huizen' (task complete)", counting));
    EXPECT_EQ(remedy_for("all.tellen[1].huizen", asked(scene)), remedy_for("tellen.huizen", asked(scene)));
    EXPECT_EQ(remedy_for("measures.rekening", asked(scene)),
              fmt::format("beantwoord {}, 'Hoe hoog is de rekening?' (measure add)", figure));
    EXPECT_EQ(remedy_for("later.indruk", asked(scene)), "dat komt uit 'Kijk terug', en die stap is nog niet begonnen");

    StepRecord& step = scene.run().steps.at("begin#1/tellen");
    step.state = StepState::done;
    step.closed_at = morning_of("2026-11-10");
    EXPECT_EQ(
        remedy_for("tellen.huizen", asked(scene)),
        fmt::format("bij 'Tel de huizen' is die vraag opengelaten: laat wie dat invulde, het aanvullen (correct {})",
                    counting));
    step.state = StepState::skipped;
    EXPECT_NE(remedy_for("tellen.huizen", asked(scene)).find("is overgeslagen of vervallen"), std::string::npos);
}

TEST(Health, NamesWhatIsReallyMissingWithItsCommandAndPlace)
{
    Scene scene;
    scene.ledger().reach["deur"] = 80;
    stuck_on(scene, "reach.per_mille");

    EXPECT_EQ(
        health(scene).cannot_move_because,
        "kan niet verder: population.inhabitants ontbreekt bij stap begin#1/kies (workflow.lua:9); lees de gebieden "
        "in met hun aantal inwoners (area import); daarna gaat het vanzelf door");
}

TEST(Health, OfAGateThatNobodyMayDecideIsAnIncidentThatSaysWhatHelps)
{
    Scene scene;
    scene.workflow().phases.front().steps.push_back(titled("vooraf", "Denk vooraf na"));
    scene.close("vooraf", StepKind::reflection, leader, morning_of("2026-11-10"));
    open_independent_gate(scene, {"projectleider"});

    const RunHealth told = health(scene);

    ASSERT_TRUE(told.cannot_move_because);
    for (const char* part : {"'Kan het plan door?'", "mag nu niemand met de rol", "'Denk vooraf na'",
                             "(assignment start)", "(position deputy)", "(absence add)"})
        EXPECT_NE(told.cannot_move_because->find(part), std::string::npos) << part << ": " << *told.cannot_move_because;
    EXPECT_EQ(told.waiting_for.size(), 1U);
}

TEST(Health, OfAGateMovesAsSoonAsSomebodyElseMayDecide)
{
    for (const bool deputy : {false, true}) {
        Scene scene;
        scene.close("vooraf", StepKind::reflection, leader, morning_of("2026-11-10"));
        open_independent_gate(scene, {"projectleider"});
        ASSERT_TRUE(health(scene).cannot_move_because);

        if (deputy) {
            scene.ledger().positions.at(scene.position("projectleider")).deputy = stranger;
            scene.ledger().absences[AbsenceId{81}] = Absence{leader, day("2026-11-16"), day("2026-11-30")};
        } else
            scene.ledger().assignments[AssignmentId{82}] =
                Assignment{scene.position("projectleider"), stranger, day("2026-11-20")};

        EXPECT_FALSE(health(scene).cannot_move_because) << deputy;
    }
}

TEST(Health, OfAGateIsNoIncidentWhileARoleIsEmptyOrAGroupDecidesOrTheRoleHasSpoken)
{
    Scene scene;
    scene.close("vooraf", StepKind::reflection, leader, morning_of("2026-11-10"));
    const TaskId gate = open_independent_gate(scene, {"bewonersgroep", "wethouder"});
    EXPECT_FALSE(health(scene).cannot_move_because);

    scene.task(gate).deciders = {"projectleider"};
    scene.task(gate).answers.push_back(GateAnswered{gate, "projectleider", GateOutcome::go, {}, {}, {}, {}});
    EXPECT_FALSE(health(scene).cannot_move_because);
}

TEST(Health, SaysOfWhatShouldHaveBeenDoneThatItsDayHasPassedAndLooksAhead)
{
    Scene scene;
    const TaskId past = scene.open(titled("tellen", "Tel de huizen"));
    const TaskId coming = scene.open(titled("meten", "Meet de straat"));
    scene.task(past).due = day("2020-10-20");
    scene.task(coming).due = day("2026-11-20");

    const RunHealth told = health(scene);

    ASSERT_EQ(told.waiting_for.size(), 2U);
    EXPECT_TRUE(told.waiting_for[0].late);
    EXPECT_EQ(told.waiting_for[0].until, day("2020-10-20"));
    EXPECT_TRUE(told.waiting_for[0].text.ends_with("Tel de huizen; had 20 okt 2020 klaar moeten zijn"))
        << told.waiting_for[0].text;
    EXPECT_FALSE(told.waiting_for[1].late);
    EXPECT_EQ(told.next_date, day("2026-11-20"));
    EXPECT_FALSE(health(scene, "2026-11-21").next_date);
}

TEST(Health, CallsNothingLateThatIsAskedOfResidentsOrPutOffOrVotedOnOrPaused)
{
    Scene scene;
    Step of_residents = titled("vraag", "Wat vindt u?");
    of_residents.role = "bewonersgroep";
    const TaskId asked_of_residents = scene.open(std::move(of_residents));
    const TaskId put_off = scene.open(titled("later", "Kijk terug"));
    scene.task(put_off).state = TaskState::waiting;
    const TaskId vote = scene.open(StepKind::vote);
    for (const TaskId task : {asked_of_residents, put_off, vote})
        scene.task(task).due = day("2020-10-20");

    for (const Waiting& waiting : health(scene).waiting_for) {
        EXPECT_FALSE(waiting.late) << waiting.text;
        EXPECT_EQ(waiting.text.find("klaar moeten zijn"), std::string::npos) << waiting.text;
        if (waiting.task == asked_of_residents) {
            EXPECT_FALSE(waiting.until) << waiting.text;
        }
    }

    scene.task(put_off).state = TaskState::offered;
    scene.programme.state = ProgrammeState::paused;
    for (const Waiting& waiting : health(scene).waiting_for)
        EXPECT_FALSE(waiting.late) << waiting.text;
}

}  // namespace wd::domain::test
