// openapi.json has all that the API does. What the API design rules ask of it is tested on what is served (nlgov_test.cpp).
// SPDX-License-Identifier: EUPL-1.2
#include "http/openapi.hpp"

#include "http/login.hpp"
#include "http/router.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace wd::http::test {

namespace {

const json::object& document()
{
    static const json::object written = write_openapi({});
    return written;
}

template <class Use>
void for_each_operation(const Use& use)
{
    for (const auto& path : document().at("paths").as_object())
        for (const auto& operation : path.value().as_object())
            use(std::string(path.key()), std::string(operation.key()), operation.value().as_object());
}

// Every "$ref" in the document.
void gather_refs(const json::value& value, std::set<std::string>& refs)
{
    if (const json::array* list = value.if_array())
        for (const json::value& one : *list)
            gather_refs(one, refs);
    const json::object* object = value.if_object();
    if (object == nullptr)
        return;
    for (const auto& member : *object)
        if (member.key() == "$ref")
            refs.emplace(member.value().as_string());
        else
            gather_refs(member.value(), refs);
}

TEST(Openapi, HasEveryRoute)
{
    std::set<std::pair<std::string, std::string>> written;
    for_each_operation([&](const std::string& path, const std::string& method, const json::object&) {
        written.emplace(path, method);
    });
    const auto expect = [&](std::string_view path, std::string_view method) {
        std::string low(method);
        std::transform(low.begin(), low.end(), low.begin(), [](char c) { return static_cast<char>(c + 'a' - 'A'); });
        EXPECT_TRUE(written.contains({std::string(path), low})) << method << " " << path;
    };
    for (const Route& route : routes())
        expect(route.path, route.method);
    for (const LoginRoute& route : login_routes())
        expect(route.path, route.method);
    EXPECT_EQ(written.size(), routes().size() + login_routes().size() + 1);
}

TEST(Openapi, RefersOnlyToWhatIsThere)
{
    std::set<std::string> refs;
    gather_refs(document(), refs);
    EXPECT_FALSE(refs.empty());
    for (const std::string& ref : refs) {
        ASSERT_TRUE(ref.starts_with("#/components/")) << ref;
        const std::string rest = ref.substr(std::string_view("#/components/").size());
        const std::size_t slash = rest.find('/');
        const json::object& section = document().at("components").at(rest.substr(0, slash)).as_object();
        EXPECT_TRUE(section.contains(rest.substr(slash + 1))) << ref;
    }
}

TEST(Openapi, UsesEverySchema)
{
    std::set<std::string> refs;
    gather_refs(document(), refs);
    for (const auto& schema : document().at("components").at("schemas").as_object())
        EXPECT_TRUE(refs.contains("#/components/schemas/" + std::string(schema.key()))) << schema.key();
}

TEST(Openapi, NamesEverySchemaOnce)
{
    std::set<std::string_view> names;
    for (const Schema& schema : all_schemas())
        EXPECT_TRUE(names.insert(schema.name).second) << schema.name;
}

TEST(Openapi, NamesEveryOperationOnce)
{
    std::set<std::string> ids;
    for_each_operation([&](const std::string& path, const std::string&, const json::object& operation) {
        const std::string id(operation.at("operationId").as_string());
        EXPECT_FALSE(id.empty()) << path;
        EXPECT_TRUE(ids.insert(id).second) << id;
        EXPECT_FALSE(operation.at("summary").as_string().empty()) << path;
    });
}

TEST(Openapi, HasEveryPathParameter)
{
    for_each_operation([&](const std::string& path, const std::string&, const json::object& operation) {
        for (const std::string_view segment : segments_of(path)) {
            if (!segment.starts_with('{'))
                continue;
            const std::string name(segment.substr(1, segment.size() - 2));
            const json::array& parameters = operation.at("parameters").as_array();
            EXPECT_TRUE(std::any_of(parameters.begin(), parameters.end(), [&](const json::value& parameter) {
                return parameter.as_object().contains("name") && parameter.at("name") == json::value(name) &&
                       parameter.at("in") == json::value("path");
            })) << path;
        }
    });
}

// A client may count on what is promised: what has no path of its own is made without a Location.
TEST(Openapi, PromisesALocationWhereThereIsOneOnly)
{
    std::set<std::string> with;
    for_each_operation([&](const std::string& path, const std::string&, const json::object& operation) {
        const json::value* made = operation.at("responses").as_object().if_contains("201");
        if (made != nullptr && made->at("headers").as_object().contains("Location"))
            with.insert(path);
    });

    EXPECT_EQ(with, (std::set<std::string>{"/lopen", "/overdrachten", "/personen", "/programmas", "/taken",
                                           "/toezeggingen"}));
}

TEST(Openapi, IsTheSameEachTime)
{
    EXPECT_EQ(json::serialize(write_openapi({})), json::serialize(write_openapi({})));
}

}  // namespace

}  // namespace wd::http::test
