// Coming in and going out on a real store: passwords, a second factor, tokens, what a session may and when it ends.
// SPDX-License-Identifier: EUPL-1.2
#include "house.hpp"

#include "http/secrets.hpp"
#include "http/totp.hpp"

namespace wd::test {

namespace {

constexpr std::string_view amina_password = "vier losse woorden hier";

class Login : public testing::Test {
protected:
    Login()
    {
        house_.account(amina_, "amina", amina_password);
        house_.grant(amina_, "administrator", "everywhere");
    }

    static std::int64_t step_now() { return http::totp_step(SystemClock().now()); }
    static std::string code_at(const std::string& secret, std::int64_t step)
    {
        return http::totp_code(http::from_base32(secret).value(), step);
    }
    static json::object token_body(std::string_view name, int days)
    {
        const auto today = std::chrono::floor<std::chrono::days>(SystemClock().now());
        const Date until{(today + std::chrono::days{days}).time_since_epoch()};
        return {{"naam", json::string(name)}, {"verloopdatum", to_text(until)}};
    }

    House house_;
    std::string amina_ = house_.person("Amina el Idrissi");
    Browser browser_{house_};
};

}  // namespace

TEST_F(Login, GivesASessionThatOnlyABrowserHolds)
{
    const Response response = browser_.sign_in("Amina", amina_password);

    ASSERT_EQ(response.status, 201) << response.body;
    EXPECT_EQ(text_at(response, "persoon"), amina_);
    EXPECT_EQ(text_at(response, "naam"), "Amina el Idrissi");
    const std::string cookie = header_of(response, "Set-Cookie");
    EXPECT_TRUE(cookie.starts_with("wijkdraad=")) << cookie;
    for (const char* part : {"; Path=/;", "; HttpOnly;", "; SameSite=Strict;", "Max-Age=36000"})
        EXPECT_NE(cookie.find(part), std::string::npos) << part << " in " << cookie;
    EXPECT_EQ(browser_.get("/mij").status, 200);
    EXPECT_EQ(body_of(browser_.get("/mij")).at("toegang").as_array().size(), 1U);
}

TEST_F(Login, OverTlsTheCookieGoesNowhereElse)
{
    house_.close();
    house_.settings().entrance.login.cookie = http::CookieKind::secure;
    house_.open();

    const std::string cookie = header_of(browser_.sign_in("amina", amina_password), "Set-Cookie");

    EXPECT_TRUE(cookie.starts_with("__Host-wijkdraad="));
    EXPECT_NE(cookie.find("; Secure"), std::string::npos);
    EXPECT_EQ(browser_.get("/mij").status, 200);
}

TEST_F(Login, NobodyLearnsWhichNamesExist)
{
    const Response wrong = browser_.sign_in("amina", "een ander wachtwoord");
    const Response unknown = browser_.sign_in("bestaat.niet", "een ander wachtwoord");

    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.status, unknown.status);
    EXPECT_EQ(wrong.body, unknown.body);
    EXPECT_EQ(wrong.headers, unknown.headers);
    EXPECT_EQ(header_of(wrong, "Content-Type"), "application/problem+json");
    EXPECT_FALSE(header_of(wrong, "WWW-Authenticate").empty());
}

TEST_F(Login, GuessingGetsSlowAlsoForANameThatDoesNotExist)
{
    for (const char* name : {"amina", "bestaat.niet"}) {
        Browser guesser(house_, "192.0.2.77");
        std::vector<int> statuses;
        for (int i = 0; i < 6; ++i)
            statuses.push_back(guesser.sign_in(name, "een ander wachtwoord").status);
        EXPECT_EQ(statuses, (std::vector<int>{401, 401, 401, 401, 429, 429})) << name;
        const Response waits = guesser.sign_in(name, "een ander wachtwoord");
        EXPECT_FALSE(header_of(waits, "Retry-After").empty());
    }
    Browser owner(house_, "192.0.2.88");
    EXPECT_EQ(owner.sign_in("amina", amina_password).status, 429) << "the right password waits too";
}

