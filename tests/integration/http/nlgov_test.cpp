// The rules of the NLGov REST API Design Rules that a machine can test, one test for each, named after its id: over TLS, with the
// real program that serves a small neighbourhood, and with the openapi.json that it gives.
// SPDX-License-Identifier: EUPL-1.2
#include "../cli/program.hpp"
#include "secured.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <regex>
#include <set>

namespace wd::test {

namespace {

const std::string portal = "https://portaal.voorbeeld.nl";
const std::string stranger = "https://iemand-anders.voorbeeld.nl";

// A response with its head apart.
Heard heard_in(const std::string& all)
{
    Heard heard;
    const std::size_t end = all.find("\r\n\r\n");
    if (end == std::string::npos)
        return heard;
    heard.head = all.substr(0, end + 2);
    heard.body = all.substr(end + 4);
    heard.status = std::atoi(heard.head.c_str() + std::string_view{"HTTP/1.1 "}.size());
    return heard;
}

struct Call {
    std::string method = "GET";
    std::string target;
    std::string body = {};
    std::string origin = {};
    bool known = true;  // with the administrator's token
    std::map<std::string, std::string> more = {};
};

class NlGov : public ::testing::Test {
protected:
    void SetUp() override
    {
        key_.reset(EVP_EC_gen("P-256"));
        certificate_ = sign_for_localhost(key_.get());
        write_pem("cert.pem", [&](FILE* file) { PEM_write_X509(file, certificate_.get()); });
        write_pem("key.pem",
                  [&](FILE* file) { PEM_write_PrivateKey(file, key_.get(), nullptr, nullptr, 0, nullptr, nullptr); });
        const std::string settings =
            here.write("wijkdraad.toml",
                       "[server]\nport = 0\ntls_certificate = \"cert.pem\"\ntls_key = \"key.pem\"\norigins = [\"" +
                           portal + "\"]\n");
        const std::string person{here.must({"account", "list"}).at(0).at("person").as_string()};
        token_ = here.must({"token", "add", "proef", "--until", in_a_month(), "--write", "--as", person})
                     .at("secret")
                     .as_string()
                     .c_str();
        server_.reset(new Background(here.start({"serve", "--config", settings})));
        port_ = static_cast<std::uint16_t>(
            std::strtoul(server_->word_after("API: https://127.0.0.1:", '/').c_str(), nullptr, 10));
        ASSERT_GT(port_, 0);
    }

    Secured secured(int version = TLS1_3_VERSION) const { return Secured{port_, certificate_.get(), version}; }
    Heard send(const std::string& bytes) const { return heard_in(secured().ask(bytes)); }
    Heard send(const Call& call) const
    {
        std::string bytes = call.method + " " + call.target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        if (call.known)
            bytes += "Authorization: Bearer " + token_ + "\r\n";
        if (!call.origin.empty())
            bytes += "Origin: " + call.origin + "\r\n";
        if (!call.body.empty() && !call.more.contains("Content-Type"))
            bytes += "Content-Type: application/json\r\n";
        for (const auto& [name, value] : call.more)
            bytes += name + ": " + value + "\r\n";
        if (!call.body.empty())
            bytes += "Content-Length: " + std::to_string(call.body.size()) + "\r\n";
        return send(bytes + "\r\n" + call.body);
    }
    Heard get(const std::string& path) const { return send(Call{.target = "/api/v1" + path}); }

    const json::object& document()
    {
        if (document_.empty())
            document_ = object_of(send(Call{.target = "/api/v1/openapi.json", .known = false}));
        return document_;
    }
    static json::object object_of(const Heard& heard)
    {
        const Result<json::value> parsed = parse_json(heard.body);
        EXPECT_TRUE(parsed && parsed->is_object()) << heard.head << heard.body;
        return parsed && parsed->is_object() ? parsed->get_object() : json::object{};
    }

