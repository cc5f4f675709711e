// Accounts on the command line: the first administrator, roles, passwords and tokens that are told once, and what somebody may ask
// about herself.
// SPDX-License-Identifier: EUPL-1.2
#include "program.hpp"

namespace wd::test {

namespace {

class Accounts : public ::testing::Test {
protected:
    std::string printed(std::vector<std::string> words) const
    {
        const Ran ran = here.run(std::move(words));
        EXPECT_EQ(ran.code, 0) << ran.err;
        return ran.out;
    }
    json::value account_of(const std::string& person) const
    {
        const json::value accounts = here.must({"account", "list", "--person", person});
        return accounts.as_array().empty() ? json::value{} : accounts.at(0);
    }

    Neighbourhood here;
};

}  // namespace

TEST(Initialising, MakesOneAdministratorWithAPasswordThatIsToldOnce)
{
    Program program;
    const json::value made = program.must({"init", "--administrator", "Ria Bakker"});

    const json::value& administrator = made.at("administrator");
    EXPECT_EQ(administrator.at("login"), "beheerder");
    EXPECT_GE(administrator.at("password").as_string().size(), 12U);
    program.token = program.make_token(std::string(administrator.at("person").as_string()));
    const json::value accounts = program.must({"account", "list"});
    ASSERT_EQ(accounts.as_array().size(), 1U);
    const json::value& account = accounts.at(0);
    EXPECT_EQ(account.at("person_name"), "Ria Bakker");
    EXPECT_EQ(account.at("must_change"), true);
    EXPECT_EQ(account.at("grants").at(0).at("role"), "administrator");
    EXPECT_EQ(account.at("grants").at(0).at("scope"), "everywhere");
    const std::string password{administrator.at("password").as_string()};
    const Ran log = program.run({"log", "--installation", "--json"});
    EXPECT_TRUE(has(log.out, "account.opened"));
    EXPECT_FALSE(has(log.out, password));
    EXPECT_FALSE(has(json::serialize(accounts), password));
}

TEST_F(Accounts, AreOpenedGivenRolesAndClosed)
{
    const json::value opened = here.must({"account", "open", here.leader, "Fatima@Voorbeeld.nl"});
    EXPECT_GE(opened.at("password").as_string().size(), 12U);
    here.must({"account", "grant", here.leader, "projectleider", "--programme", here.programme});
    here.must({"account", "grant", here.leader, "gemeenteraad", "--municipality", "GM0505"});

    const json::value account = account_of(here.leader);
    EXPECT_EQ(account.at("login"), "fatima@voorbeeld.nl");
    EXPECT_EQ(account.at("grants").as_array().size(), 2U);
    for (const char* part : {"raad of college in gemeente GM0505", "projectleider in", "Crabbehof"})
        EXPECT_TRUE(has(printed({"account", "list"}), part)) << part;

    here.must({"account", "withdraw", here.leader, "projectleider", "--programme", here.programme});
    EXPECT_EQ(account_of(here.leader).at("grants").as_array().size(), 1U);
    here.must({"account", "close", here.leader});
    EXPECT_EQ(account_of(here.leader).at("open"), false);
    EXPECT_EQ(account_of(here.leader).at("login"), json::value{});
}

TEST_F(Accounts, AreTheBusinessOfAnAdministrator)
{
    here.must({"account", "open", here.leader, "fatima"});
    EXPECT_TRUE(
        has(here.refused({"account", "open", here.worker, "jan", "--as", here.leader}), "alleen een beheerder"));
    EXPECT_TRUE(has(here.refused({"account", "list", "--person", here.worker, "--as", here.leader}),
                    "die van anderen ziet een beheerder"));
    EXPECT_EQ(here.must({"account", "list", "--as", here.leader}).as_array().size(), 1U);

    here.must({"account", "grant", here.leader, "beheerder", "--everywhere"});
    here.must({"account", "open", here.worker, "jan", "--as", here.leader});
    here.must({"settings", "change", "rubric.level_good=72", "--as", here.leader});
}

TEST_F(Accounts, ARoleNeedsOnePlace)
{
    here.must({"account", "open", here.leader, "fatima"});
    EXPECT_TRUE(has(here.refused({"account", "grant", here.leader, "projectleider"}), "waarvoor de rol geldt"));
    EXPECT_TRUE(has(here.refused({"account", "grant", here.leader, "projectleider", "--everywhere"}),
                    "de rol projectleider wordt niet gegeven"));
}

TEST_F(Accounts, TheLastAdministratorStays)
{
    const std::string chief{here.must({"account", "list"}).at(0).at("person").as_string()};
    EXPECT_TRUE(has(here.refused({"account", "withdraw", chief, "beheerder", "--everywhere"}), "de enige beheerder"));
    EXPECT_TRUE(has(here.refused({"account", "close", chief}), "de enige beheerder"));
    EXPECT_TRUE(has(here.refused({"person", "forget", chief}), "de enige beheerder"));
}

TEST_F(Accounts, APasswordIsMadeAnewForWhoLostIt)
{
    const json::value first = here.must({"account", "open", here.leader, "fatima"});
    const json::value second = here.must({"account", "password", here.leader, "--without-second-factor"});
    EXPECT_NE(first.at("password"), second.at("password"));
    EXPECT_EQ(account_of(here.leader).at("must_change"), true);
    EXPECT_TRUE(has(here.refused({"account", "password", here.worker}), "heeft geen account"));
}

TEST_F(Accounts, ChangesStandInTheSecurityLogServedOrNot)
{
    const auto lines = [this] {
        std::ifstream in(here.data() / "beveiliging.log");
        std::vector<json::object> all;
        for (std::string line; std::getline(in, line);)
            all.push_back(parse_json(line)->as_object());
        return all;
    };
    here.must({"account", "open", here.leader, "fatima"});
    const json::object alone = lines().back();
    EXPECT_EQ(alone.at("actie"), "account geopend");
    EXPECT_EQ(alone.at("object"), json::value(here.leader));
    EXPECT_EQ(alone.at("resultaat"), "gelukt");
    EXPECT_EQ(alone.at("oorsprong"), "opdrachtregel");
    here.refused({"account", "open", here.leader, "fatima"});
    EXPECT_EQ(lines().back().at("resultaat"), "geweigerd");

    const Background server = here.start({"serve", "--port", "0"});
    ASSERT_TRUE(server.waits_for("Wijkdraad draait"));
    here.must({"account", "password", here.leader});
    EXPECT_EQ(server.stop(), 0);
    std::vector<json::object> served = lines();
    std::erase_if(served, [](const json::object& line) { return line.at("oorsprong") != "lokale socket"; });
    ASSERT_EQ(served.size(), 1U);
    EXPECT_EQ(served[0].at("actie"), "wachtwoord gewijzigd");
    EXPECT_EQ(served[0].at("object"), json::value(here.leader));
    EXPECT_TRUE(here.must({"log", "verify-security"}).at("problems").as_array().empty()) << "one chain through all";
}

TEST_F(Accounts, ATokenIsToldOnceAndWithdrawn)
{
    here.must({"account", "open", here.leader, "fatima"});
    const std::string until = in_a_month();
    EXPECT_TRUE(has(here.refused({"token", "add", "rooster", "--until", until}), "zeg wie u bent"));
    EXPECT_TRUE(has(here.refused({"token", "add", "rooster", "--until", "2099-01-01", "--as", here.leader}),
                    "hoogstens een jaar"));

    const json::value made = here.must({"token", "add", "rooster", "--until", until, "--as", here.leader});
    const std::string secret{made.at("secret").as_string()};
    EXPECT_TRUE(secret.starts_with("wd_"));
    const json::value tokens = here.must({"token", "list", "--as", here.leader});
    ASSERT_EQ(tokens.as_array().size(), 1U);
    EXPECT_EQ(tokens.at(0).at("reads_only"), true);
    EXPECT_EQ(tokens.at(0).at("valid"), true);
    EXPECT_FALSE(has(json::serialize(tokens), secret));

    const std::string token{made.at("token").as_string()};
    here.must({"account", "open", here.worker, "jan"});
    EXPECT_TRUE(has(here.refused({"token", "withdraw", token, "--as", here.worker}), "is er niet"));
    here.must({"token", "withdraw", token, "--as", here.leader});
    EXPECT_EQ(here.must({"token", "list", "--as", here.leader}).at(0).at("valid"), false);
}

TEST_F(Accounts, WhoIsForgottenLosesTheAccount)
{
    const std::string noor = Neighbourhood::id(here.must({"person", "add", "Noor"}), "person");
    here.must({"account", "open", noor, "noor"});
    here.must({"person", "forget", noor});

    EXPECT_EQ(account_of(noor).at("open"), false);
    EXPECT_EQ(account_of(noor).at("login"), json::value{});
    here.must({"account", "open", here.worker, "noor"});
}

TEST_F(Accounts, EverythingAboutSomebodyIsGivenToWhoAsks)
{
    here.must({"account", "open", here.leader, "fatima"});
    here.must({"journal", "add", here.programme, "--text", "de sleutel ligt bij de kerk", "--kind", "les", "--as",
               here.leader});

    const json::value all = here.must({"person", "export", here.leader, "--as", here.leader});
    EXPECT_EQ(all.at("person").at("name"), "Fatima Bouzid");
    EXPECT_EQ(all.at("account").at("login"), "fatima");
    EXPECT_EQ(all.at("texts").at(0).at("text"), "Fatima Bouzid");
    EXPECT_TRUE(has(json::serialize(all.at("events")), "de sleutel ligt bij de kerk"));
    EXPECT_EQ(all.at("hidden"), 0);
    EXPECT_TRUE(has(printed({"person", "export", here.leader}), "de sleutel ligt bij de kerk"));

    EXPECT_TRUE(has(here.refused({"person", "export", here.leader, "--as", here.worker}), "zelf en een beheerder"));
    const json::value other = here.must({"person", "export", here.worker});
    EXPECT_FALSE(has(json::serialize(other), "de sleutel ligt bij de kerk")) << "what others wrote may be about others";
}

}  // namespace wd::test