TEST_F(Login, ANewStartGivesNoNewAttempts)
{
    Browser guesser(house_, "192.0.2.77");
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(guesser.sign_in("amina", "een ander wachtwoord").status, 401);
    house_.close();
    house_.open();

    EXPECT_EQ(guesser.sign_in("amina", "een ander wachtwoord").status, 429);
}

TEST_F(Login, OneAddressCannotTryManyNames)
{
    Browser guesser(house_, "192.0.2.77");
    int refused = 0;
    for (int i = 0; i < 40; ++i)
        refused += guesser.sign_in("naam" + std::to_string(i), "een ander wachtwoord").status == 429 ? 1 : 0;

    EXPECT_GT(refused, 10);
    EXPECT_EQ(browser_.sign_in("amina", amina_password).status, 201) << "others notice nothing";
}

TEST_F(Login, AChangeBySessionNeedsItsCsrfToken)
{
    ASSERT_EQ(browser_.sign_in("amina", amina_password).status, 201);
    const std::string csrf = std::exchange(browser_.csrf, "");
    EXPECT_EQ(browser_.send("POST", "/tokens", token_body("rooster", 30)).status, 403);
    browser_.csrf = http::new_secret();
    EXPECT_EQ(browser_.send("POST", "/tokens", token_body("rooster", 30)).status, 403);
    EXPECT_EQ(browser_.get("/mij").status, 200) << "reading needs none";

    browser_.csrf = csrf;
    EXPECT_EQ(browser_.send("POST", "/tokens", token_body("rooster", 30)).status, 201);
}

TEST_F(Login, GoingOutEndsTheSession)
{
    ASSERT_EQ(browser_.sign_in("amina", amina_password).status, 201);
    const std::string cookie = browser_.cookie;

    const Response out = browser_.send("DELETE", "/sessie");

    EXPECT_EQ(out.status, 204);
    EXPECT_NE(header_of(out, "Set-Cookie").find("Max-Age=0"), std::string::npos);
    browser_.cookie = cookie;
    EXPECT_EQ(browser_.get("/mij").status, 401);
    browser_.cookie = "wijkdraad=" + http::new_secret();
    EXPECT_EQ(browser_.get("/mij").status, 401);
}

TEST_F(Login, SessionsOutliveANewStart)
{
    ASSERT_EQ(browser_.sign_in("amina", amina_password).status, 201);
    house_.close();
    house_.open();

    EXPECT_EQ(browser_.get("/mij").status, 200);
}

TEST_F(Login, AOneTimePasswordOpensNothingButChangingIt)
{
    house_.account(house_.person("Noor"), "noor", "eenmalig gegeven woord", House::First::one_time);
    Browser noor(house_);
    const Response in = noor.sign_in("noor", "eenmalig gegeven woord");
    ASSERT_EQ(in.status, 201) << in.body;
    EXPECT_TRUE(body_of(in).at("moetWachtwoordWijzigen").as_bool());
    EXPECT_EQ(noor.get("/mij").status, 200);
    EXPECT_EQ(noor.get("/tokens").status, 403);
    EXPECT_EQ(noor.send("POST", "/tokens", token_body("rooster", 30)).status, 403);

    const auto change = [&](const char* now, const char* fresh) {
        return noor.send("PUT", "/mij/wachtwoord", json::object{{"huidigWachtwoord", now}, {"nieuwWachtwoord", fresh}});
    };
    EXPECT_EQ(change("eenmalig gegeven woord", "te kort").status, 400);
    EXPECT_EQ(change("eenmalig gegeven woord", "eenmalig gegeven woord").status, 400);
    EXPECT_EQ(change("niet het goede woord", "zelf gekozen woorden").status, 400);
    const std::string before = noor.cookie;
    const Response changed = change("eenmalig gegeven woord", "zelf gekozen woorden");

    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_NE(noor.cookie, before);
    EXPECT_EQ(noor.get("/tokens").status, 200);
    noor.cookie = before;
    EXPECT_EQ(noor.get("/mij").status, 401) << "every session of before has ended";
    Browser again(house_);
    EXPECT_EQ(again.sign_in("noor", "eenmalig gegeven woord").status, 401);
    EXPECT_EQ(again.sign_in("noor", "zelf gekozen woorden").status, 201);
}

