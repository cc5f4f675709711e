// The two logs of the door: what stands in a line, that a change shows, and what a crash may leave.
// SPDX-License-Identifier: EUPL-1.2
#include "http/key_watch.hpp"
#include "http/processing_log.hpp"
#include "http/readings.hpp"
#include "http/security_log.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

namespace wd::http {
namespace {

class Logs : public ::testing::Test {
protected:
    Logs()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "wijkdraad-logs.XXXXXX").string();
        directory_ = ::mkdtemp(pattern.data());
    }
    ~Logs() override
    {
        std::error_code ignored;
        std::filesystem::remove_all(directory_, ignored);
    }

    static std::string text_of(const std::filesystem::path& file)
    {
        std::ostringstream out;
        out << std::ifstream(file, std::ios::binary).rdbuf();
        return out.str();
    }
    static void put(const std::filesystem::path& file, const std::string& text)
    {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
    }
    static std::vector<std::string> lines_of(const std::filesystem::path& file)
    {
        std::istringstream in(text_of(file));
        std::vector<std::string> lines;
        for (std::string line; std::getline(in, line);)
            lines.push_back(line);
        return lines;
    }
    std::unique_ptr<SecurityLog> open() const
    {
        Result<std::unique_ptr<SecurityLog>> log = open_security_log(directory_, clock_);
        EXPECT_TRUE(log) << (log ? "" : log.error().message);
        return std::move(*log);
    }
    void write_some(int count) const
    {
        const std::unique_ptr<SecurityLog> log = open();
        for (int i = 0; i < count; ++i)
            EXPECT_TRUE(log->add({"aanmelden", "persoon-3", SecurityResult::geweigerd, "192.0.2.7", "niemand",
                                  "poging " + std::to_string(i)}));
    }
    std::filesystem::path security() const { return security_file(directory_); }

    std::filesystem::path directory_;
    VirtualClock clock_{from_unix_ms(1'795'773'600'000)};
};

TEST_F(Logs, ALineHasTheSixFieldsOfBio)
{
    write_some(1);

    const json::object line = parse_json(lines_of(security()).front())->get_object();
    EXPECT_EQ(line.at("actie"), "aanmelden");
    EXPECT_EQ(line.at("object"), "persoon-3");
    EXPECT_EQ(line.at("resultaat"), "geweigerd");
    EXPECT_EQ(line.at("oorsprong"), "192.0.2.7");
    EXPECT_EQ(line.at("actor"), "niemand");
    EXPECT_EQ(line.at("tijdstempel"), "2026-11-27T10:00:00.000Z");
    struct stat about {};
    ASSERT_EQ(::stat(security().c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0600U);
}

TEST_F(Logs, AWholeFileIsInOrderAlsoOverSeveralStarts)
{
    write_some(3);
    write_some(4);

    const SecurityReport report = verify_security_log(security()).value();
    EXPECT_EQ(report.lines, 7);
    EXPECT_TRUE(report.problems.empty()) << report.problems.front();
    EXPECT_EQ(report.chain.size(), 64U);
    EXPECT_TRUE(verify_security_log(security(), report.chain).value().problems.empty());
}

TEST_F(Logs, AnyChangedSignShows)
{
    write_some(3);
    const std::string whole = text_of(security());
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string changed = whole;
        changed[at] = changed[at] == 'x' ? 'y' : 'x';
        put(security(), changed);
        const SecurityReport report = verify_security_log(security()).value();
        const bool only_the_end = at == whole.size() - 1 && report.torn;
        EXPECT_TRUE(!report.problems.empty() || only_the_end) << "at " << at;
    }
}

TEST_F(Logs, ALineThatIsGoneMovedOrAddedShows)
{
    write_some(4);
    const std::vector<std::string> lines = lines_of(security());
    const auto problems_of = [&](const std::vector<std::size_t>& order) {
        std::string text;
        for (const std::size_t number : order)
            text += lines[number] + "\n";
        put(security(), text);
        return verify_security_log(security()).value().problems.size();
    };

    EXPECT_EQ(problems_of({0, 1, 2, 3}), 0U);
    EXPECT_GT(problems_of({0, 2, 3}), 0U);
    EXPECT_GT(problems_of({1, 2, 3}), 0U);
    EXPECT_GT(problems_of({0, 2, 1, 3}), 0U);
    EXPECT_GT(problems_of({0, 1, 1, 2, 3}), 0U);
}

