// The writer thread before an engine that misbehaves: it goes on, it does not spin, and who waits for an answer gets one.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/writer.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace wd::test {

namespace {

// What the writer asked for, and what the engine shall do about it. Outlives the engine.
struct Script {
    VirtualClock clock{*parse_timestamp("2026-01-05T08:00:00Z")};
    std::optional<Timestamp> next;
    bool breaks_off = false;  // instead of saying when the next timer is due, or answering
    int can_do = 0;           // of what is due
    std::atomic<int> tried = 0;
    std::atomic<int> tidied = 0;
    int chores = 0;
};

class ScriptedEngine final : public runtime::Engine {
public:
    explicit ScriptedEngine(Script& script) : script_(script) {}

    std::vector<runtime::Reply> execute(std::span<const runtime::Request> requests) override
    {
        if (script_.breaks_off)
            throw std::out_of_range("proef");
        return std::vector<runtime::Reply>(requests.size());
    }
    runtime::Reply install(const runtime::Install&) override { return {}; }
    int run_due(int) override
    {
        ++script_.tried;
        return script_.can_do;
    }
    int run_all_due() override { return 0; }
    std::optional<Timestamp> next_due() override
    {
        if (script_.breaks_off)
            throw StoreFailure(Errc::unavailable, "proef");
        return script_.next;
    }
    void start() override {}
    bool tidy_some() override { return ++script_.tidied < script_.chores; }
    const domain::Programme* find_programme(store::ProgrammeId) override { return nullptr; }
    const domain::Workflow* find_workflow(const Sha256&) override { return nullptr; }
    const domain::Workflow* find_active_workflow(std::string_view) override { return nullptr; }
    const domain::Ledger& ledger_of(store::ProgrammeId) override { throw Bug("not in this test"); }
    store::Store& store() override { throw Bug("not in this test"); }
    const Clock& clock() const override { return script_.clock; }

private:
    Script& script_;
};

std::unique_ptr<runtime::Writer> start(Script& script)
{
    return runtime::start_writer(std::make_unique<ScriptedEngine>(script), runtime::Timers::fire);
}

// So many rounds of the writer, one after the other.
void let_work(runtime::Writer& writer, int rounds)
{
    for (int i = 0; i < rounds; ++i) {
        std::promise<void> done;
        ASSERT_TRUE(writer.submit([&done](runtime::Engine&) { done.set_value(); }));
        done.get_future().wait();
    }
}

}  // namespace

TEST(Writer, RestsWhenNothingOfWhatIsDueCanBeDone)
{
    Script script;
    script.next = script.clock.now();
    const auto writer = start(script);

    let_work(*writer, 50);
    writer->stop();

    EXPECT_LE(script.tried, 2);
}

TEST(Writer, GoesOnWhenTimersCannotBeLookedAt)
{
    Script script;
    script.breaks_off = true;
    const auto writer = start(script);

    let_work(*writer, 3);
    writer->stop();

    EXPECT_EQ(script.tried, 0);
}

TEST(Writer, WaitsForAFarDateWithoutCountingTooFar)
{
    Script script;
    script.next = Timestamp::max();
    const auto writer = start(script);

    let_work(*writer, 3);
    writer->stop();

    EXPECT_EQ(script.tried, 0);
}

TEST(Writer, SurvivesWorkThatThrows)
{
    Script script;
    const auto writer = start(script);

    EXPECT_TRUE(writer->submit([](runtime::Engine&) { throw std::out_of_range("proef"); }));

    let_work(*writer, 1);
}

TEST(Writer, AnswersWhoWaitsWhenTheEngineItselfBreaksOff)
{
    Script script;
    script.breaks_off = true;
    const auto writer = start(script);
    std::promise<runtime::Reply> answer;

    EXPECT_TRUE(writer->submit(runtime::Request{domain::AddPerson{}, {}, "", {}},
                               [&](const runtime::Reply& reply) { answer.set_value(reply); }));

    EXPECT_EQ(answer.get_future().get().answer.error().code, Errc::unavailable);
}

TEST(Writer, DoesHousekeepingInPortionsBetweenCommandsAndThenRests)
{
    Script script;
    script.chores = 5;
    const auto writer = start(script);

    let_work(*writer, 50);
    writer->stop();

    EXPECT_EQ(script.tidied, 5);
}

}  // namespace wd::test