TEST_F(Login, ASecondFactorIsAskedForAndEachCodeCountsOnce)
{
    ASSERT_EQ(browser_.sign_in("amina", amina_password).status, 201);
    const Response begun = browser_.send("POST", "/mij/tweede-factor");
    ASSERT_EQ(begun.status, 201) << begun.body;
    const std::string secret = text_at(begun, "geheim");
    EXPECT_NE(text_at(begun, "uri").find("otpauth://totp/Wijkdraad:amina?secret=" + secret), std::string::npos);
    const auto set = [&](bool active, const std::string& code) {
        return browser_.send("PUT", "/mij/tweede-factor", json::object{{"actief", active}, {"code", code}});
    };
    EXPECT_EQ(set(true, "geen code").status, 400);
    const std::int64_t step = step_now();  // codes of the one before and the one after count as well
    ASSERT_EQ(set(true, code_at(secret, step - 1)).status, 204);

    Browser other(house_);
    const Response asked = other.sign_in("amina", amina_password);
    EXPECT_EQ(asked.status, 401);
    EXPECT_EQ(text_at(asked, "code"), "code_nodig");
    EXPECT_EQ(other.sign_in("amina", "een ander wachtwoord", code_at(secret, step)).status, 401);
    EXPECT_EQ(other.sign_in("amina", amina_password, code_at(secret, step - 1)).status, 401) << "used to set it up";
    EXPECT_EQ(other.sign_in("amina", amina_password, code_at(secret, step)).status, 201);
    Browser third(house_, "192.0.2.3");
    EXPECT_EQ(third.sign_in("amina", amina_password, code_at(secret, step)).status, 401) << "used by the other";

    EXPECT_EQ(set(false, code_at(secret, step)).status, 400) << "used";
    EXPECT_EQ(set(false, code_at(secret, step + 1)).status, 204);
    EXPECT_EQ(third.sign_in("amina", amina_password).status, 201);
}

TEST_F(Login, ACopyOfTheStoreAloneHoldsNoSecret)
{
    ASSERT_EQ(browser_.sign_in("amina", amina_password).status, 201);
    const std::string secret = text_at(browser_.send("POST", "/mij/tweede-factor"), "geheim");
    ASSERT_EQ(
        browser_
            .send("PUT", "/mij/tweede-factor", json::object{{"actief", true}, {"code", code_at(secret, step_now())}})
            .status,
        204);
    const std::string token = text_at(browser_.send("POST", "/tokens", token_body("rooster", 30)), "geheim");
    const std::string session = browser_.cookie.substr(browser_.cookie.find('=') + 1);
    house_.close();

    const std::string raw = http::from_base32(secret).value();
    for (const auto& entry : std::filesystem::directory_iterator(house_.directory())) {
        const std::string bytes = house_.file(entry.path().filename().string());
        for (const std::string& word : {secret, raw, token, session, std::string(amina_password)})
            if (!word.empty()) {
                EXPECT_EQ(bytes.find(word), std::string::npos) << entry.path();
            }
    }
}

TEST_F(Login, ATokenIsShownOnceAndOpensNoMoreThanItsOwner)
{
    ASSERT_EQ(browser_.sign_in("amina", amina_password).status, 201);
    const Response made = browser_.send("POST", "/tokens", token_body("rooster", 30));
    ASSERT_EQ(made.status, 201) << made.body;
    Browser program(house_);
    program.token = text_at(made, "geheim");
    EXPECT_TRUE(program.token.starts_with("wd_"));
    EXPECT_EQ(header_of(made, "Location"), "") << "a token cannot be read by itself";

    const Response self = program.get("/mij");
    EXPECT_EQ(self.status, 200);
    EXPECT_EQ(text_at(self, "token"), text_at(made, "token"));
    EXPECT_TRUE(body_of(self).at("alleenLezen").as_bool());
    EXPECT_FALSE(body_of(self).at("inhoud").as_bool());
    const Response listed = program.get("/tokens");
    EXPECT_EQ(listed.status, 200);
    EXPECT_EQ(body_of(listed).at("resultaten").as_array().size(), 1U);
    EXPECT_EQ(listed.body.find(program.token), std::string::npos);
    EXPECT_EQ(program.send("POST", "/tokens", token_body("nog een", 30)).status, 403) << "it only reads";
    EXPECT_EQ(program.send("DELETE", "/sessie").status, 403);

    EXPECT_EQ(browser_.send("DELETE", "/tokens/" + text_at(made, "token")).status, 204);
    EXPECT_EQ(program.get("/mij").status, 401);
    EXPECT_EQ(browser_.send("DELETE", "/tokens/" + text_at(made, "token")).status, 409);
    EXPECT_EQ(browser_.send("DELETE", "/tokens/token-999999").status, 404);
}

