// verify finds each kind of tampering: an event, a table, a text, a cut tail, a removed programme, a chain computed anew.
// SPDX-License-Identifier: EUPL-1.2
#include "store/verify.hpp"

#include "drivers.hpp"
#include "random_story.hpp"
#include "store/directory_logs.hpp"
#include "store/slice.hpp"

#include <fstream>
#include <sstream>

namespace wd::store::test {

using namespace domain;

class Verify : public StoreTest {
protected:
    // Two programmes with a hundred steps each.
    void fill()
    {
        const auto store = open();
        store->set_durability(Durability::off);
        RandomStory first(*store, 4);
        RandomStory second(*store, 6);
        for (int i = 0; i < 100; ++i) {
            first.step();
            second.step();
        }
        first_ = first.story().id();
        second_ = second.story().id();
        events_ = first.story().folded().pseq + second.story().folded().pseq;
    }

    // What somebody with a database tool could do.
    void tamper(const std::string& sql) const
    {
        const auto place = database();
        const auto connection = place->open_writer().value();
        const Sql statement{900, "tamper", sql, {}};
        Statement& prepared = connection->statement(statement);
        while (prepared.step()) {
        }
        prepared.reset();
    }

    VerifyReport check(VerifyOptions options = {.rebuild = true}) const
    {
        const auto place = database();
        return verify(*place, options).value();
    }

    void record_heads() const
    {
        const auto store = open();
        tell_installation(*store, HeadsRecorded{day("2026-01-06"), store->list_changed_heads(0)});
    }

    static bool mentions(const VerifyReport& report, std::string_view words)
    {
        for (const std::string& problem : report.problems)
            if (problem.find(words) != std::string::npos)
                return true;
        return false;
    }

