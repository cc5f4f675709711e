// Work that was in flight when the process ended, twice in a row, is parked and not tried again (RULES B4).
// SPDX-License-Identifier: EUPL-1.2
#include "after_crash.hpp"
#include "rehearsal.hpp"

#include <gtest/gtest.h>

namespace wd::crash {

namespace {

// The first action that does left-over work or fires a timer for a programme.
std::int64_t first_due(const Story& story)
{
    for (std::size_t i = 0; i < story.actions.size(); ++i)
        if (story.actions[i].kind == ActionKind::due)
            return static_cast<std::int64_t>(i);
    return -1;
}

// A child that ends in the middle of the turn of this action.
Heard end_within(const std::filesystem::path& directory, std::int64_t from, std::int64_t action,
                 std::int64_t syncs_first)
{
    ChildOrder order = Rehearsal::once().order(directory);
    order.from = from;
    order.arm_at = action;
    order.ending = Ending::power_loss;
    order.stop_at = 1;
    order.syncs_first = syncs_first;
    return run_child(order, {});
}

int count_parked(runtime::Engine& engine)
{
    int parked = 0;
    for (const store::ProgrammeId id : engine.store().list_programmes())
        for (const auto& [run_id, run] : engine.find_programme(id)->runs)
            parked += run.stuck && run.stuck->reason == domain::StuckReason::twice_crashed ? 1 : 0;
    return parked;
}

class Parked : public ::testing::Test {
protected:
    Parked()
    {
        Rehearsal::once().copy_template_to(store_);
        // At the first end nothing is marked yet; from then on a mark is made, with one sync, before each turn.
        EXPECT_TRUE(end_within(store_, 0, due_, 0).was_killed);
        EXPECT_TRUE(end_within(store_, due_, due_, 1).was_killed);
    }
    Stage open() const
    {
        return {store_, time_before(telling_.story, static_cast<std::size_t>(due_)), store::Durability::off};
    }
    const Action& due() const { return telling_.story.actions[static_cast<std::size_t>(due_)]; }

    const Telling& telling_ = Rehearsal::once().telling();
    const std::int64_t due_ = first_due(telling_.story);
    TemporaryDirectory directory_;
    const std::filesystem::path store_ = directory_.path() / "store";
};

}  // namespace

TEST_F(Parked, AfterOneEndInFlightTheWorkIsDoneAsIfNothingHadBeen)
{
    Stage stage = open();

    stage.play(due());

    EXPECT_EQ(count_parked(stage.engine()), 0);
    EXPECT_EQ(difference(telling_.after(static_cast<std::size_t>(due_) + 1), picture_of(store_)), "");
}

TEST_F(Parked, AfterTwoEndsInFlightTheWorkIsParkedAndItsRunSaysSo)
{
    EXPECT_TRUE(end_within(store_, due_, due_, 1).was_killed);
    Stage stage = open();

    stage.play(due());

    EXPECT_EQ(count_parked(stage.engine()), 1);
    EXPECT_EQ(check_sound(store_), std::vector<std::string>{});
    EXPECT_EQ(check_health(stage.engine()), std::vector<std::string>{});
}

TEST_F(Parked, TheEngineGoesOnWithEverythingElse)
{
    EXPECT_TRUE(end_within(store_, due_, due_, 1).was_killed);
    Stage stage = open();
    stage.play(due());

    for (std::size_t i = static_cast<std::size_t>(due_) + 1; i < telling_.story.actions.size(); ++i)
        for (const runtime::Reply& reply : stage.play(telling_.story.actions[i]))
            EXPECT_TRUE(reply.answer || reply.answer.error().code != Errc::unavailable)
                << to_text(reply.answer.error());

    EXPECT_EQ(check_sound(store_), std::vector<std::string>{});
    EXPECT_EQ(check_health(stage.engine()), std::vector<std::string>{});
}

}  // namespace wd::crash