TEST_F(Login, ATokenThatMayWriteStillMakesNoTokensAndChangesNoPassword)
{
    ASSERT_EQ(browser_.sign_in("amina", amina_password).status, 201);
    json::object body = token_body("koppeling", 30);
    body["alleenLezen"] = false;
    Browser program(house_);
    program.token = text_at(browser_.send("POST", "/tokens", body), "geheim");

    EXPECT_EQ(program.send("POST", "/tokens", token_body("nog een", 30)).status, 403);
    EXPECT_EQ(program.send("PUT", "/mij/wachtwoord", json::object{}).status, 403);
    EXPECT_EQ(program.send("POST", "/accounts", json::object{}).status, 403);
}

TEST_F(Login, ATokenLastsAYearAtMost)
{
    ASSERT_EQ(browser_.sign_in("amina", amina_password).status, 201);

    EXPECT_EQ(browser_.send("POST", "/tokens", token_body("lang", 364)).status, 201);
    const Response refused = browser_.send("POST", "/tokens", token_body("te lang", 400));
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(body_of(refused).at("invalidParams").at(0).at("name"), "verloopdatum") << refused.body;
    EXPECT_EQ(browser_.send("POST", "/tokens", token_body("voorbij", -2)).status, 400);
}

TEST_F(Login, AnAdministratorOpensAccountsAndNobodyElse)
{
    ASSERT_EQ(browser_.sign_in("amina", amina_password).status, 201);
    const std::string noor = house_.person("Noor");
    const json::object body{{"persoon", noor}, {"gebruikersnaam", "noor"}};
    const Response opened = browser_.send("POST", "/accounts", body);
    ASSERT_EQ(opened.status, 201) << opened.body;
    EXPECT_EQ(browser_.send("POST", "/accounts", body).status, 409);

    Browser newcomer(house_);
    EXPECT_EQ(newcomer.sign_in("noor", text_at(opened, "eenmaligWachtwoord")).status, 201);
    const Response again = browser_.send("POST", "/accounts/" + noor + "/wachtwoord", json::object{});
    ASSERT_EQ(again.status, 201) << again.body;
    EXPECT_EQ(newcomer.get("/mij").status, 401) << "the session ended with the password";
    ASSERT_EQ(newcomer.sign_in("noor", text_at(again, "eenmaligWachtwoord")).status, 201);
    ASSERT_EQ(newcomer
                  .send("PUT", "/mij/wachtwoord",
                        json::object{{"huidigWachtwoord", text_at(again, "eenmaligWachtwoord")},
                                     {"nieuwWachtwoord", "zelf gekozen woorden"}})
                  .status,
              200);
    EXPECT_EQ(newcomer.send("POST", "/accounts", json::object{{"persoon", noor}, {"gebruikersnaam", "x1"}}).status,
              403);
    EXPECT_EQ(newcomer.send("POST", "/accounts/" + amina_ + "/wachtwoord", json::object{}).status, 403);
}

TEST_F(Login, AClosedAccountIsOutAtOnce)
{
    const std::string noor = house_.person("Noor");
    house_.account(noor, "noor", "zelf gekozen woorden");
    Browser colleague(house_);
    ASSERT_EQ(colleague.sign_in("noor", "zelf gekozen woorden").status, 201);
    ASSERT_EQ(browser_.sign_in("amina", amina_password).status, 201);

    const Response closed = browser_.send("DELETE", "/accounts/" + noor);

    ASSERT_LT(closed.status, 300) << closed.body;
    EXPECT_EQ(colleague.get("/mij").status, 401);
    EXPECT_EQ(colleague.sign_in("noor", "zelf gekozen woorden").status, 401);
}