    // One answer of each kind that the door can give: (what it is, the answer).
    std::vector<std::pair<std::string, Heard>> refusals() const
    {
        const std::string path = "/api/v1/personen";
        return {{"400 body", send(Call{.method = "POST", .target = path, .body = "{"})},
                {"400 query", send(Call{.target = "/api/v1/taken?limiet=nul"})},
                {"400 bytes", send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")},
                {"401 nobody", send(Call{.target = path, .known = false})},
                {"401 token", send(Call{.target = path, .known = false, .more = {{"Authorization", "Bearer wd_x"}}})},
                {"403 self", send(Call{.method = "POST", .target = "/api/v1/tokens", .body = "{}"})},
                {"404 path", send(Call{.target = "/api/v1/bestaat-niet"})},
                {"404 outside", send(Call{.target = "/"})},
                {"404 thing", send(Call{.target = "/api/v1/programmas/programma-999999"})},
                {"405", send(Call{.method = "PATCH", .target = path, .body = "{}"})},
                {"406", send(Call{.target = path, .more = {{"Accept", "text/html"}}})},
                {"409", send(Call{.method = "POST", .target = "/api/v1/programmas/" + here.programme + "/hervatting"})},
                {"413", send("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n")},
                {"415",
                 send(Call{.method = "POST", .target = path, .body = "x", .more = {{"Content-Type", "text/plain"}}})},
                {"431", send("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n")}};
    }

    template <class Use>
    void for_each_operation(const Use& use)
    {
        for (const auto& path : document().at("paths").as_object())
            for (const auto& operation : path.value().as_object())
                use(std::string(path.key()), std::string(operation.key()), operation.value().as_object());
    }
    // What stands there, behind a "$ref" if it is one.
    const json::object& at_reference(const json::value& value)
    {
        const json::value* reference = value.as_object().if_contains("$ref");
        if (reference == nullptr)
            return value.as_object();
        const std::string text(reference->as_string());
        const std::size_t slash = text.rfind('/');
        const std::string section =
            text.substr(std::string_view("#/components/").size(), slash - std::string_view("#/components/").size());
        return document().at("components").at(section).at(text.substr(slash + 1)).as_object();
    }
    // Every property of every schema in a part of the document.
    template <class Use>
    static void for_each_property(const json::value& value, const Use& use)
    {
        if (const json::array* list = value.if_array())
            for (const json::value& one : *list)
                for_each_property(one, use);
        const json::object* object = value.if_object();
        if (object == nullptr)
            return;
        for (const auto& member : *object) {
            if (member.key() == "example")
                continue;
            if (member.key() == "properties")
                for (const auto& property : member.value().as_object())
                    use(std::string(property.key()), property.value().as_object());
            for_each_property(member.value(), use);
        }
    }
    // Every text in an answer, with the name of its member.
    template <class Use>
    static void for_each_text(const json::value& value, const std::string& name, const Use& use)
    {
        if (const json::array* list = value.if_array())
            for (const json::value& one : *list)
                for_each_text(one, name, use);
        if (const json::object* object = value.if_object())
            for (const auto& member : *object)
                for_each_text(member.value(), std::string(member.key()), use);
        if (value.is_string())
            use(name, std::string(value.get_string()));
    }
    static bool is_instant_name(const std::string& name) { return has_end(name, "ijdstip"); }
    static bool is_date_name(const std::string& name) { return has_end(name, "atum"); }
    static bool has_end(const std::string& name, std::string_view end) { return name.ends_with(end); }

    template <class Write>
    void write_pem(const char* name, Write put) const
    {
        FILE* file = std::fopen((here.folder() / name).c_str(), "w");
        ASSERT_NE(file, nullptr);
        put(file);
        std::fclose(file);
    }

    Neighbourhood here;
    std::uint16_t port_ = 0;

private:
    Key key_;
    Certificate certificate_;
    std::string token_;
    std::unique_ptr<Background> server_;
    json::object document_;
};

const std::regex date_form{R"(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))"};
const std::regex instant_form{
    R"(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z)"};
const std::regex looks_like_time{R"(\d{1,4}[-/]\d{1,2}[-/]\d{1,4}([ Tt].*)?|\d{1,2}:\d\d(:\d\d)?)"};

}  // namespace

// /core/no-trailing-slash
TEST_F(NlGov, CoreNoTrailingSlash)
{
    int tried = 0;
    for_each_operation([&](const std::string& path, const std::string& method, const json::object&) {
        if (method != "get" || path.find('{') != std::string::npos || ++tried > 25)
            return;
        const Heard slashed = get(path + "/");
        EXPECT_EQ(slashed.status, 404) << path;
        EXPECT_EQ(slashed.header("Location"), "") << path;
        EXPECT_NE(get(path).status, 404) << path;
    });
    EXPECT_GT(tried, 20);
    for (const auto& path : document().at("paths").as_object())
        EXPECT_FALSE(path.key().ends_with('/')) << path.key();
    EXPECT_EQ(get("/taken/?limiet=1").status, 404);
}

// /core/path-segments-kebab-case
TEST_F(NlGov, CorePathSegmentsKebabCase)
{
    const std::regex kebab{"[a-z0-9]+(-[a-z0-9]+)*|\\{[a-zA-Z]+\\}"};
    for (const auto& path : document().at("paths").as_object()) {
        if (path.key() == "/openapi.json")
            continue;  // asked for by /core/publish-openapi
        std::string rest(path.key());
        while (!rest.empty()) {
            ASSERT_EQ(rest.front(), '/');
            const std::size_t end = std::min(rest.find('/', 1), rest.size());
            EXPECT_TRUE(std::regex_match(rest.substr(1, end - 1), kebab)) << path.key();
            rest.erase(0, end);
        }
    }
    EXPECT_EQ(get("/Taken").status, 404);
    EXPECT_EQ(get("/taken.json").status, 404);
}

// /core/query-keys-camel-case
TEST_F(NlGov, CoreQueryKeysCamelCase)
{
    const std::regex camel{"[a-z][a-zA-Z0-9]*"};
    int seen = 0;
    for_each_operation([&](const std::string& path, const std::string&, const json::object& operation) {
        const json::value* parameters = operation.if_contains("parameters");
        if (parameters == nullptr)
            return;
        for (const json::value& one : parameters->as_array()) {
            const json::object& parameter = at_reference(one);
            if (parameter.at("in") != "query")
                continue;
            ++seen;
            EXPECT_TRUE(std::regex_match(std::string(parameter.at("name").as_string()), camel))
                << path << " " << parameter.at("name");
        }
    });
    EXPECT_GT(seen, 50);
    EXPECT_EQ(get("/taken?Limiet=1").status, 400);
}

// /core/date-time/format
TEST_F(NlGov, CoreDateTimeFormat)
{
    for_each_property(document(), [](const std::string& name, const json::object& schema) {
        if (is_instant_name(name)) {
            EXPECT_TRUE(schema.contains("format") && schema.at("format") == "date-time") << name;
        }
        const json::value* format = schema.if_contains("format");
        if (format != nullptr && format->as_string().starts_with("time")) {
            EXPECT_EQ(*format, "time-local") << name;
        }
    });
    here.must({"absence", "add", here.programme, "--person", here.worker, "--from", in_a_month(), "--as", here.leader});
    int instants = 0;
    int dates = 0;
    for (const std::string& path :
         {std::string("/tijd"), std::string("/programmas"), std::string("/personen"), std::string("/taken"),
          "/taken/" + here.task("Tel de huizen"), "/bezettingen?programma=" + here.programme,
          "/afwezigheden?programma=" + here.programme, "/gebeurtenissen?programma=" + here.programme})
    {
        const Heard heard = get(path);
        ASSERT_EQ(heard.status, 200) << path << heard.body;
        for_each_text(*parse_json(heard.body), "", [&](const std::string& name, const std::string& text) {
            const bool instant = is_instant_name(name);
            instants += instant ? 1 : 0;
            dates += is_date_name(name) ? 1 : 0;
            if (instant) {
                EXPECT_TRUE(std::regex_match(text, instant_form)) << path << " " << name << " " << text;
            } else if (is_date_name(name)) {
                EXPECT_TRUE(std::regex_match(text, date_form)) << path << " " << name << " " << text;
            } else {
                EXPECT_TRUE(!std::regex_match(text, looks_like_time) || std::regex_match(text, date_form))
                    << path << " " << name << " " << text;
            }
        });
    }
    EXPECT_GT(instants, 10);
    EXPECT_GT(dates, 0);
    for (const char* wrong : {"01-02-2030", "2030-02-30", "2030-1-2", "2030-02-01T00:00:00Z"})
        EXPECT_EQ(send(Call{.method = "POST",
                            .target = "/api/v1/taken",
                            .body = R"({"programma":")" + here.programme +
                                    R"(","titel":"Bel","einddatumHandelingsTermijn":")" + wrong + "\"}"})
                      .status,
                  400)
            << wrong;
}

// /core/date-time/date-omit-time-portion
TEST_F(NlGov, CoreDateTimeDateOmitTimePortion)
{
    int seen = 0;
    for_each_property(document(), [&](const std::string& name, const json::object& schema) {
        const json::value* format = schema.if_contains("format");
        if (is_date_name(name)) {
            ++seen;
            EXPECT_TRUE(format != nullptr && *format == "date") << name;
        }
        if (format != nullptr && *format == "date") {
            EXPECT_FALSE(is_instant_name(name)) << name;
        }
    });
    EXPECT_GT(seen, 10);
}

// /core/error-handling/problem-details
TEST_F(NlGov, CoreErrorHandlingProblemDetails)
{
    for (const auto& [what, heard] : refusals()) {
        EXPECT_EQ(std::to_string(heard.status), what.substr(0, 3)) << what << "\n" << heard.head << heard.body;
        EXPECT_EQ(heard.header("Content-Type"), "application/problem+json") << what;
        const json::object problem = object_of(heard);
        EXPECT_EQ(problem.at("status"), heard.status) << what;
        EXPECT_FALSE(problem.at("title").as_string().empty()) << what;
        EXPECT_FALSE(problem.at("detail").as_string().empty()) << what;
    }
    for_each_operation([&](const std::string& path, const std::string& method, const json::object& operation) {
        for (const auto& response : operation.at("responses").as_object()) {
            if (response.key() < "400")
                continue;
            const json::object& content = at_reference(response.value()).at("content").as_object();
            ASSERT_TRUE(content.contains("application/problem+json")) << method << " " << path;
            const json::object& members =
                at_reference(content.at("application/problem+json").at("schema")).at("properties").as_object();
            for (const char* member : {"status", "title", "detail"})
                EXPECT_TRUE(members.contains(member)) << method << " " << path << " " << member;
        }
    });
}

// /core/error-handling/invalid-input
TEST_F(NlGov, CoreErrorHandlingInvalidInput)
{
    const Heard two = send(Call{.method = "POST",
                                .target = "/api/v1/taken",
                                .body = R"({"programma":7,"titel":"Bel","einddatumHandelingsTermijn":"morgen"})"});
    EXPECT_EQ(two.status, 400);
    EXPECT_EQ(object_of(two).at("invalidParams").as_array().size(), 2U) << two.body;
    for (const char* path : {"/taken?limiet=0", "/taken?programma=straat", "/taken?onbekend=1", "/zoeken"})
        EXPECT_EQ(get(path).status, 400) << path;

    for_each_operation([&](const std::string& path, const std::string& method, const json::object& operation) {
        if ((method == "get" || method == "delete") && !operation.contains("parameters"))
            return;
        EXPECT_TRUE(operation.at("responses").as_object().contains("400")) << method << " " << path;
        EXPECT_FALSE(operation.at("responses").as_object().contains("422")) << method << " " << path;
    });
}

// /core/doc-openapi
TEST_F(NlGov, CoreDocOpenapi)
{
    EXPECT_TRUE(document().at("openapi").as_string().starts_with("3."));
    EXPECT_FALSE(document().at("info").at("title").as_string().empty());
    EXPECT_FALSE(document().at("info").at("description").as_string().empty());
    EXPECT_GT(document().at("paths").as_object().size(), 100U);
    for_each_operation([](const std::string& path, const std::string& method, const json::object& operation) {
        EXPECT_FALSE(operation.at("summary").as_string().empty()) << method << " " << path;
        EXPECT_FALSE(operation.at("responses").as_object().empty()) << method << " " << path;
    });
}

// /core/doc-openapi-contact
TEST_F(NlGov, CoreDocOpenapiContact)
{
    const json::object& contact = document().at("info").at("contact").as_object();
    EXPECT_FALSE(contact.at("name").as_string().empty());
    EXPECT_TRUE(contact.at("url").as_string().starts_with("https://"));
    EXPECT_NE(contact.at("email").as_string().find('@'), std::string::npos);
}

// /core/publish-openapi
TEST_F(NlGov, CorePublishOpenapi)
{
    for (const std::string& origin : {std::string{}, portal, stranger}) {
        const Heard heard = send(Call{.target = "/api/v1/openapi.json", .origin = origin, .known = false});
        EXPECT_EQ(heard.status, 200) << origin;
        EXPECT_EQ(heard.header("Content-Type"), "application/json");
        EXPECT_EQ(heard.header("Access-Control-Allow-Origin"), "*") << origin;
    }
    ASSERT_FALSE(document().at("servers").as_array().empty());
    EXPECT_TRUE(document().at("servers").at(0).at("url").as_string().ends_with("/api/v1"));
    // Every reference leads somewhere; at_reference() throws otherwise.
    for_each_operation([&](const std::string& path, const std::string&, const json::object& operation) {
        for (const auto& response : operation.at("responses").as_object())
            EXPECT_NO_THROW(EXPECT_TRUE(at_reference(response.value()).contains("description"))) << path;
    });
}

// /core/uri-version
TEST_F(NlGov, CoreUriVersion)
{
    EXPECT_EQ(get("/tijd").status, 200);
    EXPECT_EQ(send(Call{.target = "/api/tijd"}).status, 404);
    EXPECT_EQ(send(Call{.target = "/api/v2/tijd"}).status, 404);
    EXPECT_EQ(send(Call{.target = "/api/v1.0/tijd"}).status, 404);
    EXPECT_EQ(get("/tijd").header("API-Version").substr(0, 2), "1.") << "the major version is the one of the path";
    for (const json::value& server : document().at("servers").as_array())
        EXPECT_TRUE(server.at("url").as_string().ends_with("/v1"));
}

// /core/semver
TEST_F(NlGov, CoreSemver)
{
    const std::regex semver{R"((0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?)"};
    EXPECT_TRUE(std::regex_match(std::string(document().at("info").at("version").as_string()), semver));
}

// /core/version-header
TEST_F(NlGov, CoreVersionHeader)
{
    const std::string version(document().at("info").at("version").as_string());
    for (const char* path : {"/tijd", "/openapi.json", "/taken"})
        EXPECT_EQ(get(path).header("API-Version"), version) << path;
    EXPECT_EQ(send(Call{.method = "OPTIONS", .target = "/api/v1/taken"}).header("API-Version"), version);
    for (const auto& [what, heard] : refusals())
        EXPECT_EQ(heard.header("API-Version"), version) << what;

    for_each_operation([&](const std::string& path, const std::string& method, const json::object& operation) {
        for (const auto& response : operation.at("responses").as_object())
            EXPECT_TRUE(at_reference(response.value()).at("headers").as_object().contains("API-Version"))
                << method << " " << path;
    });
}

// /core/transport/tls
TEST_F(NlGov, CoreTransportTls)
{
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        const Secured caller = secured(version);
        ASSERT_TRUE(caller.agreed()) << version;
        const std::string cipher = SSL_get_cipher_name(caller.client());
        EXPECT_TRUE(cipher.find("GCM") != std::string::npos || cipher.find("CHACHA20") != std::string::npos) << cipher;
        EXPECT_TRUE(version == TLS1_3_VERSION || cipher.starts_with("ECDHE-")) << cipher;
        EXPECT_EQ(SSL_get_current_compression(caller.client()), nullptr);
        EXPECT_EQ(
            heard_in(caller.ask("GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .status,
            200);
    }
    for (const int version : {TLS1_VERSION, TLS1_1_VERSION})
        EXPECT_FALSE(secured(version).agreed()) << version;
    Caller open{port_};
    open.say("GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(open.hear_all().find("openapi"), std::string::npos) << "not without TLS";
}

// /core/transport/security-headers
TEST_F(NlGov, CoreTransportSecurityHeaders)
{
    std::vector<std::pair<std::string, Heard>> answers = refusals();
    answers.emplace_back("200", get("/tijd"));
    answers.emplace_back("200 list", get("/taken"));
    answers.emplace_back("200 open", get("/openapi.json"));
    answers.emplace_back("201", send(Call{.method = "POST", .target = "/api/v1/personen", .body = R"({"naam":"Jo"})"}));
    EXPECT_EQ(answers.back().second.status, 201) << answers.back().second.body;
    for (const auto& [what, heard] : answers) {
        EXPECT_EQ(heard.header("Cache-Control"), "no-store") << what;
        EXPECT_EQ(heard.header("Content-Security-Policy"), "frame-ancestors 'none'") << what;
        EXPECT_TRUE(heard.header("Strict-Transport-Security").starts_with("max-age=")) << what;
        EXPECT_EQ(heard.header("X-Content-Type-Options"), "nosniff") << what;
        EXPECT_EQ(heard.header("X-Frame-Options"), "DENY") << what;
        EXPECT_TRUE(heard.header("Content-Type").starts_with("application/")) << what;
    }
    EXPECT_EQ(get("/openapi.json").header("Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(send(Call{.target = "/api/v1/tijd", .origin = portal}).header("Access-Control-Allow-Origin"), portal);
}

// /core/transport/cors
TEST_F(NlGov, CoreTransportCors)
{
    const Heard theirs = send(Call{.target = "/api/v1/taken", .origin = portal});
    EXPECT_EQ(theirs.header("Access-Control-Allow-Origin"), portal);
    EXPECT_EQ(theirs.header("Vary"), "Origin");
    const Heard ahead = send(Call{.method = "OPTIONS",
                                  .target = "/api/v1/taken",
                                  .origin = portal,
                                  .known = false,
                                  .more = {{"Access-Control-Request-Method", "POST"}}});
    EXPECT_EQ(ahead.status, 204);
    EXPECT_EQ(ahead.header("Access-Control-Allow-Origin"), portal);
    EXPECT_NE(ahead.header("Access-Control-Allow-Methods").find("POST"), std::string::npos);
    EXPECT_NE(ahead.header("Access-Control-Allow-Headers").find("Authorization"), std::string::npos);

    for (const std::string& origin : {stranger, std::string("null"), portal + ".nl",
                                      "http://" + portal.substr(std::string_view("https://").size())})
        for (const char* method : {"GET", "OPTIONS"}) {
            const Heard heard = send(Call{.method = method, .target = "/api/v1/taken", .origin = origin});
            EXPECT_EQ(heard.header("Access-Control-Allow-Origin"), "") << origin;
            EXPECT_EQ(heard.header("Access-Control-Allow-Credentials"), "") << origin;
        }
    EXPECT_EQ(get("/taken").header("Access-Control-Allow-Origin"), "");
}

}  // namespace wd::test
