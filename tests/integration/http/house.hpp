// An installation behind its door, whole: a store in a directory of its own, the engine, and everything that answers requests. And a
// browser that keeps its cookie. Helps to say things shortly; judges nothing.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "http/front.hpp"
#include "http/target.hpp"
#include "runtime/service.hpp"
#include "store/open.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>

namespace wd::test {

using http::Response;

// A directory that goes with the test; the store lies one below, so that the key file beside it goes too.
class Ground {
public:
    Ground()
    {
        std::string name = (std::filesystem::temp_directory_path() / "wijkdraad-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~Ground()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Ground(const Ground&) = delete;
    Ground& operator=(const Ground&) = delete;
    std::filesystem::path store() const { return path_ / "data"; }

private:
    std::filesystem::path path_;
};

// As cheap as argon2id goes: the tests are not about what it costs.
inline http::FrontSettings quick_settings()
{
    http::FrontSettings settings;
    settings.entrance.password = {1, 8'192, 2, 64};
    settings.entrance.address = "test";
    // Long enough that no test is over it, however slow the machine.
    settings.entrance.login.per_login.first_pause = std::chrono::minutes{5};
    settings.entrance.login.per_address.first_pause = std::chrono::minutes{5};
    return settings;
}

class House {
public:
    explicit House(http::FrontSettings settings = quick_settings()) : settings_(std::move(settings))
    {
        const Result<void> made = store::create_store(ground_.store(), {});
        EXPECT_TRUE(made) << (made ? "" : to_text(made.error()));
        open();
    }
    ~House() { close(); }
    House(const House&) = delete;
    House& operator=(const House&) = delete;

    void open()
    {
        Result<std::unique_ptr<runtime::Service>> service = runtime::Service::open(ground_.store());
        EXPECT_TRUE(service) << (service ? "" : to_text(service.error()));
        service_ = std::move(*service);
        Result<std::unique_ptr<http::Handler>> front = http::create_front(*service_, ground_.store(), settings_);
        EXPECT_TRUE(front) << (front ? "" : to_text(front.error()));
        front_ = std::move(*front);
    }
    // Everything that was begun is finished, and the logs are closed.
    void close()
    {
        if (service_)
            service_->stop();
        front_.reset();
        service_.reset();
    }

    // A request of the engine itself, by the machine's administrator or as somebody.
    json::object ask(json::object request)
    {
        std::promise<json::object> answered;
        service_->request(std::move(request), runtime::Texts::shown,
                          [&](json::object answer) { answered.set_value(std::move(answer)); });
        return answered.get_future().get();
    }
    json::value must(std::string_view verb, json::object data)
    {
        const json::object answer = ask({{"do", json::string(verb)}, {"data", std::move(data)}});
        EXPECT_TRUE(answer.at("ok").as_bool()) << verb << ": " << json::serialize(answer);
        return answer.contains("result") ? answer.at("result") : json::value{};
    }

    // "persoon-3"
    std::string person(std::string_view name)
    {
        return std::string(must("person.add", {{"name", json::string(name)}}).at("person").as_string().c_str());
    }
    enum class First { own, one_time };
    // With a password that is the person's own already, or one that still has to be changed.
    void account(const std::string& person, std::string_view login, std::string_view password, First first = First::own)
    {
        const std::string hash = http::hash_password(password, settings_.entrance.password);
        must("account.open", {{"person", person}, {"login", json::string(login)}, {"password_hash", hash}});
        if (first == First::own) {
            const json::object answer = ask(
                {{"do", "account.password"}, {"data", {{"person", person}, {"password_hash", hash}}}, {"as", person}});
            EXPECT_TRUE(answer.at("ok").as_bool()) << json::serialize(answer);
        }
    }
    void grant(const std::string& person, std::string_view role, std::string_view scope, json::object place = {})
    {
        place["person"] = person;
        place["role"] = json::string(role);
        place["scope"] = json::string(scope);
        must("access.grant", std::move(place));
    }
    std::string programme(std::string_view name)
    {
        if (!std::exchange(has_workflow_, true))
            must("workflow.install",
                 {{"files",
                   json::object{{"workflow.lua", R"lua(return workflow("proef", { title = "Proef", version = 1, api = 1,
                     roles = { role("leider", { title = "Projectleider", core = true }) },
                     phases = { phase("een", { title = "Eerste fase", steps = {
                       task("slot", { title = "Sluit af", role = "leider" }) } }) } }))lua"},
                                {"forms.lua", "return forms({})"}}}});
        return std::string(
            must("programme.create",
                 {{"name", json::string(name)}, {"municipalities", json::array{"GM0363"}}, {"workflow", "proef"}})
                .at("programme")
                .as_string()
                .c_str());
    }

    Response send(http::Request request)
    {
        std::promise<Response> answered;
        front_->handle(std::move(request), [&](Response response) { answered.set_value(std::move(response)); });
        return answered.get_future().get();
    }

    runtime::Service& service() { return *service_; }
    http::Handler& front() { return *front_; }
    http::FrontSettings& settings() { return settings_; }
    std::filesystem::path directory() const { return ground_.store(); }
    std::string file(std::string_view name) const
    {
        std::ostringstream out;
        out << std::ifstream(ground_.store() / name, std::ios::binary).rdbuf();
        return out.str();
    }

private:
    Ground ground_;
    http::FrontSettings settings_;
    std::unique_ptr<runtime::Service> service_;
    std::unique_ptr<http::Handler> front_;
    bool has_workflow_ = false;
};

inline std::string header_of(const Response& response, std::string_view name)
{
    for (const auto& [key, value] : response.headers)
        if (key == name)
            return value;
    return {};
}

inline json::object body_of(const Response& response)
{
    const Result<json::value> parsed = parse_json(response.body);
    return parsed && parsed->is_object() ? parsed->get_object() : json::object{};
}

inline std::string text_at(const Response& response, std::string_view member)
{
    const json::object body = body_of(response);
    const json::value* value = body.if_contains(json::string_view{member.data(), member.size()});
    return value != nullptr && value->is_string() ? std::string(value->get_string().c_str()) : std::string{};
}

// One caller: sends its cookie and its X-CSRF-Token, or a token instead.
class Browser {
public:
    explicit Browser(House& house, std::string address = "192.0.2.1") : house_(house), address_(std::move(address)) {}