TEST_F(Logs, ATailThatWasCutShowsByTheChainKeptElsewhere)
{
    write_some(4);
    const std::string kept = verify_security_log(security()).value().chain;
    const std::vector<std::string> lines = lines_of(security());
    put(security(), lines[0] + "\n" + lines[1] + "\n");

    EXPECT_TRUE(verify_security_log(security()).value().problems.empty());
    EXPECT_EQ(verify_security_log(security(), kept).value().problems.size(), 1U);
}

TEST_F(Logs, HeadsKeptElsewhereTellOfALogThatWasShortenedReplacedOrTakenAway)
{
    write_some(2);
    store::SecurityHead early;
    early.number = open()->head()->number;
    early.chain = open()->head()->chain;
    write_some(3);
    const SecurityLog::Head last = open()->head().value();
    EXPECT_EQ(early.number, 2);
    EXPECT_EQ(last.number, 5);
    EXPECT_EQ(to_hex(last.chain), verify_security_log(security()).value().chain);
    const std::vector<store::SecurityHead> heads{early, {Date{}, last.number, last.chain}};
    const std::string whole = text_of(security());
    const std::vector<std::string> lines = lines_of(security());

    EXPECT_TRUE(check_security_heads(directory_, heads).empty());
    EXPECT_TRUE(check_security_heads(directory_, {}).empty());
    put(security(), lines[0] + "\n" + lines[1] + "\n");
    const std::vector<std::string> shortened = check_security_heads(directory_, heads);
    ASSERT_EQ(shortened.size(), 1U);
    EXPECT_NE(shortened[0].find("regel 5"), std::string::npos) << shortened[0];
    std::filesystem::remove(security());
    EXPECT_EQ(check_security_heads(directory_, heads).size(), 3U) << "no file, and two heads";
    clock_.advance_to(clock_.now() + std::chrono::seconds{1});
    write_some(6);
    EXPECT_EQ(check_security_heads(directory_, heads).size(), 2U) << "another log";

    // An older file is kept beside the new one under a name of its own.
    put(directory_ / "beveiliging-2026.log", whole);
    EXPECT_TRUE(check_security_heads(directory_, heads).empty());
    put(directory_ / "beveiliging-2026.log", whole.substr(0, whole.find('\n') + 1) + lines[2] + "\n");
    EXPECT_EQ(check_security_heads(directory_, heads).size(), 4U) << "two faults in it, and two heads";
}

TEST_F(Logs, AChangeOfKeysHasALineWithIdsAndClosedWordsOnly)
{
    const auto line_of = [](std::string_view request, std::string_view answer) {
        return key_line_of(parse_json(request)->as_object(), parse_json(answer)->as_object(), from_command_line);
    };
    const SecurityLine granted =
        line_of(R"({"do":"access.grant","data":{"person":"3","role":"council","scope":"municipality",)"
                R"("municipality":"GM0363"},"uid":1000})",
                R"({"ok":true,"result":{}})")
            .value();
    EXPECT_EQ(granted.action, "rol gegeven");
    EXPECT_EQ(granted.object, "persoon-3");
    EXPECT_EQ(granted.result, SecurityResult::gelukt);
    EXPECT_EQ(granted.origin, "opdrachtregel");
    EXPECT_EQ(granted.actor, "beheerder van de machine");
    EXPECT_EQ(granted.about, "council bij municipality, gebruiker 1000");
    const SecurityLine refused = line_of(R"({"do":"token.add","data":{"person":"persoon-3","name":"rooster"},)"
                                         R"("as":"persoon-4"})",
                                         R"({"ok":false,"error":{"code":"not_allowed","message":"mag niet"}})")
                                     .value();
    EXPECT_EQ(refused.result, SecurityResult::geweigerd);
    EXPECT_EQ(refused.object, "persoon-3");
    EXPECT_EQ(refused.actor, "persoon-4");
    EXPECT_EQ(refused.about, "not_allowed");
    EXPECT_EQ(line_of(R"({"do":"token.add","data":{"person":"3"}})", R"({"result":{"token":"token-8"}})")->object,
              "token-8");
    const SecurityLine odd =
        line_of(R"({"do":"account.close","data":{"person":"Jan Jansen","role":"baas"},"uid":"x","as":7})", "{}")
            .value();
    EXPECT_EQ(odd.object, "onbekend");
    EXPECT_EQ(odd.about, "");
    EXPECT_FALSE(line_of(R"({"do":"person.add","data":{"name":"Jan"}})", "{}"));
    EXPECT_FALSE(line_of(R"({"ask":"accounts"})", "{}"));
}