TEST_F(Login, WhatIsNotThereAndWhatIsNotTheirsIsOneAnswer)
{
    const std::string own = house_.programme("Slotermeer");
    const std::string other = house_.programme("Kostverloren");
    const std::string noor = house_.person("Noor");
    house_.account(noor, "noor", "zelf gekozen woorden");
    house_.grant(noor, "project_leader", "programme", {{"programme", own}});
    Browser leader(house_);
    ASSERT_EQ(leader.sign_in("noor", "zelf gekozen woorden").status, 201);

    EXPECT_EQ(leader.get("/programmas/" + own).status, 200);
    const Response foreign = leader.get("/programmas/" + other);
    const Response absent = leader.get("/programmas/programma-999999");
    EXPECT_EQ(foreign.status, 403);
    EXPECT_EQ(absent.status, 403);
    EXPECT_EQ(text_at(foreign, "detail"), text_at(absent, "detail"));
    ASSERT_EQ(browser_.sign_in("amina", amina_password).status, 201);
    EXPECT_EQ(browser_.get("/programmas/" + other).status, 200);
    EXPECT_EQ(browser_.get("/programmas/programma-999999").status, 404);
    EXPECT_EQ(Browser(house_).get("/programmas/" + own).status, 401);
}

TEST_F(Login, ARoleThatIsWithdrawnCountsNoMoreAtTheNextRequest)
{
    const std::string programme = house_.programme("Slotermeer");
    const std::string noor = house_.person("Noor");
    house_.account(noor, "noor", "zelf gekozen woorden");
    house_.grant(noor, "project_leader", "programme", {{"programme", programme}});
    Browser leader(house_);
    ASSERT_EQ(leader.sign_in("noor", "zelf gekozen woorden").status, 201);
    ASSERT_EQ(leader.get("/programmas/" + programme).status, 200);
    ASSERT_EQ(browser_.sign_in("amina", amina_password).status, 201);

    const Response withdrawn =
        browser_.send("POST", "/accounts/" + noor + "/intrekkingen",
                      json::object{{"rol", "projectleider"}, {"reikwijdte", "programma"}, {"programma", programme}});

    ASSERT_LT(withdrawn.status, 300) << withdrawn.body;
    EXPECT_EQ(leader.get("/programmas/" + programme).status, 403);
}

TEST_F(Login, RefusesWhatDoesNotHaveTheRightForm)
{
    const auto raw = [&](std::string_view type, std::string_view body) {
        http::Request request;
        request.method = "POST";
        request.target = "/api/v1/sessie";
        request.segments = {"api", "v1", "sessie"};
        request.headers.emplace_back("content-type", type);
        request.body = body;
        return house_.send(std::move(request));
    };
    EXPECT_EQ(raw("text/plain", "{}").status, 415);
    EXPECT_EQ(raw("application/json", "{").status, 400);
    EXPECT_EQ(raw("application/json", "[]").status, 400);
    const Response fields = raw("application/json; charset=utf-8", R"({"gebruikersnaam":"a","wachtwoor":"b"})");
    EXPECT_EQ(fields.status, 400);
    EXPECT_EQ(body_of(fields).at("invalidParams").as_array().size(), 2U) << fields.body;
    EXPECT_EQ(
        raw("application/json", R"({"gebruikersnaam":")" + std::string(5'000, 'a') + R"(","wachtwoord":"b"})").status,
        400);
    const Response method = browser_.send("PUT", "/sessie", json::object{});
    EXPECT_EQ(method.status, 405);
    EXPECT_EQ(header_of(method, "Allow"), "POST, DELETE, OPTIONS");
    EXPECT_EQ(browser_.send("OPTIONS", "/sessie").status, 204);
}

