// Promises as time goes by: the day after their date they are found silent, and a gate that asks for it waits until a word is said.
// SPDX-License-Identifier: EUPL-1.2
#include "stage.hpp"

namespace wd::test {

namespace {

constexpr std::string_view promises_gate =
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

domain::AssignmentId chair_of(Stage& stage, PersonId person)
{
    for (const auto& [id, assignment] : stage.engine->ledger_of(stage.programme).assignments)
        if (assignment.person == person)
            return id;
    ADD_FAILURE() << domain::to_text(person);
    return {};
}

struct Unwatched {
    std::optional<PersonId> owner;
    std::string_view due = "";
};

// Writes promises as an engine did that did not watch them yet, and starts this one.
std::vector<domain::EntryId> told_by_an_earlier_engine(Stage& stage, const std::vector<Unwatched>& promises)
{
    promised(stage, "2027-01-01");
    auto added = read_json<domain::CommitmentAdded>(*parse_json(stage.last(domain::CommitmentAdded::type))).value();
    stage.engine.reset();
    const auto store = std::move(*store::open_store(stage.directory.path()));
    store->begin();
    const domain::Head head = store->find_head(stage.programme);
    store::Writes writes;
    writes.stream = stage.programme;
    writes.head_pseq = head.pseq;
    writes.head_hash = head.hash;
    std::vector<domain::EntryId> ids;
    for (const Unwatched& promise : promises) {
        added.entry = ids.emplace_back(domain::EntryId{store->take_id(stage.programme)});
        added.owner = promise.owner;
        added.due = promise.due.empty() ? std::nullopt : std::optional{*parse_date(promise.due)};
        writes.events.push_back({{}, 0, stage.clock.now(), {}, added});
    }
    store->append(writes);
    store->set_meta(store::promises_watched_meta, "");
    store->commit();
    return ids;
}

}  // namespace

TEST(PromisesInTime, FallSilentOnTheDayAfterAndHoldUpTheGateUntilAWordIsSaid)
{
    Stage stage{one_phase(promises_gate)};
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
    Stage stage{one_phase(promises_gate)};
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
    Stage stage{one_phase(promises_gate)};
    promised(stage, "2026-01-12");
    stage.open();

    stage.pass_to("2026-01-13");

    EXPECT_EQ(stage.count("commitment.silent"), 1);
    EXPECT_EQ(stage.engine->ledger_of(stage.programme).commitments.begin()->second.silent, domain::Silence::overdue);
}

TEST(PromisesInTime, OfWhoLeavesTheTeamAreSilentAtOnceAndHoldUpTheGate)
{
    Stage stage{one_phase(promises_gate)};
    const domain::EntryId id = promised(stage, "2026-06-01");
    stage.must(domain::EndAssignment{chair_of(stage, stage.worker), {}}, stage.leader);
    stage.pass_to("2026-01-06");

    EXPECT_NE(stage.last("commitment.silent").find("owner_left"), std::string::npos);
    EXPECT_NE(stage.refused(go(stage), stage.leader).find("vertrokken"), std::string::npos);

    domain::ChangeCommitment other;
    other.commitment = id;
    other.owner = stage.leader;
    stage.must(other, stage.leader);
    stage.must(go(stage), stage.leader);
}

TEST(PromisesInTime, OfAnnouncedLeaveAreSilentFromTheDayAfterTheLastDay)
{
    Stage stage{one_phase(promises_gate)};
    promised(stage, "2026-06-01");
    stage.must(domain::AnnounceEnd{chair_of(stage, stage.worker), *parse_date("2026-01-30"), {}}, stage.worker);

    stage.pass_to("2026-01-30");
    EXPECT_EQ(stage.count("commitment.silent"), 0);
    stage.pass_to("2026-01-31");
    EXPECT_NE(stage.last("commitment.silent").find("owner_left"), std::string::npos);
}

TEST(PromisesInTime, OfAnEarlierEngineFallSilentLikeAllOthers)
{
    Stage stage{one_phase(promises_gate)};
    const std::vector<domain::EntryId> ids =
        told_by_an_earlier_engine(stage, {{{}, "2026-06-01"},            // nobody owns it
                                          {stage.worker, "2025-12-01"},  // its day went by
                                          {stage.worker, "2026-02-02"},  // it will
                                          {stage.leader, ""},            // says no day
                                          {stage.resident, "2026-06-01"}});
    stage.open();
    stage.engine->run_all_due();

    const auto silent = [&](std::size_t i) {
        return stage.engine->ledger_of(stage.programme).commitments.at(ids.at(i)).silent;
    };
    EXPECT_EQ(silent(0), domain::Silence::no_owner);
    EXPECT_EQ(silent(1), domain::Silence::overdue);
    EXPECT_EQ(silent(2), std::nullopt);
    EXPECT_EQ(silent(3), std::nullopt);
    EXPECT_EQ(silent(4), std::nullopt);
    EXPECT_NE(stage.refused(go(stage), stage.leader).find("er is niets over gezegd"), std::string::npos);
    stage.pass_to("2026-02-03");
    EXPECT_EQ(silent(2), domain::Silence::overdue);
}

TEST(PromisesInTime, OfAnEarlierEngineAreSilentWhenTheirOwnerHasLeftSince)
{
    Stage stage{one_phase(promises_gate)};
    const domain::AssignmentId chair = chair_of(stage, stage.worker);
    const std::vector<domain::EntryId> ids =
        told_by_an_earlier_engine(stage, {{stage.worker, "2026-06-01"}, {stage.worker, ""}});
    {
        const auto store = std::move(*store::open_store(stage.directory.path()));
        store->begin();
        const domain::Head head = store->find_head(stage.programme);
        store::Writes writes;
        writes.stream = stage.programme;
        writes.head_pseq = head.pseq;
        writes.head_hash = head.hash;
        const domain::Assignment left = store->load_ledger(stage.programme).assignments.at(chair);
        writes.events.push_back(
            {{},
             0,
             stage.clock.now(),
             {},
             domain::AssignmentEnded{chair, left.position, left.person, *parse_date("2026-01-05")}});
        store->append(writes);
        store->commit();
    }
    stage.open();
    stage.engine->run_all_due();

    for (const domain::EntryId id : ids)
        EXPECT_EQ(stage.engine->ledger_of(stage.programme).commitments.at(id).silent, domain::Silence::owner_left);
}

TEST(PromisesInTime, AreLookedAfterOnceAndNoLaterStartSaysMore)
{
    Stage stage{one_phase(promises_gate)};
    told_by_an_earlier_engine(stage, {{{}, ""}, {stage.worker, "2026-02-02"}});
    stage.open();
    stage.engine->run_all_due();
    const std::size_t told = stage.log().size();

    stage.open();
    stage.engine->run_all_due();
    {
        stage.engine.reset();
        const auto store = std::move(*store::open_store(stage.directory.path()));
        store->begin();
        store->set_meta(store::promises_watched_meta, "");  // even when a slice came in
        store->commit();
    }
    stage.open();
    stage.engine->run_all_due();

    EXPECT_EQ(stage.log().size(), told);
}

}  // namespace wd::test
