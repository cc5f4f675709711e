// Promises as time goes by: the day after their date they are found silent, and a gate that asks for it waits until a word is said.
// SPDX-License-Identifier: EUPL-1.2
#include "stage.hpp"

namespace wd::test {

namespace {

constexpr std::string_view gate =
    R"(gate("verder", { title = "Verder?", deciders = { "leider" }, needs = { "no_silent_promises" },
         outcomes = { not_now = {} } }))";

domain::EntryId promised(Stage& stage, std::string_view due)
{
    domain::AddCommitment command;
    command.programme = stage.programme;
    command.text = Text{"De lift wordt gemaakt"};
    command.owner = stage.worker;
    command.due = *parse_date(due);
    return *parse_id<domain::EntryTag>(std::string_view{stage.must(command, stage.worker).at("entry").as_string()});
}

domain::DecideGate go(Stage& stage)
{
    domain::DecideGate command;
    command.task = stage.task("verder");
    command.outcome = domain::GateOutcome::go;
    return command;
}

}  // namespace

TEST(PromisesInTime, FallSilentOnTheDayAfterAndHoldUpTheGateUntilAWordIsSaid)
{
    Stage stage{one_phase(gate)};
    const domain::EntryId id = promised(stage, "2026-01-12");
    stage.pass_to("2026-01-12");
    EXPECT_EQ(stage.count("commitment.silent"), 0) << "the day itself still counts";

    stage.pass_to("2026-01-13");
    EXPECT_EQ(stage.count("commitment.silent"), 1);
    EXPECT_NE(stage.last("commitment.silent").find("overdue"), std::string::npos);
    EXPECT_NE(stage.refused(go(stage), stage.leader).find("er is niets over gezegd"), std::string::npos);

    domain::ChangeCommitment word;
    word.commitment = id;
    word.told_by = stage.worker;
    word.told_on = *parse_date("2026-01-13");
    stage.must(word, stage.worker);
    stage.pass_to("2026-02-13");
    EXPECT_EQ(stage.count("commitment.silent"), 1) << "once is enough";
    stage.must(go(stage), stage.leader);
}

TEST(PromisesInTime, ThatAreKeptOrMovedDoNotFallSilent)
{
    Stage stage{one_phase(gate)};
    const domain::EntryId kept = promised(stage, "2026-01-12");
    const domain::EntryId moved = promised(stage, "2026-01-12");
    domain::CloseCommitment close;
    close.commitment = kept;
    stage.must(close, stage.worker);
    domain::ChangeCommitment change;
    change.commitment = moved;
    change.due = *parse_date("2026-03-01");
    stage.must(change, stage.worker);

    stage.pass_to("2026-02-01");
    EXPECT_EQ(stage.count("commitment.silent"), 0);
    stage.pass_to("2026-03-02");
    EXPECT_EQ(stage.count("commitment.silent"), 1);
}

TEST(PromisesInTime, OutliveTheProcessThatHeardThem)
{
    Stage stage{one_phase(gate)};
    promised(stage, "2026-01-12");
    stage.open();

    stage.pass_to("2026-01-13");

    EXPECT_EQ(stage.count("commitment.silent"), 1);
    EXPECT_EQ(stage.engine->ledger_of(stage.programme).commitments.begin()->second.silent, domain::Silence::overdue);
}

}  // namespace wd::test
