// What the engine does when the world breaks or when we have made a mistake: nothing is lost, nothing is done twice, nobody is
// parked for what the disk did.
// SPDX-License-Identifier: EUPL-1.2
#include "stage.hpp"
#include "store/directory_logs.hpp"
#include "store/faulty_database.hpp"
#include "unsure_database.hpp"

namespace wd::test {

namespace {

// Opens the store of a stage on a database that the test can break, also when the engine opens it again.
class Troubled : public Stage {
public:
    using Stage::Stage;
    ~Troubled() { engine.reset(); }  // before what it refers to

    void open_faulty()
    {
        open_on([this] { return store::create_faulty_database(store::database_in(directory.path()), faults); });
    }
    void open_unsure()
    {
        open_on([this] { return std::make_unique<UnsureDatabase>(store::database_in(directory.path()), doubt); });
    }
    // Nothing fails any more.
    void mend()
    {
        faults.fail_at.reset();
        fail_after_reopening.reset();
        may_reopen = true;
    }

    store::Faults faults;
    Doubt doubt;
    std::optional<std::int64_t> fail_after_reopening;  // so many calls later
    bool may_reopen = true;

private:
    template <class MakeDatabase>
    void open_on(MakeDatabase make)
    {
        engine.reset();
        const auto opened = [this, make] {
            if (!may_reopen)
                throw StoreFailure(Errc::unavailable, "proef: de map is weg");
            auto store = store::open_store(std::unique_ptr<store::Database>(make()));
            if (!store)
                throw StoreFailure(store.error().code, store.error().message);
            return std::move(*store);
        };
        engine = runtime::create_engine(opened(), clock, {}, [this, opened] {
            auto store = opened();
            if (fail_after_reopening)
                faults.fail_at = faults.calls + *fail_after_reopening;
            return store;
        });
        engine->start();
    }
};

const char* const one_wait =
    R"(wait("rust", { time = "2 weken" }), task("daarna", { title = "Daarna", role = "werker" }))";

domain::AddPerson named(std::string_view name)
{
    domain::AddPerson person;
    person.name = Text{std::string(name)};
    return person;
}

std::size_t people(const Stage& stage)
{
    return (*store::open_reader(stage.directory.path()))->view("people", {}).size();
}

std::vector<domain::LoggedEvent> installation_log(const Stage& stage)
{
    return (*store::open_reader(stage.directory.path()))->list_events(domain::installation, 0, 100'000);
}

std::int64_t count_heads(const Stage& stage)
{
    const std::vector<domain::LoggedEvent> log = installation_log(stage);
    return std::count_if(log.begin(), log.end(), [](const auto& event) { return event.type == "heads.recorded"; });
}

}  // namespace

TEST(Trouble, TimerThatTheWorldRefusesTwiceFiresLaterAndParksNobody)
{
    for (std::int64_t first = 1; first < 80; first += 4)
        for (const std::int64_t second : {1, 20}) {
            Troubled stage{one_phase(one_wait)};
            stage.open_faulty();
            stage.clock.advance_to(stage.clock.now() + std::chrono::days{20});
            stage.fail_after_reopening = second;
            const std::int64_t planned = stage.faults.calls + first;
            stage.faults.fail_at = planned;

            stage.engine->run_due(10);
            const bool reached = stage.faults.calls >= planned;
            stage.mend();
            stage.engine->run_all_due();

            ASSERT_EQ(stage.count("run.stuck"), 0) << first << ", " << second;
            ASSERT_TRUE(stage.is_open("daarna")) << first << ", " << second;
            if (!reached)
                return;
        }
}

TEST(Trouble, WhenNothingCanBeWrittenRunAllDueEndsAllTheSame)
{
    Troubled stage{one_phase(one_wait)};
    stage.open_faulty();
    stage.clock.advance_to(stage.clock.now() + std::chrono::days{20});
    for (std::int64_t call = 1; call < 40; ++call) {
        stage.may_reopen = false;
        stage.faults.fail_at = stage.faults.calls + call;
        EXPECT_LE(stage.engine->run_all_due(), 1) << call;
        stage.mend();
    }
    stage.engine->run_all_due();

    EXPECT_TRUE(stage.is_open("daarna"));
}

TEST(Trouble, StoreThatCannotBeOpenedAgainIsTriedAtEachNextCall)
{
    Troubled stage{one_phase(one_wait)};
    stage.open_unsure();
    stage.may_reopen = false;
    stage.doubt.next_commit = true;

    EXPECT_NE(stage.refused(named("Anja")).find("niet zeker"), std::string::npos);
    EXPECT_NE(stage.refused(named("Bea")).find("kan nu niet worden geopend"), std::string::npos);
    EXPECT_EQ(stage.engine->run_due(10), 0);
    EXPECT_FALSE(stage.engine->tidy_some());
    EXPECT_THROW(stage.engine->store(), StoreFailure);
    EXPECT_THROW(stage.engine->next_due(), StoreFailure);

    stage.mend();
    const std::size_t before = people(stage);
    stage.must(named("Bea"));

    EXPECT_EQ(people(stage), before + 1);
}

TEST(UnknownCommit, OfABatchThatIsUncertainIsNotCarriedOutAgain)
{
    Troubled stage{one_phase(one_wait)};
    stage.open_unsure();
    const std::size_t before = people(stage);
    stage.may_reopen = false;
    stage.doubt.next_commit = true;

    const std::vector<runtime::Request> requests{{named("Anja"), {}, "", {}}, {named("Bea"), {}, "", {}}};
    const std::vector<runtime::Reply> replies = stage.engine->execute(requests);
    stage.mend();
    stage.must(named("Carla"));

    EXPECT_FALSE(replies[0].answer.has_value());
    EXPECT_FALSE(replies[1].answer.has_value());
    EXPECT_EQ(people(stage), before + 3);
}

TEST(UnknownCommit, IsAnsweredFromTheLogForEveryKindOfWork)
{
    Troubled stage{one_phase(one_wait)};
    stage.open_unsure();

    stage.doubt.next_commit = true;
    stage.must(named("Anja"));
    stage.doubt.next_commit = true;
    std::string other = one_phase(one_wait);
    other.replace(other.find("version = 1"), 11, "version = 2");
    stage.install(other, "return forms({})");
    stage.clock.advance_to(stage.clock.now() + std::chrono::days{20});
    stage.doubt.next_commit = true;
    EXPECT_EQ(stage.engine->run_due(10), 1);
    stage.doubt.next_commit = true;
    stage.engine->tidy();

    EXPECT_FALSE(stage.doubt.next_commit);
    EXPECT_TRUE(stage.is_open("daarna"));
    EXPECT_EQ(stage.engine->run_all_due(), 0);
    EXPECT_EQ(count_heads(stage), 1);
}

TEST(UnknownCommit, OfTheStartIsNoReasonToStop)
{
    Troubled stage{one_phase(one_wait)};
    runtime::EngineOptions options;
    options.calendar = *calendar::Calendar::create(
        {}, *calendar::parse_closed_days("van;tot;soort;naam;regio\n2026-05-15;2026-05-15;sluiting;Brugdag;\n",
                                         "gesloten dagen"));
    stage.engine.reset();
    const auto opened = [&] {
        return std::move(*store::open_store(
            std::make_unique<UnsureDatabase>(store::database_in(stage.directory.path()), stage.doubt)));
    };
    auto engine = runtime::create_engine(opened(), stage.clock, options, opened);

    stage.doubt.next_commit = true;

    EXPECT_NO_THROW(engine->start());
}

TEST(OurBug, AnyExceptionInATurnParksTheRunAndTheEngineGoesOn)
{
    Stage stage{one_phase(one_wait)};
    store::Writes writes;
    writes.stream = stage.programme;
    writes.head_pseq = stage.state().pseq;
    writes.head_hash = stage.state().hash;
    writes.due.push_back(
        {stage.programme, "child_end", "proef", 1, 0, json::object{{"run", stage.state().runs.begin()->first.value}}});
    stage.engine->store().begin();
    stage.engine->store().append(writes);
    stage.engine->store().commit();

    EXPECT_EQ(stage.engine->run_all_due(), 1);

    EXPECT_TRUE(stage.engine->store().list_due(10).empty());
    ASSERT_TRUE(stage.run().stuck.has_value());
    EXPECT_EQ(stage.run().stuck->reason, domain::StuckReason::bug);
    stage.must(named("Anja"));
}

TEST(Heads, AreRecordedOnceADayAndOnlyOfWhatChanged)
{
    Stage stage{one_phase(one_wait)};
    stage.engine->tidy();
    ASSERT_EQ(count_heads(stage), 1);

    stage.engine->tidy();
    stage.open();
    stage.engine->tidy();
    EXPECT_EQ(count_heads(stage), 1);
    stage.clock.advance_to(stage.clock.now() + std::chrono::days{1});
    stage.engine->tidy();
    EXPECT_EQ(count_heads(stage), 1);

    stage.must(domain::PauseProgramme{stage.programme, Text{"even niet"}}, stage.leader);
    stage.clock.advance_to(stage.clock.now() + std::chrono::days{1});
    stage.engine->tidy();

    EXPECT_EQ(count_heads(stage), 2);
}

TEST(Heads, OfManyProgrammesAreRecordedInPortions)
{
    Stage stage{one_phase(one_wait)};
    domain::CreateProgramme create;
    create.name = "Laak";
    create.workflow = "proef";
    stage.engine->store().set_durability(store::Durability::off);
    const std::vector<runtime::Request> requests(600, {create, {}, "", {}});
    stage.engine->execute(requests);

    EXPECT_TRUE(stage.engine->tidy_some());
    EXPECT_EQ(count_heads(stage), 1);
    stage.engine->tidy();

    EXPECT_EQ(count_heads(stage), 2);
}

TEST(Heads, OfTheInstallationStandBesideTheStore)
{
    Stage stage{one_phase(one_wait)};
    runtime::EngineOptions options;
    options.directory = stage.directory.path();
    stage.open(options);
    stage.engine->tidy();
    stage.engine->tidy();

    const auto heads = store::read_heads(store::heads_file(stage.directory.path()));

    ASSERT_TRUE(heads.has_value());
    ASSERT_EQ(heads->size(), 1U);
    EXPECT_EQ(heads->front().head.hash, stage.engine->store().find_head(domain::installation).hash);
}

TEST(Installation, TimeDoesNotGoBackWhenTheClockDoes)
{
    Stage stage{one_phase(one_wait)};
    stage.engine.reset();
    const VirtualClock earlier{stage.clock.now() - std::chrono::hours{5}};
    auto engine = runtime::create_engine(std::move(*store::open_store(stage.directory.path())), earlier, {}, {});
    engine->start();

    EXPECT_TRUE(engine->execute(runtime::Request{named("Anja"), {}, "", {}}).answer.has_value());

    EXPECT_EQ(installation_log(stage).back().at, stage.clock.now());
}

TEST(Replies, OfACommandWithoutEventsAreKeptAsLongAsOthers)
{
    Stage stage{one_phase(one_wait)};
    stage.must(domain::PauseProgramme{stage.programme, Text{"even niet"}}, stage.leader);
    const domain::Actor leader{stage.leader, {}};
    stage.engine->execute(runtime::Request{domain::ResumeProgramme{stage.programme, {}}, leader, "sleutel", {}});

    stage.engine->tidy();

    EXPECT_TRUE(stage.engine->store().find_reply(domain::to_text(leader), "sleutel").has_value());
}

TEST(Replies, ThatAreOldAreAllForgottenInOneDay)
{
    Stage stage{one_phase(one_wait)};
    std::vector<runtime::Request> requests;
    for (int i = 0; i < 600; ++i)
        requests.push_back({named("Anja"), {}, fmt::format("sleutel-{}", i), {}});
    stage.engine->store().set_durability(store::Durability::off);
    stage.engine->execute(requests);
    stage.clock.advance_to(stage.clock.now() + std::chrono::days{91});

    stage.engine->tidy();

    for (int i = 0; i < 600; ++i)
        EXPECT_FALSE(stage.engine->store().find_reply("motor", fmt::format("sleutel-{}", i)).has_value()) << i;
}

}  // namespace wd::test
