// Deadlines, anchors and reminders as time, people, pauses and calendars move them; and dates that nobody can mean.
// SPDX-License-Identifier: EUPL-1.2
#include "stage.hpp"

#include <limits>

namespace wd::test {

namespace {

// The calendar that a store was opened with may change from one start to the next.
runtime::EngineOptions closed_on(std::string_view date)
{
    runtime::EngineOptions options;
    options.calendar =
        *calendar::Calendar::create({}, {{day(date), day(date), calendar::ClosedKind::closure, "Wijkfeest", ""}});
    return options;
}

const domain::TimerSet* timer_of(Stage& stage, std::string_view step, domain::TimerKind kind)
{
    const domain::Task& task = stage.state().tasks.at(stage.task(step));
    const auto timer = stage.state().timers.find({*task.run, *task.path, kind});
    return timer == stage.state().timers.end() ? nullptr : &timer->second;
}

std::optional<Date> reminder_of(Stage& stage, std::string_view step)
{
    const domain::TimerSet* timer = timer_of(stage, step, domain::TimerKind::remind);
    return timer == nullptr ? std::nullopt : timer->date;
}

std::optional<Date> due_of(Stage& stage, std::string_view step)
{
    return stage.state().tasks.at(stage.task(step)).due;
}

// `plan` asks for a date; the other branch counts from it, with a reminder.
std::string anchored_on_plan(std::string_view role = "werker")
{
    return one_phase(fmt::format(R"(together("sporen", {{ branches = {{
        {{ id = "x", steps = {{ task("zaal", {{ title = "Zaal", role = "{}", before = "2 weken voor avond", remind = "1 week" }}) }} }},
        {{ id = "y", steps = {{ task("plan", {{ title = "Plan", role = "leider" }}),
                            task("avond", {{ title = "Avond", role = "werker", form = "f", within = "8 weken" }}) }} }} }} }}))",
                                 role));
}

constexpr const char* one_date =
    R"(return forms({ form("f", { title = "F", fields = { field("datum", { title = "D", kind = "date" }) } }) }))";

}  // namespace

TEST(Dates, ThatNobodyCanMeanAreRefusedAndTheProgrammeStaysReadable)
{
    Stage stage{one_phase(R"(task("avond", { title = "Avond", role = "werker", form = "f" }),
                             task("na", { title = "Na", role = "werker", within = "2 weken na avond" }))"),
                one_date};

    for (const char* date : {"9999-12-31", "0001-01-01", "1899-12-31", "2200-01-01"}) {
        const domain::CompleteTask answer{stage.task("avond"), json::object{{"datum", date}}};
        EXPECT_NE(stage.refused(answer, stage.worker).find("een datum van 1900 tot en met 2199"), std::string::npos);
    }
    stage.complete("avond", json::object{{"datum", "2199-12-31"}});

    EXPECT_EQ(due_of(stage, "na"), day("2200-01-14"));
    stage.open();
    EXPECT_EQ(due_of(stage, "na"), day("2200-01-14"));
}

TEST(Money, ThatCannotBeSummedIsRefused)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker" }))")};
    const auto budget = [&](std::int64_t cents) {
        return domain::AddMoney{stage.programme, domain::MoneyKind::budget, cents, {}, {}, {}, {}};
    };

    stage.refused(budget(std::numeric_limits<std::int64_t>::max()), stage.leader);
    stage.must(budget(1'000'000'000'000), stage.leader);
    stage.must(budget(1'000'000'000'000), stage.leader);

    stage.open();
    EXPECT_EQ(stage.engine->ledger_of(stage.programme).budget_cents, 2'000'000'000'000);
}

// --- Anchors

TEST(Anchor, IsADateThatWasAskedAtTheStart)
{
    Stage stage{
        one_phase(R"(task("a", { title = "A", role = "werker", before = "2 weken voor input_raad" }))",
                  R"(input = { field("raad", { title = "Wanneer?", kind = "date", default = "2026-03-02" }) },)")};

    EXPECT_EQ(due_of(stage, "a"), day("2026-02-16"));
}

TEST(Reminder, WaitsWithItsDeadlineForTheAnchor)
{
    for (const char* role : {"werker", "bewoners"}) {
        Stage stage{anchored_on_plan(role), one_date};
        ASSERT_FALSE(reminder_of(stage, "zaal").has_value());

        stage.must(domain::CompleteTask{stage.task("plan"), json::object{}}, stage.leader);

        // 5 January + 8 weeks is 2 March, two weeks before it 16 February.
        EXPECT_EQ(reminder_of(stage, "zaal"), day("2026-02-09")) << role;
        stage.pass_to("2026-02-10");
        EXPECT_EQ(stage.count("task.reminded"), 1) << role;
    }
}

TEST(Reminder, FollowsWhenTheAnchorMoves)
{
    for (const char* role : {"werker", "bewoners"}) {
        Stage stage{anchored_on_plan(role), one_date};
        stage.must(domain::CompleteTask{stage.task("plan"), json::object{}}, stage.leader);

        stage.must(domain::MoveStep{stage.task("avond"), day("2026-03-30"), Text{"de zaal is bezet"}}, stage.worker);
        EXPECT_EQ(reminder_of(stage, "zaal"), day("2026-03-09")) << role;
        stage.complete("avond", json::object{{"datum", "2026-05-25"}});
        EXPECT_EQ(reminder_of(stage, "zaal"), day("2026-05-04")) << role;
    }
}

