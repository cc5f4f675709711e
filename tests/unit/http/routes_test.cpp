// The routing table covers what the engine can do, and its paths follow the API design rules.
// SPDX-License-Identifier: EUPL-1.2
#include "http/routes.hpp"

#include "domain/commands.hpp"
#include "http/login.hpp"
#include "http/router.hpp"
#include "http/translate.hpp"
#include "runtime/questions.hpp"
#include "store/store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace wd::http::test {

namespace {

bool has_route(std::string_view name)
{
    return std::any_of(routes().begin(), routes().end(), [&](const Route& route) { return route.name == name; });
}

bool has_login_route(std::string_view method, std::string_view path)
{
    const auto all = login_routes();
    return std::any_of(all.begin(), all.end(),
                       [&](const LoginRoute& route) { return route.method == method && route.path == path; });
}

// What sees a password or a secret is the login's.
const std::map<std::string_view, std::pair<std::string_view, std::string_view>> at_the_login{
    {"account.open", {"POST", "/accounts"}},
    {"account.password", {"POST", "/accounts/{persoon}/wachtwoord"}},
    {"token.add", {"POST", "/tokens"}},
    {"token.withdraw", {"DELETE", "/tokens/{token}"}}};

std::vector<std::pair<std::string_view, std::string_view>> all_paths()
{
    std::vector<std::pair<std::string_view, std::string_view>> paths;
    for (const Route& route : routes())
        paths.emplace_back(route.method, route.path);
    for (const LoginRoute& route : login_routes())
        paths.emplace_back(route.method, route.path);
    return paths;
}

TEST(Routes, CoverEveryVerb)
{
    for (const std::string_view verb : domain::verbs()) {
        const auto login = at_the_login.find(verb);
        const bool covered =
            login == at_the_login.end() ? has_route(verb) : has_login_route(login->second.first, login->second.second);
        EXPECT_TRUE(covered) << verb;
    }
    EXPECT_TRUE(has_route("workflow.install"));
}

TEST(Routes, CoverEveryPublicQuestion)
{
    for (const std::string_view question : runtime::question_names())
        EXPECT_TRUE(has_route(question)) << question;
}

TEST(Routes, NameOnlyVerbsAndQuestionsThatExist)
{
    const std::vector<std::string_view> questions = runtime::question_names();
    for (const Route& route : routes()) {
        if (route.means == Means::stream)
            continue;
        const auto& known = route.means == Means::command ? domain::verbs() : questions;
        EXPECT_TRUE(route.name == "workflow.install" ||
                    std::find(known.begin(), known.end(), route.name) != known.end())
            << route.name;
    }
}

TEST(Routes, AskOnlyWithParametersThatTheQuestionTakes)
{
    for (const Route& route : routes()) {
        if (route.means != Means::question)
            continue;
        const std::vector<std::string_view> taken = runtime::question_parameters(route.name).value();
        for (const PathParameter& parameter : path_parameters(route))
            EXPECT_NE(std::find(taken.begin(), taken.end(), parameter.code), taken.end())
                << route.path << " " << parameter.code;
        for (const QueryParameter& parameter : query_parameters(route))
            EXPECT_NE(std::find(taken.begin(), taken.end(), parameter.word->code), taken.end())
                << route.path << " " << parameter.word->code;
    }
}

TEST(Routes, GiveEveryPathParameterToTheCommand)
{
    for (const Route& route : routes()) {
        if (route.means != Means::command || route.name == "workflow.install")
            continue;
        const auto& members = *domain::find_command_shape(route.name);
        for (const PathParameter& parameter : path_parameters(route))
            EXPECT_TRUE(std::any_of(members.begin(), members.end(),
                                    [&](const domain::MemberShape& member) {
                                        return member.code == parameter.code && member.prefix == parameter.prefix;
                                    }))
                << route.path << " " << parameter.code;
    }
}

TEST(Routes, FindTheirPlaceInWhatTheyAreGiven)
{
    for (const Route& route : routes()) {
        const std::vector<domain::MemberShape> body = body_members(route);
        const std::vector<QueryParameter> query = query_parameters(route);
        const auto in_body = [&](std::string_view code) {
            return std::any_of(body.begin(), body.end(), [&](const auto& member) { return member.code == code; });
        };
        if (route.finding == Finding::by_path) {
            EXPECT_FALSE(path_parameters(route).empty()) << route.path;
        }
        if (route.finding == Finding::by_query) {
            EXPECT_TRUE(std::any_of(query.begin(), query.end(), [](const QueryParameter& parameter) {
                return parameter.word->code == "programme" && parameter.required;
            })) << route.path;
        }
        if (route.finding == Finding::by_body) {
            EXPECT_TRUE(in_body("programme") || in_body("task")) << route.path;
        }
        if (route.finding == Finding::listed) {
            EXPECT_EQ(route.shape, Shape::list) << route.path;
        }
    }
}

TEST(Routes, ListOnlyRowsWhosePlaceCanBeSeen)
{
    for (const Route& route : routes()) {
        if (route.finding != Finding::listed)
            continue;
        const Schema& schema = *find_schema(route.schema);
        EXPECT_TRUE(std::any_of(schema.members.begin(), schema.members.end(), [](const SchemaMember& member) {
            return member.word->code == "programme" && member.always;
        })) << route.path;
    }
}

TEST(Routes, ChangeNothingByGet)
{
    for (const Route& route : routes())
        EXPECT_EQ(route.method == "GET", route.means == Means::question || route.means == Means::stream) << route.path;
}

TEST(Routes, AreUnique)
{
    std::set<std::pair<std::string_view, std::string_view>> seen;
    std::set<std::string> ids;
    for (const auto& path : all_paths())
        EXPECT_TRUE(seen.insert(path).second) << path.first << " " << path.second;
    for (const Route& route : routes())
        EXPECT_TRUE(ids.insert(operation_id(route.method, route.path)).second) << route.path;
}

TEST(Schemas, NameTwoMembersOfOneObjectDifferently)
{
    for (const Schema& schema : all_schemas()) {
        std::set<std::string_view> seen;
        for (const SchemaMember& member : schema.members) {
            EXPECT_TRUE(seen.insert(member.word->api).second) << schema.key << " " << member.word->api;
            EXPECT_EQ(member.schema != nullptr, member.word->kind == domain::ApiKind::object)
                << schema.key << " " << member.word->code;
        }
    }
}

TEST(Schemas, HaveNamesOfTheirOwn)
{
    std::set<std::string_view> seen;
    for (const Schema& schema : all_schemas())
        EXPECT_TRUE(seen.insert(schema.name).second) << schema.name;
}

}  // namespace

}  // namespace wd::http::test