TEST_F(Logs, HalfALineThatACrashLeftIsNoFaultAndGoesAtTheNextStart)
{
    write_some(2);
    put(security(), text_of(security()) + "{\"nummer\":3,\"tijd");
    std::filesystem::permissions(security(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    const SecurityReport torn = verify_security_log(security()).value();
    EXPECT_TRUE(torn.torn);
    EXPECT_TRUE(torn.problems.empty());

    write_some(1);

    const SecurityReport report = verify_security_log(security()).value();
    EXPECT_EQ(report.lines, 3);
    EXPECT_TRUE(report.problems.empty());
}

TEST_F(Logs, WhatOthersSendCannotBreakALine)
{
    {
        const std::unique_ptr<SecurityLog> log = open();
        EXPECT_TRUE(log->add({"toegang", "GET /a\"},\n{\"keten\":\"", SecurityResult::geweigerd, "\xff\xfe", "", ""}));
        EXPECT_TRUE(log->add({"toegang", std::string(5'000, 'a'), SecurityResult::geweigerd, "::1", "niemand", ""}));
    }

    EXPECT_EQ(lines_of(security()).size(), 2U);
    EXPECT_TRUE(verify_security_log(security()).value().problems.empty());
}

TEST_F(Logs, LinesOfManyThreadsMakeOneChain)
{
    {
        const std::unique_ptr<SecurityLog> log = open();
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int j = 0; j < 100; ++j)
                    EXPECT_TRUE(log->add({"toegang", "x", SecurityResult::gelukt, "::1", "niemand", ""}));
            });
        for (std::thread& thread : threads)
            thread.join();
    }

    const SecurityReport report = verify_security_log(security()).value();
    EXPECT_EQ(report.lines, 400);
    EXPECT_TRUE(report.problems.empty());
}

TEST_F(Logs, AFileThatOthersMayReadIsRefused)
{
    write_some(1);
    std::filesystem::permissions(security(), std::filesystem::perms::group_read, std::filesystem::perm_options::add);

    EXPECT_FALSE(open_security_log(directory_, clock_));
    EXPECT_FALSE(verify_security_log(directory_ / "er-niet.log"));
}

TEST_F(Logs, AReadingOfSeveralPeopleIsALineForEachBelowOneSpan)
{
    const std::unique_ptr<Keys> keys = open_keys(directory_ / "sleutel").value();
    const std::unique_ptr<ProcessingLog> log = open_processing_log(directory_, *keys).value();
    Processing processing;
    processing.trace = begin_trace("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    processing.name = "personen bekeken";
    processing.start = from_unix_ms(1'000);
    processing.end = from_unix_ms(1'005);
    processing.activity = "https://voorbeeld.nl/register/12";
    processing.subject_type = "persoon";
    processing.subjects = {"persoon-3", "persoon-4"};
    ASSERT_TRUE(log->add(processing));
    processing.subjects = {"persoon-3"};
    ASSERT_TRUE(log->add(processing));

    const std::vector<std::string> lines = lines_of(processing_file(directory_));
    ASSERT_EQ(lines.size(), 3U);
    const json::object first = parse_json(lines[0])->get_object();
    const json::object second = parse_json(lines[1])->get_object();
    const json::object alone = parse_json(lines[2])->get_object();
    EXPECT_EQ(first.at("trace_id"), "4bf92f3577b34da6a3ce929d0e0e4736");
    EXPECT_EQ(first.at("parent_span_id"), json::string(processing.trace.span_id));
    EXPECT_NE(first.at("span_id"), second.at("span_id"));
    EXPECT_EQ(alone.at("parent_span_id"), "00f067aa0ba902b7");
    EXPECT_EQ(first.at("status"), "Ok");
    EXPECT_EQ(first.at("start_time"), 1'000);
    EXPECT_EQ(first.at("end_time"), 1'005);
    const json::object& attributes = first.at("attributes").as_object();
    EXPECT_EQ(attributes.at("dpl.core.processing_activity_id"), "https://voorbeeld.nl/register/12");
    EXPECT_EQ(attributes.at("dpl.core.data_subject_id_type"), "persoon");
    EXPECT_EQ(attributes.at("dpl.core.data_subject_id"), alone.at("attributes").at("dpl.core.data_subject_id"));
    EXPECT_EQ(lines[0].find("persoon-3"), std::string::npos) << "people stand in it by a pseudonym";
}

TEST(Trace, GoesOnWithTheCallersAndBeginsOneOtherwise)
{
    const Trace trace = begin_trace("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00");
    EXPECT_EQ(trace.trace_id, "4bf92f3577b34da6a3ce929d0e0e4736");
    EXPECT_EQ(trace.parent, "00f067aa0ba902b7");
    EXPECT_EQ(traceparent_of(trace), "00-4bf92f3577b34da6a3ce929d0e0e4736-" + trace.span_id + "-01");

    for (const char* wrong : {"", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                              "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                              "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                              "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                              "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                              "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x"})
    {
        const Trace fresh = begin_trace(wrong);
        EXPECT_EQ(fresh.trace_id.size(), 32U) << wrong;
        EXPECT_NE(fresh.trace_id, "4bf92f3577b34da6a3ce929d0e0e4736") << wrong;
        EXPECT_FALSE(fresh.parent) << wrong;
    }
}

TEST_F(Logs, AHouseholdReadStandsInBothLogsAndAPersonReadInOne)
{
    const std::unique_ptr<Keys> keys = open_keys(directory_ / "sleutel").value();
    const std::unique_ptr<ProcessingLog> processing = open_processing_log(directory_, *keys).value();
    const std::unique_ptr<SecurityLog> log = open();
    const std::unique_ptr<Readings> readings = create_readings(*processing, *log, clock_, {});
    Request request;
    request.remote = "192.0.2.7";
    Identity identity;
    identity.person = domain::PersonId{3};
    identity.proof = Proof::session;

    EXPECT_TRUE(readings->add(request, identity, {ReadingKind::household, "taak bekeken", {"taak-12"}, clock_.now()}));
    EXPECT_TRUE(
        readings->add(request, identity, {ReadingKind::person, "personen bekeken", {"persoon-4"}, clock_.now()}));
    EXPECT_TRUE(readings->add(request, identity, {ReadingKind::person, "niemand bekeken", {}, clock_.now()}));

    ASSERT_EQ(lines_of(security()).size(), 1U);
    EXPECT_NE(lines_of(security()).front().find("\"actor\":\"persoon-3\""), std::string::npos);
    const std::vector<std::string> lines = lines_of(processing_file(directory_));
    ASSERT_EQ(lines.size(), 2U);
    for (const std::string& line : lines)
        EXPECT_EQ(line.find("persoon-3"), std::string::npos) << "who looked stands in the security log only";
}

TEST_F(Logs, KeysOpenWhatTheyLockedAndNothingElse)
{
    const std::unique_ptr<Keys> keys = open_keys(directory_ / "sleutel").value();
    const std::unique_ptr<Keys> again = open_keys(directory_ / "sleutel").value();
    const std::unique_ptr<Keys> others = open_keys(directory_ / "andere").value();
    const std::string sealed = keys->seal("geheim");

    EXPECT_EQ(again->unseal(sealed).value(), "geheim");
    EXPECT_NE(keys->seal("geheim"), sealed);
    EXPECT_FALSE(others->unseal(sealed));
    EXPECT_FALSE(keys->unseal(""));
    std::string changed = sealed;
    changed.back() = changed.back() == 'A' ? 'Q' : 'A';
    EXPECT_FALSE(keys->unseal(changed));
    EXPECT_EQ(keys->pseudonym("persoon-3"), again->pseudonym("persoon-3"));
    EXPECT_NE(keys->pseudonym("persoon-3"), keys->pseudonym("persoon-4"));
    EXPECT_NE(keys->pseudonym("persoon-3"), others->pseudonym("persoon-3"));
}

TEST_F(Logs, AKeyFileThatOthersMayReadOrThatIsNoneIsRefused)
{
    ASSERT_TRUE(open_keys(directory_ / "sleutel"));
    std::filesystem::permissions(directory_ / "sleutel", std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    EXPECT_FALSE(open_keys(directory_ / "sleutel"));
    put(directory_ / "leeg", "");
    std::filesystem::permissions(directory_ / "leeg", std::filesystem::perms::owner_read);
    EXPECT_FALSE(open_keys(directory_ / "leeg"));
    EXPECT_EQ(default_key_file("/srv/wijkdraad-data/"), "/srv/wijkdraad-data.sleutel");
}

}  // namespace
}  // namespace wd::http