TEST_F(Login, TwoProofsOrAForeignOneAreNone)
{
    browser_.token = http::new_secret();
    EXPECT_EQ(browser_.get("/mij").status, 401);
    browser_.token.clear();
    browser_.more = {{"authorization", "Basic YTpi"}};
    EXPECT_EQ(browser_.get("/mij").status, 401);
}

TEST_F(Login, ADemoStoreThatOthersCanReachLetsNobodyIn)
{
    house_.close();
    house_.settings().entrance.login.demo = http::DemoDoor::shut;
    house_.open();

    EXPECT_EQ(browser_.sign_in("amina", amina_password).status, 403);
}

TEST_F(Login, EverythingStandsInTheSecurityLogAndNoSecretDoes)
{
    static_cast<void>(browser_.sign_in("mijn geheime wachtwoord", "amina"));  // typed in the wrong place
    static_cast<void>(browser_.sign_in("amina", "een ander wachtwoord"));
    ASSERT_EQ(browser_.sign_in("amina", amina_password).status, 201);
    static_cast<void>(browser_.send("POST", "/tokens", token_body("rooster", 30)));
    static_cast<void>(Browser(house_).get("/tokens"));
    static_cast<void>(browser_.send("DELETE", "/sessie"));
    house_.close();

    const std::filesystem::path file = http::security_file(house_.directory());
    const http::SecurityReport report = http::verify_security_log(file).value();
    EXPECT_TRUE(report.problems.empty()) << report.problems.front();
    const std::string text = house_.file("beveiliging.log");
    for (const char* word : {"\"gestart\"", "\"aanmelden\"", "\"geweigerd\"", "\"afmelden\"", "\"token gemaakt\"",
                             "\"toegang\"", "\"gestopt\"", "\"account geopend\"", "\"rol gegeven\"", "192.0.2.1"})
        EXPECT_NE(text.find(word), std::string::npos) << word;
    for (const std::string& secret : {std::string(amina_password), std::string("een ander wachtwoord"),
                                      std::string("mijn geheime wachtwoord"), std::string("Amina")})
        EXPECT_EQ(text.find(secret), std::string::npos) << secret;
}

