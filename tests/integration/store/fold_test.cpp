// Folding equals loading: after any sequence of events the tables say what domain/apply.cpp says, in the store, after opening
// it again, and after projecting the log anew (RULES A3).
// SPDX-License-Identifier: EUPL-1.2
#include "drivers.hpp"
#include "random_story.hpp"
#include "store/verify.hpp"

#include <set>

namespace wd::store::test {

using namespace domain;

// The list of all event types, out of the event that may be any of them.
template <class... Events>
std::variant<Events...> list_of(const std::variant<Events...>&);
using AllEvents = decltype(list_of(std::declval<Payload>()));

// Without waiting for the disk: these tests write thousands of events, one to a commit.
class Fold : public StoreTest {
protected:
    std::unique_ptr<Store> open() const
    {
        std::unique_ptr<Store> store = StoreTest::open();
        store->set_durability(Durability::off);
        return store;
    }
};
WD_ON_EVERY_DRIVER(Fold);

TEST_P(Fold, EqualsLoadingAfterRandomSequences)
{
    const auto store = open();
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        RandomStory story(*store, seed);
        for (int i = 0; i < 250; ++i) {
            const std::int64_t before = story.story().folded().pseq;
            ASSERT_NO_THROW(story.step()) << "seed " << seed << ", step " << i;
            if (story.story().folded().pseq == before)
                continue;
            const std::string differs = difference(story.story());
            ASSERT_EQ(differs, "") << "seed " << seed << ", step " << i << ", after "
                                   << reader()->list_events(story.story().id(), before, 10).back().type;
        }
    }
}

// The generator would prove little about an event that it never tells.
TEST_P(Fold, IsTestedWithEveryEventOfAProgramme)
{
    const auto store = open();
    std::set<std::string> told;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        RandomStory story(*store, seed);
        for (int i = 0; i < 250; ++i)
            story.step();
        for (const LoggedEvent& event : reader()->list_events(story.story().id(), 0, 1'000))
            told.insert(event.type);
    }
    const std::set<std::string_view> elsewhere{
        "person.corrected", "retention.passed",    "retention.extended", "store.initialised", "person.added",
        "person.forgotten", "workflow.installed",  "calendar.changed",   "heads.recorded",    "settings.changed",
        "audit.drawn",      "programme.destroyed", "account.opened",     "account.closed",    "access.granted",
        "access.withdrawn", "programme.imported",  "programme.stopped"};
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, AllEvents>>([&](auto identity) {
        constexpr std::string_view type = decltype(identity)::type::type;
        EXPECT_TRUE(elsewhere.contains(type) || told.contains(std::string(type))) << type;
    });
}

TEST_P(Fold, EqualsProjectingTheLogAgain)
{
    {
        const auto store = open();
        for (std::uint64_t seed = 21; seed <= 26; ++seed) {
            RandomStory story(*store, seed);
            for (int i = 0; i < 250; ++i)
                story.step();
        }
    }
    const auto place = database();
    const VerifyReport report = verify(*place, {.rebuild = true, .heads = {}}).value();

    EXPECT_TRUE(report.tables_identical.value()) << (report.problems.empty() ? "" : report.problems.front());
    EXPECT_EQ(report.problems, std::vector<std::string>{});
    EXPECT_EQ(report.programmes, 6);
    EXPECT_GT(report.events, 1'000);
}

TEST_P(Fold, EqualsLoadingAfterOpeningAgain)
{
    std::optional<Programme> folded;
    {
        const auto store = open();
        RandomStory story(*store, 77);
        for (int i = 0; i < 300; ++i)
            story.step();
        folded = story.story().folded();
    }
    const auto store = open();
    std::optional<Programme> loaded = store->load_programme(folded->id);
    loaded->ledger = store->load_ledger(folded->id);

    EXPECT_EQ(difference(*folded, *loaded), "");
}

TEST_P(Fold, EndsWithNothingOpenWhenAProgrammeStops)
{
    const auto store = open();
    RandomStory random(*store, 5);
    for (int i = 0; i < 200; ++i)
        random.step();
    Story& story = random.story();
    story.tell(ProgrammeStopped{day("2027-01-01"), story.text("genoeg").ref, {}});

    EXPECT_EQ(difference(story), "");
    EXPECT_EQ(story.folded().state, ProgrammeState::stopped);
    const json::object row = reader()->view("programme", {{"programme", story.id().value}}).at(0).as_object();
    EXPECT_EQ(row.at("tasks_open"), 0);
    EXPECT_EQ(row.at("tasks_late"), 0);
    EXPECT_EQ(row.at("runs_open"), 0);
    EXPECT_TRUE(reader()->view("runs", {{"programme", story.id().value}}).empty());
}

}  // namespace wd::store::test
