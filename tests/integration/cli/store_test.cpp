// The data directory by the program: made, checked, copied, put back, served.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"
#include "store/open.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>

namespace wd::test {

TEST(Init, MakesAStoreOnceWithItsLabelAndFirstId)
{
    const Program program;
    EXPECT_EQ(program.must({"init", "--practice", "--ids-from", "5000"}).at("label"), "practice");
    const std::string person(program.must({"person", "add", "Fatima"}).at("person").as_string());
    EXPECT_GE(std::stoll(person.substr(person.find('-') + 1)), 5'000);
    EXPECT_NE(program.run({"person", "list"}).out.find("oefenomgeving"), std::string::npos);
    program.refused({"init"});
}

TEST(Init, TakesACalendarAndRefusesAWrongOne)
{
    const Program program;
    const std::string wrong = program.write("fout.csv", "van;tot\n2026-01-01;2026-01-02\n");
    EXPECT_NE(program.refused({"init", "--calendar", wrong}).find("fout.csv:1"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(program.data()));
    const std::string days =
        program.write("dagen.csv", "van;tot;soort;naam;regio\n2026-05-15;2026-05-15;sluiting;Brugdag;\n");
    program.must({"init", "--calendar", days});
    program.must({"person", "add", "Fatima"});
}

TEST(Store, ThatIsNotThereIsRefusedByEveryQuestion)
{
    const Program program;
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"status"}, {"person", "list"}, {"log"}, {"verify"}, {"tick"}, {"backup", "ergens"}, {"workflow", "list"}})
        EXPECT_NE(program.refused(words), "");
    const Ran ran = program.run({"status", "--json"});
    EXPECT_EQ(ran.json().at("error").at("code"), "not_found");
}

TEST(Store, ThatAnotherCallHasForAMomentIsWaitedFor)
{
    const Program program;
    program.must({"init"});
    auto held = store::open_store(program.data());
    ASSERT_TRUE(held) << to_text(held.error());
    const std::array<Background, 4> calls{
        program.start({"person", "add", "Fatima"}), program.start({"person", "add", "Jan"}),
        program.start({"person", "add", "Ans"}), program.start({"person", "add", "Youssef"})};
    // Who only looks needs not wait; while this one looks, the others find the store taken.
    EXPECT_EQ(program.must({"person", "list"}).as_array().size(), 1U) << "the administrator";
    held->reset();

    for (const Background& call : calls)
        EXPECT_EQ(call.end(), 0);
    EXPECT_EQ(program.must({"person", "list"}).as_array().size(), 5U);
}

TEST(Store, ThatAnotherProcessKeepsIsRefusedWithItsNumber)
{
    const Program program;
    program.must({"init"});
    auto held = store::open_store(program.data());
    ASSERT_TRUE(held) << to_text(held.error());

    const std::string refusal = program.refused({"person", "add", "Fatima"});

    EXPECT_NE(refusal.find(fmt::format("(proces {})", ::getpid())), std::string::npos) << refusal;
    EXPECT_EQ(program.must({"person", "list"}).as_array().size(), 1U) << "the administrator";
}

TEST(Verify, SaysThatAllIsAsItWasWritten)
{
    const Neighbourhood place;
    const json::value report = place.must({"verify", "--rebuild"});
    EXPECT_EQ(report.at("broken_chains"), json::value(0));
    EXPECT_EQ(report.at("tables_identical"), json::value(true));
    EXPECT_EQ(report.at("programmes"), json::value(1));
    EXPECT_GT(report.at("events").to_number<int>(), 10);
    EXPECT_NE(place.run({"verify"}).out.find("In orde"), std::string::npos);
}

TEST(Backup, IsPutBackInAnEmptyPlace)
{
    const Neighbourhood place;
    const std::string copy = (place.folder() / "kopie").string();
    place.must({"backup", copy});
    place.refused({"backup", copy});
    const std::string elsewhere = (place.folder() / "elders").string();
    EXPECT_EQ(place.run_words({"restore", copy, "--data", elsewhere}).code, 1);
    const Ran restored =
        place.run_words({"restore", copy, "--data", elsewhere, "--without-erasures", "Er is niets gewist"});
    EXPECT_EQ(restored.code, 0) << restored.err;
    const Ran list = place.run_words({"programme", "list", "--data", elsewhere, "--json"});
    EXPECT_EQ(list.json().as_array().size(), 1U);
}