TEST_F(Login, TheHeadOfTheInstallationGoesToTheSecurityLog)
{
    static_cast<void>(house_.ask({{"do", "tick"}}));
    static_cast<void>(house_.person("Noor"));  // something is committed after the heads were written
    for (int i = 0; i < 10'000 && house_.file("heads.log").find("beveiliging-") == std::string::npos; ++i)
        static_cast<void>(house_.ask({{"ask", "people"}}));
    house_.close();

    const std::filesystem::path heads = store::heads_file(house_.directory());
    const std::vector<store::RecordedHead> of_store = store::read_heads(heads).value();
    ASSERT_EQ(of_store.size(), 1U);
    EXPECT_NE(house_.file("beveiliging.log").find(to_hex(of_store.front().head.hash)), std::string::npos);
    // And the other way round: a copy of heads.log tells of both.
    const std::vector<store::SecurityHead> of_log = store::read_security_heads(heads).value();
    ASSERT_FALSE(of_log.empty());
    EXPECT_TRUE(http::check_security_heads(house_.directory(), of_log).empty());
    std::filesystem::remove(http::security_file(house_.directory()));
    EXPECT_FALSE(http::check_security_heads(house_.directory(), of_log).empty());
}

namespace {

// What comes by the socket of the machine: the kernel says which user it is.
class LocalKeys : public Login {
protected:
    json::object local(std::string_view verb, json::object data)
    {
        return house_.ask({{"do", json::string(verb)}, {"data", std::move(data)}, {"uid", 4242}});
    }
    void done(std::string_view verb, json::object data)
    {
        const json::object answer = local(verb, std::move(data));
        EXPECT_TRUE(answer.at("ok").as_bool()) << json::serialize(answer);
    }
    // The lines of the security log with this action and origin.
    std::vector<json::object> lines_of(std::string_view action) const
    {
        std::istringstream in(house_.file("beveiliging.log"));
        std::vector<json::object> found;
        for (std::string line; std::getline(in, line);) {
            const json::object fields = parse_json(line)->as_object();
            if (fields.at("actie") == json::value(json::string(action)) && fields.at("oorsprong") == "lokale socket")
                found.push_back(fields);
        }
        return found;
    }

    std::string noor_ = house_.person("Noor");
    Browser colleague_{house_};
};

}  // namespace

TEST_F(LocalKeys, CountAtOnceOverHttp)
{
    house_.account(noor_, "noor", "zelf gekozen woorden");
    const std::string hash = http::hash_password("nieuwe losse woorden", house_.settings().entrance.password);
    const json::object everywhere{{"person", noor_}, {"role", "administrator"}, {"scope", "everywhere"}};
    ASSERT_EQ(colleague_.sign_in("noor", "zelf gekozen woorden").status, 201);
    ASSERT_EQ(colleague_.get("/accounts").status, 403);

    done("access.grant", everywhere);
    EXPECT_EQ(colleague_.get("/accounts").status, 200);
    done("access.withdraw", everywhere);
    EXPECT_EQ(colleague_.get("/accounts").status, 403);

    const Response made = colleague_.send("POST", "/tokens", token_body("rooster", 30));
    ASSERT_EQ(made.status, 201) << made.body;
    Browser program(house_);
    program.token = text_at(made, "geheim");
    ASSERT_EQ(program.get("/mij").status, 200);
    done("token.withdraw", {{"token", text_at(made, "token")}});
    EXPECT_EQ(program.get("/mij").status, 401);

    done("account.password", {{"person", noor_}, {"password_hash", hash}});
    EXPECT_EQ(colleague_.get("/mij").status, 401);
    ASSERT_EQ(colleague_.sign_in("noor", "nieuwe losse woorden").status, 201);
    done("account.close", {{"person", noor_}});
    EXPECT_EQ(colleague_.get("/mij").status, 401);
}

TEST_F(LocalKeys, StandInTheSecurityLogWithTheSixFields)
{
    const std::string hash = http::hash_password(amina_password, house_.settings().entrance.password);
    done("account.open", {{"person", noor_}, {"login", "noor.geheim"}, {"password_hash", hash}});
    done("access.grant",
         {{"person", noor_}, {"role", "council"}, {"scope", "municipality"}, {"municipality", "GM0363"}});
    done("account.password", {{"person", noor_}, {"password_hash", hash}});
    EXPECT_FALSE(local("account.open", {{"person", "Noor de Wit"}}).at("ok").as_bool());
    static_cast<void>(house_.ask(
        {{"do", "account.close"}, {"data", json::object{{"person", noor_}}}, {"as", amina_}, {"uid", 4242}}));

    for (const char* action : {"account geopend", "rol gegeven", "wachtwoord gewijzigd", "account gesloten"}) {
        const std::vector<json::object> lines = lines_of(action);
        ASSERT_FALSE(lines.empty()) << action;
        EXPECT_EQ(lines[0].at("object"), json::value(noor_)) << action;
        EXPECT_EQ(lines[0].at("resultaat"), "gelukt");
        EXPECT_FALSE(lines[0].at("tijdstempel").as_string().empty());
        EXPECT_NE(lines[0].at("toelichting").as_string().find("gebruiker 4242"), std::string::npos);
    }
    EXPECT_EQ(lines_of("rol gegeven")[0].at("actor"), "beheerder van de machine");
    EXPECT_NE(lines_of("rol gegeven")[0].at("toelichting").as_string().find("council bij municipality"),
              std::string::npos);
    EXPECT_EQ(lines_of("account gesloten")[0].at("actor"), json::value(amina_));
    const std::vector<json::object> opened = lines_of("account geopend");
    ASSERT_EQ(opened.size(), 2U);
    EXPECT_EQ(opened[1].at("resultaat"), "geweigerd");
    EXPECT_EQ(opened[1].at("object"), "onbekend");
    const std::string text = house_.file("beveiliging.log");
    for (const std::string& secret : {hash, std::string("noor.geheim"), std::string("Noor de Wit")})
        EXPECT_EQ(text.find(secret), std::string::npos) << secret;
}

}  // namespace wd::test
