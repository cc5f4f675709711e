// A programme as a whole: pausing, going on, stopping with lessons, municipality codes, and who holds which position.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/access.hpp"
#include "domain/deadlines.hpp"
#include "domain/pause.hpp"
#include "scene.hpp"

namespace wd::domain::test {

namespace {

void pause_since(Scene& scene, std::string_view date)
{
    scene.programme.state = ProgrammeState::paused;
    scene.programme.paused_since = day(date);
}

TimerSet timer(TimerKind kind, std::string rule, std::string_view date)
{
    const bool deadline = kind == TimerKind::due || kind == TimerKind::close;
    TimerSet set = deadline ? deadline_on(kind, rule, day(date)) : wake_on(kind, rule, day(date));
    const bool clock = kind != TimerKind::remind && !rule.empty();
    if (const Result<calendar::Period> period = calendar::parse_period(rule); clock && period)
        set.from = calendar::Calendar{}.subtract(day(date), *period);
    return set;
}

void set_timer(Scene& scene, std::string step, TimerSet set)
{
    const TimerKey key{run_id, child_path(phase_path("begin", 1), step), set.kind};
    scene.programme.timers[key] = std::move(set);
}

// --- Every state with every command

struct ProgrammeRow {
    ProgrammeState state;
    std::string_view pause, resume, stop, record;  // "" when it may
};

TEST(ProgrammeTable, EveryStateAnswersEveryCommandAsAgreed)
{
    const std::vector<ProgrammeRow> rows{
        {ProgrammeState::open, "", "staat niet stil", "", ""},
        {ProgrammeState::paused, "staat al stil, sinds 2026-11-02", "", "", ""},
        {ProgrammeState::stopped, "is gestopt", "is gestopt", "is gestopt", "is gestopt"},
    };
    for (const ProgrammeRow& row : rows) {
        Scene scene;
        scene.programme.paused_since = day("2026-11-02");
        scene.programme.state = row.state;
        const auto check = [&](const Result<Payloads>& decided, std::string_view says) {
            if (says.empty())
                EXPECT_TRUE(decided) << to_text(decided.error());
            else
                expect_refused(decided, Errc::wrong_state, says);
        };
        SCOPED_TRACE(name_of(row.state));

        check(scene.decide(PauseProgramme{here, Text{"Zomer"}}), row.pause);
        check(scene.decide(ResumeProgramme{here, true}), row.resume);
        check(scene.decide(StopProgramme{here, Text{"De wijk gaat zelf verder"}, {}}), row.stop);
        check(scene.decide(AddLinkage{here, LinkageLevel::synergy, Text{"Riool"}, {}}), row.record);
        check(scene.decide(RecordReach{here, "deur", 3, {}, {}}), row.record);
        check(scene.decide(AddMeasure{here, {}, "bomen", 3, {}, Text{"Telling"}, {}}), row.record);
        check(scene.decide(SendSignal{here, "energieprijs", {}, {}}), row.record);
        check(scene.decide(AddJournal{here, JournalKind::lesson, Text{"Begin klein"}, {}, {}, {}, {}}), row.record);
        check(scene.decide(AddMoney{here, MoneyKind::budget, 100, {}, {}, {}, {}}), row.record);
        check(scene.decide(AddDocument{here, Text{"Plan"}, Text{"https://example.nl/plan"}, {}, {}, {}}), row.record);
        check(scene.decide(AddCommitment{here, Text{"We bellen terug"}, {}, {}, {}}), row.record);
        check(scene.decide(AddContact{here, Text{"Mw. De Wit"}, {}, {}, {}}), row.record);
        check(scene.decide(AddPastDecision{here, Text{"Aangewezen"}, day("2020-01-01"), {}}), row.record);
        check(scene.decide(AddTask{here, Text{"Bel"}, {}, {}, {}}), row.record);
        check(scene.decide(RaiseFriction{here, Text{"Te snel"}, {}}), row.record);
        check(scene.decide(ChangeMunicipality{here, "GM0363", "GM0362", day("2026-01-01")}), row.record);
        check(scene.decide(StartAssignment{here, "opbouwwerker", stranger, {}}), row.record);
        check(scene.decide(ImportAreas{here, {NewArea{"1", "", "wijk", "Noord", "", 0, 0, "", ""}}}), row.record);
    }
}

// --- Who may

TEST(Leading, IsDoneByNameAndNotAsAdministrator)
{
    Scene scene;
    scene.context.who = Actor{{}, 1000};

    expect_refused(scene.decide(PauseProgramme{scene.programme.id, Text{"zomer"}}), Errc::not_allowed, "(--as)");
    expect_refused(scene.decide(StopProgramme{scene.programme.id, Text{"klaar"}, {}}), Errc::not_allowed, "(--as)");
    expect_refused(scene.decide(ResumeProgramme{scene.programme.id, true}), Errc::not_allowed, "(--as)");
    expect_refused(scene.decide(RaiseFriction{scene.programme.id, Text{"te snel"}, {}}), Errc::not_allowed, "(--as)");
}

TEST(Actors, AreTheEngineAnAdministratorOrSomebodyWhoIsKnown)
{
    Scene scene;
    EXPECT_TRUE(check_actor(scene.context));
    scene.as(nobody);
    EXPECT_EQ(check_actor(scene.context).error().code, Errc::not_found);
    scene.context.who = Actor{{}, 1000};
    EXPECT_TRUE(check_actor(scene.context));

    EXPECT_EQ(to_text(Actor{{}, 1000}), "beheerder uid-1000");
    EXPECT_EQ(to_text(Actor{}), "motor");
    for (const char* text : {"beheerder uid-1000", "motor uid-1000"})
        EXPECT_EQ(parse_actor(text).value(), (Actor{{}, 1000})) << text;
}

TEST(Pausing, IsForTheCoreTeamTheCommissionerAndTheEngine)
{
    Scene scene;
    const PauseProgramme command{here, Text{"Zomer"}};

    EXPECT_TRUE(scene.as(leader).decide(command));
    EXPECT_TRUE(scene.as(boss).decide(command));
    EXPECT_TRUE(scene.as(PersonId{}).decide(command));
    expect_refused(scene.as(resident).decide(command), Errc::not_allowed, "alleen het kernteam en de opdrachtgever");
    expect_refused(scene.as(stranger).decide(StopProgramme{here, Text{"x"}, {}}), Errc::not_allowed,
                   "alleen het kernteam");
}

TEST(Pausing, WantsAReasonAndKeepsTheDay)
{
    Scene scene;

    expect_refused(scene.decide(PauseProgramme{here, Text{" "}}), Errc::invalid, "'reason' is leeg");
    EXPECT_EQ(event_of<ProgrammePaused>(scene.decide(PauseProgramme{here, Text{"Zomer"}})).date, day("2026-11-20"));
}

TEST(Stopping, KeepsTheLessonsInTheJournal)
{
    Scene scene;
    const StopProgramme command{
        here, Text{"De wijk gaat zelf verder"}, {Text{"Begin bij de buren"}, Text{"Betaal uren"}}};

    const Result<Payloads> events = scene.decide(command);

    ASSERT_TRUE(events) << to_text(events.error());
    const auto stopped = list_events<ProgrammeStopped>(*events);
    const auto lessons = list_events<JournalAdded>(*events);
    ASSERT_EQ(stopped.size(), 1U);
    ASSERT_EQ(stopped[0].lessons.size(), 2U);
    EXPECT_EQ(scene.context.text_of(stopped[0].lessons[1]), "Betaal uren");
    ASSERT_EQ(lessons.size(), 2U) << "each lesson is a line of the journal as well";
    EXPECT_EQ(lessons[1].kind, JournalKind::lesson);
    EXPECT_EQ(scene.context.text_of(lessons[1].text), "Betaal uren");
    expect_refused(scene.decide(StopProgramme{here, Text{""}, {Text{""}}}), Errc::invalid, "2 dingen kloppen niet");
}

// --- Resuming

TEST(Resuming, ChangesNothingUntilItIsConfirmed)
{
    Scene scene;
    pause_since(scene, "2026-11-02");

    expect_refused(scene.decide(ResumeProgramme{here, {}}), Errc::invalid, "bevestig dan met 'confirm'");
    expect_refused(scene.decide(ResumeProgramme{here, false}), Errc::invalid, "bevestig dan met 'confirm'");
}

TEST(Resuming, GivesTheDaysThatThePauseTook)
{
    Scene scene;
    pause_since(scene, "2026-11-02");
    set_timer(scene, "a", timer(TimerKind::due, "6 weken", "2026-11-25"));

    const Payloads events = scene.decide(ResumeProgramme{here, true}).value();

    ASSERT_EQ(events.size(), 1U) << "the timers follow under their own runs";
    EXPECT_EQ(std::get<ProgrammeResumed>(events[0]).paused_days, 18);
    EXPECT_EQ(std::get<ProgrammeResumed>(events[0]).date, day("2026-11-20"));
}

TEST(Resuming, ShiftsByThePauseAndThenToAWorkingDay)
{
    Scene scene;
    pause_since(scene, "2026-11-02");
    set_timer(scene, "a", timer(TimerKind::due, "6 weken", "2026-11-25"));
    set_timer(scene, "b", timer(TimerKind::wait, "3 weken", "2026-11-24"));

    const auto resumed = resumed_timers(scene.programme, paused_days(scene.programme, scene.context), scene.context);

    ASSERT_EQ(resumed.size(), 2U);
    EXPECT_EQ(resumed[0].run, run_id);
    EXPECT_EQ(resumed[0].before, day("2026-11-25"));
    EXPECT_EQ(resumed[0].moved.timer.date, day("2026-12-14")) << "13 December is a Sunday";
    EXPECT_EQ(resumed[1].moved.timer.date, day("2026-12-14")) << "12 December is a Saturday";
}

TEST(Resuming, WhatARuleCountsFromMovesAlong)
{
    Scene scene;
    set_timer(scene, "a", timer(TimerKind::due, "6 weken", "2026-11-25"));

    EXPECT_EQ(resumed_timers(scene.programme, 5, scene.context).at(0).moved.timer.from, day("2026-10-19"));
}

TEST(Resuming, IsZeroDaysLongWithoutAPause)
{
    Scene scene;
    EXPECT_EQ(paused_days(scene.programme, scene.context), 0);
    pause_since(scene, "2026-11-20");
    EXPECT_EQ(paused_days(scene.programme, scene.context), 0);
    EXPECT_EQ(paused_days(scene.on("2026-11-23").programme, scene.context), 3);
}

struct Clock {
    std::string_view what;
    TimerSet set;
    bool moves;
};

TEST(Resuming, MovesOnlyClocksThatBeganWhenTheirStepOpened)
{
    const std::vector<Clock> rows{
        {"within", timer(TimerKind::due, "6 weken", "2026-12-01"), true},
        {"working days", timer(TimerKind::due, "10 werkdagen", "2026-12-01"), true},
        {"wait for a time", timer(TimerKind::wait, "1 maand", "2026-12-01"), true},
        {"every", timer(TimerKind::every, "6 weken", "2026-12-01"), true},
        {"anchored before", timer(TimerKind::due, "10 werkdagen voor raad", "2026-12-01"), false},
        {"anchored after", timer(TimerKind::due, "2 weken na avond", "2026-12-01"), false},
        {"a fixed date", timer(TimerKind::due, "", "2026-12-01"), false},
        {"wait for a date", timer(TimerKind::wait, "", "2026-12-01"), false},
        {"closing of a vote", timer(TimerKind::close, "4 weken", "2026-12-01"), false},
        {"nu niet", timer(TimerKind::again, "", "2026-12-01"), false},
        {"look again", timer(TimerKind::look_again, "", "2026-12-01"), false},
        {"no instant yet", TimerSet{TimerKind::due, "6 weken", {}, {}, {}}, false},
    };
    for (const Clock& row : rows) {
        Scene scene;
        set_timer(scene, "stap", row.set);

        EXPECT_EQ(resumed_timers(scene.programme, 10, scene.context).size(), row.moves ? 1U : 0U) << row.what;
    }
}

TEST(Resuming, KeepsTheKindOfInstant)
{
    Scene scene;
    set_timer(scene, "a", timer(TimerKind::due, "6 weken", "2026-11-24"));
    set_timer(scene, "b", timer(TimerKind::wait, "6 weken", "2026-11-24"));

    const auto resumed = resumed_timers(scene.programme, 1, scene.context);

    EXPECT_EQ(resumed.at(0).moved.timer.at, calendar::start_of(day("2026-11-26"))) << "a deadline passes the day after";
    EXPECT_EQ(resumed.at(1).moved.timer.at, calendar::start_of(day("2026-11-25"))) << "a wait ends when its day begins";
}

TEST(Resuming, NeverMovesALegalTerm)
{
    Scene scene;
    Step step;
    step.id = "bezwaar";
    step.role = "opbouwwerker";
    step.legal = true;
    scene.open(step);
    set_timer(scene, "bezwaar", timer(TimerKind::due, "6 weken", "2026-12-01"));

    EXPECT_TRUE(resumed_timers(scene.programme, 10, scene.context).empty());
}

TEST(Resuming, NeverMovesALegalTermThatOutlivedItsPhase)
{
    Scene scene;
    const TaskId carried = scene.open_ad_hoc();
    scene.task(carried).legal = true;
    const TimerSet set = timer(TimerKind::due, "6 weken", "2026-12-01");
    scene.programme.timers[TimerKey{RunId{}, to_text(carried), set.kind}] = set;

    EXPECT_TRUE(resumed_timers(scene.programme, 10, scene.context).empty());
}

struct PausedClock {
    std::string_view rule, from, resumed_on;
    int paused;
    std::string_view due;  // after the pause
};

TEST(Resuming, CountsThePausedDaysAsClosed)
{
    const std::vector<PausedClock> rows{
        {"10 werkdagen", "2026-01-05", "2026-01-12", 2, "2026-01-19"},   // a weekend: no working day was lost
        {"10 werkdagen", "2026-01-05", "2026-01-13", 3, "2026-01-20"},   // the Monday as well
        {"10 werkdagen", "2026-01-05", "2026-02-02", 21, "2026-02-09"},  // fifteen working days
        {"10 werkdagen", "2026-01-05", "2026-01-20", 1, "2026-01-20"},   // on its last day
        {"2 weken", "2026-01-05", "2026-01-12", 2, "2026-01-21"},
        {"1 maand", "2026-01-05", "2026-02-02", 28, "2026-03-05"},
        {"1 maand", "2026-01-31", "2026-03-03", 31, "2026-04-01"},  // nothing is a month before 31 March
    };
    for (const PausedClock& row : rows) {
        Scene scene;
        scene.on(row.resumed_on);
        const calendar::Rule rule = calendar::parse_rule(row.rule).value();
        TimerSet set =
            deadline_on(TimerKind::due, std::string(row.rule), scene.context.calendar().deadline(rule, day(row.from)));
        set.from = day(row.from);
        set_timer(scene, "a", set);
        SCOPED_TRACE(fmt::format("{} from {}, {} days paused", row.rule, row.from, row.paused));

        const auto resumed = resumed_timers(scene.programme, row.paused, scene.context);

        const TimerSet& after = resumed.empty() ? set : resumed.at(0).moved.timer;
        EXPECT_EQ(to_text(*after.date), row.due);
        EXPECT_EQ(scene.context.calendar().deadline(rule, *after.from), *after.date) << "a later calendar agrees";
    }
}

TEST(Resuming, AReminderGoesWithItsDeadline)
{
    Scene scene;
    set_timer(scene, "a", timer(TimerKind::due, "6 weken", "2026-12-01"));
    set_timer(scene, "a", timer(TimerKind::remind, "1 week", "2026-11-24"));
    set_timer(scene, "b", timer(TimerKind::due, "10 werkdagen voor raad", "2026-12-01"));
    set_timer(scene, "b", timer(TimerKind::remind, "1 week", "2026-11-24"));

    const auto resumed = resumed_timers(scene.programme, 7, scene.context);

    ASSERT_EQ(resumed.size(), 2U);
    for (const ResumedTimer& timer : resumed)
        EXPECT_EQ(timer.moved.path, "begin#1/a");
}

TEST(Resuming, AReminderForResidentsFollowsTheRuleOfItsStep)
{
    for (const bool anchored : {false, true}) {
        Scene scene;
        Step step;
        step.id = "mening";
        step.role = "bewonersgroep";
        step.due = calendar::parse_rule(anchored ? "3 weken na avond" : "3 weken").value();
        scene.open(step);
        set_timer(scene, "mening", timer(TimerKind::remind, "1 week", "2026-11-24"));

        EXPECT_EQ(resumed_timers(scene.programme, 7, scene.context).size(), anchored ? 0U : 1U);
    }
}

TEST(Resuming, OnTheSameDayMovesNothing)
{
    Scene scene;
    set_timer(scene, "a", timer(TimerKind::due, "6 weken", "2026-11-28"));

    EXPECT_TRUE(resumed_timers(scene.programme, 0, scene.context).empty());
}

// --- Municipality codes

TEST(Municipality, GetsAnotherCodeFromADate)
{
    Scene scene;

    const auto changed =
        event_of<AreaCodeChanged>(scene.decide(ChangeMunicipality{here, "GM0363", "GM1979", day("2021-01-01")}));

    EXPECT_FALSE(changed.area);
    EXPECT_EQ(changed.to_code, "GM1979");
}

TEST(Municipality, TwoThatMergeBecomeOneAlsoWhenTheyDoNotStandTogether)
{
    Scene scene;
    scene.programme.municipalities = {"GM0362", "GM0518", "GM0363"};

    scene.carry_out(ChangeMunicipality{here, "GM0363", "GM0362", day("2026-01-01")});

    EXPECT_EQ(scene.programme.municipalities, (std::vector<std::string>{"GM0362", "GM0518"}));
}

TEST(Municipality, MustBeOneOfTheProgramme)
{
    Scene scene;

    expect_refused(scene.decide(ChangeMunicipality{here, "GM0364", "GM1979", day("2021-01-01")}), Errc::invalid,
                   "hoort niet bij gemeente 'GM0364', wel bij GM0363 (bedoelt u 'GM0363'?)");
    expect_refused(scene.decide(ChangeMunicipality{here, "GM0363", "1979", day("2021-01-01")}), Errc::invalid,
                   "'1979' is geen gemeentecode");
    expect_refused(scene.decide(ChangeMunicipality{here, "GM0363", "GM0363", day("2021-01-01")}), Errc::invalid,
                   "gelijk aan de oude");
    expect_refused(scene.decide(ChangeMunicipality{here, "GM0363", "GM1979", day("2028-01-01")}), Errc::invalid,
                   "hoogstens een jaar vooruit");
}

// --- Assignments

TEST(Assignments, BeginTodayUnlessSaidOtherwise)
{
    Scene scene;

    const auto started = event_of<AssignmentStarted>(scene.decide(StartAssignment{here, "opbouwwerker", stranger, {}}));

    EXPECT_EQ(started.position, scene.position("opbouwwerker"));
    EXPECT_EQ(started.from, day("2026-11-20"));
    EXPECT_TRUE(scene.decide(StartAssignment{here, "bewonersgroep", team, day("2027-11-21")}));
}

TEST(Assignments, NeedAKnownRoleAndSomebodyWhoCanHoldIt)
{
    Scene scene;

    expect_refused(scene.decide(StartAssignment{here, "projectlijder", stranger, {}}), Errc::not_found,
                   "geen rol 'projectlijder' (bedoelt u 'projectleider'?)");
    expect_refused(scene.decide(StartAssignment{here, "projectleider", nobody, {}}), Errc::not_found, "persoon-99");
    expect_refused(scene.decide(StartAssignment{here, "projectleider", corporation, {}}), Errc::invalid,
                   "is een organisatie");
    expect_refused(scene.decide(StartAssignment{here, "projectleider", stranger, day("2027-11-22")}), Errc::invalid,
                   "hoogstens een jaar vooruit, tot en met 2027-11-21");
    expect_refused(scene.decide(StartAssignment{here, "projectleider", leader, {}}), Errc::duplicate,
                   "persoon-11 heeft de rol 'projectleider' al");
}

}  // namespace

}  // namespace wd::domain::test