TEST(Slice, MovesAProgrammeToAnotherStoreAndForksIt)
{
    const Neighbourhood place;
    const std::string file = (place.folder() / "crabbehof.jsonl").string();
    place.must({"slice", "export", place.programme, "--out", file});
    const std::string taken_here = place.refused({"slice", "import", file, "--as", place.leader});
    EXPECT_NE(taken_here.find("nummers zijn hier al in gebruik"), std::string::npos) << taken_here;
    EXPECT_NE(taken_here.find("wijkdraad init --ids-from"), std::string::npos) << taken_here;
    place.refused({"slice", "export", "programma-999", "--out", (place.folder() / "niets").string()});
    EXPECT_FALSE(std::filesystem::exists(place.folder() / "niets"));
    const std::string other = (place.folder() / "ander").string();
    ASSERT_EQ(place.run_words({"init", "--ids-from", "900000", "--data", other}).code, 0);
    const Ran taken = place.run_words({"slice", "import", file, "--data", other});
    EXPECT_EQ(taken.code, 0) << taken.err;
    EXPECT_EQ(place.run_words({"programme", "list", "--data", other, "--json"}).json().as_array().size(), 1U);
    const std::string trial = (place.folder() / "probeersel").string();
    place.must({"slice", "fork", place.programme, "--to", trial});
    EXPECT_EQ(place.run_words({"verify", "--rebuild", "--data", trial}).code, 0);
}

TEST(Slice, LeavesAnEarlierFileAloneUntilTheNewOneIsWhole)
{
    const Neighbourhood place;
    const std::string file = place.write("crabbehof.jsonl", "van vorig jaar");
    place.refused({"slice", "export", "programma-999", "--out", file});
    EXPECT_EQ(std::filesystem::file_size(file), 14U);
    EXPECT_FALSE(std::filesystem::exists(file + ".new"));

    place.must({"slice", "export", place.programme, "--out", file});

    EXPECT_GT(std::filesystem::file_size(file), 1'000U);
    EXPECT_FALSE(std::filesystem::exists(file + ".new"));
}

TEST(Slice, ThatWasCutOffIsRefusedWithItsFileAndLine)
{
    const Neighbourhood place;
    const std::string file = (place.folder() / "heel.jsonl").string();
    place.must({"slice", "export", place.programme, "--out", file});
    std::ifstream in(file, std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(in), {}};
    const std::size_t cut = whole.find('\n', whole.size() / 2) + 10;
    const std::string half = place.write("half.jsonl", whole.substr(0, cut));
    const auto line = 1 + std::count(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(cut), '\n');

    const std::string reason = place.refused({"slice", "import", half, "--as", place.leader});

    EXPECT_NE(reason.find(fmt::format("half.jsonl:{}: ", line)), std::string::npos) << reason;
    EXPECT_NE(reason.find("het houdt te vroeg op"), std::string::npos) << reason;
}

TEST(Files, AreForTheirOwnerOnly)
{
    ::umask(0022);
    const Neighbourhood place;
    const std::string slice = (place.folder() / "crabbehof.jsonl").string();
    const std::filesystem::path copy = place.folder() / "kopie";
    place.must({"slice", "export", place.programme, "--out", slice});
    place.must({"backup", copy.string()});

    const auto for_others = [](const std::filesystem::path& path) {
        using std::filesystem::perms;
        return std::filesystem::status(path).permissions() & (perms::group_all | perms::others_all);
    };
    for (const std::filesystem::path& path : {place.data(), std::filesystem::path(slice), copy})
        EXPECT_EQ(for_others(path), std::filesystem::perms::none) << path;
    for (const auto& folder : {place.data(), copy})
        for (const auto& file : std::filesystem::directory_iterator(folder))
            EXPECT_EQ(for_others(file), std::filesystem::perms::none) << file;
}

// The clock of the machine was put back after the last thing that happened.
TEST(Slice, IsDestroyedAtATimeThatFollowsTheLog)
{
    const Neighbourhood place;
    {
        const auto store = store::open_store(place.data()).value();
        const domain::Programme home = store->load_programme(domain::installation).value();
        store::Writes writes;
        writes.head_pseq = home.pseq;
        writes.head_hash = home.hash;
        writes.events.push_back({{}, 0, home.last_at + std::chrono::hours{48}, {}, domain::HeadsRecorded{}});
        store->begin();
        store->append(writes);
        store->commit();
    }
    place.must({"slice", "destroy", place.programme, "--name", "Crabbehof", "--ground", "Bewaartermijn", "--as",
                place.leader});

    EXPECT_EQ(place.must({"verify"}).at("broken_chains"), json::value(0));
}

TEST(Slice, IsDestroyedByNameOnlyAndLeavesASoundStore)
{
    const Neighbourhood place;
    place.refused({"slice", "destroy", place.programme, "--name", "Anders", "--ground", "x", "--as", place.leader});
    place.refused({"slice", "destroy", place.programme, "--name", "Crabbehof", "--ground", "x"});
    place.must({"slice", "destroy", place.programme, "--name", "Crabbehof", "--ground", "Bewaartermijn", "--as",
                place.leader});
    EXPECT_TRUE(place.must({"programme", "list"}).as_array().empty());
    place.must({"verify", "--rebuild"});
}

TEST(Demo, ShowsItsLabelOnEveryScreenAndIsTheSameAgain)
{
    const Program program;
    const Ran made = program.run({"demo", "--seed", "3", "--years", "1"});
    ASSERT_EQ(made.code, 0) << made.err;
    constexpr std::string_view label = "verzonnen verloop; alleen wijknamen en inwonertallen zijn echt";
    EXPECT_NE(made.out.find(label), std::string::npos);
    EXPECT_NE(made.out.find("Emmerhout"), std::string::npos);
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"status"}, {"programme", "list"}, {"log"}, {"verify"}, {"task", "list"}})
        EXPECT_NE(program.run(words).out.find(label), std::string::npos) << words[0];
    program.refused({"demo"});
    const Program again;
    again.run({"demo", "--seed", "3", "--years", "1"});
    EXPECT_EQ(program.run({"log", "--json", "--limit", "100000"}).out,
              again.run({"log", "--json", "--limit", "100000"}).out);
}