    ProgrammeId first_;
    ProgrammeId second_;
    std::int64_t events_ = 0;
};
WD_ON_EVERY_DRIVER(Verify);

TEST_P(Verify, FindsNothingWrongWithASoundStore)
{
    fill();
    record_heads();
    const VerifyReport report = check();

    EXPECT_EQ(report.problems, std::vector<std::string>{});
    EXPECT_TRUE(report.sound());
    EXPECT_EQ(report.programmes, 2);
    EXPECT_EQ(report.events, events_ + 1);
    EXPECT_EQ(report.broken_chains, 0);
    EXPECT_EQ(report.tables_identical, true);
    EXPECT_EQ(check({}).tables_identical, std::nullopt);
}

TEST_P(Verify, FindsNothingInAnEmptyStore)
{
    EXPECT_TRUE(check().sound());
    EXPECT_EQ(check().events, 0);
}

TEST_P(Verify, FindsAnEventThatWasChanged)
{
    for (const std::string change :
         {"data = replace(data, 'Heuvel', 'Zeuvel')", "actor = 'persoon-99'", "type = 'programme.stopped'",
          "at = at + 1", "run = run + 2", "cause = cause + 1", "v = 2"})
    {
        SCOPED_TRACE(change);
        if (events_ == 0)
            fill();
        tamper("create table if not exists kept as select * from event");
        tamper("update event set " + change + " where stream = 3 and pseq = 1");
        const VerifyReport report = check({});
        EXPECT_EQ(report.broken_chains, 1);
        EXPECT_TRUE(mentions(report, "programma-3 breekt bij gebeurtenis 1"));
        tamper("delete from event");
        tamper("insert into event select * from kept");
    }
    EXPECT_TRUE(check({}).sound());
}

TEST_P(Verify, FindsAnEventThatWasTakenOut)
{
    fill();
    tamper("delete from event where stream = 3 and pseq = 20");

    EXPECT_EQ(check({}).broken_chains, 1);
    EXPECT_TRUE(mentions(check({}), "bij gebeurtenis 21"));
}

TEST_P(Verify, FindsAnEventThatWasMovedToAnotherProgramme)
{
    fill();
    tamper(fmt::format("delete from event where stream = {} and pseq > 30", second_.value));
    tamper(fmt::format("update event set stream = {} where stream = {} and pseq > 30", second_.value, first_.value));

    EXPECT_EQ(check({}).broken_chains, 1);
}

TEST_P(Verify, FindsATableThatSaysOtherwise)
{
    fill();
    tamper("update programme set tasks_done = tasks_done + 1 where programme = 3");

    EXPECT_TRUE(check({}).sound());
    EXPECT_EQ(check().tables_identical, false);
    EXPECT_TRUE(mentions(check(), "tabel programme"));
}

TEST_P(Verify, FindsARowTooManyAndARowTooFew)
{
    fill();
    tamper("delete from programme_code where code = (select max(code) from programme_code)");
    tamper("insert into person_member (person, team) values (7, 9)");

    EXPECT_TRUE(mentions(check(), "tabel programme_code heeft een rij te weinig") ||
                mentions(check(), "tabel programme_code ("));
    EXPECT_TRUE(mentions(check(), "tabel person_member heeft een rij te veel") ||
                mentions(check(), "tabel person_member ("));
}

TEST_P(Verify, FindsATextThatWasChangedButNotOneThatWasErased)
{
    {
        const auto store = open();
        Story story(*store);
        for (const char* words : {"een les", "nog een les"}) {
            const Kept note = story.text(words);
            story.tell(
                JournalAdded{
                    story.new_id<EntryTag>(), JournalKind::lesson, note.ref, false, day("2026-01-05"), {}, false},
                {note});
        }
    }
    tamper("delete from content where bytes = 'een les'");
    EXPECT_TRUE(check().sound());

    tamper("update content set bytes = 'geen les'");
    EXPECT_TRUE(mentions(check(), "is veranderd"));
}

TEST_P(Verify, FindsACutTailByTheRecordedHeads)
{
    fill();
    record_heads();
    tamper(fmt::format("delete from event where stream = {} and pseq > 10", second_.value));

    EXPECT_EQ(check({}).broken_chains, 0);
    EXPECT_TRUE(mentions(check({}), "is afgekapt: 10 gebeurtenissen"));
}

TEST_P(Verify, FindsAProgrammeThatWasRemoved)
{
    fill();
    record_heads();
    tamper(fmt::format("delete from event where stream = {}", second_.value));

    EXPECT_TRUE(mentions(check({}), to_text(second_) + " is er niet meer"));
}

TEST_P(Verify, AcceptsAProgrammeThatWasDestroyedByTheRules)
{
    fill();
    record_heads();
    {
        const auto store = open();
        store->begin();
        const Head head = store->destroy_programme(second_);
        store->commit();
        tell_installation(*store, ProgrammeDestroyed{second_, head.pseq, head.hash, {ContentId{4}, {}}});
    }
    EXPECT_EQ(check().problems, std::vector<std::string>{});
    EXPECT_EQ(check().programmes, 1);
}

TEST_P(Verify, FindsAChainThatWasComputedAnew)
{
    fill();
    record_heads();
    // The last event of a programme, changed, with a hash that fits.
    std::optional<LoggedEvent> last;
    Sha256 before{};
    for (const LoggedEvent& event : reader()->list_events(second_, 0, 1'000)) {
        before = last ? last->hash : Sha256{};
        last = event;
    }
    last->actor = "persoon-99";
    Sha256Hasher hasher;
    const std::string hash = to_hex(chain_hash(hasher, before, *last));
    tamper(fmt::format("update event set actor = 'persoon-99', hash = x'{}' where part = 1 and seq = {}", hash,
                       last->seq));

    EXPECT_EQ(check({}).broken_chains, 0);
    EXPECT_TRUE(mentions(check({}), "is herschreven"));
}

// Whoever rewrites a chain has the new one recorded the next day; the old record stays.
TEST_P(Verify, FindsAChainThatWasComputedAnewBeforeItWasRecordedAgain)
{
    fill();
    record_heads();
    std::optional<LoggedEvent> last;
    Sha256 before{};
    for (const LoggedEvent& event : reader()->list_events(second_, 0, 1'000)) {
        before = last ? last->hash : Sha256{};
        last = event;
    }
    last->actor = "persoon-99";
    Sha256Hasher hasher;
    const Sha256 hash = chain_hash(hasher, before, *last);
    tamper(fmt::format("update event set actor = 'persoon-99', hash = x'{}' where part = 1 and seq = {}", to_hex(hash),
                       last->seq));
    {
        const auto store = open();
        Writes writes;
        writes.stream = second_;
        writes.head_pseq = last->pseq;
        writes.head_hash = hash;
        writes.events.push_back({{}, 0, last->at, {}, ProgrammeStopped{}});
        store->begin();
        store->append(writes);
        store->commit();
    }
    record_heads();

    EXPECT_EQ(check({}).broken_chains, 0);
    EXPECT_TRUE(mentions(check({}), "is herschreven: een stand van vóór"));
}

TEST_P(Verify, AcceptsADestroyedProgrammeThatCameBack)
{
    fill();
    record_heads();
    std::ostringstream slice;
    const auto place = database();
    ASSERT_TRUE(export_slice(*place, second_, slice).has_value());
    {
        const auto store = open();
        store->begin();
        const Head head = store->destroy_programme(second_);
        store->commit();
        tell_installation(*store, ProgrammeDestroyed{second_, head.pseq, head.hash, {ContentId{4}, {}}});
        std::istringstream in(slice.str());
        const SliceImport import{monday, {}, [](const auto&) { return digest_of("wijkaanpak"); }};
        ASSERT_TRUE(import_slice(*store, in, import).has_value());
    }
    record_heads();

    EXPECT_EQ(check().problems, std::vector<std::string>{});
    tamper(fmt::format("delete from event where stream = {} and pseq > 10", second_.value));
    EXPECT_TRUE(mentions(check({}), "is afgekapt: 10 gebeurtenissen"));
}

TEST_P(Verify, ComparesTheInstallationWithHeadsThatWereKeptElsewhere)
{
    fill();
    record_heads();
    const Head head = open()->find_head(installation);
    add_head(directory(), monday, head);
    const VerifyOptions options{.rebuild = false, .heads = heads_file(directory())};
    EXPECT_TRUE(check(options).sound());

    tamper("delete from event where stream = 0");
    EXPECT_TRUE(mentions(check(options), "de installatie is er niet meer"));
    EXPECT_TRUE(check({}).sound()) << "without the file nobody can see it";
}

TEST_P(Verify, SaysWhichLineOfTheHeadsItCannotRead)
{
    std::ofstream(beside("heads.log")) << "2026-01-05T09:00:00.000Z 1 " << std::string(64, 'a') << "\nonzin\n";
    const auto place = database();
    const Result<VerifyReport> report = verify(*place, {.rebuild = false, .heads = beside("heads.log")});

    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().where.line, 2);
    EXPECT_FALSE(verify(*place, {.rebuild = false, .heads = beside("nowhere")}).has_value());
}

TEST_P(Verify, FindsAnEventThatCannotBe)
{
    fill();
    tamper("update event set data = '{\"task\":777}', type = 'task.claimed' where stream = 3 and pseq = 2");

    const VerifyReport report = check();
    EXPECT_EQ(report.tables_identical, false);
    EXPECT_TRUE(mentions(report, "task.claimed"));
}

TEST_P(Verify, RefusesWhatIsNoStore)
{
    const auto nowhere = database_at(beside("nowhere"));

    EXPECT_EQ(verify(*nowhere, {}).error().code, Errc::not_found);
}

}  // namespace wd::store::test
