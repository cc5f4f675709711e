// Coming in by a real OpenID provider over real HTTP (tests/e2e/openid_provider.mjs): the whole way there and back, keys that turn,
// and ways back that were not begun here.
// SPDX-License-Identifier: EUPL-1.2
#include "caller.hpp"
#include "domain/api_words.hpp"
#include "house.hpp"
#include "http/listener.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <map>

extern char** environ;

namespace wd::test {

namespace {

constexpr const char* client = "wijkdraad";
constexpr const char* client_secret = "alleen voor deze test";

// The provider as a process of its own; ends with its standard input.
class ProviderProcess {
public:
    ProviderProcess(const std::string& redirect, const std::string& login, const std::string& groups)
    {
        int in[2];
        int out[2];
        EXPECT_EQ(::pipe2(in, O_CLOEXEC), 0);
        EXPECT_EQ(::pipe2(out, O_CLOEXEC), 0);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, in[0], 0);
        posix_spawn_file_actions_adddup2(&actions, out[1], 1);
        const std::string script = WIJKDRAAD_E2E "/openid_provider.mjs";
        std::vector<std::string> words{"node", script, client, client_secret, redirect, "onderwerp-1", login, groups};
        std::vector<char*> arguments;
        for (std::string& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        EXPECT_EQ(::posix_spawnp(&process_, "node", &actions, nullptr, arguments.data(), environ), 0);
        posix_spawn_file_actions_destroy(&actions);
        ::close(in[0]);
        ::close(out[1]);
        input_ = in[1];
        for (char c = 0; ::read(out[0], &c, 1) == 1 && c != '\n';)
            address += c;
        ::close(out[0]);
    }
    ~ProviderProcess()
    {
        ::close(input_);
        ::waitpid(process_, nullptr, 0);
    }
    ProviderProcess(const ProviderProcess&) = delete;
    ProviderProcess& operator=(const ProviderProcess&) = delete;

    std::string address;

private:
    pid_t process_ = 0;
    int input_ = -1;
};

// The house is built after the address is known.
class LateHandler final : public http::Handler {
public:
    void handle(http::Request request, std::function<void(Response)> done) override
    {
        real->handle(std::move(request), std::move(done));
    }
    http::Handler* real = nullptr;
};

// Follows redirects and keeps the cookies of each port, as a browser does.
class Visitor {
public:
    struct Page {
        Heard heard;
        std::string url;
    };

    Page visit(std::string url, std::string_view until = {})
    {
        for (int i = 0; i < 20; ++i) {
            Page page{load(url), url};
            std::string next = page.heard.header("Location");
            if (next.empty())
                next = page.heard.header("location");
            if (page.heard.status < 300 || page.heard.status >= 400 || next.empty())
                return page;
            if (next.starts_with('/'))
                next = url.substr(0, url.find('/', 7)) + next;
            if (!until.empty() && next.starts_with(until)) {
                page.url = next;
                return page;
            }
            url = next;
        }
        ADD_FAILURE() << "no end of redirects at " << url;
        return {};
    }
    Heard load(const std::string& url, std::string_view method = "GET")
    {
        const std::size_t path = url.find('/', 7);
        const std::string host = url.substr(7, path - 7);
        const auto port = static_cast<std::uint16_t>(std::stoi(host.substr(host.find(':') + 1)));
        std::string request = fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", method,
                                          path == std::string::npos ? "/" : url.substr(path), host);
        std::string cookie;
        const std::string target = path == std::string::npos ? "/" : url.substr(path);
        for (const auto& [key, value] : cookies[port])
            if (target.starts_with(key.second))
                cookie += (cookie.empty() ? "" : "; ") + key.first + "=" + value;
        if (!cookie.empty())
            request += "Cookie: " + cookie + "\r\n";
        if (method == "POST")
            request += "Content-Length: 0\r\n";
        Caller caller(port);
        caller.say(request + "\r\n");
        Heard heard = caller.hear_head();
        heard.body = caller.hear_all();
        keep_cookies(port, heard.head);
        return heard;
    }

private:
    using NameAndPath = std::pair<std::string, std::string>;

    void keep_cookies(std::uint16_t port, const std::string& head)
    {
        std::istringstream lines(head);
        for (std::string line; std::getline(lines, line);) {
            if (!line.starts_with("Set-Cookie: ") && !line.starts_with("set-cookie: "))
                continue;
            const std::string pair = line.substr(12, line.find(';') - 12);
            const std::string value = pair.substr(pair.find('=') + 1);
            const std::size_t at = std::max(line.find("; path=") + 1, line.find("; Path=") + 1);
            const std::string path = at == 0 ? "/" : line.substr(at + 6, line.find_first_of(";\r", at + 6) - at - 6);
            const NameAndPath key{pair.substr(0, pair.find('=')), path};
            if (value.empty() || line.find("Max-Age=0") != std::string::npos)
                cookies[port].erase(key);
            else
                cookies[port][key] = value;
        }
    }