    Response send(std::string_view method, std::string_view path, std::optional<json::value> body = {})
    {
        http::Request request;
        request.method = method;
        request.target = "/api/v1" + std::string(path);
        const http::Target target = http::parse_target(request.target).value();
        request.segments = target.segments;
        request.query = target.query;
        request.remote = address_;
        if (!cookie.empty())
            request.headers.emplace_back("cookie", cookie);
        if (!csrf.empty())
            request.headers.emplace_back("x-csrf-token", csrf);
        if (!token.empty())
            request.headers.emplace_back("authorization", "Bearer " + token);
        for (const auto& header : more)
            request.headers.push_back(header);
        if (body) {
            request.headers.emplace_back("content-type", "application/json");
            request.body = json::serialize(*body);
        }
        Response response = house_.send(std::move(request));
        for (const auto& [name, value] : response.headers)
            if (name == "Set-Cookie")
                cookie = value.substr(0, value.find(';'));
        if (const std::string fresh = text_at(response, "csrfToken"); !fresh.empty())
            csrf = fresh;
        return response;
    }
    Response get(std::string_view path) { return send("GET", path); }
    Response sign_in(std::string_view login, std::string_view password, std::string_view code = {})
    {
        json::object body{{"gebruikersnaam", json::string(login)}, {"wachtwoord", json::string(password)}};
        if (!code.empty())
            body["code"] = json::string(code);
        return send("POST", "/sessie", body);
    }

    std::string cookie;
    std::string csrf;
    std::string token;
    http::Headers more;

private:
    House& house_;
    std::string address_;
};

}  // namespace wd::test