TEST(Reminder, OfTheOldDateGoesWhenAPersonChoosesADateTooNearForOne)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker", within = "4 weken", remind = "1 week" }))")};
    ASSERT_EQ(reminder_of(stage, "a"), day("2026-01-26"));

    stage.must(domain::RescheduleTask{stage.task("a"), day("2026-01-09"), {}}, stage.worker);

    EXPECT_FALSE(reminder_of(stage, "a").has_value());
    stage.pass_to("2026-02-16");
    EXPECT_EQ(stage.count("task.reminded"), 0);
    EXPECT_TRUE(stage.state().tasks.at(stage.task("a")).late);
}

// --- Calendars

TEST(Calendar, ANewClosedDayMovesAnchoredDeadlinesAndTheirReminders)
{
    Stage stage{anchored_on_plan(), one_date};
    stage.must(domain::CompleteTask{stage.task("plan"), json::object{}}, stage.leader);
    ASSERT_EQ(due_of(stage, "zaal"), day("2026-02-16"));

    stage.open(closed_on("2026-02-16"));
    stage.engine->run_all_due();

    EXPECT_EQ(due_of(stage, "zaal"), day("2026-02-13"));
    EXPECT_EQ(reminder_of(stage, "zaal"), day("2026-02-06"));
    EXPECT_EQ(due_of(stage, "avond"), day("2026-03-02")) << "nothing happened to that day";
}

TEST(Calendar, ADateThatMovesTakesAlongWhatCountsFromIt)
{
    Stage stage{anchored_on_plan(), one_date};
    stage.must(domain::CompleteTask{stage.task("plan"), json::object{}}, stage.leader);

    stage.open(closed_on("2026-03-02"));
    stage.engine->run_all_due();

    EXPECT_EQ(due_of(stage, "avond"), day("2026-03-03"));
    EXPECT_EQ(due_of(stage, "zaal"), day("2026-02-17"));
}

TEST(Calendar, WhatAPersonIsAskedAboutIsNotMovedAgainAndAgain)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker", within = "10 werkdagen" }))")};
    ASSERT_EQ(due_of(stage, "a"), day("2026-01-19"));
    stage.clock.advance_to(*parse_timestamp("2026-01-19T12:00:00Z"));
    stage.open(closed_on("2026-01-07"));
    stage.engine->run_all_due();
    ASSERT_EQ(due_of(stage, "a"), day("2026-01-20"));
    stage.clock.advance_to(*parse_timestamp("2026-01-20T12:00:00Z"));

    stage.open();  // the day is a working day after all, so the term ended yesterday
    stage.engine->run_all_due();
    const std::int64_t moved = stage.count("timer.moved");
    EXPECT_FALSE(timer_of(stage, "a", domain::TimerKind::due)->at.has_value());
    stage.open(closed_on("2026-12-30"));
    stage.engine->run_all_due();

    EXPECT_EQ(stage.count("timer.moved"), moved);
    stage.pass_to("2026-02-02");
    EXPECT_FALSE(stage.state().tasks.at(stage.task("a")).late);
}

// --- Pauses

TEST(Pause, OfAWeekendCostsNoWorkingDay)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker", within = "10 werkdagen" }))")};
    stage.pass_to("2026-01-10");
    stage.must(domain::PauseProgramme{stage.programme, Text{"de subsidie is onzeker"}}, stage.leader);
    stage.pass_to("2026-01-12");

    stage.must(domain::ResumeProgramme{stage.programme, true}, stage.leader);

    EXPECT_EQ(due_of(stage, "a"), day("2026-01-19"));
    EXPECT_EQ(stage.count("timer.moved"), 0);
}

TEST(Pause, LeavesALegalTermAloneAlsoWhenItsPhaseHasClosed)
{
    Stage stage{one_phase(R"(together("sporen", { branches = {
        { id = "x", steps = { task("bezwaar", { title = "Bezwaar", role = "werker", within = "6 weken", legal = true, carry = true }) } },
        { id = "y", steps = { task("klaar", { title = "Klaar", role = "werker" }), go("verder", { phase = "twee" }) } } } }))")};
    const TaskId legal = stage.task("bezwaar");
    stage.complete("klaar");
    ASSERT_TRUE(stage.state().tasks.at(legal).carried);
    const std::optional<Date> due = stage.state().tasks.at(legal).due;

    stage.must(domain::PauseProgramme{stage.programme, Text{"de subsidie is onzeker"}}, stage.leader);
    stage.pass_to("2026-01-26");
    stage.must(domain::ResumeProgramme{stage.programme, true}, stage.leader);

    EXPECT_EQ(stage.state().tasks.at(legal).due, due);
}

// --- Looking again

TEST(LookAgain, DoesNotUndoAChoiceThatWasMadeMeanwhile)
{
    Stage stage{one_phase(R"(task("a", { title = "A", role = "werker" }))")};
    stage.must(domain::AddLinkage{stage.programme, domain::LinkageLevel::synergy, Text{"Riool"}, {}}, stage.leader);
    const domain::EntryId linkage = stage.engine->ledger_of(stage.programme).linkages.begin()->first;
    stage.must(domain::ChooseLinkage{linkage, false, Text{"te vroeg"}, {}, day("2026-02-02")}, stage.leader);

    stage.must(domain::ChooseLinkage{linkage, true, {}, {}, {}}, stage.leader);
    stage.pass_to("2026-03-02");

    EXPECT_EQ(stage.engine->ledger_of(stage.programme).linkages.at(linkage), domain::LinkageState::chosen);
    stage.open();
    EXPECT_EQ(stage.engine->ledger_of(stage.programme).linkages.at(linkage), domain::LinkageState::chosen);
}

}  // namespace wd::test