    std::map<std::uint16_t, std::map<NameAndPath, std::string>> cookies;
};

class OpenId : public testing::Test {
protected:
    OpenId()
    {
        house_.account(amina_, "amina", "vier losse woorden hier");
        http::ListenerOptions options;
        options.port = 0;
        listener_ = std::move(*http::Listener::open(options, late_));
        here_ = fmt::format("http://127.0.0.1:{}", listener_->port());
        const std::string back = here_ + "/api/v1/aanmelden/openid/terug";
        provider_ = std::make_unique<ProviderProcess>(back, "amina", "wijken,overdracht");
        http::OidcSettings& oidc = house_.settings().oidc;
        oidc.issuer = provider_->address;
        oidc.client_id = client;
        oidc.secret = client_secret;
        oidc.redirect_uri = back;
        oidc.login_claim = "preferred_username";
        oidc.roles = {
            {"groups",
             "overdracht",
             {domain::PermissionRole::handover_coordinator, domain::ScopeKind::everywhere, 0, ""}},
            {"groups", "beheer", {domain::PermissionRole::administrator, domain::ScopeKind::everywhere, 0, ""}}};
        house_.close();
        house_.open();
        late_.real = &house_.front();
    }
    ~OpenId() override
    {
        listener_->close();
        listener_->end();
    }

    std::string start() const { return here_ + "/api/v1/aanmelden/openid"; }
    json::object self(Visitor& visitor) { return parse_json(visitor.load(here_ + "/api/v1/mij").body)->get_object(); }

    House house_;
    std::string amina_ = house_.person("Amina el Idrissi");
    LateHandler late_;
    std::unique_ptr<http::Listener> listener_;
    std::string here_;
    std::unique_ptr<ProviderProcess> provider_;
};

}  // namespace

TEST_F(OpenId, ThereAndBackGivesASessionAndTheRolesOfTheGroups)
{
    Visitor visitor;
    const Visitor::Page end = visitor.visit(start() + "?naar=/vandaag", here_ + "/vandaag");
    ASSERT_EQ(end.heard.status, 302) << end.url << "\n" << end.heard.head << end.heard.body;

    const json::object me = self(visitor);

    EXPECT_EQ(me.at("persoon"), json::string(amina_)) << json::serialize(me);
    ASSERT_EQ(me.at("toegang").as_array().size(), 1U) << json::serialize(me);
    EXPECT_EQ(me.at("toegang").at(0).at("reikwijdte"), json::string(domain::api_word("everywhere", "scope_kind")));
    EXPECT_NE(end.heard.head.find("SameSite=Lax"), std::string::npos);
}

TEST_F(OpenId, ANewKeyOfTheProviderIsFetched)
{
    Visitor first;
    ASSERT_EQ(first.visit(start() + "?naar=/vandaag", here_ + "/vandaag").heard.status, 302);
    ASSERT_EQ(first.load(provider_->address + "/draai-sleutels", "POST").status, 200);

    Visitor second;
    const Visitor::Page end = second.visit(start() + "?naar=/vandaag", here_ + "/vandaag");

    ASSERT_EQ(end.heard.status, 302) << end.heard.body;
    EXPECT_EQ(self(second).at("persoon"), json::string(amina_));
}

TEST_F(OpenId, AWayBackCountsOnceAndInTheSameBrowserOnly)
{
    Visitor visitor;
    const Visitor::Page before = visitor.visit(start(), here_ + "/api/v1/aanmelden/openid/terug");
    ASSERT_EQ(before.heard.status / 100, 3) << before.heard.head;
    const std::string back = before.url;
    Visitor thief;
    EXPECT_EQ(thief.load(back).status, 403) << "another browser";
    EXPECT_EQ(visitor.load(back).status, 403) << "it was tried already";

    Visitor again;
    const std::string fresh = again.visit(start(), here_ + "/api/v1/aanmelden/openid/terug").url;
    ASSERT_EQ(again.load(fresh).status, 302);
    EXPECT_EQ(again.load(fresh).status, 403) << "a second time";
    EXPECT_EQ(again.load(here_ + "/api/v1/aanmelden/openid/terug?code=x&state=y").status, 403);
}

TEST_F(OpenId, WhoHasNoAccountStaysOutside)
{
    house_.close();
    house_.settings().oidc.login_claim = "";
    house_.open();
    late_.real = &house_.front();

    Visitor visitor;
    const Visitor::Page end = visitor.visit(start());

    EXPECT_EQ(end.heard.status, 403) << end.heard.body;
    EXPECT_EQ(end.heard.body.find("code="), std::string::npos) << "the code is not in the answer";
    EXPECT_EQ(visitor.load(here_ + "/api/v1/mij").status, 401);
}

TEST_F(OpenId, AProviderThatIsGoneIsSaidSo)
{
    provider_.reset();
    Visitor visitor;

    const Heard heard = visitor.load(start());

    EXPECT_EQ(heard.status, 503) << heard.body;
}

}  // namespace wd::test
