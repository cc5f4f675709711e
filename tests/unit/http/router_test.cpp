// From a request to its route, or to the right refusal.
// SPDX-License-Identifier: EUPL-1.2
#include "http/router.hpp"

#include "base/json.hpp"
#include "requests.hpp"

namespace wd::http::test {

namespace {

const Match& match_of(const std::variant<Match, Response>& found)
{
    return std::get<Match>(found);
}

int status_of(const std::variant<Match, Response>& found)
{
    return std::get<Response>(found).status;
}

std::string header_of(const Response& response, std::string_view name)
{
    for (const auto& [known, value] : response.headers)
        if (known == name)
            return value;
    return {};
}

TEST(Router, FindsARouteAndWhatStandsInItsPath)
{
    const auto found = find_route(a_request("POST", "/api/v1/taken/taak-12/afronding", "{}"));

    ASSERT_TRUE(std::holds_alternative<Match>(found));
    EXPECT_EQ(match_of(found).route->name, "task.complete");
    EXPECT_EQ(match_of(found).values, std::vector<std::string>{"taak-12"});
}

TEST(Router, AnswersHeadAsGet)
{
    const auto found = find_route(a_request("HEAD", "/api/v1/programmas"));

    ASSERT_TRUE(std::holds_alternative<Match>(found));
    EXPECT_EQ(match_of(found).route->name, "programmes");
}

TEST(Router, DoesNotKnowAnotherPath)
{
    for (const char* target :
         {"/", "/api", "/api/v1", "/api/v2/taken", "/taken", "/api/v1/tasks", "/api/v1/taken/taak-1/x"})
        EXPECT_EQ(status_of(find_route(a_request("GET", target))), 404) << target;
}

TEST(Router, DoesNotKnowASlashAtTheEnd)
{
    const auto found = find_route(a_request("GET", "/api/v1/taken/"));

    EXPECT_EQ(status_of(found), 404);
    EXPECT_EQ(header_of(std::get<Response>(found), "Location"), "");
}

TEST(Router, SaysWhichMethodsThereAre)
{
    const auto found = find_route(a_request("DELETE", "/api/v1/taken"));

    EXPECT_EQ(status_of(found), 405);
    EXPECT_EQ(header_of(std::get<Response>(found), "Allow"), "GET, HEAD, POST, OPTIONS");
    const auto options = find_route(a_request("OPTIONS", "/api/v1/taken"));
    EXPECT_EQ(status_of(options), 204);
    EXPECT_EQ(header_of(std::get<Response>(options), "Allow"), "GET, HEAD, POST, OPTIONS");
}

TEST(Router, AnswersInJsonOnly)
{
    const auto asked = [](const char* accept) {
        return find_route(a_request("GET", "/api/v1/taken", {}, {{"accept", accept}}));
    };

    for (const char* accept : {"application/json", "*/*", "application/*", "text/html, application/json;q=0.9", ""})
        EXPECT_TRUE(std::holds_alternative<Match>(asked(accept))) << accept;
    for (const char* accept : {"text/html", "application/xml", "application/json;q=0", "application/json; q=0.0"})
        EXPECT_EQ(status_of(asked(accept)), 406) << accept;
}

TEST(Router, TakesJsonOnly)
{
    const auto sent = [](const char* type) {
        return find_route(a_request("POST", "/api/v1/taken", "{}", {{"content-type", type}}));
    };

    for (const char* type : {"application/json", "Application/JSON; charset=utf-8"})
        EXPECT_TRUE(std::holds_alternative<Match>(sent(type))) << type;
    for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "application/json, text/plain"})
        EXPECT_EQ(status_of(sent(type)), 415) << type;
}

TEST(Router, StreamsToWhoAsksForAStream)
{
    const auto asked = [](const char* accept) {
        return find_route(a_request("GET", "/api/v1/mij/stroom", {}, {{"accept", accept}}));
    };

    EXPECT_TRUE(std::holds_alternative<Match>(asked("text/event-stream")));
    EXPECT_EQ(status_of(asked("application/json")), 406);
}

TEST(Router, KnowsWhatAChangeIsAbout)
{
    const auto resource_of = [](std::string_view path) {
        for (const Route& route : routes())
            if (route.path == path && route.method != "GET")
                return find_resource(route);
        ADD_FAILURE() << path;
        return static_cast<const Route*>(nullptr);
    };

    EXPECT_EQ(resource_of("/taken/{taak}/afronding")->path, "/taken/{taak}");
    EXPECT_EQ(resource_of("/toezeggingen/{regel}/correcties")->path, "/toezeggingen/{toezegging}");
    EXPECT_EQ(resource_of("/instellingen")->path, "/instellingen");
    EXPECT_EQ(resource_of("/geld/{regel}/correcties"), nullptr);
}

TEST(Router, KnowsWhereWhatIsMadeCanBeRead)
{
    const auto made_at = [](std::string_view path) {
        for (const Route& route : routes())
            if (route.path == path && route.method == "POST")
                return find_made(route);
        ADD_FAILURE() << path;
        return static_cast<const Route*>(nullptr);
    };

    EXPECT_EQ(made_at("/taken")->path, "/taken/{taak}");
    EXPECT_EQ(made_at("/personen")->path, "/personen/{persoon}");
    EXPECT_EQ(made_at("/logboek"), nullptr);
    EXPECT_EQ(made_at("/accounts/{persoon}/toegang"), nullptr);
}

}  // namespace

}  // namespace wd::http::test