TEST(Demo, RefusesWrongInputs)
{
    const Program program;
    program.refused({"demo", "--years", "0"});
    const std::string wrong = program.write("wijken.csv", "wijk;gemeente\nX;Y\n");
    EXPECT_NE(program.refused({"demo", "--neighbourhoods", wrong}).find("wijken.csv:1"), std::string::npos);
    program.refused({"demo", "--behaviour", "nergens.toml"});
    program.refused({"demo", "--workflow-dir", "nergens"});
    EXPECT_FALSE(std::filesystem::exists(program.data()));
}

TEST(Verify, HeadsKeptElsewhereKnowTheSecurityLogToo)
{
    const Program place;
    const std::string person{place.must({"init"}).at("administrator").at("person").as_string()};
    const json::value log = place.must({"log", "verify-security"});
    ASSERT_EQ(log.at("lines"), 2) << "the account of who administers, and the role";
    const std::string heads = place.write(
        "heads.log", "2026-11-20T00:00:00.000Z beveiliging-2 " + std::string(log.at("chain").as_string()) + "\n");
    const std::filesystem::path file = place.data() / "beveiliging.log";
    const std::filesystem::path aside = place.data() / "beveiliging-2026.log";

    EXPECT_EQ(place.must({"verify", "--heads", heads}).at("security_heads"), 1);
    std::filesystem::rename(file, aside);
    place.must({"account", "password", person});
    place.must({"verify", "--heads", heads});
    std::filesystem::remove(aside);
    const Ran replaced = place.run({"verify", "--heads", heads});
    EXPECT_EQ(replaced.code, 1);
    EXPECT_TRUE(has(in_one_line(replaced.out), "regel 2 die op 2026-11-20 in het beveiligingslogboek stond"))
        << replaced.out;
    EXPECT_EQ(place.run({"verify"}).code, 0) << "nothing is known of it without heads";
    place.write("heads.log", "2026-11-20T00:00:00.000Z beveiliging-x 12\n");
    place.refused({"verify", "--heads", heads});
}

TEST(Serve, RefusesADirectoryWithoutStore)
{
    Program{}.refused({"serve", "--port", "0"});
}

TEST(Serve, AnswersOtherCommandsAndStopsWhenAsked)
{
    const Neighbourhood place;
    const Background server = place.start({"serve", "--port", "0"});
    ASSERT_TRUE(server.waits_for("Wijkdraad draait"));
    EXPECT_EQ(place.must({"programme", "list"}).as_array().size(), 1U);
    place.must({"task", "claim", place.task("Iets voor de werker"), "--as", place.worker});
    EXPECT_NE(place.refused({"serve", "--port", "0"}), "");
    EXPECT_EQ(server.stop(), 0);
}

TEST(Tick, DoesWhatIsDue)
{
    const Neighbourhood place;
    EXPECT_TRUE(place.must({"tick"}).as_object().contains("done"));
}

}  // namespace wd::test
