// See openapi.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "http/openapi.hpp"

#include "base/limits.hpp"
#include "http/json_text.hpp"
#include "http/login.hpp"
#include "http/message.hpp"
#include "http/router.hpp"
#include "http/translate.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace wd::http {

namespace {

using domain::ApiKind;
using domain::ApiWord;
using domain::MemberShape;

constexpr int example_depth_max = 4;

json::object ref(std::string_view section, std::string_view name)
{
    return {{"$ref", fmt::format("#/components/{}/{}", section, name)}};
}

// --- Values

// What a value of this kind looks like. `of` is the prefix of an id or the name of a closed list.
json::object value_schema(ApiKind kind, std::string_view of)
{
    switch (kind) {
    case ApiKind::id: return {{"type", "string"}, {"pattern", fmt::format("^{}-[0-9]+$", of)}};
    case ApiKind::number: return {{"type", "integer"}, {"format", "int64"}};
    case ApiKind::per_mille: return {{"type", "integer"}, {"format", "int32"}, {"minimum", 0}};
    case ApiKind::yes_no: return {{"type", "boolean"}};
    case ApiKind::date: return {{"type", "string"}, {"format", "date"}};
    case ApiKind::date_time: return {{"type", "string"}, {"format", "date-time"}};
    case ApiKind::word: {
        json::array words;
        for (const std::string& word : domain::api_words_of(of))
            words.push_back(json::value(json_view(word)));
        return {{"type", "string"}, {"enum", std::move(words)}};
    }
    case ApiKind::object: return {{"type", "object"}};
    case ApiKind::open: return {};
    case ApiKind::text: break;
    }
    return {{"type", "string"}};
}

// The words that a command takes may be fewer than those of the list.
void narrow(json::object& schema, const MemberShape& shape, std::string_view list)
{
    if (shape.words.empty())
        return;
    json::array words;
    for (const std::string_view code : shape.words)
        words.push_back(json::value(json_view(domain::api_word(code, list))));
    schema["enum"] = std::move(words);
}

json::value example_of(ApiKind kind, std::string_view of, std::string_view example)
{
    switch (kind) {
    case ApiKind::id: return json::value(json_view(fmt::format("{}-12", of)));
    case ApiKind::number:
    case ApiKind::per_mille: {
        std::int64_t number = 1;
        std::from_chars(example.data(), example.data() + example.size(), number);
        return number;
    }
    case ApiKind::yes_no: return true;
    case ApiKind::date: return "2026-11-20";
    case ApiKind::date_time: return "2026-11-20T10:00:00.000Z";
    case ApiKind::word: {
        if (domain::code_of_api_word(of, example))
            return json::value(json_view(example));
        const std::vector<std::string_view>& codes = domain::closed_list(of);
        const bool known = std::find(codes.begin(), codes.end(), example) != codes.end();
        return json::value(json_view(domain::api_word(known ? example : codes.front(), of)));
    }
    case ApiKind::open: {
        const Result<json::value> value = parse_json(example);
        return value ? *value : json::value(json::object{});
    }
    case ApiKind::object: return json::object{};
    case ApiKind::text: break;
    }
    return json::value(json_view(example));
}

json::object as_list(json::object item, int depth)
{
    for (; depth > 0; --depth)
        item = json::object{{"type", "array"}, {"items", std::move(item)}};
    return item;
}

json::value in_lists(json::value item, int depth)
{
    for (; depth > 0; --depth)
        item = json::array{std::move(item)};
    return item;
}

// --- Answers

json::object example_of(const Schema& schema, int depth)
{
    json::object example;
    for (const SchemaMember& member : schema.members) {
        if (member.schema != nullptr && depth == 0 && !member.always)
            continue;
        json::value value = member.schema == nullptr
                                ? example_of(member.word->kind, member.word->of, member.word->example)
                            : depth == 0 ? json::value(json::object{})
                                         : json::value(example_of(*member.schema, depth - 1));
        example[json_view(member.word->api)] = in_lists(std::move(value), member.depth);
    }
    return example;
}

json::object member_schema(const SchemaMember& member)
{
    json::object schema = member.schema == nullptr ? value_schema(member.word->kind, member.word->of)
                                                   : ref("schemas", member.schema->name);
    schema = as_list(std::move(schema), member.depth);
    if (member.single != nullptr)
        schema = json::object{{"oneOf", json::array{std::move(schema), ref("schemas", member.single->name)}}};
    // Beside a reference nothing may stand.
    if (!schema.contains("$ref"))
        schema["description"] = json_view(member.word->description);
    return schema;
}

json::object schema_json(const Schema& schema)
{
    json::object properties;
    json::array required;
    for (const SchemaMember& member : schema.members) {
        properties[json_view(member.word->api)] = member_schema(member);
        if (member.always)
            required.push_back(json::value(json_view(member.word->api)));
    }
    json::object out{{"type", "object"}, {"description", json_view(schema.description)}};
    if (!required.empty())
        out["required"] = std::move(required);
    out["properties"] = std::move(properties);
    return out;
}

json::object problem_schema()
{
    const auto text = [](std::string_view description) {
        return json::object{{"type", "string"}, {"description", json_view(description)}};
    };
    json::object parameter{{"type", "object"},
                           {"required", json::array{"name", "code", "reason"}},
                           {"properties", json::object{{"name", text("Het veld of de parameter, zoals u die schreef")},
                                                       {"code", text("Wat voor fout het is, voor programma's")},
                                                       {"reason", text("Wat er niet klopt en wat wel kan")}}}};
    return {{"type", "object"},
            {"description", "Waarom een verzoek niet kon (RFC 9457)"},
            {"required", json::array{"type", "title", "status", "detail"}},
            {"properties",
             json::object{{"type", text("Wat voor probleem het is, als URI")},
                          {"title", text("Hetzelfde in een paar woorden")},
                          {"status", json::object{{"type", "integer"}, {"description", "De HTTP-status"}}},
                          {"detail", text("Wat er niet kon en waarom")},
                          {"code", text("Wat voor probleem het is, voor programma's")},
                          {"instance", text("Het verzoek waar het over gaat")},
                          {"invalidParams", json::object{{"type", "array"}, {"items", std::move(parameter)}}}}}};
}

// --- Requests

json::object body_schema(std::string_view place, const std::vector<MemberShape>& members);

json::object shape_schema(std::string_view place, const MemberShape& shape, const ApiWord& word)
{
    json::object schema;
    // A name that the engine keeps as text may still be one of a closed list.
    const bool listed = shape.kind == ApiKind::text && word.kind == ApiKind::word;
    if (shape.kind == ApiKind::object)
        schema = body_schema(place, shape.members);
    else
        schema = value_schema(listed ? ApiKind::word : shape.kind, shape.kind == ApiKind::id ? shape.prefix : word.of);
    if (shape.kind == ApiKind::word)
        narrow(schema, shape, word.of);
    schema = as_list(std::move(schema), shape.many ? 1 : 0);
    schema["description"] = json_view(word.description);
    return schema;
}

json::object body_schema(std::string_view place, const std::vector<MemberShape>& members)
{
    json::object properties;
    json::array required;
    for (const MemberShape& shape : members) {
        const ApiWord& word = *domain::find_api_word(place, shape.code);
        properties[json_view(word.api)] = shape_schema(place, shape, word);
        if (shape.required)
            required.push_back(json::value(json_view(word.api)));
    }
    json::object schema{{"type", "object"}, {"additionalProperties", false}};
    if (!required.empty())
        schema["required"] = std::move(required);
    schema["properties"] = std::move(properties);
    return schema;
}

json::object body_example(std::string_view place, const std::vector<MemberShape>& members)
{
    json::object example;
    for (const MemberShape& shape : members) {
        const ApiWord& word = *domain::find_api_word(place, shape.code);
        json::value value;
        if (shape.kind == ApiKind::object)
            value = body_example(place, shape.members);
        else if (shape.kind == ApiKind::word && !shape.words.empty())
            value = json::value(json_view(
                domain::api_word(std::find(shape.words.begin(), shape.words.end(), word.example) != shape.words.end()
                                     ? word.example
                                     : shape.words.front(),
                                 word.of)));
        else
            value = example_of(shape.kind == ApiKind::text && word.kind == ApiKind::word ? ApiKind::word : shape.kind,
                               shape.kind == ApiKind::id ? shape.prefix : word.of, word.example);
        example[json_view(word.api)] = in_lists(std::move(value), shape.many ? 1 : 0);
    }
    return example;
}

// --- Parameters

json::object parameter(std::string_view name, std::string_view where, std::string_view description, bool required,
                       json::object schema, json::value example)
{
    return {{"name", json_view(name)}, {"in", json_view(where)},      {"description", json_view(description)},
            {"required", required},    {"schema", std::move(schema)}, {"example", std::move(example)}};
}

void add_list_parameters(json::array& parameters, const Route& route, const std::vector<QueryParameter>& own)
{
    const Schema& schema = *find_schema(route.schema);
    parameters.push_back(ref("parameters", "limiet"));
    if (route.finding == Finding::log)
        return;
    parameters.push_back(ref("parameters", "cursor"));
    json::array names;
    for (const SchemaMember& member : schema.members)
        if (is_filter(member)) {
            names.push_back(json::value(json_view(member.word->api)));
            names.push_back(json::value(json_view(fmt::format("-{}", member.word->api))));
        }
    parameters.push_back(parameter("sorteer", "query", "Sorteer op dit veld; met een min ervoor andersom", false,
                                   {{"type", "string"}, {"enum", names}}, names.front()));
    if (!route.expand.empty()) {
        const std::string_view name =
            domain::find_api_word(route.schema, route.expand.substr(0, route.expand.find('=')))->api;
        parameters.push_back(parameter("expand", "query", "Geef dit bij elke regel mee", false,
                                       {{"type", "string"}, {"enum", json::array{json_view(name)}}},
                                       json::value(json_view(name))));
    }
    for (const SchemaMember& member : schema.members)
        if (is_filter(member) && std::none_of(own.begin(), own.end(), [&](const QueryParameter& one) {
                return one.word->api == member.word->api;
            }))
            parameters.push_back(parameter(member.word->api, "query",
                                           fmt::format("Alleen met deze waarde: {}", member.word->description), false,
                                           value_schema(member.word->kind, member.word->of),
                                           example_of(member.word->kind, member.word->of, member.word->example)));
}

json::array parameters_of(const Route& route)
{
    json::array parameters;
    for (const PathParameter& one : path_parameters(route)) {
        const ApiWord* word = domain::find_api_word({}, one.code);
        parameters.push_back(parameter(one.api, "path", word == nullptr ? one.api : word->description, true,
                                       value_schema(ApiKind::id, one.prefix), example_of(ApiKind::id, one.prefix, {})));
    }
    const std::vector<QueryParameter> own = query_parameters(route);
    for (const QueryParameter& one : own)
        parameters.push_back(parameter(one.word->api, "query", one.word->description, one.required,
                                       value_schema(one.word->kind, one.word->of),
                                       example_of(one.word->kind, one.word->of, one.word->example)));
    if (route.shape == Shape::list)
        add_list_parameters(parameters, route, own);
    if (route.means == Means::question)
        parameters.push_back(ref("parameters", "If-None-Match"));
    if (route.means == Means::stream)
        parameters.push_back(parameter("Last-Event-ID", "header", "De laatste gebeurtenis die u al heeft", false,
                                       {{"type", "string"}}, "1-8123"));
    if (route.means == Means::command) {
        parameters.push_back(ref("parameters", "Idempotency-Key"));
        if (const Route* resource = find_resource(route); resource != nullptr && resource->shape != Shape::list)
            parameters.push_back(ref("parameters", "If-Match"));
        parameters.push_back(ref("parameters", "X-CSRF-Token"));
    }
    return parameters;
}

// --- Responses

json::object version_header()
{
    return {{"API-Version", ref("headers", "API-Version")}};
}

json::object success(const Route& route)
{
    json::object headers = version_header();
    json::object response{{"description", json_view(reason_of(route.status))}};
    if (route.means == Means::question)
        headers["ETag"] = ref("headers", "ETag");
    if (route.status == 201 && find_made(route) != nullptr)
        headers["Location"] = ref("headers", "Location");
    if (route.shape == Shape::list)
        headers["Link"] = ref("headers", "Link");
    response["headers"] = std::move(headers);
    if (route.means == Means::stream)
        response["content"] =
            json::object{{"text/event-stream", json::object{{"schema", json::object{{"type", "string"}}}}}};
    if (route.shape == Shape::none)
        return response;
    const Schema& schema = *find_schema(route.schema);
    json::object body = ref("schemas", schema.name);
    json::object example = example_of(schema, example_depth_max);
    if (route.shape == Shape::list) {
        body = json::object{
            {"type", "object"},
            {"required", json::array{"resultaten"}},
            {"properties",
             json::object{
                 {"resultaten", json::object{{"type", "array"}, {"items", std::move(body)}}},
                 {"volgende", json::object{{"type", "string"},
                                           {"description", "Waar de volgende bladzijde staat; niet op de laatste"}}}}}};
        example = json::object{{"resultaten", json::array{std::move(example)}}};
    }
    response["content"] =
        json::object{{"application/json", json::object{{"schema", std::move(body)}, {"example", std::move(example)}}}};
    return response;
}

void add_problems(json::object& responses, std::initializer_list<int> statuses)
{
    for (const int status : statuses)
        responses[json_view(std::to_string(status))] = ref("responses", fmt::format("Probleem{}", status));
}

std::string_view tag_of_path(std::string_view path)
{
    return segments_of(path).front();
}

json::object operation(const Route& route)
{
    json::object out{{"operationId", operation_id(route.method, route.path)},
                     {"tags", json::array{json_view(tag_of_path(route.path))}},
                     {"summary", json_view(route.summary)}};
    json::array parameters = parameters_of(route);
    if (!parameters.empty())
        out["parameters"] = std::move(parameters);
    if (route.method != "GET" && route.method != "DELETE") {
        const std::vector<MemberShape> members = body_members(route);
        const bool needed =
            std::any_of(members.begin(), members.end(), [](const MemberShape& member) { return member.required; });
        out["requestBody"] = json::object{
            {"required", needed},
            {"content",
             json::object{{"application/json", json::object{{"schema", body_schema(words_place(route), members)},
                                                            {"example", body_example(words_place(route), members)}}}}}};
    }
    json::object responses{{json_view(std::to_string(route.status)), success(route)}};
    if (route.means == Means::question) {
        json::object headers = version_header();
        headers["ETag"] = ref("headers", "ETag");
        responses["304"] =
            json::object{{"description", "Niet veranderd sinds u het las"}, {"headers", std::move(headers)}};
        add_problems(responses, {400, 401, 403, 404, 406, 429, 503});
    } else if (route.means == Means::stream)
        add_problems(responses, {400, 401, 403, 404, 406, 429, 503});
    else
        add_problems(responses, {400, 401, 403, 404, 406, 409, 412, 413, 415, 429, 503});
    out["responses"] = std::move(responses);
    return out;
}

// --- What the login answers itself

ApiKind kind_of(LoginMember::Kind kind)
{
    switch (kind) {
    case LoginMember::Kind::text: return ApiKind::text;
    case LoginMember::Kind::id: return ApiKind::id;
    case LoginMember::Kind::yes_no: return ApiKind::yes_no;
    case LoginMember::Kind::date: return ApiKind::date;
    case LoginMember::Kind::date_time: return ApiKind::date_time;
    case LoginMember::Kind::word: return ApiKind::word;
    case LoginMember::Kind::object: return ApiKind::object;
    }
    return ApiKind::text;
}

json::object login_schema(std::span<const LoginMember> members)
{
    json::object properties;
    json::array required;
    for (const LoginMember& member : members) {
        json::object schema = member.kind == LoginMember::Kind::object ? login_schema(member.members)
                                                                       : value_schema(kind_of(member.kind), member.of);
        schema = as_list(std::move(schema), member.shape == LoginMember::Shape::list ? 1 : 0);
        schema["description"] = json_view(member.description);
        properties[json_view(member.name)] = std::move(schema);
        if (member.required)
            required.push_back(json::value(json_view(member.name)));
    }
    json::object out{{"type", "object"}};
    if (!required.empty())
        out["required"] = std::move(required);
    out["properties"] = std::move(properties);
    return out;
}

json::object login_example(std::span<const LoginMember> members)
{
    json::object example;
    for (const LoginMember& member : members) {
        json::value value = member.kind == LoginMember::Kind::object
                                ? json::value(login_example(member.members))
                                : example_of(kind_of(member.kind), member.of, member.example);
        example[json_view(member.name)] = in_lists(std::move(value), member.shape == LoginMember::Shape::list ? 1 : 0);
    }
    return example;
}

json::object content_of(std::span<const LoginMember> members)
{
    return {{"application/json", json::object{{"schema", login_schema(members)}, {"example", login_example(members)}}}};
}

json::object operation(const LoginRoute& route)
{
    json::object out{{"operationId", json_view(route.operation)},
                     {"tags", json::array{json_view(tag_of_path(route.path))}},
                     {"summary", json_view(route.summary)}};
    if (route.needs == LoginRoute::Needs::nobody)
        out["security"] = json::array{};
    json::array parameters;
    for (const std::string_view segment : segments_of(route.path))
        if (segment.starts_with('{')) {
            const std::string_view name = segment.substr(1, segment.size() - 2);
            parameters.push_back(parameter(name, "path", name, true, value_schema(ApiKind::id, name),
                                           example_of(ApiKind::id, name, {})));
        }
    const bool changes = route.method != "GET";
    if (changes && route.needs != LoginRoute::Needs::nobody)
        parameters.push_back(ref("parameters", "X-CSRF-Token"));
    if (!parameters.empty())
        out["parameters"] = std::move(parameters);
    if (!route.request.empty())
        out["requestBody"] = json::object{{"required", true}, {"content", content_of(route.request)}};
    json::object good{{"description", json_view(reason_of(route.status))}, {"headers", version_header()}};
    if (!route.response.empty() && route.lists) {
        json::object page{{"type", "array"}, {"items", login_schema(route.response)}};
        good["content"] = json::object{
            {"application/json",
             json::object{{"schema", json::object{{"type", "object"},
                                                  {"required", json::array{"resultaten"}},
                                                  {"properties", json::object{{"resultaten", std::move(page)}}}}},
                          {"example", json::object{{"resultaten", json::array{login_example(route.response)}}}}}}};
    } else if (!route.response.empty())
        good["content"] = content_of(route.response);
    json::object responses{{json_view(std::to_string(route.status)), std::move(good)}};
    if (changes)
        add_problems(responses, {400, 401, 403, 404, 409, 413, 415, 429, 503});
    else
        add_problems(responses, {400, 401, 403, 404, 429, 503});
    out["responses"] = std::move(responses);
    return out;
}

// --- The whole

json::object paths()
{
    json::object all;
    const auto put = [&](std::string_view path, std::string_view method, json::object one) {
        std::string low(method);
        for (char& c : low)
            c = static_cast<char>(c - 'A' + 'a');
        json::value& entry = all[json_view(path)];
        if (entry.is_null())
            entry = json::object{};
        entry.as_object()[json_view(low)] = std::move(one);
    };
    for (const Route& route : routes())
        put(route.path, route.method, operation(route));
    for (const LoginRoute& route : login_routes())
        put(route.path, route.method, operation(route));
    put("/openapi.json", "GET",
        json::object{
            {"operationId", "getOpenapi"},
            {"tags", json::array{"openapi"}},
            {"summary", "Deze beschrijving"},
            {"security", json::array{}},
            {"responses",
             json::object{
                 {"200", json::object{{"description", "OK"},
                                      {"headers", version_header()},
                                      {"content",
                                       json::object{{"application/json",
                                                     json::object{{"schema", json::object{{"type", "object"}}}}}}}}},
                 {"429", ref("responses", "Probleem429")},
                 {"503", ref("responses", "Probleem503")}}}});
    return all;
}

json::array tags()
{
    json::array list;
    const auto add = [&](std::string_view path) {
        const std::string_view name = tag_of_path(path);
        const bool known = std::any_of(list.begin(), list.end(), [&](const json::value& tag) {
            return tag.at("name") == json::value(json_view(name));
        });
        if (!known)
            list.push_back(
                json::object{{"name", json_view(name)}, {"description", fmt::format("Alles onder /{}", name)}});
    };
    for (const Route& route : routes())
        add(route.path);
    for (const LoginRoute& route : login_routes())
        add(route.path);
    add("/openapi");
    return list;
}

struct ProblemText {
    int status;
    std::string_view description;
    std::string_view code;
};
constexpr std::array problems = std::to_array<ProblemText>({
    {400, "Het verzoek klopt niet; alles wat niet klopt staat in invalidParams", "ongeldig"},
    {401, "Meld u eerst aan, of geef een geldig token mee", "niet_aangemeld"},
    {403, "Dit mag u hier niet, of het bestaat niet", "niet_toegestaan"},
    {404, "Dit bestaat niet", "niet_gevonden"},
    {406, "De antwoorden zijn JSON", "niet_acceptabel"},
    {409, "Dit kan nu niet, is er al, of de sleutel hoort bij een ander verzoek", "verkeerde_status"},
    {412, "Het is veranderd sinds u het las", "ingehaald"},
    {413, "Het verzoek is te groot", "te_groot"},
    {415, "Stuur JSON", "verkeerd_mediatype"},
    {429, "Te veel verzoeken; probeer het straks opnieuw", "te_druk"},
    {503, "Nu even niet; probeer het straks opnieuw", "niet_beschikbaar"},
});

json::object problem_responses()
{
    json::object all;
    for (const ProblemText& problem : problems) {
        json::object headers = version_header();
        if (problem.status == 429 || problem.status == 503)
            headers["Retry-After"] = ref("headers", "Retry-After");
        json::object example{{"type", fmt::format("urn:wijkdraad:probleem:{}", problem.code)},
                             {"title", json_view(reason_of(problem.status))},
                             {"status", problem.status},
                             {"detail", json_view(problem.description)},
                             {"code", json_view(problem.code)},
                             {"instance", "/api/v1/taken/taak-12"}};
        all[json_view(fmt::format("Probleem{}", problem.status))] = json::object{
            {"description", json_view(problem.description)},
            {"headers", std::move(headers)},
            {"content", json::object{{"application/problem+json", json::object{{"schema", ref("schemas", "Probleem")},
                                                                               {"example", std::move(example)}}}}}};
    }
    return all;
}

json::object header(std::string_view description, json::object schema, json::value example)
{
    return {{"description", json_view(description)}, {"schema", std::move(schema)}, {"example", std::move(example)}};
}

json::object components(const ApiDescription& description)
{
    json::object schemas;
    for (const Schema& schema : all_schemas())
        schemas[json_view(schema.name)] = schema_json(schema);
    schemas["Probleem"] = problem_schema();
    const json::object text{{"type", "string"}};
    json::object parameters{
        {"limiet", parameter("limiet", "query", "Hoogstens zoveel regels op een bladzijde", false,
                             {{"type", "integer"}, {"minimum", 1}, {"maximum", page_max}, {"default", 100}}, 100)},
        {"cursor", parameter("cursor", "query", "Waar de bladzijde begint; staat in 'volgende' van de vorige", false,
                             text, "64-9f86d081884c7d65")},
        {"If-None-Match",
         parameter("If-None-Match", "header", "De ETag die u al heeft; dan komt er 304 als die nog klopt", false, text,
                   "\"9f86d081884c7d65\"")},
        {"If-Match", parameter("If-Match", "header", "De ETag van wat u las; is het veranderd, dan komt er 412", false,
                               text, "\"9f86d081884c7d65\"")},
        {"Idempotency-Key",
         parameter("Idempotency-Key", "header",
                   "Een sleutel die u zelf kiest; hetzelfde verzoek met deze sleutel wordt één keer uitgevoerd", false,
                   {{"type", "string"}, {"minLength", 1}, {"maxLength", limits::request_key_max}},
                   "6f1c0a52-6a5e-4a43-9d2b-1f0f6e3b7c11")},
        {"X-CSRF-Token",
         parameter("X-CSRF-Token", "header", "Nodig bij een sessie; staat in het antwoord op het aanmelden", false,
                   text, "b7d1c2")}};
    json::object headers{
        {"API-Version", header("De versie van deze API", {{"type", "string"}}, json::value(json_view(api_version)))},
        {"ETag", header("Kenmerk van deze versie", {{"type", "string"}}, "\"9f86d081884c7d65\"")},
        {"Link", header("Waar de volgende bladzijde staat", {{"type", "string"}},
                        "</api/v1/taken?cursor=64-9f86d081884c7d65>; rel=\"next\"")},
        {"Location", header("Waar het nieuwe te lezen is", {{"type", "string"}}, "/api/v1/taken/taak-12")},
        {"Retry-After", header("Na zoveel seconden", {{"type", "integer"}}, 2)}};
    json::object security{
        {"sessie", json::object{{"type", "apiKey"},
                                {"in", "cookie"},
                                {"name", "wijkdraad"},
                                {"description", "De sessie na aanmelden; bij wijzigen hoort X-CSRF-Token"}}},
        {"token", json::object{{"type", "http"},
                               {"scheme", "bearer"},
                               {"description", "Een token dat u bij /tokens maakt, voor programma's van uzelf"}}}};
    if (!description.openid_url.empty())
        security["openIdConnect"] =
            json::object{{"type", "openIdConnect"}, {"openIdConnectUrl", json_view(description.openid_url)}};
    return {{"schemas", std::move(schemas)},
            {"responses", problem_responses()},
            {"parameters", std::move(parameters)},
            {"headers", std::move(headers)},
            {"securitySchemes", std::move(security)}};
}

}  // namespace

json::object write_openapi(const ApiDescription& description)
{
    json::array security{json::object{{"sessie", json::array{}}}, json::object{{"token", json::array{}}}};
    return {
        {"openapi", "3.0.3"},
        {"info", json::object{{"title", "Wijkdraad"},
                              {"version", json_view(api_version)},
                              {"description",
                               "De API van Wijkdraad: de draad door een wijkaanpak, ook als mensen komen en gaan. "
                               "Namen zijn Nederlands, datums zonder tijd eindigen op 'datum', tijdstippen zijn UTC. "
                               "Wat er niet is, wordt weggelaten."},
                              {"contact", json::object{{"name", json_view(description.contact_name)},
                                                       {"url", json_view(description.contact_url)},
                                                       {"email", json_view(description.contact_email)}}},
                              {"license", json::object{{"name", "EUPL-1.2"}, {"url", "https://eupl.eu/1.2/nl/"}}}}},
        {"servers",
         json::array{json::object{{"url", json_view(description.server)}, {"description", "Deze installatie"}}}},
        {"security", std::move(security)},
        {"tags", tags()},
        {"paths", paths()},
        {"components", components(description)}};
}

}  // namespace wd::http
